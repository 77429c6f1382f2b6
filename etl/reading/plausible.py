"""What the numbers of a table can be, from the catalogue: whole or not, and within which range."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from etl.context import Context
from etl.reading.draft import Draft
from etl.reading.numbers import NumberRule
from etl.reading.recent import recent
from indicators.catalogue import CaseMeasure, OutcomeMeasure, Title
from indicators.codes import ALL

MOST_PEOPLE: Final = 400_000_000.0
FEWEST_PEOPLE: Final = {"negara": 100_000_000.0, "provinsi": 100_000.0}
"""Fewest inhabitants of all ages by kind of region: below the smallest of 2000 to 2024 by far."""
FEWEST_IN_REGENCY: Final = 5_000.0
HUNDRED: Final = 100.0
MOST_POINTS: Final = 1000.0


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
    NumberRule(whole=True, lower=0, upper=MOST_PEOPLE, units=frozenset({"orang"})),
    Title(id="penduduk", en="population"),
)
POINTS: Final = Expectation(
    NumberRule(lower=0, upper=MOST_POINTS), Title(id="nilai KLA", en="KLA points")
)
UNITS: Final = Expectation(
    NumberRule(whole=True, lower=0, upper=100_000, units=frozenset({"unit"})),
    Title(id="jumlah unit pelapor", en="number of reporting units"),
)
OPERATORS: Final = Expectation(
    NumberRule(whole=True, lower=0, upper=100_000, units=frozenset({"orang"})),
    Title(id="jumlah operator data", en="number of data operators"),
)
MONTHS: Final = Expectation(
    NumberRule(whole=True, lower=0, units=frozenset({"bulan"})),
    Title(id="bulan melapor", en="months with an entry"),
)
"""Without an upper limit: `etl.reading.reporting` holds them to the months of their period."""
EFFORT: Final = Expectation(
    NumberRule(lower=0, upper=1000, units=frozenset({"hari"})),
    Title(id="hari kerja", en="working days"),
)
CHANCE: Final = Expectation(
    NumberRule(lower=0, upper=HUNDRED, percent=True), Title(id="peluang", en="chance")
)
RUPIAH: Final = Expectation(
    NumberRule(lower=0, upper=1e14, units=frozenset({"rp"})), Title(id="rupiah", en="rupiah")
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
        return _by_region(draft)
    if table == "award_count":
        return Expectations((AREAS,))
    if table == "reporting":
        return Expectations(({"months": MONTHS, "operators": OPERATORS}.get(field, UNITS),))
    if table == "evidence":
        return Expectations((EFFORT if field == "effort" else CHANCE,))
    if table == "plan_activity":
        return Expectations((RUPIAH,))
    if table == "kla_score":
        return Expectations((POINTS,)) if field == "max_printed" else _by_item(draft)
    if table == "case_count":
        return _by_measure(draft, ("unit", "group"))
    return _by_measure(draft, ("measure_id",))


def _by_region(draft: Draft) -> Expectations:
    """Inhabitants of all ages and both sexes are not few: a count in thousands would be."""
    names = ("region_code", "sex", "age_band")
    if any(name not in draft.fields for name in names):
        return Expectations((PEOPLE,))
    keys = list(zip(*(draft.column(name) for name in names), strict=True))
    fewest = {key: _fewest_people(draft.context, *key) for key in dict.fromkeys(keys)}
    kinds = {least: position for position, least in enumerate(dict.fromkeys(fewest.values()))}
    rules = [replace(PEOPLE.rule, lower=least) for least in kinds]
    return Expectations(
        tuple(Expectation(rule, PEOPLE.title) for rule in rules),
        np.array([kinds[fewest[key]] for key in keys], dtype=np.intp),
    )


def _fewest_people(context: Context, code: str | None, sex: str | None, age: str | None) -> float:
    if code is None or sex != ALL or age != ALL or context.registry.get(code).is_example:
        return 0.0
    return FEWEST_PEOPLE.get(context.registry.get(code).kind, FEWEST_IN_REGENCY)


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
    columns: list[list[Any]] = [
        draft.column(n) if n in draft.fields else [None] * draft.size for n in names
    ]
    of_rows = tuple(map(tuple, columns))
    return recent(draft.context, "points of rows", of_rows, lambda: _of_rows(draft, columns))


def _of_rows(draft: Draft, columns: list[list[Any]]) -> Expectations:
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
        index=measure.unit == "indeks" and measure.value_max == HUNDRED,
        units=frozenset({"orang"}) if measure.counts_people else frozenset(),
    )
    return Expectation(rule, measure.title)


def _of_case(measure: CaseMeasure) -> Expectation:
    words = {measure.unit, "orang"} if measure.unit == "korban" else {measure.unit}
    rule = NumberRule(
        whole=True, lower=measure.value_min, upper=measure.value_max, units=frozenset(words)
    )
    return Expectation(rule, measure.title)


def _anything(*, whole: bool = False) -> Expectation:
    return Expectation(NumberRule(whole=whole, lower=0), Title(id="jumlah", en="count"))
