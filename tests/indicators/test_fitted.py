"""The line of a trend as it is drawn: through the counts, as sure as the trend itself."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import special

from indicators import fitted, trend

YEARS = [2018, 2019, 2020, 2021, 2022]
RNG_COUNTS = {
    "32.01": [20, 31, 45, 61, 90],
    "32.02": [40, 38, 52, 44, 47],
    "32.03": [12, 9, 15, 11, 14],
    "32.04": [60, 71, 55, 80, 66],
}


def _rows(counts: dict[str, list[int]]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"region_code": code, "parent_code": "32", "year": year, "value": float(value)}
            for code, values in counts.items()
            for year, value in zip(YEARS, values, strict=True)
        ]
    )


def _slope(row: pd.Series) -> fitted.Slope:
    facts = {name: float(row[name]) for name in ("change", "lower", "upper", "cv", "df")}
    return fitted.Slope(**facts, method=str(row["method"]))


def test_the_line_adds_up_to_the_reports_and_grows_at_the_pace_of_the_trend() -> None:
    row = trend.trends(_rows(RNG_COUNTS)).set_index("region_code").loc["32.01"]
    found = fitted.line(YEARS, RNG_COUNTS["32.01"], _slope(row))
    assert found["fitted"].sum() == pytest.approx(sum(RNG_COUNTS["32.01"]))
    growth = found["fitted"].to_numpy()[1:] / found["fitted"].to_numpy()[:-1]
    assert growth == pytest.approx(np.full(4, 1 + row["change"]))
    assert (found["lower"] < found["fitted"]).all()
    assert (found["fitted"] < found["upper"]).all()


@pytest.mark.parametrize("alone", [False, True])
def test_the_interval_is_the_sandwich_of_the_fit(alone: bool) -> None:
    """The same variance from the two-by-two matrices of methods 2.4, worked out directly."""
    counts = {"32.01": RNG_COUNTS["32.01"]} if alone else RNG_COUNTS
    row = trend.trends(_rows(counts)).set_index("region_code").loc["32.01"]
    found = fitted.line(YEARS, RNG_COUNTS["32.01"], _slope(row))
    mean = found["fitted"].to_numpy()
    design = np.column_stack([np.ones(5), np.array(YEARS) - 2020.0])
    spread = mean + row["cv"] ** 2 * (mean * mean.mean() if alone else mean**2)
    bread = np.linalg.inv(design.T @ (mean[:, None] * design))
    covariance = bread @ (design.T @ (spread[:, None] * design)) @ bread
    error = np.sqrt(np.einsum("ij,jk,ik->i", design, covariance, design))
    reach = special.stdtrit(row["df"], 0.975) * error
    assert found["upper"].to_numpy() == pytest.approx(mean * np.exp(reach), rel=1e-6)
    assert found["lower"].to_numpy() == pytest.approx(mean * np.exp(-reach), rel=1e-6)


def test_with_people_the_rate_grows_at_the_pace_of_the_trend() -> None:
    people = np.array([1000.0, 1100.0, 1150.0, 1300.0, 1350.0])
    slope = fitted.Slope(0.1, 0.02, 0.19, 0.2, 40.0, "pooled")
    found = fitted.line(YEARS, [10, 12, 14, 18, 20], slope, people)
    rate = found["fitted"].to_numpy() / people
    assert rate[1:] / rate[:-1] == pytest.approx(np.full(4, 1.1))


def test_nothing_is_drawn_through_nothing() -> None:
    slope = fitted.Slope(0.1, 0.0, 0.2, 0.2, 40.0, "pooled")
    with pytest.raises(ValueError, match="through counts"):
        fitted.line([], [], slope)
    with pytest.raises(ValueError, match="through counts"):
        fitted.line([2020, 2021], [0, 0], slope)
