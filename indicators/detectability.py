"""The smallest yearly change that the pooled trend would find: said beside every verdict.

"With 22 reports a year we would notice only a fall of X % a year or more." The standard error
se(b) is that of the pooled trend (methods 2.4) under slope b, the mean count of the years kept. An
observed slope is just significant at d = t_level se(d); a true slope b lands beyond d with the
asked power when |b| = d + t_power se(b) [ours; simulated in `indicators.simulation`].
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import special

from indicators import codes
from indicators.overdispersion import Floats, sandwich
from indicators.tables import DETECTABILITY

POWER: Final = 0.8
STEEPEST: Final = np.log(20.0)
"""Log slope beyond which no answer is sought: twenty times as many, or a twentieth, a year."""
POOLED_YEARS: Final = (1, 2, 3)
MORE_YEARS: Final = (7, 10)
OPTIONS: Final = codes.DETECTABILITY_OPTIONS
_GRID: Final = 120
_BISECTIONS: Final = 30


def smallest_change(
    mean_count: ArrayLike,
    cv2: ArrayLike,
    years: ArrayLike,
    freedom: ArrayLike,
    *,
    power: float = POWER,
    level: float = 0.95,
    spacing: int = 1,
) -> tuple[Floats, Floats]:
    """Smallest fall (negative) and rise that would be found, as fractions a year.

    `mean_count` events a year (a point) on average over `years` points that lie `spacing` years
    apart, `cv2` the squared CV between them, `freedom` the degrees of freedom of the test (column
    df of `trend.trends`; an area judged alone, by quasi-Poisson, finds the stated change in 69 to
    83 % instead of 80 %: its phi is kept at 1 or above). NaN where no such
    change would be found up to STEEPEST, where a part is missing or there are fewer than three
    years. ValueError for a level or power outside 0 to 1.
    """
    if not (0 < level < 1 and 0 < power < 1):
        raise ValueError("level and power lie between 0 and 1")
    given = (np.asarray(one, dtype=np.float64) for one in (mean_count, cv2, years, freedom))
    count, spread, points, known = (one.ravel() for one in np.broadcast_arrays(*given))
    shape = np.broadcast_shapes(*(np.shape(one) for one in (mean_count, cv2, years, freedom)))
    able = (count > 0) & (spread >= 0) & (points >= 3) & (known >= 1)
    known = np.where(able, known, 1.0)
    reach = np.asarray(special.stdtrit(known, (1 + level) / 2), dtype=np.float64)
    further = np.asarray(special.stdtrit(known, power), dtype=np.float64)
    safe = tuple(np.where(able, one, fill) for one, fill in ((count, 1), (spread, 0), (points, 3)))
    fall, rise = (
        np.where(able, np.expm1(_found(sign, safe, reach, further, spacing)), np.nan)
        for sign in (-1.0, 1.0)
    )
    return fall.reshape(shape), rise.reshape(shape)


def options(mean_count: float, cv2: float, years: int, freedom: float) -> pd.DataFrame:
    """What other designs would find: one row an option.

    Columns: option, points, years_needed, fall, rise. `pool_k`: as many points as now, each the
    sum of k years (counts k times as large, cv2 / k). `years_n`: n single years.
    """
    columns = ["option", "points", "years_needed", "fall", "rise"]
    return _designs(*(np.array([one], dtype=float) for one in (mean_count, cv2, years, freedom)))[
        columns
    ]


def table(found: pd.DataFrame) -> pd.DataFrame:
    """The table detectability: `options` of every row of `found` (series_trends.trend_rows).

    Areas without a trend, and without a single report, have no row.
    """
    able = found[(found["method"] != "none") & (found["mean_count"] > 0)].reset_index(drop=True)
    if able.empty:
        return pd.DataFrame(columns=list(DETECTABILITY.column_names))
    facts = (able["mean_count"], able["cv"] ** 2, able["years"], able["df"])
    told = _designs(*(one.to_numpy(dtype=np.float64) for one in facts))
    areas = able.loc[told["area"], ["region_code", "measure_id"]].set_index(told.index)
    return told.join(areas).sort_values(list(DETECTABILITY.key), ignore_index=True)[
        list(DETECTABILITY.column_names)
    ]


def _designs(count: Floats, cv2: Floats, years: Floats, freedom: Floats) -> pd.DataFrame:
    """Rows of all areas and options, with `area`, the place of the area in the arrays."""
    designs: list[tuple[str, Floats, int]] = [("now", years, 1)]
    designs += [(f"pool_{k}", years, k) for k in POOLED_YEARS[1:]]
    designs += [(f"years_{n}", np.full(len(years), float(n)), 1) for n in MORE_YEARS]
    parts = []
    for option, points, spacing in designs:
        is_new = (points > years) | (option[:5] != "years")
        told = freedom * (points - 2) / np.maximum(years - 2, 1)
        fall, rise = smallest_change(
            count[is_new] * spacing,
            cv2[is_new] / spacing,
            points[is_new],
            told[is_new],
            spacing=spacing,
        )
        part = {"option": option, "points": points[is_new].astype(int), "fall": fall, "rise": rise}
        part |= {"years_needed": (points[is_new] * spacing).astype(int)}
        parts.append(pd.DataFrame({"area": np.flatnonzero(is_new), **part}))
    return pd.concat(parts, ignore_index=True)


def _found(
    sign: float, facts: tuple[Floats, ...], reach: Floats, further: Floats, spacing: int
) -> Floats:
    """Log slope found with the asked power: first the just significant one, then the true one."""
    significant = _solve(sign, facts, np.zeros(len(reach)), reach, spacing)
    return sign * _solve(sign, facts, significant, further, spacing)


def _solve(
    sign: float, facts: tuple[Floats, ...], start: Floats, reach: Floats, spacing: int
) -> Floats:
    """Smallest size b with b >= start + reach se(sign b), by bisection; NaN when there is none."""
    low, high = np.zeros(len(reach)), np.full(len(reach), np.nan)
    searched = np.arange(len(reach))
    for step in np.linspace(0.0, STEEPEST, _GRID + 1)[1:]:
        some = tuple(fact[searched] for fact in facts)
        wanted = start[searched] + reach[searched] * _error(sign * step, some, spacing)
        is_enough = step >= wanted
        high[searched[is_enough]] = step
        searched = searched[~is_enough]
        low[searched] = step
        if not len(searched):
            break
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        is_enough = middle >= start + reach * _error(sign * middle, facts, spacing)
        low, high = np.where(is_enough, low, middle), np.where(is_enough, middle, high)
    return high


def _error(slope: ArrayLike, facts: tuple[Floats, ...], spacing: int) -> Floats:
    """Standard error of the slope a year if `slope` is true; infinite where nothing is known."""
    count, cv2, points = facts
    most = int(points.max(initial=3))
    place = np.arange(most, dtype=np.float64)
    known = place < points[:, None]
    x = np.where(known, (place - (points[:, None] - 1) / 2) * spacing, 0.0)
    steep = np.nan_to_num(np.broadcast_to(np.asarray(slope, dtype=np.float64), count.shape))
    shape = np.where(known, np.exp(steep[:, None] * x), 0.0)
    mean = shape * (count * points / shape.sum(axis=1))[:, None]
    return np.sqrt(np.nan_to_num(sandwich(mean, x, cv2), nan=np.inf))
