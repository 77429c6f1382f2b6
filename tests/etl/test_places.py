"""Codes and names of a row, in the sense of their province and of the year of the figures."""

from __future__ import annotations

import pytest

from etl.reading.places import Place, PlaceCells, System, read_places
from indicators.regions import load_registry

REGISTRY = load_registry()
BOTH = ("kabupaten", "kota")


def place(
    name: str = "",
    code: str = "",
    province: str = "",
    *,
    year: int | None = None,
    system: System = "kemendagri",
    kinds: tuple[str, ...] = BOTH,
) -> Place:
    cells = PlaceCells([code], [name], [""], [province])
    return read_places(cells, system, kinds, REGISTRY, [year])[0]


def fault(found: Place) -> tuple[str, str]:
    assert found.problem is not None
    return found.problem.kind, found.part


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("Pontianak", 2020, "61.71"),
        ("Pontianak", 2010, None),
        ("Kabupaten Pontianak", 2010, "61.02"),
        ("Pasir", 2005, "64.01"),
        ("Pasir", 2020, "64.01"),
        ("Kepulauan Riau", 2005, None),
        ("Kabupaten Kepulauan Riau", 2005, "21.01"),
    ],
)
def test_a_name_means_what_it_meant_in_its_year(name: str, year: int, code: str | None) -> None:
    assert place(name, year=year).code == code


def test_the_province_of_the_row_settles_a_name() -> None:
    assert place("Banjar", province="Kalimantan Selatan").code == "63.03"
    assert place("Banjar", province="Jawa Barat").code == "32.79"
    assert fault(place("Banjar")) == ("unknown_region", "region_name")
    assert fault(place("Banjar", province="Bali")) == ("unknown_region", "region_name")
    assert fault(place("Banjar", province="Jawa Selatan")) == ("unknown_region", "province_name")


def test_what_is_open_keeps_only_the_kinds_of_the_table() -> None:
    found = place("Jambi")
    assert found.code is None
    assert found.open is not None
    assert [region.code for region in found.open.candidates] == ["15.71"]


def test_rows_that_are_no_region_of_the_table_are_never_one() -> None:
    for name in ("Jumlah", "TOTAL", "Luar Negeri", "Klien Luar Prov. DKI Jakarta", "Bandung Brt"):
        assert fault(place(name)) == ("unknown_region", "region_name")
    for name in ("Indonesia", "Provinsi Jawa Barat", "JAWA BARAT"):
        assert fault(place(name))[0] == "wrong_region_kind"


def test_codes_are_exact_and_agree_with_their_name() -> None:
    assert place(code="3201.0", system="bps").code == "32.01"
    assert fault(place(code="32.1")) == ("unknown_region", "region_code")
    assert fault(place(code="3201")) == ("unknown_region", "region_code")
    assert fault(place("Kota Bogor", "32.01")) == ("region_mismatch", "region_name")
    assert place("BOGOR", "32.01").code == "32.01"
    assert fault(place("Bogor", "32.01", "Jawa Timur")) == ("region_mismatch", "region_name")


def test_a_code_out_of_use_is_marked_for_later_years_only() -> None:
    late = place("KABUPATEN MERAUKE", "91.01", year=2024)
    assert (late.code, late.retired) == ("93.01", ("91.01", 2022))
    early = place("KABUPATEN MERAUKE", "91.01", year=2021)
    assert (early.code, early.retired) == ("93.01", None)
