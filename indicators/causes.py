"""Why two figures of one quantity differ, by rules on what the figures say of themselves.

Asked in this order; the first that holds is the cause:

- `sama`: both are shown and equal.
- two measures. `kelompok_lebih_luas`: the other group holds the first and counts no fewer.
  `jumlah_jenis`: a sum over types of violence that is no smaller than what it is set beside.
  `korban_dan_kasus`: cases, victims or reports, between half and double of one another.
- two periods. `sebagian_tahun`: a count up to another day; the shorter one counts no more than
  the longer, and at least half of what its share of the days would give. A share or index read
  on another day.
- `rilis_baru`: one publication is a newer release of the other.
- `jumlah_jenis`: one figure is what a source gives as the sum over types of violence of the same
  people and period, the other is smaller.
- `pembulatan`: one is the other rounded, or a source says about or more than and they lie within
  a tenth of one another.
- `tidak_diketahui`: none of these.

Where a figure is hidden the rules ask nothing of the values.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

LEAST_SHARE: Final = 0.5
"""Of what the days of a partial year would give at an even pace: reports come in late."""
MOST_VICTIMS_A_CASE: Final = 2.0
NEAR: Final = 0.1
ROUNDED_TO: Final = (1000.0, 100.0, 1.0, 0.1)
"""Steps a source rounds to. To tens is no sign: one count in ten ends in 0."""
_PEOPLE: Final = ["region_code", "period_start", "period_end", "group", "sex", "value"]

Bools = np.ndarray[Any, np.dtype[np.bool_]]
Floats = np.ndarray[Any, np.dtype[np.float64]]


def causes(pairs: pd.DataFrame, totals: pd.DataFrame, replaced: pd.DataFrame) -> pd.Series[Any]:
    """The cause of each pair (a code of CAUSES).

    `pairs` holds two figures a row with what they count (unit, group), the second's columns
    named other_; `totals` all figures of the edition, `replaced` pairs of releases.
    """
    value, other = (pairs[name].to_numpy(dtype=float) for name in ("value", "other_value"))
    hidden = ((pairs["hidden"] != "no") | (pairs["other_hidden"] != "no")).to_numpy()
    value, other = np.where(hidden, np.nan, value), np.where(hidden, np.nan, other)
    measures = (pairs["measure_id"] != pairs["other_measure_id"]).to_numpy()
    groups = measures & (pairs["group"] != pairs["other_group"]).to_numpy()
    types = ((pairs["unit"] == "jenis") | (pairs["other_unit"] == "jenis")).to_numpy()
    units = measures & ~groups
    with np.errstate(divide="ignore", invalid="ignore"):
        rules = {
            "sama": value == other,
            "kelompok_lebih_luas": groups & (hidden | (value <= other)),
            "jumlah_jenis": units & types & (hidden | _sum_is_larger(pairs, value, other)),
            "korban_dan_kasus": units & ~types & (hidden | _within(value, other)),
            "sebagian_tahun": ~measures & _periods(pairs, value, other, hidden),
            "rilis_baru": ~measures & _released(pairs, replaced),
            "jumlah_jenis ": ~measures & _is_sum(pairs, totals, value, other),
            "pembulatan": ~measures & _rounded(pairs, value, other, hidden),
        }
    found = np.select(
        list(rules.values()), [name.strip() for name in rules], default="tidak_diketahui"
    )
    return pd.Series(found, index=pairs.index, dtype=object)


def _within(value: Floats, other: Floats) -> Bools:
    most = MOST_VICTIMS_A_CASE
    held: Bools = (value <= other * most) & (other <= value * most)
    return held


def _sum_is_larger(pairs: pd.DataFrame, value: Floats, other: Floats) -> Bools:
    first = (pairs["unit"] == "jenis").to_numpy()
    held: Bools = np.where(first, value >= other, other >= value)
    return held


def _periods(pairs: pd.DataFrame, value: Floats, other: Floats, hidden: Bools) -> Bools:
    """Periods differ, and of counts through the year the shorter is what its days would give."""
    start, end = pairs["period_start"], pairs["period_end"]
    differ = (
        (start != pairs["other_period_start"]) | (end != pairs["other_period_end"])
    ).to_numpy()
    days = ((end - start).dt.days + 1).to_numpy(dtype=float)
    others = ((pairs["other_period_end"] - pairs["other_period_start"]).dt.days + 1).to_numpy(
        dtype=float
    )
    grows = (pairs["is_partial"].astype(bool) | pairs["other_is_partial"].astype(bool)).to_numpy()
    shorter = np.where(days < others, value, other)
    longer = np.where(days < others, other, value)
    share = np.minimum(days, others) / np.maximum(days, others)
    explained = (days != others) & (shorter <= longer) & (shorter >= LEAST_SHARE * share * longer)
    held: Bools = differ & (~grows | hidden | explained)
    return held


def _released(pairs: pd.DataFrame, replaced: pd.DataFrame) -> Bools:
    """Whether one publication is a newer release of the other."""
    known = replaced["publication_id"] + "\n" + replaced["replaced_id"]
    one, two = pairs["publication_id"].astype("str"), pairs["other_publication_id"].astype("str")
    held: Bools = ((one + "\n" + two).isin(known) | (two + "\n" + one).isin(known)).to_numpy()
    return held


def _is_sum(pairs: pd.DataFrame, totals: pd.DataFrame, value: Floats, other: Floats) -> Bools:
    """The larger figure is somewhere printed as the sum over types of the same people."""
    sums = totals[(totals["unit"] == "jenis") & totals["value"].notna()][_PEOPLE].drop_duplicates()
    first = value > other
    larger = pd.DataFrame(
        {
            **{name: pairs[name] for name in ("region_code", "group", "sex")},
            "value": np.where(first, value, other),
            **{
                name: pairs[name].where(first, pairs[f"other_{name}"])
                for name in ("period_start", "period_end")
            },
        }
    )
    found = larger.merge(sums.assign(found=True), on=_PEOPLE, how="left")["found"]
    held: Bools = found.notna().to_numpy() & (value != other)
    return held


def _rounded(pairs: pd.DataFrame, value: Floats, other: Floats, hidden: Bools) -> Bools:
    """One is the other rounded; or one is not exact and they lie near each other."""
    rounded = np.zeros(len(pairs), dtype=bool)
    for step in ROUNDED_TO:
        for one, two in ((value, other), (other, value)):
            rounded |= np.isclose(one, np.round(two / step) * step, rtol=0, atol=1e-9) & (one > 0)
    exact = (pairs["is_exact"].astype(bool) & pairs["other_is_exact"].astype(bool)).to_numpy()
    near = np.abs(value - other) <= NEAR * np.maximum(np.abs(value), np.abs(other))
    held: Bools = rounded | (~exact & (hidden | near))
    return held
