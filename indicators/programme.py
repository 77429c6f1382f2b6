"""Linear programmes over one set of constraints, each begun where the last one ended.

HiGHS comes with scipy. Its object that keeps the last basis is no part of scipy's public
interface: where it is missing every programme is solved from scratch by `linprog`, with the same
optima and some ten times slower.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final, cast

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import linprog

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

OPTIONS: Final = {"output_flag": False, "presolve": "off", "solver": "simplex"}
PRIMAL: Final = 4
"""Simplex for programmes that change their goal: the last solution stays allowed."""
DUAL: Final = 1
"""For programmes that change their limits."""
_solve_linear = cast(Callable[..., Any], linprog)  # its stubs know no sparse matrices


try:
    _inside: Any = import_module("scipy.optimize._highspy._core")
except ImportError:
    _inside = None


@dataclass(frozen=True)
class Minimum:
    """Optimum of one programme, where it is reached, and the price of each row."""

    value: float
    solution: Floats
    prices: Floats


class Programme:
    """Columns between `low` and `high`; rows equal to `right` where `exact`, else at most it."""

    def __init__(
        self, matrix: sparse.csr_array, right: Floats, exact: Bools, low: Floats, high: Floats,
        *, warm: bool = True, strategy: int = DUAL,
    ) -> None:  # fmt: skip
        self._parts = (matrix, right, exact, low, high)
        self._highs = _highs(*self._parts) if warm and _inside is not None else None
        if self._highs is not None:
            self._highs.setOptionValue("simplex_strategy", strategy)

    def set_bounds(self, low: Floats, high: Floats) -> None:
        """Other limits of the columns from now on."""
        self._parts = (*self._parts[:3], low, high)
        if self._highs is not None:
            columns = np.arange(len(low), dtype=np.int32)
            self._highs.changeColsBounds(len(low), columns, low, high)

    def minimum(self, goal: Floats) -> Minimum | None:
        """The smallest value of `goal`; None when nothing fits the constraints.

        Raises ArithmeticError when the programme cannot be solved.
        """
        if self._highs is not None:
            columns = np.arange(len(goal), dtype=np.int32)
            self._highs.changeColsCost(len(goal), columns, goal)
            self._highs.run()
            status = self._highs.getModelStatus().name
            if status == "kInfeasible":
                return None
            if status == "kOptimal":
                found = self._highs.getSolution()
                solution = np.array(found.col_value)
                return Minimum(float(goal @ solution), solution, np.array(found.row_dual))
        return _from_scratch(goal, *self._parts)


def _highs(matrix: sparse.csr_array, right: Floats, exact: Bools, low: Floats, high: Floats) -> Any:  # noqa: ANN401 - a class without stubs
    inside = _inside
    rows, columns = matrix.shape
    by_column = matrix.tocsc()
    model = inside.HighsLp()
    model.num_col_, model.num_row_ = columns, rows
    model.col_cost_ = np.zeros(columns)
    model.col_lower_, model.col_upper_ = low, high
    model.row_lower_, model.row_upper_ = np.where(exact, right, -np.inf), right
    model.a_matrix_.format_ = inside.MatrixFormat.kColwise
    model.a_matrix_.num_col_, model.a_matrix_.num_row_ = columns, rows
    model.a_matrix_.start_ = by_column.indptr
    model.a_matrix_.index_ = by_column.indices
    model.a_matrix_.value_ = by_column.data
    highs = inside._Highs()
    for name, value in OPTIONS.items():
        highs.setOptionValue(name, value)
    highs.passModel(model)
    return highs


def _from_scratch(
    goal: Floats, matrix: sparse.csr_array, right: Floats, exact: Bools, low: Floats, high: Floats
) -> Minimum | None:
    result = _solve_linear(
        goal, A_ub=matrix[~exact], b_ub=right[~exact], A_eq=matrix[exact], b_eq=right[exact],
        bounds=np.column_stack([low, high]), method="highs-ds", options={"presolve": False},
    )  # fmt: skip
    if result.status == 2:
        return None
    if result.status != 0:
        raise ArithmeticError(f"linear programme: {result.message}")
    prices = np.zeros(len(right))
    prices[exact], prices[~exact] = result.eqlin.marginals, result.ineqlin.marginals
    return Minimum(float(goal @ result.x), np.asarray(result.x, dtype=np.float64), prices)
