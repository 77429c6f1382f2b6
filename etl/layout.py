"""Layouts: where a table sits and what its columns mean, as data (`layouts/*.toml`).

A new publisher or a new year is a new TOML file. Nothing here reads a workbook: in `etl.reading`,
`recognise` finds the tables a layout describes; `list_table`, `across` and `outline` read them.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from indicators import codes, tables

LAYOUT_FOLDER: Final = Path(__file__).parent / "layouts"

Reads = Literal[
    "region_code", "region_name", "province_code", "province_name", "date", "year", "whole_year",
    "code", "lookup", "measure", "number", "yes_no", "text", "publication", "instrument", "block",
    "indicator", "question", "refused", "ignored",
]  # fmt: skip
Kind = Literal["list", "across", "outline"]


class LayoutError(Exception):
    """Mistakes in the layout files, every one at once, each as "file field: message"."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Model):
    """One text in Indonesian and in English."""

    id: str
    en: str


class Column(_Model):
    """One column: the headings that name it, how its cells are read, where they go.

    `essential`: without it a table is not of this layout. `required`: without it the layout's
    table is reported as incomplete, and an empty cell of it is an issue unless `blank` says what
    an empty cell means. `implies`: codes that the heading itself states (jumlah_korban: korban).
    """

    headings: tuple[str, ...]
    reads: Reads
    to: str = ""
    dimension: str = ""
    lookup: str = ""
    system: Literal["kemendagri", "bps"] = "kemendagri"
    required: bool = False
    essential: bool = False
    blank: str | None = None
    implies: Mapping[str, str] = {}
    because: Words | None = None
    width: int = 14
    help: Words | None = None

    @model_validator(mode="after")
    def _complete(self) -> Column:
        if self.reads in ("ignored", "refused") and self.because is None:
            raise ValueError(f"column {self.headings[0]}: {self.reads} needs a reason (because)")
        if self.reads == "code" and self.dimension not in codes.DIMENSIONS:
            raise ValueError(f"column {self.headings[0]}: unknown dimension {self.dimension!r}")
        if self.reads == "lookup" and not self.lookup:
            raise ValueError(f"column {self.headings[0]}: lookup names no file")
        return self

    @property
    def heading(self) -> str:
        """The heading as the template prints it."""
        return self.headings[0]


class Corner(_Model):
    """The heading over the region column, and what the rows below it are."""

    pattern: str
    rows: Literal["provinsi", "kabupaten_kota", "mixed"]


class Across(_Model):
    """A table with its dimensions in stacked headings.

    `title_lookup` holds phrases of the title -> fields; `heading_lookups` are tried, in order, on
    the other headings. `bare_name` is the kind that a name without Kabupaten or Kota means at this
    publisher. A title that has, beside its phrase, one of `refused_words` (ribu: thousands) or of
    `narrowing_words` (jumlah, target) is about something else than the measure and is not read.
    """

    corners: tuple[Corner, ...]
    title_lookup: str
    heading_lookups: tuple[str, ...] = ()
    bare_name: Literal["kabupaten", ""] = ""
    ignored_headings: tuple[str, ...] = ()
    refused_words: tuple[str, ...] = ()
    narrowing_words: tuple[str, ...] = ()


class KeyRow(_Model):
    """A `label : value` row above a table, read like a column of one cell."""

    labels: tuple[str, ...]
    column: Column

    @property
    def label(self) -> str:
        """The label as the template prints it."""
        return self.labels[0]


class Outline(_Model):
    """Rows of three levels told apart by their text: block, indicator, question.

    The column read as `block` holds the text, the one read as `question` the number. Above the
    table stand rows `label : value`; `key_separator` is what parts the two.
    """

    key_separator: str


class Layout(_Model):
    """One layout.

    `asks` are fields that a column, a constant or the sidecar file must state. `region_kinds` are
    the kinds of region its rows are about; empty when any will do. `dash` is what "-" means.
    """

    id: str
    kind: Kind
    table: str
    title: Words
    template: str = ""
    ignored_sheets: Mapping[str, str] = {}
    constants: Mapping[str, str] = {}
    asks: tuple[str, ...] = ()
    region_kinds: tuple[str, ...] = ()
    footers: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    dash: Literal["not_reported", "zero"] = "not_reported"
    guide: tuple[Words, ...] = ()
    columns: tuple[Column, ...] = ()
    keys: tuple[KeyRow, ...] = ()
    across: Across | None = None
    outline: Outline | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Layout:
        if self.table not in tables.BY_NAME:
            raise ValueError(f"no warehouse table is called {self.table!r}")
        if (self.kind == "across") != (self.across is not None):
            raise ValueError("kind across and the section [across] go together")
        if (self.kind == "outline") != (self.outline is not None):
            raise ValueError("kind outline and the section [outline] go together")
        if set(self.region_kinds) - set(codes.REGION_KINDS):
            raise ValueError(f"region_kinds: {self.region_kinds} are not all kinds of region")
        known = {*tables.BY_NAME[self.table].column_names, ""}
        fields = [column.to for column in self.columns] + list(self.constants) + list(self.asks)
        strange = sorted({field for field in fields if field not in known})
        if strange:
            raise ValueError(f"{self.table} has no column {', '.join(strange)}")
        return self


@dataclass(frozen=True, eq=False)
class Layouts:
    """All layouts by id."""

    by_id: Mapping[str, Layout]

    def template(self, name: str) -> Layout:
        """The layout of the template workbook `name`; KeyError when there is none."""
        for layout in self.by_id.values():
            if layout.template == name:
                return layout
        raise KeyError(name)

    @property
    def template_names(self) -> tuple[str, ...]:
        """Names that `python -m etl template` accepts."""
        return tuple(sorted(item.template for item in self.by_id.values() if item.template))


def load_layouts(folder: Path = LAYOUT_FOLDER) -> Layouts:
    """All layouts of a folder; LayoutError lists every mistake of every file."""
    return _load(folder)


@functools.cache
def _load(folder: Path) -> Layouts:
    found: dict[str, Layout] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            layout = Layout.model_validate(_parse(path))
        except tomllib.TOMLDecodeError as error:
            problems.append(f"{path.name}: {error}")
        except ValidationError as error:
            problems.extend(
                f"{path.name} {'.'.join(str(part) for part in item['loc'])}: {item['msg']}"
                for item in error.errors()
            )
        else:
            if layout.id in found:
                problems.append(f"{path.name} id: {layout.id} is used twice")
            found[layout.id] = layout
    if problems:
        raise LayoutError(tuple(problems))
    return Layouts(found)


def _parse(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)
