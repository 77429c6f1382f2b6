from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from indicators import spc

PLACES = (Path(__file__).resolve().parents[2].parent / "shared/vectors",)


def rows_of(name: str) -> list[dict[str, str]]:
    for place in PLACES:
        if (place / name).exists():
            with (place / name).open(encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))
    pytest.skip(f"{name} not beside the project")


def monthly(values: list[float]) -> pd.DataFrame:
    days = pd.date_range("2023-01-01", periods=len(values), freq="MS")
    return pd.DataFrame({"month": days, "value": values})


def test_limits() -> None:
    rows = rows_of("spc_xmr_series.csv")
    series = {
        "1": [float(row["series_a"]) for row in rows],
        "2": [float(row["series_b_with_outlier"]) for row in rows],
    }
    for row in rows_of("spc_xmr_limits_expected.csv"):
        name = row["series_1a_2b_3vignette"]
        if name not in series:  # the vignette's series is not given
            continue
        found = spc.limits(series[name], screened=row["screen_outliers"] == "1")
        told = [float(row[n]) for n in ("mean", "lower_process_limit", "upper_process_limit")]
        # upstream prints seven digits
        assert [found.mean, found.lower, found.upper] == pytest.approx(told, rel=1e-6)


def test_rules() -> None:
    tests: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in rows_of("spc_rules.csv"):
        tests.setdefault((row["test_id"], row["rule_code"]), []).append(row)
    assert len(tests) == 28
    for (_, rule), rows in tests.items():
        given = [int(row["input1"]) for row in rows]
        side = [int(float(row["input2_relative_to_mean"] or 0)) for row in rows]
        told = [int(row["expected"]) for row in rows]
        if rule == "1":
            assert list(np.abs(spc.seventh_on_a_side(given))) == told
        elif rule == "2":
            assert list(np.abs(spc.whole_run(given))) == told
        elif rule == "3":
            assert list(spc.seventh_of_a_trend(given)) == told
        elif rule == "4":
            assert list(spc.in_a_two_of_three(given, side).astype(int)) == told
        else:
            both = spc.in_a_two_of_three(given, side) & (np.array(given) == 1)
            assert list(both.astype(int)) == told


def test_assurance() -> None:
    words = {1: "passes", -1: "fails", 0: "hit_and_miss"}
    for row in rows_of("spc_assurance.csv"):
        better = "higher" if row["direction_1increase_-1decrease"] == "1" else "lower"
        limits = (float(row[name]) for name in ("lower_limit", "upper_limit", "target"))
        told = words[int(row["expected_1pass_-1fail_0inconsistent"])]
        assert spc.assurance(*limits, better) == told


def test_limits_by_hand() -> None:
    # ranges 2, 2, 2: 2.66 * 2 around 11
    found = spc.limits([10, 12, 10, 12])
    assert (found.mean, found.lower, found.upper) == pytest.approx((11, 5.68, 16.32))
    assert (found.near_lower, found.near_upper) == pytest.approx((11 - 10.64 / 3, 11 + 10.64 / 3))


def test_no_range_across_a_missing_month() -> None:
    assert spc.limits([10, np.nan, 30, 32]).upper == pytest.approx(24 + 2.66 * 2)
    assert np.isnan(spc.limits([10]).upper)
    assert np.isnan(spc.limits([]).mean)


def test_a_missing_month_ends_a_run() -> None:
    run = [20.0] * 6 + [np.nan] + [20.0] * 6
    assert not spc.seventh_on_a_side(spc.sides(run, 10)).any()
    rising = [1.0, 2, 3, 4, np.nan, 6, 7, 8, 9]
    assert not spc.seventh_of_a_trend(rising).any()


def test_a_chart_with_a_point_outside() -> None:
    values = [20.0, 22, 19, 21, 20, 22, 21, 19, 20, 21, 60, 20, 21]
    found, reason = spc.chart(monthly(values))
    assert reason is None
    assert found.loc[10, "signal"] == "outside"
    assert found.loc[10, "direction"] == 1
    # the one far month pulls the mean up: the others lie below it, as XmR charts do
    assert found.loc[0, "direction"] == -1


def test_a_shift_is_marked_at_all_its_points() -> None:
    values = [30.0, 31, 30, 31, 30, 31, 30, 10, 11, 10, 11, 10, 11, 10]
    found, _ = spc.chart(monthly(values))
    assert set(found["signal"]) <= set(spc.SIGNALS) | {None}
    assert (found["signal"].iloc[:7] == found["signal"].iloc[0]).all()
    assert set(found["direction"].iloc[:7]) == {1}
    assert set(found["direction"].iloc[7:]) == {-1}


def test_no_chart() -> None:
    assert spc.chart(monthly([20.0, 21] * 5 + [20]))[1] == "too_few_points"
    assert spc.chart(monthly([1.0, 0] * 8))[1] == "counts_near_zero"
    assert spc.chart(monthly([20.0] * 12))[1] == "no_variation"
    frame, reason = spc.chart(monthly([]))
    assert reason == "too_few_points"
    assert "signal" in frame
    frame, _ = spc.chart(monthly([20.0, 21]))
    assert frame["mean"].isna().all()


def test_months_without_a_row_are_gaps() -> None:
    frame = monthly([20.0, 22] * 7).drop(index=[5])
    found, reason = spc.chart(frame)
    assert reason is None
    assert len(found) == 14
    assert np.isnan(found.loc[5, "value"])
    with pytest.raises(ValueError, match="one row"):
        spc.chart(pd.concat([frame, frame]))


def test_nothing_is_assured_without_direction() -> None:
    assert spc.assurance(1, 2, 3, "none") == "not_assured"
    assert spc.assurance(float("nan"), 2, 3, "higher") == "not_assured"
