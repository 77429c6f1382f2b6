"""The blocks of an assessment against their maxima, and the questions with most points open."""

from __future__ import annotations

import pandas as pd

from dashboard.figures import score as figures
from dashboard.language import speaker
from dashboard.parts import quality, texts
from dashboard.parts.shapes import Chart, Column, Listing, Note, Table
from dashboard.queries import gaps, scores
from dashboard.queries.contract import Run
from indicators import wording
from indicators.catalogue import Instrument

LARGEST = 5
"""Questions listed on the overview."""


def blocks(
    run: Run,
    region: str,
    assessment: str,
    form: Instrument | None,
    language: str,
    edition: pd.Series,
) -> Chart | None:
    """Points of each block against its maximum on the form; None when no block is loaded."""
    if form is None:
        return None
    frame = scores.blocks(run, region, assessment, form.instrument_id)
    if frame["score"].isna().all():
        return None
    say = speaker(language)
    drawn = frame.assign(title=frame["title" if language == "id" else "title_en"])
    lowest = drawn.sort_values("percent").iloc[0]
    return Chart(
        key="blocks",
        title=say(
            "{block} paling jauh dari nilai maksimalnya: {percent}",
            block=lowest["title"],
            percent=wording.percent(lowest["percent"], language, 0),
        ),
        subtitle=say(
            "Nilai setiap blok, persen dari nilai maksimal siklus {cycle}", cycle=form.cycle
        ),
        figure=figures.blocks(drawn, language),
        alt=figures.blocks_alt(drawn, language),
        sources=texts.sources(frame, language),
        notes=(Note(provenance(form, language)),),
        marks=quality.of_scores(frame, language, "score"),
        table=_table(drawn, language),
        download=texts.download(
            quality.scored(drawn).assign(region_code=region, assessment=assessment),
            ("region_code", "assessment", "block", "title", "score", "max_score", "percent",
             "max_printed", *quality.COLUMNS),
            f"kla-blok-{region}",
            edition,
        ),
    )  # fmt: skip


def _table(drawn: pd.DataFrame, language: str) -> Table:
    say = speaker(language)
    rows = tuple(
        (
            row.title,
            points(row.score, language),
            wording.number(row.max_score, language),
            texts.NONE if pd.isna(row.percent) else wording.percent(row.percent, language, 1),
            texts.points(row.max_printed, language),
        )
        for row in texts.rows(drawn)
    )
    columns = (
        Column(say("Blok")),
        Column(say("Nilai"), is_number=True),
        Column(say("Nilai maksimal formulir"), is_number=True),
        Column(say("Persen"), is_number=True),
        Column(say("Nilai maksimal tercetak"), is_number=True),
    )
    return Table(say("Nilai setiap blok"), columns, rows)


def provenance(form: Instrument, language: str) -> str:
    """Where the maxima of a form come from."""
    say = speaker(language)
    return say("Nilai maksimal: {provenance}.", provenance=form.provenance.in_(language))


def points(score: float, language: str) -> str:
    """Points, or that they are not reported."""
    if pd.isna(score):
        return wording.word("not_reported", language)
    return wording.number(score, language)


def defects(form: Instrument, language: str) -> Listing:
    """What is known to be wrong with the form: stated, not repaired."""
    say = speaker(language)
    rows = tuple(
        (defect.title.in_(language), defect.description.in_(language))
        for defect in form.known_defects
    )
    title = say.count("{n} cacat formulir yang diketahui", len(rows))
    columns = (Column(say("Cacat")), Column(say("Penjelasan")))
    table = Table(title, columns, rows, is_prose=True)
    return Listing("defects", title, table, is_open=False)


def largest(run: Run, region: str, assessment: str, language: str) -> Listing:
    """The questions with most points open; those of unknown wording are counted, not listed."""
    total = of_questions(gaps.totals(run, region, assessment))
    say = speaker(language)
    if total is None:
        return Listing(
            "largest",
            say("Pertanyaan dengan poin belum diraih terbanyak"),
            None,
            empty=say(
                "Rincian per pertanyaan belum dimuat; adanya pada rekap penilaian mandiri yang "
                "disimpan Gugus Tugas KLA."
            ),
        )
    rows = tuple(
        (
            texts.item(row, language),
            offices(row.offices, language),
            wording.number(row.open, language),
        )
        for row in texts.rows(gaps.largest(run, region, assessment, LARGEST))
    )
    columns = (
        Column(say("Pertanyaan")),
        Column(say("Perangkat daerah")),
        Column(say("Poin"), is_number=True),
    )
    title = say.count("{n} pertanyaan dengan poin belum diraih terbanyak", len(rows))
    whole = say(
        "Dari seluruhnya {open} poin belum diraih pada {n} pertanyaan.",
        open=wording.number(total.open, language),
        n=int(total.items_open),
    )
    return Listing(
        "largest",
        title,
        Table(title, columns, rows),
        subtitle=whole,
        notes=unknown_notes(gaps.open_points(run, region, assessment, "question"), language),
    )


def of_questions(totals: pd.DataFrame) -> texts.Row | None:
    """The sums at question level; None when questions are not loaded."""
    return next(texts.rows(totals[totals["level"] == "question"]), None)


def unknown_notes(questions: pd.DataFrame, language: str) -> tuple[Note, ...]:
    """How many questions have no known wording, what they are worth, and the largest of them."""
    unknown = questions[~questions["text_known"]]
    still_open = unknown[unknown["open"] > 0].sort_values("open", ascending=False, kind="stable")
    if still_open.empty:
        return ()
    first = next(texts.rows(still_open))
    sentence = speaker(language).count(
        "{n} pertanyaan yang bunyinya tidak diketahui masih terbuka ({open} poin) dan tidak "
        "diurutkan; terbesar {points} poin: indikator {indicator}, no. {question}. Periksa pada "
        "formulir asal.",
        len(still_open),
        open=wording.number(still_open["open"].sum(), language),
        points=wording.number(first.open, language),
        indicator=first.indicator,
        question=first.question,
    )
    return (Note(sentence),)


def offices(ids: object, language: str) -> str:
    """The titles of the offices named, several marked as shared, or that none is."""
    say = speaker(language)
    if not texts.text(ids):
        return say("tidak disebut")
    known = texts.catalogue().offices
    titles = [known[one].title.in_(language) for one in texts.text(ids).split("; ")]
    listed = ", ".join(titles)
    return listed if len(titles) == 1 else say("bersama: {offices}", offices=listed)
