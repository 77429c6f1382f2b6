"""Monthly reports within their usual variation: which months to look at, and nothing more."""

from __future__ import annotations

import pandas as pd

from dashboard.figures import control as figures
from dashboard.language import Say, speaker
from dashboard.parts import quality, series, texts
from dashboard.parts.shapes import Chart, Column, Note, Table
from dashboard.queries import edition as edition_queries
from dashboard.queries import trends
from dashboard.queries.contract import Run
from indicators import spc, wording
from indicators.method_words import said

_COLUMNS = (
    "month", "value", "state", "mean", "lower", "upper", "signal", "direction", "quality",
    "quality_reasons",
)  # fmt: skip
_MONTH_END = pd.offsets.MonthEnd(0)
_FEWEST = 2
"""Months below which there is nothing to draw."""


def chart(run: Run, region: str, name: str, measure: str, language: str) -> Chart | None:
    """The months of the publication that has most of them; None without a monthly series."""
    found = trends.months(run, region, measure)
    if len(found) < _FEWEST:
        return None
    say = speaker(language)
    frame, reason = spc.chart(found.rename(columns={"period_start": "month"}))
    frame = frame.merge(
        found.rename(columns={"period_start": "month"}).drop(columns="value"),
        on="month",
        how="left",
    )
    frame["state"] = frame["state"].fillna("no_data")
    signals = {code: said("spc", code, language) for code in spc.SIGNALS}
    unit = say("{unit} per bulan", unit=series.unit(measure, language))
    title = texts.measure_title(measure, language)
    edition = edition_queries.edition(run).iloc[0]
    return Chart(
        key="months",
        title=_finding(frame, reason, say),
        subtitle=f"{title} · {name} · {unit}",
        figure=figures.months(frame, language, signals=signals),
        alt=figures.months_alt(frame, language, signals=signals),
        sources=texts.sources(found, language),
        notes=_notes(reason, say),
        marks=quality.marks(found, language),
        table=_table(frame, title, say),
        download=texts.download(
            frame.assign(region_code=region, measure_id=measure),
            ("region_code", "measure_id", *_COLUMNS),
            f"kla-bulanan-{region}-{measure}",
            edition,
        ),
    )


def _finding(frame: pd.DataFrame, reason: str | None, say: Say) -> str:
    """The months to look at, with the rule that set them off."""
    if reason is not None:
        return say("Laporan bulanan, tanpa batas kendali")
    found = frame[frame["signal"].notna()]
    if found.empty:
        return say("Tidak ada bulan yang menonjol dari variasi bulanan yang biasa")
    listed = "; ".join(
        f"{_spans(found[found['signal'] == signal]['month'], say.language)} "
        f"({said('spc', signal, say.language).lower()})"
        for signal in spc.SIGNALS
        if (found["signal"] == signal).any()
    )
    return say("Perhatikan: {listed}", listed=listed)


def _spans(months: pd.Series[pd.Timestamp], language: str) -> str:
    """Months in words, neighbours as one span."""
    number = months.dt.year * 12 + months.dt.month
    run = (number.diff() != 1).cumsum()
    return ", ".join(
        wording.period(span.iloc[0].date(), (span.iloc[-1] + _MONTH_END).date(), language)
        for _, span in months.groupby(run)
    )


def _notes(reason: str | None, say: Say) -> tuple[Note, ...]:
    if reason is not None:
        return (Note(said("spc", reason, say.language)),)
    return (
        Note(
            say(
                "Tanda hanya berarti “perhatikan bulan ini”, bukan baik atau buruk: sebabnya bisa "
                "kejadian, pelaporan, atau cara mencatat."
            )
        ),
    )


def _month(row: texts.Row, language: str) -> str:
    return wording.period(row.month.date(), (row.month + _MONTH_END).date(), language)


def _table(frame: pd.DataFrame, title: str, say: Say) -> Table:
    rows = tuple(
        (
            _month(row, say.language),
            _value(row, say.language),
            said("spc", row.signal, say.language) if isinstance(row.signal, str) else texts.NONE,
        )
        for row in texts.rows(frame)
    )
    columns = (
        Column(say("Bulan")),
        Column(say("Jumlah"), is_number=True),
        Column(say("Tanda")),
    )
    return Table(title, columns, rows)


def _value(row: texts.Row, language: str) -> str:
    if row.state == "no_data":
        return speaker(language)("belum ada data")
    return wording.reported(
        row.value,
        language,
        start=row.month.date(),
        end=(row.month + _MONTH_END).date(),
        status=row.status,
        hidden=row.hidden,
        is_exact=bool(row.is_exact),
    )
