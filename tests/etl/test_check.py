from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from etl.check import Context, FileReport, check_file, report_json
from etl.template import write_template
from indicators import tables

Check = Callable[[Path], FileReport]
Writer = Callable[..., Path]
Checker = Callable[..., FileReport]

CASE = {
    "kode_daerah": "32.01", "nama_daerah": "Kabupaten Bogor", "periode_mulai": "2023-01-01",
    "periode_selesai": "2023-12-31", "satuan": "korban", "kelompok": "anak", "jumlah": 3,
    "publikasi": "p1",
}  # fmt: skip
PUBLICATION = {"publikasi": "p1", "penerbit": "DP3A", "judul": "Rekap", "kepercayaan": "official"}


def errors(report: FileReport) -> list[tuple[str | None, str]]:
    return [(item.cell, item.kind) for item in report.issues if item.severity == "error"]


@pytest.fixture
def cases(tmp_path: Path, context: Context) -> Checker:
    """Write a case template with these rows, change cells by address, check it."""

    def check(rows: list[dict[str, object]], cells: dict[str, object] | None = None) -> FileReport:
        path = tmp_path / "kasus.xlsx"
        write_template("kasus", path, {"Data": rows, "Publikasi": [PUBLICATION]})
        if cells:
            book = openpyxl.load_workbook(path)
            for address, value in cells.items():
                book["Data"][address] = value
            book.save(path)
        return check_file(path, context)

    return check


def test_five_faults_give_five_issues_with_their_cells(cases: Checker) -> None:
    rows = [
        CASE,
        {**CASE, "kode_daerah": "32.99", "nama_daerah": "Kabupaten Antah Berantah"},
        {**CASE, "jenis_kelamin": "pria dewasa"},
        {**CASE, "kode_daerah": "32.02", "nama_daerah": "Kabupaten Sukabumi", "jumlah": "tiga"},
        CASE,
        {**CASE, "kode_daerah": "32.03", "nama_daerah": "Kabupaten Cianjur"},
    ]
    report = cases(rows, {"C7": "20222-01-01", "D7": "20222-12-31"})
    assert [(item.severity, item.cell, item.kind) for item in report.issues] == [
        ("error", "A3", "unknown_region"),
        ("error", "H4", "unknown_label"),
        ("error", "N5", "not_a_number"),
        ("error", "N6", "duplicate_row"),
        ("error", "C7", "year_out_of_range"),
    ]
    assert {item.sheet for item in report.issues} == {"Data"}


def test_five_faults_in_the_open_data_table(write_book: Writer, check: Check) -> None:
    head = [
        "id",
        "kode_provinsi",
        "nama_provinsi",
        "kode_kabupaten_kota",
        "nama_kabupaten_kota",
        "jenis_kelamin",
        "kategori_usia",
        "jumlah_korban",
        "satuan",
        "tahun",
    ]
    row = [1, 32, "JAWA BARAT", 3201, "BOGOR", "LAKI-LAKI", "0-5 TAHUN", 3, "ORANG", 2020]
    changed = [
        {3: 9999, 4: "KABUPATEN ANTAH BERANTAH"}, {6: "6-99 TAHUN"}, {5: "PEREMPUAN", 7: "lima"},
        {}, {9: 20222},
    ]  # fmt: skip
    rows = [[change.get(index, cell) for index, cell in enumerate(row)] for change in changed]
    report = check(write_book("data.xlsx", {"data": [head, row, *rows]}))
    assert errors(report) == [
        ("D3", "unknown_region"),
        ("G4", "unknown_label"),
        ("H5", "not_a_number"),
        ("H6", "duplicate_row"),
        ("J7", "year_out_of_range"),
    ]


def test_a_clean_template_reads_without_an_issue(cases: Checker) -> None:
    report = cases([CASE, {**CASE, "jenis_kelamin": "Perempuan", "jumlah": 0, "pasti": "tidak"}])
    assert not report.issues
    facts = report.observations["case_count"]
    assert tuple(facts.columns) == tables.CASE_COUNT.column_names
    assert facts["sex"].tolist() == ["semua", "perempuan"]
    assert facts["value"].tolist() == [3, 0]
    assert facts["status"].tolist() == ["reported", "reported"]
    assert facts["is_exact"].tolist() == [True, False]
    assert facts["cell"].tolist() == ["N2", "N3"]
    assert facts["period_end"].dt.date.tolist() == [datetime.date(2023, 12, 31)] * 2
    (read,) = [table for table in report.tables if table.table == "case_count"]
    assert (read.sheet, read.range, read.layout, read.rows) == (
        "Data",
        "A1:S3",
        "template_kasus",
        2,
    )


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"A2": 11.1, "B2": None}, [("A2", "unknown_region")]),
        ({"B2": "Kota Bogor"}, [("B2", "region_mismatch")]),
        ({"B2": "Bogor"}, []),
        ({"B2": "KAB. BOGOR"}, []),
        ({"A2": "3201"}, [("A2", "unknown_region")]),
        ({"F2": None}, [("F2", "missing_value")]),
        ({"H2": datetime.date(2024, 12, 6)}, [("H2", "date_in_label")]),
        ({"N2": None}, [("N2", "missing_value")]),
        ({"N2": None, "O2": "not_reported"}, []),
        ({"N2": "-"}, []),
        ({"N2": 5, "O2": "not_reported"}, [("N2", "status_contradicts")]),
        ({"N2": -1}, [("N2", "negative_count")]),
        ({"N2": 2.5}, [("N2", "not_whole")]),
        ({"N2": "=1+1"}, [("N2", "formula_without_value")]),
        ({"C2": "1999-01-01"}, [("C2", "year_out_of_range")]),
        ({"C2": "2023-12-31", "D2": "2023-01-01"}, [("D2", "period_reversed")]),
        ({"D2": None}, [("D2", "missing_value")]),
        ({"P2": "mungkin"}, [("P2", "unknown_label")]),
        ({"S2": "lain"}, [("S2", "unknown_publication")]),
        ({"S2": None}, [("S2", "missing_value")]),
        ({"N1": None}, [("A1", "missing_column")]),
        (
            {"N1": "jumlah", "O1": "jumlah"},
            [("A1", "missing_column"), ("O1", "duplicate_column")],
        ),
    ],
)
def test_one_fault_one_issue_at_its_cell(
    cases: Checker, cells: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    assert errors(cases([CASE], cells)) == expected


def test_a_value_beyond_the_measure_is_a_warning_and_stays(cases: Checker) -> None:
    report = cases([{**CASE, "jumlah": 10_000_000}])
    assert [(i.severity, i.cell, i.kind) for i in report.issues] == [
        ("warning", "N2", "out_of_range")
    ]
    assert report.observations["case_count"]["value"].tolist() == [10_000_000]


def test_a_dash_and_an_empty_cell_are_not_zero(cases: Checker) -> None:
    report = cases([{**CASE, "jumlah": "-"}, {**CASE, "jenis_kelamin": "perempuan", "jumlah": "#"}])
    facts = report.observations["case_count"]
    assert facts["status"].tolist() == ["not_reported", "under_verification"]
    assert facts["value"].isna().all()


def test_unknown_columns_and_sheets_are_named(cases: Checker) -> None:
    report = cases([CASE], {"T1": "jumlh_lama", "T2": 4, "U3": "tanpa judul"})
    assert [(i.severity, i.cell, i.kind) for i in report.issues] == [
        ("warning", "T1", "unknown_column"),
        ("warning", "U1", "column_without_heading"),
    ]


def test_a_scratch_sheet_is_a_warning_beside_a_table_that_was_read(
    tmp_path: Path, context: Context
) -> None:
    path = tmp_path / "kasus.xlsx"
    write_template("kasus", path, {"Data": [CASE], "Publikasi": [PUBLICATION]})
    book = openpyxl.load_workbook(path)
    book.create_sheet("Sheet1").append([3, 110, 330])
    book.save(path)
    report = check_file(path, context)
    assert [(i.severity, i.sheet, i.kind) for i in report.issues] == [
        ("warning", "Sheet1", "table_not_recognised")
    ]


def test_a_faulty_publication_is_reported_once(tmp_path: Path, context: Context) -> None:
    path = tmp_path / "kasus.xlsx"
    wrong = {**PUBLICATION, "kepercayaan": "entah"}
    write_template("kasus", path, {"Data": [CASE], "Publikasi": [wrong]})
    assert errors(check_file(path, context)) == [("F2", "unknown_label")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kosong.xlsx", b""),
        ("teks.xlsx", b"kode,nama"),
        ("biner.csv", b"\x00\x01\x02"),
        ("laporan.docx", b"PK"),
        ("hampa.csv", b"\n\n"),
    ],
)
def test_an_unreadable_file_gives_one_sentence(
    tmp_path: Path, context: Context, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    report = check_file(path, context)
    (found,) = report.issues
    assert (found.severity, found.kind, found.cell) == ("error", "unreadable_file", None)
    assert found.message.endswith(".")
    assert found.remedy_en


def test_a_file_that_is_not_there(tmp_path: Path, context: Context) -> None:
    assert errors(check_file(tmp_path / "tidak_ada.xlsx", context)) == [(None, "unreadable_file")]


def test_a_table_nobody_knows(write_book: Writer, check: Check) -> None:
    report = check(write_book("lain.xlsx", {"Sheet1": [["Tahun", "UMP"], [2018, 2119067]]}))
    assert errors(report) == [(None, "table_not_recognised")]


def test_the_report_as_json(cases: Checker) -> None:
    report = cases([CASE, {**CASE, "jenis_kelamin": "laki-laki", "jumlah": "-"}])
    content = json.loads(json.dumps(report_json(report, observations=True)))
    told = {"file", "sha256", "refused", "tables", "observations", "issues"}
    assert set(content) == told
    first, second = content["observations"]
    assert set(first) == {"table", *tables.CASE_COUNT.column_names}
    assert (first["period_start"], first["value"], first["cell"]) == ("2023-01-01", 3.0, "N2")
    assert (second["value"], second["status"], second["note"]) == (None, "not_reported", None)
    assert "observations" not in report_json(report, observations=False)
    assert set(content["tables"][0]) == {"sheet", "range", "layout", "table", "rows", "totals"}


def test_every_issue_of_the_json_has_an_address_words_and_a_remedy(cases: Checker) -> None:
    report = cases([CASE], {"N2": "tiga"})
    (found,) = report_json(report, observations=False)["issues"]
    assert set(found) == {
        "severity", "kind", "sheet", "cell", "value", "message", "message_en", "remedy",
        "remedy_en",
    }  # fmt: skip
    assert found["value"] == "tiga"
