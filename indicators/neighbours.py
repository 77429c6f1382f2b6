"""Statistical neighbours: the areas most like one, by what they are and never by how they do.

Each variable as z-score over all areas (population sd, clipped at 3), Euclidean distance, the
first k (methods 2.12). Likeness is no judgement of performance. The reason why is in the rows: the
variables in which a pair is closest, and those in which it differs.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from indicators import rates

CLIP: Final = 3.0
HOW_MANY: Final = 10
ALIKE: Final = 0.5
"""At most this many sd apart two areas are alike in a variable."""
APART: Final = 1.0
"""From this many sd apart they differ in it."""
COLUMNS: Final = (
    "region_code", "neighbour_rank", "neighbour_code", "distance", "alike", "apart",
)  # fmt: skip
CONTRIBUTIONS: Final = (
    "region_code", "neighbour_code", "variable", "value", "neighbour_value", "z", "neighbour_z",
    "difference", "share",
)  # fmt: skip


def standardised(areas: pd.DataFrame) -> pd.DataFrame:
    """z-scores of `areas` (index region_code, one column a variable), clipped at 3 sd.

    Over the areas that have all variables; the others get NaN. A variable that is the same
    everywhere is 0: it tells nobody apart.
    """
    whole = areas.notna().all(axis=1)
    told = areas[whole].astype(float)
    deviation = told.std(axis=0, ddof=0)
    z = (told - told.mean(axis=0)) / deviation.where(deviation > 0, np.inf)
    return z.clip(-CLIP, CLIP).reindex(areas.index)


def neighbours(
    areas: pd.DataFrame, how_many: int = HOW_MANY, compared: Collection[str] = ()
) -> pd.DataFrame:
    """The `how_many` nearest of each area, `COLUMNS`; ties by region code.

    `areas`: index region_code, one column a variable. `alike` and `apart` hold variable names, the
    closest (the furthest) first, separated by "; ". An area that lacks a variable has no neighbours
    and is nobody's. ValueError where a variable is among the measures `compared`: an area
    would be likened by what it is then compared with; and for a region code given twice.
    """
    circular = sorted(set(areas.columns) & set(compared))
    if circular:
        raise ValueError(f"compared with its neighbours, so no variable: {', '.join(circular)}")
    if areas.index.has_duplicates:
        raise ValueError("a region stands in one row")
    z = standardised(areas.sort_index()).dropna()
    scores = z.to_numpy(dtype=float)
    names = np.array([str(name) for name in z.columns])
    gaps = np.abs(scores[:, None, :] - scores[None, :, :])
    distance = np.sqrt((gaps**2).sum(axis=2))
    rows = []
    for place, code in enumerate(z.index):
        order = [int(one) for one in np.argsort(distance[place], kind="stable") if one != place]
        for rank, other in enumerate(order[:how_many], start=1):
            alike, apart = _why(names, gaps[place, other])
            rows.append((code, rank, z.index[other], distance[place, other], alike, apart))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def contributions(areas: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Per pair of `found` and variable: both values, both z, and its share of the squared distance.

    Shares of a pair sum to 1; two equal areas have shares 0.
    """
    z = standardised(areas.sort_index())
    rows = found[["region_code", "neighbour_code", "distance"]].merge(
        pd.DataFrame({"variable": [str(name) for name in areas.columns]}), how="cross"
    )

    def of(frame: pd.DataFrame, column: str) -> NDArray[np.float64]:
        values = frame.to_numpy(dtype=float)
        rows_at = frame.index.get_indexer(pd.Index(rows[column]))
        return np.asarray(values[rows_at, _positions(frame, rows["variable"])])

    mine, theirs = of(z, "region_code"), of(z, "neighbour_code")
    squared = rows["distance"].to_numpy(dtype=float) ** 2
    share = np.divide((mine - theirs) ** 2, squared, out=np.zeros(len(rows)), where=squared > 0)
    return rows.assign(
        value=of(areas, "region_code"),
        neighbour_value=of(areas, "neighbour_code"),
        z=mine,
        neighbour_z=theirs,
        difference=np.abs(mine - theirs),
        share=share,
    )[list(CONTRIBUTIONS)]


def group_rates(found: pd.DataFrame, counts: pd.DataFrame, per: float = 100_000) -> pd.DataFrame:
    """Rate of each area's neighbours together, from pooled counts: sum x / sum n, with limits.

    `counts` has region_code, value and denominator, one row an area. A neighbour without one of
    them (hidden, not reported) is left out: `areas_used` of `areas`. NaN where none is left.
    """
    known = counts[counts["value"].notna() & (counts["denominator"] > 0)]
    joined = found[["region_code", "neighbour_code"]].merge(
        known[["region_code", "value", "denominator"]].rename(
            columns={"region_code": "neighbour_code"}
        ),
        on="neighbour_code",
        how="left",
    )
    out = (
        joined.groupby("region_code", sort=True)
        .agg(
            value=("value", lambda x: x.sum(min_count=1)),
            denominator=("denominator", lambda n: n.sum(min_count=1)),
            areas=("neighbour_code", "size"),
            areas_used=("value", "count"),
        )
        .reset_index()
    )
    rate, lower, upper = rates.rate_interval(
        out["value"].to_numpy(dtype=float), out["denominator"].to_numpy(dtype=float), per
    )
    return out.assign(rate=rate, rate_lower=lower, rate_upper=upper)


def _why(names: NDArray[np.str_], gap: NDArray[np.float64]) -> tuple[str, str]:
    """Variables in which a pair is alike (nearest first) and apart (furthest first)."""
    order = np.argsort(gap, kind="stable")
    alike = [str(names[one]) for one in order if gap[one] <= ALIKE]
    apart = [str(names[one]) for one in order[::-1] if gap[one] >= APART]
    return "; ".join(alike), "; ".join(apart)


def _positions(frame: pd.DataFrame, variables: pd.Series[str]) -> NDArray[np.intp]:
    place = {str(name): number for number, name in enumerate(frame.columns)}
    return np.array([place[name] for name in variables], dtype=np.intp)
