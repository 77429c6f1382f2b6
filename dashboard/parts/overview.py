"""Ringkasan Capaian: everything the page shows for one region, made once."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import pandas as pd

from dashboard.language import speaker
from dashboard.parts import (
    areas,
    awards,
    blocks,
    levels,
    outcomes,
    quality,
    reports,
    score,
    stages,
    texts,
)
from dashboard.parts.shapes import Chart, Listing
from dashboard.queries import below, scores
from dashboard.queries import edition as edition_queries
from dashboard.queries.contract import Run

OUTCOMES = 3
"""Outcomes drawn at a glance; the others are on Analisis Kesenjangan."""


@dataclass(frozen=True)
class Overview:
    """One region at a glance; what is None has no data or does not apply to its level."""

    sentence: str
    awards: Listing
    reports: Listing
    bullets: Chart | None
    no_outcome: Listing | None
    quality: Listing
    ruler: Chart | None = None
    differences: Listing | None = None
    blocks: Chart | None = None
    largest: Listing | None = None
    defects: Listing | None = None
    all_scores: Listing | None = None
    marked: Listing | None = None
    regencies: Listing | None = None


def of_regency(run: Run, region: str, name: str, assessment: str, language: str) -> Overview:
    """A kabupaten/kota; without an assessment: what is known, and who holds what is missing."""
    edition = edition_queries.edition(run).iloc[0]
    without = Overview(
        sentence=score.no_score(run, region, name, language),
        awards=awards.history(run, region, language, edition),
        reports=reports.latest(run, region, language, edition),
        bullets=outcomes.bullets(run, region, name, language, edition, OUTCOMES),
        no_outcome=outcomes.missing(run, region, name, language),
        quality=quality.publications(run, region, language),
    )
    if not assessment:
        return without
    totals = scores.totals(run, region, assessment)
    form = score.form_of(run, totals.iloc[0])
    return dataclasses.replace(
        without,
        sentence=score.sentence(run, totals.iloc[0], region, name, language),
        ruler=score.ruler(totals, region, language, edition),
        differences=_differences(run, region, assessment, totals, language, edition),
        blocks=blocks.blocks(run, region, assessment, form, language, edition),
        defects=blocks.defects(form, language) if form and form.known_defects else None,
        largest=blocks.largest(run, region, assessment, language),
        all_scores=_all_scores(run, region, language),
    )


def _differences(
    run: Run, region: str, assessment: str, totals: pd.DataFrame, language: str, edition: pd.Series
) -> Listing | None:
    """Every figure of the assessment that does not add up, behind a click; None where all does."""
    found = levels.differences(run, region, assessment, totals, language, edition)
    return dataclasses.replace(found, is_open=False) if found.table is not None else None


def _all_scores(run: Run, region: str, language: str) -> Listing | None:
    """Every score loaded for the region, stages apart; None when there is only one."""
    frame = scores.assessments(run, region)
    if len(frame) < 2:
        return None
    told = stages.every_score(run, frame, language)
    return dataclasses.replace(told, marks=quality.of_scores(frame, language))


def of_parent(run: Run, region: str, name: str, language: str) -> Overview:
    """A province or the nation, through its kabupaten/kota: awards, reports, coverage."""
    say = speaker(language)
    edition = edition_queries.edition(run).iloc[0]
    covered = below.coverage(run, region, list(texts.catalogue().cases)).iloc[0]
    sentence = say(
        "{region}: {scores} dari {all} kabupaten/kota memiliki nilai KLA yang dimuat, {awards} "
        "memiliki catatan penghargaan, {counts} memiliki angka laporan kekerasan. Yang belum "
        "dimuat belum tentu tidak ada.",
        region=name,
        scores=covered["with_score"],
        all=covered["regencies"],
        awards=covered["with_award"],
        counts=covered["with_counts"],
    )
    return Overview(
        sentence=sentence,
        awards=awards.by_year(run, region, language, edition),
        reports=reports.latest(run, region, language, edition),
        bullets=outcomes.bullets(run, region, name, language, edition, OUTCOMES),
        no_outcome=outcomes.missing(run, region, name, language),
        quality=quality.publications(run, region, language),
        marked=areas.marked(run, region, language, edition),
        regencies=awards.regencies(run, region, language, edition),
    )
