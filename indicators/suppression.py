"""Which further counts to hide so that no hidden one can be worked back.

The cheapest set is found by cutting planes: `exposure` says which demands the present choice
breaks, an integer programme picks the cheapest set that meets all demands so far, and so on
until none is broken. What turns out not to be needed is shown again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from indicators.exposure import EPSILON, Bools, Cut, Ints, Linked, component_labels, narrow

ROUNDS_IN_FULL: Final = 12
"""Rounds in which everything chosen is open to change; afterwards choices only add up."""
EFFORT: Final = ((60, 0.0, 2000), (200, 0.05, 20), (10**9, 0.15, 20))
"""Groups to choose from: how far above its optimum the integer programme may stop, and nodes."""


def choose(linked: Linked, hidden: Bools) -> tuple[Bools, int]:
    """Hide what must be hidden beside `hidden`: all hidden counts, and how many are needless.

    Promise: every hidden count of a connected part keeps its `width`, unless hiding more of what
    `may_hide` cannot bring that about; the same input gives the same answer.
    """
    chosen = hidden.copy()
    needless = 0
    for cells in _components(linked, hidden):
        part = _take(linked, cells)
        fixed = hidden[cells]
        result, cuts = _cover(part, fixed)
        shown = 1
        while shown:
            result, shown = _show_again(part, fixed, result, cuts)
        chosen[cells] = result
        needless += shown
    return chosen, needless


def _components(linked: Linked, hidden: Bools) -> Iterator[Ints]:
    """Counts linked with each other, groups included, for each part that hides anything."""
    count = len(linked.values)
    together = sparse.csr_array(
        (np.ones(count), (linked.group, np.arange(count))), shape=(count, count)
    )
    labels = component_labels(sparse.vstack([linked.matrix, together], format="csr"))[:count]
    for label in np.unique(labels[hidden]):
        yield np.flatnonzero(labels == label)


def _take(linked: Linked, cells: Ints) -> Linked:
    """The part of `linked` that consists of `cells`."""
    matrix = linked.matrix[:, cells]
    rows = np.flatnonzero(np.diff(matrix.indptr))
    per_cell = {
        name: getattr(linked, name)[cells]
        for name in ("values", "low", "high", "low_by_rule", "may_hide", "cost", "width")
    }
    return replace(
        linked, **per_cell, matrix=matrix[rows], exact=linked.exact[rows],
        holds=linked.holds[rows],
        group=np.unique(linked.group[cells], return_inverse=True)[1].astype(np.int64),
    )  # fmt: skip


def _cover(linked: Linked, fixed: Bools) -> tuple[Bools, list[Cut]]:
    """Hide more until every hidden count keeps its width; the demands met on the way.

    Stops short when no choice meets the demands.
    """
    hidden, fixed = fixed, fixed.copy()
    cuts: list[Cut] = []
    safe: set[bytes] = set()
    rounds = 0
    while found := narrow(linked, hidden, safe):
        rounds += 1
        cuts += found
        chosen = _cheapest(linked, fixed, cuts)
        if chosen is None or (chosen == hidden).all():
            break
        hidden = chosen
        if rounds >= ROUNDS_IN_FULL:
            fixed |= hidden
    return hidden, cuts


def _cheapest(linked: Linked, fixed: Bools, cuts: Sequence[Cut]) -> Bools | None:
    """The cheapest counts to hide that meet every cut; None when none do."""
    size = int(linked.group.max()) + 1
    cost = np.bincount(linked.group, linked.cost, size)
    is_fixed = np.zeros(size)
    is_fixed[linked.group[fixed]] = 1.0
    demand = np.zeros((len(cuts), size))
    for number, cut in enumerate(cuts):
        demand[number, list(cut.gain)] = list(cut.gain.values())
        demand[number, linked.group[cut.cell]] -= cut.least
    open_ = np.flatnonzero((demand != 0).any(axis=0) & (is_fixed == 0))
    if not len(open_):
        return None
    least = -demand[:, is_fixed == 1].sum(axis=1)
    gap, nodes = next(effort[1:] for effort in EFFORT if len(open_) <= effort[0])
    result = milp(
        cost[open_],
        constraints=LinearConstraint(sparse.csr_array(demand[:, open_]), least - EPSILON, np.inf),
        bounds=Bounds(0, 1),
        integrality=np.ones(len(open_), dtype=np.int64),
        options={"mip_rel_gap": gap, "node_limit": nodes},
    )
    if result.x is None:
        return None
    picked = is_fixed
    picked[open_[result.x > 0.5]] = 1.0
    chosen: Bools = fixed | (linked.may_hide & (picked[linked.group] == 1.0))
    return chosen


def _show_again(
    linked: Linked, fixed: Bools, hidden: Bools, cuts: Sequence[Cut]
) -> tuple[Bools, int]:
    """Show every group that need not be hidden, dearest first, and say how many."""
    cost = np.bincount(linked.group, linked.cost)
    groups = np.unique(linked.group[hidden & ~fixed])
    shown = 0
    for group in groups[np.argsort(-cost[groups], kind="stable")]:
        trial = hidden & (linked.group != group)
        if _meets(linked, trial, cuts) and _is_spare(linked, fixed, hidden, group):
            hidden = trial
            shown += 1
    return hidden, shown


def _meets(linked: Linked, hidden: Bools, cuts: Sequence[Cut]) -> bool:
    groups = set(linked.group[hidden].tolist())
    return all(
        not (cut.is_sure and hidden[cut.cell])
        or sum(gain for group, gain in cut.gain.items() if group in groups) > cut.least - EPSILON
        for cut in cuts
    )


def _is_spare(linked: Linked, fixed: Bools, hidden: Bools, group: np.int64) -> bool:
    members = linked.group == group
    if (fixed & members).any():
        return False
    rows = np.flatnonzero(np.diff(linked.matrix[:, np.flatnonzero(members)].indptr))
    near = np.unique(linked.matrix[rows].indices).astype(np.int64)
    return not narrow(linked, hidden & ~members, set(), near)
