"""What of a fact is held against the older one: its figure, or the cells that somebody typed.

A table without an entry in CELLS is compared by its column `value`. The first cell of a table is
what is told of a row that is new or gone.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from indicators.table_model import Table

CELLS: Final = {
    "kla_score": ("value", "reason"),
    "kla_award": ("award",),
    "evidence": (
        "evidence_status", "title", "number", "issued", "signatory", "data_years", "valid_until",
        "link", "in_charge", "due", "effort", "chance", "verifier_note", "note",
    ),
    "plan_activity": (
        "title", "plan_status", "status_before", "budget_question", "nomenclature",
        "programme_code", "activity_code", "sub_activity_code", "lead", "support", "ceiling_h1",
        "ceiling_h2", "realised_h1", "realised_h2", "note",
    ),
    "subregion": ("name", "level", "parent_code", "note"),
    "village_answer": ("answer", "note"),
}  # fmt: skip
"""Columns of a table that are compared, beside its key."""
HEAD: Final = ("value", "award")
"""Cells that need no name beside what the fact is."""
BEFORE: Final = "before: "
"""Prefix of the columns that hold the older cells."""
_WORDS: Final = ("text", "date")


def cells(table: Table) -> tuple[str, ...]:
    """The columns of `table` that are compared."""
    return CELLS.get(table.name, ("value",))


def older(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """`rows` of a loaded publication, with its cells under the names of BEFORE."""
    names = {name: BEFORE + name for name in cells(table)}
    return rows.rename(columns={"publication_id": "old_publication_id", **names})


def differs(rows: pd.DataFrame, name: str) -> pd.Series[bool]:
    """Whether the cell `name` of each row is another than the older one."""
    new, old = (rows[column].astype(object) for column in (name, BEFORE + name))
    return ~((old == new) | (old.isna() & new.isna()))


def by_cell(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """One row for each cell that is another now, with `field`, `old` and `new`; order is kept.

    A row that is the same is left out, one that is new or gone is told by its first cell.
    """
    first, *_ = cells(table)
    parts = []
    for name in cells(table):
        told = (rows["kind"] == "changed") & differs(rows, name)
        if name == first:
            told |= rows["kind"].isin(["new", "gone"])
        one = rows[told]
        cell = {
            "new": _plain(table, name, one[name]),
            "old": _plain(table, name, one[BEFORE + name]),
        }
        parts.append(one.assign(field=name, **cell))
    return pd.concat(parts).sort_index(kind="stable").reset_index(drop=True)


def _plain(table: Table, name: str, values: pd.Series) -> pd.Series:
    """Cells as a person types them: days as ISO text, nothing as None."""
    if table.column(name).type == "date":
        values = pd.to_datetime(values).dt.strftime("%Y-%m-%d")
    values = values.astype(object)
    return values.where(values.notna(), None)
