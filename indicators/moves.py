"""The cheapest counts to hide so that each hidden one can move, one after the other.

For a hidden count the linear programme finds the change of the whole table that moves it far
enough at the least cost of counts not hidden yet; those are hidden too (Kelly, Golden and Assad
1992, Networks 22). Every change found fits everything that is shown from then on.
"""

from __future__ import annotations

from collections import deque
from typing import Final

import numpy as np
from scipy import sparse

from indicators.exposure import EPSILON, Bools, Floats, Linked, Met
from indicators.programme import Programme

FREE: Final = 0.01
"""Share of its cost that moving a hidden count has: changes of few counts are worth more."""


class Moves:
    """Changes of one table that fit everything shown, and how far each count moves in them."""

    def __init__(self, linked: Linked, hidden: Bools) -> None:
        """`hidden` must be hidden; more may be."""
        known = ~np.isnan(linked.values)
        values = np.nan_to_num(linked.values)
        low = np.where(values < linked.low, linked.low_by_rule, linked.low)
        may = known & (hidden | linked.may_hide)
        room = np.where(linked.exact, 0.0, np.maximum(-(linked.matrix @ values), 0.0))
        self._linked = linked
        self._start = hidden
        self._up = np.where(may, np.maximum(linked.high - values, 0.0), 0.0)
        self._down = np.where(may, np.maximum(values - low, 0.0), 0.0)
        self._cost = np.bincount(linked.group, linked.cost)[linked.group]
        self._programme = Programme(
            sparse.csr_array(sparse.hstack([linked.matrix, -linked.matrix], format="csr")),
            room, linked.exact, np.zeros(2 * len(values)),
            np.concatenate([self._up, self._down]),
        )  # fmt: skip

    def loosen(self, met: Met) -> Bools:
        """All counts to hide so that each can move by its width.

        Promise: counts that cannot move far enough whatever is hidden, or whose values are
        unknown, are left as they are. Tells `met` the changes. Deterministic.
        """
        hidden = self._start.copy()
        lowest, highest = np.zeros(len(hidden)), np.zeros(len(hidden))
        waiting = deque(np.flatnonzero(hidden).tolist())
        while waiting:
            cell = waiting.popleft()
            for sign in (1, -1):
                lacking = self._linked.width[cell] - (highest[cell] - lowest[cell])
                far = highest[cell] if sign > 0 else -lowest[cell]
                goal = min(far + lacking, (self._up if sign > 0 else self._down)[cell])
                if lacking < EPSILON or goal <= far:
                    continue
                change = self._change(cell, sign * goal, hidden)
                if change is None:
                    continue
                np.maximum(highest, change, out=highest)
                np.minimum(lowest, change, out=lowest)
                waiting.extend(self._hide(hidden, change))
                if np.abs(change - np.round(change)).max() < EPSILON:
                    met.tell(np.round(change))
        return hidden

    def _hide(self, hidden: Bools, change: Floats) -> list[int]:
        """Hide all that the change moves; the counts that were not hidden before."""
        touched = self._linked.group[np.abs(change) > EPSILON]
        further = ~hidden & self._linked.may_hide & np.isin(self._linked.group, touched)
        hidden |= further
        return [int(cell) for cell in np.flatnonzero(further)]

    def _change(self, cell: int, by: float, hidden: Bools) -> Floats | None:
        """The cheapest change of the table that moves `cell` by so much."""
        size = len(hidden)
        low = np.zeros(2 * size)
        high = np.concatenate([self._up, self._down])
        own, other = (cell, cell + size) if by > 0 else (cell + size, cell)
        low[own] = high[own] = abs(by)
        high[other] = 0.0
        cost = np.where(hidden, FREE * self._cost, self._cost)
        self._programme.set_bounds(low, high)
        found = self._programme.minimum(np.concatenate([cost, cost]))
        return None if found is None else found.solution[:size] - found.solution[size:]
