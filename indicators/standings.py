"""Where an area stands among those of its province: p, funnel and rank beside the comparison.

All three are made of rates that are shown, of one measure, period and publication; an invented
example region takes no part. Ranks need the spread between years that the trend of the province
found (methods 2.8): without it their intervals would be too narrow, and nothing is ranked.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from indicators import funnel, multiple, ranks
from indicators.funnel_spread import FEWEST_AREAS, Floats, Integers
from indicators.tables import FUNNEL

TOGETHER: Final = ["parent_code", "measure_id", "period_start", "period_end", "publication_id"]
"""What is compared on one page."""
_LIMITS: Final = {
    "lower95": "funnel_lower95",
    "upper95": "funnel_upper95",
    "lower998": "funnel_lower998",
    "upper998": "funnel_upper998",
    "level": "funnel_level",
}
_WHOLES: Final = ("province", "nation")
_RANKS: Final = ["rank", "rank_lower", "rank_upper"]


def with_dispersion(areas: pd.DataFrame, dispersion: pd.DataFrame) -> pd.DataFrame:
    """`areas` with cv2 and cv2_variance of their province and measure, NaN where not known."""
    return areas.merge(dispersion, on=["parent_code", "measure_id"], how="left")


def with_p(areas: pd.DataFrame) -> pd.DataFrame:
    """`areas` with p_value against the rest of the province, adjusted over those compared with it.

    Needs value, denominator, parent_count, parent_people, cv2, takes_part. Where the spread
    between years is known it enters, so that a mark means more than one odd year; it never makes
    p smaller. Where it is not known p is that of chance alone, and nothing is marked by it.
    """
    count, people = _floats(areas, "value"), _floats(areas, "denominator")
    p = multiple.p_against_rest(
        count,
        people,
        _floats(areas, "parent_count") - count,
        _floats(areas, "parent_people") - people,
        np.nan_to_num(_floats(areas, "cv2")),
    )
    told = areas.assign(p=np.where(areas["takes_part"].to_numpy(dtype=bool), p, np.nan))
    marked = multiple.on_overview(told, TOGETHER)
    is_marked = marked["is_marked"] & marked["cv2"].notna()
    return marked.rename(columns={"p": "p_value"}).assign(is_marked=is_marked)


def with_funnel(areas: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`areas` with their funnel limits, and the rows of the table funnel.

    The baseline is what the area is compared with beside it: the whole province (or nation) where
    its own rate is shown, else the areas that are shown. Fewer than `FEWEST_AREAS` make no funnel:
    limits of chance alone would call areas special that only differ as areas do.
    Limits are widened by the spread of the areas themselves with `consistent=True`, our
    correction of winsorising: the published formula takes away spread that is there and leaves 10
    to 12 in 100 areas outside 95 % limits where 5 to 6 should be.
    """
    takes_part = areas["takes_part"] & areas["rate"].notna()
    number = takes_part.groupby([areas[name] for name in TOGETHER]).transform("sum")
    rows = areas[takes_part & (number >= FEWEST_AREAS)]
    which = rows.groupby(TOGETHER, sort=True)
    group: Integers = np.asarray(which.ngroup(), dtype=np.int64)
    is_whole = rows["benchmark_kind"].isin(_WHOLES)
    whole = rows["parent_rate"].where(is_whole).astype(float).to_numpy()
    of_group = np.full(which.ngroups, np.nan)
    of_group[group] = whole
    found, over = funnel.funnels(
        rows[["value", "denominator"]], group, which.ngroups, consistent=True, whole=of_group
    )
    placed = found[["expected", *_LIMITS]].rename(columns=_LIMITS).reindex(areas.index)
    level = placed["funnel_level"].astype(object)
    told = areas.join(placed.assign(funnel_level=level.where(level.notna(), None)))
    first = rows.assign(baseline=found["baseline"], group=group).drop_duplicates("group")
    cv2 = first["cv2"].astype(float)
    about = first.assign(cv2_source=np.where(cv2.notna(), "trend", "none")).sort_values("group")
    spreads = about.assign(areas=np.bincount(group), phi=over.phi, tau2=over.tau2)
    return told, spreads[list(FUNNEL.column_names)].reset_index(drop=True)


def with_ranks(areas: pd.DataFrame) -> pd.DataFrame:
    """`areas` with rank, its interval and group; `not_ranked` where there is no rate or spread.

    Needs value, denominator, cv2, cv2_variance, takes_part, is_count. An outcome, which has no
    interval, has no group.
    """
    group = areas.groupby(TOGETHER, sort=False, dropna=False).ngroup().astype(str)
    takes_part = areas["takes_part"] & areas["rate"].notna()
    rows = areas.assign(
        region_code=areas.index,
        parent_code=group,
        exposure=areas["denominator"],
        value=areas["value"].where(takes_part),
    )
    spread = rows.drop_duplicates("parent_code")[["parent_code", "cv2", "cv2_variance"]]
    found = ranks.province_ranks(rows[takes_part], spread).set_index("region_code")
    placed = found.reindex(areas.index)
    told = placed["group"].astype(object).where(placed["group"].notna(), "not_ranked")
    return areas.assign(
        **{name: placed[name].astype(float) for name in _RANKS},
        rank_group=told.where(areas["is_count"], None),
    )


def _floats(areas: pd.DataFrame, name: str) -> Floats:
    return areas[name].to_numpy(dtype=float)
