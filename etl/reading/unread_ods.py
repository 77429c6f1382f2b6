"""Cells of an .ods that a reader of values passes over, and tables that repeat without end."""

from __future__ import annotations

import math
import zipfile
from typing import Final
from xml.parsers import expat

from etl.reading.hazards import MAX_SHEETS, UnreadableFileError
from etl.reading.sheet_xml import letters

MAX_FILLED: Final = 5_000_000
CHUNK: Final = 2**20


def unread_ods(book: zipfile.ZipFile) -> dict[str, dict[str, str]]:
    """Sheet -> address -> text of error values and formulas never computed.

    UnreadableFileError when repeated cells and rows make more than five million filled cells.
    """
    tables = _Tables()
    parser = expat.ParserCreate()
    parser.StartElementHandler = tables.start
    parser.EndElementHandler = tables.end
    parser.CharacterDataHandler = tables.text
    with book.open("content.xml") as file:
        while chunk := file.read(CHUNK):
            parser.Parse(chunk)
    parser.Parse(b"", True)
    return {name: cells for name, cells in tables.found.items() if cells}


class _Tables:
    """Where the parser is, and how many filled cells it has passed."""

    def __init__(self) -> None:
        self.found: dict[str, dict[str, str]] = {}
        self.cells: dict[str, str] = {}
        self.filled = self.row = self.column = self.row_filled = self.last_column = 0
        self.row_times = self.times = 1
        self.attributes: dict[str, str] | None = None
        self.shown = ""
        self.is_shown = False
        self.odd: list[tuple[int, int, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Enter an element."""
        if name == "table:table":
            self.cells = self.found.setdefault(attributes.get("table:name", ""), {})
            if len(self.found) > MAX_SHEETS:
                raise UnreadableFileError("too_many_sheets")
            self.row = self.last_column = 0
        elif name == "table:table-row":
            self.column = self.row_filled = 0
            self.odd = []
            self.row_times = int(attributes.get("table:number-rows-repeated", 1))
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self.attributes, self.shown, self.is_shown = attributes, "", False
            self.times = int(attributes.get("table:number-columns-repeated", 1))
        elif name == "text:p":
            self.is_shown = True  # a formula that was computed to nothing has an empty one

    def text(self, text: str) -> None:
        """Keep what a cell shows."""
        if self.attributes is not None:
            self.shown += text

    def end(self, name: str) -> None:
        """Leave an element."""
        if name in ("table:table-cell", "table:covered-table-cell"):
            self._end_cell()
        elif name == "table:table-row":
            self._end_row()

    def _end_cell(self) -> None:
        attributes = self.attributes or {}
        self.attributes = None
        kind = attributes.get("office:value-type")
        formula = attributes.get("table:formula")
        if kind is not None or formula is not None or self.shown:
            self.row_filled += self.times
            self.last_column = max(self.last_column, self.column + self.times)
            pending = None if self.is_shown else formula
            text = _unread(attributes, kind, pending, self.shown)
            if text is not None:
                self.odd.append((self.column, self.times, text))
        self.column += self.times

    def _end_row(self) -> None:
        self.filled += self.row_filled * self.row_times
        reach = (self.row + self.row_times) * self.last_column if self.row_filled else 0
        if max(self.filled, reach) > MAX_FILLED:
            raise UnreadableFileError("too_large")
        for column, times, text in self.odd:
            for row in range(self.row, self.row + self.row_times):
                for index in range(column, column + times):
                    self.cells[f"{letters(index + 1)}{row + 1}"] = text
        self.row += self.row_times


def _unread(
    attributes: dict[str, str], kind: str | None, formula: str | None, shown: str
) -> str | None:
    if attributes.get("calcext:value-type") == "error":
        return shown or "#N/A"
    if formula is not None and kind is None:
        return f"={formula.removeprefix('of:=')}"
    value = attributes.get("office:value", "0")
    try:
        return None if math.isfinite(float(value)) else "#NUM!"
    except ValueError:
        return "#NUM!"
