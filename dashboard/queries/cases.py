"""Reported counts of one region over time, whole and broken down."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from dashboard.queries.contract import FOUND_IN, SAID_BY, STATE, Run, typed
from indicators.tables import INDICATOR_VALUE, PUBLICATION

CHOSEN = "terpilih"
ALL_SOURCES = "semua"

_VALUES = f"""
SELECT v.region_code, v.measure_id, v.dimension, v.category, v.period_start, v.period_end, v.year,
       v.is_partial, v.period_known, v.value, v.value_lower, v.value_upper, v.rate, v.rate_lower,
       v.rate_upper, v.denominator, v.denominator_kind, v.denominator_year, v.status, v.hidden,
       v.is_exact, v.is_derived, v.is_chosen, v.why_chosen, {STATE}, {SAID_BY}, {FOUND_IN}
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
_SERIES = f"""{_VALUES}
WHERE v.region_code = ? AND v.measure_id = ? AND v.dimension = 'total'
  AND (? = '{ALL_SOURCES}' OR (? = '{CHOSEN}' AND v.is_chosen) OR v.publication_id = ?)
ORDER BY p.publication_id, v.period_start, v.period_end
"""
_BREAKDOWNS = """
SELECT dimension, count(DISTINCT category) AS categories, count(DISTINCT year) AS years
FROM indicator_value
WHERE region_code = ? AND measure_id = ? AND dimension <> 'total'
GROUP BY dimension
ORDER BY dimension
"""
_BREAKDOWN = f"""{_VALUES}
WHERE v.region_code = ? AND v.measure_id = ? AND v.dimension = ? AND v.is_chosen
ORDER BY v.category, v.period_start, v.period_end
"""
_LATEST = f"""{_VALUES}
WHERE v.region_code = ? AND v.dimension = 'total' AND v.is_chosen AND v.measure_id = ANY(?)
QUALIFY row_number() OVER (PARTITION BY v.measure_id, v.is_partial ORDER BY v.period_end DESC) = 1
    AND (NOT v.is_partial OR v.period_end > coalesce(
        max(v.period_end) FILTER (NOT v.is_partial) OVER (PARTITION BY v.measure_id),
        DATE '0001-01-01'))
ORDER BY list_position(?, v.measure_id), v.period_end DESC
"""


def measures(run: Run, region: str, case_measures: Iterable[str]) -> pd.DataFrame:
    """The case measures that the region has a total of, in the order of `case_measures`.

    Columns: measure_id, figures, publications, first_year, last_year, has_rate.
    """
    wanted = list(case_measures)
    return run(_MEASURES, (region, wanted, wanted))


def series(run: Run, region: str, measure: str, source: str = CHOSEN) -> pd.DataFrame:
    """Totals over time with `state`, publication, file and cell.

    `source` is a publication, CHOSEN (one figure a year) or ALL_SOURCES.
    """
    frame = run(_SERIES, (region, measure, source, source, source))
    return typed(frame, INDICATOR_VALUE, PUBLICATION)


def breakdowns(run: Run, region: str, measure: str) -> pd.DataFrame:
    """The dimensions the measure is broken down by: dimension, categories, years."""
    return run(_BREAKDOWNS, (region, measure))


def breakdown(run: Run, region: str, measure: str, dimension: str) -> pd.DataFrame:
    """Chosen figures by category of one dimension over time."""
    return typed(run(_BREAKDOWN, (region, measure, dimension)), INDICATOR_VALUE, PUBLICATION)


def latest(run: Run, region: str, case_measures: Iterable[str]) -> pd.DataFrame:
    """Each case measure's latest chosen whole year, and a partial one after it, latest first."""
    wanted = list(case_measures)
    return typed(run(_LATEST, (region, wanted, wanted)), INDICATOR_VALUE, PUBLICATION)
