"""Ranks of areas with intervals: how far a place in the order is known at all.

Rank 1 is the highest rate. An area's interval runs from 1 + the number of areas that are surely
above it to K - the number surely below it (Mogstad, Romano, Shaikh and Wilhelm 2024). Two areas
are told apart by an exact conditional binomial test when years do not vary more than chance
(cv2 = 0), and otherwise by its gamma-Poisson form, see `_evidence`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final, Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import special

from indicators import codes

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Family = Literal["province", "area"]

GROUPS: Final = codes.RANK_GROUPS
RANK_COLUMNS: Final = ("region_code", "parent_code", "rank", "rank_lower", "rank_upper", "group")
_FARTHEST: Final = 37.0
_GRID: Final = np.linspace(-9.0, 9.0, 361)
_BISECTIONS: Final = 50


@dataclass(frozen=True)
class Ranks:
    """Rank (1 the highest rate, ties share the better one) with its interval; NaN when not ranked.

    `higher[i, j]` says that area i is surely above area j.
    """

    rank: Floats
    lower: Floats
    upper: Floats
    higher: Flags


def rank_intervals(
    counts: ArrayLike,
    exposure: ArrayLike,
    cv2: float = 0.0,
    cv2_variance: float = 0.0,
    *,
    level: float = 0.95,
    family: Family = "province",
) -> Ranks:
    """Ranks of the rates counts / exposure of areas, with intervals at `level`.

    `cv2` and its sampling variance come from `overdispersion.pooled`; when a count is the sum of
    m years pass cv2 / m and variance / m**2. With family "province" all intervals of the province
    hold together (also when areas are equal: then each must say 1 to K); with "area" each holds
    by itself (Bonferroni over its K - 1 comparisons). Areas without a count or with an exposure
    that is not positive are left out and get NaN. ValueError for a negative count, a negative
    dispersion or a level outside 0 to 1.
    """
    x, e = np.broadcast_arrays(
        np.asarray(counts, dtype=np.float64), np.asarray(exposure, dtype=np.float64)
    )
    if np.any(x < 0) or cv2 < 0 or cv2_variance < 0:
        raise ValueError("counts and dispersions cannot be negative")
    if not 0 < level < 1:
        raise ValueError(f"a confidence level lies between 0 and 1, not at {level}")
    known = np.isfinite(x) & np.isfinite(e) & (e > 0)
    score = _evidence(x[known], e[known], cv2, cv2_variance)
    apart = _told_apart(score, level, family)
    rank, lower, upper = (np.full(len(x), np.nan) for _ in range(3))
    rate = x[known] / e[known]
    rank[known] = 1 + (rate[None, :] > rate[:, None]).sum(axis=1)
    lower[known] = 1 + apart.sum(axis=0)
    upper[known] = known.sum() - apart.sum(axis=1)
    higher = np.zeros((len(x), len(x)), dtype=np.bool_)
    higher[np.ix_(known, known)] = apart
    return Ranks(rank, lower, upper, higher)


def groups(ranks: Ranks) -> NDArray[np.object_]:
    """`high` when the whole rank interval lies in the upper half of the province, `low` when in the
    lower half, `between` when neither is sure. With an odd number the middle place is in neither.
    """
    areas = int(np.isfinite(ranks.rank).sum())
    group = np.select(
        [~np.isfinite(ranks.rank), ranks.upper <= areas / 2, ranks.lower > (areas + 1) / 2],
        ["not_ranked", "high", "low"],
        "between",
    )
    return group.astype(object)


def province_ranks(
    rows: pd.DataFrame, dispersion: pd.DataFrame, level: float = 0.95
) -> pd.DataFrame:
    """Ranks within each province, all intervals of a province holding together.

    `rows`: region_code, parent_code, value (events), exposure (people, or the same number
    everywhere when counts are ranked). `dispersion`: parent_code, cv2, cv2_variance. A province
    without a known dispersion is not ranked: without it the intervals would be too narrow.
    """
    known = dispersion.drop_duplicates("parent_code").set_index("parent_code")
    told = rows.sort_values("parent_code", kind="stable", ignore_index=True)
    parents = told["parent_code"]
    cv2, variance = (
        parents.map(known[name]).to_numpy(dtype=np.float64) for name in ("cv2", "cv2_variance")
    )
    counts, exposure = (told[name].to_numpy(dtype=np.float64) for name in ("value", "exposure"))
    counts = np.where(np.isnan(cv2 + variance), np.nan, counts)
    places = np.full((3, len(told)), np.nan)
    group = np.full(len(told), "not_ranked", dtype=object)
    edges = [*np.flatnonzero(~parents.duplicated()), len(told)]
    for start, end in pairwise(edges):
        one = slice(start, end)
        if np.isfinite(counts[one]).any():
            spread = float(cv2[start]), float(variance[start])
            found = rank_intervals(counts[one], exposure[one], *spread, level=level)
            places[:, one] = found.rank, found.lower, found.upper
            group[one] = groups(found)
    out = told[["region_code", "parent_code"]].assign(
        **dict(zip(RANK_COLUMNS[2:5], places, strict=True)), group=group
    )
    return out[list(RANK_COLUMNS)]


def _evidence(x: Floats, e: Floats, cv2: float, cv2_variance: float) -> Floats:
    """Normal score of "i is higher than j" for every pair (negative: lower), from a two-sided test.

    Poisson: P(X_i >= x_i | X_i + X_j) is a beta probability, that of x_i/e_i Gamma(x_i) being
    below (x_j + 1)/e_j Gamma(x_j + 1), each gamma scaled to mean 1. Over-dispersion [ours]
    lengthens both gammas to a squared CV of 1/x + cv2; for large counts this is the exact F test
    of two gamma variates, for cv2 = 0 the exact binomial test. That cv2 is an estimate enters
    by Satterthwaite: with V = 1/x_i + 1/x_j + 2 cv2 the score is taken as t with
    V^2 / (2 Var(cv2)) degrees of freedom.
    """
    tail = _upper_tail(x, e, cv2)
    opposite = tail.T
    smaller = np.minimum(np.minimum(tail, opposite), 0.5)
    score = np.minimum(-special.ndtri(smaller), _FARTHEST)
    if cv2_variance > 0:
        inverse = 1 / np.maximum(x, 0.5)
        spread = inverse[:, None] + inverse[None, :] + 2 * cv2
        freedom = np.maximum(spread**2 / (2 * cv2_variance), 1.0)
        score = np.minimum(-special.ndtri(special.stdtr(freedom, -score)), _FARTHEST)
    return np.where(tail < opposite, score, -score)


def _upper_tail(x: Floats, e: Floats, cv2: float) -> Floats:
    """[i, j]: chance of a count of i as high as seen, beside j, if both had one rate."""
    above, beside = np.maximum(x, 0.5)[:, None], (x + 1)[None, :]
    shape_above, shape_beside = above / (1 + cv2 * above), beside / (1 + cv2 * beside)
    ratio = (e[:, None] / e[None, :]) * (beside / above) * (shape_above / shape_beside)
    tail = special.betainc(shape_above, shape_beside, ratio / (1 + ratio))
    return np.where(x[:, None] > 0, tail, 1.0)


def _told_apart(score: Floats, level: float, family: Family) -> Flags:
    """[i, j]: i is surely higher than j."""
    areas = len(score)
    if areas < 2:
        return np.zeros((areas, areas), dtype=np.bool_)
    if family == "area":
        limit = -special.ndtri((1 - level) / (2 * (areas - 1)))
        return np.asarray(score > limit, dtype=np.bool_)
    return _stepped_down(score, level)


def _stepped_down(score: Floats, level: float) -> Flags:
    """Closed tests by the range of m equal areas (Ryan, Einot, Gabriel and Welsch).

    A pair may belong to a set of equal areas that holds at most those areas not yet told apart
    from either of the two. While no mistake was made every truly equal set lies within its own,
    so the limit for its size holds; sizes m are tested at 1 - level^(m/K) and thus together at
    1 - level. The range of unequal variances is no larger (Hayter 1984).
    """
    limits = range_limits(len(score), level)
    apart = np.zeros(score.shape, dtype=np.bool_)
    while True:
        together = (~(apart | apart.T)).astype(np.float64)
        np.fill_diagonal(together, 0.0)
        size = np.minimum(2 + together @ together, len(score)).astype(np.int64)
        found = apart | (score > limits[size])
        if (found == apart).all():
            return apart
        apart = found


@cache
def range_limits(areas: int, level: float) -> Floats:
    """Limit, by size m, for the normal score of any pair among m equal areas of `areas`.

    Quantile of the range of m standard normal variates / sqrt 2 at 1 - level^(m / areas)
    (at 1 - level for m of K and K - 1), made to rise with m. Entries 0 and 1 are not used.
    """
    size = np.arange(2, areas + 1, dtype=np.float64)
    inside = np.where(size >= areas - 1, level, level ** (size / areas))
    density = np.exp(-(_GRID**2) / 2) / np.sqrt(2 * np.pi) * (_GRID[1] - _GRID[0])
    low, high = np.zeros(len(size)), np.full(len(size), 15.0)
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        width = special.ndtr(_GRID + middle[:, None]) - special.ndtr(_GRID)
        chance = size * (density * width ** (size[:, None] - 1)).sum(axis=1)
        low, high = np.where(chance < inside, middle, low), np.where(chance < inside, high, middle)
    rising = np.maximum.accumulate((low + high) / 2 / np.sqrt(2))
    return np.concatenate([[np.inf, np.inf], rising])
