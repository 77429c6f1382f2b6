"""Number text to numbers. The format belongs to the column, never to the cell.

`1.234,5`, `1,234.5`, `1 234,5`, `1'234,5` and percent signs are read; which mark is the decimal
mark is decided from every cell of the column, then from what the measure can be (whole, within a
range), and that is said. What stays open is a problem that asks: "3.149" alone may be three
thousand or three.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from etl.issues import Problem
from etl.reading.number_text import REPORTED, Decimal, Mark, Shape, read_text, shape_of_text
from etl.reading.workbook import Cell

__all__ = [
    "BLANK", "NOT_REPORTED", "REPORTED", "Decimal", "Floats", "NumberRule", "Numbers", "is_figure",
    "read_numbers",
]  # fmt: skip

NOT_REPORTED: Final = "not_reported"
BLANK: Final = ""
"""Status of an empty cell: what it means is for the layout to say."""
DECIMALS: Final[tuple[Decimal, Decimal]] = (",", ".")

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class NumberRule:
    """What the numbers of a measure can be: whole, from `lower` to `upper`, in percent.

    `index` is an index of 0 to 100, which some print as 0 to 1 like a percentage. `units` are the
    words that may stand behind a number: orang, korban, kasus, laporan.
    """

    whole: bool = False
    lower: float | None = None
    upper: float | None = None
    percent: bool = False
    index: bool = False
    units: frozenset[str] = frozenset()

    def allows(self, value: float) -> bool:
        """Whether the measure can have this value."""
        if self.whole and not value.is_integer():
            return False
        above = self.lower is None or value >= self.lower
        return above and (self.upper is None or value <= self.upper)


@dataclass
class Numbers:
    """The numbers of a column: value (NaN where there is none), status a cell, problems by row.

    A row with a problem has no value. `remarks` are warnings about rows that have one: how the
    format was settled. `in_percent` are the rows whose cell has a percent sign.
    """

    values: Floats
    statuses: list[str] | None = None
    problems: dict[int, Problem] = field(default_factory=dict)
    remarks: dict[int, Problem] = field(default_factory=dict)
    in_percent: set[int] = field(default_factory=set)


def read_numbers(
    cells: Sequence[Cell],
    rules: Sequence[NumberRule],
    *,
    dash: str = NOT_REPORTED,
    decimal: Decimal | None = None,
) -> Numbers:
    """The numbers of one column. `rules` holds one rule, or one a cell.

    `dash` is what "-" means: not_reported or zero. `decimal` is the decimal mark where the office
    states it. Problems: not_a_number, date_in_number, several_numbers, number_ambiguous,
    number_format_mixed, percent_unexpected, unit_unexpected; remark: number_settled.
    Whether a number is plausible is not judged here.
    """
    kinds = set(map(type, cells))
    if kinds <= {float, int}:
        values = np.array(cells, dtype=np.float64)
        return Numbers(values, problems=_endless(values))
    numbers = Numbers(np.full(len(cells), np.nan), [REPORTED] * len(cells))
    shapes: dict[int, Shape] = {}
    for row, cell in enumerate(cells):
        if isinstance(cell, float | int) and not isinstance(cell, bool):
            numbers.values[row] = cell
        elif isinstance(cell, datetime.date | datetime.time | datetime.timedelta):
            numbers.problems[row] = Problem("date_in_number")
        elif not isinstance(cell, str):
            numbers.problems[row] = Problem("not_a_number")
        else:
            _read(row, cell, numbers, shapes, dash)
    _settle(shapes, rules, numbers, decimal)
    return numbers


def is_figure(cell: Cell) -> bool:
    """Whether a cell holds a number, as a number or as text."""
    if isinstance(cell, str):
        return shape_of_text(cell) is not None
    return isinstance(cell, float | int) and not isinstance(cell, bool)


def _endless(values: Floats) -> dict[int, Problem]:
    """Cells that are no finite number though their type is: infinite, or not a number."""
    if np.isfinite(values).all():
        return {}
    rows = np.flatnonzero(~np.isfinite(values)).tolist()
    values[rows] = np.nan
    return {row: Problem("not_a_number") for row in rows}


def _read(row: int, text: str, numbers: Numbers, shapes: dict[int, Shape], dash: str) -> None:
    assert numbers.statuses is not None
    found = read_text(text)
    if found is None:
        numbers.statuses[row] = BLANK
    elif isinstance(found, Problem):
        numbers.problems[row] = found
    elif isinstance(found, Mark):
        is_dash = found.status == "dash"
        zero = is_dash and dash != NOT_REPORTED
        numbers.statuses[row] = (REPORTED if zero else NOT_REPORTED) if is_dash else found.status
        if zero or found.value is not None:
            numbers.values[row] = found.value or 0.0
    else:
        numbers.statuses[row] = found.status
        shapes[row] = found


def _settle(
    shapes: dict[int, Shape],
    rules: Sequence[NumberRule],
    numbers: Numbers,
    stated: Decimal | None,
) -> None:
    """Decide the decimal mark of the column and give every shape its value or its problem."""
    if not shapes:
        return
    open_rows = [row for row, shape in shapes.items() if shape.is_open]
    decimal, is_disputed = _proven(shapes, numbers, stated)
    if decimal is None and open_rows:
        decimal = _plausible(open_rows, shapes, rules)
        if decimal is not None:
            numbers.remarks[open_rows[0]] = _settled(open_rows[0], shapes, decimal, rules)
    for row in open_rows:
        if decimal is None or is_disputed:
            numbers.problems[row] = _ambiguous(shapes[row])
        elif stated is None and _contradicts(shapes[row], decimal, _rule(rules, row)):
            numbers.problems[row] = _mixed(_sample(decimal, shapes))
    for row, shape in shapes.items():
        if row not in numbers.problems:
            _assign(row, shape, decimal or ".", _rule(rules, row), numbers)


def _proven(
    shapes: dict[int, Shape], numbers: Numbers, stated: Decimal | None
) -> tuple[Decimal | None, bool]:
    """The decimal mark that cells prove, or that is stated, and whether cells disagree about it.

    Cells that prove the other one are problems; where neither is in the majority, all are.
    """
    proofs = {mark: [row for row, s in shapes.items() if s.says == mark] for mark in DECIMALS}
    if stated is not None:
        for row in proofs[_other(stated)]:
            numbers.problems[row] = _mixed(_pattern(stated))
        return stated, False
    if not (proofs[","] and proofs["."]):
        return ("," if proofs[","] else "." if proofs["."] else None), False
    most: Decimal = "," if len(proofs[","]) > len(proofs["."]) else "."
    few, many = proofs[_other(most)], proofs[most]
    for row in few:
        numbers.problems[row] = _mixed(shapes[many[0]].body)
    for row in many if len(few) == len(many) else ():
        numbers.problems[row] = _mixed(shapes[few[0]].body)
    return most, True


def _assign(row: int, shape: Shape, decimal: Decimal, rule: NumberRule, numbers: Numbers) -> None:
    if shape.percent and not rule.percent:
        numbers.problems[row] = Problem("percent_unexpected")
    elif shape.unit and shape.unit not in rule.units:
        numbers.problems[row] = Problem("unit_unexpected", {"unit": shape.unit})
    else:
        numbers.values[row] = shape.value(decimal)
        if shape.percent:
            numbers.in_percent.add(row)


def _plausible(
    rows: list[int], shapes: dict[int, Shape], rules: Sequence[NumberRule]
) -> Decimal | None:
    """The decimal mark under which every open cell is a value the measure can have, if only one."""
    fits: list[Decimal] = [
        decimal
        for decimal in DECIMALS
        if all(_rule(rules, row).allows(shapes[row].value(decimal)) for row in rows)
    ]
    return fits[0] if len(fits) == 1 else None


def _contradicts(shape: Shape, decimal: Decimal, rule: NumberRule) -> bool:
    """Whether an open number fits its measure only if its mark meant the opposite.

    A whole number with three decimals (2,000 for 2) is not written so: two thousand is meant.
    """
    if rule.whole and shape.single == decimal:
        return True
    other = shape.value(_other(decimal))
    return not rule.allows(shape.value(decimal)) and rule.allows(other)


def _other(decimal: Decimal) -> Decimal:
    return "." if decimal == "," else ","


def _rule(rules: Sequence[NumberRule], row: int) -> NumberRule:
    return rules[0] if len(rules) == 1 else rules[row]


def _sample(decimal: Decimal, shapes: dict[int, Shape]) -> str:
    """A cell of the column in the format that was decided."""
    proven = [shape.body for shape in shapes.values() if shape.says == decimal]
    alike = [shape.body for shape in shapes.values() if shape.single == _other(decimal)]
    return (proven or alike or [_pattern(decimal)])[0]


def _pattern(decimal: Decimal) -> str:
    return "1.234,5" if decimal == "," else "1,234.5"


def _mixed(other: str) -> Problem:
    return Problem("number_format_mixed", {"other": other})


def _settled(
    row: int, shapes: dict[int, Shape], decimal: Decimal, rules: Sequence[NumberRule]
) -> Problem:
    """How an open column was read, and why no other reading was possible."""
    number = shapes[row].value(decimal)
    why = "@whole" if _rule(rules, row).whole else "@range"
    return Problem("number_settled", {"number": number, "why": why})


def _ambiguous(shape: Shape) -> Problem:
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
