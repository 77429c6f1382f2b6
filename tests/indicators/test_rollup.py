from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from indicators import rollup

Make = Callable[..., pd.DataFrame]
CHILDREN = {"00": ["32"], "32": ["32.01", "32.71"]}


def derived(frame: pd.DataFrame) -> dict[tuple[str, str, str], float]:
    rows = frame[frame["is_derived"]]
    return {
        (row["region_code"], row["sex"], row["age_band"]): row["value"]
        for row in rows.to_dict("records")
    }


def test_sexes_ages_and_regions_are_added_up_from_full_sets(counts: Make) -> None:
    rows = [
        {"region_code": region, "sex": sex, "age_band": band, "value": value}
        for region, base in (("32.01", 1), ("32.71", 100))
        for sex, step in (("laki_laki", 0), ("perempuan", 10))
        for band, value in (("0-5", base + step), ("6-12", base), ("13-17", base))
    ]
    totals = derived(rollup.roll_up_counts(counts(*rows), CHILDREN))
    assert totals["32.01", "laki_laki", "semua"] == 3
    assert totals["32.01", "perempuan", "semua"] == 13
    assert totals["32.01", "semua", "0-5"] == 12
    assert totals["32.01", "semua", "semua"] == 16
    assert totals["32", "semua", "semua"] == 16 + 610
    assert totals["00", "perempuan", "6-12"] == 101


def test_a_missing_part_gives_no_total(counts: Make) -> None:
    frame = counts(
        {"region_code": "32.01", "sex": "laki_laki"},
        {"region_code": "32.71", "sex": "laki_laki"},
        {"region_code": "32.71", "sex": "perempuan", "value": np.nan, "status": "not_reported"},
    )
    totals = derived(rollup.roll_up_counts(frame, CHILDREN))
    assert totals == {("32", "laki_laki", "semua"): 20, ("00", "laki_laki", "semua"): 20}


def test_a_printed_total_stays_as_it_is_printed(counts: Make) -> None:
    frame = counts(
        {"region_code": "32.01"},
        {"region_code": "32.71"},
        {"region_code": "32", "value": 21, "is_source_total": True},
    )
    result = rollup.roll_up_counts(frame, CHILDREN)
    province = result[result["region_code"] == "32"]
    assert province["value"].tolist() == [21]


def test_types_of_violence_are_never_added_up(counts: Make) -> None:
    frame = counts(
        {"unit": "jenis", "violence_type": "fisik"}, {"unit": "jenis", "violence_type": "psikis"}
    )
    assert len(rollup.roll_up_counts(frame, {"00": [], "32": ["32.01", "32.71"]})) == 2


def test_two_publications_and_two_periods_are_never_mixed(counts: Make) -> None:
    frame = counts(
        {"region_code": "32.01", "publication_id": "p"},
        {"region_code": "32.71", "publication_id": "r"},
        {"region_code": "32.71", "publication_id": "p", "year": 2021},
    )
    assert derived(rollup.roll_up_counts(frame, CHILDREN)) == {}


def test_a_derived_total_names_its_first_and_last_cell(counts: Make) -> None:
    frame = counts({"region_code": "32.01"}, {"region_code": "32.71", "is_exact": False})
    total = rollup.roll_up_counts(frame, CHILDREN).query("region_code == '32'").iloc[0]
    assert total["cell"] == "N2–N3"
    assert not total["is_exact"]


def test_population_of_a_province_is_the_sum_of_its_regions(people: Make) -> None:
    frame = people(("32.01", 2022, 100.0), ("32.71", 2022, 50.0), ("32.71", 2021, 49.0))
    result = rollup.roll_up_population(frame, CHILDREN)
    assert result[result["region_code"] == "32"]["value"].tolist() == [150.0]
