"""One measure in the kabupaten/kota of a province (or the provinces), in one period.

The funnel of such a group and the areas most like one stand in `queries.standings`.
"""

from __future__ import annotations

import datetime

import pandas as pd

from dashboard.queries.contract import FOUND_IN, SAID_BY, STATE, Run, typed
from indicators.tables import COMPARISON, INDICATOR_VALUE, PUBLICATION, REGION_TABLE

FEWEST = 2
"""Regions with a figure below which there is nothing to compare."""

_PARENTS = """
SELECT parent.region_code, parent.name, count(DISTINCT v.region_code) AS regions
FROM indicator_value AS v
JOIN region AS r ON r.region_code = v.region_code
JOIN region AS parent ON parent.region_code = r.parent_code
WHERE v.dimension = 'total'
GROUP BY ALL
HAVING count(DISTINCT v.region_code) >= ?
ORDER BY parent.region_code
"""
_IN_YEAR = "NOT v.is_partial AND year(v.period_start) = v.year"
_PERIODS = f"""
SELECT v.measure_id, v.year, v.is_partial, {_IN_YEAR} AS is_year,
       CASE WHEN {_IN_YEAR} THEN make_date(v.year, 1, 1) ELSE v.period_start END AS period_start,
       CASE WHEN {_IN_YEAR} THEN make_date(v.year, 12, 31) ELSE v.period_end END AS period_end,
       count(DISTINCT v.region_code) AS regions, bool_or(v.rate IS NOT NULL) AS has_rate,
       string_agg(DISTINCT v.denominator_kind, '; ' ORDER BY v.denominator_kind)
           FILTER (v.rate IS NOT NULL) AS denominator_kind
FROM indicator_value AS v JOIN region AS r ON r.region_code = v.region_code
WHERE r.parent_code = ? AND v.dimension = 'total'
GROUP BY ALL
HAVING count(DISTINCT v.region_code) >= ?
ORDER BY v.measure_id, v.is_partial, period_end DESC, period_start DESC
"""
WHEN = f"""CASE WHEN ? THEN {_IN_YEAR} AND v.year = year(CAST(? AS DATE))
         ELSE v.period_start = ? AND v.period_end = ? END"""
"""A year takes in what was read on a day of it; any other period is met exactly."""
LATEST = "v.is_chosen DESC, v.period_end DESC, v.publication_id"
_STATE = (
    "CASE WHEN v.measure_id IS NULL THEN 'no_data' WHEN v.hidden <> 'no' THEN 'hidden' "
    "WHEN v.value IS NULL THEN 'not_reported' ELSE 'shown' END AS state"
)
_REGIONS = f"""
WITH figure AS (
    SELECT * FROM indicator_value AS v
    WHERE v.measure_id = ? AND v.dimension = 'total' AND {WHEN}
    QUALIFY row_number() OVER (PARTITION BY v.region_code ORDER BY {LATEST}) = 1
)
SELECT r.region_code, r.name, CASE WHEN r.kind = 'kota' THEN 'Kota ' || r.name_short
         ELSE r.name_short END AS label,
       r.tile_col, r.tile_row, v.measure_id, v.period_start, v.period_end, v.year, v.period_known,
       v.value,
       v.value_lower, v.value_upper, v.rate, v.rate_lower, v.rate_upper,
       v.denominator, v.denominator_kind, v.denominator_year, v.quality, v.quality_reasons,
       coalesce(v.is_partial, FALSE) AS is_partial, coalesce(v.is_exact, TRUE) AS is_exact,
       v.status, coalesce(v.hidden, 'no') AS hidden, {_STATE},
       coalesce(c.verdict, 'not_compared') AS verdict, c.reason, c.benchmark, c.benchmark_kind,
       c.p_value, c.p_adjusted, c.compared, coalesce(c.is_marked, FALSE) AS is_marked,
       c.expected, c.funnel_lower95, c.funnel_upper95, c.funnel_lower998, c.funnel_upper998,
       c.funnel_level, c.rank, c.rank_lower, c.rank_upper,
       coalesce(c.rank_group, 'not_ranked') AS rank_group,
       {SAID_BY}, {FOUND_IN},
       CAST(least(4, floor(5 * percent_rank() OVER (
           PARTITION BY v.value IS NULL ORDER BY v.value))) AS INTEGER) AS level_value,
       CAST(least(4, floor(5 * percent_rank() OVER (
           PARTITION BY v.rate IS NULL ORDER BY v.rate))) AS INTEGER) AS level_rate
FROM region AS r
LEFT JOIN figure AS v ON v.region_code = r.region_code
LEFT JOIN comparison AS c
  ON c.region_code = v.region_code AND c.measure_id = v.measure_id
 AND c.period_start = v.period_start AND c.period_end = v.period_end
 AND c.publication_id = v.publication_id
LEFT JOIN publication AS p ON p.publication_id = v.publication_id
LEFT JOIN source_file AS f ON f.sha256 = v.source_sha256
WHERE r.parent_code = ? AND NOT (r.is_example AND ? = '00')
ORDER BY CASE ? WHEN 'per_100rb' THEN v.rate WHEN 'jumlah' THEN v.value END DESC NULLS LAST,
         r.region_code
"""
_OWN = f"""
SELECT r.name, v.period_start, v.period_end, v.year, v.period_known,
       v.value, v.value_lower, v.value_upper, v.rate,
       v.rate_lower, v.rate_upper, v.denominator, v.denominator_kind, v.denominator_year,
       v.quality, v.quality_reasons, v.is_partial, v.is_derived,
       v.is_exact, v.status, v.hidden, {STATE}, 'not_compared' AS verdict, {SAID_BY}, {FOUND_IN}
FROM indicator_value AS v
JOIN region AS r USING (region_code)
JOIN publication AS p USING (publication_id)
JOIN source_file AS f ON f.sha256 = v.source_sha256
WHERE v.region_code = ? AND v.measure_id = ? AND v.dimension = 'total' AND {WHEN}
QUALIFY row_number() OVER (ORDER BY {LATEST}) = 1
"""


def parents(run: Run) -> pd.DataFrame:
    """Regions whose parts can be compared, with the number of parts that have a figure."""
    return typed(run(_PARENTS, (FEWEST,)), REGION_TABLE)


def periods(run: Run, parent: str) -> pd.DataFrame:
    """Measures and periods in which parts of `parent` have figures, whole and latest first.

    What was read on a day (an outcome) counts for its year; a part of a year stands by itself.
    """
    return typed(run(_PERIODS, (parent, FEWEST)), INDICATOR_VALUE)


def regions(
    run: Run,
    parent: str,
    measure: str,
    start: datetime.date,
    end: datetime.date,
    order_by: str = "",
) -> pd.DataFrame:
    """Every part of `parent`, with or without a figure, in the order of the codes.

    `order_by` 'jumlah' or 'per_100rb' puts the highest value or rate first instead.

    A whole calendar year takes the latest reading of each region in it; any other period must be
    met exactly. Columns made here: label, state ('no_data' without a row), those of comparison
    (verdict and reason against the rest of the province, place in the funnel, rank), and
    `level_value`, `level_rate`: fifths (0 to 4) of the regions shown.
    """
    frame = run(_REGIONS, (measure, *when(start, end), parent, parent, order_by))
    return typed(frame, REGION_TABLE, INDICATOR_VALUE, COMPARISON, PUBLICATION)


def own(
    run: Run, region: str, measure: str, start: datetime.date, end: datetime.date
) -> pd.DataFrame:
    """The same figure of one region itself; no row when it has none."""
    return typed(run(_OWN, (region, measure, *when(start, end))), INDICATOR_VALUE, PUBLICATION)


def when(start: datetime.date, end: datetime.date) -> tuple[object, ...]:
    """Parameters of a period: whether it is one calendar year, and its days."""
    is_year = (start, end) == (datetime.date(end.year, 1, 1), datetime.date(end.year, 12, 31))
    return is_year, end, start, end
