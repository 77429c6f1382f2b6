"""Which figure of a score is used where its levels differ: a rule, or what an office decided.

The total is the one the source prints; without one, the highest level that covers the whole form
(blocks before indicators before questions: their maxima add up to 1,000, those of questions need
not). On a block or indicator the figure its own level prints is used. An office may decide for
another level of one evaluation; then that level is used wherever it is all there.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from indicators.score_items import FILE

Decided = pd.DataFrame
"""Columns of FILE and `basis`: the level an office decided on for an evaluation."""
NOT_STATED: Final = "tidak_disebut"
"""The band of a total that does not cover the whole form."""
MEASURE: Final = "kla_score"
"""A decision on a score has the measure kla_score.<stage>.<basis>."""
_TOLERANCE: Final = 0.005
_ORDER: Final = {"total": 0, "block": 1, "indicator": 2, "question": 3}
_SUMS: Final = {"of_blocks": "block", "of_indicators": "indicator", "of_questions": "question"}


def measure(stage: str, basis: str) -> str:
    """The measure of a decision on the score of a stage: kla_score.mandiri.question."""
    return f"{MEASURE}.{stage}.{basis}"


def decided_of(decisions: pd.DataFrame) -> Decided:
    """What offices decided on scores, from the table decision; of several the last line counts.

    Columns region_code, printed_year, stage, publication_id and basis.
    """
    parts = decisions["measure_id"].astype("str").str.split(".", expand=True, regex=False)
    parts = parts.reindex(columns=[0, 1, 2])
    told = decisions.assign(stage=parts[1], basis=parts[2], printed_year=decisions["year"])
    told = told[parts[0] == MEASURE]
    keys = ["region_code", "printed_year", "stage", "publication_id"]
    return told[[*keys, "basis"]].drop_duplicates(keys, keep="last")


def chosen_totals(totals: pd.DataFrame, decided: Decided | None) -> pd.DataFrame:
    """Score_summary rows with is_chosen and why_chosen: one basis an evaluation.

    Columns needed: FILE, basis, band.
    """
    rows = totals.assign(
        order=totals["basis"].map(_ORDER),
        partial=totals["band"] == NOT_STATED,
        decided=_is_decided(totals, totals["basis"], decided),
    )
    ranked = rows.sort_values(["decided", "partial", "order"], ascending=[False, True, True])
    chosen = pd.Series(False, index=rows.index)
    chosen[ranked.drop_duplicates(FILE).index] = True
    alone = ~rows.duplicated(FILE, keep=False)
    why = pd.Series("highest_level", index=rows.index, dtype="object")
    why = why.mask(alone, "only").mask(rows["basis"] == "total", "printed_total")
    why = why.mask(rows["partial"], "part_of_form").mask(rows["decided"], "decision")
    return totals.assign(is_chosen=chosen, why_chosen=why.where(chosen, None))


def chosen_items(rows: pd.DataFrame, decided: Decided | None) -> pd.DataFrame:
    """Score_level rows with chosen and why_chosen. Columns needed: FILE and the figures."""
    sums = rows[list(_SUMS)]
    nearest = sums.bfill(axis=1).iloc[:, 0]
    chosen = rows["printed"].fillna(nearest)
    confirmed = sums.sub(rows["printed"], axis=0).abs().le(_TOLERANCE).any(axis=1)
    why = pd.Series("printed", index=rows.index, dtype="object")
    why = why.mask(confirmed, "confirmed").mask(rows["printed"].isna(), "summed")
    is_total = rows["level"] == "total"
    why = why.mask(is_total & rows["printed"].isna(), "highest_level")
    why = why.mask(is_total & rows["printed"].notna(), "printed_total")
    for column, basis in _SUMS.items():
        at = pd.Series(basis, index=rows.index)
        by_office = _is_decided(rows, at, decided) & rows[column].notna()
        chosen, why = chosen.mask(by_office, rows[column]), why.mask(by_office, "decision")
    return rows.assign(chosen=chosen, why_chosen=why)


def _is_decided(
    rows: pd.DataFrame, basis: pd.Series[str], decided: Decided | None
) -> pd.Series[bool]:
    """Whether an office decided on `basis` for the evaluation of each row."""
    if decided is None or decided.empty:
        return pd.Series(False, index=rows.index)
    keys = ["region_code", "printed_year", "stage", "publication_id"]
    own = rows[keys].assign(basis=basis).astype("str")
    known = pd.MultiIndex.from_frame(decided[[*keys, "basis"]].astype("str"))
    return pd.Series(pd.MultiIndex.from_frame(own).isin(known), index=rows.index)
