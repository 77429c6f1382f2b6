"""A province or the nation seen through its kabupaten/kota: awards, scores, coverage."""

from __future__ import annotations

import pandas as pd

from dashboard.queries.contract import SAID_BY, Run, typed
from indicators.tables import AWARD_COUNT, PUBLICATION, REGION_TABLE

_CHOSEN_AWARD = """
    SELECT a.region_code, a.award_year, a.award
    FROM kla_award AS a JOIN publication AS p USING (publication_id)
    QUALIFY row_number() OVER (
        PARTITION BY a.region_code, a.award_year
        ORDER BY a.award = 'tidak_disebut', p.trust <> 'official', p.released DESC NULLS LAST,
                 a.publication_id
    ) = 1
"""
_REGENCIES = """
    SELECT * FROM region
    WHERE kind IN ('kabupaten', 'kota') AND (parent_code = ? OR (? = '00' AND NOT is_example))
"""
_COVERAGE = f"""
WITH regency AS ({_REGENCIES})
SELECT count(*) AS regencies,
       count(*) FILTER (region_code IN (SELECT region_code FROM score_summary)) AS with_score,
       count(*) FILTER (region_code IN (SELECT region_code FROM kla_award)) AS with_award,
       count(*) FILTER (region_code IN (
           SELECT region_code FROM indicator_value
           WHERE dimension = 'total' AND measure_id = ANY(?)
       )) AS with_counts
FROM regency
"""
_AWARDS = f"""
WITH regency AS ({_REGENCIES}), chosen AS ({_CHOSEN_AWARD})
SELECT award_year, award, count(*) AS regencies
FROM chosen JOIN regency USING (region_code)
GROUP BY award_year, award
ORDER BY award_year DESC, award
"""
_PRINTED_AWARDS = f"""
SELECT v.award_year, v.award, v.value, {SAID_BY}, f.file, v.sheet, v.cell
FROM award_count AS v
JOIN publication AS p USING (publication_id)
JOIN source_file AS f ON f.sha256 = v.source_sha256
WHERE v.region_code = ?
ORDER BY v.award_year DESC, p.publication_id, v.award
"""
_REGENCY_LIST = f"""
WITH regency AS ({_REGENCIES}),
award AS (
    SELECT * FROM ({_CHOSEN_AWARD})
    QUALIFY row_number() OVER (PARTITION BY region_code ORDER BY award_year DESC) = 1
),
score AS (
    SELECT region_code, value, stage, printed_year FROM score_summary
    QUALIFY row_number() OVER (
        PARTITION BY region_code
        ORDER BY printed_year DESC,
                 CASE stage WHEN 'akhir' THEN 0 WHEN 'verifikasi_lapangan' THEN 1
                 WHEN 'verifikasi_administrasi' THEN 2 WHEN 'mandiri' THEN 3 ELSE 4 END,
                 is_chosen DESC, publication_id
    ) = 1
)
SELECT regency.region_code, regency.name, award.award_year, award.award,
       score.value AS score, score.stage, score.printed_year
FROM regency LEFT JOIN award USING (region_code) LEFT JOIN score USING (region_code)
ORDER BY regency.region_code
"""


def coverage(run: Run, parent: str, case_measures: list[str]) -> pd.DataFrame:
    """One row: `regencies`, and how many of them have a score, an award, a case count."""
    return run(_COVERAGE, (parent, parent, case_measures))


def awards(run: Run, parent: str) -> pd.DataFrame:
    """How many `regencies` hold each award, by year, as far as they are loaded one by one."""
    return run(_AWARDS, (parent, parent))


def printed_awards(run: Run, region: str) -> pd.DataFrame:
    """Award totals as publications print them."""
    return typed(run(_PRINTED_AWARDS, (region,)), AWARD_COUNT, PUBLICATION)


def regencies(run: Run, parent: str) -> pd.DataFrame:
    """Each kabupaten/kota with its latest award and latest, most final `score`; empty when none."""
    return typed(run(_REGENCY_LIST, (parent, parent)), REGION_TABLE)
