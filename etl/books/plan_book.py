"""The action plan (RAD KLA) as a workbook with live formulas.

Kegiatan is read back by the layout template_rad, Target by rad_target; Ringkasan, Matriks RAD and
Anggaran are formulas over the two and are not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from etl import template_choices
from etl.books import plan_matrix, plan_rows, plan_sheets, plan_told, sheets
from etl.books.plan import Known, Plan
from etl.books.plan_sheets import Places
from etl.books.sheets import Row
from etl.context import Context
from etl.layout import Words
from etl.paper import A3, fit_to_width
from etl.template_choices import ROWS
from indicators import codes, plan_targets


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
        known.targets,
        region.code,
        region.parent or "",
        plan_targets.measures(context.catalogue.outcomes),
        plan.years,
    )
    told = plan_rows.activity_rows(plan.form, name, known.activities, plan.period, plan.year, said)
    book = Workbook()
    book.remove(book.worksheets[0])
    guide, summary, matrix, budget = (
        book.create_sheet(title) for title in ("Petunjuk", *plan_sheets.FORMULAS)
    )
    facts = (*sheets.guide_of("rad"), *plan_told.facts(plan, known, chosen))
    sheets.write_guide(guide, _title(region.name, plan), facts, activity, target)
    tables = {
        "Kegiatan": (activity, told),
        "Target": (
            target,
            plan_rows.target_rows(chosen, context.catalogue.outcomes, name, said, known.own),
        ),
        "Publikasi": (publications, [publication]),
    }
    for title, (layout, rows) in tables.items():
        sheets.write_table(book.create_sheet(title), layout, rows, choices)
    _finish(book["Kegiatan"], book["Target"], activity_at := Places.of("Kegiatan", activity))
    target_at = Places.of("Target", target)
    plan_sheets.write_budget(budget, plan.form, known.points, activity_at)
    plan_matrix.write(
        matrix, plan.form, plan.years, context.catalogue.outcomes, known.values, chosen,
        known.points, activity_at, target_at,
    )  # fmt: skip
    plan_sheets.write_summary(
        summary, plan.form, _statuses(context), _counts(plan), known.points, activity_at, plan.year
    )
    template_choices.write(book.create_sheet("Daftar"), choices)
    book.active = 1
    sheets.save(book, out)


def _title(region: str, plan: Plan) -> Words:
    return Words(
        id=f"Rencana Aksi Daerah KLA {plan.period}, {region}",
        en=f"Regional action plan for KLA {plan.period}, {region}",
    )


def _statuses(context: Context) -> list[tuple[str, str]]:
    titles = context.catalogue.dimensions["plan_status"]
    return [(code, titles[code].id) for code in codes.PLAN_STATUSES]


def _counts(plan: Plan) -> Sequence[tuple[str, str, str]]:
    """What the summary counts besides: budget lines with money, indicators without activity."""
    lines = len(plan_rows.budget_lines(plan.form))
    return (
        ("anggaran", f"Baris anggaran yang sudah dianggarkan, dari {lines}",
         f'=COUNTIFS(Anggaran!$I$2:$I${lines + 1},"ya")'),
        ("tanpa_kegiatan", f"Indikator tanpa kegiatan, dari {len(plan.form.indicators)}",
         plan_matrix.without_activity(plan.form, plan.years)),
    )  # fmt: skip


def _finish(activity: Worksheet, target: Worksheet, at: Places) -> None:
    """Drop-downs of what no list of Daftar holds; hide the key; keep the first columns in sight."""
    lines = DataValidation(type="list", formula1="'Anggaran'!$A$2:$A$200", allow_blank=True)
    lines.add(f"{at.letter('pertanyaan_anggaran')}2:{at.letter('pertanyaan_anggaran')}{ROWS}")
    activity.add_data_validation(lines)
    activity.freeze_panes = "I2"
    for sheet, pages in ((activity, 2), (target, 1)):
        fit_to_width(sheet, A3, pages)
    origins = ",".join(plan_rows.ORIGIN.values())
    origin = DataValidation(type="list", formula1=f'"{origins}"', allow_blank=False)
    origin.add(f"I2:I{ROWS}")
    target.add_data_validation(origin)
    target.column_dimensions["A"].hidden = True
