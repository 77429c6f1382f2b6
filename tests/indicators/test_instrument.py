"""The forms of 2022 and 2024 stand as they were transcribed, defects stated and not repaired."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from indicators import codes
from indicators.catalogue import Catalogue, load

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
needs_shared = pytest.mark.skipif(
    not SHARED.exists(), reason="the folder with the published material is not beside the project"
)


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load()


def shared_rows(name: str) -> list[dict[str, str]]:
    with (SHARED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_form_of_2024_has_the_counts_and_maxima_of_the_form(shipped: Catalogue) -> None:
    form = shipped.instruments["kla_2024"]
    assert [block.max_score for block in form.blocks] == [164, 115, 156, 150, 110, 205, 100]
    assert (len(form.blocks), len(form.indicators), len(form.questions)) == (7, 31, 274)
    assert (form.cycle, form.award_year, form.data_year) == ("2024/25", 2025, 2023)
    numbers = [row.official_no for row in form.indicators]
    assert {number for number in numbers if number} == set(range(1, 25))
    assert [row.indicator for row in form.indicators if row.official_no is None] == ["25", "26"]
    for block in form.blocks:
        rows = form.indicators_of(block.block)
        assert sum(row.max_score for row in rows) == pytest.approx(block.max_score)


def test_questions_add_up_to_1004_and_only_the_stated_rows_differ(shipped: Catalogue) -> None:
    form = shipped.instruments["kla_2024"]
    sums = {
        row.indicator: sum(question.max_score for question in form.questions_of(row.indicator))
        for row in form.indicators
    }
    assert sum(sums.values()) == pytest.approx(1004)
    differing = {
        row.indicator: (row.max_score, round(sums[row.indicator], 6))
        for row in form.indicators
        if sums[row.indicator] != pytest.approx(row.max_score)
    }
    assert differing == {"19": (51, 54), "21B": (17, 18)}
    stated = [defect for defect in form.known_defects if defect.kind == "max_sum"]
    assert [defect.items for defect in stated] == [("19", "21B")]


def test_form_of_2022_knows_blocks_only(shipped: Catalogue) -> None:
    form = shipped.instruments["kla_2022"]
    assert [block.block for block in form.blocks][-2:] == ["kelana", "dekela"]
    assert [block.max_score for block in form.blocks] == [150, 115, 170, 150, 110, 205, 25, 75]
    assert (form.levels, form.indicators, form.questions) == (("block",), (), ())
    assert (form.award_year, form.data_year) == (2022, None)


def test_unknown_wording_and_missing_offices_are_stated(shipped: Catalogue) -> None:
    form = shipped.instruments["kla_2024"]
    unknown = [question for question in form.questions if not question.text_known]
    assert [(question.indicator, question.question) for question in unknown] == [
        ("7", "2"), ("11", "3"), ("11", "4"), ("11", "5"), ("11", "6"), ("11", "7"),
    ]  # fmt: skip
    assert all(question.note for question in unknown)
    nameless = [question for question in form.questions if not question.offices]
    assert len(nameless) == 9
    assert sum(question.max_score for question in nameless) == 31.5


def test_items_answer_what_the_instrument_table_asks(shipped: Catalogue) -> None:
    form = shipped.instruments["kla_2024"]
    items = list(form.items())
    assert Counter(level for level, _ in items) == {"block": 7, "indicator": 31, "question": 274}
    block, row, question = items[0][1], items[7][1], items[38][1]
    assert (block.indicator, block.question, block.evidence, block.offices) == (
        codes.ALL, codes.ALL, None, (),
    )  # fmt: skip
    assert (row.indicator, row.question, row.evidence) == ("1", codes.ALL, "dokumen_kebijakan")
    assert (question.indicator, question.question, question.better) == ("1", "1", "higher")
    assert (form.kind_of(row), form.kind_of(block)) == ("bukti", "campuran")


@pytest.mark.parametrize(
    ("indicator", "question", "kind", "better"),
    [
        ("4", "2", "capaian", "higher"),  # children with a birth certificate
        ("26", "2", "bukti", "higher"),  # desa with a regulation
        ("25", "6", "capaian", "higher"),  # kecamatan without child marriage
        ("26", "8d", "capaian", "lower"),  # desa with stunting cases
        ("8", "1", "campuran", "higher"),  # working consultation bodies
        ("17", "5", "bukti", "lower"),  # tobacco advertising accepted: yes is bad
        ("10", "1", "campuran", "none"),  # how many institutions: context
    ],
)
def test_a_question_knows_what_it_rewards(
    shipped: Catalogue, indicator: str, question: str, kind: str, better: str
) -> None:
    found = shipped.instruments["kla_2024"].question(indicator, question)
    assert (found.kind, found.better) == (kind, better)


def test_questions_are_asked_of_kecamatan_and_desa_as_on_the_form(shipped: Catalogue) -> None:
    form = shipped.instruments["kla_2024"]
    assert {q.indicator for q in form.questions if q.asked_of_kecamatan} == {"25"}
    assert {q.indicator for q in form.questions if q.asked_of_desa} == {"26"}
    with pytest.raises(KeyError):
        form.question("26", "1")


@needs_shared
def test_every_question_stands_as_in_the_transcribed_form(shipped: Catalogue) -> None:
    form = shipped.instruments["kla_2024"]
    rows = shared_rows("domain/instrument-2024.csv")
    for row, question in zip(rows, form.questions, strict=True):
        assert (row["block"], row["indicator"], row["question"]) == (
            question.block, question.indicator, question.question,
        )  # fmt: skip
        assert float(row["max_score"]) == question.max_score
        assert (row["asked_of_kecamatan"] == "true") is question.asked_of_kecamatan
        assert (row["asked_of_desa"] == "true") is question.asked_of_desa
        assert (row["evidence"] == "n/a") <= (not question.text_known)
        offices = [shipped.office_named(name) for name in row["offices"].split(";") if name]
        assert None not in offices
        assert {office.office_id for office in offices if office} == set(question.offices)


@needs_shared
def test_official_names_and_maxima_stand_as_in_the_reference(shipped: Catalogue) -> None:
    text = (SHARED / "domain/kla.md").read_text(encoding="utf-8")
    table = text.split("### 1.3")[1].split("### 1.4")[0]
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in table.splitlines()
        if re.match(r"\| \d", line)
    ]
    rows = shipped.instruments["kla_2024"].indicators
    for printed, row in zip(cells, rows, strict=True):
        assert (printed[0], float(printed[4])) == (row.indicator, row.max_score)
        assert printed[1].replace('"', "") == row.title.id
