"""A province at a glance: heat map, shared weaknesses, mentors."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators import recap

REGIONS = pd.DataFrame(
    [("32.01", "32", False), ("32.02", "32", False), ("32.03", "32", False), ("99.01", "99", True)],
    columns=["region_code", "parent_code", "is_example"],
)


def _open(region: str, year: int, score: float, indicator: str = "4") -> dict[str, object]:
    return {
        "region_code": region, "instrument_id": "kla_2024", "stage": "mandiri",
        "printed_year": year, "publication_id": "a", "level": "indicator", "block": "k1",
        "indicator": indicator, "question": "semua", "score": score, "max_score": 20.0,
    }  # fmt: skip


def test_percent_of_the_maximum_without_examples_and_questions() -> None:
    rows = pd.DataFrame([_open("32.01", 2024, 5.0), _open("99.01", 2024, 9.0),
                         {**_open("32.02", 2024, 9.0), "level": "question"}])  # fmt: skip
    told = recap.heat(rows, REGIONS)
    assert told[["region_code", "percent"]].values.tolist() == [["32.01", 25.0]]


def test_shared_weaknesses_from_sums() -> None:
    rows = pd.DataFrame(
        [_open("32.01", 2024, 5.0), _open("32.02", 2024, 15.0), _open("32.02", 2023, 1.0),
         _open("32.01", 2024, 19.0, "5"), _open("32.02", 2024, 18.0, "5")]
    )  # fmt: skip
    told = recap.weaknesses(recap.heat(rows, REGIONS))
    assert told["indicator"].tolist() == ["4", "5"]
    assert told["open"].tolist() == [20, 3]
    assert told["percent"].tolist() == [50, 92.5]
    assert told["weak_regions"].tolist() == [1, 0]


def test_a_mentor_is_like_it_improved_and_is_strong() -> None:
    rows = pd.DataFrame(
        [_open("32.01", 2024, 5.0), _open("32.02", 2023, 4.0), _open("32.02", 2024, 18.0),
         _open("32.03", 2023, 19.0), _open("32.03", 2024, 20.0)]
    )  # fmt: skip
    near = pd.DataFrame(
        [("32.01", "32.03"), ("32.01", "32.02")], columns=["region_code", "neighbour_code"]
    )
    told = recap.mentors(recap.heat(rows, REGIONS), "mandiri", near)
    assert told[["region_code", "mentor_code"]].values.tolist() == [["32.01", "32.02"]]
    assert told["mentor_gain"].tolist() == pytest.approx([70])
    assert recap.mentors(recap.heat(rows, REGIONS), "mandiri", near.iloc[:1])[
        "mentor_code"
    ].tolist() == ["32.03"]
    assert recap.mentors(recap.heat(rows, REGIONS), "akhir", near).empty
    assert recap.mentors(recap.heat(rows, REGIONS), "mandiri", near.iloc[:0]).empty
