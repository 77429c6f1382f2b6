"""Short codes for figures (A1, B3 ...), and the list they resolve to.

The letter is the section in which a figure is first printed, the number its order there. A figure
printed again from the same cells in the same way keeps its code.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, Final

from dashboard.report.document import SECTIONS, Document, Figure, Origin

LETTERS: Final = dict(zip(SECTIONS, "ABCDE", strict=True))


@dataclass(frozen=True)
class Source:
    """A line of the list: the code, the figure as printed, how it was computed, its cells."""

    code: str
    text: str
    how: str
    origins: tuple[Origin, ...]


class Register:
    """Gives out the codes of one document, in the order in which figures are printed."""

    def __init__(self) -> None:
        self._codes: dict[Figure, str] = {}
        self._sources: list[Source] = []

    @property
    def sources(self) -> tuple[Source, ...]:
        """The list, in the order of the codes."""
        return tuple(self._sources)

    def code(self, figure: Figure, letter: str) -> str:
        """The code of a figure: the one it has, or the next of the section."""
        if figure not in self._codes:
            number = 1 + sum(source.code.startswith(letter) for source in self._sources)
            self._codes[figure] = f"{letter}{number}"
            self._sources.append(
                Source(f"{letter}{number}", figure.text, figure.how, figure.origins)
            )
        return self._codes[figure]


def plain(document: Document) -> dict[str, Any]:
    """The document as the template takes it (JSON), every figure with its code, and `sources`."""
    register = Register()
    told: dict[str, Any] = {
        name: _plain(getattr(document, name), register, letter) for name, letter in LETTERS.items()
    }
    for field in dataclasses.fields(document):
        if field.name not in told:
            told[field.name] = _plain(getattr(document, field.name), register, "")
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
