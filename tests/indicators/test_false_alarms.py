"""The usual tests beside ours on the same provinces, and the figures the vectors hold."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
import pytest

from indicators import catalogue, false_alarms, simulation

VECTORS = Path(__file__).resolve().parents[2] / "../shared/vectors"
CVS = (0.0, 0.1, 0.2, 0.43)
SERIES = 20_000
LUCK = 3.5
"""Two-sided 99.95 %: many rows are compared."""
APART: Final = {"usual": 0.0, "yearly": 1.0, "alone": 3.0}
"""Points by which the figures may differ besides chance: the reference fits its lines roughly, so
that it finds less by quasi-Poisson in series of five to twenty cases (its own p of six series
agree exactly with ours, tests/indicators/test_trend.py), and counts a change of exactly a tenth
upwards only."""


def read(name: str) -> pd.DataFrame:
    path = VECTORS / name
    if not path.exists():
        pytest.skip(f"{name} not beside the project")
    with path.open(encoding="utf-8", newline="") as file:
        return pd.DataFrame(list(csv.DictReader(file))).apply(pd.to_numeric)


@pytest.mark.parametrize("cv", CVS)
@pytest.mark.parametrize("change", [0.0, -0.2])
def test_each_test_flags_what_the_vectors_say(cv: float, change: float) -> None:
    """Within five points: sizes of areas are known as ranges only, and large ones matter most."""
    wanted = read("ours_sim_pooled_trend.csv")
    wanted = wanted[
        (wanted["between_year_cv"] == cv)
        & (wanted["annual_change_in_one_third_of_areas"] == change)
    ]
    found = false_alarms.table(1500, cv, change)
    for test, column in (
        ("usual", "detected_pct_fingertips"),
        ("alone", "detected_pct_quasi_poisson_t3"),
        ("pooled", "detected_pct_pooled_overdispersion"),
    ):
        assert np.abs(found[test].to_numpy() - wanted[column].to_numpy()).max() <= 5.0, found


@pytest.mark.parametrize("cv", CVS)
def test_the_columns_are_those_of_the_pooled_simulation(cv: float) -> None:
    found, same = false_alarms.table(200, cv), simulation.trend_table(200, cv, 0.0)
    assert list(found.columns) == list(false_alarms.COLUMNS)
    assert found["pooled"].tolist() == pytest.approx(same["false_alarm"].tolist())
    assert found["pooled_error"].tolist() == pytest.approx(same["false_alarm_error"].tolist())


def test_the_usual_test_flags_more_than_a_third_where_years_differ() -> None:
    found = false_alarms.table(1500, 0.43).set_index("size")
    assert (found["usual"] - LUCK * found["usual_error"])["large"] > 33
    assert (found["pooled"] + LUCK * found["pooled_error"]).max() <= 7.5
    assert (found["alone"] + LUCK * found["alone_error"]).max() <= 7.5


def error(percent: float, number: int) -> float:
    share = min(max(percent, 0.05), 99.95) / 100
    return 100 * float(np.sqrt(share * (1 - share) / number))


def test_single_series_without_a_change() -> None:
    wanted = read("ours_sim_false_alarm_trend.csv")
    for row in wanted.to_dict("records"):
        mean, cv = float(row["mean_count"]), float(row["between_year_cv"])
        found = false_alarms.alone_table(SERIES, mean, cv).iloc[0]
        for test, column in (
            ("usual", "false_alarm_pct_fingertips_5pt"),
            ("alone", "false_alarm_pct_quasi_poisson_t3"),
            ("yearly", "false_alarm_pct_naive_yoy_over_10pct"),
        ):
            both = np.hypot(error(row[column], SERIES), error(row[column], 200_000))
            assert found[test] == pytest.approx(row[column], abs=LUCK * both + APART[test]), (
                row,
                test,
            )


def test_single_series_with_a_change() -> None:
    for row in read("ours_sim_power_trend.csv").to_dict("records"):
        found = false_alarms.alone_table(
            SERIES, float(row["start_count"]), 0.0, float(row["annual_change"])
        ).iloc[0]
        for test, column in (
            ("usual", "detected_pct_fingertips_5pt"),
            ("alone", "detected_pct_quasi_poisson_t3"),
        ):
            both = np.hypot(error(row[column], SERIES), error(row[column], 50_000))
            assert found[test] == pytest.approx(row[column], abs=LUCK * both + APART[test]), (
                row,
                test,
            )


def test_the_shipped_table_is_what_its_seed_gives() -> None:
    told = catalogue.load().methods
    made = told.simulation
    assert (made.areas, made.years) == (simulation.AREAS, simulation.YEARS)
    for cv in CVS:
        found = false_alarms.table(made.provinces, cv, seed=made.seed).set_index("size")
        for row in told.false_alarms:
            if row.cv == cv:
                counted = found.loc[row.size, list(false_alarms.TESTS)].astype(float)
                assert counted.tolist() == pytest.approx(
                    [row.usual, row.alone, row.pooled], abs=0.0501
                )
