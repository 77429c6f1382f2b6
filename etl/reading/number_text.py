"""One number text taken apart: what it proves of its format, its status mark, its unit.

Nothing is decided here that only the column can decide: `1.234` comes back with its mark open.
Status marks (lookups/number_marks.csv) follow the legends of Statistik Indonesia and Susenas tables
(BPS): x, xx, * and ** provisional, r revised, n.a. and ... not available.
"""

from __future__ import annotations

import csv
import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from etl.issues import Problem
from etl.recode import normal

MARKS: Final = Path(__file__).parents[1] / "lookups" / "number_marks.csv"
REPORTED: Final = "reported"
Decimal = Literal[",", "."]
"""The decimal mark; the other of the two then parts thousands."""

STATED: Final = {"decimal_mark": (",", "."), "percentages": ("percent", "proportion")}
"""What [constants] of a sidecar may state of the numbers of a file."""

LONGEST_NUMBER: Final = 60
"""A longer text is neither a number nor a word for one."""

_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_NOTES: Final = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207d\u207e"
"""Superscripts: a note behind the number. Levelled like other text, 12\u00b2 would become 122."""
_NOTE: Final = re.compile(rf"\s*[{_NOTES}]+\)?$|\s[0-9a-d]\)$")
_GROUPS: Final = re.compile(
    r"(?<![0-9.,'])[0-9]{1,3}(?:([ '\u2018\u2019])[0-9]{3})(?:\1[0-9]{3})*(?![0-9])"
)
_NUMBER: Final = re.compile(r"([+-]?)((?:[0-9][0-9.,]*)|(?:[.,][0-9]+))")
_CURRENCY: Final = re.compile(r"(rp|idr|usd|us\$|\$)\.?\s*(?=[0-9])")
_BOUNDS: Final = "<>\u2264\u2265~\u2248"
_TOKEN: Final = re.compile(r"[0-9]+(?:[.,'][0-9]+)*")
_SCIENTIFIC: Final = re.compile(r"[0-9.,]+e[+-]?[0-9]+")
_STACKED: Final = re.compile(r"[0-9][^0-9\n\r]*[\n\r]+[^0-9\n\r]*[0-9]")


@dataclass(frozen=True)
class Shape:
    """A number text taken apart. `says` is the decimal mark it proves, `single` an open mark."""

    sign: str
    body: str
    says: Decimal | None
    single: Decimal | None
    percent: bool
    status: str
    unit: str = ""

    @property
    def is_open(self) -> bool:
        """Whether its only mark may be a decimal mark or part thousands."""
        return self.single is not None and self.says is None

    def value(self, decimal: Decimal) -> float:
        """The number it is when `decimal` is the decimal mark."""
        thousands = "." if decimal == "," else ","
        return float(self.sign + self.body.replace(thousands, "").replace(decimal, "."))


@dataclass(frozen=True)
class Mark:
    """A word that stands for a figure: its status, and its value when that is known (nihil: 0)."""

    status: str
    value: float | None


def read_text(text: str) -> Shape | Mark | Problem | None:
    """What a text in a number column says; None when it is empty.

    Problems: several_numbers (12/20, 5-6, two lines), unit_unexpected (Rp), number_is_bound (<5),
    mark_without_number (*), not_a_number.
    """
    text = text.translate(_INVISIBLE).strip()
    if len(text) > LONGEST_NUMBER:
        return Problem("not_a_number")
    if _STACKED.search(text):
        return Problem("several_numbers")
    text = _without_note(text)
    if any(map(_is_other_digit, text)):
        return Problem("not_a_number")
    label = normal(text)
    if not label:
        return None
    return _cell_marks().get(label) or shape_of(label) or _no_number(label)


def shape_of_text(text: str) -> Shape | None:
    """The parts of a number text, or None when it is no number."""
    found = read_text(text)
    return found if isinstance(found, Shape) else None


def _is_other_digit(character: str) -> bool:
    """Whether a character counts but is no plain or full-width digit: \u2460 would become a 1."""
    return character.isnumeric() and not (
        "0" <= character <= "9" or "\uff10" <= character <= "\uff19"
    )


def _without_note(text: str) -> str:
    """The text without the number of a note behind it: 12\u00b2 and `12 1)` are 12."""
    if any(text.endswith(f" {mark}") for mark, _ in _suffix_marks()):
        return text
    return _NOTE.sub("", text)


def _no_number(label: str) -> Problem:
    if label in dict(_suffix_marks()):
        return Problem("mark_without_number")
    if label[0] == "=":
        return Problem("formula_without_value")
    if label[0] in _BOUNDS and shape_of(label[1:].lstrip("= ")):
        return Problem("number_is_bound")
    currency = _CURRENCY.match(label)
    if currency and shape_of(label[currency.end() :]):
        return Problem("unit_unexpected", {"unit": currency[1]})
    if len(_TOKEN.findall(label)) > 1 and not _SCIENTIFIC.fullmatch(label):
        return Problem("several_numbers")
    return Problem("not_a_number")


@functools.lru_cache(maxsize=50_000)
def shape_of(label: str) -> Shape | None:
    """The parts of a levelled number text, or None when it is no number."""
    label, status = _split_status(label.removeprefix("'"))
    label, unit = _split_unit(label)
    percent = unit == "persen" or label.endswith("%")
    label = label.removesuffix("%").strip()
    plain = _GROUPS.sub(_joined, label, count=1)
    found = _NUMBER.fullmatch(plain)
    if found is None:
        return None
    sign, body = found[1], found[2]
    says, single = _marks_in(body, is_grouped=plain != label)
    if says is None and single is None and not body.isdigit():
        return None
    return Shape(sign, body, says, single, percent, status, "" if percent else unit)


def _joined(found: re.Match[str]) -> str:
    return re.sub(r"[^0-9]", "", found[0])


def _split_status(label: str) -> tuple[str, str]:
    for suffix, meaning in _suffix_marks():
        left = label.removesuffix(suffix).strip()
        if left != label and left[-1:].isdigit():
            return left, meaning
    return label, REPORTED


def _split_unit(label: str) -> tuple[str, str]:
    for word, unit in _units().items():
        left = label.removesuffix(f" {word}")
        if left != label and left[-1:].isdigit():
            return left, unit
    return label, ""


def _marks_in(body: str, *, is_grouped: bool) -> tuple[Decimal | None, Decimal | None]:
    """The decimal mark that a number proves, and its only mark; neither when it is malformed."""
    marks = [character for character in body if character in ".,"]
    if not marks:
        return None, None
    if is_grouped and len(marks) > 1:
        return None, None
    if len(set(marks)) == 2:
        return _both_marks(body), None
    single: Decimal = "," if marks[0] == "," else "."
    if len(marks) > 1:
        return _repeated_mark(body, single), None
    left, _, right = body.partition(single)
    if not right:
        return None, None
    is_open = len(right) == 3 and 1 <= len(left) <= 3 and left[0] != "0" and not is_grouped
    return (None if is_open else single), single


def _both_marks(body: str) -> Decimal | None:
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+,[0-9]+", body):
        return ","
    return "." if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+\.[0-9]+", body) else None


def _repeated_mark(body: str, mark: Decimal) -> Decimal | None:
    grouped = re.fullmatch(rf"[1-9][0-9]{{0,2}}(\{mark}[0-9]{{3}})+", body)
    if grouped is None:
        return None
    return "." if mark == "," else ","


@functools.cache
def _rows(place: str) -> tuple[dict[str, str], ...]:
    with MARKS.open(encoding="utf-8", newline="") as file:
        return tuple(row for row in csv.DictReader(file) if row["place"] == place)


@functools.cache
def _cell_marks() -> dict[str, Mark]:
    return {
        normal(row["mark"]): Mark(row["status"], float(row["value"]) if row["value"] else None)
        for row in _rows("cell")
    }


@functools.cache
def _suffix_marks() -> tuple[tuple[str, str], ...]:
    found = [(row["mark"], row["status"]) for row in _rows("suffix")]
    return tuple(sorted(found, key=lambda item: -len(item[0])))


@functools.cache
def _units() -> dict[str, str]:
    return {normal(row["mark"]): row["value"] for row in _rows("unit")}
