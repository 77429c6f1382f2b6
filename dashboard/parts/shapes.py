"""The few things a page shows: a chart, a table, a note, a source, a file to take away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import pandas as pd
import plotly.graph_objects as go

NoteKind = Literal["plain", "caution", "example"]


@dataclass(frozen=True)
class Note:
    """One sentence set apart: plain, a caution about the data, or the mark of an example."""

    text: str
    kind: NoteKind = "plain"


@dataclass(frozen=True)
class Mark:
    """How far figures can be leaned on: shape and word (`sign`), how many and why (`told`)."""

    sign: str
    told: str


@dataclass(frozen=True)
class Column:
    """A heading; numbers are set to the right, what is whole is not broken into lines."""

    heading: str
    is_number: bool = False
    is_whole: bool = False


@dataclass(frozen=True)
class Table:
    """Texts in rows, exactly as they are shown.

    `marked` are the numbers of the rows set off, `muted` of those that no longer count. Prose is
    read row by row: on a narrow screen each cell stands under its heading.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    marked: frozenset[int] = frozenset()
    muted: frozenset[int] = frozenset()
    is_prose: bool = False


@dataclass(frozen=True)
class Source:
    """Who said it (`line`, without markup), its web address, and the file, sheet and cells read."""

    line: str
    url: str | None = None
    place: str = ""


@dataclass(frozen=True)
class Download:
    """The rows shown, to be written as CSV when asked for."""

    name: str
    rows: Callable[[], pd.DataFrame]


@dataclass(frozen=True)
class Chart:
    """A figure with everything it owes: the finding as title, its limits as lead and notes, words
    for those who cannot see it, quality marks, sources, the rows behind it, a download.
    """

    key: str
    title: str
    figure: go.Figure
    alt: str
    sources: tuple[Source, ...]
    subtitle: str = ""
    lead: str = ""
    notes: tuple[Note, ...] = ()
    marks: tuple[Mark, ...] = ()
    table: Table | None = None
    download: Download | None = None


@dataclass(frozen=True)
class Listing:
    """A table under a heading, with notes, quality marks, sources and a download.

    `empty` is said when it has no rows.
    """

    key: str
    title: str
    table: Table | None
    subtitle: str = ""
    empty: str = ""
    sources: tuple[Source, ...] = ()
    notes: tuple[Note, ...] = ()
    marks: tuple[Mark, ...] = ()
    download: Download | None = None
    is_open: bool = True


@dataclass(frozen=True)
class Fact:
    """What stands beside a verdict: what it is about, sentences, and pairs of words and number."""

    label: str
    texts: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Verdict:
    """What a series may be said to show: a code of `indicators.codes.VERDICTS` that has a shape of
    its own, the word for it, the sentence with its limit, and the facts beside it.
    """

    code: str
    word: str
    about: str
    sentence: str
    facts: tuple[Fact, ...] = ()
