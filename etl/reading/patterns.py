"""Texts with placeholders: `Korban Anak {sex} {year}` finds a heading and says what it states.

Texts are compared after levelling (etl.recode.normal), so case, blanks, line breaks and underscores
do not matter. A pattern is about the whole text; {*} stands for anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from etl.recode import normal

_BRACES: Final = re.compile(r"\{([^}]*)\}")
_SHAPES: Final = {
    "year": r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])",
    "month": r"[a-z]{3,}|[0-9]{1,2}",
    "quarter": r"i{1,3}|iv|[1-4]",
    "semester": r"i{1,2}|[12]",
    "sex": r"[^|]+?",
    "age": r"[^|]+?",
    "region": r"[^|]+?",
    "province": r"[^|]+?",
    "measure": r"[^|]+?",
}


@dataclass(frozen=True)
class Pattern:
    """A levelled text with placeholders. `vague` orders patterns: exact ones are tried first."""

    text: str
    regex: re.Pattern[str]
    vague: tuple[int, int]

    def find(self, text: str) -> Mapping[str, str] | None:
        """What the placeholders hold in a levelled text; None when it is another text."""
        found = self.regex.fullmatch(text)
        return None if found is None else {k: v.strip() for k, v in found.groupdict().items()}


def compiled(text: str) -> Pattern:
    """The pattern of a text as a layout writes it."""
    parts = _BRACES.split(normal(text))
    names = parts[1::2]
    regex = re.escape(parts[0])
    for name, literal in zip(names, parts[2::2], strict=True):
        regex += ".*?" if name == "*" else f"(?P<{name}>{_SHAPES[name]})"
        regex += re.escape(literal)
    return Pattern(normal(text), re.compile(regex, re.DOTALL), (names.count("*"), len(names)))


def first_of(patterns: Iterable[Pattern], text: str) -> Mapping[str, str] | None:
    """What the first pattern that fits a levelled text finds; None when none fits."""
    for pattern in patterns:
        found = pattern.find(text)
        if found is not None:
            return found
    return None
