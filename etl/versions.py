"""Files that say the same list again: each later one is a version that replaces the ones before.

A workbook that went out, came back, was loaded, and comes back once more names the same publication
each time; so does one that was filled anew from what is loaded. Nobody has to think of a new id:
the first file that was taken in keeps the id, the next ones are `id#2`, `id#3`, and replace those
before them. Which came first is what the register of the data folder says.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from etl.issues import Issue, issue
from etl.reading.observations import Frames, Rows
from etl.report import FileReport
from indicators import releases
from indicators.tables import PUBLICATION

MARK: Final = "#"
_ID: Final = "publication_id"
Row = dict[str, Any]


def numbered(
    reports: Sequence[FileReport], loaded: Mapping[str, datetime.date]
) -> tuple[FileReport, ...]:
    """`reports` with every list that is sent whole (releases.WHOLE) under an id of its own.

    `loaded` maps the content hash of a file to the day it was taken in, in the order of the
    register; files that it does not name (put there by hand) come before all others, by name, so
    that what is loaded replaces them. A version never came out before the one it replaces. A copy
    with the same content is no version.
    """
    known: dict[str, list[Row]] = {}
    found: dict[str, FileReport] = {}
    for report in in_order(reports, loaded):
        renamed = {}
        for row in _lists(report):
            earlier = known.setdefault(str(row[_ID]), [])
            if earlier:
                renamed[str(row[_ID])] = _next(row, earlier)
            earlier.append(renamed.get(str(row[_ID]), row))
        found[report.sha256] = _renamed(report, renamed) if renamed else report
    return tuple(
        replace(found[one.sha256], file=one.file) if one.sha256 in found else one for one in reports
    )


def unregistered(
    reports: Sequence[FileReport], loaded: Mapping[str, datetime.date]
) -> Iterator[Issue]:
    """Lists of which a file put there by hand holds a version: which one stands is a guess then."""
    holders: dict[tuple[str, ...], list[FileReport]] = {}
    for report in in_order(reports, loaded):
        for key in _whole(report):
            holders.setdefault(key, []).append(report)
    said: set[tuple[str, str]] = set()
    for (name, *_), own in holders.items():
        for one in own if len(own) > 1 else ():
            if one.sha256 not in loaded and (one.file, name) not in said:
                said.add((one.file, name))
                other = next(each for each in reversed(own) if each is not one)
                facts = {"other": other.file, "current": own[-1].file}
                yield issue("list_not_registered", file=one.file, value=name, **facts)


def _whole(report: FileReport) -> dict[tuple[str, ...], None]:
    """What a file sends whole: the publication, the table, and of whom or what."""
    found: dict[tuple[str, ...], None] = {}
    for table, names in releases.WHOLE.items():
        for part in report.observations.parts.get(table, ()):
            columns = [part.column(name) for name in (_ID, *names)]
            for publication, *of in zip(*columns, strict=True):
                found[str(publication), table, *map(str, of)] = None
    return found


def in_order(
    reports: Sequence[FileReport], loaded: Mapping[str, datetime.date]
) -> list[FileReport]:
    """Each content once, what was put there by hand first, then as the register has them."""
    place = {sha256: position for position, sha256 in enumerate(loaded)}
    return sorted(
        {one.sha256: one for one in reports if one.sha256}.values(),
        key=lambda one: (place.get(one.sha256, -1), one.file),
    )


def _lists(report: FileReport) -> list[Row]:
    """The publications of a file that such a list is part of."""
    parts = report.observations.parts
    names = {
        str(name)
        for table in releases.WHOLE
        for part in parts.get(table, ())
        for name in dict.fromkeys(part.column(_ID))
    }
    return [
        row for part in parts.get(PUBLICATION.name, ()) for row in _rows(part) if row[_ID] in names
    ]


def _rows(part: Rows) -> list[Row]:
    columns = {name: part.column(name) for name in part.fields}
    return [
        dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
    ]


def _next(row: Row, earlier: Sequence[Row]) -> Row:
    """`row` as the version after `earlier`."""
    ids = [str(one[_ID]) for one in earlier]
    said = [*releases.named(row.get("supersedes")), *ids]
    days = [str(one["released"]) for one in (row, earlier[-1]) if one.get("released")]
    return {
        **row,
        _ID: f"{row[_ID]}{MARK}{len(earlier) + 1}",
        "supersedes": releases.joined(list(dict.fromkeys(said))),
        "released": max(days) if days else None,
    }


def _renamed(report: FileReport, renamed: Mapping[str, Row]) -> FileReport:
    parts = {
        table: [_part(part, renamed, is_list=table == PUBLICATION.name) for part in every]
        for table, every in report.observations.parts.items()
    }
    return replace(report, observations=Frames(parts))


def _part(part: Rows, renamed: Mapping[str, Row], *, is_list: bool) -> Rows:
    if is_list:
        rows = [renamed.get(str(row[_ID]), row) for row in _rows(part)]
        names = dict.fromkeys(name for row in rows for name in row)
        fields: dict[str, Any] = {name: [row.get(name) for row in rows] for name in names}
        return Rows(part.table, fields, part.size)
    if _ID not in part.fields:
        return part
    ids = [renamed[name][_ID] if name in renamed else name for name in part.column(_ID)]
    return Rows(part.table, {**part.fields, _ID: ids}, part.size)
