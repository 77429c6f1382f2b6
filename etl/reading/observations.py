"""Columns of codes and numbers to the frame of a warehouse table, and the check of its keys.

Frames hold exactly the columns of the table in its order: text as pandas `str`, integers `int64`
(`Int64` where they may be missing), numbers `float64`, days `datetime64[s]`, flags `bool`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from indicators import tables

Array = np.ndarray[Any, Any] | pd.api.extensions.ExtensionArray
Column = Sequence[Any] | np.ndarray[Any, Any]
Values = Column | str | bool | None
"""One column: a value a row, or one value for all rows."""


def frame(table: tables.Table, fields: Mapping[str, Values], size: int) -> pd.DataFrame:
    """The frame of `size` rows of a table from its fields; a field left out is empty.

    KeyError when a column that may not be empty has no field.
    """
    columns = {column.name: _array(column, fields, size) for column in table.columns}
    return pd.DataFrame(columns, copy=False)


def empty_frame(table: tables.Table) -> pd.DataFrame:
    """The frame of a table without rows."""
    return frame(table, {column.name: [] for column in table.columns}, 0)


def _array(column: tables.Column, fields: Mapping[str, Values], size: int) -> Array:
    if column.name not in fields and not column.nullable:
        raise KeyError(f"nothing fills the column {column.name}")
    values = fields.get(column.name)
    if values is None or isinstance(values, str | bool):
        return _typed(column, [values]).repeat(size)
    return _typed(column, values)


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


def duplicates(table: tables.Table, facts: pd.DataFrame) -> list[tuple[int, int]]:
    """Pairs (first row, later row) of rows with equal keys; empty values count as equal."""
    key = [name for name in table.key if facts[name].nunique(dropna=False) > 1]
    if not key:
        return [(0, later) for later in range(1, len(facts))]
    repeated = facts.duplicated(key, keep="first").to_numpy()
    if not repeated.any():
        return []
    groups = facts.groupby(key, dropna=False, sort=False).ngroup().to_numpy()
    first: dict[int, int] = {}
    pairs: list[tuple[int, int]] = []
    for row, group in enumerate(groups.tolist()):
        if group in first:
            pairs.append((first[group], row))
        else:
            first[group] = row
    return pairs
