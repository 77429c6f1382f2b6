"""What is loaded for an action plan, from the tables of a served edition."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from etl import versions
from etl.books.plan import Known, Plan
from etl.books.sheets import Row
from indicators import plan_carry, releases
from indicators.catalogue import Catalogue
from indicators.instrument import Instrument
from indicators.regions import Region
from indicators.tables import PLAN_ACTIVITY, TARGET

TABLES: Final = ("publication", "target", "indicator_value", "plan_activity", "points_open")
"""The tables that `form_of`, `known` and `publication` ask for."""
_STAGES: Final = (
    "akhir", "verifikasi_lapangan", "verifikasi_administrasi", "mandiri", "tidak_dinyatakan",
)  # fmt: skip
_FILE: Final = ["printed_year", "stage", "publication_id"]

Frames = Mapping[str, pd.DataFrame]


def form_of(
    frames: Frames, region_code: str, period: str, catalogue: Catalogue
) -> Instrument | None:
    """The form the loaded plan of that period speaks of, else the newest one with questions.

    None when no form has questions.
    """
    plan = _activities(frames, region_code, period)
    held = [name for name in plan["instrument_id"].unique() if name in catalogue.instruments]
    forms = [catalogue.instruments[name] for name in held] or [*catalogue.instruments.values()]
    asked = [form for form in forms if form.questions]
    return max(asked, key=lambda form: (form.award_year, form.instrument_id), default=None)


def known(frames: Frames, plan: Plan, catalogue: Catalogue) -> Known:
    """What the tables hold for `plan`; frames without rows where they hold nothing."""
    targets = releases.current(frames["target"], TARGET, frames["publication"])
    own = set(_own(frames["publication"], plan.region_code, plan.period)["publication_id"])
    is_own = targets["publication_id"].isin(own)
    assessment, points = _points(frames["points_open"], plan)
    return Known(
        activities=_under(_activities(frames, plan.region_code, plan.period), plan, catalogue),
        targets=pd.concat([targets[~is_own], targets[is_own]], ignore_index=True),
        values=_values(frames, plan.region_code, catalogue),
        points=points,
        assessment=assessment,
        own=frozenset(own),
    )


def publication(frames: Frames, region: Region, period: str, day: datetime.date) -> Row:
    """The row of the sheet Publikasi, described as the loaded plan is where there is one.

    A plan has one id; of workbooks that name it each later one replaces those before
    (`etl.versions`).
    """
    row: dict[str, object] = {
        "publikasi": _stem(region.code, period),
        "penerbit": f"Gugus Tugas KLA {region.name}",
        "judul": f"RAD KLA {period}, {region.name}",
        "tanggal_terbit": day,
        "kepercayaan": "official",
    }
    own = _own(frames["publication"], region.code, period)
    if len(own):
        last = own.sort_values("released", na_position="first", kind="stable").iloc[-1]
        row |= {"penerbit": last["publisher"], "judul": last["title"], "kepercayaan": last["trust"]}
    return row


def _stem(region_code: str, period: str) -> str:
    return "rad_" + re.sub(r"\D", "_", f"{region_code}_{period}")


def _own(publications: pd.DataFrame, region_code: str, period: str) -> pd.DataFrame:
    """The loaded versions of this plan."""
    first = publications["publication_id"].str.partition(versions.MARK)[0]
    return publications[first == _stem(region_code, period)]


def _activities(frames: Frames, region_code: str, period: str) -> pd.DataFrame:
    rows = releases.current(frames["plan_activity"], PLAN_ACTIVITY, frames["publication"])
    return rows[(rows["region_code"] == region_code) & (rows["plan_period"] == period)]


def _under(activities: pd.DataFrame, plan: Plan, catalogue: Catalogue) -> pd.DataFrame:
    """The lines under the form of the plan, those of the form before it carried over."""
    form = plan.form
    mapping = catalogue.form_maps.get(form.instrument_id)
    names = () if mapping is None else mapping["from_instrument"].dropna().unique()
    old = next((catalogue.instruments[one] for one in names if one in catalogue.instruments), None)
    if mapping is None or old is None:
        return activities[activities["instrument_id"] == form.instrument_id]
    return plan_carry.carried(activities, old, form, mapping)


def _values(frames: Frames, region_code: str, catalogue: Catalogue) -> pd.DataFrame:
    """Every figure of an outcome of the region that a page shows first, with who said it."""
    rows = frames["indicator_value"]
    rows = rows[
        (rows["region_code"] == region_code)
        & rows["measure_id"].isin(list(catalogue.outcomes))
        & (rows["dimension"] == "total")
        & rows["is_chosen"].astype(bool)
        & ~rows["is_partial"].astype(bool)
        & rows["value"].notna()
    ]
    told = frames["publication"].set_index("publication_id")
    source = told["publisher"].astype(str) + ", " + told["title"].astype(str)
    rows = rows.assign(source=rows["publication_id"].map(source))
    rows = rows.sort_values(["measure_id", "period_end", "publication_id"])
    return rows[["measure_id", "year", "value", "source"]].reset_index(drop=True)


def _points(rows: pd.DataFrame, plan: Plan) -> tuple[tuple[int, str] | None, pd.DataFrame]:
    """Year and stage of the latest and most final assessment by the form, and its open points."""
    columns = ["block", "indicator", "question", "open"]
    own = rows[
        (rows["region_code"] == plan.region_code)
        & (rows["instrument_id"] == plan.form.instrument_id)
    ]
    if own.empty:
        return None, own[columns]
    rank = {stage: place for place, stage in enumerate(_STAGES)}
    first = min(
        own[_FILE].drop_duplicates().itertuples(index=False, name=None),
        key=lambda one: (-one[0], rank[one[1]], one[2]),
    )
    chosen = own[(own[_FILE] == pd.Series(first, index=_FILE)).all(axis=1)]
    return (int(first[0]), str(first[1])), chosen[columns].reset_index(drop=True)


def years_of(period: str) -> Sequence[int]:
    """The years of 2025-2029. ValueError for what is no period of two to ten years."""
    found = re.fullmatch(r"(20\d\d)\s*[-–]\s*(20\d\d)", period.strip())
    years = range(int(found[1]), int(found[2]) + 1) if found else range(0)
    if not 2 <= len(years) <= 10:
        raise ValueError(f"{period!r} is no period like 2025-2029")
    return years
