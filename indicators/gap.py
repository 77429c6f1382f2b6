"""Outcomes against targets: how far the latest value still is, in its own direction.

A value is held against every target of its own region, its province and the nation. Without a
target there is no row: nothing is invented. Points of the KLA form are another matter
(indicators.score) and are never added to these.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final, Protocol

import pandas as pd

from indicators import compare
from indicators.definition import OutcomeMeasure
from indicators.tables import GAP

NATION: Final = "00"
_ROUND: Final = 9


class Measures(Protocol):
    """Where the better direction of an outcome is found (a Catalogue)."""

    @property
    def outcomes(self) -> Mapping[str, OutcomeMeasure]:
        """The outcome measures by id."""


def gaps(
    values: pd.DataFrame, targets: pd.DataFrame, catalogue: Measures, as_of: datetime.date
) -> pd.DataFrame:
    """Gap rows: the latest chosen whole-year value of each region and measure, target by target.

    `values` holds indicator_value columns, `targets` those of target. `gap` is in the unit of
    the measure, positive while behind. A target is expired when its year lies before the year
    of `as_of`. Measures without a better direction have no gap. KeyError for a value or target
    of a measure that the catalogue does not have.
    """
    better = {name: measure.better for name, measure in catalogue.outcomes.items()}
    unknown = sorted({*values["measure_id"], *targets["measure_id"]} - set(better))
    if unknown:
        raise KeyError(f"not outcome measures of the catalogue: {', '.join(unknown)}")
    pairs = _with_scope(_latest(values)).merge(
        targets.rename(
            columns={
                "region_code": "target_region",
                "year": "target_year",
                "publication_id": "target_publication_id",
                "value": "target",
            }
        )[["measure_id", "target_region", "target_year", "target_publication_id", "target"]],
        on=["measure_id", "target_region"],
    )
    pairs["better"] = pairs["measure_id"].map(better)
    pairs = pairs[pairs["better"] != "none"]
    distance = compare.distance_to_target(
        pairs["value"].to_numpy(dtype=float),
        pairs["target"].to_numpy(dtype=float),
        pairs["better"].to_numpy(dtype=object),
    ).round(_ROUND)
    out = pairs.assign(
        gap=distance, is_met=distance <= 0, is_expired=pairs["target_year"] < as_of.year
    ).sort_values(list(GAP.key))
    return out[list(GAP.column_names)].reset_index(drop=True)


def _latest(values: pd.DataFrame) -> pd.DataFrame:
    """One row a region and measure: of the visible chosen totals of whole years the last."""
    shown = values[
        (values["dimension"] == "total")
        & values["is_chosen"].astype(bool)
        & ~values["is_partial"].astype(bool)
        & (values["hidden"] == "no")
        & values["value"].notna()
    ]
    ordered = shown.sort_values(["period_end", "period_start", "publication_id"])
    return ordered.drop_duplicates(["region_code", "measure_id"], keep="last")


def _with_scope(values: pd.DataFrame) -> pd.DataFrame:
    """`values` once for each region whose targets apply: itself, its province, the nation."""
    own = values["region_code"]
    scopes = [values.assign(target_region=scope) for scope in (own, own.str[:2], NATION)]
    return pd.concat(scopes).drop_duplicates(["region_code", "measure_id", "target_region"])
