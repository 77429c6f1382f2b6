"""What verification took away, question by question and office by office.

The best predictor of the next verification is an office's own last one: which questions lost
points between the self-assessment and a later stage of the same cycle, and why, where the verifier
said so. Stages are only compared within one cycle and publication pair, never across cycles.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from indicators import releases
from indicators.tables import KLA_SCORE

FROM_STAGE: Final = "mandiri"
ITEM: Final = ["region_code", "instrument_id", "printed_year", "level", "block", "indicator",
               "question"]  # fmt: skip
COLUMNS: Final = (
    *ITEM, "from_stage", "to_stage", "from_publication_id", "to_publication_id", "max_score",
    "before", "after", "lost", "kept", "offices", "is_shared", "reason", "from_cell", "to_cell",
)  # fmt: skip
OFFICE_COLUMNS: Final = (
    "region_code", "instrument_id", "printed_year", "to_stage", "office", "questions", "shared",
    "before", "after", "lost", "kept",
)  # fmt: skip
NO_OFFICE: Final = "tanpa_perangkat_daerah"


def tables(
    scores: pd.DataFrame, items: pd.DataFrame, publications: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """The tables stage_loss and office_loss, from the scores that no newer release replaced."""
    lost = losses(releases.current(scores, KLA_SCORE, publications), items)
    return {"stage_loss": lost, "office_loss": by_office(lost)}


def losses(scores: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    """COLUMNS: one row an item scored at the self-assessment and at a later stage of its cycle.

    `scores` holds kla_score columns (and `reason` where verifiers gave one), `items` instrument
    columns. `lost` is before less after, negative where verification gave more; `kept` their
    ratio, empty where nothing was claimed. Of several publications of one stage the first by name.
    A total has no item and no row.
    """
    told = scores[scores["value"].notna() & (scores["level"] != "total")]
    told = told[told["instrument_id"].notna()].sort_values([*ITEM, "stage", "publication_id"])
    told = told.drop_duplicates([*ITEM, "stage"])
    place = told["sheet"].str.cat(told["cell"], sep=" · ")
    told = told.assign(place=place)
    before = told[told["stage"] == FROM_STAGE]
    after = told[~told["stage"].isin([FROM_STAGE, "tidak_dinyatakan"])]
    both = before[[*ITEM, "value", "publication_id", "place"]].merge(
        after[[*ITEM, "stage", "value", "publication_id", "reason", "place"]],
        on=ITEM,
        suffixes=("_before", "_after"),
    )
    both = both.merge(
        items[["instrument_id", "level", "block", "indicator", "question", "max_score", "offices"]],
        on=["instrument_id", "level", "block", "indicator", "question"],
        how="left",
    )
    claimed = both["value_before"].where(both["value_before"] > 0)
    return both.assign(
        from_stage=FROM_STAGE,
        to_stage=both["stage"],
        from_publication_id=both["publication_id_before"],
        to_publication_id=both["publication_id_after"],
        from_cell=both["place_before"],
        to_cell=both["place_after"],
        before=both["value_before"],
        after=both["value_after"],
        lost=(both["value_before"] - both["value_after"]).round(6),
        kept=both["value_after"] / claimed,
        is_shared=both["offices"].str.contains(";", na=False).astype(bool),
    )[list(COLUMNS)]


def by_office(lost: pd.DataFrame) -> pd.DataFrame:
    """OFFICE_COLUMNS: losses of the questions that name an office, most points first.

    A question shared by several offices counts with each of them (`shared` says how many), so
    offices do not add up to the total. Questions that name none stand under NO_OFFICE.
    """
    rows = lost[lost["level"] == "question"]
    rows = rows.assign(office=rows["offices"].fillna(NO_OFFICE).str.split("; ")).explode("office")
    keys = ["region_code", "instrument_id", "printed_year", "to_stage", "office"]
    out = rows.groupby(keys, as_index=False).agg(
        questions=("question", "size"),
        shared=("is_shared", "sum"),
        before=("before", "sum"),
        after=("after", "sum"),
        lost=("lost", "sum"),
    )
    out["kept"] = out["after"] / out["before"].where(out["before"] > 0)
    out = out.sort_values([*keys[:4], "lost", "office"], ascending=[True] * 4 + [False, True])
    return out[list(OFFICE_COLUMNS)].reset_index(drop=True)
