"""What is loaded for the checklist of a regency: its kecamatan and desa, and what they answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from indicators import codes, releases
from indicators.catalogue import Catalogue
from indicators.instrument import Instrument
from indicators.tables import SUBREGION, VILLAGE_ANSWER
from indicators.village_questions import asked
from indicators.village_rows import newest
from indicators.villages import LEVELS

TABLES: Final = ("publication", "subregion", "village_answer")
"""The tables that `known` asks for."""
Frames = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Known:
    """Areas (area_code, name, level, parent_code) and answers (area_code, indicator, question,
    answer True, False or empty) of a regency as they stand.
    """

    areas: pd.DataFrame
    answers: pd.DataFrame


def form_of(catalogue: Catalogue, name: str, *, is_remote: bool) -> Instrument | None:
    """The form called `name`, else the newest that asks anything area by area, as areas of that
    kind are asked it; None when there is none.
    """
    forms = [
        form.asked_of(remote=is_remote)
        for key, form in catalogue.instruments.items()
        if name in ("", key)
    ]
    forms = [form for form in forms if any(asked(form, level) for level in LEVELS)]
    return max(forms, key=lambda one: (one.award_year, one.instrument_id), default=None)


def known(frames: Frames, region_code: str, instrument_id: str) -> Known:
    """What the newest checklist of that form says; its areas are those of the newest checklist of
    any form where that form has none yet. What was answered for another form is not carried over.
    """
    publications = frames["publication"]
    listed = frames["subregion"][frames["subregion"]["region_code"] == region_code]
    listed = releases.current(listed, SUBREGION, publications)
    told = frames["village_answer"][frames["village_answer"]["region_code"] == region_code]
    told = newest(releases.current(told, VILLAGE_ANSWER, publications), publications)
    own = told[told["instrument_id"] == instrument_id]
    source = list(own["publication_id"].unique())
    if not source and len(listed):
        days = publications.set_index("publication_id")["released"]
        order = listed.assign(day=pd.to_datetime(listed["publication_id"].map(days)))
        order = order.sort_values(["day", "publication_id"], na_position="first")
        source = [order["publication_id"].iloc[-1]]
    areas = listed[listed["publication_id"].isin(source)]
    yes = own["answer"].map({codes.ANSWERS[0]: True, codes.ANSWERS[1]: False})
    return Known(
        areas[["area_code", "name", "level", "parent_code"]].reset_index(drop=True),
        own[["area_code", "indicator", "question"]]
        .assign(answer=yes.astype("boolean"))
        .reset_index(drop=True),
    )
