"""What earlier public editions have said of the counts that are published now.

What was shown cannot be taken back. A count that an earlier edition showed with the value it has
now is known whatever is hidden today: nothing can be built on hiding it. Where a publication's
figures have changed since, its older form still says something of counts hidden then and now: the
counts that differ become further rows, with the sums they stood in.

Whoever compares editions supposes that a count hidden then is the count of today, unless its mark,
or a sum it stood in, says that it has changed. So do we.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from indicators.exposure import Bools, Floats, Ints
from indicators.link_keys import Key, canonical, keys_of
from indicators.links import Relation, links
from indicators.tables import CASE_COUNT

COLUMNS: Final = (*CASE_COUNT.key, "value", "hidden", "edition")
"""A row of earlier editions: `value` is empty where it was hidden; `edition` numbers the edition
in which its publication took that form. Each form of a publication is there with all its rows."""


@dataclass(frozen=True)
class Known:
    """What earlier editions add to a frame of counts.

    `relations` count the rows of the frame first, then `rows`.
    """

    shown: Bools
    """Rows of the frame whose value of now an earlier edition showed."""
    kept_hidden: Bools
    """Rows of the frame that an earlier edition hid."""
    rows: pd.DataFrame
    """Counts as they were, where they are no longer so: key, `value`, `hidden`."""
    relations: tuple[Relation, ...]


def nothing() -> pd.DataFrame:
    """No earlier edition."""
    return pd.DataFrame(columns=list(COLUMNS)).astype({"value": float})


def known(
    counts: pd.DataFrame, earlier: pd.DataFrame, k: int, children: Mapping[str, Collection[str]]
) -> Known:
    """What `earlier` (columns `COLUMNS`) says of `counts`.

    One quantity with one value counts as shown whichever publication said it.
    """
    now = _Now(counts)
    shown, kept_hidden = np.zeros(len(counts), dtype=bool), np.zeros(len(counts), dtype=bool)
    if earlier.empty:
        return Known(shown, kept_hidden, _rows([]), ())
    rows: list[dict[str, object]] = []
    found: list[Relation] = []
    told = set()
    gone: dict[Key, pd.Series[Any]] = {}
    for _, state in earlier.groupby(["publication_id", "edition"], sort=True):
        was = _Was(state.reset_index(drop=True))
        told |= was.told()
        same = now.rows_of(was, k)
        kept_hidden[same[was.is_hidden & (same >= 0)]] = True
        gone |= now.without(was)
        if (same < 0).any() and was.is_hidden.any():
            found += _older_sums(was, same, now.values, children, len(counts), rows)
    found += _with_gone(counts, gone, children, rows)
    shown = np.array([pair in told for pair in now.statements()], dtype=bool)
    return Known(shown, kept_hidden & ~shown, _rows(rows), tuple(dict.fromkeys(found)))


class _Was:
    """One publication as one earlier edition had it."""

    def __init__(self, state: pd.DataFrame) -> None:
        self.state = state
        self.keys = keys_of(state)
        self.values: Floats = state["value"].to_numpy(dtype=float)
        self.is_hidden: Bools = (state["hidden"] != "no").to_numpy()
        self.is_small: Bools = (state["hidden"] == "primary").to_numpy()

    def told(self) -> set[tuple[Key, float]]:
        """Quantities with their values."""
        pairs = zip(self.keys, self.values, strict=True)
        return {(_quantity(key), float(value)) for key, value in pairs if not np.isnan(value)}


class _Now:
    """The counts of today, by key and by quantity."""

    def __init__(self, counts: pd.DataFrame) -> None:
        self.keys = keys_of(counts)
        self.values: Floats = counts["value"].to_numpy(dtype=float)
        self.publications = set(counts["publication_id"])
        self.row_of = {key: row for row, key in enumerate(self.keys)}
        self.of_quantity: dict[Key, int] = {}
        for row, key in enumerate(self.keys):
            self.of_quantity.setdefault(_quantity(key), row)

    def statements(self) -> Iterator[tuple[Key, float]]:
        """Quantity and value of each row."""
        for key, value in zip(self.keys, self.values, strict=True):
            yield _quantity(key), float(value)

    def rows_of(self, was: _Was, k: int) -> Ints:
        """For each earlier row the row of today that is the same count; -1 where none is."""
        rows = np.array([self._row(key) for key in was.keys], dtype=np.int64)
        value = np.where(rows >= 0, self.values[rows], np.nan)
        agrees = np.where(
            was.is_hidden, (value > 0) & (~was.is_small | (value <= k)), value == was.values
        )
        return np.where(agrees, rows, -1)

    def without(self, was: _Was) -> dict[Key, pd.Series[Any]]:
        """Counts that a publication of today showed then and no longer has, by their key."""
        return {
            key: was.state.iloc[member]
            for member, key in enumerate(was.keys)
            if key.publication in self.publications
            and key not in self.row_of
            and not was.is_hidden[member]
        }

    def _row(self, key: Key) -> int:
        if key.publication in self.publications:
            return self.row_of.get(key, -1)
        return self.of_quantity.get(_quantity(key), -1)


def _quantity(key: Key) -> Key:
    return canonical(key)._replace(publication="")


def _older_sums(
    was: _Was, same: Ints, values: Floats,
    children: Mapping[str, Collection[str]], size: int, rows: list[dict[str, object]],
) -> list[Relation]:  # fmt: skip
    """The sums of an earlier form that today's rows do not say, and the rows they need.

    Rows that are not as they were are added to `rows`.
    """
    relations = links(was.state, children)
    same = _without_changed(relations, was, same, values)
    place: dict[int, int] = {}

    def row_of(member: int) -> int:
        if same[member] >= 0:
            return int(same[member])
        if member not in place:
            place[member] = size + len(rows)
            rows.append(_own_row(was.state.iloc[member], float(was.values[member]), len(rows)))
        return place[member]

    found = []
    for relation in relations:
        members = [relation.total, *relation.parts]
        if (same[members] < 0).any() and was.is_hidden[members].any():
            total, *parts = (row_of(member) for member in members)
            found.append(Relation(relation.kind, total, tuple(parts), relation.exact))
    return found


def _with_gone(
    counts: pd.DataFrame, gone: Mapping[Key, pd.Series[Any]],
    children: Mapping[str, Collection[str]], rows: list[dict[str, object]],
) -> list[Relation]:  # fmt: skip
    """The sums that counts of today form with what their publication showed and no longer has.

    January to August was shown before the publication had the whole year: what came on top is the
    rest. A sum that does not hold is none; somebody has corrected one of its counts since.
    """
    if not gone:
        return []
    start, size = len(rows), len(counts)
    older = pd.DataFrame(list(gone.values()))[[*CASE_COUNT.key, "value", "hidden"]]
    both = pd.concat([counts[list(older.columns)], older], ignore_index=True)
    values = both["value"].to_numpy(dtype=float)
    for number, told in enumerate(gone.values(), start=start):
        rows.append(_own_row(told, float(told["value"]), number))
    found = []
    for relation in links(both, children):
        members = [relation.total, *relation.parts]
        rest = values[relation.total] - values[list(relation.parts)].sum()
        if max(members) >= size and (rest == 0 or (rest > 0 and not relation.exact)):
            total, *parts = (one if one < size else one + start for one in members)
            found.append(Relation(relation.kind, total, tuple(parts), relation.exact))
    return found


def _without_changed(
    relations: Collection[Relation], was: _Was,
    same: Ints, values: Floats,
) -> Ints:  # fmt: skip
    """`same` without the hidden counts of a sum that does not hold with the values of today."""
    filled = np.where(was.is_hidden, np.where(same >= 0, values[same], np.nan), was.values)
    kept = same.copy()
    for relation in relations:
        rest = filled[relation.total] - filled[list(relation.parts)].sum()
        if rest < 0 or (relation.exact and rest > 0):
            members = np.array([relation.total, *relation.parts])
            kept[members[was.is_hidden[members]]] = -1
    return kept


def _own_row(told: pd.Series[Any], value: float, number: int) -> dict[str, object]:
    """An earlier row under a name of its own, so that no key links it with another."""
    own = {name: told[name] for name in CASE_COUNT.key}
    own["publication_id"] = f"{told['publication_id']} @{told['edition']}.{number}"
    return {**own, "value": value, "hidden": told["hidden"]}


def _rows(rows: list[dict[str, object]]) -> pd.DataFrame:
    columns = [*CASE_COUNT.key, "value", "hidden"]
    return pd.DataFrame(rows, columns=columns).astype({"value": float})
