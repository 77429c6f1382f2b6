"""The keys of published case counts, brought to one name for one quantity."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import pandas as pd

from indicators import codes
from indicators.tables import CASE_COUNT

CHILD: Final = codes.CHILD_AGE_BANDS
ADULT: Final = ("18-24", "25-44", "45-59", "60+")
FIELDS: Final = ("region", "sex", "age_band", "violence_type", "place", "relation")
"""Fields by which a count may be broken down into parts that add up."""


class Key(NamedTuple):
    """Key of a case count; days as ordinals, `end` is the first day after the period."""

    region: str
    start: int
    end: int
    unit: str
    group: str
    sex: str
    age_band: str
    violence_type: str
    place: str
    relation: str
    service: str
    publication: str


@dataclass(frozen=True)
class Cells:
    """The rows that hold a count or a hidden one, found by their canonical key."""

    row_of: Mapping[Key, int]
    others: tuple[tuple[int, int], ...]
    """Pairs (first row, further row) of one quantity published under two names."""
    seen: frozenset[tuple[object, ...]]
    """What occurs at all in a publication: (publication, first day, field, code)."""
    children: Mapping[str, Collection[str]]

    def occurs(self, key: Key, field: str) -> bool:
        """Whether the publication has any row of that period with this code in `field`."""
        return (key.publication, key.start, field, getattr(key, field)) in self.seen

    def is_broken_down(self, key: Key, field: str) -> bool:
        """Whether the publication breaks anything of that period down by `field`."""
        return (key.publication, key.start, field) in self.seen


def keys_of(frame: pd.DataFrame) -> list[Key]:
    """The key of every row, as it stands. KeyError when a key column is missing."""
    columns = {name: frame[name].tolist() for name in CASE_COUNT.key}
    for name, shift in (("period_start", 0), ("period_end", 1)):
        days = pd.to_datetime(frame[name])
        columns[name] = [day.toordinal() + shift for day in days]
    return [Key(*row) for row in zip(*columns.values(), strict=True)]


def canonical(key: Key) -> Key:
    """One name for one quantity: women are adults who are female, 6-12 are children."""
    if key.group == "perempuan":
        key = key._replace(group="dewasa", sex="perempuan")
    if key.age_band in CHILD:
        return key._replace(group="anak")
    if key.age_band in ("0-17", "0-18"):
        return key._replace(group="anak", age_band=codes.ALL)
    if key.age_band in ADULT and key.group != "anak":
        women = key.group == "perempuan_dan_anak"
        return key._replace(group="dewasa", sex="perempuan" if women else key.sex)
    return key


def find_cells(frame: pd.DataFrame, children: Mapping[str, Collection[str]]) -> Cells:
    """The rows of `frame` that hold a count, shown or hidden."""
    is_cell = (frame["value"].notna() | (frame["hidden"] != "no")).to_numpy()
    row_of: dict[Key, int] = {}
    others: list[tuple[int, int]] = []
    seen: set[tuple[object, ...]] = set()
    for row, key in enumerate(keys_of(frame)):
        if not is_cell[row]:
            continue
        key = canonical(key)
        if row_of.setdefault(key, row) != row:
            others.append((row_of[key], row))
        for field in FIELDS:
            code = getattr(key, field)
            seen.add((key.publication, key.start, field, code))
            if code != codes.ALL:
                seen.add((key.publication, key.start, field))
    return Cells(row_of, tuple(others), frozenset(seen), children)
