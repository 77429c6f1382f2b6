"""Each level of a score beside the sums of the levels below it: what differs, and what is used.

A form is scored in blocks, indicators and questions, and a workbook may print all three. Nothing is
averaged or repaired: the figure a level prints is used on that level, a level that prints none has
the sum of the nearest level below that is all there, and what differs is listed with its cells.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from indicators import codes
from indicators.score_chosen import Decided, chosen_items
from indicators.score_items import FILE, Forms, Located, locate, none_of
from indicators.tables import DISCREPANCY, SCORE_LEVEL

TOLERANCE: Final = 0.005
"""Half of the last printed decimal: sums that differ by less agree."""
FORM: Final = "form"
"""What a printed maximum is held against: no level, but the form of the cycle."""
BELOW: Final = {
    "total": ("block", "indicator", "question"),
    "block": ("indicator", "question"),
    "indicator": ("question",),
}
"""The levels a level is the sum of, the nearest first."""
SUM_OF: Final = {"block": "of_blocks", "indicator": "of_indicators", "question": "of_questions"}
"""The column of score_level that holds the sum of a level."""
_ROUND: Final = 6
_SHARED: Final = {
    "total": [],
    "block": ["block"],
    "indicator": ["block", "indicator"],
}
_CELLS: Final = ("cell", "max_cell", "cells_below")
_ITEM: Final = ["file", "level", "block", "indicator"]


def levels(scores: pd.DataFrame, forms: Forms, decided: Decided | None = None) -> pd.DataFrame:
    """score_level rows: every block and indicator of a form, and its total, of each evaluation.

    `scores` holds the columns of kla_score; those without a known form are left out. An item that
    neither prints a score nor has all of a level below it has no row.
    """
    scored = scores[scores["value"].notna()]
    if scored.empty:
        return none_of(SCORE_LEVEL)
    located = locate(scored, forms.instruments.values())
    if located.scores.empty:
        return none_of(SCORE_LEVEL)
    rows = _with_sums(_items_above(located), located)
    rows = _with_form_sums(rows, located)
    told = [rows[name].notna() for name in ("printed", *SUM_OF.values())]
    rows = rows[told[0] | told[1] | told[2] | told[3]].reset_index(drop=True)
    rows = rows.astype(dict.fromkeys(_CELLS, "str"))
    figures = rows[["printed", *SUM_OF.values()]]
    rows["agrees"] = ~(figures.max(axis=1) - figures.min(axis=1) > TOLERANCE)
    rows = chosen_items(rows, decided)
    return rows[list(SCORE_LEVEL.column_names)]


def _items_above(located: Located) -> pd.DataFrame:
    """Every item above the questions of each evaluation, with what its own level prints."""
    files = located.scores[["file", *FILE]].drop_duplicates()
    items = located.items[located.items["level"].isin(["block", "indicator"])]
    items = items[["instrument_id", "level", "block", "indicator", "position", "max_score"]]
    full = items[items["level"] == "block"].groupby("instrument_id", as_index=False)["max_score"]
    total = full.sum().assign(
        level="total", block=codes.ALL, indicator=codes.ALL, position=0
    )  # fmt: skip
    every = pd.concat([total, items], ignore_index=True)
    own = located.scores[located.scores["level"] != "question"]
    at = located.items.reindex(own["item"])[["block", "indicator"]].set_axis(own.index)
    own = own.assign(
        block=at["block"].fillna(codes.ALL), indicator=at["indicator"].fillna(codes.ALL)
    )
    wanted = ["max_printed", "max_cell", "source_sha256", "sheet", "cell"]
    own = own[[*_ITEM, "value", *wanted]].rename(columns={"value": "printed"})
    rows = files.merge(every, on="instrument_id").merge(own, on=_ITEM, how="left")
    first = located.scores.groupby("file")[["source_sha256", "sheet"]].first()
    for name in ("source_sha256", "sheet"):
        rows[name] = rows[name].fillna(rows["file"].map(first[name]))
    order = rows["level"].map({"total": 0, "block": 1, "indicator": 2})
    return (
        rows.assign(order=order).sort_values(["file", "order", "position"]).reset_index(drop=True)
    )


def _with_sums(rows: pd.DataFrame, located: Located) -> pd.DataFrame:
    """`rows` with the sum of each level below that is all there, and the cells of the nearest."""
    sums = sums_below(located)
    for below, name in SUM_OF.items():
        part = sums.loc[sums["below"] == below, [*_ITEM, "sum_score"]]
        rows = rows.merge(part.rename(columns={"sum_score": name}), on=_ITEM, how="left")
    nearest = sums.drop_duplicates(_ITEM)[[*_ITEM, "cells_below"]]
    return rows.merge(nearest, on=_ITEM, how="left")


def _with_form_sums(rows: pd.DataFrame, located: Located) -> pd.DataFrame:
    """`rows` with the maxima of the questions of the form, added up; empty without questions."""
    asked = located.items[located.items["level"] == "question"]
    asked = asked.assign(max_of_questions=asked["max_score"])
    found = []
    for level, shared in _SHARED.items():
        keys = ["instrument_id", *shared]
        part = asked.groupby(keys, as_index=False)["max_of_questions"].sum().assign(level=level)
        for name in ("block", "indicator"):
            part[name] = part[name] if name in shared else codes.ALL
        found.append(part)
    sums = pd.concat(found, ignore_index=True)
    keys = ["instrument_id", "level", "block", "indicator"]
    rows = rows.merge(sums, on=keys, how="left")
    return rows.assign(max_of_questions=rows["max_of_questions"].round(_ROUND))


def sums_below(located: Located) -> pd.DataFrame:
    """Per evaluation, item and level below it: score and maximum of that level, and its cells.

    Only of levels that are all there; the nearest level of an item comes first.
    """
    items = located.items
    rows = located.scores[["file", "instrument_id", "item", "value", "cell", "max_cell"]]
    rows = rows.join(items[["level", "block", "indicator", "max_score"]], on="item")
    found = []
    for level, lower in BELOW.items():
        for below in lower:
            group = _SHARED[level]
            of_form = items[items["level"] == below]
            expected = of_form.groupby(["instrument_id", *group]).size().rename("expected")
            part = rows[rows["level"] == below]
            part = part.groupby(["file", "instrument_id", *group], as_index=False, sort=False).agg(
                sum_score=("value", "sum"), sum_max=("max_score", "sum"), size=("value", "size"),
                first=("cell", "first"), last=("cell", "last"),
                first_max=("max_cell", "first"), last_max=("max_cell", "last"),
            )  # fmt: skip
            part = part.join(expected, on=["instrument_id", *group])
            part = part[part["size"] == part["expected"]].assign(level=level, below=below)
            for name in ("block", "indicator"):
                part[name] = part[name] if name in group else codes.ALL
            found.append(part)
    sums = pd.concat(found, ignore_index=True)
    several = sums["size"] > 1
    sums = sums.astype({"first_max": "str", "last_max": "str"})
    for name, kind in (("cells_below", ""), ("max_cells_below", "_max")):
        first, last = sums[f"first{kind}"], sums[f"last{kind}"]
        sums[name] = first.where(~several, first + ":" + last)
    sums[["sum_score", "sum_max"]] = sums[["sum_score", "sum_max"]].round(_ROUND)
    return sums[[*_ITEM, "below", "sum_score", "sum_max", "cells_below", "max_cells_below"]]


def discrepancies(
    scores: pd.DataFrame, forms: Forms, decided: Decided | None = None
) -> pd.DataFrame:
    """Discrepancy rows: where an evaluation with a known form contradicts itself or its form.

    `score_sum`: the score of an item is not the sum of a level below it (each level that is all
    there; a total that is not printed is held from the level used for it). `max_sum`: neither is
    its maximum in the form, a fault of the form itself. `max_printed`: the file prints another
    maximum than the form has.
    """
    rows = levels(scores, forms, decided)
    if rows.empty:
        return none_of(DISCREPANCY)
    located = locate(scores[scores["value"].notna()], forms.instruments.values())
    files = located.scores[["file", *FILE]].drop_duplicates()
    rows = rows.merge(files, on=FILE)
    pairs = rows.merge(sums_below(located), on=_ITEM, suffixes=("", "_own"))
    pairs["cells_below"] = pairs.pop("cells_below_own")
    found = pd.concat(
        [_sums_differ(pairs), _maxima_differ(pairs), _printed_maxima(rows)], ignore_index=True
    )
    found["order"] = found["kind"].map({"max_printed": 0, "score_sum": 1, "max_sum": 2})
    differs = (found["printed"] - found["computed"]).abs() > TOLERANCE
    found = found[differs].sort_values(["file", "order"], kind="stable")
    return found[list(DISCREPANCY.column_names)].reset_index(drop=True)


def _sums_differ(pairs: pd.DataFrame) -> pd.DataFrame:
    """Scores beside the sums of the levels below; a total without a cell stands on its basis."""
    own = pairs["printed"].fillna(pairs["chosen"].where(pairs["level"] == "total"))
    cell = pairs["cell"].astype(object)  # a level that is not there has cells of no type
    cell = cell.fillna(pairs["cells_below"].where(pairs["below"] == "block"))
    first = pairs[pairs["below"] == "block"].set_index("file")["cells_below"]
    cell = cell.fillna(pairs["file"].map(first).where(pairs["level"] == "total"))
    kept = own.notna() & cell.notna()
    return pairs.assign(
        kind="score_sum", printed=own, computed=pairs["sum_score"], cell=cell
    )[kept]  # fmt: skip


def _maxima_differ(pairs: pd.DataFrame) -> pd.DataFrame:
    """Maxima of the form beside the maxima of the items right below it and of its questions."""
    place = pairs["max_cell"].fillna(pairs["cell"])
    told = place.notna()
    return pairs.assign(
        kind="max_sum", printed=pairs["max_score"], computed=pairs["sum_max"],
        chosen=pairs["max_score"], why_chosen="form", cell=place,
        cells_below=pairs["max_cells_below"].fillna(pairs["cells_below"]),
    )[told & (pairs["level"] == "indicator")]  # fmt: skip


def _printed_maxima(rows: pd.DataFrame) -> pd.DataFrame:
    """Maxima as printed beside those of the form; a file that prints none has none to compare."""
    return rows.assign(
        kind="max_printed", below=FORM, printed=rows["max_printed"], computed=rows["max_score"],
        chosen=rows["max_score"], why_chosen="form", cells_below=None,
        cell=rows["max_cell"].fillna(rows["cell"]),
    )[rows["max_printed"].notna()]  # fmt: skip
