"""Years until a target is reached, with an interval, or the reason why they cannot be stated.

Log-linear trend with Fieller's interval (1954, J. R. Stat. Soc. B 16:175). It is bounded exactly
when the slope is significant at the same level (methods 2.10): from 100 cases that fall by 10 % a
year it can be stated in a third of all cases at best.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from indicators import codes, overdispersion

Floats = NDArray[np.float64]

YEARS: Final = codes.YEARS_STATUSES
FEWEST_YEARS: Final = 4
"""A line through three points has one degree of freedom: its interval is hardly ever bounded."""


@dataclass(frozen=True)
class YearsTo:
    """Years from the last point until a target, one a series: arrays of equal length.

    `slope` is per year on the log scale, `standard_error` its own, `phi` the dispersion found
    (at least 1 is used). `lower` and `upper` are NaN unless the interval is bounded. `years` is
    negative where the line passed the target in the past.
    """

    slope: Floats
    standard_error: Floats
    phi: Floats
    years: Floats
    lower: Floats
    upper: Floats

    @property
    def is_bounded(self) -> NDArray[np.bool_]:
        """Which intervals have two ends."""
        return np.isfinite(self.lower) & np.isfinite(self.upper)


def years_by_counts(
    counts: ArrayLike, people: ArrayLike, years: ArrayLike, target: ArrayLike, level: float = 0.95
) -> YearsTo:
    """Years until a rate (`target`, per head) is reached: quasi-Poisson, phi at least 1, t(n - 2).

    `counts` and `people` are (series, years), NaN where nothing is known; `years` ascending.
    """
    y, n = np.atleast_2d(np.asarray(counts, float)), np.atleast_2d(np.asarray(people, float))
    when = np.asarray(years, dtype=np.float64)
    n = np.broadcast_to(n, y.shape)
    lines = overdispersion.fit(y, n, when)
    phi = overdispersion.own_dispersion(lines, y)
    last, x = _from_last(y, when)
    mean = np.where(np.isfinite(lines.mean), lines.mean, 0.0)
    at_last = np.take_along_axis(lines.mean / n, last[:, None], axis=1)[:, 0]
    start = np.log(np.where(at_last > 0, at_last, np.nan))
    a, b, c = mean.sum(1), (mean * x).sum(1), (mean * x**2).sum(1)
    size = np.where(lines.is_fitted, a * c - b * b, np.nan)
    scale = np.maximum(phi, 1.0) / size
    cover = (c * scale, -b * scale, a * scale)
    return _fieller(start, lines.slope, cover, phi, lines.number - 2, target, level)


def years_by_values(
    values: ArrayLike, years: ArrayLike, target: ArrayLike, level: float = 0.95
) -> YearsTo:
    """Years until a value (a percentage, an index) is reached: least squares on its log, t(n - 2).

    `values` is (series, years), positive, NaN where nothing is known. ValueError for a value of 0
    or less: it has no log; the caller leaves such series out.
    """
    y, when = np.atleast_2d(np.asarray(values, float)), np.asarray(years, dtype=np.float64)
    if np.any(y <= 0):
        raise ValueError("a value must be positive to have a log-linear trend")
    known = np.isfinite(y)
    number = known.sum(axis=1)
    _, x = _from_last(y, when)
    weight = known.astype(np.float64)
    log = np.log(np.where(known, y, 1.0))
    a, b, c = number.astype(float), (weight * x).sum(1), (weight * x**2).sum(1)
    size = np.where(number > 2, a * c - b * b, np.nan)
    p, q = log.sum(1), (log * x).sum(1)
    start, slope = (c * p - b * q) / size, (a * q - b * p) / size
    left = (weight * (log - start[:, None] - slope[:, None] * x) ** 2).sum(1)
    scale = left / np.maximum(number - 2, 1)
    cover = (c * scale / size, -b * scale / size, a * scale / size)
    return _fieller(start, slope, cover, scale, number - 2, target, level)


def years_status(found: YearsTo, is_met: ArrayLike, trend_years: ArrayLike) -> NDArray[np.object_]:
    """One of YEARS for each series.

    `met` goes first. A bounded interval ahead of us is `stated`, one that lies in the past (the
    line goes the other way) is `moving_away`; unbounded or across today `cannot_be_stated`.
    """
    number = np.asarray(trend_years)
    status = np.select(
        [
            np.asarray(is_met, dtype=bool),
            number < FEWEST_YEARS,
            np.isnan(found.slope),
            found.is_bounded & (found.lower > 0),
            found.is_bounded & (found.upper < 0),
        ],
        ["met", "too_few_years", "no_trend", "stated", "moving_away"],
        "cannot_be_stated",
    )
    return status.astype(object)


def _from_last(y: Floats, years: Floats) -> tuple[NDArray[np.intp], Floats]:
    """Place of the last known year of each series, and the years counted from it (0 if unknown)."""
    known = np.isfinite(y)
    last = y.shape[1] - 1 - np.argmax(known[:, ::-1], axis=1)
    return last, np.where(known, years[None, :] - years[last][:, None], 0.0)


def _fieller(
    start: Floats,
    slope: Floats,
    cover: tuple[Floats, Floats, Floats],
    phi: Floats,
    freedom: NDArray[np.int64],
    target: ArrayLike,
    level: float,
) -> YearsTo:
    """{t : (a + b t - ln T)^2 <= q^2 (V00 + 2 t V01 + t^2 V11)}: bounded where b^2 > q^2 V11."""
    goal = np.broadcast_to(np.asarray(target, dtype=np.float64), start.shape)
    log_goal = np.log(np.where(goal > 0, goal, np.nan))
    q2 = special.stdtrit(np.maximum(freedom, 1), (1 + level) / 2) ** 2
    q2 = np.where(freedom > 0, q2, np.nan)
    v00, v01, v11 = cover
    ahead = start - log_goal
    a, b, c = slope**2 - q2 * v11, ahead * slope - q2 * v01, ahead**2 - q2 * v00
    bounded = (a > 0) & (b**2 - a * c >= 0)
    root = np.sqrt(np.where(bounded, b**2 - a * c, np.nan))
    safe = np.where(bounded, a, 1.0)
    years = -ahead / np.where(slope == 0, np.nan, slope)
    return YearsTo(slope, np.sqrt(v11), phi, years, (-b - root) / safe, (-b + root) / safe)
