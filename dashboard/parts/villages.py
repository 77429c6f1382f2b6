"""Kecamatan dan Desa: how many areas have what the form asks, and who is nearest to complete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard.figures import shares as figures
from dashboard.language import Say, speaker
from dashboard.parts import texts
from dashboard.parts.shapes import Chart, Column, Listing, Note, Table
from dashboard.queries import edition as edition_queries
from dashboard.queries import villages as queries
from dashboard.queries.contract import Run
from indicators import wording, wording_villages

KECAMATAN, DESA = "kecamatan", "desa"
MOST_AREAS: Final = 15
"""Areas listed; the download has all of them."""


@dataclass(frozen=True)
class Shares:
    """One level of the checklist: the share of areas by question, then the areas themselves."""

    chart: Chart
    nearest: Listing
    unanswered: Listing | None


def form_titles(run: Run, region: str, language: str) -> dict[str, str]:
    """The forms a checklist of the region is loaded for, the newest first."""
    return {
        row.instrument_id: row.title_en if language == "en" else row.title
        for row in texts.rows(queries.forms(run, region))
    }


def level_titles(run: Run, region: str, form: str, language: str) -> dict[str, str]:
    """The levels that the checklist has areas of."""
    say = speaker(language)
    words = {DESA: say("Desa/kelurahan"), KECAMATAN: say("Kecamatan")}
    known = set(queries.questions(run, region, form)["level"])
    return {level: title for level, title in words.items() if level in known}


def sentence(run: Run, region: str, form: str, language: str) -> str:
    """What the whole checklist comes to, and in how many villages PATBM runs."""
    frame = queries.questions(run, region, form)
    areas = frame.groupby("level")["areas"].max()
    told = wording_villages.checklist_sentence(
        language,
        kecamatan=int(areas.get(KECAMATAN, 0)),
        desa=int(areas.get(DESA, 0)),
        points=float(frame["points"].sum()),
        points_if_all=float(frame["points_if_all"].sum()),
        max_score=float(frame["max_score"].sum()),
    )
    patbm = frame[frame["is_patbm"] & (frame["level"] == DESA)]
    if patbm.empty:
        return told
    one = patbm.iloc[0]
    covered = wording_villages.coverage_sentence(
        language,
        name=queries.PATBM,
        areas=int(one["areas"]),
        fulfilled=int(one["fulfilled"]),
        answered=int(one["answered"]),
    )
    return f"{told} {covered}"


def workbook_note(language: str) -> Note:
    """What the workbook is for, and what it never holds in the public edition."""
    return Note(
        speaker(language)(
            "Daftar periksa adalah buku kerja Excel: satu baris satu kecamatan atau "
            "desa/kelurahan, ya atau tidak pada setiap pertanyaan. Jawaban tentang perkawinan, "
            "gizi, dan anak yang "
            "bekerja menurut wilayah hanya ada pada versi internal dan tidak pernah pada bahan "
            "musrenbang."
        )
    )


def of_level(run: Run, region: str, form: str, level: str, language: str) -> Shares:
    """The questions and areas of one level."""
    questions = queries.questions(run, region, form)
    questions = questions[questions["level"] == level]
    areas = queries.areas(run, region, form, level)
    edition = edition_queries.edition(run).iloc[0]
    return Shares(
        chart=_chart(questions, (region, form, level), edition, language),
        nearest=_nearest(areas, (region, form, level), edition, language),
        unanswered=_unanswered(queries.unanswered(run, region, form, level), level, language),
    )


def _chart(
    frame: pd.DataFrame, about: tuple[str, str, str], edition: pd.Series, language: str
) -> Chart:
    say = speaker(language)
    known = frame[frame["text_known"]]
    order = known.assign(left=known["max_score"] - known["points"])
    order = order.sort_values(["left", "position"], ascending=[False, True])
    first = next(texts.rows(order))
    drawn = pd.DataFrame(
        {
            "title": [texts.item(row, language) for row in texts.rows(order)],
            "share": 100 * order["fulfilled"] / order["areas"],
            "open_share": 100 * (order["areas"] - order["answered"]) / order["areas"],
            "label": [_label(row, say) for row in texts.rows(order)],
        }
    )
    notes = [Note(wording_villages.points_rule(language))]
    if edition["edition"] == "public":
        told = say("Versi publik tidak memuat pertanyaan tentang perkawinan anak, gizi, dan anak "
                   "yang bekerja beserta poinnya; lihat versi internal.")  # fmt: skip
        notes.append(Note(told))
    if len(known) < len(frame):
        notes.append(
            Note(say.count("{n} pertanyaan yang bunyinya tidak diketahui hanya ada pada tabel.",
                           len(frame) - len(known)))
        )  # fmt: skip
    return Chart(
        key=f"wilayah_{about[2]}",
        title=say("{points} poin belum diraih pada {title}", title=texts.item(first, language),
                  points=wording.number(first.left, language, 1)),
        subtitle=say("Bagian wilayah yang memenuhi (gelap) dan yang belum menjawab (arsir); "
                     "poin yang paling banyak tersisa lebih dahulu"),
        figure=figures.shares(drawn, language),
        alt=figures.shares_alt(drawn),
        sources=texts.sources(frame, language),
        notes=tuple(notes),
        table=_table(frame, language),
        download=texts.download(
            frame,
            ("region_code", "instrument_id", "level", "indicator", "question", "title", "title_en",
             "areas", "answered", "fulfilled", "percent", "percent_if_all", "points",
             "points_if_all", "max_score", "score"),
            f"kla-{about[2]}-pertanyaan-{about[0]}",
            edition,
        ),
    )  # fmt: skip


def _label(row: texts.Row, say: Say) -> str:
    """45% · 4,5 dari 10 poin; where a no is what counts, it says so."""
    share = wording.percent(100 * row.fulfilled / row.areas, say.language, 0)
    if row.better == "lower":
        share = say("{share} menjawab tidak", share=share)
    points, most = (wording.number(one, say.language) for one in (row.points, row.max_score))
    return say("{share} · {points} dari {max} poin", share=share, points=points, max=most)


def _table(frame: pd.DataFrame, language: str) -> Table:
    say = speaker(language)
    rows = tuple(
        (
            texts.item(row, language) if row.text_known
            else say("{title} (bunyi tidak diketahui)", title=texts.item(row, language)),
            wording.number(row.fulfilled, language, 0),
            wording.number(row.areas, language, 0),
            wording.number(row.areas - row.answered, language, 0),
            wording.percent(row.percent, language, 1),
            wording.number(row.points, language),
            wording.number(row.max_score, language),
            texts.points(row.score, language),
        )
        for row in texts.rows(frame)
    )  # fmt: skip
    columns = (
        Column(say("Pertanyaan")),
        Column(say("Memenuhi"), is_number=True),
        Column(say("Wilayah"), is_number=True),
        Column(say("Belum menjawab"), is_number=True),
        Column(say("Persen seperti ditanyakan"), is_number=True),
        Column(say("Poin menurut daftar"), is_number=True),
        Column(say("Nilai maksimal"), is_number=True),
        Column(say("Nilai mandiri"), is_number=True),
    )
    return texts.lean(Table(say("Semua pertanyaan"), columns, rows))


def _nearest(
    areas: pd.DataFrame, about: tuple[str, str, str], edition: pd.Series, language: str
) -> Listing:
    say = speaker(language)
    left = areas["missing"] + areas["unanswered"]
    open_areas = areas[left > 0].assign(left=left[left > 0])
    shown = open_areas.head(MOST_AREAS)
    fewest = int(open_areas["left"].min()) if len(open_areas) else 0
    rows = tuple(
        (
            f"{row.name} ({row.area_code})",
            texts.text(row.kecamatan_name) or texts.NONE,
            wording.number(row.missing, language, 0),
            wording.number(row.unanswered, language, 0),
            wording.number(row.points_open, language, 3),
            row.missing_questions.replace("; ", ", "),
        )
        for row in texts.rows(shown)
    )
    columns = (
        Column(say("Wilayah")),
        Column(say("Kecamatan")),
        Column(say("Belum terpenuhi"), is_number=True),
        Column(say("Belum dijawab"), is_number=True),
        Column(say("Poin bila lengkap"), is_number=True),
        Column(say("Pertanyaan yang tersisa")),
    )
    title = say("Wilayah yang paling dekat lengkap")
    return Listing(
        f"terdekat_{about[2]}",
        title,
        texts.lean(Table(title, columns, rows)) if rows else None,
        subtitle=wording_villages.nearest_sentence(
            language,
            complete=len(areas) - len(open_areas),
            areas=len(areas),
            nearest=int((open_areas["left"] == fewest).sum()) if len(open_areas) else 0,
            left=fewest,
            level=about[2],
        ),
        empty=say("Semua wilayah sudah lengkap."),
        sources=texts.sources(shown if len(shown) else areas.head(1), language),
        download=texts.download(
            areas,
            ("region_code", "instrument_id", "level", "area_code", "name", "parent_code",
             "position", "asked", "fulfilled", "missing", "unanswered", "points_open",
             "missing_questions"),
            f"kla-{about[2]}-terdekat-{about[0]}",
            edition,
        ),
    )  # fmt: skip


def _unanswered(frame: pd.DataFrame, level: str, language: str) -> Listing | None:
    """Who has still to answer, kecamatan by kecamatan; None where all is answered."""
    if frame.empty:
        return None
    say = speaker(language)
    rows = tuple(
        (
            f"{row.name} ({row.kecamatan})",
            wording.number(row.areas, language, 0),
            wording.number(row.silent, language, 0),
            wording.number(row.unanswered, language, 0),
            wording.number(row.asked, language, 0),
        )
        for row in texts.rows(frame)
    )
    columns = (
        Column(say("Kecamatan")),
        Column(say("Wilayah"), is_number=True),
        Column(say("Tanpa satu jawaban pun"), is_number=True),
        Column(say("Jawaban yang belum ada"), is_number=True),
        Column(say("Jawaban seluruhnya"), is_number=True),
    )
    title = say("Yang belum dijawab, menurut kecamatan")
    return Listing(f"belum_{level}", title, Table(title, columns, rows), is_open=False)
