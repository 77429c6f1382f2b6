"""Random provinces of 27 areas by sex, age and year: nothing can be worked back."""

from __future__ import annotations

import numpy as np
import pytest

from indicators.attack import WIDTH, attack
from tests.indicators.provinces import K, Result, children, protected, province, said

PROVINCES = 20


@pytest.fixture(scope="module")
def results() -> list[Result]:
    return [protected(seed, province(seed), children()) for seed in range(PROVINCES)]


def test_nothing_small_is_shown_and_nothing_hidden_comes_back(
    results: list[Result], capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        print("", *said(results), sep="\n")
    assert sum(result.shown_small for result in results) == 0
    assert sum(result.exact for result in results) == 0
    assert min(result.narrowest for result in results) >= WIDTH
    assert sum(result.needless for result in results) == 0
    assert sum(result.small for result in results) > 1000


@pytest.mark.parametrize("seed", [0, 2, 3])
def test_the_same_provinces_fall_when_only_small_counts_are_hidden(seed: int) -> None:
    frame = province(seed)
    small = frame["value"].between(1, K)
    public = frame.assign(value=frame["value"].mask(small), hidden=np.where(small, "primary", "no"))
    found = attack(public, K, children(), at_least=WIDTH)
    assert (found["maximum"] == found["minimum"]).any()


def test_years_published_together_as_well_do_not_give_a_year_back(
    capsys: pytest.CaptureFixture[str],
) -> None:
    frame = province(3, areas=8, all_years=True)
    result = protected(3, frame, children(8))
    with capsys.disabled():
        print("", "with the five years together, 8 areas:", *said([result]), sep="\n")
    assert (result.shown_small, result.exact, result.needless) == (0, 0, 0)
    assert result.narrowest >= WIDTH
