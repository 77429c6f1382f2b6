"""The funnel an area stands in, and the areas most like it with their figures."""

from __future__ import annotations

import datetime

import pandas as pd

from dashboard.queries.comparison import LATEST, WHEN, when
from dashboard.queries.contract import FOUND_IN, SAID_BY, Run, typed
from indicators.tables import FUNNEL, INDICATOR_VALUE, NEIGHBOUR, PUBLICATION, REGION_TABLE

_FUNNEL = """
SELECT f.*
FROM funnel AS f
WHERE f.parent_code = ? AND f.measure_id = ?
  AND CASE WHEN ? THEN year(f.period_start) = year(CAST(? AS DATE))
           ELSE f.period_start = ? AND f.period_end = ? END
ORDER BY f.areas DESC, f.publication_id
LIMIT 1
"""
_LIKE = f"""
WITH asked AS (
    SELECT region_code AS code, 0 AS neighbour_rank, NULL AS distance, NULL AS alike,
           NULL AS apart, NULL AS variables
    FROM region WHERE region_code = ?
    UNION ALL
    SELECT neighbour_code, neighbour_rank, distance, alike, apart, variables
    FROM neighbour WHERE region_code = ?
),
figure AS (
    SELECT * FROM indicator_value AS v
    WHERE v.measure_id = ? AND v.dimension = 'total' AND {WHEN}
    QUALIFY row_number() OVER (PARTITION BY v.region_code ORDER BY {LATEST}) = 1
)
SELECT r.region_code, r.name, r.parent_code, parent.name_short AS parent_name,
       CASE WHEN r.kind = 'kota' THEN 'Kota ' || r.name_short ELSE r.name_short END AS label,
       a.neighbour_rank, a.distance, a.alike, a.apart, a.variables,
       v.measure_id, v.period_start, v.period_end, v.year, v.period_known, v.value,
       v.value_lower, v.value_upper, v.rate, v.rate_lower, v.rate_upper,
       v.denominator, v.denominator_kind, v.denominator_year, v.quality, v.quality_reasons,
       coalesce(v.is_partial, FALSE) AS is_partial, coalesce(v.is_exact, TRUE) AS is_exact,
       v.status, coalesce(v.hidden, 'no') AS hidden,
       CASE WHEN v.measure_id IS NULL THEN 'no_data' WHEN v.hidden <> 'no' THEN 'hidden'
            WHEN v.value IS NULL THEN 'not_reported' ELSE 'shown' END AS state,
       {SAID_BY}, {FOUND_IN}
FROM asked AS a
JOIN region AS r ON r.region_code = a.code
JOIN region AS parent ON parent.region_code = r.parent_code
LEFT JOIN figure AS v ON v.region_code = r.region_code
LEFT JOIN publication AS p ON p.publication_id = v.publication_id
LEFT JOIN source_file AS f ON f.sha256 = v.source_sha256
ORDER BY a.neighbour_rank
"""


def funnel(
    run: Run, parent: str, measure: str, start: datetime.date, end: datetime.date
) -> pd.DataFrame:
    """The row of table funnel with the most areas; none where nothing can be placed."""
    return typed(run(_FUNNEL, (parent, measure, *when(start, end))), FUNNEL)


def like(
    run: Run, region: str, measure: str, start: datetime.date, end: datetime.date
) -> pd.DataFrame:
    """The region itself (neighbour_rank 0) and those most like it, with their figures.

    Columns of neighbour and of indicator_value, with label, parent_name and state; one row where
    nobody is like it.
    """
    frame = run(_LIKE, (region, region, measure, *when(start, end)))
    return typed(frame, REGION_TABLE, NEIGHBOUR, INDICATOR_VALUE, PUBLICATION)
