"""What this file is: edition, regions, sources and the problems found while it was built."""

from __future__ import annotations

import pandas as pd

from dashboard.queries.contract import Run, typed
from indicators.tables import (
    DISCREPANCY,
    EDITION,
    EVIDENCE,
    INDICATOR_VALUE,
    ISSUE,
    KLA_AWARD,
    PLAN_ACTIVITY,
    PUBLICATION,
    REGION_TABLE,
    SCORE_SUMMARY,
    SOURCE_FILE,
    SUBREGION,
    TARGET,
    VILLAGE_ANSWER,
)

_NOT_A_DISCREPANCY = """NOT EXISTS (
    SELECT 1 FROM discrepancy AS d JOIN source_file AS s ON s.sha256 = d.source_sha256
    WHERE issue.kind IN ('level_sum_differs', 'max_differs') AND s.file = issue.file
      AND d.sheet = issue.sheet
      AND regexp_extract(d.cell, '[0-9]+') = regexp_extract(issue.cell, '[0-9]+')
)"""
"""Scores that do not add up are told once, as discrepancies: the same row of the same sheet."""
_EDITION = f"""
SELECT edition.*,
       (SELECT count(*) FROM source_file) AS files,
       (SELECT count(*) FROM publication) AS publications,
       (SELECT count(*) FROM issue WHERE {_NOT_A_DISCREPANCY}) AS issues,
       (SELECT count(*) FROM discrepancy) AS discrepancies
FROM edition
"""
_REGIONS = """
SELECT region.*, parent.name_short AS parent_name
FROM region LEFT JOIN region AS parent ON parent.region_code = region.parent_code
ORDER BY CASE region.kind WHEN 'negara' THEN 0 WHEN 'provinsi' THEN 1 ELSE 2 END,
         region.is_example, region.region_code
"""
_OF_REGION = (
    INDICATOR_VALUE, SCORE_SUMMARY, KLA_AWARD, TARGET, EVIDENCE, PLAN_ACTIVITY, SUBREGION,
    VILLAGE_ANSWER,
)  # fmt: skip
"""What pages show of a region, with the publication of every row."""
_SIMULATED = (
    "WITH said AS ("
    + " UNION ".join(
        f"SELECT publication_id FROM {table.name} WHERE region_code = $1" for table in _OF_REGION
    )
    + ") SELECT EXISTS (SELECT 1 FROM said JOIN publication AS p USING (publication_id) "
    "WHERE p.trust = 'simulated') AS simulated"
)
_FILES = "SELECT * FROM source_file ORDER BY file"
_PUBLICATIONS = """
WITH used AS (
    SELECT publication_id, region_code FROM indicator_value
    UNION ALL SELECT publication_id, region_code FROM kla_score
    UNION ALL SELECT publication_id, region_code FROM kla_award
    UNION ALL SELECT publication_id, region_code FROM award_count
    UNION ALL SELECT publication_id, region_code FROM population
    UNION ALL SELECT publication_id, region_code FROM target
    UNION ALL SELECT publication_id, region_code FROM reporting
)
SELECT p.*, count(used.region_code) AS figures
FROM publication AS p JOIN used USING (publication_id)
WHERE ? = '' OR used.region_code = ?
GROUP BY ALL
ORDER BY p.released DESC NULLS LAST, p.publisher, p.publication_id
"""
_ISSUES = f"""
SELECT * FROM issue WHERE {_NOT_A_DISCREPANCY}
ORDER BY CASE severity WHEN 'error' THEN 0 ELSE 1 END, file, sheet, cell, kind
"""
_DISCREPANCIES = """
SELECT v.region_code, v.kind, v.block, v.indicator, v.below, v.printed, v.computed, v.chosen,
       v.why_chosen, v.sheet, v.cell, v.cells_below, f.file, r.name, i.title, i.title_en
FROM discrepancy AS v
JOIN source_file AS f ON f.sha256 = v.source_sha256
JOIN region AS r USING (region_code)
LEFT JOIN instrument AS i
  ON i.instrument_id = v.instrument_id AND i.block = v.block AND i.indicator = v.indicator
 AND i.question = 'semua'
WHERE ? = '' OR v.region_code = ?
ORDER BY v.region_code, v.publication_id, v.block <> 'semua', v.indicator <> 'semua', i.position,
         v.kind, v.below
"""
_EVERYTHING = """
SELECT v.* EXCLUDE (source_sha256), r.name, p.publisher, p.title AS publication_title, p.released,
       p.trust, p.url, f.file, e.edition, e.as_of AS edition_as_of
FROM indicator_value AS v
JOIN region AS r USING (region_code)
JOIN publication AS p USING (publication_id)
JOIN source_file AS f ON f.sha256 = v.source_sha256
CROSS JOIN edition AS e
ORDER BY v.region_code, v.measure_id, v.dimension, v.category, v.period_start, v.publication_id
"""


def edition(run: Run) -> pd.DataFrame:
    """The one row of `edition`, with the number of files, publications, issues, discrepancies."""
    return typed(run(_EDITION), EDITION)


def regions(run: Run) -> pd.DataFrame:
    """All regions with `parent_name`: Indonesia, the provinces, then kabupaten/kota by code."""
    return typed(run(_REGIONS), REGION_TABLE)


def shows_simulated(run: Run, region: str) -> bool:
    """Whether any figure of the region comes from a simulated publication."""
    return bool(run(_SIMULATED, (region,))["simulated"].iloc[0])


def files(run: Run) -> pd.DataFrame:
    """The loaded files."""
    return typed(run(_FILES), SOURCE_FILE)


def publications(run: Run, region: str = "") -> pd.DataFrame:
    """Publications with a figure of `region` (of any region when empty), and how many `figures`."""
    return typed(run(_PUBLICATIONS, (region, region)), PUBLICATION)


def issues(run: Run) -> pd.DataFrame:
    """The problems, errors first."""
    return typed(run(_ISSUES), ISSUE)


def discrepancies(run: Run, region: str = "") -> pd.DataFrame:
    """What does not add up in the scores of `region` (of any region when empty)."""
    return typed(run(_DISCREPANCIES, (region, region)), DISCREPANCY)


def everything(run: Run) -> pd.DataFrame:
    """Every figure of the edition with region, source and edition, hidden ones empty."""
    return typed(run(_EVERYTHING), INDICATOR_VALUE)
