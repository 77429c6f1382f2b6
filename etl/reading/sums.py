"""Hold the scores of a file against one another and against their form. Warnings only.

Forms filled in by hand contradict themselves: a block that is not the sum of its indicators, a
maximum printed wrong. Every score is kept as it stands; what does not add up is told with its cell.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from etl.context import Context
from etl.issues import WARNING, Problem
from etl.reading.draft import Draft
from etl.reading.recognise import Table
from indicators.catalogue import Instrument
from indicators.codes import ALL

TOLERANCE: Final = 0.005
"""Half of the last printed decimal."""
FILE: Final = ("region_code", "instrument_id", "printed_year", "stage", "publication_id")
"""What makes one evaluation, as in indicators.score."""
LISTED: Final = 8
"""So many missing items are named."""
TOTAL: Final = (ALL, ALL, ALL)

Item = tuple[str, str, str]
"""Block, indicator and question; `semua` where a level leaves them open."""


@dataclass(frozen=True)
class Form:
    """The items of a form: their maxima, and the items right below each."""

    maxima: Mapping[Item, float]
    children: Mapping[Item, tuple[Item, ...]]


def check_sums(draft: Draft, table: Table) -> None:
    """Report, at the cell of the score, sums that do not hold and maxima the form does not have.

    Problems: level_sum_differs, max_differs, items_missing. A sum is only formed where every score
    of the level below it is there.
    """
    names = (*FILE, "block", "indicator", "question", "value")
    if any(name not in draft.fields for name in names):
        return
    columns = [draft.column(name) for name in names]
    files: dict[tuple[object, ...], dict[Item, int]] = {}
    for entry, row in enumerate(zip(*columns, strict=True)):
        if not draft.bad[entry] and None not in row[:-1]:
            files.setdefault(row[: len(FILE)], {})[row[len(FILE) : -1]] = entry
    values = columns[-1]
    sums: dict[int, Problem] = {}
    missing: dict[int, Problem] = {}
    for key, entries in files.items():
        form = _form(str(key[1]), draft.context)
        scores = {item: values[entry] for item, entry in entries.items()}
        for item in entries:
            _judge(item, entries, scores, form, sums, missing)
    if draft.bad.any():  # what is missing may be what was misspelt, and is reported so
        missing.clear()
    index = table.index_of("number", "value")
    assert index is not None  # an essential column of every layout of scores
    draft.report(sums, index, "", "sum")
    draft.report(missing, index, "", "missing")
    _check_maxima(draft, table, files)


def _judge(
    item: Item,
    entries: Mapping[Item, int],
    scores: Mapping[Item, float],
    form: Form,
    sums: dict[int, Problem],
    missing: dict[int, Problem],
) -> None:
    """What one score says of the level below it."""
    below = form.children.get(item, ())
    absent = [one for one in below if one not in scores]
    if absent and len(absent) < len(below) and item != TOTAL:
        missing[entries[item]] = _missing(item, absent, len(below))
    if absent or not below or math.isnan(scores[item]):
        return
    total = round(math.fsum(scores[one] for one in below), 6)
    if not math.isnan(total) and abs(total - scores[item]) > TOLERANCE:
        level = "@indicators" if below[0][2] == ALL else "@questions"
        facts = {**_named(item), "level": "@blocks" if item == TOTAL else level}
        sums[entries[item]] = Problem("level_sum_differs", {**facts, "sum": total})


def _missing(item: Item, absent: list[Item], size: int) -> Problem:
    listed = ", ".join(_name(one) for one in absent[:LISTED])
    more = ", …" if len(absent) > LISTED else ""
    facts = {**_named(item), "count": str(len(absent)), "size": str(size)}
    return Problem("items_missing", {**facts, "items": listed + more})


def _name(item: Item) -> str:
    """The code of an item at its own level."""
    return next((part for part in reversed(item) if part != ALL), "")


def _named(item: Item) -> dict[str, str]:
    """The item in a sentence: indikator 21B, indicator 21B."""
    words = (("total", "total"), ("blok", "block"), ("indikator", "indicator"))
    level = sum(part != ALL for part in item)
    own, english = words[level] if level < len(words) else ("pertanyaan", "question")
    return {"item": f"{own} {_name(item)}".strip(), "item_en": f"{english} {_name(item)}".strip()}


def _check_maxima(
    draft: Draft, table: Table, files: Mapping[tuple[object, ...], Mapping[Item, int]]
) -> None:
    """A printed maximum that is not the form's. A recap refuses it at questions."""
    index = table.index_of("number", "max_printed")
    if index is None or "max_printed" not in draft.fields:
        return
    printed = draft.column("max_printed")
    problems: dict[int, Problem] = {}
    for key, entries in files.items():
        maxima = _form(str(key[1]), draft.context).maxima
        for item, entry in entries.items():
            most = maxima.get(item)
            if most is not None and abs(printed[entry] - most) > TOLERANCE:  # NaN: not printed
                facts: dict[str, str | float] = {**_named(item), "most": most}
                problems[entry] = Problem("max_differs", facts, WARNING)
    draft.report(problems, index, "", "maximum")


def _form(instrument_id: str, context: Context) -> Form:
    """The items of a form, worked out once a context; nothing of a form that is not known."""
    name = f"sums {instrument_id}"
    if name not in context.names:
        known = context.catalogue.instruments.get(instrument_id)
        context.names[name] = Form({}, {}) if known is None else _of_instrument(known)
    found = context.names[name]
    assert isinstance(found, Form)
    return found


def _of_instrument(form: Instrument) -> Form:
    blocks = {(one.block, ALL, ALL): one.max_score for one in form.blocks}
    indicators = {(one.block, one.indicator, ALL): one.max_score for one in form.indicators}
    questions = {(o.block, o.indicator, o.question): o.max_score for o in form.questions}
    children: dict[Item, tuple[Item, ...]] = {TOTAL: tuple(blocks)}
    for block in blocks:
        children[block] = _those(indicators, block[:1])
    for indicator in indicators:
        children[indicator] = _those(questions, indicator[:2])
    return Form({TOTAL: sum(blocks.values()), **blocks, **indicators, **questions}, children)


def _those(items: Iterable[Item], start: tuple[str, ...]) -> tuple[Item, ...]:
    return tuple(item for item in items if item[: len(start)] == start)
