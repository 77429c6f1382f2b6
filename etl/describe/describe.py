"""Describe a file that no layout recognises: its tables, a proposed layout, what stays open."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from etl.context import Context
from etl.describe.blocks import find_blocks
from etl.describe.choices import Choices, ChoicesError, apply
from etl.describe.columns import Proposal
from etl.describe.propose import Proposed, Question, finish, propose
from etl.describe.toml import has_label, layout_text, safe_id
from etl.intake import personal
from etl.issues import Issue, IssueList, Problem
from etl.layout import Layout
from etl.reading.workbook import Grid, UnreadableFileError, read_workbook

MOST_TABLES: Final = 50
WHYS: Final = Path(__file__).parent / "whys.toml"


@dataclass(frozen=True)
class Description:
    """What is known of a file: its tables, the layout of one of them (`chosen`), open questions."""

    file: str
    tables: tuple[Proposed, ...]
    chosen: Proposed | None
    layout: str | None
    open: tuple[Issue, ...]

    def as_json(self) -> dict[str, Any]:
        """The report as the dashboard reads it."""
        return {
            "file": self.file,
            "tables": [_table_json(one) for one in self.tables],
            "layout": self.layout,
            "layout_of": None if self.chosen is None else _place(self.chosen),
            "open": [_question_json(one) for one in self.open],
        }


def describe_file(
    path: Path, context: Context, *, sheet: str | None = None, choices: Choices | None = None
) -> Description:
    """Describe the tables of a file, of one `sheet` or all. Nothing of it is loaded.

    A file that cannot be read, or that speaks of persons, comes back without tables and with the
    issues that say why.
    ChoicesError when the choices name a table or column that is not there.
    """
    content = path.read_bytes()
    try:
        grids = read_workbook(path, content)
    except UnreadableFileError as error:
        return _refused(path, error.reason)
    issues = IssueList(path.name)
    if personal.report(grids, content, issues):  # examples of its cells must not be shown either
        return Description(path.name, (), None, None, tuple(issues.found))
    return describe_grids(path, grids, context, sheet=sheet, choices=choices)


def _refused(path: Path, reason: str) -> Description:
    issues = IssueList(path.name)
    facts = {"why": f"@{reason}", "cure": f"@{reason}_cure", "detail": ""}
    issues.add(Problem("unreadable_file", facts))
    return Description(path.name, (), None, None, tuple(issues.found))


def refused_json(path: Path, reason: str) -> dict[str, Any]:
    """The description of a file that could not be read; `reason` is that of unreadable_file."""
    return _refused(path, reason).as_json()


def describe_grids(
    path: Path,
    grids: Sequence[Grid],
    context: Context,
    *,
    sheet: str | None = None,
    choices: Choices | None = None,
) -> Description:
    """The same for sheets that are already read; `path` gives the name of the file."""
    wanted = [grid for grid in grids if sheet is None or grid.sheet == sheet]
    found = [(grid, block) for grid in wanted for block in find_blocks(grid)][:MOST_TABLES]
    tables = tuple(propose(grid, block, path.stem, context) for grid, block in found)
    issues = IssueList(path.name)
    if not tables:
        issues.add(Problem("open_no_table"), wanted[0].sheet if wanted else sheet or "")
        return Description(path.name, (), None, None, tuple(issues.found))
    chosen = _chosen(tables, choices)
    given = choices or Choices()
    if choices is not None:
        chosen = _with_choices(chosen, choices, path.stem, context)
        tables = tuple(chosen if one.block is chosen.block else one for one in tables)
    for question in chosen.questions:
        _ask(issues, chosen, question)
    return Description(
        path.name, tables, chosen, _layout(chosen, given, path.stem), tuple(issues.found)
    )


def _chosen(tables: Sequence[Proposed], choices: Choices | None) -> Proposed:
    """The table that the choices name; without choices the one of which most is known."""
    if choices is None or not choices.sheet:
        return max(tables, key=_known)
    for one in tables:
        if one.grid.sheet == choices.sheet and choices.range in ("", _range(one)):
            return one
    raise ChoicesError(f"sheet, range: {choices.sheet} {choices.range}")


def _known(made: Proposed) -> tuple[bool, int, int]:
    has_region = any(p.reads in ("region_code", "region_name", "part") for p in made.columns)
    return has_region, sum(bool(p.table) for p in made.values), len(made.block.body)


def _with_choices(made: Proposed, choices: Choices, stem: str, context: Context) -> Proposed:
    letters = {p.profile.index: made.grid.letters[p.profile.index] for p in made.columns}
    columns = apply(made.columns, choices, letters)
    return finish(
        made.grid, made.block, columns, stem, context,
        table=choices.table, constants=choices.constants, bare_name=choices.bare_name,
    )  # fmt: skip


def _layout(made: Proposed, choices: Choices, stem: str) -> str | None:
    """The text of the layout; None when there is nothing to tell the table by."""
    if not made.block.header or not has_label(made):
        return None
    named = next(iter(made.block.titles), stem)
    if isinstance(choices.title, str):
        title = (choices.title or named, choices.title or named)
    else:
        title = (choices.title.id, choices.title.en)
    text = layout_text(made, choices.id or safe_id(f"{stem} {made.grid.sheet}"), title)
    try:
        Layout.model_validate(tomllib.loads(text))
    except ValidationError as error:
        raise ChoicesError("; ".join(item["msg"] for item in error.errors())) from error
    return text


def _ask(issues: IssueList, made: Proposed, question: Question) -> None:
    cell = None
    if question.column is not None and made.block.header:
        cell = made.grid.address(made.block.header[-1], question.column)
    issues.add(question.problem, made.grid.sheet, cell, question.value)


def _question_json(one: Issue) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "severity": one.severity,
        "sheet": one.sheet,
        "cell": one.cell,
        "message": f"{one.message} {one.remedy}",
        "message_en": f"{one.message_en} {one.remedy_en}",
    }


def _place(made: Proposed) -> dict[str, str]:
    return {"sheet": made.grid.sheet, "range": _range(made)}


def _range(made: Proposed) -> str:
    block = made.block
    top = block.header[0] if block.header else block.body[0]
    return made.grid.range(top, block.left, block.last, block.right)


def _table_json(made: Proposed) -> dict[str, Any]:
    numbers = made.grid.row_numbers
    header = made.block.header
    return {
        **_place(made),
        "header_rows": [numbers[header[0]], numbers[header[-1]]] if header else [],
        "rows": len(made.block.body),
        "title": list(made.block.titles)
        + [f"{key.label} : {key.value}" for key in made.block.keys],
        "table": made.table,
        "constants": dict(made.constants),
        "columns": [_column_json(one, made.grid) for one in made.columns],
    }


def _column_json(one: Proposal, grid: Grid) -> dict[str, Any]:
    profile = one.profile
    why = _whys()["chosen" if one.is_chosen else profile.why]
    return {
        "column": grid.letters[profile.index],
        "heading": profile.heading,
        "looks_like": profile.looks_like,
        "reads": one.reads,
        "table": one.table,
        "fields": dict(one.fields),
        "scale": float(one.scale),
        "number_format": profile.number_format,
        "examples": list(profile.examples),
        "certain": one.is_chosen or (bool(one.reads) and profile.is_certain and not one.problem),
        "why": why["id"].format_map(profile.facts),
        "why_en": why["en"].format_map(profile.facts),
    }


@functools.cache
def _whys() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(WHYS.read_text(encoding="utf-8"))
