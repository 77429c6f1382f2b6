"""How often tests of a trend flag what did not change: the usual ones beside ours, counted.

The provinces are those of `indicators.simulation`, so that all tests judge the same counts. The
levels differ: the usual marker asks 99.8 % and a steady sign, the others 95 %. Where its false
alarms are many, what it finds is worth as little (design/methods 2.4).
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special

from indicators import overdispersion, simulation, trend, usual_trend

Floats = NDArray[np.float64]

TESTS: Final = ("usual", "alone", "pooled")
"""The marker of Fingertips, quasi-Poisson of one area, and the pooled trend."""
COLUMNS: Final = ("cv", "change", "size", *TESTS, *(f"{name}_error" for name in TESTS))
_LEVEL: Final = 0.95
_TENTH: Final = 0.1


def table(number: int, cv: float, change: float = 0.0, seed: int = 11) -> pd.DataFrame:
    """Percent of areas that each test flags, one row a size, with its standard error (`COLUMNS`).

    `number` provinces; without a `change` these are false alarms of all areas, else findings
    among the third of the areas that changes by `change` a year.
    """
    made = simulation.provinces(number, cv, change, 1 / 3 if change else 0.0, seed)
    years = np.arange(simulation.YEARS, dtype=np.float64)
    flags = _flags(made.counts, made.province, years)
    records = []
    for position, name in enumerate(simulation.SIZES):
        here = (made.size == position) & ((made.slope != 0) | (change == 0))
        shares = [simulation.percent(flags[test], made.province, here) for test in TESTS]
        records.append((cv, change, name, *(s for s, _ in shares), *(e for _, e in shares)))
    return pd.DataFrame(records, columns=list(COLUMNS))


def alone_table(
    number: int, mean_count: float, cv: float, change: float = 0.0, seed: int = 11
) -> pd.DataFrame:
    """The same of `number` single series that start at `mean_count`: one row.

    Columns: mean_count, cv, change, usual, alone, yearly (the last year a tenth or more away
    from the one before), in percent.
    """
    rng = np.random.default_rng(seed)
    years = np.arange(simulation.YEARS, dtype=np.float64)
    mean = np.broadcast_to(mean_count * (1 + change) ** years, (number, simulation.YEARS))
    counts = simulation.gamma_poisson(mean, cv, rng)
    flags = _flags(counts, np.arange(number), years, pooled=False)
    before, last = counts[:, -2], counts[:, -1]
    moved = np.abs(last - before) >= _TENTH * before
    shares = [100 * float(one.mean()) for one in (flags["usual"], flags["alone"], moved)]
    columns = ["mean_count", "cv", "change", "usual", "alone", "yearly"]
    return pd.DataFrame([(mean_count, cv, change, *shares)], columns=columns)


def _flags(
    counts: Floats, province: NDArray[np.int64], years: Floats, *, pooled: bool = True
) -> dict[str, NDArray[np.bool_]]:
    """Which series each test flags; a series that a test cannot judge is not flagged."""
    series = trend.Series(counts, np.ones_like(counts), years, province)
    lines = overdispersion.fit(counts, series.exposure, years)
    single = trend.single_slopes(lines, counts)
    found = {
        "usual": np.nan_to_num(usual_trend.count_markers(counts, years).marker) != 0,
        "alone": _beyond(single),
    }
    if pooled:
        found["pooled"] = _beyond(trend.pooled_slopes(lines, series))
    return found


def _beyond(slopes: trend.Slopes) -> NDArray[np.bool_]:
    reach = special.stdtrit(slopes.freedom, (1 + _LEVEL) / 2) * slopes.error
    return np.asarray(np.abs(slopes.slope) > reach, dtype=np.bool_)
