"""Figures of years in which a region was not there yet, or was larger than it is now.

A figure of 2010 for a regency that was split in 2012 is about both. It is kept, and said: once a
sheet and region, not once a figure.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from etl.issues import Problem
from etl.reading.draft import Draft
from etl.reading.numbers import Floats
from indicators.regions import Registry

MOST_NAMED: Final = 8
LAG: Final = 5
"""For so many years after a split some publishers still print the area as it was."""
NEARLY_ALL: Final = 0.8
"""With this share of its regions printed a province, or the country, is meant to be complete."""


def check_region_years(draft: Draft, values: Floats, column: int) -> None:
    """Report figures about areas that splits changed.

    Problems: region_not_yet, region_was_larger, region_may_include (warnings).
    """
    years = years_of(draft)
    if years is None or "region_code" not in draft.fields:
        return
    keys = list(zip(draft.column("region_code"), years, strict=True))
    registry = draft.context.registry
    said = {key: _said(*key, registry) for key in dict.fromkeys(keys)}
    _check_left_out(draft, said, registry, column)
    if not any(map(any, said.values())):
        return
    filled = ~np.isnan(values)
    not_yet: dict[str, int] = {}
    larger: dict[str, int] = {}
    for entry, key in enumerate(keys):
        if filled[entry] and not draft.bad[entry]:
            for found, text in zip((not_yet, larger), said[key], strict=True):
                if text:
                    found.setdefault(text, entry)
    _report(draft, Problem("region_not_yet"), not_yet, column)
    _report(draft, Problem("region_was_larger"), larger, column)


def _check_left_out(
    draft: Draft, keys: Iterable[tuple[str | None, int | None]], registry: Registry, column: int
) -> None:
    """Report regions printed without those that came out of them, where all others are printed.

    A table of 34 provinces for 2023 has a Papua that may still hold three others.
    """
    by_year: dict[int, set[str]] = {}
    for code, year in keys:
        if code is not None and year is not None:
            by_year.setdefault(year, set()).add(code)
    found: dict[str, int] = {}
    for year, codes in by_year.items():
        for parent, missing in _left_out(codes, year, registry):
            names = ", ".join(registry.get(code).name for code in missing)
            text = f"{registry.get(parent).name} ({names})"
            found.setdefault(text, draft.column("region_code").index(parent))
    _report(draft, Problem("region_may_include"), found, column)


def _left_out(
    codes: set[str], year: int, registry: Registry
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Regions of a nearly complete list with what had been split off and is not in the list."""
    for above in {registry.get(code).parent for code in codes} - {None}:
        siblings = {region.code for region in registry.children(str(above))}
        if len(codes & siblings) < NEARLY_ALL * len(siblings):
            continue
        for code in sorted(codes & siblings):
            since = registry.history.lost_since(code, year - LAG)
            missing = [s.code for s in since if s.year < year and s.code in siblings - codes]
            if missing:
                yield code, tuple(missing)


def years_of(draft: Draft) -> list[int | None] | None:
    """The year each entry is about; None when nothing says it (yet)."""
    if "period_start" in draft.fields:
        days = draft.column("period_start")
        return [day.year if isinstance(day, datetime.date) else None for day in days]
    if "year" in draft.fields:
        return [year if isinstance(year, int) else None for year in draft.column("year")]
    return None


def _said(code: object, year: object, registry: Registry) -> tuple[str, str]:
    """What is to be said of a region in a year: not there yet, and what it still held."""
    if not isinstance(code, str) or not isinstance(year, int):
        return "", ""
    region, history = registry.get(code), registry.history
    born = history.born(code)
    if born is not None and year < born.year:
        return f"{region.name} ({born.year})", ""
    lost = history.lost_since(code, year)
    if not lost:
        return "", ""
    names = ", ".join(f"{registry.get(split.code).name} {split.year}" for split in lost)
    return "", f"{region.name} ({names})"


def _report(draft: Draft, problem: Problem, found: dict[str, int], column: int) -> None:
    """Say at its first figure what the sheet has not said yet."""
    sheet, said = draft.grid.sheet, draft.state.said
    names = [text for text in found if (sheet, text) not in said]
    if not names:
        return
    said.update((sheet, text) for text in names)
    more = f" … +{len(names) - MOST_NAMED}" if len(names) > MOST_NAMED else ""
    facts = {"regions": "; ".join(names[:MOST_NAMED]) + more}
    row = draft.rows[found[names[0]]]
    address, value = draft.grid.address(row, column), draft.grid.rows[row][column]
    draft.state.issues.add(replace(problem, facts=facts), sheet, address, value)
