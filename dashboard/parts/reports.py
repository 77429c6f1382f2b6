"""The latest reported counts of a region, and what its longest series may be said to show.

Unit, group and period are named, nothing is added up; more reports get no arrow and no colour.
"""

from __future__ import annotations

import pandas as pd

from dashboard.language import Say, speaker
from dashboard.parts import quality, series, texts, verdicts
from dashboard.parts.shapes import Column, Listing, Note, Table
from dashboard.queries import cases, glance
from dashboard.queries.contract import Run
from indicators import wording


def latest(run: Run, region: str, language: str, edition: pd.Series) -> Listing:
    """The latest figures of every case measure the region has, under the verdict on their trend."""
    say = speaker(language)
    frame = cases.latest(run, region, texts.catalogue().cases)
    title, told = _trend(run, region, say)
    return Listing(
        key="reports",
        title=title,
        subtitle=told,
        table=_table(frame, title, say) if len(frame) else None,
        empty=say("Belum ada laporan kekerasan yang dimuat untuk daerah ini; ini bukan nol."),
        sources=texts.sources(frame, language),
        notes=(Note(wording.word("reports_not_incidence", language)),) if len(frame) else (),
        marks=quality.marks(frame, language),
        download=texts.download(frame, COLUMNS, f"kla-laporan-{region}", edition)
        if len(frame)
        else None,
    )


def _trend(run: Run, region: str, say: Say) -> tuple[str, str]:
    """Heading with the verdict on the longest series, and its sentence with completeness."""
    measure = glance.fullest(run, region, texts.catalogue().cases)
    if not measure:
        return say("Laporan kekerasan terbaru"), ""
    verdict = verdicts.verdict(run, region, measure, say.language)
    title = say("Laporan kekerasan terbaru; simpulan tren: {verdict}", verdict=verdict.word.lower())
    told = [f"{verdict.about}: {verdict.sentence}"]
    recorded = say("Kelengkapan pelaporan")
    told += [text for fact in verdict.facts if fact.label == recorded for text in fact.texts]
    return title, " ".join(told)


def _table(frame: pd.DataFrame, title: str, say: Say) -> Table:
    language = say.language
    rows = tuple(
        (
            texts.measure_title(row.measure_id, language),
            texts.period_told(row, language),
            texts.count(row, language),
            texts.rate(row.rate, language),
            quality.short(row, language),
            texts.text(row.publisher),
        )
        for row in texts.rows(frame)
    )
    columns = (
        Column(say("Ukuran")),
        Column(say("Periode")),
        Column(say("Jumlah"), is_number=True),
        Column(series.per_heading(frame, language), is_number=True),
        quality.column(say, is_short=True),
        Column(say("Penerbit")),
    )
    return texts.lean(Table(title, columns, rows))


COLUMNS = (
    "region_code", "measure_id", "dimension", "category", "period_start", "period_end",
    "is_partial", "period_known", "value", "value_lower", "value_upper", "rate", "rate_lower",
    "rate_upper", "denominator", "denominator_kind", "denominator_year", "status", "hidden",
    "is_exact", "is_derived", "is_chosen", *quality.COLUMNS,
)  # fmt: skip
"""What a download of figures holds."""
