"""KEEP: the files below data/, when each was taken in, and what was read from it last time.

Parsing is cached by content: the key is the hash of the file, of its sidecar and of everything
that decides how it is read (catalogue, registry, layouts, code). The cache may be deleted at any
time; a build then parses every file again and gives equal rows.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

from etl.issues import Issue, issue

ENDINGS = (".xlsx", ".xls", ".ods", ".xlsm", ".xlsb", ".csv")
SIDECAR = ".asal.toml"


class DataFolderError(Exception):
    """A file of the data folder that is no workbook cannot be used; `issue` says which and why."""

    def __init__(self, found: Issue) -> None:
        super().__init__(found.message)
        self.issue = found


@dataclass(frozen=True)
class Settings:
    """data/settings.toml: what this office has chosen."""

    show_examples: bool = True


def raw_files(data: Path) -> list[Path]:
    """Every workbook and table below data/raw, in a fixed order."""
    return [path for path in _files_of(data) if path.suffix.lower() in ENDINGS]


def ignored_files(data: Path) -> list[Path]:
    """Files below data/raw that are neither read nor say where a file comes from."""
    return [
        path
        for path in _files_of(data)
        if path.suffix.lower() not in ENDINGS and not path.name.endswith(SIDECAR) and path.is_file()
    ]


def _files_of(data: Path) -> list[Path]:
    """Everything below data/raw but hidden files and those of a program that has a file open."""
    found = (data / "raw").rglob("*")
    return sorted(path for path in found if not path.name.startswith((".", "~$")))


def settings(data: Path) -> Settings:
    """The settings of a data folder; without the file, the defaults.

    DataFolderError when settings.toml is no TOML, or [examples] show is not true or false.
    """
    path = data / "settings.toml"
    if not path.exists():
        return Settings()
    try:
        show = tomllib.loads(path.read_text(encoding="utf-8-sig"))["examples"]["show"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataFolderError(issue("bad_settings", file=path.name, value=error)) from error
    if not isinstance(show, bool):
        raise DataFolderError(issue("bad_settings", file=path.name, value=f"show = {show!r}"))
    return Settings(show_examples=show)


def register(data: Path) -> dict[str, datetime.date]:
    """data/register.csv: content hash -> the day the file was taken in.

    DataFolderError, with the line, when a column is missing or a day is no day.
    """
    path = data / "register.csv"
    if not path.exists():
        return {}
    days: dict[str, datetime.date] = {}
    line = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            for row in csv.DictReader(handle):
                line += 1
                days[row["sha256"]] = datetime.date.fromisoformat(row["loaded"])
    except (OSError, ValueError, KeyError, TypeError, csv.Error) as error:
        where = f"A{line}"
        raise DataFolderError(
            issue("bad_register", file=path.name, cell=where, value=error, line=str(line))
        ) from error
    return days


def sha256_or_none(path: Path) -> str | None:
    """Content hash of one file; None when it is not there or may not be opened."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def hash_of_data(data: Path) -> str:
    """One hash of all that a build takes from a data folder: names and contents."""
    total = hashlib.sha256(hash_of_trees(data / "raw").encode())
    for name in ("settings.toml", "register.csv"):
        total.update(f"{name} {sha256_or_none(data / name)}".encode())
    return total.hexdigest()


def hash_of_trees(*roots: Path) -> str:
    """One hash of the names and contents of all source and definition files below `roots`."""
    total = hashlib.sha256()
    for root in roots:
        for path in sorted(root.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                total.update(path.relative_to(root).as_posix().encode())
                total.update(path.read_bytes())
    return total.hexdigest()
