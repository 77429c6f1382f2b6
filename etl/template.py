"""Template workbooks: easy to fill rightly, hard to fill wrongly.

Each is written from its layout, so what is written is what is read back: frozen headings, a
drop-down on every column of codes, text cells for region codes (11.10 stays 11.10), real dates,
instructions in Indonesian and English, a filled example that is never loaded. The same rows give
the same bytes.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from etl import template_choices, template_examples, template_recap
from etl.context import Context, load_context
from etl.layout import Column, Layout, load_layouts
from etl.paper import HEADER_FILL, OPTIONAL_FILL, same_bytes
from etl.template_choices import ROWS, Choices

TEMPLATES: Final = load_layouts().template_names
"""Names that `write_template` knows."""
WRONG_FILL: Final = PatternFill("solid", bgColor="FFC7CE")
FORMATS: Final = {"date": "yyyy-mm-dd", "number": "General", "year": "0"}

Row = Mapping[str, object]


def write_template(
    name: str, out: Path, rows: Mapping[str, Sequence[Row]] | None = None,
    defined: Context | None = None,
) -> None:  # fmt: skip
    """Write the template workbook `name` to `out`, filled with `rows` when given.

    `rows` maps a sheet (Data, Publikasi; for the recap also Kepala, the rows above the table) to
    its rows, each keyed by heading; `defined` are the definitions with an office's own forms (those
    shipped by default). ValueError for an unknown template, sheet or heading.
    """
    context = load_context() if defined is None else defined
    layouts = context.layouts
    if name not in TEMPLATES:
        raise ValueError(f"no template is called {name!r}: {', '.join(TEMPLATES)}")
    layout, publications = layouts.template(name), layouts.by_id["publikasi"]
    given = {} if rows is None else rows
    _refuse_unknown(given, {"Data", "Publikasi", *(("Kepala",) if layout.outline else ())})
    choices = template_choices.collect((layout, publications), context)
    book = Workbook()
    book.remove(book.worksheets[0])
    _write_guide(book.create_sheet("Petunjuk"), layout)
    data = book.create_sheet("Data")
    if layout.outline:
        form = given.get("Data", template_recap.empty_form(context))
        template_recap.write(data, layout, given.get("Kepala", ()), form, choices)
    else:
        _write_table(data, layout, given.get("Data", ()), choices)
    known = given.get("Publikasi", ())
    _write_table(book.create_sheet("Publikasi"), publications, known, choices)
    example = template_recap.filled(context) if layout.outline else []
    _write_example(book, name, layout, example, publications, choices)
    template_choices.write(book.create_sheet("Daftar"), choices)
    book.active = 1
    out.write_bytes(same_bytes(book))


def _write_example(
    book: Workbook,
    name: str,
    layout: Layout,
    form: Sequence[Row],
    publications: Layout,
    choices: Choices,
) -> None:
    """The sheets that show a filled template: the same sheets, and ignored by name on loading."""
    sheet = book.create_sheet(template_examples.SHEET)
    rows = template_examples.example_rows(name)
    if layout.outline:
        template_recap.write(sheet, layout, rows, form, choices)
    else:
        _write_table(sheet, layout, rows, choices)
    known = template_examples.example_publications()
    other = book.create_sheet(template_examples.PUBLICATIONS)
    _write_table(other, publications, known, choices)
    for example in (sheet, other):
        example.sheet_properties.tabColor = "9AA5B1"


def _refuse_unknown(given: Mapping[str, Sequence[Row]], sheets: set[str]) -> None:
    unknown = sorted(set(given) - sheets)
    if unknown:
        raise ValueError(f"no sheet is called {', '.join(unknown)}; sheets are {sorted(sheets)}")


def _write_guide(sheet: Worksheet, layout: Layout) -> None:
    sheet.column_dimensions["A"].width = 28
    sheet.column_dimensions["B"].width = 70
    sheet.column_dimensions["C"].width = 70
    sheet.append([f"Templat: {layout.template}", layout.title.id, layout.title.en])
    sheet["A1"].font = sheet["B1"].font = sheet["C1"].font = Font(bold=True, size=13)
    sheet.append([])
    guide = (*template_examples.shared_guide(), *layout.guide)
    for position, words in enumerate(guide, start=1):
        sheet.append([f"Petunjuk {position}", words.id, words.en])
    sheet.append([])
    sheet.append(["Kolom", "Isi", "Content"])
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    for column in (*(key.column for key in layout.keys), *layout.columns):
        required = ("wajib; ", "required; ") if column.required else ("", "")
        words_id = column.help.id if column.help else ""
        words_en = column.help.en if column.help else ""
        sheet.append([column.heading, required[0] + words_id, required[1] + words_en])
    for row in sheet.iter_rows(min_col=2, max_col=3):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _write_table(sheet: Worksheet, layout: Layout, rows: Sequence[Row], choices: Choices) -> None:
    headings = [column.heading for column in layout.columns]
    sheet.append(headings)
    for position, column in enumerate(layout.columns, start=1):
        _dress_heading(sheet, position, column)
        letter = get_column_letter(position)
        template_choices.restrict(sheet, [f"{letter}2:{letter}{ROWS}"], layout, column, choices)
    _show_mismatch(sheet, layout, choices)
    sheet.freeze_panes = "A2" if layout.table == "publication" else "C2"
    sheet.print_title_rows = "1:1"
    for number, row in enumerate(rows, start=2):
        strange = sorted(set(row) - set(headings))
        if strange:
            raise ValueError(f"{layout.id} row {number}: no heading {', '.join(strange)}")
        for position, column in enumerate(layout.columns, start=1):
            _write_cell(
                sheet,
                number,
                position,
                column,
                row.get(column.heading),
            )


def _dress_heading(sheet: Worksheet, position: int, column: Column) -> None:
    cell = sheet.cell(1, position)
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = HEADER_FILL if column.required else OPTIONAL_FILL
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    if column.help:
        cell.comment = Comment(f"{column.help.id}\n{column.help.en}", "KLA", width=320, height=120)
    dimension = sheet.column_dimensions[get_column_letter(position)]
    dimension.width = column.width
    dimension.number_format = number_format(column)


def _show_mismatch(sheet: Worksheet, layout: Layout, choices: Choices) -> None:
    """Turn a region code and name red that do not belong together."""
    reads = [column.reads for column in layout.columns]
    if "region_code" not in reads or "region_name" not in reads:
        return
    code, name = (
        f"${get_column_letter(reads.index(one) + 1)}2" for one in ("region_code", "region_name")
    )
    style = DifferentialStyle(fill=WRONG_FILL)
    rule = Rule(type="expression", formula=[choices.mismatch(code, name)], dxf=style)
    for cell in (code, name):
        letter = cell[1:-1]
        sheet.conditional_formatting.add(f"{letter}2:{letter}{ROWS}", rule)


def number_format(column: Column) -> str:
    """The Excel number format of a column; text where none is set."""
    return FORMATS.get(column.reads, "@")


def _write_cell(
    sheet: Worksheet, number: int, position: int, column: Column, value: object
) -> None:
    content = cell_content(column, value)
    if content is None:
        return
    cell = sheet.cell(number, position)
    cell.value = content
    cell.number_format = number_format(column)
    if isinstance(content, str):
        cell.data_type = "s"  # a note that begins with "=" is no formula


def cell_content(column: Column, value: object) -> str | int | float | datetime.date | None:
    """What is written for `value` in `column`: ya/tidak, a real date, a number, or text."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if column.reads == "date" and isinstance(value, str):
        return datetime.date.fromisoformat(value)
    if isinstance(value, datetime.date):
        return value
    if column.reads in ("number", "year") and isinstance(value, int | float):
        return value
    if column.reads == "year" and isinstance(value, str) and value.isdigit():
        return int(value)
    return str(value)
