"""The forms of every cycle as the warehouse holds them, shipped or loaded, and their mappings."""

from __future__ import annotations

import pandas as pd

from dashboard.queries.contract import SAID_BY, Run, typed
from indicators.tables import (
    CARRIED_SCORE,
    FORM,
    FORM_DEFECT,
    FORM_MAP,
    INSTRUMENT,
    PUBLICATION,
)

_HEADS = "SELECT * FROM form ORDER BY award_year, instrument_id"
_ITEMS = "SELECT * FROM instrument ORDER BY instrument_id, level, position"
_DEFECTS = "SELECT * FROM form_defect ORDER BY instrument_id, position"
_MAPPING = """
SELECT m.*,
       old.title AS from_title, old.title_en AS from_title_en, old.max_score AS from_max,
       old.text_known AS from_known,
       new.title, new.title_en, new.max_score, new.text_known
FROM form_map AS m
LEFT JOIN instrument AS old
  ON old.instrument_id = m.from_instrument AND old.level = 'question'
 AND old.indicator = m.from_indicator AND old.question = m.from_question
LEFT JOIN instrument AS new
  ON new.instrument_id = m.instrument_id AND new.level = 'question'
 AND new.indicator = m.indicator AND new.question = m.question
WHERE m.instrument_id = ?
ORDER BY NOT coalesce(new.text_known, old.text_known),
         coalesce(new.position, 100000 + old.position)
"""
_CARRIED = f"""
SELECT v.*, i.title, i.title_en, {SAID_BY.replace("p.publication_id, ", "")}, f.file
FROM carried_score AS v
JOIN publication AS p USING (publication_id)
JOIN source_file AS f ON f.sha256 = v.source_sha256
JOIN instrument AS i
  ON i.instrument_id = v.instrument_id AND i.level = 'question'
 AND i.indicator = v.indicator AND i.question = v.question
WHERE v.region_code = ?
ORDER BY v.instrument_id, v.printed_year, v.stage, v.publication_id, NOT v.text_known, i.position
"""
_CARRIED_ROWS = """
WITH asked AS (
  SELECT instrument_id, indicator, count(*) AS asked
  FROM instrument
  WHERE level = 'question'
  GROUP BY instrument_id, indicator
)
SELECT v.instrument_id, v.from_instrument, v.stage, v.printed_year, v.publication_id, v.indicator,
       i.title, i.title_en, sum(v.value) AS value, sum(v.from_max) AS from_max,
       100 * sum(v.value) / nullif(sum(v.from_max), 0) AS share,
       count(*) FILTER (v.relation = 'same') AS same,
       count(*) FILTER (v.relation = 'changed') AS changed,
       any_value(asked.asked) - count(*) AS new
FROM carried_score AS v
JOIN asked USING (instrument_id, indicator)
JOIN instrument AS i
  ON i.instrument_id = v.instrument_id AND i.level = 'indicator' AND i.indicator = v.indicator
WHERE v.region_code = ?
GROUP BY v.instrument_id, v.from_instrument, v.stage, v.printed_year, v.publication_id,
         v.indicator, i.title, i.title_en, i.position
ORDER BY v.instrument_id, v.printed_year, v.stage, v.publication_id, i.position
"""
_CARRIED_WHOLE = """
SELECT v.instrument_id, v.from_instrument, v.stage, v.printed_year, v.publication_id,
       sum(v.value) AS value, sum(v.from_max) AS from_max,
       100 * sum(v.value) / nullif(sum(v.from_max), 0) AS share,
       count(*) FILTER (v.relation = 'same') AS same,
       count(*) FILTER (v.relation = 'changed') AS changed,
       (SELECT count(*) FROM instrument AS i
        WHERE i.instrument_id = v.instrument_id AND i.level = 'question') - count(*) AS new
FROM carried_score AS v
WHERE v.region_code = ?
GROUP BY v.instrument_id, v.from_instrument, v.stage, v.printed_year, v.publication_id
ORDER BY v.instrument_id, v.printed_year, v.stage, v.publication_id
"""


def heads(run: Run) -> pd.DataFrame:
    """Every form, the oldest first."""
    return typed(run(_HEADS), FORM)


def items(run: Run) -> pd.DataFrame:
    """Every block, row and question of every form."""
    return typed(run(_ITEMS), INSTRUMENT)


def defects(run: Run) -> pd.DataFrame:
    """The known faults of every form."""
    return typed(run(_DEFECTS), FORM_DEFECT)


def mapping(run: Run, form: str) -> pd.DataFrame:
    """What became of each question from the form before, with both wordings and maxima."""
    return typed(run(_MAPPING, (form,)), FORM_MAP)


def carried(run: Run, region: str) -> pd.DataFrame:
    """The scores of questions that carry over to a later form, with who said them."""
    return typed(run(_CARRIED, (region,)), CARRIED_SCORE, INSTRUMENT, PUBLICATION)


def carried_rows(run: Run, region: str) -> pd.DataFrame:
    """The same by row of the later form: points, percent of the earlier maxima, what changed."""
    return typed(run(_CARRIED_ROWS, (region,)), CARRIED_SCORE, INSTRUMENT)


def carried_whole(run: Run, region: str) -> pd.DataFrame:
    """The same as one line for each assessment and later form."""
    return typed(run(_CARRIED_WHOLE, (region,)), CARRIED_SCORE)
