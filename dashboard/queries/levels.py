"""The levels of one assessment side by side, and what its form leaves open, each with its cells."""

from __future__ import annotations

import pandas as pd

from dashboard.queries.contract import Run, typed
from indicators.tables import INSTRUMENT, KLA_SCORE, SCORE_LEVEL

_ID = (
    "v.printed_year || '.' || v.stage || '.' || coalesce(v.instrument_id, '-') || '.' "
    "|| v.publication_id"
)
_LEVELS = f"""
SELECT v.level, v.block, v.indicator, v.printed, v.of_blocks, v.of_indicators, v.of_questions,
       v.max_score, v.max_printed, v.max_of_questions, v.agrees, v.chosen, v.why_chosen,
       v.sheet, v.cell, v.max_cell, v.cells_below, i.title, i.title_en
FROM score_level AS v
LEFT JOIN instrument AS i
  ON i.instrument_id = v.instrument_id AND i.level = v.level AND i.block = v.block
 AND i.indicator = v.indicator
WHERE v.region_code = ? AND {_ID} = ?
ORDER BY CASE v.level WHEN 'block' THEN 0 WHEN 'total' THEN 1 ELSE 2 END, i.position
"""
_UNSETTLED = f"""
SELECT v.block, v.indicator, v.question, v.sheet, v.cell, v.offices_cell, v.offices_printed,
       i.title, i.title_en, i.max_score, i.offices, i.text_known
FROM kla_score AS v
JOIN instrument AS i
  ON i.instrument_id = v.instrument_id AND i.level = v.level AND i.block = v.block
 AND i.indicator = v.indicator AND i.question = v.question
WHERE v.region_code = ? AND {_ID} = ? AND v.level = 'question'
  AND (i.offices IS NULL OR NOT i.text_known)
ORDER BY i.offices IS NOT NULL, i.position
"""
_SPELLINGS = f"""
WITH printed AS (
    SELECT trim(unnest(string_split(v.offices_printed, ';'))) AS name, v.sheet,
           coalesce(v.offices_cell, v.cell) AS cell
    FROM kla_score AS v
    WHERE v.region_code = ? AND {_ID} = ? AND v.offices_printed IS NOT NULL
)
SELECT name, any_value(sheet) AS sheet, first(cell) AS cell, count(*) AS times
FROM printed
WHERE name <> ''
GROUP BY name
ORDER BY times DESC, name
"""


def levels(run: Run, region: str, assessment: str) -> pd.DataFrame:
    """Blocks, then the total, then indicators: what each prints beside the sums below it."""
    return typed(run(_LEVELS, (region, assessment)), SCORE_LEVEL, INSTRUMENT)


def unsettled(run: Run, region: str, assessment: str) -> pd.DataFrame:
    """The questions that name no office or whose wording is not known, with their cells."""
    return typed(run(_UNSETTLED, (region, assessment)), KLA_SCORE, INSTRUMENT)


def spellings(run: Run, region: str, assessment: str) -> pd.DataFrame:
    """Every office name as the file prints it, its first cell and how many `times`."""
    return run(_SPELLINGS, (region, assessment))
