"""Small counts that nobody printed and everybody can subtract.

A total of 20 beside 18 girls says that 2 were boys; January to August 25 beside the year 27 says
that 2 came after August; ages 0-17 beside 0-18 say how many were 18. Such a rest of 1 to k is a
count of people in an area like any other, and is protected like one where both figures come from
one publication: it is put behind the published counts as a row that is never shown, with the sum
that gives it, so that hiding and attack treat it as they treat every hidden count. Nobody marks
it, so nobody knows beforehand that it is not 0 (mark `implied`).

Between two publications the rest is a count only if both count alike, which the figures do not
say: two offices rarely do, and to hide whatever differs by a little would hide most figures that
confirm each other. Those rests are reported (`differences`), not hidden.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from indicators.exposure import Floats
from indicators.link_keys import Key, canonical, keys_of
from indicators.links import Relation
from indicators.tables import CASE_COUNT

IMPLIED: Final = "implied"
NATION: Final = "00"


class Rests(NamedTuple):
    """Rows to be put behind those of a frame, and the sums in which they stand."""

    rows: pd.DataFrame
    relations: tuple[Relation, ...]


def rests(counts: pd.DataFrame, relations: Collection[Relation], k: int) -> Rests:
    """The rests of 1..k that relations which are not exact leave, in areas below the country.

    Rows count from the end of `counts`. Relations with a count that is hidden already leave none.
    """
    values = counts["value"].to_numpy(dtype=float)
    is_nation = (counts["region_code"] == NATION).to_numpy()
    rows: list[dict[str, object]] = []
    found: list[Relation] = []
    for relation in relations:
        rest = _rest(relation, values)
        if relation.exact or not 1 <= rest <= k:
            continue
        if is_nation[relation.total] and relation.kind != "region":
            continue
        told = counts.iloc[relation.total]
        own = {name: told[name] for name in CASE_COUNT.key}
        own["publication_id"] = f"{told['publication_id']} -{len(rows)}"
        parts = (*relation.parts, len(counts) + len(rows))
        rows.append({**own, "value": rest, "hidden": IMPLIED})
        found.append(Relation(relation.kind, relation.total, parts, True))
    columns = [*CASE_COUNT.key, "value", "hidden"]
    return Rests(pd.DataFrame(rows, columns=columns).astype({"value": float}), tuple(found))


def _rest(relation: Relation, values: Floats) -> float:
    return float(values[relation.total] - values[list(relation.parts)].sum())


class Difference(NamedTuple):
    """Two shown counts, larger first, whose rest would be a small count if both count alike."""

    kind: str
    larger: int
    smaller: int


def differences(
    public: pd.DataFrame, replaced: Collection[tuple[str, str]], k: int
) -> tuple[Difference, ...]:
    """Shown counts of two publications whose rest of 1..k would be people, if both count alike.

    - `period`: one publication says a period, another a longer one that begins or ends with it;
    - `age_band`: ages 0-17 in one, 0-18 in the other;
    - `release`: one quantity, in an older release and in a newer one that is higher (`replaced`:
      pairs of publication ids, newer first).

    `public` is the frame as it is published; rows are positions in it. Areas below the country.
    """
    values = public["value"].to_numpy(dtype=float)
    areas = (public["region_code"] != NATION).to_numpy() & (values > k)
    keys = keys_of(public)
    newer = set(replaced)
    series: dict[Key, list[int]] = {}
    for row in np.flatnonzero(areas):
        name = canonical(keys[row])._replace(start=0, end=0, publication="")
        series.setdefault(name, []).append(int(row))
    found = []
    for rows in series.values():
        rows.sort(key=lambda row: values[row])
        for place, smaller in enumerate(rows):
            for larger in rows[place + 1 :]:
                if values[larger] - values[smaller] > k:
                    break
                kind = _kind(keys[larger], keys[smaller], newer)
                if kind and values[larger] > values[smaller]:
                    found.append(Difference(kind, larger, smaller))
    return tuple(sorted(found, key=lambda one: (one.larger, one.smaller)))


def _kind(larger: Key, smaller: Key, newer: Collection[tuple[str, str]]) -> str:
    """Why the rest of two counts would be a count; "" when it would not."""
    if larger.publication == smaller.publication:
        return ""
    starts, ends = larger.start == smaller.start, larger.end == smaller.end
    if starts and ends:
        if (larger.age_band, smaller.age_band) == ("0-18", "0-17"):
            return "age_band"
        return "release" if (larger.publication, smaller.publication) in newer else ""
    inside = larger.start <= smaller.start and smaller.end <= larger.end
    return "period" if inside and (starts or ends) else ""
