"""Distances to the bands and what reaches them: the table says what the exact choice says."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from indicators import priorities, priority_rows
from indicators.catalogue import load
from indicators.tables import POINTS_OPEN, PRIORITY, SCORE_SUMMARY

BANDS = load().bands
ASSESSMENT = {
    "region_code": "32.06", "instrument_id": "kla_2024", "printed_year": 2024, "stage": "mandiri",
    "publication_id": "a",
}  # fmt: skip
FORMS = pd.DataFrame({"instrument_id": ["kla_2024"], "closes": [datetime.date(2026, 5, 31)]})
EVIDENCE = ["region_code", "instrument_id", "indicator", "question", "evidence_status", "effort",
            "chance", "due"]  # fmt: skip


def summary(value: float, **more: object) -> dict[str, object]:
    return {**ASSESSMENT, "basis": "block", "value": value, "band": "nindya", "is_chosen": True,
            **more}  # fmt: skip


def questions(points: list[float], **more: object) -> pd.DataFrame:
    frame = pd.DataFrame({"open": points})
    numbers = np.arange(1, len(points) + 1)
    return frame.assign(
        **ASSESSMENT, level="question", block="klaster_1", indicator="1",
        question=numbers.astype(str), position=numbers, text_known=True, **more,
    )  # fmt: skip


def evidence(*rows: dict[str, object]) -> pd.DataFrame:
    full = {"region_code": "32.06", "instrument_id": "kla_2024", "indicator": "1", "effort": None,
            "chance": None, "due": None, "evidence_status": "disusun"}  # fmt: skip
    return pd.DataFrame([{**full, **row} for row in rows], columns=EVIDENCE)


def rows(
    value: float, points: pd.DataFrame, told: pd.DataFrame | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    return priority_rows.rows(
        pd.DataFrame([summary(value)]), points, evidence() if told is None else told, FORMS, BANDS
    )


def test_distances_go_to_the_printed_edges_also_from_between_two_bands() -> None:
    above = priority_rows.bands_above(pd.DataFrame([summary(600.5, band="pratama")]), BANDS)
    assert above[["band", "lower", "needed"]].to_numpy().tolist() == [
        ["madya", 601.0, 0.5], ["nindya", 701.0, 100.5], ["utama", 801.0, 200.5],
        ["kla", 901.0, 300.5],
    ]  # fmt: skip


def test_a_total_that_is_not_chosen_or_not_whole_has_no_distance() -> None:
    frame = pd.DataFrame([summary(700, is_chosen=False), summary(50, band="tidak_disebut")])
    assert priority_rows.bands_above(frame, BANDS).empty


def test_the_table_says_what_the_exact_choice_says() -> None:
    rng = np.random.default_rng(8)
    for _ in range(40):
        size = int(rng.integers(1, 40))
        points = questions(np.round(rng.uniform(0, 9, size), 1).tolist())
        points["text_known"] = rng.uniform(size=size) > 0.1
        bands, listed = rows(float(rng.integers(650, 950)), points)
        for band in bands.to_dict("records"):
            found = priorities.choose(
                priority_rows.items(points, evidence(), FORMS), band["needed"]
            )
            mine = listed[(listed["band"] == band["band"]) & listed["excluded"].isna()]
            assert set(mine["question"]) == set(found.chosen["question"])
            assert band["points"] == pytest.approx(found.points)
            assert band["reachable"] == pytest.approx(found.reachable)
            assert (band["reach"] == "reached") == found.is_reachable


def test_without_scores_of_questions_nothing_is_chosen() -> None:
    bands, listed = rows(770, questions([1.0]).assign(level="block"))
    assert bands["reach"].tolist() == ["no_questions", "no_questions"]
    assert bands[["questions", "points"]].isna().all(axis=None)
    assert listed.empty


def test_what_is_due_after_the_close_or_of_unknown_wording_is_left_out_and_said() -> None:
    points = questions([20, 30, 40])
    points["text_known"] = [True, False, True]
    told = evidence({"question": "3", "due": datetime.date(2026, 6, 1)})
    bands, listed = rows(790, points, told)
    utama = listed[listed["band"] == "utama"].set_index("question")
    assert utama["excluded"].fillna("").to_dict() == {
        "1": "", "2": "text_not_known", "3": "too_late",
    }  # fmt: skip
    assert bands.set_index("band").loc["kla", "reach"] == "out_of_reach"
    assert utama.loc["1", "reached"] == 810


def test_effort_adds_up_only_where_every_waiting_document_has_one() -> None:
    told = evidence(
        {"question": "1", "effort": 2.0, "chance": 80.0},
        {"question": "1", "effort": 3.0, "chance": 60.0},
        {"question": "2", "effort": 4.0},
        {"question": "2"},
        {"question": "3", "effort": 9.0, "evidence_status": "sudah_diunggah"},
    )
    found = priority_rows.typed(told).set_index("question")
    assert found.loc["1", ["effort", "chance"]].tolist() == [5.0, 0.6]
    assert np.isnan(found.loc["2", "effort"])
    assert "3" not in found.index


def test_a_whole_form_is_solved_to_the_optimum() -> None:
    form = load().instruments["kla_2024"].questions
    assert len(form) == 274
    rng = np.random.default_rng(3)
    points = np.array([one.max_score for one in form]) * rng.uniform(0, 1, len(form))
    effort = rng.integers(1, 30, len(form)).astype(float)
    items = pd.DataFrame(
        {"indicator": [one.indicator for one in form], "question": [one.question for one in form],
         "open": points, "effort": effort}
    )  # fmt: skip
    found = priorities.choose(items, 150.0, by="effort")
    bound = milp(
        effort, constraints=LinearConstraint(points[None, :], lb=150.0), bounds=Bounds(0, 1),
        integrality=np.ones(len(form)),
    ).mip_dual_bound  # fmt: skip
    assert found.points >= 150
    assert (found.effort - bound) / bound < 0.001


def test_a_folder_without_scores_has_no_rows() -> None:
    empty = [
        pd.DataFrame(columns=list(table.column_names)) for table in (SCORE_SUMMARY, POINTS_OPEN)
    ]
    bands, listed = priority_rows.rows(*empty, evidence(), FORMS, BANDS)
    assert bands.empty
    assert listed.empty
    assert tuple(listed.columns) == PRIORITY.column_names
