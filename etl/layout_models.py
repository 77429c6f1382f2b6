"""What a layout file may say as a whole, and what must fit together in it.

Nothing here reads a workbook or a file; `etl.layout` loads the files.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from pydantic import Field, model_validator

from etl.layout_sections import (
    BRACES,
    FIELDS,
    MOST_HEADER_ROWS,
    Across,
    Around,
    Column,
    IgnoredHeadings,
    KeyRow,
    Outline,
    Section,
    ValueColumn,
    Words,
)
from etl.recode import load_lookup
from indicators import codes, tables

Kind = Literal["list", "across", "outline", "wide"]
AUTOMATIC: Final = frozenset({
    "source_sha256", "sheet", "cell", "publication_id", "status", "value", "period_start",
    "period_end", "period_known", "year", "region_code", "is_exact", "is_source_total",
    "is_derived", "hidden",
})  # fmt: skip
"""Columns that the reader of wide tables fills, or asks for where they are not stated."""


class Layout(Section):
    """One layout.

    `asks` are fields that a column, a constant or the sidecar file must state. `region_kinds` are
    the kinds of region its rows are about; empty when any will do. `dash` is what "-" means.

    Of the kind wide only: `header_rows`, how many rows the headings take (found out when left
    out); `bare_name`, what a name without Kabupaten or Kota means at this publisher;
    `provinces_in_capitals`, provinces stand in capitals above their kabupaten/kota; `parts`, the
    rows are parts of one region and are added up to it; `refused`, why a table that is recognised
    by this layout is not loaded.
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
    header_rows: int | None = Field(default=None, ge=1, le=MOST_HEADER_ROWS)
    bare_name: Literal["kabupaten", "kota", ""] = ""
    provinces_in_capitals: bool = False
    parts: Literal["kecamatan", "desa", ""] = ""
    values: tuple[ValueColumn, ...] = ()
    ignored: tuple[IgnoredHeadings, ...] = ()
    around: tuple[Around, ...] = ()
    refused: Words | None = None

    @property
    def value_tables(self) -> tuple[str, ...]:
        """The warehouse tables that its figures go to, its own first."""
        return tuple(dict.fromkeys([self.table, *(v.table for v in self.values if v.table)]))

    @model_validator(mode="after")
    def _consistent(self) -> Layout:
        if self.table not in tables.BY_NAME:
            raise ValueError(f"no warehouse table is called {self.table!r}")
        if (self.kind == "across") != (self.across is not None):
            raise ValueError("kind across and the section [across] go together")
        if (self.kind == "outline") != (self.outline is not None):
            raise ValueError("kind outline and the section [outline] go together")
        _check_wide(self)
        if set(self.region_kinds) - set(codes.REGION_KINDS):
            raise ValueError(f"region_kinds: {self.region_kinds} are not all kinds of region")
        known = {name for one in self.value_tables for name in tables.BY_NAME[one].column_names}
        known.add("")
        if self.kind == "wide":  # a year down the rows becomes a period
            known.add("year")
        fields = [column.to for column in self.columns] + list(self.constants) + list(self.asks)
        fields += [name for value in self.values for name in value.fields]
        strange = sorted({field for field in fields if field not in known})
        if strange:
            raise ValueError(f"{self.table} has no column {', '.join(strange)}")
        return self


def _check_wide(layout: Layout) -> None:
    """ValueError when sections of the kind wide are missing, or stand in another kind."""
    own = (layout.values, layout.ignored, layout.around, layout.parts, layout.refused)
    if layout.kind != "wide":
        if any(own) or layout.header_rows:
            raise ValueError("values, ignored, around, parts and refused go with the kind wide")
        return
    if not layout.columns:
        raise ValueError("a wide table needs a label column: [[columns]]")
    if not layout.values and layout.refused is None:
        raise ValueError("a wide table needs columns of figures: [[values]]")
    for name in layout.value_tables:
        if name not in tables.BY_NAME:
            raise ValueError(f"no warehouse table is called {name!r}")
        if "value" not in tables.BY_NAME[name].column_names:
            raise ValueError(f"{name} holds no figures")
    for value in layout.values:
        table = tables.BY_NAME[value.table or layout.table]
        stated = {FIELDS.get(n, n) for text in value.headings for n in BRACES.findall(text)}
        codes_stated = {n for n in stated if n in FIELDS.values()}
        strange = sorted({value.to, *value.fields, *codes_stated} - set(table.column_names))
        if strange:
            raise ValueError(f"{table.name} has no column {', '.join(strange)}")
        known = AUTOMATIC | _stated_by(layout) | set(value.fields) | codes_stated
        open_ = [c.name for c in table.columns if not c.nullable and c.name not in known]
        if open_ and layout.refused is None:
            raise ValueError(f"values {value.headings[0]!r}: nothing states {', '.join(open_)}")


def _stated_by(layout: Layout) -> set[str]:
    """The warehouse columns that a layout fills for all of its figures."""
    stated = {*layout.constants, *layout.asks, *(column.to for column in layout.columns)}
    for column in layout.columns:
        if column.reads == "lookup":
            stated |= load_lookup(column.lookup).fields
    return stated | {FIELDS.get(name, name) for item in layout.around for name in item.stated}
