"""What an outsider can work out of the public edition: the test that disclosure control must pass.

Reads the public frame alone: the counts that are shown, the marks on those that are not, and
which counts add up to which others. For each hidden count it states the smallest and the
largest value that fit all of that, for three attackers:

1. knows that counts are not negative;
2. knows besides that zeros are shown, so a hidden count is at least 1;
3. tells the two marks apart: `primary` is 1 to k, `secondary` more than k. Where that
   contradicts the figures he remembers that a total over several hidden counts carries the second
   mark even if it is small; where that does not help, that any count can.

Shares with `disclosure` only the list of relations (`links`), nothing of how counts are chosen.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse.csgraph import connected_components

from indicators.implied import IMPLIED
from indicators.link_guesses import Bools, of_several
from indicators.links import Relation, links
from indicators.programme import PRIMAL, Programme
from indicators.tables import CASE_COUNT

Floats = npt.NDArray[np.float64]

WIDTH: Final = 3
"""Largest minus smallest possible value that every hidden count must keep, at least."""
ATTACKERS: Final = (1, 2, 3)
WHOLE: Final = 1e-6
NODES: Final = 20_000
"""Of an integer programme; beyond, the build says that it cannot tell, instead of hanging."""
CEILING: Final = 1e7
"""Stands for "no upper limit" in a programme; above half of it a maximum is reported as inf."""


@dataclass(frozen=True)
class Unknowns:
    """Hidden counts linked with each other: rows of the frame, their relations, their marks."""

    rows: npt.NDArray[np.int64]
    matrix: sparse.csr_array
    lower: Floats
    upper: Floats
    """Each relation, parts minus total, lies between these two."""
    is_small: Bools
    may_be_small: Bools
    is_implied: Bools
    """Counts that nobody printed: no mark says that they are not 0."""


def attack(
    public: pd.DataFrame, k: int, children: Mapping[str, Collection[str]], *,
    relations: Iterable[Relation] = (), at_least: int | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Possible values of each hidden count: key, `row`, `attacker`, `minimum`, `maximum`.

    Promise: the exact interval of whole numbers (`maximum` inf when there is no limit); with
    `at_least`, the search for a count stops once its interval is known to be that wide, and the
    interval reported is one the true one contains. `row` is the position in `public`;
    `relations` are links to suppose beside those the keys give (`Protection.relations`). A count
    with the mark `implied` is one that nobody printed (`implied`).
    """
    known = dict.fromkeys((*links(public, children), *relations))
    found: list[tuple[int, int, float, float]] = []
    for unknowns in _unknowns(public, list(known)):
        within: Floats | None = None
        for attacker in reversed(ATTACKERS):
            low, high = _limits(unknowns, attacker, k)
            believed = unknowns
            if _solve(unknowns, np.zeros(len(low)), low, high) is None:
                believed, within = _without_contradictions(unknowns, low, high), None
            interval = _intervals(believed, low, high, within, at_least)
            within = interval if believed is unknowns else None
            found += [
                (int(row), attacker, *ends)
                for row, ends in zip(unknowns.rows, interval.T.tolist(), strict=True)
            ]
    result = pd.DataFrame(found, columns=["row", "attacker", "minimum", "maximum"])
    result = result.sort_values(["row", "attacker"], ignore_index=True)
    keys = public[list(CASE_COUNT.key)].iloc[result["row"].to_numpy()].reset_index(drop=True)
    return pd.concat([keys, result], axis=1)


def _unknowns(public: pd.DataFrame, relations: list[Relation]) -> Iterator[Unknowns]:
    """The hidden counts in connected parts; those in no relation one by one."""
    values = public["value"].to_numpy(dtype=float)
    hidden = (public["hidden"] != "no").to_numpy()
    is_small = (public["hidden"] == "primary").to_numpy()
    is_implied = (public["hidden"] == IMPLIED).to_numpy()
    entries = [
        (number, row, sign)
        for number, relation in enumerate(relations)
        for row, sign in ((relation.total, -1.0), *((part, 1.0) for part in relation.parts))
    ]
    lines, columns, signs = np.array(entries).T if entries else np.zeros((3, 0))
    matrix = sparse.csr_array(
        (signs, (lines.astype(int), columns.astype(int))), shape=(len(relations), len(values))
    )
    exact = np.array([relation.exact for relation in relations], dtype=bool)
    shown = matrix @ np.where(hidden, 0.0, np.nan_to_num(values))
    rows = np.flatnonzero(hidden)
    among = matrix[:, rows]
    may_be_small = _may_be_small(public, relations)
    parts, label = connected_components(abs(among).T @ abs(among), directed=False)
    for part in range(parts):
        cells = np.flatnonzero(label == part)
        own = among[:, cells]
        used = np.flatnonzero(np.diff(own.indptr))
        upper = -shown[used]
        lower = np.where(exact[used], upper, -np.inf)
        yield Unknowns(
            rows[cells], own[used], lower, upper, is_small[rows[cells]],
            may_be_small[rows[cells]], is_implied[rows[cells]],
        )  # fmt: skip


def _may_be_small(public: pd.DataFrame, relations: list[Relation]) -> Bools:
    """Counts with the second mark that the rule allows to be small."""
    hidden = (public["hidden"] != "no").to_numpy()
    shown = np.where(hidden, 0.0, np.nan_to_num(public["value"].to_numpy(dtype=float)))
    admitted = (public["hidden"] == "secondary").to_numpy().copy()
    for relation in relations:
        if (shown[list(relation.parts)] > 0).any():
            admitted[relation.total] = False
    return of_several(relations, admitted, hidden)


def _limits(unknowns: Unknowns, attacker: int, k: int) -> tuple[Floats, Floats]:
    """Smallest and largest value of each unknown that the attacker admits beforehand."""
    size = len(unknowns.rows)
    low, high = np.where(unknowns.is_implied, 0.0, float(attacker > 1)), np.full(size, CEILING)
    if attacker < 3:
        return low, high
    high[unknowns.is_small] = k
    for small in (unknowns.is_small, unknowns.is_small | unknowns.may_be_small):
        believed = np.where(unknowns.is_implied, 0.0, np.where(small, 1.0, k + 1.0))
        if _solve(unknowns, np.zeros(size), believed, high) is not None:
            return believed, high
    return low, high


def _solve(
    unknowns: Unknowns, goal: Floats, low: Floats, high: Floats, whole: bool = False
) -> Floats | None:
    """A solution with the smallest `goal`; None when there is none."""
    result = milp(
        goal,
        constraints=LinearConstraint(unknowns.matrix, unknowns.lower, unknowns.upper),
        bounds=Bounds(low, high), integrality=np.full(len(goal), int(whole)),
        options={"node_limit": NODES},
    )  # fmt: skip
    if result.status == 2:
        return None
    if result.status != 0:
        raise ArithmeticError(f"linear programme: {result.message}")
    solution: Floats = result.x
    return solution


def _intervals(
    unknowns: Unknowns, low: Floats, high: Floats, within: Floats | None, at_least: int | None
) -> Floats:
    """Two lines, minima and maxima. `within`: intervals that surely lie within the answer."""
    size = len(unknowns.rows)
    if not len(unknowns.lower):
        return _reported(np.vstack([low, high]))
    found = np.repeat([[np.inf], [-np.inf]], size, axis=1) if within is None else within.copy()
    programme = Programme(
        unknowns.matrix, unknowns.upper, unknowns.lower == unknowns.upper, low, high,
        strategy=PRIMAL,
    )  # fmt: skip
    for cell in range(size):
        for sign in (1.0, -1.0):
            if at_least is not None and found[1, cell] - found[0, cell] >= at_least:
                break
            goal = np.zeros(size)
            goal[cell] = sign
            _widen(found, _whole_solution(programme, unknowns, goal, low, high))
    return _reported(found)


def _widen(found: Floats, solution: Floats) -> None:
    np.minimum(found[0], solution, out=found[0])
    np.maximum(found[1], solution, out=found[1])


def _whole_solution(
    programme: Programme, unknowns: Unknowns, goal: Floats, low: Floats, high: Floats
) -> Floats:
    """Whole numbers with the smallest `goal`: the linear programme's where they are whole.

    They are put into the relations before they are believed.
    """
    found = programme.minimum(goal)
    solution = None if found is None else np.round(found.solution)
    if solution is None or not _fits(unknowns, solution, low, high):
        solution = _solve(unknowns, goal, low, high, whole=True)
    if solution is None:
        raise ArithmeticError("linear programme: no whole-numbered solution")
    return np.round(solution)


def _fits(unknowns: Unknowns, solution: Floats, low: Floats, high: Floats) -> bool:
    """Whether these whole numbers are possible: they are not where the optimum was a fraction."""
    sums = unknowns.matrix @ solution
    return bool(
        ((solution >= low) & (solution <= high)).all()
        and ((sums >= unknowns.lower) & (sums <= unknowns.upper)).all()
    )


def _reported(found: Floats) -> Floats:
    return np.where(found > CEILING / 2, np.inf, found)


def _without_contradictions(unknowns: Unknowns, low: Floats, high: Floats) -> Unknowns:
    """Let go of the relations that must be wrong, by the least total error that explains all."""
    count, size = unknowns.matrix.shape
    slack = sparse.eye_array(count, format="csr")
    eased = replace(unknowns, matrix=sparse.hstack([unknowns.matrix, slack, -slack], format="csr"))
    goal = np.concatenate([np.zeros(size), np.ones(2 * count)])
    solution = _solve(
        eased, goal, np.concatenate([low, np.zeros(2 * count)]),
        np.concatenate([high, np.full(2 * count, CEILING)]),
    )  # fmt: skip
    assert solution is not None
    error = solution[size : size + count] + solution[size + count :]
    keep = error < WHOLE
    return replace(
        unknowns, matrix=unknowns.matrix[keep], lower=unknowns.lower[keep],
        upper=unknowns.upper[keep],
    )  # fmt: skip


def counts_from_rate(
    rate: float, population: float, decimals: int, per: float = 100_000
) -> tuple[int, int]:
    """Smallest and largest count that give `rate` per `per` people at that many decimals.

    Ties count as rounded either way. (1, 0) when no whole count fits.
    """
    half = 0.5 * 10.0**-decimals
    slack = 1e-9 * max(1.0, rate)
    low = math.ceil((rate - half - slack) * population / per)
    return max(low, 0), math.floor((rate + half + slack) * population / per)


def rate_reveals(rate: float, population: float, decimals: int, per: float = 100_000) -> bool:
    """Whether one count alone fits a rate printed beside a hidden count.

    It nearly always does: so rate, percentage, limits and ranks are emptied with the count.
    """
    low, high = counts_from_rate(rate, population, decimals, per)
    return low == high
