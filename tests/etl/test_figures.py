"""Figures that their measure, their parts, their total or their year contradict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from etl.check import FileReport
from indicators.regions import load_registry

Check = Callable[[Path], FileReport]
Writer = Callable[..., Path]
Reader = Callable[..., FileReport]

STUNTING = "Prevalensi Stunting Menurut Provinsi (Persen), 2021"
WATER = "Rumah Tangga yang Memiliki Akses terhadap Sumber Air Minum Layak (Persen), 2023"
PROVINCES = ["Aceh", "Bali", "Riau", "Jambi", "Lampung", "Banten", "Maluku", "Jawa Barat"]
FACTS = [
    "kode_daerah", "periode_mulai", "periode_selesai", "ukuran", "nilai", "pembilang", "penyebut",
    "publikasi", "periode_diketahui", "jenis_kelamin", "klasifikasi_wilayah", "status", "pasti",
]  # fmt: skip
PUBLICATION = [["publikasi", "penerbit", "judul", "kepercayaan"], ["p", "BPS", "T", "official"]]


def found(report: FileReport) -> list[tuple[str | None, str, str]]:
    return [(i.cell, i.kind, i.severity) for i in report.issues if i.kind != "provenance_missing"]


@pytest.fixture
def read(write_book: Writer, check: Check) -> Reader:
    """Write one figure a province under a title, with a sidecar if asked, and check it."""

    def write(title: str, cells: Sequence[object], constants: str = "") -> FileReport:
        rows = [[title], ["Provinsi", "Laki-laki"], *zip(PROVINCES, cells, strict=False)]
        path = write_book("tabel.xlsx", {"t": rows})
        if constants:
            sidecar = path.with_name(f"{path.name}.asal.toml")
            sidecar.write_text(f"[constants]\n{constants}\n", encoding="utf-8")
        return check(path)

    return write


def values(report: FileReport) -> list[float]:
    return report.observations["outcome"]["value"].tolist()


def test_percentages_that_a_sheet_stores_as_proportions_are_asked_about(read: Reader) -> None:
    assert found(read(STUNTING, [0.2, 0.08, 0.17])) == [
        ("B3", "looks_like_proportion", "error")
    ]  # fmt: skip
    assert found(read(WATER, [0.874, 1.122, 0.95])) == [("B3", "looks_like_proportion", "error")]
    assert found(read(STUNTING, [0.2, 0.17])) == [("B3", "looks_like_proportion", "warning")]


def test_an_index_of_0_to_100_printed_as_0_to_1_is_asked_about(read: Reader) -> None:
    title = "Indeks Perlindungan Anak, 2023"
    assert found(read(title, [0.62, 0.65, 0.7])) == [("B3", "looks_like_proportion", "error")]
    stated = read(title, [0.62, 0.65, 0.7], 'percentages = "proportion"')
    assert values(stated) == [62, 65, 70]


def test_the_office_may_say_what_small_percentages_are(read: Reader) -> None:
    small = read(STUNTING, [0.2, 0.08, 0.17], 'percentages = "percent"')
    assert found(small) == []
    assert values(small) == [0.2, 0.08, 0.17]
    times_hundred = read(STUNTING, [0.2, 0.081, "7%"], 'percentages = "proportion"')
    assert found(times_hundred) == []
    assert values(times_hundred) == [20, 8.1, 7]
    assert found(read(STUNTING, ["0,2%", "0,08%", "0,17%"])) == []
    wrong = read(STUNTING, [20.5, 18.1, 17], 'percentages = "proportion"')
    assert found(wrong)[0] == ("B3", "column_out_of_range", "error")


def test_one_proportion_among_percentages_is_named(read: Reader) -> None:
    report = read(WATER, [87.4, 0.912, 95.1, 88.0])
    assert found(report) == [("B4", "looks_like_proportion", "warning")]


def test_a_lost_decimal_mark_makes_the_whole_numbers_beside_it_doubtful(read: Reader) -> None:
    report = read(STUNTING, [6.66, 3445, 62.4, 624, 62, 8.1, 9])
    assert found(report) == [
        ("B4", "out_of_range", "warning"),
        ("B6", "out_of_range", "warning"),
        ("B7", "decimal_may_be_lost", "warning"),
    ]
    assert "34,45" in report.issues[-3].message
    assert found(read(STUNTING, [6.66, 62, 8.1, 9.4])) == []


def test_a_column_of_another_unit_is_asked_about(read: Reader) -> None:
    assert found(read(STUNTING, [205, 1204, 3149, 20.5])) == [
        ("B3", "column_out_of_range", "error"),
        ("B4", "out_of_range", "warning"),
        ("B5", "out_of_range", "warning"),
    ]


def test_an_office_may_state_its_decimal_mark(read: Reader) -> None:
    cells = ["1.234", "2.345"]
    assert found(read(STUNTING, cells))[0][1] == "number_settled"
    stated = read(STUNTING, cells, 'decimal_mark = "."')
    assert found(stated) == []
    assert values(stated) == [1.234, 2.345]
    wrong = read(STUNTING, ["1,5", "2.345"], 'decimal_mark = "."')
    assert ("B3", "number_format_mixed", "error") in found(wrong)
    assert found(read(STUNTING, cells, 'decimal_mark = ";"'))[0][1] == "bad_sidecar"


@pytest.fixture
def parts(write_book: Writer, check: Check) -> Reader:
    """Check one outcome a row: value, numerator and denominator."""

    def write(*figures: Sequence[object]) -> FileReport:
        start = ["2023-01-01", "2023-12-31", "stunting_prevalensi_persen"]
        codes = ["32.01", "32.02", "32.03", "32.04", "32.05"]
        rows = [
            [code, *start, *row, "p", *[None] * 5]
            for code, row in zip(codes, figures, strict=False)
        ]
        return check(write_book("c.xlsx", {"Data": [FACTS, *rows], "Publikasi": PUBLICATION}))

    return write


def test_a_percentage_is_held_against_its_numerator_and_denominator(parts: Reader) -> None:
    report = parts((20.5, 205, 1000), (20, 204, 1000), (20.5, 210, 1000), (33.3, 333, 1000))
    assert found(report) == [("E4", "share_contradicts", "warning")]
    assert found(parts((20.5, 205, 0), (21.5, None, 1000))) == [
        ("E2", "share_contradicts", "warning")
    ]


def test_units_behind_a_number_and_two_numbers_in_a_cell(write_book: Writer, check: Check) -> None:
    head = ["kode_kabupaten_kota", "nama_kabupaten_kota", "kategori_usia", "jumlah_korban", "tahun"]
    rows = [
        [3201, "KABUPATEN BOGOR", "0-5", "3 orang", 2021],
        [3202, "KABUPATEN SUKABUMI", "0-5", "4 korban", 2021],
        [3203, "KABUPATEN CIANJUR", "0-5", "5 kasus", 2021],
        [3204, "KABUPATEN BANDUNG", "0-5", "12 dari 20", 2021],
        [3205, "KABUPATEN GARUT", "0-5", "6", 2021],
    ]
    report = check(write_book("x.xlsx", {"data": [head, *rows]}))
    assert found(report) == [
        ("D4", "unit_unexpected", "error"),
        ("D5", "several_numbers", "error"),
    ]
    assert report.observations["case_count"]["value"].tolist() == [3, 4, 6]


@pytest.fixture
def people(write_book: Writer, check: Check) -> Reader:
    """Check a population table of Jawa Barat."""

    def write(*rows: Sequence[object]) -> FileReport:
        head = ["kode_kabupaten_kota", "nama_kabupaten_kota", "jumlah_penduduk", "tahun"]
        return check(write_book("p.xlsx", {"data": [head, *rows]}))

    return write


def test_inhabitants_in_thousands_are_noticed(people: Reader) -> None:
    report = people([3271, "KOTA BOGOR", 1070, 2021], [3273, "KOTA BANDUNG", 2444160, 2021])
    assert found(report) == [("C2", "out_of_range", "warning")]


def test_a_total_is_read_in_the_format_of_its_column(people: Reader) -> None:
    rows = [[3271, "KOTA BOGOR", "1.500.000", 2021], [3273, "KOTA BANDUNG", "2.500.000", 2021]]
    assert found(people(*rows, [None, "Jumlah", "4.000.000", None])) == []
    assert found(people(*rows, [None, "Jumlah", "4.100.000", None])) == [
        ("C4", "total_mismatch", "warning")
    ]
    assert found(people(*rows, [None, "Jumlah", "4 juta", None])) == [
        ("C4", "total_not_read", "warning")
    ]


def test_a_total_may_be_that_of_all_rows_above_it(people: Reader) -> None:
    rows = [
        [3271, "KOTA BOGOR", 1500000, 2021],
        [None, "Jumlah", 1500000, None],
        [3273, "KOTA BANDUNG", 2500000, 2021],
        [None, "Jumlah", 2500000, None],
        [None, "Total", 4000000, None],
    ]
    assert found(people(*rows)) == []


def test_areas_that_were_others_in_the_year_of_the_figures_are_named(people: Reader) -> None:
    rows = [
        [3207, "KABUPATEN CIAMIS", 1500000, 2010],
        [3218, "KABUPATEN PANGANDARAN", 400000, 2010],
        [3207, "KABUPATEN CIAMIS", 1200000, 2020],
        [3218, "KABUPATEN PANGANDARAN", 420000, 2020],
    ]
    assert found(people(*rows)) == [
        ("C2", "region_was_larger", "warning"),
        ("C3", "region_not_yet", "warning"),
    ]
    assert found(people(*rows[2:])) == []


def test_a_list_of_34_provinces_after_the_split_is_doubted(
    write_book: Writer, check: Check
) -> None:
    registry = load_registry()
    now = [region.name_short for region in registry.provinces()]
    new = {"Papua Selatan", "Papua Tengah", "Papua Pegunungan", "Papua Barat Daya"}
    old = [name for name in now if name not in new]

    def told(names: list[str], year: int) -> list[tuple[str | None, str, str]]:
        rows = [["Provinsi", "Prevalensi Stunting (Persen)"], [None, year]]
        rows += [[name, 20 + row / 10] for row, name in enumerate(names)]
        return found(check(write_book("x.xlsx", {"t": rows})))

    papua = f"B{3 + old.index('Papua')}"
    assert told(now, 2023) == []
    assert told(old, 2023) == [(papua, "region_may_include", "warning")]
    assert told(old, 2021) == [(papua, "region_was_larger", "warning")]
    assert told([*old[:20], "Papua"], 2023) == []
