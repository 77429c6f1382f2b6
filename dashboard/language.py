"""Words on screen: Indonesian is the source text, other languages come from the .po catalogues.

(Not called `locale`: Streamlit puts this folder on the import path, before the standard library.)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from babel.messages import pofile

LANGUAGES: Final = ("id", "en")
SOURCE: Final = "id"
FOLDER: Final = Path(__file__).parent / "locale"


@dataclass(frozen=True)
class Say:
    """Speaks one language: `say("Belum dilaporkan")`, `say("{n} berkas", n="3")`."""

    language: str

    def __call__(self, message: str, **facts: object) -> str:
        """`message` in this language with its facts filled in; KeyError when untranslated."""
        text = message if self.language == SOURCE else _messages(self.language)[message][0]
        return text.format(**facts) if facts else text

    def count(self, message: str, n: int, **facts: object) -> str:
        """Like a call, with the plural form that `n` asks for; `{n}` is filled in."""
        if self.language == SOURCE:
            text = message
        else:
            forms = _messages(self.language)[message]
            text = forms[0] if n == 1 else forms[-1]
        return text.format(n=n, **facts)


def mark(message: str) -> str:
    """The message itself: names a constant as one to be translated where it is said later."""
    return message


@cache
def speaker(language: str) -> Say:
    """The voice for 'id' or 'en'; ValueError for any other."""
    if language not in LANGUAGES:
        raise ValueError(f"no texts in language {language!r}")
    return Say(language)


def catalogues(language: str) -> list[Path]:
    """The .po files of a language, one a subject; a message stands in one of them."""
    return sorted((FOLDER / language / "LC_MESSAGES").glob("*.po"))


@cache
def _messages(language: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for path in catalogues(language):
        with path.open("rb") as file:
            catalogue = pofile.read_po(file, locale=language, abort_invalid=True)
        for message in catalogue:
            if not message.id or message.fuzzy:
                continue
            key, *_ = _forms(message.id)
            found[key] = _forms(message.string)
    return found


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """Singular and plural, or the only form."""
    if text is None:
        return ("",)
    return (text,) if isinstance(text, str) else tuple(text)
