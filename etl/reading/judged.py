"""Numbers that their measure cannot have, or hardly: reported with their cell, never repaired."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

import numpy as np
import numpy.typing as npt

from etl.issues import ERROR, WARNING, Problem
from etl.reading.draft import Draft, as_problems
from etl.reading.numbers import Floats
from etl.reading.plausible import Expectation, Expectations
from etl.reading.region_years import check_region_years

FEW: Final = 3
"""Fewer values than this say little about percent or proportion."""
MOST_PROPORTION: Final = 1.5
"""Proportions of what can exceed its target (coverage of 112 percent: 1.12) end about here."""
_ODD_ONE: Final = 20.0
"""A value up to 1 beside a median of at least this was probably written as a proportion."""

Mask = npt.NDArray[np.bool_]


def judge(
    draft: Draft,
    values: Floats,
    expected: Expectations,
    column: int,
    heading: str,
    *,
    in_percent: Set[int] = frozenset(),
) -> None:
    """Report numbers that their measure cannot have, or hardly. Entries in error are left alone.

    `in_percent` are the entries whose cell has a percent sign. Problems: negative_count, not_whole,
    column_out_of_range, looks_like_proportion (errors; the latter a warning where few values say
    so), out_of_range, decimal_may_be_lost, and those of check_region_years (warnings).
    """
    rules = [kind.rule for kind in expected.kinds]
    lower = _each(expected, [-np.inf if rule.lower is None else rule.lower for rule in rules])
    upper = _each(expected, [np.inf if rule.upper is None else rule.upper for rule in rules])
    whole = _each(expected, [float(rule.whole) for rule in rules]) > 0
    with np.errstate(invalid="ignore"):  # an empty figure (NaN) is in no fault
        negative = (lower >= 0) & (values < 0)
        broken = whole & (values != np.floor(values)) & ~np.isnan(values)
        outside = (values < lower) | (values > upper)
    for kind, where in (("negative_count", negative), ("not_whole", broken)):
        entries = np.flatnonzero(where & ~draft.bad).tolist()
        draft.report(as_problems(entries, Problem(kind)), column, heading, "number")
    _judge_range(draft, values, outside, expected, column, heading)
    for position, item in enumerate(expected.kinds):
        if item.rule.percent or item.rule.index:
            mine = _mine(draft, values, expected, position)
            _judge_lost_decimals(draft, values, mine, item, column, heading)
            if draft.state.constants.get("percentages") != "percent":
                mine[list(in_percent)] = False
                _judge_proportion(draft, values, mine, column, heading)
    check_region_years(draft, values, column)


def _judge_range(
    draft: Draft, values: Floats, outside: Mask, expected: Expectations, column: int, heading: str
) -> None:
    """Each figure out of range; where most are, the column holds another measure or unit."""
    entries = np.flatnonzero(outside & ~draft.bad).tolist()
    problems = {entry: _out_of_range(_kind(expected, entry), values[entry]) for entry in entries}
    count = int(np.count_nonzero(~draft.bad & ~np.isnan(values)))
    if len(entries) >= FEW and 2 * len(entries) > count:
        facts = {**problems[entries[0]].facts, "count": len(entries), "all": count}
        del facts["hint"]
        problems[entries[0]] = Problem("column_out_of_range", facts)
    draft.report(problems, column, heading, "number")


def _mine(draft: Draft, values: Floats, expected: Expectations, position: int) -> Mask:
    """The entries with a figure that one expectation is about."""
    mine = ~draft.bad & ~np.isnan(values)
    return mine if expected.positions is None else mine & (expected.positions == position)


def _each(expected: Expectations, bounds: list[float]) -> Floats:
    """A bound for every entry, or one for all."""
    array = np.array(bounds, dtype=np.float64)
    return array if expected.positions is None else array[expected.positions]


def _kind(expected: Expectations, entry: int) -> Expectation:
    position = 0 if expected.positions is None else int(expected.positions[entry])
    return expected.kinds[position]


def _out_of_range(kind: Expectation, value: float) -> Problem:
    lower, upper = kind.rule.lower, kind.rule.upper
    facts = {
        "measure": kind.title.id,
        "measure_en": kind.title.en,
        "lower": "…" if lower is None else float(lower),
        "upper": "…" if upper is None else float(upper),
        "hint": "@none",
    }
    if _lost_decimal(value, upper):
        facts |= {"hint": "@lost_decimal", "tenth": value / 10, "hundredth": value / 100}
    elif kind.rule.whole and lower is not None and 0 < value < lower <= value * 1000:
        facts |= {"hint": "@thousands"}
    return Problem("out_of_range", facts)


def _lost_decimal(value: float, upper: float | None) -> bool:
    """Whether a number beyond the range lies in it once a decimal mark is put back (666: 6.66)."""
    return upper is not None and value > upper and value.is_integer() and value / 100 <= upper


def _judge_lost_decimals(
    draft: Draft, values: Floats, mine: Mask, kind: Expectation, column: int, heading: str
) -> None:
    """Whole numbers beside one that lost its decimal mark may have lost theirs within the range.

    Where 666 stands for 6.66, the 62 below it may be 6.2.
    """
    own = values[mine]
    whole = own == np.floor(own)
    if not any(_lost_decimal(value, kind.rule.upper) for value in own.tolist()):
        return
    if np.count_nonzero(~whole) < FEW:
        return
    suspects = mine & (values == np.floor(values)) & (values >= 10)
    entries = np.flatnonzero(suspects).tolist()
    draft.report(as_problems(entries, Problem("decimal_may_be_lost")), column, heading, "number")


def _judge_proportion(draft: Draft, values: Floats, mine: Mask, column: int, heading: str) -> None:
    """A percentage column whose values all fit a proportion is asked about, never loaded as such.

    Single values up to 1 among tens of percent are warned about at their cells.
    """
    own = values[mine]
    if not len(own) or own.min() < 0:
        return
    most = MOST_PROPORTION if len(own) >= FEW and np.median(own) <= 1 else 1.0
    if 0 < own.max() <= most:
        severity = ERROR if len(own) >= FEW else WARNING
        first = int(np.flatnonzero(mine & (values > 0))[0])
        found = {first: Problem("looks_like_proportion", {"whole": "@whole"}, severity)}
    elif np.median(own) >= _ODD_ONE:
        entries = np.flatnonzero(mine & (values > 0) & (values <= 1)).tolist()
        found = as_problems(entries, Problem("looks_like_proportion", {"whole": "@part"}, WARNING))
    else:
        return
    draft.report(found, column, heading, "proportion")
