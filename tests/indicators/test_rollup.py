from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

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


def _months(counts: Make, values: list[float], months: int = 1, **more: object) -> pd.DataFrame:
    starts = pd.date_range("2022-01-01", periods=len(values), freq=f"{months}MS")
    rows = [
        {
            "period_start": start.date(),
            "period_end": (start + pd.offsets.MonthEnd(months)).date(),
            "value": value,
            **more,
        }
        for start, value in zip(starts, values, strict=True)
    ]
    return counts(*rows)


def _years(frame: pd.DataFrame) -> list[tuple[str, str, float]]:
    rows = frame[frame["is_derived"]]
    return [
        (str(row.period_start)[:10], str(row.period_end)[:10], row.value)
        for row in rows.itertuples()
    ]


@pytest.mark.parametrize(("parts", "months"), [(12, 1), (4, 3), (2, 6)])
def test_a_year_is_made_of_all_its_months_quarters_or_halves(
    counts: Make, parts: int, months: int
) -> None:
    frame = _months(counts, [float(n) for n in range(parts)], months)
    result = rollup.roll_up_counts(frame, {})
    assert _years(result) == [("2022-01-01", "2022-12-31", sum(range(parts)))]
    assert result.dtypes.equals(frame.dtypes)


def test_days_as_the_pipeline_holds_them(counts: Make) -> None:
    """A printed year is found among days held by the second."""
    frame = _months(counts, [1.0] * 12).astype(
        {"period_start": "datetime64[s]", "period_end": "datetime64[s]"}
    )
    year = _months(counts, [20.0], 12).astype(frame.dtypes.to_dict())
    assert _years(rollup.roll_up_counts(frame, {})) == [("2022-01-01", "2022-12-31", 12.0)]
    assert not _years(rollup.roll_up_counts(pd.concat([frame, year], ignore_index=True), {}))


def test_a_missing_or_unreported_month_makes_no_year(counts: Make) -> None:
    assert not _years(rollup.roll_up_counts(_months(counts, [1.0] * 11), {}))
    assert not _years(rollup.roll_up_counts(_months(counts, [1.0] * 11 + [np.nan]), {}))


def test_a_printed_year_is_not_replaced_and_two_publications_are_not_mixed(counts: Make) -> None:
    months = _months(counts, [1.0] * 12)
    year = _months(counts, [20.0], 12)
    assert not _years(rollup.roll_up_counts(pd.concat([months, year], ignore_index=True), {}))
    mixed = months.assign(publication_id=["p"] * 6 + ["r"] * 6)
    assert not _years(rollup.roll_up_counts(mixed, {}))


def test_years_are_made_before_regions_are_added_up(counts: Make) -> None:
    frames = [_months(counts, [value] * 12, region_code=code)
              for code, value in (("32.01", 1.0), ("32.71", 2.0))]  # fmt: skip
    result = rollup.roll_up_counts(pd.concat(frames, ignore_index=True), {"32": ["32.01", "32.71"]})
    whole = result[result["is_derived"] & (result["region_code"] == "32")]
    assert sorted(whole["value"]) == [3.0] * 12 + [36.0]
