"""The checklist of kecamatan and desa: hand calculations."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators import villages

QUESTIONS = pd.DataFrame(
    [
        ("kla_2024", "26", "4", "desa", 4.0, "higher"),
        ("kla_2024", "26", "15", "desa", 10.0, "higher"),
        ("kla_2024", "26", "8a", "desa", 1.5, "lower"),
        ("kla_2024", "25", "2", "kecamatan", 1.25, "higher"),
    ],
    columns=["instrument_id", "indicator", "question", "level", "max_score", "better"],
)


def _answers(rows: list[tuple[str, str, str, bool | None]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["area_code", "indicator", "question", "answer"])
    return frame.assign(region_code="99.01", instrument_id="kla_2024")


AREAS = pd.DataFrame(
    [
        ("99.01", "99.01.01", "kecamatan"),
        ("99.01", "99.01.01.2001", "desa"),
        ("99.01", "99.01.01.2002", "desa"),
        ("99.01", "99.01.01.2003", "desa"),
        ("99.01", "99.01.01.2004", "desa"),
    ],
    columns=["region_code", "area_code", "level"],
)
D1, D2, D3, D4 = AREAS["area_code"].tolist()[1:]


def test_shares_and_points_by_hand() -> None:
    answers = _answers(
        [
            (D1, "26", "4", True), (D2, "26", "4", True), (D3, "26", "4", False),
            (D1, "26", "8a", False), (D2, "26", "8a", True), (D3, "26", "8a", None),
            ("99.01.01", "25", "2", True),
        ]
    )  # fmt: skip
    told = villages.by_question(answers, AREAS, QUESTIONS).set_index(["indicator", "question"])
    forum = told.loc[("26", "4")]
    assert (forum["areas"], forum["answered"], forum["fulfilled"]) == (4, 3, 2)
    assert (forum["percent"], forum["percent_if_all"]) == (50, 75)
    assert (forum["points"], forum["points_if_all"]) == (2.0, 3.0)
    severe = told.loc[("26", "8a")]
    assert (severe["percent"], severe["points"]) == (75, 1.5 * 1 / 4)
    assert severe["points_if_all"] == pytest.approx(1.5 * 3 / 4)
    assert told.loc[("26", "15"), "points"] == 0
    assert told.loc[("26", "15"), "points_if_all"] == 10
    assert told.loc[("25", "2"), "points"] == 1.25


def test_the_nearest_to_complete_comes_first() -> None:
    answers = _answers(
        [
            (D2, "26", "4", True), (D2, "26", "15", True), (D2, "26", "8a", False),
            (D1, "26", "4", True), (D1, "26", "15", False), (D1, "26", "8a", False),
            (D3, "26", "4", False),
        ]
    )  # fmt: skip
    told = villages.by_area(answers, AREAS, QUESTIONS)
    desa = told[told["level"] == "desa"]
    assert desa["area_code"].tolist() == [D2, D1, D3, D4]
    assert desa["missing"].tolist() == [0, 1, 1, 0]
    assert desa["unanswered"].tolist() == [0, 0, 2, 3]
    assert desa["points_open"].tolist() == pytest.approx([0, 2.5, 15.5 / 4, 15.5 / 4])
    assert desa["missing_questions"].tolist()[1] == "26/15"
    assert told.loc[told["level"] == "kecamatan", "asked"].tolist() == [1]


def test_four_hundred_villages_equal_the_hand_calculation() -> None:
    codes = [f"99.01.01.{2001 + n}" for n in range(400)]
    areas = pd.DataFrame({"region_code": "99.01", "area_code": codes, "level": "desa"})
    answers = _answers(
        [(code, "26", "15", n % 4 != 0) for n, code in enumerate(codes)]
        + [(code, "26", "4", n < 100) for n, code in enumerate(codes)]
        + [(code, "26", "8a", n % 10 == 0) for n, code in enumerate(codes)]
    )
    told = villages.by_question(answers, areas, QUESTIONS).set_index("question")
    assert told["points"].to_dict() == pytest.approx({"4": 1.0, "15": 7.5, "8a": 1.35})


def test_answers_of_unknown_areas_and_twice_told_ones_are_refused() -> None:
    with pytest.raises(KeyError, match=r"99\.01\.09"):
        villages.by_question(_answers([("99.01.09", "25", "2", True)]), AREAS, QUESTIONS)
    twice = _answers([(D1, "26", "4", True), (D1, "26", "4", False)])
    with pytest.raises(ValueError, match="once"):
        villages.by_area(twice, AREAS, QUESTIONS)


def test_no_answers_at_all() -> None:
    assert villages.by_question(_answers([]), AREAS, QUESTIONS).empty
    assert villages.by_area(_answers([]), AREAS, QUESTIONS).empty
