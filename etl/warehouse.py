"""One DuckDB file an edition: created from `indicators.tables`, checked, swapped in.

The only module of the pipeline that knows DuckDB. A file is written aside and takes the place of
the served one by a rename, so a reader sees the old warehouse or the new one, whole.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pandas as pd

from indicators.tables import ALL_TABLES, Table

_BLOCK = "16384"
"""Bytes of a block: many small tables make a file a sixth of the size it has by default."""
_TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "real": "DOUBLE",
    "date": "DATE",
    "boolean": "BOOLEAN",
}


class WarehouseError(Exception):
    """Rows that break the contract of their table: which table, which rule, an example."""


def write(path: Path, frames: Mapping[str, pd.DataFrame]) -> Path:
    """Write `frames` (one a table of the contract) to a new file beside `path` and check it.

    Returns the file written aside; `swap_in` puts it in place. Raises WarehouseError when a row
    breaks a key, a type or a list of codes; then nothing is left behind.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}.new")
    _remove(aside)
    try:
        with duckdb.connect(str(aside), config={"default_block_size": _BLOCK}) as connection:
            for table in ALL_TABLES:
                _fill(connection, table, frames[table.name])
            connection.execute("CHECKPOINT")
    except duckdb.Error as error:
        _remove(aside)
        raise WarehouseError(f"{path.name}: {error}") from error
    except BaseException:
        _remove(aside)
        raise
    return aside


def clear_aside(folder: Path) -> None:
    """Remove what a build that was killed left beside the served files; no build may be running."""
    for path in folder.glob(".kla-*.new*"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def swap_in(aside: Path, path: Path) -> None:
    """Put a checked file in the place of the served one, in one step, safe on disk."""
    with aside.open("rb") as handle:
        os.fsync(handle.fileno())
    os.replace(aside, path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def row_counts(path: Path) -> dict[str, int]:
    """Rows of every table of a warehouse file."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return {
            table.name: int(
                connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchall()[0][0]
            )
            for table in ALL_TABLES
        }


def content_hashes(path: Path) -> dict[str, str]:
    """Ordered hash of the rows of every table: two builds are the same when these are equal."""
    hashes: dict[str, str] = {}
    with duckdb.connect(str(path), read_only=True) as connection:
        for table in ALL_TABLES:
            columns = ", ".join(f'"{name}"' for name in table.column_names)
            rows = connection.execute(
                f'SELECT {columns} FROM "{table.name}" ORDER BY ALL'
            ).fetchall()
            hashes[table.name] = hashlib.sha256(repr(rows).encode()).hexdigest()
    return hashes


def _fill(connection: duckdb.DuckDBPyConnection, table: Table, frame: pd.DataFrame) -> None:
    connection.execute(_ddl(table))
    if frame.empty:
        return
    missing = [name for name in table.column_names if name not in frame.columns]
    if missing:
        raise WarehouseError(f"{table.name}: columns missing: {', '.join(missing)}")
    connection.register("incoming", frame[list(table.column_names)])
    columns = ", ".join(f'"{name}"' for name in table.column_names)
    casts = ", ".join(_cast(column.name, column.type) for column in table.columns)
    order = ", ".join(f'"{name}"' for name in table.key)
    try:
        connection.execute(
            f'INSERT INTO "{table.name}" ({columns}) SELECT {casts} FROM incoming ORDER BY {order}'
        )
    except duckdb.Error as error:
        raise WarehouseError(f"{table.name}: {error}") from error
    finally:
        connection.unregister("incoming")
    _check_key(connection, table)


def _cast(name: str, kind: str) -> str:
    """Numbers that are not numbers become empty, so that NaN never reaches a reader."""
    if kind == "real":
        return f'CASE WHEN isnan("{name}"::DOUBLE) THEN NULL ELSE "{name}"::DOUBLE END'
    if kind == "integer":
        return f'CASE WHEN isnan("{name}"::DOUBLE) THEN NULL ELSE "{name}"::BIGINT END'
    return f'"{name}"::{_TYPES[kind]}'


def _ddl(table: Table) -> str:
    columns = []
    for column in table.columns:
        text = f'"{column.name}" {_TYPES[column.type]}'
        if not column.nullable:
            text += " NOT NULL"
        if column.allowed:
            codes = ", ".join("'" + code.replace("'", "''") + "'" for code in column.allowed)
            text += f' CHECK ("{column.name}" IN ({codes}))'
        columns.append(text)
    if not any(table.column(name).nullable for name in table.key):
        columns.append("PRIMARY KEY (" + ", ".join(f'"{name}"' for name in table.key) + ")")
    return f'CREATE TABLE "{table.name}" ({", ".join(columns)})'


def _check_key(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """The key names one row, empty parts counting as equal, which no primary key can say."""
    key = ", ".join(f'"{name}"' for name in table.key)
    twice = connection.execute(
        f'SELECT {key}, count(*) FROM "{table.name}" GROUP BY ALL HAVING count(*) > 1 LIMIT 1'
    ).fetchone()
    if twice:
        raise WarehouseError(f"{table.name}: {twice[-1]} rows with the key {twice[:-1]}")


def _remove(path: Path) -> None:
    for name in (path, path.with_name(path.name + ".wal")):
        name.unlink(missing_ok=True)
