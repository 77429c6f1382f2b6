"""A province at a glance: percent of the maximum by region and item, shared weaknesses, mentors.

Scores of one cycle and one stage only; across cycles nothing but percent of the maximum is
compared. A region without that stage is named as not received, never counted as zero.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

WEAK_BELOW: Final = 50.0
"""Percent of the maximum under which an item counts as weak [ours]."""
HEAT_COLUMNS: Final = (
    "region_code", "parent_code", "instrument_id", "stage", "printed_year", "publication_id",
    "level", "block", "indicator", "score", "max_score", "percent",
)  # fmt: skip
WEAK_COLUMNS: Final = (
    "parent_code", "instrument_id", "stage", "level", "block", "indicator", "regions", "open",
    "max_open", "percent", "weak_regions",
)  # fmt: skip
MENTOR_COLUMNS: Final = (
    "parent_code", "level", "block", "indicator", "region_code", "percent", "mentor_code",
    "mentor_percent", "mentor_before", "mentor_gain",
)  # fmt: skip
_ITEM: Final = ["level", "block", "indicator"]


def heat(open_points: pd.DataFrame, regions: pd.DataFrame) -> pd.DataFrame:
    """HEAT_COLUMNS: percent of the maximum, a row a region, cycle, stage and block or indicator.

    `open_points` holds points_open columns; of several publications of one cycle and stage the
    first by name. Questions are left to the regency's own page; example regions are left out.
    """
    real = regions[~regions["is_example"].astype(bool)][["region_code", "parent_code"]]
    rows = open_points[open_points["level"].isin(["block", "indicator"])].merge(
        real, on="region_code"
    )
    key = ["region_code", "instrument_id", "stage", "printed_year", *_ITEM]
    rows = rows.sort_values([*key, "publication_id"]).drop_duplicates(key)
    rows = rows[rows["max_score"] > 0]
    return rows.assign(percent=100 * rows["score"] / rows["max_score"])[
        list(HEAT_COLUMNS)
    ].reset_index(drop=True)


def weaknesses(heat_rows: pd.DataFrame) -> pd.DataFrame:
    """WEAK_COLUMNS: which item loses most, and in how many regions; most points open first.

    `open` adds up the points not earned of all regions with a score (the latest printed year of a
    cycle each), `percent` is their common share of the maximum, from sums.
    """
    key = ["parent_code", "instrument_id", "stage", *_ITEM]
    latest = heat_rows.sort_values("printed_year").drop_duplicates(
        ["region_code", *key], keep="last"
    )
    rows = latest.assign(
        open=(latest["max_score"] - latest["score"]).clip(lower=0),
        is_weak=latest["percent"] < WEAK_BELOW,
    )
    out = rows.groupby(key, as_index=False).agg(
        regions=("region_code", "nunique"),
        open=("open", "sum"),
        score=("score", "sum"),
        max_open=("max_score", "sum"),
        weak_regions=("is_weak", "sum"),
    )
    out["percent"] = 100 * out["score"] / out["max_open"]
    order = ["parent_code", "instrument_id", "stage", "level", "open"]
    out = out.sort_values(
        [*order, "block", "indicator"], ascending=[True] * 4 + [False, True, True]
    )
    return out[list(WEAK_COLUMNS)].reset_index(drop=True)


def mentors(heat_rows: pd.DataFrame, stage: str, nearest: pd.DataFrame) -> pd.DataFrame:
    """MENTOR_COLUMNS: for each weak region and item the like region that improved most on it.

    `heat_rows` of at least two printed years at `stage`; `nearest` holds the neighbour table. The
    mentor is of the same province and among the region's neighbours, improved (percent of the
    maximum of its own two latest cycles), stands above the weak region and is not weak itself. No
    row where there is none.
    """
    rows = heat_rows[heat_rows["stage"] == stage].sort_values("printed_year")
    key = ["region_code", *_ITEM]
    ends = rows.groupby(key).tail(2).groupby(key)
    change = ends.agg(
        parent_code=("parent_code", "last"),
        before=("percent", "first"),
        percent=("percent", "last"),
        years=("printed_year", "nunique"),
    ).reset_index()
    weak = change[change["percent"] < WEAK_BELOW]
    able = change[(change["years"] > 1) & (change["percent"] > change["before"])]
    able = able[able["percent"] >= WEAK_BELOW]
    pairs = weak.merge(nearest[["region_code", "neighbour_code"]], on="region_code").merge(
        able.rename(columns={"region_code": "neighbour_code"}),
        on=["neighbour_code", "parent_code", *_ITEM],
        suffixes=("", "_mentor"),
    )
    gain = pairs["percent_mentor"] - pairs["before_mentor"]
    found = pairs.assign(
        mentor_code=pairs["neighbour_code"],
        mentor_percent=pairs["percent_mentor"],
        mentor_before=pairs["before_mentor"],
        mentor_gain=gain,
    ).sort_values([*_ITEM, "region_code", "mentor_gain", "mentor_code"],
                  ascending=[True] * 4 + [False, True])  # fmt: skip
    found = found.drop_duplicates([*_ITEM, "region_code"])
    return found[list(MENTOR_COLUMNS)].reset_index(drop=True)
