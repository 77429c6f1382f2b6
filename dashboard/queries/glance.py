"""What the overview says of reports: the fullest trend of a region, and the areas it may mark."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from dashboard.queries.contract import FOUND_IN, SAID_BY, Run, typed
from indicators.tables import COMPARISON, INDICATOR_VALUE, PUBLICATION, REGION_TABLE

_ENOUGH = 5
"""Areas compared together from which the order of the catalogue decides between measures."""
_FULLEST = """
SELECT measure_id
FROM trend
WHERE region_code = ? AND measure_id = ANY(?)
ORDER BY years DESC, list_position(?, measure_id)
LIMIT 1
"""
_GROUP = """
WITH compared AS (
    SELECT measure_id, period_start, period_end, count(*) AS areas,
           count(*) FILTER (verdict <> 'not_compared') AS compared
    FROM comparison
    WHERE parent_code = ? AND measure_id = ANY(?)
    GROUP BY ALL
    HAVING count(*) FILTER (verdict <> 'not_compared') > 1
), latest AS (
    SELECT * FROM compared
    QUALIFY row_number() OVER (
        PARTITION BY measure_id ORDER BY period_end DESC, compared DESC, period_start DESC
    ) = 1
)
SELECT * FROM latest
ORDER BY compared >= ? DESC, list_position(?, measure_id)
LIMIT 1
"""
_AREAS = f"""
WITH asked AS ({_GROUP})
SELECT c.region_code, r.name, c.measure_id, c.period_start, c.period_end, c.value AS rate,
       c.lower, c.upper, c.benchmark_kind, c.verdict, c.reason, c.p_value, c.p_adjusted,
       c.is_marked, c.rank,
       v.value, v.denominator_kind, v.quality, v.quality_reasons, {SAID_BY}, {FOUND_IN}
FROM comparison AS c
JOIN asked USING (measure_id, period_start, period_end)
JOIN region AS r ON r.region_code = c.region_code
JOIN publication AS p ON p.publication_id = c.publication_id
JOIN indicator_value AS v
  ON v.region_code = c.region_code AND v.measure_id = c.measure_id AND v.dimension = 'total'
 AND v.period_start = c.period_start AND v.period_end = c.period_end
 AND v.publication_id = c.publication_id
JOIN source_file AS f ON f.sha256 = v.source_sha256
WHERE c.parent_code = ?
ORDER BY c.region_code, c.publication_id
"""


def fullest(run: Run, region: str, measures: Iterable[str]) -> str:
    """The measure whose trend has most years for the region; empty where it has no trend row."""
    wanted = list(measures)
    found = run(_FULLEST, (region, wanted, wanted))
    return str(found["measure_id"].iloc[0]) if len(found) else ""


def areas(run: Run, parent: str, measures: Iterable[str]) -> pd.DataFrame:
    """The areas of `parent` beside the rest of it, of one measure in its latest period, by code.

    Empty where fewer than two were compared. `rate` is per 100,000 with `lower` and `upper`.
    """
    wanted = list(measures)
    frame = run(_AREAS, (parent, wanted, _ENOUGH, wanted, parent))
    return typed(frame, COMPARISON, INDICATOR_VALUE, PUBLICATION, REGION_TABLE)
