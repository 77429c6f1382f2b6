"""Awards: of one kabupaten/kota over the years, and of all those in a province or the nation."""

from __future__ import annotations

import pandas as pd

from dashboard.language import speaker
from dashboard.parts import quality, texts
from dashboard.parts.shapes import Column, Listing, Note, Table
from dashboard.queries import below, scores
from dashboard.queries.contract import Run
from indicators import codes, wording

_ORDER = (*reversed(codes.AWARDS[:-1]), codes.AWARDS[-1])
"""Highest rank first, no award after the lowest, unknown last."""


def history(run: Run, region: str, language: str, edition: pd.Series) -> Listing:
    """Every award loaded for a kabupaten/kota, latest first, a row a publication."""
    say = speaker(language)
    frame = scores.awards(run, region)
    rows = tuple(
        (
            str(row.award_year),
            texts.code_title("award", row.award, language),
            texts.text(row.publisher),
        )
        for row in texts.rows(frame)
    )
    columns = (Column(say("Tahun penghargaan")), Column(say("Peringkat")), Column(say("Penerbit")))
    title = say("Riwayat penghargaan KLA")
    none = say("Belum ada penghargaan yang dimuat untuk daerah ini.")
    if edition["edition"] == "public":
        none += " " + say("Versi publik tidak menyebut daerah yang tidak memegang penghargaan.")
    return Listing(
        key="awards",
        title=title,
        table=Table(title, columns, rows) if rows else None,
        empty=none,
        sources=texts.sources(frame, language),
        marks=quality.of_scores(frame, language, "award"),
        download=texts.download(
            quality.scored(frame).assign(region_code=region),
            ("region_code", "award_year", "award", "note", *quality.COLUMNS),
            f"kla-penghargaan-{region}",
            edition,
        ),
    )


def by_year(run: Run, parent: str, language: str, edition: pd.Series) -> Listing:
    """How many kabupaten/kota hold each award: those loaded one by one, and totals as printed."""
    say = speaker(language)
    loaded, printed = below.awards(run, parent), below.printed_awards(run, parent)
    kinds: list[str] = [kind for kind in _ORDER if kind in _seen(loaded, printed)]
    regencies = len(below.regencies(run, parent))
    counted = say("dimuat satu per satu; sebagian dari {n} kabupaten/kota", n=regencies)
    rows = [
        *_rows(printed, "value", ["award_year", "publisher"], kinds, "", language),
        *_rows(loaded, "regencies", ["award_year"], kinds, counted, language),
    ]
    rows.sort(key=lambda row: row[0], reverse=True)  # stable: printed totals stay first
    columns = (
        Column(say("Tahun penghargaan")),
        *(Column(texts.code_title("award", kind, language), is_number=True) for kind in kinds),
        Column(say("Jumlah"), is_number=True),
        Column(say("Penerbit")),
    )
    title = say("Kabupaten/kota menurut peringkat KLA")
    return Listing(
        key="awards",
        title=title,
        table=Table(title, columns, tuple(rows)) if rows else None,
        subtitle=say(
            "Jumlah yang tercetak pada sumber dan yang dimuat satu per satu tidak disatukan."
        ),
        empty=say("Belum ada penghargaan yang dimuat untuk daerah ini."),
        sources=texts.sources(printed, language),
        marks=quality.of_scores(printed, language),
        notes=(Note(say("Tanda – berarti tidak disebut, bukan nol.")),) if rows else (),
        download=texts.download(
            pd.concat([printed, loaded.rename(columns={"regencies": "value"})]).assign(
                region_code=parent
            ),
            ("region_code", "award_year", "award", "value"),
            f"kla-peringkat-{parent}",
            edition,
        ),
    )


def _seen(*frames: pd.DataFrame) -> set[str]:
    """The awards that occur at all."""
    return {str(award) for frame in frames for award in frame["award"]}


def _rows(
    frame: pd.DataFrame,
    value: str,
    by: list[str],
    kinds: list[str],
    publisher: str,
    language: str,
) -> list[tuple[str, ...]]:
    rows = []
    for key, part in frame.groupby(by, sort=False):
        held = dict(zip(part["award"], part[value], strict=True))
        total = held[codes.ALL] if codes.ALL in held else sum(held.values())
        rows.append(
            (
                str(key[0]),
                *(_held(held, kind, language) for kind in kinds),
                wording.number(total, language, 0),
                publisher or str(key[-1]),
            )
        )
    return rows


def _held(held: dict[str, float], kind: str, language: str) -> str:
    return wording.number(held[kind], language, 0) if kind in held else texts.NONE


def regencies(run: Run, parent: str, language: str, edition: pd.Series) -> Listing:
    """Each kabupaten/kota with its latest award and score, in the order of the codes."""
    say = speaker(language)
    frame = below.regencies(run, parent)
    missing = wording.word("not_reported", language)
    rows = tuple(
        (
            row.name,
            f"{texts.code_title('award', row.award, language)} ({row.award_year})"
            if isinstance(row.award, str) else texts.NONE,
            f"{wording.number(row.score, language)}, {wording.word(row.stage, language)} "
            f"({row.printed_year})" if isinstance(row.stage, str) else missing,
        )
        for row in texts.rows(frame)
    )  # fmt: skip
    columns = (
        Column(say("Kabupaten/kota")),
        Column(say("Penghargaan terakhir")),
        Column(say("Nilai terakhir yang dimuat")),
    )
    title = say.count("{n} kabupaten/kota", len(rows))
    return Listing(
        key="regencies",
        title=title,
        table=Table(title, columns, rows) if rows else None,
        download=texts.download(
            frame, ("region_code", "name", "award_year", "award", "score", "stage", "printed_year"),
            f"kla-daerah-{parent}", edition,
        ),
        is_open=False,
    )  # fmt: skip
