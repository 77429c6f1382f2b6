"""Texts of a workbook that stand in no cell: notes, text boxes, properties, a pivot's memory."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from etl.reading.archive import opened
from etl.reading.hazards import OLE, ZIP
from etl.reading.unread_xls import notes

_PART: Final = re.compile(
    r"xl/(?:comments|threadedComments|drawings|pivotCache|externalLinks|charts).*\.xml"
    r"|(?:docProps|customXml)/.*\.xml"
)
_PARAGRAPH: Final = re.compile(
    r"</(?:\w+:)?(?:comment|p|si|v|s|title|subject|description|keywords|lpwstr|text|d)>"
    r'|(?<=<s v=")[^"]*|(?<=<n v=")[^"]*'
)
_TAG: Final = re.compile(r"<[^>]*>")
_VALUE: Final = re.compile(r'<(?:s|n|d) v="([^"]*)"')
_FIELD: Final = re.compile(r'<cacheField\b[^>]*?\sname="([^"]*)"')
_NOTE: Final = re.compile(r"<office:annotation\b.*?</office:annotation>", re.DOTALL)


def hidden_texts(content: bytes) -> Iterator[str]:
    """Every text of the workbook outside its cells, paragraph by paragraph."""
    if content.startswith(OLE):
        yield from notes(content)
        return
    for name, xml in _parts(content):
        if name == "content.xml":
            texts = [_TAG.sub(" ", note) for note in _NOTE.findall(xml)]
        else:
            parts = _PARAGRAPH.split(xml)
            texts = [_TAG.sub("", part) for part in parts] + _VALUE.findall(xml)
        for text in texts:
            if plain := html.unescape(text).strip():
                yield plain


def remembered_columns(content: bytes) -> list[str]:
    """Headings of the tables that pivot tables were made of; their rows are kept in the file."""
    return [
        html.unescape(field)
        for name, xml in _parts(content)
        if name.startswith("xl/pivotCache/")
        for field in _FIELD.findall(xml)
    ]


def _parts(content: bytes) -> Iterator[tuple[str, str]]:
    if not content.startswith(ZIP):
        return
    book = opened(content)
    for name in book.namelist():
        if _PART.fullmatch(name) or name in ("content.xml", "meta.xml"):
            yield name, book.part(name).decode("utf-8", "replace")
