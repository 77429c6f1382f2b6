"""What was read from a file, kept beside the build: one JSON file a report, facts as columns.

An entry is trusted only when it is whole: its first line is the hash of the rest. The folder may be
deleted at any time.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import shutil
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

from etl.check import FileReport, TableRead
from etl.issues import Issue
from etl.reading.observations import Frames, Rows
from etl.reading.totals import TotalRead
from indicators import tables


class _DamagedError(ValueError):
    """The entry is not what was written."""


def load(folder: Path, key: str, file: str) -> FileReport | None:
    """The report kept under `key`, renamed to `file`; None when there is none or it is damaged."""
    try:
        return read(folder, key, file)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def read(folder: Path, key: str, file: str) -> FileReport:
    """The report kept under `key`, renamed to `file`. Raises OSError or ValueError without it."""
    digest, _, text = _entry(folder, key).read_bytes().partition(b"\n")
    if hashlib.sha256(text).hexdigest().encode() != digest:
        raise _DamagedError(key)
    content = json.loads(text)
    facts = {name: [_rows(name, part) for part in parts] for name, parts in content["facts"]}
    report = FileReport(
        file=file,
        sha256=content["sha256"],
        bytes=content["bytes"],
        tables=tuple(_table(table) for table in content["tables"]),
        observations=Frames(facts),
        issues=tuple(Issue(**one) for one in content["issues"]),
        is_form=content["is_form"],
        form=content["form"],
    )
    return renamed(report, file)


def _table(content: dict[str, Any]) -> TableRead:
    totals = tuple(TotalRead(**one) for one in content["totals"])
    return TableRead(**{**content, "totals": totals})


def renamed(report: FileReport, file: str) -> FileReport:
    """The report with its file, and that of its issues, called `file`."""
    issues = tuple(replace(one, file=file) for one in report.issues)
    return replace(report, file=file, issues=issues)


def store(folder: Path, key: str, report: FileReport) -> None:
    """Keep `report` under `key`; the entry appears whole or not at all."""
    content = {
        "sha256": report.sha256,
        "bytes": report.bytes,
        "tables": [asdict(table) for table in report.tables],
        "issues": [vars(one) for one in report.issues],
        "is_form": report.is_form,
        "form": report.form,
        "facts": [
            (name, [(part.size, part.fields) for part in parts])
            for name, parts in report.observations.parts.items()
        ],
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=_plain).encode()
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f".{key}.new"
    aside.write_bytes(hashlib.sha256(text).hexdigest().encode() + b"\n" + text)
    aside.replace(_entry(folder, key))


def forget_others(folder: Path, keys: set[str]) -> None:
    """Remove every entry but those of `keys`."""
    if not folder.exists():
        return
    kept = {_entry(folder, key).name for key in keys}
    for entry in folder.iterdir():
        if entry.name in kept:
            continue
        if entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)


def clear(folder: Path) -> None:
    """Remove what a killed build left unfinished; no build may be running."""
    for aside in folder.glob(".*.new"):
        aside.unlink(missing_ok=True)


def _entry(folder: Path, key: str) -> Path:
    return folder / f"{key}.json"


def _plain(value: object) -> object:
    """What JSON does not know: columns of numbers as lists, days as ISO text."""
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"a fact holds {value!r}")


def _rows(table: str, part: tuple[int, dict[str, Any]]) -> Rows:
    size, fields = part
    return Rows(tables.BY_NAME[table], fields, size)
