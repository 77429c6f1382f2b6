"""The recap template: title, rows above the table, then block, indicator and question rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from etl.context import Context
from etl.layout import Layout

TITLES = ("REKAP PENILAIAN MANDIRI", "EVALUASI KABUPATEN/KOTA LAYAK ANAK (KLA)")
FOOTER = "Keterangan: nilai ditulis apa adanya; selisih antartingkat ditampilkan, tidak diperbaiki."

Row = Mapping[str, object]


def empty_form(context: Context) -> list[Row]:
    """The rows of the newest form that has questions, without scores."""
    forms = [form for form in context.catalogue.instruments.values() if form.questions]
    form = max(forms, key=lambda item: item.award_year)
    rows: list[Row] = []
    for block in form.blocks:
        rows.append(_row("", block.title.id, block.max_score))
        for indicator in form.indicators_of(block.block):
            rows.append(_row(indicator.indicator, indicator.title.id, indicator.max_score))
            rows += [
                _row(item.question, item.title.id, item.max_score, "; ".join(item.offices))
                for item in form.questions_of(indicator.indicator)
            ]
    return rows


def _row(number: str, text: str, most: float, offices: str = "") -> Row:
    return {
        "No": number,
        "Klaster / Indikator / Pertanyaan": text,
        "Nilai Maksimal": most,
        "Perangkat Daerah": offices,
    }


def write(sheet: Worksheet, layout: Layout, head: Sequence[Row], rows: Sequence[Row]) -> None:
    """Write the recap: titles, the rows `label : value` of `head`, the table, a footer.

    ValueError for a label or heading that the layout does not name.
    """
    if len(head) > 1:
        raise ValueError("Kepala holds one row: the labels above the table and their values")
    for number, title in enumerate(TITLES, start=1):
        sheet.cell(number, 1, title).font = Font(bold=True, size=13)
    first = _write_head(sheet, layout, head[0] if head else {}) + 2
    headings = [column.heading for column in layout.columns]
    for position, column in enumerate(layout.columns, start=1):
        cell = sheet.cell(first, position, column.heading)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="12436D")
        sheet.column_dimensions[get_column_letter(position)].width = column.width
    sheet.freeze_panes = f"A{first + 1}"
    for number, row in enumerate(rows, start=first + 1):
        strange = sorted(set(row) - set(headings))
        if strange:
            raise ValueError(f"{layout.id} row {number}: no heading {', '.join(strange)}")
        for position, heading in enumerate(headings, start=1):
            _write_cell(sheet, number, position, row.get(heading))
    sheet.cell(sheet.max_row + 2, 1, FOOTER)


def _write_head(sheet: Worksheet, layout: Layout, head: Row) -> int:
    labels = [key.label for key in layout.keys]
    strange = sorted(set(head) - set(labels))
    if strange:
        raise ValueError(f"{layout.id}: no label {', '.join(strange)}; labels are {labels}")
    number = len(TITLES) + 1
    for number, label in enumerate(labels, start=len(TITLES) + 2):
        sheet.cell(number, 1, label)
        value = head.get(label)
        sheet.cell(number, 2, ":" if value is None else f": {value}").data_type = "s"
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
