"""Hold the scores of a file against one another and against their form. Warnings only.

Forms filled in by hand contradict themselves: a block that is not the sum of its indicators, a
maximum printed wrong. Every score is kept as it stands; what does not add up is told with its cell.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from etl.context import Context
from etl.issues import WARNING, Problem
from etl.reading.draft import Draft
from etl.reading.observations import ONE, Values
from etl.reading.recent import recent
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


@dataclass(frozen=True)
class Plan:
    """What holds of the entries of one evaluation, whatever their scores.

    `parents` are entries of which every item below is there; `below` are those, end to end, each
    family beginning at one of `starts`. `most` are the maxima of the form (NaN where it has none).
    """

    items: Sequence[Item]
    missing: Mapping[int, Problem]
    parents: npt.NDArray[np.intp]
    below: npt.NDArray[np.intp]
    starts: npt.NDArray[np.intp]
    most: npt.NDArray[np.float64]


def check_sums(draft: Draft, table: Table) -> None:
    """Report, at the cell of the score, sums that do not hold and maxima the form does not have.

    Problems: level_sum_differs, max_differs, items_missing. A sum is only formed where every score
    of the level below it is there.
    """
    names = (*FILE, "block", "indicator", "question", "value")
    if any(name not in draft.fields for name in names):
        return
    index = table.index_of("number", "value")
    assert index is not None  # an essential column of every layout of scores
    sums: dict[int, Problem] = {}
    missing: dict[int, Problem] = {}
    maxima: dict[int, Problem] = {}
    printed_column = table.index_of("number", "max_printed")
    for instrument_id, entries in _evaluations(draft):
        plan = _plan(instrument_id, draft, entries)
        scores = np.asarray(draft.fields["value"], dtype=np.float64)[entries]
        sums |= {int(entries[at]): found for at, found in _sums(plan, scores).items()}
        missing |= {int(entries[at]): found for at, found in plan.missing.items()}
        if printed_column is not None and "max_printed" in draft.fields:
            printed = np.asarray(draft.fields["max_printed"], dtype=np.float64)[entries]
            maxima |= {int(entries[at]): found for at, found in _maxima(plan, printed).items()}
    draft.report(sums, index, "", "sum")
    if not draft.bad.any():  # what is missing may be what was misspelt, and is reported so
        draft.report(missing, index, "", "missing")
    if printed_column is not None:
        draft.report(maxima, printed_column, "", "maximum")


def _evaluations(draft: Draft) -> list[tuple[str, npt.NDArray[np.intp]]]:
    """The form of every evaluation in the draft and its entries; those with an error left out."""
    good = np.flatnonzero(~draft.bad)
    shared = [_shared(draft.fields[name]) for name in FILE]
    if all(value is not None for value in shared):
        return [(str(shared[1]), good)] if len(good) else []
    columns = [draft.column(name) for name in (*FILE, "block", "indicator", "question")]
    files: dict[tuple[object, ...], dict[object, int]] = {}
    rows = list(zip(*columns, strict=True))
    for entry in good.tolist():
        row = rows[entry]
        if None not in row:
            files.setdefault(row[: len(FILE)], {})[row[len(FILE) :]] = entry
    return [(str(key[1]), np.array(list(found.values()))) for key, found in files.items()]


def _shared(values: Values) -> object:
    """The value that all entries have; None when they differ or it is empty."""
    if isinstance(values, ONE):
        return values
    return values[0] if len(set(values)) == 1 else None


def _plan(instrument_id: str, draft: Draft, entries: npt.NDArray[np.intp]) -> Plan:
    names = ("block", "indicator", "question")
    columns = [draft.column(name) for name in names]
    if len(entries) < draft.size:
        columns = [[column[entry] for entry in entries.tolist()] for column in columns]
    key = (instrument_id, *map(tuple, columns))
    return recent(
        draft.context, "sums of rows", key,
        lambda: _of_items(list(zip(*columns, strict=True)), _form(instrument_id, draft.context)),
    )  # fmt: skip


def _of_items(items: Sequence[Item], form: Form) -> Plan:
    """The plan of rows that are these items; of an item that is there twice the last one counts."""
    entries = {item: entry for entry, item in enumerate(items) if None not in item}
    missing: dict[int, Problem] = {}
    families: dict[int, list[int]] = {}
    for item, entry in entries.items():
        below = form.children.get(item, ())
        absent = [one for one in below if one not in entries]
        if absent and len(absent) < len(below) and item != TOTAL:
            missing[entry] = _missing(item, absent, len(below))
        elif below and not absent:
            families[entry] = [entries[one] for one in below]
    sizes = [len(family) for family in families.values()]
    most = [form.maxima.get(item, math.nan) for item in items]
    return Plan(
        items,
        missing,
        np.array(list(families), dtype=np.intp),
        np.array([one for family in families.values() for one in family], dtype=np.intp),
        np.cumsum([0, *sizes[:-1]], dtype=np.intp) if sizes else np.empty(0, dtype=np.intp),
        np.array(most, dtype=np.float64),
    )


def _sums(plan: Plan, scores: npt.NDArray[np.float64]) -> dict[int, Problem]:
    """The scores that are not the sum of those below them."""
    if not len(plan.parents):
        return {}
    totals = np.add.reduceat(scores[plan.below], plan.starts)
    with np.errstate(invalid="ignore"):  # NaN: a score that is not there
        near = np.flatnonzero(np.abs(totals - scores[plan.parents]) > TOLERANCE / 2)
    ends = [*plan.starts[1:].tolist(), len(plan.below)]
    problems: dict[int, Problem] = {}
    for family in near.tolist():
        below = plan.below[plan.starts[family] : ends[family]]
        entry = int(plan.parents[family])
        total = round(math.fsum(scores[below].tolist()), 6)
        if abs(total - scores[entry]) > TOLERANCE:
            item = plan.items[entry]
            level = "@indicators" if plan.items[below[0]][2] == ALL else "@questions"
            facts = {**_named(item), "level": "@blocks" if item == TOTAL else level}
            problems[entry] = Problem("level_sum_differs", {**facts, "sum": total})
    return problems


def _maxima(plan: Plan, printed: npt.NDArray[np.float64]) -> dict[int, Problem]:
    """Printed maxima that are not the form's. A recap refuses them at questions."""
    with np.errstate(invalid="ignore"):  # NaN: not printed, or no item of the form
        wrong = np.flatnonzero(np.abs(printed - plan.most) > TOLERANCE).tolist()
    return {
        entry: Problem(
            "max_differs",
            {**_named(plan.items[entry]), "most": float(plan.most[entry])},
            WARNING,
        )
        for entry in wrong
    }


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


def _form(instrument_id: str, context: Context) -> Form:
    """The items of a form; nothing of a form that is not known."""
    known = context.catalogue.instruments.get(instrument_id)
    return Form({}, {}) if known is None else _of_instrument(known)


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
