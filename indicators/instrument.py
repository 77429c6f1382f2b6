"""The evaluation form of a cycle: blocks, scored rows (indicators) and questions with maxima.

Maxima belong to a cycle and are never hard-coded. What is wrong with a form is stated as a
`Defect`, not repaired; `indicators.instrument_checks` holds the two against each other.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from indicators import codes
from indicators.definition import Better, Entry, Text, Title

Points = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Level = Literal["block", "indicator", "question"]
Kind = Literal["bukti", "capaian", "campuran"]
"""What a question rewards: evidence on paper, an outcome for children, or a real service that must
also be documented."""
Variant = Literal["semua", "3t", "non_3t"]
"""Which areas a question is asked of: all, only remote (3T) ones, or only the others."""


def _split(offices: object) -> object:
    """'dinkes;bappeda' -> ('dinkes', 'bappeda'); an empty cell names no office."""
    if offices is None:
        return ()
    return tuple(offices.split(";")) if isinstance(offices, str) else offices


class Block(Entry):
    """A block of the form: the institution, one of five clusters, or kecamatan and desa."""

    block: Text
    position: int
    title: Title
    max_score: Points
    indicator: ClassVar[str] = codes.ALL
    question: ClassVar[str] = codes.ALL
    evidence: ClassVar[None] = None
    better: ClassVar[None] = None
    offices: ClassVar[tuple[str, ...]] = ()
    text_known: ClassVar[bool] = True
    variant: ClassVar[Variant] = "semua"


class Indicator(Entry):
    """A scored row. `official_no` is its number among the 24; rows 25 and 26 have none.

    `headline` names the figure the row is mainly about, `better` is the direction of that figure.
    """

    block: Text
    indicator: Text
    position: int
    official_no: Annotated[int, Field(ge=1, le=24)] | None
    title: Title
    headline: Title
    max_score: Points
    evidence: Text
    better: Better
    question: ClassVar[str] = codes.ALL
    offices: ClassVar[tuple[str, ...]] = ()
    text_known: ClassVar[bool] = True
    variant: ClassVar[Variant] = "semua"


class Question(Entry):
    """A question under a row. `note` is for the reader, `text_known` false when wording is lost.

    `variant`: questions for 3T and for other areas have codes of their own, and an area answers
    those of its kind; the row's maximum holds for either kind.
    """

    block: Text
    indicator: Text
    question: Text
    position: int
    title: Title
    max_score: Points
    evidence: Text
    kind: Kind
    better: Better
    offices: Annotated[tuple[Text, ...], BeforeValidator(_split)]
    asked_of_kecamatan: bool
    asked_of_desa: bool
    text_known: bool
    note: Title | None
    variant: Variant = "semua"


Item = Block | Indicator | Question


class Defect(Entry):
    """A known fault of the form. `items` are '19' (row) or '11/3' (question of a row).

    kind: `max_sum` questions do not add up to their row; `text_missing` wording not known;
    `office_missing` no office named; `other` anything a program cannot check.
    """

    defect_id: Text
    kind: Literal["max_sum", "text_missing", "office_missing", "other"]
    items: tuple[Text, ...] = ()
    title: Title
    description: Title


class InstrumentHead(Entry):
    """What `instrument.toml` says of a form; `levels` are those whose maxima are known.

    `closes` is the last day the form is open, None where it is not known.
    """

    instrument_id: Text
    title: Title
    cycle: Text
    award_year: int
    data_year: int | None = None
    closes: datetime.date | None = None
    provenance: Title
    levels: tuple[Level, ...]
    known_defects: tuple[Defect, ...] = ()


class Instrument(InstrumentHead):
    """The form of one cycle, each level in the order of the form."""

    blocks: tuple[Block, ...]
    indicators: tuple[Indicator, ...] = ()
    questions: tuple[Question, ...] = ()

    def items(self) -> Iterator[tuple[Level, Item]]:
        """Every block, then every scored row, then every question, with its level.

        All items answer `block`, `indicator`, `question` (`semua` above their level), `position`,
        `title`, `max_score`, `evidence`, `better`, `offices` and `text_known`.
        """
        yield from (("block", item) for item in self.blocks)
        yield from (("indicator", item) for item in self.indicators)
        yield from (("question", item) for item in self.questions)

    def asked_of(self, *, remote: bool) -> Instrument:
        """The form as a remote (3T) area, or any other, answers it; itself without variants."""
        asked = ("semua", "3t" if remote else "non_3t")
        questions = tuple(one for one in self.questions if one.variant in asked)
        if len(questions) == len(self.questions):
            return self
        return self.changed(questions=questions)

    def changed(self, **fields: object) -> Instrument:
        """The form with some fields replaced. (A plain copy would keep what was looked up.)"""
        kept = {name: getattr(self, name) for name in type(self).model_fields}
        return Instrument.model_validate({**kept, **fields})

    def block(self, block: str) -> Block:
        """The block with that id; KeyError when the form has none."""
        return self._blocks[block]

    def indicator(self, indicator: str) -> Indicator:
        """The scored row with that id; KeyError when the form has none."""
        return self._indicators[indicator]

    def question(self, indicator: str, question: str) -> Question:
        """The question of that row; KeyError when the form has none."""
        return self._question[indicator, question]

    def indicators_of(self, block: str) -> tuple[Indicator, ...]:
        """The scored rows of a block, in order."""
        return tuple(item for item in self.indicators if item.block == block)

    def questions_of(self, indicator: str) -> tuple[Question, ...]:
        """The questions of a scored row, in order."""
        return self._questions.get(indicator, ())

    def kind_of(self, item: Item) -> Kind:
        """What an item rewards: the kind that all questions below it share, else `campuran`."""
        if isinstance(item, Question):
            return item.kind
        below = (
            self.questions_of(item.indicator)
            if isinstance(item, Indicator)
            else (question for question in self.questions if question.block == item.block)
        )
        kinds = {question.kind for question in below}
        return kinds.pop() if len(kinds) == 1 else "campuran"

    @cached_property
    def _blocks(self) -> Mapping[str, Block]:
        return {item.block: item for item in reversed(self.blocks)}

    @cached_property
    def _indicators(self) -> Mapping[str, Indicator]:
        return {item.indicator: item for item in reversed(self.indicators)}

    @cached_property
    def _question(self) -> Mapping[tuple[str, str], Question]:
        return {(item.indicator, item.question): item for item in reversed(self.questions)}

    @cached_property
    def _questions(self) -> Mapping[str, tuple[Question, ...]]:
        rows = dict.fromkeys(item.indicator for item in self.questions)
        return {
            row: tuple(item for item in self.questions if item.indicator == row) for row in rows
        }
