"""Choosing which publication a figure is shown from, with the reason that everybody reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from dashboard import intake, show
from dashboard.answers import Failed
from dashboard.language import Say
from dashboard.parts import report
from dashboard.parts.decisions import Quantity
from dashboard.parts.shapes import Note

_DONE: Final = "putusan_dicatat"


def ask(quantities: Sequence[Quantity], say: Say) -> None:
    """The form, folded away; the decision is recorded by the pipeline, which serves it at once."""
    if st.session_state.pop(_DONE, False):
        show.notes((Note(say("Pilihan dicatat dengan alasannya; semua halaman memakainya.")),))
    if not quantities:
        return
    with st.expander(say("Pilih angka yang ditampilkan")):
        place = st.selectbox(
            say("Angka"),
            range(len(quantities)),
            format_func=lambda place: quantities[place].title,
            key="pilih_angka",
        )
        chosen = quantities[place]
        publication = st.radio(
            say("Publikasi"),
            list(chosen.publications),
            format_func=lambda name: show.literal(chosen.publications[name]),
            key=f"pilih_publikasi_{chosen.region}_{chosen.year}_{chosen.measure}",
        )
        reason = st.text_input(say("Alasan (dibaca semua orang)"), key="pilih_alasan")
        by = st.text_input(
            say("Diputuskan oleh (kantor atau jabatan, bukan nama orang)"), key="pilih_oleh"
        )
        is_ready = bool(reason.strip() and by.strip())
        if st.button(say("Catat pilihan"), disabled=not is_ready, key="pilih_catat"):
            _record(chosen, publication, reason, by, say)


def _record(chosen: Quantity, publication: str, reason: str, by: str, say: Say) -> None:
    with st.spinner(say("Mencatat dan membangun gudang data ...")):
        found = intake.decide(
            chosen.region, chosen.year, chosen.measure, publication, reason.strip(), by.strip()
        )
    if isinstance(found, Failed):
        show.notes((report.failed(found, say.language),))
    elif found:
        show.listing(report.grouped(found, "decision", say.language), say)
    else:
        st.session_state[_DONE] = True
        st.rerun()
