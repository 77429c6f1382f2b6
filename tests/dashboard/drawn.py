"""What every figure owes, asked of each in turn; and what a figure shows, as words and traces."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme

Build = Callable[[str], go.Figure]
Words = Callable[[str], str]


def texts(figure: go.Figure) -> list[str]:
    """All words a figure shows, traces and annotations."""
    drawn = figure.to_dict()
    words = [note["text"] for note in drawn["layout"].get("annotations", [])]
    for trace in drawn["data"]:
        if "text" in trace.get("mode", ""):
            words += trace["text"]
    return words


def named(figure: go.Figure, mode: str) -> list[dict[str, Any]]:
    """The traces of one mode."""
    return [trace for trace in figure.to_dict()["data"] if trace.get("mode") == mode]


def assert_look(build: Build, alt: Words, language: str) -> None:
    """Valid for Plotly, in the project's look, legible, with a text alternative."""
    figure = build(language)
    go.Figure(figure.to_dict())
    assert figure.layout.separators == theme.SEPARATORS[language]
    assert figure.layout.height >= 40
    assert figure.layout.width is None
    assert figure.layout.template.layout.font.family == theme.FONT_STACK
    fonts = re.findall(r'font":\s*{[^}]*?"size":\s*([\d.]+)', figure.to_json())
    assert min(map(float, fonts)) >= 12
    assert alt(language).endswith(".")
    assert not re.search(r"\b(nan|None)\b", alt(language) + " ".join(texts(figure)))


def assert_pure(build: Build, frames: Sequence[pd.DataFrame]) -> None:
    """Drawing leaves its frames as they were."""
    before = [frame.copy() for frame in frames]
    build("id")
    for frame, copy in zip(frames, before, strict=True):
        pd.testing.assert_frame_equal(frame, copy)
