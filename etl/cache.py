"""What was read from a file, kept beside the build: JSON for the report, Parquet for the facts."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, replace
from pathlib import Path

import pandas as pd

from etl.check import FileReport, TableRead
from etl.issues import Issue


def load(folder: Path, key: str, file: str) -> FileReport | None:
    """The report kept under `key`, renamed to `file`; None when there is none or it is damaged."""
    try:
        return read(folder, key, file)
    except (OSError, ValueError, KeyError):
        return None


def read(folder: Path, key: str, file: str) -> FileReport:
    """The report kept under `key`, renamed to `file`. Raises OSError or ValueError without it."""
    entry = folder / key
    content = json.loads((entry / "report.json").read_text(encoding="utf-8"))
    observations = {name: pd.read_parquet(entry / f"{name}.parquet") for name in content["frames"]}
    report = FileReport(
        file=file,
        sha256=content["sha256"],
        bytes=content["bytes"],
        tables=tuple(TableRead(**table) for table in content["tables"]),
        observations=observations,
        issues=tuple(Issue(**one) for one in content["issues"]),
    )
    return renamed(report, file)


def renamed(report: FileReport, file: str) -> FileReport:
    """The report with its file, and that of its issues, called `file`."""
    issues = tuple(replace(one, file=file) for one in report.issues)
    return replace(report, file=file, issues=issues)


def store(folder: Path, key: str, report: FileReport) -> None:
    """Keep `report` under `key`; the entry appears whole or not at all."""
    entry, aside = folder / key, folder / f".{key}.new"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    for name, frame in report.observations.items():
        frame.to_parquet(aside / f"{name}.parquet", index=False)
    content = {
        "sha256": report.sha256,
        "bytes": report.bytes,
        "tables": [asdict(table) for table in report.tables],
        "issues": [asdict(one) for one in report.issues],
        "frames": list(report.observations),
    }
    (aside / "report.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    shutil.rmtree(entry, ignore_errors=True)
    aside.rename(entry)


def forget_others(folder: Path, keys: set[str]) -> None:
    """Remove every entry but those of `keys`."""
    if folder.exists():
        for entry in folder.iterdir():
            if entry.name not in keys:
                shutil.rmtree(entry, ignore_errors=True)
