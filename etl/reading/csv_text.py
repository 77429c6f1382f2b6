"""A text file of cells: its encoding, its delimiter, its quotes. Every cell is text."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
from collections import Counter
from typing import Final

from etl.reading.hazards import UnreadableFileError

DELIMITERS: Final = (";", "\t", "|", ",")
"""Of two that cut equally well the earlier one: a comma may be a decimal mark, the others never."""
LINES_TO_SNIFF: Final = 50
MAX_WIDTH: Final = 16_384
"""As many columns as a spreadsheet has."""
LONGEST: Final = 2**21
"""Bytes within which the first line of a table ends."""
SNIFFED: Final = 4096
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNPRINTED: Final = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f\ufffe\uffff]")
_LINE_END: Final = re.compile(rb"[\r\n]")
_EXCEL_LINE: Final = re.compile("sep=(.)")


def read_records(content: bytes, max_cells: int) -> tuple[list[list[str]], int]:
    """The records of a CSV file, and the number of the line the first of them stands on.

    Raises UnreadableFileError: not_text, quotes, long_cell, too_wide, too_large.
    """
    if not _LINE_END.search(content, 0, LONGEST) and len(content) > LONGEST:
        raise UnreadableFileError("long_cell")
    lines = io.StringIO(decode(content), newline=None)
    first = 1
    told = _EXCEL_LINE.fullmatch(lines.readline().strip())
    if told:
        delimiter, first = told[1], 2
    else:
        lines.seek(0)
        sample = list(itertools.islice(lines, LINES_TO_SNIFF))
        delimiter = max(DELIMITERS, key=lambda mark: _consistency(sample, mark))
        lines.seek(0)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    records: list[list[str]] = []
    cells = 0
    try:
        for record in reader:
            records.append(record)
            cells += len(record)
            if len(record) > MAX_WIDTH:
                raise UnreadableFileError("too_wide")
            if cells > max_cells:
                raise UnreadableFileError("too_large")
    except csv.Error as error:
        if "limit" in str(error):
            raise UnreadableFileError("long_cell") from error
        raise UnreadableFileError("quotes") from error
    return records, first


def decode(content: bytes) -> str:
    """The text of a file: by its byte order mark, as UTF-16 without one, UTF-8 or Windows-1252."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _UNPRINTED.search(text):
            break
        return text
    raise UnreadableFileError("not_text")


def _encodings(content: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return (encoding,)
    head = content[:SNIFFED]
    if b"\x00" not in head:
        return ("utf-8", "cp1252")
    empty = [head[phase::2].count(0) / max(1, len(head) // 2) for phase in (0, 1)]
    if empty[1] > 0.4 and empty[0] < 0.05:
        return ("utf-16-le",)
    return ("utf-16-be",) if empty[0] > 0.4 and empty[1] < 0.05 else ()


def _consistency(sample: list[str], delimiter: str) -> tuple[float, int]:
    """How well a delimiter cuts the first lines: share of lines of one width, and that width."""
    try:
        widths = [len(record) for record in csv.reader(sample, delimiter=delimiter) if record]
    except csv.Error:
        return (0.0, 0)
    wide = Counter(width for width in widths if width > 1)
    if not wide:
        return (0.0, 0)
    usual, lines = max(wide.items(), key=lambda item: (item[1], item[0]))
    return (lines / len(widths), usual)
