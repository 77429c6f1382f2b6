"""What would be noticed: the smallest yearly change that the reports of an area would show.

Values are those of the table `detectability`; None, NaN and NA are what is not known or would not
be found, and that is said.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from indicators.detectability import POWER, STEEPEST
from indicators.numerals import number, of_one, percent
from indicators.wording_change import Number, Pair, at_least, known, of, pick

_CHANCE: Final = percent(100 * POWER, "id")
_STEEPEST_FALL: Final = math.floor(100 * (1 - math.exp(-STEEPEST)) + 0.5)
_STEEPEST_TIMES: Final = math.floor(math.exp(STEEPEST) + 0.5)
_DESIGNS: Final[dict[str, Pair]] = {
    "pool_2": (
        "bila setiap dua tahun digabung (perlu {} tahun data)",
        "with every two years pooled (it takes {} years of data)",
    ),
    "pool_3": (
        "bila setiap tiga tahun digabung (perlu {} tahun data)",
        "with every three years pooled (it takes {} years of data)",
    ),
    "years_7": ("dengan {} tahun data", "with {} years of data"),
    "years_10": ("dengan {} tahun data", "with {} years of data"),
}


def detectability_sentence(
    language: str, *, mean_count: Number, fall: Number, rise: Number, unit: str | None = None
) -> str:
    """The smallest yearly change that the data as they are would show, rounded away from 0.

    `unit` in the language (laporan, korban). Empty without reports; where no change
    up to the steepest would be found that is said.
    """
    count, down, up = known(mean_count), known(fall), known(rise)
    if not count:
        return ""
    named = unit or pick(("laporan", "reports"), language)
    about = number(count, language, 0 if count >= 10 or count == int(count) else 1)
    named = of_one(named, about, language)
    start = pick(("Dengan rata-rata {} {} setahun, ", "With {} {} a year on average, "), language)
    chance = pick((f"(dengan peluang {_CHANCE})", f"(with a chance of {_CHANCE})"), language)
    changes = _noticeable(language, down, up)
    if not changes:
        none = (
            f"perubahan sebesar apa pun, sampai turun {_STEEPEST_FALL}% atau menjadi "
            f"{_STEEPEST_TIMES} kali lipat setiap tahun, belum akan terlihat {chance}.",
            f"no yearly change, up to a fall of {_STEEPEST_FALL}% or {_STEEPEST_TIMES} times as "
            f"many, would be noticed {chance}.",
        )
        return start.format(about, named) + pick(none, language)
    joined = pick((" atau ", " or "), language).join(changes)
    tail = ("hanya {} per tahun yang akan terlihat {}.", "only {} a year would be noticed {}.")
    return start.format(about, named) + pick(tail, language).format(joined, chance)


def pooled_detectability_sentence(
    language: str, *, options: Sequence[tuple[str, int, float]]
) -> str:
    """What pooling years or more years would show: (option, years_needed, fall) of each design.

    `now` is left out; a design that would show no fall says so. Empty without another design.
    """
    parts = []
    for option, needed, fall in options:
        if option == "now":
            continue
        design = of(_DESIGNS, option, language).format(needed)
        down = known(fall)
        told = (
            pick(("tetap tidak ada", "still none"), language)
            if down is None
            else pick(("{} per tahun", "{} a year"), language).format(at_least(language, down))
        )
        parts.append(f"{told} {design}")
    if not parts:
        return ""
    start = ("Penurunan terkecil yang akan terlihat: ", "Smallest fall that would be noticed: ")
    return f"{pick(start, language)}{'; '.join(parts)}."


def _noticeable(language: str, fall: float | None, rise: float | None) -> list[str]:
    told = []
    if fall is not None:
        words = ("penurunan sekurang-kurangnya {}", "a fall of at least {}")
        told.append(pick(words, language).format(at_least(language, fall)))
    if rise is not None:
        words = ("kenaikan sekurang-kurangnya {}", "a rise of at least {}")
        told.append(pick(words, language).format(at_least(language, rise)))
    return told
