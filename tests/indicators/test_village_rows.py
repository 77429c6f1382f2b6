"""Which checklist is in force, what it comes to, and what the public edition may know of it."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators import catalogue, codes, village_rows
from indicators.village_questions import asked, is_internal, judged, shown

CATALOGUE = catalogue.load()
FORM = CATALOGUE.instruments["kla_2024"]
DESA = ("99.01.01.2001", "99.01.01.2002", "99.01.02.2001")


def facts(*publications: tuple[str, str | None], answers: dict[str, str | None]) -> dict[str, pd.DataFrame]:  # fmt: skip  # noqa: E501
    """Checklists of two kecamatan with three villages, each saying `answers` to PATBM (26/15)."""
    ids = [name for name, _ in publications]
    said = [
        ("99.01", "kla_2024", area, "26", "15", answer, name)
        for name in ids
        for area, answer in answers.items()
    ]
    places = [("99.01", f"99.01.0{n}", f"K{n}", "kecamatan", "99.01") for n in (1, 2)]
    places += [("99.01", code, code[-4:], "desa", code[:8]) for code in DESA]
    listed = [(*place, name) for name in ids for place in places]
    return {
        "publication": pd.DataFrame(
            [(name, "Kabupaten Contoh", name, day, None) for name, day in publications],
            columns=["publication_id", "publisher", "title", "released", "supersedes"],
        ),
        "village_answer": pd.DataFrame(
            said,
            columns=["region_code", "instrument_id", "area_code", "indicator", "question",
                     "answer", "publication_id"],
        ),
        "subregion": pd.DataFrame(
            listed,
            columns=["region_code", "area_code", "name", "level", "parent_code", "publication_id"],
        ).assign(source_sha256="f", sheet="Desa", cell="A1"),
    }  # fmt: skip


ONE = facts(("p", "2026-11-01"), answers=dict(zip(DESA, ("ya", "tidak", None), strict=True)))


def test_percent_and_points_by_hand_and_by_kecamatan() -> None:
    told = village_rows.tables(ONE, CATALOGUE, internal=True)["village_question"]
    patbm = told[told["question"] == "15"].set_index("kecamatan")
    whole = patbm.loc[codes.ALL]
    assert (whole["areas"], whole["answered"], whole["fulfilled"]) == (3, 2, 1)
    assert whole["percent"] == pytest.approx(100 / 3)
    assert (whole["points"], whole["points_if_all"]) == pytest.approx((10 / 3, 20 / 3))
    parts = patbm.drop(index=codes.ALL)
    assert parts["max_score"].to_dict() == pytest.approx({"99.01.01": 20 / 3, "99.01.02": 10 / 3})
    assert parts["points"].to_dict() == pytest.approx({"99.01.01": 10 / 3, "99.01.02": 0})
    assert parts["percent"].to_dict() == {"99.01.01": 50, "99.01.02": 0}


def test_areas_are_numbered_from_the_nearest_to_complete() -> None:
    told = village_rows.tables(ONE, CATALOGUE, internal=True)["village_area"]
    desa = told[told["level"] == "desa"].sort_values("position")
    assert desa["area_code"].tolist() == [DESA[0], DESA[1], DESA[2]]
    assert desa["position"].tolist() == [1, 2, 3]
    assert (desa["asked"] == desa["fulfilled"] + desa["missing"] + desa["unanswered"]).all()


def test_of_two_checklists_the_later_counts_alone() -> None:
    both = facts(("a", "2026-11-09"), ("b", "2026-11-10"), ("c", None), answers={DESA[0]: "ya"})
    told = village_rows.tables(both, CATALOGUE, internal=True)
    assert set(told["village_question"]["publication_id"]) == {"b"}
    assert len(told["village_area"]) == 5


def test_without_a_checklist_there_are_no_rows() -> None:
    none = {name: frame.iloc[:0] for name, frame in ONE.items()}
    for frame in village_rows.tables(none, CATALOGUE, internal=True).values():
        assert frame.empty


def test_questions_of_children_of_one_village_are_internal() -> None:
    internal = {
        f"{one.indicator}/{one.question}"
        for level in codes.AREA_LEVELS
        for one in asked(FORM, level)
        if is_internal(one)
    }
    assert internal == {"25/6", "25/7a", "25/7b", "25/7c", "25/7d",
                        "26/7", "26/8a", "26/8b", "26/8c", "26/8d", "26/17"}  # fmt: skip
    lost = FORM.question("26", "15").model_copy(update={"text_known": False})
    assert is_internal(lost)


def test_the_public_edition_has_no_row_and_no_point_of_them() -> None:
    rows = [("99.01", "kla_2024", DESA[0], "26", question, "ya") for question in ("7", "8a", "15")]
    answers = pd.DataFrame(
        rows,
        columns=["region_code", "instrument_id", "area_code", "indicator", "question", "answer"],
    )
    assert shown(answers, [FORM])["question"].tolist() == ["15"]
    assert shown(answers.iloc[:0], [FORM]).empty
    told = village_rows.tables(ONE, CATALOGUE, internal=False)["village_question"]
    whole = told[told["kecamatan"] == codes.ALL]
    assert whole["max_score"].sum() == judged(FORM, internal=False)["max_score"].sum() == 82


@pytest.mark.parametrize(
    ("title", "inside"),
    [
        ("Persentase desa tanpa kehamilan pada usia anak", True),
        ("Persentase desa yang masih memiliki pekerja anak", True),
        ("Persentase desa tanpa bayi BBLR", True),
        ("Persentase desa dengan balita bertinggi badan kurang", True),
        ("Persentase desa dengan upaya mencegah pekerja anak", False),
        ("Persentase desa yang memiliki ruang bermain anak", False),
    ],
)
def test_other_wordings_of_an_office_are_known_too(title: str, inside: bool) -> None:
    asks = next(one for one in FORM.questions if one.indicator == "26" and one.question == "15")
    other = asks.title.model_copy(update={"id": title, "en": ""})
    assert is_internal(asks.model_copy(update={"title": other})) is inside
