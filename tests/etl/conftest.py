"""Workbooks that the tests build themselves, in the layouts seen in the field."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from etl.check import Context, FileReport, check_file, load_context

Rows = Sequence[Sequence[object]]
Sheets = Mapping[str, Rows]
Writer = Callable[..., Path]
Check = Callable[[Path], FileReport]
FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


@pytest.fixture(scope="session")
def context() -> Context:
    return load_context()


@pytest.fixture
def check(context: Context) -> Check:
    return lambda path: check_file(path, context)


@pytest.fixture
def write_book(tmp_path: Path) -> Writer:
    """Write sheets to an .xlsx file. `merges`: sheet -> ranges."""

    def write(name: str, sheets: Sheets, merges: Mapping[str, Sequence[str]] | None = None) -> Path:
        path = tmp_path / name
        _write_xlsx(path, sheets, merges or {})
        return path

    return write


@pytest.fixture
def saved_by_office(tmp_path: Path) -> Callable[[str], Path]:
    """A copy of a workbook that LibreOffice saved as .xls or .ods (tests/fixtures)."""

    def copy(name: str) -> Path:
        return Path(shutil.copy(FIXTURES / name, tmp_path))

    return copy


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


@pytest.fixture(scope="session")
def real() -> Path:
    """The folder of spreadsheets from the field; tests skip where it is absent."""
    folder = Path(__file__).resolve().parents[2] / "../shared/real"
    if not folder.is_dir():
        pytest.skip("the folder of real spreadsheets is not here")
    return folder.resolve()
