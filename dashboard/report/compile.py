"""Turns a document into a PDF/UA file: typst with the fonts beside it, and nothing from outside."""

from __future__ import annotations

import datetime
import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, get_args

import typst

from dashboard.report.codes import plain
from dashboard.report.document import Document

Paper = Literal["a4", "f4"]
Language = Literal["id", "en"]
FOLDER: Final = Path(__file__).parent
TEMPLATE: Final = FOLDER / "profile.typ"
FONTS: Final = FOLDER / "fonts"
UNKNOWN: Final = "?"
"""Printed for a character that the typeface does not have."""
_BEYOND_LATIN: Final = "ıŒœʻʼˆ˚˜–—‘’‚“”„•…′″‹›⁄€™↑↓−"
CHARACTERS: Final = frozenset(
    [*map(chr, range(0x20, 0x7F)), *map(chr, range(0xA0, 0x100)), *_BEYOND_LATIN]
)
"""What the shipped fonts can print (Latin subset of Inter)."""


def render(document: Document, *, paper: Paper, language: Language) -> bytes:
    """The PDF of a document, tagged (PDF/UA-1), with its fonts embedded.

    The same document gives the same bytes. `paper` "f4" is 215 x 330 mm. ValueError for any other
    paper or language; RuntimeError, with typst's words, when the pages cannot be set.
    """
    if paper not in get_args(Paper) or language not in get_args(Language):
        raise ValueError(f"no report on paper {paper!r} in language {language!r}")
    told = _printable({**plain(document), "paper": paper, "language": language})
    set_on = datetime.datetime.combine(document.day, datetime.time(), datetime.UTC)
    try:
        pages = _compiler().compile(
            format="pdf",
            sys_inputs={"data": json.dumps(told, ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=set_on,
        )
    except typst.TypstError as error:
        raise RuntimeError(f"{document.region}: {error.message} {error.diagnostic}") from error
    if not isinstance(pages, bytes):
        raise RuntimeError(f"{document.region}: typst gave no file")
    return pages


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
    return typst.Compiler(str(TEMPLATE), root=str(FOLDER), font_paths=fonts)


def _printable(value: Any) -> Any:  # noqa: ANN401
    """The same, in characters that the typeface has."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return {key: _printable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(one) for one in value]
    return value


def _text(text: str) -> str:
    if CHARACTERS.issuperset(text):
        return text
    composed = unicodedata.normalize("NFC", text)
    return "".join(_character(one) for one in composed)


def _character(one: str) -> str:
    if one in CHARACTERS:
        return one
    if one.isspace():
        return " "
    base = unicodedata.normalize("NFKD", one)[0]
    return base if base in CHARACTERS else UNKNOWN
