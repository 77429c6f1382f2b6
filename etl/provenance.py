"""Who said it: the publications of a file, from its sheet Publikasi, its sidecar, or not known.

A sidecar is `<file name>.asal.toml` beside the file: [publication] says who published it and which
publications it replaces (supersedes = ["id", ...]), [constants] states what the table itself leaves
out (group = "anak").
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from etl.files import SIDECAR
from etl.issues import Problem
from etl.reading.number_text import STATED
from etl.reading.observations import Rows
from indicators import codes, releases, tables

FREE: Final = {
    "region_code": r"[0-9]{2}(\.[0-9]{2})?",
    "year": "20[0-9]{2}",
    "measure_id": "[a-z0-9_]+",
}
"""Constants that are no codes of a list; reading sees whether region and measure exist."""
UNKNOWN_PUBLISHER: Final = "(penerbit tidak diketahui)"


class _Publication(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    publication_id: str
    publisher: str
    title: str
    trust: Literal["official", "press", "unconfirmed", "simulated"]
    url: str | None = None
    released: datetime.date | None = None
    register_name: str | None = Field(default=None, alias="register")
    supersedes: tuple[str, ...] = ()
    note: str | None = None
    note_en: str | None = None


class _Sidecar(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    publication: _Publication | None = None
    constants: Mapping[str, str] = {}


@dataclass(frozen=True)
class Provenance:
    """What the sidecar of a file says, and what is wrong with it."""

    publication: Mapping[str, Any] | None = None
    constants: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def sidecar_of(path: Path) -> Path:
    """Where the sidecar of a file lies."""
    return path.with_name(path.name + SIDECAR)


def read_sidecar(path: Path) -> Provenance:
    """What the sidecar of the file `path` says; nothing when there is none."""
    sidecar = sidecar_of(path)
    if not sidecar.exists():
        return Provenance()
    try:
        found = _Sidecar.model_validate(tomllib.loads(sidecar.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        return Provenance(problems=(_bad(sidecar, "@syntax", str(error)),))
    except ValidationError as error:
        return Provenance(
            problems=tuple(
                _bad(sidecar, "@field", ".".join(str(part) for part in item["loc"]))
                for item in error.errors()
            )
        )
    problems = tuple(
        _bad(sidecar, "@constant", f"{name} = {value}")
        for name, value in found.constants.items()
        if not _is_code(name, value)
    )
    publication = None
    if found.publication is not None:
        named = releases.joined(found.publication.supersedes)
        publication = found.publication.model_dump(by_alias=True) | {"supersedes": named}
    return Provenance(publication, found.constants, problems)


def _bad(sidecar: Path, why: str, detail: str) -> Problem:
    return Problem("bad_sidecar", {"sidecar": sidecar.name, "why": why, "detail": detail})


def _is_code(name: str, value: str) -> bool:
    """Whether a fact table has a column `name` for the code `value`, or it is about numbers."""
    if name in FREE:
        return re.fullmatch(FREE[name], value) is not None
    columns = [c for table in tables.FACTS for c in table.columns if c.name == name]
    return value in STATED.get(name, ()) or any(value in column.allowed for column in columns)


def unknown_publication(file: str, sha256: str) -> dict[str, Any]:
    """The publication of a file that says nothing of its origin: unconfirmed."""
    return {
        "publication_id": f"berkas-{sha256[:12]}",
        "publisher": UNKNOWN_PUBLISHER,
        "title": file,
        "trust": codes.TRUST[2],
    }


def publication_rows(publication: Mapping[str, Any]) -> Rows:
    """One publication as a row of the table publication; it stands in no sheet."""
    table = tables.PUBLICATION
    known = {name: [publication.get(name)] for name in table.column_names}
    return Rows(table, {**known, "sheet": "", "cell": ""}, 1)
