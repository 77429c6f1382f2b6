"""What the points not yet earned can be narrowed by: level, block, office and kind."""

from __future__ import annotations

from typing import Final

from dashboard.language import speaker
from dashboard.parts import texts
from dashboard.queries import gaps
from dashboard.queries.contract import Run

NO_OFFICE: Final = "-"
"""Stands for questions that name no office."""


def level_titles(run: Run, region: str, assessment: str, language: str) -> dict[str, str]:
    """The levels that the assessment has."""
    found = set(gaps.totals(run, region, assessment)["level"])
    say = speaker(language)
    names = {"block": say("Blok"), "indicator": say("Indikator"), "question": say("Pertanyaan")}
    return {level: name for level, name in names.items() if level in found}


def block_titles(run: Run, region: str, assessment: str, language: str) -> dict[str, str]:
    """Every block, with an entry for all of them."""
    frame = gaps.open_points(run, region, assessment, "block").sort_values("position")
    titles = {row.block: texts.own_title(row, language) for row in texts.rows(frame)}
    return {"": speaker(language)("Semua blok"), **titles}


def office_titles(run: Run, region: str, assessment: str, language: str) -> dict[str, str]:
    """The offices named by questions, most points first, and an entry for questions naming none."""
    say = speaker(language)
    known = texts.catalogue().offices
    titles = {"": say("Semua perangkat daerah")}
    for row in texts.rows(gaps.offices(run, region, assessment)):
        name = (
            say("Tidak disebut")
            if row.office == NO_OFFICE
            else (known[row.office].title.in_(language))
        )
        titles[row.office] = name
    return titles  # fmt: skip


def choices(
    run: Run, region: str, assessment: str, level: str, language: str
) -> tuple[tuple[str, str, dict[str, str]], ...]:
    """What the items of a level can be narrowed by: field, label and titles by code."""
    if level == "block":
        return ()
    say = speaker(language)
    blocks = ("block", say("Blok"), block_titles(run, region, assessment, language))
    if level == "indicator":
        return (blocks,)
    offices = ("office", say("Perangkat daerah"),
               office_titles(run, region, assessment, language))  # fmt: skip
    return (offices, blocks, ("kind", say("Jenis"), kind_titles(language)))


def kind_titles(language: str) -> dict[str, str]:
    """Evidence, outcome for children, or both, with an entry for all."""
    kinds = texts.catalogue().kinds
    titles = {kind: title.in_(language) for kind, title in kinds.items()}
    return {"": speaker(language)("Semua jenis"), **titles}
