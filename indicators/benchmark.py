"""Each kabupaten/kota against its province: the comparison table.

A count is compared by rate with the rest of the province (the area itself taken out), an outcome
has no interval here and is shown beside the province without a verdict. "Higher" and "lower" are
said of reports, never better or worse.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from indicators import compare, rates
from indicators.tables import COMPARISON

_PERIOD = ["measure_id", "period_start", "period_end", "publication_id"]


def comparisons(values: pd.DataFrame, regions: pd.DataFrame) -> pd.DataFrame:
    """comparison rows for every kabupaten/kota of `values` (indicator_value columns, totals).

    `regions` holds the columns of region. Partial years are not compared. A hidden count has a
    row with the reason `hidden`; where the province itself has no row, the benchmark is made of
    the regions that are shown and says so in `benchmark_kind`.
    """
    totals = values[(values["dimension"] == "total") & ~values["is_partial"].astype(bool)]
    parents = regions.set_index("region_code")
    kind = totals["region_code"].map(parents["kind"])
    areas = totals[kind.isin(["kabupaten", "kota"])].copy()
    if areas.empty:
        return pd.DataFrame(columns=list(COMPARISON.column_names))
    areas["parent_code"] = areas["region_code"].map(parents["parent_code"])
    areas = _with_benchmark(areas, totals[kind == "provinsi"])
    areas = areas[areas.groupby(["parent_code", *_PERIOD])["region_code"].transform("size") > 1]
    is_count = areas["rate"].notna() | areas["value_lower"].notna() | (areas["hidden"] != "no")
    rest = compare.rest_of(
        areas["parent_count"].to_numpy(dtype=float),
        areas["parent_people"].to_numpy(dtype=float),
        areas["value"].to_numpy(dtype=float),
        areas["denominator"].to_numpy(dtype=float),
    )
    verdict = compare.against_benchmark(
        areas["rate_lower"].to_numpy(dtype=float), areas["rate_upper"].to_numpy(dtype=float), rest
    )
    out = areas.assign(
        value=areas["rate"].where(is_count, areas["value"]),
        lower=areas["rate_lower"],
        upper=areas["rate_upper"],
        benchmark=areas["parent_rate"].where(is_count, areas["parent_value"]),
        verdict=verdict,
        reason=_reasons(areas, is_count, np.asarray(verdict)),
    )
    return out[list(COMPARISON.column_names)].reset_index(drop=True)


def _with_benchmark(areas: pd.DataFrame, provinces: pd.DataFrame) -> pd.DataFrame:
    """Count, people and rate of the province beside each area."""
    printed = provinces.rename(
        columns={
            "region_code": "parent_code",
            "value": "parent_value",
            "rate": "parent_rate",
            "denominator": "parent_people",
        }
    )[["parent_code", *_PERIOD, "parent_value", "parent_rate", "parent_people"]]
    areas = areas.merge(printed, on=["parent_code", *_PERIOD], how="left")
    shown = areas[areas["rate"].notna()].groupby(["parent_code", *_PERIOD])
    sums = shown.agg(sum_value=("value", "sum"), sum_people=("denominator", "sum")).reset_index()
    areas = areas.merge(sums, on=["parent_code", *_PERIOD], how="left")
    has_printed = areas["parent_rate"].notna()
    areas["parent_count"] = areas["parent_value"].where(has_printed, areas["sum_value"])
    areas["parent_people"] = areas["parent_people"].where(has_printed, areas["sum_people"])
    rate, _, _ = rates.rate_interval(
        areas["parent_count"].to_numpy(dtype=float), areas["parent_people"].to_numpy(dtype=float)
    )
    areas["parent_rate"] = areas["parent_rate"].where(has_printed, rate)
    kind = pd.Series(None, index=areas.index, dtype=object)
    kind[areas["parent_rate"].notna() & ~has_printed] = "visible_regions"
    kind[has_printed | areas["parent_value"].notna()] = "province"
    return areas.assign(benchmark_kind=kind)


def _reasons(areas: pd.DataFrame, is_count: pd.Series[bool], verdict: np.ndarray) -> pd.Series[str]:
    """Why an area is not compared, empty where it is."""
    reason = pd.Series(None, index=areas.index, dtype=object)
    missing = verdict == "not_compared"
    reason[missing] = "no_interval"
    reason[missing & is_count] = "no_denominator"
    reason[missing & is_count & ~areas["is_exact"].astype(bool)] = "not_exact"
    reason[missing & (areas["status"] == "not_reported")] = "not_reported"
    reason[missing & (areas["hidden"] != "no")] = "hidden"
    return reason
