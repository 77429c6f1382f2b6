"""Figures of several years together: none of any year, and what is left where years are hidden."""

from __future__ import annotations

from dashboard.language import speaker
from dashboard.parts import texts
from dashboard.parts.reports import COLUMNS
from dashboard.parts.shapes import Column, Listing, Note, Table
from dashboard.queries import cases
from dashboard.queries import edition as edition_queries
from dashboard.queries.contract import Run


def years(run: Run, region: str, measure: str, language: str) -> Listing | None:
    """Every figure that reaches over several years; None without one."""
    frame = cases.several_years(run, region, measure)
    if frame.empty:
        return None
    say = speaker(language)
    single = cases.series(run, region, measure, cases.ALL_SOURCES)
    title = (
        say("Digabung beberapa tahun agar aman")
        if (single["state"] == "hidden").any()
        else say("Angka untuk beberapa tahun bersama")
    )
    rows = tuple(
        (
            texts.period(row, language),
            texts.count(row, language),
            texts.between(row.value_lower, row.value_upper, language),
            texts.text(row.publisher),
        )
        for row in texts.rows(frame)
    )
    columns = (
        Column(say("Periode")),
        Column(say("Jumlah"), is_number=True),
        Column(say("Rentang 95%"), is_number=True),
        Column(say("Penerbit")),
    )
    return Listing(
        key="pooled",
        title=title,
        subtitle=texts.measure_title(measure, language),
        table=texts.lean(Table(title, columns, rows)),
        sources=texts.sources(frame, language),
        notes=(Note(say("Satu angka untuk beberapa tahun; tidak masuk grafik tahunan dan tren.")),),
        download=texts.download(
            frame,
            COLUMNS,
            f"kla-beberapa-tahun-{region}-{measure}",
            edition_queries.edition(run).iloc[0],
        ),
    )
