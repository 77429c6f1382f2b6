"""Which years of a series may be read as one line: whole, exact, unbroken, of one publication."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Final

import numpy as np
import pandas as pd

LONGEST: Final = 5
"""Years of a window (guidance of Fingertips; the simulations are made for it)."""
FEWEST_YEARS: Final = 3
"""Two points make a difference, never a trend."""


def windows(
    rows: pd.DataFrame, breaks: Iterable[datetime.date] = (), longest: int = LONGEST
) -> pd.DataFrame:
    """The rows of the latest unbroken window of every province, with column `after_break`.

    `rows`: region_code, parent_code, year, value and, where they exist, is_partial, is_exact and
    publication_id; partial and inexact years and empty values are left out. A break on the first
    of January parts the year before from its own; on a later day its own year is part old and
    part new and belongs to neither side. The window is what lies after the last break before the
    newest figure of the province: the last `longest` years with figures. `after_break` says that
    a break, not the data, leaves fewer.

    Of several publications the one with the most figures in that window is taken for the whole
    province, then the one with the most that pages show first (`is_chosen`, where it exists), then
    the one with the newest figure, then the first by name. Raises ValueError when
    a region has two figures for one year of one publication.
    """
    usable = _usable(rows).reset_index(drop=True)
    names = [name for name in ("parent_code", "publication_id") if name in usable.columns]
    by = usable.groupby(names, sort=True)
    told = usable.assign(candidate=by.ngroup(), oldest=by["year"].transform("min"))
    latest = _latest(told, tuple(breaks), longest)
    found = latest[latest["candidate"].isin(_best(latest))].drop(columns=["candidate", "oldest"])
    if found.duplicated(["region_code", "year"]).any():
        raise ValueError("a region has two figures for one year of one publication")
    return found.sort_values("parent_code", kind="stable", ignore_index=True)


def publications_of(window: pd.DataFrame) -> dict[str, str]:
    """parent_code -> the publication its window is made of; empty where rows name none."""
    if "publication_id" not in window.columns:
        return {}
    first = window.drop_duplicates("parent_code")
    return dict(zip(first["parent_code"], first["publication_id"], strict=True))


def hidden_regions(rows: pd.DataFrame, window: pd.DataFrame) -> set[str]:
    """Regions with a hidden year (column `hidden` of `rows` not `no`) inside their window.

    What is hidden is small by rule: a line through the years left over would be wrong, and so
    would be the dispersion of the province.
    """
    if "hidden" not in rows.columns:
        return set()
    keys = ["parent_code", *(["publication_id"] if "publication_id" in rows.columns else [])]
    spans = window.groupby(keys)["year"].agg(first="min", last="max").reset_index()
    hidden = rows[rows["hidden"] != "no"]
    inside = hidden.merge(spans, on=keys)
    inside = inside[inside["year"].between(inside["first"], inside["last"])]
    nowhere = hidden[~hidden["parent_code"].isin(spans["parent_code"])]
    return {*inside["region_code"], *nowhere["region_code"]}


def _usable(rows: pd.DataFrame) -> pd.DataFrame:
    keep = rows["value"].notna()
    if "is_partial" in rows.columns:
        keep &= ~rows["is_partial"].astype(bool)
    if "is_exact" in rows.columns:
        keep &= rows["is_exact"].astype(bool)
    return rows[keep]


def _latest(rows: pd.DataFrame, breaks: tuple[datetime.date, ...], longest: int) -> pd.DataFrame:
    """The window of each candidate (a province in one publication), with `after_break`."""
    mixed = {day.year for day in breaks if (day.month, day.day) != (1, 1)}
    whole = rows[~rows["year"].isin(list(mixed))]
    newest = whole.groupby("candidate")["year"].transform("max").to_numpy(dtype=np.int64)
    first = np.zeros(len(whole), dtype=np.int64)
    for day in breaks:
        first = np.where(day.year <= newest, np.maximum(first, day.year), first)
    after = whole[whole["year"] >= first]
    place = after.groupby("candidate")["year"].rank(method="dense", ascending=False)
    kept = after[place <= longest]
    years = kept.groupby("candidate")["year"]
    is_short = years.transform("nunique") < longest
    return kept.assign(after_break=is_short & (kept["oldest"] < years.transform("min")))


def _best(window: pd.DataFrame) -> pd.Series[int]:
    """Of the candidates of each province the first by what `windows` says."""
    shown = window["is_chosen"].astype(int) if "is_chosen" in window.columns else 0
    told = window.assign(shown=shown).groupby("candidate", sort=True)
    worth = told.agg(
        parent_code=("parent_code", "first"),
        years=("year", "nunique"),
        figures=("year", "size"),
        shown=("shown", "sum"),
        newest=("year", "max"),
    ).reset_index()
    worth["is_long"] = worth["years"] >= FEWEST_YEARS
    order = ["is_long", "figures", "shown", "newest"]
    worth = worth.sort_values(order, ascending=False, kind="stable")
    return worth.drop_duplicates("parent_code")["candidate"]
