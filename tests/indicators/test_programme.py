from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from indicators.programme import DUAL, PRIMAL, Programme


def random_programme(seed: int, *, warm: bool, strategy: int) -> tuple[Programme, np.ndarray]:
    """A table of 4 by 5 with its sums known, every cell between 0 and 9."""
    random = np.random.default_rng(seed)
    values = random.integers(0, 9, (4, 5))
    cells = np.arange(20).reshape(4, 5)
    matrix = np.zeros((9, 20))
    for row, members in enumerate([*cells, *cells.T]):
        matrix[row, members] = 1.0
    exact = random.random(9) < 0.7
    programme = Programme(
        sparse.csr_array(matrix), matrix @ values.ravel().astype(float), exact,
        np.zeros(20), np.full(20, 9.0), warm=warm, strategy=strategy,
    )  # fmt: skip
    return programme, matrix


@pytest.mark.parametrize("strategy", [PRIMAL, DUAL])
@pytest.mark.parametrize("seed", range(5))
def test_going_on_from_the_last_solution_finds_the_same_optimum(seed: int, strategy: int) -> None:
    warm, matrix = random_programme(seed, warm=True, strategy=strategy)
    cold, _ = random_programme(seed, warm=False, strategy=strategy)
    random = np.random.default_rng(seed)
    for number in range(8):
        goal = random.normal(size=20).round(2)
        if number == 4:
            high = np.full(20, 9.0)
            high[:3] = 1.0
            warm.set_bounds(np.zeros(20), high)
            cold.set_bounds(np.zeros(20), high)
        one, other = warm.minimum(goal), cold.minimum(goal)
        assert (one is None) == (other is None)
        if one is None or other is None:
            continue
        assert one.value == pytest.approx(other.value, abs=1e-6)
        assert one.value == pytest.approx(goal @ one.solution)
        reduced = goal - matrix.T @ one.prices
        at_low, at_high = one.solution < 1e-7, one.solution > 9 - 1e-7
        inside = ~at_low & ~at_high & (number < 4)
        assert np.abs(reduced[inside]).max(initial=0.0) < 1e-6


@pytest.mark.parametrize("warm", [True, False])
def test_what_contradicts_itself_has_no_solution(warm: bool) -> None:
    matrix = sparse.csr_array(np.array([[1.0, 1.0]]))
    programme = Programme(
        matrix, np.array([5.0]), np.array([True]), np.zeros(2), np.ones(2), warm=warm
    )
    assert programme.minimum(np.ones(2)) is None
