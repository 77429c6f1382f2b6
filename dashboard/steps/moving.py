"""Moving scores by hand: a slider each; what is moved stands in the link and nowhere else."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from dashboard import filters, show
from dashboard.filters import Selection
from dashboard.parts.simulation import Knob, positions
from indicators import scenario, wording

_PICK: Final = "pilih_digeser"
_STEP: Final = 0.05


def ask(selection: Selection, level: str, knobs: Sequence[Knob]) -> dict[str, float]:
    """The points of every item moved, by its code, as the sliders and the link say."""
    known = positions(tuple(knobs))
    moves = scenario.from_link(selection.moves, known)
    shown = knobs
    if level == "question":
        shown = _picked(selection, knobs, moves)
    for place, knob in enumerate(shown):
        if place % 2 == 0:  # a pair of its own, so that a narrow screen keeps the form's order
            columns = st.columns(2, gap="large")
        with columns[place % 2]:
            _slider(selection, knob, moves.get(knob.code, knob.score))
    if moves and st.button(selection.say("Kembalikan ke nilai yang dimuat"), key="kembalikan"):
        put({}, known)
        st.rerun()
    return moves


def link(selection: Selection, moves: str) -> None:
    """A link to the simulation with these moves of questions."""
    asked = dataclasses.replace(selection, level="question", moves=moves)
    label = selection.say("Coba pilihan ini pada Simulasi Nilai")
    st.page_link("views/simulation.py", label=label, query_params=filters.write(asked))


def put(moves: Mapping[str, float], known: Mapping[str, int]) -> None:
    """Write the moves into the link."""
    name = filters.PARAMETERS["moves"]
    text = scenario.as_link(moves, known)
    if text:
        st.query_params[name] = text
    else:
        st.query_params.pop(name, None)


def _picked(selection: Selection, knobs: Sequence[Knob], moves: Mapping[str, float]) -> list[Knob]:
    """The questions the reader wants to move; a newly picked one starts at its maximum."""
    say = selection.say
    titles = {one.code: one for one in knobs}
    st.session_state[_PICK] = [one for one in moves if one in titles]

    def changed() -> None:
        known = positions(tuple(knobs))
        chosen = st.session_state[_PICK]
        before = scenario.from_link(
            st.query_params.to_dict().get(filters.PARAMETERS["moves"], ""), known
        )
        put({one: before.get(one, titles[one].most) for one in chosen}, known)

    st.multiselect(
        say("Pertanyaan yang digeser (mula-mula ke nilai penuh)"),
        list(titles),
        format_func=lambda code: titles[code].title,
        key=_PICK,
        on_change=changed,
        placeholder=say("Pilih pertanyaan"),
    )
    return [titles[one] for one in moves if one in titles]


def _slider(selection: Selection, knob: Knob, points: float) -> None:
    key = f"geser_{knob.position}"
    st.session_state[key] = min(max(points, 0.0), knob.most)

    def changed() -> None:
        name = filters.PARAMETERS["moves"]
        parts = dict(
            part.split("-", 1)
            for part in st.query_params.to_dict().get(name, "").split(",")
            if "-" in part
        )
        parts[knob.position] = f"{st.session_state[key]:.2f}"
        st.query_params[name] = ",".join(f"{at}-{value}" for at, value in parts.items())

    language = selection.language
    say = selection.say
    label = say(
        "{title} · dimuat {score} dari {most}",
        title=knob.title,
        score=wording.number(knob.score, language),
        most=wording.number(knob.most, language),
    )
    st.slider(
        show.literal(label), 0.0, knob.most, step=_STEP, key=key, on_change=changed,
        format="localized", disabled=knob.most <= 0,
    )  # fmt: skip
