from __future__ import annotations

import re

import pytest

from indicators import (
    codes,
    compare,
    completeness,
    denominators,
    funnel,
    likeness,
    method_words,
    projection,
    spc,
    targets,
    years_to,
)

CLOSED: dict[str, tuple[str, ...]] = {
    "level": compare.LEVELS,
    "funnel": funnel.REASONS,
    "likeness": likeness.VARIABLES,
    "denominator": denominators.KINDS,
    "target": compare.TARGET_VERDICTS,
    "progress": targets.PROGRESS,
    "progress_reason": targets.PROGRESS_REASONS,
    "years": years_to.YEARS,
    "projection": projection.REASONS,
    "completeness": completeness.NOTES,
    "spc": (*spc.REASONS, *spc.SIGNALS),
    "verdict": codes.VERDICTS,
    "verdict_reason": codes.VERDICT_REASONS,
    "direction": codes.DIRECTIONS,
    "method": codes.TREND_METHODS,
    "option": codes.DETECTABILITY_OPTIONS,
    "unit_kind": codes.UNIT_KINDS,
    "rank_group": codes.RANK_GROUPS,
    "judgement": codes.JUDGEMENTS,
}

SAME = ("regions",)
"""Kabupaten/kota is a name, not a word, in English too."""


def test_every_code_has_words_and_no_word_is_left_over() -> None:
    assert {name: set(words) for name, words in method_words.LISTS.items()} == {
        name: set(codes) for name, codes in CLOSED.items()
    }


@pytest.mark.parametrize("name", list(CLOSED))
def test_both_languages_are_said(name: str) -> None:
    for code in CLOSED[name]:
        indonesian, english = (method_words.said(name, code, language) for language in ("id", "en"))
        assert indonesian.strip()
        assert english.strip()
        assert indonesian != english or code in SAME
        assert indonesian.endswith(".") == english.endswith(".")


def test_no_judgement_of_reports() -> None:
    outcomes = {"judgement"}
    for name, words in method_words.LISTS.items():
        for pair in () if name in outcomes else words.values():
            text = " ".join(pair)
            assert not re.search(r"\b(better|worse|baik|buruk|putusan)\b", text)


def test_a_code_that_is_none() -> None:
    with pytest.raises(KeyError):
        method_words.said("level", "worse", "id")
