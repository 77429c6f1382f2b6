"""Tables known to be unsafe: the attack catches every one when only small counts are hidden."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from indicators.attack import WIDTH, attack
from indicators.disclosure import protect

Make = Callable[..., pd.DataFrame]
K = 4
VECTORS = Path(__file__).resolve().parents[3] / "shared" / "vectors"
needs_vectors = pytest.mark.skipif(not VECTORS.exists(), reason="golden numbers not at hand")
BANDS = ("18-24", "25-44", "45-59", "60+")

BY_HAND: dict[str, tuple[list[list[int]], int]] = {
    "one count beside its total": ([[2, 14, 25]], 1),
    "two of 1: both are 1 to who knows that zeros are shown": ([[1, 1, 30]], 2),
    "3 and 4 make 7: one is 3 and one is 4 to who knows the marks": ([[3, 4, 20]], 2),
    "a count and a zero": ([[2, 0, 25]], 1),
    "4 and 4 make 8: nothing else does": ([[4, 4, 11]], 2),
    "three of 1": ([[1, 1, 1, 40]], 3),
    "a small count alone in its row and its column": ([[9, 12, 3], [14, 8, 20], [7, 30, 11]], 1),
    "a square of 1, 2, 3 and 4, every sum of two known": ([[1, 4, 40], [3, 2, 35]], 4),
    "the diagonal": ([[2, 17, 9], [13, 3, 21], [8, 10, 1]], 3),
}
"""Inner counts by row (area) and column (age band), all totals published; how many are small."""


def table(counts: Make, inner: list[list[int]]) -> pd.DataFrame:
    """Areas by age bands of adults, with all totals (an area's only where it has several)."""
    values = np.array(inner)
    if len(values) == 1:
        values = values.T
    for axis in (0, 1):
        values = np.concatenate([values.sum(axis=axis, keepdims=True), values], axis=axis)
    if values.shape[1] == 2:
        values = values[:, :1]
    return counts(
        *(
            {
                "region_code": f"32.{i:02d}" if i else "32",
                "group": "dewasa",
                "age_band": BANDS[j - 1] if j else "semua",
                "value": float(value),
            }
            for (i, j), value in np.ndenumerate(values)
        )
    )


def switched_off(frame: pd.DataFrame) -> pd.DataFrame:
    """Small counts of areas hidden and nothing else: the totals stay published."""
    small = frame["value"].between(1, K) & (frame["region_code"] != "32")
    return frame.assign(
        value=frame["value"].mask(small), hidden=np.where(small, "primary", frame["hidden"])
    )


def narrowest(public: pd.DataFrame, k: int = K) -> pd.Series:
    """The narrowest interval of any attacker, by row."""
    found = attack(public, k, {"32": sorted(set(public["region_code"]) - {"32"})})
    return (found["maximum"] - found["minimum"]).groupby(found["row"]).min()


def assert_caught_and_then_safe(frame: pd.DataFrame) -> None:
    """Every small count is caught when suppression is off, none when it is on."""
    public = switched_off(frame)
    off = narrowest(public)
    assert len(off) == (public["hidden"] == "primary").sum() > 0
    assert (off < WIDTH).all()
    children = {"32": sorted(set(frame["region_code"]) - {"32"})}
    protection = protect(frame, K, children)
    assert narrowest(protection.frame).min() >= WIDTH
    assert (protection.frame["hidden"] != "no")[frame["value"].between(1, K)].all()


@pytest.mark.parametrize("name", BY_HAND)
def test_tables_worked_by_hand_are_caught_when_suppression_is_off(counts: Make, name: str) -> None:
    inner, small = BY_HAND[name]
    frame = table(counts, inner)
    assert sum(1 <= value <= K for row in inner for value in row) == small
    assert_caught_and_then_safe(frame)


@needs_vectors
def test_every_known_bad_list_is_caught_when_suppression_is_off(counts: Make) -> None:
    tables = pd.read_csv(VECTORS / "ours_suppression_one_way.csv")
    assert tables["case_id"].nunique() == 8
    for _, rows in tables.groupby("case_id"):
        frame = table(counts, [rows["count"].tolist()])
        assert frame["value"].iloc[0] == rows["published_total"].iloc[0]
        assert_caught_and_then_safe(frame)


@needs_vectors
def test_every_attacker_named_gets_what_the_golden_numbers_say_he_gets(counts: Make) -> None:
    """Each count that a golden line calls deducible is caught in that list as it is published."""
    expected = pd.read_csv(VECTORS / "ours_suppression_attackers.csv")
    tables = pd.read_csv(VECTORS / "ours_suppression_one_way.csv")
    caught = 0
    for case, rows in expected[expected["deducible_1"] == 1].groupby("case_id"):
        inner = tables[tables["case_id"] == case]["count"].tolist()
        off = narrowest(switched_off(table(counts, [inner])))
        for cell in rows["cell"].unique():
            assert off[cell] == 0
            caught += 1
    assert caught == 6


@needs_vectors
def test_the_known_bad_two_way_table_is_caught_when_suppression_is_off(counts: Make) -> None:
    rows = pd.read_csv(VECTORS / "suppression_two_way_input.csv")
    inner = rows.pivot(index="row_index", columns="col_index", values="count").to_numpy()
    frame = table(counts, inner.tolist())
    below_4 = frame["value"].between(1, 3)
    public = frame.assign(
        value=frame["value"].mask(below_4), hidden=np.where(below_4, "primary", "no")
    )
    assert narrowest(public, k=3).tolist() == [0.0, 0.0, 0.0]
    assert_caught_and_then_safe(frame)
