"""Muat Data: what a person says of a publication, written as the sidecar of the file."""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dashboard.answers import Issue
from dashboard.language import mark, speaker
from dashboard.parts import texts
from dashboard.queries import edition as queries
from dashboard.queries.contract import Run
from indicators import codes

ASKED: Final = {
    "not_stated": ("unit", "group"),
    "field_not_stated": ("unit", "group", "measure_id"),
    "region_not_stated": ("region_code",),
    "year_not_stated": ("year",),
    "number_ambiguous": ("decimal_mark",),
    "number_settled": ("decimal_mark",),
    "looks_like_proportion": ("percentages",),
}
"""What a person may state of a file, by the kind of problem that asks for it."""
LABELS: Final = {
    "unit": mark("Apa yang dihitung"),
    "group": mark("Siapa yang dihitung"),
    "measure_id": mark("Ukuran capaian"),
    "region_code": mark("Daerah seluruh berkas ini"),
    "decimal_mark": mark("Tanda desimal dalam berkas ini"),
    "percentages": mark("Angka kecil seperti 0,98 berarti"),
}
_NUMBERS: Final = {
    "decimal_mark": {
        ",": mark("Koma: 1.234 adalah seribu dua ratus tiga puluh empat"),
        ".": mark("Titik: 1.234 adalah satu koma dua tiga empat"),
    },
    "percentages": {
        "proportion": mark("98 persen (angkanya dikalikan 100)"),
        "percent": mark("0,98 persen (apa adanya)"),
    },
}
_CHOOSE: Final = ("region_code", "decimal_mark", "percentages")
"""What no table states: it is chosen, or left open."""
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


def publications(run: Run, region: str, language: str) -> dict[str, str]:
    """The loaded publications by id, with title, publisher and day; those of `region` first."""
    frames = [queries.publications(run, region), queries.publications(run)]
    rows = (row for frame in frames for row in texts.rows(frame))
    return {
        row.publication_id: ", ".join(
            part
            for part in (row.title, row.publisher, texts.day(row.released, language))
            if texts.text(part)
        )
        for row in rows
    }


def loaded_files(run: Run) -> dict[str, str]:
    """The files that this edition was built from, by the hash of their content."""
    return {row.sha256: row.file for row in texts.rows(queries.files(run))}


def asked(issues: Sequence[Issue]) -> tuple[str, ...]:
    """What the problems of a file ask a person to state, each once."""
    kinds = dict.fromkeys(one.kind for one in issues)
    return tuple(dict.fromkeys(name for kind in kinds for name in ASKED.get(kind, ())))


def reasons(issues: Sequence[Issue], language: str) -> tuple[str, ...]:
    """Why it is asked, in the sentences of the problems."""
    told = (one.message.in_(language) for one in issues if one.kind in ASKED)
    return tuple(dict.fromkeys(told))


def constant_titles(name: str, places: Mapping[str, str], language: str) -> dict[str, str]:
    """What a person may state: that the table says it (or nothing), or a code.

    `places` are the names of the regions by code.
    """
    say = speaker(language)
    first = {IN_TABLE: say("Belum dipilih") if name in _CHOOSE else say("Tertulis dalam tabel")}
    if name == "region_code":
        return first | dict(places)
    if name == "measure_id":
        found = texts.catalogue().outcomes
        return first | {code: one.title.in_(language) for code, one in found.items()}
    if name in _NUMBERS:
        return first | {code: say(words) for code, words in _NUMBERS[name].items()}
    titles = texts.catalogue().dimensions[name]
    return first | {code: titles[code].in_(language) for code in codes.DIMENSIONS[name]}


def lacking(origin: Origin, asks: Sequence[str], language: str) -> str:
    """What has to be filled in before the form is kept, in one sentence; empty when nothing."""
    say = speaker(language)
    if not origin.is_complete:
        return say("Isi penerbit dan judulnya.")
    if "region_code" in asks and not origin.constants["region_code"]:
        return say("Pilih daerahnya.")
    return say("Isi tahunnya.") if "year" in asks and not origin.constants["year"] else ""


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
