"""Kecamatan dan Desa: one question kecamatan by kecamatan, the regencies of a province, and what
to do where no checklist is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.figures import shares as figures
from dashboard.language import speaker
from dashboard.parts import texts
from dashboard.parts.shapes import Chart, Column, Listing, Note, Table
from dashboard.parts.villages import DESA
from dashboard.queries import edition as edition_queries
from dashboard.queries import villages as queries
from dashboard.queries.contract import Run
from indicators import codes, wording, wording_villages


@dataclass(frozen=True)
class Below:
    """The kabupaten/kota of a province or of the nation with their checklists."""

    sentence: str
    regencies: Listing | None


def question_titles(run: Run, region: str, form: str, language: str) -> dict[str, str]:
    """The questions asked of desa/kelurahan by code (26-15), PATBM first."""
    frame = queries.questions(run, region, form)
    frame = frame[(frame["level"] == DESA) & frame["text_known"]]
    frame = frame.sort_values(["is_patbm", "position"], ascending=[False, True])
    return {
        f"{row.indicator}-{row.question}": texts.item(row, language) for row in texts.rows(frame)
    }


def kecamatan_titles(run: Run, region: str, form: str, language: str) -> dict[str, str]:
    """The kecamatan of the checklist by code; `semua` stands for all of them."""
    frame = queries.areas(run, region, form, "kecamatan").sort_values("area_code")
    names = {row.area_code: f"{row.name} ({row.area_code})" for row in texts.rows(frame)}
    return {codes.ALL: speaker(language)("Semua kecamatan"), **names} if names else {}


def by_kecamatan(
    run: Run, region: str, form: str, question: str, title: str, language: str
) -> Chart | None:
    """One question of the villages, kecamatan by kecamatan; None where the checklist has none."""
    frame = queries.of_kecamatan(run, region, form, question)
    if frame.empty:
        return None
    say = speaker(language)
    frame = frame.assign(share=100 * frame["fulfilled"] / frame["areas"])
    named = [texts.text(row.kecamatan_name) or row.kecamatan for row in texts.rows(frame)]
    drawn = pd.DataFrame(
        {
            "title": named,
            "share": frame["share"],
            "open_share": 100 * (frame["areas"] - frame["answered"]) / frame["areas"],
            "label": [
                say("{fulfilled} dari {areas} · {open} belum menjawab", fulfilled=row.fulfilled,
                    areas=row.areas, open=row.areas - row.answered)
                for row in texts.rows(frame)
            ],
        }
    )  # fmt: skip
    return Chart(
        key="per_kecamatan",
        title=title,
        subtitle=say("Desa/kelurahan yang memenuhi (gelap) dan yang belum menjawab (arsir), "
                     "menurut kecamatan; urut kode wilayah"),
        figure=figures.shares(drawn, language),
        alt=figures.shares_alt(drawn),
        sources=texts.sources(frame, language),
        notes=(Note(say("Poin setiap kecamatan adalah bagiannya dari poin kabupaten/kota menurut "
                        "jumlah desa/kelurahannya.")),),
        table=_kecamatan_table(frame, named, title, language),
        download=texts.download(
            frame,
            ("region_code", "instrument_id", "kecamatan", "kecamatan_name", "indicator",
             "question", "title", "areas", "answered", "fulfilled", "percent", "points",
             "points_if_all", "max_score"),
            f"kla-desa-{question}-{region}",
            edition_queries.edition(run).iloc[0],
        ),
    )  # fmt: skip


def _kecamatan_table(frame: pd.DataFrame, named: list[str], title: str, language: str) -> Table:
    say = speaker(language)
    rows = tuple(
        (
            f"{name} ({row.kecamatan})",
            wording.number(row.fulfilled, language, 0),
            wording.number(row.areas, language, 0),
            wording.number(row.areas - row.answered, language, 0),
            wording.percent(row.share, language, 1),
            wording.number(row.points, language),
            wording.number(row.max_score, language),
        )
        for name, row in zip(named, texts.rows(frame), strict=True)
    )
    columns = (
        Column(say("Kecamatan")),
        Column(say("Memenuhi"), is_number=True),
        Column(say("Desa/kelurahan"), is_number=True),
        Column(say("Belum menjawab"), is_number=True),
        Column(say("Persen yang memenuhi"), is_number=True),
        Column(say("Poin menurut daftar"), is_number=True),
        Column(say("Nilai maksimal"), is_number=True),
    )
    return Table(title, columns, rows)


def nothing(run: Run, name: str, language: str) -> str:
    """That no checklist is loaded, what depends on it, and who can answer it."""
    worth = queries.worth(run)
    return wording_villages.missing_sentence(
        language,
        region=name,
        kecamatan=float(worth["kecamatan"].sum()),
        desa=float(worth["desa"].sum()),
    )


def below(run: Run, region: str, name: str, language: str) -> Below:
    """Which kabupaten/kota have a checklist, and what it comes to."""
    frame = queries.below(run, region)
    loaded = frame[frame["instrument_id"].notna()]
    told = wording_villages.below_sentence(
        language, region=name, loaded=len(loaded), regencies=len(frame)
    )
    if loaded.empty:
        return Below(told, None)
    say = speaker(language)
    rows = tuple(
        (
            row.name,
            wording.number(row.kecamatan, language, 0),
            wording.number(row.desa, language, 0),
            wording.percent(100 * row.answered / row.asked, language, 0),
            say("{points} dari {max}", points=wording.number(row.points, language, 1),
                max=wording.number(row.max_score, language)),
            wording.percent(row.patbm, language, 0) if pd.notna(row.patbm) else texts.NONE,
        )
        for row in texts.rows(loaded.fillna({"kecamatan": 0, "desa": 0}))
    )  # fmt: skip
    columns = (
        Column(say("Kabupaten/kota")),
        Column(say("Kecamatan"), is_number=True),
        Column(say("Desa/kelurahan"), is_number=True),
        Column(say("Sudah dijawab"), is_number=True),
        Column(say("Poin menurut daftar"), is_number=True),
        Column(say("Desa/kelurahan dengan PATBM"), is_number=True),
    )
    title = say("Daftar periksa yang dimuat; urut kode wilayah, bukan peringkat")
    listing = Listing("daftar_desa", title, Table(title, columns, rows),
                      notes=(Note(wording_villages.points_rule(language)),))  # fmt: skip
    return Below(told, listing)
