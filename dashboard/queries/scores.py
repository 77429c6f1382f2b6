"""KLA scores and awards of one region. An assessment is one region's evaluation by one source."""

from __future__ import annotations

import pandas as pd

from dashboard.queries.contract import FOUND_IN, SAID_BY, Run, typed
from indicators.tables import (
    DISCREPANCY,
    INSTRUMENT,
    KLA_AWARD,
    KLA_SCORE,
    PUBLICATION,
    SCORE_SUMMARY,
)

_STAGE_ORDER = """CASE v.stage WHEN 'akhir' THEN 0 WHEN 'verifikasi_lapangan' THEN 1
    WHEN 'verifikasi_administrasi' THEN 2 WHEN 'mandiri' THEN 3 ELSE 4 END"""
_BASIS_ORDER = """CASE v.basis WHEN 'total' THEN 0 WHEN 'block' THEN 1 WHEN 'indicator' THEN 2
    ELSE 3 END"""
_ID = (
    "v.printed_year || '.' || v.stage || '.' || coalesce(v.instrument_id, '-') || '.' "
    "|| v.publication_id"
)

_ASSESSMENTS = f"""
SELECT {_ID} AS assessment, v.instrument_id, v.printed_year, v.award_year, v.data_year, v.stage,
       v.value, v.max_value, 100 * v.value / v.max_value AS percent, v.basis, {SAID_BY}
FROM score_summary AS v JOIN publication AS p USING (publication_id)
WHERE v.region_code = ?
  AND v.is_chosen
ORDER BY v.printed_year DESC, {_STAGE_ORDER}, p.publication_id
"""
_TOTALS = f"""
SELECT v.* EXCLUDE (publication_id), {_ID} AS assessment, {SAID_BY}, f.file
FROM score_summary AS v
JOIN publication AS p USING (publication_id)
JOIN source_file AS f ON f.sha256 = v.source_sha256
WHERE v.region_code = ? AND {_ID} = ?
ORDER BY v.is_chosen DESC, {_BASIS_ORDER}
"""
_BLOCKS = f"""
SELECT i.block, i.position, i.title, i.title_en, i.max_score, v.value AS score, v.stage,
       v.max_printed,
       100 * v.value / i.max_score AS percent, {SAID_BY}, {FOUND_IN}
FROM instrument AS i
LEFT JOIN kla_score AS v
  ON v.instrument_id = i.instrument_id AND v.level = 'block' AND v.block = i.block
 AND v.region_code = ? AND {_ID} = ?
LEFT JOIN publication AS p ON p.publication_id = v.publication_id
LEFT JOIN source_file AS f ON f.sha256 = v.source_sha256
WHERE i.instrument_id = ? AND i.level = 'block'
ORDER BY i.position
"""
_DISCREPANCIES = f"""
SELECT v.kind, v.block, v.indicator, v.below, v.printed, v.computed, v.chosen, v.why_chosen,
       f.file, v.sheet, v.cell, v.cells_below, i.title, i.title_en
FROM discrepancy AS v
JOIN source_file AS f ON f.sha256 = v.source_sha256
LEFT JOIN instrument AS i
  ON i.instrument_id = v.instrument_id AND i.block = v.block AND i.indicator = v.indicator
 AND i.question = 'semua'
WHERE v.region_code = ? AND {_ID} = ?
ORDER BY v.block <> 'semua', v.indicator <> 'semua', i.position, v.kind, v.below
"""
_AWARDS = f"""
SELECT v.award_year, v.award, v.note, {SAID_BY}, {FOUND_IN}
FROM kla_award AS v
JOIN publication AS p USING (publication_id)
JOIN source_file AS f ON f.sha256 = v.source_sha256
WHERE v.region_code = ?
ORDER BY v.award_year DESC, p.released DESC NULLS LAST
"""


def assessments(run: Run, region: str) -> pd.DataFrame:
    """The region's assessments, latest and most final first, each with its id `assessment`."""
    return typed(run(_ASSESSMENTS, (region,)), SCORE_SUMMARY, PUBLICATION)


def totals(run: Run, region: str, assessment: str) -> pd.DataFrame:
    """The totals of one assessment, the chosen one first: a row for each level its file has."""
    return typed(run(_TOTALS, (region, assessment)), SCORE_SUMMARY, PUBLICATION)


def blocks(run: Run, region: str, assessment: str, instrument: str) -> pd.DataFrame:
    """Every block of the form: `score`, maximum, `percent`; an empty score is not reported."""
    frame = run(_BLOCKS, (region, assessment, instrument))
    return typed(frame, INSTRUMENT, KLA_SCORE, PUBLICATION)


def discrepancies(run: Run, region: str, assessment: str) -> pd.DataFrame:
    """What does not add up in the assessment, with the titles of its items and the cells."""
    return typed(run(_DISCREPANCIES, (region, assessment)), DISCREPANCY, INSTRUMENT)


def awards(run: Run, region: str) -> pd.DataFrame:
    """Awards of the region, latest first, a row for each publication."""
    return typed(run(_AWARDS, (region,)), KLA_AWARD, PUBLICATION)
