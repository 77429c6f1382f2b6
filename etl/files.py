"""KEEP: the files below data/, what the office has chosen, and when each file was taken in."""

from __future__ import annotations

import csv
import datetime
import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from etl.issues import Issue, issue
from indicators.instrument import Instrument

ENDINGS = (".xlsx", ".xls", ".ods", ".xlsm", ".xlsb", ".csv")
SIDECAR = ".asal.toml"
REGISTER: Final = "register.csv"
SETTINGS: Final = "settings.toml"
LAYOUTS: Final = "layouts"
FORMS: Final = "forms"
EDITIONS: Final = "editions"
SINGLE: Final = (SETTINGS, REGISTER, "corrections.csv", "decisions.csv")
"""Files of the data folder itself that decide what a build gives."""


class DataFolderError(Exception):
    """A file of the data folder that is no workbook cannot be used; `issue` says which and why."""

    def __init__(self, found: Issue) -> None:
        super().__init__(found.message)
        self.issue = found


class _Examples(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    show: bool


class _Loading(BaseModel):
    """Who may load files with the mouse; read by the dashboard."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    people: list[str]


class _Remote(BaseModel):
    """Regencies that answer the questions for remote (3T) areas."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    regions: list[str]


class Settings(BaseModel):
    """data/settings.toml: what this office has chosen."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    examples: _Examples = _Examples(show=True)
    loading: _Loading = _Loading(people=[])
    closes: dict[str, datetime.date] = {}
    """The last day each form is open, by its id."""
    remote: _Remote = _Remote(regions=[])

    @property
    def show_examples(self) -> bool:
        """Whether the two example regions are shown."""
        return self.examples.show


def raw_files(data: Path) -> list[Path]:
    """Every workbook and table below data/raw, in a fixed order."""
    return [path for path in _files_of(data) if is_workbook(path)]


def form_files(data: Path) -> list[Path]:
    """The workbooks of the forms an office loaded, in a fixed order."""
    found = (data / FORMS).glob("*.xlsx")
    return sorted(path for path in found if not path.name.startswith((".", "~$")))


def ignored_forms(data: Path) -> list[Path]:
    """Files below data/forms that are not read."""
    read = set(form_files(data))
    found = (path for path in (data / FORMS).rglob("*") if path.is_file() and path not in read)
    return sorted(path for path in found if not path.name.startswith((".", "~$")))


def form_name(form: Instrument) -> str:
    """Where the workbook of a form is kept below the data folder."""
    return f"{FORMS}/{form.instrument_id}.xlsx"


def is_workbook(path: Path) -> bool:
    """Whether a file is one that is read, by the end of its name."""
    return path.suffix.lower() in ENDINGS


def ignored_files(data: Path) -> list[Path]:
    """Files below data/raw that are neither read nor say where a file comes from."""
    return [
        path
        for path in _files_of(data)
        if not is_workbook(path) and not path.name.endswith(SIDECAR) and path.is_file()
    ]


def _files_of(data: Path) -> list[Path]:
    """Everything below data/raw but hidden files and those of a program that has a file open."""
    found = (data / "raw").rglob("*")
    return sorted(path for path in found if not path.name.startswith((".", "~$")))


def settings(data: Path) -> Settings:
    """The settings of a data folder; without the file, the defaults.

    DataFolderError when settings.toml is no TOML, or says something that is no setting.
    """
    path = data / "settings.toml"
    if not path.exists():
        return Settings()
    try:
        return Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except ValidationError as error:
        first = error.errors()[0]
        told = f"{'.'.join(str(part) for part in first['loc'])} = {first['input']!r}"
        raise DataFolderError(issue("bad_settings", file=path.name, value=told)) from error
    except (OSError, ValueError) as error:
        raise DataFolderError(issue("bad_settings", file=path.name, value=error)) from error


def register(data: Path) -> dict[str, datetime.date]:
    """data/register.csv: content hash -> the day the file was taken in.

    DataFolderError, with the line, when a column is missing or a day is no day.
    """
    path = data / REGISTER
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
        with path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
        return None


def inputs(data: Path) -> dict[str, str | None]:
    """All that a build takes from a data folder: name below it -> content hash, in a fixed order.

    None for a file that cannot be opened.
    """
    found = [path for path in _files_of(data) if not path.is_dir()]
    found += sorted((data / LAYOUTS).glob("*.toml"))
    found += form_files(data)
    found += [path for name in SINGLE if (path := data / name).exists()]
    found += sorted((data / EDITIONS).glob("[0-9]*.jsonl"))
    return {path.relative_to(data).as_posix(): sha256_or_none(path) for path in found}


def hash_of_inputs(found: Mapping[str, str | None]) -> str:
    """One hash of names and contents."""
    text = "".join(f"{sha256} {name}\n" for name, sha256 in sorted(found.items()))
    return hashlib.sha256(text.encode()).hexdigest()


def hash_of_build(code: str, found: Mapping[str, str | None]) -> str:
    """One hash of all that decides the rows of a build: the program and its inputs."""
    return hashlib.sha256(f"{code} {hash_of_inputs(found)}".encode()).hexdigest()


def hash_of_trees(*roots: Path) -> str:
    """One hash of the names and contents of all source and definition files below `roots`."""
    total = hashlib.sha256()
    for root in roots:
        for path in sorted(root.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                total.update(path.relative_to(root).as_posix().encode())
                total.update(path.read_bytes())
    return total.hexdigest()
