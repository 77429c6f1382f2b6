"""Which statement of completeness stands behind the counts of a year (methods 2.9).

A publisher says how many of its units reported and in how many months; the counts may stand in
another of its publications. A statement is never carried to another year, region or publisher.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from indicators import codes

COLUMNS: Final = (
    "region_code", "year", "publication_id", "units_expected", "units_reported", "months",
    "last_month",
)  # fmt: skip
_PLACE: Final = ["region_code", "year"]
_BREAKDOWN: Final = ("sex", "age_band", "violence_type", "place", "relation", "service")


def statements(reporting: pd.DataFrame, publications: pd.DataFrame) -> pd.DataFrame:
    """One row (`COLUMNS`) a region, year and publication that a statement holds for.

    `reporting` and `publications` are the fact tables (superseded rows taken out before). Of a year
    speaks the longest statement that begins on 1 January and ends within it; `last_month` is where
    it ends. It holds for the counts of its own publication, and for those of every publication of
    the same publisher that has none of its own; of several the newest release, then the last by
    name.
    """
    own = _of_years(reporting)
    if own.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    told = publications[["publication_id", "released"]].assign(
        publisher=publications["publisher"].astype("str").str.casefold().str.split().str.join(" "),
        released=pd.to_datetime(publications["released"]),
    )
    by = own.merge(told, on="publication_id").rename(columns={"publication_id": "said_by"})
    both = by.merge(told[["publication_id", "publisher"]], on="publisher")
    both["is_own"] = both["publication_id"] == both["said_by"]
    order = ["is_own", "released", "said_by"]
    both = both.sort_values(order, ascending=True, na_position="first", kind="stable")
    once = both.drop_duplicates([*_PLACE, "publication_id"], keep="last")
    return once.sort_values([*_PLACE, "publication_id"], ignore_index=True)[list(COLUMNS)]


def _of_years(reporting: pd.DataFrame) -> pd.DataFrame:
    """The statement of every region, year and publication, by its own publication."""
    start, end = (pd.to_datetime(reporting[name]) for name in ("period_start", "period_end"))
    rows = reporting.assign(
        year=end.dt.year,
        last_month=end.dt.month,
        units_expected=reporting["expected"],
        units_reported=reporting["value"],
        end=end,
    )[(start.dt.day_of_year == 1) & (start.dt.year == end.dt.year)]
    longest = rows.sort_values("end", kind="stable")
    return longest.drop_duplicates([*_PLACE, "publication_id"], keep="last")[list(COLUMNS)]


def shown(reporting: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """The statements of the public edition: no remark, no operators, none beside a hidden total.

    A count is no smaller than the units and months that had a case; a publisher that counts only
    those would narrow down a hidden total of the same region. `counts` is case_count after hiding.
    """
    is_total = (counts[list(_BREAKDOWN)] == codes.ALL).all(axis=1)
    hidden = set(_years(counts[is_total & (counts["hidden"] != "no")]).explode())
    is_safe = [hidden.isdisjoint(own) for own in _years(reporting)]
    return reporting[np.array(is_safe, dtype=bool)].assign(note=None, operators=float("nan"))


def _years(rows: pd.DataFrame) -> pd.Series[Any]:
    """The (region, year) that each row speaks of, in lists."""
    starts, ends = (pd.to_datetime(rows[name]).dt.year for name in ("period_start", "period_end"))
    told = [
        [(region, year) for year in range(first, last + 1)]
        for region, first, last in zip(rows["region_code"].astype(str), starts, ends, strict=True)
    ]
    return pd.Series(told, index=rows.index, dtype=object)
