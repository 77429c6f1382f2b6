from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from indicators import years_to

PLACES = (Path(__file__).resolve().parents[2].parent / "shared/vectors",)


def rows_of(name: str) -> list[dict[str, str]]:
    for place in PLACES:
        if (place / name).exists():
            with (place / name).open(encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))
    pytest.skip(f"{name} not beside the project")


def test_years_and_interval() -> None:
    inputs = rows_of("ours_years_to_target_inputs.csv")
    for row in rows_of("ours_years_to_target_expected.csv"):
        own = [one for one in inputs if one["case_id"] == row["case_id"]]
        found = years_to.years_by_counts(
            [float(one["count"]) for one in own],
            [float(one["child_population"]) for one in own],
            [float(one["year"]) for one in own],
            float(row["target_rate_per_100000"]) / 1e5,
        )
        told = [
            float(row[name])
            for name in (
                "log_slope_per_year", "se_quasi_phi_at_least_1", "phi", "years_from_last_point"
            )
        ]  # fmt: skip
        got = [found.slope, found.standard_error, found.phi, found.years]
        assert [one.item() for one in got] == pytest.approx(told, rel=1e-9)
        assert found.is_bounded.item() == (row["bounded_1"] == "1")
        if row["bounded_1"] == "1":
            limits = [float(row["fieller_lower95"]), float(row["fieller_upper95"])]
            assert [found.lower.item(), found.upper.item()] == pytest.approx(limits, rel=1e-9)


def simulated(start: float, change: float, series: int) -> tuple[float, float]:
    """Percent of five-year series whose interval is bounded, and of those that hold the truth."""
    rng = np.random.default_rng(20261121)
    years = np.arange(5.0)
    mean = start * (1 + change) ** years
    counts = rng.poisson(np.broadcast_to(mean, (series, 5))).astype(float)
    target = 0.5 * start
    truth = np.log(target / mean[-1]) / np.log1p(change)
    found = years_to.years_by_counts(counts, np.ones(5), years, target)
    bounded = found.is_bounded & (found.slope < 0)
    inside = (found.lower <= truth) & (truth <= found.upper)
    return float(100 * bounded.mean()), float(100 * inside[bounded].mean())


def test_how_often_it_can_be_stated() -> None:
    for row in rows_of("ours_sim_years_to_target.csv"):
        bounded, covers = simulated(float(row["start_count"]), float(row["annual_change"]), 4000)
        assert bounded == pytest.approx(float(row["pct_series_with_bounded_interval"]), abs=3)
        if bounded > 5:
            assert covers >= 97


def test_a_steep_fall_can_be_stated_and_noise_cannot() -> None:
    bounded, covers = simulated(300, -0.1, 500)
    assert bounded > 85
    assert covers > 95
    assert simulated(20, -0.05, 500)[0] < 3


def test_bounded_exactly_when_the_slope_is_significant() -> None:
    rng = np.random.default_rng(4)
    counts = rng.poisson(80 * 0.93 ** np.arange(6), (400, 6)).astype(float)
    found = years_to.years_by_counts(counts, np.ones(6), np.arange(6.0), 20.0)
    significant = np.abs(found.slope / found.standard_error) > 2.7764451
    assert list(found.is_bounded) == list(significant)
    assert 0 < significant.sum() < 400


def test_values_by_hand() -> None:
    # halves every year, exactly: 8, 4, 2, 1 and a target of 0.25 is two years away
    found = years_to.years_by_values([8.0, 4, 2, 1], np.arange(4.0), 0.25)
    assert found.years.item() == pytest.approx(2)
    assert found.lower.item() == pytest.approx(2)
    assert found.upper.item() == pytest.approx(2)


def test_a_missing_year_keeps_its_distance() -> None:
    whole = years_to.years_by_values([8.0, 4, 2, 1, 0.5], np.arange(5.0), 0.25)
    gap = years_to.years_by_values([8.0, np.nan, 2, 1, 0.5], np.arange(5.0), 0.25)
    late = years_to.years_by_values([8.0, 4, 2, 1, np.nan], np.arange(5.0), 0.25)
    assert gap.years.item() == pytest.approx(whole.years.item())
    assert late.years.item() == pytest.approx(2)  # from its own last year


def test_statuses() -> None:
    values = [
        [80.0, 70, 62, 54], [54, 62, 70, 80], [60, 20, 70, 50], [80, 70, 62, np.nan], [9, 9, 9, 9]
    ]  # fmt: skip
    found = years_to.years_by_values(values, np.arange(4.0), 30.0)
    met = [False, False, False, False, True]
    status = years_to.years_status(found, met, [4, 4, 4, 3, 4])
    told = ["stated", "moving_away", "cannot_be_stated", "too_few_years", "met"]
    assert list(status) == told


def test_nothing_to_fit() -> None:
    none = years_to.years_by_counts([[0, 0, 0, 0], [3, np.nan, 2, np.nan]], 1e5, np.arange(4), 1e-5)
    assert np.isnan(none.slope).all()
    assert not none.is_bounded.any()
    status = years_to.years_status(none, [False, False], [4, 2])
    assert list(status) == ["no_trend", "too_few_years"]
    two = years_to.years_by_values([[3.0, 2.0]], [2020, 2021], 1.0)
    assert not two.is_bounded.any()
    zero = years_to.years_by_values([[3.0, 2.0, 1.5, 1.1]], np.arange(4.0), 0.0)
    assert not zero.is_bounded.any()
    with pytest.raises(ValueError, match="positive"):
        years_to.years_by_values([1.0, 0.0], [2020, 2021], 1.0)
