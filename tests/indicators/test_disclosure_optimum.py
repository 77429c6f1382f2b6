"""How many counts are hidden, against the fewest that an integer programme needs."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from indicators import codes
from indicators.attack import WIDTH, attack
from indicators.disclosure import protect
from indicators.links import links

Make = Callable[..., pd.DataFrame]
K = 4


def table(counts: Make, random: np.random.Generator) -> tuple[pd.DataFrame, dict[str, list[str]]]:
    """Four regions by three age bands with all totals; areas of very different size."""
    regions = [f"32.{number:02d}" for number in range(1, 5)]
    size = random.gamma(1.0, random.choice([5.0, 10.0, 20.0]), (4, 3))
    values = random.poisson(size)
    for axis in (0, 1):
        values = np.concatenate([values.sum(axis=axis, keepdims=True), values], axis=axis)
    rows = [
        {"region_code": region, "age_band": band, "value": float(values[i, j])}
        for i, region in enumerate(["32", *regions])
        for j, band in enumerate([codes.ALL, *codes.CHILD_AGE_BANDS])
    ]
    return counts(*rows), {"32": regions}


def fewest(frame: pd.DataFrame, children: dict[str, list[str]], marks: pd.Series) -> int:
    """Fewest counts that must be hidden, by one integer programme over all of them.

    A 0-1 variable a count says whether it is hidden; for each count there are two possible
    tables that agree with what is shown and differ in it by `WIDTH` if it is hidden.
    """
    values = frame["value"].to_numpy(dtype=float)
    size = len(values)
    relations = [relation for relation in links(frame, children) if relation.exact]
    sums = sparse.lil_array((len(relations), size))
    for number, relation in enumerate(relations):
        sums[number, relation.total] = -1.0
        sums[number, list(relation.parts)] = 1.0
    small = (values >= 1) & (values <= K)
    low = np.where(small, 1.0, K + 1.0)
    high = np.where((marks == "primary").to_numpy(), K, values.sum() + 20)
    counted = np.flatnonzero(values)
    one = sparse.eye_array(size, format="csr")
    tables = 2 * len(counted)
    hide = sparse.kron(np.ones((tables, 1)), one)
    every = sparse.eye_array(tables)
    up = sparse.hstack([-hide @ sparse.diags_array(high - values), sparse.kron(every, one)])
    down = sparse.hstack([hide @ sparse.diags_array(values - low), sparse.kron(every, one)])
    nothing = sparse.csr_array((tables * len(relations), size))
    adds_up = sparse.hstack([nothing, sparse.kron(every, sums)])
    apart = sparse.lil_array((len(counted), size * (1 + tables)))
    for number, cell in enumerate(counted):
        apart[number, [cell, size * (1 + 2 * number) + cell]] = [-WIDTH, 1.0]
        apart[number, size * (2 + 2 * number) + cell] = -1.0
    shown = np.tile(values, tables)
    result = milp(
        np.concatenate([np.ones(size), np.zeros(size * tables)]),
        constraints=[
            LinearConstraint(sparse.csr_array(up), -np.inf, shown),
            LinearConstraint(sparse.csr_array(down), shown, np.inf),
            LinearConstraint(sparse.csr_array(adds_up), 0, 0),
            LinearConstraint(sparse.csr_array(apart), 0, np.inf),
        ],
        bounds=Bounds(
            np.concatenate([small, np.zeros(size * tables)]),
            np.concatenate([values > 0, np.full(size * tables, np.inf)]),
        ),
        integrality=np.concatenate([np.ones(size), np.zeros(size * tables)]).astype(int),
    )
    assert result.status == 0, result.message
    return round(result.fun)


def test_hardly_more_is_hidden_than_must_be(
    counts: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    ours: list[int] = []
    best: list[int] = []
    small: list[int] = []
    for seed in range(12):
        frame, children = table(counts, np.random.default_rng(seed))
        public = protect(frame, K, children).frame
        if (public["hidden"] == "no").all():
            continue
        ours.append(int((public["hidden"] != "no").sum()))
        best.append(fewest(frame, children, public["hidden"]))
        small.append(int(frame["value"].between(1, K).sum()))
    ratios: npt.NDArray[np.float64] = np.array(ours) / np.array(best)
    beyond = (sum(ours) - sum(small)) / (sum(best) - sum(small))
    with capsys.disabled():
        print(
            f"\nhidden against the fewest: {ratios.mean():.2f}, worst {ratios.max():.2f}; ", end=""
        )
        print(f"beyond the small ones: {beyond:.2f}")
    assert len(ours) >= 8
    assert ratios.max() <= 1.5
    assert beyond <= 1.5


@pytest.mark.parametrize("mean", [2.0, 8.0])
def test_a_province_by_sex_and_age_is_safe_and_quick(
    counts: Make, mean: float, capsys: pytest.CaptureFixture[str]
) -> None:
    random = np.random.default_rng(1)
    regions = [f"32.{number:02d}" for number in range(1, 28)]
    values = random.poisson(np.broadcast_to(random.gamma(1.0, mean, (27, 1, 1)), (27, 2, 3)))
    for axis in (0, 1, 2):
        values = np.concatenate([values.sum(axis=axis, keepdims=True), values], axis=axis)
    frame = counts(
        *(
            {"region_code": region, "sex": sex, "age_band": band, "value": float(values[i, j, n])}
            for i, region in enumerate(["32", *regions])
            for j, sex in enumerate(codes.SEXES)
            for n, band in enumerate([codes.ALL, *codes.CHILD_AGE_BANDS])
        )
    )
    started = time.perf_counter()
    protection = protect(frame, K, {"32": regions})
    protected = time.perf_counter() - started
    found = attack(protection.frame, K, {"32": regions}, relations=protection.relations)
    attacked = time.perf_counter() - started - protected
    assert (found["maximum"] - found["minimum"]).min() >= WIDTH
    hidden = protection.frame["hidden"] != "no"
    assert hidden[frame["value"].between(1, K)].all()
    with capsys.disabled():
        print(
            f"\n27 areas by sex and age, mean {mean}: {int(frame['value'].between(1, K).sum())} "
            f"small, {int(hidden.sum())} hidden of {len(frame)}; {protected:.1f} s to protect, "
            f"{attacked:.1f} s for every interval"
        )
