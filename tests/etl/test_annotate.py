from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from etl.annotate import HEADLINE, annotate
from etl.annotate_report import FILLS, SHEET
from etl.check import Context, check_file
from etl.issues import Issue

RED, YELLOW = f"00{FILLS[True]}", f"00{FILLS[False]}"


def problem(
    cell: str | None, sheet: str | None = "Data", severity: str = "error",
    kind: str = "not_a_number", value: str = "tiga", message: str = "Sel bermasalah",
) -> Issue:  # fmt: skip
    return Issue(
        severity, kind, "a.xlsx", sheet, cell, value, message, "A cell has a problem",
        "Tulis angkanya", "Write the number",
    )  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook with formats, a formula, a merged title, a comment and a hidden column."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.title = "Data"
    for row in (
        ["REKAP KEKERASAN", "", ""],
        ["Daerah", "Jumlah", "Ganda"],
        ["Kota Padang", "tiga", "=B3*2"],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet["A1"].font = Font(bold=True, size=16)
    sheet["A3"].comment = Comment("catatan saya", "Budi")
    sheet["B3"].number_format = "0.00"
    sheet.column_dimensions["A"].width = 31
    sheet.column_dimensions["C"].hidden = True
    other = made.create_sheet("Rekap 'A'")
    other["B2"] = 5
    path = tmp_path / "a.xlsx"
    made.save(path)
    return path


def test_cells_are_filled_by_severity_and_commented_in_both_languages(book: Path) -> None:
    out = book.with_name("out.xlsx")
    annotate(book, [problem("B3"), problem("B2", severity="warning", message="Judul aneh")], out)
    sheet = openpyxl.load_workbook(out)["Data"]
    assert sheet["B3"].fill.fgColor.rgb == RED
    assert sheet["B2"].fill.fgColor.rgb == YELLOW
    assert sheet["B3"].comment is not None
    text = sheet["B3"].comment.text
    assert text.index("Sel bermasalah") < text.index("Tulis angkanya")
    assert text.index("Tulis angkanya") < text.index("A cell has a problem")
    assert "Write the number" in text
    assert sheet["C2"].comment is None
    assert sheet["C2"].fill.fill_type is None


def test_what_the_user_made_stays(book: Path) -> None:
    out = book.with_name("out.xlsx")
    annotate(book, [problem("A3"), problem("B3")], out)
    made = openpyxl.load_workbook(out)
    assert made.sheetnames == [SHEET, "Data", "Rekap 'A'"]
    sheet = made["Data"]
    assert sheet["C3"].value == "=B3*2"
    assert sheet["A1"].font.sz == 16
    assert sheet["B3"].number_format == "0.00"
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:C1"]
    assert sheet.column_dimensions["A"].width == 31
    assert sheet.column_dimensions["C"].hidden
    assert sheet["A3"].comment is not None
    assert sheet["A3"].comment.text.startswith(f"catatan saya\n\n{HEADLINE}")
    assert sheet["A3"].comment.author == "Budi"


def test_an_issue_inside_a_merged_block_marks_the_cell_that_shows(book: Path) -> None:
    out = book.with_name("out.xlsx")
    annotate(book, [problem("C1")], out)
    sheet = openpyxl.load_workbook(out)["Data"]
    assert sheet["A1"].fill.fgColor.rgb == RED
    assert sheet["A1"].comment is not None


def test_the_report_lists_every_issue_with_a_link_to_its_cell(book: Path) -> None:
    out = book.with_name("out.xlsx")
    issues = [
        problem("B2", severity="warning", kind="other"),
        problem("B3"),
        problem("B2", sheet="Rekap 'A'"),
        problem(None, sheet="Data", kind="table_not_recognised"),
        problem(None, sheet=None, kind="provenance_missing", severity="warning"),
    ]
    annotate(book, issues, out)
    report = openpyxl.load_workbook(out)[SHEET]
    listed = [
        tuple(cell.value for cell in row[:4]) for row in report.iter_rows()
        if row[0].value in ("Kesalahan", "Peringatan")
    ]  # fmt: skip
    assert listed == [
        ("Kesalahan", "Data", "B3", "tiga"),
        ("Kesalahan", "Rekap 'A'", "B2", "tiga"),
        ("Kesalahan", "Data", None, "tiga"),
        ("Peringatan", "Data", "B2", "tiga"),
        ("Peringatan", None, None, "tiga"),
    ]
    links = [
        cell.hyperlink.location for row in report.iter_rows() for cell in row if cell.hyperlink
    ]
    assert links == ["'Data'!B3", "'Rekap ''A'''!B2", "'Data'!B2"]
    assert report["A2"].value == "3 kesalahan, 2 peringatan"


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1+2", "@SUM(A1)"])
def test_a_quoted_cell_is_never_a_formula(book: Path, text: str) -> None:
    out = book.with_name("out.xlsx")
    annotate(book, [problem("B3", value=text, message=text)], out)
    report = openpyxl.load_workbook(out)[SHEET]
    quoted = [cell for row in report.iter_rows() for cell in row if cell.value == text]
    assert [cell.column_letter for cell in quoted] == ["D", "E"]
    assert {(cell.data_type, cell.quotePrefix) for cell in quoted} == {("s", True)}


def test_a_second_check_takes_the_marks_of_the_first_away(book: Path) -> None:
    once, twice = book.with_name("once.xlsx"), book.with_name("twice.xlsx")
    annotate(book, [problem("A3"), problem("B3")], once)
    annotate(once, [problem("B2")], twice)
    made = openpyxl.load_workbook(twice)
    assert made.sheetnames.count(SHEET) == 1
    sheet = made["Data"]
    assert sheet["B3"].comment is None
    assert sheet["B3"].fill.fill_type is None
    assert sheet["A3"].comment is not None
    assert sheet["A3"].comment.text == "catatan saya"
    assert sheet["B2"].fill.fgColor.rgb == RED


def test_a_text_file_comes_back_as_a_workbook_with_its_texts(tmp_path: Path) -> None:
    path, out = tmp_path / "a.csv", tmp_path / "out.xlsx"
    path.write_text("kode;jumlah\n011;3.149\n=1+1;x\n", encoding="utf-8")
    annotate(path, [problem("B2", sheet="csv")], out)
    sheet = openpyxl.load_workbook(out)["csv"]
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert values == [["kode", "jumlah"], ["011", "3.149"], ["=1+1", "x"]]
    assert sheet["A3"].data_type == "s"
    assert sheet["B2"].fill.fgColor.rgb == RED


@pytest.mark.parametrize("name", ["buku.ods", "buku.xls"])
def test_other_kinds_of_workbook_come_back_with_values_at_their_addresses(
    tmp_path: Path, saved_by_office: Any, name: str
) -> None:
    path = saved_by_office(name)
    out = tmp_path / "out.xlsx"
    annotate(path, [], out)
    assert len(openpyxl.load_workbook(out).sheetnames) > 1


def test_a_file_that_cannot_be_read_has_a_report_only(tmp_path: Path) -> None:
    path, out = tmp_path / "a.xlsx", tmp_path / "out.xlsx"
    path.write_bytes(b"PK\x03\x04 broken")
    annotate(path, [problem(None, sheet=None, kind="unreadable_file")], out)
    made = openpyxl.load_workbook(out)
    assert made.sheetnames == [SHEET]
    assert any("tidak dapat dibuka" in str(cell.value) for cell in made[SHEET]["A"])


def test_many_marks_on_a_large_used_range_stay_quick(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.title = "Data"
    sheet["A1"], sheet["A1048576"] = "judul", 1
    path, out = tmp_path / "a.xlsx", tmp_path / "out.xlsx"
    made.save(path)
    annotate(path, [problem("A1048576")], out)
    assert openpyxl.load_workbook(out)["Data"]["A1048576"].fill.fgColor.rgb == RED


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_the_marks_in_the_right_cells(
    tmp_path: Path, write_book: Any, context: Context
) -> None:
    path = write_book(
        "korban.xlsx",
        {
            "Data": [
                [
                    "kode_kabupaten_kota",
                    "nama_kabupaten_kota",
                    "kelompok_usia",
                    "jumlah_korban",
                    "tahun",
                ],
                [3201, "KABUPATEN BOGOR", "6-12", 3, 2023],
                [3202, "KABUPATEN SUKABUMI", "6-12", "tiga", 2023],
                [3299, "KABUPATEN ENTAH", "6-12", 4, 2023],
            ]
        },
    )
    report = check_file(path, context)
    cells = {one.cell for one in report.issues if one.cell is not None}
    assert {"D3", "A4"} <= cells
    marked = tmp_path / "out.xlsx"
    annotate(path, report.issues, marked)
    again = tmp_path / "again"
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(again)]
    subprocess.run([*command, str(marked)], check=True, capture_output=True, timeout=180)
    sheet = openpyxl.load_workbook(again / "out.xlsx")["Data"]
    commented = {c.coordinate for row in sheet.iter_rows() for c in row if c.comment}
    filled = {
        c.coordinate for row in sheet.iter_rows() for c in row if c.fill.fill_type == "solid"
    }  # fmt: skip
    assert commented == filled == cells
    assert sheet["D3"].comment is not None
    assert "tiga" in sheet["D3"].comment.text


def test_an_annotated_workbook_is_checked_like_the_one_it_came_from(
    write_book: Any, tmp_path: Path, context: Context
) -> None:
    heading = ["kode_kabupaten_kota", "nama_kabupaten_kota", "kategori_usia", "jumlah_korban"]
    rows = [
        [3201, "KABUPATEN BOGOR", "6-12", 3, 2023],
        [3202, "KABUPATEN ENTAH", "6-12", "x1", 2023],
    ]
    path = write_book("korban.xlsx", {"Data": [[*heading, "tahun"], *rows]})
    before = check_file(path, context)
    assert before.issues
    (tmp_path / "again").mkdir()
    annotate(path, before.issues, tmp_path / "again" / "korban.xlsx")
    after = check_file(tmp_path / "again" / "korban.xlsx", context)
    assert [(i.sheet, i.cell, i.kind) for i in after.issues] == [
        (i.sheet, i.cell, i.kind) for i in before.issues
    ]
