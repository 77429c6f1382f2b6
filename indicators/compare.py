"""An area beside its province, a value beside a target: higher, lower, similar.

Rule: the whole interval above the benchmark is `higher`, the whole interval below is `lower`
(methods 2.3). Whether higher is good is said elsewhere, and never of reports of violence.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

VERDICTS: Final = ("higher", "lower", "similar", "not_compared")

_TOLERANCE: Final = 1e-9
"""Printed values carry few decimals; differences below this come from binary fractions."""


def against_benchmark(
    lower: ArrayLike, upper: ArrayLike, benchmark: ArrayLike
) -> NDArray[np.object_]:
    """`higher`, `lower` or `similar` for each interval; `not_compared` where a part is missing.

    An interval that touches the benchmark is `similar`.
    """
    low, high, mark = np.broadcast_arrays(
        np.asarray(lower, dtype=np.float64),
        np.asarray(upper, dtype=np.float64),
        np.asarray(benchmark, dtype=np.float64),
    )
    missing = np.isnan(low) | np.isnan(high) | np.isnan(mark)
    verdict = np.select(
        [missing, low > mark, high < mark], ["not_compared", "higher", "lower"], "similar"
    )
    return verdict.astype(object)


def rest_of(
    parent_count: ArrayLike,
    parent_pop: ArrayLike,
    count: ArrayLike,
    pop: ArrayLike,
    per: float = 100_000,
) -> NDArray[np.float64]:
    """Rate of a province without the area itself, per `per` people.

    NaN where a part is missing, where nobody is left, or where the area counts more than its
    province (two sources that do not belong together).
    """
    events = np.asarray(parent_count, dtype=np.float64) - np.asarray(count, dtype=np.float64)
    people = np.asarray(parent_pop, dtype=np.float64) - np.asarray(pop, dtype=np.float64)
    usable = (people > 0) & (events >= 0)
    rate = np.where(usable, events, np.nan) / np.where(usable, people, np.nan) * per
    return np.asarray(rate, dtype=np.float64)


def distance_to_target(
    value: ArrayLike, target: ArrayLike, better: ArrayLike
) -> NDArray[np.float64]:
    """How far `value` still is from `target` in its own direction; not positive when reached.

    `better` is `higher` or `lower` for each value; NaN where it is `none` or a part is missing.
    """
    ahead = np.asarray(target, dtype=np.float64) - np.asarray(value, dtype=np.float64)
    direction = np.asarray(better)
    sign = np.select([direction == "higher", direction == "lower"], [1.0, -1.0], np.nan)
    distance = ahead * sign
    return np.asarray(np.where(np.abs(distance) < _TOLERANCE, 0.0, distance), dtype=np.float64)
