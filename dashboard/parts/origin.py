"""Muat Data: what a person says of a publication, written as the sidecar of the file."""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from dashboard.language import speaker
from dashboard.parts import texts
from dashboard.queries import edition as queries
from dashboard.queries.contract import Run
from indicators import codes

ASKED: Final = ("unit", "group")
"""What a table may leave out and a person may state."""
TRUSTED: Final = ("official", "press", "unconfirmed")
IN_TABLE: Final = ""
"""The table itself states it."""
_MOST: Final = 300


@dataclass(frozen=True)
class Origin:
    """Who said it, where and when; what the table leaves out; which publications it replaces."""

    publisher: str
    title: str
    trust: str
    url: str = ""
    released: datetime.date | None = None
    register: str = ""
    constants: Mapping[str, str] = field(default_factory=dict)
    supersedes: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether the publication has a publisher and a title."""
        return bool(_line(self.publisher) and _line(self.title))


def publications(run: Run, language: str) -> dict[str, str]:
    """The loaded publications by id, with publisher, title and day."""
    frame = queries.publications(run)
    return {
        row.publication_id: ", ".join(
            part
            for part in (row.publisher, row.title, texts.day(row.released, language))
            if texts.text(part)
        )
        for row in texts.rows(frame)
    }


def constant_titles(dimension: str, language: str) -> dict[str, str]:
    """What a person may state of a dimension: that the table says it, or a code."""
    titles = texts.catalogue().dimensions[dimension]
    told = {code: titles[code].in_(language) for code in codes.DIMENSIONS[dimension]}
    return {IN_TABLE: speaker(language)("Tertulis dalam tabel"), **told}


def trust_titles(language: str) -> dict[str, str]:
    """How far a publication can be trusted."""
    return {code: texts.code_title("trust", code, language) for code in TRUSTED}


def sidecar(origin: Origin, sha256: str) -> str:
    """The sidecar as TOML. The id says the publisher and title, and the file it came with."""
    rows = {
        "publication_id": publication_id(origin, sha256),
        "publisher": _line(origin.publisher),
        "title": _line(origin.title),
        "trust": origin.trust,
        "url": _line(origin.url),
        "register": _line(origin.register),
    }
    lines = ["[publication]"]
    lines += [f"{name} = {_quoted(text)}" for name, text in rows.items() if text]
    if origin.released is not None:
        lines.append(f"released = {origin.released.isoformat()}")
    if origin.supersedes:
        lines.append(f"supersedes = [{', '.join(map(_quoted, origin.supersedes))}]")
    stated = {name: code for name, code in origin.constants.items() if code}
    if stated:
        lines += [
            "",
            "[constants]",
            *(f"{name} = {_quoted(code)}" for name, code in stated.items()),
        ]
    return "\n".join(lines) + "\n"


def publication_id(origin: Origin, sha256: str) -> str:
    """A short id in small letters; two files never share it."""
    words = f"{origin.publisher} {origin.title}"
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:48].strip("-")
    return f"{stem or 'publikasi'}-{sha256[:6]}"


def _line(text: str) -> str:
    """One line of at most 300 characters, without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_MOST]


def _quoted(text: str) -> str:
    """A TOML string: what JSON and TOML write alike."""
    return json.dumps(text, ensure_ascii=False)
