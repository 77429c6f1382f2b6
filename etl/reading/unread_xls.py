"""Cells of an .xls that a reader of values passes over: error values, formulas never computed.

The old format is a stream of records (id, length, body) inside a compound file of sectors; see
[MS-XLS] 2.4 and [MS-CFB] 2.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from typing import Final

from etl.reading.hazards import UnreadableFileError

FREE: Final = 0xFFFFFFFA
"""Sector numbers from here on mean the end of a chain."""
ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
BOF, EOF, SHEET, ERROR_CELL, FORMULA, NUMBER = 0x0809, 0x000A, 0x0085, 0x0205, 0x0006, 0x0203
LOCKED: Final = 0x002F
TEXT, CONTINUE = 0x01B6, 0x003C
NO_NUMBER: Final = b"\xff\xff"
"""The last two bytes of a formula's result that is no number; its first byte says what it is."""
RESULT_ERROR, RESULT_EMPTY = 2, 3


def unread_xls(content: bytes) -> dict[str, dict[str, str]]:
    """Sheet -> address -> text of the cells that read as empty but are not.

    UnreadableFileError when they are encrypted. Raises struct.error, KeyError, IndexError or
    ValueError for a damaged file.
    """
    stream = _book_stream(content)
    sheets = _sheet_starts(stream)
    errors: dict[str, dict[str, str]] = {}
    blank: dict[str, dict[str, str]] = {}
    has_results = False
    sheet = ""
    for start, kind, body in _records(stream):
        if kind == LOCKED:
            raise UnreadableFileError("password")
        if kind == BOF:
            sheet = sheets.get(start, sheet)
        elif kind == ERROR_CELL and body[7]:
            errors.setdefault(sheet, {})[_address(body)] = ERRORS.get(body[6], "#N/A")
        elif kind == FORMULA and body[12:14] == NO_NUMBER and body[6] == RESULT_ERROR:
            errors.setdefault(sheet, {})[_address(body)] = ERRORS.get(body[8], "#N/A")
        elif kind == FORMULA and body[12:14] == NO_NUMBER and body[6] == RESULT_EMPTY:
            blank.setdefault(sheet, {})[_address(body)] = "=?"
        elif kind == FORMULA:
            has_results = True
        elif kind == NUMBER and not math.isfinite(struct.unpack_from("<d", body, 6)[0]):
            errors.setdefault(sheet, {})[_address(body)] = "#NUM!"
    if has_results:  # some are computed, so the empty ones are empty
        return errors
    return {name: blank.get(name, {}) | errors.get(name, {}) for name in {*blank, *errors}}


def notes(content: bytes) -> list[str]:
    """The texts of notes and text boxes; nothing of a damaged file."""
    found: list[str] = []
    follows = False
    try:
        stream = _book_stream(content)
    except (struct.error, KeyError, IndexError, ValueError):
        return found
    for _, kind, body in _records(stream):
        if follows and kind == CONTINUE and body:
            found.append(body[1:].decode("utf-16-le" if body[0] & 1 else "latin-1", "replace"))
        follows = kind == TEXT
    return found


def _address(body: bytes) -> str:
    row, column = struct.unpack_from("<HH", body)
    letters = chr(ord("A") + column % 26)
    if column >= 26:
        letters = chr(ord("A") + column // 26 - 1) + letters
    return f"{letters}{row + 1}"


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _sheet_starts(stream: bytes) -> dict[int, str]:
    """Where each sheet begins in the stream, and its name."""
    starts = {}
    version = struct.unpack_from("<H", stream, 4)[0]
    for _, kind, body in _records(stream):
        if kind == EOF:
            break
        if kind == SHEET:
            starts[struct.unpack_from("<I", body)[0]] = _name(body, version)
    return starts


def _name(body: bytes, version: int) -> str:
    length = body[6]
    if version < 0x0600:
        return body[7 : 7 + length].decode("cp1252")
    if body[7] & 1:
        return body[8 : 8 + 2 * length].decode("utf-16-le")
    return body[8 : 8 + length].decode("latin-1")


def _book_stream(content: bytes) -> bytes:
    """The stream Workbook (or Book) of a compound file."""
    sector_size = 1 << struct.unpack_from("<H", content, 30)[0]
    small_size = 1 << struct.unpack_from("<H", content, 32)[0]
    directory_at, _, small_below, small_table_at = struct.unpack_from("<IIII", content, 48)
    table = _table(content, sector_size)

    def sectors(first: int) -> bytes:
        return b"".join(
            content[(number + 1) * sector_size : (number + 2) * sector_size]
            for number in _chain(first, table)
        )

    entries = _entries(sectors(directory_at))
    first, size = entries["Workbook" if "Workbook" in entries else "Book"]
    if size >= small_below:
        return sectors(first)[:size]
    small_table = _numbers(sectors(small_table_at))
    small = sectors(entries["Root Entry"][0])
    parts = [small[n * small_size : (n + 1) * small_size] for n in _chain(first, small_table)]
    return b"".join(parts)[:size]


def _table(content: bytes, sector_size: int) -> list[int]:
    """The allocation table: for each sector the next one of its chain."""
    numbers = [number for number in struct.unpack_from("<109I", content, 76) if number < FREE]
    more, count = struct.unpack_from("<II", content, 68)
    for _ in range(count):
        if more >= FREE:
            break
        listed = _numbers(content[(more + 1) * sector_size : (more + 2) * sector_size])
        numbers += [number for number in listed[:-1] if number < FREE]
        more = listed[-1]
    return _numbers(
        b"".join(content[(n + 1) * sector_size : (n + 2) * sector_size] for n in numbers)
    )


def _numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


def _chain(first: int, table: list[int]) -> Iterator[int]:
    for _ in range(len(table) + 1):  # a chain that bites its tail ends too
        if first >= len(table):
            return
        yield first
        first = table[first]


def _entries(directory: bytes) -> dict[str, tuple[int, int]]:
    """First sector and size of every stream, by name."""
    found = {}
    for at in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(0, length - 2)].decode("utf-16-le")
        found[name] = struct.unpack_from("<II", directory, at + 116)
    return found
