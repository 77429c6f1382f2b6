"""Two figures of one quantity set side by side: by how much they differ, and why, by rule.

Pairs are two publications of one measure whose periods overlap, or two measures of one family
over one period: the same people counted as cases, victims, types or reports, or a group and a
wider group that holds it. Nothing is averaged. Where either figure is hidden the pair keeps its
row without difference, and its cause is what unit, group, period and release say by themselves:
nothing in the row depends on a hidden value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Protocol

import numpy as np
import pandas as pd

from indicators import codes, releases
from indicators.causes import causes
from indicators.measures import CaseSelection
from indicators.tables import SIDE_BY_SIDE

WIDER: Final = {
    "anak": ("perempuan_dan_anak", codes.ALL),
    "perempuan": ("perempuan_dan_anak", "dewasa", codes.ALL),
    "perempuan_dan_anak": (codes.ALL,),
    "dewasa": (codes.ALL,),
}
"""The groups that hold a group."""
_PLACE: Final = ["region_code", "year"]
_READ: Final = [
    *_PLACE,
    *("measure_id", "publication_id", "period_start", "period_end", "is_partial", "value"),
    *("hidden", "is_exact", "is_chosen", "why_chosen"),
]
_TRUST: Final = {name: order for order, name in enumerate(codes.TRUST)}


class Measures(Protocol):
    """The part of the catalogue that is needed here."""

    @property
    def cases(self) -> Mapping[str, CaseSelection]: ...  # noqa: D102


def side_by_side(
    values: pd.DataFrame, publications: pd.DataFrame, decisions: pd.DataFrame, catalogue: Measures
) -> pd.DataFrame:
    """The table side_by_side from the totals of indicator_value of one edition.

    `values`, `publications` and `decisions` hold the columns of indicator_value, publication and
    decision. Of two publications the chosen one comes first, then the better trusted, the later;
    of two measures the narrower group, then cases, victims, types, reports.
    """
    if values.empty:
        return pd.DataFrame(columns=list(SIDE_BY_SIDE.column_names))
    totals = _totals(values, publications, catalogue)
    pairs = pd.concat([_publications(totals), _measures(totals)], ignore_index=True)
    if pairs.empty:
        return pd.DataFrame(columns=list(SIDE_BY_SIDE.column_names))
    shown = (pairs["hidden"] == "no") & (pairs["other_hidden"] == "no")
    value, other = pairs["value"].where(shown), pairs["other_value"].where(shown)
    pairs["difference"] = value - other
    pairs["ratio"] = value / other.where(other != 0)
    pairs["agrees"] = shown & (value == other)
    pairs["cause"] = causes(pairs, totals, releases.replaced(publications))
    pairs["why_chosen"] = pairs["why_chosen"].where(pairs["is_chosen"], pairs["other_why_chosen"])
    pairs["reason"] = _reason(pairs, decisions)
    done = pairs[list(SIDE_BY_SIDE.column_names)]
    return done.sort_values(list(SIDE_BY_SIDE.key), ignore_index=True)


def _totals(values: pd.DataFrame, publications: pd.DataFrame, catalogue: Measures) -> pd.DataFrame:
    """Totals that say something, shown or hidden, with what their measure counts."""
    told = (values["dimension"] == "total") & (values["value"].notna() | (values["hidden"] != "no"))
    totals = values.loc[told, _READ].reset_index(drop=True)
    about = publications.set_index("publication_id")
    for name in ("period_start", "period_end"):
        totals[name] = pd.to_datetime(totals[name])
    for name in ("unit", "group", "sex", "violence_type"):
        counted = {key: getattr(one, name) for key, one in catalogue.cases.items()}
        totals[name] = totals["measure_id"].map(counted)
    totals["trust"] = totals["publication_id"].map(about["trust"]).map(_TRUST)
    totals["released"] = pd.to_datetime(totals["publication_id"].map(about["released"]))
    order = ["is_chosen", "trust", "released", "publication_id", "period_end", "period_start"]
    totals = totals.sort_values(
        order, ascending=[False, True, False, True, False, True], ignore_index=True
    )
    return totals.assign(position=range(len(totals)))


def _publications(totals: pd.DataFrame) -> pd.DataFrame:
    """Pairs of two publications of one measure, their periods overlapping."""
    quantity = [*_PLACE, "measure_id"]
    several = totals.groupby(quantity)["publication_id"].transform("nunique") > 1
    pairs = _paired(totals[several], quantity)
    return pairs[
        (pairs["position"] < pairs["other_position"])
        & (pairs["publication_id"] != pairs["other_publication_id"])
        & (pairs["period_start"] <= pairs["other_period_end"])
        & (pairs["other_period_start"] <= pairs["period_end"])
    ]


def _measures(totals: pd.DataFrame) -> pd.DataFrame:
    """Pairs of two case measures that differ in their unit or in how wide their group is."""
    family = [*_PLACE, "period_start", "period_end", "sex", "violence_type"]
    cases = totals[totals["unit"].notna()]
    cases = cases[cases.groupby(family)["measure_id"].transform("nunique") > 1]
    pairs = _paired(cases, family)
    order = {name: position for position, name in enumerate(codes.UNITS)}
    unit, other = (pairs[name].map(order) for name in ("unit", "other_unit"))
    units = (pairs["group"] == pairs["other_group"]) & (unit < other)
    nested = [f"{group} {wide}" for group, wides in WIDER.items() for wide in wides]
    wider = (pairs["group"] + " " + pairs["other_group"]).isin(nested)
    return pairs[units | (wider & (unit == other))]


def _paired(rows: pd.DataFrame, same: list[str]) -> pd.DataFrame:
    """Every row with every row that equals it in `same`; the second's columns say other_."""
    other = rows.rename(columns=lambda name: name if name in same else f"other_{name}")
    pairs = rows.merge(other, on=same)
    return pairs.assign(**{f"other_{name}": pairs[name] for name in same})


def _reason(pairs: pd.DataFrame, decisions: pd.DataFrame) -> pd.Series[Any]:
    """The reason of the decision on the first measure, else of that on the other."""
    if decisions.empty:
        return pd.Series(None, index=pairs.index, dtype=object)
    key = [*_PLACE, "measure_id"]
    reasons = decisions.astype({"year": "int64"}).set_index(key)["reason"]
    first = reasons.reindex(pd.MultiIndex.from_frame(pairs[key]))
    second = reasons.reindex(pd.MultiIndex.from_frame(pairs[[*_PLACE, "other_measure_id"]]))
    found = np.where(first.notna(), first, second)
    return pd.Series(found, index=pairs.index, dtype=object)
