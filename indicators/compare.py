"""A value beside a benchmark or a target: higher, lower, similar, and how surely.

Rule: the whole interval above the benchmark is `higher`, the whole interval below is `lower`; the
99.8 % interval says the same as `far_higher` and `far_lower` (methods 2.3). Whether higher is good
is said elsewhere (`judged`), and never of reports of violence.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators import codes

VERDICTS: Final = ("higher", "lower", "similar", "not_compared")
LEVELS: Final = codes.COMPARISON_LEVELS
JUDGEMENTS: Final = codes.JUDGEMENTS
TARGET_VERDICTS: Final = codes.TARGET_VERDICTS
_TOLERANCE: Final = 1e-9
"""Printed values carry few decimals; differences below this come from binary fractions."""

Codes = NDArray[np.object_]


def against_benchmark(lower: ArrayLike, upper: ArrayLike, benchmark: ArrayLike) -> Codes:
    """`higher`, `lower` or `similar` for each interval; `not_compared` where a part is missing.

    An interval that touches the benchmark is `similar`.
    """
    low, high, mark = _floats(lower, upper, benchmark)
    missing = np.isnan(low) | np.isnan(high) | np.isnan(mark)
    verdict = np.select(
        [missing, low > mark, high < mark], ["not_compared", "higher", "lower"], "similar"
    )
    return verdict.astype(object)


def five_levels(
    lower95: ArrayLike,
    upper95: ArrayLike,
    lower998: ArrayLike,
    upper998: ArrayLike,
    benchmark: ArrayLike,
) -> Codes:
    """One of `LEVELS` for each pair of intervals.

    The far levels need the 99.8 % limit on that side; where it is missing (Byar has none at one
    event) the 95 % answer stands. ValueError when a 99.8 % interval lies inside its 95 % one.
    """
    low, high, far_low, far_high, mark = _floats(lower95, upper95, lower998, upper998, benchmark)
    if np.any(far_low > low) or np.any(far_high < high):
        raise ValueError("a 99.8 % interval cannot be narrower than the 95 % interval")
    near = against_benchmark(low, high, mark)
    level = np.select(
        [(near == "higher") & (far_low > mark), (near == "lower") & (far_high < mark)],
        ["far_higher", "far_lower"],
        near.astype(str),
    )
    return level.astype(object)


def against_interval(
    lower: ArrayLike, upper: ArrayLike, other_lower: ArrayLike, other_upper: ArrayLike
) -> Codes:
    """The overlap rule where both sides have an interval: apart is `higher` or `lower`.

    Intervals that touch are `similar`. Stricter than a test of the difference: two 95 % intervals
    of equal width lie apart by chance about 0.6 times in 100.
    """
    low, high, other_low, other_high = _floats(lower, upper, other_lower, other_upper)
    missing = np.isnan(low + high + other_low + other_high)
    verdict = np.select(
        [missing, low > other_high, high < other_low],
        ["not_compared", "higher", "lower"],
        "similar",
    )
    return verdict.astype(object)


def judged(verdict: ArrayLike, better: ArrayLike) -> Codes:
    """`better`, `worse` or `similar` for verdicts and levels; `none` where nothing may be judged.

    `better` is the polarity of the catalogue. It is `none` for every report of violence.
    """
    said, direction = np.broadcast_arrays(
        np.asarray(verdict, dtype=object).astype(str), np.asarray(better, dtype=object).astype(str)
    )
    plain = np.char.replace(said, "far_", "")
    judged_as = np.select(
        [
            (plain == "not_compared") | (direction == "none"),
            plain == "similar",
            plain == direction,
        ],
        ["none", "similar", "better"],
        "worse",
    )
    return judged_as.astype(object)


def against_target(
    value: ArrayLike, target: ArrayLike, better: ArrayLike, lower: ArrayLike, upper: ArrayLike
) -> Codes:
    """One of `TARGET_VERDICTS`: the value at its target or beyond, in its own direction.

    Where an interval is given it decides: wholly on the good side is `met`, wholly on the other
    `not_met`, across the target `similar`; an interval that only touches the target is `similar`
    unless it is a single point, which is `met` only beyond it for `lower` and at it for `higher`
    (so the reference does). NaN limits mean that there is no interval.
    """
    here, goal, low, high = _floats(value, target, lower, upper)
    direction = np.broadcast_to(np.asarray(better, dtype=object), here.shape)
    is_high, is_low = direction == "higher", direction == "lower"
    distance = distance_to_target(here, goal, direction)
    has_interval = ~np.isnan(low + high)
    point = has_interval & (low == high)
    plain = np.where(distance <= 0, "met", "not_met")
    side = against_benchmark(low, high, goal)
    by_interval = np.select(
        [point & is_high, point & is_low, side == "similar", side == direction],
        [
            np.where(low >= goal, "met", "not_met"),
            np.where(low < goal, "met", "not_met"),
            "similar",
            "met",
        ],
        "not_met",
    )
    nothing = np.isnan(goal) | ~(is_high | is_low) | (~has_interval & np.isnan(here))
    verdict = np.select([nothing, has_interval], ["not_compared", by_interval], plain)
    return verdict.astype(object)


def against_range(
    lower: ArrayLike, upper: ArrayLike, target_lower: ArrayLike, target_upper: ArrayLike
) -> Codes:
    """A target that is a range: `met` inside it, `not_met` outside, `similar` across an edge.

    A value without interval is given as `lower` = `upper`. The edges belong to the range.
    ValueError when a range ends before it begins.
    """
    low, high, from_, to = _floats(lower, upper, target_lower, target_upper)
    if np.any(from_ > to):
        raise ValueError("a target range cannot end before it begins")
    verdict = np.select(
        [
            np.isnan(low + high + from_ + to),
            (low >= from_) & (high <= to),
            (high < from_) | (low > to),
        ],
        ["not_compared", "met", "not_met"],
        "similar",
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


def _floats(*parts: ArrayLike) -> tuple[NDArray[np.float64], ...]:
    return np.broadcast_arrays(*(np.asarray(part, dtype=np.float64) for part in parts))
