"""Number text to numbers. The format belongs to the column, never to the cell.

`1.234,5`, `1,234.5`, `1 234,5` and percent signs are read; which mark is the decimal mark is
decided from every cell of the column, then from what the measure can be (whole, within a range).
What stays open is a problem that asks: "3.149" alone may be three thousand or three.
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from etl.issues import Problem
from etl.reading.workbook import Cell
from etl.recode import normal

MARKS: Final = Path(__file__).parents[1] / "lookups" / "number_marks.csv"
REPORTED: Final = "reported"
NOT_REPORTED: Final = "not_reported"
BLANK: Final = ""
"""Status of an empty cell: what it means is for the layout to say."""

Floats = npt.NDArray[np.float64]
Decimal = Literal[",", "."]

_SPACES: Final = re.compile(r"(?<=[0-9])[\s\u00a0\u202f](?=[0-9]{3}(?![0-9]))")
_NOTE_MARKS: Final = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207d\u207e"
"""Superscripts: a note behind the number. Levelled like other text, 12\u00b2 would become 122."""
_NUMBER: Final = re.compile(r"([+-]?)((?:[0-9][0-9.,]*)|(?:[.,][0-9]+))")


@dataclass(frozen=True)
class NumberRule:
    """What the numbers of a measure can be: whole, from `lower` to `upper`, in percent."""

    whole: bool = False
    lower: float | None = None
    upper: float | None = None
    percent: bool = False

    def allows(self, value: float) -> bool:
        """Whether the measure can have this value."""
        if self.whole and not value.is_integer():
            return False
        above = self.lower is None or value >= self.lower
        return above and (self.upper is None or value <= self.upper)


@dataclass
class Numbers:
    """The numbers of a column: value (NaN where there is none), status a cell, problems by row."""

    values: Floats
    statuses: list[str] | None = None
    problems: dict[int, Problem] = field(default_factory=dict)


@dataclass(frozen=True)
class _Shape:
    """A number text taken apart. `says` is the decimal mark it proves, `single` an open mark."""

    sign: str
    body: str
    says: Decimal | None
    single: Decimal | None
    percent: bool
    status: str


def read_numbers(
    cells: Sequence[Cell], rules: Sequence[NumberRule], *, dash: str = NOT_REPORTED
) -> Numbers:
    """The numbers of one column. `rules` holds one rule, or one a cell.

    `dash` is what "-" means: not_reported or zero. Problems: not_a_number, number_ambiguous,
    number_format_mixed, percent_unexpected. Whether a number is plausible is not judged here.
    """
    kinds = set(map(type, cells))
    if kinds <= {float, int}:
        return Numbers(np.array(cells, dtype=np.float64))
    numbers = Numbers(np.full(len(cells), np.nan), [REPORTED] * len(cells))
    assert numbers.statuses is not None
    shapes: dict[int, _Shape] = {}
    for row, cell in enumerate(cells):
        if isinstance(cell, float | int) and not isinstance(cell, bool):
            numbers.values[row] = cell
        elif not isinstance(cell, str):
            numbers.problems[row] = Problem("not_a_number")
        else:
            _read_text(row, cell, numbers, shapes, dash)
    _settle(shapes, rules, numbers)
    return numbers


def _read_text(row: int, text: str, numbers: Numbers, shapes: dict[int, _Shape], dash: str) -> None:
    assert numbers.statuses is not None
    text = text.strip().rstrip(_NOTE_MARKS)
    if any(mark in text for mark in _NOTE_MARKS):
        numbers.problems[row] = Problem("not_a_number")
        return
    label = normal(text)
    if not label:
        numbers.statuses[row] = BLANK
        return
    mark = _cell_marks().get(label)
    if mark is not None:
        status, value = mark
        if status == "dash":
            status, value = (NOT_REPORTED, "") if dash == NOT_REPORTED else (REPORTED, "0")
        numbers.statuses[row] = status
        if value:
            numbers.values[row] = float(value)
        return
    shape = _shape(label)
    if shape is None:
        numbers.problems[row] = Problem("not_a_number")
        return
    numbers.statuses[row] = shape.status
    shapes[row] = shape


def is_figure(cell: Cell) -> bool:
    """Whether a cell holds a number, as a number or as text."""
    if isinstance(cell, str):
        return _shape(normal(cell.strip().rstrip(_NOTE_MARKS))) is not None
    return isinstance(cell, float | int) and not isinstance(cell, bool)


@functools.lru_cache(maxsize=50_000)
def _shape(label: str) -> _Shape | None:
    """The parts of a levelled number text, or None when it is no number."""
    status = REPORTED
    for suffix, meaning in _suffix_marks():
        if label.endswith(suffix) and label[: -len(suffix)].strip()[-1:].isdigit():
            label, status = label[: -len(suffix)].strip(), meaning
            break
    percent = label.endswith("%")
    label = label.removesuffix("%").strip()
    spaced = _SPACES.sub("", label)
    found = _NUMBER.fullmatch(spaced)
    if found is None:
        return None
    sign, body = found[1], found[2]
    marks = [character for character in body if character in ".,"]
    has_spaces = spaced != label
    if not marks:
        return _Shape(sign, body, None, None, percent, status)
    if len(set(marks)) == 2:
        says = _both_marks(body)
    elif len(marks) > 1:
        says = _repeated_mark(body, marks[0])
    else:
        left, _, right = body.partition(marks[0])
        if not right:
            return None
        open_ = len(right) == 3 and 1 <= len(left) <= 3 and left[0] != "0" and not has_spaces
        single: Decimal = "," if marks[0] == "," else "."
        return _Shape(sign, body, None if open_ else single, single, percent, status)
    return None if says is None or has_spaces else _Shape(sign, body, says, None, percent, status)


def _both_marks(body: str) -> Decimal | None:
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+,[0-9]+", body):
        return ","
    return "." if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+\.[0-9]+", body) else None


def _repeated_mark(body: str, mark: str) -> Decimal | None:
    grouped = re.fullmatch(rf"[1-9][0-9]{{0,2}}(\{mark}[0-9]{{3}})+", body)
    if grouped is None:
        return None
    return "." if mark == "," else ","


def _settle(shapes: dict[int, _Shape], rules: Sequence[NumberRule], numbers: Numbers) -> None:
    """Decide the decimal mark of the column and give every shape its value or its problem."""
    proofs = {mark: [row for row, s in shapes.items() if s.says == mark] for mark in (",", ".")}
    open_rows = [row for row, shape in shapes.items() if shape.single and shape.says is None]
    if proofs[","] and proofs["."]:
        few = min(proofs.values(), key=len)
        many = proofs["."] if few is proofs[","] else proofs[","]
        even = len(few) == len(many)
        for row in [*few, *(many if even else ())]:
            other = shapes[(many if row in few else few)[0]].body
            numbers.problems[row] = Problem("number_format_mixed", {"other": other})
        decimal, undecided = shapes[many[0]].says, open_rows
    else:
        decimal = "," if proofs[","] else "." if proofs["."] else None
        undecided = [] if decimal else open_rows
        if undecided:
            decimal = _plausible(open_rows, shapes, rules)
            undecided = [] if decimal else open_rows
    for row in undecided:
        numbers.problems[row] = _ambiguous(shapes[row])
    for row, shape in shapes.items():
        if row not in numbers.problems:
            _assign(row, shape, decimal, rules, numbers)


def _assign(
    row: int, shape: _Shape, decimal: Decimal | None, rules: Sequence[NumberRule], numbers: Numbers
) -> None:
    if shape.percent and not _rule(rules, row).percent:
        numbers.problems[row] = Problem("percent_unexpected")
    else:
        numbers.values[row] = _value(shape, decimal or ".")


def _plausible(
    rows: list[int], shapes: dict[int, _Shape], rules: Sequence[NumberRule]
) -> Decimal | None:
    """The decimal mark under which every open cell is a value the measure can have, if only one."""
    fits: list[Decimal] = []
    for mark in (",", "."):
        decimal: Decimal = "," if mark == "," else "."
        if all(_rule(rules, row).allows(_value(shapes[row], decimal)) for row in rows):
            fits.append(decimal)
    return fits[0] if len(fits) == 1 else None


def _rule(rules: Sequence[NumberRule], row: int) -> NumberRule:
    return rules[0] if len(rules) == 1 else rules[row]


def _value(shape: _Shape, decimal: Decimal) -> float:
    thousands = "." if decimal == "," else ","
    return float(shape.sign + shape.body.replace(thousands, "").replace(decimal, "."))


def _ambiguous(shape: _Shape) -> Problem:
    whole, _, part = shape.body.partition(shape.single or "")
    thousands = f"{whole}{part}"
    return Problem(
        "number_ambiguous",
        {
            "first": thousands,
            "second": f"{whole},{part}",
            "first_en": thousands,
            "second_en": f"{whole}.{part}",
        },
    )


@functools.cache
def _marks() -> tuple[dict[str, str], ...]:
    with MARKS.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@functools.cache
def _cell_marks() -> dict[str, tuple[str, str]]:
    return {
        normal(row["mark"]): (row["status"], row["value"])
        for row in _marks()
        if row["place"] == "cell"
    }


@functools.cache
def _suffix_marks() -> list[tuple[str, str]]:
    found = [(row["mark"], row["status"]) for row in _marks() if row["place"] == "suffix"]
    return sorted(found, key=lambda item: -len(item[0]))
