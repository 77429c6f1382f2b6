"""The table projection: every partial year of a series, completed or with the reason why not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pandas as pd

from indicators import projection
from indicators.series_trends import Break, break_days
from indicators.tables import PROJECTION

_SERIES: Final = ["measure_id", "publication_id"]
_KEY: Final = ["region_code", *_SERIES]


def projections(values: pd.DataFrame, breaks: Iterable[Break]) -> pd.DataFrame:
    """Rows of projection from the totals of case measures (indicator_value columns).

    Completed from monthly figures only. A latest year printed as one figure to a month has a row
    with the reason `no_monthly_history`. Of a hidden count nothing is observed and there is none.
    """
    days = tuple(breaks)
    monthly = projection.monthly_values(values)
    parts = [_printed(values, monthly)]
    for (measure, publication), rows in monthly.groupby(_SERIES, sort=True):
        cuts = tuple((day.year, day.month) for day in break_days(str(measure), days))
        found = projection.projections(rows[["region_code", "year", "month", "value"]], cuts)
        parts.append(found.assign(measure_id=str(measure), publication_id=str(publication)))
    filled = [part for part in parts if len(part)]
    if not filled:
        return pd.DataFrame(columns=list(PROJECTION.column_names))
    rows = pd.concat(filled, ignore_index=True)
    return rows.sort_values(_KEY, ignore_index=True)[list(PROJECTION.column_names)]


def _printed(values: pd.DataFrame, monthly: pd.DataFrame) -> pd.DataFrame:
    """Latest years that stand as one figure from January to a month, without monthly figures."""
    totals = values[(values["dimension"] == "total") & (values["hidden"] == "no")]
    totals = totals[totals["value"].notna()]
    totals = totals[totals["year"] == totals.groupby(_KEY)["year"].transform("max")]
    start, end = pd.to_datetime(totals["period_start"]), pd.to_datetime(totals["period_end"])
    to_month = (start.dt.year == end.dt.year) & start.dt.is_year_start & end.dt.is_month_end
    has_whole = (~totals["is_partial"].astype(bool)).groupby([totals[one] for one in _KEY])
    rows = totals[to_month & ~has_whole.transform("any")].sort_values([*_KEY, "period_end"])
    rows = rows.drop_duplicates(_KEY, keep="last")
    by_month = pd.MultiIndex.from_frame(monthly[_KEY])
    rows = rows[~pd.MultiIndex.from_frame(rows[_KEY]).isin(by_month)]
    none = dict.fromkeys(("history_years", "tested_years", "tested_inside"), 0)
    return (
        rows[[*_KEY, "year"]]
        .assign(
            months=end[rows.index].dt.month,
            observed=rows["value"],
            **none,
            reason="no_monthly_history",
        )
        .reindex(columns=list(PROJECTION.column_names))
    )
