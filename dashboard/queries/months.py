"""Figures of single months joined to the part of the year they cover."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from indicators import quality, rates

_SERIES: Final = ["region_code", "measure_id", "dimension", "category", "publication_id", "year"]
_NOTHING: Final = (
    "rate", "rate_lower", "rate_upper", "denominator", "denominator_year", "denominator_kind",
)  # fmt: skip


def joined(frame: pd.DataFrame) -> pd.DataFrame:
    """`frame` (rows of indicator_value with `state`) with the months of a year as one row.

    Two months or more of one series and year become one figure from the first to the last of
    them: their sum, or hidden where one of them is. Where the publication prints a longer figure
    for that year it stands, and its months are left out. A whole year is one whose twelve months
    are all there; every other one is partial. Nothing else is changed.
    """
    if frame.empty:
        return frame
    start, end = frame["period_start"], frame["period_end"]
    is_month = (start.dt.day == 1) & (end == start + pd.offsets.MonthEnd(0))
    key = [frame[name] for name in _SERIES]
    several = is_month.groupby(key).transform("sum") > 1
    if not (is_month & several).any():
        return frame
    has_longer = (~is_month).groupby(key).transform("any")
    months = frame[is_month & several & ~has_longer]
    rest = frame[~(is_month & several)]
    years = [_year(rows) for _, rows in months.groupby(_SERIES, sort=False)]
    whole = pd.concat([rest, *years]) if years else rest
    order = ["publication_id", "period_start", "period_end"]
    return pd.DataFrame(whole.sort_values(order, ignore_index=True))


def _year(rows: pd.DataFrame) -> pd.DataFrame:
    """The months of one series and year as one row, in the words of its last month."""
    ordered = rows.sort_values("period_start")
    last = ordered.iloc[-1:].copy()
    is_hidden = bool((ordered["state"] == "hidden").any())
    value = np.nan if is_hidden else float(ordered["value"].sum(min_count=1))
    lower, upper = rates.count_interval(np.array([value]))
    is_year = len(ordered) == 12 and bool((ordered["state"] == "shown").all())
    state = "hidden" if is_hidden else "not_reported" if np.isnan(value) else "shown"
    return last.assign(
        period_start=ordered["period_start"].iloc[0],
        value=value,
        value_lower=lower,
        value_upper=upper,
        state=state,
        is_partial=not is_year,
        is_derived=True,
        is_exact=bool(ordered["is_exact"].all()),
        is_chosen=bool(ordered["is_chosen"].any()),
        hidden=_worst(ordered["hidden"]) if is_hidden else "no",
        **_quality(last.iloc[0], is_year=is_year),
        status="reported" if state == "shown" else ordered["status"].iloc[-1],
        **{name: last[name].mask(last[name].notna()) for name in _NOTHING},
    )


def _quality(month: pd.Series, *, is_year: bool) -> dict[str, str]:
    """The mark of the last month; a year that is whole is no part of one."""
    reasons = str(month["quality_reasons"]).split("; ")
    kept = [one for one in reasons if not (is_year and one == "partial")] or ["complete"]
    worst = next(name for name in quality.REASONS if name in kept)
    return {"quality": quality.REASONS[worst].mark, "quality_reasons": "; ".join(kept)}


def _worst(hidden: pd.Series[str]) -> str:
    """Why the sum is hidden: as its first hidden month."""
    return str(hidden[hidden != "no"].iloc[0])
