"""The latest reported counts of a region: unit, group and period named, nothing added up."""

from __future__ import annotations

import pandas as pd

from dashboard.language import speaker
from dashboard.parts import texts
from dashboard.parts.shapes import Column, Listing, Note, Table
from dashboard.queries import cases
from dashboard.queries.contract import Run
from indicators import wording


def latest(run: Run, region: str, language: str, edition: pd.Series) -> Listing:
    """The latest figures of every case measure the region has."""
    say = speaker(language)
    frame = cases.latest(run, region, texts.catalogue().cases)
    rows = tuple(
        (
            texts.measure_title(row.measure_id, language),
            texts.period_told(row, language),
            texts.count(row, language),
            texts.rate(row.rate, language),
            texts.text(row.publisher),
        )
        for row in texts.rows(frame)
    )
    columns = (
        Column(say("Ukuran")),
        Column(say("Periode")),
        Column(say("Jumlah"), is_number=True),
        Column(say("Per 100.000 penduduk"), is_number=True),
        Column(say("Penerbit")),
    )
    title = say("Laporan kekerasan terbaru")
    return Listing(
        key="reports",
        title=title,
        table=texts.lean(Table(title, columns, rows)) if rows else None,
        empty=say("Belum ada laporan kekerasan yang dimuat untuk daerah ini; ini bukan nol."),
        sources=texts.sources(frame, language),
        notes=(Note(wording.word("reports_not_incidence", language)),) if rows else (),
        download=texts.download(frame, COLUMNS, f"kla-laporan-{region}", edition) if rows else None,
    )


COLUMNS = (
    "region_code", "measure_id", "dimension", "category", "period_start", "period_end",
    "is_partial", "period_known", "value", "value_lower", "value_upper", "rate", "rate_lower",
    "rate_upper", "denominator", "denominator_kind", "denominator_year", "status", "hidden",
    "is_exact", "is_derived", "is_chosen",
)  # fmt: skip
"""What a download of figures holds."""
