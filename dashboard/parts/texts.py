"""Texts that several parts share: a value, a period, a source, a title of the catalogue."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeAlias

import pandas as pd

from dashboard.language import Say, speaker
from dashboard.parts.shapes import Download, Source, Table
from indicators import wording
from indicators.catalogue import Catalogue, load

Row: TypeAlias = Any
"""A row of `itertuples`: its columns are attributes."""
NONE: Final = "–"
"""What stands in a cell that has nothing to say."""
_PER_100K: Final = 1
"""Decimals of a rate per 100,000."""


def catalogue() -> Catalogue:
    """The definitions shipped with the product."""
    return load()


def rows(frame: pd.DataFrame) -> Iterator[Row]:
    """The rows of a frame, their columns as attributes."""
    return iter(frame.itertuples())


def text(value: object) -> str:
    """A text of a frame, empty when it is missing."""
    return value if isinstance(value, str) else ""


def code_title(dimension: str, code: str, language: str) -> str:
    """The title of a code of `indicators.codes`."""
    return catalogue().dimensions[dimension][code].in_(language)


def own_title(row: Row, language: str, column: str = "title") -> str:
    """The title of an item of the form, in the language."""
    return text(getattr(row, column if language == "id" else f"{column}_en"))


def measure_title(measure_id: str, language: str) -> str:
    """The title of a measure."""
    return catalogue().measure(measure_id).title.in_(language)


def measure_titles(language: str) -> dict[str, str]:
    """The titles of all measures."""
    measures = (*catalogue().cases.values(), *catalogue().outcomes.values())
    return {measure.measure_id: measure.title.in_(language) for measure in measures}


def day_of(moment: pd.Timestamp) -> datetime.date:
    """The day of a date column's value."""
    return moment.date()


def day(moment: object, language: str) -> str:
    """A day in words; empty when it is missing."""
    return wording.day(moment.date(), language) if isinstance(moment, pd.Timestamp) else ""


def period(row: Row, language: str) -> str:
    """The period of a row in words."""
    return wording.period(day_of(row.period_start), day_of(row.period_end), language)


def period_told(row: Row, language: str) -> str:
    """The period of a row in words, a part of a year named as such."""
    if row.is_partial:
        start, end = day_of(row.period_start), day_of(row.period_end)
        return wording.partial_year(start, end, language)
    return period(row, language)


def population(row: Row, language: str) -> str:
    """The denominator of a row with its year; a dash when there is none."""
    if pd.isna(row.denominator):
        return NONE
    return f"{wording.number(row.denominator, language, 0)} ({row.denominator_year})"


def count(row: Row, language: str, decimals: int | None = None) -> str:
    """The value of a row, or which kind of nothing it is."""
    return wording.reported(
        row.value,
        language,
        start=day_of(row.period_start),
        end=day_of(row.period_end),
        status=row.status,
        hidden=row.hidden,
        is_exact=row.is_exact,
        decimals=decimals,
    )


def rate(value: float, language: str) -> str:
    """A rate per 100,000 with one decimal; a dash when there is none."""
    return NONE if pd.isna(value) else wording.number(value, language, _PER_100K)


def between(lower: float, upper: float, language: str, decimals: int = 0) -> str:
    """An interval; a dash when there is none."""
    if pd.isna(lower) or pd.isna(upper):
        return NONE
    return wording.range_(lower, upper, language, decimals)


def points(value: float, language: str) -> str:
    """Points of the form; a dash when missing."""
    return NONE if pd.isna(value) else wording.number(value, language)


def headline(sentences: str) -> tuple[str, str]:
    """The first sentence without its full stop, and the others."""
    first, _, rest = sentences.partition(". ")
    return first.removesuffix("."), rest


def lean(table: Table) -> Table:
    """`table` without columns that say nothing, and without its last when all rows share it.

    The last column is the publisher, whom the source line names.
    """
    last = len(table.columns) - 1
    kept = [
        place
        for place in range(len(table.columns))
        if (said := {row[place] for row in table.rows}) != {NONE}
        and (place != last or len(said) > 1)
    ]
    rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
    columns = tuple(table.columns[place] for place in kept)
    return dataclasses.replace(table, columns=columns, rows=rows)


def place(row: Row) -> str:
    """Sheet and cell of a row."""
    return " · ".join(part for part in (text(row.sheet), text(row.cell)) if part)


def sources(frame: pd.DataFrame, language: str) -> tuple[Source, ...]:
    """Each publication behind `frame` once, with file, sheet and cells; simulated ones say so."""
    say = speaker(language)
    found = frame[frame["publisher"].notna()]
    lines = []
    for _, rows in found.groupby(["publication_id", "file", "sheet"], sort=False, dropna=False):
        first = rows.iloc[0]
        cells = list(dict.fromkeys(rows["cell"].dropna()))
        where = cells[0] if len(cells) == 1 else say.count("{n} sel", len(cells))
        named = (first.publisher, first.publication_title, day(first.released, language))
        said = ", ".join(part for part in map(text, named) if part)
        place = " · ".join(part for part in (text(first.file), text(first.sheet), where) if part)
        trust = f" ({_trust(say, first.trust)})" if first.trust != "official" else ""
        lines.append(Source(f"{said}{trust} · {place}", text(first.url) or None))
    return tuple(lines)


def download(
    frame: pd.DataFrame, columns: Iterable[str], name: str, edition: pd.Series
) -> Download:
    """The rows shown with their source and edition; hidden values are empty here as well."""
    wanted = [*columns, *_SOURCE_COLUMNS]
    rows = frame[[column for column in wanted if column in frame.columns]]
    marked = rows.assign(edition=edition["edition"], edition_as_of=edition["as_of"].date())
    return Download(f"{name}.csv", lambda: marked)


_SOURCE_COLUMNS: Final = (
    "publication_id",
    "publisher",
    "publication_title",
    "released",
    "trust",
    "url",
    "file",
    "sheet",
    "cell",
)


def _trust(say: Say, trust: str) -> str:
    if trust == "simulated":
        return say("SIMULASI")
    return code_title("trust", trust, say.language).lower()
