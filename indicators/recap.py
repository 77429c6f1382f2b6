"""A province at a glance: percent of the maximum by region and item, shared weaknesses, mentors.

Scores of one cycle and one stage only; across cycles nothing but percent of the maximum is
compared. A region without that stage is named as not received, never counted as zero.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from indicators import codes
from indicators.tables import MENTOR, RECAP, WEAKNESS

WEAK_BELOW: Final = 50.0
"""Percent of the maximum under which an item counts as weak [ours]."""
_KINDS: Final = ("kabupaten", "kota")
_ITEM: Final = ["level", "block", "indicator"]
_EVALUATION: Final = ["region_code", "instrument_id", "printed_year", "stage", "publication_id"]
_CYCLE: Final = ["region_code", "instrument_id", "cycle_year", "stage"]
_ROUND: Final = 6


def regencies(regions: pd.DataFrame) -> pd.DataFrame:
    """region_code and parent_code of every real kabupaten/kota."""
    real = regions["kind"].isin(_KINDS) & ~regions["is_example"].astype(bool)
    return regions.loc[real, ["region_code", "parent_code"]]


def heat(levels: pd.DataFrame, summaries: pd.DataFrame, regions: pd.DataFrame) -> pd.DataFrame:
    """recap rows from the figure used on each block and indicator (score_level, `chosen`).

    `summaries` gives the award year of each evaluation. Of several evaluations of one region,
    cycle and stage the latest printed one counts, then the one with most items, then the first by
    name: figures of two are never mixed. Example regions are left out, and the maximum is the
    form's.
    """
    rows = levels[levels["level"] != "total"].merge(regencies(regions), on="region_code")
    rows = rows[rows["chosen"].notna() & (rows["max_score"] > 0)]
    if rows.empty:
        return pd.DataFrame(columns=list(RECAP.column_names))
    years = summaries[summaries["instrument_id"].notna()].drop_duplicates(_EVALUATION)
    rows = rows.merge(years[[*_EVALUATION, "award_year"]], on=_EVALUATION, how="left")
    rows["cycle_year"] = rows["award_year"].fillna(rows["printed_year"]).astype("int64")
    rows["items"] = rows.groupby(_EVALUATION)["chosen"].transform("size")
    rows = rows.sort_values(
        ["printed_year", "items", "publication_id"], ascending=[False, False, True], kind="stable"
    )
    one = rows.drop_duplicates(_CYCLE)[[*_CYCLE, "printed_year", "publication_id"]]
    rows = rows.merge(one, on=[*_CYCLE, "printed_year", "publication_id"])
    percent = (100 * rows["chosen"] / rows["max_score"]).round(_ROUND)
    rows = rows.assign(
        score=rows["chosen"],
        percent=percent,
        is_weak=percent < WEAK_BELOW,
        cell=rows["cell"].fillna(rows["cells_below"]),
    )
    return rows.sort_values([*_CYCLE, *_ITEM])[list(RECAP.column_names)].reset_index(drop=True)


def weaknesses(rows: pd.DataFrame, regions: pd.DataFrame) -> pd.DataFrame:
    """weakness rows: which item loses most, and in how many regions; most points open first.

    `rows` holds recap. `open` adds up the points not earned of the regions with a score, `percent`
    is their common share of the maximum, from sums; `regencies` is how many the province has.
    """
    if rows.empty:
        return pd.DataFrame(columns=list(WEAKNESS.column_names))
    key = ["parent_code", "instrument_id", "cycle_year", "stage", *_ITEM]
    told = rows.assign(open=(rows["max_score"] - rows["score"]).clip(lower=0))
    out = told.groupby(key, as_index=False).agg(
        regions=("region_code", "nunique"),
        open=("open", "sum"),
        score=("score", "sum"),
        max_score=("max_score", "sum"),
        weak_regions=("is_weak", "sum"),
    )
    out["percent"] = (100 * out["score"] / out["max_score"]).round(_ROUND)
    out["open"] = out["open"].round(_ROUND)
    out["regencies"] = out["parent_code"].map(regencies(regions)["parent_code"].value_counts())
    order = ["parent_code", "instrument_id", "cycle_year", "stage", "level", "open"]
    out = out.sort_values(
        [*order, "block", "indicator"], ascending=[True] * 5 + [False, True, True]
    )
    return out[list(WEAKNESS.column_names)].reset_index(drop=True)


def mentors(rows: pd.DataFrame, nearest: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    """mentor rows: for each weak region and item who in its province improved most on it.

    `rows` holds recap of at least two cycles, `nearest` the neighbour table, `items` the
    instrument table: forms number the same item differently, so its name is what is matched. A
    mentor improved (percent of the maximum, its own two latest cycles at the same stage), is not
    weak itself and has its latest figure in a cycle no older than that of the weak region; one that
    is like the weak region comes before one that is not. No row where there is none.
    """
    key = ["region_code", "parent_code", "stage", "level", "name"]
    ordered = _named(rows, items).sort_values("cycle_year", kind="stable")
    last = ordered.drop_duplicates(key, keep="last")
    before = ordered[~ordered.index.isin(last.index)].drop_duplicates(key, keep="last")
    weak = last[last["is_weak"].astype(bool)]
    able = last.merge(before[[*key, "cycle_year", "percent"]], on=key, suffixes=("", "_before"))
    able = able[(able["percent"] > able["percent_before"]) & ~able["is_weak"].astype(bool)]
    if weak.empty or able.empty:
        return pd.DataFrame(columns=list(MENTOR.column_names))
    pairs = weak.merge(able, on=["parent_code", "stage", "level", "name"], suffixes=("", "_able"))
    pairs = pairs[pairs["cycle_year_able"] >= pairs["cycle_year"]]
    alike = pd.MultiIndex.from_frame(nearest[["region_code", "neighbour_code"]].astype("str"))
    couple = pd.MultiIndex.from_frame(pairs[["region_code", "region_code_able"]].astype("str"))
    found = pairs.assign(
        mentor_code=pairs["region_code_able"],
        is_alike=couple.isin(alike),
        before_year=pairs["cycle_year_before"],
        mentor_before=pairs["percent_before"],
        mentor_percent=pairs["percent_able"],
        mentor_gain=(pairs["percent_able"] - pairs["percent_before"]).round(_ROUND),
    )
    one = ["region_code", "stage", *_ITEM]
    found = found.sort_values(
        [*one, "is_alike", "mentor_gain", "mentor_code"],
        ascending=[True] * len(one) + [False, False, True],
    ).drop_duplicates(one)
    return found[list(MENTOR.column_names)].reset_index(drop=True)


def _named(rows: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    """`rows` with the name of each item on its own form; an item the form does not name drops."""
    key = ["instrument_id", *_ITEM]
    names = items[items["question"] == codes.ALL]
    names = names.assign(name=names["title"].str.casefold().str.strip())
    return rows.merge(names[[*key, "name"]], on=key)
