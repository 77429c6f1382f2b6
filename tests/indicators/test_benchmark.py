from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from indicators import benchmark, measures, rollup
from indicators.tables import COMPARISON, DECISION, PUBLICATION

Make = Callable[..., pd.DataFrame]
REGIONS = pd.DataFrame(
    [
        {"region_code": "32", "kind": "provinsi", "parent_code": "00"},
        {"region_code": "32.01", "kind": "kabupaten", "parent_code": "32"},
        {"region_code": "32.02", "kind": "kabupaten", "parent_code": "32"},
        {"region_code": "32.71", "kind": "kota", "parent_code": "32"},
    ]
).assign(is_example=False)
PEOPLE = (("32.01", 2022, 1e6), ("32.02", 2022, 1e6), ("32.71", 2022, 1e6), ("32", 2022, 3e6))


@dataclass(frozen=True)
class Selection:
    unit: str = "korban"
    group: str = "anak"
    sex: str = "semua"
    violence_type: str = "semua"


def compared(
    counts: pd.DataFrame, people: pd.DataFrame, regions: pd.DataFrame = REGIONS
) -> pd.DataFrame:
    known = dict.fromkeys(PUBLICATION.column_names) | {"publication_id": "p", "trust": "official"}
    values = measures.complete(
        measures.case_values(counts, {"korban_anak": Selection()}, people),
        pd.DataFrame([known]),
        pd.DataFrame(columns=list(DECISION.column_names)),
    )
    return benchmark.comparisons(values, regions)[0].set_index("region_code")


def test_an_area_is_compared_with_the_rest_of_its_province(counts: Make, people: Make) -> None:
    frame = counts(
        {"region_code": "32.01", "value": 200},
        {"region_code": "32.02", "value": 50},
        {"region_code": "32.71", "value": 52},
    )
    frame = rollup.roll_up_counts(frame, {"32": ["32.01", "32.02", "32.71"]})
    result = compared(frame, people(*PEOPLE))
    assert list(result.reset_index().columns) == list(COMPARISON.column_names)
    assert result["verdict"].to_dict() == {
        "32.01": "far_higher",
        "32.02": "far_lower",
        "32.71": "far_lower",
    }
    assert result["benchmark"].tolist() == pytest.approx([302 / 3e6 * 1e5] * 3)
    assert set(result["benchmark_kind"]) == {"province"}


def test_a_hidden_area_keeps_its_row_and_gives_nothing_away(counts: Make, people: Make) -> None:
    frame = counts(
        {"region_code": "32.01", "value": np.nan, "hidden": "primary"},
        {"region_code": "32.02", "value": 50},
        {"region_code": "32.71", "value": 52},
    )
    result = compared(frame, people(*PEOPLE))
    hidden = result.loc["32.01"]
    assert (hidden["verdict"], hidden["reason"]) == ("not_compared", "hidden")
    assert hidden[["value", "lower", "upper"]].isna().all()
    assert set(result["benchmark_kind"]) == {"visible_regions"}
    assert result.loc["32.02", "benchmark"] == pytest.approx(102 / 2e6 * 1e5)


@pytest.mark.parametrize(
    ("areas", "shown", "is_compared"),
    [(27, 2, False), (27, 4, False), (27, 5, True), (8, 3, False), (8, 4, True), (3, 1, False)],
)
def test_too_few_areas_stand_for_no_province(
    counts: Make, people: Make, areas: int, shown: int, is_compared: bool
) -> None:
    codes = [f"32.{n:02d}" for n in range(1, areas + 1)]
    parts = [{"region_code": code, "kind": "kabupaten", "parent_code": "32"} for code in codes]
    regions = pd.DataFrame([REGIONS.iloc[0].to_dict(), *parts]).assign(is_example=False)
    rows = [
        {"region_code": code, "value": 50 + n if n < shown else np.nan,
         "hidden": "no" if n < shown else "primary"}
        for n, code in enumerate(codes)
    ]  # fmt: skip
    result = compared(counts(*rows), people(*((code, 2022, 1e6) for code in codes)), regions)
    told = result.head(shown)
    assert (told["verdict"] != "not_compared").all() == is_compared
    assert set(told["reason"].dropna()) == (set() if is_compared else {"too_few_areas"})
    assert set(told["benchmark_kind"].dropna()) == ({"visible_regions"} if is_compared else set())
    assert told["p_value"].notna().all() == told["benchmark"].notna().all() == is_compared
    assert set(result.tail(areas - shown)["reason"]) == {"hidden"}


def test_a_partial_year_is_not_compared(counts: Make, people: Make) -> None:
    frame = counts(
        {"region_code": "32.01", "period_end": datetime.date(2022, 8, 31)},
        {"region_code": "32.02", "period_end": datetime.date(2022, 8, 31)},
    )
    assert compared(frame, people(*PEOPLE)).empty


def test_without_population_the_reason_is_said(counts: Make, people: Make) -> None:
    frame = counts({"region_code": "32.01"}, {"region_code": "32.02"})
    result = compared(frame, people(("33.01", 2022, 5.0)))
    assert result["reason"].tolist() == ["no_denominator"] * 2


def test_an_area_alone_has_nobody_to_be_compared_with(counts: Make, people: Make) -> None:
    assert compared(counts({"region_code": "32.01"}), people(*PEOPLE)).empty
