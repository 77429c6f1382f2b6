"""What the numbers of a table can be, from the catalogue: whole or not, and within which range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from etl.context import Context
from etl.issues import Problem
from etl.reading.draft import Draft, as_problems
from etl.reading.numbers import Floats, NumberRule
from indicators.catalogue import CaseMeasure, OutcomeMeasure, Title

MOST_PEOPLE: Final = 400_000_000.0
MOST_POINTS: Final = 1000.0
FEW: Final = 3
"""Fewer values than this say nothing about percent or proportion."""


@dataclass(frozen=True)
class Expectation:
    """What a number can be, and what the measure is called in a message."""

    rule: NumberRule
    title: Title


@dataclass(frozen=True)
class Expectations:
    """The expectation of every entry: `kinds[positions[entry]]`, or the only one."""

    kinds: tuple[Expectation, ...]
    positions: npt.NDArray[np.intp] | None = None

    def rules(self) -> list[NumberRule]:
        """One rule, or one an entry."""
        if self.positions is None:
            return [self.kinds[0].rule]
        return [self.kinds[position].rule for position in self.positions.tolist()]


PEOPLE: Final = Expectation(
    NumberRule(whole=True, lower=0, upper=MOST_PEOPLE), Title(id="penduduk", en="population")
)
POINTS: Final = Expectation(
    NumberRule(lower=0, upper=MOST_POINTS), Title(id="nilai KLA", en="KLA points")
)
AREAS: Final = Expectation(
    NumberRule(whole=True, lower=0, upper=600), Title(id="jumlah daerah", en="number of areas")
)
PART: Final = Expectation(
    NumberRule(lower=0), Title(id="pembilang atau penyebut", en="numerator or denominator")
)


def expectations(draft: Draft, field: str) -> Expectations:
    """What the numbers of `field` can be. The fields that name the measure are read before."""
    table = draft.layout.table
    if field in ("numerator", "denominator"):
        return Expectations((PART,))
    if table == "population":
        return Expectations((PEOPLE,))
    if table == "award_count":
        return Expectations((AREAS,))
    if table == "kla_score":
        return Expectations((POINTS,)) if field == "max_printed" else _by_item(draft)
    if table == "case_count":
        return _by_measure(draft, ("unit", "group"))
    return _by_measure(draft, ("measure_id",))


def _by_measure(draft: Draft, names: tuple[str, ...]) -> Expectations:
    if all(isinstance(draft.fields[name], str) for name in names):
        return Expectations((_expectation(draft.context, *(draft.fields[n] for n in names)),))
    keys = list(zip(*(draft.column(name) for name in names), strict=True))
    kinds = {key: position for position, key in enumerate(dict.fromkeys(keys))}
    return Expectations(
        tuple(_expectation(draft.context, *key) for key in kinds),
        np.array([kinds[key] for key in keys], dtype=np.intp),
    )


def _by_item(draft: Draft) -> Expectations:
    """Points up to the maximum of the item in the form; of an unknown form, up to 1000."""
    names = ("instrument_id", "level", "block", "indicator", "question")
    columns = [draft.column(n) if n in draft.fields else [None] * draft.size for n in names]
    keys = list(zip(*columns, strict=True))
    most = {key: _most_points(draft.context, *key) for key in dict.fromkeys(keys)}
    kinds = {points: position for position, points in enumerate(dict.fromkeys(most.values()))}
    return Expectations(
        tuple(Expectation(NumberRule(lower=0, upper=points), POINTS.title) for points in kinds),
        np.array([kinds[most[key]] for key in keys], dtype=np.intp),
    )


def _most_points(
    context: Context,
    instrument_id: str | None,
    level: str | None,
    block: str | None,
    indicator: str | None,
    question: str | None,
) -> float:
    form = context.catalogue.instruments.get(instrument_id or "")
    if form is None or block is None or indicator is None or question is None:
        return MOST_POINTS
    try:
        if level == "block":
            return form.block(block).max_score
        if level == "indicator":
            return form.indicator(indicator).max_score
        return form.question(indicator, question).max_score if level == "question" else MOST_POINTS
    except KeyError:  # not an item of the form: reported with its cell by etl.reading.items
        return MOST_POINTS


def _expectation(context: Context, *key: object) -> Expectation:
    """The expectation of an outcome measure, or of a unit and group of cases.

    A key that is no code (its cell is a problem already) may be any number.
    """
    if len(key) == 1:
        measure = context.catalogue.outcomes.get(str(key[0]))
        return _anything() if measure is None else _of_outcome(measure)
    cases = [c for c in context.catalogue.cases.values() if (c.unit, c.group) == key]
    general = [c for c in cases if c.sex == c.violence_type == "semua"] or cases
    return _of_case(general[0]) if general else _anything(whole=True)


def _of_outcome(measure: OutcomeMeasure) -> Expectation:
    rule = NumberRule(
        whole=measure.unit == "jumlah",
        lower=measure.value_min,
        upper=measure.value_max,
        percent=measure.unit == "persen",
    )
    return Expectation(rule, measure.title)


def _of_case(measure: CaseMeasure) -> Expectation:
    rule = NumberRule(whole=True, lower=measure.value_min, upper=measure.value_max)
    return Expectation(rule, measure.title)


def _anything(*, whole: bool = False) -> Expectation:
    return Expectation(NumberRule(whole=whole, lower=0), Title(id="jumlah", en="count"))


def judge(draft: Draft, values: Floats, expected: Expectations, column: int, heading: str) -> None:
    """Report numbers that their measure cannot have, or hardly. Entries in error are left alone."""
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
    entries = np.flatnonzero(outside & ~draft.bad).tolist()
    problems = {entry: _out_of_range(_kind(expected, entry)) for entry in entries}
    draft.report(problems, column, heading, "number")
    _judge_proportion(draft, values, expected, column, heading)


def _each(expected: Expectations, bounds: list[float]) -> Floats:
    """A bound for every entry, or one for all."""
    array = np.array(bounds, dtype=np.float64)
    return array if expected.positions is None else array[expected.positions]


def _kind(expected: Expectations, entry: int) -> Expectation:
    position = 0 if expected.positions is None else int(expected.positions[entry])
    return expected.kinds[position]


def _out_of_range(kind: Expectation) -> Problem:
    lower, upper = kind.rule.lower, kind.rule.upper
    facts = {
        "measure": kind.title.id,
        "measure_en": kind.title.en,
        "lower": "…" if lower is None else float(lower),
        "upper": "…" if upper is None else float(upper),
    }
    return Problem("out_of_range", facts)


def _judge_proportion(
    draft: Draft, values: Floats, expected: Expectations, column: int, heading: str
) -> None:
    """A percentage column whose values all lie between 0 and 1 was probably not in percent."""
    for position, kind in enumerate(expected.kinds):
        if not kind.rule.percent:
            continue
        mine = ~draft.bad & ~np.isnan(values)
        if expected.positions is not None:
            mine &= expected.positions == position
        own = values[mine]
        if len(own) >= FEW and own.min() >= 0 and 0 < own.max() <= 1:
            first = int(np.flatnonzero(mine)[0])
            draft.report({first: Problem("looks_like_proportion")}, column, heading, "proportion")
