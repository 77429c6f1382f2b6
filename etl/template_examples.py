"""The guide that all templates share and their filled example, from template_words.toml."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from etl.layout import Words

WORDS: Final = Path(__file__).parent / "template_words.toml"
SHEET: Final = "Contoh"
PUBLICATIONS: Final = "Contoh Publikasi"

Row = Mapping[str, object]


def shared_guide() -> tuple[Words, ...]:
    """What every template says, in both languages."""
    return tuple(Words.model_validate(item) for item in _words()["guide"])


def example_rows(name: str) -> Sequence[Row]:
    """The example rows of the template `name`, keyed by heading; of the recap its key rows."""
    return tuple(_words()[name])


def example_publications() -> Sequence[Row]:
    """The publication that the example rows name."""
    return tuple(_words()["publication"])


@functools.cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))
