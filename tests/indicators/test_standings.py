"""p, funnel and rank of areas beside their comparison with the rest of the province."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from indicators import benchmark, funnel, measures, multiple, ranks
from indicators.tables import COMPARISON, DECISION, FUNNEL

Make = Callable[..., pd.DataFrame]
COUNTS = (12, 30, 55, 9, 80, 41)
PEOPLE = (2e5, 3e5, 9e5, 4e5, 8e5, 5e5)
AREAS = [f"32.{n:02d}" for n in range(1, 7)]
REGIONS = pd.DataFrame(
    [
        ("00", "negara", None, False),
        ("32", "provinsi", "00", False),
        ("33", "provinsi", "00", False),
        *((code, "kabupaten", "32", False) for code in AREAS),
        ("99", "provinsi", None, True),
        ("99.01", "kabupaten", "99", True),
        ("99.02", "kabupaten", "99", True),
    ],
    columns=["region_code", "kind", "parent_code", "is_example"],
)
SPREAD = pd.DataFrame(
    [("32", "korban_anak", 0.04, 0.0001)],
    columns=["parent_code", "measure_id", "cv2", "cv2_variance"],
)


@dataclass(frozen=True)
class Selection:
    unit: str = "korban"
    group: str = "anak"
    sex: str = "semua"
    violence_type: str = "semua"


@pytest.fixture
def compared(
    counts: Make, people: Make, published: Make
) -> Callable[..., tuple[pd.DataFrame, ...]]:
    """comparison (by region) and funnel of one year of counts and people by region."""

    def make(
        told: dict[str, float | None],
        living: dict[str, float],
        spread: pd.DataFrame = benchmark.NO_DISPERSION,
    ) -> tuple[pd.DataFrame, ...]:
        rows = [
            {"region_code": code, "value": n, "hidden": "primary" if n is None else "no"}
            for code, n in told.items()
        ]
        frame = counts(*rows).astype({"value": float})
        values = measures.case_values(
            frame, {"korban_anak": Selection()}, people(*((c, 2022, n) for c, n in living.items()))
        )
        none = pd.DataFrame(columns=list(DECISION.column_names))
        values = measures.complete(values, published(p="official"), none)
        table, spreads = benchmark.comparisons(values, REGIONS, spread)
        assert list(table.columns) == list(COMPARISON.column_names)
        assert list(spreads.columns) == list(FUNNEL.column_names)
        return table.set_index("region_code"), spreads

    return make


Compared = Callable[..., tuple[pd.DataFrame, ...]]
WHOLE = dict(zip(AREAS, COUNTS, strict=True))
LIVING = dict(zip(AREAS, PEOPLE, strict=True))


def test_an_area_stands_in_the_funnel_of_its_province(compared: Compared) -> None:
    found, spreads = compared(WHOLE, LIVING)
    areas = pd.DataFrame({"value": COUNTS, "denominator": PEOPLE})
    alone, over = funnel.funnel(areas, consistent=True)
    assert found["expected"].tolist() == pytest.approx(alone["expected"].tolist())
    assert found["funnel_lower998"].tolist() == pytest.approx(alone["lower998"].tolist())
    assert found["funnel_upper95"].tolist() == pytest.approx(alone["upper95"].tolist())
    assert found["funnel_level"].tolist() == alone["level"].tolist()
    row = spreads.iloc[0]
    assert (row["areas"], row["denominator_kind"], row["cv2_source"]) == (6, "penduduk", "none")
    assert row["baseline"] == pytest.approx(sum(COUNTS) / sum(PEOPLE) * 1e5)
    assert (row["phi"], row["tau2"]) == pytest.approx((over.phi, over.tau2))
    assert np.isnan(row["cv2"])


def test_p_is_that_of_the_area_against_the_rest_and_is_adjusted_together(
    compared: Compared,
) -> None:
    found, _ = compared(WHOLE, LIVING)
    counts, people = np.array(COUNTS, dtype=float), np.array(PEOPLE)
    p = multiple.p_against_rest(counts, people, counts.sum() - counts, people.sum() - people)
    assert found["p_value"].tolist() == pytest.approx(p.tolist())
    assert found["p_adjusted"].tolist() == pytest.approx(multiple.benjamini_hochberg(p).tolist())
    assert set(found["compared"]) == {6}
    wide, _ = compared(WHOLE, LIVING, SPREAD)
    assert wide["is_marked"].tolist() == (wide["p_adjusted"] <= 0.05).tolist()
    assert (wide["p_value"] >= found["p_value"]).all()
    assert (wide["p_value"] > found["p_value"]).any()


def test_a_mark_on_the_overview_is_never_a_similar_area(compared: Compared) -> None:
    for spread in (benchmark.NO_DISPERSION, SPREAD):
        found, _ = compared(WHOLE, LIVING, spread)
        assert "similar" not in set(found.loc[found["is_marked"], "verdict"])


def test_nothing_is_marked_where_the_spread_between_years_is_not_known(
    compared: Compared,
) -> None:
    found, _ = compared(WHOLE, LIVING)
    assert (found["p_adjusted"] <= 0.05).any()
    assert not found["is_marked"].any()
    small = benchmark.NO_DISPERSION.copy()
    small.loc[0] = ["32", "korban_anak", 0.0, 0.0001]
    known, _ = compared(WHOLE, LIVING, small)
    assert known["p_value"].tolist() == pytest.approx(found["p_value"].tolist())
    assert known["is_marked"].sum() == (found["p_adjusted"] <= 0.05).sum()


def test_the_funnel_stands_around_what_the_area_is_compared_with(compared: Compared) -> None:
    """The province counts 400 where its areas shown count 227: both say so of an area."""
    told = {**WHOLE, "32": 400.0}
    found, spreads = compared(told, {**LIVING, "32": sum(PEOPLE)}, SPREAD)
    assert set(found["benchmark_kind"]) == {"province"}
    assert spreads["baseline"].tolist() == pytest.approx([400 / sum(PEOPLE) * 1e5])
    assert spreads["baseline"].iloc[0] == pytest.approx(found["benchmark"].iloc[0])
    assert found["expected"].sum() == pytest.approx(400)
    told["32.04"], told["32"] = None, None
    hidden, spreads = compared(told, {**LIVING, "32": sum(PEOPLE)}, SPREAD)
    assert set(hidden["benchmark_kind"]) == {"visible_regions"}
    assert spreads["baseline"].iloc[0] == pytest.approx(hidden["benchmark"].iloc[0])
    assert hidden["expected"].sum() == pytest.approx(sum(COUNTS) - COUNTS[3])


def test_fewer_than_five_areas_make_no_funnel(compared: Compared) -> None:
    for number in (2, 4, 5):
        some = {code: WHOLE[code] for code in AREAS[:number]}
        found, spreads = compared({**some, "32": 400.0}, {**LIVING, "32": sum(PEOPLE)}, SPREAD)
        assert len(found) == number
        assert "not_compared" not in set(found["verdict"])
        assert len(spreads) == (number == 5)
        assert found["funnel_level"].notna().all() == (number == 5)
        assert found[["expected", "funnel_lower95"]].notna().all(axis=None) == (number == 5)


def test_areas_are_ranked_where_the_spread_between_years_is_known(compared: Compared) -> None:
    found, spreads = compared(WHOLE, LIVING, SPREAD)
    alone = ranks.rank_intervals(COUNTS, PEOPLE, 0.04, 0.0001)
    assert found["rank"].tolist() == alone.rank.tolist()
    assert found["rank_lower"].tolist() == alone.lower.tolist()
    assert found["rank_upper"].tolist() == alone.upper.tolist()
    assert found["rank_group"].tolist() == ranks.groups(alone).tolist()
    assert (spreads["cv2"].iloc[0], spreads["cv2_source"].iloc[0]) == (0.04, "trend")
    without, _ = compared(WHOLE, LIVING)
    assert without["rank"].isna().all()
    assert set(without["rank_group"]) == {"not_ranked"}


def test_a_hidden_area_has_no_place_and_the_others_are_placed_without_it(
    compared: Compared,
) -> None:
    found, spreads = compared({**WHOLE, "32.04": None}, LIVING, SPREAD)
    numbers = ["p_value", "p_adjusted", "expected", "funnel_upper95", "rank", "rank_lower"]
    hidden = found.loc["32.04"]
    assert hidden[numbers].isna().all()
    assert (hidden["rank_group"], hidden["funnel_level"]) == ("not_ranked", None)
    others = found.drop("32.04")
    assert sorted(others["rank"]) == [1, 1, 3, 4, 5]  # two have the same rate
    assert set(others["compared"]) == {5}
    assert spreads["areas"].tolist() == [5]
    without, _ = compared({c: n for c, n in WHOLE.items() if c != "32.04"}, LIVING, SPREAD)
    pd.testing.assert_frame_equal(others, without)


def test_when_all_are_hidden_nothing_is_said(compared: Compared) -> None:
    found, spreads = compared(dict.fromkeys(AREAS), LIVING, SPREAD)
    assert set(found["reason"]) == {"hidden"}
    assert set(found["verdict"]) == {"not_compared"}
    assert spreads.empty
    assert found[["p_value", "rank", "expected", "benchmark"]].isna().all(axis=None)


def test_without_people_or_without_events(compared: Compared) -> None:
    found, spreads = compared(WHOLE, {**LIVING, "32.01": 0.0}, SPREAD)
    assert found.loc["32.01", "reason"] == "no_denominator"
    assert found.loc["32.01", "rank_group"] == "not_ranked"
    assert spreads["areas"].tolist() == [5]
    none, spreads = compared(dict.fromkeys(AREAS, 0.0), LIVING, SPREAD)
    assert none["p_value"].isna().all()
    assert set(none["funnel_level"]) == {"not_compared"}
    assert set(none["rank"]) == {1.0}
    assert set(none["rank_group"]) == {"between"}
    assert spreads["baseline"].isna().tolist() == [True]


def test_provinces_are_compared_with_the_rest_of_the_nation(compared: Compared) -> None:
    told = {"32": 900.0, "33": 500.0, "00": 1400.0}
    found, _ = compared(told, {"32": 4e7, "33": 3.5e7, "00": 7.5e7})
    assert found.loc["32", "benchmark"] == pytest.approx(1400 / 7.5e7 * 1e5)
    assert found["benchmark_kind"].tolist() == ["nation", "nation"]
    assert found["verdict"].to_dict() == {"32": "far_higher", "33": "far_lower"}


def test_example_regions_keep_their_verdict_and_take_no_place(compared: Compared) -> None:
    told = {**WHOLE, "99.01": 300.0, "99.02": 10.0}
    found, spreads = compared(told, {**LIVING, "99.01": 1e5, "99.02": 1e5}, SPREAD)
    assert found.loc["99.01", "verdict"] == "far_higher"
    examples = found.loc[["99.01", "99.02"]]
    assert examples[["p_value", "expected", "rank"]].isna().all(axis=None)
    assert set(examples["rank_group"]) == {"not_ranked"}
    assert spreads["parent_code"].tolist() == ["32"]
    without, _ = compared(WHOLE, LIVING, SPREAD)
    pd.testing.assert_frame_equal(found.drop(examples.index), without)
