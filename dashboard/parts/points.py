"""Points not yet earned, by block, indicator, question, office and kind of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard.figures import gap as figures
from dashboard.language import Say, speaker
from dashboard.parts import texts
from dashboard.parts.blocks import of_questions, offices, unknown_notes
from dashboard.parts.score import assessment_titles
from dashboard.parts.shapes import Chart, Column, Listing, Note, Table
from dashboard.queries import edition as edition_queries
from dashboard.queries import gaps
from dashboard.queries.contract import Run
from indicators import wording

MOST_BARS: Final = 15
"""Bars drawn; the table holds every item."""
NO_OFFICE: Final = "-"


@dataclass(frozen=True)
class OpenPoints:
    """The chart with its items, and the sums on three levels side by side.

    The chart is None where nothing is open under the filters.
    """

    chart: Chart | None
    sums: Listing
    by_office: Listing
    by_kind: Listing


def with_form(run: Run, region: str, language: str) -> dict[str, str]:
    """The assessments of the region that points can be counted for: their form is known."""
    titles = assessment_titles(run, region, language)
    return {
        assessment: title
        for assessment, title in titles.items()
        if len(gaps.totals(run, region, assessment))
    }


def nothing(name: str, has_score: bool, language: str) -> tuple[Note, ...]:
    """Why no points can be counted, and what to load."""
    say = speaker(language)
    if has_score:
        text = say(
            "Untuk {region} hanya nilai total yang dimuat; poin belum diraih memerlukan rekap per "
            "blok atau pertanyaan (Gugus Tugas KLA). Isi templat rekap: "
            "python -m etl template rekap --out rekap.xlsx",
            region=name,
        )
    else:
        text = wording.no_score_sentence(language, region=name)
    return (Note(text),)


def level_titles(run: Run, region: str, assessment: str, language: str) -> dict[str, str]:
    """The levels that the assessment has."""
    found = set(gaps.totals(run, region, assessment)["level"])
    say = speaker(language)
    names = {"block": say("Blok"), "indicator": say("Indikator"), "question": say("Pertanyaan")}
    return {level: name for level, name in names.items() if level in found}


def block_titles(run: Run, region: str, assessment: str, language: str) -> dict[str, str]:
    """Every block, with an entry for all of them."""
    frame = gaps.open_points(run, region, assessment, "block").sort_values("position")
    titles = {row.block: texts.own_title(row, language) for row in texts.rows(frame)}
    return {"": speaker(language)("Semua blok"), **titles}


def office_titles(run: Run, region: str, assessment: str, language: str) -> dict[str, str]:
    """The offices named by questions, most points first, and an entry for questions naming none."""
    say = speaker(language)
    known = texts.catalogue().offices
    titles = {"": say("Semua perangkat daerah")}
    for row in texts.rows(gaps.offices(run, region, assessment)):
        name = (
            say("Tidak disebut")
            if row.office == NO_OFFICE
            else (known[row.office].title.in_(language))
        )
        titles[row.office] = name
    return titles  # fmt: skip


def kind_titles(language: str) -> dict[str, str]:
    """Evidence, outcome for children, or both, with an entry for all."""
    kinds = texts.catalogue().kinds
    titles = {kind: title.in_(language) for kind, title in kinds.items()}
    return {"": speaker(language)("Semua jenis"), **titles}


def open_points(
    run: Run,
    region: str,
    assessment: str,
    level: str,
    block: str,
    office: str,
    kind: str,
    language: str,
) -> OpenPoints:
    """What is open at one level under the filters, and what is open in all."""
    frame = gaps.open_points(run, region, assessment, level, block, office, kind)
    totals = gaps.totals(run, region, assessment)
    edition = edition_queries.edition(run).iloc[0]
    return OpenPoints(
        chart=_chart(frame, totals, (region, assessment, level), language, edition),
        sums=_sums(totals, language),
        by_office=_by_office(run, region, assessment, totals, language),
        by_kind=_by_kind(run, region, assessment, language),
    )


def _chart(
    frame: pd.DataFrame,
    totals: pd.DataFrame,
    about: tuple[str, str, str],
    language: str,
    edition: pd.Series,
) -> Chart | None:
    known = frame[frame["text_known"] & (frame["open"] > 0)]
    if known.empty:
        return None
    say = speaker(language)
    region, assessment, level = about
    drawn = known.head(MOST_BARS)
    drawn = drawn.assign(title=[_item(row, language) for row in texts.rows(drawn)])
    first = next(texts.rows(drawn))
    notes = []
    if len(known) > len(drawn):
        notes.append(
            Note(
                say(
                    "{shown} dari {all} butir digambar; semuanya ada pada tabel.",
                    shown=len(drawn),
                    all=len(known),
                )
            )
        )
    if level == "question":
        notes += unknown_notes(of_questions(totals), language)
    return Chart(
        key="open",
        title=say("Poin belum diraih terbanyak: {title} ({points})", title=first.title,
                  points=wording.number(first.open, language)),
        subtitle=say("Poin belum diraih, dari nilai maksimal setiap butir"),
        figure=figures.open_points(drawn, language),
        alt=figures.open_points_alt(drawn, language),
        sources=texts.sources(frame, language),
        notes=tuple(notes),
        table=_table(frame, level, language),
        download=texts.download(
            frame.assign(region_code=region, assessment=assessment),
            ("region_code", "assessment", "level", "block", "indicator", "question", "title",
             "title_en", "evidence", "kind", "offices", "text_known", "score", "max_score", "open"),
            f"kla-poin-{region}-{level}",
            edition,
        ),
    )  # fmt: skip


def _item(row: texts.Row, language: str) -> str:
    """A block by its title, an indicator by number and title, a question by both numbers."""
    title = texts.own_title(row, language)
    if row.level == "block":
        return title
    code = row.indicator if row.level == "indicator" else f"{row.indicator}/{row.question}"
    return f"{code} {title}"


def _table(frame: pd.DataFrame, level: str, language: str) -> Table:
    say = speaker(language)
    kinds = texts.catalogue().kinds
    rows = tuple(
        (
            _item(row, language) if row.text_known
            else say("{title} (bunyi tidak diketahui)", title=_item(row, language)),
            kinds[row.kind].in_(language),
            offices(row.offices, language) if level == "question" else texts.NONE,
            wording.number(row.score, language),
            wording.number(row.max_score, language),
            wording.number(row.open, language),
            texts.text(row.cell),
        )
        for row in texts.rows(frame)
    )  # fmt: skip
    columns = (
        Column(say("Butir")),
        Column(say("Jenis")),
        Column(say("Perangkat daerah")),
        Column(say("Nilai"), is_number=True),
        Column(say("Nilai maksimal"), is_number=True),
        Column(say("Poin belum diraih"), is_number=True),
        Column(say("Sel")),
    )
    return Table(say.count("Semua {n} butir", len(rows)), columns, rows)


def _sums(totals: pd.DataFrame, language: str) -> Listing:
    say = speaker(language)
    rows = tuple(
        (
            wording.word(row.level, language),
            wording.number(row.open, language),
            wording.number(row.max_score, language),
            f"{row.items_open} / {row.items}",
        )
        for row in texts.rows(totals)
    )
    columns = (
        Column(say("Dasar jumlah")),
        Column(say("Poin belum diraih"), is_number=True),
        Column(say("Nilai maksimal"), is_number=True),
        Column(say("Butir terbuka / semua"), is_number=True),
    )
    differ = totals["open"].round(2).nunique() > 1
    notes = [Note(say("Ketiganya tidak sama dan tidak dirata-ratakan; lihat selisihnya pada "
                      "Ringkasan Capaian."), "caution")] if differ else []  # fmt: skip
    return Listing(
        "sums",
        say("Jumlah pada setiap tingkat"),
        Table(say("Jumlah pada setiap tingkat"), columns, rows),
        notes=tuple(notes),
    )


def _by_office(
    run: Run, region: str, assessment: str, totals: pd.DataFrame, language: str
) -> Listing:
    say = speaker(language)
    titles = office_titles(run, region, assessment, language)
    rows = tuple(
        (titles[row.office], str(row.items_open), wording.number(row.open, language))
        for row in texts.rows(gaps.offices(run, region, assessment))
        if row.open > 0
    )
    columns = (
        Column(say("Perangkat daerah")),
        Column(say("Pertanyaan terbuka"), is_number=True),
        Column(say("Poin belum diraih"), is_number=True),
    )
    notes = [Note(say("Pertanyaan bersama tercatat pada setiap perangkat daerahnya, sehingga "
                      "baris ini tidak boleh dijumlahkan."))]  # fmt: skip
    notes += _without_office(totals, say)
    title = say("Menurut perangkat daerah")
    return Listing(
        "offices",
        title,
        Table(title, columns, rows) if rows else None,
        empty=say("Rincian per pertanyaan belum dimuat."),
        notes=tuple(notes) if rows else (),
        is_open=False,
    )


def _without_office(totals: pd.DataFrame, say: Say) -> list[Note]:
    row = of_questions(totals)
    if row is None or not row.items_without_office:
        return []
    return [
        Note(
            say.count(
                "{n} pertanyaan (bernilai {points} poin) tidak menyebut perangkat daerah.",
                int(row.items_without_office),
                points=wording.number(row.max_without_office, say.language),
            )
        )
    ]


def _by_kind(run: Run, region: str, assessment: str, language: str) -> Listing:
    say = speaker(language)
    kinds = texts.catalogue().kinds
    rows = tuple(
        (kinds[row.kind].in_(language), str(row.items_open), wording.number(row.open, language))
        for row in texts.rows(gaps.kinds(run, region, assessment))
    )
    columns = (
        Column(say("Jenis")),
        Column(say("Pertanyaan terbuka"), is_number=True),
        Column(say("Poin belum diraih"), is_number=True),
    )
    title = say("Bukti dukung dan capaian bagi anak")
    return Listing(
        "kinds",
        title,
        Table(title, columns, rows) if rows else None,
        empty=say("Rincian per pertanyaan belum dimuat."),
    )
