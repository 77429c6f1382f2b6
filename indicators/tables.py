"""The contract: each warehouse table, its grain, columns, types, keys and meaning.

`etl.warehouse` creates the tables from here, `dashboard.queries` and the notebooks take their
columns from here, tests hold all three against it. A number is always called `value`, its unit
is in the catalogue; text keys are never empty, `semua` stands for "all".
"""

from __future__ import annotations

from typing import Final

from indicators.table_action import ACTION_TABLES, PLAN_BUDGET, PLAN_LINE, PLAN_SUM
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
from indicators.table_forms import (
    CARRIED_EVIDENCE,
    CARRIED_SCORE,
    FORM,
    FORM_DEFECT,
    FORM_MAP,
)
from indicators.table_model import Column, Table, Type
from indicators.table_plan import EVIDENCE, PLAN_ACTIVITY, SUBREGION, VILLAGE_ANSWER
from indicators.table_priority import FORECAST, FORECAST_PAIR, PRIORITY, PRIORITY_BAND
from indicators.table_province import (
    MENTOR,
    PROVILA,
    PROVINCE_TABLES,
    RANK_MOVE,
    READINESS,
    RECAP,
    RECEIVED,
    STAGE_STANDING,
    WEAKNESS,
)
from indicators.table_score import (
    DISCREPANCY,
    OFFICE_LOSS,
    SCORE_LEVEL,
    SCORE_SUMMARY,
    STAGE_LOSS,
)
from indicators.table_shown import (
    COMPARISON,
    EDITION,
    GAP,
    INDICATOR_VALUE,
    ISSUE,
    POINTS_OPEN,
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
from indicators.table_villages import VILLAGE_AREA, VILLAGE_QUESTION

__all__ = [
    "ACTION_TABLES",
    "ALL_TABLES",
    "AWARD_COUNT",
    "BY_NAME",
    "CARRIED_EVIDENCE",
    "CARRIED_SCORE",
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
    "FORECAST",
    "FORECAST_PAIR",
    "FORM",
    "FORM_DEFECT",
    "FORM_MAP",
    "FUNNEL",
    "GAP",
    "INDICATOR_VALUE",
    "INSTRUMENT",
    "ISSUE",
    "KLA_AWARD",
    "KLA_SCORE",
    "MENTOR",
    "NEIGHBOUR",
    "OFFICE_LOSS",
    "OUTCOME",
    "PLAN_ACTIVITY",
    "PLAN_BUDGET",
    "PLAN_LINE",
    "PLAN_SUM",
    "POINTS_OPEN",
    "POPULATION",
    "PRIORITY",
    "PRIORITY_BAND",
    "PROGRESS",
    "PROJECTION",
    "PROVILA",
    "PROVINCE_TABLES",
    "PUBLICATION",
    "RANK_MOVE",
    "READINESS",
    "RECAP",
    "RECEIVED",
    "REGION_TABLE",
    "REPORTING",
    "SCORE_LEVEL",
    "SCORE_SUMMARY",
    "SIDE_BY_SIDE",
    "SOURCE_FILE",
    "STAGE_LOSS",
    "STAGE_STANDING",
    "SUBREGION",
    "TARGET",
    "TREND",
    "VILLAGE_ANSWER",
    "VILLAGE_AREA",
    "VILLAGE_QUESTION",
    "WEAKNESS",
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
    FORM,
    FORM_DEFECT,
    FORM_MAP,
    CARRIED_SCORE,
    CARRIED_EVIDENCE,
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
    SCORE_LEVEL,
    DISCREPANCY,
    POINTS_OPEN,
    STAGE_LOSS,
    OFFICE_LOSS,
    GAP,
    PRIORITY_BAND,
    PRIORITY,
    FORECAST,
    FORECAST_PAIR,
    PROGRESS,
    *ACTION_TABLES,
    *PROVINCE_TABLES,
    VILLAGE_QUESTION,
    VILLAGE_AREA,
    SIDE_BY_SIDE,
    DECISION,
    CORRECTION,
    ISSUE,
)

BY_NAME: Final[dict[str, Table]] = {table.name: table for table in ALL_TABLES}
