"""Stacked headings of a wide table: the path of each column, and what a layout says of it.

A path is the cells over a column from the top heading row to the last, joined with " | ". A cell
that is empty takes the one to its left where a merged range says so, and in a row without merged
ranges (text files have none) wherever no heading of a higher row begins in between. The last row
stands for itself.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from etl.issues import show
from etl.layout import Column, Layout, Layouts, ValueColumn
from etl.reading.patterns import Pattern, compiled, first_of
from etl.reading.workbook import Cell, Grid, MergedRange
from etl.recode import normal

JOINT: Final = " | "


@dataclass(frozen=True)
class Reading:
    """One way in which a column of figures is read, and what its heading states."""

    spec: ValueColumn
    captured: Mapping[str, str]


@dataclass(frozen=True)
class WideHeading:
    """The path over one column and what the layout says of it: nothing when it is not known."""

    index: int
    text: str
    label: Column | None = None
    readings: tuple[Reading, ...] = ()
    is_ignored: bool = False

    @property
    def is_known(self) -> bool:
        """Whether the layout names the column."""
        return self.label is not None or bool(self.readings) or self.is_ignored


@dataclass(frozen=True)
class Form:
    """A wide layout with its headings levelled. `anchors` name the column every table must have."""

    layout: Layout
    labels: Mapping[str, Column]
    anchors: frozenset[str]
    values: tuple[tuple[Pattern, tuple[ValueColumn, ...]], ...]
    ignored: tuple[Pattern, ...]
    ignored_sheets: frozenset[str]
    titles: tuple[Pattern, ...]
    sheets: tuple[Pattern, ...]
    keys: frozenset[str]

    def ignores(self, sheet: str) -> bool:
        """Whether the layout ignores a sheet by name, or is about sheets of another name."""
        level = normal(sheet)
        is_other = any(pattern.find(level) is None for pattern in self.sheets)
        return is_other or level in self.ignored_sheets

    def has_title(self, texts: Sequence[str]) -> bool:
        """Whether every title that a table of the layout must have is among the texts."""
        levels = [normal(text) for text in texts]
        return all(any(p.find(level) is not None for level in levels) for p in self.titles)

    def missing(self, texts: Set[str]) -> tuple[float, tuple[str, ...]]:
        """The headings that none of the levelled texts is, and the share of those that are there.

        Of stacked headings the last part counts.
        """
        wanted = [tuple(normal(t) for t in c.headings) for c in self.layout.columns if c.essential]
        lost = [names[0] for names in wanted if not set(names) & texts]
        for spec in self.layout.values:
            last = [compiled(text.rpartition(JOINT)[2]) for text in spec.headings]
            if not any(first_of(last, text) is not None for text in texts):
                lost.append(spec.headings[0])
        size = len(wanted) + len(self.layout.values)
        return 1 - len(lost) / size if size else 0.0, tuple(lost)

    def heading(self, index: int, text: str) -> WideHeading:
        """What the layout says of a column with the path `text`."""
        level = normal(text)
        label = self.labels.get(level)
        if label is not None:
            return WideHeading(index, text, label)
        for pattern, specs in self.values:
            captured = pattern.find(level)
            if captured is not None:
                return WideHeading(index, text, None, tuple(Reading(s, captured) for s in specs))
        is_ignored = first_of(self.ignored, level) is not None
        return WideHeading(index, text, is_ignored=is_ignored)


@functools.lru_cache(maxsize=8)
def wide_forms(layouts: Layouts) -> tuple[Form, ...]:
    """The wide layouts, compiled once."""
    return tuple(_form(layout) for layout in layouts.by_id.values() if layout.kind == "wide")


def _form(layout: Layout) -> Form:
    columns = layout.columns
    anchor = next(
        (c for c in columns if c.essential), next((c for c in columns if c.required), columns[0])
    )
    values: dict[str, list[ValueColumn]] = {}
    for spec in layout.values:
        for text in spec.headings:
            values.setdefault(text, []).append(spec)
    patterns = [(compiled(text), tuple(specs)) for text, specs in values.items()]
    ignored = [compiled(text) for item in layout.ignored for text in item.headings]
    return Form(
        layout,
        {normal(text): column for column in columns for text in column.headings},
        frozenset(normal(text) for text in anchor.headings),
        tuple(sorted(patterns, key=lambda item: item[0].vague)),
        tuple(sorted(ignored, key=lambda pattern: pattern.vague)),
        frozenset(normal(sheet) for sheet in layout.ignored_sheets),
        tuple(compiled(a.pattern) for a in layout.around if a.required and a.where == "title"),
        tuple(compiled(a.pattern) for a in layout.around if a.required and a.where == "sheet"),
        frozenset(normal(a.pattern.partition(":")[0]) for a in layout.around if a.where == "key"),
    )


Merges = Mapping[int, Sequence[MergedRange]]
"""The merged ranges of a sheet by their first row."""


def merges_of(grid: Grid) -> Merges:
    """The merged ranges of a sheet by their first row; a form may have thousands."""
    found: dict[int, list[MergedRange]] = {}
    for area in grid.merged:
        found.setdefault(area.top, []).append(area)
    return found


def paths(
    grid: Grid,
    rows: tuple[int, int],
    across: tuple[int, int],
    alone: frozenset[str] = frozenset(),
    merges: Merges | None = None,
) -> list[str]:
    """The path over every column of `across` in the heading rows given (first and last).

    `alone` are levelled headings that say nothing of the columns to their right.
    """
    (top, bottom), (left, right) = rows, across
    known = merges_of(grid) if merges is None else merges
    columns: list[list[str]] = [[] for _ in range(left, right + 1)]
    begun: set[int] = set()
    for row in range(top, bottom + 1):
        own = [a for a in known.get(row, ()) if a.left <= right and a.right >= left]
        texts = _texts(grid, row, across, own)
        if row < bottom and not any(area.right > area.left for area in own):
            texts = _carried(texts, begun, alone)
        begun |= {i for i in range(right - left + 1) if grid.rows[row][left + i] != ""}
        for parts, text in zip(columns, texts, strict=True):
            if text:
                parts.append(text)
    return [JOINT.join(parts) for parts in columns]


def _texts(
    grid: Grid, row: int, across: tuple[int, int], merged: Sequence[MergedRange]
) -> list[str]:
    """The heading of one row over every column; "" where it says nothing of its own."""
    left, right = across
    texts = [_words(cell) for cell in grid.rows[row][left : right + 1]]
    for area in merged:
        if area.left >= left:
            for column in range(area.left + 1, min(area.right, right) + 1):
                texts[column - left] = texts[column - left] or texts[area.left - left]
    return texts


def _carried(texts: list[str], begun: set[int], alone: frozenset[str]) -> list[str]:
    """A row of headings whose empty cells take what stands to their left."""
    carried: list[str] = []
    for position, text in enumerate(texts):
        before = carried[-1] if carried else ""
        is_open = not text and position not in begun and normal(before) not in alone
        carried.append(before if is_open else text)
    return carried


def _words(cell: Cell) -> str:
    return "" if cell == "" else " ".join(show(cell).split())
