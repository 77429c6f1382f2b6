"""The way to the bands above a score: distances, questions, what offices typed, the forecast."""

from __future__ import annotations

import pandas as pd

from dashboard.queries.contract import SAID_BY, Run, typed
from indicators.tables import (
    EVIDENCE,
    FORECAST,
    FORECAST_PAIR,
    PRIORITY_BAND,
    PUBLICATION,
    REGION_TABLE,
)

_ID = (
    "v.printed_year || '.' || v.stage || '.' || coalesce(v.instrument_id, '-') || '.' "
    "|| v.publication_id"
)
_BANDS = f"""
SELECT v.*, {_ID} AS assessment FROM priority_band AS v
WHERE v.region_code = ? AND {_ID} = ? ORDER BY v.lower
"""
_EVIDENCE = "SELECT * FROM evidence WHERE region_code = ? AND instrument_id = ?"
_PUBLICATIONS = "SELECT * FROM publication"
_CLOSES = "SELECT closes FROM form WHERE instrument_id = ?"
_FORECAST = """
SELECT v.*, p.publisher FROM forecast AS v JOIN publication AS p USING (publication_id)
WHERE v.region_code = ? AND
      v.printed_year || '.mandiri.' || coalesce(v.instrument_id, '-') || '.' || v.publication_id = ?
"""
_PAIRS = f"""
SELECT v.* EXCLUDE (publication_id), r.name, r.parent_code, parent.name AS parent_name, {SAID_BY},
       f.file, s.sheet, s.cell
FROM forecast_pair AS v
JOIN score_summary AS s
  ON s.region_code = v.region_code AND s.printed_year = v.printed_year AND s.stage = 'mandiri'
 AND s.publication_id = v.publication_id AND s.is_chosen
JOIN source_file AS f ON f.sha256 = s.source_sha256
JOIN region AS r ON r.region_code = v.region_code
LEFT JOIN region AS parent ON parent.region_code = r.parent_code
JOIN publication AS p ON p.publication_id = v.publication_id
ORDER BY v.printed_year, v.region_code
"""


def bands(run: Run, region: str, assessment: str) -> pd.DataFrame:
    """Every band above the total of one assessment, nearest first."""
    return typed(run(_BANDS, (region, assessment)), PRIORITY_BAND)


def evidence(run: Run, region: str, instrument: str) -> pd.DataFrame:
    """What offices say of their documents for one form, every release; none in public."""
    return typed(run(_EVIDENCE, (region, instrument)), EVIDENCE)


def publications(run: Run) -> pd.DataFrame:
    """All publications."""
    return typed(run(_PUBLICATIONS), PUBLICATION)


def closes(run: Run, instrument: str) -> pd.Timestamp | None:
    """The last day a form is open; None when it is not known."""
    frame = run(_CLOSES, (instrument,))
    if frame.empty or pd.isna(frame["closes"].iloc[0]):
        return None
    return pd.Timestamp(frame["closes"].iloc[0])


def forecast(run: Run, region: str, assessment: str) -> pd.DataFrame:
    """The forecast of one self-assessment; empty for other stages and in the public edition."""
    return typed(run(_FORECAST, (region, assessment)), FORECAST, PUBLICATION)


def pairs(run: Run) -> pd.DataFrame:
    """Every pair of self-assessment and administrative verification, with region and province."""
    return typed(run(_PAIRS), FORECAST_PAIR, REGION_TABLE, PUBLICATION)
