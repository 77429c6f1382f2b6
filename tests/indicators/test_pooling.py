from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.attack import WIDTH, attack
from indicators.links import Relation
from indicators.pooling import pool_areas

Make = Callable[..., pd.DataFrame]
K = 4


def one_column(*values: int) -> list[list[int]]:
    return [[value] for value in values]


def runs(*sizes: int) -> list[tuple[int, ...]]:
    ends = np.cumsum([0, *sizes])
    return [tuple(range(a, b)) for a, b in itertools.pairwise(ends.tolist())]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((9, 0, 12, 5), runs(1, 1, 1, 1)),
        ((9, 3, 12), runs(1, 2)),
        ((9, 3, 2, 12), runs(1, 2, 1)),
        ((3, 2, 4), runs(3)),
        ((1, 1, 3, 20), runs(4)),
        ((2, 2, 3, 3), runs(4)),
        ((2, 3, 3, 2), runs(2, 2)),
        ((0, 0, 0), runs(1, 1, 1)),
        ((), []),
    ],
)
def test_neighbours_are_pooled_until_each_figure_is_safe(
    values: tuple[int, ...], expected: list[tuple[int, ...]] | None
) -> None:
    assert pool_areas(one_column(*values), K) == expected


def test_a_regency_with_few_people_has_no_table(counts: Make) -> None:
    assert pool_areas(one_column(1, 0, 2), K) is None
    assert pool_areas(one_column(4), K) is None


def test_every_column_must_be_safe() -> None:
    assert pool_areas([[6, 9], [8, 0], [7, 2], [9, 20]], K) == runs(1, 1, 2)


@pytest.mark.parametrize("bad", [[[1.5]], [[-1]], [[np.nan]]])
def test_what_is_no_count_is_refused(bad: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="whole"):
        pool_areas(bad, K)


TABLES = st.integers(1, 2).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(0, 9), min_size=columns, max_size=columns), min_size=1, max_size=9
    )
)


def ways(size: int) -> list[list[tuple[int, ...]]]:
    """All ways to cut a line of areas into runs."""
    found = []
    for cuts in range(2 ** (size - 1)):
        sizes, length = [], 1
        for position in range(size - 1):
            if cuts >> position & 1:
                sizes.append(length)
                length = 0
            length += 1
        found.append(runs(*sizes, length))
    return found


def is_safe(table: Sequence[Sequence[int]], way: list[tuple[int, ...]]) -> bool:
    for run in way:
        for column in zip(*(table[area] for area in run), strict=True):
            total = sum(column)
            if 0 < total <= K or (len(run) > 1 and 0 < total < len(run) + WIDTH):
                return False
    return True


@settings(deadline=None, derandomize=True)
@given(TABLES)
def test_no_other_way_to_pool_shows_more(table: list[list[int]]) -> None:
    found = pool_areas(table, K)
    safe = [way for way in ways(len(table)) if is_safe(table, way)]
    assert (found is None) == (not safe)
    if found is not None:
        assert found in safe
        alone = [(sum(len(run) == 1 for run in way), len(way)) for way in safe]
        assert (sum(len(run) == 1 for run in found), len(found)) == max(alone)
        assert pool_areas(table, K) == found


@settings(max_examples=40, deadline=None, derandomize=True)
@given(TABLES)
def test_no_area_in_a_pool_can_be_worked_back(table: list[list[int]]) -> None:
    """Pools and the regency are published; the attack knows how they add up."""
    found = pool_areas(table, K)
    for column in range(len(table[0])) if found else ():
        frame, relations = published([line[column] for line in table], found or [])
        seen = attack(frame, K, {}, relations=relations)
        seen = seen[(seen["attacker"] < 3) & (frame["value"].isna()).to_numpy()[seen["row"]]]
        assert (seen["maximum"] - seen["minimum"] >= WIDTH).all()


def published(
    values: Sequence[int], pools: Sequence[tuple[int, ...]]
) -> tuple[pd.DataFrame, list[Relation]]:
    """The regency, the pools, and the areas of pools as counts that nobody sees."""
    rows = [("total", float(sum(values)), "no")]
    relations = [Relation("region", 0, tuple(range(1, 1 + len(pools))), True)]
    rows += [(f"pool {n}", float(sum(values[i] for i in run)), "no") for n, run in enumerate(pools)]
    for number, run in enumerate(pools, start=1):
        if len(run) > 1 and rows[number][1] > 0:
            relations.append(
                Relation("region", number, tuple(range(len(rows), len(rows) + len(run))), True)
            )
            rows += [(f"area {area}", np.nan, "secondary") for area in run]
    day = datetime.date(2022, 1, 1)
    plain = dict.fromkeys(
        ("unit", "group", "sex", "age_band", "violence_type", "place", "relation", "service"),
        "semua",
    )
    return pd.DataFrame(
        [
            {**plain, "region_code": "32.01", "period_start": day, "period_end": day,
             "publication_id": name, "value": value, "hidden": hidden}
            for name, value, hidden in rows
        ]
    ), relations  # fmt: skip
