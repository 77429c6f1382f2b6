from __future__ import annotations

import datetime
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.reading.workbook import Grid, UnreadableFileError, letters, position_of, read_workbook

Writer = Callable[..., Path]
Saved = Callable[[str], Path]


def grids(path: Path) -> list[Grid]:
    return read_workbook(path, path.read_bytes())


@given(st.integers(0, 20_000), st.integers(0, 2_000_000))
def test_an_address_leads_back_to_its_cell(column: int, row: int) -> None:
    assert position_of(f"{letters(column)}{row + 1}") == (row, column)


def test_letters_as_a_spreadsheet_counts() -> None:
    assert [letters(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.parametrize("ending", [".xlsx", ".xls", ".ods"])
def test_cells_of_the_three_spreadsheet_formats(
    write_book: Writer, saved_by_office: Saved, ending: str
) -> None:
    day = datetime.date(2024, 6, 12)
    sheets = {"Satu": [["a", 1.5, day], ["b", "11.10", None]], "Dua": []}
    name = f"buku{ending}"
    path = write_book(name, sheets) if ending == ".xlsx" else saved_by_office(name)
    (grid,) = grids(path)
    assert grid.sheet == "Satu"
    assert grid.rows == [["a", 1.5, day], ["b", "11.10", ""]]
    assert grid.address(1, 1) == "B2"


def test_a_table_away_from_the_corner_keeps_its_addresses(write_book: Writer) -> None:
    path = write_book("buku.xlsx", {"S": [[], [None, None, "x"], [], [None, None, None, 7]]})
    (grid,) = grids(path)
    assert grid.rows[0][0] == "x"
    assert grid.address(0, 0) == "C2"
    assert grid.address(2, 1) == "D4"


def test_merged_ranges_are_in_the_rows_and_columns_of_the_grid(write_book: Writer) -> None:
    path = write_book("buku.xlsx", {"S": [[], ["a", "b"], ["c", "d"]]}, {"S": ["A2:A3"]})
    (grid,) = grids(path)
    area = grid.merged[0]
    assert (area.top, area.left, area.bottom, area.right) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8-sig", ","), ("utf-8", ";"), ("utf-16", "\t"), ("cp1252", ";")],
)
def test_csv_encodings_and_delimiters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "tabel.csv"
    lines = [["nama", "a", "b"], ["Café ", "0,24", "26,52"], ['dua\nbaris "q"', "1", "2"]]
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in line] for line in lines]
    path.write_bytes("\r\n".join(delimiter.join(line) for line in quoted).encode(encoding))
    (grid,) = grids(path)
    assert grid.rows == [
        ["nama", "a", "b"],
        ["Café", "0,24", "26,52"],
        ['dua\nbaris "q"', "1", "2"],
    ]


def test_csv_with_decimal_commas_is_cut_at_its_semicolons(tmp_path: Path) -> None:
    path = tmp_path / "ntt.csv"
    path.write_text("nama;a;b\nBelu ;0,24;26,52\nAlor;0,11;3,5\n", encoding="utf-8")
    assert grids(path)[0].rows[1] == ["Belu", "0,24", "26,52"]


def test_csv_rows_of_unequal_width_are_filled_up(tmp_path: Path) -> None:
    path = tmp_path / "pendek.csv"
    path.write_text("a,b,c\n1,2\n,, ,,\n", encoding="utf-8")
    (grid,) = grids(path)
    assert grid.rows == [["a", "b", "c"], ["1", "2", ""]]


def test_a_cell_in_the_last_row_costs_nothing_and_keeps_its_address(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Agama"
    for row in range(1, 21):
        for column in range(1, 15):
            sheet.cell(row, column, f"{row}.{column}")
    sheet["A1048575"] = 5
    path = tmp_path / "jauh.xlsx"
    book.save(path)
    (grid,) = grids(path)
    assert len(grid.rows) < 40
    assert grid.rows[19][13] == "20.14"
    assert grid.address(19, 13) == "N20"
    assert grid.rows[-1][0] == 5
    assert grid.address(len(grid.rows) - 1, 0) == "A1048575"


def test_errors_and_formulas_never_computed_are_not_empty_cells(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["a", "b", "c"])
    sheet.append(["=B1*2", 1, None])
    sheet["C2"] = "#DIV/0!"
    sheet["C2"].data_type = "e"
    path = tmp_path / "rumus.xlsx"
    book.save(path)
    (grid,) = grids(path)
    assert grid.rows[1] == ["=B1*2", 1.0, "#DIV/0!"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("kosong.xlsx", b"", "empty"),
        ("teks.xlsx", b"kode,nama\n1,2\n", "not_a_workbook"),
        ("rusak.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "not_a_workbook"),
        ("buku.csv", b"PK\x03\x04 zip", "not_text"),
        ("biner.csv", b"a,b\n\x00\x01", "not_text"),
        ("laporan.pdf", b"%PDF-1.4", "ending"),
    ],
)
def test_what_cannot_be_read_says_why(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError) as caught:
        grids(path)
    assert caught.value.reason == reason


def test_half_a_workbook_is_no_workbook(write_book: Writer) -> None:
    path = write_book("buku.xlsx", {"S": [["a"] * 20] * 50})
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(UnreadableFileError):
        grids(path)


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "arsip.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("foto.jpg", b"...")
    with pytest.raises(UnreadableFileError):
        grids(path)


@pytest.mark.parametrize("ending", [".xlsx", ".xls", ".ods"])
def test_damaged_workbooks_are_read_or_refused_never_raise(
    write_book: Writer, saved_by_office: Saved, ending: str, capfd: pytest.CaptureFixture[str]
) -> None:
    sheets, name = {"Satu": [["a", 1.5], ["b", "11.10"]] * 20}, f"berulang{ending}"
    path = write_book(name, sheets) if ending == ".xlsx" else saved_by_office(name)
    content, chance = path.read_bytes(), random.Random(7)
    refused = 0
    for _ in range(60):
        damaged = bytearray(content)
        for _ in range(chance.randint(1, 30)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        for content_read in (damaged, damaged[: chance.randrange(1, len(damaged))]):
            try:
                read_workbook(path, bytes(content_read))
            except UnreadableFileError:
                refused += 1
    assert refused
    assert capfd.readouterr().err == ""
