"""Which target a plan takes for a measure and a year: the region's own, else what stands above it.

A target of the region itself (RPJMD, Renstra) comes before one of its province, that before a
national one. Only targets due in the very year of the plan are taken: nothing is drawn between
two years. A target due before the plan begins has expired; it is named and never taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import pandas as pd

from indicators.definition import OutcomeMeasure

ORIGINS: Final = ("own", "province", "nation", "none")
NATION: Final = "00"
COLUMNS: Final = (
    "measure_id", "year", "value", "origin", "publication_id",
    "expired_year", "expired_value", "expired_origin",
)  # fmt: skip


def chosen(
    targets: pd.DataFrame, region_code: str, province_code: str, measures: Iterable[str],
    years: Sequence[int],
) -> pd.DataFrame:  # fmt: skip
    """One row a measure and year of the plan, with the target taken and who set it.

    `targets` as in the table `target` (measure_id, region_code, year, value, publication_id); of
    several for one measure, region and year the last is taken. `origin` is one of ORIGINS, `none`
    leaves value and publication empty. Where no year of the plan has a target, expired_year,
    expired_value and expired_origin name the latest one due before the plan. ValueError for a
    plan without years.
    """
    if not years:
        raise ValueError("a plan has at least one year")
    owners = {region_code: "own", province_code: "province", NATION: "nation"}
    known = targets[targets["region_code"].isin(owners)]
    known = known.assign(origin=known["region_code"].map(owners))
    rows = []
    for measure in measures:
        own = known[known["measure_id"] == measure]
        taken = [_best(own[own["year"] == year]) for year in years]
        old: tuple[int | None, float | None, str | None] = (None, None, None)
        if not any(taken):
            before = own[own["year"] < min(years)]
            last = _best(before[before["year"] == before["year"].max()])
            old = (int(before["year"].max()), last[0], last[1]) if last else old
        for year, found in zip(years, taken, strict=True):
            value, origin, publication = found or (None, "none", None)
            rows.append((measure, year, value, origin, publication, *old))
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    numbers = ["value", "expired_year", "expired_value"]
    return frame.astype(dict.fromkeys(numbers, "float64"))


def measures(outcomes: Mapping[str, OutcomeMeasure]) -> tuple[str, ...]:
    """The outcomes a plan is about: those of a row of the form that have a direction."""
    return tuple(name for name, one in outcomes.items() if one.indicator and one.better != "none")


def standing(values: pd.DataFrame, first_year: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Baseline and latest value of each measure, rows of `values` (measure_id, year ...).

    The baseline is the last value of a year before the plan begins, else the first there is.
    Both frames are indexed by measure_id. Several rows of one year keep their order, the last
    counts.
    """
    rows = values.sort_values("year", kind="stable")
    last = rows.drop_duplicates("measure_id", keep="last").set_index("measure_id")
    before = rows[rows["year"] < first_year].drop_duplicates("measure_id", keep="last")
    later = rows[~rows["measure_id"].isin(before["measure_id"])].drop_duplicates("measure_id")
    parts = [part for part in (before, later) if len(part)]
    start = pd.concat(parts) if parts else before
    return start.set_index("measure_id"), last


def counts(found: pd.DataFrame) -> dict[str, int]:
    """How many measures of a frame of `chosen` take whose target: ORIGINS and `expired`.

    A measure counts once: as `own` where any year has a target of its own, else by the province,
    then the nation; `expired` where only one due before the plan is known.
    """
    told = dict.fromkeys((*ORIGINS, "expired"), 0)
    for _, rows in found.groupby("measure_id", sort=False):
        origin = min(rows["origin"], key=ORIGINS.index)
        is_expired = origin == "none" and rows["expired_year"].notna().any()
        told["expired" if is_expired else origin] += 1
    return told


def _best(rows: pd.DataFrame) -> tuple[float, str, str] | None:
    """Value, origin and publication of the first origin that has a row; None without rows."""
    for origin in ORIGINS:
        of = rows[rows["origin"] == origin]
        if len(of):
            last = of.iloc[-1]
            return float(last["value"]), origin, str(last["publication_id"])
    return None
