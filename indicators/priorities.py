"""Which questions to complete to reach a band: the fewest, or the least effort, exactly.

A choice of questions out of those with points not yet earned, solved as an integer programme
(HiGHS through scipy.optimize.milp). Effort and chance are what the office typed; where it typed
none there is none: such a question is left out of a choice by effort, and counts in full where
chances are used, and both are said. Ties: more points, then the order of the form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from indicators import codes

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
By = Literal["questions", "effort"]

STEP: Final = 1e-6
"""Points closer than this are equal: maxima are printed with two decimals."""
COLUMNS: Final = ("indicator", "question", "open", "counts", "effort", "chance", "due", "excluded")


@dataclass(frozen=True)
class Choice:
    """What to complete. `items` has every question with `chosen` and, if so, `excluded`."""

    items: pd.DataFrame
    needed: float
    points: float
    """Points the chosen bring if each is earned in full."""
    counted: float
    """The same with the chances the office typed; equal where it typed none."""
    effort: float
    """Sum of the typed effort of the chosen (NaN when one of them has none)."""
    is_reachable: bool
    reachable: float
    """Points of all that may be chosen, counted."""

    @property
    def chosen(self) -> pd.DataFrame:
        """The questions to complete, in the order of the form."""
        return self.items[self.items["chosen"]]


def choose(
    items: pd.DataFrame, needed: float, *, by: By = "questions", use_chance: bool = False
) -> Choice:
    """The smallest choice of `items` whose points add up to `needed`.

    `items`, one row a question in the order of the form: indicator, question, open (points not yet
    earned); optional text_known, effort (in one unit, positive), chance (0 to 1), due (day by which
    it must be complete), closes (day by which the form closes), ruled_out (the office's own no).
    Fewest questions, or with `by="effort"` the least effort; of those the most points, then the
    earliest on the form. Where even all together fall short `is_reachable` is False and all are
    chosen. Nothing is needed when `needed` is not positive. ValueError for points that are missing
    or negative, an effort that is not positive, a chance outside 0 to 1.
    """
    _check(items)
    marked = _marked(items, by, use_chance)
    able = marked["excluded"].isna().to_numpy(dtype=bool)
    counts = marked["counts"].to_numpy(dtype=float)
    total = float(counts[able].sum())
    if needed <= STEP:
        chosen = np.zeros(len(marked), dtype=bool)
    elif total < needed - STEP:
        chosen = able
    else:
        cost = _cost(marked, by)
        chosen = np.zeros(len(marked), dtype=bool)
        chosen[able] = _fewest(counts[able], cost[able], needed)
    effort = marked.loc[chosen, "effort"]
    return Choice(
        items=marked.assign(chosen=chosen),
        needed=float(needed),
        points=float(marked.loc[chosen, "open"].sum()),
        counted=float(counts[chosen].sum()),
        effort=float(effort.sum()) if effort.notna().all() else float("nan"),
        is_reachable=total >= needed - STEP,
        reachable=total,
    )


def if_one_fails(choice: Choice) -> pd.DataFrame:
    """What is left when one of the chosen brings nothing: one row a chosen question.

    Columns: indicator, question, open, left (points counted without it), still_reached, instead
    (the smallest single question that would make up for it, "indicator/question", or None).
    """
    spare = choice.items[~choice.items["chosen"] & choice.items["excluded"].isna()]
    spare = spare.sort_values("counts", kind="stable")
    rows = []
    for item in choice.chosen.to_dict("records"):
        left = choice.counted - float(item["counts"])
        missing = choice.needed - left
        enough = spare[spare["counts"] >= missing - STEP]
        instead = (
            None
            if missing <= STEP or enough.empty
            else f"{enough.iloc[0]['indicator']}/{enough.iloc[0]['question']}"
        )
        rows.append(
            (item["indicator"], item["question"], item["open"], left, missing <= STEP, instead)
        )
    columns = ["indicator", "question", "open", "left", "still_reached", "instead"]
    return pd.DataFrame(rows, columns=columns)


def _check(items: pd.DataFrame) -> None:
    if not (items["open"] >= 0).all():
        raise ValueError("points not yet earned are missing or negative")
    if "effort" in items and (items["effort"] <= 0).any():
        raise ValueError("an effort is positive")
    if "chance" in items and ((items["chance"] < 0) | (items["chance"] > 1)).any():
        raise ValueError("a chance lies between 0 and 1")


def _marked(items: pd.DataFrame, by: By, use_chance: bool) -> pd.DataFrame:
    """`items` with all columns, what each counts for, and why it is not offered."""
    missing: dict[str, Any] = {
        name: float("nan") if name in ("effort", "chance") else None
        for name in ("effort", "chance", "due", "closes")
        if name not in items
    }
    out = items.assign(**missing).reset_index(drop=True)
    known = out["text_known"].astype(bool) if "text_known" in out else True
    ruled = out["ruled_out"].astype(bool) if "ruled_out" in out else False
    late = pd.to_datetime(out["due"]) > pd.to_datetime(out["closes"])
    out["counts"] = out["open"] * (out["chance"].fillna(1.0) if use_chance else 1.0)
    reasons = np.select(
        [
            out["open"] <= STEP,
            np.broadcast_to(np.logical_not(known), len(out)),
            late,
            np.broadcast_to(ruled, len(out)),
            out["effort"].isna() & (by == "effort"),
            out["counts"] <= STEP,
        ],
        codes.EXCLUDED,
        "",
    )
    out["excluded"] = pd.Series([str(one) or None for one in reasons], out.index, dtype=object)
    return out


def _cost(marked: pd.DataFrame, by: By) -> Floats:
    return np.ones(len(marked)) if by == "questions" else marked["effort"].to_numpy(dtype=float)


def _fewest(counts: Floats, cost: Floats, needed: float) -> Flags:
    """Least cost, then most points, then the earliest positions: three programmes in a row."""
    reach = LinearConstraint(counts[None, :], lb=needed - STEP)
    best = float(cost @ _solve(cost, [reach]))
    cheap = LinearConstraint(cost[None, :], ub=best * (1 + 1e-9) + 1e-9)
    most = float(counts @ _solve(-counts, [reach, cheap]))
    full = LinearConstraint(counts[None, :], lb=most - STEP)
    place = np.arange(len(counts), dtype=np.float64) / max(len(counts), 1)
    return _solve(1.0 + place, [full, cheap]) > 0.5


def _solve(cost: Floats, constraints: list[LinearConstraint]) -> Floats:
    """Zeros and ones of least cost. ArithmeticError when the programme is not solved."""
    found = milp(
        cost,
        constraints=constraints,
        integrality=np.ones(len(cost), dtype=np.int64),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0},
    )
    if found.x is None or not found.success:
        raise ArithmeticError(f"integer programme: {found.message}")
    chosen: Floats = np.round(np.asarray(found.x, dtype=np.float64)).astype(np.float64)
    return chosen
