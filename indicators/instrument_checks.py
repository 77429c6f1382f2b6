"""What a form must not contradict: its maxima, its order, its links, and the defects it states.

A form is never repaired. A discrepancy that is not stated among its defects is a mistake, and so is
a stated one that no longer exists. Mistakes read `file [id] field: message`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from indicators.instrument import Instrument, Item, Level

FULL_SCORE: Final = 1000.0
"""The block maxima of every cycle add up to this."""
TOLERANCE: Final = 1e-6
"""Sums of maxima are compared to a millionth of a point (3.2 is not exact in binary)."""


def mistakes(
    instrument: Instrument, evidence: Iterable[str], offices: Iterable[str]
) -> Iterator[str]:
    """What contradicts itself in a form, each as `file [id] field: message`.

    `evidence` and `offices` are the ids the catalogue knows.
    """
    known = frozenset(evidence)
    for level, item in instrument.items():
        if item.evidence is not None and item.evidence not in known:
            yield f"{_place(level, item)} evidence: unknown kind {item.evidence!r}"
    yield from _of_positions(instrument)
    yield from _of_blocks(instrument)
    yield from _of_indicators(instrument)
    yield from _of_questions(instrument, frozenset(offices))
    yield from _of_defects(instrument)


def _of_positions(instrument: Instrument) -> Iterator[str]:
    last: dict[Level, int] = {}
    for level, item in instrument.items():
        if item.position != last.get(level, 0) + 1:
            yield f"{_place(level, item)} position: {item.position} breaks the order 1, 2, 3 ..."
        last[level] = item.position


def _of_blocks(instrument: Instrument) -> Iterator[str]:
    total = sum(item.max_score for item in instrument.blocks)
    if not _equal(total, FULL_SCORE):
        yield (
            f"blocks.csv [{instrument.instrument_id}] max_score: "
            f"blocks add up to {total:g}, not {FULL_SCORE:g}"
        )


def _of_indicators(instrument: Instrument) -> Iterator[str]:
    blocks = {item.block: item for item in instrument.blocks}
    for item in instrument.indicators:
        if item.block not in blocks:
            yield f"{_place('indicator', item)} block: unknown block {item.block!r}"
    if not instrument.indicators:
        return
    for block in instrument.blocks:
        rows = sum(item.max_score for item in instrument.indicators_of(block.block))
        if not _equal(rows, block.max_score):
            yield (
                f"indicators.csv [{block.block}] max_score: "
                f"rows add up to {rows:g}, the block says {block.max_score:g}"
            )


def _of_questions(instrument: Instrument, offices: frozenset[str]) -> Iterator[str]:
    rows = {item.indicator: item for item in instrument.indicators}
    for item in instrument.questions:
        place = _place("question", item)
        if item.indicator not in rows:
            yield f"{place} indicator: unknown indicator {item.indicator!r}"
        elif rows[item.indicator].block != item.block:
            yield f"{place} block: its indicator lies in block {rows[item.indicator].block!r}"
        for office in item.offices:
            if office not in offices:
                yield f"{place} offices: unknown office {office!r}"


def _of_defects(instrument: Instrument) -> Iterator[str]:
    """Defects a program can see must be stated, and stated ones must still be there."""
    for kind, present in defects_seen(instrument).items():
        stated = {
            item for known in instrument.known_defects if known.kind == kind for item in known.items
        }
        for item in sorted(present - stated):
            yield (
                f"instrument.toml [{instrument.instrument_id}] known_defects: "
                f"{kind} of {item} is not stated"
            )
        for item in sorted(stated - present):
            yield (
                f"instrument.toml [{instrument.instrument_id}] known_defects: "
                f"{kind} of {item} is stated but not there"
            )


def defects_seen(instrument: Instrument) -> dict[str, set[str]]:
    """The items that show a defect a program can see, by its kind."""
    return {
        "max_sum": {
            item.indicator
            for item in instrument.indicators
            if (questions := instrument.questions_of(item.indicator))
            and not _equal(sum(question.max_score for question in questions), item.max_score)
        },
        "text_missing": {
            f"{item.indicator}/{item.question}"
            for item in instrument.questions
            if not item.text_known
        },
        "office_missing": {
            f"{item.indicator}/{item.question}" for item in instrument.questions if not item.offices
        },
    }


def _place(level: Level, item: Item) -> str:
    ids = {
        "block": item.block,
        "indicator": item.indicator,
        "question": f"{item.indicator}/{item.question}",
    }
    return f"{level}s.csv [{ids[level]}]"


def _equal(one: float, other: float) -> bool:
    return abs(one - other) < TOLERANCE
