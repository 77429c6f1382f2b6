"""Which published case counts add up to which others, read from their keys.

Disclosure control needs the whole list: a hidden count is safe only if no sum, part, second
publication or nested period gives it back. A relation says that its parts add up to its total
(`exact`) or are at most its total, when a part is not published or the set is not closed.

What is no link, and why: types of violence and services do not add up to victims (one victim
can be in several, a case can name none), so neither a sum nor a bound follows from them; types
are linked only for the unit `jenis`, whose total is by definition the sum over types. Units are
linked in one case only, see `link_guesses`. Periods of different publications are not nested:
they come from different registers or dates of entry.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import pandas as pd

from indicators import codes
from indicators.link_keys import ADULT, CHILD, Cells, Key, canonical, find_cells

UNKNOWN: Final = "tidak_diketahui"
TYPES: Final = tuple(t for t in codes.VIOLENCE_TYPES if t not in (codes.ALL, "kdrt"))
KINDS: Final = ("sex", "age_band", "group", "place", "relation", "violence_type", "region")
DEEPER: Final = ("sex", "age_band", "region")
"""Dimensions through which an unpublished part is itself put together."""


@dataclass(frozen=True)
class Relation:
    """Row numbers: `parts` add up to `total` when `exact`, else are at most `total`."""

    kind: str
    total: int
    parts: tuple[int, ...]
    exact: bool


def links(frame: pd.DataFrame, children: Mapping[str, Collection[str]]) -> tuple[Relation, ...]:
    """Every relation that the keys of the published rows give.

    Promise: looks at keys and at which rows hold a count (shown or hidden), never at values.
    `children` names the parts of a region. Row numbers are positions in `frame`.
    """
    cells = find_cells(frame, children)
    found = [*_aliases(cells, frame["age_band"].tolist())]
    for key, row in cells.row_of.items():
        for kind in KINDS:
            if kind in ("group", "region") or cells.is_broken_down(key, kind):
                ways = breakdowns(cells, key, kind, DEEPER)
                found += [Relation(kind, row, parts, exact) for parts, exact in ways]
    return distinct([*found, *_periods(cells)])


def _aliases(cells: Cells, bands: Sequence[object]) -> Iterator[Relation]:
    """Rows of one quantity are equal; but 0-17 beside 0-18 is a part of it."""
    of_first: dict[int, list[int]] = {}
    for first, other in cells.others:
        of_first.setdefault(first, [first]).append(other)
    for rows in of_first.values():
        younger = [row for row in rows if bands[row] == "0-17"]
        older = [row for row in rows if bands[row] == "0-18"] if younger else []
        same = [row for row in rows if row not in older]
        yield from (Relation("alias", same[0], (row,), True) for row in same[1:])
        yield from (Relation("age_band", row, (younger[0],), False) for row in older)


def distinct(relations: Collection[Relation]) -> tuple[Relation, ...]:
    """The first of each set of relations that say the same; none of a count with itself."""
    found: dict[tuple[int, tuple[int, ...], bool], Relation] = {}
    for relation in relations:
        if relation.total not in relation.parts:
            name = (relation.total, tuple(sorted(relation.parts)), relation.exact)
            found.setdefault(name, relation)
    return tuple(found.values())


class _Set(NamedTuple):
    """One way to break a quantity down: keys that make it whole, keys that may come on top."""

    required: tuple[Key, ...]
    optional: tuple[Key, ...] = ()


def breakdowns(
    cells: Cells, key: Key, kind: str, deeper: tuple[str, ...]
) -> Iterator[tuple[tuple[int, ...], bool]]:
    """Rows that break `key` down by `kind`, and whether they are all of it."""
    for way in _sets(cells, key, kind):
        rows: list[int] = []
        whole = True
        for child in way.required:
            part, is_whole = _cover(cells, child, kind, deeper)
            rows.extend(part)
            whole = whole and is_whole
        rows.extend(cells.row_of[child] for child in way.optional if child in cells.row_of)
        if rows:
            yield tuple(rows), whole


def _cover(
    cells: Cells, key: Key, kind: str, deeper: tuple[str, ...]
) -> tuple[tuple[int, ...], bool]:
    """The row of `key`, or else rows that make it up; ((), False) when there are none."""
    if key in cells.row_of:
        return (cells.row_of[key],), True
    best: tuple[tuple[int, ...], bool] = ((), False)
    if kind != "group" and not cells.occurs(key, kind):
        deeper = ("region",) if kind == "region" else ()
    for dimension in deeper:
        if dimension == kind != "region":
            continue
        rest = tuple(d for d in deeper if d != dimension or d == "region")
        for rows, whole in breakdowns(cells, key, dimension, rest):
            if whole:
                return rows, True
            best = best if best[0] else (rows, False)
    return best


def _sets(cells: Cells, key: Key, kind: str) -> Iterator[_Set]:
    if kind == "region":
        children = cells.children.get(key.region, ())
        if children:
            yield _Set(tuple(key._replace(region=child) for child in sorted(children)))
    elif kind == "group":
        yield from _group_sets(cells, key)
    elif getattr(key, kind) != codes.ALL:
        return
    elif kind == "age_band":
        yield _age_set(key)
    elif kind == "sex":
        yield _Set(tuple(key._replace(sex=sex) for sex in codes.SEXES[1:]))
    elif kind == "place":
        yield _Set(tuple(key._replace(place=place) for place in codes.PLACES[1:]))
    elif kind == "relation":
        yield _Set(tuple(key._replace(relation=code) for code in codes.RELATIONS[1:]))
    elif key.unit == "jenis":
        yield _Set(tuple(key._replace(violence_type=code) for code in TYPES))


def _age_set(key: Key) -> _Set:
    bands = {"anak": CHILD, "dewasa": ADULT}.get(key.group, (*CHILD, *ADULT))
    if key.group == "perempuan_dan_anak" and key.sex == "laki_laki":
        bands = CHILD
    return _Set(
        tuple(canonical(key._replace(age_band=band)) for band in bands),
        (key._replace(age_band=UNKNOWN),),
    )


def _group_sets(cells: Cells, key: Key) -> Iterator[_Set]:
    """Everybody is children and adults; women and children are children and women.

    Some sources count the few men among "women and children", or print adults for women: the
    rows that are there decide.
    """
    if key.age_band != codes.ALL or key.group not in (codes.ALL, "perempuan_dan_anak"):
        return
    child = key._replace(group="anak")
    adult = key._replace(group="dewasa")
    women, men = adult._replace(sex="perempuan"), adult._replace(sex="laki_laki")
    if key.group == codes.ALL:
        both = key._replace(group="perempuan_dan_anak")
        yield _Set((child, adult))
        if both in cells.row_of:
            yield _Set((both, men))
    elif key.sex == "laki_laki":
        yield _Set((child,), (men,))
    elif key.sex == "perempuan" or women in cells.row_of or adult not in cells.row_of:
        yield _Set((child, women), (men,) if key.sex == codes.ALL else ())
    else:
        yield _Set((child, adult))


def _periods(cells: Cells) -> Iterator[Relation]:
    """A period that others tile is their sum; any other period inside it is at most as much."""
    spans: dict[Key, list[tuple[int, int, int]]] = {}
    for key, row in cells.row_of.items():
        spans.setdefault(key._replace(start=0, end=0), []).append((key.start, key.end, row))
    for inside in (sorted(group) for group in spans.values() if len(group) > 1):
        for start, end, row in inside:
            within = [s for s in inside if start <= s[0] and s[1] <= end and s[2] != row]
            yield from _tilings(row, (start, end), within)


def _tilings(
    row: int, span: tuple[int, int], within: list[tuple[int, int, int]]
) -> Iterator[Relation]:
    """For every period inside `span`: the shortest tiling that uses it, else a bound."""
    before = _shortest(within, span[0])
    after = {-day: path for day, path in _shortest(
        [(-end, -start, part) for start, end, part in reversed(within)], -span[1]
    ).items()}  # fmt: skip
    loose: list[int] = []
    reached = span[0]
    for start, end, part in within:
        if start in before and end in after:
            parts = (*before[start], part, *reversed(after[end]))
            yield Relation("period", row, parts, True)
            continue
        yield Relation("period", row, (part,), False)
        if start >= reached:
            loose.append(part)
            reached = end
    if len(loose) > 1:
        yield Relation("period", row, tuple(loose), False)


def _shortest(spans: list[tuple[int, int, int]], origin: int) -> dict[int, tuple[int, ...]]:
    """Day reached -> fewest consecutive periods (in order of their start) from `origin` to it."""
    paths: dict[int, tuple[int, ...]] = {origin: ()}
    for start, end, part in sorted(spans):
        if start in paths and (end not in paths or len(paths[end]) > len(paths[start]) + 1):
            paths[end] = (*paths[start], part)
    return paths
