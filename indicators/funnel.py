"""Funnel limits: how far an area may lie from the province's average by chance alone.

Rates: exact Poisson limits of the expected count. Proportions: the Wilson interval solved
backwards. Both after the public PHE funnels (methods 2.5). Areas differ by more than chance
(size of the office, habits of reporting), so the limits are widened by the spread that the areas
themselves show: Spiegelhalter 2005, Stat. Med. 24:1185-1202, on the square-root scale, winsorised.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import special

from indicators import codes
from indicators.funnel_spread import WINSORISED, Floats, Integers, Spread, Spreads, spreads

PER: Final = 100_000
REASONS: Final = codes.FUNNEL_REASONS
_MISSING: Final = ["no_count", "no_denominator", "no_events"]
_LEVELS: Final = {"95": 0.95, "998": 0.998}
_SIDES: Final = ("lower", "upper")
COLUMNS: Final = (
    "expected", "baseline", "rate", "lower95", "upper95", "lower998", "upper998", "z", "z_adjusted",
    "level", "level_chance", "reason",
)  # fmt: skip


def poisson_limits(expected: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Lower and upper count that `expected` events allow; NaN where it is not positive.

    chi2(a/2, 2E)/2 and chi2(1 - a/2, 2E + 2)/2, for any positive E.
    """
    due = np.asarray(expected, dtype=np.float64)
    safe, tail = np.where(due > 0, due, 1.0), (1 - level) / 2
    lower, upper = special.gammaincinv(safe, tail), special.gammainccinv(safe + 1, tail)
    return np.where(due > 0, lower, np.nan), np.where(due > 0, upper, np.nan)


def rate_limits(
    people: ArrayLike, baseline: float, level: float = 0.95, per: float = PER
) -> tuple[Floats, Floats]:
    """Funnel limits of a rate around `baseline` (per `per`) by population."""
    size = np.asarray(people, dtype=np.float64)
    lower, upper = poisson_limits(size * baseline / per, level)
    return lower / size * per, upper / size * per


def boundary(events: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Expected counts at which exactly `events` are on the lower and on the upper limit.

    The funnel drawn from the other side, as the PHE tables print it: the exact upper and lower
    Poisson limit of the count. Upper limit NaN for no events: no expectation makes them many.
    """
    count = np.asarray(events, dtype=np.float64)
    tail = (1 - level) / 2
    on_upper = special.gammaincinv(np.where(count > 0, count, 1.0), tail)
    on_lower = np.asarray(special.gammainccinv(count + 1, tail), dtype=np.float64)
    return on_lower, np.where(count > 0, on_upper, np.nan)


def proportion_limits(
    total: ArrayLike, baseline: float, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Funnel limits of a proportion (0 to 1) around `baseline` among `total`.

    The proportion whose Wilson interval ends at the baseline: p -/+ z * sqrt(p (1 - p) / n). NaN
    where the total is not positive; ValueError for a baseline outside 0 to 1.
    """
    if not 0 <= baseline <= 1:
        raise ValueError(f"a proportion lies between 0 and 1, not at {baseline}")
    size = np.asarray(total, dtype=np.float64)
    size = np.where(size > 0, size, np.nan)
    z = float(special.ndtri((1 + level) / 2))
    width = z * np.sqrt(baseline * (1 - baseline) / size)
    return np.clip(baseline - width, 0.0, 1.0), np.clip(baseline + width, 0.0, 1.0)


def widened_limits(
    expected: ArrayLike, tau2: ArrayLike, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Count limits with over-dispersion: (sqrt E -/+ z/2 * sqrt(1 + 4 E tau2))^2.

    Never inside the exact Poisson limits: the square root is a poor guide for small counts.
    """
    due, between = np.asarray(expected, dtype=np.float64), np.asarray(tau2, dtype=np.float64)
    due = np.where(due > 0, due, np.nan)
    half = float(special.ndtri((1 + level) / 2)) / 2 * np.sqrt(1 + 4 * due * between)
    root = np.sqrt(due)
    lower, upper = np.maximum(root - half, 0.0) ** 2, (root + half) ** 2
    exact_lower, exact_upper = poisson_limits(due, level)
    is_wider = between > 0
    return (
        np.where(is_wider, np.minimum(lower, exact_lower), exact_lower),
        np.where(is_wider, np.maximum(upper, exact_upper), exact_upper),
    )


def curve(
    baseline: float,
    tau2: float,
    people: tuple[float, float],
    points: int = 80,
    per: float = PER,
) -> pd.DataFrame:
    """The limits as lines to draw: columns people, lower95, upper95, lower998, upper998.

    Rates per `per` around `baseline`, widened by `tau2`, at `points` populations evenly apart on a
    log scale between the two of `people`. No row without a positive baseline; ValueError unless
    people are positive.
    """
    first, last = people
    if not (first > 0 and last > 0):
        raise ValueError(f"no funnel between {first:g} and {last:g} people")
    if not baseline > 0:
        return pd.DataFrame(columns=["people", *(f"{s}{n}" for n in _LEVELS for s in _SIDES)])
    size = np.geomspace(first, last, points)
    lines = {"people": size}
    for name, level in _LEVELS.items():
        limits = widened_limits(size * baseline / per, tau2, level)
        lines |= {f"{s}{name}": one / size * per for s, one in zip(_SIDES, limits, strict=True)}
    return pd.DataFrame(lines)


def funnel(
    areas: pd.DataFrame, per: float = PER, *, consistent: bool = True
) -> tuple[pd.DataFrame, Spread]:
    """`areas` (columns value, denominator) with `COLUMNS`, and the spread that widened the limits.

    One province and one period: the baseline is all events over all people of the areas that have
    both. `level` is one of compare.LEVELS by the widened limits, `level_chance` by chance alone;
    limits are rates per `per`. An area without count or people is `not_compared` with a reason of
    `REASONS`; where no area has an event nothing is compared.

    `consistent` (see `funnel_spread`) is what holds its level: of invented provinces in which no
    area is special (1,500 a row; 8 to 38 areas, CV of true rates 0 to 0.6, 4 or 30 events per
    100,000) it leaves 1.8 to 5.7 % of the areas outside 95 %, the formula as published 2.4 to
    11.5 %, above 9 % wherever 27 areas with 30 per 100,000 differ at all
    (`simulation.funnel_level`). The numbers published with that formula are met by
    consistent=False only.
    """
    group = np.zeros(len(areas), dtype=np.int64)
    out, over = funnels(areas, group, 1, per, consistent=consistent)
    return out, over.of(0)


def funnels(
    areas: pd.DataFrame,
    group: Integers,
    groups: int,
    per: float = PER,
    *,
    consistent: bool = True,
    whole: Floats | None = None,
) -> tuple[pd.DataFrame, Spreads]:
    """`funnel` of many provinces and periods at once; `group` numbers that of each area.

    `whole` is the province's own rate of each group, per `per`, and its baseline; NaN where that of
    its areas together stands for it.
    """
    count = areas["value"].to_numpy(dtype=float)
    people = areas["denominator"].to_numpy(dtype=float)
    if np.any(count < 0):
        raise ValueError("a count cannot be negative")
    known = np.isfinite(count) & (people > 0)
    total = np.bincount(group, np.where(known, count, 0.0), groups)
    everybody = np.bincount(group, np.where(known, people, 0.0), groups)
    rates = np.where(total > 0, total, np.nan) / np.where(everybody > 0, everybody, np.nan)
    if whole is not None:
        rates = np.where(whole > 0, whole / per, rates)
    share = rates[group]
    expected = np.where(known, people * share, np.nan)
    z = 2 * (np.sqrt(np.where(known, count, np.nan)) - np.sqrt(expected))
    error = 1 / (2 * np.sqrt(expected))
    over = spreads(z, error, group, groups, WINSORISED, consistent)
    tau2 = over.tau2[group]
    size = np.where(known, people, np.nan)
    reasons = [np.isnan(count), ~known, np.isnan(expected)]
    told: dict[str, Any] = {
        "expected": expected,
        "baseline": share * per,
        "rate": np.where(known, count, np.nan) / size * per,
        "z": z,
        "z_adjusted": z / np.sqrt(1 + 4 * expected * tau2),
        "level": _codes(_levels(count, expected, tau2), areas.index),
        "level_chance": _codes(_levels(count, expected, np.zeros(len(count))), areas.index),
        "reason": _codes(np.select(reasons, _MISSING, ""), areas.index),
    }
    for name, level in _LEVELS.items():
        lower, upper = widened_limits(expected, tau2, level)
        told |= {f"lower{name}": lower / size * per, f"upper{name}": upper / size * per}
    return areas.assign(**told)[[*areas.columns, *COLUMNS]], over


def _levels(count: Floats, expected: Floats, tau2: Floats) -> NDArray[np.object_]:
    low, high = widened_limits(expected, tau2, 0.95)
    far_low, far_high = widened_limits(expected, tau2, 0.998)
    level = np.select(
        [
            np.isnan(expected) | np.isnan(count),
            count > far_high,
            count > high,
            count < far_low,
            count < low,
        ],
        ["not_compared", "far_higher", "higher", "far_lower", "lower"],
        "similar",
    )
    return level.astype(object)


def _codes(said: NDArray[Any], index: pd.Index[Any]) -> pd.Series[str]:
    """Codes as objects, None where there is none to say."""
    return pd.Series([str(one) or None for one in said], index=index, dtype=object)
