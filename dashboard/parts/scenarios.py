"""Scenarios side by side: the total of each, and where it lies among the bands."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from dashboard.language import speaker
from dashboard.parts import texts
from dashboard.parts.priority_choice import band_title, head_of
from dashboard.parts.shapes import Column, Listing, Table
from dashboard.parts.simulation import simulate
from dashboard.queries.contract import Run
from dashboard.scenarios import Kept
from indicators import wording
from indicators.score import band_of


def compared(
    run: Run, region: str, assessment: str, kept: Sequence[Kept], language: str
) -> Listing | None:
    """Every scenario of one assessment beside what is loaded; None without a whole total."""
    head = head_of(run, region, assessment)
    if head is None:
        return None
    say = speaker(language)
    rows = [(say("Nilai yang dimuat, tanpa geseran"), *_lies(float(head.value), language),
             texts.NONE, texts.NONE)]  # fmt: skip
    for one in kept:
        done = simulate(run, region, assessment, one.level, dict(one.moves))
        when = wording.day(datetime.date.fromisoformat(one.kept_on), language)
        said = f"{one.kept_by}, {when}"
        if done is None:
            gone = say("tidak cocok lagi dengan nilai yang dimuat")
            rows.append((one.name, texts.NONE, gone, texts.NONE, texts.NONE, said))
            continue
        moved = "; ".join(
            f"{texts.item(row, language)} {wording.number(row.points, language)}"
            for row in texts.rows(done.moved)
        )
        rows.append((one.name, *_lies(done.after, language), moved or texts.NONE, said))
    columns = (
        Column(say("Skenario")),
        Column(say("Nilai"), is_number=True),
        Column(say("Rentang")),
        Column(say("Ke batas berikutnya"), is_number=True),
        Column(say("Yang digeser")),
        Column(say("Disimpan")),
    )
    title = say("Skenario yang dibandingkan")
    return Listing(
        "scenarios",
        title,
        Table(title, columns, tuple(rows), is_prose=True) if kept else None,
        subtitle=say("Skenario milik versi internal dan tidak mengubah angka mana pun."),
        empty=say("Belum ada skenario yang disimpan untuk penilaian ini."),
    )


def _lies(total: float, language: str) -> tuple[str, str, str]:
    """A total, its band, and the points to the next."""
    lies = band_of(total, texts.catalogue().bands)
    band = band_title(lies.band_id, language)
    if lies.boundary:
        band = (
            f"{wording.word('boundary', language)} ({band}/{band_title(lies.boundary, language)})"
        )
    short = lies.points_to_next
    far = texts.NONE if short is None else wording.number(short, language)
    return wording.number(total, language), band, far
