"""Keeping scenarios: named sets of moves, compared with each other; internal edition only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from dashboard import filters, show, warehouse
from dashboard import scenarios as store
from dashboard.answers import Failed
from dashboard.filters import Selection
from dashboard.language import SOURCE
from dashboard.parts import report, scenarios, simulation
from dashboard.parts.shapes import Note
from dashboard.parts.simulation import Knob
from dashboard.scenarios import Issues, Kept
from indicators import scenario

_KNOWN: Final = "skenario_dikenal"
_SAID: Final = "skenario_jawaban"


def ask(
    selection: Selection, region: str, knobs: Sequence[Knob], moves: Mapping[str, float]
) -> None:
    """What is kept, side by side; a form to keep what is moved now; nothing in public."""
    if warehouse.current().edition != "internal":
        return
    say = selection.say
    known = _known(region)
    if isinstance(known, Failed):
        told = say("Skenario tidak terbaca; beri tahu pengelola.")
        show.notes((Note(told, "caution"),))
        return
    _told(selection)
    own = tuple(one for one in known if one.assessment == selection.assessment)
    listing = warehouse.remember(
        scenarios.compared, region, selection.assessment, own, selection.language
    )
    show.listing(listing, say)
    if own:
        _open(selection, region, own)
    if moves:
        _keep(selection, region, moves)


def _known(region: str) -> tuple[Kept, ...] | Failed:
    """The scenarios of a region, asked for once as long as their file stays the same."""
    key = (region, store.signature())
    held = st.session_state.get(_KNOWN)
    if held is None or held[0] != key:
        held = (key, store.of_region(region) if key[1] else ())
        st.session_state[_KNOWN] = held
    found: tuple[Kept, ...] | Failed = held[1]
    return found


def _told(selection: Selection) -> None:
    """What the last answer was, where it was a refusal."""
    answer: Issues | Failed = st.session_state.pop(_SAID, ())
    if isinstance(answer, Failed):
        show.notes((report.failed(answer, selection.language),))
    elif answer:
        show.listing(report.grouped(answer, "scenario", selection.language), selection.say)


def _open(selection: Selection, region: str, own: Sequence[Kept]) -> None:
    """Choosing one of them: put into the link, or taken back."""
    say = selection.say
    names = {one.name: one for one in own}
    with st.container(horizontal=True, vertical_alignment="bottom", key="skenario"):
        name = st.selectbox(say("Skenario"), list(names), key="pilih_skenario", width=340)
        chosen = names[name]
        if st.button(say("Buka skenario"), key="buka_skenario"):
            _put(chosen, region)
            st.rerun()
        if st.button(say("Hapus skenario"), key="hapus_skenario", type="tertiary"):
            answer = store.drop(region, chosen.assessment, chosen.name, chosen.kept_by)
            st.session_state[_SAID] = answer
            st.rerun()


def _put(chosen: Kept, region: str) -> None:
    """The moves of a scenario in the link."""
    knobs = warehouse.remember(simulation.knobs, region, chosen.assessment, chosen.level, SOURCE)
    link = scenario.as_link(dict(chosen.moves), simulation.positions(knobs))
    st.query_params[filters.PARAMETERS["level"]] = chosen.level
    st.query_params[filters.PARAMETERS["moves"]] = link


def _keep(selection: Selection, region: str, moves: Mapping[str, float]) -> None:
    """A name, who keeps it, and a button."""
    say = selection.say
    with st.expander(say("Simpan simulasi ini sebagai skenario")):
        name = st.text_input(say("Nama skenario"), max_chars=60, key="nama_skenario")
        by = st.text_input(
            say("Disimpan oleh (kantor atau jabatan, bukan nama orang)"),
            max_chars=120,
            key="oleh_skenario",
        )
        is_ready = bool(name.strip() and by.strip())
        if st.button(say("Simpan skenario"), disabled=not is_ready, key="simpan_skenario"):
            with st.spinner(say("Menyimpan skenario ...")):
                answer = store.keep(
                    region, selection.assessment, selection.level, name.strip(), moves, by.strip()
                )
            st.session_state[_SAID] = answer
            st.rerun()
