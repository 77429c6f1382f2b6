"""What `describe` says of a file that no layout knows (`--json`), as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from dashboard.answers import Fields, Said, shaped, text


@dataclass(frozen=True)
class ColumnFound:
    """One column of a table that no layout knows, with what it seems to hold."""

    letter: str
    heading: str
    looks_like: str
    reads: str
    fields: Fields
    scale: int
    number_format: str
    examples: tuple[str, ...]
    is_certain: bool
    why: Said


@dataclass(frozen=True)
class TableFound:
    """One table found on a sheet."""

    sheet: str
    range: str
    header_rows: str
    rows: int
    title: tuple[str, ...]
    content: str
    constants: Fields
    columns: tuple[ColumnFound, ...]

    @property
    def place(self) -> str:
        """Sheet and range, which name the table."""
        return f"{self.sheet}!{self.range}"


@dataclass(frozen=True)
class Described:
    """What `describe` proposes: the tables, a layout of one of them, what is still open."""

    tables: tuple[TableFound, ...]
    best: str
    """Place of the table that the layout is of; empty without one."""
    layout: str
    open: tuple[Said, ...]


def described(answer: Any) -> Described:  # noqa: ANN401
    """The tables found in a file and the layout proposed for one of them."""

    def build() -> Described:
        of = answer["layout_of"]
        return Described(
            best="" if of is None else f"{of['sheet']}!{of['range']}",
            tables=tuple(_table_found(one) for one in answer["tables"]),
            layout=answer["layout"] or "",
            open=tuple(Said(one["message"], one["message_en"]) for one in answer["open"]),
        )

    return shaped(build)


def _table_found(one: Fields) -> TableFound:
    rows = [str(row) for row in dict.fromkeys(one["header_rows"])]
    return TableFound(
        sheet=one["sheet"],
        range=one["range"],
        header_rows="–".join(rows),
        rows=one["rows"],
        title=tuple(one["title"]),
        content=one["table"] or "",
        constants=MappingProxyType(dict(one["constants"])),
        columns=tuple(
            ColumnFound(
                letter=column["column"],
                heading=column["heading"],
                looks_like=column["looks_like"],
                reads=column["reads"] or "",
                fields=MappingProxyType(dict(column["fields"])),
                scale=round(column["scale"]),
                number_format=column["number_format"] or "",
                examples=tuple(text(example) for example in column["examples"]),
                is_certain=column["certain"],
                why=Said(column["why"], column["why_en"]),
            )
            for column in one["columns"]
        ),
    )
