"""What a heading, a row or a title says of the period: a year, perhaps with a part of it."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from etl.issues import Problem
from etl.reading.dates import read_year
from etl.recode import load_lookup, normal

Day = datetime.date
NUMERALS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
PARTS: Final = ("month", "quarter", "semester")
_MONTHS_OF: Final = {"month": 1, "quarter": 3, "semester": 6}


@dataclass(frozen=True)
class Span:
    """A period as far as it is stated: its year, and which part of the year (name, number)."""

    year: int | None = None
    part: tuple[str, int] | None = None

    def over(self, wider: Span) -> Span:
        """This span, completed by what holds for everything around it."""
        return Span(self.year or wider.year, self.part or wider.part)

    @property
    def days(self) -> tuple[Day, Day] | None:
        """First and last day; None while the year is not known."""
        if self.year is None:
            return None
        if self.part is None:
            return Day(self.year, 1, 1), Day(self.year, 12, 31)
        months = _MONTHS_OF[self.part[0]]
        last = self.part[1] * months
        end = Day(self.year, last, calendar.monthrange(self.year, last)[1])
        return Day(self.year, last - months + 1, 1), end


def span_of(captured: Mapping[str, str]) -> Span | Problem:
    """The span that placeholders state. Problems: not_a_year, year_out_of_range, not_a_month."""
    year: int | None = None
    if "year" in captured:
        read = read_year(captured["year"])
        if isinstance(read, Problem):
            return read
        year = read
    for name in PARTS:
        if name in captured:
            number = read_part(name, captured[name])
            return number if isinstance(number, Problem) else Span(year, (name, number))
    return Span(year)


def read_part(name: str, text: str) -> int | Problem:
    """The number of a month (by name, short or long, or 1 to 12), quarter or half of a year."""
    label = normal(text)
    if name == "month" and not label.isdigit():
        found = load_lookup("bulan").find(label.rstrip("."))
        return Problem("not_a_month") if found is None else int(found["month"])
    number = int(label) if label.isdigit() else NUMERALS.get(label, 0)
    most = 12 // _MONTHS_OF[name]
    return number if 1 <= number <= most else Problem("not_a_month")
