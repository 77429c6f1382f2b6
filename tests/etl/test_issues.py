from __future__ import annotations

import re
from pathlib import Path

import pytest

from etl.issues import issue, sentences, show
from indicators import codes

ETL = Path(__file__).resolve().parents[2] / "etl"


@pytest.mark.parametrize("kind", sorted(sentences()))
def test_every_kind_has_words_in_both_languages_and_a_remedy(kind: str) -> None:
    words = sentences()[kind]
    assert words.severity in codes.SEVERITIES
    for text in (words.message, words.message_en, words.remedy, words.remedy_en):
        assert text
        assert text.endswith((".", "}"))


def test_every_problem_the_code_raises_has_words_and_no_words_are_left_over() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(ETL.rglob("*.py")))
    raised = set(re.findall(r'Problem\(\s*"(\w+)"', code))
    raised |= set(re.findall(r'(?:issue|_failed)\(\s*"(\w+)"', code))
    raised |= set(re.findall(r'\("(negative_count|not_whole)",', code))
    assert raised == set(sentences())


def test_an_issue_quotes_what_was_read() -> None:
    found = issue("not_a_number", file="a.xlsx", sheet="Data", cell="C14", value="tiga", column="j")
    assert found.value == "tiga"
    assert "tiga" in found.message
    assert "tiga" in found.message_en
    assert (found.severity, found.sheet, found.cell) == ("error", "Data", "C14")


def test_a_missing_fact_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        issue("missing_column", file="a.xlsx")


def test_values_are_shown_as_they_look_on_the_sheet() -> None:
    assert show(2023.0) == "2023"
    assert show(2.5) == "2.5"
    assert len(show("x" * 500)) == 120
