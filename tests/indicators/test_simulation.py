"""What the methods promise, counted on invented provinces.

A run of few provinces must not pass by luck: a limit is held with LUCK standard errors to spare
(provinces as clusters), so that a method that truly breaks it passes in one run of a thousand.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from indicators import rates, simulation

VECTORS = Path(__file__).resolve().parents[2] / "../shared/vectors"
CVS = (0.0, 0.1, 0.2, 0.43)
LUCK = 3.09
"""One-sided 99.9 % normal quantile."""


def golden(cv: float, change: float) -> list[float]:
    path = VECTORS / "ours_sim_pooled_trend.csv"
    if not path.exists():
        pytest.skip("vectors not beside the project")
    with path.open(encoding="utf-8", newline="") as file:
        return [
            float(row["detected_pct_pooled_overdispersion"])
            for row in csv.DictReader(file)
            if float(row["between_year_cv"]) == cv
            and float(row["annual_change_in_one_third_of_areas"]) == change
        ]


def least(table: pd.DataFrame, name: str) -> float:
    """The smallest percentage that the run cannot exclude."""
    return float((table[name] - LUCK * table[f"{name}_error"]).min())


def most(table: pd.DataFrame, name: str) -> float:
    return float((table[name] + LUCK * table[f"{name}_error"]).max())


@pytest.mark.parametrize("cv", CVS)
def test_unchanged_areas_are_rarely_flagged(cv: float) -> None:
    table = simulation.trend_table(1500, cv, 0.0)
    assert table["size"].tolist() == list(simulation.SIZES)
    assert most(table, "false_alarm") <= 7.5, table
    assert table["found"].isna().all()
    assert table["found_error"].isna().all()
    assert table["false_alarm"].sub(golden(cv, 0.0)).abs().max() <= 2.0


@pytest.mark.parametrize("cv", CVS)
@pytest.mark.parametrize("change", [-0.1, -0.2])
def test_power_and_coverage(cv: float, change: float) -> None:
    table = simulation.trend_table(3000, cv, change)
    assert least(table, "covered") >= 92, table
    assert most(table, "covered") <= 97, table
    assert most(table, "false_alarm") <= 7.5
    apart = table.assign(found=table["found"].sub(golden(cv, change)).abs())
    assert most(apart, "found") <= 5.0, table


@pytest.mark.parametrize("cv", CVS)
def test_relative_intervals_hold_under_common_shocks(cv: float) -> None:
    table = simulation.relative_coverage(1500, cv, 0.3, 0.1)
    assert least(table, "covered") >= 92, table
    assert most(table, "covered") <= 97.5, table


@pytest.mark.parametrize("cv", CVS)
def test_stated_changes_are_found_as_often_as_stated(cv: float) -> None:
    table = simulation.detectability_table(10_000, cv)
    assert least(table, "power") >= 75, table
    assert most(table, "power") <= 85, table


@pytest.mark.parametrize("cv", [0.0, 0.2, 0.43])
@pytest.mark.parametrize(("spread", "rate"), [(0.0, 40.0), (0.0, 1.5), (0.4, 40.0)])
def test_rank_intervals_of_a_province_hold_together(cv: float, spread: float, rate: float) -> None:
    number = 1500
    covered, width = simulation.rank_coverage(number, cv, spread, per_100k=rate)
    held = round(covered * number / 100)
    assert stats.beta.ppf(stats.norm.sf(LUCK), held, number - held + 1) >= 0.95, covered
    assert width < simulation.AREAS


@pytest.mark.parametrize("cv", [0.0, 0.2, 0.43])
def test_funnel_limits_hold_their_level_where_no_area_is_special(cv: float) -> None:
    table = simulation.funnel_level(1500, cv).set_index("formula")
    assert most(table.loc[["consistent"]], "outside") <= 7.5, table
    if cv:
        assert least(table.loc[["published"]], "outside") > 7.5, table


@pytest.mark.parametrize(("level", "lowest"), [(0.95, 95.0), (0.998, 99.8)])
def test_count_intervals_hold_at_every_mean(level: float, lowest: float) -> None:
    """Exact below ten events, Byar from there on: nowhere under the nominal level."""
    table = simulation.interval_coverage(0.5, 200.0, level)
    assert table["mean"].iloc[[0, -1]].tolist() == [0.5, 200.0]
    assert table["covered"].min() >= lowest
    between = table[table["mean"].between(8, 25)]
    assert between["covered"].min() >= lowest
    assert between["covered"].mean() < 100 - (100 - lowest) / 2


def test_the_exact_coverage_agrees_with_a_plain_count() -> None:
    mean = 17.3
    table = simulation.interval_coverage(mean, mean + 1e-6, points=2)
    lower, upper = rates.count_interval(np.arange(200))
    held = (lower <= mean) & (mean <= upper)
    chance = stats.poisson.pmf(np.arange(200), mean)[held].sum()
    assert table["covered"].iloc[0] == pytest.approx(100 * chance, abs=1e-9)


def test_the_error_of_a_percentage_counts_provinces() -> None:
    province = np.repeat(np.arange(400), 9)
    alike = np.repeat(np.arange(400) % 4 == 0, 9)
    everywhere = np.ones(3600, dtype=bool)
    share, error = simulation.percent(alike, province, everywhere)
    assert (share, error) == (25.0, pytest.approx(100 * np.sqrt(0.25 * 0.75 / 400)))
    share, error = simulation.percent(alike, np.arange(3600), everywhere)
    assert error == pytest.approx(100 * np.sqrt(0.25 * 0.75 / 3600))
    assert np.isnan(simulation.percent(alike, province, ~everywhere)).all()


def test_the_same_seed_gives_the_same_figures() -> None:
    pd.testing.assert_frame_equal(
        simulation.trend_table(20, 0.2, -0.1), simulation.trend_table(20, 0.2, -0.1)
    )
    assert simulation.rank_coverage(5, 0.2, 0.4) == simulation.rank_coverage(5, 0.2, 0.4)
