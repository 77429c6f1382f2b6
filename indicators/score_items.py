"""Scores of one form laid on its items: which block, row or question a score belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import pandas as pd

from indicators.definition import Band
from indicators.instrument import Instrument
from indicators.table_model import Table

FILE: Final = ["region_code", "instrument_id", "printed_year", "stage", "publication_id"]
"""What makes one evaluation: the scores that must add up with one another."""

_ITEM: Final = ["instrument_id", "level", "block", "indicator", "question"]


class Forms(Protocol):
    """What scores are read against: the forms and the bands (a Catalogue)."""

    @property
    def instruments(self) -> Mapping[str, Instrument]:
        """The forms by id."""

    @property
    def bands(self) -> Sequence[Band]:
        """The award bands."""


@dataclass(frozen=True)
class Located:
    """`scores` with `file` (number of the evaluation) and `item` (row of `items`), or -1 for a
    total. `items` holds every item of every form: its level, codes, maximum and what it asks.
    """

    scores: pd.DataFrame
    items: pd.DataFrame


def locate(scores: pd.DataFrame, instruments: Iterable[Instrument]) -> Located:
    """The scores whose form is known, each with its item.

    A row or question is found by its own code, whatever its block cell says. ValueError names
    the scores whose form or item no instrument has: they would be counted nowhere.
    """
    items = _items(instruments)
    known = scores[scores["instrument_id"].notna()].reset_index(drop=True)
    known["file"] = known.groupby(FILE, sort=False).ngroup()
    keyed = _item_key(known).merge(
        _item_key(items).assign(item=items.index), on=_ITEM, how="left", validate="many_to_one"
    )
    item = keyed["item"].where(known["level"] != "total", -1)
    forms = items["instrument_id"].unique()
    lost = known[item.isna() | ~known["instrument_id"].isin(forms)]
    if not lost.empty:
        names = lost[[*_ITEM, "sheet", "cell"]].astype(str).agg(" ".join, axis=1)
        raise ValueError("scores of items that no form has: " + "; ".join(names.unique()))
    return Located(known.assign(item=item.astype("int64")), items)


def _items(instruments: Iterable[Instrument]) -> pd.DataFrame:
    """Every item of every form, and its row in the level above (`in_indicator`, `in_block`)."""
    rows = [
        {
            "instrument_id": instrument.instrument_id,
            "level": level,
            "block": item.block,
            "indicator": item.indicator,
            "question": item.question,
            "position": item.position,
            "max_score": item.max_score,
            "evidence": item.evidence,
            "kind": instrument.kind_of(item),
            "offices": "; ".join(item.offices) or None,
            "text_known": item.text_known,
        }
        for instrument in instruments
        for level, item in instrument.items()
    ]
    columns = [*_ITEM, "position", "max_score", "evidence", "kind", "offices", "text_known"]
    return pd.DataFrame(rows, columns=columns)


def _item_key(frame: pd.DataFrame) -> pd.DataFrame:
    """The codes that name an item at its own level, the others blanked."""
    level = frame["level"]
    return pd.DataFrame(
        {
            "instrument_id": frame["instrument_id"],
            "level": level,
            "block": frame["block"].where(level == "block", ""),
            "indicator": frame["indicator"].where(level.isin(["indicator", "question"]), ""),
            "question": frame["question"].where(level == "question", ""),
        }
    )


def none_of(table: Table) -> pd.DataFrame:
    """A frame of `table` without rows: most folders hold no scores at all."""
    return pd.DataFrame(columns=list(table.column_names))
