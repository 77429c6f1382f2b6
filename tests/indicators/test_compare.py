from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pytest

from indicators import compare

VECTORS = Path(__file__).resolve().parents[2] / "../shared/vectors"
BETTER = {"0": "lower", "1": "higher"}


def rows_of(name: str) -> list[dict[str, str]]:
    path = VECTORS / name
    if not path.exists():
        pytest.skip(f"{name} not beside the project")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def judged(verdict: str, better: str) -> int:
    """1 better, -1 worse, 0 similar: what the vectors call an outcome."""
    if verdict == "similar":
        return 0
    return 1 if verdict == better else -1


def test_benchmark_vectors() -> None:
    rows = rows_of("benchmark_overlap_one_ci.csv")
    for row in rows:
        verdict = compare.against_benchmark(
            float(row["lower95"]), float(row["upper95"]), float(row["benchmark"])
        )
        better = BETTER[row["polarity_0lowgood_1highgood"]]
        assert judged(verdict.item(), better) == int(row["outcome_1better_0similar_-1worse"])


def test_target_vectors() -> None:
    for row in rows_of("target_single_limit.csv"):
        better = BETTER[row["polarity_0lowgood_1highgood"]]
        target, outcome = float(row["target"]), int(row["outcome_1better_0similar_-1worse"])
        if row["use_ci"] == "0":
            distance = compare.distance_to_target(float(row["value"]), target, better)
            assert (distance.item() <= 0) == (outcome == 1)
        elif row["lower95"] != row["upper95"]:  # an interval of one point is decided elsewhere
            verdict = compare.against_benchmark(
                float(row["lower95"]), float(row["upper95"]), target
            )
            assert judged(verdict.item(), better) == outcome


def test_an_interval_that_touches_is_similar() -> None:
    verdicts = compare.against_benchmark([1.0, 2.0, 0.5, 2.1], [2.0, 3.0, 1.9, 3.0], 2.0)
    assert list(verdicts) == ["similar", "similar", "lower", "higher"]


def test_nothing_is_compared_with_a_part_missing() -> None:
    nan = math.nan
    verdicts = compare.against_benchmark([nan, 1, 1], [2, nan, 2], [1, 1, nan])
    assert list(verdicts) == ["not_compared"] * 3


def test_the_rest_of_a_province() -> None:
    # 1,000 events among 10 million, of which 300 among 1 million: 700 among 9 million
    assert compare.rest_of(1000, 10e6, 300, 1e6).item() == pytest.approx(700 / 9e6 * 1e5)


def test_a_rest_that_cannot_be() -> None:
    rest = compare.rest_of(
        [100, 100, 100, math.nan], [1e6, 1e6, 1e6, 1e6], [100, 5, 101, 5], [1e6, 2e6, 1e5, 1]
    )
    assert np.isnan(rest).all()


def test_a_rest_without_events_is_zero() -> None:
    assert compare.rest_of(7, 1e6, 7, 1e5).item() == 0


def test_distance_follows_the_direction() -> None:
    distance = compare.distance_to_target(
        [21.5, 96.0, 14.0, 5.0, 0.3], [14.0, 100.0, 14.0, 4.0, 0.1 + 0.2],
        ["lower", "higher", "lower", "none", "lower"],
    )  # fmt: skip
    assert list(distance[:3]) == [7.5, 4.0, 0.0]
    assert math.isnan(distance[3])
    assert distance[4] == 0
