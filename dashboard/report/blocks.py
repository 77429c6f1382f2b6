"""What each block and indicator earned of its maximum, and what does not add up."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dashboard.parts import levels, texts
from dashboard.queries import gaps, scores
from dashboard.report.about import About, single
from dashboard.report.document import Bar, Blocks, Cell, Column, Grid
from dashboard.report.head import main_total
from indicators import wording


def blocks(about: About, assessment: str) -> Blocks | None:
    """The section on blocks; None where no block of the assessment is loaded."""
    form = texts.text(main_total(scores.totals(about.run, about.code, assessment)).iloc[0][
        "instrument_id"])  # fmt: skip
    frame = scores.blocks(about.run, about.code, assessment, form) if form else pd.DataFrame()
    if frame.empty or frame["score"].isna().all():
        return None
    found = (_indicators(about, assessment), _differences(about, assessment))
    return Blocks(
        basis=about.basis(assessment),
        bars=tuple(_bar(about, row, own) for row, own in single(frame[frame["score"].notna()])),
        tables=tuple(one for one in found if one is not None),
        notes=tuple(_notes(about, frame)),
    )


def _bar(about: About, row: texts.Row, own: pd.DataFrame) -> Bar:
    language, say = about.language, about.say
    share = row.score / row.max_score
    return Bar(
        title=texts.own_title(row, language),
        share=min(1.0, max(0.0, float(share))),
        percent=about.figure(
            wording.percent(row.percent, language, 1), own, say("nilai : nilai maksimal formulir")
        ),
        earned=about.figure(wording.number(row.score, language), own),
        maximum=about.figure(
            wording.number(row.max_score, language), own, say("nilai maksimal formulir")
        ),
        open=about.figure(
            wording.number(row.max_score - row.score, language), own, say("maksimum − nilai")
        ),
    )


def _notes(about: About, frame: pd.DataFrame) -> Iterator[str]:
    """The blocks without a score, and that their points are not comparable as they stand."""
    unknown = frame[frame["score"].isna()]
    if len(unknown):
        yield about.say(
            "Belum dilaporkan, bukan nol: {blocks}.",
            blocks=", ".join(texts.own_title(row, about.language) for row in texts.rows(unknown)),
        )


def _indicators(about: About, assessment: str) -> Grid | None:
    """Every indicator in the order of the form; None where only blocks are loaded."""
    frame = gaps.open_points(about.run, about.code, assessment, "indicator")
    if frame.empty:
        return None
    say, language = about.say, about.language
    rows = tuple(
        (
            str(row.indicator),
            texts.own_title(row, language),
            about.figure(
                of_maximum(row, language),
                own,
                say("nilai / nilai maksimal formulir"),
            ),
            about.figure(wording.number(row.open, language), own, say("maksimum − nilai")),
        )
        for row, own in single(frame.sort_values("position"))
    )
    columns = (
        Column(say("No.")),
        Column(say("Indikator"), share=1),
        Column(say("Nilai / maksimum"), is_number=True),
        Column(say("Poin belum diraih"), is_number=True),
    )
    return Grid(say("Nilai setiap indikator"), columns, rows)


def _differences(about: About, assessment: str) -> Grid | None:
    """What does not add up, with its cells; None where all of it does."""
    frame = scores.discrepancies(about.run, about.code, assessment)
    if frame.empty:
        return None
    say = about.say
    said_by = main_total(scores.totals(about.run, about.code, assessment)).iloc[0]
    named = ("publication_id", "publisher", "publication_title", "url", "released", "trust")
    frame = frame.assign(**{name: said_by[name] for name in named})
    rows = tuple(_difference(about, row, own) for row, own in single(frame))
    columns = (
        Column(say("Blok atau indikator"), share=1.2),
        Column(say("Selisih"), share=1),
        Column(say("Tercetak"), is_number=True),
        Column(say("Rincian atau formulir"), is_number=True),
        Column(say("Sel")),
    )
    note = say("Tidak dirata-ratakan dan tidak diperbaiki; periksa pada formulir asal.")
    return Grid(say.count("{n} selisih dalam berkas ini", len(rows)), columns, rows, (note,))


def _difference(about: About, row: texts.Row, own: pd.DataFrame) -> tuple[Cell, ...]:
    """One difference as the page tells it, both figures with the cell of the item."""
    item, what, *_ = levels.told(row, about.say)
    below = about.say("menurut rincian atau formulir")
    return (
        item,
        what,
        about.figure(wording.number(row.printed, about.language), own, about.say("tercetak")),
        about.figure(wording.number(row.computed, about.language), own, below),
        texts.place(row),
    )


def of_maximum(row: texts.Row, language: str) -> str:
    """Points of an item and its maximum on the form: 42 / 45."""
    return f"{wording.number(row.score, language)} / {wording.number(row.max_score, language)}"
