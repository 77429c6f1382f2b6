"""Reports broken down by sex, age, type or place: small charts on one scale."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard.figures import trend as figures
from dashboard.language import speaker
from dashboard.parts import breaks as breaking
from dashboard.parts import quality, series, texts
from dashboard.parts.reports import COLUMNS
from dashboard.parts.shapes import Chart, Column, Note, Table
from dashboard.queries import cases
from dashboard.queries import edition as edition_queries
from dashboard.queries.contract import Run
from indicators import wording
from indicators.catalogue import Title


def multiples(
    run: Run, region: str, name: str, measure: str, dimension: str, language: str
) -> Chart | None:
    """The chosen figures broken down by one dimension; None when there is nothing to draw."""
    frame = cases.breakdown(run, region, measure, dimension)
    if frame.empty:
        return None
    say = speaker(language)
    titles = texts.catalogue().dimensions[dimension]
    order = {code: place for place, code in enumerate(titles)}
    frame = frame.assign(place=frame["category"].map(order)).sort_values(
        ["place", "period_start", "period_end"]
    )
    drawn = series.drawn(frame, series.COUNT, language).assign(
        category=[titles[code].in_(language) for code in frame["category"]],
        value=frame["value"],
    )
    latest = frame[frame["year"] == frame["year"].max()]
    notes = []
    if dimension == "violence_type":
        notes.append(Note(wording.word("types_overlap", language)))
    unit = say("{unit} per tahun", unit=series.unit(measure, language))
    by = series.breakdown_titles(run, region, measure, language)[dimension]
    edition = edition_queries.edition(run).iloc[0]
    return Chart(
        key="multiples",
        title=_breakdown_finding(latest, titles, language),
        subtitle=f"{texts.measure_title(measure, language)} · {name} · {by} · {unit}",
        figure=figures.multiples(
            drawn, language, unit_label="", breaks=breaking.between(frame, measure).found
        ),
        alt=figures.multiples_alt(drawn, language, unit_label=unit),
        sources=texts.sources(frame, language),
        notes=tuple(notes),
        marks=quality.marks(frame, language),
        table=_breakdown_table(frame, by, language),
        download=texts.download(frame, COLUMNS, f"kla-rincian-{region}-{measure}", edition),
    )


def _breakdown_finding(latest: pd.DataFrame, titles: Mapping[str, Title], language: str) -> str:
    """The figures of the latest year, category by category."""
    listed = ", ".join(
        f"{titles[row.category].in_(language)} {texts.count(row, language)}"
        for row in texts.rows(latest)
    )
    return f"{texts.period(next(texts.rows(latest)), language)}: {listed}"


def _breakdown_table(frame: pd.DataFrame, by: str, language: str) -> Table:
    say = speaker(language)
    titles = texts.catalogue().dimensions[str(frame["dimension"].iloc[0])]
    rows = tuple(
        (
            titles[row.category].in_(language),
            texts.period_told(row, language),
            texts.count(row, language),
            texts.between(row.value_lower, row.value_upper, language),
            texts.text(row.publisher),
        )
        for row in texts.rows(frame)
    )
    columns = (
        Column(by),
        Column(say("Periode")),
        Column(say("Jumlah"), is_number=True),
        Column(say("Rentang 95%"), is_number=True),
        Column(say("Penerbit")),
    )
    return texts.lean(Table(by, columns, rows))
