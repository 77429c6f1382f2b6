"""WITHHOLD: what the public edition is not told beside the figures it hides.

Addresses and words lead to figures as well: a list printed from high to low gives, with the cell of
every row, the rank of the rows that are hidden; a remark may quote the very count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import pandas as pd

from etl.facts import Frames
from indicators.codes import CELL_WITHHELD
from indicators.tables import CASE_COUNT, CORRECTION, ISSUE, OUTCOME, SOURCE_FILE

LISTED: Final = ("source_sha256", "sheet", "publication_id")
"""What rows of one list of one source have in common."""
OWN_STAGE: Final = "mandiri"
"""What a regency says of itself; every other stage is a verifier's."""
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


def without_lists(
    publications: pd.DataFrame, kept: Sequence[pd.DataFrame], inside: Sequence[pd.DataFrame]
) -> pd.DataFrame:
    """Publications without those that only rows of `inside` come from, none of the tables `kept`.

    Their titles and remarks are part of what the office alone may read.
    """
    name = "publication_id"
    only = _values(inside, name) - _values(kept, name)
    return publications[~publications[name].isin(only)].reset_index(drop=True)


def without_files(
    told: Mapping[str, pd.DataFrame],
    corrections: pd.DataFrame,
    kept: Sequence[pd.DataFrame],
    inside: Sequence[pd.DataFrame],
) -> Frames:
    """Source files, issues and corrections without what is known of sheets with rows of `inside`
    alone; a file is left out when no row of `kept` comes from it.

    `told` holds the tables source_file and issue.
    """
    files, issues = told[SOURCE_FILE.name], told[ISSUE.name]
    lost = _values(inside, "source_sha256") - _values(kept, "source_sha256")
    gone = set(files.loc[files["sha256"].isin(lost), "file"].astype("str"))
    named = dict(zip(files["sha256"], files["file"], strict=True))
    sheets = _sheets(inside, named) - _sheets(kept, named)
    return {
        SOURCE_FILE.name: files[~files["sha256"].isin(lost)],
        ISSUE.name: issues[~_among(issues, issues["file"], gone, sheets)],
        CORRECTION.name: corrections[
            ~_among(corrections, "raw/" + corrections["file"].astype("str"), gone, sheets)
        ],
    }


def _values(frames: Iterable[pd.DataFrame], column: str) -> set[str]:
    return {str(one) for frame in frames if column in frame for one in frame[column].unique()}


def _sheets(frames: Iterable[pd.DataFrame], named: Mapping[str, str]) -> set[tuple[str, str]]:
    """File and sheet of every row."""
    pairs = (
        frame[["source_sha256", "sheet"]].drop_duplicates()
        for frame in frames
        if {"source_sha256", "sheet"} <= set(frame.columns)
    )
    return {
        (str(named.get(sha256)), str(sheet))
        for frame in pairs
        for sha256, sheet in frame.itertuples(index=False)
    }


def _among(
    rows: pd.DataFrame, file: pd.Series, gone: set[str], sheets: set[tuple[str, str]]
) -> pd.Series[bool]:
    """Which rows lie in a file or on a sheet that is left out."""
    places = zip(file.astype("str"), rows["sheet"].astype("str"), strict=True)
    return pd.Series(
        [place[0] in gone or place in sheets for place in places], index=rows.index, dtype=bool
    )


def without_verifier(scores: pd.DataFrame) -> pd.DataFrame:
    """Scores without what a verifier wrote of a question: the reason, or a remark in its place."""
    told = (scores["level"] == "question") & (scores["stage"] != OWN_STAGE)
    return scores.assign(reason=None, note=scores["note"].mask(told, None))


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
