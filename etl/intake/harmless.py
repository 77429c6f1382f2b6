"""Columns that say nothing of persons, remembered: the same form comes from many offices.

Only what is harmless is remembered; a text that tells of somebody is judged each time it comes up,
and kept nowhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from etl.reading.recent import LONGEST_KEPT
from etl.reading.workbook import Cell

Kept = TypeVar("Kept")

TEXTS_KEPT: Final = 20_000
COLUMNS_KEPT: Final = 256
LONG_NUMBER: Final = 1e15
"""Numbers of sixteen digits may be those of persons."""
_texts: set[str] = set()
_columns: set[tuple[Cell, ...]] = set()


def suspects(
    column: tuple[Cell, ...], says_nothing: Callable[[str], bool]
) -> frozenset[str] | None:
    """The texts of a column that announce or hold something of a person; None for none at all.

    Numbers of sixteen digits make a column suspect without any text.
    """
    is_short = len(column) <= LONGEST_KEPT
    if is_short and column in _columns:
        return None
    cells = set(column) - _texts
    texts = {cell for cell in cells if isinstance(cell, str)}
    harmless = {text for text in texts if says_nothing(text)}
    _remember(_texts, harmless, TEXTS_KEPT)
    numbers = [cell for cell in cells if isinstance(cell, float | int) and cell >= LONG_NUMBER]
    if numbers or len(harmless) < len(texts):
        return frozenset(texts - harmless)
    if is_short:
        _remember(_columns, {column}, COLUMNS_KEPT)
    return None


def _remember(known: set[Kept], new: set[Kept], most: int) -> None:
    if len(known) + len(new) > most:
        known.clear()
    if len(new) <= most:
        known |= new
