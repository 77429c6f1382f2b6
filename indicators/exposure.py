"""How close an attacker comes to each hidden count, and what would keep him off.

For each hidden count the largest and the smallest value that fit everything shown are linear
programmes. Their prices say which shown counts, if they were hidden too, would move these limits
apart, and by how much at most: a cut (Fischetti and Salazar 2001, Management Science 47).

What the attacker believes of a hidden count is the strongest that can be true: `primary` is 1 to
k, `secondary` more than k; where the figures contradict that, the rule itself, by which a total
over several hidden counts is `secondary` even if it is small.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, cast

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import linprog
from scipy.sparse.csgraph import connected_components

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

EPSILON: Final = 1e-6
COLUMNS_AT_ONCE: Final = 3000
"""Programmes are solved side by side up to this size: a call costs more than a small programme."""
_solve_linear = cast(Callable[..., Any], linprog)  # its stubs know no sparse matrices


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
    smallest: Floats = field(init=False)
    """Smallest value of each count in a whole-numbered solution met so far."""
    largest: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.smallest = np.full(len(self.cells), np.inf)
        self.largest = np.full(len(self.cells), -np.inf)

    def is_possible(self) -> bool:
        """Whether anything fits all of it."""
        return bool(minima([(self, np.zeros(len(self.cells)))]))


@dataclass(frozen=True)
class Minimum:
    """Optimum of one programme and the price of each row of its block."""

    value: float
    prices: Floats


def component_labels(matrix: sparse.csr_array) -> Ints:
    """Number of the connected part, of each column and then of each row."""
    rows, columns = matrix.shape
    ends = (matrix.indices, columns + np.repeat(np.arange(rows), np.diff(matrix.indptr)))
    size = rows + columns
    graph = sparse.csr_array((np.ones(len(matrix.indices)), ends), shape=(size, size))
    labels: Ints = connected_components(graph, directed=False)[1].astype(np.int64)
    return labels


def narrow(linked: Linked, hidden: Bools, safe: set[bytes], near: Ints | None = None) -> list[Cut]:
    """A cut for every hidden count that does not keep its width.

    Blocks named in `safe` are skipped, blocks found to be safe are added. With `near`, counts to
    look at first, the search ends with the first few such counts.
    """
    shown = np.where(hidden, 0.0, linked.values)
    found_blocks = [
        _block(linked, shown, cells, rows)
        for cells, rows in _blocks(linked, hidden)
        if cells.tobytes() not in safe
    ]
    jobs = [(block, position) for block in found_blocks for position in range(len(block.cells))]
    if near is not None:
        first = set(near.tolist())
        jobs.sort(key=lambda job: int(job[0].cells[job[1]]) not in first)
    cuts = _cuts(linked, hidden, jobs, near is not None)
    broken = {cut.cell for cut in cuts}
    if near is None:
        safe |= {b.cells.tobytes() for b in found_blocks if broken.isdisjoint(b.cells.tolist())}
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
    block = Block(
        cells, rows, part[:, cells], -(part @ shown), linked.exact[rows],
        linked.low[cells], linked.high[cells],
        is_stable=not (linked.values[cells] < linked.low[cells]).any(),
    )  # fmt: skip
    true_values_fit = bool(linked.holds[rows].all()) and not np.isnan(linked.values[cells]).any()
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


def minima(jobs: Sequence[tuple[Block, Floats]]) -> list[Minimum]:
    """Minimum of each job's objective over its block; [] when one has no solution at all."""
    matrix = sparse.block_diag([block.matrix for block, _ in jobs], format="csr")
    right = np.concatenate([block.right for block, _ in jobs])
    exact = np.concatenate([block.exact for block, _ in jobs])
    low = np.concatenate([block.low for block, _ in jobs])
    high = np.concatenate([block.high for block, _ in jobs])
    result = _solve_linear(
        np.concatenate([goal for _, goal in jobs]),
        A_ub=matrix[~exact], b_ub=right[~exact], A_eq=matrix[exact], b_eq=right[exact],
        bounds=np.column_stack([low, high]), method="highs-ds", options={"presolve": False},
    )  # fmt: skip
    if result.status == 2:
        return []
    if result.status != 0:
        raise ArithmeticError(f"linear programme: {result.message}")
    prices = np.zeros(len(right))
    prices[exact], prices[~exact] = result.eqlin.marginals, result.ineqlin.marginals
    found: list[Minimum] = []
    column = row = 0
    for block, goal in jobs:
        solution = result.x[column : column + len(goal)]
        _remember(block, solution)
        found.append(Minimum(float(goal @ solution), prices[row : row + len(block.rows)]))
        column, row = column + len(goal), row + len(block.rows)
    return found


def _remember(block: Block, solution: Floats) -> None:
    whole = np.round(solution)
    if np.abs(solution - whole).max() < EPSILON:
        np.minimum(block.smallest, whole, out=block.smallest)
        np.maximum(block.largest, whole, out=block.largest)


def _cuts(
    linked: Linked, hidden: Bools, jobs: list[tuple[Block, int]], first_only: bool
) -> list[Cut]:
    found: list[Cut] = []
    columns = COLUMNS_AT_ONCE
    at_once = 4 if first_only else len(jobs)
    while jobs := [
        (block, i)
        for block, i in jobs
        if block.largest[i] - block.smallest[i] < linked.width[block.cells[i]]
    ]:
        size = np.cumsum([2 * len(block.cells) for block, _ in jobs])
        count = min(at_once, max(2, int(np.searchsorted(size, columns))))
        now, jobs = jobs[:count], jobs[count:]
        answers = minima(
            [(block, sign * _unit(len(block.cells), i)) for block, i in now for sign in (-1, 1)]
        )
        for (block, i), up, down in zip(now, answers[::2], answers[1::2], strict=True):
            need = linked.width[block.cells[i]]
            whole = np.floor(-up.value + EPSILON) - np.ceil(down.value - EPSILON)
            if whole < need:
                missing = need - (-up.value - down.value)
                found.append(_cut(linked, hidden, block, i, up.prices, down.prices, missing))
        if found and first_only:
            break
        at_once = max(at_once, count * 4)
    return found


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
