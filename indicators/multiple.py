"""Many comparisons on one page: which of them may be coloured.

24 indicators x 27 areas are 648 tests; at 95 % about 32 of them are coloured by chance. Overview
pages mark what Benjamini and Hochberg (1995, J. R. Stat. Soc. B 57) leave at a false discovery rate
of 5 %; the page of one area keeps its 95 % interval, and both say which (methods 2.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]

FALSE_DISCOVERY_RATE: Final = 0.05


def benjamini_hochberg(p: ArrayLike) -> Floats:
    """Adjusted p of each comparison: the smallest rate at which it would still be marked.

    Step-up: p_(i) * m / i, made monotone from the largest down. NaN stays NaN and is no
    comparison (it does not count in m). ValueError for a p outside 0 to 1.
    """
    given = np.asarray(p, dtype=np.float64)
    flat = pd.Series(given.ravel())
    return _by_page(flat, pd.Series(0, index=flat.index)).reshape(given.shape)


def _by_page(p: pd.Series[float], page: pd.Series[int]) -> Floats:
    """`benjamini_hochberg` within each page; aligned with `p`."""
    given = p.to_numpy(dtype=np.float64)
    if np.any((given < 0) | (given > 1)):
        raise ValueError("a p-value lies between 0 and 1")
    told = pd.DataFrame({"p": given, "page": page.to_numpy()}).dropna()
    told = told.sort_values(["page", "p"], kind="stable")
    pages = told.groupby("page", sort=False)["p"]
    told["scaled"] = told["p"] * pages.transform("size") / (pages.cumcount() + 1)
    from_top = told[::-1].groupby("page", sort=False)["scaled"].cummin()
    adjusted = np.full(len(given), np.nan)
    adjusted[from_top.index.to_numpy(dtype=np.int64)] = from_top.clip(upper=1.0).to_numpy()
    return adjusted


def on_overview(
    comparisons: pd.DataFrame,
    family: Sequence[str] = (),
    rate: float = FALSE_DISCOVERY_RATE,
) -> pd.DataFrame:
    """`comparisons` with `p_adjusted`, `compared` (how many together) and `is_marked`.

    `family` names the columns whose values form one page (province and year, say); without it the
    whole frame is one page. A row without p (hidden, not reported) is never marked.
    """
    if comparisons.empty:
        return comparisons.assign(
            p_adjusted=pd.Series(dtype=float),
            compared=pd.Series(dtype="int64"),
            is_marked=pd.Series(dtype=bool),
        )
    page = (
        comparisons.groupby(list(family), sort=False, dropna=False).ngroup()
        if family
        else pd.Series(0, index=comparisons.index)
    )
    adjusted = pd.Series(_by_page(comparisons["p"], page), index=comparisons.index)
    return comparisons.assign(
        p_adjusted=adjusted.astype(float),
        compared=comparisons["p"].notna().groupby(page).transform("sum").astype("int64"),
        is_marked=(adjusted <= rate).fillna(False).astype(bool),
    )


def p_against_expected(count: ArrayLike, expected: ArrayLike, cv2: ArrayLike = 0.0) -> Floats:
    """Two-sided p of a count when `expected` were due: twice the smaller exact Poisson tail.

    Below 0.05 exactly when the exact 95 % Poisson interval of the count leaves `expected` out.
    `cv2` is the squared coefficient of variation that areas show beyond chance (methods 2.4); with
    it the test on the square-root scale, z / sqrt(1 + 4 * expected * tau2) with tau2 = cv2 / 4, is
    done as well and the larger p stands. NaN where a part is missing or nothing is expected.
    """
    x, due, spread = np.broadcast_arrays(
        *(np.asarray(part, dtype=np.float64) for part in (count, expected, cv2))
    )
    usable = np.isfinite(x) & (due > 0) & (x >= 0) & (spread >= 0)
    seen, mean = np.where(usable, x, 1.0), np.where(usable, due, 1.0)
    at_least = np.where(seen > 0, special.gammainc(np.maximum(seen, 1e-9), mean), 1.0)
    at_most = special.gammaincc(seen + 1, mean)
    exact = np.minimum(2 * np.minimum(at_least, at_most), 1.0)
    z = 2 * (np.sqrt(seen) - np.sqrt(mean)) / np.sqrt(1 + mean * np.where(usable, spread, 0.0))
    wide = 2 * special.ndtr(-np.abs(z))
    p = np.where(spread > 0, np.maximum(exact, wide), exact)
    return np.where(usable, p, np.nan)


def p_against_rest(
    count: ArrayLike,
    people: ArrayLike,
    rest_count: ArrayLike,
    rest_people: ArrayLike,
    cv2: ArrayLike = 0.0,
) -> Floats:
    """Two-sided p that an area and the rest of its province have one rate.

    Exact conditional binomial: of all events, those of the area are binomial with its share of
    the people. `cv2` widens it as in `p_against_expected`, for the area alone: the rest pools many.
    NaN where a part is missing, where people are not positive, or where nobody counted anything.
    """
    x, n, y, m, spread = np.broadcast_arrays(
        *(
            np.asarray(part, dtype=np.float64)
            for part in (count, people, rest_count, rest_people, cv2)
        )
    )
    usable = (x >= 0) & (y >= 0) & (n > 0) & (m > 0) & (x + y > 0) & (spread >= 0)
    seen, other = np.where(usable, x, 1.0), np.where(usable, y, 1.0)
    share = np.where(usable, n, 1.0) / np.where(usable, n + m, 2.0)
    at_most = special.betaincc(seen + 1, np.maximum(other, 1e-9), share)
    at_most = np.where(other > 0, at_most, 1.0)
    at_least = np.where(seen > 0, special.betainc(np.maximum(seen, 1e-9), other + 1, share), 1.0)
    exact = np.minimum(2 * np.minimum(at_least, at_most), 1.0)
    total = seen + other
    variance = 1 + total * share * (1 - share) * np.where(usable, spread, 0.0)
    angle = 2 * np.sqrt(total) * (np.arcsin(np.sqrt(seen / total)) - np.arcsin(np.sqrt(share)))
    wide = 2 * special.ndtr(-np.abs(angle) / np.sqrt(variance))
    p = np.where(spread > 0, np.maximum(exact, wide), exact)
    return np.where(usable, p, np.nan)
