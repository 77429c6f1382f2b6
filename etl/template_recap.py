"""The recap template: title, rows above the table, then block, indicator and question rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from etl.context import Context
from etl.layout import Layout
from etl.template_choices import Choices, restrict
from indicators.catalogue import Indicator, Instrument

TITLES = ("REKAP PENILAIAN MANDIRI", "EVALUASI KABUPATEN/KOTA LAYAK ANAK (KLA)")
FOOTER = "Keterangan: nilai ditulis apa adanya; selisih antartingkat ditampilkan, tidak diperbaiki."

VALUE = "Nilai"
LABEL_WIDTH = 22
INPUT = PatternFill("solid", fgColor="FFF8E1")

Row = Mapping[str, object]


def empty_form(context: Context) -> list[Row]:
    """The rows of the newest form that has questions, without scores."""
    return [{name: cell for name, cell in row.items() if name != VALUE} for row in filled(context)]


def filled(context: Context) -> list[Row]:
    """The same rows as an example: half the points of every question, added up."""
    forms = [form for form in context.catalogue.instruments.values() if form.questions]
    form = max(forms, key=lambda item: item.award_year)
    rows: list[Row] = []
    for block in form.blocks:
        indicators = [_indicator_rows(form, item) for item in form.indicators_of(block.block)]
        points = sum(points for points, _ in indicators)
        rows.append(_row("", block.title.id, block.max_score, points))
        rows += [row for _, own in indicators for row in own]
    return rows


def _indicator_rows(form: Instrument, indicator: Indicator) -> tuple[float, list[Row]]:
    """The points of an indicator in the example, and its rows."""
    questions = form.questions_of(indicator.indicator)
    points = sum(item.max_score / 2 for item in questions) or indicator.max_score / 2
    title = indicator.title.id
    return points, [
        _row(indicator.indicator, title, indicator.max_score, points),
        *(
            _row(item.question, item.title.id, item.max_score, item.max_score / 2,
                 "; ".join(item.offices))
            for item in questions
        ),
    ]  # fmt: skip


def _row(number: str, text: str, most: float, points: float, offices: str = "") -> Row:
    return {
        "No": number,
        "Klaster / Indikator / Pertanyaan": text,
        "Nilai Maksimal": most,
        VALUE: points,
        "Perangkat Daerah": offices,
    }


def write(
    sheet: Worksheet, layout: Layout, head: Sequence[Row], rows: Sequence[Row], choices: Choices
) -> None:
    """Write the recap: titles, the rows `label : value` of `head`, the table, a footer.

    ValueError for a label or heading that the layout does not name.
    """
    if len(head) > 1:
        raise ValueError("Kepala holds one row: the labels above the table and their values")
    for number, title in enumerate(TITLES, start=1):
        sheet.cell(number, 1, title).font = Font(bold=True, size=13)
    first = _write_head(sheet, layout, head[0] if head else {}, choices) + 2
    headings = [column.heading for column in layout.columns]
    for position, column in enumerate(layout.columns, start=1):
        cell = sheet.cell(first, position, column.heading)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="12436D")
        width = max(column.width, LABEL_WIDTH if position == 1 else 0)
        sheet.column_dimensions[get_column_letter(position)].width = width
    sheet.freeze_panes = f"A{first + 1}"
    for number, row in enumerate(rows, start=first + 1):
        strange = sorted(set(row) - set(headings))
        if strange:
            raise ValueError(f"{layout.id} row {number}: no heading {', '.join(strange)}")
        for position, heading in enumerate(headings, start=1):
            _write_cell(sheet, number, position, row.get(heading))
    _restrict_points(sheet, layout, first + 1)
    sheet.cell(sheet.max_row + 2, 1, FOOTER)


def _restrict_points(sheet: Worksheet, layout: Layout, first: int) -> None:
    """Points are a number from 0 to the maximum beside it."""
    last = max(sheet.max_row, first)
    by_field = {column.to: position for position, column in enumerate(layout.columns, start=1)}
    value = get_column_letter(by_field["value"])
    most = get_column_letter(by_field["max_printed"])
    formula = (
        f"AND(ISNUMBER({value}{first}),{value}{first}>=0,"
        f'OR({most}{first}="",{value}{first}<={most}{first}))'
    )
    validation = DataValidation(type="custom", formula1=formula, allow_blank=True)
    validation.showErrorMessage = True
    validation.errorTitle = "Nilai"
    validation.error = (
        "Tulis angka dari 0 sampai nilai maksimalnya. / A number from 0 to the maximum."
    )
    validation.add(f"{value}{first}:{value}{last}")
    sheet.add_data_validation(validation)


def _write_head(sheet: Worksheet, layout: Layout, head: Row, choices: Choices) -> int:
    labels = [key.label for key in layout.keys]
    strange = sorted(set(head) - set(labels))
    if strange:
        raise ValueError(f"{layout.id}: no label {', '.join(strange)}; labels are {labels}")
    number = len(TITLES) + 1
    for number, key in enumerate(layout.keys, start=len(TITLES) + 2):
        sheet.cell(number, 1, f"{key.label} :")
        cell = sheet.cell(number, 2)
        cell.fill, cell.alignment = INPUT, Alignment(horizontal="left")
        value = head.get(key.label)
        if isinstance(value, int):
            cell.value = value
        elif value is not None:
            cell.value = str(value)
            cell.data_type = "s"
        if key.column.reads not in ("year", "whole_year"):
            cell.number_format = "@"
        restrict(sheet, [cell.coordinate], layout, key.column, choices)
    return number


def _write_cell(sheet: Worksheet, number: int, position: int, value: object) -> None:
    if value is None or value == "":
        return
    cell = sheet.cell(number, position)
    if isinstance(value, int | float):
        cell.value = value
    else:
        cell.value = str(value)
        cell.data_type = "s"
        cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=position == 2, vertical="top")
