"""Codes that stand around a wide table: its measure, a sex, a unit, a group."""

from __future__ import annotations

import functools

from etl.issues import Problem
from etl.layout_sections import FIELDS
from etl.reading.around import Settled, Stated, Surroundings, settle
from etl.reading.draft import Draft
from etl.recode import load_lookup, normal

TITLES = "ukuran_judul"
"""Phrases by which titles name a measure."""
NOT_CODES = ("region", "province", "year", "month", "quarter", "semester", "measure")


def read_codes(rows: Draft, around: Surroundings, top: int, column: int) -> None:
    """Put the codes that stand around the table into the fields of `rows`.

    What the layout looks for and does not find is asked for at the cell (top, column): without it
    the figures would pass for those of everybody. Problems: nothing_around,
    measure_not_recognised, unknown_label, around_contradicts.
    """
    own = rows.state.constants.get("measure_id")
    if own is not None:
        around.add("measure", Stated(own, shown=f"{rows.state.sidecar}: {own}"))
    _keep(rows, "measure_id", settle(around, "measure", functools.partial(_measure, rows)))
    for name in dict.fromkeys(n for item in rows.layout.around for n in item.stated):
        field = FIELDS.get(name, name)
        if name in NOT_CODES or field not in rows.table.column_names:
            continue
        if name in around.stated:
            _keep(rows, field, settle(around, name, functools.partial(_code, rows, field)))
        elif field not in rows.fields and field not in rows.state.constants:
            facts = {"field": field, "sidecar": rows.state.sidecar}
            rows.refuse(Problem("nothing_around", facts), top, column)


def _keep(rows: Draft, field: str, found: Settled[str]) -> None:
    if found.problem is not None and found.place is not None:
        place = found.place
        facts = {"column": place.shown, **found.problem.facts}
        rows.state.issues.add(
            Problem(found.problem.kind, facts), place.sheet, place.cell, place.shown
        )
        rows.is_readable = False
    elif found.value is not None:
        rows.fields[field] = found.value


def _measure(rows: Draft, text: str) -> str | Problem:
    """The measure that a text names: by its id, its title in the catalogue, or a known phrase."""
    label = normal(text)
    for name, measure in rows.context.catalogue.outcomes.items():
        if label in (normal(name), normal(measure.title.id)):
            return name
    found = load_lookup(TITLES).find(text)
    return Problem("measure_not_recognised") if found is None else found["measure_id"]


def _code(rows: Draft, field: str, text: str) -> str | Problem:
    """The code of a label, or the text itself where the column holds no codes."""
    allowed = rows.table.column(field).allowed
    if not allowed:
        return text.strip()
    labels = rows.context.labels(field, allowed)
    found = labels.find(text)
    if found is None:
        return Problem("unknown_label", {"allowed": ", ".join(labels.labels)})
    return found["code"]
