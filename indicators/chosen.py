"""Which of several publications of one quantity a page shows first, and by which rule."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from indicators import codes, releases

_TRUST_ORDER: Final = {name: order for order, name in enumerate(codes.TRUST)}
QUANTITY: Final = ("region_code", "measure_id", "dimension", "category", "year")


def choose(
    values: pd.DataFrame, publications: pd.DataFrame, decisions: pd.DataFrame
) -> pd.DataFrame:
    """Mark the row a page shows first for each region, measure, category and year.

    In this order: what people decided, a value before none, a newer release before the one it
    replaces, the whole year before a part of it (of parts, the longer), exact before rounded,
    the better trusted publication, the longer series, the later release. The rule that decided
    is named in `why_chosen`.
    """
    if values.empty:
        return values.assign(is_chosen=pd.Series(dtype=bool), why_chosen=None)
    quantity = list(QUANTITY)
    about = publications.set_index("publication_id")
    rank = pd.DataFrame(
        {
            "decision": _decided_otherwise(values, decisions),
            "no_value": (values["value"].isna() & (values["hidden"] == "no")).astype(int),
            "superseded": releases.superseded(values, QUANTITY, publications).astype(int),
            "whole_year": values["is_partial"].astype(int),
            "longer_period": -_days(values),
            "exact": (~values["is_exact"].astype(bool)).astype(int),
            "trust": values["publication_id"].map(about["trust"]).map(_TRUST_ORDER),
            "longer_series": -values.groupby(
                ["region_code", "measure_id", "dimension", "category", "publication_id"]
            )["year"].transform("nunique"),
            "later_release": -_days_since_1900(values["publication_id"].map(about["released"])),
            "name": values["publication_id"],
        },
        index=values.index,
    )
    ordered = pd.concat([values[quantity], rank], axis=1).sort_values([*quantity, *rank.columns])
    position = ordered.groupby(quantity, sort=False).cumcount()
    first = ordered[position == 0]
    second = ordered[position == 1].set_index(quantity)
    why = pd.Series("only", index=pd.MultiIndex.from_arrays([first[name] for name in quantity]))
    for rule in reversed(rank.columns):
        beaten = first.set_index(quantity)[rule].reindex(second.index) != second[rule]
        why.loc[beaten[beaten].index] = rule
    values = values.assign(is_chosen=False, why_chosen=None)
    values.loc[first.index, "is_chosen"] = True
    values["why_chosen"] = pd.Series(why.to_numpy(), index=first.index).reindex(values.index)
    return values


def _decided_otherwise(values: pd.DataFrame, decisions: pd.DataFrame) -> pd.Series[int]:
    """1 where people chose another publication for the region, year and measure of a row."""
    if decisions.empty:
        return pd.Series(0, index=values.index)
    key = ["region_code", "year", "measure_id"]
    chosen = decisions[[*key, "publication_id"]].astype({"year": "int64"})
    found = values[key].merge(chosen, on=key, how="left")["publication_id"].set_axis(values.index)
    return (found.notna() & (found != values["publication_id"])).astype(int)


def _days_since_1900(days: pd.Series[Any]) -> pd.Series[int]:
    """A day as a number; 0 where it is not known."""
    return (pd.to_datetime(days) - pd.Timestamp(1900, 1, 1)).dt.days.fillna(0).astype(int)


def _days(values: pd.DataFrame) -> pd.Series[int]:
    """Days a period covers."""
    start, end = pd.to_datetime(values["period_start"]), pd.to_datetime(values["period_end"])
    return (end - start).dt.days
