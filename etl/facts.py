"""From the reports of single files to one set of facts: joined, and checked across files."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import pandas as pd

from etl.check import FileReport
from etl.issues import Issue, issue
from etl.reading import observations
from indicators import releases
from indicators.tables import (
    CORRECTION,
    DECISION,
    FACTS,
    PUBLICATION,
    SOURCE_FILE,
    Table,
)

Frames = dict[str, pd.DataFrame]


def gather(reports: Sequence[FileReport]) -> tuple[Frames, list[Issue]]:
    """All facts and publications of `reports`, and what contradicts across the files.

    A file that lies in the folder twice counts once. Errors: one key in two files, a publication
    described in two ways.
    """
    unique = list({report.sha256: report for report in reports}.values())
    names = {report.sha256: report.file for report in unique}
    frames: Frames = {}
    issues: list[Issue] = []
    for table in FACTS:
        frames[table.name] = _joined(table, unique)
        issues += _twice(table, frames[table.name], names)
    frames["publication"], conflicts = _publications(unique)
    frames |= {table.name: empty(table) for table in (DECISION, CORRECTION)}
    return frames, issues + conflicts


def empty(table: Table) -> pd.DataFrame:
    """A frame of `table` without rows, with the types its columns have when filled."""
    kinds = {
        "text": "str",
        "integer": "float64",
        "real": "float64",
        "date": "datetime64[s]",
        "boolean": "bool",
    }
    return pd.DataFrame(
        {column.name: pd.Series(dtype=kinds[column.type]) for column in table.columns}
    )


def source_files(reports: Iterable[FileReport], loaded: dict[str, object]) -> pd.DataFrame:
    """The source_file table; `loaded` maps a content hash to the day it was taken in."""
    rows = [
        {
            "sha256": report.sha256,
            "file": report.file,
            "bytes": report.bytes,
            "loaded": loaded.get(report.sha256),
            "layouts": ", ".join(sorted({table.layout for table in report.tables})),
            "observations": sum(
                report.observations.rows(name)
                for name in report.observations
                if name != PUBLICATION.name
            ),
        }
        for report in {report.sha256: report for report in reports}.values()
    ]
    return pd.DataFrame(rows, columns=list(SOURCE_FILE.column_names))


def _joined(table: Table, reports: Sequence[FileReport]) -> pd.DataFrame:
    parts = [part for report in reports for part in report.observations.parts.get(table.name, ())]
    if not any(part.size for part in parts):
        return empty(table)
    joined = observations.joined(table, parts)
    if "hidden" in table.column_names:
        joined["hidden"] = "no"
    return joined[list(table.column_names)]


def _twice(table: Table, frame: pd.DataFrame, names: dict[str, str]) -> list[Issue]:
    """One key in two files (inside a file the check has already said so)."""
    key = list(table.key)
    repeated = frame[frame.duplicated(key, keep=False)]
    if repeated.empty:
        return []
    first: dict[tuple[object, ...], dict[Hashable, Any]] = {}
    issues = []
    for row in repeated.to_dict("records"):
        other = first.setdefault(tuple(row[name] for name in key), row)
        if row["source_sha256"] == other["source_sha256"]:
            continue
        issues.append(
            issue(
                "duplicate_across_files",
                file=names[row["source_sha256"]],
                sheet=row["sheet"],
                cell=row["cell"],
                value=row["value"] if "value" in table.column_names else None,
                other_file=names[str(other["source_sha256"])],
                other_sheet=str(other["sheet"]),
                other_cell=str(other["cell"]),
            )
        )
    return issues


def _publications(reports: Sequence[FileReport]) -> tuple[pd.DataFrame, list[Issue]]:
    """Every publication once; one described differently in two files is an error."""
    found = [
        (report.file, part)
        for report in reports
        for part in report.observations.parts.get(PUBLICATION.name, ())
    ]
    if not any(part.size for _, part in found):
        return empty(PUBLICATION), []
    joined = observations.joined(PUBLICATION, [part for _, part in found])
    joined["file"] = [file for file, part in found for _ in range(part.size)]
    columns = list(PUBLICATION.column_names)
    distinct = joined.drop_duplicates(columns)
    conflicts = [
        issue("publication_conflict", file=row["file"], value=row["publication_id"])
        for row in distinct[distinct.duplicated("publication_id")].to_dict("records")
    ]
    once = distinct.drop_duplicates("publication_id").reset_index(drop=True)
    return once[columns], conflicts + _replacing(once)


def _replacing(publications: pd.DataFrame) -> list[Issue]:
    """A publication that says it replaces one that is not there, or, by a detour, itself."""
    known = set(publications["publication_id"])
    circles = set(releases.circular(publications))
    issues = []
    for row in publications.to_dict("records"):
        one = {"file": row["file"], "value": row["publication_id"]}
        issues += [
            issue("supersedes_unknown", **one, other=name)
            for name in releases.named(row["supersedes"])
            if name not in known
        ]
        if row["publication_id"] in circles:
            issues.append(issue("supersedes_circle", **one))
    return issues
