"""What the pipeline answered about the upload of this session, by content."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar, cast

import streamlit as st

from dashboard.intake import Progress
from dashboard.language import Say
from dashboard.parts import report

Value = TypeVar("Value")
_ANSWERS: Final = "muat_jawaban"
_SAID: Final = "muat_isian"


def once(key: tuple[str, ...], doing: str, ask: Callable[[Progress], Value], say: Say) -> Value:
    """What `ask` answers, asked once for each key; meanwhile the page says what it is doing."""
    answers = st.session_state.setdefault(_ANSWERS, {})
    if key not in answers:
        place = st.empty()
        with place.status(doing) as status:
            answers[key] = ask(lambda told: status.update(label=report.doing(told, doing, say)))
        place.empty()
    return cast("Value", answers[key])


def put(name: str, sha256: str, value: object) -> None:
    """Keep what a person said about the file."""
    st.session_state.setdefault(_SAID, {})[sha256, name] = value


def said(name: str, sha256: str, default: Value) -> Value:
    """What a person said about the file, else `default`."""
    return cast("Value", st.session_state.setdefault(_SAID, {}).get((sha256, name), default))


def forget() -> None:
    """Forget everything that was asked and said."""
    st.session_state.pop(_ANSWERS, None)
    st.session_state.pop(_SAID, None)
