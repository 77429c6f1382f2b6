"""What a self-assessed score may become after administrative verification: a range of ratios.

Pairs of one evaluation: the self-assessment (mandiri) and the administrative verification of the
same region and cycle. The forecast is the range of the ratios verified / self, times the score. A
further ratio drawn like n earlier ones lies within their range in (n - 1) of (n + 1) cases: that
is all the range claims (eight pairs: 7 of 9, about 78 %). It ends at the desk verification; field
verification and the award follow other rules. No fewer than five pairs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

FEWEST_PAIRS: Final = 5
"""Below this the range of ratios would hold the next one in less than two of three cases."""
FROM_STAGE: Final = "mandiri"
TO_STAGE: Final = "verifikasi_administrasi"
REASONS: Final = ("no_score", "too_few_pairs")
PAIR_COLUMNS: Final = (
    "region_code", "instrument_id", "printed_year", "self_score", "verified_score", "ratio",
    "publication_id", "verified_publication_id", "is_own",
)  # fmt: skip


@dataclass(frozen=True)
class Forecast:
    """Limits in points; NaN with a `reason`. `coverage` is (n - 1) / (n + 1) of `pairs` pairs."""

    lower: float
    middle: float
    upper: float
    pairs: int
    own_pairs: int
    coverage: float
    reason: str | None = None


def forecast(self_score: float, ratios: ArrayLike, own: ArrayLike | None = None) -> Forecast:
    """The range for one self-assessed score; `middle` is by the median ratio.

    `own` says which ratios are the region's own earlier ones. Ratios that are not finite and
    positive are left out.
    """
    given = np.asarray(ratios, dtype=np.float64)
    mine = np.zeros(given.shape, bool) if own is None else np.asarray(own, dtype=bool)
    usable = np.isfinite(given) & (given > 0)
    given, mine = given[usable], mine[usable]
    number, own_number = len(given), int(mine.sum())
    nan = float("nan")
    if not np.isfinite(self_score):
        return Forecast(nan, nan, nan, number, own_number, nan, "no_score")
    if number < FEWEST_PAIRS:
        return Forecast(nan, nan, nan, number, own_number, nan, "too_few_pairs")
    low, middle, high = (
        float(self_score * one) for one in (given.min(), np.median(given), given.max())
    )
    return Forecast(low, middle, high, number, own_number, (number - 1) / (number + 1))


def leave_one_out(pairs: pd.DataFrame) -> pd.DataFrame:
    """Each pair forecast from all others: `pairs` with lower, upper, is_inside, others.

    Where the others are fewer than five there is no range and `is_inside` is empty.
    """
    ratios = pairs["ratio"].to_numpy(dtype=float)
    told = [
        forecast(float(score), np.delete(ratios, place))
        for place, score in enumerate(pairs["self_score"])
    ]
    lower, upper = (np.array([getattr(one, end) for one in told]) for end in ("lower", "upper"))
    verified = pairs["verified_score"].to_numpy(dtype=float)
    inside = pd.array((verified >= lower) & (verified <= upper), dtype="boolean")
    return pairs.assign(
        lower=lower,
        upper=upper,
        others=len(pairs) - 1,
        is_inside=pd.Series(inside, index=pairs.index).mask(np.isnan(lower)),
    )


def pairs_of(
    summaries: pd.DataFrame, own_region: str | None = None, rank: Mapping[str, int] | None = None
) -> pd.DataFrame:
    """PAIR_COLUMNS: one row a region and year that has both stages on the level of its total.

    `summaries` holds score_summary columns. The self score is the printed total, else the sum of
    blocks; where one evaluation prints several totals the lowest level named in `rank` (basis ->
    order; total, block, indicator, question) is taken. Of several publications of one stage the
    first by name. A pair is one only within a cycle: instrument and printed year agree.
    """
    order = rank or {"total": 0, "block": 1, "indicator": 2, "question": 3}
    rows = summaries.assign(order=summaries["basis"].map(order)).sort_values(
        ["region_code", "printed_year", "order", "publication_id"]
    )
    complete = rows["max_value"] >= 1000 - 0.005
    rows = rows[complete].assign(form=rows["instrument_id"].fillna("-"))
    key = ["region_code", "form", "printed_year"]
    first = rows.drop_duplicates([*key, "stage"])
    mine, theirs = (
        first[first["stage"] == stage][[*key, "instrument_id", "value", "publication_id"]]
        for stage in (FROM_STAGE, TO_STAGE)
    )
    both = mine.merge(
        theirs.rename(
            columns={"value": "verified_score", "publication_id": "verified_publication_id"}
        ).drop(columns="instrument_id"),
        on=key,
    ).rename(columns={"value": "self_score"})
    both = both[both["self_score"] > 0]
    return both.assign(
        ratio=both["verified_score"] / both["self_score"],
        is_own=both["region_code"] == (own_region or ""),
    )[list(PAIR_COLUMNS)].reset_index(drop=True)
