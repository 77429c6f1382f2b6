"""How much of a year, and of a province, stands behind a count (methods 2.9).

Blank is not zero: a month is reported when the source printed a figure for it, a zero included.
A source that prints one figure for several months tells which months it covers, and not in how
many of them anything was entered; that is said, not guessed.
"""

from __future__ import annotations

import datetime
from typing import Any, Final

import numpy as np
import pandas as pd

from indicators import codes

NOTES: Final = codes.COMPLETENESS_NOTES
COLUMNS: Final = (
    "region_code", "measure_id", "year", "publication_id", "months_expected", "months_covered",
    "months_reported", "months_zero", "units_expected", "units_reported", "units_kind", "note",
)  # fmt: skip
UNIT_KINDS: Final = codes.UNIT_KINDS
_KEY: Final = ["region_code", "measure_id", "year", "publication_id"]
_ASSUMED: Final = ("assumed_full_year", "approximate")
_YEAR: Final = 12


def completeness(
    values: pd.DataFrame,
    regions: pd.DataFrame,
    as_of: datetime.date,
    units: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """One row (`COLUMNS`) a region, measure, year and publication of `values`.

    `values` are totals as `measures.case_values` makes them from case_count (dimension, category
    `semua`), before or after hiding: a hidden count is a reported one. `months_expected` is 12, in
    the year of `as_of` the months that had ended by then. `months_covered` are months inside a
    reported period (a month touched counts), `months_reported` and `months_zero` those with a
    figure of their own, empty where the source prints no month. Units of a province or the
    nation are its kabupaten/kota with a figure of the same publication, year and measure, out of
    all (example regions left out); of other regions, or better, what `units` says: the statements
    of `reporting.statements`. Its months stand in for `months_reported` where the source prints no
    month. A statement that ends before the counts of the year do says nothing of them. Periods
    over several calendar years are no year's and have no row.
    """
    totals = values[values["dimension"] == "total"]
    start, end = pd.to_datetime(totals["period_start"]), pd.to_datetime(totals["period_end"])
    rows = totals.assign(
        first=start.dt.month, last=end.dt.month, year=end.dt.year, is_reported=_is_reported(totals)
    )[start.dt.year == end.dt.year]
    if rows.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    out = _months(rows)
    expected = {year: expected_months(int(year), as_of) for year in out["year"].unique()}
    out["months_expected"] = out["year"].map(expected)
    out = out.merge(_region_units(rows, regions), on=_KEY, how="left")
    out = _with_reporting_units(out, units)
    out["note"] = _notes(out)
    for name in ("months_reported", "months_zero", "units_expected", "units_reported"):
        out[name] = out[name].astype("Int64")
    out["units_kind"] = out["units_kind"].astype(object).where(out["units_kind"].notna(), None)
    return out[list(COLUMNS)]


def _is_reported(totals: pd.DataFrame) -> pd.Series[bool]:
    hidden = totals["hidden"] != "no"
    return (totals["status"] != "not_reported") & (totals["value"].notna() | hidden)


def _months(rows: pd.DataFrame) -> pd.DataFrame:
    """Months of each region, measure, year and publication."""
    out = rows[_KEY].drop_duplicates().sort_values(_KEY).set_index(_KEY)
    reported = rows[rows["is_reported"]]
    lengths = (reported["last"] - reported["first"] + 1).to_numpy(dtype=int)
    each = reported.loc[reported.index.repeat(lengths), [*_KEY, "first"]]
    each["month"] = each["first"] + np.concatenate([np.arange(0), *map(np.arange, lengths)])
    single = rows[rows["first"] == rows["last"]]
    by_month = single[single["is_reported"]]
    zero = by_month[(by_month["value"] == 0) & (by_month["hidden"] == "no")]
    assumed = reported[reported["period_known"].isin(_ASSUMED)]
    has_months = _distinct(single, "first", out.index) > 0
    out["months_covered"] = _distinct(each, "month", out.index)
    out["last_covered"] = reported.groupby(_KEY)["last"].max().reindex(out.index, fill_value=0)
    out["months_reported"] = _distinct(by_month, "first", out.index).where(has_months)
    out["months_zero"] = _distinct(zero, "first", out.index).where(has_months)
    out["is_assumed"] = _distinct(assumed, "first", out.index) > 0
    return out.reset_index()


def _distinct(rows: pd.DataFrame, month: str, index: pd.Index[Any]) -> pd.Series[int]:
    """How many different months each key has."""
    different = rows[[*_KEY, month]].drop_duplicates()
    return different.groupby(_KEY).size().reindex(index, fill_value=0)


def expected_months(year: int, as_of: datetime.date) -> int:
    """Months of `year` that had ended on `as_of`: 12 for past years, 0 for years to come."""
    if year != as_of.year:
        return _YEAR if year < as_of.year else 0
    tomorrow = as_of + datetime.timedelta(days=1)
    return _YEAR if tomorrow.year > year else tomorrow.month - 1


def _region_units(rows: pd.DataFrame, regions: pd.DataFrame) -> pd.DataFrame:
    """Kabupaten/kota with a figure, for provinces and the nation, by publication."""
    real = regions[~regions["is_example"].astype(bool)]
    parts = real[real["kind"].isin(["kabupaten", "kota"])][["region_code", "parent_code"]]
    above = real.set_index("region_code")["parent_code"]
    both = pd.concat(
        [
            parts.rename(columns={"parent_code": "whole"}),
            parts.assign(whole=parts["parent_code"].map(above))[["region_code", "whole"]],
        ]
    )
    expected = both.groupby("whole")["region_code"].nunique().rename("units_expected")
    told = rows[rows["is_reported"]].merge(both, on="region_code")
    keys = ["whole", *_KEY[1:]]
    reported = told.groupby(keys)["region_code"].nunique().rename("units_reported").reset_index()
    wholes = rows[rows["region_code"].isin(expected.index)][_KEY].drop_duplicates()
    wholes = wholes.merge(expected, left_on="region_code", right_index=True)
    found = wholes.merge(reported.rename(columns={"whole": "region_code"}), on=_KEY, how="left")
    return found.assign(units_kind="regions").dropna(subset=["units_reported"])


def _with_reporting_units(out: pd.DataFrame, units: pd.DataFrame | None) -> pd.DataFrame:
    """What the source itself says of its reporting goes before our count of regions.

    Both numbers of units come from one side: a statement without how many should report leaves
    that open.
    """
    if units is None or units.empty:
        return out
    key = ["region_code", "year", "publication_id"]
    facts = ["units_expected", "units_reported", "months"]
    both = out.merge(
        units[[*key, *facts, "last_month"]], on=key, how="left", suffixes=("", "_told")
    )
    holds = both["last_month"] >= both["last_covered"]
    has_units = holds & both["units_reported_told"].notna()
    for name in ("units_expected", "units_reported"):
        both[name] = both[f"{name}_told"].where(has_units, both[name])
    both["units_kind"] = both["units_kind"].mask(has_units, "reporting_units")
    without = both["months_reported"].isna()
    both["months_reported"] = both["months"].where(holds & without, both["months_reported"])
    return both


def _notes(out: pd.DataFrame) -> pd.Series[str]:
    """The first of NOTES that applies to each row."""
    has_months = out["months_reported"].notna()
    applies = {
        "nothing_reported": out["months_covered"] == 0,
        "period_assumed": out["is_assumed"],
        "months_missing": has_months & (out["months_reported"] < out["months_expected"]),
        "part_of_year": out["months_covered"] < _YEAR,
        "units_missing": out["units_reported"] < out["units_expected"],
        "months_unknown": ~has_months,
    }
    conditions = [one.fillna(False).to_numpy(dtype=bool) for one in applies.values()]
    said = np.select(conditions, list(applies), "complete")
    return pd.Series([str(one) for one in said], index=out.index, dtype=object)
