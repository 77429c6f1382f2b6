"""The page for the head of office: where the region stands, what is uncertain, what weighs most."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from dashboard.parts import blocks, levels, overview, quality, score, texts
from dashboard.parts.shapes import Mark
from dashboard.queries import cases, gaps, glance, scores
from dashboard.report.about import About, single
from dashboard.report.document import (
    Band,
    Column,
    Figure,
    Gap,
    Grid,
    Head,
    Prose,
    Ruler,
    Score,
    Verdict,
    VerdictCode,
)
from indicators import wording
from indicators.quality import MARKS

AWARDS: Final = 4
"""Awards listed, the latest first."""
LARGEST: Final = 5
SEVERAL: Final = 2


def of_regency(about: About, assessment: str) -> Head:
    """A kabupaten/kota with an assessment, or (empty) without one."""
    return Head(
        sentence=_sentence(about, assessment),
        score=_score(about, assessment) if assessment else None,
        scores=_scores(about),
        awards=awards(about),
        uncertain=tuple(_uncertain(about, assessment)),
        gaps=tuple(_largest(about, assessment)) if assessment else (),
        verdict=trend(about),
    )


def of_parent(about: About) -> Head:
    """A province or the nation, through its kabupaten/kota."""
    found = overview.of_parent(about.run, about.code, about.place.name, about.language)
    return Head(
        sentence=about.tallied(found.sentence),
        uncertain=tuple(_of_reports(about)),
        verdict=trend(about),
    )


def main_total(totals: pd.DataFrame) -> pd.DataFrame:
    """The total of an assessment that the pages name first."""
    return totals.head(1)


def _sentence(about: About, assessment: str) -> Prose:
    name, language = about.place.name, about.language
    if not assessment:
        return score.no_score(about.run, about.code, name, language)
    first = main_total(scores.totals(about.run, about.code, assessment))
    text = score.sentence(about.run, first.iloc[0], about.code, name, language)
    return about.said(text, _of_total(about, first))


def _of_total(about: About, first: pd.DataFrame) -> Iterator[Figure]:
    """The figures of a total: itself, its maximum, and how far the next band is."""
    row, say = next(texts.rows(first)), about.say
    yield _points(about, first)
    yield about.figure(wording.number(row.max_value, about.language), first, say("nilai maksimal"))
    if pd.notna(row.points_to_next):
        yield about.figure(
            wording.number(row.points_to_next, about.language),
            first,
            say("batas bawah peringkat − nilai"),
        )


def _points(about: About, first: pd.DataFrame) -> Figure:
    row = next(texts.rows(first))
    how = (
        about.say("tercetak")
        if row.basis == "total"
        else about.say("jumlah: {basis}", basis=wording.word(row.basis, about.language))
    )
    return about.figure(wording.number(row.value, about.language), first, how)


def _score(about: About, assessment: str) -> Score:
    totals = scores.totals(about.run, about.code, assessment)
    first, language = main_total(totals), about.language
    row = next(texts.rows(first))
    figure, maximum, *_ = _of_total(about, first)
    stage = wording.word(row.stage, language)
    basis = about.basis(assessment)
    remark = wording.word("self_is_no_rank", language) if row.stage == "mandiri" else (
        wording.word("verified_is_no_rank", language) if row.stage.startswith("verif") else ""
    )  # fmt: skip
    return Score(
        figure=figure,
        maximum=maximum,
        stage=stage,
        cycle=basis.partition(" · ")[2].removesuffix("."),
        remark=remark,
        ruler=_ruler(about, row, stage) if pd.notna(row.band) else None,
    )


def _ruler(about: About, row: texts.Row, stage: str) -> Ruler:
    """The bands as they are printed: the gaps between them stay gaps."""
    language = about.language
    bands = tuple(
        Band(
            title=one.title.in_(language),
            printed=wording.range_(one.lower, one.upper, language),
            low=float(one.lower),
            high=float(one.upper),
        )
        for one in texts.catalogue().bands
    )
    highest = max(one.high for one in bands)
    marked = f"{stage} {wording.number(row.value, language)}"
    names = ", ".join(f"{one.title} {one.printed}" for one in bands)
    return Ruler(
        maximum=highest,
        bands=bands,
        value=min(float(row.value), highest),
        marked=marked,
        alt=f"{marked}. {names}.",
    )


def _scores(about: About) -> Grid | None:
    """Every score loaded, stages apart; None where there is only one."""
    frame = scores.assessments(about.run, about.code)
    if len(frame) < SEVERAL:
        return None
    say, language = about.say, about.language
    rows = []
    for row in texts.rows(frame):
        first = main_total(scores.totals(about.run, about.code, row.assessment))
        rows.append((
            str(row.printed_year),
            wording.word(row.stage, language),
            _points(about, first),
            texts.text(row.publisher),
        ))  # fmt: skip
    columns = (
        Column(say("Tahun pada sumber")),
        Column(say("Tahap"), share=1.3),
        Column(say("Nilai"), is_number=True),
        Column(say("Penerbit"), share=1),
    )
    note = say("Tahap yang berbeda tidak dibandingkan dan tidak dirata-ratakan.")
    return Grid(say("Semua nilai yang dimuat"), columns, tuple(rows), (note,))


def awards(about: About) -> Grid | None:
    """The latest awards, a row a year and award; None where none is loaded."""
    frame = scores.awards(about.run, about.code)
    if frame.empty:
        return None
    say = about.say
    first = frame.drop_duplicates(["award_year", "award"]).head(AWARDS)
    rows = tuple(
        (
            str(row.award_year),
            about.figure(texts.code_title("award", row.award, about.language), own),
            texts.text(row.publisher),
        )
        for row, own in single(first)
    )
    columns = (Column(say("Tahun penghargaan")), Column(say("Peringkat"), share=1),
               Column(say("Penerbit"), share=2))  # fmt: skip
    return Grid(say("Riwayat penghargaan KLA"), columns, rows)


def _uncertain(about: About, assessment: str) -> Iterator[Prose]:
    """What limits the page: totals that differ, cells that do not add up, unknown questions."""
    run, language, say = about.run, about.language, about.say
    if assessment:
        totals = scores.totals(run, about.code, assessment)
        if not totals["agrees"].all():
            figures = [_points(about, own) for _, own in single(totals)]
            figures += _of_total(about, main_total(totals))
            yield about.said(levels.sentence(totals, language), figures)
        if "question" in set(totals["basis"]):
            for note in levels.maxima_note(run, about.code, assessment, language):
                yield about.counted(note.text, totals, say("jumlah nilai maksimal"))
        marks = quality.of_scores(main_total(totals), language)
        yield from _told(about, say("Mutu angka nilai"), marks)
        differ = len(scores.discrepancies(run, about.code, assessment))
        if differ:
            told = say(
                "{told}; semuanya ada di bagian {part}.",
                part=say("Capaian menurut blok"),
                told=say.count("{n} selisih dalam berkas ini", differ),
            )
            yield about.counted(told, totals, say("banyaknya"))
        questions = gaps.open_points(run, about.code, assessment, "question")
        for note in blocks.unknown_notes(questions, language):
            unknown = questions[~questions["text_known"] & (questions["open"] > 0)]
            yield about.counted(note.text, unknown, say("maksimum − nilai"))
    given = scores.awards(run, about.code).drop_duplicates(["award_year", "award"]).head(AWARDS)
    yield from _told(about, say("Mutu penghargaan"), quality.of_scores(given, language, "award"))
    yield from _of_reports(about)


def _of_reports(about: About) -> Iterator[Prose]:
    """That reports are not incidence, which years are partial, which are hidden."""
    frame = cases.latest(about.run, about.code, texts.catalogue().cases)
    if frame.empty:
        return
    yield wording.word("reports_not_incidence", about.language)
    yield from _told(about, about.say("Mutu angka laporan"), quality.marks(frame, about.language))
    partial = frame[frame["is_partial"]]
    told = dict.fromkeys(texts.period(row, about.language) for row in texts.rows(partial))
    if told:
        yield about.say("Angka laporan terbaru baru sebagian tahun: {periods}.",
                        periods=", ".join(told))  # fmt: skip


def _told(about: About, whose: str, marks: tuple[Mark, ...]) -> Iterator[Prose]:
    """The quality marks that ask for care, in words: the shapes are not in the typeface."""
    good = quality.sign(MARKS[0], about.language)
    for one in marks:
        if one.sign != good:
            word = one.sign.partition(" ")[2]
            yield f"{whose}: {word} {one.told}"


def _largest(about: About, assessment: str) -> Iterator[Gap]:
    """The questions with most points open whose wording is known."""
    language, kinds = about.language, texts.catalogue().kinds
    frame = gaps.largest(about.run, about.code, assessment, LARGEST)
    for row, own in single(frame):
        yield Gap(
            title=texts.item(row, language),
            points=about.figure(
                wording.number(row.open, language), own, about.say("maksimum − nilai")
            ),
            office=blocks.offices(row.offices, language),
            kind=kinds[row.kind].in_(language),
        )


def trend(about: About) -> Verdict | None:
    """The verdict on the longest series of reports; None where there is none."""
    measure = glance.fullest(about.run, about.code, texts.catalogue().cases)
    return verdict(about, measure) if measure else None


def verdict(about: About, measure: str) -> Verdict:
    """What a measure may be said to show; its numbers stand on the years it was drawn from."""
    found = about.verdict(measure)
    figures = cases.series(about.run, about.code, measure, cases.CHOSEN)
    how = about.say("tren (lihat Metode)")
    code: VerdictCode = found.code  # type: ignore[assignment]
    return Verdict(code, found.word, found.about, about.counted(found.sentence, figures, how))
