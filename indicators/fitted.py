"""The line of a trend as it is drawn: fitted counts with the interval of the line itself.

A trend (`indicators.trend`) is one number, the change a year. Drawn among the counts it is the
Poisson line through them (its counts add up to those reported) with the interval of its height:
`H^-1 M H^-1` of methods 2.4, level and slope together, in the trend's own degrees of freedom.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Slope:
    """What a row of `trend` says of one area: fractions a year, the CV beyond chance, and df.

    `method` is pooled (variance mean + cv2 mean^2) or single (variance phi times the mean).
    """

    change: float
    lower: float
    upper: float
    cv: float
    df: float
    method: str


def line(
    years: ArrayLike, counts: ArrayLike, slope: Slope, exposure: ArrayLike | None = None
) -> pd.DataFrame:
    """year, fitted, lower, upper (counts, 95 %) for every year of the window.

    `exposure` are the people of each year where rates were compared, else all years count alike.
    ValueError without a count, or where the arrays are not of one length.
    """
    year, count = (np.asarray(one, dtype=np.float64) for one in (years, counts))
    people = np.ones_like(count) if exposure is None else np.asarray(exposure, dtype=np.float64)
    if not len(count) or not len(year) == len(count) == len(people) or count.sum() <= 0:
        raise ValueError("a line is drawn through counts, a year and an exposure each")
    growth = np.log1p(slope.change)
    shape = people * np.exp(growth * (year - year.mean()))
    mean = shape * count.sum() / shape.sum()
    away = year - (mean * year).sum() / mean.sum()
    reach = special.stdtrit(slope.df, 0.975) * np.sqrt(_variance(mean, away, slope))
    return pd.DataFrame(
        {
            "year": year.astype(np.int64),
            "fitted": mean,
            "lower": mean * np.exp(-reach),
            "upper": mean * np.exp(reach),
        }
    )


def _variance(mean: Floats, away: Floats, slope: Slope) -> Floats:
    """Variance of the log height in each year; the part of the slope is the trend's own."""
    wide = (np.log1p(slope.upper) - np.log1p(slope.lower)) / 2
    steep = (wide / special.stdtrit(slope.df, 0.975)) ** 2
    if slope.method == "single":
        phi = 1 + slope.cv**2 * mean.mean()
        return np.asarray(phi / mean.sum() + away**2 * steep, dtype=np.float64)
    spread = mean + slope.cv**2 * mean**2
    level = spread.sum() / mean.sum() ** 2
    both = (spread * away).sum() / (mean.sum() * (mean * away**2).sum())
    return np.asarray(level + 2 * away * both + away**2 * steep, dtype=np.float64)
