from __future__ import annotations

import csv
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import rates

VECTORS = Path(__file__).resolve().parents[2] / "../shared/vectors"
RTOL = 1e-9


def rows_of(name: str) -> list[dict[str, str]]:
    path = VECTORS / name
    if not path.exists():
        pytest.skip(f"{name} not beside the project")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def column(rows: list[dict[str, str]], name: str) -> np.ndarray:
    return np.array([float(row[name]) if row[name] else math.nan for row in rows])


@pytest.mark.parametrize(
    ("name", "count", "people", "value", "interval"),
    [
        ("ours_rate_ci.csv", "count", "child_population", "rate_per_100000", "rate"),
        ("rate_ci.csv", "numerator", "denominator", "value", "rate"),
        ("ours_wilson_ci.csv", "count", "denominator", "proportion", "wilson"),
        ("proportion_ci.csv", "numerator", "denominator", "value", "wilson"),
    ],
)
def test_golden_vectors(name: str, count: str, people: str, value: str, interval: str) -> None:
    rows = rows_of(name)
    x, n = column(rows, count), column(rows, people)
    factor = column(rows, "multiplier") if "multiplier" in rows[0] else np.ones(len(rows))
    for level, suffix in ((0.95, "95"), (0.998, "998")):
        if interval == "rate":
            per = factor if "multiplier" in rows[0] else 100_000.0
            got = [a * per for a in rates.rate_interval(x, n, per=1, level=level)]
        else:
            got = [a * factor for a in rates.wilson_interval(x, n, level=level)]
        for found, wanted in zip(got, (value, f"lower{suffix}", f"upper{suffix}"), strict=True):
            expected = column(rows, wanted)
            given_there = ~np.isnan(expected)
            np.testing.assert_allclose(
                found[given_there], expected[given_there], rtol=RTOL, atol=1e-12
            )


def test_byar_by_hand() -> None:
    lower, upper = rates.count_interval(100)
    z = 1.959963984540054
    assert lower == pytest.approx(100 * (1 - 1 / 900 - z / 30) ** 3, rel=RTOL)
    assert upper == pytest.approx(101 * (1 - 1 / 909 + z / (3 * math.sqrt(101))) ** 3, rel=RTOL)


def test_exact_below_ten_by_hand() -> None:
    lower, upper = rates.count_interval([0, 1])
    assert lower[0] == 0
    assert upper[0] == pytest.approx(-math.log(0.025), rel=RTOL)  # P(0 | upper) = 0.025
    assert lower[1] == pytest.approx(-math.log(0.975), rel=RTOL)  # P(at least 1 | lower) = 0.025


def test_wilson_by_hand() -> None:
    share, lower, upper = rates.wilson_interval(0, 12)
    z2 = 1.959963984540054**2
    assert (share, lower) == (0, 0)
    assert upper == pytest.approx(z2 / (12 + z2), rel=RTOL)


def test_what_is_missing_stays_missing() -> None:
    lower, upper = rates.count_interval([math.nan, 5])
    assert np.isnan([lower[0], upper[0]]).all()
    assert not np.isnan([lower[1], upper[1]]).any()
    for rate in rates.rate_interval([3, 3, 3, math.nan], [0, -5, math.nan, 100]):
        assert np.isnan(rate).all()
    for share in rates.wilson_interval([3, math.nan], [0, 100]):
        assert np.isnan(share).all()


def test_a_printed_share_above_one_has_no_interval() -> None:
    share, lower, upper = rates.wilson_interval(113, 100)
    assert share == pytest.approx(1.13)
    assert np.isnan(lower)
    assert np.isnan(upper)


def test_zero_events_have_a_rate_and_an_upper_limit() -> None:
    rate, lower, upper = rates.rate_interval(0, 50_000)
    assert (rate, lower) == (0, 0)
    assert upper == pytest.approx(-math.log(0.025) * 2, rel=RTOL)


@pytest.mark.parametrize("call", [rates.count_interval, lambda x: rates.rate_interval(x, 10)])
def test_a_negative_count_is_refused(call: Callable[[object], object]) -> None:
    with pytest.raises(ValueError, match="negative"):
        call([1, -1])


@pytest.mark.parametrize("level", [0, 1, 95, math.nan])
def test_a_level_is_a_probability(level: float) -> None:
    with pytest.raises(ValueError, match="level"):
        rates.count_interval(5, level)


@given(x=st.integers(0, 100_000), more=st.integers(0, 1_000_000))
def test_the_interval_holds_the_value_and_widens(x: int, more: int) -> None:
    n = x + more + 1
    for interval in (rates.rate_interval, rates.wilson_interval):
        value, lower, upper = interval(x, n)
        _, wide_lower, wide_upper = interval(x, n, level=0.998)
        assert 0 <= wide_lower <= lower <= value <= upper <= wide_upper
        assert lower < upper


def test_arrays_keep_their_shape() -> None:
    rate, lower, upper = rates.rate_interval(np.ones((2, 3)), 100)
    assert rate.shape == lower.shape == upper.shape == (2, 3)
