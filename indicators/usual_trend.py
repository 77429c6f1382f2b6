"""The best-known test of a recent trend, reproduced to be compared with; no verdict uses it.

Fingertips guidance: over the last five yearly points a weighted straight line (weights from the
printed 95 % intervals) or, for proportions, Cochran-Armitage; a marker when chi-square exceeds
its 99.8 % limit and the slope keeps its sign when each point is left out (design/methods 2.4). It
takes chance within a year as all there is, so that it flags what years vary anyway:
`indicators.false_alarms` counts how often.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from indicators import rates

Floats = NDArray[np.float64]

POINTS: Final = 5
"""Fewer points are no trend."""
CRITICAL: Final = float(special.chdtri(1, 0.002))
"""9.5495: the 99.8 % quantile of chi-square with one degree of freedom."""


@dataclass(frozen=True)
class Markers:
    """Slope a year, its chi-square, and the marker: 1 up, -1 down, 0 neither, NaN not possible."""

    slope: Floats
    chi2: Floats
    marker: Floats


def markers(
    value: ArrayLike, lower: ArrayLike, upper: ArrayLike, years: ArrayLike, level: float = 0.95
) -> Markers:
    """Markers of series of rates with their intervals; arrays are (series, points).

    A point without value or interval is not usable, nor is one whose interval has no width; with
    fewer than five usable points there is no marker.
    """
    y = np.atleast_2d(np.asarray(value, dtype=np.float64))
    low, high = (np.atleast_2d(np.asarray(one, dtype=np.float64)) for one in (lower, upper))
    z = float(special.ndtri((1 + level) / 2))
    usable = np.isfinite(y) & (high > low)
    sigma = np.where(usable, high - low, 1.0) / (2 * z)
    weight = np.where(usable, 1 / sigma**2, 0.0)
    t = np.broadcast_to(np.asarray(years, dtype=np.float64), y.shape)
    return _marked(np.where(usable, y, 0.0), weight, t, usable.sum(axis=1) >= POINTS)


def count_markers(counts: ArrayLike, years: ArrayLike, exposure: ArrayLike = 1.0) -> Markers:
    """`markers` of counts (or of rates, where `exposure` is given) with their own intervals."""
    value, lower, upper = rates.rate_interval(counts, exposure, per=1)
    return markers(value, lower, upper, years)


def proportion_chi2(count: ArrayLike, total: ArrayLike, years: ArrayLike) -> Floats:
    """Cochran-Armitage chi-square of series of proportions; arrays are (series, points).

    NaN where a point is missing, or where nobody or everybody is counted.
    """
    c, d = (np.atleast_2d(np.asarray(one, dtype=np.float64)) for one in (count, total))
    t = np.broadcast_to(np.asarray(years, dtype=np.float64), c.shape)
    t = t - t.mean(axis=1, keepdims=True)
    events, people = c.sum(axis=1), d.sum(axis=1)
    score = people * (t * c).sum(axis=1) - events * (t * d).sum(axis=1)
    spread = people * (t**2 * d).sum(axis=1) - (t * d).sum(axis=1) ** 2
    size = events * (people - events) * spread
    return np.asarray(people * score**2 / np.where(size > 0, size, np.nan), dtype=np.float64)


def _marked(y: Floats, weight: Floats, t: Floats, enough: NDArray[np.bool_]) -> Markers:
    slope, information = _line(y, weight, t)
    chi2 = slope**2 * information
    signs = [np.sign(slope)]
    for point in range(y.shape[1]):
        left = weight.copy()
        left[:, point] = 0.0
        signs.append(np.sign(_line(y, left, t)[0]))
    is_steady = (np.array(signs) == signs[0]).all(axis=0)
    marker = np.where(is_steady & (chi2 > CRITICAL), signs[0], 0.0)
    return Markers(*(np.where(enough, one, np.nan) for one in (slope, chi2, marker)))


def _line(y: Floats, weight: Floats, t: Floats) -> tuple[Floats, Floats]:
    """Weighted least-squares slope of each series and its information 1 / Var(slope)."""
    total = np.where(weight.sum(axis=1) > 0, weight.sum(axis=1), 1.0)
    x = t - ((weight * t).sum(axis=1) / total)[:, None]
    information = (weight * x**2).sum(axis=1)
    slope = (weight * x * y).sum(axis=1) / np.where(information > 0, information, 1.0)
    return np.where(information > 0, slope, np.nan), information
