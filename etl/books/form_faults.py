"""What contradicts itself in a form or its mapping, as problems at the cells they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from etl.books.form_words import BLOCKS, HEAD, MAPPING, ROWS
from etl.books.worded import Found, Line
from etl.issues import Problem
from indicators import form_map, instrument_checks
from indicators.catalogue import Catalogue
from indicators.form_map import MapProblem
from indicators.instrument import Block, Defect, Indicator, Instrument, Question
from indicators.instrument_checks import Mistake

ID_FIELD: Final = {
    "block": "block", "indicator": "indicator", "question": "question", "defect": "defect_id",
}  # fmt: skip
"""The column whose cell stands for a whole row of a table."""


@dataclass(frozen=True)
class Addresses:
    """A form with the lines it was read from, in the order of its items."""

    form: Instrument
    head: Line
    lines: Mapping[str, list[Line]]

    def cell(self, level: str, name: str, field: str) -> str | None:
        """The cell of a field of an item, None when the form has no such item."""
        items = (one for one_level, one in self.form.items() if one_level == level)
        for item, line in zip(items, self.lines[level], strict=True):
            if name_of(item) == name:
                return line.cells.get(field)
        return None


def name_of(item: Block | Indicator | Question | Defect) -> str:
    """How an item is called: its code, for a question `row/question`."""
    if isinstance(item, Question):
        return f"{item.indicator}/{item.question}"
    if isinstance(item, Indicator):
        return item.indicator
    return item.block if isinstance(item, Block) else item.defect_id


def of_form(at: Addresses, catalogue: Catalogue) -> Iterator[Found]:
    """The contradictions of a form, each where its cell is."""
    for one in instrument_checks.found(at.form, catalogue.evidence, catalogue.offices):
        yield _placed(one, at)


def of_mapping(at: Addresses, mapping: pd.DataFrame, catalogue: Catalogue) -> Iterator[Found]:
    """What keeps the mapping from saying what became of each question of both forms."""
    previous, cell = at.head.text("previous"), at.head.cells.get("previous")
    if previous is None:
        if not mapping.empty:
            yield Found(Problem("form_previous_missing"), HEAD, cell)
        return
    old = catalogue.instruments.get(previous)
    if old is None or old.instrument_id == at.form.instrument_id:
        names = ", ".join(name for name in catalogue.instruments if name != at.form.instrument_id)
        yield Found(Problem("form_previous_unknown", {"known": names}), HEAD, cell, previous)
    elif mapping.empty:
        yield Found(Problem("form_mapping_empty", {"previous": previous}), MAPPING)
    else:
        for one in form_map.problems(mapping, old, at.form):
            yield _mapped(one, at, previous)


def _placed(one: Mistake, at: Addresses) -> Found:
    """A contradiction of the form as a problem at its cell."""
    if one.kind == "blocks_sum":
        problem = Problem("form_blocks_sum", one.facts)
        return Found(problem, BLOCKS, at.lines["block"][0].cells["max_score"])
    if one.kind == "rows_sum":
        problem = Problem("form_rows_sum", {**one.facts, "block": one.id})
        return Found(problem, BLOCKS, at.cell("block", one.id, "max_score"))
    if one.level is None:
        return _of_defect(one, at)
    cell = at.cell(one.level, one.id, one.field)
    facts = {**one.facts, "item": one.id}
    sheet = ROWS if one.level == "indicator" else at.lines[one.level][0].sheet
    match one.kind:
        case "unknown_evidence":
            return Found(Problem("form_unknown_evidence", facts), sheet, cell)
        case "unknown_block":
            return Found(Problem("form_unknown_block", facts), sheet, cell)
        case "unknown_indicator":
            return Found(Problem("form_unknown_indicator", facts), sheet, cell)
        case "other_block":
            return Found(Problem("form_other_block", facts), sheet, cell)
        case "unknown_office":
            return Found(Problem("form_unknown_office", facts), sheet, cell)
        case _:
            raise ValueError(f"positions come from the order of rows, yet: {one}")


def _of_defect(one: Mistake, at: Addresses) -> Found:
    """A defect not stated is shown at the item, one that is not there where it is stated."""
    item = str(one.facts["item"])
    facts = {"item": item, "why": f"@{one.facts['defect']}", "defect": str(one.facts["defect"])}
    if one.kind == "defect_not_stated":
        level = "question" if "/" in item else "indicator"
        fields = {"max_sum": "max_score", "text_missing": "text_known", "office_missing": "offices"}
        cell = at.cell(level, item, fields[str(one.facts["defect"])])
        sheet = at.lines[level][0].sheet
        return Found(Problem("form_defect_not_stated", facts), sheet, cell)
    stated = (
        line.cells["items"] for line, known in zip(
            at.lines["defect"], at.form.known_defects, strict=True
        ) if known.kind == one.facts["defect"] and item in known.items
    )  # fmt: skip
    return Found(Problem("form_defect_gone", facts), HEAD, next(stated))


def _mapped(one: MapProblem, at: Addresses, previous: str) -> Found:
    """A problem of the mapping at its cell; a question left out is shown where it is asked."""
    facts = {"item": one.item, "side": f"@{one.side}", "previous": previous}
    if one.row is None:
        if one.side == "to":
            cell = at.cell("question", one.item, "question")
            sheet = at.lines["question"][0].sheet
            return Found(Problem("form_map_question_left_out", facts), sheet, cell, one.item)
        return Found(Problem("form_map_question_left_out", facts), MAPPING, None, one.item)
    line = at.lines["mapping"][one.row]
    cell = line.cells[f"{one.side}_question" if one.side else "relation"]
    match one.kind:
        case "unknown_relation":
            text = line.text("relation")
            return Found(Problem("form_map_relation", facts), MAPPING, cell, text)
        case "unknown_question":
            return Found(Problem("form_map_unknown_question", facts), MAPPING, cell, one.item)
        case "mapped_twice":
            return Found(Problem("form_map_twice", facts), MAPPING, cell, one.item)
        case "side_missing":
            return Found(Problem("form_map_side_missing", facts), MAPPING, cell)
        case "side_not_empty":
            return Found(Problem("form_map_side_not_empty", facts), MAPPING, cell, one.item)
        case _:
            raise ValueError(f"no words for {one}")
