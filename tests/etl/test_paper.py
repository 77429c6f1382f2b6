"""Workbooks on paper: every sheet of every workbook can be printed and read."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from etl.books import form_book, sheets
from etl.layout import load_layouts
from etl.paper import A3, A4, lay_out
from etl.template import write_template
from etl.template_choices import Choices
from indicators import catalogue


def wide(columns: int, width: int = 20) -> Workbook:
    book = Workbook()
    for position in range(1, columns + 1):
        cell = book.worksheets[0].cell(1, position, "x")
        book.worksheets[0].column_dimensions[cell.column_letter].width = width
    return book


@pytest.mark.parametrize(
    ("columns", "paper", "pages"), [(5, A4, 1), (11, A4, 1), (12, A3, 1), (17, A3, 1), (18, A3, 2)]
)
def test_the_paper_follows_the_width(columns: int, paper: int, pages: int) -> None:
    sheet = wide(columns).worksheets[0]
    sheet.freeze_panes = "C2"
    lay_out(sheet)
    told = sheet.page_setup
    assert (told.orientation, told.paperSize, told.fitToWidth) == ("landscape", paper, pages)
    assert sheet.print_title_cols == ("$A:$B" if pages > 1 else None)


def test_every_sheet_of_a_written_workbook_fits_its_pages(tmp_path: Path) -> None:
    form = catalogue.load().instruments["kla_2024"]
    form_book.write(tmp_path / "form.xlsx", form)
    write_template("kasus", tmp_path / "kasus.xlsx")
    for path in tmp_path.glob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path).worksheets:
            assert sheet.sheet_properties.pageSetUpPr.fitToPage, (path.name, sheet.title)
            assert sheet.page_setup.paperSize in (A3, A4)
            for rule in sheet.data_validations.dataValidation:
                assert len(rule.error or "") <= 225
                assert len(rule.formula1 or "") <= 255
    questions = openpyxl.load_workbook(tmp_path / "form.xlsx")["Pertanyaan"]
    assert questions.print_title_rows == "$1:$2"


def test_a_row_of_a_protected_table_has_no_locked_cell(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    layout = load_layouts().template("bukti")
    sheets.write_table(sheet, layout, [{"kode_daerah": "99.01"}], Choices({}))
    book.save(tmp_path / "b.xlsx")
    found = openpyxl.load_workbook(tmp_path / "b.xlsx").worksheets[0]
    assert found.protection.sheet
    rest = found.column_dimensions["AD"]
    assert (rest.min, rest.max, rest.protection.locked) == (30, 16384, False)
    assert not any(cell.protection.locked for cell in found[2][:29])
