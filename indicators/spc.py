"""XmR chart of a monthly series of 12 points or more (methods 2.6); less than that has none.

Limits: mean -/+ 2.66 * mean moving range; moving ranges above 3.267 times their mean are screened
out first. Signals: outside, seven on one side, seven rising or falling, two of three beyond two
thirds. A missing month ends every run. The signals say "look here", never "better" or "worse".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Signs = NDArray[np.int64]

FEWEST_POINTS: Final = 12
FEWEST_A_MONTH: Final = 5.0
"""Below this mean the points crowd at zero and the limits mean nothing."""
REASONS: Final = ("too_few_points", "counts_near_zero", "no_variation")
SIGNALS: Final = ("outside", "shift", "trend", "two_of_three")
ASSURANCE: Final = ("passes", "fails", "hit_and_miss", "not_assured")
_WIDTH: Final = 2.66
_SCREEN: Final = 3.267
_RUN: Final = 7


@dataclass(frozen=True)
class Limits:
    """Process limits; `near_*` at two thirds of the way. NaN without two neighbouring points."""

    mean: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float


def limits(values: ArrayLike, *, screened: bool = True) -> Limits:
    """Limits of `values` in order of time, NaN for a missing month (no range across it)."""
    series = np.asarray(values, dtype=np.float64)
    known = series[np.isfinite(series)]
    moving = np.abs(np.diff(series))
    moving = moving[np.isfinite(moving)]
    if screened and len(moving):
        moving = moving[moving <= _SCREEN * moving.mean()]
    mean = float(known.mean()) if len(known) else float("nan")
    width = _WIDTH * float(moving.mean()) if len(moving) else float("nan")
    near = width * 2 / 3
    return Limits(mean, mean - width, mean + width, mean - near, mean + near)


def sides(values: ArrayLike, mean: float) -> Signs:
    """1 above the mean, -1 below, 0 on it or missing."""
    apart = np.asarray(values, dtype=np.float64) - mean
    return np.where(np.isfinite(apart), np.sign(np.nan_to_num(apart)), 0).astype(np.int64)


def seventh_on_a_side(side: ArrayLike) -> Signs:
    """Non-zero (the side) at the seventh and every further point of a run on one side."""
    given = np.asarray(side, dtype=np.int64)
    out, run = np.zeros_like(given), 0
    for place, one in enumerate(given):
        run = run + 1 if place and one == given[place - 1] and one else int(one != 0)
        out[place] = one if run >= _RUN else 0
    return out


def seventh_of_a_trend(values: ArrayLike) -> Signs:
    """1 or -1 at the seventh and every further of points that all rise or all fall."""
    series = np.asarray(values, dtype=np.float64)
    steps = np.sign(np.nan_to_num(np.diff(series))).astype(np.int64)
    out, run = np.zeros(len(series), dtype=np.int64), 1
    for place, step in enumerate(steps, start=1):
        goes_on = place > 1 and step == steps[place - 2] and step != 0
        run = run + 1 if goes_on else 1 + int(step != 0)
        out[place] = step if run >= _RUN else 0
    return out


def whole_run(ends: ArrayLike, length: int = _RUN) -> Signs:
    """Spread a signal at its last point over the `length` points that make it."""
    given = np.asarray(ends, dtype=np.int64)
    out = given.copy()
    for place in np.flatnonzero(given):
        out[max(0, place - length + 1) : place + 1] = given[place]
    return out


def in_a_two_of_three(is_close: ArrayLike, side: ArrayLike) -> NDArray[np.bool_]:
    """Points of three neighbours on one side of which two or more are close to the limit."""
    close, where = np.asarray(is_close, dtype=bool), np.asarray(side, dtype=np.int64)
    out = np.zeros(len(close), dtype=bool)
    for place in range(len(close) - 2):
        three = slice(place, place + 3)
        if close[three].sum() >= 2 and abs(int(where[three].sum())) == 3:
            out[three] = True
    return out


def chart(months: pd.DataFrame) -> tuple[pd.DataFrame, str | None]:
    """`months` (month as first day, value) with limits, side and signals, or a reason for none.

    Columns added: mean, lower, upper, near_lower, near_upper, signal (of SIGNALS, the first that
    applies) and direction (1 above or rising, -1 below or falling, 0 none). Months without a row
    between first and last are added, value NaN. With a reason the added columns are empty. The
    lower limits of a count end at 0. ValueError for a month printed twice.
    """
    start = pd.to_datetime(months["month"])
    if start.duplicated().any():
        raise ValueError("a month stands in one row")
    series = pd.Series(months["value"].to_numpy(dtype=float), index=start).sort_index()
    if len(series):
        series = series.reindex(pd.date_range(series.index[0], series.index[-1], freq="MS"))
    frame = pd.DataFrame({"month": series.index, "value": series.to_numpy()})
    found = limits(series)
    reason = _reason(series, found)
    if reason is not None:
        empty = dict.fromkeys(("mean", "lower", "upper", "near_lower", "near_upper"), np.nan)
        nothing = pd.Series([None] * len(frame), index=frame.index, dtype=object)
        return frame.assign(**empty, signal=nothing, direction=0), reason
    signal, direction = _signals(series.to_numpy(dtype=float), found)
    return frame.assign(
        mean=found.mean,
        lower=max(found.lower, 0.0),
        upper=found.upper,
        near_lower=max(found.near_lower, 0.0),
        near_upper=found.near_upper,
        signal=pd.Series([str(one) or None for one in signal], index=frame.index, dtype=object),
        direction=direction,
    ), None


def assurance(lower: float, upper: float, target: float, better: str) -> str:
    """Whether the process would meet `target` by itself: one of ASSURANCE.

    `better` is higher or lower; with `none`, or with a part missing, it is `not_assured`.
    """
    if better not in ("higher", "lower") or np.isnan([lower, upper, target]).any():
        return "not_assured"
    if lower > target:
        return "passes" if better == "higher" else "fails"
    if upper < target:
        return "fails" if better == "higher" else "passes"
    return "hit_and_miss"


def _reason(series: pd.Series[float], found: Limits) -> str | None:
    if series.notna().sum() < FEWEST_POINTS:
        return "too_few_points"
    if found.mean < FEWEST_A_MONTH:
        return "counts_near_zero"
    return None if found.upper > found.mean else "no_variation"


def _signals(series: Floats, found: Limits) -> tuple[NDArray[np.object_], Signs]:
    side = sides(series, found.mean)
    known = np.isfinite(series)
    outside = np.where(known & ((series > found.upper) | (series < found.lower)), side, 0)
    close = known & ((series > found.near_upper) | (series < found.near_lower))
    close &= outside == 0
    shift = whole_run(seventh_on_a_side(side))
    trend = whole_run(seventh_of_a_trend(series))
    two = np.where(in_a_two_of_three(close, side) & close, side, 0)
    found_signs = (outside, shift, trend, two)
    signal = np.select([one != 0 for one in found_signs], list(SIGNALS), "").astype(object)
    return signal, np.select([one != 0 for one in found_signs], list(found_signs), 0)
