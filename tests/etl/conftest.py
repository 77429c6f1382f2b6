"""Workbooks that the tests build themselves, in the layouts seen in the field."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import odf.opendocument
import odf.table
import odf.text
import openpyxl
import pytest
import xlwt

from etl.check import Context, FileReport, check_file, load_context

Rows = Sequence[Sequence[object]]
Sheets = Mapping[str, Rows]
Writer = Callable[..., Path]
Check = Callable[[Path], FileReport]


@pytest.fixture(scope="session")
def context() -> Context:
    return load_context()


@pytest.fixture
def check(context: Context) -> Check:
    return lambda path: check_file(path, context)


@pytest.fixture
def write_book(tmp_path: Path) -> Writer:
    """Write sheets to a file; its ending says in which format. `merges`: sheet -> ranges."""

    def write(name: str, sheets: Sheets, merges: Mapping[str, Sequence[str]] | None = None) -> Path:
        path = tmp_path / name
        WRITERS[path.suffix](path, sheets, merges or {})
        return path

    return write


def _write_xlsx(path: Path, sheets: Sheets, merges: Mapping[str, Sequence[str]]) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in merges.get(name, ()):
            sheet.merge_cells(area)
    book.save(path)


def _write_xls(path: Path, sheets: Sheets, merges: Mapping[str, Sequence[str]]) -> None:
    book = xlwt.Workbook()
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for number, row in enumerate(rows):
            for index, cell in enumerate(row):
                if isinstance(cell, datetime.date):
                    sheet.write(number, index, cell, day)
                elif cell is not None:
                    sheet.write(number, index, cell)
    book.save(str(path))


def _write_ods(path: Path, sheets: Sheets, merges: Mapping[str, Sequence[str]]) -> None:
    document = odf.opendocument.OpenDocumentSpreadsheet()
    for name, rows in sheets.items():
        sheet = odf.table.Table(name=name)
        for row in rows:
            line = odf.table.TableRow()
            for cell in row:
                line.addElement(_ods_cell(cell))
            sheet.addElement(line)
        document.spreadsheet.addElement(sheet)
    document.save(str(path))


def _ods_cell(cell: object) -> odf.table.TableCell:
    if cell is None or cell == "":
        return odf.table.TableCell()
    if isinstance(cell, datetime.date):
        return odf.table.TableCell(valuetype="date", datevalue=cell.isoformat())
    if isinstance(cell, int | float):
        return odf.table.TableCell(valuetype="float", value=str(cell))
    found = odf.table.TableCell(valuetype="string")
    found.addElement(odf.text.P(text=str(cell)))
    return found


WRITERS = {".xlsx": _write_xlsx, ".xls": _write_xls, ".ods": _write_ods}


@pytest.fixture(scope="session")
def real() -> Path:
    """The folder of spreadsheets from the field; tests skip where it is absent."""
    folder = Path(__file__).resolve().parents[2] / "../shared/real"
    if not folder.is_dir():
        pytest.skip("the folder of real spreadsheets is not here")
    return folder.resolve()
