"""Awards of a province: who moved since the award before, and whether it is PROVILA."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard.language import mark, speaker
from dashboard.parts import quality, texts
from dashboard.parts.shapes import Column, Listing, Note, Table
from dashboard.queries import edition as edition_queries
from dashboard.queries import province
from dashboard.queries.contract import Run
from indicators import codes, wording
from indicators.wording_province import (
    move_word,
    moves_sentence,
    provila_sentence,
    provila_word,
    readiness_word,
)

_SHORT: Final = 12
_ORDER: Final = (*reversed(codes.AWARDS[:-1]), codes.AWARDS[-1])
"""Highest rank first, no award after the lowest, not named last."""


@dataclass(frozen=True)
class Awards:
    """PROVILA and the moves of one award; `readiness` is None in the public edition."""

    sentence: str
    notes: tuple[Note, ...]
    moves: Listing | None
    holders: Listing
    readiness: Listing | None


def round_titles(run: Run, parent: str, language: str) -> dict[str, str]:
    """The award years of the province, latest first."""
    say = speaker(language)
    years = province.provila(run, parent)["award_year"]
    return {str(year): say("Penghargaan {year}", year=year) for year in years}


def first_round(run: Run, parent: str) -> str:
    """The latest award year with an award loaded, else the latest of all; empty without any."""
    frame = province.provila(run, parent)
    loaded = frame[frame["unknown"] < frame["regencies"]]
    years = loaded["award_year"] if len(loaded) else frame["award_year"]
    return "" if years.empty else str(years.iloc[0])


def awards(run: Run, parent: str, name: str, region: str, year: str, language: str) -> Awards:
    """One award: how many hold it, who moved, and in the internal edition who stands in the way."""
    say = speaker(language)
    edition = edition_queries.edition(run).iloc[0]
    counted = province.provila(run, parent)
    counted = counted[counted["award_year"].astype("str") == year]
    if counted.empty:
        told = say("{region}: belum ada penghargaan KLA yang dimuat.", region=name)
        frame = province.moves(run, parent, 0)
        return Awards(told, (), None, _holders(frame, 0, language), None)
    row = next(texts.rows(counted))
    sentence = provila_sentence(
        language,
        region=name,
        award_year=int(row.award_year),
        regencies=int(row.regencies),
        with_award=int(row.with_award),
        without_award=None if pd.isna(row.without_award) else int(row.without_award),
        unknown=int(row.unknown),
        state=row.provila,
    )
    notes = []
    ready = None
    if edition["edition"] == "public":
        told = say("Nama daerah tanpa penghargaan dan daftar pengingat: hanya versi internal.")
        notes.append(Note(told))
    else:
        ready = _readiness(run, parent, region, language, edition)
    frame = province.moves(run, parent, int(row.award_year))
    return Awards(
        sentence,
        tuple(notes),
        _moves(frame, region, language, edition) if len(frame) else None,
        _holders(frame, int(row.award_year), language),
        ready,
    )


def _moves(frame: pd.DataFrame, region: str, language: str, edition: pd.Series) -> Listing:
    """Those whose rank is known in both rounds, who moved first."""
    say = speaker(language)
    known = frame[frame["move"] != "no_before"]
    rows = tuple(
        (
            row.name,
            move_word(row.move, language),
            f"{texts.code_title('award', row.award_before, language)} ({row.before_year})",
            texts.code_title("award", row.award, language),
        )
        for row in texts.rows(known)
    )
    year = int(frame["award_year"].iloc[0])
    columns = (
        Column(say("Kabupaten/kota")),
        Column(say("Perubahan")),
        Column(say("Penghargaan sebelumnya")),
        Column(say("Penghargaan {year}", year=year)),
    )
    before = frame["before_year"].dropna()
    title = say("Peringkat {year} di samping penghargaan sebelumnya", year=year)
    told = moves_sentence(
        language,
        before_year=None if before.empty else int(before.iloc[0]),
        counts={str(one): int(n) for one, n in frame["move"].value_counts().items()},
    )
    return Listing(
        key="moves",
        title=title,
        table=Table(title, columns, rows, _marked(known, region)) if rows else None,
        subtitle=told if rows else "",
        empty=told,
        download=texts.download(
            quality.scored(frame),
            ("region_code", "name", "award_year", "award", "before_year", "award_before", "move",
             "sources_differ", *quality.COLUMNS),
            f"kla-gerak-peringkat-{frame['parent_code'].iloc[0]}-{year}",
            edition,
        ),
    )  # fmt: skip


def _holders(frame: pd.DataFrame, year: int, language: str) -> Listing:
    """Who holds which rank, highest first; a rank that another source contradicts is marked."""
    say = speaker(language)
    rows = []
    for rank in _ORDER:
        own = frame[frame["award"] == rank].sort_values("region_code")
        names = ", ".join(
            f"{row.name} ({say('sumber berbeda')})" if row.sources_differ else str(row.name)
            for row in texts.rows(own)
        )
        if names:
            rows.append((texts.code_title("award", rank, language), str(len(own)), names))
    columns = (
        Column(say("Peringkat")),
        Column(say("Jumlah"), is_number=True),
        Column(say("Kabupaten/kota")),
    )
    title = say("Peringkat {year} yang dimuat", year=year) if year else say("Peringkat KLA")
    return Listing(
        key="holders",
        title=title,
        table=Table(title, columns, tuple(rows), is_prose=True) if rows else None,
        empty=say(
            "Belum ada penghargaan yang dimuat untuk tahun ini. Surat penetapannya ada pada dinas "
            "PPPA; isikan pada templat penghargaan lalu muat."
        ),
        sources=texts.sources(frame, language),
        marks=quality.of_scores(frame, language, "award"),
    )


def _marked(frame: pd.DataFrame, region: str) -> frozenset[int]:
    """The row of the region the page came from."""
    return frozenset(place for place, code in enumerate(frame["region_code"]) if code == region)


def _readiness(
    run: Run, parent: str, region: str, language: str, edition: pd.Series
) -> Listing | None:
    say = speaker(language)
    everyone = province.readiness(run, parent)
    if everyone.empty:
        return None
    frame = everyone[everyone["state"] != "holds"]
    rows = tuple(
        (
            row.name,
            readiness_word(row.state, language),
            texts.NONE if pd.isna(row.last_award)
            else f"{texts.code_title('award', row.last_award, language)} ({row.last_award_year})",
            texts.NONE if pd.isna(row.value)
            else f"{wording.number(row.value, language)} · "
                 f"{wording.word(row.stage, language)} ({row.cycle_year})",
        )
        for row in texts.rows(frame)
    )  # fmt: skip
    columns = (
        Column(say("Kabupaten/kota")),
        Column(say("Penghargaan {year}", year=everyone["award_year"].iloc[0])),
        Column(say("Penghargaan terakhir sebelum itu")),
        Column(say("Nilai terakhir yang dimuat")),
    )
    title = say("Kesiapan PROVILA {year}: yang menggugurkan dan yang belum diketahui",
                year=everyone["award_year"].iloc[0])  # fmt: skip
    return Listing(
        key="readiness",
        title=title,
        table=Table(title, columns, rows, _marked(frame, region)) if rows else None,
        subtitle=say("Hanya versi internal. Yang belum dimuat belum tentu tanpa penghargaan."),
        empty=say("Semua kabupaten/kota memegang penghargaan."),
        download=texts.download(
            everyone,
            ("region_code", "name", "award_year", "state", "award", "last_award",
             "last_award_year", "cycle_year", "stage", "value"),
            f"kla-provila-{parent}",
            edition,
        ),
        is_open=len(rows) <= _SHORT,
    )  # fmt: skip


def nation(run: Run, language: str) -> Listing:
    """Every province at the latest award: PROVILA, and how much is loaded."""
    say = speaker(language)
    frame = province.nation(run)
    is_told = frame["without_award"].notna().all()
    rows = tuple(
        (
            row.name,
            str(row.regencies),
            str(row.with_award),
            *((str(row.without_award), str(row.unknown)) if is_told else ()),
            provila_word(row.provila, language),
            str(row.with_items),
            str(row.with_total),
        )
        for row in texts.rows(frame)
    )
    columns = (
        Column(say("Provinsi")),
        Column(say("Kabupaten/kota"), is_number=True),
        Column(say("Memegang penghargaan"), is_number=True),
        *(
            Column(say(title), is_number=True)
            for title in (mark("Tanpa penghargaan"), mark("Belum dimuat"))
            if is_told
        ),
        Column("PROVILA"),
        Column(say("Bernilai per blok"), is_number=True),
        Column(say("Bernilai total"), is_number=True),
    )
    year = frame["award_year"].iloc[0] if len(frame) else ""
    title = say("Provinsi menurut penghargaan {year} yang dimuat", year=year)
    return Listing(
        key="nation",
        title=title,
        table=Table(title, columns, rows) if rows else None,
        empty=say("Belum ada penghargaan yang dimuat."),
        download=texts.download(
            frame,
            ("parent_code", "name", "award_year", "regencies", "with_award", "without_award",
             "unknown", "provila", "with_items", "with_total"),
            "kla-provila",
            edition_queries.edition(run).iloc[0],
        ) if rows else None,
    )  # fmt: skip
