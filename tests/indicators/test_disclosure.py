from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators import codes
from indicators.attack import WIDTH, attack
from indicators.disclosure import DisclosureError, Protection, protect
from indicators.regions import load_registry
from indicators.tables import CASE_COUNT

Make = Callable[..., pd.DataFrame]
K = 4
CHILDREN = {
    region.code: [child.code for child in load_registry().children(region.code)]
    for region in load_registry().all()
    if region.kind in ("negara", "provinsi")
}
KALTENG_2023 = {
    "62.01": 84, "62.02": 34, "62.03": 45, "62.04": 21, "62.05": 13, "62.06": 15, "62.07": 3,
    "62.08": 12, "62.09": 0, "62.10": 4, "62.11": 16, "62.12": 7, "62.13": 6, "62.71": 34,
    "62": 294,
}  # fmt: skip
"""Reported cases, women and children, 1 January to 22 November 2023."""


def frame_of(rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    plain = {
        **dict.fromkeys(CASE_COUNT.column_names, ""),
        **dict.fromkeys(codes.CASE_BREAKDOWNS, codes.ALL),
        "period_start": datetime.date(2022, 1, 1), "period_end": datetime.date(2022, 12, 31),
        "unit": "korban", "group": "anak", "publication_id": "p", "hidden": "no",
    }  # fmt: skip
    return pd.DataFrame([{**plain, **row} for row in rows]).astype({"value": float})


def widths(
    frame: pd.DataFrame, children: Mapping[str, Sequence[str]], protection: Protection | None = None
) -> pd.Series:
    """Width of the interval of each hidden count, by row and attacker."""
    relations = protection.relations if protection else ()
    found = attack(frame, K, children, relations=relations)
    found["width"] = found["maximum"] - found["minimum"]
    return found.set_index(["row", "attacker"])["width"]


def small_only(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with small counts hidden and nothing else: suppression switched off."""
    small = frame["value"].between(1, K) & (frame["region_code"] != "00")
    return frame.assign(
        value=frame["value"].mask(small), hidden=np.where(small, "primary", frame["hidden"])
    )


def assert_safe(
    frame: pd.DataFrame, protection: Protection, children: Mapping[str, Sequence[str]]
) -> None:
    public = protection.frame
    hidden = public["hidden"] != "no"
    small = frame["value"].between(1, K) & (frame["region_code"] != "00")
    assert hidden[small].all()
    assert (public["value"].isna() == (hidden | frame["value"].isna())).all()
    assert not hidden[frame["value"] == 0].any()
    shown = ~public["value"].isna()
    assert public["value"][shown].tolist() == frame["value"][shown].tolist()
    assert (frame.loc[public["hidden"] == "primary", "value"] <= K).all()
    assert (public["hidden"] == "primary").sum() == protection.primary
    assert (public["hidden"] == "secondary").sum() == protection.secondary
    if hidden.any():
        assert widths(public, children, protection).min() >= WIDTH
    assert protection.needless == 0


def hidden_regions(frame: pd.DataFrame, protection: Protection) -> set[str]:
    return set(frame.loc[protection.frame["hidden"] != "no", "region_code"])


def kalteng() -> pd.DataFrame:
    return frame_of(
        [
            {"region_code": code, "value": value, "unit": "kasus", "group": "perempuan_dan_anak"}
            for code, value in KALTENG_2023.items()
        ]
    )


def test_two_regencies_cannot_be_taken_from_the_province_total() -> None:
    frame = kalteng()
    unprotected = widths(small_only(frame), CHILDREN)
    assert unprotected.xs(3, level="attacker").max() < WIDTH
    protection = protect(frame, K, CHILDREN)
    assert_safe(frame, protection, CHILDREN)
    assert hidden_regions(frame, protection) == {"62.07", "62.10", "62.13"}
    assert (protection.primary, protection.secondary) == (2, 1)


def test_nothing_is_hidden_where_nothing_is_small(counts: Make) -> None:
    frame = counts({"value": 10}, {"sex": "laki_laki", "value": 0}, {"sex": "perempuan"})
    protection = protect(frame, K, {})
    pd.testing.assert_frame_equal(protection.frame, frame)
    assert (protection.primary, protection.secondary) == (0, 0)


def test_the_country_is_no_area_and_its_small_counts_stay(counts: Make) -> None:
    frame = counts({"region_code": "00", "value": 2}, {"region_code": "32", "value": 3})
    assert protect(frame, K, {}).frame["hidden"].tolist() == ["no", "primary"]


def test_one_small_count_beside_its_total_takes_one_other_with_it(counts: Make) -> None:
    frame = counts(
        {"value": 18}, {"sex": "laki_laki", "value": 2}, {"sex": "perempuan", "value": 16}
    )
    assert protect(frame, K, {}).frame["hidden"].tolist() == ["no", "primary", "secondary"]


def test_a_small_total_over_two_small_parts_carries_the_second_mark(counts: Make) -> None:
    frame = counts({"value": 3}, {"sex": "laki_laki", "value": 1}, {"sex": "perempuan", "value": 2})
    protection = protect(frame, K, {})
    assert protection.frame["hidden"].tolist() == ["secondary", "primary", "primary"]
    assert_safe(frame, protection, {})
    truthful = protection.frame.assign(hidden="primary")
    assert widths(truthful, {}).xs(3, level="attacker").min() == 2


def test_a_small_total_that_is_one_small_part_keeps_the_first_mark(counts: Make) -> None:
    frame = counts({"value": 3}, {"sex": "laki_laki", "value": 0}, {"sex": "perempuan", "value": 3})
    protection = protect(frame, K, {})
    assert protection.frame["hidden"].tolist() == ["primary", "no", "primary"]
    assert_safe(frame, protection, {})


@pytest.mark.parametrize(("other", "mark"), [(3, "primary"), (7, "secondary"), (8, "no")])
def test_a_second_publication_with_nearly_the_same_value_is_hidden_too(
    counts: Make, other: float, mark: str
) -> None:
    frame = counts({"value": 3}, {"value": other, "publication_id": "q"})
    assert protect(frame, K, {}).frame["hidden"].tolist() == ["primary", mark]


def test_a_count_hidden_for_another_is_hidden_in_the_other_publication_as_well(
    counts: Make,
) -> None:
    frame = counts(
        {"value": 18},
        {"sex": "laki_laki", "value": 2},
        {"sex": "perempuan", "value": 16},
        {"sex": "perempuan", "value": 16, "publication_id": "q"},
        {"value": 40, "publication_id": "q"},
    )
    protection = protect(frame, K, {})
    assert_safe(frame, protection, {})
    marks = protection.frame["hidden"].tolist()
    assert marks[2] == marks[3]


def test_a_half_year_and_its_year_do_not_give_the_other_half(counts: Make) -> None:
    first = {"period_end": datetime.date(2022, 6, 30), "value": 12}
    second = {"period_start": datetime.date(2022, 7, 1), "value": 2}
    frame = counts({"value": 14}, first, second)
    protection = protect(frame, K, {})
    assert_safe(frame, protection, {})
    assert protection.secondary == 1


def test_the_men_among_women_and_children_are_not_the_difference(counts: Make) -> None:
    frame = counts(
        {"group": "perempuan_dan_anak", "value": 449},
        {"sex": "perempuan", "value": 219},
        {"sex": "laki_laki", "value": 73},
        {"group": "perempuan", "value": 154},
        {"group": "dewasa", "sex": "laki_laki", "value": 3},
    )
    assert widths(small_only(frame), {}).max() == 0
    assert_safe(frame, protect(frame, K, {}), {})


def test_cases_do_not_give_the_victims_of_one_sex(counts: Make) -> None:
    frame = counts(
        {"unit": "kasus", "value": 18},
        {"sex": "perempuan", "value": 16},
        {"sex": "laki_laki", "value": 2},
    )
    protection = protect(frame, K, {})
    assert_safe(frame, protection, {})
    assert protection.secondary == 1


def test_a_list_that_adds_up_without_a_regency_is_taken_as_whole(counts: Make) -> None:
    frame = counts(
        {"region_code": "32", "value": 30},
        {"region_code": "32.01", "value": 3},
        {"region_code": "32.02", "value": 27},
    )
    protection = protect(frame, K, {"32": ["32.01", "32.02", "32.03"]})
    assert protection.frame["hidden"].tolist() == ["no", "primary", "secondary"]


def test_figures_that_contradict_each_other_are_protected_all_the_same(counts: Make) -> None:
    frame = counts(
        {"value": 20}, {"sex": "laki_laki", "value": 3}, {"sex": "perempuan", "value": 18}
    )
    assert_safe(frame, protect(frame, K, {}), {})


def test_not_reported_stays_not_reported(counts: Make) -> None:
    frame = counts(
        {"value": 9}, {"region_code": "32.02", "value": np.nan, "status": "not_reported"}
    )
    protection = protect(frame, K, {})
    assert protection.frame["hidden"].tolist() == ["no", "no"]


def test_an_empty_frame_is_safe(counts: Make) -> None:
    empty = counts({}).iloc[:0]
    assert protect(empty, K, {}).frame.empty


def test_a_larger_k_hides_more(counts: Make) -> None:
    frame = counts({"value": 9})
    assert protect(frame, 8, {}).frame["hidden"].tolist() == ["no"]
    assert protect(frame, 10, {}).frame["hidden"].tolist() == ["primary"]


@pytest.mark.parametrize(
    ("rows", "k", "message"),
    [
        ([{}], 3, "k is 3"),
        ([{}, {}], K, "repeated keys: 32.01"),
        ([{"value": -2.0}], K, "negative or not whole"),
        ([{"value": 7.5}], K, "negative or not whole"),
    ],
)
def test_what_cannot_be_protected_is_refused_without_naming_values(
    counts: Make, rows: list[dict[str, object]], k: int, message: str
) -> None:
    with pytest.raises(DisclosureError, match=message) as refused:
        protect(counts(*rows), k, {})
    assert "7.5" not in str(refused.value)


@st.composite
def linked_tables(draw: st.DrawFn) -> tuple[pd.DataFrame, dict[str, list[str]]]:
    """Regions by sex, some by age too, with or without the totals; small and larger counts."""
    regions = [f"32.{number:02d}" for number in range(1, draw(st.integers(2, 4)) + 1)]
    bands = draw(st.sampled_from([(), codes.CHILD_AGE_BANDS]))
    largest = draw(st.sampled_from([3, 9, 30]))
    shape = (len(regions), 2, max(len(bands), 1))
    size = int(np.prod(shape))
    inner = np.array(draw(st.lists(st.integers(0, largest), min_size=size, max_size=size)))
    table = inner.reshape(shape)
    for axis in range(3):
        table = np.concatenate([table.sum(axis=axis, keepdims=True), table], axis=axis)
    kept = draw(st.sampled_from(["everything", "no province", "no sexes in regions"]))
    rows = [
        {"region_code": region, "sex": sex, "age_band": band, "value": table[i, j, n]}
        for i, region in enumerate(["32", *regions])
        for j, sex in enumerate(codes.SEXES)
        for n, band in enumerate([codes.ALL, *bands])
        if not (kept == "no province" and i == 0)
        and not (kept == "no sexes in regions" and i > 0 and j > 0)
    ]
    return frame_of(rows), {"32": regions}


@settings(max_examples=25, deadline=None, derandomize=True)
@given(linked_tables())
def test_no_linked_table_gives_a_small_count_back(
    table: tuple[pd.DataFrame, dict[str, list[str]]],
) -> None:
    frame, children = table
    before = frame.copy()
    protection = protect(frame, K, children)
    assert_safe(frame, protection, children)
    pd.testing.assert_frame_equal(frame, before)
    pd.testing.assert_frame_equal(protect(frame, K, children).frame, protection.frame)
    pd.testing.assert_frame_equal(protect(protection.frame, K, children).frame, protection.frame)


@settings(max_examples=6, deadline=None, derandomize=True)
@given(linked_tables())
def test_no_further_count_could_be_shown(
    table: tuple[pd.DataFrame, dict[str, list[str]]],
) -> None:
    frame, children = table
    protection = protect(frame, K, children)
    assert spare(frame, protection, children) == []


def spare(
    frame: pd.DataFrame, protection: Protection, children: Mapping[str, Sequence[str]]
) -> list[int]:
    """Rows above k that could be shown again without anything becoming unsafe."""
    found = []
    for row in np.flatnonzero((protection.frame["hidden"] != "no") & (frame["value"] > K)):
        trial = protection.frame.copy()
        trial.loc[row, ["value", "hidden"]] = [frame["value"].iloc[row], "no"]
        if widths(trial, children, protection).min() >= WIDTH:
            found.append(int(row))
    return found
