"""The score of one assessment: where it stands, its totals, and what does not add up."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.figures import score as figures
from dashboard.language import speaker
from dashboard.parts import forms, quality, texts
from dashboard.parts.shapes import Chart, Column, Note, Table
from dashboard.queries import scores
from dashboard.queries.contract import Run
from indicators import wording, wording_scores
from indicators.catalogue import Instrument


def assessment_titles(run: Run, region: str, language: str) -> dict[str, str]:
    """The assessments of a region and what they are called, latest and most final first."""
    return {
        row.assessment: f"{wording.word(row.stage, language)} {row.printed_year} · {row.publisher}"
        for row in texts.rows(scores.assessments(run, region))
    }


def no_score(run: Run, region: str, name: str, language: str) -> str:
    """What is known of a kabupaten/kota without a score, and who holds what is missing."""
    awards = scores.awards(run, region)
    if awards.empty:
        return wording.no_score_sentence(language, region=name)
    last = awards.iloc[0]
    title = texts.code_title("award", last["award"], language)
    return wording.no_score_sentence(
        language, region=name, award=title, award_year=int(last["award_year"])
    )


def form_of(run: Run, head: pd.Series) -> Instrument | None:
    """The form an assessment was made on; None when it is not known."""
    return forms.form(run, head["instrument_id"])


def sentence(run: Run, head: pd.Series, region: str, name: str, language: str) -> str:
    """What the first total of an assessment says, and the awards given from its year on."""
    form = form_of(run, head)
    return wording.score_sentence(
        language,
        region=name,
        stage=head["stage"],
        value=float(head["value"]),
        max_value=float(head["max_value"]),
        cycle=form.cycle if form else None,
        data_year=_year(head["data_year"]),
        award_year=_year(head["award_year"]),
        printed_year=int(head["printed_year"]),
        band=_band_title(head["band"], language),
        boundary=_band_title(head["boundary"], language),
        next_band=_band_title(head["next_band"], language),
        points_to_next=None if pd.isna(head["points_to_next"]) else float(head["points_to_next"]),
        awards=_awards_since(run, region, head, language),
    )


def basis(run: Run, region: str, assessment: str, language: str) -> str:
    """Which assessment figures come from: stage, cycle, data year and award year told apart."""
    head = scores.totals(run, region, assessment).iloc[0]
    form = form_of(run, head)
    return speaker(language)(
        "Dasar: {stage} · {years}.",
        stage=wording.word(head["stage"], language),
        years=wording.cycle_line(
            language,
            cycle=form.cycle if form else None,
            data_year=_year(head["data_year"]),
            award_year=_year(head["award_year"]),
            printed_year=int(head["printed_year"]),
        ),
    )


def _awards_since(
    run: Run, region: str, head: pd.Series, language: str
) -> tuple[tuple[int, str], ...]:
    """Year and title of each award of the score's year and later; two where sources differ."""
    first = head["printed_year"] if pd.isna(head["award_year"]) else head["award_year"]
    frame = scores.awards(run, region).drop_duplicates(["award_year", "award"])
    given = frame[(frame["award_year"] >= first) & (frame["award"] != "tidak_disebut")]
    return tuple(
        (int(row.award_year), texts.code_title("award", row.award, language))
        for row in texts.rows(given.sort_values("award_year", kind="stable"))
    )


def ruler(totals: pd.DataFrame, region: str, language: str, edition: pd.Series) -> Chart:
    """The score among the award bands, with every other total of the same file."""
    head = totals.iloc[0]
    stage, points = wording.word(head["stage"], language), float(head["value"])
    bands = texts.catalogue().bands
    agree = bool(totals["agrees"].all())
    others = tuple(
        (wording.word(row.basis, language), float(row.value))
        for row in texts.rows(totals.iloc[1:])
        if not agree
    )
    return Chart(
        key="ruler",
        title=_title(head, stage, language),
        figure=figures.ruler(points, bands, stage_label=stage, language=language, others=others),
        alt=figures.ruler_alt(points, bands, stage_label=stage, language=language, others=others),
        sources=texts.sources(totals, language),
        notes=_notes(totals, language),
        marks=quality.of_scores(totals.head(1).assign(agrees=agree), language),
        table=_totals_table(totals, language),
        download=texts.download(
            quality.scored(totals),
            ("region_code", "instrument_id", "printed_year", "award_year", "data_year", "stage",
             "basis", "value", "max_value", "items", "items_expected", *quality.COLUMNS),
            f"kla-nilai-{region}",
            edition,
        ),
    )  # fmt: skip


def _title(head: pd.Series, stage: str, language: str) -> str:
    say = speaker(language)
    scored = f"{stage} {wording.number(head['value'], language)}"
    if isinstance(head["boundary"], str):
        return f"{scored}: {wording.word('boundary', language).lower()}"
    next_band = _band_title(head["next_band"], language)
    if next_band is None:
        return scored
    return say(
        "{scored}: {points} poin di bawah batas bawah {band}",
        scored=scored,
        points=wording.number(head["points_to_next"], language),
        band=next_band,
    )


def _notes(totals: pd.DataFrame, language: str) -> tuple[Note, ...]:
    notes = []
    if totals.iloc[0]["stage"] == "mandiri":
        notes.append(Note(wording.word("self_is_no_rank", language)))
    if not totals["agrees"].all():
        pairs = [(row.basis, float(row.value)) for row in texts.rows(totals)]
        notes.append(Note(wording.totals_sentence(language, pairs), "caution"))
        head = totals.iloc[0]
        used = wording_scores.chosen_sentence(
            language, basis=head["basis"], value=float(head["value"]), why=head["why_chosen"]
        )
        notes.append(Note(used))
    return tuple(notes)


def _totals_table(totals: pd.DataFrame, language: str) -> Table:
    say = speaker(language)
    rows = tuple(
        (
            wording.word(row.basis, language),
            wording.number(row.value, language),
            wording.number(row.max_value, language),
            say("{n} dari {all}", n=row.items, all=row.items_expected),
            texts.place(row),
        )
        for row in texts.rows(totals)
    )
    columns = (
        Column(say("Dasar jumlah")),
        Column(say("Nilai"), is_number=True),
        Column(say("Nilai maksimal"), is_number=True),
        Column(say("Butir"), is_number=True),
        Column(say("Sel")),
    )
    return Table(say("Jumlah nilai menurut dasarnya"), columns, rows)


def _band_title(band: object, language: str) -> str | None:
    """The title of a band; None when the score lies in none."""
    titles = {one.band_id: one.title for one in texts.catalogue().bands}
    return titles[band].in_(language) if isinstance(band, str) and band in titles else None


def _year(value: Any) -> int | None:  # noqa: ANN401  a cell of a frame
    return None if pd.isna(value) else int(value)
