"""Totals a source does not print but that follow from its own rows.

A total is formed only from a full set of parts of one publication and one period, all of them
reported: both sexes, the three age bands of childhood, every kabupaten/kota of a province, all
months (quarters, halves) of a year. Types of violence and services are never added up: one victim
may stand under several.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from indicators import codes
from indicators.tables import CASE_COUNT, POPULATION, Table

ADULT_AGE_BANDS = ("18-24", "25-44", "45-59", "60+")
PARTS_OF_YEAR = (12, 4, 2)
"""Months, quarters, halves: the first of them that a year has all of makes it."""


def roll_up_counts(counts: pd.DataFrame, children: Mapping[str, Collection[str]]) -> pd.DataFrame:
    """`counts` (columns of case_count) with the derived totals appended as `is_derived` rows.

    `children` maps a province (or `00`) to the regions it consists of. Counts in, counts out;
    a printed total is never replaced.
    """
    for parts in PARTS_OF_YEAR:
        counts = _with_years(counts, parts)
    for group, bands in (("anak", codes.CHILD_AGE_BANDS), ("dewasa", ADULT_AGE_BANDS)):
        counts = _with_totals(counts, CASE_COUNT, "age_band", bands, {"group": group})
    counts = _with_totals(counts, CASE_COUNT, "sex", codes.SEXES[1:], {})
    return _with_regions(counts, CASE_COUNT, children)


def roll_up_population(
    population: pd.DataFrame, children: Mapping[str, Collection[str]]
) -> pd.DataFrame:
    """`population` with both sexes added up, and regions added up to provinces and the nation."""
    population = _with_totals(population, POPULATION, "sex", codes.SEXES[1:], {})
    return _with_regions(population, POPULATION, children)


def _with_years(counts: pd.DataFrame, parts: int) -> pd.DataFrame:
    """`counts` with the calendar years of which one publication has all of `parts` equal periods.

    A period counts when it begins on the first day of its month and ends on the last day of
    month 12 / `parts` after it. One of them not reported, and there is no year.
    """
    start, end = pd.to_datetime(counts["period_start"]), pd.to_datetime(counts["period_end"])
    months = 12 // parts
    is_part = (
        (start.dt.day == 1)
        & (end.dt.year == start.dt.year)
        & (end.dt.month == start.dt.month + months - 1)
        & end.dt.is_month_end
        & ((start.dt.month - 1) % months == 0)
    )
    rows = counts[is_part]
    if rows.empty:
        return counts
    first = pd.to_datetime(rows["period_start"]).dt.to_period("Y").dt.start_time
    year = rows.assign(
        period_start=_like(first, counts["period_start"]),
        period_end=_like(first + pd.offsets.YearEnd(), counts["period_end"]),
        part=rows["period_start"],
    )
    year = year.sort_values("part", kind="stable")
    rest = list(CASE_COUNT.key)
    sums = (
        year.groupby(rest, sort=False, observed=True)
        .agg(
            value=("value", "sum"),
            reported=("value", "count"),
            members=("part", "nunique"),
            **_carried(CASE_COUNT, rest),
        )
        .reset_index()
    )
    full = (sums["reported"] == parts) & (sums["members"] == parts)
    printed = pd.MultiIndex.from_frame(counts[rest])
    new = sums[full & ~pd.MultiIndex.from_frame(sums[rest]).isin(printed)]
    return _appended(counts, CASE_COUNT, new)


def _like(days: pd.Series[pd.Timestamp], held: pd.Series[Any]) -> pd.Series[Any]:
    """`days` in the form in which a column holds its days."""
    return days.dt.date.astype(object) if held.dtype == object else days.astype(held.dtype)


def _with_regions(
    facts: pd.DataFrame, table: Table, children: Mapping[str, Collection[str]]
) -> pd.DataFrame:
    """Provinces first, so that a nation can be made of rolled-up provinces."""
    below = {part for parts in children.values() for part in parts}
    for parent in sorted(children, key=lambda code: code not in below):
        parts = tuple(children[parent])
        if parts and set(parts) <= set(facts["region_code"].unique()):
            facts = _with_totals(facts, table, "region_code", parts, {}, total=parent)
    return facts


def _with_totals(
    facts: pd.DataFrame,
    table: Table,
    dimension: str,
    parts: tuple[str, ...],
    where: Mapping[str, str],
    total: str = codes.ALL,
) -> pd.DataFrame:
    """Append the rows whose `dimension` is `total`, for every full set of `parts` without one."""
    chosen = facts[dimension].isin(parts)
    for column, code in where.items():
        chosen &= facts[column] == code
    rows = facts[chosen]
    if rows.empty:
        return facts
    rest = [name for name in table.key if name != dimension]
    grouped = rows.groupby(rest, sort=False, observed=True)
    sums = grouped.agg(
        value=("value", "sum"),
        reported=("value", "count"),
        members=(dimension, "nunique"),
        **_carried(table, rest),
    ).reset_index()
    full = (sums["reported"] == len(parts)) & (sums["members"] == len(parts))
    printed = pd.MultiIndex.from_frame(facts.loc[facts[dimension] == total, rest])
    new = sums[full & ~pd.MultiIndex.from_frame(sums[rest]).isin(printed)]
    return _appended(facts, table, new.assign(**{dimension: total}))


def _appended(facts: pd.DataFrame, table: Table, new: pd.DataFrame) -> pd.DataFrame:
    """`facts` with the sums `new`, completed as derived rows."""
    if new.empty:
        return facts
    several = new["cell"] != new["last"]
    new = new.assign(
        cell=new["cell"].where(~several, new["cell"] + "–" + new["last"]),
        note=None,
        status="reported",
    )
    if table is CASE_COUNT:
        new = new.assign(is_derived=True, is_source_total=False, hidden="no")
    return pd.concat(
        [facts, new[list(table.column_names)].astype(facts.dtypes.to_dict())], ignore_index=True
    )


def _carried(table: Table, rest: list[str]) -> dict[str, tuple[str, str]]:
    """How the other columns of a derived row are taken from its parts."""
    carried = {"cell": ("cell", "first"), "last": ("cell", "last")}
    for name in ("source_sha256", "sheet", "publication_id", "period_known"):
        if name in table.column_names and name not in rest:
            carried[name] = (name, "first")
    if "is_exact" in table.column_names:
        carried["is_exact"] = ("is_exact", "all")
    return carried
