"""Indicators by their names: numbers were swapped in real forms (9 and 10), names were not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from etl.issues import Problem
from etl.reading.cells import text_of
from etl.reading.draft import Draft
from etl.reading.form_rows import letters_of
from etl.reading.items import no_item, same_item
from etl.reading.recognise import Table
from indicators.catalogue import Instrument
from indicators.codes import ALL

_SHORTEST: Final = 6
"""Letters of a name that may stand for a longer one (PAUD-HI)."""


def read_names(draft: Draft, table: Table) -> None:
    """Let the column of indicator names, where a table has one, decide which indicator a row is.

    Problems: item_number_differs (a warning) where the number is that of another indicator,
    unknown_item where no indicator of the form, or more than one, has the name.
    """
    named = table.index_of("indicator_name")
    numbered = table.index_of("indicator")
    if named is None or numbered is None or "instrument_id" not in draft.fields:
        return
    forms, numbers = draft.column("instrument_id"), draft.column("indicator")
    names = [letters_of(text_of(cell)) for cell in draft.cells(named)]
    unknown: dict[int, Problem] = {}
    renumbered: dict[int, Problem] = {}
    for entry, (form_id, number, name) in enumerate(zip(forms, numbers, names, strict=True)):
        form = draft.context.catalogue.instruments.get(str(form_id))
        if form is None or not name or number in (None, ALL):
            continue
        found = _named(name, _names_of(form))
        if found is None:
            unknown[entry] = no_item(form, "indikator", None)
        elif same_item(found) != same_item(str(number)):
            renumbered[entry] = Problem("item_number_differs", {"number": found})
            numbers[entry] = found
    draft.fields["indicator"] = numbers
    headings = {heading.index: heading.text for heading in table.headings}
    draft.report(unknown, named, headings[named], "item")
    draft.report(renumbered, numbered, headings[numbered], "number_differs")


def _names_of(form: Instrument) -> Mapping[str, str]:
    """The indicators of a form by their names, in both languages."""
    names = {letters_of(row.title.en): row.indicator for row in form.indicators}
    return names | {letters_of(row.title.id): row.indicator for row in form.indicators}


def _named(name: str, names: Mapping[str, str]) -> str | None:
    """The indicator of a name, or of the only longer name that holds it."""
    if name in names or len(name) < _SHORTEST:
        return names.get(name)
    holding = {indicator for longer, indicator in names.items() if name in longer}
    return holding.pop() if len(holding) == 1 else None
