"""Reported counts of one region over time, whole and broken down."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from dashboard.queries import months
from dashboard.queries.contract import FOUND_IN, SAID_BY, STATE, Run, typed
from indicators.tables import INDICATOR_VALUE, PUBLICATION

CHOSEN = "terpilih"
ALL_SOURCES = "semua"

_VALUES = f"""
SELECT v.region_code, v.measure_id, v.dimension, v.category, v.period_start, v.period_end, v.year,
       v.is_partial, v.period_known, v.value, v.value_lower, v.value_upper, v.rate, v.rate_lower,
       v.rate_upper, v.denominator, v.denominator_kind, v.denominator_year, v.status, v.hidden,
       v.is_exact, v.is_derived, v.is_chosen, v.why_chosen, v.quality, v.quality_reasons,
       {STATE}, {SAID_BY}, {FOUND_IN}
FROM indicator_value AS v
JOIN publication AS p USING (publication_id)
JOIN source_file AS f ON f.sha256 = v.source_sha256
"""
_MEASURES = """
SELECT measure_id, count(*) AS figures, count(DISTINCT publication_id) AS publications,
       min(year) AS first_year, max(year) AS last_year, bool_or(rate IS NOT NULL) AS has_rate
FROM indicator_value
WHERE region_code = ? AND dimension = 'total' AND measure_id = ANY(?)
GROUP BY measure_id
ORDER BY list_position(?, measure_id)
"""
_TOTALS = f"""{_VALUES}
WHERE v.region_code = ? AND v.measure_id = ANY(?) AND v.dimension = 'total'
  AND year(v.period_start) = year(v.period_end)
ORDER BY p.publication_id, v.period_start, v.period_end
"""
_SEVERAL_YEARS = f"""{_VALUES}
WHERE v.region_code = ? AND v.measure_id = ? AND v.dimension = 'total'
  AND year(v.period_start) < year(v.period_end)
ORDER BY v.period_start, v.period_end, p.publication_id
"""
_BREAKDOWNS = """
SELECT dimension, count(DISTINCT category) AS categories, count(DISTINCT year) AS years
FROM indicator_value
WHERE region_code = ? AND measure_id = ? AND dimension <> 'total'
GROUP BY dimension
ORDER BY dimension
"""
_BREAKDOWN = f"""{_VALUES}
WHERE v.region_code = ? AND v.measure_id = ? AND v.dimension = ?
ORDER BY v.category, v.period_start, v.period_end
"""


def measures(run: Run, region: str, case_measures: Iterable[str]) -> pd.DataFrame:
    """The case measures that the region has a total of, in the order of `case_measures`.

    Columns: measure_id, figures, publications, first_year, last_year, has_rate.
    """
    wanted = list(case_measures)
    return run(_MEASURES, (region, wanted, wanted))


def series(run: Run, region: str, measure: str, source: str = CHOSEN) -> pd.DataFrame:
    """Totals over time with `state`, publication, file and cell; months joined to their year.

    Figures of several years together are none of any year (see `several_years`).
    `source` is a publication, CHOSEN (one figure a year) or ALL_SOURCES.
    """
    return of_source(_totals(run, region, [measure]), source)


def several_years(run: Run, region: str, measure: str) -> pd.DataFrame:
    """Totals of a period that reaches into another year, the earliest first."""
    return typed(run(_SEVERAL_YEARS, (region, measure)), INDICATOR_VALUE, PUBLICATION)


def of_source(frame: pd.DataFrame, source: str) -> pd.DataFrame:
    """The rows of `series` that a choice of source leaves."""
    if source == ALL_SOURCES:
        return frame
    kept = frame["is_chosen"] if source == CHOSEN else frame["publication_id"] == source
    return frame[kept].reset_index(drop=True)


def breakdowns(run: Run, region: str, measure: str) -> pd.DataFrame:
    """The dimensions the measure is broken down by: dimension, categories, years."""
    return run(_BREAKDOWNS, (region, measure))


def breakdown(run: Run, region: str, measure: str, dimension: str) -> pd.DataFrame:
    """Chosen figures by category of one dimension over time."""
    rows = typed(run(_BREAKDOWN, (region, measure, dimension)), INDICATOR_VALUE, PUBLICATION)
    frame = months.joined(rows)
    return frame[frame["is_chosen"]].reset_index(drop=True)


def latest(run: Run, region: str, case_measures: Iterable[str]) -> pd.DataFrame:
    """Each case measure's latest chosen whole year, and a partial one after it, latest first."""
    wanted = list(case_measures)
    frame = _totals(run, region, wanted)
    chosen = frame[frame["is_chosen"]].sort_values("period_end", ascending=False)
    last = chosen.drop_duplicates(["measure_id", "is_partial"])
    whole = last[~last["is_partial"]].set_index("measure_id")["period_end"]
    newest = whole.reindex(last["measure_id"]).set_axis(last.index)
    kept = last[~last["is_partial"] | newest.isna() | (last["period_end"] > newest)]
    place = kept["measure_id"].map({name: place for place, name in enumerate(wanted)})
    order = kept.assign(place=place).sort_values(
        ["place", "period_end"], ascending=[True, False], ignore_index=True
    )
    return order.drop(columns="place")


def _totals(run: Run, region: str, case_measures: list[str]) -> pd.DataFrame:
    frame = typed(run(_TOTALS, (region, case_measures)), INDICATOR_VALUE, PUBLICATION)
    return months.joined(frame)
