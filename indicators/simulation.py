"""Invented provinces whose truth is known: what the methods promise, counted.

Every function takes a seed and gives the same figures again. A province has 27 areas, a third of
them small (10-30 cases a year at the start), medium (35-90) and large (100-400), nine round sizes
each; counts are Poisson around a gamma variate of the given coefficient of variation, years
independent. Every percentage comes with its standard error: areas of one province
share its dispersion, so the provinces are what is counted.
Formulas and the figures to compare with: design/methods 2.4, 2.8 and 2.14.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special

from indicators import detectability, funnel, overdispersion, ranks, rates, trend

Floats = NDArray[np.float64]

SIZES: Final = ("small", "medium", "large")
STARTS: Final = (
    (10.0, 12.0, 15.0, 18.0, 20.0, 22.0, 25.0, 28.0, 30.0),
    (35.0, 40.0, 45.0, 50.0, 55.0, 60.0, 70.0, 80.0, 90.0),
    (100.0, 120.0, 140.0, 160.0, 180.0, 200.0, 250.0, 300.0, 400.0),
)
"""Cases of the first year, by size."""
AREAS: Final = 27
YEARS: Final = 5


@dataclass(frozen=True)
class Provinces:
    """Simulated counts: arrays are (provinces * areas, years) or (provinces * areas,)."""

    counts: Floats
    province: NDArray[np.int64]
    size: NDArray[np.int64]
    slope: Floats


def gamma_poisson(mean: Floats, cv: float, rng: np.random.Generator) -> Floats:
    """Counts around `mean` with coefficient of variation `cv` beyond chance."""
    noise = rng.gamma(1 / cv**2, cv**2, mean.shape) if cv > 0 else 1.0
    return rng.poisson(mean * noise).astype(np.float64)


def provinces(number: int, cv: float, change: float, share: float, seed: int) -> Provinces:
    """`number` provinces in which a `share` of the areas changes by `change` a year."""
    rng = np.random.default_rng(seed)
    size, start = _areas(number)
    slope = np.where(rng.random(len(size)) < share, np.log1p(change), 0.0)
    mean = start[:, None] * np.exp(slope[:, None] * np.arange(YEARS))
    counts = gamma_poisson(mean, cv, rng)
    return Provinces(counts, np.repeat(np.arange(number), AREAS), size, slope)


def trend_table(number: int, cv: float, change: float, seed: int = 11) -> pd.DataFrame:
    """False alarms, findings and coverage of the pooled trend, in percent, one row a size.

    Columns: cv, change, size, false_alarm (areas without a change), found (areas with one; NaN
    when none changes), covered (intervals that hold the true change), and the standard error of
    each (false_alarm_error ...). A third of the areas changes by `change` a year, none when it
    is 0.
    """
    made = provinces(number, cv, change, 1 / 3 if change else 0.0, seed)
    years = np.arange(YEARS, dtype=np.float64)
    is_found, slope, reach = _found(made.counts, made.province, years)
    is_covered = np.abs(slope - made.slope) <= reach
    changed = made.slope != 0
    records = []
    for position, name in enumerate(SIZES):
        here = made.size == position
        shares = {
            "false_alarm": percent(is_found, made.province, here & ~changed),
            "found": percent(is_found, made.province, here & changed),
            "covered": percent(is_covered, made.province, here),
        }
        records.append(
            {"cv": cv, "change": change, "size": name}
            | {what: share for what, (share, _) in shares.items()}
            | {f"{what}_error": error for what, (_, error) in shares.items()}
        )
    return pd.DataFrame(records)


def detectability_table(number: int, cv: float, seed: int = 11) -> pd.DataFrame:
    """Power, in percent, at the fall and the rise that `detectability` states for 80 %.

    Columns: cv, size, mean_count, change, power, power_error. One area in nine changes by exactly
    the stated fraction; sizes are the geometric middles of SIZES.
    """
    rng = np.random.default_rng(seed)
    size = np.tile(np.repeat(np.arange(3), AREAS // 3), number)
    middle = np.sqrt(np.multiply(*np.array(STARTS)[:, [0, -1]].T))
    province = np.repeat(np.arange(number), AREAS)
    freedom = float(AREAS * (YEARS - 2))
    years = np.arange(YEARS, dtype=np.float64)
    is_changed = np.arange(len(size)) % 9 == 0
    records = []
    for change in detectability.smallest_change(middle, cv**2, YEARS, freedom):
        slope = np.where(is_changed, np.log1p(change)[size], 0.0)
        shape = np.exp(slope[:, None] * years)
        counts = gamma_poisson(shape / shape.mean(axis=1)[:, None] * middle[size][:, None], cv, rng)
        is_found = _found(counts, province, years)[0]
        for position, name in enumerate(SIZES):
            here = is_changed & (size == position)
            stated = (float(middle[position]), float(change[position]))
            records.append((cv, name, *stated, *percent(is_found, province, here)))
    columns = ["cv", "size", "mean_count", "change", "power", "power_error"]
    return pd.DataFrame(records, columns=columns)


def relative_coverage(
    number: int, cv: float, shock: float, spread: float, seed: int = 11
) -> pd.DataFrame:
    """Percent of intervals of the relative trend that hold the truth: cv, size, covered, its error.

    Log rates of a year move together by a normal variate of standard deviation `shock`, log
    slopes differ with standard deviation `spread`. The truth is the slope less the mean slope
    weighted by events.
    """
    rng = np.random.default_rng(seed)
    size, level = _areas(number)
    province = np.repeat(np.arange(number), AREAS)
    slope = spread * rng.standard_normal(len(size))
    years = np.linspace(-(YEARS - 1) / 2, (YEARS - 1) / 2, YEARS)
    together = np.exp(shock * rng.standard_normal((number, YEARS)))[province]
    mean = level[:, None] * np.exp(slope[:, None] * years) * together
    counts = gamma_poisson(mean, cv, rng)
    whole = np.bincount(province, weights=level)
    truth = slope - (np.bincount(province, weights=level * slope) / whole)[province]
    everyone = np.isfinite(level)
    series = trend.Series(counts, np.ones_like(counts), years, province)
    found = trend.relative_slopes(series, everyone)
    reach = special.stdtrit(found.freedom, 0.975) * found.error
    is_covered = np.abs(found.slope - truth) <= reach
    records = [
        (cv, name, *percent(is_covered, province, size == k)) for k, name in enumerate(SIZES)
    ]
    return pd.DataFrame(records, columns=["cv", "size", "covered", "covered_error"])


def _areas(number: int) -> tuple[NDArray[np.int64], Floats]:
    """Size (position in SIZES) and starting count of every area of `number` provinces."""
    size = np.repeat(np.arange(len(SIZES)), AREAS // len(SIZES))
    return np.tile(size, number), np.tile(np.concatenate(STARTS), number)


def _found(
    counts: Floats, province: NDArray[np.int64], years: Floats
) -> tuple[NDArray[np.bool_], Floats, Floats]:
    """Which areas the pooled trend finds at 5 %, their slopes, and the reach of the intervals."""
    series = trend.Series(counts, np.ones_like(counts), years, province)
    lines = overdispersion.fit(counts, series.exposure, years)
    slopes = trend.pooled_slopes(lines, series)
    reach = special.stdtrit(slopes.freedom, 0.975) * slopes.error
    return np.asarray(np.abs(slopes.slope) > reach), slopes.slope, reach


def rank_coverage(
    number: int, cv: float, spread: float, seed: int = 11, per_100k: float = 40.0
) -> tuple[float, float]:
    """Percent of provinces whose rank intervals all hold, and the mean width (places).

    True log rates differ with standard deviation `spread`; with 0 all areas are equal and every
    interval must run from 1 to K. Populations are 50,000 to 900,000, `per_100k` the middle rate.
    """
    rng = np.random.default_rng(seed)
    people = rng.uniform(50e3, 900e3, (number, AREAS))
    rate = per_100k / 1e5 * np.exp(spread * rng.standard_normal((number, AREAS)))
    mean = np.repeat((people * rate).reshape(-1, 1), YEARS, axis=1)
    counts = gamma_poisson(mean, cv, rng)
    lines = overdispersion.fit(counts, np.ones_like(counts), np.arange(YEARS, dtype=np.float64))
    found = overdispersion.pooled(lines, counts, np.repeat(np.arange(number), AREAS))
    latest = counts[:, -1].reshape(number, AREAS)
    holds, width = 0, 0.0
    for one in range(number):
        result = ranks.rank_intervals(
            latest[one],
            people[one],
            np.nan_to_num(found.cv2[one]),
            np.nan_to_num(found.variance[one]),
        )
        best = 1 + (rate[one] > rate[one][:, None]).sum(axis=1)
        worst = AREAS - (rate[one] < rate[one][:, None]).sum(axis=1)
        holds += bool(((result.lower <= best) & (result.upper >= worst)).all())
        width += float((result.upper - result.lower).mean())
    return 100 * holds / number, width / number


def funnel_level(
    number: int, cv: float, *, areas: int = AREAS, per_100k: float = 30.0, seed: int = 11
) -> pd.DataFrame:
    """Percent of areas outside the 95 % limits of a funnel in which none is special.

    True rates of the areas differ by the CV `cv`, all by the same law; populations are 50,000 to
    900,000. One row a formula (`consistent` or `published`, see `funnel_spread`): formula,
    outside, outside_error.
    """
    rng = np.random.default_rng(seed)
    people = rng.uniform(50e3, 900e3, (number, areas))
    counts = gamma_poisson(people * per_100k / 1e5, cv, rng)
    frame = pd.DataFrame({"value": counts.ravel(), "denominator": people.ravel()})
    province = np.repeat(np.arange(number), areas)
    everywhere = np.ones(len(province), dtype=np.bool_)
    records = []
    for formula in ("consistent", "published"):
        is_ours = formula == "consistent"
        found, _ = funnel.funnels(frame, province, number, consistent=is_ours)
        outside = (found["level"] != "similar").to_numpy()
        records.append((formula, *percent(outside, province, everywhere)))
    return pd.DataFrame(records, columns=["formula", "outside", "outside_error"])


def interval_coverage(
    fewest: float, most: float, level: float = 0.95, points: int = 2_000
) -> pd.DataFrame:
    """Chance that `rates.count_interval` holds the mean of a Poisson count: columns mean, covered.

    Percent, summed over the counts and not simulated, at `points` means from `fewest` to `most`
    and right below and above every limit in between: coverage jumps there, so its worst value
    is among these.
    """
    counts = np.arange(np.ceil(most + 12 * np.sqrt(most) + 40))
    lower, upper = rates.count_interval(counts, level)
    limits = np.concatenate([lower, upper])
    limits = limits[(limits > fewest) & (limits < most)]
    beside = [limits * (1 + step) for step in (-1e-9, 1e-9)]
    means = np.unique(np.concatenate([np.linspace(fewest, most, points), *beside]))
    holds = (lower <= means[:, None]) & (means[:, None] <= upper)
    log_chance = counts * np.log(means)[:, None] - means[:, None] - special.gammaln(counts + 1)
    covered = 100 * (np.exp(log_chance) * holds).sum(axis=1)
    return pd.DataFrame({"mean": means, "covered": covered})


def percent(
    flags: NDArray[np.bool_], province: NDArray[np.int64], here: NDArray[np.bool_]
) -> tuple[float, float]:
    """Percent of `flags` where `here`, and its standard error with provinces as clusters.

    NaN and NaN where nothing is `here`. The error is that of a ratio of province totals.
    """
    number = np.bincount(province[here]).astype(np.float64)
    if not number.sum():
        return float("nan"), float("nan")
    share = float(flags[here].mean())
    apart = np.bincount(province[here], weights=flags[here] - share)
    return 100 * share, 100 * float(np.sqrt((apart**2).sum()) / number.sum())
