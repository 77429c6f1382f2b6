"""Which kinds of data are loaded of a region, for the list of what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dashboard.queries.contract import Run

_LOADED: Final = """
SELECT
    EXISTS (SELECT 1 FROM kla_award WHERE region_code = $1) AS award,
    EXISTS (SELECT 1 FROM score_summary WHERE region_code = $1) AS total,
    EXISTS (SELECT 1 FROM kla_score
            WHERE region_code = $1 AND level = 'block' AND value IS NOT NULL) AS blocks,
    EXISTS (SELECT 1 FROM kla_score
            WHERE region_code = $1 AND level = 'question' AND value IS NOT NULL) AS questions,
    EXISTS (SELECT 1 FROM indicator_value
            WHERE region_code = $1 AND measure_id = ANY($3)) AS outcomes,
    EXISTS (SELECT 1 FROM target WHERE region_code = $1) AS targets,
    EXISTS (SELECT 1 FROM indicator_value
            WHERE region_code = $1 AND measure_id = ANY($2)) AS reports,
    EXISTS (SELECT 1 FROM reporting WHERE region_code = $1) AS recording,
    EXISTS (SELECT 1 FROM population WHERE region_code = $1) AS population
"""


def loaded(
    run: Run, region: str, case_measures: Iterable[str], outcome_measures: Iterable[str]
) -> frozenset[str]:
    """The kinds (award, total, blocks, questions, outcomes ...) that the region has a row of."""
    row = run(_LOADED, (region, list(case_measures), list(outcome_measures))).iloc[0]
    return frozenset(str(kind) for kind, is_loaded in row.items() if is_loaded)
