"""One log-linear Poisson line an area, and the over-dispersion that all areas share.

Reported counts jump more from year to year than chance allows. One area has too few years to say
how much; the areas of a province together have enough. Formulas: design/methods 2.4 (one squared
coefficient of variation c2 a province, variance mean + c2 mean^2, sandwich variance of a slope).
Several provinces can be worked at once: `group` numbers the province of each area.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

FEWEST_YEARS: Final = 3
"""A line has two parameters: below three points nothing is left over to judge it by."""
_STEPS: Final = 60
_CLOSE: Final = 1e-12
_YEAR_ROUNDS: Final = 30
_MOST_SHRUNK: Final = 0.5
"""Bias of the dispersion is taken out up to a doubling: beyond, the years say too little."""


@dataclass(frozen=True)
class Lines:
    """Poisson fits log mean = log exposure + level + slope (year - centre), one an area.

    `slope`, `number` (of years) are (areas,); `mean` and `centred` (year minus the centre of the
    area's own years) are (areas, years). `slope` and `mean` are NaN where there is no line: fewer
    than three years, no event at all, or events only in the first or only in the last year (the
    slope then has no finite estimate). `mean` is NaN and `centred` 0 also in a missing year.
    """

    slope: Floats
    mean: Floats
    centred: Floats
    number: Integers

    @property
    def is_fitted(self) -> Flags:
        """Which areas have a line."""
        return np.isfinite(self.slope)


@dataclass(frozen=True)
class Dispersion:
    """Between-year dispersion of each province; arrays are (provinces,).

    `cv2` is the squared coefficient of variation to use; `formula` is what the formula of
    methods 2.4 gives before its bias is taken out (fitted means vary themselves, so their squares
    are too large: at a CV of 0.43 and five years it is 8 % too small). `variance` is the sampling
    variance of `cv2`, `freedom` the residual degrees of freedom. NaN and 0 where no area has a
    line.
    """

    cv2: Floats
    formula: Floats
    variance: Floats
    freedom: Integers


def fit(counts: Floats, exposure: Floats, years: Floats) -> Lines:
    """Fit every area by Newton's method, all at once.

    `counts` and `exposure` are (areas, years), NaN where nothing was reported; `years` is
    (years,). Raises ValueError for a negative count or an exposure that is not positive.
    """
    known = np.isfinite(counts) & np.isfinite(exposure)
    if (exposure[known] <= 0).any():
        raise ValueError("a count needs a positive exposure beside it")
    if (counts[known] < 0).any():
        raise ValueError("a count cannot be negative")
    y, e = np.where(known, counts, 0.0), np.where(known, exposure, 0.0)
    number = known.sum(axis=1).astype(np.int64)
    centre = np.where(known, years, 0.0).sum(axis=1) / np.maximum(number, 1)
    centred = np.where(known, years - centre[:, None], 0.0)
    able = (number >= FEWEST_YEARS) & _has_finite_slope(y, known, centred)
    slope, mean = _newton(y[able], e[able], centred[able])
    all_slopes, all_means = np.full(len(y), np.nan), np.full(y.shape, np.nan)
    all_slopes[able] = slope
    all_means[able] = np.where(known[able], mean, np.nan)
    return Lines(all_slopes, all_means, centred, number)


def _has_finite_slope(y: Floats, known: Flags, centred: Floats) -> Flags:
    """Whether there are events, and not only at one end of the years."""
    first = np.where(known, centred, np.inf).min(axis=1, initial=np.inf)
    last = np.where(known, centred, -np.inf).max(axis=1, initial=-np.inf)
    before_last = np.where(known & (centred < last[:, None]), y, 0.0).sum(axis=1)
    after_first = np.where(known & (centred > first[:, None]), y, 0.0).sum(axis=1)
    return np.asarray((before_last > 0) & (after_first > 0), dtype=np.bool_)


def _newton(y: Floats, e: Floats, x: Floats) -> tuple[Floats, Floats]:
    """Slopes and fitted means; the likelihood is concave, long steps are shortened."""
    level = np.log(y.sum(axis=1) / e.sum(axis=1))
    slope = np.zeros(len(y))
    mean = e * np.exp(level)[:, None]
    for _ in range(_STEPS):
        a, b, c = mean.sum(axis=1), (mean * x).sum(axis=1), (mean * x**2).sum(axis=1)
        first, second = (y - mean).sum(axis=1), ((y - mean) * x).sum(axis=1)
        size = a * c - b * b
        step_level = ((c * first - b * second) / size).clip(-2, 2)
        step_slope = ((a * second - b * first) / size).clip(-1, 1)
        level, slope = level + step_level, slope + step_slope
        mean = e * np.exp(level[:, None] + slope[:, None] * x)
        if max(np.abs(step_level).max(initial=0), np.abs(step_slope).max(initial=0)) < _CLOSE:
            break
    return slope, mean


def pooled(
    lines: Lines,
    counts: Floats,
    group: Integers | None = None,
    year_effects: Integers | int = 0,
) -> Dispersion:
    """Squared coefficient of variation between years, one a province (methods 2.4, step 2).

    `formula = max(0, [sum n/(n-2) (y - mean)^2 - sum mean] / sum mean^2)`, and with h the mean of
    2/n (weighted by mean^2) `cv2 = formula / (1 - h formula)` because E[mean^2] is
    mu^2 (1 + h cv2) [ours]. `year_effects` is how many year effects of each province were
    fitted besides the lines (years - 2): they take degrees of freedom, and of an area with share
    w of the events they leave mean (1 - w) of chance and cv2 mean^2 (1 - 2 w + sum w^2).
    """
    which = np.zeros(len(counts), dtype=np.int64) if group is None else group
    provinces = int(which.max(initial=0)) + 1
    use = lines.is_fitted
    number = np.maximum(lines.number, FEWEST_YEARS).astype(np.float64)
    mean = np.where(use[:, None] & np.isfinite(lines.mean), lines.mean, 0.0)
    y = np.where(mean > 0, counts, 0.0)

    def total(values: Floats) -> Floats:
        return np.bincount(which, weights=values, minlength=provinces).astype(np.float64)

    events = mean.sum(axis=1)
    whole = total(events)[which]
    share = (
        events
        / np.where(whole > 0, whole, 1.0)
        * (np.broadcast_to(year_effects, provinces)[which] > 0)
    )
    residual = ((y - mean) ** 2).sum(axis=1) * number / (number - 2)
    squares = (mean**2).sum(axis=1) * (1 - 2 * share + total(share**2)[which])
    size = np.where(total(squares) > 0, total(squares), np.nan)
    formula = np.maximum(0.0, (total(residual) - total(events * (1 - share))) / size)
    shrunk = 1 - np.minimum(total(squares * 2 / number) / size * formula, _MOST_SHRUNK)
    cv2 = formula / shrunk
    spread = events + np.nan_to_num(cv2)[which] * squares
    variance = total(2 / (number - 2) * spread**2) / size**2 / shrunk**4
    freedom = np.maximum(total(np.where(use, number - 2, 0.0)) - year_effects, 0)
    return Dispersion(cv2, formula, variance, freedom.astype(np.int64))


def slope_variance(lines: Lines, cv2: Floats | float) -> Floats:
    """Variance of each slope: `[H^-1 M H^-1]_22`, H = X'diag(mean)X, M = X'diag(V)X.

    V = mean + cv2 mean^2; `cv2` is one number or one an area. NaN where there is no line.
    """
    mean = np.where(np.isfinite(lines.mean), lines.mean, 0.0)
    variance = sandwich(mean, lines.centred, np.broadcast_to(np.asarray(cv2), len(mean)))
    return np.where(lines.is_fitted, variance, np.nan)


def sandwich(mean: Floats, x: Floats, cv2: Floats) -> Floats:
    """Variance of the slope for known means; rows are areas, `x` years, `cv2` one a row."""
    spread = mean + cv2[:, None] * mean**2
    a, b, c = mean.sum(axis=1), (mean * x).sum(axis=1), (mean * x**2).sum(axis=1)
    p, q, r = spread.sum(axis=1), (spread * x).sum(axis=1), (spread * x**2).sum(axis=1)
    size = np.where(a * c - b * b > 0, a * c - b * b, np.nan)
    return np.asarray((b * b * p - 2 * a * b * q + a * a * r) / size**2, dtype=np.float64)


def own_dispersion(lines: Lines, counts: Floats) -> Floats:
    """Pearson dispersion phi = sum (y - mean)^2 / mean / (n - 2) of each area alone.

    NaN where there is no line. For a test use at least 1 (methods 2.4, a single area).
    """
    pearson = np.nansum((counts - lines.mean) ** 2 / lines.mean, axis=1)
    phi = pearson / np.maximum(lines.number - 2, 1)
    return np.where(lines.is_fitted, phi, np.nan)


def with_common_year(
    counts: Floats, exposure: Floats, years: Floats, group: Integers | None = None
) -> Floats:
    """Exposure times the common year effect of the province, for the trend relative to it.

    The effect s_t solves `sum_i y_it = sum_i mean_it` in every year, together with the lines of the
    areas; it starts at the province's own rate, so that the province's trend lies in s_t and
    `fit` on the returned exposure gives slopes relative to it. A year without one event in the
    province cannot be compared: its exposure becomes NaN.
    """
    which = np.zeros(len(counts), dtype=np.int64) if group is None else group
    known = np.isfinite(counts) & np.isfinite(exposure)
    y, e = np.where(known, counts, 0.0), np.where(known, exposure, 0.0)
    own = y.sum(axis=1) / np.where(e.sum(axis=1) > 0, e.sum(axis=1), 1.0)
    expected = e * own[:, None]
    effect = _ratio(_by_province(y, which), _by_province(expected, which))
    for _ in range(_YEAR_ROUNDS):
        lines = fit(counts, exposure * effect[which], years)
        fitted = np.isfinite(lines.mean)
        wanted = _by_province(np.where(fitted, y, 0.0), which)
        found = _by_province(np.where(fitted, lines.mean, 0.0), which)
        step = np.where(found > 0, wanted / np.where(found > 0, found, 1.0), 1.0)
        effect = np.where(step > 0, effect * step, np.nan)
        if np.nanmax(np.abs(step - 1), initial=0.0) < 1e-9:
            break
    return np.asarray(exposure * effect[which], dtype=np.float64)


def _by_province(values: Floats, which: Integers) -> Floats:
    totals = np.zeros((int(which.max(initial=0)) + 1, values.shape[1]))
    np.add.at(totals, which, values)
    return totals


def _ratio(over: Floats, under: Floats) -> Floats:
    usable = (over > 0) & (under > 0)
    return np.where(usable, over / np.where(usable, under, 1.0), np.nan)
