"""The same search as in `unread` for sheets written in an unusual dialect: element by element."""

from __future__ import annotations

import math
from typing import Final
from xml.parsers import expat

NUMBER_TYPES: Final = ("n", "")


def read_cells(xml: bytes, is_pending: bool) -> dict[str, str]:
    """Address -> text of the cells of a sheet that a reader of values passes over.

    Raises expat.ExpatError when the sheet is not well-formed.
    """
    return _Sheet(is_pending).parse(xml)


class _Sheet:
    """Where the parser is: the row, the cell, and what the cell has said so far."""

    def __init__(self, is_pending: bool) -> None:
        self.found: dict[str, str] = {}
        self.is_pending = is_pending
        self.row = self.column = 0
        self.address = self.type = ""
        self.texts: dict[str, str] = {}
        self.inside: str | None = None

    def parse(self, xml: bytes) -> dict[str, str]:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(xml, True)
        return self.found

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
        elif name == "c":
            self.column += 1
            self.address = attributes.get("r", f"{letters(self.column)}{self.row}")
            self.column = _index(self.address)
            self.type = attributes.get("t", "")
            self.texts = {}
        elif name in ("f", "v", "is"):
            self.inside = name
            self.texts.setdefault(name, "")

    def _text(self, text: str) -> None:
        if self.inside is not None:
            self.texts[self.inside] += text

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in ("f", "v", "is"):
            self.inside = None
        elif name == "c":
            text = self._unread()
            if text is not None:
                self.found[self.address] = text

    def _unread(self) -> str | None:
        """What stands in the cell that has just ended, when a reader of values misses it."""
        value = self.texts.get("v", "").strip()
        if self.type == "e":
            return value or "#N/A"
        is_computed = value and not (self.is_pending and value == "0")
        if "f" in self.texts and self.type != "str" and not is_computed:
            return f"={self.texts['f']}"
        if self.type in NUMBER_TYPES and value and not _is_finite(value):
            return "#NUM!"
        return None


def _is_finite(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return True  # the reader itself says that it is no number


def _index(address: str) -> int:
    column = 0
    for letter in address.rstrip("0123456789"):
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def letters(column: int) -> str:
    """Letters of a column: 1 is A."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
