"""The action plan summed up, against sums made by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from indicators import catalogue, plan_sums
from indicators.tables import BY_NAME

FORMS = catalogue.load().instruments
FORM = FORMS["kla_2024"]
TYPES = {"ceiling_h1": 1e6, "ceiling_h2": None, "realised_h1": None, "realised_h2": None}


def activities(*rows: dict[str, Any]) -> pd.DataFrame:
    plain = {
        "region_code": "99.01", "plan_period": "2025-2029", "instrument_id": "kla_2024",
        "level": "indicator", "year": 2026, "block": "klaster_3", "indicator": "13",
        "question": "semua", "line": "1", "plan_status": "berjalan", "publication_id": "rad",
        "source_sha256": "f" * 64, "sheet": "Kegiatan", "cell": "A2", **TYPES,
    }  # fmt: skip
    columns = list(BY_NAME["plan_activity"].column_names)
    return pd.DataFrame([{**plain, **row} for row in rows], columns=columns)


def publications(*rows: tuple[str, str | None]) -> pd.DataFrame:
    columns = list(BY_NAME["publication"].column_names)
    told = [
        {"publication_id": name, "publisher": "Bappeda", "title": name, "supersedes": older}
        for name, older in rows
    ]
    return pd.DataFrame(told, columns=columns)


def tables(*rows: dict[str, Any]) -> dict[str, pd.DataFrame]:
    return plan_sums.tables(activities(*rows), publications(("rad", None)), FORMS)


def of(frame: pd.DataFrame, **key: str) -> pd.Series:
    for name, value in key.items():
        frame = frame[frame[name] == value]
    assert len(frame) == 1
    return frame.iloc[0]


def test_the_ceiling_in_force_is_that_of_half_year_two_where_there_is_one() -> None:
    found = tables({"ceiling_h2": 1.5e6}, {"line": "2"}, {"line": "3", "ceiling_h1": None})
    assert found["plan_line"]["ceiling"].tolist()[:2] == [1.5e6, 1e6]
    whole = of(found["plan_sum"], level="total")
    assert whole[["ceiling_h1", "ceiling"]].tolist() == [2e6, 2.5e6]


def test_nothing_reported_is_no_zero() -> None:
    found = tables({}, {"line": "2", "realised_h2": 0.0}, {"indicator": "4", "block": "klaster_1"})
    health, civil = (of(found["plan_sum"], level="block", block=f"klaster_{n}") for n in (3, 1))
    assert health["realised"] == 0
    assert pd.isna(civil["realised"])
    assert pd.isna(of(found["plan_sum"], level="block", block="klaster_5")["ceiling"])


def test_every_block_and_indicator_of_the_form_has_a_row() -> None:
    found = tables({})["plan_sum"]
    assert len(found) == 1 + len(FORM.blocks) + len(FORM.indicators)
    silent = found[(found["level"] == "indicator") & (found["activities"] == 0)]
    assert set(silent["indicator"]) == {one.indicator for one in FORM.indicators} - {"13"}


def test_a_line_that_is_not_planned_is_no_activity() -> None:
    found = tables({}, {"line": "2", "plan_status": "belum_direncanakan", "ceiling_h1": None})
    row = of(found["plan_sum"], level="indicator", indicator="13")
    assert row[["lines", "activities"]].tolist() == [2, 1]


def test_all_budget_lines_of_the_form_are_there_and_only_money_answers_one() -> None:
    rows = [
        {"indicator": "1", "block": "kelembagaan", "budget_question": "3a"},
        {"indicator": "1", "block": "kelembagaan", "budget_question": "3b", "line": "2",
         "ceiling_h1": 0.0},
        {"budget_question": "3q"},
    ]  # fmt: skip
    found = tables(*rows)["plan_budget"]
    assert len(found) == 33
    assert found.loc[found["is_budgeted"], "question"].tolist() == ["3a", "3q"]
    assert found["activities"].sum() == 3


def test_the_parts_add_up_to_the_whole() -> None:
    rows = [
        {"indicator": one.indicator, "block": one.block, "ceiling_h1": 10.0 * place,
         "realised_h1": float(place)}
        for place, one in enumerate(FORM.indicators)
    ]  # fmt: skip
    found = tables(*rows)["plan_sum"]
    names = ["ceiling", "realised", "activities"]
    whole = of(found, level="total")[names].astype("float64")
    for level in ("block", "indicator"):
        parts = found[found["level"] == level][names].sum()
        assert parts.tolist() == pytest.approx(whole.tolist())


def test_a_later_version_replaces_the_whole_year_of_a_plan() -> None:
    rows = activities(
        {}, {"line": "2"}, {"year": 2025}, {"publication_id": "rad#2", "ceiling_h1": 7e6}
    )
    found = plan_sums.lines(rows, publications(("rad", None), ("rad#2", "rad")), FORMS)
    told = found[["year", "line", "ceiling"]].values.tolist()
    assert told == [[2025, "1", 1e6], [2026, "1", 7e6]]


def test_lines_stand_in_the_order_of_the_form_and_of_their_numbers() -> None:
    found = tables({"line": "10"}, {"line": "2"}, {"indicator": "4", "block": "klaster_1"})
    told = found["plan_line"]
    assert told[["indicator", "line"]].values.tolist() == [["4", "1"], ["13", "2"], ["13", "10"]]
    assert told["position"].tolist() == [1, 2, 3]


def test_no_plan_gives_no_rows() -> None:
    for name, frame in plan_sums.tables(activities(), publications(), FORMS).items():
        assert frame.empty
        assert list(frame.columns) == list(BY_NAME[name].column_names)
