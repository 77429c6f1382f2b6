"""Published counts and their relations as the arrays that the choice of what to hide works on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from indicators import codes
from indicators.exposure import Bools, Floats, Ints, Linked
from indicators.implied import IMPLIED, NATION
from indicators.link_guesses import of_several, twins
from indicators.links import Relation

KEPT_HIDDEN: Final = 0.7
"""Cost of hiding what an earlier edition hid: patterns should not wander between editions."""


def linked(
    table: pd.DataFrame, relations: Collection[Relation], primary: Bools, k: int, width: Floats,
    cost: Floats, may_hide: Bools, group: Ints,
) -> Linked:  # fmt: skip
    """`table` holds the counts, then what stands behind them (`implied`, `earlier`)."""
    values = table["value"].to_numpy(dtype=float)
    is_implied = (table["hidden"] == IMPLIED).to_numpy()
    entries = np.array(
        [
            (number, row, sign)
            for number, relation in enumerate(relations)
            for row, sign in ((relation.total, -1.0), *((part, 1.0) for part in relation.parts))
        ]
    ).reshape(-1, 3)
    matrix = sparse.csr_array(
        (entries[:, 2], (entries[:, 0].astype(int), entries[:, 1].astype(int))),
        shape=(len(relations), len(values)),
    )
    exact = np.array([relation.exact for relation in relations], dtype=bool)
    rest = matrix @ values
    doubtful = of_several(relations, _without_large_parts(relations, values, k), values != 0)
    low = np.where(primary, 1.0, k + 1.0)
    low_by_rule = np.where(doubtful | ~(values > k), 1.0, k + 1.0)
    return Linked(
        values=values,
        matrix=matrix,
        exact=exact,
        holds=np.isnan(rest) | np.where(exact, rest == 0, rest <= 0),
        low=np.where(is_implied, 0.0, low),
        high=np.where(primary, k, 1000.0 + 10.0 * np.nanmax(values, initial=0.0)),
        low_by_rule=np.where(is_implied, 0.0, low_by_rule),
        may_hide=may_hide,
        group=group,
        cost=cost,
        width=width,
    )


def _without_large_parts(relations: Iterable[Relation], values: Floats, k: int) -> Bools:
    """Counts that have no part above k: by what is shown they could be small totals."""
    free = values > 0
    for relation in relations:
        if (values[list(relation.parts)] > k).any():
            free[relation.total] = False
    return free


def groups(counts: pd.DataFrame, k: int) -> Ints:
    """One number for the rows that are hidden together or not at all."""
    pairs = np.array(twins(counts, k), dtype=int).reshape(-1, 2)
    near = sparse.csr_array(
        (np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(counts), len(counts))
    )
    group: Ints = connected_components(near, directed=False)[1].astype(np.int64)
    return group


def costs(counts: pd.DataFrame, kept_hidden: Bools) -> Floats:
    """Totals cost more than their parts, provinces and the country most, large a little more."""
    values = counts["value"].to_numpy(dtype=float)
    level = counts["region_code"].map(_level_cost).to_numpy(dtype=float)
    totals = sum((counts[name] == codes.ALL).to_numpy(dtype=float) for name in ("sex", "age_band"))
    cost: Floats = level * (1.0 + 0.25 * totals) + np.log1p(np.nan_to_num(values)) / 50
    return np.where(kept_hidden, KEPT_HIDDEN * cost, cost)


def _level_cost(region_code: str) -> float:
    if region_code == NATION:
        return 9.0
    return 1.0 if "." in region_code else 3.0
