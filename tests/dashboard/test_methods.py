"""The page that explains the methods, and the links that lead to one of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from dashboard.parts import methods
from dashboard.warehouse import Warehouse
from indicators import codes, multiple

Open = Callable[..., Any]


def opened(text: str) -> list[str]:
    return re.findall(r'id="metode-(\w+)" open', text)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_method_is_there_with_its_limits(open_page: Open, language: str) -> None:
    text = open_page("definitions", isi="metode", bahasa=language).words
    found = re.findall(r'id="metode-(\w+)"', text)
    assert tuple(found) == codes.METHODS
    assert text.count({"id": "<b>Batas.</b>", "en": "<b>Limits.</b>"}[language]) == len(found)
    assert "{k}" not in text
    assert opened(text) == [methods.FIRST]


def test_a_link_opens_its_method_first(open_page: Open) -> None:
    text = open_page("definitions", metode="funnel").words
    assert opened(text) == ["funnel"]
    assert re.findall(r'id="metode-(\w+)"', text)[0] == "funnel"


def test_measures_are_shown_when_asked_for(open_page: Open) -> None:
    assert 'id="metode-' not in open_page("definitions").words
    text = open_page("definitions", isi="ukuran", metode="funnel").words
    assert 'id="metode-' not in text
    assert "Deret terputus" in text


def test_a_method_that_is_none_gets_a_sentence(open_page: Open) -> None:
    text = open_page("definitions", isi="metode", metode="corong").words
    assert "Pilihan “corong” pada tautan tidak tersedia" in text
    assert opened(text) == [methods.FIRST]


def test_the_false_alarms_are_shown_with_their_source(open_page: Open) -> None:
    text = open_page("definitions", metode="trend").words
    told = text[text.index("metode-trend") :]
    assert "alarm palsu" in told
    assert "39,7%" in told
    assert "1.500 provinsi rekaan" in told
    assert "22 Nov 2026" in told


def test_the_example_of_many_comparisons_is_that_of_the_data(internal: Warehouse) -> None:
    found = internal(
        "SELECT direction, p_value FROM trend WHERE parent_code = ? AND measure_id = ?",
        ["32", "korban_anak"],
    )
    rising = int((found["direction"] == "up").sum())
    marked = multiple.benjamini_hochberg(found["p_value"]) <= multiple.FALSE_DISCOVERY_RATE
    text = methods.everything(internal, "many", "en")[0].paragraphs[1][1]
    assert f"rose in {rising} of {len(found)} areas" in text
    assert "the evidence of none" in text
    assert not marked.any()


@pytest.mark.parametrize(
    ("view", "parameters", "method"),
    [
        ("trend", {}, "verdict"),
        ("comparison", {"lingkup": "32", "gambar": "corong"}, "funnel"),
        ("gaps", {"tampilan": "target"}, "targets"),
    ],
)
def test_pages_link_to_their_method(
    open_page: Open, view: str, parameters: dict[str, str], method: str
) -> None:
    region = "32" if view != "gaps" else "33.18"
    page = open_page(view, daerah=region, **parameters)
    links = [element.proto for element in page.get("page_link")]
    found = [link for link in links if f"metode={method}" in link.query_string]
    assert [link.page for link in found] == ["keterangan"]
    assert found[0].label.startswith("Cara menghitung: ")
    assert f"daerah={region}" in found[0].query_string
