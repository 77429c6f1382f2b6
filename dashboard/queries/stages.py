"""What verification made of a self-assessment: totals, questions and offices of one cycle."""

from __future__ import annotations

import pandas as pd

from dashboard.queries.contract import SAID_BY, Run, typed
from indicators.tables import INSTRUMENT, OFFICE_LOSS, PUBLICATION, SCORE_SUMMARY, STAGE_LOSS

_PAIR = "v.printed_year || '.' || coalesce(v.instrument_id, '-') || '.' || v.to_stage"
_TOTALS = """
WITH chosen AS (
    SELECT * FROM score_summary WHERE region_code = ? AND is_chosen AND band <> 'tidak_disebut'
), early AS (
    SELECT * FROM chosen WHERE stage = 'mandiri'
    QUALIFY row_number() OVER (
        PARTITION BY printed_year, instrument_id ORDER BY publication_id
    ) = 1
)
SELECT e.printed_year, e.instrument_id, l.stage, e.value AS before, l.value AS after,
       e.max_value AS max_before, l.max_value AS max_after,
       e.basis AS basis_before, l.basis AS basis_after,
       e.printed_year || '.' || coalesce(e.instrument_id, '-') || '.' || l.stage AS pair
FROM early AS e
JOIN chosen AS l
  ON l.printed_year = e.printed_year AND l.instrument_id IS NOT DISTINCT FROM e.instrument_id
 AND l.stage IN ('verifikasi_administrasi', 'verifikasi_lapangan', 'akhir')
QUALIFY row_number() OVER (PARTITION BY pair ORDER BY l.publication_id) = 1
ORDER BY e.printed_year DESC, CASE l.stage WHEN 'verifikasi_administrasi' THEN 0
         WHEN 'verifikasi_lapangan' THEN 1 ELSE 2 END
"""
_PAIRS = f"""
WITH compared AS (
    SELECT {_PAIR} AS pair, v.printed_year, v.instrument_id, v.to_stage, v.level, v.lost
    FROM stage_loss AS v
    WHERE v.region_code = ?
), counted AS (
    SELECT pair, printed_year, instrument_id, to_stage,
           count(*) FILTER (level = 'question') AS questions,
           coalesce(sum(lost) FILTER (level = 'question' AND lost > 0), 0) AS lost,
           coalesce(-sum(lost) FILTER (level = 'question' AND lost < 0), 0) AS given
    FROM compared
    GROUP BY pair, printed_year, instrument_id, to_stage
)
SELECT * FROM counted
ORDER BY printed_year DESC, CASE to_stage WHEN 'verifikasi_administrasi' THEN 0
         WHEN 'verifikasi_lapangan' THEN 1 ELSE 2 END
"""
_ITEMS = f"""
SELECT v.level, v.block, v.indicator, v.question, v.max_score, v.before, v.after, v.lost, v.kept,
       v.offices, v.is_shared, v.reason, v.from_cell, v.to_cell,
       i.title, i.title_en, i.position, i.text_known, {SAID_BY}, f.file, s.sheet, s.cell
FROM stage_loss AS v
JOIN publication AS p ON p.publication_id = v.to_publication_id
JOIN kla_score AS s
  ON s.region_code = v.region_code AND s.instrument_id = v.instrument_id
 AND s.printed_year = v.printed_year AND s.stage = v.to_stage AND s.level = v.level
 AND s.block = v.block AND s.indicator = v.indicator AND s.question = v.question
 AND s.publication_id = v.to_publication_id
JOIN source_file AS f ON f.sha256 = s.source_sha256
JOIN instrument AS i
  ON i.instrument_id = v.instrument_id AND i.level = v.level AND i.block = v.block
 AND i.indicator = v.indicator AND i.question = v.question
WHERE v.region_code = ? AND {_PAIR} = ? AND v.level = ?
ORDER BY NOT i.text_known, v.lost DESC, i.position
"""
_OFFICES = f"""
SELECT v.office, v.questions, v.shared, v.before, v.after, v.lost, v.kept
FROM office_loss AS v
WHERE v.region_code = ? AND {_PAIR} = ?
ORDER BY v.lost DESC, v.office
"""


def totals(run: Run, region: str) -> pd.DataFrame:
    """Whole scores of later stages beside the self-assessment of the same year and form."""
    return typed(run(_TOTALS, (region,)), SCORE_SUMMARY)


def pairs(run: Run, region: str) -> pd.DataFrame:
    """Later stages whose items stand beside those of the self-assessment, each with its id."""
    return typed(run(_PAIRS, (region,)), STAGE_LOSS)


def items(run: Run, region: str, pair: str, level: str) -> pd.DataFrame:
    """Items of one level at both stages, most points lost first; unknown wording last."""
    return typed(run(_ITEMS, (region, pair, level)), STAGE_LOSS, INSTRUMENT, PUBLICATION)


def offices(run: Run, region: str, pair: str) -> pd.DataFrame:
    """Points each office claimed and kept, most lost first; shared questions with each."""
    return typed(run(_OFFICES, (region, pair)), OFFICE_LOSS)
