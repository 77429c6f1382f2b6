"""What was worked out for a column of cells, for the next file that has the same column.

Five hundred regencies fill in one form: the wording of its rows, their numbers and maxima are the
same cells in every file, and are understood once. Only the figures differ.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Final, TypeVar, cast

if TYPE_CHECKING:
    from etl.context import Context

Made = TypeVar("Made")
Column = TypeVar("Column", bound=tuple[object, ...])

MOST_KEPT: Final = 64
"""So many different inputs of one subject are kept; then all are forgotten."""
COLUMNS_KEPT: Final = 256
LONGEST_KEPT: Final = 2000
"""Columns of more cells than this are not kept: they are data, not forms."""
_PLAIN: Final = frozenset({str, float})
"""Cells that are equal only when they are the same (True equals 1.0)."""
_columns: dict[object, object] = {}


def recent(context: Context, subject: str, key: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` gives for `key`, made once as long as it is remembered; it must not be changed.

    True and 1 are one key: whoever tells them apart keeps them out.
    """
    kept = cast(dict[Hashable, Made], context.names.setdefault(subject, {}))
    if key not in kept:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[key] = make()
    return kept[key]


def is_known(context: Context, subject: str, key: Hashable) -> bool:
    """Whether something is remembered for `key`."""
    return key in cast(dict[Hashable, object], context.names.get(subject, {}))


def seen_before(column: Column) -> Column:
    """The column, or an equal one of an earlier file: one object, compared at no cost."""
    if len(column) > LONGEST_KEPT or not _PLAIN.issuperset(map(type, column)):
        return column
    if len(_columns) >= COLUMNS_KEPT:
        _columns.clear()
    return cast(Column, _columns.setdefault(column, column))
