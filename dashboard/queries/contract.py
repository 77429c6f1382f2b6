"""What a query is given, and the column types it owes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

import pandas as pd

from indicators.tables import Table

_DTYPES: Final = {
    "text": "str",
    "integer": "Int64",
    "real": "float64",
    "date": "datetime64[us]",
    "boolean": "bool",
}

SAID_BY: Final = (
    "p.publication_id, p.publisher, p.title AS publication_title, p.url, p.released, p.trust, "
    "p.register"
)
"""Select list of who said it, with `publication p` joined."""
FOUND_IN: Final = "f.file, v.sheet, v.cell"
"""Select list of where it was read, with `source_file f` and the fact as `v`."""
STATE: Final = (
    "CASE WHEN coalesce(v.hidden, 'no') <> 'no' THEN 'hidden' "
    "WHEN v.value IS NULL THEN 'not_reported' ELSE 'shown' END AS state"
)
"""Whether a value can be shown."""


class Run(Protocol):
    """Runs constant SQL with its parameters."""

    def __call__(self, sql: str, parameters: Sequence[object] = ()) -> pd.DataFrame:
        """The rows."""


def typed(frame: pd.DataFrame, *tables: Table) -> pd.DataFrame:
    """`frame` with the dtype of the contract for each column that one of `tables` has."""
    types = {
        column.name: _DTYPES[column.type]
        for table in reversed(tables)
        for column in table.columns
        if column.name in frame.columns
    }
    return frame.astype(types)
