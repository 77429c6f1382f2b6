"""Small areas of one regency put together until each figure is safe to show.

A table by kecamatan or desa holds little but small counts: hiding them would leave it empty.
Neighbouring areas are shown as one instead, so that every figure is 0 or more than k, and adds up
to the regency's total, which is shown too.

What an outsider works out of such a table: nothing of areas shown by themselves; of an area in a
pool of n areas with s people, that it has 0 to s, or, if he takes every area of a pool for one
with somebody in it, 1 to s - n + 1. That interval must be `WIDTH` wide or wider: s - n >= `WIDTH`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from indicators.attack import WIDTH

SINGLE: Final = 1000.0
"""What an area shown by itself counts for; the number of pools decides between equals."""


def pool_areas(counts: Sequence[Sequence[float]], k: int) -> list[tuple[int, ...]] | None:
    """Positions of the areas to show together, in order; None where even all of them are unsafe.

    `counts` holds one line for each area, in an order in which neighbours follow each other, and
    one column for each figure printed of it (sexes, years). Promise: every pool is a run of
    areas that follow each other; each of its columns is 0 or more than `k`, and wide enough to
    keep its areas apart; as many areas as possible stand by themselves, then there are as many
    pools as possible, then as few areas as possible in the first; deterministic. Columns that
    add up to another (both sexes) need their sum among the columns.
    Raises ValueError for counts that are negative or not whole, and for k below 1.
    """
    table = np.array(counts, dtype=float).reshape(len(counts), -1 if len(counts) else 1)
    if k < 1 or not (np.isfinite(table) & (table >= 0) & (table % 1 == 0)).all():
        raise ValueError("counts must be whole and not negative, k must be 1 or more")
    before = np.vstack([np.zeros(table.shape[1]), table.cumsum(axis=0)])
    best: list[tuple[float, int] | None] = [(0.0, 0)]
    for end in range(1, len(table) + 1):
        found: tuple[float, int] | None = None
        for start in range(end):
            reached = best[start]
            if reached is None or not _is_safe(before[end] - before[start], end - start, k):
                continue
            worth = reached[0] + (SINGLE * len(table) if end - start == 1 else 1.0)
            if found is None or worth > found[0]:
                found = (worth, start)
        best.append(found)
    return _runs(best)


def _is_safe(sums: npt.NDArray[np.float64], areas: int, k: int) -> bool:
    """Whether a pool of so many areas may be shown."""
    counted = sums[sums > 0]
    return bool((counted > k).all() and (areas == 1 or (counted - areas >= WIDTH).all()))


def _runs(best: Sequence[tuple[float, int] | None]) -> list[tuple[int, ...]] | None:
    runs: list[tuple[int, ...]] = []
    end = len(best) - 1
    while end:
        reached = best[end]
        if reached is None:
            return None
        runs.append(tuple(range(reached[1], end)))
        end = reached[1]
    return runs[::-1]
