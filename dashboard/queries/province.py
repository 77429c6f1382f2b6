"""Rekap Provinsi: the kabupaten/kota of a province beside each other, cycle and stage apart.

An evaluation is a cycle, a stage and a form: `evaluation` is its id.
"""

from __future__ import annotations

import pandas as pd

from dashboard.queries.contract import FOUND_IN, SAID_BY, Run, typed
from indicators.tables import (
    INSTRUMENT,
    MENTOR,
    PROVILA,
    PUBLICATION,
    RANK_MOVE,
    READINESS,
    RECAP,
    RECEIVED,
    REGION_TABLE,
    STAGE_STANDING,
    WEAKNESS,
)

_ID = "v.cycle_year || '.' || v.stage || '.' || v.instrument_id"
_STAGE_ORDER = """CASE v.stage WHEN 'akhir' THEN 0 WHEN 'verifikasi_lapangan' THEN 1
    WHEN 'verifikasi_administrasi' THEN 2 WHEN 'mandiri' THEN 3 ELSE 4 END"""
_LABEL = """CASE WHEN r.kind = 'kota' THEN 'Kota ' || r.name_short
         ELSE r.name_short END AS label"""
_REGENCIES = f"""
SELECT r.region_code, r.name, {_LABEL}
FROM region AS r
WHERE r.parent_code = ? AND r.kind IN ('kabupaten', 'kota') AND NOT r.is_example
ORDER BY r.region_code
"""
_EVALUATIONS = f"""
SELECT {_ID} AS evaluation, v.cycle_year, v.stage, v.instrument_id,
       count(DISTINCT v.region_code) AS regions
FROM recap AS v
WHERE v.parent_code = ?
GROUP BY v.cycle_year, v.stage, v.instrument_id
ORDER BY v.cycle_year DESC, {_STAGE_ORDER}, v.instrument_id
"""
_HEAT = f"""
SELECT v.*, i.title, i.title_en, i.position, form.title AS form_title,
       form.title_en AS form_title_en, {SAID_BY}, {FOUND_IN}
FROM recap AS v
JOIN form ON form.instrument_id = v.instrument_id
JOIN publication AS p USING (publication_id)
JOIN source_file AS f ON f.sha256 = v.source_sha256
JOIN instrument AS i
  ON i.instrument_id = v.instrument_id AND i.level = v.level AND i.block = v.block
 AND i.indicator = v.indicator
WHERE v.parent_code = ? AND {_ID} = ? AND i.question = 'semua'
ORDER BY v.region_code, v.level, i.position
"""
_WEAKNESSES = f"""
SELECT v.*, i.title, i.title_en, i.position
FROM weakness AS v
JOIN instrument AS i
  ON i.instrument_id = v.instrument_id AND i.level = v.level AND i.block = v.block
 AND i.indicator = v.indicator
WHERE v.parent_code = ? AND {_ID} = ? AND i.question = 'semua'
ORDER BY v.level, v.open DESC, i.position
"""
_MENTORS = f"""
SELECT v.*, i.title, i.title_en, i.position, r.name, m.name AS mentor_name
FROM mentor AS v
JOIN region AS r ON r.region_code = v.region_code
JOIN region AS m ON m.region_code = v.mentor_code
JOIN instrument AS i
  ON i.instrument_id = v.instrument_id AND i.level = v.level AND i.block = v.block
 AND i.indicator = v.indicator
WHERE v.parent_code = ? AND {_ID} = ? AND i.question = 'semua'
ORDER BY i.position, v.mentor_gain DESC, v.mentor_code, v.region_code
"""
_STAGES = f"""
SELECT v.*, r.name, {_LABEL}, {SAID_BY}, {FOUND_IN}
FROM stage_standing AS v
JOIN region AS r ON r.region_code = v.region_code
JOIN publication AS p USING (publication_id)
JOIN source_file AS f ON f.sha256 = v.source_sha256
WHERE v.parent_code = ?
ORDER BY v.cycle_year DESC, v.region_code, {_STAGE_ORDER} DESC
"""
_MOVES = f"""
SELECT v.*, r.name, {SAID_BY}, {FOUND_IN}
FROM rank_move AS v
JOIN region AS r ON r.region_code = v.region_code
JOIN publication AS p USING (publication_id)
JOIN source_file AS f ON f.sha256 = v.source_sha256
WHERE v.parent_code = ? AND v.award_year = ?
ORDER BY CASE v.move WHEN 'up' THEN 0 WHEN 'down' THEN 1 WHEN 'not_named' THEN 2
         WHEN 'same' THEN 3 ELSE 4 END, v.region_code
"""
_PROVILA = "SELECT * FROM provila WHERE parent_code = ? ORDER BY award_year DESC"
_NATION = """
SELECT v.*, r.name,
       (SELECT count(DISTINCT c.region_code) FROM recap AS c WHERE c.parent_code = v.parent_code)
           AS with_items,
       (SELECT count(DISTINCT s.region_code) FROM stage_standing AS s
        WHERE s.parent_code = v.parent_code) AS with_total
FROM provila AS v JOIN region AS r ON r.region_code = v.parent_code
WHERE v.award_year = (SELECT max(award_year) FROM provila)
ORDER BY v.parent_code
"""
_READINESS = """
SELECT v.*, r.name
FROM readiness AS v JOIN region AS r ON r.region_code = v.region_code
WHERE v.parent_code = ?
ORDER BY CASE v.state WHEN 'breaks' THEN 0 WHEN 'unknown' THEN 1 ELSE 2 END, v.region_code
"""
_RECEIVED = """
SELECT v.*, r.name
FROM received AS v JOIN region AS r ON r.region_code = v.region_code
WHERE v.parent_code = ?
ORDER BY v.region_code
"""


def regencies(run: Run, parent: str) -> pd.DataFrame:
    """The real kabupaten/kota of a province by code: name, and a short `label` told apart."""
    return typed(run(_REGENCIES, (parent,)), REGION_TABLE)


def evaluations(run: Run, parent: str) -> pd.DataFrame:
    """Every cycle and stage with scores by block, latest and most final first, with `regions`."""
    return typed(run(_EVALUATIONS, (parent,)), RECAP)


def heat(run: Run, parent: str, evaluation: str) -> pd.DataFrame:
    """Percent of the maximum of every block and indicator of every kabupaten/kota with a score."""
    return typed(run(_HEAT, (parent, evaluation)), RECAP, INSTRUMENT, PUBLICATION)


def weaknesses(run: Run, parent: str, evaluation: str) -> pd.DataFrame:
    """What the kabupaten/kota lose together, by block and by indicator, most points first."""
    return typed(run(_WEAKNESSES, (parent, evaluation)), WEAKNESS, INSTRUMENT)


def mentors(run: Run, parent: str, evaluation: str) -> pd.DataFrame:
    """Who improved most on what a kabupaten/kota of this evaluation is weak in, in form order."""
    return typed(run(_MENTORS, (parent, evaluation)), MENTOR, INSTRUMENT)


def stages(run: Run, parent: str) -> pd.DataFrame:
    """The total of every kabupaten/kota, cycle and stage, latest cycle first."""
    return typed(run(_STAGES, (parent,)), STAGE_STANDING, PUBLICATION, REGION_TABLE)


def moves(run: Run, parent: str, award_year: int) -> pd.DataFrame:
    """The awards of one year beside the round before: those that moved come first."""
    return typed(run(_MOVES, (parent, award_year)), RANK_MOVE, PUBLICATION)


def provila(run: Run, parent: str) -> pd.DataFrame:
    """How many of the province hold an award, by award year, latest first."""
    return typed(run(_PROVILA, (parent,)), PROVILA)


def nation(run: Run) -> pd.DataFrame:
    """Every province at the latest award, with how many of it have scores (`with_items`, total)."""
    return typed(run(_NATION), PROVILA)


def readiness(run: Run, parent: str) -> pd.DataFrame:
    """Who stands in the way of PROVILA, who is not known, who holds an award; internal edition."""
    return typed(run(_READINESS, (parent,)), READINESS)


def received(run: Run, parent: str) -> pd.DataFrame:
    """What has arrived of each kabupaten/kota and kind of data; internal edition."""
    return typed(run(_RECEIVED, (parent,)), RECEIVED)
