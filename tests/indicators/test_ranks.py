from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from indicators import ranks, simulation

VECTORS = Path(__file__).resolve().parents[2] / "../shared/vectors"


def test_golden_intervals_without_over_dispersion() -> None:
    path = VECTORS / "ours_rank_interval.csv"
    if not path.exists():
        pytest.skip("vectors not beside the project")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    counts, people = ([float(row[name]) for row in rows] for name in ("count", "child_population"))
    found = ranks.rank_intervals(counts, people, family="area")
    assert found.rank.tolist() == [float(row["rank_1_highest"]) for row in rows]
    assert found.lower.tolist() == [float(row["rank_lower"]) for row in rows]
    assert found.upper.tolist() == [float(row["rank_upper"]) for row in rows]


def test_without_dispersion_a_pair_is_the_exact_binomial_test() -> None:
    x, e = np.array([14.0, 52.0]), np.array([110e3, 180e3])
    share = e[1] / e.sum()
    tail = float(stats.binom.sf(51, 66, share))
    apart = [
        ranks.rank_intervals(x, e, level=1 - 2 * tail * factor, family="area").higher[1, 0]
        for factor in (0.999999, 1.000001)
    ]
    assert apart == [False, True]


def test_large_counts_with_dispersion_are_the_f_test() -> None:
    cv2, x = 0.2, np.array([4e8, 1e8])
    tail = float(stats.f.sf(4.0, 2 / cv2, 2 / cv2))
    apart = [
        ranks.rank_intervals(x, [1, 1], cv2, level=1 - 2 * tail * factor, family="area").higher[
            0, 1
        ]
        for factor in (0.9999, 1.0001)
    ]
    assert apart == [False, True]


def test_uncertain_dispersion_tells_fewer_apart() -> None:
    counts, people = [400, 300, 200, 150, 100, 50], [100_000] * 6
    sure = ranks.rank_intervals(counts, people, 0.04)
    unsure = ranks.rank_intervals(counts, people, 0.04, 0.0008)
    assert sure.higher.sum() > unsure.higher.sum() > 0


@pytest.mark.parametrize("counts", [[7.0] * 6, [0.0] * 6])
def test_equal_areas_run_from_first_to_last(counts: list[float]) -> None:
    found = ranks.rank_intervals(counts, [1000.0] * 6)
    assert found.rank.tolist() == [1.0] * 6
    assert (found.lower.tolist(), found.upper.tolist()) == ([1.0] * 6, [6.0] * 6)
    assert set(ranks.groups(found)) == {"between"}


def test_one_area_missing_counts_and_nobody_living_there() -> None:
    one = ranks.rank_intervals([5], [100])
    assert (one.rank[0], one.lower[0], one.upper[0]) == (1.0, 1.0, 1.0)
    some = ranks.rank_intervals([5, np.nan, 3, 9], [100, 100, 0, 100])
    assert np.isnan(some.rank).tolist() == [False, True, True, False]
    assert some.upper[0] == 2.0
    assert ranks.groups(some).tolist() == ["between", "not_ranked", "not_ranked", "between"]
    assert len(ranks.rank_intervals([], []).rank) == 0


def test_refuses_what_cannot_be() -> None:
    with pytest.raises(ValueError, match="negative"):
        ranks.rank_intervals([-1], [1])
    with pytest.raises(ValueError, match="negative"):
        ranks.rank_intervals([1], [1], -0.1)
    with pytest.raises(ValueError, match="level"):
        ranks.rank_intervals([1], [1], level=1.0)


def test_groups_are_halves_that_are_sure() -> None:
    found = ranks.rank_intervals([1000, 950, 500, 20, 10], [1000] * 5)
    assert ranks.groups(found).tolist() == ["high", "high", "between", "low", "low"]


@given(
    st.lists(st.integers(0, 500), min_size=1, max_size=12),
    st.sampled_from([0.0, 0.01, 0.2]),
    st.sampled_from([0.0, 0.001, 0.05]),
)
def test_every_interval_holds_the_rank_and_pairs_are_wider_together(
    counts: list[int], cv2: float, variance: float
) -> None:
    people = np.arange(1, len(counts) + 1) * 1000.0
    whole = ranks.rank_intervals(counts, people, cv2, variance)
    each = ranks.rank_intervals(counts, people, cv2, variance, family="area")
    for found in (whole, each):
        assert (found.lower <= found.rank).all()
        assert (found.rank <= found.upper).all()
        assert not (found.higher & found.higher.T).any()
    order = np.random.default_rng(1).permutation(len(counts))
    again = ranks.rank_intervals(np.array(counts)[order], people[order], cv2, variance)
    assert (again.lower == whole.lower[order]).all()


def test_limits_of_the_range() -> None:
    limits = ranks.range_limits(27, 0.95)
    assert limits[27] * np.sqrt(2) == pytest.approx(
        stats.studentized_range.ppf(0.95, 27, np.inf), rel=1e-4
    )
    assert (np.diff(limits[2:]) >= 0).all()
    assert ranks.range_limits(2, 0.95)[2] == pytest.approx(stats.norm.ppf(0.975))


def test_provinces_without_a_dispersion_are_not_ranked() -> None:
    rows = pd.DataFrame(
        {
            "region_code": ["11.01", "11.02", "12.01"],
            "parent_code": ["11", "11", "12"],
            "value": [500.0, 20.0, 5.0],
            "exposure": [1000.0, 1000.0, 1000.0],
        }
    )
    known = pd.DataFrame({"parent_code": ["11"], "cv2": [0.01], "cv2_variance": [0.0]})
    found = ranks.province_ranks(rows, known)
    assert list(found.columns) == list(ranks.RANK_COLUMNS)
    assert found["group"].tolist() == ["high", "low", "not_ranked"]
    assert ranks.province_ranks(rows.iloc[:0], known).empty


def test_intervals_are_narrow_where_areas_differ_and_years_do_not() -> None:
    _, width = simulation.rank_coverage(100, 0.0, 0.4, seed=7)
    assert width < 15
