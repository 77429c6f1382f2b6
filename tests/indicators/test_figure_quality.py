"""The quality mark of a figure, from what the other tables say of it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import pytest

from indicators import completeness, figure_quality, measures
from indicators.side_by_side import side_by_side
from indicators.tables import DECISION

Make = Callable[..., pd.DataFrame]
AS_OF = datetime.date(2026, 11, 22)
NO_DECISION = pd.DataFrame(columns=list(DECISION.column_names))
REGIONS = pd.DataFrame(
    [
        ("00", "negara", None, False),
        ("32", "provinsi", "00", False),
        ("32.01", "kabupaten", "32", False),
        ("32.02", "kabupaten", "32", False),
    ],
    columns=["region_code", "kind", "parent_code", "is_example"],
)


@dataclass(frozen=True)
class Selection:
    unit: str = "korban"
    group: str = "anak"
    sex: str = "semua"
    violence_type: str = "semua"


@dataclass(frozen=True)
class Book:
    cases: dict[str, Selection]


@pytest.fixture
def marked(counts: Make, people: Make) -> Make:
    """Rows with their mark from rows of case_count and publications."""

    def make(publications: pd.DataFrame, *rows: dict[str, object]) -> pd.DataFrame:
        book = Book({"korban_anak": Selection()})
        told = measures.case_values(counts(*rows), book.cases, people(("32.01", 2021, 1e5)))
        values = measures.complete(told, publications, NO_DECISION)
        completed = completeness.completeness(values, REGIONS, AS_OF)
        pairs = side_by_side(values, publications, NO_DECISION, book)
        return figure_quality.with_quality(values, completed, pairs, publications, REGIONS)

    return make


def test_an_official_figure_of_a_whole_year(marked: Make, published: Make) -> None:
    row = marked(published(p="official"), {"region_code": "32.02"}).iloc[0]
    assert (row["quality"], row["quality_reasons"]) == ("robust", "official")


@pytest.mark.parametrize(
    ("trust", "facts", "mark", "reasons"),
    [
        ("press", {}, "some_concerns", "press"),
        ("simulated", {}, "significant_concerns", "simulated"),
        ("official", {"is_exact": False}, "some_concerns", "not_exact"),
        ("official", {"hidden": "primary"}, "some_concerns", "hidden"),
        ("official", {"status": "provisional"}, "some_concerns", "provisional"),
        (
            "press",
            {"period_known": "assumed_full_year"},
            "significant_concerns",
            "period_assumed; press",
        ),
        ("official", {"region_code": "32.01"}, "some_concerns", "denominator_old"),
    ],
)
def test_what_lowers_a_mark(
    marked: Make, published: Make, trust: str, facts: dict[str, object], mark: str, reasons: str
) -> None:
    row = marked(published(p=trust), {"region_code": "32.02", **facts}).iloc[0]
    assert (row["quality"], row["quality_reasons"]) == (mark, reasons)


def test_two_publications_that_nothing_explains_lower_both(marked: Make, published: Make) -> None:
    found = marked(
        published(p="official", q="official"),
        {"region_code": "32.02", "value": 31},
        {"region_code": "32.02", "value": 57, "publication_id": "q"},
    )
    assert found["quality_reasons"].tolist() == ["publications_differ", "publications_differ"]
    same = marked(
        published(p="official", q="official"),
        {"region_code": "32.02", "value": 31},
        {"region_code": "32.02", "value": 31, "publication_id": "q"},
    )
    assert set(same["quality"]) == {"robust"}


def test_a_replaced_release_says_so(marked: Make, published: Make) -> None:
    found = marked(
        published(p="official", q={"supersedes": "p"}),
        {"region_code": "32.02", "value": 31},
        {"region_code": "32.02", "value": 57, "publication_id": "q"},
    ).set_index("publication_id")
    assert found["quality_reasons"].to_dict() == {"p": "superseded", "q": "official"}


def test_a_sum_of_ours_says_that_its_parts_are_hidden(marked: Make, published: Make) -> None:
    found = marked(
        published(p="official"),
        {"region_code": "32", "is_derived": True},
        {"region_code": "32.01", "hidden": "primary"},
        {"region_code": "32.02", "hidden": "secondary"},
    ).set_index("region_code")
    assert found.loc["32", "quality_reasons"] == "parts_hidden; derived"
    printed = marked(
        published(p="official"),
        {"region_code": "32"},
        {"region_code": "32.02", "hidden": "primary"},
    ).set_index("region_code")
    assert "parts_hidden" not in printed.loc["32", "quality_reasons"]


def test_a_share_above_the_whole_says_that_its_denominator_does_not_fit(published: Make) -> None:
    facts = {
        "region_code": "64.74", "measure_id": "akta", "sex": "semua", "area_type": "semua",
        "period_start": datetime.date(2023, 1, 1), "period_end": datetime.date(2023, 12, 31),
        "period_known": "stated", "status": "reported", "hidden": "no", "is_exact": True,
        "note": None, "source_sha256": "a", "sheet": "Data", "cell": "C2", "publication_id": "p",
    }  # fmt: skip
    rows = pd.DataFrame([
        {**facts, "value": 104.0},
        {**facts, "region_code": "64.01", "value": 100.0},
        {**facts, "measure_id": "akta_jumlah", "value": 104.0},
    ])  # fmt: skip
    publications = published(p="official")
    values = measures.complete(measures.outcome_values(rows, ()), publications, NO_DECISION)
    completed = completeness.completeness(values.iloc[:0], REGIONS, AS_OF)
    pairs = side_by_side(values.iloc[:0], publications, NO_DECISION, Book({}))
    found = figure_quality.with_quality(
        values, completed, pairs, publications, REGIONS, ["akta"]
    ).set_index(["region_code", "measure_id"])
    assert found.loc[("64.74", "akta"), "quality_reasons"] == "above_whole"
    assert found.loc[("64.74", "akta"), "quality"] == "some_concerns"
    assert found.loc[("64.01", "akta"), "quality_reasons"] == "official"
    assert found.loc[("64.74", "akta_jumlah"), "quality_reasons"] == "official"


def test_no_figure_no_mark(marked: Make, published: Make) -> None:
    assert marked(published(p="official"), {"unit": "kasus"}).empty
