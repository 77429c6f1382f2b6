"""The URL is the only home of a selection: links restore it, and bad ones are answered."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from dashboard import filters
from dashboard.filters import PARAMETERS, Selection
from dashboard.frame import PAGES

Open = Callable[..., Any]

CODES = some.from_regex(r"[a-z0-9_.+,-]{0,20}", fullmatch=True)
SELECTIONS = some.builds(
    Selection,
    **{name: CODES for name in PARAMETERS if name != "language"},
    language=some.sampled_from(["id", "en"]),
)


@given(SELECTIONS)
def test_a_link_restores_the_whole_view(selection: Selection) -> None:
    assert filters.read(filters.write(selection)) == selection


def test_every_field_has_a_place_in_the_link() -> None:
    fields = {field.name for field in dataclasses.fields(Selection)} - {"notices"}
    assert fields == set(PARAMETERS)
    assert len(set(PARAMETERS.values())) == len(PARAMETERS)


@given(some.text(min_size=1))
def test_only_codes_are_read_from_a_link(text: str) -> None:
    read = filters.read({"daerah": text, "bahasa": text})
    assert read.region == "" or read.region == text
    assert not set(read.region) & set("<>[]()!{}'\"` /\\")
    assert read.language in ("id", "en")


def test_what_is_not_there_is_said() -> None:
    titles = {"a": "Satu", "b": "Dua"}
    asked = Selection(measure="c")
    settled = filters.settle(asked, "measure", titles, where="Kota Bogor", known={"c": "Tiga"})
    assert settled.measure == "a"
    assert settled.notices == ("Ukuran “Tiga” tidak ada untuk Kota Bogor. Ditampilkan: Satu.",)
    assert filters.settle(Selection(), "measure", titles).notices == ()
    assert filters.settle(Selection(), "measure", titles, default="b").measure == "b"
    assert filters.settle(Selection(), "measure", {}).measure == ""


def test_an_unknown_region_gets_a_sentence(open_page: Open) -> None:
    page = open_page("overview", daerah="77.77")
    assert "Daerah “77.77” tidak dikenal. Ditampilkan: Indonesia." in page.words


def test_markup_in_a_link_is_neither_read_nor_repeated(open_page: Open) -> None:
    page = open_page("overview", daerah="<img src=x onerror=alert(1)>", ukuran="![a](http://b)")
    assert "onerror" not in page.words
    assert "http://b" not in page.words


def test_choosing_writes_the_link(open_page: Open) -> None:
    page = open_page("overview", daerah="32", ukuran="korban_anak", penilaian="x")
    page.selectbox(key="pilih_region").select("33").run()
    assert page.query_params["daerah"] == "33"
    assert page.query_params["ukuran"] == "korban_anak"
    assert "penilaian" not in page.query_params
    assert "Provinsi Jawa Tengah" in page.words


def test_changing_the_language_loses_nothing(open_page: Open) -> None:
    page = open_page("trend", daerah="32", ukuran="jenis_anak")
    page.get("button_group")[0].set_value("en").run()
    assert not page.exception
    assert page.query_params["bahasa"] == "en"
    assert page.query_params["ukuran"] == "jenis_anak"
    assert page.selectbox(key="pilih_measure").value == "jenis_anak"
    assert "Trend in reports" in page.words


def test_the_menu_carries_the_selection(open_page: Open) -> None:
    page = open_page("overview", daerah="32.73", bahasa="en")
    links = page.get("page_link")
    assert len(links) == len(PAGES)
    assert all("daerah=32.73" in link.proto.query_string for link in links)
