"""What is loaded for the evidence workbooks of a region, from the tables of a served edition."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from etl import versions
from etl.books.sheets import Row
from indicators import evidence, releases
from indicators.catalogue import Catalogue
from indicators.instrument import Instrument
from indicators.regions import Region
from indicators.tables import EVIDENCE

TABLES: Final = ("publication", "evidence", "carried_evidence", "points_open", "form", "region")
"""The tables that `known` and `publication` ask for."""
Frames = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Known:
    """The register of a region for one form as it stands, and the points its questions lack.

    `register`: the table evidence and, for rows of the form before, relation and carried_from.
    """

    form: Instrument
    register: pd.DataFrame
    points: pd.DataFrame
    closes: datetime.date | None

    @property
    def offices(self) -> tuple[str, ...]:
        """Offices that the form names or that hold a document, by id."""
        named = {office for question in self.form.questions for office in question.offices}
        return tuple(sorted(named | set(self.register["office"])))

    @property
    def without_office(self) -> tuple[str, ...]:
        """Questions that name no office: 25/3."""
        return tuple(
            f"{one.indicator}/{one.question}" for one in self.form.questions if not one.offices
        )


def form_of(frames: Frames, catalogue: Catalogue, name: str, region_code: str) -> Instrument | None:
    """The form called `name`, else the newest with questions; as areas of that kind are asked it.

    None when there is no such form.
    """
    asked = {key: one for key, one in catalogue.instruments.items() if one.questions}
    newest = max(asked, key=lambda key: (asked[key].award_year, key), default="")
    form = asked.get(name or newest)
    if form is None:
        return None
    here = frames["region"].set_index("region_code")["is_remote"]
    return form.asked_of(remote=bool(here.get(region_code, False)))


def known(frames: Frames, form: Instrument, region_code: str) -> Known:
    """What the tables hold for a region and a form; frames without rows where they hold nothing."""
    own = releases.current(frames["evidence"], EVIDENCE, frames["publication"])
    carried = evidence.as_carried(frames["carried_evidence"])
    parts = [_of(rows, form, region_code) for rows in (own, carried)]
    filled = [part for part in parts if len(part)]
    register = pd.concat(filled, ignore_index=True) if filled else parts[1]
    closes = frames["form"].set_index("instrument_id")["closes"].get(form.instrument_id)
    return Known(
        form,
        register,
        _points(_of(frames["points_open"], form, region_code)),
        None if closes is None or pd.isna(closes) else pd.Timestamp(closes).date(),
    )


def _of(rows: pd.DataFrame, form: Instrument, region_code: str) -> pd.DataFrame:
    return rows[
        (rows["region_code"] == region_code) & (rows["instrument_id"] == form.instrument_id)
    ]


def _points(rows: pd.DataFrame) -> pd.DataFrame:
    """Points not yet earned by question, of the latest and most final assessment by the form."""
    rows = evidence.latest(rows[rows["level"] == "question"])
    return rows[["indicator", "question", "open"]]


def publication(frames: Frames, region: Region, form: Instrument, office: str, title: str) -> Row:
    """The row of the sheet Publikasi; `title` is the name of the office.

    The id stays the same: a workbook that comes back again replaces the one before
    (`etl.versions`). It is described as the loaded one is where there is one.
    """
    name = "bukti_" + re.sub(r"\W", "_", f"{region.code}_{form.instrument_id}_{office}")
    row: dict[str, object] = {
        "publikasi": name,
        "penerbit": f"{title}, {region.name}",
        "judul": f"Register bukti dukung {form.title.id}",
        "kepercayaan": "official",
    }
    told = frames["publication"]
    own = told[told["publication_id"].str.partition(versions.MARK)[0] == name]
    if len(own):
        last = own.iloc[-1]
        row |= {"penerbit": last["publisher"], "judul": last["title"], "kepercayaan": last["trust"]}
    return row
