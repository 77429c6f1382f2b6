"""Forms on pages come from the warehouse, those an office loaded like those that are shipped."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard import warehouse
from dashboard.parts import definitions, forms
from dashboard.warehouse import Warehouse
from etl.books import form_book
from etl.build import build
from indicators import catalogue
from tests.etl.next_form import MAPPING, NEXT

SHIPPED = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="module")
def with_form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the example's scores of 2024 and the made-up form of 2026."""
    data = tmp_path_factory.mktemp("forms")
    for name in ("raw", "forms"):
        (data / name).mkdir()
    shutil.copy(SHIPPED / "raw/contoh/rekap_kabupaten_contoh.xlsx", data / "raw")
    form_book.write(data / "forms/kla_2026.xlsx", NEXT, MAPPING)
    (data / "settings.toml").write_text("[closes]\nkla_2026 = 2026-05-31\n")
    build(data, data / "build")
    return data


@pytest.fixture
def run(with_form: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    monkeypatch.setenv("KLA_DATA", str(with_form))
    monkeypatch.setenv("KLA_EDITION", "public")
    return warehouse.current()


def test_forms_are_those_of_the_warehouse(run: Warehouse) -> None:
    known = forms.known(run)
    assert list(known) == ["kla_2022", "kla_2024", "kla_2026"]
    assert known["kla_2024"] == catalogue.load().instruments["kla_2024"]
    assert known["kla_2026"].questions == NEXT.questions
    assert forms.form(run, None) is None


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_mapping_says_what_became_of_each_question(run: Warehouse, language: str) -> None:
    (listing,) = forms.mappings(run, language)
    assert listing.table is not None
    words = [row[0] for row in listing.table.rows]
    new = {"id": "baru", "en": "new"}[language]
    gone = {"id": "hilang", "en": "gone"}[language]
    assert (words.count(new), words.count(gone), len(words)) == (5, 3, 26)
    unknown = ["tidak diketahui" in row[2] or "not known" in row[2] for row in listing.table.rows]
    assert not any(unknown[:-6])  # they never head a list
    assert all(unknown[-6:])
    assert "10 → 9" in {row[3] for row in listing.table.rows}
    told = {"id": "253 pertanyaan sama, 18 berubah, 5 baru, 3 hilang",
            "en": "253 questions are the same, 18 changed, 5 new, 3 gone"}  # fmt: skip
    assert told[language] in listing.subtitle


@pytest.mark.parametrize("language", ["id", "en"])
def test_scores_are_carried_with_their_origin(run: Warehouse, language: str) -> None:
    (listing,) = forms.carried(run, "99.01", language)
    assert listing.table is not None
    assert len(listing.table.rows) == 31
    assert listing.sources
    assert listing.download is not None
    rows = listing.download.rows()
    assert len(rows) == 271
    first = rows[(rows["indicator"] == "2") & (rows["question"] == "1")].iloc[0]
    told = {"id": "dibawa dari kla_2024 2/1, periksa ulang",
            "en": "carried over from kla_2024 2/1, check again"}  # fmt: skip
    assert first["carried"] == told[language]
    assert rows["text_known"].iloc[0]
    value, most = rows["value"].sum(), rows["from_max"].sum()
    assert f"{100 * value / most:.1f}".replace(".", "," if language == "id" else ".") in (
        listing.subtitle
    )
    assert forms.carried(run, "32", language) == ()


def test_the_method_page_shows_every_form(run: Warehouse) -> None:
    listings = {one.key: one for one in definitions.everything(run, "id")}
    assert "kla_2026" in listings
    assert [note.text for note in listings["kla_2026"].notes] == ["Dibuka sampai 31 Mei 2026."]
    assert "pemetaan_kla_2026" in listings


def test_pages_open_with_an_own_form(
    run: Warehouse, open_page: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, with_form: Path
) -> None:
    monkeypatch.setenv("KLA_DATA", str(with_form))
    page = open_page("gaps", daerah="99.01")
    assert "Nilai kla_2024 yang dibawa ke kla_2026" in str(
        [one.label for one in page.expander] + [page.words]
    )


def test_the_page_says_how_the_next_form_comes_in(run: Warehouse) -> None:
    told, command = forms.next_form(run, "id")
    assert "Formulir siklus berikutnya" in told.text
    assert command == "python -m etl template formulir --from kla_2026 --out formulir.xlsx"
