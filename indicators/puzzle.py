"""The counts to protect, with all that anybody knows beside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from indicators.earlier import known
from indicators.exposure import Bools, Floats, Ints
from indicators.implied import IMPLIED, NATION, rests
from indicators.link_guesses import of_several, supposed_links
from indicators.linked import costs, groups
from indicators.links import Relation, links


@dataclass(frozen=True)
class Puzzle:
    """Arrays have one entry for each row of `table`."""

    size: int
    """How many counts there are to publish: the first rows of `table`."""
    table: pd.DataFrame
    """The counts, then rows of earlier editions, then rests."""
    relations: tuple[Relation, ...]
    own_relations: tuple[Relation, ...]
    """Those among the counts alone."""
    given: Bools
    """Hidden before anything was chosen."""
    small: Bools
    primary: Bools
    must: Bools
    """Hidden whatever else is: small, and what goes with a small count."""
    shown: Bools
    """An earlier edition showed the value of now: hiding it helps nothing."""
    may_hide: Bools
    is_old_news: Bools
    """Connected with anything that an earlier edition showed."""
    group: Ints
    cost: Floats

    def hide(self, hidden: Bools, primary: Bools) -> pd.DataFrame:
        """What the attacker has when `hidden` is hidden with these marks."""
        seen = with_marks(self.table, hidden, primary)
        seen["hidden"] = seen["hidden"].mask(self.table["hidden"] == IMPLIED, IMPLIED)
        return seen


def with_marks(counts: pd.DataFrame, hidden: Bools, primary: Bools) -> pd.DataFrame:
    """`counts` without the values of `hidden`."""
    marks = np.where(primary, "primary", "secondary")
    return counts.assign(value=counts["value"].mask(hidden), hidden=np.where(hidden, marks, "no"))


def puzzle(
    counts: pd.DataFrame, k: int, children: Mapping[str, Collection[str]], earlier: pd.DataFrame
) -> Puzzle:
    """All that is known of `counts`: sums, earlier editions, rests that nobody printed."""
    by_key = links(counts, children)
    own = (*by_key, *supposed_links(counts, by_key))
    before = known(counts, earlier, k, children)
    table = _behind(counts, before.rows)
    rest = rests(table, (*by_key, *before.relations), k)
    table = _behind(table, rest.rows)
    relations = (*own, *before.relations, *rest.relations)
    size, further = len(counts), len(table) - len(counts)
    position = np.arange(len(table))
    shown = np.append(before.shown, np.zeros(further, dtype=bool))
    old = shown | ((position >= size) & (position < size + len(before.rows)))

    values = table["value"].to_numpy(dtype=float)
    given = (table["hidden"] != "no").to_numpy()
    small = (values >= 1) & (values <= k)
    marked = small & ~of_several(relations, small, values != 0)
    group = np.append(groups(counts, k), position[size:])
    in_area = (table["region_code"] != NATION).to_numpy() & (position < size)
    must = given | (small & in_area)
    return Puzzle(
        size=size,
        table=table,
        relations=relations,
        own_relations=own,
        given=given,
        small=small,
        primary=np.where(given, (table["hidden"] == "primary").to_numpy(), marked),
        must=must | np.isin(group, group[must]),
        shown=shown,
        may_hide=(values > 0) & ~shown & (position < size),
        is_old_news=_reached(relations, old) if old.any() else old,
        group=group,
        cost=np.append(costs(counts, before.kept_hidden), np.ones(further)),
    )


def _behind(counts: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    whole = pd.concat([counts, rows], ignore_index=True) if len(rows) else counts
    return whole.reset_index(drop=True)


def _reached(relations: Collection[Relation], start: Bools) -> Bools:
    """Rows connected with one of `start`."""
    ends = [(one.total, part) for one in relations for part in one.parts]
    first, other = np.array(ends, dtype=int).reshape(-1, 2).T
    near = sparse.csr_array((np.ones(len(ends)), (first, other)), shape=(len(start), len(start)))
    label = connected_components(near, directed=False)[1]
    reached: Bools = np.isin(label, label[start])
    return reached
