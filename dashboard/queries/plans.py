"""The action plan (RAD KLA) of one region: its lines and sums, and what its targets are made of."""

from __future__ import annotations

import pandas as pd

from dashboard.queries.contract import FOUND_IN, SAID_BY, Run, typed
from indicators.tables import (
    INDICATOR_VALUE,
    INSTRUMENT,
    PLAN_BUDGET,
    PLAN_LINE,
    PLAN_SUM,
    PUBLICATION,
    TARGET,
)

_PLANS = """
SELECT plan_period, year, instrument_id, activities
FROM plan_sum
WHERE region_code = ? AND level = 'total'
ORDER BY plan_period DESC, year DESC, instrument_id DESC
"""
_ASKED = "v.region_code = ? AND v.plan_period = ? AND v.year = ?"
_SHARE = "CASE WHEN v.ceiling > 0 THEN 100 * v.realised / v.ceiling END AS share"
_SUMS = f"""
SELECT v.*, i.title, i.title_en, {_SHARE}
FROM plan_sum AS v
LEFT JOIN instrument AS i
  ON i.instrument_id = v.instrument_id AND i.level = v.level AND i.block = v.block
 AND i.indicator = v.indicator
WHERE {_ASKED} AND (i.question = 'semua' OR i.question IS NULL)
ORDER BY v.level DESC, v.position
"""
_BUDGET = f"""
SELECT v.*, i.title, i.title_en, i.max_score, {_SHARE}
FROM plan_budget AS v
JOIN instrument AS i
  ON i.instrument_id = v.instrument_id AND i.level = 'question' AND i.indicator = v.indicator
 AND i.question = v.question
WHERE {_ASKED}
ORDER BY v.position
"""
_LINES = f"""
SELECT v.* EXCLUDE (publication_id, title), v.title AS activity, i.title, i.title_en,
       {_SHARE}, {SAID_BY}, f.file
FROM plan_line AS v
JOIN instrument AS i
  ON i.instrument_id = v.instrument_id AND i.level = 'indicator' AND i.indicator = v.indicator
JOIN publication AS p USING (publication_id)
JOIN source_file AS f ON f.sha256 = v.source_sha256
WHERE {_ASKED}
ORDER BY v.position
"""
_VALUES = f"""
SELECT v.measure_id, v.period_start, v.period_end, v.year, v.value, {SAID_BY}, {FOUND_IN}
FROM indicator_value AS v
JOIN publication AS p USING (publication_id)
JOIN source_file AS f ON f.sha256 = v.source_sha256
WHERE v.region_code = ? AND v.measure_id = ANY(?) AND v.dimension = 'total' AND v.is_chosen
  AND NOT v.is_partial AND v.value IS NOT NULL
ORDER BY v.measure_id, v.period_end, v.publication_id
"""
_TARGETS = f"""
SELECT v.measure_id, v.region_code, v.year, v.value, p.supersedes, {SAID_BY}, {FOUND_IN}
FROM target AS v
JOIN publication AS p USING (publication_id)
JOIN source_file AS f ON f.sha256 = v.source_sha256
WHERE v.region_code = ANY(?)
ORDER BY v.measure_id, v.year, v.publication_id
"""
_PUBLICATIONS = "SELECT * FROM publication ORDER BY publication_id"


def plans(run: Run, region: str) -> pd.DataFrame:
    """Period, year and form of each plan of the region, the latest first."""
    return typed(run(_PLANS, (region,)), PLAN_SUM)


def sums(run: Run, region: str, period: str, year: int) -> pd.DataFrame:
    """What one year of a plan adds up to: in all, by block and by indicator, with `share` in %."""
    return typed(run(_SUMS, (region, period, year)), PLAN_SUM, INSTRUMENT)


def budget(run: Run, region: str, period: str, year: int) -> pd.DataFrame:
    """Every budget line that the form asks for, with its title and what answers it."""
    return typed(run(_BUDGET, (region, period, year)), PLAN_BUDGET, INSTRUMENT)


def lines(run: Run, region: str, period: str, year: int) -> pd.DataFrame:
    """The lines of one year of a plan (`activity` is what is done), with where they were read."""
    return typed(run(_LINES, (region, period, year)), PLAN_LINE, PUBLICATION)


def values(run: Run, region: str, measures: list[str]) -> pd.DataFrame:
    """Every whole-year figure of these outcomes that a page shows first."""
    return typed(run(_VALUES, (region, measures)), INDICATOR_VALUE, PUBLICATION)


def targets(run: Run, owners: list[str]) -> pd.DataFrame:
    """All targets that these regions set."""
    return typed(run(_TARGETS, (owners,)), TARGET, PUBLICATION)


def publications(run: Run) -> pd.DataFrame:
    """All publications: which replaces which."""
    return typed(run(_PUBLICATIONS), PUBLICATION)
