"""Setting questions aside that cannot be completed this cycle; kept in the link."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from dashboard import filters
from dashboard.filters import Selection

_KEY: Final = "pilih_kesampingkan"


def ask(selection: Selection, titles: Mapping[str, str]) -> tuple[str, ...]:
    """The positions of the questions set aside, those of the link first."""
    say = selection.say
    asked = tuple(one for one in selection.aside.split(",") if one in titles)
    st.session_state[_KEY] = list(asked)
    st.multiselect(
        say("Kesampingkan pertanyaan yang tidak mungkin dilengkapi pada siklus ini"),
        list(titles),
        format_func=titles.__getitem__,
        key=_KEY,
        on_change=_changed,
        placeholder=say("Pilih pertanyaan"),
    )
    return asked


def _changed() -> None:
    chosen = st.session_state[_KEY]
    if chosen:
        filters.go("aside", ",".join(chosen))
    else:
        st.query_params.pop(filters.PARAMETERS["aside"], None)
