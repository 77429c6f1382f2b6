"""The sheet Daftar of a template: every list a drop-down offers, with its titles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from etl.context import Context
from etl.layout import Column, Layout
from indicators import tables

Choice = tuple[str, str, str]
"""A code with its Indonesian and English title."""


@dataclass(frozen=True)
class Choices:
    """Lists by the heading they serve; the sheet holds them in this order."""

    lists: Mapping[str, tuple[Choice, ...]]

    def reference(self, column: Column) -> str:
        """The cells of Daftar that hold the choices of `column`; empty when it is free."""
        if column.heading not in self.lists:
            return ""
        letter = get_column_letter(3 * list(self.lists).index(column.heading) + 1)
        return f"Daftar!${letter}$2:${letter}${len(self.lists[column.heading]) + 1}"


def collect(layouts: Sequence[Layout], context: Context) -> Choices:
    """The lists that the columns of these layouts choose from."""
    lists: dict[str, tuple[Choice, ...]] = {}
    for layout in layouts:
        for column in layout.columns:
            choices = _choices(layout, column, context)
            if choices:
                lists[column.heading] = choices
    return Choices(lists)


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
    return ()


def write(sheet: Worksheet, choices: Choices) -> None:
    """Write each list as three columns: code and its titles."""
    for position, (heading, items) in enumerate(choices.lists.items()):
        first = 3 * position + 1
        for offset, (title, width) in enumerate(((heading, 24), ("arti", 34), ("meaning", 34))):
            sheet.cell(1, first + offset, title).font = Font(bold=True)
            sheet.column_dimensions[get_column_letter(first + offset)].width = width
        for row, choice in enumerate(items, start=2):
            for offset, text in enumerate(choice):
                if text:
                    sheet.cell(row, first + offset, text).number_format = "@"
    sheet.freeze_panes = "A2"
