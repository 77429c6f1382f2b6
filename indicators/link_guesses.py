"""Relations that nobody states but everybody supposes, because published figures agree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators import codes
from indicators.link_keys import Key, canonical, find_cells, keys_of
from indicators.links import TYPES, Relation, breakdowns, distinct

Bools = npt.NDArray[np.bool_]


def supposed_links(frame: pd.DataFrame, relations: Collection[Relation]) -> tuple[Relation, ...]:
    """Relations that the keys do not give, but that anybody would suppose because figures agree.

    - the parts on record add up to the total although the set is not closed (the regency that
      is missing had none): taken as exact;
    - cases are as many as the victims by sex or age where no total of victims is printed;
    - types of violence, or services, happen to add up to the victims: one victim can be in
      several, but whoever sees the sum come out takes each victim for counted once;
    - two publications give one quantity the same value.
    """
    values = frame["value"].to_numpy(dtype=float)
    found = [
        Relation(relation.kind, relation.total, relation.parts, True)
        for relation in relations
        if not relation.exact and relation.kind != "period" and _adds_up(relation, values)
    ]
    cells = find_cells(frame, {})
    for key, row in cells.row_of.items():
        victims = key._replace(unit="korban")
        if key.unit != "kasus" or victims in cells.row_of:
            continue
        for kind in ("sex", "age_band"):
            for parts, _ in breakdowns(cells, victims, kind, ()):
                relation = Relation("unit", row, parts, True)
                found += [relation] if _adds_up(relation, values) else []
    found += [relation for relation in _sums_by_chance(cells.row_of) if _adds_up(relation, values)]
    found += [Relation("publication", one, (other,), True) for one, other in twins(frame, 0)]
    return distinct(found)


def _sums_by_chance(row_of: Mapping[Key, int]) -> Iterator[Relation]:
    """Every total with its types of violence, and with its services, where it has several."""
    parts: dict[tuple[str, Key], list[int]] = {}
    for key, row in row_of.items():
        if key.violence_type in TYPES:
            total = key._replace(violence_type=codes.ALL)
            parts.setdefault(("violence_type", total), []).append(row)
        if key.service != codes.ALL:
            parts.setdefault(("service", key._replace(service=codes.ALL)), []).append(row)
    for (field, total), rows in parts.items():
        if total in row_of and len(rows) > 1:
            yield Relation(field, row_of[total], tuple(rows), True)


def of_several(relations: Iterable[Relation], admitted: Bools, counted: Bools) -> Bools:
    """Which of the `admitted` counts are made of several `counted` ones.

    Totals over two or more, totals over such a total, and counts that equal such a total because
    they are its only counted part.
    """
    found = np.zeros(len(admitted), dtype=bool)
    open_ = [
        (relation, [part for part in relation.parts if counted[part]])
        for relation in relations
        if admitted[relation.total]
    ]
    changed = True
    while changed:
        changed = False
        for relation, parts in open_:
            total = relation.total
            if not found[total] and (len(parts) > 1 or found[parts].any()):
                found[total] = changed = True
            only = parts[0] if relation.exact and len(parts) == 1 else total
            if found[total] and admitted[only] and not found[only]:
                found[only] = changed = True
    return found


def _adds_up(relation: Relation, values: npt.NDArray[np.float64]) -> bool:
    total = values[relation.total]
    return bool(total > 0 and values[list(relation.parts)].sum() == total)


def twins(frame: pd.DataFrame, distance: int) -> tuple[tuple[int, int], ...]:
    """Pairs of rows: one quantity, two publications, values above 0 at most `distance` apart."""
    values = frame["value"].to_numpy(dtype=float)
    publications = frame["publication_id"].tolist()
    same: dict[Key, list[int]] = {}
    for row, key in enumerate(keys_of(frame)):
        if values[row] > 0:
            same.setdefault(canonical(key)._replace(publication=""), []).append(row)
    return tuple(
        (first, other)
        for rows in same.values()
        for position, first in enumerate(rows)
        for other in rows[position + 1 :]
        if publications[first] != publications[other]
        and abs(values[first] - values[other]) <= distance
    )
