"""How close an attacker comes to each hidden count, and what would keep him off.

For each hidden count the largest and the smallest value that fit everything shown are linear
programmes. Their prices say which shown counts, if they were hidden too, would move these limits
apart, and by how much at most: a cut (Fischetti and Salazar 2001, Management Science 47).

What the attacker believes of a hidden count is the strongest that can be true: `primary` is 1 to
k, `secondary` more than k; where the figures contradict that, the rule itself, by which a total
over several hidden counts is `secondary` even if it is small.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from indicators.programme import PRIMAL, Minimum, Programme

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

EPSILON: Final = 1e-6
TABLES: Final = 1500
"""Tables kept in mind at most."""


@dataclass(frozen=True)
class Linked:
    """Counts and their relations as arrays; a row of `matrix` is parts minus total (0 or less)."""

    values: Floats
    matrix: sparse.csr_array
    exact: Bools
    holds: Bools
    """False where the source's own figures contradict the relation."""
    low: Floats
    """Smallest value of the count, once hidden, by its mark alone."""
    high: Floats
    low_by_rule: Floats
    """The same to who knows that the second mark stands on small totals as well."""
    may_hide: Bools
    group: Ints
    """Counts with one number are hidden together."""
    cost: Floats
    width: Floats
    """Largest minus smallest possible value that each count must keep once hidden."""


@dataclass(frozen=True)
class Cut:
    """If `cell` is hidden, hidden groups must together bring `least` of what `gain` says."""

    cell: int
    gain: dict[int, float]
    least: float
    is_sure: bool
    """Holds whatever else is hidden; else it is only likely to."""


@dataclass
class Block:
    """Hidden counts linked with each other, and what an attacker knows of them."""

    cells: Ints
    rows: Ints
    matrix: sparse.csr_array
    right: Floats
    exact: Bools
    low: Floats
    high: Floats
    is_stable: bool
    """What the attacker believes here does not depend on which counts are hidden."""
    is_true: bool
    """The true counts fit the relations."""
    smallest: Floats = field(init=False)
    """Smallest value of each count in a whole-numbered solution met so far."""
    largest: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.smallest = np.full(len(self.cells), np.inf)
        self.largest = np.full(len(self.cells), -np.inf)

    @cached_property
    def programme(self) -> Programme:
        """What the attacker solves."""
        return Programme(self.matrix, self.right, self.exact, self.low, self.high, strategy=PRIMAL)

    def is_possible(self) -> bool:
        """Whether anything fits all of it."""
        found = self.programme.minimum(np.zeros(len(self.cells)))
        if found is not None:
            self.meet(found.solution)
        return found is not None

    def meet(self, solution: Floats) -> bool:
        """Remember a solution in whole numbers; whether it is one and reaches further."""
        whole = np.round(solution)
        if np.abs(solution - whole).max() > EPSILON:
            return False
        further = ((whole < self.smallest) | (whole > self.largest)).any()
        np.minimum(self.smallest, whole, out=self.smallest)
        np.maximum(self.largest, whole, out=self.largest)
        return bool(further)


class Met:
    """Whole-numbered tables that fit what is shown, met so far, and blocks found to be safe.

    A table met while other counts were hidden is met again wherever it changes only counts that
    are hidden still: so most counts need no programme of their own.
    """

    def __init__(self) -> None:
        self.safe: set[bytes] = set()
        self._changes: list[Floats] = []

    def add(self, linked: Linked, block: Block, solution: Floats) -> None:
        """Keep a solution of a block whose relations hold."""
        if block.is_true:
            change = np.zeros(len(linked.values))
            change[block.cells] = np.round(solution) - linked.values[block.cells]
            self.tell(change)

    def tell(self, change: Floats) -> None:
        """A change of the true table, in whole numbers, that fits what is shown."""
        self._changes.append(change)
        del self._changes[:-TABLES]

    def recall(self, linked: Linked, hidden: Bools, blocks: list[Block]) -> None:
        """Tell each block the tables that fit it."""
        if not self._changes or not blocks:
            return
        changes = np.array(self._changes)
        changes = changes[~changes[:, ~hidden].any(axis=1)]
        for block in blocks:
            if block.is_true:
                own = linked.values[block.cells] + changes[:, block.cells]
                own = own[((own >= block.low) & (own <= block.high)).all(axis=1)]
                block.smallest = own.min(axis=0, initial=np.inf)
                block.largest = own.max(axis=0, initial=-np.inf)


def component_labels(matrix: sparse.csr_array) -> Ints:
    """Number of the connected part, of each column and then of each row."""
    rows, columns = matrix.shape
    ends = (matrix.indices, columns + np.repeat(np.arange(rows), np.diff(matrix.indptr)))
    size = rows + columns
    graph = sparse.csr_array((np.ones(len(matrix.indices)), ends), shape=(size, size))
    labels: Ints = connected_components(graph, directed=False)[1].astype(np.int64)
    return labels


def narrow(linked: Linked, hidden: Bools, met: Met, near: Ints | None = None) -> list[Cut]:
    """A cut for every hidden count that does not keep its width; of those `near` the first only.

    Blocks known to be safe are skipped. With `near` no other counts are looked at.
    """
    shown = np.where(hidden, 0.0, linked.values)
    found_blocks = [
        _block(linked, shown, cells, rows)
        for cells, rows in _blocks(linked, hidden)
        if cells.tobytes() not in met.safe
    ]
    met.recall(linked, hidden, found_blocks)
    jobs = [(block, position) for block in found_blocks for position in range(len(block.cells))]
    if near is not None:
        first = set(near.tolist())
        jobs = [job for job in jobs if int(job[0].cells[job[1]]) in first]
    cuts: list[Cut] = []
    for block, position in jobs:
        if cut := _cut_for(linked, hidden, block, position, met):
            cuts.append(cut)
            if near is not None:
                return cuts
    if near is not None:
        return []
    broken = {cut.cell for cut in cuts}
    met.safe |= {b.cells.tobytes() for b in found_blocks if broken.isdisjoint(b.cells.tolist())}
    return cuts


def _blocks(linked: Linked, hidden: Bools) -> Iterator[tuple[Ints, Ints]]:
    """Counts and relations of each connected part of the hidden counts."""
    cells = np.flatnonzero(hidden)
    part = linked.matrix[:, cells]
    rows = np.flatnonzero(np.diff(part.indptr))
    labels = component_labels(part[rows])
    order = np.argsort(labels, kind="stable")
    for members in np.split(order, np.flatnonzero(np.diff(labels[order])) + 1):
        is_cell = members < len(cells)
        if not is_cell.all():
            yield cells[members[is_cell]], rows[members[~is_cell] - len(cells)]


def _block(linked: Linked, shown: Floats, cells: Ints, rows: Ints) -> Block:
    """What the attacker goes by: he lets go of marks, then of relations, that cannot be true."""
    part = linked.matrix[rows]
    true_values_fit = bool(linked.holds[rows].all()) and not np.isnan(linked.values[cells]).any()
    block = Block(
        cells, rows, part[:, cells], -(part @ shown), linked.exact[rows],
        linked.low[cells], linked.high[cells],
        is_stable=not (linked.values[cells] < linked.low[cells]).any(), is_true=true_values_fit,
    )  # fmt: skip
    if (true_values_fit and block.is_stable) or block.is_possible():
        return block
    block = replace(block, low=linked.low_by_rule[cells], is_stable=True)
    if true_values_fit or block.is_possible():
        return block
    block = _without(block, ~linked.holds[rows])
    return block if block.is_possible() else _without(block, np.ones(len(block.rows), dtype=bool))


def _without(block: Block, rows: Bools) -> Block:
    return replace(
        block, rows=block.rows[~rows], matrix=block.matrix[~rows], right=block.right[~rows],
        exact=block.exact[~rows], is_stable=False,
    )  # fmt: skip


def _cut_for(linked: Linked, hidden: Bools, block: Block, position: int, met: Met) -> Cut | None:
    """The cut of one hidden count, None where it keeps its width."""
    need = linked.width[block.cells[position]]
    ends: list[Minimum] = []
    for sign in (-1.0, 1.0):
        if block.largest[position] - block.smallest[position] >= need:
            return None
        end = block.programme.minimum(sign * _unit(len(block.cells), position))
        if end is None:
            raise ArithmeticError("linear programme: nothing fits what is shown")
        if block.meet(end.solution):
            met.add(linked, block, end.solution)
        ends.append(end)
    up, down = ends
    if np.floor(-up.value + EPSILON) - np.ceil(down.value - EPSILON) >= need:
        return None
    missing = need - (-up.value - down.value)
    return _cut(linked, hidden, block, position, up.prices, down.prices, missing)


def _unit(size: int, position: int) -> Floats:
    unit = np.zeros(size)
    unit[position] = 1.0
    return unit


def _cut(
    linked: Linked, hidden: Bools, block: Block, position: int, up: Floats, down: Floats,
    missing: float,
) -> Cut:  # fmt: skip
    """What each shown count would add to the width if it were hidden, by the prices of the rows.

    A shown count can go up without limit and down to the smallest value its mark allows. Gains
    above what is missing count as that.
    """
    is_sure = block.is_stable and missing > EPSILON
    least = max(missing, 0.5)
    rows = linked.matrix[block.rows]
    room = np.maximum(linked.values - linked.low, 0.0)
    both = np.zeros(len(linked.values))
    for price in (rows.T @ up, rows.T @ down):
        both += np.where(price > EPSILON, least, np.where(price < 0, -price * room, 0.0))
    gain: dict[int, float] = {}
    for cell in np.flatnonzero((both > EPSILON) & linked.may_hide & ~hidden):
        group = int(linked.group[cell])
        gain[group] = min(least, gain.get(group, 0.0) + float(both[cell]))
    return Cut(int(block.cells[position]), gain, least, is_sure)
