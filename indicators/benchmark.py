"""Each kabupaten/kota against its province, each province against the nation: comparison, funnel.

A count is compared by rate with the rest of the province (the area itself taken out), an outcome
has no interval here and is shown beside the province without a verdict. "Higher" and "lower" are
said of reports, never better or worse. Where an area stands among the others (p, funnel, rank) is
made in `indicators.standings`.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from indicators import compare, rates, standings
from indicators.regions import NATION
from indicators.tables import COMPARISON, FUNNEL, Table

_PERIOD: Final = ["measure_id", "period_start", "period_end", "publication_id"]
_FAR: Final = 0.998
_UNMARKED: Final = ("similar", "not_compared")
FEWEST_SHOWN: Final = 5
"""Regions shown that may stand for a province whose own figure is not; half of it will do too."""
AREA_KINDS: Final = ("kabupaten", "kota", "provinsi")
"""Regions that are compared, each with the rest of the region it is part of."""
NO_DISPERSION: Final = pd.DataFrame(
    {
        "parent_code": pd.Series(dtype=str),
        "measure_id": pd.Series(dtype=str),
        "cv2": pd.Series(dtype=float),
        "cv2_variance": pd.Series(dtype=float),
    }
)
"""What `comparisons` takes when no trend says how much years differ: nothing is ranked."""


def comparisons(
    values: pd.DataFrame, regions: pd.DataFrame, dispersion: pd.DataFrame = NO_DISPERSION
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables comparison and funnel from `values` (indicator_value columns).

    `regions` holds the columns of region, `dispersion` those of `series_trends.dispersions`.
    Partial years are not compared. A hidden count has a row with the reason `hidden`; where the
    province itself has no row, the benchmark is made of the regions that are shown and says so in
    `benchmark_kind`; fewer of them than `FEWEST_SHOWN`, and fewer than half of the province, stand
    for no province and nothing is compared (reason `too_few_areas`). Provinces are compared with
    the nation. Invented example regions keep their verdict and enter no funnel and no rank.
    """
    areas = _areas(values, regions)
    if areas.empty:
        return _empty(COMPARISON), _empty(FUNNEL)
    areas = standings.with_p(standings.with_dispersion(areas, dispersion))
    areas, funnels = standings.with_funnel(areas)
    areas = standings.with_ranks(areas)
    is_count, verdict = areas["is_count"], _verdicts(areas)
    out = areas.assign(
        value=areas["rate"].where(is_count, areas["value"]),
        lower=areas["rate_lower"],
        upper=areas["rate_upper"],
        benchmark=areas["parent_rate"].where(is_count, areas["parent_value"]),
        verdict=verdict,
        reason=_reasons(areas, is_count, verdict),
        is_marked=areas["is_marked"] & ~np.isin(verdict.astype(str), _UNMARKED),
    )
    return out[list(COMPARISON.column_names)].reset_index(drop=True), funnels


def _verdicts(areas: pd.DataFrame) -> compare.Codes:
    """The rate of each area, with its 95 and 99.8 % limits, beside that of the rest."""
    names = ("value", "denominator", "parent_count", "parent_people", "rate_lower", "rate_upper")
    count, people, whole_count, whole_people, lower, upper = (
        areas[name].to_numpy(dtype=float) for name in names
    )
    _, far_lower, far_upper = rates.rate_interval(count, people, level=_FAR)
    rest = compare.rest_of(whole_count, whole_people, count, people)
    return compare.five_levels(lower, upper, far_lower, far_upper, rest)


def _empty(table: Table) -> pd.DataFrame:
    return pd.DataFrame(columns=list(table.column_names))


def _areas(values: pd.DataFrame, regions: pd.DataFrame) -> pd.DataFrame:
    """Whole-year totals of areas that have others beside them, with those of their province."""
    totals = values[(values["dimension"] == "total") & ~values["is_partial"].astype(bool)]
    about = regions.set_index("region_code")
    parent = totals["region_code"].map(about["parent_code"]).astype(object)
    is_example = totals["region_code"].map(about["is_example"]).astype(bool)
    is_area = totals["region_code"].map(about["kind"]).isin(AREA_KINDS) & parent.notna()
    areas = totals.assign(parent_code=parent, takes_part=~is_example)[is_area]
    parts = regions.loc[regions["kind"].isin(AREA_KINDS), "parent_code"].value_counts()
    areas = _with_benchmark(areas, totals, parts)
    several = areas.groupby(["parent_code", *_PERIOD])["region_code"].transform("size") > 1
    areas = areas[several].reset_index(drop=True)
    is_count = areas["rate"].notna() | areas["value_lower"].notna() | (areas["hidden"] != "no")
    return areas.assign(is_count=is_count)


def _with_benchmark(
    areas: pd.DataFrame, wholes: pd.DataFrame, parts: pd.Series[int]
) -> pd.DataFrame:
    """Count, people and rate of the province (or the nation) beside each area.

    `parts` is the number of regions of each parent.
    """
    printed = wholes.rename(
        columns={
            "region_code": "parent_code",
            "value": "parent_value",
            "rate": "parent_rate",
            "denominator": "parent_people",
        }
    )[["parent_code", *_PERIOD, "parent_value", "parent_rate", "parent_people"]]
    areas = areas.merge(printed, on=["parent_code", *_PERIOD], how="left")
    shown = areas[areas["rate"].notna()].groupby(["parent_code", *_PERIOD])
    sums = shown.agg(
        sum_value=("value", "sum"), sum_people=("denominator", "sum"), shown=("value", "size")
    ).reset_index()
    areas = areas.merge(sums, on=["parent_code", *_PERIOD], how="left")
    has_printed = areas["parent_rate"].notna()
    needed = (areas["parent_code"].map(parts) / 2).clip(lower=2, upper=FEWEST_SHOWN)
    enough = areas["shown"] >= needed
    for whole, given, together in (
        ("parent_count", "parent_value", "sum_value"),
        ("parent_people", "parent_people", "sum_people"),
    ):
        areas[whole] = areas[given].where(has_printed, areas[together].where(enough))
    rate, _, _ = rates.rate_interval(
        areas["parent_count"].to_numpy(dtype=float), areas["parent_people"].to_numpy(dtype=float)
    )
    areas["parent_rate"] = areas["parent_rate"].where(has_printed, rate)
    kind = pd.Series(None, index=areas.index, dtype=object)
    kind[areas["parent_rate"].notna() & ~has_printed] = "visible_regions"
    is_printed = has_printed | (areas["parent_value"].notna() & areas["parent_rate"].isna())
    kind[is_printed] = "province"
    kind[is_printed & (areas["parent_code"] == NATION)] = "nation"
    return areas.assign(benchmark_kind=kind)


def _reasons(
    areas: pd.DataFrame, is_count: pd.Series[bool], verdict: compare.Codes
) -> pd.Series[str]:
    """Why an area is not compared, empty where it is."""
    reason = pd.Series(None, index=areas.index, dtype=object)
    missing = verdict == "not_compared"
    reason[missing] = "no_interval"
    reason[missing & is_count] = "no_denominator"
    reason[missing & areas["rate"].notna() & areas["parent_rate"].isna()] = "too_few_areas"
    reason[missing & is_count & ~areas["is_exact"].astype(bool)] = "not_exact"
    reason[missing & (areas["status"] == "not_reported")] = "not_reported"
    reason[missing & (areas["hidden"] != "no")] = "hidden"
    return reason
