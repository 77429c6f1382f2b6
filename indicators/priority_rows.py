"""The distance to every band above a score, and the questions that reach it: rows of the tables.

Completing the fewest questions is the same as taking those with most points open first, so that all
assessments are answered at once; `indicators.priorities.choose` finds the same choice (tested) and
also weighs effort and chances.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from indicators.definition import Band
from indicators.evidence import READY
from indicators.priorities import STEP
from indicators.score import NO_BAND
from indicators.tables import PRIORITY, PRIORITY_BAND

ASSESSMENT: Final = ["region_code", "instrument_id", "printed_year", "stage", "publication_id"]
_QUESTION: Final = ["region_code", "instrument_id", "indicator", "question"]
_ROUND: Final = 6


def bands_above(summaries: pd.DataFrame, bands: Sequence[Band]) -> pd.DataFrame:
    """Every band whose printed lower edge lies above the chosen total of an assessment.

    `summaries` holds score_summary columns. Columns: ASSESSMENT, basis, value, band, lower, needed.
    """
    totals = summaries[summaries["is_chosen"].astype(bool) & (summaries["band"] != NO_BAND)]
    edges = pd.DataFrame({"band": [one.band_id for one in bands],
                          "lower": [float(one.lower) for one in bands]})  # fmt: skip
    both = totals[[*ASSESSMENT, "basis", "value"]].merge(edges, how="cross")
    both["needed"] = (both["lower"] - both["value"].astype("float64")).round(_ROUND)
    return both[both["needed"] > STEP].reset_index(drop=True)


def typed(evidence: pd.DataFrame) -> pd.DataFrame:
    """What offices typed of the documents that a question still waits for, one row a question.

    `effort` adds up working days, empty where one of the waiting documents has none; `chance` (0 to
    1) is that of the least likely document; `due` the last day by which one is promised.
    """
    waiting = evidence[~evidence["evidence_status"].isin(READY)]
    out = waiting.assign(
        due=pd.to_datetime(waiting["due"]),
        effort=waiting["effort"].astype("float64"),
        no_effort=waiting["effort"].isna() | (waiting["effort"].astype("float64") <= 0),
        chance=waiting["chance"].astype("float64") / 100,
    )
    found = out.groupby(_QUESTION, as_index=False).agg(
        effort=("effort", "sum"), no_effort=("no_effort", "any"),
        chance=("chance", "min"), due=("due", "max"),
    )  # fmt: skip
    found["effort"] = found["effort"].mask(found["no_effort"].astype(bool))
    return found.drop(columns="no_effort")


def items(open_points: pd.DataFrame, evidence: pd.DataFrame, forms: pd.DataFrame) -> pd.DataFrame:
    """Questions as `priorities.choose` takes them, in the order of the form.

    `open_points` holds points_open columns, `evidence` those of the edition (none in the public
    one), `forms` the form table.
    """
    questions = open_points[open_points["level"] == "question"].astype({"open": "float64"})
    closes = forms.set_index("instrument_id")["closes"]
    found = questions.merge(typed(evidence), on=_QUESTION, how="left", validate="many_to_one")
    found["closes"] = pd.to_datetime(found["instrument_id"].map(closes))
    return found.sort_values([*ASSESSMENT, "position"], kind="stable").reset_index(drop=True)


def rows(
    summaries: pd.DataFrame,
    open_points: pd.DataFrame,
    evidence: pd.DataFrame,
    forms: pd.DataFrame,
    bands: Sequence[Band],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of priority_band and of priority."""
    above = bands_above(summaries, bands)
    asked = items(open_points, evidence, forms)
    left_out = _left_out(asked)
    able = asked[(asked["open"] > STEP) & left_out.isna()]
    able = able.assign(size=able["open"].round(_ROUND)).sort_values(
        [*ASSESSMENT, "size", "position"], ascending=[True] * 5 + [False, True], kind="stable"
    )
    by_assessment = able.groupby(ASSESSMENT, sort=False)
    able["place"] = by_assessment.cumcount() + 1
    able["together"] = by_assessment["open"].cumsum()
    offered = above.merge(able.drop(columns="excluded", errors="ignore"), on=ASSESSMENT)
    chosen = offered[offered["together"] - offered["open"] < offered["needed"] - STEP]
    chosen = chosen.assign(reached=(chosen["value"] + chosen["together"]).round(_ROUND))
    excluded = asked.assign(excluded=left_out)[left_out.notna()]
    listed = [chosen, above.merge(excluded, on=ASSESSMENT)]
    listed = [part.reindex(columns=list(PRIORITY.column_names)) for part in listed if len(part)]
    questions = pd.concat(listed, ignore_index=True) if listed else _none(PRIORITY.column_names)
    questions = questions.astype({"place": "Int64"}).sort_values(
        [*ASSESSMENT, "band", "place", "position"], kind="stable"
    )
    return _distances(above, asked, able, chosen), questions.reset_index(drop=True)


def _left_out(asked: pd.DataFrame) -> pd.Series:
    """Why an open question is not offered; empty for the others."""
    still = asked["open"] > STEP
    late = pd.to_datetime(asked["due"]) > asked["closes"]
    why = pd.Series(None, index=asked.index, dtype=object)
    why = why.mask(still & late, "too_late")
    return why.mask(still & ~asked["text_known"].astype(bool), "text_not_known")


def _distances(
    above: pd.DataFrame, asked: pd.DataFrame, able: pd.DataFrame, chosen: pd.DataFrame
) -> pd.DataFrame:
    """How many questions each band takes, and whether it can be reached at all."""
    known = asked[ASSESSMENT].drop_duplicates().assign(has_questions=True)
    whole = able.groupby(ASSESSMENT, as_index=False).agg(reachable=("open", "sum"))
    taken = chosen.groupby([*ASSESSMENT, "band"], as_index=False).agg(
        questions=("place", "size"), points=("open", "sum")
    )
    out = above.merge(known, on=ASSESSMENT, how="left")
    out = out.merge(whole, on=ASSESSMENT, how="left")
    out = out.merge(taken, on=[*ASSESSMENT, "band"], how="left")
    has = out["has_questions"].eq(True)
    for name in ("reachable", "points", "questions"):
        out[name] = out[name].astype("float64").mask(has & out[name].isna(), 0.0).round(_ROUND)
    reached = has & (out["reachable"] >= out["needed"] - STEP)
    out["reach"] = reached.map({True: "reached", False: "out_of_reach"}).where(has, "no_questions")
    out["questions"] = out["questions"].astype("Int64")
    return out[list(PRIORITY_BAND.column_names)].reset_index(drop=True)


def _none(columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(columns=list(columns))
