"""What a file is, told by its first bytes, and what makes it unsafe or senseless to open.

Nothing of a file is opened here but the list of the parts of its archive and the first bytes of
each; nothing is ever unpacked to a disk, so paths inside an archive do no harm.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Final

from etl.issues import Problem
from etl.reading.archive import Archive, opened
from etl.reading.sparse import BROKEN

MAX_PARTS: Final = 10_000
MAX_SHEETS: Final = 500
MAX_UNPACKED: Final = 500 * 2**20
"""Bytes that all parts of an archive may unpack to."""
MAX_RATIO: Final = 200
"""How much a part of more than `BIG` bytes may have been packed; tables rarely pass 30."""
BIG: Final = 30 * 2**20
HEAD: Final = 4096
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_XML_PART: Final = (".xml", ".rels", ".vml")
_DECLARED: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_LOCKED: Final = b"manifest:encryption-data"
_TARGET: Final = re.compile(rb'\sTarget="([^"]*)"')


class UnreadableFileError(Exception):
    """The file cannot be read as a workbook; `reason` is a phrase of the issue unreadable_file."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def kind_of(content: bytes) -> str:
    """What the first bytes say: zip, ole, html, xml, text or binary."""
    if content.startswith(ZIP):
        return "zip"
    if content.startswith(OLE):
        return "ole"
    head = content[:HEAD].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or (b"\x00" in head and _is_wide(head)):
        head = head.replace(b"\x00", b"")[2:]
    lower = head.lstrip().lower()
    if lower.startswith((b"<!doctype html", b"<html", b"mime-version:")) or (
        lower.startswith(b"<") and (b"<table" in lower or b"<html" in lower)
        and b"urn:schemas-microsoft-com:office:spreadsheet" not in lower
    ):  # fmt: skip
        return "html"
    if lower.startswith(b"<?xml") or (lower.startswith(b"<") and b"xmlns" in lower):
        return "xml"  # and not a table whose first cell is "< 5 tahun"
    return "binary" if b"\x00" in head or lower.startswith(b"%pdf-") else "text"


def _is_wide(head: bytes) -> bool:
    """Whether every second byte is empty, as in UTF-16 text of Latin letters."""
    return max(head[0::2].count(0), head[1::2].count(0)) > 0.4 * len(head) / 2


def refuse_disguise(content: bytes, ending: str) -> None:
    """Raise when the ending of the name promises something else than the content is."""
    kind = kind_of(content)
    if kind in ("html", "xml"):
        raise UnreadableFileError(f"{kind}_page")
    if ending == ".csv":
        if kind in ("zip", "ole"):
            raise UnreadableFileError("workbook_named_csv")
    elif kind == "text":
        raise UnreadableFileError("text_named_workbook")
    elif kind == "binary":
        raise UnreadableFileError("not_a_workbook")


def refuse_hazards(content: bytes) -> None:
    """Raise when the archive `content` is a bomb, locked, contradictory or declares entities."""
    if content.startswith(OLE) and _ENCRYPTED in content:
        raise UnreadableFileError("password")
    if not content.startswith(ZIP):
        return
    try:
        book = opened(content)
        parts = book.infolist()
        _refuse_sizes(parts)
        _refuse_contradictions(parts)
        for part in parts:
            _refuse_declarations(book, part.filename)
    except BROKEN as error:
        raise UnreadableFileError("not_a_workbook") from error


def _refuse_sizes(parts: Sequence[zipfile.ZipInfo]) -> None:
    if len(parts) > MAX_PARTS:
        raise UnreadableFileError("too_many_parts")
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise UnreadableFileError("bomb")
    for part in parts:
        if part.file_size > max(BIG, MAX_RATIO * part.compress_size):
            raise UnreadableFileError("bomb")
        if part.compress_size > 1.01 * part.file_size + 1000:  # packing never adds that much
            raise UnreadableFileError("bomb")
    sheets = sum("/worksheets/" in f"/{part.filename}" for part in parts)
    if sheets > 2 * MAX_SHEETS:  # each may have a part of relations
        raise UnreadableFileError("too_many_sheets")


def _refuse_contradictions(parts: Sequence[zipfile.ZipInfo]) -> None:
    """Parts that overlap or bear one name twice: two readers would read two workbooks."""
    names = {part.filename.casefold() for part in parts}
    if len(names) < len(parts):
        raise UnreadableFileError("not_a_workbook")
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableFileError("password")
    if "xl/workbook.bin" in names:
        raise UnreadableFileError("binary_workbook")
    end = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.header_offset < end:
            raise UnreadableFileError("bomb")
        end = part.header_offset + part.compress_size


def _refuse_declarations(book: Archive, name: str) -> None:
    if not name.lower().endswith(_XML_PART):
        return
    head = book.head(name, HEAD)
    if _DECLARED.search(head.replace(b"\x00", b"")):
        raise UnreadableFileError("entities")
    if name == "META-INF/manifest.xml" and _LOCKED in book.part(name):
        raise UnreadableFileError("password")


def remarks(content: bytes) -> list[Problem]:
    """What lies in the file beside its cells and is never used: a warning each.

    Raises UnreadableFileError for another document inside it, which nobody can look through.
    """
    found = []
    if b"xl/embeddings/" in content:
        raise UnreadableFileError("embedded")
    if b"xl/vbaProject.bin" in content or b"Basic/script-lc.xml" in content or _ole_macros(content):
        found.append(Problem("macros_ignored"))
    if b"xl/externalLinks/" in content:
        found += _links(content)
    return found


def _ole_macros(content: bytes) -> bool:
    return content.startswith(OLE) and "_VBA_PROJECT_CUR".encode("utf-16-le") in content


def _links(content: bytes) -> list[Problem]:
    """Links to other workbooks, by the file's name alone, and to other programs."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        names = [name for name in book.namelist() if name.startswith("xl/externalLinks/")]
        relations = [book.read(name) for name in names if name.endswith(".rels")]
        has_programs = any(b"ddeLink" in book.read(name) for name in names if name.endswith(".xml"))
    targets = [_TARGET.findall(relation) for relation in relations]
    paths = [path.decode("utf-8", "replace") for found in targets for path in found]
    files = sorted({re.split(r"[/\\]|%5C", path)[-1][:80] for path in paths})
    problems = [Problem("links_ignored", {"targets": ", ".join(files)})] if files else []
    return [*problems, Problem("programs_ignored")] if has_programs else problems
