"""The total of each stage of a cycle, beside the self-assessment of the same cycle.

Stages are never averaged or mixed; what verification took away is only told where both totals are
of the same maximum.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from indicators import codes
from indicators.recap import regencies
from indicators.tables import STAGE_STANDING

_SELF: Final = "mandiri"
_TRUST: Final = {trust: place for place, trust in enumerate(codes.TRUST)}
_CYCLE: Final = ["region_code", "cycle_year"]


def standing(
    summaries: pd.DataFrame, publications: pd.DataFrame, regions: pd.DataFrame
) -> pd.DataFrame:
    """stage_standing rows from score_summary: one total a region, cycle and stage.

    The basis chosen for its evaluation; of several evaluations one of the whole form, the latest
    printed, the better trusted, the first by name. Example regions are left out.
    """
    rows = summaries[summaries["is_chosen"].astype(bool)]
    rows = rows.merge(regencies(regions), on="region_code")
    if rows.empty:
        return pd.DataFrame(columns=list(STAGE_STANDING.column_names))
    rows = rows.merge(publications[["publication_id", "trust"]], on="publication_id", how="left")
    rows["cycle_year"] = rows["award_year"].fillna(rows["printed_year"]).astype("int64")
    rows = rows.assign(
        partial=rows["band"] == "tidak_disebut",
        order=rows["trust"].map(_TRUST).fillna(len(_TRUST)),
    ).sort_values(
        [*_CYCLE, "stage", "partial", "printed_year", "order", "publication_id"],
        ascending=[True, True, True, True, False, True, True],
    )
    rows = rows.drop_duplicates([*_CYCLE, "stage"])
    own = rows.loc[rows["stage"] == _SELF, [*_CYCLE, "value", "max_value"]].rename(
        columns={"value": "self_value", "max_value": "self_max"}
    )
    rows = rows.merge(own, on=_CYCLE, how="left")
    both = (rows["stage"] != _SELF) & (rows["self_max"] - rows["max_value"]).abs().lt(0.005)
    rows["self_value"] = rows["self_value"].where(both)
    rows["lost"] = (rows["self_value"] - rows["value"]).round(6)
    claimed = rows["self_value"].where(rows["self_value"] > 0)
    rows["kept"] = (100 * rows["value"] / claimed).round(6)
    return rows[list(STAGE_STANDING.column_names)].reset_index(drop=True)
