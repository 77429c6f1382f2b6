"""The checklist of kecamatan and desa/kelurahan: forms, questions, kecamatan, areas."""

from __future__ import annotations

import pandas as pd

from dashboard.queries.contract import SAID_BY, Run, typed
from indicators.tables import (
    FORM,
    INSTRUMENT,
    PUBLICATION,
    REGION_TABLE,
    VILLAGE_AREA,
    VILLAGE_QUESTION,
)

PATBM = "PATBM"
"""How the form names the movement whose coverage is asked for by name."""
_FORMS = """
SELECT DISTINCT v.instrument_id, f.title, f.title_en, f.award_year
FROM village_question AS v JOIN form AS f USING (instrument_id)
WHERE v.region_code = ?
ORDER BY f.award_year DESC, v.instrument_id
"""
_SCORES = """
    SELECT region_code, instrument_id, indicator, question, score
    FROM points_open
    WHERE level = 'question' AND stage = 'mandiri'
    QUALIFY row_number() OVER (
        PARTITION BY region_code, instrument_id, indicator, question
        ORDER BY printed_year DESC, publication_id
    ) = 1
"""
_QUESTIONS = f"""
SELECT v.* EXCLUDE (publication_id), i.title, i.title_en, i.offices, i.text_known, i.better,
       i.position,
       contains(i.title, '{PATBM}') AS is_patbm, s.score,
       file.file, area.sheet, area.first_cell || ':' || area.last_cell AS cell, {SAID_BY}
FROM village_question AS v
JOIN publication AS p USING (publication_id)
JOIN instrument AS i
  ON i.instrument_id = v.instrument_id AND i.level = 'question' AND i.indicator = v.indicator
 AND i.question = v.question
JOIN (
    SELECT region_code, instrument_id, level, any_value(source_sha256) AS source_sha256,
           any_value(sheet) AS sheet, arg_min(cell, area_code) AS first_cell,
           arg_max(cell, area_code) AS last_cell
    FROM village_area GROUP BY ALL
) AS area ON area.region_code = v.region_code AND area.instrument_id = v.instrument_id
 AND area.level = v.level
JOIN source_file AS file ON file.sha256 = area.source_sha256
LEFT JOIN ({_SCORES}) AS s
  ON s.region_code = v.region_code AND s.instrument_id = v.instrument_id
 AND s.indicator = v.indicator AND s.question = v.question
WHERE v.region_code = ? AND v.instrument_id = ?
"""
_OF_REGENCY = f"""{_QUESTIONS} AND v.kecamatan = 'semua'
ORDER BY v.level = 'desa', i.position
"""
_OF_KECAMATAN = f"""
SELECT own.*, k.name AS kecamatan_name
FROM ({_QUESTIONS} AND v.kecamatan <> 'semua' AND v.indicator || '-' || v.question = ?) AS own
LEFT JOIN village_area AS k
  ON k.region_code = own.region_code AND k.instrument_id = own.instrument_id
 AND k.area_code = own.kecamatan
ORDER BY own.kecamatan
"""
_AREAS = f"""
SELECT v.* EXCLUDE (publication_id), k.name AS kecamatan_name, f.file, {SAID_BY}
FROM village_area AS v
JOIN publication AS p USING (publication_id)
JOIN source_file AS f ON f.sha256 = v.source_sha256
LEFT JOIN village_area AS k
  ON k.region_code = v.region_code AND k.instrument_id = v.instrument_id
 AND k.area_code = v.parent_code
WHERE v.region_code = ? AND v.instrument_id = ? AND v.level = ?
ORDER BY v.position
"""
_UNANSWERED = """
WITH own AS (
    SELECT *, CASE WHEN level = 'desa' THEN parent_code ELSE area_code END AS kecamatan
    FROM village_area
    WHERE region_code = ? AND instrument_id = ? AND level = ?
)
SELECT own.kecamatan, coalesce(any_value(k.name), own.kecamatan) AS name, count(*) AS areas,
       count(*) FILTER (own.unanswered = own.asked) AS silent,
       sum(own.unanswered) AS unanswered, sum(own.asked) AS asked
FROM own
LEFT JOIN village_area AS k
  ON k.region_code = own.region_code AND k.instrument_id = own.instrument_id
 AND k.area_code = own.kecamatan
GROUP BY own.kecamatan
HAVING sum(own.unanswered) > 0
ORDER BY sum(own.unanswered) DESC, own.kecamatan
"""
_BELOW = f"""
WITH told AS (
    SELECT v.*, i.title
    FROM village_question AS v
    JOIN form USING (instrument_id)
    JOIN instrument AS i
      ON i.instrument_id = v.instrument_id AND i.level = 'question' AND i.indicator = v.indicator
     AND i.question = v.question
    WHERE v.kecamatan = 'semua'
    QUALIFY dense_rank() OVER (
        PARTITION BY v.region_code ORDER BY form.award_year DESC, v.instrument_id
    ) = 1
)
SELECT r.region_code, r.name, any_value(t.instrument_id) AS instrument_id,
       max(t.areas) FILTER (t.level = 'kecamatan') AS kecamatan,
       max(t.areas) FILTER (t.level = 'desa') AS desa,
       sum(t.points) AS points, sum(t.max_score) AS max_score,
       sum(t.areas) AS asked, sum(t.answered) AS answered,
       any_value(t.percent) FILTER (contains(t.title, '{PATBM}')) AS patbm
FROM region AS r LEFT JOIN told AS t USING (region_code)
WHERE r.kind IN ('kabupaten', 'kota') AND (r.parent_code = ? OR (? = '00' AND NOT r.is_example))
GROUP BY r.region_code, r.name
ORDER BY r.region_code
"""


_WORTH = """
WITH worth AS (
    SELECT f.award_year, i.instrument_id,
           sum(i.max_score) FILTER (contains(lower(i.title), 'desa')) AS desa,
           sum(i.max_score) FILTER (NOT contains(lower(i.title), 'desa')) AS kecamatan
    FROM instrument AS i JOIN form AS f USING (instrument_id)
    WHERE i.level = 'indicator'
      AND (contains(lower(i.title), 'di kecamatan') OR contains(lower(i.title), 'di desa'))
    GROUP BY ALL
)
SELECT instrument_id, desa, kecamatan FROM worth
WHERE desa IS NOT NULL AND kecamatan IS NOT NULL
ORDER BY award_year DESC, instrument_id
LIMIT 1
"""


def forms(run: Run, region: str) -> pd.DataFrame:
    """The forms that the region has a checklist for, the newest first."""
    return typed(run(_FORMS, (region,)), FORM)


def worth(run: Run) -> pd.DataFrame:
    """Points for kecamatan and for desa/kelurahan on the newest form that scores both; or none."""
    return run(_WORTH)


def questions(run: Run, region: str, instrument: str) -> pd.DataFrame:
    """Every question over all areas of its level, in the order of the form.

    `score`: what the latest self-assessment gave it, where one is loaded.
    """
    frame = run(_OF_REGENCY, (region, instrument))
    return typed(frame, VILLAGE_QUESTION, INSTRUMENT, PUBLICATION)


def of_kecamatan(run: Run, region: str, instrument: str, question: str) -> pd.DataFrame:
    """One question (26-15) over the desa/kelurahan of each kecamatan."""
    frame = run(_OF_KECAMATAN, (region, instrument, question))
    return typed(frame, VILLAGE_QUESTION, INSTRUMENT, PUBLICATION)


def areas(run: Run, region: str, instrument: str, level: str) -> pd.DataFrame:
    """Every kecamatan or desa/kelurahan, the nearest to complete first."""
    return typed(run(_AREAS, (region, instrument, level)), VILLAGE_AREA, PUBLICATION)


def unanswered(run: Run, region: str, instrument: str, level: str) -> pd.DataFrame:
    """By kecamatan the areas of a level that have not answered all, those with most open first.

    `silent`: areas without any answer; `unanswered` of `asked` answers are not there.
    """
    return run(_UNANSWERED, (region, instrument, level))


def below(run: Run, parent: str) -> pd.DataFrame:
    """Each kabupaten/kota with what its newest checklist comes to; empty where it has none."""
    return typed(run(_BELOW, (parent, parent)), REGION_TABLE)
