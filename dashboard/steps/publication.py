"""The form about a publication: who said it, where, when, what the table leaves out."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard import show
from dashboard.language import Say
from dashboard.parts import origin
from dashboard.parts.origin import Origin
from dashboard.parts.shapes import Note
from dashboard.steps import memory


def ask(sha256: str, known: Mapping[str, str], asks_constants: bool, say: Say) -> str:
    """The sidecar of the file as a person filled it in; empty until then."""
    sidecar: str = memory.said("sidecar", sha256, "")
    with st.expander(say("Asal-usul berkas ini"), expanded=not sidecar), st.form("asal"):
        filled = _fields(known, asks_constants, say)
        if st.form_submit_button(say("Simpan asal-usul"), type="primary"):
            if filled.is_complete:
                memory.put("sidecar", sha256, origin.sidecar(filled, sha256))
                st.rerun()
            show.notes((Note(say("Isi penerbit dan judulnya."), "caution"),))
    return sidecar


def _fields(known: Mapping[str, str], asks_constants: bool, say: Say) -> Origin:
    trusts = origin.trust_titles(say.language)
    left, right = st.columns(2, gap="large")
    with left:
        publisher = st.text_input(say("Penerbit (kantor atau lembaga)"), key="asal_penerbit")
        title = st.text_input(say("Judul publikasi"), key="asal_judul")
        url = st.text_input(say("Tautan, bila ada"), key="asal_tautan")
    with right:
        released = st.date_input(
            say("Tanggal terbit, bila diketahui"), value=None, format="DD/MM/YYYY", key="asal_hari"
        )
        trust = st.selectbox(
            say("Kepercayaan"), list(trusts), format_func=trusts.__getitem__, key="asal_percaya"
        )
        register = st.text_input(
            say("Register asal angka (SIMFONI, UPTD PPA), bila ada"), key="asal_register"
        )
    supersedes = st.multiselect(
        say("Menggantikan publikasi (rilis lama dari angka yang sama)"),
        list(known),
        format_func=known.__getitem__,
        placeholder=say("Pilih bila ada"),
        key="asal_ganti",
    )
    constants = _constants(say) if asks_constants else {}
    return Origin(publisher, title, trust, url, released, register, constants, tuple(supersedes))


def _constants(say: Say) -> dict[str, str]:
    """What the table leaves out; to be stated only where the source says so."""
    labels = {"unit": say("Apa yang dihitung"), "group": say("Siapa yang dihitung")}
    show.notes((Note(say("Tabel tidak menyebut hal berikut. Isi hanya bila sumbernya jelas.")),))
    stated = {}
    for dimension in origin.ASKED:
        titles = origin.constant_titles(dimension, say.language)
        stated[dimension] = st.selectbox(
            labels[dimension], list(titles), format_func=titles.__getitem__, key=f"asal_{dimension}"
        )
    return stated
