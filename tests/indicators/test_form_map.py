"""One cycle's form to the next: proposal, what is wrong with a mapping, what carries over."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators import catalogue, form_map
from indicators.instrument import Instrument

OLD = catalogue.load().instruments["kla_2024"]


def _next() -> Instrument:
    """10 questions changed, 5 new, 3 gone, two maxima moved, rows 9 and 10 swapped."""
    questions = list(OLD.questions)
    for place in range(40, 50):
        one = questions[place]
        title = one.title.model_copy(update={"id": f"{one.title.id}, data dua tahun"})
        questions[place] = one.model_copy(update={"title": title})
    for place in (60, 61):
        questions[place] = questions[place].model_copy(update={"max_score": 9.0})
    del questions[100:103]
    for number in range(5):
        title = questions[0].title.model_copy(update={"id": f"Pertanyaan baru {number}"})
        questions.append(
            questions[0].model_copy(update={"question": f"baru{number}", "title": title})
        )
    swap = {"9": "10", "10": "9"}
    questions = [
        one.model_copy(update={"indicator": swap.get(one.indicator, one.indicator)})
        for one in questions
    ]
    rows = tuple(
        row.model_copy(update={"indicator": swap.get(row.indicator, row.indicator)})
        for row in OLD.indicators
    )
    return OLD.model_copy(
        update={"instrument_id": "kla_2026", "questions": tuple(questions), "indicators": rows}
    )


def test_the_proposal_finds_what_moved() -> None:
    new = _next()
    mapping = form_map.proposed(OLD, new)
    assert form_map.counts(mapping)["new"] == 5
    assert form_map.counts(mapping)["gone"] == 3
    lost = {place for place, one in enumerate(OLD.questions) if not one.text_known}
    touched = ({*range(40, 50), 60, 61} | lost) - {100, 101, 102}
    assert form_map.counts(mapping)["changed"] == len(touched)
    assert not list(form_map.problems(mapping, OLD, new))
    nine = mapping[(mapping["from_indicator"] == "9") & (mapping["relation"] == "same")]
    assert set(nine["to_indicator"]) == {"10"}


def test_a_form_mapped_to_itself_is_the_same_but_for_lost_wording() -> None:
    mapping = form_map.proposed(OLD, OLD)
    lost = [one for one in OLD.questions if not one.text_known]
    changed = mapping[mapping["relation"] == "changed"]
    assert set(changed["from_question"]) == {one.question for one in lost}
    assert set(mapping["relation"]) == {"same", "changed"}


def test_what_is_wrong_with_a_mapping_is_named() -> None:
    new = _next()
    good = form_map.proposed(OLD, new)
    bad = good.copy()
    bad.loc[0, "relation"] = "sama"
    bad.loc[1, "to_question"] = "tidak ada"
    bad.loc[2, ["to_indicator", "to_question"]] = bad.loc[
        3, ["to_indicator", "to_question"]
    ].tolist()
    bad.loc[4, "relation"] = "new"
    bad.loc[5, ["from_indicator", "from_question"]] = None
    kinds = [one.kind for one in form_map.problems(bad, OLD, new)]
    assert set(kinds) == set(form_map.PROBLEMS)
    dropped = list(form_map.problems(good.iloc[1:], OLD, new))
    assert {(one.kind, one.row) for one in dropped} == {("not_mapped", None)}
    assert len(dropped) == 2


def test_evidence_carries_over_with_its_relation() -> None:
    new = _next()
    mapping = form_map.proposed(OLD, new)
    evidence = pd.DataFrame(
        [
            {"instrument_id": "kla_2024", "indicator": one.indicator, "question": one.question,
             "status": "lengkap"}
            for one in OLD.questions
        ]
    )  # fmt: skip
    carried = form_map.carry(evidence, mapping)
    assert len(carried) == len(OLD.questions) - 3
    assert set(carried["instrument_id"]) == {"kla_2026"}
    assert (carried["relation"] == "changed").sum() == form_map.counts(mapping)["changed"]
    moved = carried[carried["indicator"] == "10"].iloc[0]
    assert moved["carried_from"].startswith("kla_2024 9/")
    assert form_map.carry(evidence.iloc[:0], mapping).empty


@pytest.mark.parametrize(
    ("text", "name"),
    [("Peraturan Desa/Kelurahan", "peraturan desa kelurahan"), ("  É – a ", "e a")],
)
def test_names_are_compared_without_their_dress(text: str, name: str) -> None:
    assert form_map.same_name(text) == name
