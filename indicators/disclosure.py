"""Disclosure control of the public edition: no count of 1 to k can be read or worked back.

The rule (methods page): every count of people or events in an area from 1 to k is hidden, also
where the source printed it; zeros are shown; nothing is rounded. Further counts are hidden so
that whoever adds and subtracts what is left cannot bring a hidden count closer than `WIDTH`,
whether he knows nothing, knows that zeros are shown, or tells the two marks apart. Hidden
counts leave with every rate, percentage, limit and rank made from them: derived rows of the
public edition are computed from `Protection.frame`.

Marks. `primary` promises a count of 1 to k. A small total over two or more small parts cannot
carry it: "at most 4, made of two that are not 0" would say too much of the parts. It carries
`secondary`, which promises only that the count is not 0. So do, rarely, small parts of a total
that their marks would bound too closely.

Two publications. Who finds one quantity hidden in one publication reads it in the other. So
where two publications differ by at most k (and neither says 0) both are hidden or none is; equal
values are, on top of that, one unknown in the attack.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from indicators import codes
from indicators.attack import WIDTH, attack
from indicators.exposure import Bools, Floats, Ints, Linked
from indicators.link_guesses import of_several, supposed_links, twins
from indicators.links import Relation, links
from indicators.suppression import choose
from indicators.tables import CASE_COUNT

SMALLEST_K: Final = 4
"""With a smaller k an interval of 1..k is narrower than `WIDTH` whatever else is hidden."""
NATION: Final = "00"
TRIES: Final = 8


class DisclosureError(ValueError):
    """No safe set of hidden counts was found, or the counts cannot be protected as they are."""


@dataclass(frozen=True)
class Protection:
    """The public form of a frame of counts."""

    frame: pd.DataFrame
    """Same rows; `hidden` says no, primary or secondary, `value` is empty where hidden."""
    primary: int
    """Rows marked as small."""
    secondary: int
    """Rows hidden so that none can be worked back."""
    relations: tuple[Relation, ...]
    """All links considered; row numbers are positions in `frame`."""
    needless: int
    """Secondary counts that could be shown again, one by one."""


def protect(counts: pd.DataFrame, k: int, children: Mapping[str, Collection[str]]) -> Protection:
    """Hide what the public edition must not show of `counts` (columns of `CASE_COUNT`).

    Promise: every count of 1..k outside '00' is hidden; `attack` finds no hidden count within an
    interval narrower than `WIDTH`; zeros stay; few others are hidden, totals of provinces and of
    the country last. Rows already marked hidden stay so. Pure and deterministic.
    `children` names the parts of each region.
    Raises DisclosureError for k below 4, a repeated key, a count that is negative or not whole,
    and when no safe set is found (naming the counts).
    """
    _check(counts, k)
    if counts.empty:
        return Protection(counts.copy(), 0, 0, (), 0)
    by_key = links(counts, children)
    relations = (*by_key, *supposed_links(counts, by_key))
    values = counts["value"].to_numpy(dtype=float)
    given = (counts["hidden"] != "no").to_numpy()
    small = (values >= 1) & (values <= k)
    primary = small & ~of_several(relations, small, values != 0)
    primary = np.where(given, (counts["hidden"] == "primary").to_numpy(), primary)
    start = given | (small & (counts["region_code"] != NATION).to_numpy())
    width = np.full(len(counts), float(WIDTH))
    for _ in range(TRIES):
        linked = _linked(counts, relations, primary, k, width)
        hidden, needless = choose(linked, start | np.isin(linked.group, linked.group[start]))
        frame = _hide(counts, hidden, primary)
        found = attack(frame, k, children, relations=relations, at_least=WIDTH)
        narrow = found.loc[found["maximum"] - found["minimum"] < WIDTH, "row"].unique()
        if not len(narrow):
            marks = frame["hidden"].tolist()
            return Protection(
                frame, marks.count("primary"), marks.count("secondary"), relations, needless
            )
        bounding = primary & ~given & _linked_with(relations, narrow, len(counts))
        primary = primary & ~bounding
        width[narrow] += 0 if bounding.any() else 1
    raise DisclosureError(f"no safe set of hidden counts: {_names(counts, narrow)}")


def _linked_with(relations: Iterable[Relation], rows: Ints, size: int) -> Bools:
    """Rows that share a relation with one of `rows`."""
    wanted = set(rows.tolist())
    found = np.zeros(size, dtype=bool)
    for relation in relations:
        members = [relation.total, *relation.parts]
        if not wanted.isdisjoint(members):
            found[members] = True
    return found


def _check(counts: pd.DataFrame, k: int) -> None:
    if k < SMALLEST_K:
        raise DisclosureError(f"k is {k}, must be {SMALLEST_K} or more")
    value = counts["value"]
    odd = np.flatnonzero((value.notna() & ((value < 0) | (value % 1 != 0))).to_numpy())
    if len(odd):
        raise DisclosureError(f"counts that are negative or not whole: {_names(counts, odd)}")
    repeated = np.flatnonzero(counts.duplicated(list(CASE_COUNT.key)).to_numpy())
    if len(repeated):
        raise DisclosureError(f"repeated keys: {_names(counts, repeated)}")


def _names(counts: pd.DataFrame, rows: Ints) -> str:
    """The keys of the rows, without values."""
    keys = counts[list(CASE_COUNT.key)].astype(str).iloc[rows]
    return "; ".join(" ".join(key) for key in keys.itertuples(index=False, name=None))


def _without_large_parts(relations: Iterable[Relation], values: Floats, k: int) -> Bools:
    """Counts that have no part above k: by what is shown they could be small totals."""
    free = values > 0
    for relation in relations:
        if (values[list(relation.parts)] > k).any():
            free[relation.total] = False
    return free


def _linked(
    counts: pd.DataFrame, relations: tuple[Relation, ...], primary: Bools, k: int, width: Floats
) -> Linked:
    values = counts["value"].to_numpy(dtype=float)
    entries = np.array(
        [
            (number, row, sign)
            for number, relation in enumerate(relations)
            for row, sign in ((relation.total, -1.0), *((part, 1.0) for part in relation.parts))
        ]
    ).reshape(-1, 3)
    matrix = sparse.csr_array(
        (entries[:, 2], (entries[:, 0].astype(int), entries[:, 1].astype(int))),
        shape=(len(relations), len(values)),
    )
    exact = np.array([relation.exact for relation in relations], dtype=bool)
    rest = matrix @ values
    doubtful = of_several(relations, _without_large_parts(relations, values, k), values != 0)
    return Linked(
        values=values,
        matrix=matrix,
        exact=exact,
        holds=np.isnan(rest) | np.where(exact, rest == 0, rest <= 0),
        low=np.where(primary, 1.0, k + 1.0),
        high=np.where(primary, k, 1000.0 + 10.0 * np.nanmax(values, initial=0.0)),
        low_by_rule=np.where(doubtful | ~(values > k), 1.0, k + 1.0),
        may_hide=values > 0,
        group=_groups(counts, k),
        cost=_cost(counts, values),
        width=width,
    )


def _groups(counts: pd.DataFrame, k: int) -> Ints:
    """One number for the rows that are hidden together or not at all."""
    pairs = np.array(twins(counts, k), dtype=int).reshape(-1, 2)
    near = sparse.csr_array(
        (np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(counts), len(counts))
    )
    group: Ints = connected_components(near, directed=False)[1].astype(np.int64)
    return group


def _cost(counts: pd.DataFrame, values: Floats) -> Floats:
    """Totals cost more than their parts, provinces and the country most, large a little more."""
    level = counts["region_code"].map(_level_cost).to_numpy(dtype=float)
    totals = sum((counts[name] == codes.ALL).to_numpy(dtype=float) for name in ("sex", "age_band"))
    cost: Floats = level * (1.0 + 0.25 * totals) + np.log1p(np.nan_to_num(values)) / 50
    return cost


def _level_cost(region_code: str) -> float:
    if region_code == NATION:
        return 9.0
    return 1.0 if "." in region_code else 3.0


def _hide(counts: pd.DataFrame, hidden: Bools, primary: Bools) -> pd.DataFrame:
    marks = np.where(primary, "primary", "secondary")
    return counts.assign(value=counts["value"].mask(hidden), hidden=np.where(hidden, marks, "no"))


def hide_outcomes(
    outcomes: pd.DataFrame,
    counts_people: Mapping[str, bool],
    k: int,
    children: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> pd.DataFrame:
    """Hide what the public edition must not show of `outcomes` (columns of `OUTCOME`).

    Promise: counts of people (`counts_people` of their measure) of 1..k outside '00' are hidden,
    and every percentage whose numerator, printed or following from its denominator, is such a
    count, together with numerator and denominator; further rows as in `protect`, where
    `children`, both sexes or two publications would give one back.
    Raises KeyError for a measure that `counts_people` does not know, DisclosureError as `protect`.
    """
    people = np.array([counts_people[name] for name in outcomes["measure_id"]], dtype=bool)
    cells = pd.DataFrame(
        {
            **{name: outcomes[name] for name in CASE_COUNT.key if name in outcomes},
            "unit": outcomes["measure_id"],
            "place": outcomes["area_type"],
            "value": np.where(people, outcomes["value"], _numerators(outcomes, k)),
            "hidden": outcomes["hidden"],
        }
    )
    missing = [name for name in CASE_COUNT.key if name not in cells]
    marks = protect(cells.assign(**dict.fromkeys(missing, codes.ALL)), k, children).frame["hidden"]
    emptied = {
        name: outcomes[name].mask(marks != "no") for name in ("value", "numerator", "denominator")
    }
    return outcomes.assign(**emptied, hidden=marks)


def _numerators(outcomes: pd.DataFrame, k: int) -> Floats:
    """Whole numerators as printed; where none is printed, the one that follows if it is small."""
    printed = outcomes["numerator"].to_numpy(dtype=float)
    follows = (outcomes["value"] / 100 * outcomes["denominator"]).round().to_numpy(dtype=float)
    follows = np.where((follows >= 1) & (follows <= k), follows, np.nan)
    numerator: Floats = np.where(np.isnan(printed), follows, printed)
    return np.where(numerator % 1 == 0, numerator, np.nan)
