"""From facts to what is shown: one row a region, measure, breakdown, period and publication.

Counts get their interval (Byar, exact Poisson below 10) and, for whole years, a rate per 100,000
of the people of the nearest year within two (`indicators.denominators`). A hidden or unreported
count gets neither. Which publication a page shows first is decided in `indicators.chosen`, how
far a figure can be leaned on in `indicators.figure_quality`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators import codes, denominators, rates
from indicators.chosen import choose
from indicators.tables import INDICATOR_VALUE

Places = Mapping[tuple[str, str], npt.NDArray[np.bool_]]
"""Column and code -> which rows of case_count have it."""


class CaseSelection(Protocol):
    """What picks the rows of a case measure out of case_count."""

    @property
    def unit(self) -> str: ...  # noqa: D102
    @property
    def group(self) -> str: ...  # noqa: D102
    @property
    def sex(self) -> str: ...  # noqa: D102
    @property
    def violence_type(self) -> str: ...  # noqa: D102


def case_values(
    counts: pd.DataFrame, measures: Mapping[str, CaseSelection], population: pd.DataFrame
) -> pd.DataFrame:
    """indicator_value rows of all case measures, totals and one-way breakdowns.

    `counts` holds the columns of case_count, `population` those of population. Whatever stands in
    a hidden cell is not read.
    """
    counts = counts.assign(value=counts["value"].where(counts["hidden"] == "no"))
    is_code = _where_each_code_is(counts, measures.values())
    parts = [counts.iloc[0:0].assign(measure_id="", dimension="", category="")]
    for measure_id, measure in measures.items():
        for dimension in ("total", *codes.CASE_BREAKDOWNS):
            rows = counts[_selected(is_code, measure, dimension)]
            if not rows.empty:
                category = codes.ALL if dimension == "total" else rows[dimension]
                parts.append(
                    rows.assign(measure_id=measure_id, dimension=dimension, category=category)
                )
    values = _with_period(pd.concat(parts, ignore_index=True))
    lower, upper = rates.count_interval(values["value"].to_numpy(dtype=float))
    values["value_lower"], values["value_upper"] = lower, upper
    return _with_rate(values, population)


def outcome_values(outcomes: pd.DataFrame, accumulating: Collection[str]) -> pd.DataFrame:
    """indicator_value rows of all outcome measures; breakdowns by sex and by area type.

    Only the measures that grow through the year (`accumulating`) can be partial: a share read on
    a day in April is as whole as one read in December. Whatever stands in a hidden cell is not
    read.
    """
    outcomes = outcomes.assign(value=outcomes["value"].where(outcomes["hidden"] == "no"))
    frames = []
    for dimension in ("total", "sex", "area_type"):
        others = [name for name in ("sex", "area_type") if name != dimension]
        rows = outcomes[(outcomes[others] == codes.ALL).all(axis=1)]
        if dimension != "total":
            rows = rows[rows[dimension] != codes.ALL]
        rows = rows.assign(
            dimension=dimension,
            category=codes.ALL if dimension == "total" else rows[dimension],
            is_derived=False,
        )
        frames.append(rows)
    values = _with_period(pd.concat(frames, ignore_index=True))
    values["is_partial"] &= values["measure_id"].isin(list(accumulating))
    return values


def complete(
    values: pd.DataFrame, publications: pd.DataFrame, decisions: pd.DataFrame
) -> pd.DataFrame:
    """`values` with every column of indicator_value, the chosen publication marked.

    `decisions` (table decision) names the publication that people chose for a region, year and
    measure; it wins before every rule.
    """
    values = choose(values, publications, decisions)
    for column in INDICATOR_VALUE.columns:
        if column.name not in values.columns:
            values[column.name] = None if column.type == "text" else float("nan")
    return values[list(INDICATOR_VALUE.column_names)]


def _codes(measure: CaseSelection) -> dict[str, str]:
    """The code that the total of a measure has in each column: column -> code."""
    return {
        "unit": measure.unit,
        "group": measure.group,
        **dict.fromkeys(codes.CASE_BREAKDOWNS, codes.ALL),
        "sex": measure.sex,
        "violence_type": measure.violence_type,
    }


def _where_each_code_is(counts: pd.DataFrame, measures: Collection[CaseSelection]) -> Places:
    """Each column is compared once with each code that a measure asks for."""
    wanted = {pair for measure in measures for pair in _codes(measure).items()}
    wanted |= {(dimension, codes.ALL) for dimension in codes.CASE_BREAKDOWNS}
    return {(name, code): (counts[name] == code).to_numpy(dtype=bool) for name, code in wanted}


def _selected(is_code: Places, measure: CaseSelection, dimension: str) -> npt.NDArray[np.bool_]:
    """The rows of one measure: its total, or its breakdown by one dimension."""
    fixed = _codes(measure)
    chosen = np.ones_like(next(iter(is_code.values())))
    if dimension != "total":
        if fixed.pop(dimension) != codes.ALL:  # the measure is already one category of it
            return np.zeros_like(chosen)
        chosen &= ~is_code[dimension, codes.ALL]
    for pair in fixed.items():
        chosen &= is_code[pair]
    return chosen


def _with_period(values: pd.DataFrame) -> pd.DataFrame:
    """Year and whether the period is less (or more) than that calendar year."""
    start, end = pd.to_datetime(values["period_start"]), pd.to_datetime(values["period_end"])
    whole = (
        (start.dt.year == end.dt.year)
        & (start.dt.month == 1)
        & (start.dt.day == 1)
        & (end.dt.month == 12)
        & (end.dt.day == 31)
    )
    return values.assign(year=end.dt.year, is_partial=~whole)


def _with_rate(values: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Rate per 100,000 people for exact totals of whole years that have a denominator."""
    people = denominators.denominators(values, population)
    values = pd.concat([values, people], axis=1)
    eligible = (~values["is_partial"]) & values["is_exact"] & (values["dimension"] == "total")
    count = values["value"].where(eligible).to_numpy(dtype=float)
    rate, lower, upper = rates.rate_interval(count, values["denominator"].to_numpy(dtype=float))
    values["rate"], values["rate_lower"], values["rate_upper"] = rate, lower, upper
    unused = values["rate"].isna()
    values.loc[unused, "denominator"] = float("nan")
    for name in ("denominator_kind", "denominator_publication_id"):
        values[name] = values[name].astype(object).where(~unused, None)
    values["denominator_year"] = values["denominator_year"].where(~unused)
    return values
