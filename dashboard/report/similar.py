"""The areas most like a region by what they are, why, their award and their figure."""

from __future__ import annotations

import datetime
from typing import Final

import pandas as pd

from dashboard.language import Say
from dashboard.parts import comparable, outcomes, texts
from dashboard.parts.comparison_facts import unit
from dashboard.parts.series import COUNT, RATE
from dashboard.queries import below, scores, standings
from dashboard.report import trends
from dashboard.report.about import About, single
from dashboard.report.document import Cell, Column, Grid
from indicators import wording
from indicators.method_words import said
from indicators.wording_change import codes_in

MOST: Final = 10
PROVINCE: Final = "provinsi"


def similar(about: About) -> tuple[Grid, ...]:
    """One table: the region itself, then those like it; none where nobody is like it."""
    measure, period = _asked(about)
    year = about.edition["as_of"].year
    start = period.start if period else datetime.date(year, 1, 1)
    end = period.end if period else datetime.date(year, 12, 31)
    frame = standings.like(about.run, about.code, measure, start, end).head(MOST + 1)
    if len(frame) < 2:
        return ()
    say, language = about.say, about.language
    columns = [
        Column(say("Daerah"), share=1),
        Column(say("Provinsi"), share=0.8),
        Column(say("Mengapa"), share=2),
        Column(say("Penghargaan terakhir"), share=0.9),
    ]
    kinds: tuple[str, ...] = ()
    if period is not None:
        kinds = (COUNT, RATE) if _is_report(measure) and period.has_rate else (COUNT,)
        columns += [
            Column(_heading(measure, kind, period, say),
                   is_number=True, share=0.8) for kind in kinds
        ]  # fmt: skip
    rows = tuple(_row(about, row, own, measure, kinds) for row, own in single(frame))
    caption = say("Daerah serupa dan alasannya")
    if period is not None:
        when = wording.period(start, end, language)
        caption = f"{caption} · {texts.measure_title(measure, language)}, {when}"
    return (Grid(caption, tuple(columns), rows, (_likeness(about, frame),)),)


def regencies(about: About) -> tuple[Grid, ...]:
    """The kabupaten/kota of a province with their latest award and score; none of the nation."""
    if about.place.kind != PROVINCE:
        return ()
    say = about.say
    areas = below.regencies(about.run, about.code)
    rows = tuple(
        (
            row.name,
            _award(about, row.region_code),
            *(
                _score(about, row.region_code)
                if pd.notna(row.score)
                else (about.say("belum dimuat"), texts.NONE)
            ),
        )
        for row in texts.rows(areas)
    )
    columns = (
        Column(say("Daerah"), share=1.2),
        Column(say("Penghargaan terakhir"), share=1),
        Column(say("Nilai"), is_number=True),
        Column(say("Tahap dan tahun"), share=1.2),
    )
    title = say("Penghargaan dan nilai terakhir yang dimuat")
    notes = [say("Tahap yang berbeda tidak dibandingkan dan tidak dirata-ratakan.")]
    if _is_public(about):
        notes.append(say("Versi publik tidak menyebut daerah yang tidak memegang penghargaan."))
    return (Grid(title, columns, rows, tuple(notes)),)


def _score(about: About, region: str) -> tuple[Cell, Cell]:
    """The latest, most final total of an area with its stage and year."""
    frame = scores.assessments(about.run, region)
    totals = scores.totals(about.run, region, str(frame["assessment"].iloc[0])).head(1)
    row = next(texts.rows(totals))
    figure = about.figure(wording.number(row.value, about.language), totals)
    return (figure, f"{wording.word(row.stage, about.language)} {row.printed_year}")


def _heading(measure: str, kind: str, period: comparable.Period, say: Say) -> str:
    told = unit(measure, RATE if kind == RATE else "", period.denominator_kind, say)
    return f"{told[:1].upper()}{told[1:]}"


def _asked(about: About) -> tuple[str, comparable.Period | None]:
    """The measure and period that the page on comparison opens with."""
    parent = about.place.parent
    measure = comparable.fullest(about.run, parent) if parent else ""
    if not measure:
        return "", None
    periods = comparable.periods(about.run, parent, measure, about.language)
    return measure, periods[comparable.usual(periods)]


def _is_report(measure: str) -> bool:
    return measure in texts.catalogue().cases


def _row(
    about: About, row: texts.Row, own: pd.DataFrame, measure: str, kinds: tuple[str, ...]
) -> tuple[Cell, ...]:
    say, language = about.say, about.language
    is_own = row.neighbour_rank == 0
    why = say("daerah ini") if is_own else wording.neighbour_sentence(
        language, alike=row.alike, apart=row.apart)  # fmt: skip
    why = why.partition(": ")[2].removesuffix(".") or why
    found = {COUNT: _count(about, row, own, measure), RATE: trends.rate(about, row, own)}
    return (
        row.name,
        texts.text(row.parent_name),
        why,
        _award(about, row.region_code),
        *(found[kind] for kind in kinds),
    )


def _count(about: About, row: texts.Row, own: pd.DataFrame, measure: str) -> Cell:
    if not isinstance(row.publisher, str):
        return about.say("belum ada data")
    if row.state == "hidden":
        return wording.word("hidden", about.language)
    if _is_report(measure) or pd.isna(row.value):
        text = texts.count(row, about.language)
    else:
        outcome = texts.catalogue().outcomes[measure]
        text = outcomes.figure(row.value, outcome, about.language)
    return text if pd.isna(row.value) else about.figure(text, own)


def _award(about: About, region: str) -> Cell:
    """The latest award of an area; none on record may be one that the public edition leaves out."""
    frame = scores.awards(about.run, region)
    if frame.empty:
        return about.say("tidak ada catatan") if _is_public(about) else about.say("belum dimuat")
    own = frame.head(1)
    row = next(texts.rows(own))
    title = texts.code_title("award", row.award, about.language)
    return about.figure(f"{title} ({row.award_year})", own)


def _is_public(about: About) -> bool:
    return bool(about.edition["edition"] == "public")


def _likeness(about: About, frame: pd.DataFrame) -> str:
    """What likeness is made of, and what it is not."""
    variables = codes_in(frame["variables"].dropna().iloc[0])
    names = ", ".join(said("likeness", code, about.language) for code in variables)
    return about.say(
        "Serupa menurut: {names}; dicari di seluruh Indonesia. Keserupaan bukan penilaian kinerja.",
        names=names,
    )
