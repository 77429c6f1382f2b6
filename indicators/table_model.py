"""What a warehouse table is, and the columns that many of them share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from indicators import codes

Type = Literal["text", "integer", "real", "date", "boolean"]


@dataclass(frozen=True)
class Column:
    """One column: its type, what it means, whether it may be empty, and the codes it may hold."""

    name: str
    type: Type
    meaning: str
    nullable: bool = False
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One table. `key` names the columns that identify a row (empty values count as equal)."""

    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column called `name`; KeyError when the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")


def text(name: str, meaning: str, *, null: bool = False, of: tuple[str, ...] = ()) -> Column:
    """A text column; `of` lists the codes it may hold."""
    return Column(name, "text", meaning, null, of)


def whole(name: str, meaning: str, *, null: bool = False) -> Column:
    """A whole number."""
    return Column(name, "integer", meaning, null)


def real(name: str, meaning: str, *, null: bool = True) -> Column:
    """A number; empty where there is none."""
    return Column(name, "real", meaning, null)


def day(name: str, meaning: str, *, null: bool = False) -> Column:
    """A calendar day."""
    return Column(name, "date", meaning, null)


def flag(name: str, meaning: str) -> Column:
    """True or false."""
    return Column(name, "boolean", meaning)


REGION: Final = text("region_code", "Kemendagri code with its dot; 00 is Indonesia")
PERIOD: Final = (
    day("period_start", "first day counted"),
    day("period_end", "last day counted"),
)
PROVENANCE: Final = (
    text("publication_id", "who said it (publication)"),
    text("source_sha256", "the file it was read from (source_file)"),
    text("sheet", "sheet of that file"),
    text("cell", f"cell of that sheet; {codes.CELL_WITHHELD} where its order tells hidden counts"),
)
STATUS: Final = text("status", "what the source says of the cell", of=codes.STATUSES)
HIDDEN: Final = text("hidden", "why the value is not shown in this edition", of=codes.HIDDEN)
NOTE: Final = text("note", "transcriber's remark; not in public counts and outcomes", null=True)
