"""A yearly change as text: whole percent, and never a limit rounded onto or across zero.

Decimals (at most two) are added only where a limit would print as the change itself, a number that
is not 0 as 0, or a fall as 100 %, which a rate of growth cannot be. Where two decimals are too few
it is said in words.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final, SupportsFloat

import pandas as pd
from pandas.api.typing import NAType

from indicators.numerals import is_english, number

Pair = tuple[str, str]
Number = SupportsFloat | NAType | None
"""A number of a table, or what a table has in its place: None, NaN, NA."""
MOST_DECIMALS: Final = 2
LARGEST: Final = 1000.0
"""Percent a year above which a rise is only said to be more."""
_DASH: Final = "–"


def known(x: Number) -> float | None:
    """`x` as a number, None where a table has nothing (None, NaN, NA)."""
    if x is None or isinstance(x, NAType):
        return None
    value = float(x)
    return None if math.isnan(value) else value


def codes_in(joined: str | None) -> list[str]:
    """The codes of a column that joins them with "; "; none where it is empty or NA."""
    if joined is None or pd.isna(joined):
        return []
    return [code for code in (part.strip() for part in joined.split(";")) if code]


def pick(pair: Pair, language: str) -> str:
    """The Indonesian or the English one of a pair."""
    return pair[is_english(language)]


def of(words: Mapping[str, Pair], code: str, language: str) -> str:
    """The words of `code`; KeyError when there are none."""
    return pick(words[code], language)


def sizes(language: str, *changes: float) -> tuple[str, ...]:
    """Sizes of changes (fractions a year, the first the change itself), without their signs."""
    places = _places(changes)
    return tuple(_size(language, change, _needed(change, places)) for change in changes)


def moved(language: str, change: float, size: str) -> str:
    """naik 12%, turun 5%, tidak berubah: `size` as `sizes` gives it."""
    if change == 0:
        return pick(("tidak berubah", "no change"), language)
    words = ("naik", "a rise of") if change > 0 else ("turun", "a fall of")
    return f"{pick(words, language)} {size}"


def between(language: str, lower: float, upper: float) -> str:
    """antara turun 5% dan naik 12%."""
    low, high = sizes(language, lower, upper)
    texts = (moved(language, lower, low), moved(language, upper, high))
    return pick(("antara {} dan {}", "between {} and {}"), language).format(*texts)


def change_range(language: str, change: float, lower: float, upper: float) -> Pair:
    """Size of a change and of its range, which lies on one side of 0: ('8%', '2–15%').

    ValueError where the range holds 0 or not the change.
    """
    if not (lower <= change <= upper) or lower <= 0 <= upper:
        raise ValueError(f"{change} in {lower} to {upper} has no direction")
    point, low, high = sizes(language, change, lower, upper)
    near, far = (low, high) if change > 0 else (high, low)
    if near[0].isdigit() and far[0].isdigit():
        return point, f"{near.removesuffix('%')}{_DASH}{far}"
    return point, pick(("{} sampai {}", "{} to {}"), language).format(near, far)


def at_least(language: str, change: float) -> str:
    """Size of a change rounded away from 0: what would be noticed is not made smaller."""
    return f"{number(math.ceil(round(abs(change) * 100, 6)), language)}%"


def _places(changes: tuple[float, ...]) -> int:
    """Decimals with which limits (all but the first of three) do not print as the change itself."""
    if len(changes) > 2:
        for places in range(MOST_DECIMALS):
            point, *limits = (_printed(one, places) for one in changes)
            pairs = zip(changes[1:], limits, strict=True)
            if not any(one == point and true != changes[0] for true, one in pairs):
                return places
        return MOST_DECIMALS
    return 0


def _printed(change: float, places: int) -> int:
    """The size as it would print, in units of its last decimal."""
    return math.floor(min(abs(change) * 100, 2 * LARGEST) * 10.0**places + 0.5)


def _needed(change: float, places: int) -> int:
    """At least `places`, and as many as it takes not to print 0, nor a fall of 100 %."""
    for more in range(places, MOST_DECIMALS):
        text = _printed(change, more)
        if (text or change == 0) and (change > 0 or text < 100 * 10**more):
            return more
    return MOST_DECIMALS


def _size(language: str, change: float, places: int) -> str:
    size = abs(change) * 100
    more = pick(("lebih dari", "more than"), language)
    if size > LARGEST:
        return f"{more} {number(LARGEST, language)}%"
    least = 10.0**-places
    if 0 < size < least / 2:
        less = pick(("kurang dari", "less than"), language)
        return f"{less} {number(least, language)}%"
    if change < 0 and size > 100 - least / 2:
        return f"{more} {number(100 - least, language)}%"
    return f"{number(size, language, places)}%"
