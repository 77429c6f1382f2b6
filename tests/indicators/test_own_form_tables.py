"""Forms in tables, what carries along several of them, and the questions of 3T areas."""

from __future__ import annotations

import dataclasses
import datetime

import pandas as pd
import pytest

from indicators import carried, form_map, form_tables, score, tables, variants, wording_forms
from indicators.catalogue import Catalogue, load
from indicators.instrument import Instrument
from indicators.table_model import Table

SHIPPED = load()
OLD = SHIPPED.instruments["kla_2024"]
FIRST = OLD.questions[0]


def later(form: Instrument, name: str, **titles: str) -> Instrument:
    """The form under another name, some questions of row 1 reworded."""
    questions = [
        one.model_copy(update={"title": one.title.model_copy(update={"id": titles[one.question]})})
        if one.indicator == "1" and one.question in titles
        else one
        for one in form.questions
    ]
    return form.changed(instrument_id=name, questions=tuple(questions))


def known(*forms: Instrument) -> Catalogue:
    """The shipped catalogue with these forms, each mapped from the one before."""
    chain = [OLD, *forms]
    pairs = zip(chain, forms, strict=False)
    maps = {new.instrument_id: form_map.proposed(old, new) for old, new in pairs}
    return dataclasses.replace(
        SHIPPED,
        instruments={**SHIPPED.instruments, **{one.instrument_id: one for one in forms}},
        form_maps=maps,
        own_forms=frozenset(maps),
    )


def rows_of(table: Table, **columns: object) -> dict[str, object]:
    empty = dict.fromkeys(table.column_names)
    return {**empty, "publication_id": "p", "source_sha256": "s", "sheet": "Data", "cell": "A1",
            **columns}  # fmt: skip


def scored(*items: tuple[str, str, str, float], region: str = "99.01") -> pd.DataFrame:
    rows = [
        rows_of(tables.KLA_SCORE, region_code=region, instrument_id=form, level="question",
                block=OLD.indicator(row).block, indicator=row, question=question, value=value,
                stage="mandiri", printed_year=2024)
        for form, row, question, value in items
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(tables.KLA_SCORE.column_names))


def test_forms_come_back_from_their_tables() -> None:
    catalogue = known(later(OLD, "kla_2026", **{FIRST.question: "Lain"}).changed(
        closes=datetime.date(2026, 5, 31)
    ))  # fmt: skip
    made = form_tables.tables(catalogue)
    for name in ("instrument", "form", "form_defect", "form_map"):
        assert list(made[name].columns) == list(tables.BY_NAME[name].column_names)
    again = form_tables.from_tables(made["instrument"], made["form"], made["form_defect"])
    assert again == dict(catalogue.instruments)
    assert made["form"].set_index("instrument_id").loc["kla_2026", "previous"] == "kla_2024"
    assert len(made["form_map"]) == len(OLD.questions)


def test_what_changed_once_stays_changed_along_the_chain() -> None:
    second = later(OLD, "kla_2026", **{FIRST.question: "Lain"})
    third = later(second, "kla_2028")
    found = carried.scores(scored(("kla_2024", "1", FIRST.question, 3.0)), known(second, third))
    told = found.set_index("instrument_id")[["relation", "carried_from", "from_instrument"]]
    origin = ["changed", f"kla_2024 1/{FIRST.question}", "kla_2024"]
    assert {name: list(row) for name, row in told.iterrows()} == {
        "kla_2026": origin, "kla_2028": origin,
    }  # fmt: skip


def test_own_scores_on_the_later_form_end_the_chain() -> None:
    second, third = later(OLD, "kla_2026"), later(OLD, "kla_2028")
    both = scored(("kla_2024", "1", "1", 3.0), ("kla_2026", "1", "1", 4.0))
    found = carried.scores(both, known(second, third))
    assert found[["instrument_id", "value", "carried_from"]].values.tolist() == [
        ["kla_2028", 4.0, "kla_2026 1/1"]
    ]


def test_nothing_carries_without_a_mapping_or_rows() -> None:
    assert carried.scores(scored(("kla_2024", "1", "1", 3.0)), SHIPPED).empty
    assert carried.scores(scored(), known(later(OLD, "kla_2026"))).empty


def with_variants() -> Catalogue:
    """Question 18/2 asked of other areas, 18/2-3t of remote ones; 53.01 is remote."""
    questions = []
    for one in OLD.questions:
        if (one.indicator, one.question) == ("18", "2"):
            questions.append(one.model_copy(update={"variant": "non_3t"}))
            remote = {"variant": "3t", "question": "2-3t"}
            questions.append(one.model_copy(update=remote))
        else:
            questions.append(one)
    placed = [one.model_copy(update={"position": n}) for n, one in enumerate(questions, start=1)]
    form = OLD.changed(questions=tuple(placed))
    return dataclasses.replace(SHIPPED, instruments={"kla_2024": form}, remote=frozenset({"53.01"}))


@pytest.mark.parametrize(("region", "asked", "other"), [("53.01", "2-3t", "2"),
                                                        ("32.06", "2", "2-3t")])  # fmt: skip
def test_an_area_is_counted_with_the_questions_of_its_kind(
    region: str, asked: str, other: str
) -> None:
    catalogue = with_variants()
    whole = [
        ("kla_2024", one.indicator, one.question, 0.0)
        for one in catalogue.instruments["kla_2024"].questions
    ]
    rows = scored(*whole, region=region)
    found = variants.each_kind(score.points_open, rows, catalogue)
    of_row = found[found["indicator"] == "18"]["question"].tolist()
    assert asked in of_row
    assert other not in of_row
    assert len(found) == len(OLD.questions)
    plain = score.points_open(scored(*((*item[:3], 0.0) for item in whole if item[2] != "2-3t")),
                              SHIPPED)  # fmt: skip
    assert found["max_score"].sum() == pytest.approx(plain["max_score"].sum())
    summed = variants.each_kind(score.summaries, rows, catalogue)
    assert summed["items"].tolist() == summed["items_expected"].tolist() == [len(OLD.questions)]


def test_forms_without_variants_are_left_as_they_are() -> None:
    assert OLD.asked_of(remote=True) is OLD
    assert not variants.has_variants(SHIPPED)


@pytest.mark.parametrize(
    ("closes", "wanted"),
    [
        (None, ""),
        (datetime.date(2026, 5, 31), "Formulir ditutup pada 31 Mei 2026, 10 hari lagi."),
        (datetime.date(2026, 5, 22), "Formulir ditutup besok, 22 Mei 2026."),
        (datetime.date(2026, 5, 21), "Formulir ditutup hari ini, 21 Mei 2026."),
        (datetime.date(2026, 5, 1), "Formulir ditutup pada 1 Mei 2026."),
    ],
)
def test_until_when_a_form_is_open(closes: datetime.date | None, wanted: str) -> None:
    today = datetime.date(2026, 5, 21)
    assert wording_forms.closes_sentence("id", closes=closes, today=today) == wanted


def test_what_is_carried_says_so_in_both_languages() -> None:
    assert wording_forms.carried_mark("id", "changed", "kla_2024 1/2a") == (
        "dibawa dari kla_2024 1/2a, periksa ulang"
    )
    assert wording_forms.carried_mark("en", "same", "kla_2024 1/1") == (
        "carried over from kla_2024 1/1"
    )
