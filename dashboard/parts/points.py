"""Points not yet earned, by block, indicator, question, office and kind of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard.figures import gap as figures
from dashboard.language import speaker
from dashboard.parts import forms, levels, office_points, quality, texts
from dashboard.parts.blocks import offices, provenance, unknown_notes
from dashboard.parts.score import assessment_titles, basis, no_score
from dashboard.parts.shapes import Chart, Column, Listing, Note, Table
from dashboard.queries import edition as edition_queries
from dashboard.queries import gaps
from dashboard.queries.contract import Run
from indicators import wording, wording_scores

MOST_BARS: Final = 15
"""Bars drawn; the table holds every item."""


@dataclass(frozen=True)
class OpenPoints:
    """The chart with its items, and the sums on three levels side by side.

    The chart is None where nothing is open under the filters.
    """

    sentence: str
    chart: Chart | None
    sums: Listing
    by_office: Listing | None
    by_kind: Listing | None


def with_form(run: Run, region: str, language: str) -> dict[str, str]:
    """The assessments of the region that points can be counted for: their form is known."""
    titles = assessment_titles(run, region, language)
    return {
        assessment: title
        for assessment, title in titles.items()
        if len(gaps.totals(run, region, assessment))
    }


def nothing(run: Run, region: str, name: str, is_regency: bool, language: str) -> str:
    """Why no points can be counted, and what to load."""
    say = speaker(language)
    if not is_regency:
        return say(
            "Formulir KLA dinilai per kabupaten/kota, jadi {region} tidak mempunyai poin sendiri. "
            "Pilih kabupaten/kota untuk melihat poin yang belum diraih.",
            region=name,
        )
    if assessment_titles(run, region, language):
        return say(
            "Untuk {region} hanya nilai total yang dimuat; poin belum diraih memerlukan rekap per "
            "blok atau pertanyaan. Rekap itu ada pada Gugus Tugas KLA; isikan pada templat rekap "
            "lalu muat.",
            region=name,
        )
    return no_score(run, region, name, language)


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
        sentence=_sentence(run, region, assessment, totals, language),
        chart=_chart(run, frame, (region, assessment, level), language, edition),
        sums=_sums(run, (region, assessment), totals, language),
        by_office=office_points.by_office(run, region, assessment, totals, language),
        by_kind=_by_kind(run, region, assessment, language),
    )


def _sentence(run: Run, region: str, assessment: str, totals: pd.DataFrame, language: str) -> str:
    """What is open in all on the highest level loaded, and where most of it is."""
    whole = totals.iloc[0]
    frame = gaps.open_points(run, region, assessment, whole["level"])
    first = next(texts.rows(frame))
    points = wording.points_sentence(
        language,
        open_points=float(whole["open"]),
        max_value=float(whole["max_score"]),
        largest=(texts.item(first, language), float(first.open)),
    )
    return f"{points} {basis(run, region, assessment, language)}"


def _chart(
    run: Run,
    frame: pd.DataFrame,
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
    drawn = drawn.assign(title=[texts.item(row, language) for row in texts.rows(drawn)])
    first = next(texts.rows(drawn))
    form = forms.known(run)[first.instrument_id]
    notes = [Note(provenance(form, language)), *forms.kind_note(run, region, form, language)]
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
        notes += unknown_notes(frame, language)
    return Chart(
        key="open",
        title=say("{points} poin belum diraih pada {title}", title=first.title,
                  points=wording.number(first.open, language)),
        subtitle=say("Poin belum diraih, dari nilai maksimal setiap butir"),
        figure=figures.open_points(drawn, language, by_kind=level == "question"),
        alt=figures.open_points_alt(drawn, language, by_kind=level == "question"),
        sources=texts.sources(frame, language),
        notes=tuple(notes),
        marks=quality.of_scores(frame, language, "score"),
        table=_table(frame, level, language),
        download=texts.download(
            quality.scored(frame).assign(region_code=region, assessment=assessment),
            ("region_code", "assessment", "level", "block", "indicator", "question", "title",
             "title_en", "evidence", "kind", "offices", "text_known", "score", "max_score", "open",
             *quality.COLUMNS),
            f"kla-poin-{region}-{level}",
            edition,
        ),
    )  # fmt: skip


def _table(frame: pd.DataFrame, level: str, language: str) -> Table:
    say = speaker(language)
    kinds = texts.catalogue().kinds
    rows = tuple(
        (
            texts.item(row, language) if row.text_known
            else say("{title} (bunyi tidak diketahui)", title=texts.item(row, language)),
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


def _sums(run: Run, about: tuple[str, str], totals: pd.DataFrame, language: str) -> Listing:
    say = speaker(language)
    rows = tuple(
        (
            wording.word(row.level, language),
            wording.number(row.open, language),
            wording.number(row.max_score, language),
            say("{n} dari {all}", n=row.items_open, all=row.items),
        )
        for row in texts.rows(totals)
    )
    columns = (
        Column(say("Dasar jumlah")),
        Column(say("Poin belum diraih"), is_number=True),
        Column(say("Nilai maksimal"), is_number=True),
        Column(say("Butir terbuka"), is_number=True),
    )
    title = say("Jumlah pada setiap tingkat")
    notes: list[Note] = []
    if totals["open"].round(2).nunique() > 1:
        sums = [(row.level, float(row.open)) for row in texts.rows(totals)]
        notes.append(Note(wording_scores.open_sums_sentence(language, sums), "caution"))
        notes.append(Note(say("Selnya dan angka yang dipakai: lihat tampilan Penyandingan nilai.")))
    notes += levels.maxima_note(run, *about, language)
    return Listing("sums", title, Table(title, columns, rows), notes=tuple(notes))


def _by_kind(run: Run, region: str, assessment: str, language: str) -> Listing | None:
    frame = gaps.kinds(run, region, assessment)
    if frame.empty:
        return None
    say = speaker(language)
    kinds = texts.catalogue().kinds
    rows = tuple(
        (kinds[row.kind].in_(language), str(row.items_open), wording.number(row.open, language))
        for row in texts.rows(frame)
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
        Table(title, columns, rows),
    )
