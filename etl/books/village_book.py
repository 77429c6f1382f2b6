"""The checklist of kecamatan and desa/kelurahan of a regency: written, filled, read back.

One sheet a level, one row an area, one column a question, answered ya, tidak or left empty. Above
the table live formulas show the share of areas and the points, by the rule of
`indicators.villages`: the maximum times the share that fulfils, empty counting as not fulfilled.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from etl.books import village_words, worded
from etl.books.village_read import ChecklistRead, read
from etl.books.village_words import AREA_FIELDS, HEAD, KEYS, SHEET_OF
from etl.books.worded import Language
from etl.paper import HEADER_FILL, INPUT_FILL, OPTIONAL_FILL
from indicators.instrument import Instrument, Question
from indicators.village_questions import asked

__all__ = ["AREAS", "ChecklistRead", "read", "write"]

AREAS: Final = ("area_code", "name", "level", "parent_code")
ROOM: Final = 100
"""Empty rows below the areas that formulas and drop-downs reach too."""
ROOM_OF_EMPTY: Final = 1500
"""The same where no area is known yet."""
SUMS: Final = ("percent", "points", "maximum", "answered")
FIRST_SUM: Final = 5
TABLE: Final = FIRST_SUM + len(SUMS) + 1
"""The row of the codes of the questions; titles stand below it, then the areas."""


def write(
    path: Path, region_code: str, region_name: str, form: Instrument, areas: pd.DataFrame,
    answers: pd.DataFrame | None = None, *, as_of: datetime.date | None = None,
    language: Language = "id", internal: bool = True,
) -> None:  # fmt: skip
    """Write the checklist of a regency, filled with `answers` (area_code, indicator, question,
    answer True, False or empty) when given.

    `as_of` is the day whose state it tells. `areas`: AREAS of the regency's kecamatan and
    desa/kelurahan (`level` as villages.LEVELS). With
    `internal` false the questions that only the internal edition shows by area are left out.
    """
    book = Workbook()
    head = book.worksheets[0]
    head.title = HEAD
    values = {"region_code": region_code, "region_name": region_name,
              "instrument_id": form.instrument_id, "as_of": as_of}  # fmt: skip
    _write_head(head, values, language)
    given = _by_cell(answers)
    for level, name in SHEET_OF.items():
        sheet = book.create_sheet(name)
        questions = asked(form, level, internal=internal)
        rows = areas[areas["level"] == level].sort_values("area_code")
        _write_level(sheet, questions, rows, given, language)
    path.write_bytes(worded.saved(book))


def _write_head(sheet: Worksheet, values: Mapping[str, object], language: Language) -> None:
    for number, (key, title) in enumerate(KEYS.items(), start=1):
        sheet.cell(number, 1, title.in_(language)).font = Font(bold=True)
        sheet.cell(number, 2, title.in_(worded.other(language))).font = Font(italic=True)
        cell, value = sheet.cell(number, 3), values[key]
        if isinstance(value, datetime.date):
            cell.value, cell.number_format = value, "yyyy-mm-dd"
        else:
            worded.put(sheet, number, 3, value)
        cell.fill = INPUT_FILL
    for letter, width in (("A", 60), ("B", 60), ("C", 40)):
        sheet.column_dimensions[letter].width = width
    for number, line in enumerate(village_words.GUIDE, start=len(KEYS) + 2):
        worded.put(sheet, number, 1, line.in_(language))
        worded.put(sheet, number, 2, line.in_(worded.other(language)))


def _write_level(
    sheet: Worksheet, questions: Sequence[Question], areas: pd.DataFrame,
    given: dict[tuple[str, str, str], str], language: Language,
) -> None:  # fmt: skip
    top = TABLE + 2
    last = top + len(areas) + (ROOM if len(areas) else ROOM_OF_EMPTY)
    words = village_words.TEXTS
    for position, (name, title) in enumerate(AREA_FIELDS.items(), start=1):
        _heading(sheet, position, title.in_(language), title.in_(worded.other(language)), 18)
        for number, value in enumerate(areas[name], start=top):
            worded.put(sheet, number, position, None if pd.isna(value) else value)
    start = len(AREA_FIELDS) + 1
    for position, one in enumerate(questions, start=start):
        key = (one.indicator, one.question)
        _heading(sheet, position, "/".join(key), one.title.in_(language), 20)
        letter = get_column_letter(position)
        _write_sums(sheet, position, one, f"{letter}${top}:{letter}${last}", top, last)
        worded.restrict(sheet, f"{letter}{top}:{letter}{last}", '"ya,tidak"', words["answer"])
        for number, area in enumerate(areas["area_code"], start=top):
            worded.put(sheet, number, position, given.get((str(area), *key)))
    for number, name in enumerate(SUMS, start=FIRST_SUM):
        sheet.cell(number, 1, words[name].in_(language)).font = Font(bold=True)
    _write_total(sheet, start, len(questions), top, last, language)
    sheet.freeze_panes = f"C{top}"
    sheet.print_title_rows = f"{TABLE}:{TABLE + 1}"


def _write_sums(
    sheet: Worksheet, position: int, one: Question, answers: str, top: int, last: int
) -> None:
    """Share of the areas with ya, points, maximum and answered areas of one question."""
    areas = f"COUNTA($A${top}:$A${last})"
    good = "tidak" if one.better == "lower" else "ya"
    letter = get_column_letter(position)
    most = f"{letter}{FIRST_SUM + SUMS.index('maximum')}"
    # where fewer is better, empty counts as a case until it is answered
    has = f'{areas}-COUNTIF({answers},"tidak")' if good == "tidak" else f'COUNTIF({answers},"ya")'
    formulas: dict[str, str | float] = {
        "percent": f'=IF({areas}=0,"",({has})/{areas})',
        "points": f'=IF({areas}=0,"",{most}*COUNTIF({answers},"{good}")/{areas})',
        "maximum": one.max_score,
        "answered": f'=COUNTIF({answers},"ya")+COUNTIF({answers},"tidak")',
    }
    for number, name in enumerate(SUMS, start=FIRST_SUM):
        cell = sheet.cell(number, position)
        cell.value = formulas[name]
        cell.number_format = "0.0%" if name == "percent" else "0.00" if name == "points" else "0.##"


def _write_total(
    sheet: Worksheet, start: int, count: int, top: int, last: int, language: Language
) -> None:
    ends = get_column_letter(start), get_column_letter(start + max(count, 1) - 1)
    points, most = FIRST_SUM + SUMS.index("points"), FIRST_SUM + SUMS.index("maximum")
    values = {
        "areas": f"=COUNTA($A${top}:$A${last})",
        "total": f"=SUM({ends[0]}{points}:{ends[1]}{points})",
        "of": f"=SUM({ends[0]}{most}:{ends[1]}{most})",
    }
    for number, (name, formula) in enumerate(values.items(), start=1):
        sheet.cell(number, 1, village_words.TEXTS[name].in_(language)).font = Font(bold=True)
        cell = sheet.cell(number, 3)
        cell.value, cell.number_format = formula, "0" if name == "areas" else "0.00"


def _heading(sheet: Worksheet, position: int, upper: str, lower: str, width: int) -> None:
    for row, text, fill in ((TABLE, upper, HEADER_FILL), (TABLE + 1, lower, OPTIONAL_FILL)):
        worded.put(sheet, row, position, text)
        cell = sheet.cell(row, position)
        cell.font = Font(bold=row == TABLE, color="FFFFFF")
        cell.fill = fill
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.column_dimensions[get_column_letter(position)].width = width


def _by_cell(answers: pd.DataFrame | None) -> dict[tuple[str, str, str], str]:
    if answers is None:
        return {}
    told = answers[answers["answer"].notna()]
    keys = zip(told["area_code"], told["indicator"], told["question"], strict=True)
    words = ("ya" if one else "tidak" for one in told["answer"])
    return dict(zip(keys, words, strict=True))
