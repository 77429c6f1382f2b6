from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from indicators import compare, funnel, funnel_spread

PLACES = (Path(__file__).resolve().parents[2].parent / "shared/vectors",)


def rows_of(name: str) -> list[dict[str, str]]:
    for place in PLACES:
        if (place / name).exists():
            with (place / name).open(encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))
    pytest.skip(f"{name} not beside the project")


CODES = {2: "far_higher", 1: "higher", 0: "similar", -1: "lower", -2: "far_lower"}


def column(rows: list[dict[str, str]], name: str) -> np.ndarray:
    return np.array([float(row[name]) for row in rows])


def areas(*pairs: tuple[float, float]) -> pd.DataFrame:
    codes = [f"32.{number:02}" for number in range(1, len(pairs) + 1)]
    return pd.DataFrame(pairs, columns=["value", "denominator"]).assign(region_code=codes)


def test_limits_by_population() -> None:
    for row in rows_of("ours_funnel_limits_by_population.csv"):
        people, rate = float(row["child_population"]), float(row["overall_rate_per_100000"])
        near = funnel.rate_limits(people, rate)
        far = funnel.rate_limits(people, rate, level=0.998)
        told = [float(row[name]) for name in ("lower95", "upper95", "lower998", "upper998")]
        assert [float(one) for one in (*near, *far)] == pytest.approx(told, rel=1e-9)


@pytest.mark.parametrize(("level", "name"), [(0.95, "2s"), (0.998, "3s")])
def test_boundary_of_ratios_and_rates(level: float, name: str) -> None:
    rows = rows_of("funnel_ratio_limits.csv")
    lower, upper = funnel.boundary(column(rows, "observed_events"), level)
    np.testing.assert_allclose(lower, column(rows, f"lower_{name}_exp_events"), rtol=1e-4)
    np.testing.assert_allclose(upper, column(rows, f"upper_{name}_exp_events"), rtol=1e-4)
    rows = rows_of("funnel_rate_limits_a_all.csv")
    events, mean = column(rows, "Events"), column(rows, "baseline")
    lower, upper = funnel.boundary(events, level)
    # upstream prints people of one of three pooled years
    people = column(rows, f"lower_{name}_population_1_year")
    np.testing.assert_allclose(lower / (mean / 1e5) / 3, people, rtol=1e-4)
    people = column(rows, f"upper_{name}_population_1_year")
    np.testing.assert_allclose(upper / (mean / 1e5) / 3, people, rtol=1e-4)
    np.testing.assert_allclose(events / lower * mean, column(rows, f"lower_{name}_limit"), 1e-4)
    np.testing.assert_allclose(events / upper * mean, column(rows, f"upper_{name}_limit"), 1e-4)


def test_significance_of_rates() -> None:
    rows = rows_of("funnel_rate_inputs_significance.csv")
    frame = pd.DataFrame({"value": column(rows, "count"), "denominator": column(rows, "pop")})
    found, _ = funnel.funnel(frame)
    told = [CODES[int(row["crude_per_100000_with_0_code"])] for row in rows]
    assert list(found["level_chance"]) == told
    some = [row for row in rows if float(row["count"]) > 0]
    frame = pd.DataFrame({"value": column(some, "count"), "denominator": column(some, "pop")})
    found, _ = funnel.funnel(frame)
    told = [CODES[int(row["crude_per_100000_without_0_code"])] for row in some]
    assert list(found["level_chance"]) == told


def test_limits_of_proportions() -> None:
    rows = rows_of("funnel_proportion_limits.csv")
    for row in rows:
        total, mean = float(row["population"]), float(row["baseline"]) / 100
        for level, name in ((0.95, "2s"), (0.998, "3s")):
            lower, upper = funnel.proportion_limits(total, mean, level)
            assert lower * 100 == pytest.approx(float(row[f"lower_{name}"]), rel=1e-4, abs=1e-6)
            assert upper * 100 == pytest.approx(float(row[f"upper_{name}"]), rel=1e-4)


def test_significance_of_proportions() -> None:
    rows = rows_of("funnel_proportion_inputs_significance.csv")
    part, total = column(rows, "numerator"), column(rows, "denominator")
    mean = part.sum() / total.sum()
    share = part / total
    near, far = (funnel.proportion_limits(total, mean, level) for level in (0.95, 0.998))
    level = compare.five_levels(share, share, share, share, mean)  # a point has no width
    code = (share > near[1]).astype(int) + (share > far[1]) - (share < near[0]) - (share < far[0])
    assert list(code) == [int(row["significance_code"]) for row in rows]
    assert set(level) <= {"far_higher", "far_lower", "similar"}


def test_over_dispersion() -> None:
    rows = rows_of("ours_funnel_overdispersion_expected.csv")
    told = rows_of("ours_funnel_overdispersion_parameters.csv")[0]
    frame = pd.DataFrame(
        {"value": column(rows, "count"), "denominator": column(rows, "child_population")}
    )
    found, spread = funnel.funnel(frame, consistent=False)
    assert spread.phi == pytest.approx(float(told["phi"]), rel=1e-9)
    assert spread.tau2 == pytest.approx(float(told["tau2"]), rel=1e-9)
    assert spread.low == pytest.approx(float(told["winsor_lower_p10"]), rel=1e-9)
    assert spread.high == pytest.approx(float(told["winsor_upper_p90"]), rel=1e-9)
    np.testing.assert_allclose(found["expected"], column(rows, "expected"), rtol=1e-9)
    np.testing.assert_allclose(found["z"], column(rows, "z_sqrt_unadjusted"), rtol=1e-9)
    np.testing.assert_allclose(found["z_adjusted"], column(rows, "z_adjusted"), rtol=1e-9)
    outside = (found["level"] != "similar").astype(int)
    assert list(outside) == [int(row["outside95_adjusted"]) for row in rows]
    by_chance = (found["level_chance"] != "similar").astype(int)
    assert by_chance.sum() >= outside.sum()
    ours, wider = funnel.funnel(frame)
    assert wider.phi == pytest.approx(spread.phi / funnel_spread.left_by_winsorising(0.1))
    assert wider.tau2 > spread.tau2
    outside_ours = (ours["level"] != "similar").astype(int)
    assert (outside_ours <= outside).all()
    assert outside_ours.sum() == outside.sum() - 1


def test_limits_by_hand() -> None:
    # expected 4: chi2(.025, 8)/2 = 1.0899, chi2(.975, 10)/2 = 10.2416
    lower, upper = funnel.poisson_limits([4.0])
    assert lower[0] == pytest.approx(1.08987, abs=1e-5)
    assert upper[0] == pytest.approx(10.24159, abs=1e-5)
    # 50 % of 96.04 people: 0.5 -/+ 1.96 * 0.5 / 9.8
    lower, upper = funnel.proportion_limits([96.0364], 0.5)
    assert (lower[0], upper[0]) == pytest.approx((0.4, 0.6), abs=1e-4)


def test_widened_limits_never_lie_inside_chance() -> None:
    expected = np.array([0.3, 1.0, 5.0, 40.0, 900.0])
    for level in (0.95, 0.998):
        lower, upper = funnel.poisson_limits(expected, level)
        for tau2 in (0.0, 1e-6, 0.01, 0.2):
            wide_lower, wide_upper = funnel.widened_limits(expected, tau2, level)
            assert (wide_lower <= lower).all()
            assert (wide_upper >= upper).all()


def test_a_limit_and_its_flag_agree() -> None:
    found, _ = funnel.funnel(areas((14, 110e3), (52, 180e3), (210, 520e3), (9, 60e3), (75, 350e3)))
    by_limits = compare.five_levels(
        found["rate"], found["rate"], found["rate"], found["rate"], found["baseline"]
    )
    assert len(by_limits) == 5
    above = found["rate"] > found["upper95"]
    assert list(above) == list(found["level"].isin(["higher", "far_higher"]))


def test_an_area_without_figure_is_not_placed() -> None:
    found, _ = funnel.funnel(areas((np.nan, 1e5), (10, np.nan), (10, 0), (12, 1e5), (8, 1e5)))
    assert list(found["reason"]) == ["no_count", "no_denominator", "no_denominator", None, None]
    assert list(found["level"]) == ["not_compared"] * 3 + ["similar"] * 2
    assert found["baseline"].iloc[0] == pytest.approx(10.0)


def test_no_event_anywhere_compares_nothing() -> None:
    found, spread = funnel.funnel(areas((0, 1e5), (0, 2e5)))
    assert list(found["reason"]) == ["no_events", "no_events"]
    assert list(found["level"]) == ["not_compared"] * 2
    assert not spread.is_used


def test_one_area_is_its_own_average() -> None:
    found, spread = funnel.funnel(areas((7, 1e5)))
    assert list(found["level"]) == ["similar"]
    assert spread.areas == 1
    assert spread.tau2 == 0


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        funnel.funnel(areas((-1, 1e5)))


def test_what_winsorising_leaves() -> None:
    scores = np.random.default_rng(2).normal(size=400_000)
    low, high = np.quantile(scores, [0.1, 0.9])
    left = np.mean(np.clip(scores, low, high) ** 2)
    assert funnel_spread.left_by_winsorising(0.1) == pytest.approx(left, abs=0.005)
    assert funnel_spread.left_by_winsorising(0.0) == 1


def test_chance_alone_calls_a_third_special_when_areas_differ_alike() -> None:
    rng = np.random.default_rng(7)
    people = rng.uniform(50e3, 900e3, 800)
    mean = people * 30e-5 * rng.gamma(0.2**-2, 0.2**2, 800)
    found, _ = funnel.funnel(pd.DataFrame({"value": rng.poisson(mean), "denominator": people}))
    assert (found["level_chance"] != "similar").mean() > 0.3
    assert (found["level"] != "similar").mean() < 0.075


def test_no_area_at_all() -> None:
    found, spread = funnel.funnel(areas((1, 1e5)).iloc[:0])
    assert found.empty
    assert set(funnel.COLUMNS) <= set(found.columns)
    assert spread.areas == 0


def test_the_drawn_limits_pass_through_those_of_the_areas() -> None:
    areas = pd.DataFrame(
        {
            "value": [12.0, 30.0, 55.0, 9.0, 80.0, 41.0],
            "denominator": [2e5, 3e5, 9e5, 4e5, 8e5, 5e5],
        }
    )
    found, spread = funnel.funnel(areas)
    baseline = float(found["baseline"].iloc[0])
    for row in found.itertuples():
        line = funnel.curve(baseline, spread.tau2, (row.denominator, row.denominator), points=1)
        told = [row.lower95, row.upper95, row.lower998, row.upper998]
        np.testing.assert_allclose(line.iloc[0, 1:].tolist(), told, rtol=1e-12)


def test_the_drawn_limits_close_in_on_the_average() -> None:
    line = funnel.curve(5.0, 0.0, (1e5, 1e7), points=5)
    assert list(line["people"]) == pytest.approx([1e5, 10**5.5, 1e6, 10**6.5, 1e7])
    assert line["lower95"].is_monotonic_increasing
    assert line["upper95"].is_monotonic_decreasing
    assert (line["lower998"] < line["lower95"]).all()
    assert (line["upper95"] < line["upper998"]).all()
    low, high = funnel.poisson_limits(5.0)  # five expected among 100,000
    assert line["lower95"].iloc[0] == pytest.approx(float(low))
    assert line["upper95"].iloc[0] == pytest.approx(float(high))


def test_a_funnel_around_nothing_has_no_lines() -> None:
    assert funnel.curve(0.0, 0.0, (1e5, 1e6)).empty
    assert funnel.curve(float("nan"), 0.0, (1e5, 1e6)).empty
    with pytest.raises(ValueError, match="between 0 and 10 people"):
        funnel.curve(5.0, 0.0, (0, 10))
