"""How much more than by chance areas differ: the spread by which funnel limits are widened.

Spiegelhalter 2005, Stat. Med. 24:1185-1202, on the square-root scale, winsorised, with a
correction of our own for the spread that winsorising takes away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

FEWEST_AREAS: Final = 5
"""Below this many areas their spread says nothing: the limits stay those of chance."""
WINSORISED: Final = 0.10


@dataclass(frozen=True)
class Spread:
    """How much more than by chance areas differ.

    `phi` is the mean squared z after winsorising at `low` and `high`, `tau2` the variance between
    areas on the square-root scale of a rate ratio: a CV of about 2 * sqrt(tau2).
    """

    phi: float
    tau2: float
    low: float
    high: float
    areas: int

    @property
    def is_used(self) -> bool:
        """Whether the limits are wider than chance."""
        return self.tau2 > 0


@dataclass(frozen=True)
class Spreads:
    """The parts of `Spread` of several groups of areas, one a group in each array."""

    phi: Floats
    tau2: Floats
    low: Floats
    high: Floats
    areas: Integers

    def of(self, group: int) -> Spread:
        """The spread of one group."""
        phi, tau2, low, high = (
            float(part[group]) for part in (self.phi, self.tau2, self.low, self.high)
        )
        return Spread(phi, tau2, low, high, int(self.areas[group]))


def spread(
    z: ArrayLike,
    standard_error: ArrayLike,
    winsorised: float = WINSORISED,
    *,
    consistent: bool = False,
) -> Spread:
    """Over-dispersion of unadjusted z-scores, winsorised at both ends (Spiegelhalter 2005).

    tau2 = max(0, (n phi - (n - 1)) / (sum w - sum w^2 / sum w)), w = 1 / s^2. Areas with NaN are
    left out; with fewer than `FEWEST_AREAS` tau2 is 0 and phi NaN. Winsorising takes away spread
    that is there (a third of the variance of normal scores at 10 %); `consistent` divides phi by
    what would be left of 1, which the published formula does not.
    """
    score, error = np.asarray(z, dtype=np.float64), np.asarray(standard_error, dtype=np.float64)
    group = np.zeros(len(score), dtype=np.int64)
    return spreads(score, error, group, 1, winsorised, consistent).of(0)


def spreads(
    z: Floats, error: Floats, group: Integers, groups: int, winsorised: float, consistent: bool
) -> Spreads:
    """`spread` of every group of areas at once; `group` numbers the group of each area."""
    known = np.isfinite(z) & np.isfinite(error)
    score, weight, at = z[known], 1 / error[known] ** 2, group[known]
    number = np.bincount(at, minlength=groups)
    low, high = _quantiles(score, at, number, (winsorised, 1 - winsorised))
    squared = np.clip(score, low[at], high[at]) ** 2
    enough = number >= FEWEST_AREAS
    phi = np.bincount(at, squared, groups) / np.where(enough, number, np.nan)
    phi = phi / left_by_winsorising(winsorised) if consistent else phi
    whole = np.where(enough, np.bincount(at, weight, groups), np.nan)
    room = whole - np.bincount(at, weight**2, groups) / whole
    tau2 = np.where(enough, np.maximum(0.0, (number * phi - (number - 1)) / room), 0.0)
    low, high = (np.where(enough, one, np.nan) for one in (low, high))
    return Spreads(phi, tau2, low, high, number)


def _quantiles(
    score: Floats, group: Integers, number: Integers, shares: tuple[float, float]
) -> tuple[Floats, Floats]:
    """Two quantiles of each group, by the linear rule of np.quantile; NaN of an empty group."""
    ordered = score[np.lexsort((score, group))]
    first = np.cumsum(number) - number
    found = []
    for share in shares:
        place = share * np.maximum(number - 1, 0)
        below = np.floor(place).astype(np.int64)
        above = np.minimum(below + 1, np.maximum(number - 1, 0))
        if not len(ordered):
            found.append(np.full(len(number), np.nan))
            continue
        safe = np.minimum(first, len(ordered) - 1)
        start, end = ordered[safe + below * (number > 0)], ordered[safe + above * (number > 0)]
        found.append(np.where(number > 0, start + (end - start) * (place - below), np.nan))
    return found[0], found[1]


def left_by_winsorising(share: float) -> float:
    """Variance of standard normal scores after winsorising `share` at both ends: .679 at 10 %."""
    if share <= 0:
        return 1.0
    end = float(special.ndtri(1 - share))
    density = float(np.exp(-(end**2) / 2) / np.sqrt(2 * np.pi))
    return 1 - 2 * share - 2 * end * density + 2 * share * end**2
