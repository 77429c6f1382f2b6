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
    SOURCE_FILE,
    TARGET,
)
from indicators.table_model import Column, Table, Type
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
from indicators.table_truth import CORRECTION, DECISION, SIDE_BY_SIDE

__all__ = [
    "ALL_TABLES",
    "AWARD_COUNT",
    "BY_NAME",
    "CASE_COUNT",
    "COMPARISON",
    "CORRECTION",
    "DECISION",
    "DISCREPANCY",
    "EDITION",
    "FACTS",
    "GAP",
    "INDICATOR_VALUE",
    "INSTRUMENT",
    "ISSUE",
    "KLA_AWARD",
    "KLA_SCORE",
    "OUTCOME",
    "POINTS_OPEN",
    "POPULATION",
    "PUBLICATION",
    "REGION_TABLE",
    "SCORE_SUMMARY",
    "SIDE_BY_SIDE",
    "SOURCE_FILE",
    "TARGET",
    "Column",
    "Table",
    "Type",
]

FACTS: Final = (CASE_COUNT, OUTCOME, KLA_SCORE, KLA_AWARD, AWARD_COUNT, POPULATION, TARGET)
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
    SCORE_SUMMARY,
    DISCREPANCY,
    POINTS_OPEN,
    GAP,
    SIDE_BY_SIDE,
    DECISION,
    CORRECTION,
    ISSUE,
)

BY_NAME: Final[dict[str, Table]] = {table.name: table for table in ALL_TABLES}
