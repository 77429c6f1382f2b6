from __future__ import annotations

import pandas as pd
import pytest

from indicators import codes, denominators

Row = tuple[str, int, str, str, float | None]


def population(*rows: Row, publication: str = "q") -> pd.DataFrame:
    names = ["region_code", "year", "sex", "age_band", "value"]
    return pd.DataFrame(rows, columns=names).assign(publication_id=publication)


def everybody(region: str, year: int, value: float) -> Row:
    return (region, year, codes.ALL, codes.ALL, value)


def children(region: str, year: int, value: float) -> Row:
    return (region, year, codes.ALL, "0-17", value)


def wanted(*rows: tuple[str, int], group: str = "anak") -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["region_code", "year"]).assign(group=group)


def test_children_where_they_were_counted() -> None:
    people = population(everybody("32.01", 2022, 1e6), children("32.01", 2022, 3e5))
    found = denominators.denominators(wanted(("32.01", 2022)), people).iloc[0]
    assert list(found) == [3e5, "anak_0_17", 2022, "q"]
    adults = denominators.denominators(wanted(("32.01", 2022), group="perempuan"), people)
    assert list(adults.iloc[0][:2]) == [1e6, "penduduk"]


def test_else_everybody() -> None:
    people = population(everybody("32.01", 2022, 1e6))
    found = denominators.denominators(wanted(("32.01", 2022)), people).iloc[0]
    assert list(found[:2]) == [1e6, "penduduk"]
    nobody = denominators.denominators(wanted(("32.02", 2022)), people).iloc[0]
    assert nobody["denominator_kind"] is None
    assert pd.isna(nobody["denominator"])


def test_bands_are_summed_within_one_publication() -> None:
    bands = [("32.01", 2022, codes.ALL, band, 1e5) for band in codes.CHILD_AGE_BANDS]
    whole = denominators.people_of(population(*bands), "anak_0_17")
    assert list(whole["value"]) == [3e5]
    split = pd.concat([population(*bands[:2]), population(bands[2], publication="r")])
    assert denominators.people_of(split, "anak_0_17").empty


def test_sexes_are_summed_when_both_are_there() -> None:
    girls = [("32.01", 2022, "perempuan", band, 1e5) for band in codes.CHILD_AGE_BANDS]
    boys = [("32.01", 2022, "laki_laki", band, 2e5) for band in codes.CHILD_AGE_BANDS]
    assert denominators.people_of(population(*girls), "anak_0_17").empty
    assert list(denominators.people_of(population(*girls, *boys), "anak_0_17")["value"]) == [9e5]


def test_an_unreported_band_leaves_no_sum() -> None:
    bands: list[Row] = [("32.01", 2022, codes.ALL, band, 1e5) for band in codes.CHILD_AGE_BANDS]
    bands[1] = ("32.01", 2022, codes.ALL, "6-12", None)
    assert denominators.people_of(population(*bands), "anak_0_17").empty


def test_a_printed_figure_goes_before_a_sum() -> None:
    bands = [("32.01", 2022, codes.ALL, band, 1e5) for band in codes.CHILD_AGE_BANDS]
    both = population(*bands, children("32.01", 2022, 3.1e5))
    assert list(denominators.people_of(both, "anak_0_17")["value"]) == [3.1e5]


def test_nought_to_eighteen_is_a_year_too_many() -> None:
    people = population(everybody("32.01", 2022, 1e6), ("32.01", 2022, codes.ALL, "0-18", 3e5))
    found = denominators.denominators(wanted(("32.01", 2022)), people).iloc[0]
    assert found["denominator_kind"] == "penduduk"


def test_one_kind_a_province_and_year() -> None:
    people = population(
        everybody("32.01", 2022, 1e6), children("32.01", 2022, 3e5),
        everybody("32.02", 2022, 2e6),
        everybody("33.01", 2022, 1e6), children("33.01", 2022, 3e5),
    )  # fmt: skip
    rows = wanted(("32.01", 2022), ("32.02", 2022), ("33.01", 2022), ("32.03", 2022))
    found = denominators.denominators(rows, people)
    # 32.02 has no children counted, so its neighbours are not compared by children either;
    # 32.03 has nobody and stops no one
    assert list(found["denominator_kind"]) == ["penduduk", "penduduk", "anak_0_17", None]


def test_nearest_year_and_publication() -> None:
    people = pd.concat([
        population(everybody("32.01", 2020, 10), everybody("32.01", 2022, 20), publication="b"),
        population(everybody("32.01", 2022, 30), publication="a"),
    ])  # fmt: skip
    rows = wanted(("32.01", 2021), ("32.01", 2023), ("32.01", 2025), group="semua")
    found = denominators.denominators(rows, people)
    assert list(found["denominator"][:2]) == [10, 30]
    assert list(found["denominator_year"][:2]) == [2020, 2022]
    assert pd.isna(found["denominator"][2])


def test_rows_keep_their_index() -> None:
    people = population(everybody("32.01", 2022, 1e6), everybody("32.02", 2022, 2e6))
    rows = wanted(("32.02", 2022), ("32.01", 2022))
    rows.index = pd.Index([9, 4])
    found = denominators.denominators(rows, people)
    assert list(found.index) == [9, 4]
    assert list(found["denominator"]) == [2e6, 1e6]
    none = denominators.denominators(rows.iloc[:0], people)
    assert none.empty
    assert list(none.columns) == list(denominators.COLUMNS)
    without = denominators.denominators(rows, people.iloc[:0])
    assert without["denominator"].isna().all()


def test_where_a_series_changes_its_people() -> None:
    values = pd.DataFrame(
        {
            "region_code": "32.01",
            "measure_id": "korban_anak",
            "year": [2020, 2021, 2022, 2023],
            "rate": [1.0, 1.0, 3.0, None],
            "denominator_kind": ["penduduk", "penduduk", "anak_0_17", None],
        }
    )
    assert list(denominators.mixed_series(values)["year"]) == [2022]


def test_a_kind_that_is_none() -> None:
    with pytest.raises(ValueError, match="rumah_tangga"):
        denominators.people_of(population(), "rumah_tangga")
