"""Facts as plain columns, the frames made of them, and the check of their keys.

What is read from a file stays in plain columns: they cost little, are written down as JSON, and
many files become one frame at once. Frames hold exactly the columns of the table in its order: text
as pandas `str`, integers `int64` (`Int64` where they may be missing), numbers `float64`, days
`datetime64[s]`, flags `bool`.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators import tables

Array = np.ndarray[Any, Any] | pd.api.extensions.ExtensionArray
Column = Sequence[Any] | np.ndarray[Any, Any]
One = str | bool | int | datetime.date | None
Values = Column | One
"""One column: a value a row, or one value for all rows."""
ONE: Final = (str, bool, int, datetime.date, type(None))
"""The types of one value for all rows."""


@dataclass(frozen=True)
class Rows:
    """`size` facts of a warehouse table. A column that is not in `fields` is empty.

    Days may be ISO text. KeyError when a column that may not be empty has no field.
    """

    table: tables.Table
    fields: Mapping[str, Values]
    size: int

    def __post_init__(self) -> None:
        for column in self.table.columns:
            if column.name not in self.fields and not column.nullable:
                raise KeyError(f"nothing fills the column {column.name}")

    def pick(self, entries: npt.NDArray[np.intp]) -> Rows:
        """Only the facts at `entries`."""
        fields = {name: picked(values, entries) for name, values in self.fields.items()}
        return Rows(self.table, fields, len(entries))

    def column(self, name: str) -> Sequence[Any]:
        """The values of a column, row by row."""
        return _listed(self.fields.get(name), self.size)


class Frames(Mapping[str, pd.DataFrame]):
    """The facts of a file by warehouse table. A frame is made when it is first asked for."""

    def __init__(self, parts: Mapping[str, Sequence[Rows]]) -> None:
        self.parts = parts
        self._made: dict[str, pd.DataFrame] = {}

    def __getitem__(self, table: str) -> pd.DataFrame:
        if table not in self._made:
            self._made[table] = joined(tables.BY_NAME[table], self.parts[table])
        return self._made[table]

    def __iter__(self) -> Iterator[str]:
        return iter(self.parts)

    def __len__(self) -> int:
        return len(self.parts)

    def rows(self, table: str) -> int:
        """How many facts of a table there are; no frame is made."""
        return sum(part.size for part in self.parts.get(table, ()))


def picked(values: Values, entries: npt.NDArray[np.intp]) -> Values:
    """A column at some of its rows only."""
    if isinstance(values, ONE):
        return values
    if isinstance(values, np.ndarray):
        return values[entries]
    return [values[entry] for entry in entries.tolist()]


def frame(table: tables.Table, fields: Mapping[str, Values], size: int) -> pd.DataFrame:
    """The frame of `size` rows of a table from its fields; a field left out is empty.

    KeyError when a column that may not be empty has no field.
    """
    return joined(table, [Rows(table, fields, size)])


def joined(table: tables.Table, parts: Sequence[Rows]) -> pd.DataFrame:
    """All facts of `parts`, in their order, as one frame."""
    filled = [part for part in parts if part.size]
    columns = {column.name: _array(column, filled) for column in table.columns}
    return pd.DataFrame(columns, copy=False)


def _array(column: tables.Column, parts: Sequence[Rows]) -> Array:
    """A column of all parts. A value that all rows share is converted once."""
    values = [part.fields.get(column.name) for part in parts]
    if len(parts) == 1 and isinstance(values[0], ONE):
        return _typed(column, [values[0]]).repeat(parts[0].size)
    if column.type == "real":
        numbers = [_numbers(_listed(v, p.size)) for v, p in zip(values, parts, strict=True)]
        return np.concatenate(numbers) if numbers else _numbers(())
    chained = itertools.chain.from_iterable(
        _listed(v, part.size) for v, part in zip(values, parts, strict=True)
    )
    return _typed(column, list(chained))


def _listed(values: Values, size: int) -> Sequence[Any]:
    if isinstance(values, ONE):
        return [values] * size
    return values.tolist() if isinstance(values, np.ndarray) else values


def _typed(column: tables.Column, values: Column) -> Array:
    if column.type == "text":
        return pd.array(values, dtype="str")
    if column.type == "integer":
        return pd.array(values, dtype="Int64" if column.nullable else "int64")
    if column.type == "real":
        return _numbers(values)
    if column.type == "date":
        return _days(values)
    return np.array(values, dtype=bool)


def _numbers(values: Column) -> np.ndarray[Any, np.dtype[np.float64]]:
    if isinstance(values, np.ndarray):
        return values.astype(np.float64)
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _days(values: Column) -> np.ndarray[Any, np.dtype[np.datetime64]]:
    """Days as datetime64[s]; every distinct day is converted once."""
    days = list(dict.fromkeys(values))
    position = {day: index for index, day in enumerate(days)}
    nothing = np.datetime64("NaT", "s")
    known = np.array([nothing if day is None else day for day in days], dtype="datetime64[s]")
    return known[[position[day] for day in values]]


def duplicates(table: tables.Table, parts: Sequence[Rows]) -> list[tuple[int, int]]:
    """Pairs (first row, later row) of rows with equal keys; empty values count as equal."""
    size = sum(part.size for part in parts)
    key = [name for name in table.key if not _is_shared(name, parts)]
    if not key:
        return [(0, later) for later in range(1, size)]
    columns = [
        list(itertools.chain.from_iterable(part.column(name) for part in parts)) for name in key
    ]
    keys = columns[0] if len(columns) == 1 else list(zip(*columns, strict=True))
    if len(set(keys)) == size:
        return []
    first: dict[Any, int] = {}
    pairs = [(first.setdefault(own, row), row) for row, own in enumerate(keys)]
    return [(earlier, later) for earlier, later in pairs if earlier != later]


def _is_shared(name: str, parts: Sequence[Rows]) -> bool:
    """Whether every row has the same value by construction."""
    values = [part.fields.get(name) for part in parts]
    return all(isinstance(value, ONE) for value in values) and len(set(map(str, values))) <= 1
