"""Texts that several parts share: a value, a period, a source, a title of the catalogue."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeAlias

import pandas as pd

from dashboard.language import Say, speaker
from dashboard.parts.shapes import Download, Source, Table
from indicators import codes, wording
from indicators.catalogue import Catalogue, load

Row: TypeAlias = Any
"""A row of `itertuples`: its columns are attributes."""
NONE: Final = "–"
"""What stands in a cell that has nothing to say."""
_CELLS: Final = 3
"""Cells that a source names; the download has all of them."""
RATE_DECIMALS: Final = 1
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


def item(row: Row, language: str) -> str:
    """An item of the form by its title, with the numbers of indicator and question spelled out."""
    title = own_title(row, language)
    question = getattr(row, "question", codes.ALL)
    if question != codes.ALL:
        return speaker(language)(
            "{title} (indikator {indicator}, no. {question})",
            title=title,
            indicator=row.indicator,
            question=question,
        )
    if row.indicator != codes.ALL:
        return speaker(language)(
            "Indikator {indicator}: {title}", indicator=row.indicator, title=title
        )
    return title


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


def reading(row: Row, language: str) -> str:
    """The days of a figure that is neither of a whole year nor of a part of one; else empty."""
    start, end = day_of(row.period_start), day_of(row.period_end)
    is_year = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    if is_year or row.is_partial:
        return ""
    told = period(row, language)
    return f"{wording.word('about', language)} {told}" if row.period_known != "stated" else told


def population(row: Row, language: str) -> str:
    """The denominator of a row with its year where it has one; a dash without a denominator."""
    if pd.isna(row.denominator):
        return NONE
    if pd.isna(row.denominator_year):
        return wording.number(row.denominator, language, 0)
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
    """A rate per 100,000 with one decimal, with two where one would print it as 0; else a dash."""
    return NONE if pd.isna(value) else wording.number(value, language, rate_decimals([value]))


def rate_decimals(values: Iterable[float]) -> int:
    """Decimals with which none of these rates above 0 is printed as 0; at most two."""
    is_small = any(0 < value < 0.5 * 10**-RATE_DECIMALS for value in values)
    return RATE_DECIMALS + 1 if is_small else RATE_DECIMALS


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
    """Sheet and cell of a row; the sheet alone where the cell is withheld."""
    cell = "" if row.cell == codes.CELL_WITHHELD else text(row.cell)
    return " · ".join(part for part in (text(row.sheet), cell) if part)


def sources(frame: pd.DataFrame, language: str) -> tuple[Source, ...]:
    """Each publication behind `frame` once, with file, sheet and cells; simulated ones say so."""
    say = speaker(language)
    found = frame[frame["publisher"].notna()]
    lines = []
    for _, rows in found.groupby(["publication_id", "file", "sheet"], sort=False, dropna=False):
        first = rows.iloc[0]
        cells = list(dict.fromkeys(rows["cell"].dropna()))
        where = ", ".join(cells[:_CELLS])
        if len(cells) > _CELLS:
            where = say("{cells} dan {n} lainnya", cells=where, n=len(cells) - _CELLS)
        named = (first.publisher, first.publication_title, day(first.released, language))
        said = ", ".join(part for part in map(text, named) if part)
        file, sheet = text(first.file).rpartition("/")[2] or NONE, text(first.sheet) or NONE
        place = (
            say(
                "berkas {file}, lembar {sheet}; alamat sel tidak ditayangkan, "
                "sebab urutan sel dapat mengungkapkan angka",
                file=file,
                sheet=sheet,
            )
            if codes.CELL_WITHHELD in cells
            else say(
                "berkas {file}, lembar {sheet}, sel {cells}",
                file=file,
                sheet=sheet,
                cells=where or NONE,
            )
        )
        trust = f" ({_trust(say, first.trust)})" if first.trust != "official" else ""
        lines.append(Source(f"{said}{trust}", text(first.url) or None, place))
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
