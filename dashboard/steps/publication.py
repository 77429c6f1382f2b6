"""The form about a publication: who said it, where, when, what the table leaves out."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard import show
from dashboard.answers import Checked
from dashboard.language import Say
from dashboard.parts import origin
from dashboard.parts.origin import Origin
from dashboard.parts.shapes import Note
from dashboard.steps import memory


def ask(found: Checked, known: Mapping[str, str], places: Mapping[str, str], say: Say) -> str:
    """The sidecar of the file as a person filled it in; empty until then.

    `known` are the loaded publications, `places` the regions, both by code.
    """
    sha256 = found.sha256
    sidecar: str = memory.said("sidecar", sha256, "")
    with st.expander(say("Asal-usul berkas ini"), expanded=not sidecar), st.form("asal"):
        show.notes((
            Note(say("Tabelnya dikenali. Sebutkan dari mana berkas ini berasal; sesudah itu tampak "
                     "angka yang akan dimuat, dan belum ada yang berubah.")),
        ))  # fmt: skip
        filled = _fields(found, known, places, say)
        if st.form_submit_button(say("Simpan asal-usul"), type="primary"):
            lacking = origin.lacking(filled, origin.asked(found.issues), say.language)
            if not lacking:
                memory.put("sidecar", sha256, origin.sidecar(filled, sha256))
                st.rerun()
            show.notes((Note(lacking, "caution"),))
    return sidecar


def _fields(
    found: Checked, known: Mapping[str, str], places: Mapping[str, str], say: Say
) -> Origin:
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
        select_all=False,
        key="asal_ganti",
    )
    constants = _constants(found, places, say)
    return Origin(publisher, title, trust, url, released, register, constants, tuple(supersedes))


def _constants(found: Checked, places: Mapping[str, str], say: Say) -> dict[str, str]:
    """What the table leaves out; to be stated only where the source says so."""
    asks = origin.asked(found.issues)
    if asks:
        show.notes(
            tuple(Note(why, "caution") for why in origin.reasons(found.issues, say.language))
        )
        show.notes((Note(say("Jawab hanya menurut sumbernya; jangan menebak.")),))
    return {name: _constant(name, places, say) for name in asks}


def _constant(name: str, places: Mapping[str, str], say: Say) -> str:
    if name == "year":
        year = st.number_input(
            say("Tahun seluruh berkas ini"), 2000, 2099, None, 1, key="asal_year"
        )
        return "" if year is None else str(int(year))
    titles = origin.constant_titles(name, places, say.language)
    return st.selectbox(
        say(origin.LABELS[name]), list(titles), format_func=titles.__getitem__, key=f"asal_{name}"
    )
