"""How many counts are hidden, against the fewest that an integer programme needs."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from indicators import codes
from indicators.attack import WIDTH
from indicators.disclosure import protect
from indicators.links import links

Make = Callable[..., pd.DataFrame]
K = 4


TABLES = {
    "areas by age": ({"region_code": 4, "age_band": 3}, 12),
    "areas by sex and age": ({"region_code": 2, "sex": 2, "age_band": 3}, 4),
    "areas by year and years together": ({"region_code": 4, "year": 3}, 6),
    "sex by age by year, years together": ({"sex": 2, "age_band": 3, "year": 2}, 3),
}
"""Dimensions with the number of their parts, all totals published; how many tables."""
YEARS = (2020, 2021, 2022)


def table(
    counts: Make, random: np.random.Generator, dimensions: dict[str, int]
) -> tuple[pd.DataFrame, dict[str, list[str]]]:
    """Counts of very different size by `dimensions`, with all totals."""
    shape = tuple(dimensions.values())
    size = random.gamma(1.0, random.choice([5.0, 10.0, 20.0]), shape)
    values = random.poisson(size)
    for axis in range(len(shape)):
        values = np.concatenate([values.sum(axis=axis, keepdims=True), values], axis=axis)
    regions = [f"32.{number:02d}" for number in range(1, dimensions.get("region_code", 1) + 1)]
    names = {
        "region_code": ["32", *regions],
        "age_band": [codes.ALL, *codes.CHILD_AGE_BANDS],
        "sex": list(codes.SEXES),
        "year": ["all", *YEARS],
    }
    rows = []
    for position, value in np.ndenumerate(values):
        told = {name: names[name][i] for name, i in zip(dimensions, position, strict=True)}
        rows.append({**_period(told.pop("year", YEARS[0]), dimensions), **told, "value": value})
    return counts(*(dict(row) for row in rows)).astype({"value": float}), {"32": regions}


def _period(year: object, dimensions: dict[str, int]) -> dict[str, object]:
    first, last = YEARS[0], YEARS[dimensions.get("year", 1) - 1]
    if isinstance(year, int):
        first = last = year
    return {
        "period_start": datetime.date(first, 1, 1), "period_end": datetime.date(last, 12, 31)
    }  # fmt: skip


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


@pytest.mark.parametrize("name", TABLES)
def test_hardly_more_is_hidden_than_must_be(
    counts: Make, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    dimensions, tables = TABLES[name]
    ours: list[int] = []
    best: list[int] = []
    small: list[int] = []
    for seed in range(tables):
        frame, children = table(counts, np.random.default_rng(seed), dimensions)
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
            f"\n{name}: hidden against the fewest {ratios.mean():.2f}, "
            f"worst {ratios.max():.2f}; beyond the small ones {beyond:.2f}"
        )
    assert len(ours) >= tables // 2
    assert ratios.max() <= 1.5
    assert beyond <= 1.5
