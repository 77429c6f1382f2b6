"""A plan goes on under the form of the next cycle."""

from __future__ import annotations

import pandas as pd

from indicators import catalogue, plan_carry
from indicators.form_map import COLUMNS

OLD = catalogue.load().instruments["kla_2024"]
NEW = OLD.model_copy(update={"instrument_id": "kla_2026"})
SWAPPED = {"9": "10", "10": "9"}


def mapping(**gone: str) -> pd.DataFrame:
    """Every question is the same, rows 9 and 10 are swapped; `gone` as question=indicator."""
    rows = [
        ("kla_2024", one.indicator, one.question, "kla_2026",
         SWAPPED.get(one.indicator, one.indicator), one.question, "same")
        if gone.get(f"q{one.question}") != one.indicator
        else ("kla_2024", one.indicator, one.question, None, None, None, "gone")
        for one in OLD.questions
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def lines(*rows: tuple[str, str, str, str | None]) -> pd.DataFrame:
    columns = ["instrument_id", "indicator", "line", "budget_question"]
    return pd.DataFrame(rows, columns=columns).assign(year=2026, block="kelembagaan")


def test_lines_follow_their_row_and_their_budget_line() -> None:
    known = lines(("kla_2024", "1", "1", "3a"), ("kla_2024", "9", "1", None))
    found = plan_carry.carried(known, OLD, NEW, mapping())
    told = found[["instrument_id", "indicator", "budget_question"]]
    assert told.fillna("").values.tolist() == [["kla_2026", "1", "3a"], ["kla_2026", "10", ""]]
    assert found.loc[1, "block"] == OLD.indicator("10").block


def test_a_budget_line_that_is_gone_is_answered_no_more() -> None:
    known = lines(("kla_2024", "1", "1", "3a"))
    found = plan_carry.carried(known, OLD, NEW, mapping(q3a="1"))
    assert found["budget_question"].isna().all()


def test_what_stands_under_the_new_form_already_stays() -> None:
    known = lines(("kla_2026", "1", "1", "3b"), ("kla_2024", "1", "1", "3a"))
    found = plan_carry.carried(known, OLD, NEW, mapping())
    assert found["budget_question"].tolist() == ["3b"]


def test_without_lines_or_a_mapping_nothing_is_carried() -> None:
    assert plan_carry.carried(lines(), OLD, NEW, mapping()).empty
    known = lines(("kla_2024", "1", "1", "3a"))
    assert plan_carry.carried(known, OLD, NEW, mapping().iloc[:0]).empty
