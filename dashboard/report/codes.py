"""Short codes for figures (A1, B3 ...), and the lists they resolve to.

The letter is the section in which a figure is first printed, the number its order there. A figure
printed again from the same cells in the same way keeps its code. Sheets (of a file, of a
publication) are numbered P1, P2 ... in the order in which a figure first stands on them.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from dashboard.report.document import Document, Figure, Origin

LETTERS: Final = {
    "head": "A", "blocks": "B", "gaps": "C", "latest": "D", "trends": "D", "similar": "E",
}  # fmt: skip
"""The letter of each part of a document, in the order of the pages."""


@dataclass(frozen=True)
class Place:
    """Number of the sheet (P1), and the cells in it."""

    number: str
    cells: str


@dataclass(frozen=True)
class Sheet:
    """A sheet of a file, who published it under which title, and its web address."""

    number: str
    publication: str
    file: str
    url: str


@dataclass(frozen=True)
class Source:
    """A line of the list: the code, the figure as printed, how it was computed, its cells."""

    code: str
    text: str
    how: str
    places: tuple[Place, ...]


class Register:
    """Gives out the codes of one document, in the order in which figures are printed."""

    def __init__(self) -> None:
        self._codes: dict[Figure, str] = {}
        self._sources: list[Source] = []
        self._given: Counter[str] = Counter()
        self._sheets: dict[tuple[str, str, str], Sheet] = {}

    @property
    def sources(self) -> tuple[Source, ...]:
        """The list, in the order of the codes."""
        return tuple(self._sources)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Every sheet that a figure stands on, in the order of their numbers."""
        return tuple(self._sheets.values())

    def code(self, figure: Figure, letter: str) -> str:
        """The code of a figure: the one it has, or the next of the section."""
        if figure not in self._codes:
            self._given[letter] += 1
            code = f"{letter}{self._given[letter]}"
            places = tuple(dict.fromkeys(self._place(one) for one in figure.origins))
            self._codes[figure] = code
            self._sources.append(Source(code, figure.text, figure.how, places))
        return self._codes[figure]

    def _place(self, origin: Origin) -> Place:
        key = (origin.publication, origin.file, origin.sheet)
        if key not in self._sheets:
            file = " · ".join(part for part in (origin.file, origin.sheet) if part)
            number = f"P{len(self._sheets) + 1}"
            self._sheets[key] = Sheet(number, origin.publication, file, origin.url)
        return Place(self._sheets[key].number, origin.cell)


def plain(document: Document) -> dict[str, Any]:
    """The document as the template takes it (JSON): every figure with its code, and the lists."""
    register = Register()
    told: dict[str, Any] = {
        name: _plain(getattr(document, name), register, letter) for name, letter in LETTERS.items()
    }
    for field in dataclasses.fields(document):
        if field.name not in told:
            told[field.name] = _plain(getattr(document, field.name), register, "")
    told["sheets"] = [dataclasses.asdict(sheet) for sheet in register.sheets]
    told["sources"] = [dataclasses.asdict(source) for source in register.sources]
    return told


def _plain(value: object, register: Register, letter: str) -> Any:  # noqa: ANN401
    if isinstance(value, Figure):
        return {"text": value.text, "code": register.code(value, letter)}
    if dataclasses.is_dataclass(value):
        return {
            field.name: _plain(getattr(value, field.name), register, letter)
            for field in dataclasses.fields(value)
        }
    if isinstance(value, tuple):
        return [_plain(one, register, letter) for one in value]
    if value is None or isinstance(value, str | bool | int | float):
        return value
    return str(value)
