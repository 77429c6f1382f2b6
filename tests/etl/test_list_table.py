from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.check import Context, FileReport, check_file
from etl.layout import load_layouts

Check = Callable[[Path], FileReport]
Writer = Callable[..., Path]

LONG = ["kode_kabupaten_kota", "nama_kabupaten_kota", "jenis_kelamin", "kategori_usia",
        "jumlah_korban", "tahun"]  # fmt: skip
ROWS = [
    [3201, "KABUPATEN BOGOR", "LAKI-LAKI", "0-5", 1, 2021],
    [3201, "KABUPATEN BOGOR", "LAKI-LAKI", "6-12", 2, 2021],
    [3271, "KOTA BOGOR", "PEREMPUAN", "45-59", 0, 2021],
    [3271, "KOTA BOGOR", "PEREMPUAN", "TIDAK DIKETAHUI", 4, 2021],
]


def found(report: FileReport) -> list[tuple[str | None, str]]:
    return [(i.cell, i.kind) for i in report.issues if i.kind != "provenance_missing"]


def test_the_open_data_table_with_a_trimmed_set_of_columns(
    write_book: Writer, check: Check
) -> None:
    report = check(write_book("usia.xlsx", {"data": [LONG, *ROWS]}))
    assert found(report) == []
    facts = report.observations["case_count"]
    assert facts["region_code"].tolist() == ["32.01", "32.01", "32.71", "32.71"]
    assert facts["group"].tolist() == ["anak", "anak", "dewasa", "semua"]
    assert facts["age_band"].tolist() == ["0-5", "6-12", "45-59", "tidak_diketahui"]
    assert set(facts["unit"]) == {"korban"}
    assert set(facts["period_known"]) == {"assumed_full_year"}
    assert facts["cell"].tolist() == ["E2", "E3", "E4", "E5"]


def test_a_table_may_start_anywhere_under_a_title(write_book: Writer, check: Check) -> None:
    rows = [["Jumlah korban kekerasan"], [], [None, None, *LONG]]
    rows += [[None, None, *row] for row in ROWS] + [[None, None, "Sumber: DP3AKB"]]
    report = check(write_book("usia.xlsx", {"data": rows}))
    assert found(report) == []
    assert report.observations["case_count"]["cell"].tolist() == ["G4", "G5", "G6", "G7"]
    assert report.tables[0].range == "C3:H7"


def test_two_tables_on_one_sheet(write_book: Writer, check: Check) -> None:
    later = [[*row[:5], 2022] for row in ROWS]
    report = check(write_book("usia.xlsx", {"data": [LONG, *ROWS, [], ["Tabel 2"], LONG, *later]}))
    assert found(report) == []
    assert [table.range for table in report.tables] == ["A1:F6", "A8:F12"]
    assert len(report.observations["case_count"]) == 8


def test_the_column_that_says_what_is_counted_must_agree_with_the_heading(
    write_book: Writer, check: Check
) -> None:
    rows = [[*ROWS[0], "KASUS"], [*ROWS[1], "ORANG"]]
    report = check(write_book("usia.xlsx", {"data": [[*LONG, "satuan"], *rows]}))
    assert found(report) == [("G2", "unit_contradicts")]


def test_an_education_table_is_known_and_refused(write_book: Writer, check: Check) -> None:
    head = [*LONG[:3], "kategori_pendidikan", "jumlah", "tahun", "satuan"]
    row = [*ROWS[0][:3], "SD", 3, 2021, "KORBAN"]
    report = check(write_book("didik.xlsx", {"data": [head, row]}))
    assert found(report) == [("D1", "dimension_out_of_scope")]
    assert not len(report.observations["case_count"])


@pytest.mark.parametrize("heading", ["bulan", "semester", "nama_kecamatan", "jenis_layanan"])
def test_rows_that_are_parts_of_a_year_or_a_region_are_not_read_as_wholes(
    heading: str, write_book: Writer, check: Check
) -> None:
    report = check(write_book("usia.xlsx", {"data": [[*LONG, heading], [*ROWS[0], "x"]]}))
    assert found(report) == [("G1", "dimension_out_of_scope")]
    assert not len(report.observations["case_count"])


def test_whom_a_table_counts_is_never_guessed_but_may_be_stated(
    write_book: Writer, context: Context
) -> None:
    head = [*LONG[:3], "jumlah_korban", "tahun"]
    path = write_book("terlayani.xlsx", {"data": [head, [*ROWS[0][:3], 3, 2021]]})
    assert found(check_file(path, context)) == [("A1", "not_stated")]
    sidecar = path.with_name(path.name + ".asal.toml")
    sidecar.write_text(
        """
        [publication]
        publication_id = "odj-2021"
        publisher = "DP3AKB"
        title = "Korban"
        trust = "official"
        released = 2022-01-31
        register = "SIMFONI-PPA"
        [constants]
        group = "semua"
        """,
        encoding="utf-8",
    )
    report = check_file(path, context)
    assert not report.issues
    assert report.observations["case_count"]["publication_id"].tolist() == ["odj-2021"]
    assert report.observations["publication"]["register"].tolist() == ["SIMFONI-PPA"]


@pytest.mark.parametrize(
    "text", ["bukan toml", "[publication]\npublisher = 'x'\n", "[constants]\ngroup = 'siapa'\n"]
)
def test_a_faulty_sidecar_is_an_error(write_book: Writer, check: Check, text: str) -> None:
    path = write_book("usia.xlsx", {"data": [LONG, *ROWS]})
    path.with_name(path.name + ".asal.toml").write_text(text, encoding="utf-8")
    assert {item.kind for item in check(path).issues} == {"bad_sidecar"}


def test_without_a_sidecar_the_figures_are_unconfirmed(write_book: Writer, check: Check) -> None:
    report = check(write_book("usia.xlsx", {"data": [LONG, *ROWS]}))
    assert [(i.severity, i.kind) for i in report.issues] == [("warning", "provenance_missing")]
    (publication,) = report.observations["publication"].to_dict("records")
    assert publication["trust"] == "unconfirmed"
    assert publication["publication_id"] == f"berkas-{report.sha256[:12]}"


def test_printed_totals_are_left_out_and_hold_the_sum(write_book: Writer, check: Check) -> None:
    right = [None, "Jumlah", None, None, 7, None]
    report = check(write_book("usia.xlsx", {"data": [LONG, *ROWS, right]}))
    assert found(report) == []
    assert len(report.observations["case_count"]) == 4
    wrong = [None, "TOTAL", None, None, 8, None]
    report = check(write_book("usia.xlsx", {"data": [LONG, *ROWS, wrong]}))
    assert found(report) == [("E6", "total_mismatch")]


def test_a_row_about_the_province_would_count_twice(write_book: Writer, check: Check) -> None:
    row = [32, "JAWA BARAT", "LAKI-LAKI", "0-5", 9, 2021]
    report = check(write_book("usia.xlsx", {"data": [LONG, *ROWS, row]}))
    assert found(report) == [("A6", "wrong_region_kind")]


def test_bps_codes_are_not_kemendagri_codes(write_book: Writer, check: Check) -> None:
    row = [1101, "KABUPATEN ACEH SELATAN", "LAKI-LAKI", "0-5", 9, 2021]
    report = check(write_book("usia.xlsx", {"data": [LONG, row]}))
    assert found(report) == [("B2", "region_mismatch")]
    row = [1101, "SIMEULUE", "LAKI-LAKI", "0-5", 9, 2021]
    report = check(write_book("usia.xlsx", {"data": [LONG, row]}))
    assert report.observations["case_count"]["region_code"].tolist() == ["11.09"]


def test_a_row_that_numbers_the_columns_is_no_data(write_book: Writer, check: Check) -> None:
    for numbers in ([f"({n})" for n in range(1, 7)], [-n for n in range(1, 7)]):
        report = check(write_book("usia.xlsx", {"data": [LONG, numbers, *ROWS]}))
        assert found(report) == []
        assert report.observations["case_count"]["cell"].tolist()[0] == "E3"


def test_an_empty_label_is_reported_not_guessed(write_book: Writer, check: Check) -> None:
    rows = [[*ROWS[0][:2], None, *ROWS[0][3:]], [*ROWS[1][:3], None, *ROWS[1][4:]]]
    report = check(write_book("usia.xlsx", {"data": [LONG, *rows]}))
    assert found(report) == [("C2", "missing_value"), ("D3", "missing_value")]


def test_figures_under_the_footer_are_not_lost_in_silence(write_book: Writer, check: Check) -> None:
    rows = [LONG, *ROWS, ["Sumber: DP3AKB"], [], ["dst", None, None, None, 5, None]]
    report = check(write_book("usia.xlsx", {"data": rows}))
    assert found(report) == [("E8", "figures_below_footer")]


def test_population_in_thousands_is_not_read_as_people(write_book: Writer, check: Check) -> None:
    head = ["kode_kabupaten_kota", "nama_kabupaten_kota", "jumlah_penduduk", "satuan", "tahun"]
    rows = [[3201, "BOGOR", 5333.73, "RIBU JIWA", 2021]]
    report = check(write_book("penduduk.xlsx", {"data": [head, *rows]}))
    assert found(report) == [("D2", "unknown_label")]
    report = check(
        write_book("penduduk.xlsx", {"data": [[*head[:3], "tahun"], [*rows[0][:3], 2021]]})
    )
    assert found(report) == [("C2", "not_whole")]


def test_csv_with_thousands_dots_reads_as_thousands(tmp_path: Path, check: Check) -> None:
    path = tmp_path / "penduduk.csv"
    path.write_text(
        "kode_kabupaten_kota;nama_kabupaten_kota;jumlah_penduduk;tahun\n"
        "3201;KABUPATEN BOGOR;5.627.021;2023\n3278;KOTA TASIKMALAYA;731.606;2023\n",
        encoding="utf-8-sig",
    )
    report = check(path)
    assert found(report) == []
    assert report.observations["population"]["value"].tolist() == [5627021, 731606]


@pytest.mark.parametrize("ending", [".xls", ".ods"])
def test_other_spreadsheet_formats_read_the_same(
    saved_by_office: Callable[[str], Path], check: Check, ending: str
) -> None:
    facts = check(saved_by_office(f"usia{ending}")).observations["case_count"]
    assert facts["value"].tolist() == [1, 2, 0, 4]
    assert facts["cell"].tolist() == ["E2", "E3", "E4", "E5"]


KEYED = """
id = "kunci"
kind = "list"
table = "case_count"
title = { id = "x", en = "x" }
[constants]
period_known = "assumed_full_year"
unit = "korban"
group = "anak"
sex = "semua"
age_band = "semua"
place = "semua"
relation = "semua"
service = "semua"
is_exact = "ya"
is_source_total = "tidak"
is_derived = "tidak"
hidden = "no"
[[keys]]
labels = ["Kabupaten/Kota"]
[keys.column]
headings = ["Kabupaten/Kota"]
reads = "region_name"
to = "region_code"
required = true
[[keys]]
labels = ["Tahun"]
[keys.column]
headings = ["Tahun"]
reads = "whole_year"
required = true
[[columns]]
headings = ["Bentuk kekerasan"]
reads = "code"
dimension = "violence_type"
to = "violence_type"
essential = true
[[columns]]
headings = ["Jumlah"]
reads = "number"
to = "value"
blank = "not_reported"
essential = true
"""


def test_region_and_year_may_stand_in_rows_above_the_table(
    tmp_path: Path, write_book: Writer, context: Context
) -> None:
    folder = tmp_path / "layouts"
    folder.mkdir()
    (folder / "kunci.toml").write_text(KEYED, encoding="utf-8")
    mine = Context(context.catalogue, context.registry, load_layouts(folder))
    rows = [
        ["REKAPITULASI KORBAN"],
        ["Kabupaten/Kota", None, ": Konawe Selatan"],
        ["Tahun", None, 2024],
        ["Bentuk kekerasan", "Jumlah"],
        ["Fisik", 3],
        ["Psikis", None],
    ]
    report = check_file(write_book("rekap.xlsx", {"MEI": rows}), mine)
    assert found(report) == []
    facts = report.observations["case_count"]
    assert facts["region_code"].tolist() == ["74.05", "74.05"]
    assert facts["period_start"].dt.year.tolist() == [2024, 2024]
    assert facts["status"].tolist() == ["reported", "not_reported"]
    del rows[2]
    report = check_file(write_book("rekap.xlsx", {"MEI": rows}), mine)
    assert found(report) == [("A3", "missing_key")]


def test_two_tables_side_by_side(write_book: Writer, check: Check) -> None:
    head = ["kode_kabupaten_kota", "nama_kabupaten_kota", "jumlah_penduduk", "tahun"]
    rows = [
        [*head, None, *head],
        [3271, "KOTA BOGOR", 1000000, 2020, None, 3276, "KOTA DEPOK", 2000000, 2020],
        [3271, "KOTA BOGOR", 1100000, 2021, None, None, None, None, None],
    ]
    report = check(write_book("a.xlsx", {"S": rows}))
    assert [item.kind for item in report.issues] == ["provenance_missing"]
    assert [table.range for table in report.tables] == ["A1:D3", "F1:I3"]
    facts = report.observations["population"]
    assert facts["cell"].tolist() == ["C2", "C3", "H2"]
    assert facts["value"].tolist() == [1000000, 1100000, 2000000]
