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

ENDINGS = (".xlsx", ".xls", ".ods", ".csv")
SIDECAR = ".asal.toml"


@dataclass(frozen=True)
class Settings:
    """data/settings.toml: what this office has chosen."""

    show_examples: bool = True


def raw_files(data: Path) -> list[Path]:
    """Every workbook and table below data/raw, in a fixed order."""
    return sorted(
        path
        for path in (data / "raw").rglob("*")
        if path.suffix.lower() in ENDINGS and not path.name.startswith((".", "~$"))
    )


def settings(data: Path) -> Settings:
    """The settings of a data folder; without the file, the defaults."""
    path = data / "settings.toml"
    if not path.exists():
        return Settings()
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return Settings(show_examples=bool(content["examples"]["show"]))


def register(data: Path) -> dict[str, datetime.date]:
    """data/register.csv: content hash -> the day the file was taken in."""
    path = data / "register.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as handle:
        return {
            row["sha256"]: datetime.date.fromisoformat(row["loaded"])
            for row in csv.DictReader(handle)
        }


def sha256_of(path: Path) -> str:
    """Content hash of one file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def hash_of_trees(*roots: Path) -> str:
    """One hash of the names and contents of all source and definition files below `roots`."""
    total = hashlib.sha256()
    for root in roots:
        for path in sorted(root.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                total.update(path.relative_to(root).as_posix().encode())
                total.update(path.read_bytes())
    return total.hexdigest()
