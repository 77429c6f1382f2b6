"""One DuckDB file an edition: created from `indicators.tables` and checked.

The only module of the pipeline that knows DuckDB. A file is written where nothing is served yet;
`etl.served` says how it comes to be served.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pandas as pd

from indicators.tables import ALL_TABLES, BY_NAME, Table

_BLOCK = "16384"
"""Bytes of a block: many small tables make a file a sixth of the size it has by default."""
_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
"""What a disk says that cannot take more; DuckDB wraps it in errors of several kinds."""
_TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "real": "DOUBLE",
    "date": "DATE",
    "boolean": "BOOLEAN",
}


class WarehouseError(Exception):
    """Rows that break the contract of their table: which table, which rule, an example."""


def write(path: Path, frames: Mapping[str, pd.DataFrame]) -> None:
    """Write `frames` (one a table of the contract) to the new file `path` and check it.

    Raises WarehouseError when a row breaks a key, a type or a list of codes, OSError when the disk
    is full; then nothing is left behind.
    """
    doing = path.name
    try:
        with duckdb.connect(str(path), config={"default_block_size": _BLOCK}) as connection:
            for table in ALL_TABLES:
                doing = table.name
                _fill(connection, table, frames[table.name])
            connection.execute("CHECKPOINT")
    except duckdb.Error as error:
        _remove(path)
        code = next((one for one in _DISK if os.strerror(one) in str(error)), None)
        if code is not None:
            raise OSError(code, os.strerror(code), str(path)) from error
        raise WarehouseError(f"{doing}: {error}") from error
    except BaseException:
        _remove(path)
        raise


def read(path: Path, *names: str) -> dict[str, pd.DataFrame]:
    """The rows of the tables `names` of a warehouse file, with the columns of the contract.

    WarehouseError when there is no such file, or one of another version.
    """
    frames = {}
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            for name in names:
                columns = ", ".join(f'"{one}"' for one in BY_NAME[name].column_names)
                frames[name] = connection.execute(f'SELECT {columns} FROM "{name}"').df()
    except duckdb.Error as error:
        raise WarehouseError(f"{path}: {error}") from error
    return frames


def row_counts(path: Path) -> dict[str, int]:
    """Rows of every table of a warehouse file."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return {
            table.name: int(
                connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchall()[0][0]
            )
            for table in ALL_TABLES
        }


def count(path: Path, table: str) -> int:
    """Rows of one table of a warehouse file, of an older version too; 0 when it cannot be read."""
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            found = connection.execute("SELECT count(*) FROM query_table(?)", [table]).fetchall()
    except duckdb.Error:
        return 0
    return int(found[0][0])


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
    connection.execute(
        f'INSERT INTO "{table.name}" ({columns}) SELECT {casts} FROM incoming ORDER BY {order}'
    )
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
