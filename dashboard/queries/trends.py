"""What the yearly figures of a region may be said to show: trend, completeness, projection."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from dashboard.queries import cases
from dashboard.queries.contract import FOUND_IN, SAID_BY, STATE, Run, typed
from indicators.tables import (
    COMPLETENESS,
    DETECTABILITY,
    INDICATOR_VALUE,
    PROJECTION,
    PUBLICATION,
    REGION_TABLE,
    TREND,
)

_TREND = """
SELECT t.*, parent.name AS parent_name, parent.name_short AS parent_name_short,
       (
           SELECT count(*) FROM region AS own
           WHERE own.parent_code = t.parent_code AND NOT own.is_example
       ) > (
           SELECT count(*) FROM trend AS o
           WHERE o.parent_code = t.parent_code AND o.measure_id = t.measure_id
             AND o.method = 'pooled'
       ) AS is_part
FROM trend AS t LEFT JOIN region AS parent ON parent.region_code = t.parent_code
WHERE t.region_code = ? AND t.measure_id = ?
"""
_DETECTABILITY = """
SELECT * FROM detectability WHERE region_code = ? AND measure_id = ?
ORDER BY list_position(['now', 'pool_2', 'pool_3', 'years_7', 'years_10'], option)
"""
_COMPLETENESS = f"""
SELECT c.*, {SAID_BY}
FROM completeness AS c JOIN publication AS p USING (publication_id)
WHERE c.region_code = ? AND c.measure_id = ?
ORDER BY c.year, p.publication_id
"""
_PROJECTION = f"""
SELECT j.*, {SAID_BY}
FROM projection AS j JOIN publication AS p USING (publication_id)
WHERE j.region_code = ? AND j.measure_id = ?
ORDER BY j.year DESC, p.publication_id
"""
_AREAS = f"""
SELECT t.*, r.name, r.name_short, d.fall, d.rise, {SAID_BY},
       NULL::VARCHAR AS file, NULL::VARCHAR AS sheet, NULL::VARCHAR AS cell
FROM trend AS t
JOIN region AS r USING (region_code)
LEFT JOIN detectability AS d
    ON d.region_code = t.region_code AND d.measure_id = t.measure_id AND d.option = 'now'
LEFT JOIN publication AS p ON p.publication_id = t.publication_id
WHERE r.parent_code = ? AND t.measure_id = ?
ORDER BY t.region_code
"""
_BELOW = """
SELECT t.measure_id, count(*) AS areas
FROM trend AS t JOIN region AS r USING (region_code)
WHERE r.parent_code = ? AND t.measure_id = ANY(?)
GROUP BY t.measure_id
ORDER BY list_position(?, t.measure_id)
"""
_MONTHS = f"""
WITH monthly AS (
    SELECT v.*
    FROM indicator_value AS v
    WHERE v.region_code = ? AND v.measure_id = ? AND v.dimension = 'total'
      AND day(v.period_start) = 1
      AND v.period_end = last_day(v.period_start)
), longest AS (
    SELECT publication_id FROM monthly GROUP BY publication_id
    ORDER BY count(*) DESC, max(period_end) DESC, publication_id LIMIT 1
)
SELECT v.period_start, v.period_end, v.year, v.value, v.status, v.hidden, v.is_exact,
       v.quality, v.quality_reasons, {STATE}, {SAID_BY}, {FOUND_IN}
FROM monthly AS v
JOIN longest USING (publication_id)
JOIN publication AS p USING (publication_id)
JOIN source_file AS f ON f.sha256 = v.source_sha256
ORDER BY v.period_start
"""


@dataclass(frozen=True)
class Known:
    """All that is known of one measure of one region; each a frame of the query of its name.

    `figures` are the totals of every publication.
    """

    figures: pd.DataFrame
    trend: pd.DataFrame
    completeness: pd.DataFrame
    projection: pd.DataFrame


def known(run: Run, region: str, measure: str) -> Known:
    """Figures, trend, completeness and projection, each asked for once."""
    return Known(
        figures=cases.series(run, region, measure, cases.ALL_SOURCES),
        trend=trend(run, region, measure),
        completeness=completeness(run, region, measure),
        projection=projection(run, region, measure),
    )


def trend(run: Run, region: str, measure: str) -> pd.DataFrame:
    """The trend row of a region and measure with the name of its province; no row or one.

    `is_part`: areas of the province are hidden or have no trend, so that what the region was
    judged with is not the whole province.
    """
    return typed(run(_TREND, (region, measure)), TREND)


def detectability(run: Run, region: str, measure: str) -> pd.DataFrame:
    """What would be noticed, a row a design, the present one first."""
    return typed(run(_DETECTABILITY, (region, measure)), DETECTABILITY)


def completeness(run: Run, region: str, measure: str) -> pd.DataFrame:
    """How much of each year was recorded, a row a year and publication."""
    return typed(run(_COMPLETENESS, (region, measure)), COMPLETENESS, PUBLICATION)


def projection(run: Run, region: str, measure: str) -> pd.DataFrame:
    """Partial years completed, or why not; the latest first."""
    return typed(run(_PROJECTION, (region, measure)), PROJECTION, PUBLICATION)


def areas(run: Run, parent: str, measure: str) -> pd.DataFrame:
    """The trend rows of the areas below `parent` by code, with what each would notice."""
    return typed(run(_AREAS, (parent, measure)), TREND, DETECTABILITY, REGION_TABLE, PUBLICATION)


def below(run: Run, parent: str, case_measures: Iterable[str]) -> pd.DataFrame:
    """The case measures of the areas below `parent`, in the order given: measure_id, areas."""
    wanted = list(case_measures)
    return run(_BELOW, (parent, wanted, wanted))


def months(run: Run, region: str, measure: str) -> pd.DataFrame:
    """Figures of single months in order, of the publication that has most of them."""
    return typed(run(_MONTHS, (region, measure)), INDICATOR_VALUE, PUBLICATION)
