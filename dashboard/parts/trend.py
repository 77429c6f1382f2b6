"""Tren Laporan Kekerasan: reported figures over the years, and what they may be said to show."""

from __future__ import annotations

from typing import Final, TypedDict

import pandas as pd

from dashboard.figures import trend as figures
from dashboard.language import speaker
from dashboard.parts import breaks as breaking
from dashboard.parts import overlays, quality, series, texts, trend_told, verdicts
from dashboard.parts.reports import COLUMNS
from dashboard.parts.shapes import Chart, Column, Table
from dashboard.queries import cases, trends
from dashboard.queries import edition as edition_queries
from dashboard.queries.contract import Run

VERDICT_COLUMNS: Final = (
    "verdict", "verdict_reasons", "change", "lower", "upper", "p_value", "cv", "df", "first_year",
    "last_year", "years", "method", "direction", "reason", "relative_change", "relative_lower",
    "relative_upper",
)  # fmt: skip
"""What a download carries of the trend, `trend_` before each name."""


class _Asked(TypedDict):
    """Which column the figure draws, with how many decimals, in which language, beside what."""

    value_column: figures.ValueColumn
    decimals: int | None
    language: str
    beside: figures.Beside


def lines(
    run: Run, region: str, name: str, measure: str, source: str, shown: str, language: str
) -> Chart:
    """The yearly figures of a measure, a line a publication, with the trend they allow."""
    say = speaker(language)
    known = trends.known(run, region, measure)
    frame = cases.of_source(known.figures, source)
    drawn = series.drawn(frame, shown, language)
    found = breaking.between(frame, measure)
    if shown == series.RATE:  # a change of people is a break of rates only
        found = breaking.Breaks((*found.found, *breaking.of_denominator(frame).found))
    is_rate = shown == series.RATE
    axis = series.axis(frame, measure, shown, language)
    beside = overlays.beside(known, frame, shown)
    asked: _Asked = {
        "value_column": "rate" if is_rate else "value",
        "decimals": texts.rate_decimals(frame["rate"].dropna()) if is_rate else None,
        "language": language,
        "beside": beside,
    }
    finding, lead = texts.headline(trend_told.finding(frame, measure, found, shown, language))
    alt = figures.lines_alt(drawn, found.found, unit_label=axis, **asked)
    edition = edition_queries.edition(run).iloc[0]
    return Chart(
        key="lines",
        title=finding,
        lead=lead,
        subtitle=f"{name} · {axis}",
        figure=figures.lines(drawn, found.found, unit_label="", **asked),
        alt=f"{' '.join(verdicts.told(known, measure, language))} {alt}",
        sources=texts.sources(frame, language),
        notes=(
            *overlays.notes(known, frame, measure, beside, say),
            *trend_told.notes(frame, measure, shown, say),
        ),
        marks=quality.marks(frame, language, "rate" if is_rate else "value"),
        table=_table(frame, known.completeness, measure, language),
        download=texts.download(
            _with_trend(frame, known.trend),
            (*COLUMNS, *(f"trend_{column}" for column in VERDICT_COLUMNS)),
            f"kla-tren-{region}-{measure}",
            edition,
        ),
    )  # fmt: skip


def _with_trend(frame: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """`frame` with the trend on the rows of its publication and window."""
    if found.empty:
        return frame.assign(**{f"trend_{name}": None for name in VERDICT_COLUMNS})
    row = found.iloc[0]
    inside = (frame["publication_id"] == row["publication_id"]) & frame["year"].between(
        row["first_year"], row["last_year"]
    ).fillna(value=False).astype(bool)
    if pd.isna(row["publication_id"]):
        inside = pd.Series(data=True, index=frame.index)
    told = {
        f"trend_{name}": pd.Series(row[name], index=frame.index, dtype=object).where(inside, None)
        for name in VERDICT_COLUMNS
    }
    return frame.assign(**told)


def _table(frame: pd.DataFrame, recorded: pd.DataFrame, measure: str, language: str) -> Table:
    say = speaker(language)
    ordered = frame.sort_values(["period_end", "period_start"]).merge(
        recorded[["year", "publication_id", "months_expected", "months_reported",
                  "units_expected", "units_reported"]],
        on=["year", "publication_id"],
        how="left",
    )  # fmt: skip
    rows = tuple(
        (
            texts.period_told(row, language),
            texts.count(row, language),
            texts.between(row.value_lower, row.value_upper, language),
            texts.rate(row.rate, language),
            texts.between(row.rate_lower, row.rate_upper, language, 1),
            texts.population(row, language),
            series.recorded(row, language),
            quality.cell(row, language),
            texts.text(row.publisher),
        )
        for row in texts.rows(ordered)
    )
    columns = (
        Column(say("Periode")),
        Column(say("Jumlah"), is_number=True),
        Column(say("Rentang 95%"), is_number=True),
        Column(series.per_heading(frame, language), is_number=True),
        Column(say("Rentang 95%"), is_number=True),
        Column(say("Penyebut (tahun)"), is_number=True),
        Column(say("Kelengkapan")),
        quality.column(say),
        Column(say("Penerbit")),
    )
    return texts.lean(Table(texts.measure_title(measure, language), columns, rows))
