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

Beside the published counts stand two kinds of row that are never shown: small rests that nobody
printed and everybody can subtract (`implied`), and counts of earlier public editions that are no
longer as they were (`earlier`). What an earlier edition showed with the value it has now is known
for good: it is hidden where it is small, hides nothing else, and is told in `taken_back`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import numpy as np
import pandas as pd

from indicators import codes
from indicators.attack import WIDTH, attack
from indicators.earlier import nothing
from indicators.exposure import Bools, Floats, Ints
from indicators.linked import linked
from indicators.links import Relation
from indicators.puzzle import Puzzle, puzzle, with_marks
from indicators.suppression import choose
from indicators.tables import CASE_COUNT

SMALLEST_K: Final = 4
"""With a smaller k an interval of 1..k is narrower than `WIDTH` whatever else is hidden."""
TRIES: Final = 8
TRIES_FIRST: Final = 2
"""Tries before it is asked what earlier editions have given away for good."""


class DisclosureError(ValueError):
    """No safe set of hidden counts was found, or the counts cannot be protected as they are.

    `cells` are the rows concerned, without their values.
    """

    def __init__(self, message: str, cells: pd.DataFrame | None = None) -> None:
        super().__init__(message)
        self.cells = None if cells is None else cells.drop(columns="value")


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
    """All links among the rows of `frame`; numbers are positions in it."""
    needless: int
    """Secondary counts that could be shown again, one by one."""
    seen: pd.DataFrame
    """What the attacker has: `frame` with what earlier editions showed, then counts of earlier
    editions and rests that nobody printed (`earlier`, `implied`)."""
    seen_relations: tuple[Relation, ...]
    """All links among the rows of `seen`."""
    taken_back: tuple[int, ...]
    """Small counts, hidden from now on, that an earlier edition showed."""
    beyond: tuple[int, ...]
    """Rows of `seen` that follow from what earlier editions showed, whatever is hidden now."""


def protect(
    counts: pd.DataFrame, k: int, children: Mapping[str, Collection[str]],
    earlier: pd.DataFrame | None = None,
) -> Protection:  # fmt: skip
    """Hide what the public edition must not show of `counts` (columns of `CASE_COUNT`).

    Promise: every count of 1..k outside '00' is hidden; `attack` finds no hidden count within an
    interval narrower than `WIDTH`; zeros stay; few others are hidden, totals of provinces and of
    the country last. Rows already marked hidden stay so. Pure and deterministic.
    `children` names the parts of each region; `earlier` is what earlier public editions said
    (`earlier.COLUMNS`). What those have shown counts as known, and what follows from it is no
    fault of this edition: `taken_back` and `beyond` name it.
    Raises DisclosureError for k below 4, a repeated key, a count that is negative or not whole,
    and when no safe set is found (naming the counts).
    """
    _check(counts, k)
    if counts.empty:
        return Protection(counts.copy(), 0, 0, (), 0, counts.copy(), (), (), ())
    whole = puzzle(counts, k, children, nothing() if earlier is None else earlier)
    beyond = np.zeros(len(whole.table), dtype=bool)
    more, tries = 1, TRIES_FIRST if whole.is_old_news.any() else TRIES
    while True:
        try:
            return _protected(counts, k, children, whole, beyond, tries)
        except _NarrowError as error:
            lost = _inevitable(k, children, whole, ~beyond)
            near = _nearest(whole, error.rows)
            if len(lost):
                beyond[lost] = True
            elif tries < TRIES:
                tries = TRIES
            elif len(near):
                going = np.isin(whole.group, whole.group[near[:more]])
                whole = replace(whole, must=whole.must | going)
                more *= 2
            else:
                raise DisclosureError(
                    f"no safe set of hidden counts: {_names(whole.table, error.rows)}",
                    whole.table.iloc[error.rows],
                ) from None


class _NarrowError(Exception):
    """Nothing was found to keep an attacker away from `rows`."""

    def __init__(self, rows: Ints) -> None:
        super().__init__(len(rows))
        self.rows = rows


def _protected(
    counts: pd.DataFrame, k: int, children: Mapping[str, Collection[str]], whole: Puzzle,
    beyond: Bools, tries: int,
) -> Protection:  # fmt: skip
    """Protection of all but the rows `beyond`. _NarrowError when none was found."""
    primary, must, shown = whole.primary, whole.must, whole.shown
    width = np.where(beyond, 0.0, float(WIDTH))
    for _ in range(tries):
        arrays = linked(
            whole.table, whole.relations, primary, k, width, whole.cost, whole.may_hide, whole.group
        )
        hidden, needless = choose(arrays, must & ~shown)
        seen = whole.hide(hidden, primary)
        narrow = _narrow(seen, k, children, whole.relations, ~beyond)
        if not len(narrow):
            size = whole.size
            frame = with_marks(counts, (hidden | must)[:size], primary[:size])
            marks = frame["hidden"].tolist()
            taken_back = np.flatnonzero((whole.small & must & shown)[:size])
            return Protection(
                frame, marks.count("primary"), marks.count("secondary"), whole.own_relations,
                needless, seen, whole.relations,
                tuple(taken_back.tolist()), tuple(np.flatnonzero(beyond).tolist()),
            )  # fmt: skip
        bounding = primary & ~whole.given & _linked_with(whole.relations, narrow, len(primary))
        primary = primary & ~bounding
        width[narrow] += 0 if bounding.any() else 1
    raise _NarrowError(narrow)


def _narrow(
    seen: pd.DataFrame, k: int, children: Mapping[str, Collection[str]],
    relations: tuple[Relation, ...], asked: Bools,
) -> Ints:  # fmt: skip
    """Which of the rows `asked` an attacker brings within less than `WIDTH`."""
    found = attack(seen, k, children, relations=relations, at_least=WIDTH)
    is_narrow = (found["maximum"] - found["minimum"] < WIDTH).to_numpy()
    rows: Ints = np.unique(found["row"].to_numpy(dtype=np.int64)[is_narrow])
    return rows[asked[rows]]


def _inevitable(
    k: int, children: Mapping[str, Collection[str]], whole: Puzzle, asked: Bools
) -> Ints:
    """Rows that earlier editions give away even when all is hidden that still can be."""
    seen = whole.hide((whole.must | whole.may_hide) & ~whole.shown, whole.primary)
    return _narrow(seen, k, children, whole.relations, asked & whole.is_old_news)


def _nearest(whole: Puzzle, rows: Ints) -> Ints:
    """What may still be hidden and is linked most closely with `rows`, the cheapest first.

    A last resort where the choice of what to hide ends without an answer: figures that contradict
    each other, or an older form of them.
    """
    while len(rows):
        reached = _linked_with(whole.relations, rows, len(whole.must))
        found = np.flatnonzero(reached & whole.may_hide & ~whole.must)
        if len(found):
            return found[np.argsort(whole.cost[found], kind="stable")]
        reached[rows] = True
        rows = np.flatnonzero(reached) if reached.sum() > len(rows) else rows[:0]
    return rows


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


def hide_outcomes(
    outcomes: pd.DataFrame,
    counts_people: Mapping[str, bool],
    k: int,
    children: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> pd.DataFrame:
    """`protect_outcomes` of an edition before which there was none: the rows, emptied."""
    marks = protect_outcomes(outcomes, counts_people, k, children).frame["hidden"]
    emptied = {
        name: outcomes[name].mask(marks != "no") for name in ("value", "numerator", "denominator")
    }
    return outcomes.assign(**emptied, hidden=marks)


def protect_outcomes(
    outcomes: pd.DataFrame,
    counts_people: Mapping[str, bool],
    k: int,
    children: Mapping[str, Collection[str]],
    earlier: pd.DataFrame | None = None,
) -> Protection:
    """Hide what the public edition must not show of `outcomes` (columns of `OUTCOME`).

    Promise: counts of people (`counts_people` of their measure) of 1..k outside '00' are hidden,
    and every percentage whose numerator, printed or following from its denominator, is such a
    count, together with numerator and denominator; further rows as in `protect`, where
    `children`, both sexes or two publications would give one back.
    Rows of the answer are counts: `unit` is the measure, `place` the area type. `earlier` holds
    outcomes of earlier editions as they were printed, with `edition`.
    Raises KeyError for a measure that `counts_people` does not know, DisclosureError as `protect`.
    """
    before = None
    if earlier is not None:
        known = earlier["measure_id"].isin(list(counts_people))
        before = _as_counts(earlier[known], counts_people, k)
    return protect(_as_counts(outcomes, counts_people, k), k, children, before)


def _as_counts(outcomes: pd.DataFrame, counts_people: Mapping[str, bool], k: int) -> pd.DataFrame:
    """The people that outcomes count: values, or numerators of percentages."""
    people = np.array([counts_people[name] for name in outcomes["measure_id"]], dtype=bool)
    told = [name for name in (*CASE_COUNT.key, "edition") if name in outcomes]
    missing = [name for name in CASE_COUNT.key if name not in outcomes]
    names = {"unit": outcomes["measure_id"], "place": outcomes["area_type"]}
    return outcomes[told].assign(
        **dict.fromkeys(missing, codes.ALL) | names,
        value=np.where(people, outcomes["value"], _numerators(outcomes, k)),
        hidden=outcomes["hidden"],
    )


def _numerators(outcomes: pd.DataFrame, k: int) -> Floats:
    """Whole numerators as printed; where none is printed, the one that follows if it is small."""
    printed = outcomes["numerator"].to_numpy(dtype=float)
    follows = (outcomes["value"] / 100 * outcomes["denominator"]).round().to_numpy(dtype=float)
    follows = np.where((follows >= 1) & (follows <= k), follows, np.nan)
    numerator: Floats = np.where(np.isnan(printed), follows, printed)
    return np.where(numerator % 1 == 0, numerator, np.nan)
