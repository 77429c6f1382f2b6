"""Shared weaknesses of a province, and who improved on what others are weak in."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dashboard.language import speaker
from dashboard.parts import texts
from dashboard.parts.shapes import Column, Listing, Note, Table
from dashboard.queries import edition as edition_queries
from dashboard.queries import province
from dashboard.queries.contract import Run
from indicators import wording
from indicators.recap import WEAK_BELOW
from indicators.wording_heat import weakest_sentence

_SHORT: Final = 10


def weaknesses(run: Run, parent: str, evaluation: str, language: str) -> Listing:
    """What the kabupaten/kota lose together: by indicator where loaded, else by block."""
    say = speaker(language)
    frame = province.weaknesses(run, parent, evaluation)
    level = "indicator" if (frame["level"] == "indicator").any() else "block"
    told = frame[(frame["level"] == level) & (frame["open"] > 0)]
    rows = tuple(
        (
            texts.item(row, language),
            wording.number(row.open, language),
            wording.percent(row.percent, language, 1),
            say("{n} dari {all}", n=row.weak_regions, all=row.regions),
        )
        for row in texts.rows(told.head(_SHORT))
    )
    below = wording.percent(WEAK_BELOW, language, 0)
    columns = (
        Column(say("Indikator") if level == "indicator" else say("Blok")),
        Column(say("Poin belum diraih bersama"), is_number=True),
        Column(say("Tercapai"), is_number=True),
        Column(say("Daerah di bawah {edge}", edge=below), is_number=True),
    )
    title = say("Kelemahan bersama: poin yang paling banyak hilang")
    subtitle = say(
        "Dijumlahkan hanya atas daerah yang bernilai; {n} dari {all} butir ditampilkan.",
        n=len(rows),
        all=len(told),
    )
    return Listing(
        key="weakness",
        title=title,
        table=Table(title, columns, rows, is_prose=True) if rows else None,
        subtitle=f"{subtitle} {_weakest(told, language)}".strip(),
        empty=say("Tidak ada poin yang belum diraih."),
        download=texts.download(
            frame,
            ("parent_code", "instrument_id", "cycle_year", "stage", "level", "block", "indicator",
             "title", "title_en", "regions", "regencies", "open", "max_score", "percent",
             "weak_regions"),
            f"kla-kelemahan-{parent}",
            edition_queries.edition(run).iloc[0],
        ),
    )  # fmt: skip


def _weakest(told: pd.DataFrame, language: str) -> str:
    """The item weak in most of several areas; empty where nobody is weak or one is scored."""
    ordered = told.sort_values("weak_regions", ascending=False, kind="stable")
    first = next(texts.rows(ordered), None)
    if first is None or not first.weak_regions or first.regions < 2:
        return ""
    return weakest_sentence(
        language, title=texts.item(first, language), weak=int(first.weak_regions),
        scored=int(first.regions),
    )  # fmt: skip


def mentors(run: Run, parent: str, evaluation: str, language: str) -> Listing:
    """A row an item and mentor: from where to where it came, and for whom."""
    say = speaker(language)
    frame = province.mentors(run, parent, evaluation)
    level = "indicator" if (frame["level"] == "indicator").any() else "block"
    frame = frame[frame["level"] == level]
    rows = tuple(_row(group, language) for _, group in _grouped(frame))
    columns = (
        Column(say("Butir")),
        Column(say("Pendamping")),
        Column(say("Dari"), is_number=True),
        Column(say("Menjadi"), is_number=True),
        Column(say("Untuk daerah yang lemah (persen kini)")),
    )
    title = say("Pendamping: siapa yang paling membaik pada butir yang lemah di daerah lain")
    notes = (
        Note(
            say(
                "Antarsiklus hanya persen dari nilai maksimal yang dibandingkan, pada tahap yang "
                "sama. Tanda ≈: karakteristik kedua daerah serupa."
            )
        ),
    )
    return Listing(
        key="mentors",
        title=title,
        table=Table(title, columns, rows, is_prose=True) if rows else None,
        empty=say(
            "Belum ada pendamping yang dapat disebut: perlu nilai dua siklus pada tahap yang sama "
            "dari daerah yang membaik, dan butir yang lemah di daerah lain."
        ),
        notes=notes if rows else (),
        download=texts.download(
            frame,
            ("region_code", "name", "stage", "cycle_year", "level", "block", "indicator", "title",
             "title_en", "percent", "mentor_code", "mentor_name", "is_alike", "before_year",
             "mentor_before", "mentor_percent", "mentor_gain"),
            f"kla-pendamping-{parent}",
            edition_queries.edition(run).iloc[0],
        ) if rows else None,
        is_open=len(rows) <= _SHORT,
    )  # fmt: skip


def _grouped(frame: pd.DataFrame) -> list[tuple[object, pd.DataFrame]]:
    return list(frame.groupby(["position", "mentor_code"], sort=False))


def _row(group: pd.DataFrame, language: str) -> tuple[str, ...]:
    first = next(texts.rows(group))
    weak = "; ".join(
        f"{row.name}{' ≈' if row.is_alike else ''} ({wording.percent(row.percent, language, 1)})"
        for row in texts.rows(group)
    )
    return (
        texts.item(first, language),
        first.mentor_name,
        f"{wording.percent(first.mentor_before, language, 1)} ({first.before_year})",
        f"{wording.percent(first.mentor_percent, language, 1)}",
        weak,
    )
