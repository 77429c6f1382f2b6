"""Reports of violence over the years, each measure with what it may be said to show."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final

import pandas as pd

from dashboard.parts import breaks, series, texts, trend_told
from dashboard.queries import cases
from dashboard.report import head
from dashboard.report.about import About, single
from dashboard.report.document import Cell, Column, Grid, Point, PointKind, Prose, Trend, Values
from indicators import wording

MOST_POINTS: Final = 12
"""Years drawn, the latest; the page has all of them."""
FEWEST_POINTS: Final = 2


def latest(about: About) -> Grid | None:
    """The latest figures of every measure of reports; None where none is loaded."""
    frame = cases.latest(about.run, about.code, texts.catalogue().cases)
    if frame.empty:
        return None
    say, language = about.say, about.language
    rows = tuple(
        (
            texts.measure_title(row.measure_id, language),
            texts.period_told(row, language),
            count(about, row, own),
            rate(about, row, own),
            texts.text(row.publisher),
        )
        for row, own in single(frame)
    )
    columns = (
        Column(say("Ukuran"), share=1.3),
        Column(say("Periode"), share=0.8),
        Column(say("Jumlah"), is_number=True),
        Column(series.per_heading(frame, language), is_number=True),
        Column(say("Penerbit"), share=1),
    )
    note = wording.word("reports_not_incidence", language)
    return Grid(say("Laporan kekerasan terbaru"), columns, rows, (note,))


def trends(about: About) -> tuple[Trend, ...]:
    """A line for every measure that has a figure of two years or more."""
    measures = cases.measures(about.run, about.code, texts.catalogue().cases)["measure_id"]
    found = (_trend(about, str(measure)) for measure in measures)
    return tuple(one for one in found if one is not None)


def count(about: About, row: texts.Row, own: pd.DataFrame) -> Cell:
    """The count of a row, or which kind of nothing it is."""
    if row.state == "hidden":
        return wording.word("hidden", about.language)
    text = texts.count(row, about.language)
    return text if pd.isna(row.value) else about.figure(text, own, _how(about, row))


def rate(about: About, row: texts.Row, own: pd.DataFrame) -> Cell:
    """The rate of a row per 100,000; a dash where there is none."""
    if pd.isna(row.rate):
        return texts.NONE
    how = about.say("jumlah : {people} × 100.000", people=texts.population(row, about.language))
    return about.figure(texts.rate(row.rate, about.language), own, how)


def _how(about: About, row: texts.Row) -> str:
    return about.say("dijumlahkan dari publikasi yang sama") if row.is_derived else ""


def _trend(about: About, measure: str) -> Trend | None:
    language = about.language
    every = cases.series(about.run, about.code, measure, cases.CHOSEN)
    ordered = every.sort_values(["period_end", "period_start"]).drop_duplicates("year", keep="last")
    frame = ordered.tail(MOST_POINTS).reset_index(drop=True)
    if frame["value"].notna().sum() < FEWEST_POINTS:
        return None
    points, counts, rates = _drawn(about, frame)
    found = breaks.between(frame, measure)
    values = [Values(about.say("Jumlah"), tuple(counts))]
    if frame["rate"].notna().any():
        values.append(Values(series.per_heading(frame, language), tuple(rates)))
    told = "; ".join(
        f"{one.label}: {cell if isinstance(cell, str) else cell.text}"
        for one, cell in zip(points, counts, strict=True)
    )
    title = texts.measure_title(measure, language)
    return Trend(
        title=title,
        subtitle=f"{about.place.name} · {series.axis(frame, measure, series.COUNT, language)}",
        points=tuple(points),
        values=tuple(values),
        alt=f"{title}. {told}.",
        verdict=head.verdict(about, measure),
        breaks=_places(points, frame, [one.date for one in found.found]),
        notes=tuple(_notes(about, measure, frame, len(ordered))),
    )


def _drawn(about: About, frame: pd.DataFrame) -> tuple[list[Point], list[Cell], list[Cell]]:
    """The years in order with counts and rates; a year that nothing was loaded of is a gap."""
    points: list[Point] = []
    counts: list[Cell] = []
    rates: list[Cell] = []
    before: texts.Row | None = None
    for row, own in single(frame):
        for year in range(int(before.year) + 1, int(row.year)) if before is not None else ():
            points.append(Point(str(year), None, "absent"))
            counts.append(about.say("belum ada data"))
            rates.append(texts.NONE)
        is_apart = before is not None and before.publication_id != row.publication_id
        label = texts.period(row, about.language) if row.is_partial else str(row.year)
        height = None if pd.isna(row.value) else float(row.value)
        points.append(Point(label, height, _kind(row), is_apart))
        counts.append(count(about, row, own))
        rates.append(rate(about, row, own))
        before = row
    return points, counts, rates


def _kind(row: texts.Row) -> PointKind:
    if pd.isna(row.value):
        return "absent"
    is_settled = not row.is_partial and row.status == "reported"
    return "full" if is_settled else "partial"


def _places(points: list[Point], frame: pd.DataFrame, days: list[datetime.date]) -> tuple[int, ...]:
    """The number of the first point on the other side of each break."""
    years = {str(row.year): texts.day_of(row.period_end) for row in texts.rows(frame)}
    ends = [years.get(one.label, datetime.date(int(one.label[-4:]), 12, 31)) for one in points]
    found = (next((at for at, end in enumerate(ends) if end >= day), 0) for day in days)
    return tuple(sorted({at for at in found if at > 0}))


def _notes(about: About, measure: str, frame: pd.DataFrame, years: int) -> Iterator[Prose]:
    """What stands beside the verdict on the page, and what limits the figures."""
    found = about.verdict(measure)
    how = about.say("tren (lihat Metode)")
    for fact in found.facts:
        if fact.texts:
            yield about.counted(_printable(f"{fact.label}: {' '.join(fact.texts)}"), frame, how)
    for note in trend_told.notes(frame, measure, series.COUNT, about.say):
        yield note.text
    if years > len(frame):
        yield about.say("Digambar: {n} tahun terakhir.", n=len(frame))


def _printable(text: str) -> str:
    """Without the shapes of quality marks, whose words stand beside them."""
    return " ".join(text.translate(dict.fromkeys(map(ord, "●■▲"), " ")).split())
