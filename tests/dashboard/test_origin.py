"""What a person says of a publication, and of a table nobody knows, as the pipeline reads it."""

from __future__ import annotations

import datetime
import json
import tomllib
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.answers import Issue, Said
from dashboard.described import ColumnFound, TableFound
from dashboard.parts import origin, wizard
from dashboard.parts.origin import Origin
from dashboard.parts.wizard import Choices

SHA = "e32a8fe47837" + "0" * 52


@given(publisher=st.text(), title=st.text(), url=st.text())
def test_any_text_is_one_line_of_toml(publisher: str, title: str, url: str) -> None:
    said = Origin(publisher, title, "official", url)
    found = tomllib.loads(origin.sidecar(said, SHA))["publication"]
    assert set(found) <= {"publication_id", "publisher", "title", "trust", "url"}
    assert all("\n" not in text and len(text) <= 300 for text in found.values())
    assert found["publication_id"].endswith("-e32a8f")


def test_the_sidecar_says_all_that_was_filled_in() -> None:
    said = Origin(
        "DP3AKB “Jabar”", 'Korban "2021"', "press", "https://a.id/x", datetime.date(2022, 3, 1),
        "SIMFONI", {"unit": "korban", "group": ""}, ("lama-1", "lama-2"),
    )  # fmt: skip
    assert tomllib.loads(origin.sidecar(said, SHA)) == {
        "publication": {
            "publication_id": "dp3akb-jabar-korban-2021-e32a8f",
            "publisher": "DP3AKB “Jabar”",
            "title": 'Korban "2021"',
            "trust": "press",
            "url": "https://a.id/x",
            "register": "SIMFONI",
            "released": datetime.date(2022, 3, 1),
            "supersedes": ["lama-1", "lama-2"],
        },
        "constants": {"unit": "korban"},
    }


@pytest.mark.parametrize(
    ("publisher", "title", "is_complete"),
    [("BPS", "Stunting", True), ("", "Stunting", False), ("BPS", " \n", False)],
)
def test_a_publication_has_a_publisher_and_a_title(
    publisher: str, title: str, is_complete: bool
) -> None:
    assert Origin(publisher, title, "official").is_complete == is_complete


def _column(letter: str, reads: str, scale: int = 1, **fields: str) -> ColumnFound:
    return ColumnFound(
        letter, f"judul {letter}", "number", reads, MappingProxyType(fields), scale, "", ("1",),
        True, Said("a", "b"),
    )  # fmt: skip


TABLE = TableFound(
    "Data", "A1:C9", "1", 8, ("Penduduk (ribu)",), "population", MappingProxyType({}),
    (_column("A", "region_name"), _column("B", "value", 1000, sex="laki_laki"), _column("C", "")),
)  # fmt: skip


def test_choices_keep_what_a_proposal_states_and_drop_what_was_changed() -> None:
    columns = {"A": "region_name", "B": "value", "C": "ignored"}
    said = Choices(TABLE, "Penduduk Jabar 2021!", "population", columns, {"unit": ""}, 1000)
    assert json.loads(wizard.as_json(said)) == {
        "sheet": "Data",
        "range": "A1:C9",
        "id": "penduduk_jabar_2021",
        "title": "Penduduk Jabar 2021!",
        "table": "population",
        "columns": {
            "A": {"reads": "region_name"},
            "B": {"reads": "value", "fields": {"sex": "laki_laki"}, "scale": 1000},
            "C": {"reads": "ignored"},
        },
        "constants": {},
        "bare_name": "",
    }


def test_a_scale_that_was_changed_holds_for_all_figures() -> None:
    said = Choices(TABLE, "x", "population", {"B": "value"}, scale=1)
    assert json.loads(wizard.as_json(said))["columns"]["B"]["scale"] == 1


def test_a_table_without_figures_is_asked_for_them() -> None:
    assert wizard.missing({"A": "region_name"}, "id")[0].kind == "caution"
    assert wizard.missing({"A": "region_name", "B": "value"}, "id") == ()


@pytest.mark.parametrize(
    ("kinds", "asked"),
    [
        (["provenance_missing"], ()),
        (["not_stated", "not_stated"], ("unit", "group")),
        (["region_not_stated", "year_not_stated"], ("region_code", "year")),
    ],
)
def test_the_form_asks_what_the_file_leaves_out(kinds: list[str], asked: tuple[str, ...]) -> None:
    issues = [Issue("error", kind, "", "", "", Said("a", "b"), Said("", "")) for kind in kinds]
    assert origin.asked(issues) == asked


def test_a_region_that_was_asked_for_has_to_be_chosen() -> None:
    said = Origin("DP3A", "Korban 2024", "official", constants={"region_code": ""})
    assert origin.lacking(said, ("region_code",), "id") == "Pilih daerahnya."
    chosen = Origin("DP3A", "Korban 2024", "official", constants={"region_code": "64.02"})
    assert origin.lacking(chosen, ("region_code",), "id") == ""
    assert 'region_code = "64.02"' in origin.sidecar(chosen, "abcdef" * 8)
