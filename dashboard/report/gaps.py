"""Points not yet earned, by question and office; outcomes for children against their targets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from dashboard.parts import blocks as parts
from dashboard.parts import narrowing, outcomes, points, texts
from dashboard.queries import gaps as queries
from dashboard.queries import scores
from dashboard.report import blocks
from dashboard.report.about import About, single
from dashboard.report.document import Cell, Column, Grid, Prose
from indicators import wording

QUESTIONS: Final = 20
"""Questions listed, most points open first; the page has all of them."""


def gaps(about: About, assessment: str) -> tuple[Grid, ...]:
    """The tables of the section; none where neither points nor outcomes are known."""
    found = []
    if assessment and points.with_form(about.run, about.code, about.language).get(assessment):
        found = [
            _sums(about, assessment),
            _questions(about, assessment),
            _offices(about, assessment),
        ]
    return tuple(one for one in (*found, _outcomes(about)) if one is not None)


def _sums(about: About, assessment: str) -> Grid:
    """What is open in all, by each level that the file has; the levels are never averaged."""
    say, language = about.say, about.language
    totals = scores.totals(about.run, about.code, assessment)
    by_basis = {row.basis: own for row, own in single(totals)}
    rows = tuple(
        (
            wording.word(row.level, language),
            about.figure(wording.number(row.open, language), by_basis[row.level],
                         say("jumlah maksimum − nilai")),
            about.figure(wording.number(row.max_score, language), by_basis[row.level],
                         say("jumlah nilai maksimal")),
        )
        for row in texts.rows(queries.totals(about.run, about.code, assessment))
        if row.level in by_basis
    )  # fmt: skip
    columns = (
        Column(say("Dasar jumlah"), share=1),
        Column(say("Poin belum diraih"), is_number=True),
        Column(say("Nilai maksimal"), is_number=True),
    )
    return Grid(say("Jumlah pada setiap tingkat"), columns, rows)


def _questions(about: About, assessment: str) -> Grid | None:
    """The questions of known wording with most points open."""
    say, language = about.say, about.language
    frame = queries.largest(about.run, about.code, assessment, QUESTIONS)
    if frame.empty:
        return None
    kinds = texts.catalogue().kinds
    rows = tuple(
        (
            texts.item(row, language),
            kinds[row.kind].in_(language),
            parts.offices(row.offices, language),
            about.figure(
                blocks.of_maximum(row, language),
                own,
                say("nilai / nilai maksimal formulir"),
            ),
            about.figure(wording.number(row.open, language), own, say("maksimum − nilai")),
        )
        for row, own in single(frame)
    )
    columns = (
        Column(say("Pertanyaan"), share=1.5),
        Column(say("Menyangkut"), share=0.7),
        Column(say("Penanggung jawab"), share=1.4),
        Column(say("Nilai / maksimum"), is_number=True),
        Column(say("Poin belum diraih"), is_number=True),
    )
    title = say.count("{n} pertanyaan dengan poin belum diraih terbanyak", len(rows))
    return Grid(title, columns, rows, tuple(_unknown(about, assessment)))


def _unknown(about: About, assessment: str) -> Iterator[Prose]:
    """The questions whose wording is not known: counted, never listed."""
    questions = queries.open_points(about.run, about.code, assessment, "question")
    unknown = questions[~questions["text_known"] & (questions["open"] > 0)]
    for note in parts.unknown_notes(questions, about.language):
        yield about.counted(note.text, unknown, about.say("maksimum − nilai"))


def _offices(about: About, assessment: str) -> Grid | None:
    """Points open by office: the points of each alone, the shared ones once, and their sum."""
    say = about.say
    found = queries.office_sum(about.run, about.code, assessment)
    if found.empty or not found["open"].iloc[0]:
        return None
    questions = queries.open_points(about.run, about.code, assessment, "question")
    still_open = questions[questions["open"] > 0].sort_values("position")
    names = still_open["offices"].fillna(narrowing.NO_OFFICE).str.split("; ")
    titles = narrowing.office_titles(about.run, about.code, assessment, about.language)
    rows = [
        (titles[row.office], *_of_office(about, still_open, names, row.office))
        for row in texts.rows(queries.offices(about.run, about.code, assessment))
        if row.open > 0 and row.office != narrowing.NO_OFFICE
    ]
    many, nameless = names.map(len) > 1, still_open["offices"].isna()
    shared_once = say("Bersama beberapa perangkat daerah (dihitung sekali)")
    of_nobody = say("Tidak menyebut perangkat daerah")
    rows += [
        (shared_once, _sum(about, still_open[many]), texts.NONE),
        (of_nobody, _sum(about, still_open[nameless]), texts.NONE),
        (say("Jumlah"), _sum(about, still_open), texts.NONE),
    ]
    columns = (
        Column(say("Perangkat daerah"), share=1),
        Column(say("Poin yang dihitung"), is_number=True),
        Column(say("Ikut pada poin bersama"), is_number=True),
    )
    note = say(
        "Pertanyaan bersama tercatat pada setiap perangkat daerahnya di kolom terakhir; "
        "kolom itu tidak boleh dijumlahkan."
    )
    title = say("Siapa yang mengerjakan: poin belum diraih menurut perangkat daerah")
    return Grid(title, columns, tuple(rows), (note,))


def _of_office(
    about: About, still_open: pd.DataFrame, names: pd.Series, office: str
) -> tuple[Cell, Cell]:
    """Points of the office alone, and those of the questions it shares."""
    mine = pd.Series([office in offices for offices in names], index=names.index)
    many = names.map(len) > 1
    return _sum(about, still_open[mine & ~many]), _sum(about, still_open[mine & many])


def _sum(about: About, rows: pd.DataFrame) -> Cell:
    if rows.empty:
        return texts.NONE
    number = wording.number(rows["open"].sum(), about.language)
    return about.figure(number, rows, about.say("jumlah maksimum − nilai"))


def _outcomes(about: About) -> Grid | None:
    """The latest value of every outcome against each of its targets."""
    frame = outcomes.of(about.run, about.code)
    if frame.empty:
        return None
    say = about.say
    aims = queries.targets(about.run, about.code)
    rows = tuple(_outcome(about, row, own, aims) for row, own in single(frame))
    columns = (
        Column(say("Capaian"), share=1.6),
        Column(say("Periode"), share=0.8),
        Column(say("Nilai"), is_number=True),
        Column(say("Target"), is_number=True),
        Column(say("Pemilik dan tahun"), share=0.9),
        Column(say("Keterangan"), share=1.2),
    )
    notes = tuple(note.text for note in outcomes.apart(about.language))
    return Grid(say("Capaian bagi anak dan targetnya"), columns, rows, notes)


def _outcome(
    about: About, row: texts.Row, own: pd.DataFrame, aims: pd.DataFrame
) -> tuple[Cell, ...]:
    say, language = about.say, about.language
    measure = texts.catalogue().outcomes[row.measure_id]
    value = about.figure(outcomes.figure(row.value, measure, language), own)
    title, when = measure.title.in_(language), texts.period(row, language)
    if pd.isna(row.target):
        return (title, when, value, texts.NONE, texts.NONE, say("Belum ada target"))
    aim = aims[
        (aims["measure_id"] == row.measure_id)
        & (aims["region_code"] == row.target_region)
        & (aims["year"] == row.target_year)
        & (aims["publication_id"] == row.target_publication_id)
    ]
    unit = "%" if measure.unit == "persen" else ""
    state = outcomes.standing(row, language)
    if row.is_expired:
        state = f"{state}; {wording.word('expired', language)} ({row.target_year})"
    return (
        title,
        when,
        value,
        about.figure(f"{wording.number(row.target, language)}{unit}", aim.head(1)),
        f"{outcomes.owner(row, say)} {row.target_year}",
        state,
    )
