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


@pytest.mark.parametrize("name", ["galat.xls", "galat.ods"])
def test_errors_of_the_other_formats_are_not_empty_cells(saved_by_office: Saved, name: str) -> None:
    first, second = grids(saved_by_office(name))
    assert first.sheet == "Data Galat"
    assert first.rows[1:] == [[1, "#DIV/0!", "#N/A", 2], ["x", "", "#NAME?", "teks"]]
    assert second.rows == [["#DIV/0!", 2]]


def test_a_formula_of_an_ods_never_computed_is_not_an_empty_cell(
    saved_by_office: Saved, tmp_path: Path
) -> None:
    path = tmp_path / "rumus.ods"
    with (
        zipfile.ZipFile(saved_by_office("galat.ods")) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "content.xml":
                old_cell = b'+1" office:value-type="float" office:value="2" '
                old_cell += b'calcext:value-type="float"><text:p>2</text:p>'
                assert old_cell in content
                content = content.replace(old_cell, b'+1">')
            new.writestr(name, content)
    assert grids(path)[0].rows[1][3] == "=[.A2]+1"


def test_unread_cells_outside_of_all_others_are_kept(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["C3"], sheet["D3"] = "a", 7
    for address in ("B2", "E5"):
        sheet[address] = f"={address}+1"
    only = book.create_sheet("Rumus")
    only["B2"] = "=1+1"
    path = tmp_path / "tepi.xlsx"
    book.save(path)
    first, second = grids(path)
    assert first.rows == [
        ["=B2+1", "", "", ""], ["", "a", 7, ""], ["", "", "", ""], ["", "", "", "=E5+1"],
    ]  # fmt: skip
    assert (first.address(0, 0), first.address(3, 3)) == ("B2", "E5")
    assert (second.rows, second.address(0, 0)) == ([["=1+1"]], "B2")


@pytest.mark.parametrize("result", ["", "<v></v>", "<v/>", "<v>0</v>"])
def test_a_workbook_that_asks_to_be_computed_has_no_results_yet(
    tmp_path: Path, result: str
) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append([1, "=A1*0"])
    path, told = tmp_path / "asal.xlsx", tmp_path / "rumus.xlsx"
    book.save(path)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(told, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b"<f>A1*0</f><v></v>", b"<f>A1*0</f><v/>")
            new.writestr(name, content.replace(b"<f>A1*0</f><v/>", f"<f>A1*0</f>{result}".encode()))
    assert grids(told)[0].rows == [[1, "=A1*0"]]


DIALECTS = {
    "a prefix": (
        '<x:worksheet xmlns:x="{space}"><x:sheetData><x:row r="1"><x:c r="A1" t="e">'
        '<x:v>#REF!</x:v></x:c><x:c r="B1"><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    ),
    "no addresses": (
        '<worksheet xmlns="{space}"><sheetData><row><c t="e"><v>#REF!</v></c><c><v>2</v></c></row>'
        "</sheetData></worksheet>"
    ),
    "single quotes": (
        "<worksheet xmlns='{space}'><sheetData><row r='1'><c r='A1' t='e'><v>#REF!</v></c>"
        "<c r='B1'><v>2</v></c></row></sheetData></worksheet>"
    ),
}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_errors_are_seen_in_every_dialect_of_xml(tmp_path: Path, dialect: str) -> None:
    book = openpyxl.Workbook()
    path, told = tmp_path / "asal.xlsx", tmp_path / "galat.xlsx"
    book.save(path)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(told, "w") as new:
        for name in old.namelist():
            is_sheet = name == "xl/worksheets/sheet1.xml"
            new.writestr(
                name, DIALECTS[dialect].format(space=space) if is_sheet else old.read(name)
            )
    assert grids(told)[0].rows == [["#REF!", 2]]


def test_of_a_torn_sheet_nothing_is_read(write_book: Writer, tmp_path: Path) -> None:
    path, told = (
        write_book("utuh.xlsx", {"S": [["a", "b"], [1, 2], [3, 4]]}),
        tmp_path / "sobek.xlsx",
    )
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(told, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            cut = content.index(b'<row r="3"') if name == "xl/worksheets/sheet1.xml" else None
            new.writestr(name, content[:cut])
    with pytest.raises(UnreadableFileError) as caught:
        grids(told)
    assert caught.value.reason == "not_a_workbook"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Belu;0,24;26,52\nAlor;0,11;3,50\n",
            [["Belu", "0,24", "26,52"], ["Alor", "0,11", "3,50"]],
        ),
        ("sep=,\na,b\n", [["a", "b"]]),
        ('a,"b ""c"" d",e\n', [["a", 'b "c" d', "e"]]),
        ('a;"b\nc";d\r\n1;2;3\r\n', [["a", "b\nc", "d"], ["1", "2", "3"]]),
        ("< 5 tahun;<kosong>\n1;2\n", [["< 5 tahun", "<kosong>"], ["1", "2"]]),
        ("satu kolom\n1\n2\n", [["satu kolom"], ["1"], ["2"]]),
        ('a;b\n12" pipa;3\n', [["a", "b"], ['12" pipa', "3"]]),
    ],
)
def test_csv_dialects(tmp_path: Path, text: str, rows: list[list[str]]) -> None:
    path = tmp_path / "tabel.csv"
    path.write_bytes(text.encode())
    (grid,) = grids(path)
    assert grid.rows == rows
    assert grid.row_numbers[0] == 1 + text.startswith("sep=")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("kosong.xlsx", b"", "empty"),
        ("teks.xlsx", b"kode,nama\n1,2\n", "text_named_workbook"),
        ("rusak.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "not_a_workbook"),
        ("buku.csv", b"PK\x03\x04 zip", "workbook_named_csv"),
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
