from __future__ import annotations

import numpy as np
import pytest

from indicators import overdispersion as od

YEARS = np.arange(2020.0, 2025.0)


def fit(*counts: list[float], exposure: float = 1.0) -> od.Lines:
    y = np.array(counts, dtype=float)
    return od.fit(y, np.full(y.shape, exposure), YEARS[: y.shape[1]])


def test_exact_growth_is_found_exactly_and_leaves_no_dispersion() -> None:
    counts = np.array([[10.0, 20.0, 40.0, 80.0, 160.0]])
    lines = od.fit(counts, np.ones_like(counts), YEARS)
    assert lines.slope[0] == pytest.approx(np.log(2), rel=1e-9)
    assert lines.mean[0] == pytest.approx(counts[0], rel=1e-9)
    found = od.pooled(lines, counts)
    assert (found.cv2[0], found.formula[0], found.freedom[0]) == (0.0, 0.0, 3)


def test_exposure_takes_the_growth_of_the_population_out() -> None:
    counts = np.array([[10.0, 20.0, 40.0, 80.0, 160.0]])
    lines = od.fit(counts, counts * 1000, YEARS)
    assert lines.slope[0] == pytest.approx(0.0, abs=1e-9)


def test_the_scores_of_a_fit_are_zero() -> None:
    counts = np.array([[3.0, 9.0, 4.0, 12.0, 30.0], [0.0, 2.0, 0.0, 1.0, 0.0]])
    lines = od.fit(counts, np.ones_like(counts), YEARS)
    left = counts - lines.mean
    assert left.sum(axis=1) == pytest.approx(0.0, abs=1e-8)
    assert (left * lines.centred).sum(axis=1) == pytest.approx(0.0, abs=1e-8)


@pytest.mark.parametrize(
    "counts",
    [
        [0.0, 0.0, 0.0, 0.0, 0.0],
        [0.0, 0.0, 0.0, 0.0, 7.0],
        [7.0, 0.0, 0.0, 0.0, 0.0],
        [5.0, np.nan, np.nan, np.nan, 9.0],
        [np.nan] * 5,
    ],
)
def test_what_has_no_line(counts: list[float]) -> None:
    lines = fit(counts)
    assert np.isnan(lines.slope[0])
    assert np.isnan(lines.mean).all()
    found = od.pooled(lines, np.array([counts]))
    assert np.isnan(found.cv2[0])
    assert found.freedom[0] == 0


def test_a_missing_year_counts_its_real_distance() -> None:
    counts = np.array([[10.0, np.nan, 40.0, 80.0, np.nan]])
    lines = od.fit(counts, np.ones_like(counts), YEARS)
    assert lines.slope[0] == pytest.approx(np.log(2), rel=1e-9)
    assert lines.number[0] == 3
    assert np.isnan(lines.mean[0, 1])


def test_refuses_what_cannot_be() -> None:
    counts = np.array([[1.0, 2.0, 3.0]])
    with pytest.raises(ValueError, match="exposure"):
        od.fit(counts, np.array([[1.0, 0.0, 1.0]]), YEARS[:3])
    with pytest.raises(ValueError, match="negative"):
        od.fit(-counts, np.ones_like(counts), YEARS[:3])


def test_the_formula_by_hand() -> None:
    counts = np.array([[60.0, 140.0, 60.0, 140.0, 100.0]])
    lines = od.fit(counts, np.ones_like(counts), YEARS)
    mean = lines.mean[0]
    wanted = (5 / 3 * ((counts[0] - mean) ** 2).sum() - mean.sum()) / (mean**2).sum()
    found = od.pooled(lines, counts)
    assert found.formula[0] == pytest.approx(wanted, rel=1e-12)
    assert found.cv2[0] == pytest.approx(wanted / (1 - 0.4 * wanted), rel=1e-12)


def test_the_slope_variance_is_the_sandwich() -> None:
    counts = np.array([[12.0, 30.0, 22.0, 45.0, 41.0]])
    lines = od.fit(counts, np.ones_like(counts), YEARS)
    x = np.column_stack([np.ones(5), lines.centred[0]])
    mean, cv2 = lines.mean[0], 0.07
    bread = np.linalg.inv(x.T @ np.diag(mean) @ x)
    meat = x.T @ np.diag(mean + cv2 * mean**2) @ x
    assert od.slope_variance(lines, cv2)[0] == pytest.approx((bread @ meat @ bread)[1, 1])


def test_provinces_are_worked_apart() -> None:
    rng = np.random.default_rng(4)
    counts = rng.poisson(60, (10, 5)).astype(float)
    counts[5:] *= rng.choice([1.0, 3.0], (5, 5))
    group = np.repeat([0, 1], 5)
    lines = od.fit(counts, np.ones_like(counts), YEARS)
    both = od.pooled(lines, counts, group)
    for province, rows in enumerate((slice(0, 5), slice(5, 10))):
        alone = od.pooled(od.fit(counts[rows], np.ones((5, 5)), YEARS), counts[rows])
        assert both.cv2[province] == pytest.approx(alone.cv2[0])
        assert both.variance[province] == pytest.approx(alone.variance[0])


@pytest.mark.parametrize("cv", [0.0, 0.1, 0.2, 0.43])
def test_the_dispersion_is_found_without_bias(cv: float) -> None:
    rng = np.random.default_rng(8)
    mean = np.tile(np.geomspace(10, 400, 27), 300)[:, None] * np.ones(5)
    noise = rng.gamma(1 / cv**2, cv**2, mean.shape) if cv else 1.0
    counts = rng.poisson(mean * noise).astype(float)
    group = np.repeat(np.arange(300), 27)
    found = od.pooled(od.fit(counts, np.ones_like(counts), YEARS), counts, group)
    assert found.cv2.mean() == pytest.approx(cv**2, abs=0.001 + 0.06 * cv**2)
    if cv:
        assert np.sqrt(found.variance.mean()) == pytest.approx(found.cv2.std(), rel=0.3)


def test_a_common_year_effect_is_taken_out() -> None:
    level = np.array([20.0, 60.0, 200.0])[:, None]
    shock = np.array([1.0, 1.5, 0.6, 2.0, 1.2])
    growth = np.exp(np.array([-0.1, 0.0, 0.1])[:, None] * (YEARS - 2022))
    counts = level * shock * growth
    exposure = od.with_common_year(counts, np.ones_like(counts), YEARS)
    lines = od.fit(counts, exposure, YEARS)
    assert np.diff(lines.slope) == pytest.approx([0.1, 0.1], abs=1e-6)
    assert od.pooled(lines, counts, year_effects=3).cv2[0] == pytest.approx(0.0, abs=1e-9)
    assert od.pooled(fit(*counts.tolist()), counts).cv2[0] > 0.05
