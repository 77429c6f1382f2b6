"""What each row of a sheet looks like: headings, figures, a total, a key row, a footer."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from etl.reading.cells import text_of
from etl.reading.dates import FIRST_YEAR, LAST_YEAR
from etl.reading.numbers import NumberRule, is_figure, read_numbers
from etl.reading.workbook import Cell
from etl.recode import load_lookup, normal

BLANK, TEXT, FIGURE, YEAR, MARK = " ", "T", "F", "Y", "M"
"""What a cell is: nothing, text, a number, a number that can be a year, a mark as - or NA."""

FOOTER_WORDS: Final = frozenset(load_lookup("penutup").entries)
TOTAL_WORDS: Final = frozenset(load_lookup("jumlah").entries)
KEY_WORDS: Final = (
    "kabupaten/kota", "kabupaten / kota", "kab/kota", "kab./kota", "kabupaten", "kota", "provinsi",
    "tahun", "bulan", "periode", "triwulan", "semester", "kecamatan", "puskesmas", "satuan", "unit",
    "nama daerah", "daerah", "wilayah", "tahun data", "tahun anggaran", "instansi", "opd",
)  # fmt: skip
LONGEST_KEY: Final = 40
MOST_WORDS: Final = 4
"""A value without its colon is longer only when it is a heading (Jumlah penduduk menurut ...)."""
_NUMBERING: Final = re.compile(r"\(?-?([0-9]{1,2})\)?")
_FOOTER: Final = re.compile(r"[*( ]*([a-z ]+?)\s*(?:[:.,;]|$)")
_KEY_IN_CELL: Final = re.compile(r"\s*([^:]{2,40}?)\s*:\s*(\S.*)", re.DOTALL)


@dataclass(frozen=True)
class Key:
    """A row `label : value` above a table (row of the grid, from 0)."""

    row: int
    label: str
    value: str


def kind_of(cell: Cell) -> str:
    """One letter that says what a cell is."""
    if isinstance(cell, str):
        return _kind_of_text(cell)
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return TEXT
    return YEAR if float(cell).is_integer() and FIRST_YEAR <= cell <= LAST_YEAR else FIGURE


@functools.lru_cache(maxsize=100_000)
def _kind_of_text(text: str) -> str:
    stripped = text.strip()
    if not stripped:
        return BLANK
    if re.fullmatch(r"20[0-3][0-9]", stripped):
        return YEAR
    if is_figure(stripped):
        return FIGURE
    return TEXT if read_numbers([stripped], [NumberRule()]).problems else MARK


def is_numbering(cells: Sequence[Cell]) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), which Excel may read as -1 -2 -3."""
    numbers: list[int] = []
    for cell in cells:
        if cell != "":
            found = _NUMBERING.fullmatch(text_of(cell))
            if found is None:
                return False
            numbers.append(int(found[1]))
    if len(numbers) < 3:
        return False
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def footer_word(cell: Cell) -> str | None:
    """The word that opens a footer (`Sumber: BPS`, `NIP. 19...`), or None."""
    if not isinstance(cell, str):
        return None
    found = _FOOTER.match(normal(cell))
    return found[1] if found is not None and found[1] in FOOTER_WORDS else None


def is_total(cell: Cell) -> bool:
    """Whether a label says that its row is a sum."""
    return isinstance(cell, str) and normal(cell).rstrip(" :") in TOTAL_WORDS


def key_of(row: int, cells: Sequence[Cell], *, marked: bool = False) -> Key | None:
    """The key and value of a row `Kabupaten/Kota : Konawe Selatan`, in one cell or several.

    Without a colon it may as well be a row of two headings: `marked` asks for the colon.
    """
    if not 0 < len(cells) - cells.count("") <= 3:
        return None
    filled = [text_of(cell) for cell in cells if cell != ""]
    if len(filled) == 1:
        return _key_in_cell(row, filled[0])
    label, value = filled[0], " ".join(filled[1:]).strip()
    has_colon = value.startswith(":") or label.rstrip().endswith(":")
    name, value = label.rstrip(" :").strip(), value.lstrip(" :").strip()
    if not value or len(name) > LONGEST_KEY:
        return None
    if has_colon:
        return Key(row, name, value)
    is_short = len(filled) == 2 and len(value.split()) <= MOST_WORDS
    return Key(row, name, value) if is_short and not marked and _is_key(name) else None


def _key_in_cell(row: int, text: str) -> Key | None:
    found = _KEY_IN_CELL.fullmatch(text)
    if found is None or not _is_key(found[1]):
        return None
    return Key(row, found[1].strip(), found[2].strip())


def _is_key(label: str) -> bool:
    return normal(label) in KEY_WORDS
