"""What verification made of the self-assessment: stages apart, questions and offices with reasons.

Only stages of one cycle stand beside each other; between cycles percent of the maximum alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.figures import gap as figures
from dashboard.language import Say, speaker
from dashboard.parts import texts
from dashboard.parts.blocks import offices
from dashboard.parts.score import assessment_titles, no_score
from dashboard.parts.shapes import Chart, Column, Listing, Note, Table
from dashboard.queries import edition as edition_queries
from dashboard.queries import scores
from dashboard.queries import stages as queries
from dashboard.queries.contract import Run
from indicators import stage_loss, wording, wording_scores

MOST_BARS = 15
"""Questions drawn; the table holds all of them."""


@dataclass(frozen=True)
class Stages:
    """Every score by stage; of one pair of stages what questions and offices lost."""

    sentence: str
    scores: Listing | None
    chart: Chart | None = None
    questions: Listing | None = None
    offices: Listing | None = None
    missing: tuple[Note, ...] = ()


def pairs(run: Run, region: str, language: str) -> dict[str, str]:
    """The later stages whose items stand beside those of the self-assessment, latest first."""
    return {
        row.pair: f"{wording.word(row.to_stage, language)} {row.printed_year}"
        for row in texts.rows(queries.pairs(run, region))
    }


def of_region(run: Run, region: str, name: str, pair: str, language: str) -> Stages:
    """The stages of a kabupaten/kota; `pair` is one of `pairs`, empty where there is none."""
    totals = queries.totals(run, region)
    told = [_told(row, name, language) for row in texts.rows(totals)]
    every = _scores(run, region, language)
    if not pair:
        missing = _missing(run, region, name, totals, language)
        return Stages(told[0] if told else "", every, missing=missing)
    frame = queries.items(run, region, pair, "question")
    every_pair = queries.pairs(run, region)
    found = every_pair[every_pair["pair"] == pair].iloc[0]
    edition = edition_queries.edition(run).iloc[0]
    lost = (
        wording_scores.loss_sentence(
            language, questions=int(found["questions"]), lost=float(found["lost"]),
            given=float(found["given"]),
        )
        if found["questions"]
        else ""
    )  # fmt: skip
    whole = next((one for one, key in zip(told, totals["pair"], strict=True) if key == pair), "")
    return Stages(
        sentence=" ".join(part for part in (whole, lost) if part),
        scores=every,
        chart=_chart(frame, region, language, edition),
        questions=_questions(frame, language, edition),
        offices=_offices(queries.offices(run, region, pair), language),
        missing=() if len(frame) else _no_questions(name, language),
    )


def _told(row: texts.Row, name: str, language: str) -> str:
    return wording_scores.stage_sentence(
        language,
        region=name,
        year=int(row.printed_year),
        before=float(row.before),
        after=float(row.after),
        stage=row.stage,
        maxima=(float(row.max_before), float(row.max_after)),
        bases=(row.basis_before, row.basis_after),
    )


def _missing(
    run: Run, region: str, name: str, totals: pd.DataFrame, language: str
) -> tuple[Note, ...]:
    """What is not loaded, and who holds it, where no items of two stages stand side by side."""
    if not assessment_titles(run, region, language):
        return (Note(no_score(run, region, name, language), "caution"),)
    if len(totals):
        return _no_questions(name, language)
    say = speaker(language)
    held = say(
        "Dari {region} belum ada nilai mandiri dan hasil verifikasi dari siklus yang sama. Hasil "
        "verifikasi administrasi ada pada tim verifikasi provinsi, salinannya pada Gugus Tugas "
        "KLA; isikan pada templat rekap dengan tahapannya dan alasan verifikator, lalu muat.",
        region=name,
    )
    return (Note(held, "caution"),)


def _no_questions(name: str, language: str) -> tuple[Note, ...]:
    say = speaker(language)
    held = say(
        "Dari {region} hanya nilai total kedua tahap yang dimuat. Nilai per pertanyaan beserta "
        "alasan verifikator ada pada tim verifikasi provinsi dan Gugus Tugas KLA; isikan pada "
        "templat rekap, satu berkas setiap tahap, lalu muat.",
        region=name,
    )
    return (Note(held, "caution"),)


def _scores(run: Run, region: str, language: str) -> Listing | None:
    """Every score of the region with its stage, cycle and percent; None without any."""
    frame = scores.assessments(run, region)
    if frame.empty:
        return None
    return every_score(run, frame, language)


def every_score(run: Run, frame: pd.DataFrame, language: str) -> Listing:
    """Scores stage by stage, each as points and as percent of the maximum of its own cycle."""
    say = speaker(language)
    rows = tuple(
        (
            str(row.printed_year),
            wording.word(row.stage, language),
            texts.text(row.instrument_id) or say("tidak disebut"),
            wording.number(row.value, language),
            wording.number(row.max_value, language),
            wording.percent(row.percent, language, 1),
            texts.text(row.publisher),
        )
        for row in texts.rows(frame)
    )
    columns = (
        Column(say("Tahun pada sumber")),
        Column(say("Tahap")),
        Column(say("Formulir")),
        Column(say("Nilai"), is_number=True),
        Column(say("Nilai maksimal"), is_number=True),
        Column(say("Persen"), is_number=True),
        Column(say("Penerbit")),
    )
    title = say("Semua nilai yang dimuat")
    return Listing(
        "all_scores",
        title,
        Table(title, columns, rows),
        subtitle=wording_scores.cycles_sentence(language),
    )


def _chart(frame: pd.DataFrame, region: str, language: str, edition: pd.Series) -> Chart | None:
    """The questions that lost most of what was claimed."""
    lost = frame[frame["text_known"] & (frame["lost"] > 0)]
    if lost.empty:
        return None
    say = speaker(language)
    drawn = lost.head(MOST_BARS)
    bars = pd.DataFrame(
        {
            "title": [texts.item(row, language) for row in texts.rows(drawn)],
            "open": drawn["lost"].to_numpy(),
            "max_score": drawn["before"].to_numpy(),
            "kind": "bukti",
        }
    )
    first = next(texts.rows(drawn))
    return Chart(
        key="lost",
        title=say(
            "{points} poin berkurang pada {title}",
            points=wording.number(first.lost, language),
            title=bars["title"].iloc[0],
        ),
        subtitle=say("Poin yang berkurang, dari nilai mandiri setiap pertanyaan"),
        figure=figures.open_points(bars, language, by_kind=False),
        alt=figures.open_points_alt(bars, language, by_kind=False),
        sources=texts.sources(frame, language),
        download=texts.download(
            frame.assign(region_code=region),
            ("region_code", "indicator", "question", "title", "title_en", "offices", "max_score",
             "before", "after", "lost", "kept", "reason", "from_cell", "to_cell"),
            f"kla-tahap-{region}",
            edition,
        ),
    )  # fmt: skip


def _questions(frame: pd.DataFrame, language: str, edition: pd.Series) -> Listing | None:
    changed = frame[frame["lost"] != 0]
    if frame.empty:
        return None
    say = speaker(language)
    inside = edition["edition"] == "internal"
    rows = tuple(
        (
            texts.item(row, language),
            offices(row.offices, language),
            wording.number(row.before, language),
            wording.number(row.after, language),
            wording.number(-row.lost, language),
            texts.text(row.reason) or (say("tidak disebut") if inside else texts.NONE),
            f"{row.from_cell} → {row.to_cell}",
        )
        for row in texts.rows(changed)
    )
    columns = (
        Column(say("Pertanyaan")),
        Column(say("Perangkat daerah")),
        Column(say("Nilai mandiri"), is_number=True),
        Column(say("Sesudah verifikasi"), is_number=True),
        Column(say("Perubahan"), is_number=True),
        Column(say("Alasan verifikator")),
        Column(say("Sel")),
    )
    title = say.count("{n} pertanyaan berubah nilainya", len(rows))
    hidden = () if inside else (Note(say("Alasan verifikator: hanya versi internal.")),)
    return Listing(
        "stage_questions",
        title,
        Table(title, columns, rows, is_prose=True) if rows else None,
        empty=say("Tidak ada pertanyaan yang berubah nilainya."),
        notes=hidden,
        is_open=len(rows) <= MOST_BARS,
    )


def _offices(frame: pd.DataFrame, language: str) -> Listing | None:
    if frame.empty:
        return None
    say = speaker(language)
    rows = tuple(
        (
            _office(row.office, say),
            _counted(row, say),
            wording.number(row.before, language),
            wording.number(row.after, language),
            wording.number(row.lost, language),
            wording_scores.kept_words(language, None if pd.isna(row.kept) else float(row.kept)),
        )
        for row in texts.rows(frame)
    )
    columns = (
        Column(say("Perangkat daerah")),
        Column(say("Pertanyaan"), is_number=True),
        Column(say("Nilai mandiri"), is_number=True),
        Column(say("Sesudah verifikasi"), is_number=True),
        Column(say("Berkurang"), is_number=True),
        Column(say("Bertahan"), is_number=True),
    )
    title = say("Poin yang bertahan menurut perangkat daerah")
    return Listing(
        "stage_offices",
        title,
        Table(title, columns, rows),
        subtitle=say(
            "Riwayat sendiri adalah penduga terbaik bagi verifikasi berikutnya. Pertanyaan "
            "bersama tercatat pada setiap perangkat daerahnya, jadi tidak boleh dijumlahkan."
        ),
    )


def _counted(row: texts.Row, say: Say) -> str:
    if not row.shared:
        return str(row.questions)
    return say("{n}, {shared} bersama", n=row.questions, shared=row.shared)


def _office(office: str, say: Say) -> str:
    if office == stage_loss.NO_OFFICE:
        return say("Tidak disebut")
    return texts.catalogue().offices[office].title.in_(say.language)
