"""Derived tables of the action plan (RAD KLA): the lines in force, their sums, its budget lines.

Filled in the internal edition alone, as plan_activity is.
"""

from __future__ import annotations

from typing import Final

from indicators import codes
from indicators.table_model import NOTE, PROVENANCE, REGION, Table, flag, real, text, whole

_PLAN: Final = (
    REGION,
    text("plan_period", "years of the plan, 2025-2029"),
    whole("year", "year of the activities"),
    text("instrument_id", "form whose numbers of indicators and questions are used"),
)
_MONEY: Final = (
    real("ceiling_h1", "budget in force in the first half-year, rupiah; empty when none is typed"),
    real("ceiling", "budget in force: that of half-year 2, of half-year 1 where it has none"),
    real("realised_h1", "spent in the first half-year, rupiah; empty when nothing is reported"),
    real("realised_h2", "spent in the second half-year, rupiah"),
    real("realised", "spent in both half-years; empty when nothing is reported"),
)
PLAN_LINE: Final = Table(
    "plan_line",
    "region x plan x year x indicator x line: the latest version of each plan",
    ("region_code", "plan_period", "year", "instrument_id", "indicator", "line"),
    (
        *_PLAN,
        text("block", "block id"),
        text("indicator", "indicator id"),
        text("line", "which line of the indicator: 1, 2 ..."),
        whole("position", "order on the form, then of the lines"),
        text("budget_question", "budget line of the form it answers", null=True),
        text("nomenclature", "version of the nomenclature of the codes", null=True),
        text("programme_code", "code of the programme", null=True),
        text("activity_code", "code of the activity", null=True),
        text("sub_activity_code", "code of the sub-activity", null=True),
        text("title", "what is done", null=True),
        text("lead", "lead office", null=True),
        text("support", "supporting offices, separated by '; '", null=True),
        *_MONEY,
        text("plan_status", "how far it is", of=codes.PLAN_STATUSES),
        text("status_before", "how far it was the year before", null=True, of=codes.PLAN_STATUSES),
        NOTE,
        *PROVENANCE,
    ),
)
PLAN_SUM: Final = Table(
    "plan_sum",
    "region x plan x year x block or indicator of its form, and all of them (total)",
    ("region_code", "plan_period", "year", "instrument_id", "level", "block", "indicator"),
    (
        *_PLAN,
        text("level", "total, block or indicator", of=codes.LEVELS),
        text("block", "block id, semua on the total"),
        text("indicator", "indicator id, semua above it"),
        whole("position", "order on the form"),
        whole("lines", "lines written down, planned or not"),
        whole("activities", "lines that are planned"),
        *_MONEY,
    ),
)
PLAN_BUDGET: Final = Table(
    "plan_budget",
    "region x plan x year x budget line that the form asks for",
    ("region_code", "plan_period", "year", "instrument_id", "indicator", "question"),
    (
        *_PLAN,
        text("indicator", "indicator id"),
        text("question", "question code, 3a ... 3zg"),
        whole("position", "order on the form"),
        whole("activities", "planned lines that answer it"),
        *_MONEY,
        flag("is_budgeted", "the lines that answer it have a budget in force above zero"),
    ),
)
ACTION_TABLES: Final = (PLAN_LINE, PLAN_SUM, PLAN_BUDGET)
