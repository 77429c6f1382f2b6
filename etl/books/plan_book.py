"""The action plan (RAD KLA) as a workbook with live formulas.

Kegiatan is read back by the layout template_rad, Target by rad_target; Ringkasan, Matriks RAD and
Anggaran are formulas over the two and are not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from etl import template_choices
from etl.books import plan_rows, plan_sheets, sheets
from etl.books.plan_sheets import Places
from etl.books.sheets import Row
from etl.context import Context
from etl.layout import Words
from etl.template_choices import ROWS
from indicators import codes, plan_targets
from indicators.catalogue import Instrument


@dataclass(frozen=True)
class Plan:
    """What an action plan is about: region, form, the years of the plan and the year at hand."""

    region_code: str
    form: Instrument
    years: tuple[int, ...]
    year: int

    @property
    def period(self) -> str:
        """First and last year: 2025-2029."""
        return f"{self.years[0]}-{self.years[-1]}"


@dataclass(frozen=True)
class Known:
    """What is loaded for a plan; every frame may be empty, never without its columns.

    `activities` as the table plan_activity, `targets` as the table target (current ones),
    `baseline`: measure_id, value, year, source (as printed beside it), one row a measure;
    `points`: indicator, question, open (points not yet earned).
    """

    activities: pd.DataFrame
    targets: pd.DataFrame
    baseline: pd.DataFrame
    points: pd.DataFrame


def write_plan_book(
    out: Path, plan: Plan, known: Known, publication: Row, context: Context
) -> None:
    """Write the workbook to `out`, filled as far as `known` goes.

    `publication` is the row of the sheet Publikasi that the returned rows name, keyed by heading.
    ValueError for a plan whose year at hand is not one of its years, or a form without questions.
    """
    if plan.year not in plan.years or not plan.form.questions:
        raise ValueError(f"{plan.period} does not hold {plan.year}, or the form has no questions")
    layouts = context.layouts
    activity, target = layouts.template("rad"), layouts.by_id["rad_target"]
    publications = layouts.by_id["publikasi"]
    choices = template_choices.collect((activity, target, publications), context)
    region = context.registry.get(plan.region_code)
    name, said = (region.code, region.name), str(publication["publikasi"])
    chosen = plan_targets.chosen(
        known.targets, region.code, region.parent or "", _measures(context), plan.years
    )
    told = plan_rows.activity_rows(plan.form, name, known.activities, plan.period, plan.year, said)
    book = Workbook()
    book.remove(book.worksheets[0])
    guide, summary, matrix, budget = (
        book.create_sheet(title) for title in ("Petunjuk", *plan_sheets.FORMULAS)
    )
    sheets.write_guide(guide, _title(region.name, plan), sheets.guide_of("rad"), activity, target)
    tables = {
        "Kegiatan": (activity, told),
        "Target": (target, plan_rows.target_rows(chosen, context.catalogue.outcomes, name, said)),
        "Publikasi": (publications, [publication]),
    }
    for title, (layout, rows) in tables.items():
        sheets.write_table(book.create_sheet(title), layout, rows, choices)
    _finish(book["Kegiatan"], book["Target"], activity_at := Places.of("Kegiatan", activity))
    target_at = Places.of("Target", target)
    plan_sheets.write_budget(budget, plan.form, known.points, activity_at)
    plan_sheets.write_matrix(
        matrix, plan.form, plan.years, context.catalogue.outcomes, known.baseline, chosen,
        activity_at, target_at,
    )  # fmt: skip
    lines = len(plan_rows.budget_lines(plan.form))
    plan_sheets.write_summary(summary, plan.form, _statuses(context), lines, activity_at, plan.year)
    template_choices.write(book.create_sheet("Daftar"), choices)
    book.active = 1
    sheets.save(book, out)


def _title(region: str, plan: Plan) -> Words:
    return Words(
        id=f"Rencana Aksi Daerah KLA {plan.period}, {region}",
        en=f"Regional action plan for KLA {plan.period}, {region}",
    )


def _measures(context: Context) -> Sequence[str]:
    """Measures of outcome that belong to a row of the form and have a direction."""
    return [
        one.measure_id
        for one in context.catalogue.outcomes.values()
        if one.indicator and one.better != "none"
    ]


def _statuses(context: Context) -> list[tuple[str, str]]:
    titles = context.catalogue.dimensions["plan_status"]
    return [(code, titles[code].id) for code in codes.PLAN_STATUSES]


def _finish(activity: Worksheet, target: Worksheet, at: Places) -> None:
    """Drop-downs of what no list of Daftar holds; hide the key; keep the first columns in sight."""
    lines = DataValidation(type="list", formula1="'Anggaran'!$A$2:$A$200", allow_blank=True)
    lines.add(f"{at.letter('pertanyaan_anggaran')}2:{at.letter('pertanyaan_anggaran')}{ROWS}")
    activity.add_data_validation(lines)
    activity.freeze_panes = "I2"
    origins = ",".join(plan_rows.ORIGIN.values())
    origin = DataValidation(type="list", formula1=f'"{origins}"', allow_blank=False)
    origin.add(f"I2:I{ROWS}")
    target.add_data_validation(origin)
    target.column_dimensions["A"].hidden = True
