from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from indicators import compare, multiple, rates

PLACES = (Path(__file__).resolve().parents[2].parent / "shared/vectors",)


def rows_of(name: str) -> list[dict[str, str]]:
    for place in PLACES:
        if (place / name).exists():
            with (place / name).open(encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))
    pytest.skip(f"{name} not beside the project")


BETTER = {"0": "lower", "1": "higher"}
JUDGED = {"better": 1, "similar": 0, "worse": -1}


def test_five_levels_of_a_proportion() -> None:
    for row in rows_of("benchmark_spc_proportion.csv"):
        total, mean = float(row["denominator"]), float(row["benchmark_pct"]) / 100
        count = float(row["value_pct"]) / 100 * total
        _, low, high = rates.wilson_interval(count, total)
        _, far_low, far_high = rates.wilson_interval(count, total, level=0.998)
        level = compare.five_levels(low, high, far_low, far_high, mean)
        told = int(row["outcome_95_lowgood"]), int(row["outcome_99_8_lowgood"])
        assert JUDGED[compare.judged(level, "lower").item()] == told[0]
        assert str(level.item()).startswith("far_") == (told[1] != 0)


def test_judged_against_one_interval() -> None:
    for row in rows_of("benchmark_overlap_one_ci.csv"):
        level = compare.against_benchmark(
            float(row["lower95"]), float(row["upper95"]), float(row["benchmark"])
        )
        judged = compare.judged(level, BETTER[row["polarity_0lowgood_1highgood"]]).item()
        assert JUDGED[judged] == int(row["outcome_1better_0similar_-1worse"])


def test_targets() -> None:
    words = {1: "met", 0: "similar", -1: "not_met"}
    for row in rows_of("target_single_limit.csv"):
        value, lower, upper = (
            float(row[name] or "nan") for name in ("value", "lower95", "upper95")
        )
        better = BETTER[row["polarity_0lowgood_1highgood"]]
        verdict = compare.against_target(value, float(row["target"]), better, lower, upper)
        assert verdict.item() == words[int(row["outcome_1better_0similar_-1worse"])]


def test_reports_are_never_judged() -> None:
    assert list(compare.judged(["far_higher", "lower", "similar"], "none")) == ["none"] * 3


def test_five_levels_by_hand() -> None:
    nan = np.nan
    level = compare.five_levels(
        [12, 12, 8, 5, 5, 12, nan], [20, 20, 12, 9, 9, 20, 9], [11, 9, 7, 4, 4, nan, 4],
        [22, 22, 13, 11, 9.5, 22, 11], 10.0,
    )  # fmt: skip
    told = ["far_higher", "higher", "similar", "lower", "far_lower", "higher", "not_compared"]
    assert list(level) == told
    assert set(told) == set(compare.LEVELS)


def test_a_narrower_far_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="narrower"):
        compare.five_levels([1.0], [2.0], [1.5], [3.0], 0.0)


def test_two_intervals() -> None:
    verdicts = compare.against_interval([5, 1, 3, np.nan], [6, 2, 5, 2], [1, 3, 5, 1], [4, 4, 7, 2])
    assert list(verdicts) == ["higher", "lower", "similar", "not_compared"]


def test_targets_by_hand() -> None:
    nan = np.nan
    verdicts = compare.against_target(
        [5, 5, nan, 5, 5], [5, 4, 4, nan, 4], ["lower", "lower", "lower", "lower", "none"], nan, nan
    )
    assert list(verdicts) == ["met", "not_met", "not_compared", "not_compared", "not_compared"]


def test_range_targets() -> None:
    verdicts = compare.against_range([4, 1, 7, 1, np.nan], [5, 2, 9, 3.5, 3], 3, 6)
    assert list(verdicts) == ["met", "not_met", "not_met", "similar", "not_compared"]
    assert compare.against_range(3, 3, 3, 6).item() == "met"
    with pytest.raises(ValueError, match="before it begins"):
        compare.against_range(1, 2, 6, 3)


def test_benjamini_hochberg_by_hand() -> None:
    # m = 5: .01*5/1, .02*5/2, .03*5/3, .04*5/4, .6*5/5, made monotone from the top
    adjusted = multiple.benjamini_hochberg([0.03, 0.6, 0.01, np.nan, 0.04, 0.02])
    assert adjusted[[0, 1, 2, 4, 5]] == pytest.approx([0.05, 0.6, 0.05, 0.05, 0.05])
    assert np.isnan(adjusted[3])


def test_benjamini_hochberg_as_scipy() -> None:
    p = np.random.default_rng(3).uniform(size=200) ** 2
    np.testing.assert_allclose(
        multiple.benjamini_hochberg(p), stats.false_discovery_control(p), rtol=1e-12
    )


def test_benjamini_hochberg_of_nothing() -> None:
    assert len(multiple.benjamini_hochberg([])) == 0
    assert np.isnan(multiple.benjamini_hochberg([np.nan])).all()
    assert multiple.benjamini_hochberg([0.02]) == pytest.approx([0.02])
    with pytest.raises(ValueError, match="between 0 and 1"):
        multiple.benjamini_hochberg([1.2])


def test_pages_are_families_of_their_own() -> None:
    page = pd.DataFrame({"year": [2021, 2021, 2022, 2022], "p": [0.04, 0.9, 0.04, np.nan]})
    marked = multiple.on_overview(page, ["year"])
    assert list(marked["compared"]) == [2, 2, 1, 1]
    assert list(marked["is_marked"]) == [False, False, True, False]
    assert not multiple.on_overview(page)["is_marked"].any()
    assert len(multiple.on_overview(page.iloc[:0])) == 0


def test_false_discoveries_on_an_overview() -> None:
    # 648 comparisons of which nothing is true: seldom anything marked, where 95 % marks about 20
    rng = np.random.default_rng(11)
    any_marked, single = 0, []
    for _ in range(200):
        expected = rng.uniform(5, 300, 648)
        p = multiple.p_against_expected(rng.poisson(expected), expected)
        marked = multiple.on_overview(pd.DataFrame({"p": p}))
        any_marked += bool(marked["is_marked"].any())
        single.append(int((p < 0.05).sum()))
    assert any_marked / 200 <= 0.08
    assert 15 < np.mean(single) < 35


def test_p_says_what_the_exact_interval_says() -> None:
    count = np.arange(0, 60)
    upper = stats.chi2.ppf(0.975, 2 * count + 2) / 2
    lower = np.where(count > 0, stats.chi2.ppf(0.025, np.maximum(2 * count, 1)) / 2, 0)
    for expected in (0.5, 3.0, 20.0, 41.5):
        p = multiple.p_against_expected(count, expected)
        assert list(p < 0.05) == list((lower > expected) | (upper < expected))


def test_p_against_the_rest_by_hand() -> None:
    # 8 of 10 events in half of the people: 2 * P(X >= 8), X ~ Bin(10, 1/2) = 2 * 56/1024
    assert multiple.p_against_rest(8, 1e5, 2, 1e5).item() == pytest.approx(112 / 1024)
    assert multiple.p_against_rest(0, 1e5, 10, 1e5).item() == pytest.approx(2 / 1024)
    assert multiple.p_against_rest(10, 1e5, 0, 1e5).item() == pytest.approx(2 / 1024)


def test_spread_makes_p_larger() -> None:
    plain = multiple.p_against_rest(80, 1e5, 400, 10e5)
    assert plain < 1e-5
    assert multiple.p_against_rest(80, 1e5, 400, 10e5, cv2=0.43**2) > 0.05
    assert multiple.p_against_expected(80, 40, cv2=0.43**2) > 0.02


def test_p_with_a_part_missing() -> None:
    nan = np.nan
    p = multiple.p_against_rest([nan, 1, 0, 5], [1e5, 0, 1e5, 1e5], [1, 1, 0, nan], 1e6)
    assert np.isnan(p).all()
    assert np.isnan(multiple.p_against_expected([nan, 1], [1.0, 0.0])).all()
