"""What *Profil daerah* says, as frozen values: ready texts, and the cells each figure stands on.

No number is formatted or computed here: texts come as the pages show them. Floats are there only
to place a bar, a mark or a line. What is None or empty is not loaded: the section then says so,
with the rows of `missing` that name it.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from dashboard.report.labels import Labels

SectionName = Literal["head", "blocks", "gaps", "trends", "similar"]
VerdictCode = Literal[
    "likely_real", "reporting_changed", "cannot_separate", "series_break", "too_little"
]
PointKind = Literal["full", "partial", "absent"]


@dataclass(frozen=True)
class Origin:
    """Where a figure was read: publication, file, sheet and cells; the document names the edition.

    `sheet` and `cell` are empty only for a file that has none (a form shipped with the program).
    """

    publication: str
    file: str
    sheet: str
    cell: str
    url: str = ""


@dataclass(frozen=True)
class Figure:
    """A number as it is printed, with the cells it stands on; `how` says how it was computed.

    ValueError for a figure without an origin or a text.
    """

    text: str
    origins: tuple[Origin, ...]
    how: str = ""

    def __post_init__(self) -> None:
        if not self.text or not self.origins:
            raise ValueError(f"a figure needs a text and an origin: {self!r}")


@dataclass(frozen=True)
class Said:
    """A sentence and the figures it states: their codes are printed after it.

    ValueError when a figure does not stand in the sentence as it is printed.
    """

    text: str
    figures: tuple[Figure, ...]

    def __post_init__(self) -> None:
        for figure in self.figures:
            if figure.text not in self.text:
                raise ValueError(f"{figure.text!r} does not stand in {self.text!r}")


Cell = str | Figure
Prose = str | Said


@dataclass(frozen=True)
class Column:
    """A heading; numbers are set to the right. `share` is its part of the width left by others,
    0 for as wide as its content.
    """

    heading: str
    is_number: bool = False
    share: float = 0.0


@dataclass(frozen=True)
class Grid:
    """A table of texts and figures; ValueError when a row does not fit the columns."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[Prose, ...] = ()

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"{len(row)} cells for {len(self.columns)} columns: {row!r}")


@dataclass(frozen=True)
class Missing:
    """What is not loaded, who holds it, and what to fill in and send; `sections` wait for it."""

    what: str
    holder: str
    template: str
    command: str
    sections: tuple[SectionName, ...]


@dataclass(frozen=True)
class Band:
    """A rank on the ruler, drawn from `low` to `high` points; `printed` is its official range."""

    title: str
    printed: str
    low: float
    high: float


@dataclass(frozen=True)
class Ruler:
    """The bands with the score at `value`; `alt` says it in words. `marked` is the mark's text."""

    maximum: float
    bands: tuple[Band, ...]
    value: float
    marked: str
    alt: str


@dataclass(frozen=True)
class Score:
    """The total: its stage, its cycle (with data and award year), what it is not, its ruler."""

    figure: Figure
    maximum: Figure
    stage: str
    cycle: str
    remark: str
    ruler: Ruler | None = None


@dataclass(frozen=True)
class Gap:
    """One of the largest gaps: points not yet earned, who leads, outcome or only evidence."""

    title: str
    points: Figure
    office: str
    kind: str


@dataclass(frozen=True)
class Verdict:
    """What a series may be said to show: shape (`code`), word, sentence with its limit."""

    code: VerdictCode
    word: str
    about: str
    sentence: Prose


@dataclass(frozen=True)
class Head:
    """The page for the head of office. Awards are rows of year and title.

    `scores` are all that are loaded, where there are several: stages stand apart.
    """

    sentence: Prose
    score: Score | None = None
    scores: Grid | None = None
    awards: Grid | None = None
    uncertain: tuple[Prose, ...] = ()
    gaps: tuple[Gap, ...] = ()
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Bar:
    """A block: points earned of its maximum. `share` (0 to 1) is only the length of the bar.

    ValueError for a share outside 0 to 1.
    """

    title: str
    share: float
    percent: Figure
    earned: Figure
    maximum: Figure
    open: Figure

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise ValueError(f"a bar of {self.share} of its maximum: {self.title}")


@dataclass(frozen=True)
class Blocks:
    """Bars in the order of the form, the stage and cycle they are of, and tables below them."""

    basis: str
    bars: tuple[Bar, ...]
    tables: tuple[Grid, ...] = ()
    notes: tuple[Prose, ...] = ()


@dataclass(frozen=True)
class Point:
    """One period of a series: `y` places it (None: no number); `is_apart` draws no line to it."""

    label: str
    y: float | None
    kind: PointKind = "full"
    is_apart: bool = False


@dataclass(frozen=True)
class Values:
    """What is written below the points: a heading, and a figure or a word for each."""

    heading: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Trend:
    """A small line: points in order, breaks before the numbered points, verdict, words for it.

    ValueError for a point whose kind and height do not agree, a break outside the points, or
    values that are not one for each point.
    """

    title: str
    subtitle: str
    points: tuple[Point, ...]
    values: tuple[Values, ...]
    alt: str
    verdict: Verdict | None = None
    breaks: tuple[int, ...] = ()
    notes: tuple[Prose, ...] = ()

    def __post_init__(self) -> None:
        for point in self.points:
            if (point.y is None) != (point.kind == "absent"):
                raise ValueError(f"{self.title}, {point.label}: {point.kind} at {point.y}")
        if any(not 0 < one < len(self.points) for one in self.breaks):
            raise ValueError(f"{self.title}: a break at {self.breaks}")
        for row in self.values:
            if len(row.cells) != len(self.points):
                raise ValueError(f"{self.title}: {len(row.cells)} {row.heading}")


@dataclass(frozen=True)
class Document:
    """One *Profil daerah*. `day` is the day of the data, and the date set in the file.

    `edition` is its short name, `edition_told` names it exactly; `marks` stand on every page
    (an example, simulated figures); sections that are `skipped` do not apply to the region.
    """

    region: str
    kind: str
    edition: str
    edition_told: str
    day: datetime.date
    day_text: str
    labels: Labels
    head: Head
    marks: tuple[str, ...] = ()
    blocks: Blocks | None = None
    gaps: tuple[Grid, ...] = ()
    latest: Grid | None = None
    trends: tuple[Trend, ...] = ()
    similar: tuple[Grid, ...] = ()
    missing: tuple[Missing, ...] = ()
    skipped: tuple[SectionName, ...] = ()
    notes: tuple[Prose, ...] = ()
