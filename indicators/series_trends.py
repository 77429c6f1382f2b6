"""The table trend from the rows an edition shows: which areas are judged together, and from what.

Kabupaten/kota are judged with their province, provinces with the other provinces, the nation and
the invented example regions each by itself. An area that the publication of its province leaves
without a line is judged alone by its own longest publication.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, Final, Protocol

import numpy as np
import pandas as pd

from indicators import denominators, releases, trend, verdict
from indicators.tables import TREND

EVERY_CASE: Final = "case"
"""What a break applies to when it concerns every count of reports."""
_SERIES: Final = ["region_code", "measure_id"]
_FACTS: Final = [
    "year", "value", "exposure", "is_partial", "is_exact", "is_chosen", "hidden", "publication_id",
]  # fmt: skip
_SHORT: Final = ("too_few_years", "after_break")
Days = tuple[datetime.date, ...]


class Break(Protocol):
    """The part of a series break that is needed here (definition.SeriesBreak)."""

    @property
    def date(self) -> datetime.date: ...  # noqa: D102
    @property
    def applies_to(self) -> tuple[str, ...]: ...  # noqa: D102


def case_series(
    values: pd.DataFrame, regions: pd.DataFrame, breaks: Iterable[Break]
) -> pd.DataFrame:
    """The totals of `values` as `trend.trends` reads them.

    `values` holds indicator_value columns of case measures, `regions` those of region. Added:
    `series` (region and measure), `pool` (the areas judged together), `parent_code`, and `days`,
    the breaks: those of the catalogue and, within a pool, a change of denominator kind, at which
    the rate jumps for no other reason.
    """
    totals = values[values["dimension"] == "total"].reset_index(drop=True)
    about = regions.set_index("region_code")
    region = totals["region_code"]
    above = region.map(about["parent_code"]).astype(object)
    is_alone = above.isna() | region.map(about["is_example"]).astype(bool)
    parent = above.where(~is_alone, region)
    measure = totals["measure_id"].astype(str) + "|"
    rows = totals.assign(
        exposure=totals["denominator"],
        parent_code=parent,
        series=measure + region.astype(str),
        pool=measure + np.where(is_alone, "alone ", "") + parent.astype(str),
    )
    rows["days"] = _days(rows, tuple(breaks))
    return rows[["series", "pool", *_SERIES, "parent_code", *_FACTS, "days"]]


def trend_rows(series: pd.DataFrame) -> pd.DataFrame:
    """One row a series of `case_series`: trend.COLUMNS with `series`, `measure_id`."""
    if series.empty:
        return pd.DataFrame(columns=["series", "measure_id", *trend.COLUMNS])
    together = _judged(series)
    short = together[together["reason"].isin(_SHORT)].set_index("series")
    own = series[series["series"].isin(short.index)]
    alone = _judged(own.assign(pool=own["series"]))
    is_better = (alone["method"] != "none") | (alone["series"].map(short["years"]) == 0)
    alone = alone[is_better]
    kept = together[~together["series"].isin(alone["series"])]
    found = pd.concat([kept, alone], ignore_index=True) if len(alone) else kept
    about = series.drop_duplicates("series")[["series", *_SERIES, "parent_code"]]
    return found.merge(about, on="series").sort_values(_SERIES, ignore_index=True)


def trend_table(
    found: pd.DataFrame,
    series: pd.DataFrame,
    completed: pd.DataFrame,
    publications: pd.DataFrame,
) -> pd.DataFrame:
    """The table trend: `found` (`trend_rows` of `series`) with what each may be called.

    `completed` holds the rows of completeness, `publications` those of publication.
    """
    if found.empty:
        return pd.DataFrame(columns=list(TREND.column_names))
    told = _with_recording(found, completed)
    second = second_sources(found, series, publications)
    told["second"] = _text(told["series"].map(second))
    facts = told.assign(region_code=told["series"])
    said = verdict.verdicts(facts, facts).set_index("region_code")
    told["verdict"] = told["series"].map(said["verdict"])
    told["verdict_reasons"] = _text(told["series"].map(said["reasons"]).replace("", None))
    return told[list(TREND.column_names)]


def dispersions(found: pd.DataFrame) -> pd.DataFrame:
    """(parent_code, measure_id, cv2, cv2_variance) of every province judged together."""
    pooled = found[found["method"] == "pooled"].drop_duplicates(["parent_code", "measure_id"])
    told = pooled.assign(cv2=pooled["cv"].astype(float) ** 2)
    return told[["parent_code", "measure_id", "cv2", "cv2_variance"]].reset_index(drop=True)


def break_days(measure: str, breaks: Iterable[Break], kind: str = EVERY_CASE) -> Days:
    """The days from which figures of `measure` are not comparable with those before."""
    return tuple(sorted({one.date for one in breaks if {kind, measure} & set(one.applies_to)}))


def first_years(
    measures: Iterable[str], breaks: Iterable[Break], as_of: datetime.date
) -> dict[str, int]:
    """measure -> first whole year after its last break before `as_of`; none without a break."""
    days = tuple(breaks)
    told = {}
    for name in measures:
        past = [day for day in break_days(name, days, kind=name) if day <= as_of]
        if past:
            told[name] = past[-1].year + ((past[-1].month, past[-1].day) != (1, 1))
    return told


def second_sources(
    found: pd.DataFrame, series: pd.DataFrame, publications: pd.DataFrame
) -> pd.Series[str]:
    """series -> whether another publication `agrees` or `differs` in direction.

    Only a publication with a trend of its own, up or down, says anything, and none that replaces
    the one shown or is replaced by it; of several one that differs goes first.
    """
    main = found[found["direction"] != "unclear"].set_index("series")
    shown = series["series"].map(main["publication_id"])
    linked = releases.replaced(publications)
    pairs = {*zip(linked["publication_id"], linked["replaced_id"], strict=True)}
    is_linked = np.array(
        [
            (a, b) in pairs or (b, a) in pairs
            for a, b in zip(series["publication_id"], shown, strict=True)
        ],
        dtype=bool,
    )
    others = series[shown.notna() & (series["publication_id"] != shown) & ~is_linked]
    if others.empty:
        return pd.Series(dtype=object)
    by = "|" + others["publication_id"].astype(str)
    told = _judged(others.assign(series=others["series"] + by, pool=others["pool"] + by))
    told = told[told["direction"] != "unclear"]
    first = told["series"].str.rsplit("|", n=1).str[0]
    agrees = told["direction"].to_numpy() == first.map(main["direction"]).to_numpy()
    said = pd.Series(np.where(agrees, "agrees", "differs"), index=first, dtype=object)
    return said.groupby(level=0).max()  # "differs" sorts after "agrees"


def _judged(rows: pd.DataFrame) -> pd.DataFrame:
    """trend.trends of every pool, with `series` in place of region and parent."""
    told = rows.assign(region_code=rows["series"], parent_code=rows["pool"])
    days = rows["days"]
    parts = [trend.trends(told[(days == one).to_numpy()], one) for one in sorted(set(days))]
    found = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=trend.COLUMNS)
    return found.rename(columns={"region_code": "series"}).drop(columns="parent_code")


def _days(rows: pd.DataFrame, breaks: tuple[Break, ...]) -> pd.Series[Any]:
    """The breaks of each row's pool."""
    known = {name: break_days(str(name), breaks) for name in rows["measure_id"].unique()}
    days = rows["measure_id"].map(known).astype(object)
    mixed = denominators.mixed_series(rows)
    if mixed.empty:
        return days
    pools = rows.drop_duplicates("series")[["pool", *_SERIES]]
    more: dict[str, set[datetime.date]] = {}
    for pool, year in mixed.merge(pools, on=_SERIES)[["pool", "year"]].itertuples(index=False):
        more.setdefault(str(pool), set()).add(datetime.date(int(year), 1, 1))
    both = [
        tuple(sorted({*own, *more.get(pool, ())}))
        for own, pool in zip(days, rows["pool"], strict=True)
    ]
    return pd.Series(both, index=rows.index, dtype=object)


def _with_recording(found: pd.DataFrame, completed: pd.DataFrame) -> pd.DataFrame:
    """Months and units of the first and the last year of each window, empty when not known."""
    key = [*_SERIES, "publication_id", "year"]
    counted = ["months_reported", "units_reported", "units_expected"]
    facts = completed[[*key, *counted]].astype(dict.fromkeys(counted, "float64"))
    told = found
    for end in ("first", "last"):
        names = {"year": f"{end}_year", "months_reported": f"months_{end}"}
        names |= {"units_reported": f"units_{end}", "units_expected": f"expected_{end}"}
        one = facts.rename(columns=names).astype({f"{end}_year": "Int64"})
        told = told.merge(one, on=[*_SERIES, "publication_id", f"{end}_year"], how="left")
    return told.rename(columns={"expected_last": "units_expected"})


def _text(texts: pd.Series[Any]) -> pd.Series[Any]:
    """Text with None, not NaN, where there is none."""
    return texts.astype(object).where(texts.notna(), None)
