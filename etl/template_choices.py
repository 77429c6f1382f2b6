"""The sheet Daftar of a template: every list a drop-down offers, with its titles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from etl.context import Context
from etl.layout import Column, Layout
from etl.reading.dates import FIRST_YEAR, LAST_YEAR
from etl.reading.tables_on_sheet import MEANINGS
from indicators import tables

ROWS: Final = 5000
"""Rows of a template that are checked while they are filled."""
WHOLE: Final = ("case_count", "population", "award_count", "reporting")
"""Tables whose figures are counts."""
MOST_POINTS: Final = 1000

Choice = tuple[str, str, str]
"""A code with its Indonesian and English title."""


@dataclass(frozen=True)
class Choices:
    """Lists by the heading they serve; the sheet holds them in this order.

    `regions` is the heading whose list holds the region codes with their names.
    """

    lists: Mapping[str, tuple[Choice, ...]]
    regions: str = ""

    def reference(self, column: Column) -> str:
        """The cells of Daftar that hold the choices of `column`; empty when it is free."""
        if column.reads == "region_name":
            return self._cells(self.regions, 1) if self.regions else ""
        return self._cells(column.heading, 0) if column.heading in self.lists else ""

    def mismatch(self, code: str, name: str) -> str:
        """A formula that is true when the cells `code` and `name` mean different regions."""
        codes, names = self._cells(self.regions, 0), self._cells(self.regions, 1)
        found = f"INDEX({names},MATCH({code},{codes},0))"
        return f'AND({code}<>"",{name}<>"",IFERROR({found}<>{name},TRUE))'

    def _cells(self, heading: str, offset: int) -> str:
        letter = get_column_letter(3 * list(self.lists).index(heading) + 1 + offset)
        return f"Daftar!${letter}$2:${letter}${len(self.lists[heading]) + 1}"


def columns_of(layout: Layout) -> list[Column]:
    """The columns of a layout and those of the rows above its table."""
    return [*layout.columns, *(key.column for key in layout.keys)]


def collect(layouts: Sequence[Layout], context: Context) -> Choices:
    """The lists that the columns of these layouts choose from."""
    lists: dict[str, tuple[Choice, ...]] = {}
    regions = ""
    for layout in layouts:
        for column in columns_of(layout):
            choices = (
                ()
                if layout.outline and column in layout.columns
                else _choices(layout, column, context)
            )
            if choices:
                lists[column.heading] = choices
                regions = column.heading if column.reads == "region_code" else regions
    return Choices(lists, regions)


def _choices(layout: Layout, column: Column, context: Context) -> tuple[Choice, ...]:
    if column.reads == "code":
        allowed = tables.BY_NAME[layout.table].column(column.to).allowed
        titles = context.catalogue.dimensions[column.dimension]
        return tuple(
            (code, titles[code].id, titles[code].en) if code in titles else (code, "", "")
            for code in allowed
        )
    if column.reads == "yes_no":
        return (("ya", "ya", "yes"), ("tidak", "tidak", "no"))
    if column.reads == "measure":
        outcomes = context.catalogue.outcomes.values()
        return tuple((item.measure_id, item.title.id, item.title.en) for item in outcomes)
    if column.reads == "region_code":
        return tuple((item.code, item.name, "") for item in context.registry.all())
    if column.reads == "instrument":
        forms = context.catalogue.instruments.values()
        return tuple((item.instrument_id, item.title.id, item.title.en) for item in forms)
    if column.reads == "block":
        forms = context.catalogue.instruments.values()
        found = {item.block: item.title for form in forms for item in form.blocks}
        return tuple((block, title.id, title.en) for block, title in found.items())
    if column.reads == "office":
        known = context.catalogue.offices.values()
        return tuple((one.office_id, one.title.id, one.title.en) for one in known)
    return ()


def restrict(
    sheet: Worksheet, cells: Iterable[str], layout: Layout, column: Column, choices: Choices
) -> None:
    """Let `cells` of a template hold only what `column` can: one of its list, a day, a number."""
    validation = _validation(layout, column, choices)
    if validation is None:
        return
    validation.allow_blank = not column.required
    validation.showErrorMessage = True
    validation.errorTitle = column.heading
    validation.error = column.help.id[:250] if column.help else _advice(validation)
    for area in cells:
        validation.add(area)
    sheet.add_data_validation(validation)


def _advice(validation: DataValidation) -> str:
    """What to do, where the layout has no words of its own."""
    if validation.type == "list":
        return "Pilih dari daftar. / Choose from the list."
    if validation.type == "date":
        return "Tulis tanggal, misalnya 2023-12-31. / Write a date."
    return "Tulis angka saja, tanpa titik ribuan dan satuan. / Write the number only."


def _validation(layout: Layout, column: Column, choices: Choices) -> DataValidation | None:
    reference = choices.reference(column)
    if reference:
        return DataValidation(type="list", formula1=reference)
    if column.reads == "date":
        return DataValidation(
            type="date", operator="between", formula1="DATE(2000,1,1)", formula2="DATE(2035,12,31)"
        )
    if column.reads in ("year", "whole_year"):
        first, last = str(FIRST_YEAR), str(LAST_YEAR)
        return DataValidation(type="whole", operator="between", formula1=first, formula2=last)
    if column.reads == "number":
        return _figure(layout)
    if column.reads == "publication":
        return DataValidation(type="list", formula1=f"Publikasi!$A$2:$A${ROWS}")
    return None


def _figure(layout: Layout) -> DataValidation:
    """A count is whole, points end at the most a form gives, nothing is below zero."""
    if layout.table == "kla_score":
        return DataValidation(
            type="decimal", operator="between", formula1="0", formula2=str(MOST_POINTS)
        )
    kind: Literal["whole", "decimal"] = "whole" if layout.table in WHOLE else "decimal"
    return DataValidation(type=kind, operator="greaterThanOrEqual", formula1="0")


def write(sheet: Worksheet, choices: Choices) -> None:
    """Write each list as three columns: code and its titles."""
    for position, (heading, items) in enumerate(choices.lists.items()):
        first = 3 * position + 1
        for offset, title in enumerate((heading, *MEANINGS)):
            sheet.cell(1, first + offset, title).font = Font(bold=True)
            sheet.column_dimensions[get_column_letter(first + offset)].width = 34 if offset else 24
        for row, choice in enumerate(items, start=2):
            for offset, text in enumerate(choice):
                if text:
                    sheet.cell(row, first + offset, text).number_format = "@"
    sheet.freeze_panes = "A2"
