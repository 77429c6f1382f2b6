"""The sheets of the form workbook, and the words that stand for codes on them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final, get_args

from etl.books import worded
from etl.books.worded import Choice, ColumnWords
from indicators.catalogue import Catalogue
from indicators.definition import Title
from indicators.instrument import Defect, Variant

WORDS: Final = Path(__file__).with_suffix(".toml")
HEAD, BLOCKS, ROWS, QUESTIONS, MAPPING = "Formulir", "Blok", "Indikator", "Pertanyaan", "Pemetaan"
SHEETS: Final = (HEAD, BLOCKS, ROWS, QUESTIONS, MAPPING)
"""A workbook with these sheets is a form; `etl load` may know it by them."""

CODE_WORDS: Final[Mapping[str, Mapping[str, Title]]] = {
    "relation": {
        "same": Title(id="sama", en="same"),
        "changed": Title(id="berubah", en="changed"),
        "new": Title(id="baru", en="new"),
        "gone": Title(id="hilang", en="gone"),
    },
    "better": {
        "higher": Title(id="naik", en="higher"),
        "lower": Title(id="turun", en="lower"),
        "none": Title(id="tidak_dinilai", en="none"),
    },
    "yes_no": {"true": Title(id="ya", en="yes"), "false": Title(id="tidak", en="no")},
}
"""What stands in a cell for a code, in the language of the workbook; either is read back."""


def columns(table: str) -> tuple[ColumnWords, ...]:
    """The columns of head, defect, block, indicator, question or mapping."""
    return worded.columns(WORDS)[table]


def guide() -> tuple[Title, ...]:
    """The instructions of the workbook."""
    return worded.guide(WORDS)


def code_of(kind: str, word: str) -> str | None:
    """The code that a word of either language, or the code itself, stands for; None if none."""
    for code, title in CODE_WORDS[kind].items():
        if word.casefold() in (code, title.id, title.en):
            return code
    return None


def allowed(kind: str, catalogue: Catalogue) -> tuple[str, ...]:
    """What a cell with this drop-down may hold, in Indonesian."""
    return tuple(choice[0] for choice in lists(catalogue, "id")[kind])


def lists(catalogue: Catalogue, language: worded.Language) -> dict[str, tuple[Choice, ...]]:
    """Every closed drop-down: its codes as written in `language`, and their meaning."""
    worded = {
        kind: tuple((title.in_(language), title.id, title.en) for title in words.values())
        for kind, words in CODE_WORDS.items()
    }
    defects = get_args(Defect.model_fields["kind"].annotation)
    return {
        "evidence": _meanings(catalogue.evidence),
        "kind": _meanings(catalogue.kinds),
        "variant": tuple((one, one, one) for one in get_args(Variant)),
        "defect_kind": tuple((one, "", "") for one in defects),
        **worded,
        "better": tuple(
            (CODE_WORDS["better"][code].in_(language), title.id, title.en)
            for code, title in catalogue.directions.items()
        ),
        "office": _meanings({name: one.title for name, one in catalogue.offices.items()}),
    }


def _meanings(titles: Mapping[str, Title]) -> tuple[Choice, ...]:
    return tuple((code, title.id, title.en) for code, title in titles.items())
