"""A province at a glance: heat map, shared weaknesses, mentors."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from indicators import recap

REGIONS = pd.DataFrame(
    [("32.01", "32", "kabupaten", False), ("32.02", "32", "kabupaten", False),
     ("32.71", "32", "kota", False), ("99.01", "99", "kabupaten", True), ("32", "00", "provinsi",
     False)],
    columns=["region_code", "parent_code", "kind", "is_example"],
)  # fmt: skip
NEAR = pd.DataFrame(
    [("32.01", "32.71"), ("32.01", "32.02")], columns=["region_code", "neighbour_code"]
)


ITEMS = pd.DataFrame(
    [("kla_2024", "indicator", "klaster_1", "4", "semua", "Akta kelahiran"),
     ("kla_2022", "indicator", "klaster_1", "5", "semua", "Akta Kelahiran "),
     ("kla_2022", "indicator", "klaster_1", "4", "semua", "Informasi layak anak")],
    columns=["instrument_id", "level", "block", "indicator", "question", "title"],
)  # fmt: skip


def level(region: str, year: int, chosen: float, **more: object) -> dict[str, object]:
    return {
        "region_code": region, "instrument_id": "kla_2024", "stage": "mandiri",
        "printed_year": year, "publication_id": "a", "level": "indicator", "block": "klaster_1",
        "indicator": "4", "chosen": chosen, "why_chosen": "printed", "max_score": 20.0,
        "source_sha256": "x", "sheet": "Data", "cell": "E4", "cells_below": "E5:E9", **more,
    }  # fmt: skip


def told(*rows: dict[str, object], award: dict[int, int] | None = None) -> pd.DataFrame:
    levels = pd.DataFrame(rows)
    key = ["region_code", "instrument_id", "printed_year", "stage", "publication_id"]
    summaries = levels[key].drop_duplicates()
    summaries["award_year"] = summaries["printed_year"].map(award or {}).astype("Int64")
    return recap.heat(levels, summaries, REGIONS)


def values(frame: pd.DataFrame, *columns: str) -> list[list[Any]]:
    return frame[list(columns)].values.tolist()


class TestHeat:
    def test_percent_of_the_maximum_without_examples_and_totals(self) -> None:
        rows = told(level("32.01", 2024, 5), level("99.01", 2024, 9),
                    level("32.02", 2024, 9, level="total"))  # fmt: skip
        assert values(rows, "region_code", "percent", "is_weak") == [["32.01", 25.0, True]]

    def test_years_that_lead_to_one_award_are_one_cycle(self) -> None:
        rows = told(
            level("32.01", 2024, 5), level("32.02", 2025, 9), award={2024: 2025, 2025: 2025}
        )
        assert values(rows, "cycle_year", "printed_year") == [[2025, 2024], [2025, 2025]]
        assert told(level("32.01", 2024, 5))["cycle_year"].tolist() == [2024]

    def test_two_evaluations_of_one_cycle_are_never_mixed(self) -> None:
        rows = told(
            level("32.01", 2024, 5), level("32.01", 2024, 6, indicator="5"),
            level("32.01", 2024, 7, publication_id="b", indicator="6"),
        )  # fmt: skip
        assert values(rows, "indicator", "publication_id") == [["4", "a"], ["5", "a"]]
        later = told(level("32.01", 2024, 5), level("32.01", 2025, 9, publication_id="b"),
                     award={2024: 2025, 2025: 2025})  # fmt: skip
        assert values(later, "score", "printed_year") == [[9.0, 2025]]

    def test_a_sum_says_the_cells_it_was_made_from(self) -> None:
        rows = told(level("32.01", 2024, 5, cell=None, why_chosen="summed"))
        assert values(rows, "cell", "why_chosen") == [["E5:E9", "summed"]]

    def test_no_scores_no_rows(self) -> None:
        nothing = told(level("99.01", 2024, 5))
        assert nothing.empty
        assert recap.weaknesses(nothing, REGIONS).empty
        assert recap.mentors(nothing, NEAR, ITEMS).empty


class TestWeaknesses:
    def test_from_sums_over_the_regions_with_a_score(self) -> None:
        rows = told(level("32.01", 2024, 5), level("32.02", 2024, 15),
                    level("32.01", 2024, 19, indicator="5"),
                    level("32.02", 2024, 18, indicator="5"))  # fmt: skip
        found = recap.weaknesses(rows, REGIONS)
        assert values(found, "indicator", "open", "percent", "weak_regions") == [
            ["4", 20.0, 50.0, 1], ["5", 3.0, 92.5, 0]]  # fmt: skip
        assert found["regions"].tolist() == [2, 2]
        assert found["regencies"].tolist() == [3, 3]

    def test_stages_and_cycles_stay_apart(self) -> None:
        rows = told(level("32.01", 2024, 5), level("32.02", 2024, 15, stage="akhir"),
                    level("32.71", 2022, 15))  # fmt: skip
        assert recap.weaknesses(rows, REGIONS)["regions"].tolist() == [1, 1, 1]

    def test_a_score_above_its_maximum_opens_nothing_back(self) -> None:
        rows = told(level("32.01", 2024, 25), level("32.02", 2024, 15))
        assert recap.weaknesses(rows, REGIONS)["open"].tolist() == [5.0]


class TestMentors:
    def test_a_mentor_improved_and_is_strong(self) -> None:
        rows = told(level("32.01", 2024, 5), level("32.02", 2023, 4), level("32.02", 2024, 18),
                    level("32.71", 2023, 19), level("32.71", 2024, 20))  # fmt: skip
        found = recap.mentors(rows, NEAR, ITEMS)
        assert values(found, "region_code", "mentor_code", "is_alike") == [["32.01", "32.02", True]]
        assert found["mentor_gain"].tolist() == pytest.approx([70])
        assert values(found, "before_year", "mentor_before", "mentor_percent") == [
            [2023, 20.0, 90.0]]  # fmt: skip

    def test_an_item_is_known_by_its_name_where_forms_number_it_differently(self) -> None:
        old = {"instrument_id": "kla_2022"}
        rows = told(level("32.01", 2024, 5), level("32.02", 2024, 18),
                    level("32.02", 2022, 4, indicator="5", **old),
                    level("32.02", 2022, 17, **old))  # fmt: skip
        found = recap.mentors(rows, NEAR, ITEMS)
        assert values(found, "indicator", "mentor_code", "mentor_before") == [["4", "32.02", 20.0]]

    def test_who_is_alike_comes_before_who_gained_more(self) -> None:
        rows = told(level("32.01", 2024, 5), level("32.02", 2023, 4), level("32.02", 2024, 18),
                    level("32.71", 2023, 15), level("32.71", 2024, 18))  # fmt: skip
        assert recap.mentors(rows, NEAR.iloc[:1], ITEMS)["mentor_code"].tolist() == ["32.71"]
        unlike = recap.mentors(rows, NEAR.iloc[:0], ITEMS)
        assert values(unlike, "mentor_code", "is_alike") == [["32.02", False]]

    @pytest.mark.parametrize(
        "able",
        [
            (level("32.02", 2023, 2), level("32.02", 2024, 9)),
            (level("32.02", 2023, 18), level("32.02", 2024, 18)),
            (level("32.02", 2022, 4), level("32.02", 2023, 18)),
            (level("32.02", 2023, 4, stage="akhir"), level("32.02", 2024, 18)),
            (level("32.02", 2024, 18),),
        ],
        ids=["still weak", "not improved", "older cycle", "another stage", "one cycle"],
    )
    def test_who_is_none(self, able: tuple[dict[str, object], ...]) -> None:
        assert recap.mentors(told(level("32.01", 2024, 5), *able), NEAR, ITEMS).empty
