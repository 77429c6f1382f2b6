"""WITHHOLD: what the public edition is not told beside the figures it hides.

Addresses and words lead to figures as well: a list printed from high to low gives, with the cell of
every row, the rank of the rows that are hidden; a remark may quote the very count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import pandas as pd

from etl.facts import Frames
from indicators.codes import CELL_WITHHELD
from indicators.tables import CASE_COUNT, CORRECTION, ISSUE, OUTCOME

LISTED: Final = ("source_sha256", "sheet", "publication_id")
"""What rows of one list of one source have in common."""
_NOTES: Final = ("note", "note_en")
_MONTHS: Final = (
    "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|"
    "january|february|march|may|june|july|august|october|december"
)
_DATES: Final = (
    r"\b\d{4}-\d\d-\d\d\b",
    rf"\b\d{{1,2}} (?:{_MONTHS})\b",
    r"\b\d{1,2}/\d{1,2}/\d{4}\b",
    r"\b(?:19|20)\d\d\b",
)
_DATE: Final = re.compile("|".join(_DATES), re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d|\b(?:nihil|nol|zero|nil)\b", re.IGNORECASE)
_SENTENCES: Final = re.compile(r"(?<=[.!?])\s+")


def lists(frames: Mapping[str, pd.DataFrame]) -> pd.MultiIndex:
    """File, sheet and publication of every list with a hidden row in the protected `frames`."""
    hidden = [
        frame.loc[frame["hidden"] != "no", list(LISTED)]
        for frame in (frames[CASE_COUNT.name], frames[OUTCOME.name])
    ]
    return pd.MultiIndex.from_frame(pd.concat(hidden).astype("str").drop_duplicates())


def without_cells(frames: Mapping[str, pd.DataFrame], listed: pd.MultiIndex) -> Frames:
    """`frames` with one code for the cell of every row of those lists, hidden or not."""
    return {name: _without_cells(frame, listed) for name, frame in frames.items()}


def _without_cells(frame: pd.DataFrame, listed: pd.MultiIndex) -> pd.DataFrame:
    if frame.empty or not {*LISTED, "cell"} <= set(frame.columns):
        return frame
    inside = pd.MultiIndex.from_frame(frame[list(LISTED)].astype("str")).isin(listed)
    return frame.assign(cell=frame["cell"].mask(inside, CELL_WITHHELD))


def without_notes(publications: pd.DataFrame, listed: pd.MultiIndex) -> pd.DataFrame:
    """Publications; remarks on a list among `listed` lose the sentences that quote a number."""
    inside = publications["publication_id"].isin(listed.get_level_values("publication_id"))
    told = {
        name: publications[name].where(~inside, publications[name].map(_without_numbers))
        for name in _NOTES
    }
    return publications.assign(**told)


def _without_numbers(said: object) -> str | None:
    if not isinstance(said, str):
        return None
    return " ".join(one for one in _SENTENCES.split(said) if not quotes_number(one)) or None


def quotes_number(said: str) -> bool:
    """Whether a text holds a digit that is part of no date and no year, or says zero in a word."""
    return _NUMBER.search(_DATE.sub("", said)) is not None


def without_reasons(written: pd.DataFrame) -> pd.DataFrame:
    """What people wrote, for the public: a reason that quotes a number stays inside."""
    quotes = written["reason"].astype("str").str.contains(r"\d", na=False)
    return written.assign(reason=written["reason"].where(~quotes, None))


def without_places(
    issues: pd.DataFrame, corrections: pd.DataFrame, files: pd.DataFrame, listed: pd.MultiIndex
) -> Frames:
    """Issues and corrections without the cells of sheets with a list of `listed`, each row once.

    They name their file, not its hash: `files` are the source files. No publication is known of a
    cell that was not read, so all of the sheet counts.
    """
    named = dict(zip(files["sha256"], files["file"], strict=True))
    hashes, sheets = (listed.get_level_values(name) for name in LISTED[:2])
    known = pd.MultiIndex.from_arrays([hashes.map(named), sheets], names=["file", "sheet"])
    inside = _on(issues, issues["file"], known)
    changed = _on(corrections, "raw/" + corrections["file"].astype("str"), known)
    return {
        ISSUE.name: issues.assign(cell=issues["cell"].mask(inside, None)).drop_duplicates(
            list(ISSUE.key)
        ),
        CORRECTION.name: corrections.assign(
            cell=corrections["cell"].mask(changed, CELL_WITHHELD)
        ).drop_duplicates(list(CORRECTION.key)),
    }


def _on(rows: pd.DataFrame, file: pd.Series, known: pd.MultiIndex) -> pd.Series[bool]:
    """Which rows lie on a known sheet."""
    places = pd.MultiIndex.from_arrays([file.astype("str"), rows["sheet"].astype("str")])
    return pd.Series(places.isin(known), index=rows.index)
