"""A profile read back from its PDF by poppler: text in reading order, figures, list of sources."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from dashboard.report import profile
from dashboard.report.compile import Language, Paper, render
from dashboard.report.document import Document
from dashboard.warehouse import Warehouse

TOOLS = ("pdftotext", "pdffonts", "pdfinfo")
IS_READABLE = all(shutil.which(tool) for tool in TOOLS)
_FIGURE = re.compile(
    r"((?:sekitar )?[+−]?\d(?:[\d.,]*\d)?%?(?: / \d(?:[\d.,]*\d)?)?)\s*\[([A-E]\d+)\]"
)
_LINE = re.compile(r"([A-E])(\d+) (\S.*)")
_SHEET = re.compile(r"(?<=\s)(P\d+) (.*?\.xlsx · \S+)")
_HEAD = re.compile(r"^(Kode Angka Cara hitung Sel|Profil daerah: .*|Data per .*|.*Halaman \d+ .*|"
                   r"dibandingkan|Versi publik · data per .*)$")  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """A line of the list of sources: figure, how and cells in one text, as it is printed."""

    code: str
    told: str


@dataclass(frozen=True)
class Printed:
    """What can be read in a profile."""

    text: str
    figures: tuple[tuple[str, str], ...]
    """Each number with the code printed after it."""
    listed: dict[str, Listed]
    sheets: dict[str, str]


_SAID: dict[tuple[str, ...], Document] = {}
_SET: dict[tuple[str, ...], bytes] = {}


def document(run: Warehouse, region: str, language: Language = "id") -> Document:
    """What a profile says, asked for once for all tests of this edition."""
    key = (run.edition, run.content_hash, region, language)
    if key not in _SAID:
        _SAID[key] = profile.document(run, region, language)
    return _SAID[key]


def pdf(run: Warehouse, region: str, language: Language = "id", paper: Paper = "a4") -> bytes:
    """A profile, set once for all tests of this edition."""
    key = (run.edition, run.content_hash, region, language, paper)
    if key not in _SET:
        _SET[key] = render(document(run, region, language), paper=paper, language=language)
    return _SET[key]


def read(content: bytes, folder: Path) -> Printed:
    """The profile as poppler reads it, in the order of its content."""
    text = told("pdftotext", content, folder, "-raw", "-enc", "UTF-8")
    body, _, sources = text.partition("Daftar sumber\n")
    return Printed(
        text=text,
        figures=tuple((figure, code) for figure, code in _FIGURE.findall(" ".join(body.split()))),
        listed=_listed(sources),
        sheets=dict(_SHEET.findall(" ".join(sources.partition("Kode Angka")[0].split()))),
    )


def told(tool: str, content: bytes, folder: Path, *options: str) -> str:
    """What a tool of poppler prints of a PDF."""
    path = folder / "profil.pdf"
    path.write_bytes(content)
    ends = ["-"] if tool == "pdftotext" else []
    done = subprocess.run([tool, *options, str(path), *ends], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def _listed(sources: str) -> dict[str, Listed]:
    """Lines of the list; a wrapped line belongs to the code before it."""
    found: dict[str, Listed] = {}
    letter, number = "A", 0
    for line in sources.partition("Kode Angka")[2].splitlines():
        if _HEAD.match(line.strip()):
            continue
        begun = _LINE.fullmatch(line.strip())
        follows = begun is not None and (
            (begun[1] == letter and int(begun[2]) == number + 1)
            or (begun[1] > letter and int(begun[2]) == 1)
        )
        if begun is not None and follows:
            letter, number = begun[1], int(begun[2])
            found[f"{letter}{number}"] = Listed(f"{letter}{number}", begun[3])
        elif number:
            last = found[f"{letter}{number}"]
            found[last.code] = Listed(last.code, f"{last.told} {line.strip()}")
    return found
