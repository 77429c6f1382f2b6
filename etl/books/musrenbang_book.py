"""Sheets for the musrenbang of each kecamatan: what its villages have not yet, with room to plan.

One sheet a kecamatan, one row a village and question it does not fulfil or has not answered, the
questions with most points first. Activity and budget are left empty for the meeting; their sum and
the number of villages without each thing are live formulas.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from etl.books import worded
from etl.books.village_words import AREA_FIELDS, TEXTS
from etl.books.worded import Language
from etl.paper import HEADER_FILL, INPUT_FILL, fit_to_width
from indicators.instrument import Instrument
from indicators.village_questions import asked

NEEDS: Final = (
    "kecamatan", "area_code", "name", "indicator", "question", "title", "state", "worth",
)  # fmt: skip
TABLE: Final = 6
"""The row of the headings; sums stand above it."""
COLUMNS: Final = ("code", "name", "item", "need", "state", "worth", "activity", "budget")
WIDTHS: Final = (18, 28, 10, 60, 16, 14, 50, 20)
ROOM: Final = 50
"""Rows below the last for what the meeting adds."""


def needs(
    form: Instrument, areas: pd.DataFrame, answers: pd.DataFrame, *, internal: bool = False,
    language: Language = "id",
) -> pd.DataFrame:  # fmt: skip
    """NEEDS: what the desa/kelurahan do not fulfil (`state` no) or have not answered (open).

    `areas` and `answers` as the checklist is read; `worth` is the points of the form that one
    village brings its regency. Without `internal`, child marriage and nutrition are left out.
    """
    villages = areas[areas["level"] == "desa"]
    questions = [one for one in asked(form, "desa", internal=internal) if one.better != "none"]
    questions.sort(key=lambda one: (-one.max_score, one.position))
    key = ["area_code", "indicator", "question"]
    told = answers.set_index(key)["answer"].to_dict()
    rows = []
    for one in questions:
        for area in villages.sort_values("area_code").itertuples():
            answer = told.get((area.area_code, one.indicator, one.question), pd.NA)
            if not pd.isna(answer) and bool(answer) == (one.better == "higher"):
                continue
            state = "open" if pd.isna(answer) else "no"
            place = (area.parent_code, area.area_code, area.name)
            item = (one.indicator, one.question, one.title.in_(language))
            rows.append((*place, *item, state, one.max_score / len(villages)))
    return pd.DataFrame(rows, columns=list(NEEDS))


def write(
    path: Path, form: Instrument, areas: pd.DataFrame, answers: pd.DataFrame, *,
    only: str = "", internal: bool = False, language: Language = "id",
) -> None:  # fmt: skip
    """Write one sheet for each kecamatan of `areas`, or for the one with the code `only`;
    ValueError when there is none.
    """
    wanted = needs(form, areas, answers, internal=internal, language=language)
    kecamatan = areas[areas["level"] == "kecamatan"].sort_values("area_code")
    if only:
        kecamatan = kecamatan[kecamatan["area_code"] == only]
    if kecamatan.empty:
        raise ValueError("no kecamatan is listed")
    book = Workbook()
    book.remove(book.worksheets[0])
    for one in kecamatan.itertuples():
        sheet = book.create_sheet(_sheet_name(str(one.name), book.sheetnames))
        rows = wanted[wanted["kecamatan"] == one.area_code]
        _write_sheet(sheet, str(one.name), rows, language)
    path.write_bytes(worded.saved(book))


def _write_sheet(sheet: Worksheet, name: str, rows: pd.DataFrame, language: Language) -> None:
    top, last = TABLE + 1, TABLE + len(rows) + ROOM
    sheet.cell(1, 1, f"{TEXTS['musrenbang'].in_(language)} {name}").font = Font(bold=True, size=13)
    sums = {"budget_sum": f"=SUM(H{top}:H{last})", "proposed": f"=COUNTA(G{top}:G{last})"}
    for number, (key, formula) in enumerate(sums.items(), start=3):
        sheet.cell(number, 1, TEXTS[key].in_(language)).font = Font(bold=True)
        total = sheet.cell(number, 4, formula)
        total.number_format = "#,##0"
        total.alignment = Alignment(horizontal="left")
    titles = {"code": AREA_FIELDS["area_code"], "name": AREA_FIELDS["name"], **TEXTS}
    for position, (key, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True), start=1):
        text = "" if key == "item" else titles[key].in_(language)
        _heading(sheet, TABLE, position, text or "No", width)
    for number, row in enumerate(rows.itertuples(), start=top):
        item = f"{row.indicator}/{row.question}"
        state = TEXTS[str(row.state)].in_(language)
        values = (row.area_code, row.name, item, row.title, state, row.worth)
        for position, value in enumerate(values, start=1):
            worded.put(sheet, number, position, value)
        sheet.cell(number, 6).number_format = "0.000"
    _room(sheet, top, last)
    _write_counts(sheet, rows, top, last, language)
    sheet.freeze_panes = f"C{top}"
    fit_to_width(sheet)
    sheet.print_title_rows = f"{TABLE}:{TABLE}"
    sheet.print_area = f"A1:H{last}"


def _room(sheet: Worksheet, top: int, last: int) -> None:
    """Where the meeting writes: any activity, a budget from zero on."""
    for number in range(top, last + 1):
        for position in (7, 8):
            sheet.cell(number, position).fill = INPUT_FILL
        sheet.cell(number, 8).number_format = "#,##0"
    rule = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0")
    rule.allow_blank = rule.showErrorMessage = True
    rule.error = "Tulis rupiah, angka saja. / Write rupiah, the number only."
    rule.add(f"H{top}:H{last}")
    sheet.add_data_validation(rule)


def _write_counts(
    sheet: Worksheet, rows: pd.DataFrame, top: int, last: int, language: Language
) -> None:
    """Beside the table: how many villages lack each thing, counted from the rows."""
    _heading(sheet, TABLE, 10, TEXTS["need"].in_(language), 60)
    _heading(sheet, TABLE, 11, "No", 10)
    _heading(sheet, TABLE, 12, TEXTS["villages"].in_(language), 16)
    items = rows.drop_duplicates(["indicator", "question"])
    for number, row in enumerate(items.itertuples(), start=top):
        worded.put(sheet, number, 10, row.title)
        worded.put(sheet, number, 11, f"{row.indicator}/{row.question}")
        sheet.cell(number, 12, f"=COUNTIF(C${top}:C${last},K{number})")


def _heading(sheet: Worksheet, row: int, position: int, text: str, width: int) -> None:
    cell = sheet.cell(row, position, text)
    cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEADER_FILL
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.column_dimensions[get_column_letter(position)].width = width


def _sheet_name(name: str, taken: list[str]) -> str:
    """A name a sheet may have: at most 31 letters, no two the same in any case."""
    plain = re.sub(r"[\[\]:*?/\\']", " ", name).strip()[:31] or "Kecamatan"
    used = {one.casefold() for one in taken}
    number = 2
    found = plain
    while found.casefold() in used:
        found = f"{plain[:27]} {number}"
        number += 1
    return found
