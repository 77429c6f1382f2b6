"""Each level of an assessment beside the sums below it: what is used and why, what differs where,
and what the form leaves open.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.language import Say, speaker
from dashboard.parts import texts
from dashboard.parts.shapes import Column, Listing, Note, Table
from dashboard.queries import edition as edition_queries
from dashboard.queries import levels as queries
from dashboard.queries import scores
from dashboard.queries.contract import Run
from indicators import wording, wording_scores


@dataclass(frozen=True)
class Levels:
    """One assessment reconciled: levels side by side, differences, open matters of its form."""

    sentence: str
    levels: Listing
    differences: Listing
    unsettled: Listing | None
    spellings: Listing | None


def reconciled(run: Run, region: str, assessment: str, language: str) -> Levels | None:
    """Everything of an assessment that does not agree; None where its form is not known."""
    frame = queries.levels(run, region, assessment)
    if frame.empty:
        return None
    edition = edition_queries.edition(run).iloc[0]
    totals = scores.totals(run, region, assessment)
    return Levels(
        sentence=sentence(totals, language),
        levels=_levels(frame, totals, region, language, edition),
        differences=differences(run, region, assessment, totals, language, edition),
        unsettled=_unsettled(run, region, assessment, totals, language),
        spellings=_spellings(run, region, assessment, language),
    )


def sentence(totals: pd.DataFrame, language: str) -> str:
    """The totals of one file where they differ, and which one is used by which rule."""
    head = totals.iloc[0]
    used = wording_scores.chosen_sentence(
        language, basis=head["basis"], value=float(head["value"]), why=head["why_chosen"]
    )
    if bool(totals["agrees"].all()):
        return used
    ordered = totals.sort_values("items", kind="stable")
    pairs = [(row.basis, float(row.value)) for row in texts.rows(ordered)]
    return f"{wording.totals_sentence(language, pairs)} {used}"


def maxima_note(run: Run, region: str, assessment: str, language: str) -> tuple[Note, ...]:
    """That the maxima of questions print as another sum than is meant; none where they agree."""
    frame = queries.levels(run, region, assessment)
    asked = frame["max_of_questions"]
    differ = frame[asked.notna() & ((asked - frame["max_score"]).abs() > wording_scores.HALF)]
    whole = next(texts.rows(differ[differ["level"] == "total"]), None)
    if whole is None:
        return ()
    rows = [
        (row.indicator, float(row.max_of_questions), float(row.max_score))
        for row in texts.rows(differ[differ["level"] == "indicator"])
    ]
    told = wording_scores.maxima_sentence(
        language, of_questions=float(whole.max_of_questions), meant=float(whole.max_score),
        rows=rows,
    )  # fmt: skip
    return (Note(told, "caution"),)


def _levels(
    frame: pd.DataFrame, totals: pd.DataFrame, region: str, language: str, edition: pd.Series
) -> Listing:
    say = speaker(language)
    shown = frame[(frame["level"] != "indicator") | ~frame["agrees"]].reset_index(drop=True)
    rows = tuple(
        (
            _item(row, say),
            texts.points(row.printed, language),
            texts.points(row.of_blocks, language),
            texts.points(row.of_indicators, language),
            texts.points(row.of_questions, language),
            texts.points(row.chosen, language),
            wording_scores.why_used(row.why_chosen, language),
            texts.text(row.cell) or texts.text(row.cells_below),
        )
        for row in texts.rows(shown)
    )
    columns = (
        Column(say("Blok atau indikator")),
        Column(say("Tercetak"), is_number=True),
        Column(say("Jumlah blok"), is_number=True),
        Column(say("Jumlah indikator"), is_number=True),
        Column(say("Jumlah pertanyaan"), is_number=True),
        Column(say("Dipakai"), is_number=True),
        Column(say("Alasan")),
        Column(say("Sel")),
    )
    title = say("Setiap tingkat di samping jumlah tingkat di bawahnya")
    marked = frozenset(at for at, level in enumerate(shown["level"]) if level == "total")
    return Listing(
        "levels",
        title,
        Table(title, columns, rows, marked=marked, is_prose=True),
        subtitle=say(
            "Semua blok dan jumlahnya; indikator hanya bila berbeda. Tanda – berarti tidak "
            "tercetak atau tidak lengkap."
        ),
        sources=texts.sources(totals, language),
        download=texts.download(
            frame.assign(region_code=region),
            ("region_code", "level", "block", "indicator", "printed", "of_blocks",
             "of_indicators", "of_questions", "max_score", "max_printed", "max_of_questions",
             "chosen", "why_chosen", "agrees", "max_cell", "cells_below"),
            f"kla-tingkat-{region}",
            edition,
        ),
    )  # fmt: skip


def _item(row: texts.Row, say: Say) -> str:
    return say("Jumlah nilai") if row.block == "semua" else texts.item(row, say.language)


def differences(
    run: Run,
    region: str,
    assessment: str,
    totals: pd.DataFrame,
    language: str,
    edition: pd.Series,
) -> Listing:
    """Every item that does not add up, with its cell, and the figure that is used."""
    frame = scores.discrepancies(run, region, assessment)
    say = speaker(language)
    rows = tuple(
        (*told(row, say), wording.number(row.chosen, language), texts.place(row))
        for row in texts.rows(frame)
    )
    columns = (*heads(say), Column(say("Dipakai"), is_number=True), Column(say("Sel")))
    title = say.count("{n} selisih dalam berkas ini", len(rows))
    return Listing(
        key="differences",
        title=title,
        table=Table(title, columns, rows, is_prose=True) if rows else None,
        subtitle=say("Tidak dirata-ratakan dan tidak diperbaiki; periksa pada formulir asal."),
        empty=say("Semua nilai yang dimuat sama dengan jumlah rinciannya."),
        sources=texts.sources(totals, language),
        download=texts.download(
            frame.assign(region_code=region, assessment=assessment),
            ("region_code", "assessment", "kind", "block", "indicator", "below", "printed",
             "computed", "chosen", "why_chosen", "cells_below"),
            f"kla-selisih-{region}",
            edition,
        ),
    )  # fmt: skip


def heads(say: Say) -> tuple[Column, ...]:
    """The headings of what `told` says."""
    return (
        Column(say("Blok atau indikator")),
        Column(say("Selisih")),
        Column(say("Tercetak"), is_number=True),
        Column(say("Menurut rincian atau formulir"), is_number=True),
    )


def told(row: texts.Row, say: Say) -> tuple[str, ...]:
    """One difference: the item, what differs from what, both figures."""
    against = {
        "form": say("formulir"),
        "block": say("jumlah blok"),
        "indicator": say("jumlah indikator"),
        "question": say("jumlah pertanyaan"),
    }[row.below]
    cells = texts.text(row.cells_below)
    if cells:
        against = f"{against} {cells}"
    kinds = {
        "score_sum": say("Nilai tidak sama dengan {against}", against=against),
        "max_sum": say("Nilai maksimal tidak sama dengan {against}", against=against),
        "max_printed": say("Nilai maksimal tercetak tidak sama dengan {against}", against=against),
    }
    return (
        _item(row, say),
        kinds[row.kind],
        wording.number(row.printed, say.language),
        wording.number(row.computed, say.language),
    )


def _unsettled(
    run: Run, region: str, assessment: str, totals: pd.DataFrame, language: str
) -> Listing | None:
    frame = queries.unsettled(run, region, assessment)
    if frame.empty:
        return None
    say = speaker(language)
    rows = tuple(
        (
            texts.item(row, language),
            say("tidak menyebut perangkat daerah")
            if not texts.text(row.offices)
            else say("bunyi tidak diketahui"),
            wording.number(row.max_score, language),
            _cell(row),
        )
        for row in texts.rows(frame)
    )
    nameless = int(frame["offices"].isna().sum())
    columns = (
        Column(say("Pertanyaan")),
        Column(say("Yang kurang")),
        Column(say("Nilai maksimal"), is_number=True),
        Column(say("Sel")),
    )
    title = say(
        "Yang perlu dilengkapi: {nameless} pertanyaan tanpa perangkat daerah, {unknown} yang "
        "bunyinya tidak diketahui",
        nameless=nameless,
        unknown=len(frame) - nameless,
    )
    return Listing(
        "unsettled",
        title,
        Table(title, columns, rows, is_prose=True),
        subtitle=say("Penanggung jawab ditetapkan bersama Gugus Tugas KLA; bunyi tidak ditebak."),
        sources=texts.sources(totals, language),
        is_open=False,
    )


def _cell(row: texts.Row) -> str:
    cell = row.cell if texts.text(row.offices) else texts.text(row.offices_cell) or row.cell
    return f"{row.sheet} · {cell}"


def _spellings(run: Run, region: str, assessment: str, language: str) -> Listing | None:
    """Offices the file calls by several names; None where each has one."""
    frame = queries.spellings(run, region, assessment)
    named: dict[str, list[texts.Row]] = {}
    for row in texts.rows(frame):
        office = texts.catalogue().office_named(row.name)
        named.setdefault(office.title.in_(language) if office else "", []).append(row)
    several = {office: rows for office, rows in named.items() if len(rows) > 1 or not office}
    if not several:
        return None
    say = speaker(language)
    rows = tuple(
        (
            office or say("tidak dikenali"),
            "; ".join(say("{name} ({n} kali, {cell})", name=row.name, n=row.times,
                          cell=f"{row.sheet} · {row.cell}") for row in found),
        )
        for office, found in sorted(several.items())
    )  # fmt: skip
    columns = (Column(say("Perangkat daerah")), Column(say("Ditulis sebagai")))
    title = say.count("{n} perangkat daerah ditulis dengan lebih dari satu nama", len(rows))
    return Listing("spellings", title, Table(title, columns, rows, is_prose=True), is_open=False)
