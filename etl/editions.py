"""PUBLISH: both editions of one build as files, and what is written down of the build.

What of the told tables the public may read is decided here: issues without figures of people, and
nothing of files of which the public edition has no row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

import pandas as pd

from etl import protect, served, warehouse, withheld
from etl.facts import Frames
from etl.issues import Issue
from etl.measure import EDITIONS, Editions
from etl.public_facts import INTERNAL_ONLY
from indicators.catalogue import Catalogue
from indicators.tables import ALL_TABLES, ISSUE

VERSION: Final = "0.1.0"
POINTS_ONLY: Final = ("level_sum_differs", "max_differs", "items_missing")
"""Kinds of issue that speak of points of a form, never of people."""
WITHHELD: Final = {
    "message": "Catatan mutu; rinciannya hanya di versi internal.",
    "message_en": "Quality note; its details are in the internal edition only.",
}


def write(
    folder: Path,
    editions: Editions,
    told: Frames,
    about: Mapping[str, object],
    catalogue: Catalogue,
) -> dict[str, Path]:
    """Write both editions into the new folder `folder`: edition -> file.

    `told` are the tables that say what the build was made of; `about` is what both editions say
    of themselves. Raises WarehouseError or OSError.
    """
    paths = {}
    for name in EDITIONS:
        public = name == "public"
        frames = {**editions.frames[name], **told}
        if public:
            inside = [editions.frames["internal"][table] for table in INTERNAL_ONLY]
            kept = list(editions.frames[name].values())
            frames |= withheld.without_files(told, frames["correction"], kept, inside)
            issues, corrections = _without_figures(frames["issue"]), frames["correction"]
            listed = withheld.lists(frames)
            frames |= withheld.without_places(issues, corrections, told["source_file"], listed)
        publications = frames["publication"]
        frames["edition"] = pd.DataFrame(
            [
                {
                    **about,
                    "edition": name,
                    "code_version": VERSION,
                    "hide_up_to": catalogue.disclosure.hide_up_to if public else 0,
                    "hidden_primary": editions.hidden_primary if public else 0,
                    "hidden_secondary": editions.hidden_secondary if public else 0,
                    "has_simulated": bool((publications["trust"] == "simulated").any()),
                }
            ]
        )
        assert {table.name for table in ALL_TABLES} <= set(frames)
        paths[name] = folder / served.file_name(name)
        warehouse.write(paths[name], frames)
    return paths


def issue_frame(issues: Sequence[Issue]) -> pd.DataFrame:
    """Problems as the table `issue`, each once."""
    frame = pd.DataFrame([asdict(one) for one in issues], columns=list(ISSUE.column_names))
    return frame.drop_duplicates(list(ISSUE.key))


def _without_figures(issues: pd.DataFrame) -> pd.DataFrame:
    """Issues for the public: kind, place and remedy; of figures only points of a form are told.

    None that would lead to what is hidden.
    """
    bare = issues[~issues["kind"].isin(protect.INTERNAL)].copy()
    told = bare["kind"].isin(POINTS_ONLY)
    bare["value"] = bare["value"].where(told, None)
    for column, words in WITHHELD.items():
        bare[column] = bare[column].where(told, words)
    return bare.drop_duplicates(list(ISSUE.key))
