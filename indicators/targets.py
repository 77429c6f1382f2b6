"""Towards a target: progress against the pace it needs, and the years it would still take.

Progress: Open SDG / Statistics Canada, ratio of the observed to the required compound growth
(methods 2.10). It is made of two points and knows no uncertainty; the years to target beside it
(indicators.years_to) do. A zero target needs an infinite pace and gets no ratio.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from indicators import codes
from indicators.surveys import surveys
from indicators.years_to import FEWEST_YEARS, years_by_values, years_status

Floats = NDArray[np.float64]
Codes = NDArray[np.object_]

PROGRESS: Final = codes.PROGRESS
PROGRESS_REASONS: Final = codes.PROGRESS_REASONS
_ON_TRACK, _LIMITED = 0.95, 0.6
FEWEST_POINTS: Final = 3
"""Years of a series below which a pace is not given a word: two points are no trend."""
_WITHOUT_TARGET: Final = (0.015, 0.005, 0.0)
KEY: Final = (
    "region_code", "measure_id", "target_region", "target_year", "target_publication_id",
)  # fmt: skip
_SERIES: Final = ["region_code", "measure_id"]
COLUMNS: Final = (
    *KEY, "base_year", "base_value", "growth_observed", "growth_required", "ratio", "progress",
    "progress_reason", "years", "years_lower", "years_upper", "years_status", "trend_years",
)  # fmt: skip


def growth(first: ArrayLike, last: ArrayLike, years: ArrayLike) -> Floats:
    """Compound growth a year, (last / first)^(1 / years) - 1; NaN unless all are positive."""
    start, end, span = np.broadcast_arrays(
        *(np.asarray(part, dtype=np.float64) for part in (first, last, years))
    )
    usable = (start > 0) & (end > 0) & (span > 0)
    ratio = np.where(usable, end, 1.0) / np.where(usable, start, 1.0)
    return np.where(usable, ratio ** (1 / np.where(usable, span, 1.0)) - 1, np.nan)


def progress_ratio(observed: ArrayLike, required: ArrayLike, better: ArrayLike) -> Floats:
    """R = d * observed / |required|, d = 1 where higher is better and -1 where lower is.

    1 is the pace needed. NaN where nothing is required or there is no direction.
    """
    seen, asked = np.asarray(observed, dtype=np.float64), np.asarray(required, dtype=np.float64)
    direction = np.asarray(better, dtype=object)
    sign = np.select([direction == "higher", direction == "lower"], [1.0, -1.0], np.nan)
    return sign * seen / np.where(asked == 0, np.nan, np.abs(asked))


def progress_status(ratio: ArrayLike, is_met: ArrayLike) -> Codes:
    """One of PROGRESS: .95 on track, .6 acceleration needed, 0 limited, below deterioration."""
    pace, met = np.broadcast_arrays(np.asarray(ratio, float), np.asarray(is_met, dtype=bool))
    status = np.select(
        [met, np.isnan(pace), pace >= _ON_TRACK, pace >= _LIMITED, pace >= 0],
        ["achieved", "not_stated", "on_track", "acceleration_needed", "limited"],
        "deterioration",
    )
    return status.astype(object)


def status_without_target(observed: ArrayLike, better: ArrayLike) -> Codes:
    """The same words by growth alone: 1.5 % a year, 0.5 %, 0 in the better direction."""
    direction = np.asarray(better, dtype=object)
    sign = np.select([direction == "higher", direction == "lower"], [1.0, -1.0], np.nan)
    pace = sign * np.asarray(observed, dtype=np.float64)
    quick, slow, none = _WITHOUT_TARGET
    status = np.select(
        [np.isnan(pace), pace >= quick, pace >= slow, pace >= none],
        ["not_stated", "on_track", "acceleration_needed", "limited"],
        "deterioration",
    )
    return status.astype(object)


def towards(
    gaps: pd.DataFrame,
    values: pd.DataFrame,
    since: Mapping[str, int],
    publications: pd.DataFrame,
) -> pd.DataFrame:
    """Progress and years to target of every row of `gaps` (columns of GAP), one row each (COLUMNS).

    A measure may have several targets (national, province, RAD), each with its year and source:
    each has its row. `values` holds indicator_value columns; the series is the chosen visible
    whole-year totals up to the gap's own value, from `since[measure_id]` (the year of the last
    series break) on, of the survey of that value only (`publications` names its register);
    `other_survey` says that years of another were left out. Progress runs from the first year of
    the series and takes `FEWEST_POINTS`; it is `not_stated` where the first value was at the
    target and the last is not. A value at the target before its year is `reached_early`; an
    expired target is `achieved` only by a value of its year or later. Expired targets keep no
    years to target either.
    """
    if gaps.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    ended = pd.to_datetime(gaps["period_end"]).dt.year
    until: NDArray[np.int64] = np.asarray(ended, dtype=np.int64)
    points, years, has_others = _points(gaps, values, until, since, publications)
    value, target = gaps["value"].to_numpy(dtype=float), gaps["target"].to_numpy(dtype=float)
    base_year, base = _bases(points, years, until, value)
    met, expired = (gaps[name].to_numpy(dtype=bool) for name in ("is_met", "is_expired"))
    observed = growth(base, value, until - base_year)
    due = gaps["target_year"].to_numpy(dtype=np.int64)
    better = gaps["better"].to_numpy(dtype=object)
    was_met = np.where(better == "lower", base <= target, base >= target)
    required = np.where(was_met, np.nan, growth(base, target, due - base_year))
    number = np.isfinite(points).sum(axis=1)
    smallest = np.fmin(np.fmin(base, value), target)
    reason = _progress_reasons(base_year < until, was_met, number, smallest, expired)
    reason = np.where(met, np.where(expired & (until < due), "no_value_of_year", ""), reason)
    ratio = progress_ratio(observed, required, better)
    ratio = np.where((reason != "") | (number < FEWEST_POINTS), np.nan, ratio)
    progress = progress_status(ratio, met & (reason == ""))
    progress = np.where((progress == "achieved") & (until < due), "reached_early", progress)
    short = np.isin(reason, ["", "no_earlier_value", "too_few_years"])
    reason = np.where(has_others & short, "other_survey", reason)
    out = gaps[list(KEY)].assign(
        base_year=base_year,
        base_value=base,
        growth_observed=observed,
        growth_required=required,
        ratio=ratio,
        progress=pd.Series(progress, gaps.index, object),
        progress_reason=pd.Series([str(one) or None for one in reason], gaps.index, object),
        trend_years=number,
    )
    return _with_years(out, points, years, target, met, expired)[list(COLUMNS)]


def _points(
    gaps: pd.DataFrame,
    values: pd.DataFrame,
    until: NDArray[np.int64],
    since: Mapping[str, int],
    publications: pd.DataFrame,
) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """The series of each gap, (gaps, years), NaN outside its years; the years; other surveys.

    Only values of the survey of the gap's own value are points; the last says where others are.
    """
    shown = values[
        (values["dimension"] == "total")
        & values["is_chosen"].astype(bool)
        & ~values["is_partial"].astype(bool)
        & (values["hidden"] == "no")
        & values["value"].notna()
    ].sort_values(["year", "publication_id"])
    shown = shown.drop_duplicates(["region_code", "measure_id", "year"], keep="last")
    shown = shown.assign(survey=surveys(shown, publications))
    asked = pd.MultiIndex.from_frame(gaps[_SERIES])
    table, named = (
        shown.pivot(index=_SERIES, columns="year", values=column).reindex(asked)
        for column in ("value", "survey")
    )
    years = table.columns.to_numpy(dtype=float)
    first = gaps["measure_id"].map(dict(since)).astype(float).fillna(-np.inf).to_numpy(dtype=float)
    inside = (years[None, :] >= first[:, None]) & (years[None, :] <= until[:, None])
    own = surveys(gaps.assign(year=until), publications)
    known = inside & table.notna().to_numpy(dtype=bool)
    same = named.to_numpy(dtype=object) == own[:, None]
    points = np.where(known & same, table.to_numpy(dtype=float), np.nan)
    return points, years, (known & ~same).any(axis=1)


def _bases(
    points: Floats, years: Floats, until: NDArray[np.int64], value: Floats
) -> tuple[NDArray[np.int64], Floats]:
    """First year and value of each series; the gap's own where there is none."""
    known = np.isfinite(points)
    if points.shape[1] == 0:
        return until, value
    place = np.argmax(known, axis=1)
    has = known.any(axis=1)
    first = np.take_along_axis(points, place[:, None], axis=1)[:, 0]
    return np.where(has, years[place], until).astype(np.int64), np.where(has, first, value)


def _progress_reasons(
    has_base: NDArray[np.bool_],
    was_met: NDArray[np.bool_],
    number: NDArray[np.int64],
    smallest: Floats,
    expired: NDArray[np.bool_],
) -> NDArray[np.str_]:
    """Why the pace of a value that is behind has no word; the first that applies."""
    return np.select(
        [expired, ~has_base, was_met, number < FEWEST_POINTS, smallest <= 0],
        ["expired", "no_earlier_value", "was_met_before", "too_few_years", "zero_value"],
        "",
    )


def _with_years(
    out: pd.DataFrame,
    points: Floats,
    years: Floats,
    target: Floats,
    met: NDArray[np.bool_],
    expired: NDArray[np.bool_],
) -> pd.DataFrame:
    """Years to target with their status; numbers only where they are stated."""
    number = out["trend_years"].to_numpy(dtype=int)
    able = (number >= FEWEST_YEARS) & ~(points <= 0).any(axis=1)
    nan = np.full(len(out), np.nan)
    told = {"years": nan, "years_lower": nan.copy(), "years_upper": nan.copy()}
    status = np.where(number < FEWEST_YEARS, "too_few_years", "no_trend").astype(object)
    if able.any():
        found = years_by_values(points[able], years, target[able])
        status[able] = years_status(found, False, number[able])
        for name, numbers in zip(told, (found.years, found.lower, found.upper), strict=True):
            told[name] = nan.copy()
            told[name][able] = numbers
    status = np.where((target <= 0) | expired, "no_target", status)
    status = np.where(met, "met", status)
    stated = status == "stated"
    shown = {name: np.where(stated, numbers, np.nan) for name, numbers in told.items()}
    said = pd.Series([str(one) for one in status], out.index, object)
    return out.assign(**shown, years_status=said)
