"""Each level beside the sums below it: one figure used by a rule, none averaged."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators import codes, score, score_chosen, score_levels
from indicators.catalogue import Catalogue, load
from indicators.tables import KLA_SCORE, SCORE_LEVEL

FORMS: Catalogue = load()
FORM = FORMS.instruments["kla_2024"]


def scores(*some: dict[str, object]) -> pd.DataFrame:
    full = [
        {
            "region_code": "32.01", "instrument_id": "kla_2024", "printed_year": 2024,
            "award_year": 2025, "data_year": 2023, "stage": "mandiri", "level": "block",
            "block": "semua", "indicator": "semua", "question": "semua", "status": "reported",
            "publication_id": "p", "source_sha256": "f" * 64, "sheet": "Data",
            "cell": f"D{number}", "max_cell": f"C{number}", **row,
        }
        for number, row in enumerate(some, start=14)
    ]  # fmt: skip
    frame = pd.DataFrame(full, columns=list(KLA_SCORE.column_names))
    return frame.astype({"value": "float64", "max_printed": "float64", "max_cell": "str"})


def whole(*, blocks: float, indicators: float) -> list[dict[str, object]]:
    """Every block and every indicator of the form with so many points."""
    rows: list[dict[str, object]] = [
        {"block": one.block, "value": blocks, "max_printed": one.max_score} for one in FORM.blocks
    ]
    return rows + [
        {"level": "indicator", "block": one.block, "indicator": one.indicator, "value": indicators}
        for one in FORM.indicators
    ]


def total_of(found: pd.DataFrame) -> pd.Series:
    return found[found["level"] == "total"].iloc[0]


def decided(basis: str, stage: str = "mandiri") -> pd.DataFrame:
    line = {
        "region_code": "32.01", "year": 2024, "measure_id": score_chosen.measure(stage, basis),
        "publication_id": "p",
    }  # fmt: skip
    other = {**line, "measure_id": "kasus_anak"}
    return score_chosen.decided_of(pd.DataFrame([other, line]))


def test_a_printed_total_comes_before_its_blocks() -> None:
    frame = scores({"level": "total", "value": 701.0}, *whole(blocks=100, indicators=1))
    found = score.summaries(frame, FORMS)
    chosen = found[found["is_chosen"]]
    assert chosen[["basis", "value", "why_chosen"]].to_numpy().tolist() == [
        ["total", 701.0, "printed_total"]
    ]
    levels = total_of(score_levels.levels(frame, FORMS))
    assert (levels["printed"], levels["of_blocks"], levels["of_indicators"]) == (701, 700, 31)
    assert (levels["chosen"], levels["why_chosen"]) == (701, "printed_total")


def test_the_highest_level_that_is_all_there_is_used() -> None:
    frame = scores(*whole(blocks=100, indicators=1)[1:])
    chosen = score.summaries(frame, FORMS)
    assert chosen[chosen["is_chosen"]]["basis"].tolist() == ["indicator"]
    found = score_levels.levels(frame, FORMS)
    missing = found[(found["level"] == "block") & (found["block"] == FORM.blocks[0].block)].iloc[0]
    assert pd.isna(missing["printed"])
    assert (missing["chosen"], missing["why_chosen"]) == (missing["of_indicators"], "summed")


def test_a_part_of_the_form_says_so() -> None:
    found = score.summaries(scores(whole(blocks=100, indicators=1)[0]), FORMS)
    assert found[["is_chosen", "why_chosen"]].to_numpy().tolist() == [[True, "part_of_form"]]


def test_an_office_decides_for_another_level() -> None:
    frame = scores(*whole(blocks=100, indicators=10))
    for basis, value in (("indicator", 310.0), ("block", 700.0)):
        found = score.summaries(frame, FORMS, decided(basis))
        chosen = found[found["is_chosen"]].iloc[0]
        assert (chosen["basis"], chosen["value"], chosen["why_chosen"]) == (
            basis,
            value,
            "decision",
        )
        levels = score_levels.levels(frame, FORMS, decided(basis))
        assert total_of(levels)["chosen"] == value
        first = levels[levels["block"] == FORM.blocks[0].block].iloc[0]
        own = 10.0 * len(FORM.indicators_of(FORM.blocks[0].block))
        assert first["chosen"] == (own if basis == "indicator" else 100.0)


def test_a_decision_on_another_stage_changes_nothing() -> None:
    frame = scores(*whole(blocks=100, indicators=10))
    found = score.summaries(frame, FORMS, decided("indicator", "akhir"))
    assert found[found["is_chosen"]]["why_chosen"].tolist() == ["highest_level"]


def test_a_level_confirmed_by_one_below_says_so() -> None:
    block = FORM.blocks[0]
    rows = FORM.indicators_of(block.block)
    frame = scores(
        {"block": block.block, "value": float(len(rows))},
        *({"level": "indicator", "block": block.block, "indicator": one.indicator, "value": 1.0}
          for one in rows),
    )  # fmt: skip
    found = score_levels.levels(frame, FORMS)
    assert found[found["level"] == "block"]["why_chosen"].tolist() == ["confirmed"]
    assert score_levels.discrepancies(frame, FORMS).empty


def test_a_maximum_is_reported_at_its_own_cell() -> None:
    frame = scores({"block": FORM.blocks[1].block, "value": 89.0, "max_printed": 150.0})
    found = score_levels.discrepancies(frame, FORMS).iloc[0]
    assert (found["kind"], found["cell"], found["printed"], found["chosen"]) == (
        "max_printed", "C14", 150.0, FORM.blocks[1].max_score,
    )  # fmt: skip


@pytest.mark.parametrize("make", [score_levels.levels, score_levels.discrepancies])
def test_without_a_form_there_are_no_levels(make: object) -> None:
    assert callable(make)
    assert make(scores({"instrument_id": None, "level": "total", "value": 700.0}), FORMS).empty


def test_levels_keep_the_contract() -> None:
    found = score_levels.levels(scores(*whole(blocks=100, indicators=1)), FORMS)
    assert tuple(found.columns) == SCORE_LEVEL.column_names
    assert set(found["why_chosen"]) <= set(codes.WHY_SCORE)
    assert len(found) == 1 + len(FORM.blocks) + len(FORM.indicators)


@pytest.mark.parametrize("level", ["question", "indicator", "block"])
def test_a_file_of_one_level_alone_contradicts_nothing_but_its_form(level: str) -> None:
    rows = [
        {"level": level, "block": one.block, "indicator": one.indicator, "question": one.question,
         "value": one.max_score / 2}
        for name, one in FORM.items() if name == level
    ]  # fmt: skip
    found = score_levels.discrepancies(scores(*rows), FORMS)
    assert not set(found["kind"]) - {"max_sum"}
    alone = scores(*rows).astype({"cell": "str", "max_cell": "str"}).assign(max_cell=None)
    score_levels.discrepancies(alone, FORMS)
