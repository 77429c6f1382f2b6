from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from indicators import neighbours

PLACES = (Path(__file__).resolve().parents[2].parent / "shared/vectors",)


def rows_of(name: str) -> list[dict[str, str]]:
    for place in PLACES:
        if (place / name).exists():
            with (place / name).open(encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))
    pytest.skip(f"{name} not beside the project")


FOUR = pd.DataFrame(
    {"desa": [10.0, 10.0, 30.0, 30.0], "miskin": [5.0, 9.0, 5.0, 9.5]},
    index=["32.01", "32.02", "32.03", "32.04"],
)


def test_distances() -> None:
    inputs = rows_of("ours_neighbours_inputs.csv")
    areas = pd.DataFrame(
        [{name: float(row[name]) for name in ("var1", "var2", "var3")} for row in inputs],
        index=[row["area_id"] for row in inputs],
    )
    found = neighbours.neighbours(areas, how_many=3)
    told = rows_of("ours_neighbours_expected.csv")
    assert [(row["area_id"], row["neighbour_id"]) for row in told] == list(
        zip(found["region_code"], found["neighbour_code"], strict=True)
    )
    assert [int(row["neighbour_rank"]) for row in told] == list(found["neighbour_rank"])
    distance = [float(row["distance_population_sd"]) for row in told]
    np.testing.assert_allclose(found["distance"], distance, rtol=1e-9)


def test_why_two_areas_are_alike() -> None:
    # z of desa: -1 or 1; of miskin: about -0.99 (5.0), 0.88 (9.0) and 1.11 (9.5)
    found = neighbours.neighbours(FOUR).set_index(["region_code", "neighbour_code"])
    same_village = found.loc[("32.01", "32.02")]
    assert (same_village["alike"], same_village["apart"]) == ("desa", "miskin")
    assert same_village["neighbour_rank"] == 1
    other = found.loc[("32.02", "32.04")]
    assert (other["alike"], other["apart"]) == ("miskin", "desa")
    nothing = found.loc[("32.01", "32.04")]
    assert (nothing["alike"], nothing["apart"]) == ("", "miskin; desa")


def test_contributions_sum_to_one() -> None:
    found = neighbours.neighbours(FOUR)
    parts = neighbours.contributions(FOUR, found)
    assert list(parts.columns) == list(neighbours.CONTRIBUTIONS)
    sums = parts.groupby(["region_code", "neighbour_code"])["share"].sum()
    np.testing.assert_allclose(sums, 1.0)
    one = parts[(parts["region_code"] == "32.01") & (parts["neighbour_code"] == "32.02")]
    assert list(one["share"]) == [0.0, 1.0]
    assert list(one["neighbour_value"]) == [10.0, 9.0]


def test_far_values_are_clipped() -> None:
    areas = pd.DataFrame({"a": [0.0] * 20 + [1000.0]}, index=[f"{n:02}" for n in range(21)])
    assert neighbours.standardised(areas)["a"].max() == 3


def test_a_variable_that_is_the_same_everywhere() -> None:
    same = FOUR.assign(tetap=1.0)
    plain, more = neighbours.neighbours(FOUR), neighbours.neighbours(same)
    np.testing.assert_allclose(plain["distance"], more["distance"])


def test_an_area_that_lacks_a_variable() -> None:
    areas = FOUR.copy()
    areas.loc["32.05"] = [np.nan, 4.0]
    found = neighbours.neighbours(areas)
    assert "32.05" not in set(found["region_code"]) | set(found["neighbour_code"])
    assert len(found) == 12


def test_one_area_has_no_neighbour() -> None:
    assert neighbours.neighbours(FOUR.iloc[:1]).empty


def test_what_is_compared_is_no_variable() -> None:
    with pytest.raises(ValueError, match="miskin"):
        neighbours.neighbours(FOUR, compared=["miskin"])
    with pytest.raises(ValueError, match="one row"):
        neighbours.neighbours(pd.concat([FOUR, FOUR]))


def test_group_rate_is_pooled() -> None:
    found = neighbours.neighbours(FOUR)
    counts = pd.DataFrame(
        {
            "region_code": ["32.01", "32.02", "32.03", "32.04"],
            "value": [1.0, 30.0, np.nan, 10.0],
            "denominator": [1e4, 1e6, 1e5, np.nan],
        }
    )
    rates = neighbours.group_rates(found, counts).set_index("region_code")
    # neighbours of 32.03 are the other three; 32.04 has no people: (1 + 30) / 1.01 million
    assert rates.loc["32.03", "rate"] == pytest.approx(31 / 1.01e6 * 1e5)
    assert (rates.loc["32.03", "areas_used"], rates.loc["32.03", "areas"]) == (2, 3)
    nothing = neighbours.group_rates(found, counts.assign(value=np.nan))
    assert nothing["rate"].isna().all()


def test_no_area_at_all() -> None:
    found = neighbours.neighbours(FOUR.iloc[:0])
    assert list(found.columns) == list(neighbours.COLUMNS)
    assert neighbours.contributions(FOUR, found).empty
    counts = pd.DataFrame(columns=["region_code", "value", "denominator"])
    assert neighbours.group_rates(found, counts).empty
