"""Prioritas Pemenuhan: the distance to each band, the questions that reach it, and what limits it.

What is chosen is what `indicators.priorities.choose` finds; the shown rows of the default choice
are those of the table `priority`.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard.figures import gap as figures
from dashboard.language import speaker
from dashboard.parts import quality, texts
from dashboard.parts.priority_bands import bands
from dashboard.parts.priority_choice import (
    CHANCE,
    EFFORT,
    Chosen,
    band_title,
    choose,
    head_of,
)
from dashboard.parts.priority_lists import excluded, fails, moves, of_offices, ordered, questions
from dashboard.parts.shapes import Chart, Column, Listing, Note, Table
from dashboard.queries import edition as edition_queries
from dashboard.queries import priorities as queries
from dashboard.queries import scores
from dashboard.queries.contract import Run
from indicators import wording_priority

MOST_BARS: Final = 15


@dataclass(frozen=True)
class Priorities:
    """What the page shows; None where scores of questions are not loaded."""

    sentence: str
    bands: Listing
    notes: tuple[Note, ...]
    chart: Chart | None
    questions: Listing | None
    offices: Listing | None
    fails: Listing | None
    excluded: Listing | None
    moves: str = ""
    """The choice as the simulation takes it from a link."""


def of_assessment(
    run: Run,
    region: str,
    assessment: str,
    band: str,
    way: str,
    aside: tuple[str, ...],
    language: str,
) -> Priorities:
    """The way from one assessment to one band, chosen one way, some questions set aside."""
    head = head_of(run, region, assessment)
    if head is None:
        raise KeyError(assessment)
    found = choose(run, region, assessment, band, way, aside)
    edition = edition_queries.edition(run).iloc[0]
    always = (
        _sentence(run, region, assessment, head, band, found, language),
        bands(run, region, assessment, head, band, language),
        _notes(run, region, assessment, band, found, way, language),
    )
    if found is None:
        return Priorities(*always, None, None, None, None, None)
    return Priorities(
        *always,
        chart=_chart(found, language),
        questions=questions(found, region, assessment, language, edition),
        offices=of_offices(found, language),
        fails=fails(found, language),
        excluded=excluded(found, language),
        moves=moves(found),
    )


def deadline(
    run: Run, region: str, assessment: str, today: datetime.date, language: str
) -> tuple[Note, ...]:
    """How long the form of an assessment is still open; nothing where that is not known."""
    head = head_of(run, region, assessment)
    form = texts.text(head.instrument_id) if head is not None else ""
    closes = queries.closes(run, form) if form else None
    if closes is None:
        return ()
    return (Note(wording_priority.closes_sentence(language, closes.date(), today)),)


def conditions(_run: Run, language: str) -> Listing:
    """What is reported to matter beside the points: shown, never modelled."""
    say = speaker(language)
    rows = tuple(
        (one.title.in_(language), one.description.in_(language), one.source)
        for one in texts.catalogue().award_conditions
    )
    title = say("Syarat di luar nilai")
    columns = (Column(say("Syarat")), Column(say("Yang diketahui")), Column(say("Rujukan")))
    return Listing(
        "conditions",
        title,
        Table(title, columns, rows, is_prose=True),
        subtitle=say(
            "Diberitakan ikut menentukan peringkat; apakah menjadi syarat resmi belum diketahui. "
            "Tidak ikut dihitung di sini."
        ),
    )


def _sentence(
    run: Run,
    region: str,
    assessment: str,
    head: texts.Row,
    band: str,
    found: Chosen | None,
    language: str,
) -> str:
    frame = queries.bands(run, region, assessment)
    row = next(texts.rows(frame[frame["band"] == band]), None)
    if row is None:
        return wording_priority.priority_sentence(
            language, stage=head.stage, value=float(head.value), band=None
        )
    choice = found.choice if found is not None else None
    reach = "no_questions"
    if choice is not None:
        reach = "reached" if choice.is_reachable else "out_of_reach"
    return wording_priority.priority_sentence(
        language,
        stage=head.stage,
        value=float(row.value),
        band=band_title(band, language),
        lower=float(row.lower),
        needed=float(row.needed),
        reach=reach,
        questions=0 if choice is None else len(choice.chosen),
        points=0.0 if choice is None else choice.points,
        reachable=0.0 if choice is None else choice.reachable,
    )


def _notes(
    run: Run,
    region: str,
    assessment: str,
    band: str,
    found: Chosen | None,
    way: str,
    language: str,
) -> tuple[Note, ...]:
    notes = []
    frame = queries.bands(run, region, assessment)
    row = next(texts.rows(frame[frame["band"] == band]), None)
    totals = scores.totals(run, region, assessment)
    others = totals[~totals["is_chosen"].astype(bool) & (totals["band"] != "tidak_disebut")]
    if row is not None and len(others) and not totals["agrees"].all():
        needed = [
            (one.basis, max(float(row.lower) - float(one.value), 0.0)) for one in texts.rows(others)
        ]
        enough = found.choice.points if found is not None and found.choice.is_reachable else None
        told = wording_priority.other_totals_sentence(
            language, needed, band_title(band, language), enough
        )
        notes.append(Note(told, "caution"))
    if found is not None and way == EFFORT:
        choice = found.choice
        effort = 0.0 if pd.isna(choice.effort) else choice.effort
        notes.append(
            Note(
                wording_priority.effort_sentence(
                    language,
                    questions=len(choice.chosen),
                    points=choice.points,
                    effort=effort,
                    is_reached=choice.is_reachable,
                )
            )
        )
    if found is not None and way == CHANCE and len(found.choice.chosen):
        choice = found.choice
        notes.append(
            Note(
                wording_priority.chance_sentence(
                    language,
                    points=choice.points,
                    counted=choice.counted,
                    typed=int(choice.chosen["chance"].notna().sum()),
                    all_=len(choice.chosen),
                )
            )
        )
    return tuple(notes)


def _chart(found: Chosen, language: str) -> Chart | None:
    frame = ordered(found)
    if frame.empty:
        return None
    say = speaker(language)
    drawn = frame.head(MOST_BARS)
    drawn = drawn.assign(title=[texts.item(row, language) for row in texts.rows(drawn)])
    notes = []
    if len(frame) > len(drawn):
        notes.append(
            Note(
                say(
                    "{shown} dari {all} pertanyaan digambar; semuanya ada pada tabel.",
                    shown=len(drawn),
                    all=len(frame),
                )
            )
        )
    titled = band_title(found.band.band, language)
    title = (
        say.count("{n} pertanyaan sampai {band}", len(frame), band=titled)
        if found.choice.is_reachable
        else say.count("Semua {n} pertanyaan belum sampai {band}", len(frame), band=titled)
    )
    return Chart(
        key="priorities",
        title=title,
        subtitle=say(
            "Poin belum diraih setiap pertanyaan: yang tenggatnya terdekat (bila diisi), "
            "lalu yang terbesar, lebih dahulu"
        ),
        marks=quality.of_scores(frame, language, "score"),
        figure=figures.open_points(drawn, language),
        alt=figures.open_points_alt(drawn, language),
        sources=texts.sources(frame, language),
        notes=tuple(notes),
    )
