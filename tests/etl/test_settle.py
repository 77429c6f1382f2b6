"""Names without their kind, settled by the column they stand in or left open."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.check import FileReport
from etl.reading.settle import settle
from indicators.regions import KABUPATEN_KOTA, load_registry

Check = Callable[[Path], FileReport]
Writer = Callable[..., Path]

REGISTRY = load_registry()
WEST_JAVA = [region.name for region in REGISTRY.children("32")]
SHOUTED = [name.replace("Kabupaten ", "").upper() for name in WEST_JAVA]
BARE = [region.name_short for region in REGISTRY.children("32")]
WEST_SUMATRA = [
    "Kepulauan Mentawai", "Pesisir Selatan", "Solok", "Sijunjung", "Tanah Datar",
    "Padang Pariaman", "Agam", "Lima Puluh Kota", "Pasaman", "Solok Selatan", "Dharmasraya",
    "Pasaman Barat", "Padang", "Sawahlunto", "Padang Panjang", "Bukittinggi", "Payakumbuh",
    "Pariaman",
]  # fmt: skip


def codes(names: Sequence[str], *, with_totals: bool = False) -> list[str | None]:
    matches = [REGISTRY.match(name, kind=KABUPATEN_KOTA) for name in names]
    settled, _ = settle(names, matches, REGISTRY, with_totals=with_totals)
    return [match.code for match in settled]


def whys(names: Sequence[str]) -> set[str]:
    matches = [REGISTRY.match(name, kind=KABUPATEN_KOTA) for name in names]
    return set(settle(names, matches, REGISTRY)[1].values())


def test_the_kabupaten_stands_bare_beside_its_city() -> None:
    assert codes(["BOGOR", "KOTA BOGOR"]) == ["32.01", "32.71"]
    assert whys(["BOGOR", "KOTA BOGOR"]) == {"beside"}


@pytest.mark.parametrize(
    "names",
    [
        ["Bogor", "Kota Depok"],
        ["Bogor", "Kabupaten Bogor"],  # the city, or the kabupaten twice
        ["Banjar", "Kota Bandung", "Kota Bogor"],
        ["Bogor", "Bogor"],
        ["Solok", *reversed(WEST_SUMATRA[3:])],
    ],
)
def test_what_the_column_does_not_settle_stays_open(names: list[str]) -> None:
    assert codes(names)[0] is None


def test_all_of_a_province_settles_its_bare_names_in_any_order() -> None:
    expected = dict(zip(SHOUTED, (r.code for r in REGISTRY.children("32")), strict=True))
    shuffled = random.Random(3).sample(SHOUTED, len(SHOUTED))
    for names in (SHOUTED * 3, shuffled, [n for n in shuffled if n != "PANGANDARAN"]):
        assert codes(names) == [expected[name] for name in names]
    banjar = ["Banjar" if name == "Kota Banjar" else name for name in WEST_JAVA]
    assert codes(banjar * 2).count("32.79") == 2
    assert whys(banjar * 2) == {"complete"}


def test_the_order_of_the_codes_settles_a_name_between_two_rows() -> None:
    assert codes(WEST_SUMATRA)[2] == "13.02"
    twice = [*WEST_SUMATRA[:13], "Solok", *WEST_SUMATRA[13:]]
    assert (codes(twice)[2], codes(twice)[13]) == ("13.02", "13.72")
    assert codes(BARE) == [region.code for region in REGISTRY.children("32")]
    assert codes([*WEST_JAVA[1:8], "Bogor"])[-1] is None  # appended below: no place in the order


def test_the_total_of_a_province_is_not_its_city_of_that_name() -> None:
    jambi = [region.name for region in REGISTRY.children("15")]
    assert codes([*jambi[:5], "JAMBI"], with_totals=True)[-1] is None
    bare = [region.name_short for region in REGISTRY.children("15")]
    assert codes(bare, with_totals=True) == [r.code for r in REGISTRY.children("15")]


@given(
    province=st.sampled_from([r.code for r in REGISTRY.provinces()]),
    data=st.data(),
)
def test_a_settled_name_is_never_another_region(province: str, data: st.DataObject) -> None:
    """Any rows of a province, with or without their kind, in any order: right or open."""
    children = list(REGISTRY.children(province))
    rows = data.draw(st.lists(st.sampled_from(children), unique_by=lambda r: r.code, min_size=1))
    names = [
        region.name_short
        if data.draw(st.booleans()) and region.kind == "kabupaten"
        else region.name
        for region in rows
    ]
    for region, code in zip(rows, codes(names), strict=True):
        assert code in (None, region.code)


def test_a_settled_column_says_so_once(write_book: Writer, check: Check) -> None:
    head = [["Kabupaten/Kota", "Prevalensi Stunting (Persen)"], [None, 2021]]
    names = [name for name in WEST_JAVA if name != "Kota Bogor"]
    names = ["Bogor" if name == "Kabupaten Bogor" else name for name in names]
    rows = [[name, 20 + row] for row, name in enumerate(names)]
    report = check(write_book("x.xlsx", {"t": [*head, *rows]}))
    said = [(i.cell, i.kind, i.severity) for i in report.issues if i.kind != "provenance_missing"]
    assert said == [("A3", "region_settled", "warning")]
    assert report.observations["outcome"]["region_code"].tolist()[0] == "32.01"


LONG = ["nama_provinsi", "kode_kabupaten_kota", "nama_kabupaten_kota", "kategori_usia",
        "jumlah_korban", "tahun"]  # fmt: skip


def test_codes_out_of_use_are_read_and_said(write_book: Writer, check: Check) -> None:
    rows = [
        ["PAPUA", "9401", "KABUPATEN MERAUKE", "0-5", 1, 2024],
        ["PAPUA", "9402.0", "KABUPATEN JAYAWIJAYA", "0-5", 1, 2024],
        ["PAPUA", "9401", "KABUPATEN MERAUKE", "0-5", 1, 2021],
    ]
    report = check(write_book("x.xlsx", {"data": [LONG, *rows]}))
    said = [(i.cell, i.kind) for i in report.issues if i.kind != "provenance_missing"]
    assert said == [("B2", "code_retired")]
    facts = report.observations["case_count"]
    assert facts["region_code"].tolist() == ["93.01", "95.01", "93.01"]
    early = check(write_book("y.xlsx", {"data": [LONG, rows[2]]}))
    assert {i.kind for i in early.issues} == {"provenance_missing"}
