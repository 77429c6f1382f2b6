"""Cells to years and days. A day is read from a date cell, ISO text or `1 Januari 2023`.

Forms that could be two days (03/04/2023) are refused, numbers are never taken for dates.
"""

from __future__ import annotations

import datetime
import re
from typing import Final

from etl.issues import Problem, plain
from etl.reading.workbook import Cell
from etl.recode import load_lookup, normal

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2035

_SERIALS: Final = range(36526, 49674)
"""Day numbers of 2000 to 2035: such a number is a date that lost its format, not a year."""
_YEAR: Final = re.compile(r"(?:(?:tahun|thn|th)\.? ?)?([0-9]+)(?:\.0)?")
_LONG_NUMBER: Final = re.compile(r"(?<![0-9])[0-9]{5,}(?![0-9])")
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ]00:00(?::00)?)?")
_WORDS: Final = re.compile(r"([0-9]{1,2})[ -]([a-z]+)\.?[ -]([0-9]{4})")


def year_problem() -> Problem:
    """The problem of a year outside the range that figures can be about."""
    return Problem("year_out_of_range", {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)})


def read_year(cell: Cell) -> int | Problem | None:
    """The year of a cell, None when it is empty. Problems: not_a_year, year_out_of_range."""
    if isinstance(cell, str) and not cell.strip():
        return None
    if isinstance(cell, bool) or not isinstance(cell, str | float | int):
        return Problem("not_a_year")
    text = plain(cell).strip()
    found = (
        None if any(map(str.isnumeric, _without_digits(text))) else _YEAR.fullmatch(normal(text))
    )
    if found is None:
        return Problem("not_a_year")
    year = int(found[1])
    return year if FIRST_YEAR <= year <= LAST_YEAR else year_problem()


def _without_digits(text: str) -> str:
    """The text without its plain or full-width digits: in 2021\u00b2 the \u00b2 is a note."""
    return re.sub(r"[0-9\uff10-\uff19]", "", text)


def read_day(cell: Cell) -> datetime.date | Problem | None:
    """The day of a cell, None when it is empty. Problems: not_a_date, year_out_of_range."""
    if isinstance(cell, datetime.datetime):
        day = cell.date() if cell.time() == datetime.time() else None
    elif isinstance(cell, datetime.date):
        day = cell
    elif isinstance(cell, str):
        if not cell.strip():
            return None
        day = _day_of_text(normal(cell))
    else:
        day = None
    if day is None:
        return _no_day(cell)
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else year_problem()


def _day_of_text(text: str) -> datetime.date | None:
    found = _ISO.fullmatch(text)
    if found is not None:
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    else:
        words = _WORDS.fullmatch(text)
        named = None if words is None else load_lookup("bulan").find(words[2])
        if words is None or named is None:
            return None
        year, month, day = int(words[3]), int(named["month"]), int(words[1])
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _no_day(cell: Cell) -> Problem:
    """A number of five digits and more is a mistyped year, unless it is a day number."""
    if isinstance(cell, bool):
        return Problem("not_a_date")
    text = plain(cell) if isinstance(cell, str | float | int) else ""
    long_number = _LONG_NUMBER.search(text)
    if long_number is None:
        return Problem("not_a_date")
    return Problem("not_a_date") if int(long_number[0]) in _SERIALS else year_problem()
