"""Wide tables: small workbooks in the shapes seen in the field, and the layouts that read them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from etl.check import FileReport, check_file, load_context

Writer = Callable[..., Path]
Reader = Callable[..., FileReport]
Rows = Sequence[Sequence[object]]

BREAKDOWNS = """
[constants]
sex = "semua"
age_band = "semua"
violence_type = "semua"
place = "semua"
relation = "semua"
service = "semua"
"""
HEAD = """
id = "{name}"
kind = "wide"
table = "{table}"
title = {{ id = "Uji", en = "Test" }}
region_kinds = ["kabupaten", "kota"]
bare_name = "kabupaten"
"""
VICTIMS = (
    HEAD.format(name="korban", table="case_count")
    + BREAKDOWNS
    + """
[[columns]]
headings = ["No"]
reads = "ignored"
because = { id = "nomor", en = "number" }
[[columns]]
headings = ["Kabupaten/Kota"]
reads = "region_name"
to = "region_code"
essential = true
[[values]]
headings = ["Korban Anak | {sex} | {year}", "Korban Anak | {year} | {sex}"]
fields = { unit = "korban", group = "anak" }
"""
)
POPULATION = (
    HEAD.format(name="penduduk", table="population")
    + """
[constants]
sex = "semua"
age_band = "semua"
[[columns]]
headings = ["Kabupaten/Kota"]
reads = "region_name"
to = "region_code"
essential = true
[[values]]
headings = ["Penduduk (ribu) {year}"]
scale = 1000
[[values]]
headings = ["Penduduk {year}"]
[[around]]
where = "title"
pattern = "{*}Provinsi {province}"
"""
)
CERTIFICATES = (
    HEAD.format(name="akta", table="outcome")
    + """
parts = "kecamatan"
[constants]
sex = "semua"
area_type = "semua"
[[columns]]
headings = ["Kecamatan"]
reads = "region_name"
essential = true
[[values]]
headings = ["Memiliki akta"]
fields = { measure_id = "akta_kelahiran_anak_persen" }
to = "numerator"
[[values]]
headings = ["Memiliki akta"]
fields = { measure_id = "akta_kelahiran_anak_jumlah" }
[[values]]
headings = ["Jumlah anak"]
fields = { measure_id = "akta_kelahiran_anak_persen" }
to = "denominator"
[[values]]
headings = ["Persen"]
fields = { measure_id = "akta_kelahiran_anak_persen" }
[[around]]
where = "key"
pattern = "Kabupaten/Kota : {region}"
[[around]]
where = "key"
pattern = "Tahun"
to = "year"
[[around]]
where = "title"
pattern = "{*}Tahun {year}"
"""
)
MONTHS = (
    HEAD.format(name="bulanan", table="case_count")
    + BREAKDOWNS
    + """
[[columns]]
headings = ["Kabupaten/Kota"]
reads = "region_name"
to = "region_code"
essential = true
[[values]]
headings = ["{month} {year}", "{month}"]
fields = { unit = "kasus", group = "anak" }
[[around]]
where = "sheet"
pattern = "Tahun {year}"
[[around]]
where = "file"
pattern = "{*}_{year}"
"""
)


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Read a file with further layouts, given as TOML texts."""

    def read_with(path: Path, *texts: str) -> FileReport:
        folder = tmp_path / "layouts"
        folder.mkdir(exist_ok=True)
        for number, text in enumerate(texts):
            (folder / f"l{number}.toml").write_text(text, encoding="utf-8")
        return check_file(path, load_context(tmp_path))

    return read_with


def found(report: FileReport) -> list[tuple[str | None, str]]:
    return [(i.cell, i.kind) for i in report.issues if i.kind != "provenance_missing"]


def values(report: FileReport, table: str, *fields: str) -> list[tuple[object, ...]]:
    facts = report.observations[table]
    return [tuple(row) for row in facts[[*fields, "value"]].itertuples(index=False)]


STACKED = [
    ["No", "Kabupaten/Kota", "Korban Anak", None, None, None],
    [None, None, "Laki-laki", None, "Perempuan", None],
    [None, None, 2022, 2021, 2022, 2021],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
    [1, "Bandung", 1, 2, 3, 4],
    [2, "Kota Bandung", 5, 6, 7, "-"],
    [None, "Jumlah", 6, 8, 10, 4],
    ["Sumber: DP3A"],
    [None, None, None, "Bandung, 2 Januari 2023"],
    [None, None, None, "Kepala Dinas"],
]
EXPECTED = [
    ("32.04", "laki_laki", 2022, 1.0), ("32.73", "laki_laki", 2022, 5.0),
    ("32.04", "laki_laki", 2021, 2.0), ("32.73", "laki_laki", 2021, 6.0),
    ("32.04", "perempuan", 2022, 3.0), ("32.73", "perempuan", 2022, 7.0),
    ("32.04", "perempuan", 2021, 4.0), ("32.73", "perempuan", 2021, -1.0),
]  # fmt: skip


def read_values(report: FileReport) -> list[tuple[object, ...]]:
    facts = report.observations["case_count"]
    columns = [facts["region_code"], facts["sex"], facts["period_start"].dt.year, facts["value"]]
    return list(zip(*(column.fillna(-1).tolist() for column in columns), strict=True))


def test_three_merged_heading_rows_anywhere_on_the_sheet(write_book: Writer, read: Reader) -> None:
    rows = [[], ["Judul"], [], *([None, None, *row] for row in STACKED)]
    merges = ["E4:H4", "E5:F5", "G5:H5", "C4:C6", "D4:D6"]
    report = read(write_book("a.xlsx", {"S": rows}, {"S": merges}), VICTIMS)
    assert found(report) == []
    assert read_values(report) == EXPECTED
    facts = report.observations["case_count"]
    assert facts["cell"].tolist()[:3] == ["E8", "E9", "F8"]
    assert facts["status"].tolist() == ["reported"] * 7 + ["not_reported"]
    assert set(facts["period_known"]) == {"assumed_full_year"}
    assert report.tables[0].range == "C4:H10"


def test_the_same_without_merged_cells_in_a_text_file(tmp_path: Path, read: Reader) -> None:
    path = tmp_path / "a.csv"
    lines = [";".join("" if cell is None else str(cell) for cell in row) for row in STACKED]
    path.write_text("\n".join(lines), encoding="utf-8")
    report = read(path, VICTIMS)
    assert found(report) == []
    assert read_values(report) == EXPECTED


def test_column_numbers_that_excel_took_for_negative_ones(write_book: Writer, read: Reader) -> None:
    rows = [*STACKED[:3], [-1, -2, -3, -4, -5, -6], *STACKED[4:]]
    report = read(write_book("a.xlsx", {"S": rows}), VICTIMS)
    assert (found(report), read_values(report)) == ([], EXPECTED)


def test_a_total_that_is_not_the_sum_and_an_unknown_column(
    write_book: Writer, read: Reader
) -> None:
    rows = [[*row, None] for row in STACKED]
    rows[0][6], rows[4][6], rows[6][4] = "Luka", 3, 11
    report = read(write_book("a.xlsx", {"S": rows}, {"S": ["C1:F1", "C2:D2", "E2:F2"]}), VICTIMS)
    assert found(report) == [("G1", "unknown_column"), ("E7", "total_mismatch")]


def test_two_tables_below_each_other_and_two_side_by_side(write_book: Writer, read: Reader) -> None:
    first = [["Kabupaten/Kota", "Penduduk 2020"], ["Kota Bogor", 1000000], ["Kota Depok", 2000000]]
    other = [["Kabupaten/Kota", "Penduduk 2021"], ["Kota Bogor", 1100000], ["Kota Depok", 2100000]]
    beside = [[*left, None, *right] for left, right in zip(first, other, strict=True)]
    below = [["Kabupaten/Kota", "Penduduk 2022"], ["Kota Bogor", 1200000]]
    rows = [
        ["Tabel 1"],
        *beside,
        [None, None, None, "Kota Bekasi", 2500000],
        [],
        ["Tabel 2"],
        *below,
    ]
    report = read(write_book("a.xlsx", {"S": rows}), POPULATION)
    assert found(report) == []
    assert [table.range for table in report.tables] == ["A2:B4", "D2:E5", "A8:B9"]
    assert values(report, "population", "region_code", "year", "cell") == [
        ("32.71", 2020, "B3", 1000000.0), ("32.76", 2020, "B4", 2000000.0),
        ("32.71", 2021, "E3", 1100000.0), ("32.76", 2021, "E4", 2100000.0),
        ("32.75", 2021, "E5", 2500000.0), ("32.71", 2022, "B9", 1200000.0),
    ]  # fmt: skip


def test_thousands_in_the_heading_are_exact(tmp_path: Path, read: Reader) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Kabupaten/Kota;Penduduk (ribu) 2020\nKota Bogor;1.043,07\nKota Depok;2.056,335\n",
        encoding="utf-8",
    )
    report = read(path, POPULATION)
    assert found(report) == []
    assert values(report, "population", "region_code") == [
        ("32.71", 1043070.0), ("32.76", 2056335.0),
    ]  # fmt: skip


def test_a_name_that_two_provinces_share_is_settled_by_the_title(
    tmp_path: Path, read: Reader, write_book: Writer
) -> None:
    text = POPULATION.replace('bare_name = "kabupaten"', "")
    rows = [["Penduduk menurut Kabupaten/Kota Provinsi Jawa Barat"], [],
            ["Kabupaten/Kota", "Penduduk 2020"], ["Kota Bogor", 1000000]]  # fmt: skip
    report = read(write_book("a.xlsx", {"S": rows}), text)
    assert values(report, "population", "region_code") == [("32.71", 1000000.0)]
    rows[0][0] = "Penduduk menurut Kabupaten/Kota Provinsi Jawa Timur"
    report = read(write_book("b.xlsx", {"S": rows}), text)
    assert found(report) == [("A4", "unknown_region")]


PARTS: Rows = [
    ["REKAP KEPEMILIKAN AKTA"],
    ["Kabupaten/Kota", None, ": Konawe Selatan"],
    ["Tahun", None, 2024],
    [],
    ["Kecamatan", "Memiliki akta", "Jumlah anak", "Persen"],
    ["Baito", 80, 100, 80],
    ["Palangga", 270, 300, 90],
    ["Jumlah", 350, 400, 87.5],
    [],
    ["Mengetahui,"],
    ["NIP. 19700101"],
]


def test_parts_are_added_up_to_the_region_stated_above(write_book: Writer, read: Reader) -> None:
    report = read(write_book("a.xlsx", {"S": PARTS}), CERTIFICATES)
    assert found(report) == []
    facts = report.observations["outcome"]
    assert values(report, "outcome", "region_code", "measure_id", "cell") == [
        ("74.05", "akta_kelahiran_anak_persen", "D6:D7", 87.5),
        ("74.05", "akta_kelahiran_anak_jumlah", "B6:B7", 350.0),
    ]
    assert facts["numerator"].tolist()[0] == 350
    assert facts["denominator"].tolist()[0] == 400


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({(1, 2): ": Nirwana"}, [("C2", "unknown_region")]),
        ({(1, 0): "Puskesmas"}, [("A5", "region_not_stated")]),
        ({(2, 0): "Bulan"}, [("A5", "year_not_stated")]),
        ({(0, 0): "REKAP AKTA TAHUN 2023"}, [("A1", "around_contradicts")]),
        ({(0, 0): "REKAP 2020-2023 TAHUN 2023", (2, 0): "x"}, [("A1", "several_years")]),
        ({(6, 0): "Baito"}, [("A7", "part_twice")]),
        ({(6, 0): None}, [("A7", "part_without_name")]),
        ({(5, 1): "-"}, [("B6", "parts_incomplete"), ("B8", "total_mismatch")]),
        ({(6, 1): 271}, [("B8", "total_mismatch")]),
        ({(6, 1): "banyak"}, [("B7", "not_a_number")]),
    ],
)
def test_what_is_wrong_around_and_in_parts(
    write_book: Writer, read: Reader, change: dict[tuple[int, int], object],
    expected: list[tuple[str | None, str]],
) -> None:  # fmt: skip
    rows = [list(row) for row in PARTS]
    for (row, column), value in change.items():
        rows[row][column] = value
    assert found(read(write_book("a.xlsx", {"S": rows}), CERTIFICATES)) == expected


def test_months_across_and_the_year_in_sheet_or_file_name(write_book: Writer, read: Reader) -> None:
    rows = [["Kabupaten/Kota", "Januari", "Peb"], ["Kota Bogor", 1, 2]]
    report = read(write_book("kasus_2024.xlsx", {"Tahun 2024": rows}), MONTHS)
    assert found(report) == []
    facts = report.observations["case_count"]
    days = [(a.date().isoformat(), b.date().isoformat()) for a, b in
            zip(facts["period_start"], facts["period_end"], strict=True)]  # fmt: skip
    assert days == [("2024-01-01", "2024-01-31"), ("2024-02-01", "2024-02-29")]
    assert set(facts["period_known"]) == {"stated"}
    report = read(write_book("kasus_2023.xlsx", {"Tahun 2024": rows}), MONTHS)
    assert [kind for _, kind in found(report)] == ["around_contradicts"]


def test_a_table_that_is_not_recognised_beside_one_that_is(
    write_book: Writer, read: Reader
) -> None:
    good = [["Kabupaten/Kota", "Penduduk 2020"], ["Kota Bogor", 1000000], ["Kota Depok", 2000000]]
    wrong = [["Kabupaten/Kota", "Pendduk 2021"], ["Kota Bogor", 1100000], ["Kota Depok", 2100000],
             ["Kota Bekasi", 2500000]]  # fmt: skip
    rows: list[list[object]] = [
        [*a, None, *b] for a, b in zip([*good, [None] * 2], wrong, strict=True)
    ]
    report = read(write_book("a.xlsx", {"S": rows}), POPULATION)
    assert found(report) == [("E4", "figures_outside_tables")]
    below = [*wrong, [], ["Tabel 2"], *good]
    report = read(write_book("b.xlsx", {"S": below}), POPULATION)
    assert ("B4", "figures_outside_tables") in found(report)
    assert len(report.observations["population"]) == 2


def test_an_unrecognised_sheet_names_the_wide_layout_it_resembles(
    write_book: Writer, read: Reader
) -> None:
    rows = [["Kecamatan", "Memiliki", "Jumlah anak", "%"], ["Baito", 80, 100, 80]]
    text = CERTIFICATES.replace(
        'headings = ["Jumlah anak"]', 'headings = ["Jumlah anak"]\nrequired = true'
    )
    text = text.replace('headings = ["Persen"]', 'headings = ["Persen"]\nrequired = true')
    text = text.replace(
        'headings = ["Memiliki akta"]', 'headings = ["Memiliki akta"]\nrequired = true'
    )
    report = read(write_book("a.xlsx", {"S": rows}), text)
    (issue,) = [i for i in report.issues if i.kind == "table_not_recognised"]
    assert issue.severity == "error"


def test_names_that_are_all_wrong_are_told_one_by_one(write_book: Writer, read: Reader) -> None:
    rows = [["Kabupaten/Kota", "Penduduk 2020"], ["Bogoor", 1], ["Depookk", 2], ["Jumlah", 4]]
    report = read(write_book("a.xlsx", {"S": rows}), POPULATION)
    assert found(report) == [("A2", "unknown_region"), ("A3", "unknown_region")]


def test_what_only_the_publisher_can_say_is_asked_for_once(
    write_book: Writer, read: Reader
) -> None:
    rows = [
        [
            "No",
            "Kabupaten/Kota",
            "korban kekerasan pada tahun 2023",
            "Korban Kekerasan Pada tahun 2024",
        ],
        [1, "Semarang", 5, 6],
        [2, "Kota Semarang", 7, 8],
    ]
    path = write_book("a.xlsx", {"S": rows})
    assert found(read(path)) == [("C1", "field_not_stated")]
    path.with_name("a.xlsx.asal.toml").write_text('[constants]\ngroup = "anak"\n', encoding="utf-8")
    report = read(path)
    assert found(report) == []
    assert values(report, "case_count", "region_code", "group") == [
        ("33.22", "anak", 5.0), ("33.74", "anak", 7.0),
        ("33.22", "anak", 6.0), ("33.74", "anak", 8.0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("constants", "expected"),
    [
        ('region_code = "99.99"', [(None, "unknown_region")]),
        ('region_code = "7405"', [(None, "bad_sidecar"), (None, "unknown_region")]),
        ('region_code = "74.02"', [(None, "around_contradicts")]),
        ('region_code = "74.05"', []),
        ('year = "2024"', []),
        ('year = "2022"', [(None, "around_contradicts")]),
    ],
)
def test_the_sidecar_and_the_form_must_agree(
    write_book: Writer, read: Reader, constants: str, expected: list[tuple[str | None, str]]
) -> None:
    path = write_book("a.xlsx", {"S": PARTS})
    path.with_name("a.xlsx.asal.toml").write_text(f"[constants]\n{constants}\n", encoding="utf-8")
    assert found(read(path, CERTIFICATES)) == expected
