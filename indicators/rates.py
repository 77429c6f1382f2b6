"""Intervals of counts, rates and proportions.

Formulas: count and rate by Byar's approximation from 10 events on, exact Poisson below
(Breslow and Day 1987); proportion by Wilson (1927). z is the exact normal quantile. Counts of
reports are taken as independent events: where one child is counted several times the true
interval is wider. Everything is vectorised; a missing input gives a missing result, never an
error and never a zero.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]

EXACT_BELOW: Final = 10
"""Counts below this get the exact Poisson interval."""


def count_interval(x: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Lower and upper limit of counts `x` at confidence `level`.

    NaN where `x` is NaN; the lower limit of 0 events is 0. ValueError for a negative count or
    a level outside 0 to 1.
    """
    count = _counts(x)
    tail = _tail(level)
    z = float(special.ndtri(1 - tail))
    safe = np.where(count >= EXACT_BELOW, count, EXACT_BELOW)
    byar_lower = safe * (1 - 1 / (9 * safe) - z / (3 * np.sqrt(safe))) ** 3
    after = safe + 1
    byar_upper = after * (1 - 1 / (9 * after) + z / (3 * np.sqrt(after))) ** 3
    few = np.where(count < EXACT_BELOW, count, 1.0)
    exact_lower = np.where(few > 0, special.gammaincinv(np.where(few > 0, few, 1.0), tail), 0.0)
    exact_upper = special.gammainccinv(few + 1, tail)
    is_few = count < EXACT_BELOW
    lower = np.where(is_few, exact_lower, np.maximum(byar_lower, 0.0))
    upper = np.where(is_few, exact_upper, byar_upper)
    missing = np.isnan(count)
    return np.where(missing, np.nan, lower), np.where(missing, np.nan, upper)


def rate_interval(
    x: ArrayLike, n: ArrayLike, per: float = 100_000, level: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """Rate of `x` events among `n` people, with its limits, per `per` people.

    NaN where either is missing or `n` is not positive. ValueError for a negative count.
    """
    count, people = np.broadcast_arrays(_counts(x), np.asarray(n, dtype=np.float64))
    people = np.where(people > 0, people, np.nan)
    factor = per / people
    lower, upper = count_interval(count, level)
    return count * factor, lower * factor, upper * factor


def wilson_interval(
    x: ArrayLike, n: ArrayLike, level: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """Proportion `x` of `n`, with its limits, as fractions of 1.

    NaN where either is missing or `n` is not positive. A proportion above 1 (a printed
    numerator larger than its denominator) is given without limits. ValueError for a negative
    count.
    """
    count, total = np.broadcast_arrays(_counts(x), np.asarray(n, dtype=np.float64))
    total = np.where(total > 0, total, np.nan)
    z = float(special.ndtri(1 - _tail(level)))
    share = count / total
    inside = np.where(share <= 1, share, np.nan)
    root = z * np.sqrt(z**2 + 4 * count * (1 - inside))
    middle, width = 2 * count + z**2, 2 * (total + z**2)
    lower, upper = (middle - root) / width, (middle + root) / width
    return share, np.clip(lower, 0.0, 1.0), np.clip(upper, 0.0, 1.0)


def _counts(x: ArrayLike) -> Floats:
    count = np.asarray(x, dtype=np.float64)
    if np.any(count < 0):
        raise ValueError("a count cannot be negative")
    return count


def _tail(level: float) -> float:
    """Probability beyond each limit."""
    if not 0 < level < 1:
        raise ValueError(f"a confidence level lies between 0 and 1, not at {level}")
    return (1 - level) / 2
