"""The contract: each warehouse table, its grain, columns, types, keys and meaning.

`etl.warehouse` creates the tables from here, `dashboard.queries` and the notebooks take their
columns from here, tests hold all three against it. A number is always called `value`, its unit
is in the catalogue; text keys are never empty, `semua` stands for "all".
"""

from __future__ import annotations

from typing import Final

from indicators.table_facts import (
    AWARD_COUNT,
    CASE_COUNT,
    INSTRUMENT,
    KLA_AWARD,
    KLA_SCORE,
    OUTCOME,
    POPULATION,
    PUBLICATION,
    REGION_TABLE,
    REPORTING,
    SOURCE_FILE,
    TARGET,
)
from indicators.table_model import Column, Table, Type
from indicators.table_plan import EVIDENCE, PLAN_ACTIVITY, SUBREGION, VILLAGE_ANSWER
from indicators.table_shown import (
    COMPARISON,
    DISCREPANCY,
    EDITION,
    GAP,
    INDICATOR_VALUE,
    ISSUE,
    POINTS_OPEN,
    SCORE_SUMMARY,
)
from indicators.table_statistics import (
    COMPLETENESS,
    DETECTABILITY,
    FUNNEL,
    NEIGHBOUR,
    PROGRESS,
    PROJECTION,
    TREND,
)
from indicators.table_truth import CORRECTION, DECISION, SIDE_BY_SIDE

__all__ = [
    "ALL_TABLES",
    "AWARD_COUNT",
    "BY_NAME",
    "CASE_COUNT",
    "COMPARISON",
    "COMPLETENESS",
    "CORRECTION",
    "DECISION",
    "DETECTABILITY",
    "DISCREPANCY",
    "EDITION",
    "EVIDENCE",
    "FACTS",
    "FUNNEL",
    "GAP",
    "INDICATOR_VALUE",
    "INSTRUMENT",
    "ISSUE",
    "KLA_AWARD",
    "KLA_SCORE",
    "NEIGHBOUR",
    "OUTCOME",
    "PLAN_ACTIVITY",
    "POINTS_OPEN",
    "POPULATION",
    "PROGRESS",
    "PROJECTION",
    "PUBLICATION",
    "REGION_TABLE",
    "REPORTING",
    "SCORE_SUMMARY",
    "SIDE_BY_SIDE",
    "SOURCE_FILE",
    "SUBREGION",
    "TARGET",
    "TREND",
    "VILLAGE_ANSWER",
    "Column",
    "Table",
    "Type",
]

FACTS: Final = (
    CASE_COUNT, OUTCOME, KLA_SCORE, KLA_AWARD, AWARD_COUNT, POPULATION, TARGET, REPORTING,
    EVIDENCE, PLAN_ACTIVITY, SUBREGION, VILLAGE_ANSWER,
)  # fmt: skip
"""Tables that a layout may fill from a file."""

ALL_TABLES: Final = (
    EDITION,
    SOURCE_FILE,
    PUBLICATION,
    REGION_TABLE,
    INSTRUMENT,
    *FACTS,
    INDICATOR_VALUE,
    COMPARISON,
    FUNNEL,
    TREND,
    DETECTABILITY,
    COMPLETENESS,
    PROJECTION,
    NEIGHBOUR,
    SCORE_SUMMARY,
    DISCREPANCY,
    POINTS_OPEN,
    GAP,
    PROGRESS,
    SIDE_BY_SIDE,
    DECISION,
    CORRECTION,
    ISSUE,
)

BY_NAME: Final[dict[str, Table]] = {table.name: table for table in ALL_TABLES}
