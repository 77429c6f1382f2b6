"""What a row of the evidence register says against itself, at the cell that is to be looked at.

Only what needs no clock: whether a document was issued on a day to come, or is due after the form
closes, depends on the day it is asked.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from etl.issues import Problem, plain
from etl.reading.draft import Draft
from etl.reading.recognise import Heading, Table
from indicators import evidence

STATUS: Final = "evidence_status"
AT: Final = {
    "valid_before_issued": "valid_until",
    "uploaded_without_link": "link",
    "complete_without_date": "issued",
}
"""The field whose cell is shown for each of `indicators.evidence.PROBLEMS` that needs no clock."""
KEY: Final = "kunci"
_KEYED: Final = ("instrument_id", "indicator", "question")
_ASKED: Final = (STATUS, "issued", "valid_until", "link", "due")


def check_evidence(draft: Draft, table: Table, known: Sequence[Heading]) -> None:
    """Say what rows of evidence contradict: a warning at the cell, or at the status where the
    column is gone; and codes of a question that slipped into another row.
    """
    _check_key(draft, table)
    heading = {one.column.to: one for one in known if one.column is not None}
    if STATUS not in heading:
        return
    none = [None] * draft.size
    rows = pd.DataFrame(
        {
            name: pd.Series(draft.column(name) if name in draft.fields else none, dtype=object)
            for name in _ASKED
        }
    )
    found = evidence.contradictions(rows, None, None)
    for name, field in AT.items():
        where = heading.get(field, heading[STATUS])
        problems = {
            int(entry): _problem(name, rows.loc[entry])
            for entry in found.loc[found["problem"] == name, "row"]
            if not draft.bad[entry]
        }
        title = heading[field].text if field in heading else _title(draft, field)
        draft.report(problems, where.index, title, title)


def _check_key(draft: Draft, table: Table) -> None:
    """Hold the hidden key of a row, which the workbook was written with, against its question."""
    keys = [one for one in table.headings if one.column and one.column.heading == KEY]
    asked = [one for one in table.headings if one.column and one.column.to == "question"]
    if not keys or not asked or any(name not in draft.fields for name in _KEYED):
        return
    rows = zip(*(draft.column(name) for name in _KEYED), strict=True)
    problems = {}
    for entry, (cell, told) in enumerate(zip(draft.cells(keys[0].index), rows, strict=True)):
        written = tuple(plain(cell).split("|")[: len(_KEYED)])
        if len(written) == len(_KEYED) and written != told and not draft.bad[entry]:
            facts = {"written": "/".join(written[1:]), "item": "/".join(told[1:])}
            problems[entry] = Problem("evidence_row_slipped", facts)
    draft.report(problems, asked[0].index, asked[0].text, KEY)


def _problem(name: str, row: pd.Series[Any]) -> Problem:
    if name == "valid_before_issued":
        days = {"ends": _day(row["valid_until"]), "issued": _day(row["issued"])}
        return Problem("evidence_valid_before_issued", days)
    if name == "uploaded_without_link":
        return Problem("evidence_uploaded_without_link")
    return Problem("evidence_complete_without_date", {"status": str(row[STATUS])})


def _day(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else str(value or "")


def _title(draft: Draft, field: str) -> str:
    """The heading of a column that the sheet lacks, as its layout calls it."""
    return next(one.heading for one in draft.layout.columns if one.to == field)
