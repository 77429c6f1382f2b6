"""One table and what each of its columns looks like -> a proposed layout and what stays open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from etl.context import Context
from etl.describe.around import Stated, stated_around
from etl.describe.blocks import Block
from etl.describe.columns import BREAKDOWNS, NEEDED, Proposal, propose_columns
from etl.describe.profile import LABELS, profiles
from etl.issues import Problem
from etl.reading.wide_headings import JOINT, paths
from etl.reading.workbook import Grid
from etl.recode import normal

REGION_READS: Final = ("region_code", "region_name")
PERIOD_MARKS: Final = ("{year}", "{month}")


@dataclass(frozen=True)
class Question:
    """What could not be told: a problem, with the heading cell it is about if there is one."""

    problem: Problem
    column: int | None = None
    value: str = ""


@dataclass(frozen=True)
class Proposed:
    """A table and how it would be read. `table` is the warehouse table of most figures."""

    grid: Grid
    block: Block
    columns: tuple[Proposal, ...]
    table: str
    around: tuple[Stated, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    asks: tuple[str, ...] = ()
    bare_name: str = ""
    questions: tuple[Question, ...] = ()

    @property
    def values(self) -> tuple[Proposal, ...]:
        """The columns of figures that would be read."""
        return tuple(p for p in self.columns if p.reads in ("value", "numerator", "denominator"))

    @property
    def whole(self) -> str:
        """The name of the one province or country among the kabupaten/kota it is the sum of.

        Only counts have a sum; empty where no row or several rows are such.
        """
        wholes = [w for p in self.columns if p.reads == "region_name" for w in p.profile.wholes]
        return wholes[0] if len(wholes) == 1 and self.table != "outcome" else ""

    @property
    def region_kinds(self) -> tuple[str, ...]:
        """The kinds of region that the rows are about, of those that the column shows."""
        found = {
            kind for p in self.columns if p.reads in REGION_READS for kind in p.profile.kinds
        }  # fmt: skip
        if found & {"kabupaten", "kota"} and (self.whole or not found & {"provinsi", "negara"}):
            return ("kabupaten", "kota")
        return ("provinsi",) if found == {"provinsi"} else ()

    @property
    def header_rows(self) -> int:
        """How many rows the headings take."""
        return self.block.header[-1] - self.block.header[0] + 1 if self.block.header else 0


def propose(grid: Grid, block: Block, stem: str, context: Context) -> Proposed:
    """How the table would be read, from its cells and words alone. `stem` names the file."""
    titles = [*block.titles, *(f"{key.label} {key.value}" for key in block.keys)]
    found = profiles(grid, block, column_paths(grid, block), context)
    labels = {normal(p.heading) for p in found if p.looks_like not in ("number", "percentage")}
    found = profiles(grid, block, column_paths(grid, block, frozenset(labels)), context)
    columns = propose_columns(found, titles, context)
    named = False
    if not any(column.table for column in columns):
        columns = propose_columns(found, [*titles, grid.sheet, stem], context)
        named = any(column.table for column in columns)
    return finish(grid, block, tuple(columns), stem, context, from_name=named)


def column_paths(
    grid: Grid, block: Block, alone: frozenset[str] = frozenset()
) -> list[tuple[str, ...]]:
    """The stacked headings over every column of a table; empty where there are none.

    `alone` are levelled headings of label columns: they say nothing of the columns beside them.
    """
    width = block.right - block.left + 1
    if not block.header:
        return [()] * width
    rows = (block.header[0], block.header[-1])
    found = paths(grid, rows, (block.left, block.right), alone)
    return [tuple(text.split(JOINT)) if text else () for text in found]


def finish(
    grid: Grid, block: Block, columns: tuple[Proposal, ...], stem: str, context: Context,
    *, from_name: bool = False, table: str = "", constants: Mapping[str, str] | None = None,
    bare_name: str = "",
) -> Proposed:  # fmt: skip
    """The columns with what stands around them, the fields still asked for, the questions."""
    stated = tuple(stated_around(block, grid.sheet, stem, context, _missing(columns)))
    named = Counter(p.table for p in columns if p.table)
    table = table or (named.most_common(1)[0][0] if named else "outcome")
    columns = _measure_alone(columns, table)
    chosen = constants or {}
    bare = bare_name or _bare_name(columns)
    made = Proposed(
        grid, block, columns, table, stated, chosen, _asks(columns, chosen), bare
    )  # fmt: skip
    return Proposed(**{**made.__dict__, "questions": tuple(_questions(made, stem, from_name))})


def _missing(columns: Sequence[Proposal]) -> list[str]:
    """What no column says and must stand around the table."""
    reads = {p.reads for p in columns}
    wanted = [] if reads & set(REGION_READS) else ["region"]
    if reads & set(REGION_READS) and not reads & {"province_code", "province_name", "region_code"}:
        wanted.append("province")
    patterns = [p.pattern for p in columns if p.reads == "value"]
    patterns = patterns or [p.pattern for p in columns if is_open_figure(p)]
    if "year" not in reads and not (patterns and all("{year}" in text for text in patterns)):
        wanted.append("year")
    if "month" not in reads and not any("{month}" in text for text in patterns):
        wanted.append("month")
    return wanted


def is_open_figure(proposal: Proposal) -> bool:
    """Whether a column holds figures and how they are read is not known."""
    look = proposal.profile.looks_like
    return not proposal.reads and look in ("number", "percentage")


def _measure_alone(columns: tuple[Proposal, ...], table: str) -> tuple[Proposal, ...]:
    """Where no words name a measure, figures of one heading are taken as one measure, asked for."""
    open_ = [p for p in columns if is_open_figure(p)]
    if any(p.table or p.problem for p in columns) or len({p.pattern for p in open_}) != 1:
        return columns
    if any(mark in open_[0].pattern for mark in PERIOD_MARKS) or len(open_) == 1:
        return tuple(
            Proposal(**{**p.__dict__, "reads": "value", "table": table}) if p in open_ else p
            for p in columns
        )
    return columns


def _bare_name(columns: Sequence[Proposal]) -> str:
    """`kabupaten` when the column itself shows it: Semarang stands beside Kota Semarang."""
    for one in columns:
        twofold = one.profile.ambiguous
        if one.reads == "region_name" and twofold and one.profile.facts["beside_kota"] == "ya":
            return "kabupaten"
    return ""


def _asks(columns: Sequence[Proposal], constants: Mapping[str, str]) -> tuple[str, ...]:
    labels = {p.reads for p in columns}
    asked = {
        name
        for p in columns
        if p.reads == "value"
        for name in NEEDED[p.table]
        if name not in p.fields and name not in constants and name not in labels
    }
    return tuple(sorted(asked))


def _questions(made: Proposed, stem: str, from_name: bool) -> list[Question]:
    asked: list[Question] = []
    if not made.block.header:
        asked.append(Question(Problem("open_no_headings")))
    reads = {p.reads for p in made.columns}
    stated = {one.what for one in made.around}
    if not reads & set(REGION_READS) and "region" not in stated:
        asked.append(Question(Problem("open_region")))
    if "year" in _missing(made.columns) and "year" not in stated:
        asked.append(Question(Problem("open_year")))
    for one in made.columns:
        asked += _about_column(one, made)
    kinds = {k for p in made.columns if p.reads in REGION_READS for k in p.profile.kinds}
    if not made.region_kinds and kinds & {"kabupaten", "kota"}:
        asked.append(Question(Problem("open_mixed_rows")))
    asked += [
        Question(Problem("open_from_file_name", {"asked": f"@{one.what}"}), None, one.text)
        for one in made.around
        if one.where in ("sheet", "file") and one.what in ("year", "region")
    ]
    if from_name:
        asked.append(Question(Problem("open_from_file_name", {"asked": "@unit"}), None, stem))
    return asked


def _about_column(one: Proposal, made: Proposed) -> list[Question]:
    profile = one.profile
    column, heading = profile.index, profile.heading
    facts = {"column": made.grid.letters[column]}
    asked: list[Question] = []
    if profile.number_format == "ambiguous" and one.reads != "ignored":
        asked.append(Question(Problem("open_number_format", facts), column, heading))
    if one.problem == "age" and not one.reads:
        asked.append(Question(Problem("open_age", facts), column, heading))
    elif one.problem and not one.reads:
        more = {**facts, "words": one.problem}
        asked.append(Question(Problem("open_words", more), column, heading))
    elif is_open_figure(one):
        asked.append(Question(Problem("open_measure", facts), column, heading))
    elif not one.reads or not fits(one, made):
        asked.append(Question(Problem("open_text_column", facts), column, heading))
    unclear = _unclear_names(one, made)
    if unclear:
        names = ", ".join(unclear[:5])
        asked.append(Question(Problem("open_region_names", {**facts, "names": names}), column))
    for name in NEEDED[one.table] if one.reads == "value" else ():
        if name in made.asks and name not in one.fields:
            more = {**facts, "asked": f"@{name}", "field": name}
            asked.append(Question(Problem("open_field", more), column, heading))
    return asked


def _unclear_names(one: Proposal, made: Proposed) -> list[str]:
    """Names of regions in a column that no place around it makes clear."""
    if one.reads != "region_name":
        return []
    twofold = [] if made.bare_name else list(one.profile.ambiguous)
    return [*twofold, *filter(None, [one.profile.facts["unknown"]])]


def fits(one: Proposal, made: Proposed) -> bool:
    """Whether the table has the dimension that a label column holds; other columns fit."""
    if one.reads not in (*LABELS, "unit", "group"):
        return True
    named = {made.table, *(p.table for p in made.values)}
    return all(one.reads in (*BREAKDOWNS[table], *NEEDED[table]) for table in named)
