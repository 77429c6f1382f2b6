"""Simulasi Nilai: scores moved by hand, and what becomes of the total among the bands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.figures import score as figures
from dashboard.language import speaker
from dashboard.parts import quality, texts
from dashboard.parts.priority_choice import band_title, head_of
from dashboard.parts.shapes import Chart, Column, Listing, Note, Table
from dashboard.queries import edition as edition_queries
from dashboard.queries import gaps, scores
from dashboard.queries.contract import Run
from indicators import scenario, wording, wording_scenario
from indicators.scenario import Simulated
from indicators.score import band_of


@dataclass(frozen=True)
class Knob:
    """One item that can be moved: its place on the form, title, what it has, its maximum."""

    position: str
    code: str
    title: str
    score: float
    most: float


@dataclass(frozen=True)
class Simulation:
    """The sentence, the total among the bands, and the items moved."""

    sentence: str
    ruler: Chart
    changes: Listing | None
    notes: tuple[Note, ...]


def levels(run: Run, region: str, assessment: str, language: str) -> dict[str, str]:
    """The levels whose scores can be moved."""
    say = speaker(language)
    known = set(gaps.totals(run, region, assessment)["level"])
    names = {"block": say("Blok"), "question": say("Pertanyaan")}
    return {level: title for level, title in names.items() if level in known}


def knobs(run: Run, region: str, assessment: str, level: str, language: str) -> tuple[Knob, ...]:
    """Every item of a level: blocks in the order of the form, questions with most open first."""
    frame = gaps.open_points(run, region, assessment, level)
    if level == "block":
        frame = frame.sort_values("position")
    return tuple(
        Knob(
            str(row.position),
            scenario.code(level, row.block, row.indicator, row.question),
            texts.item(row, language),
            float(row.score),
            float(max(row.max_score, row.score)),
        )
        for row in texts.rows(frame)
    )


def positions(found: tuple[Knob, ...]) -> dict[str, int]:
    """The place on the form of every item, by its code."""
    return {one.code: int(one.position) for one in found}


def simulate(
    run: Run, region: str, assessment: str, level: str, moves: Mapping[str, float]
) -> Simulated | None:
    """What the moves do; None where the assessment has no total or no such item."""
    head = head_of(run, region, assessment)
    if head is None:
        return None
    frame = gaps.open_points(run, region, assessment, level)
    try:
        return scenario.simulate(frame, moves, float(head.value), float(head.max_value))
    except ValueError:
        return None


def of_moves(
    run: Run,
    region: str,
    assessment: str,
    level: str,
    moves: tuple[tuple[str, float], ...],
    language: str,
) -> Simulation:
    """The page for some moves: (code, points) each."""
    head = head_of(run, region, assessment)
    if head is None:
        raise KeyError(assessment)
    done = simulate(run, region, assessment, level, dict(moves))
    if done is None:
        raise KeyError(level)
    edition = edition_queries.edition(run).iloc[0]
    notes = [Note(_basis(head, language))]
    if done.is_held:
        notes.append(Note(wording_scenario.held_sentence(language, done.most), "caution"))
    return Simulation(
        _sentence(head, done, language),
        _ruler(head, done, scores.totals(run, region, assessment), language),
        _changes(done, region, assessment, language, edition),
        tuple(notes),
    )


def _basis(head: texts.Row, language: str) -> str:
    return speaker(language)(
        "Nilai simulasi = nilai yang dimuat ({value}, {basis}) ditambah perubahan setiap butir "
        "yang digeser. Tautan halaman ini membawa simulasinya.",
        value=wording.number(head.value, language),
        basis=wording.word(head.basis, language),
    )


def _sentence(head: texts.Row, done: Simulated, language: str) -> str:
    lies = band_of(done.after, texts.catalogue().bands)
    return wording_scenario.scenario_sentence(
        language,
        stage=head.stage,
        before=done.before,
        after=done.after,
        most=done.most,
        moved=len(done.moved),
        band=band_title(lies.band_id, language),
        boundary=band_title(lies.boundary, language) if lies.boundary else None,
        next_band=band_title(lies.next_band, language) if lies.next_band else None,
        points_to_next=lies.points_to_next,
    )


def _ruler(head: texts.Row, done: Simulated, totals: pd.DataFrame, language: str) -> Chart:
    say = speaker(language)
    bands = texts.catalogue().bands
    is_moved = len(done.moved) > 0
    label = say("Nilai simulasi") if is_moved else wording.word(head.stage, language)
    others = ((say("nilai yang dimuat"), done.before),) if is_moved else ()
    total, most = wording.number(done.after, language), wording.number(done.most, language)
    return Chart(
        key="simulation",
        title=say("{label}: {total} dari {most}", label=label, total=total, most=most),
        figure=figures.ruler(
            done.after, bands, stage_label=label, language=language, others=others
        ),
        alt=figures.ruler_alt(
            done.after, bands, stage_label=label, language=language, others=others
        ),
        sources=texts.sources(totals, language),
        marks=quality.of_scores(totals.head(1), language),
    )


def _changes(
    done: Simulated, region: str, assessment: str, language: str, edition: pd.Series
) -> Listing | None:
    frame = done.moved.sort_values("position")
    if frame.empty:
        return None
    say = speaker(language)
    rows = tuple(
        (
            texts.item(row, language),
            wording.number(row.score, language),
            wording.number(row.points, language),
            wording.number(row.change, language),
            wording.number(row.max_score, language),
        )
        for row in texts.rows(frame)
    )
    columns = (
        Column(say("Butir")),
        Column(say("Nilai yang dimuat"), is_number=True),
        Column(say("Nilai simulasi"), is_number=True),
        Column(say("Perubahan"), is_number=True),
        Column(say("Nilai maksimal"), is_number=True),
    )
    title = say.count("{n} butir digeser", len(rows))
    return Listing(
        "changes",
        title,
        Table(title, columns, rows, is_prose=True),
        download=texts.download(
            frame.assign(region_code=region, assessment=assessment),
            ("region_code", "assessment", "level", "block", "indicator", "question", "title",
             "title_en", "score", "points", "change", "max_score"),
            f"kla-simulasi-{region}",
            edition,
        ),
    )  # fmt: skip
