"""What a form must not contradict: its maxima, its order, its links, and the defects it states.

A form is never repaired. A discrepancy that is not stated among its defects is a mistake, and so is
a stated one that no longer exists. Mistakes are values; as text they read
`file [id] field: message`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal

from indicators.instrument import Indicator, Instrument, Item, Level

FULL_SCORE: Final = 1000.0
"""The block maxima of every cycle add up to this."""
TOLERANCE: Final = 1e-6
"""Sums of maxima are compared to a millionth of a point (3.2 is not exact in binary)."""

Kind = Literal[
    "unknown_evidence", "order", "blocks_sum", "unknown_block", "rows_sum", "unknown_indicator",
    "other_block", "unknown_office", "defect_not_stated", "defect_gone",
]  # fmt: skip
MESSAGES: Final[Mapping[Kind, str]] = {
    "unknown_evidence": "unknown kind {named!r}",
    "order": "{position:g} breaks the order 1, 2, 3 ...",
    "blocks_sum": "blocks add up to {total:g}, not {stated:g}",
    "unknown_block": "unknown block {named!r}",
    "rows_sum": "rows add up to {total:g}, the block says {stated:g}",
    "unknown_indicator": "unknown indicator {named!r}",
    "other_block": "its indicator lies in block {named!r}",
    "unknown_office": "unknown office {named!r}",
    "defect_not_stated": "{defect} of {item} is not stated",
    "defect_gone": "{defect} of {item} is stated but not there",
}


@dataclasses.dataclass(frozen=True)
class Mistake:
    """One contradiction: `level` and `id` name the item (level None: the form), `field` its field.

    `facts` are what the sentence about it needs.
    """

    kind: Kind
    level: Level | None
    id: str
    field: str
    facts: Mapping[str, str | float] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        file = "instrument.toml" if self.level is None else f"{self.level}s.csv"
        return f"{file} [{self.id}] {self.field}: {MESSAGES[self.kind].format_map(self.facts)}"


def mistakes(
    instrument: Instrument, evidence: Iterable[str], offices: Iterable[str]
) -> Iterator[str]:
    """What contradicts itself in a form, each as `file [id] field: message`.

    `evidence` and `offices` are the ids the catalogue knows.
    """
    return (str(one) for one in found(instrument, evidence, offices))


def found(
    instrument: Instrument, evidence: Iterable[str], offices: Iterable[str]
) -> Iterator[Mistake]:
    """The same mistakes as values, for readers that know where each item was written."""
    known = frozenset(evidence)
    for level, item in instrument.items():
        if item.evidence is not None and item.evidence not in known:
            name = item_id(level, item)
            yield Mistake("unknown_evidence", level, name, "evidence", {"named": item.evidence})
    yield from _of_positions(instrument)
    yield from _of_blocks(instrument)
    yield from _of_indicators(instrument)
    yield from _of_questions(instrument, frozenset(offices))
    yield from _of_defects(instrument)


def _of_positions(instrument: Instrument) -> Iterator[Mistake]:
    last: dict[Level, int] = {}
    for level, item in instrument.items():
        if item.position != last.get(level, 0) + 1:
            facts = {"position": float(item.position)}
            yield Mistake("order", level, item_id(level, item), "position", facts)
        last[level] = item.position


def _of_blocks(instrument: Instrument) -> Iterator[Mistake]:
    total = sum(item.max_score for item in instrument.blocks)
    if not _equal(total, FULL_SCORE):
        facts = {"total": total, "stated": FULL_SCORE}
        yield Mistake("blocks_sum", "block", instrument.instrument_id, "max_score", facts)


def _of_indicators(instrument: Instrument) -> Iterator[Mistake]:
    blocks = {item.block: item for item in instrument.blocks}
    for item in instrument.indicators:
        if item.block not in blocks:
            facts = {"named": item.block}
            yield Mistake("unknown_block", "indicator", item.indicator, "block", facts)
    if not instrument.indicators:
        return
    for block in instrument.blocks:
        rows = sum(item.max_score for item in instrument.indicators_of(block.block))
        if not _equal(rows, block.max_score):
            sums = {"total": rows, "stated": block.max_score}
            yield Mistake("rows_sum", "indicator", block.block, "max_score", sums)


def _of_questions(instrument: Instrument, offices: frozenset[str]) -> Iterator[Mistake]:
    rows = {item.indicator: item for item in instrument.indicators}
    for item in instrument.questions:
        name = item_id("question", item)
        if item.indicator not in rows:
            facts = {"named": item.indicator}
            yield Mistake("unknown_indicator", "question", name, "indicator", facts)
        elif rows[item.indicator].block != item.block:
            facts = {"named": rows[item.indicator].block}
            yield Mistake("other_block", "question", name, "block", facts)
        for office in item.offices:
            if office not in offices:
                yield Mistake("unknown_office", "question", name, "offices", {"named": office})


def _of_defects(instrument: Instrument) -> Iterator[Mistake]:
    """Defects a program can see must be stated, and stated ones must still be there."""
    form = instrument.instrument_id
    for kind, present in defects_seen(instrument).items():
        stated = {
            item for known in instrument.known_defects if known.kind == kind for item in known.items
        }
        for item in sorted(present - stated):
            facts = {"defect": kind, "item": item}
            yield Mistake("defect_not_stated", None, form, "known_defects", facts)
        for item in sorted(stated - present):
            facts = {"defect": kind, "item": item}
            yield Mistake("defect_gone", None, form, "known_defects", facts)


def defects_seen(instrument: Instrument) -> dict[str, set[str]]:
    """The items that show a defect a program can see, by its kind."""
    return {
        "max_sum": {
            item.indicator for item in instrument.indicators if _sums_differ(instrument, item)
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


def _sums_differ(instrument: Instrument, row: Indicator) -> bool:
    """Whether the questions an area of either kind answers miss the maximum of their row."""
    questions = instrument.questions_of(row.indicator)
    return bool(questions) and not all(
        _equal(sum(one.max_score for one in questions if one.variant in asked), row.max_score)
        for asked in (("semua", "3t"), ("semua", "non_3t"))
    )


def item_id(level: Level, item: Item) -> str:
    """How mistakes and defects call an item: its block, its row, or `11/3`."""
    if level == "question":
        return f"{item.indicator}/{item.question}"
    return item.block if level == "block" else item.indicator


def _equal(one: float, other: float) -> bool:
    return abs(one - other) < TOLERANCE
