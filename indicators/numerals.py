"""Numbers and periods as text: 1.234,5 and Jan–Agu 2024 in Indonesian, 1,234.5 in English.

A missing number has no text here: whether it is hidden, not reported or not due must be said, and
`indicators.wording.reported` says it.
"""

from __future__ import annotations

import calendar
import datetime
import math
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal, SupportsFloat

Language = Literal["id", "en"]

_MONTHS: Final = {
    "id": ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
_MOST_DECIMALS: Final = 2
_MINUS: Final = "−"
_DASH: Final = "–"
_TO: Final = {"id": "sampai", "en": "to"}


def number(x: SupportsFloat, language: str, decimals: int | None = None) -> str:
    """`x` with the separators of `language`, rounded half up.

    Without `decimals` as many as needed, at most two. ValueError for a missing or infinite
    number: that needs a word, not a number.
    """
    value = float(x)
    if not math.isfinite(value):
        raise ValueError(f"{value} is no number to print")
    places = _MOST_DECIMALS if decimals is None else decimals
    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{abs(rounded):,f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    if not is_english(language):
        text = text.translate({ord(","): ".", ord("."): ","})
    return f"{_MINUS}{text}" if rounded < 0 else text


def percent(x: SupportsFloat, language: str, decimals: int | None = None) -> str:
    """`x` percent without a blank: 8%, 21,5%. `x` is in percent already."""
    return f"{number(x, language, decimals)}%"


def range_(
    low: SupportsFloat,
    high: SupportsFloat,
    language: str,
    decimals: int | None = None,
    unit: str = "",
) -> str:
    """Two numbers joined by an en dash (2–15%); by a word where a minus sign would confuse."""
    first, last = number(low, language, decimals), number(high, language, decimals)
    joint = f" {_TO[checked(language)]} " if _MINUS in first + last else _DASH
    return f"{first}{joint}{last}{unit}"


def day(date: datetime.date, language: str, *, year: bool = True) -> str:
    """A day: 22 Nov 2023."""
    text = f"{date.day} {_MONTHS[checked(language)][date.month - 1]}"
    return f"{text} {date.year}" if year else text


def period(start: datetime.date, end: datetime.date, language: str) -> str:
    """Days `start` to `end`, both counted: 2023, 2018–2022, Jan–Agu 2024, 1 Jan–22 Nov 2023."""
    if start > end:
        raise ValueError(f"a period cannot end ({end}) before it starts ({start})")
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}" if start.year == end.year else f"{start.year}{_DASH}{end.year}"
    return months(start, end, language)


def months(start: datetime.date, end: datetime.date, language: str) -> str:
    """The same with its months always named, as a zero needs them: Jan–Des 2023."""
    if start == end:
        return day(end, language)
    same_year = start.year == end.year
    same_month = same_year and start.month == end.month
    if start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]:
        names = _MONTHS[checked(language)]
        last = f"{names[end.month - 1]} {end.year}"
        first = names[start.month - 1] if same_year else f"{names[start.month - 1]} {start.year}"
        return last if same_month else f"{first}{_DASH}{last}"
    first = str(start.day) if same_month else day(start, language, year=not same_year)
    return f"{first}{_DASH}{day(end, language)}"


def of_one(words: str, count: str, language: str) -> str:
    """`words` in the plural as they stand beside the printed `count`: 1 victim, 2 victims.

    Indonesian has one form. In English the first word in -s loses it beside 1: 1 past year.
    """
    if count != "1" or not is_english(language):
        return words
    return re.sub(r"s\b", "", words, count=1)


def is_english(language: str) -> bool:
    """Whether `language` is English; ValueError when it is neither that nor Indonesian."""
    return checked(language) == "en"


def checked(language: str) -> Language:
    """`language` itself; ValueError when the dashboard does not speak it."""
    if language == "id":
        return "id"
    if language == "en":
        return "en"
    raise ValueError(f"no text in language {language!r}")
