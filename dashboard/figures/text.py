"""How much room words take, and how they are broken into lines.

Figures are laid out without a browser, so widths are estimated from the typeface's own advance
widths; lines are set for the narrowest screen (390 px).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

NARROW: Final = 350.0
"""Room a figure has across on a 390 px screen, px."""

_ADVANCES: Final = {
    "ijlI": 0.25,
    " .,:;'|!·": 0.29,
    "frt()/[]": 0.36,
    "-1–": 0.46,
    "sckvxyzaJLTFE": 0.57,
    "mwMW%…": 0.9,
    "GOQCHNUDAV": 0.74,
}
_ADVANCE: Final = {letter: width for letters, width in _ADVANCES.items() for letter in letters}
_USUAL: Final = 0.61
_BOLD: Final = 1.09
"""Bold letters are this much wider."""

_ONSETS: Final = {"ng", "ny", "sy", "kh", "br", "dr", "gr", "kr", "pr", "tr", "bl", "kl", "pl"}


def width(text: str, size: float = 13) -> float:
    """Width of one line in px at `size` px, within a few percent."""
    return size * sum(_ADVANCE.get(letter, _USUAL) for letter in text)


def bold_width(text: str, size: float = 13) -> float:
    """Width of one line in bold."""
    return _BOLD * width(text, size)


def wrap(text: str, room: float, size: float = 13) -> list[str]:
    """The text in lines of at most `room` px, broken at blanks; a long word stands alone."""
    lines: list[str] = []
    for word in filter(None, text.split(" ")):
        if lines and width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return [line.removesuffix(" ·") for line in lines] or [""]


def squeeze(name: str, room: float, size: float = 12) -> list[str]:
    """A place name in lines of at most `room` px, long words broken between syllables."""
    lines: list[str] = []
    for word in name.split():
        lines += [word] if width(word, size) <= room else _halved(_syllables(word), room, size)
    return lines or [""]


def _halved(syllables: list[str], room: float, size: float) -> list[str]:
    """Syllables in as few lines as `room` allows, these as even as can be."""
    lines = _filled(syllables, room, size)
    while (tighter := room * 0.95) > size:
        even = _filled(syllables, tighter, size)
        if len(even) > len(lines) or max(width(line, size) for line in even) > tighter:
            return lines
        lines, room = even, tighter
    return lines


def _filled(syllables: list[str], room: float, size: float) -> list[str]:
    """Syllables in lines, each as full as `room` allows, with hyphens where a line breaks."""
    lines, line = [], ""
    for place, syllable in enumerate(syllables):
        mark = "" if place == len(syllables) - 1 else "-"
        if line and width(f"{line}{syllable}{mark}", size) > room:
            lines.append(f"{line}-")
            line = ""
        line += syllable
    return [*lines, line]


def _syllables(word: str) -> list[str]:
    """Indonesian syllables: a cut before the last consonant (or digraph) ahead of a vowel."""
    cuts = []
    for found in re.finditer(r"(?<=[aeiouAEIOU])[^aeiouAEIOU\W\d_]+(?=[aeiou])", word):
        cluster = found.group().lower()
        onset = 2 if cluster[-2:] in _ONSETS else 1
        cuts.append(found.end() - onset)
    edges = [0, *(cut for cut in cuts if cut > 1), len(word)]
    return [word[start:end] for start, end in pairwise(edges)]


def markup(lines: Iterable[str]) -> str:
    """Lines as Plotly text, with what looks like a tag made harmless."""
    return "<br>".join(html.escape(line, quote=False) for line in lines)


def bold(text: str) -> str:
    """The (already escaped) text in bold."""
    return f"<b>{text}</b>"
