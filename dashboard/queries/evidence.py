"""The evidence register of a region with who sent each row and where it stands."""

from __future__ import annotations

import pandas as pd

from dashboard.queries.contract import FOUND_IN, SAID_BY, Run, typed
from indicators.tables import (
    CARRIED_EVIDENCE,
    EVIDENCE,
    POINTS_OPEN,
    PUBLICATION,
    REGION_TABLE,
)

_ROWS = f"""
SELECT v.* EXCLUDE (publication_id, title, sheet, cell), v.title AS document_title,
       {SAID_BY}, p.supersedes, {FOUND_IN}
FROM {{table}} AS v
JOIN publication AS p USING (publication_id)
JOIN source_file AS f ON f.sha256 = v.source_sha256
WHERE v.region_code = ? AND v.instrument_id = ?
"""
_REGISTER = _ROWS.format(table="evidence")
_CARRIED = _ROWS.format(table="carried_evidence")
_POINTS = f"""
SELECT v.instrument_id, v.level, v.block, v.indicator, v.question, v.printed_year, v.stage,
       v.score, v.open,
       v.printed_year || '.' || v.stage || '.' || coalesce(v.instrument_id, '-') || '.'
       || v.publication_id AS assessment,
       {SAID_BY}, {FOUND_IN}
FROM points_open AS v
JOIN publication AS p USING (publication_id)
JOIN source_file AS f ON f.sha256 = v.source_sha256
WHERE v.region_code = ? AND v.instrument_id = ? AND v.level = 'question'
"""
_REGION = "SELECT is_remote FROM region WHERE region_code = ?"


def register(run: Run, region: str, form: str) -> pd.DataFrame:
    """Every version of every row that offices sent for the form; `document_title` is its title."""
    return typed(run(_REGISTER, (region, form)), EVIDENCE, PUBLICATION)


def carried(run: Run, region: str, form: str) -> pd.DataFrame:
    """The rows of the form before under the questions of this one, with relation and origin."""
    return typed(run(_CARRIED, (region, form)), CARRIED_EVIDENCE, PUBLICATION)


def points(run: Run, region: str, form: str) -> pd.DataFrame:
    """Points earned and not yet earned by question, of every assessment by the form."""
    return typed(run(_POINTS, (region, form)), POINTS_OPEN, PUBLICATION)


def is_remote(run: Run, region: str) -> bool:
    """Whether the office names the region as a remote (3T) one."""
    frame = typed(run(_REGION, (region,)), REGION_TABLE)
    return bool(frame["is_remote"].iloc[0]) if len(frame) else False
