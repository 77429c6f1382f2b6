"""What is missing: points not yet earned, and outcomes against their targets."""

from __future__ import annotations

import pandas as pd

from dashboard.queries.contract import FOUND_IN, SAID_BY, Run, typed
from indicators.tables import (
    GAP,
    INDICATOR_VALUE,
    INSTRUMENT,
    POINTS_OPEN,
    PROGRESS,
    PUBLICATION,
    TARGET,
)

_ID = (
    "v.printed_year || '.' || v.stage || '.' || coalesce(v.instrument_id, '-') || '.' "
    "|| v.publication_id"
)
_ITEMS = f"""
SELECT v.instrument_id, v.level, v.block, v.indicator, v.question, v.position, v.score,
       v.max_score, v.open, v.evidence, v.kind, v.offices, v.text_known, v.stage,
       i.title, i.title_en,
       block.title AS block_title, block.title_en AS block_title_en,
       {SAID_BY}, {FOUND_IN}
FROM points_open AS v
JOIN publication AS p USING (publication_id)
JOIN source_file AS f ON f.sha256 = v.source_sha256
JOIN instrument AS i
  ON i.instrument_id = v.instrument_id AND i.level = v.level AND i.block = v.block
 AND i.indicator = v.indicator AND i.question = v.question
JOIN instrument AS block
  ON block.instrument_id = v.instrument_id AND block.level = 'block' AND block.block = v.block
WHERE v.region_code = ? AND {_ID} = ?
"""
_OPEN = f"""{_ITEMS}
  AND v.level = ? AND (? = '' OR v.block = ?)
  AND (? = '' OR contains('; ' || coalesce(v.offices, '-') || '; ', '; ' || ? || '; '))
  AND (? = '' OR v.kind = ?)
ORDER BY v.text_known DESC, v.open DESC, v.position
"""
_LARGEST = f"""{_ITEMS}
  AND v.level = 'question' AND v.text_known AND v.open > 0
ORDER BY v.open DESC, v.position
LIMIT ?
"""
_TOTALS = f"""
SELECT v.level, sum(v.open) AS open, sum(v.max_score) AS max_score, count(*) AS items,
       count(*) FILTER (v.open > 0) AS items_open,
       count(*) FILTER (NOT v.text_known) AS items_unknown,
       coalesce(sum(v.open) FILTER (NOT v.text_known), 0) AS open_unknown,
       count(*) FILTER (v.offices IS NULL) AS items_without_office,
       coalesce(sum(v.max_score) FILTER (v.offices IS NULL), 0) AS max_without_office,
       coalesce(sum(v.open) FILTER (v.offices IS NULL), 0) AS open_without_office
FROM points_open AS v
WHERE v.region_code = ? AND {_ID} = ?
GROUP BY v.level
ORDER BY CASE v.level WHEN 'block' THEN 0 WHEN 'indicator' THEN 1 ELSE 2 END
"""
_KINDS = f"""
SELECT v.kind, sum(v.open) AS open, count(*) FILTER (v.open > 0) AS items_open
FROM points_open AS v
WHERE v.region_code = ? AND {_ID} = ? AND v.level = 'question'
GROUP BY v.kind
ORDER BY v.kind
"""
_OFFICES = f"""
WITH item AS (
    SELECT v.open, coalesce(contains(v.offices, '; '), FALSE) AS is_shared,
           string_split(coalesce(v.offices, '-'), '; ')[1] AS first,
           unnest(string_split(coalesce(v.offices, '-'), '; ')) AS office
    FROM points_open AS v
    WHERE v.region_code = ? AND {_ID} = ? AND v.level = 'question'
)
SELECT office, sum(open) AS open, count(*) FILTER (open > 0) AS items_open,
       coalesce(sum(open) FILTER (NOT is_shared), 0) AS open_own,
       coalesce(sum(open) FILTER (is_shared), 0) AS open_shared,
       coalesce(sum(open) FILTER (is_shared AND office = first), 0) AS open_first,
       coalesce(sum(open) FILTER (office = first), 0) AS open_counted,
       coalesce(sum(open) FILTER (office <> first), 0) AS open_later,
       count(*) FILTER (is_shared AND open > 0) AS items_shared
FROM item
GROUP BY office
ORDER BY open_counted DESC, open DESC, office
"""
_OFFICE_SUM = f"""
SELECT sum(v.open) AS open, count(*) FILTER (v.open > 0) AS items_open,
       coalesce(sum(v.open) FILTER (NOT contains(v.offices, '; ')), 0) AS open_own,
       coalesce(sum(v.open) FILTER (contains(v.offices, '; ')), 0) AS open_shared,
       count(*) FILTER (contains(v.offices, '; ') AND v.open > 0) AS items_shared,
       coalesce(sum(v.open) FILTER (v.offices IS NULL), 0) AS open_nameless,
       count(*) FILTER (v.offices IS NULL AND v.open > 0) AS items_nameless
FROM points_open AS v
WHERE v.region_code = ? AND {_ID} = ? AND v.level = 'question'
HAVING count(*) > 0
"""
_OUTCOMES = f"""
WITH latest AS (
    SELECT * FROM indicator_value
    WHERE dimension = 'total' AND is_chosen AND NOT is_partial AND value IS NOT NULL
      AND measure_id = ANY(?)
    QUALIFY row_number() OVER (
        PARTITION BY region_code, measure_id
        ORDER BY period_end DESC, period_start DESC, publication_id DESC
    ) = 1
)
SELECT v.measure_id, v.period_start, v.period_end, v.value, g.target, g.target_region,
       g.target_year, g.target_publication_id, g.gap, coalesce(g.is_met, FALSE) AS is_met,
       coalesce(g.is_expired, FALSE) AS is_expired, g.better, owner.name AS target_owner,
       s.base_year, s.base_value, s.growth_observed, s.growth_required, s.ratio, s.progress,
       s.progress_reason, s.years, s.years_lower, s.years_upper, s.years_status, s.trend_years,
       v.quality, v.quality_reasons,
       province.value AS province_value, province.year AS province_year,
       nation.value AS national_value, nation.year AS national_year,
       t.publisher AS target_publisher, t.title AS target_title, {SAID_BY}, {FOUND_IN}
FROM latest AS v
JOIN region AS r ON r.region_code = v.region_code
JOIN publication AS p USING (publication_id)
JOIN source_file AS f ON f.sha256 = v.source_sha256
LEFT JOIN gap AS g
  ON g.region_code = v.region_code AND g.measure_id = v.measure_id
 AND g.period_end = v.period_end AND g.publication_id = v.publication_id
LEFT JOIN progress AS s
  ON s.region_code = g.region_code AND s.measure_id = g.measure_id
 AND s.target_region = g.target_region AND s.target_year = g.target_year
 AND s.target_publication_id = g.target_publication_id
LEFT JOIN region AS owner ON owner.region_code = g.target_region
LEFT JOIN publication AS t ON t.publication_id = g.target_publication_id
LEFT JOIN latest AS province
  ON province.region_code = r.parent_code AND province.measure_id = v.measure_id
 AND r.parent_code <> '00'
LEFT JOIN latest AS nation
  ON nation.region_code = '00' AND nation.measure_id = v.measure_id AND r.region_code <> '00'
 AND NOT r.is_example
WHERE v.region_code = ?
ORDER BY list_position(?, v.measure_id), g.is_expired, g.target_year
"""
_TARGETS = f"""
SELECT v.measure_id, v.region_code, v.year, v.value, {SAID_BY}, {FOUND_IN}
FROM target AS v
JOIN publication AS p USING (publication_id)
JOIN source_file AS f ON f.sha256 = v.source_sha256
WHERE EXISTS (
    SELECT 1 FROM gap AS g
    WHERE g.region_code = ? AND g.measure_id = v.measure_id AND g.target_region = v.region_code
      AND g.target_year = v.year AND g.target_publication_id = v.publication_id
)
ORDER BY v.measure_id, v.year, v.region_code, v.publication_id
"""


def open_points(
    run: Run,
    region: str,
    assessment: str,
    level: str,
    block: str = "",
    office: str = "",
    kind: str = "",
) -> pd.DataFrame:
    """Items of one level, most points open first; empty filters let everything in.

    The office `-` stands for items that name none. Items of unknown wording come last.
    """
    parameters = (region, assessment, level, block, block, office, office, kind, kind)
    return typed(run(_OPEN, parameters), POINTS_OPEN, INSTRUMENT, PUBLICATION)


def largest(run: Run, region: str, assessment: str, how_many: int) -> pd.DataFrame:
    """The questions with most points open whose wording is known."""
    frame = run(_LARGEST, (region, assessment, how_many))
    return typed(frame, POINTS_OPEN, INSTRUMENT, PUBLICATION)


def totals(run: Run, region: str, assessment: str) -> pd.DataFrame:
    """Points open on each level, with the items of unknown wording and those without an office."""
    return run(_TOTALS, (region, assessment))


def kinds(run: Run, region: str, assessment: str) -> pd.DataFrame:
    """Points open at question level by kind: bukti, campuran, capaian."""
    return run(_KINDS, (region, assessment))


def offices(run: Run, region: str, assessment: str) -> pd.DataFrame:
    """Points open at question level by office, and how many of them are shared with others.

    A shared question counts with the office named first: `open_counted` (`open_own` and
    `open_first`) adds up to all that is open; `open_later` are those counted with another office.
    """
    return run(_OFFICES, (region, assessment))


def office_sum(run: Run, region: str, assessment: str) -> pd.DataFrame:
    """What the points of offices add up to: those of one office alone, the shared ones counted
    once, those that name none; one row, none without questions.
    """
    return run(_OFFICE_SUM, (region, assessment))


def outcomes(run: Run, region: str, outcome_measures: list[str]) -> pd.DataFrame:
    """The latest value of each outcome against each of its targets; targets may be empty.

    With each target who set it (`target_owner`), the pace so far and the one it needs, the years
    still to go; beside it the latest value of the province and of the nation, each with its year.
    """
    frame = run(_OUTCOMES, (outcome_measures, region, outcome_measures))
    return typed(frame, INDICATOR_VALUE, GAP, PROGRESS, PUBLICATION)


def targets(run: Run, region: str) -> pd.DataFrame:
    """The targets an outcome of the region is held against, with who printed them and where."""
    return typed(run(_TARGETS, (region,)), TARGET, PUBLICATION)
