"""Completion of a partial year, with what it cannot know, or the reason why there is none.

The arithmetic is in indicators.completion. Here it is tried on the area's own past years first, and
switched off where it fails them. A projection is drawn dashed, and enters no trend and no ranking.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special

from indicators import codes
from indicators.completion import LEVEL, NOT_MEASURED, LateEntry, complete

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

FEWEST_YEARS: Final = 3
"""Full past years below which there is neither a factor worth showing nor a back-test."""
MEDIAN_ERROR_ALLOWED: Final = 0.20
"""Back-test: half of the past years must have been met this closely (a share of the full year)."""
MISSES_UNLIKELY: Final = 0.05
"""Back-test: as few years inside the interval as were, must not be rarer than this at 95 %."""
WIDEST_ALLOWED: Final = 1.0
"""An interval wider than this share of the projection says nothing."""
REASONS: Final = codes.PROJECTION_REASONS
COLUMNS: Final = (
    "region_code", "year", "months", "observed", "factor", "projected", "lower", "upper",
    "standard_error", "mack_error", "phi", "history_years", "tested_years", "tested_inside",
    "tested_error", "reason",
)  # fmt: skip


def backtest(
    full_years: Floats, months: int, late: LateEntry = NOT_MEASURED
) -> tuple[int, int, float]:
    """Leave each past year out and complete it from the same month with the others.

    (years tested, inside their interval, median absolute error as a share of the full year); an
    untestable year (no event in its first months) is not counted; the error is NaN without any.
    """
    inside, errors = 0, []
    for year in range(len(full_years)):
        observed, whole = float(full_years[year, :months].sum()), float(full_years[year].sum())
        told = complete(observed, months, np.delete(full_years, year, axis=0), late)
        if told is None:
            continue
        inside += told.lower <= whole <= told.upper
        errors.append(abs(told.projected - whole) / whole)
    return len(errors), inside, float(np.median(errors)) if errors else float("nan")


def verdict_of_backtest(tested: int, inside: int, error: float) -> str | None:
    """The reason of `REASONS` for which the back-test switches a projection off, or None.

    Coverage fails where so few years inside would be rarer than `MISSES_UNLIKELY` if 95 % were
    true: of 3 years 2 must be inside, of 4 three, of 8 seven less one.
    """
    if tested < FEWEST_YEARS:
        return "no_monthly_history"
    if float(special.bdtr(inside, tested, LEVEL)) < MISSES_UNLIKELY:
        return "backtest_coverage"
    return "backtest_error" if error > MEDIAN_ERROR_ALLOWED else None


def projections(
    monthly: pd.DataFrame,
    breaks: tuple[tuple[int, int], ...] = (),
    late: LateEntry = NOT_MEASURED,
) -> pd.DataFrame:
    """One row (`COLUMNS`) a region whose latest year is partial; no row where it is complete.

    `monthly` has region_code, year, month and value: reports of that month, NaN or no row where
    nothing was reported (a reported zero is 0). `breaks` are (year, month) from which figures are
    recorded otherwise: years before are no history, and a break inside the partial year (after
    January) leaves none at all. Where `reason` is given there is no projection, only what was
    observed and, if it was made, the back-test. ValueError for a month printed twice.
    """
    if monthly.duplicated(["region_code", "year", "month"]).any():
        raise ValueError("a region has one figure a month")
    known = monthly[monthly["value"].notna()]
    rows = [
        row
        for code, years, grid in _grids(known)
        if (row := _of_region(code, years, grid, breaks, late)) is not None
    ]
    out = pd.DataFrame(rows, columns=list(COLUMNS))
    reasons = [row["reason"] for row in rows]
    return out.assign(reason=pd.Series(reasons, index=out.index, dtype=object))


def monthly_values(values: pd.DataFrame) -> pd.DataFrame:
    """(region_code, measure_id, publication_id, year, month, value) of rows that are one month.

    `values` holds indicator_value columns; totals only, hidden counts are not reported here.
    """
    start, end = pd.to_datetime(values["period_start"]), pd.to_datetime(values["period_end"])
    one = (
        (start.dt.day == 1)
        & end.dt.is_month_end
        & (start.dt.to_period("M") == end.dt.to_period("M"))
        & (values["dimension"] == "total")
        & (values["hidden"] == "no")
    )
    rows = values[one].assign(year=start[one].dt.year, month=start[one].dt.month)
    columns = ["region_code", "measure_id", "publication_id", "year", "month", "value"]
    return rows[columns].reset_index(drop=True)


def _of_region(
    code: str, years: Integers, grid: Floats, breaks: tuple[tuple[int, int], ...], late: LateEntry
) -> dict[str, object] | None:
    year, current = int(years[-1]), grid[-1]
    months = int(np.flatnonzero(np.isfinite(current)).max()) + 1
    if months == 12:
        return None
    since = max((y if m == 1 else y + 1 for y, m in breaks if (y, m) <= (year, months)), default=0)
    is_past = (years < year) & (years >= since) & np.isfinite(grid).all(axis=1)
    history = grid[is_past]
    observed = float(np.nansum(current))
    row: dict[str, object] = dict.fromkeys(COLUMNS, float("nan"))
    row |= {"region_code": code, "year": year, "months": months, "observed": observed}
    row |= {"history_years": len(history), "tested_years": 0, "tested_inside": 0, "reason": None}
    reason = _reason_before(current[:months], since, year, len(history))
    if reason is None:
        tested, inside, error = backtest(history, months, late)
        row |= {"tested_years": tested, "tested_inside": inside, "tested_error": error}
        reason = verdict_of_backtest(tested, inside, error)
    told = complete(observed, months, history, late) if reason is None else None
    if told is None:
        return row | {"reason": reason or "no_monthly_history"}
    if told.upper - told.lower > WIDEST_ALLOWED * told.projected:
        return row | {"reason": "too_wide"}
    return row | {
        "factor": told.factor,
        "projected": told.projected,
        "lower": told.lower,
        "upper": told.upper,
        "standard_error": told.standard_error,
        "mack_error": told.mack_error,
        "phi": told.phi,
    }


def _reason_before(current: Floats, since: int, year: int, history_years: int) -> str | None:
    """Why not even the back-test is made."""
    if since > year:
        return "break_in_year"
    if history_years < FEWEST_YEARS:
        return "no_monthly_history"
    if np.isnan(current).any():
        return "month_missing"
    return "no_reports" if current.sum() <= 0 else None


def _grids(months: pd.DataFrame) -> Iterator[tuple[str, Integers, Floats]]:
    """Each region with its years and (years, 12) counts, NaN where nothing was reported."""
    for code, rows in months.groupby("region_code", sort=True):
        years, place = np.unique(rows["year"].to_numpy(dtype=np.int64), return_inverse=True)
        grid = np.full((len(years), 12), np.nan)
        grid[place, rows["month"].to_numpy(dtype=np.int64) - 1] = rows["value"]
        yield str(code), years, grid
