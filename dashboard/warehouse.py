"""The open edition: the only module that knows DuckDB and Streamlit's caches.

The file is attached read-only, copied into memory and let go, so the pipeline can swap in a new
one at any time. Its signature is looked at in every rerun: a new file is served without restart,
and everything remembered is keyed by the content hash of the edition it came from.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Concatenate, Final, ParamSpec, TypeVar, cast

import duckdb
import pandas as pd
import streamlit as st

from dashboard.served import edition_file
from indicators.tables import ALL_TABLES

PROJECT: Final = Path(__file__).resolve().parents[1]
EDITIONS: Final = ("public", "internal")

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class WarehouseMissing(Exception):
    """There is no edition to show at `path`."""

    def __init__(self, path: Path, reason: str = "") -> None:
        super().__init__(str(path), reason)
        self.path = path
        self.reason = reason


@dataclass(frozen=True)
class Warehouse:
    """One edition in memory; calling it runs constant SQL on a cursor of its own."""

    edition: str
    content_hash: str
    connection: duckdb.DuckDBPyConnection

    def __call__(self, sql: str, parameters: Sequence[object] = ()) -> pd.DataFrame:
        """The rows of a query."""
        with self.connection.cursor() as cursor:
            return cursor.execute(sql, list(parameters)).df()


def current() -> Warehouse:
    """The edition named by KLA_EDITION (public unless told) below KLA_DATA, as it is now.

    Raises WarehouseMissing when there is no such file or it is not of this version.
    """
    path = location()
    try:
        found = path.stat()
    except FileNotFoundError as error:
        raise WarehouseMissing(path) from error
    return _opened(path, (found.st_mtime_ns, found.st_ino, found.st_size))


def location() -> Path:
    """The file of the edition to show."""
    edition = os.environ.get("KLA_EDITION") or EDITIONS[0]
    if edition not in EDITIONS:
        raise ValueError(f"KLA_EDITION is {edition!r}, not one of {', '.join(EDITIONS)}")
    data = Path(os.environ.get("KLA_DATA") or PROJECT / "data")
    return edition_file(data, edition)


def remember(
    build: Callable[Concatenate[Warehouse, Arguments], Result],
    *arguments: Arguments.args,
    **options: Arguments.kwargs,
) -> Result:
    """What `build` makes of the current edition, made once for each edition and arguments.

    The result is shared between reruns and sessions and must not be changed by who gets it.
    """
    store = current()
    key = (*arguments, *sorted(options.items()))
    name = f"{build.__module__}.{build.__qualname__}"
    made = _remembered(
        store.edition,
        store.content_hash,
        name,
        key,
        _make=lambda: build(store, *arguments, **options),
    )
    return cast("Result", made)


@st.cache_resource(max_entries=2, show_spinner=False)
def _opened(path: Path, signature: tuple[int, int, int]) -> Warehouse:
    connection = duckdb.connect(":memory:")
    try:
        quoted = str(path).replace("'", "''")
        connection.execute(f"ATTACH '{quoted}' AS file (READ_ONLY)")
        for table in ALL_TABLES:
            columns = ", ".join(f'"{name}"' for name in table.column_names)
            connection.execute(
                f'CREATE TABLE "{table.name}" AS SELECT {columns} FROM file."{table.name}"'
            )
        connection.execute("DETACH file")
        row = connection.execute("SELECT edition, content_hash FROM edition").fetchone()
    except duckdb.Error as error:
        connection.close()
        raise WarehouseMissing(path, str(error)) from error
    if row is None:
        raise WarehouseMissing(path, "edition")
    return Warehouse(edition=row[0], content_hash=row[1], connection=connection)


@st.cache_resource(max_entries=4096, show_spinner=False)
def _remembered(
    edition: str,
    content_hash: str,
    name: str,
    key: tuple[Hashable, ...],
    _make: Callable[[], Any],
) -> Any:  # noqa: ANN401  the type is that of `build`, given back by `remember`
    return _make()
