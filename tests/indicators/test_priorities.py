"""Priorities: the exact choice, equal to brute force; what is left out is named."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

from indicators import priorities


def _items(points: list[float], **more: object) -> pd.DataFrame:
    return pd.DataFrame(
        {"indicator": "1", "question": [str(n) for n in range(1, len(points) + 1)], "open": points}
    ).assign(**more)


def test_the_fewest_questions_with_the_most_points() -> None:
    found = priorities.choose(_items([1, 4, 2, 4, 3]), 7.5)
    assert found.chosen["question"].tolist() == ["2", "4"]
    assert found.points == 8


@pytest.mark.parametrize("by", ["questions", "effort"])
def test_the_choice_equals_brute_force(by: priorities.By) -> None:
    rng = np.random.default_rng(5)
    for _ in range(250):
        size = int(rng.integers(1, 11))
        points = np.round(rng.uniform(0.25, 6, size), 2)
        effort = np.round(rng.uniform(1, 9, size), 1)
        needed = float(np.round(rng.uniform(0, points.sum() * 1.1), 2))
        found = priorities.choose(_items(points.tolist(), effort=effort), needed, by=by)
        cost = np.ones(size) if by == "questions" else effort
        options = [
            (float(cost[list(one)].sum()), -float(points[list(one)].sum()))
            for k in range(size + 1)
            for one in itertools.combinations(range(size), k)
            if points[list(one)].sum() >= needed - priorities.STEP
        ]
        assert found.is_reachable == bool(options)
        if options:
            best = min(options)
            chosen = found.items["chosen"].to_numpy()
            assert cost[chosen].sum() == pytest.approx(best[0])
            assert points[chosen].sum() == pytest.approx(-best[1], abs=1e-5)


def test_what_is_left_out_is_named() -> None:
    items = _items(
        [0, 5, 5, 5, 5, 5],
        text_known=[True, False, True, True, True, True],
        due=pd.to_datetime([None, None, "2027-05-01", None, None, None]),
        closes=pd.Timestamp("2027-03-31"),
        ruled_out=[False, False, False, True, False, False],
        effort=[1, 1, 1, 1, None, 2.0],
    )
    found = priorities.choose(items, 5, by="effort")
    assert found.items["excluded"].tolist() == [
        "nothing_open", "text_not_known", "too_late", "ruled_out", "effort_not_typed", None,
    ]  # fmt: skip
    assert found.chosen["question"].tolist() == ["6"]
    assert found.effort == 2


def test_typed_chances_count_and_others_are_full() -> None:
    found = priorities.choose(_items([10, 6], chance=[0.5, None]), 5.5, use_chance=True)
    assert found.chosen["question"].tolist() == ["2"]
    assert found.counted == 6
    sure_loss = priorities.choose(_items([10], chance=[0.0]), 5, use_chance=True)
    assert not sure_loss.is_reachable
    assert sure_loss.items["excluded"].tolist() == ["no_chance"]


def test_out_of_reach_is_said_with_all_that_there_is() -> None:
    found = priorities.choose(_items([1, 2]), 10)
    assert (found.is_reachable, found.reachable, found.points) == (False, 3, 3)


def test_nothing_is_needed_above_the_edge() -> None:
    assert priorities.choose(_items([1, 2]), 0).chosen.empty


def test_if_one_fails() -> None:
    found = priorities.choose(_items([5, 4, 3, 1]), 9)
    told = priorities.if_one_fails(found).set_index("question")
    assert told.loc["1", "left"] == 4
    assert told.loc["1", "instead"] is None
    assert not told["still_reached"].any()
    assert (
        priorities.if_one_fails(priorities.choose(_items([5, 4, 4]), 9)).loc[1, "instead"] == "1/3"
    )


@pytest.mark.parametrize("bad", [{"effort": [0.0]}, {"chance": [1.5]}])
def test_what_cannot_be_is_refused(bad: dict[str, list[float]]) -> None:
    with pytest.raises(ValueError, match=r"effort|chance"):
        priorities.choose(_items([1.0], **bad), 1)
    with pytest.raises(ValueError, match="points"):
        priorities.choose(_items([float("nan")]), 1)
