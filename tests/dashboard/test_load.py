"""Muat Data: from an upload to a served figure, with real child processes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit import config

from dashboard import warehouse
from dashboard.language import speaker
from etl.build import build
from tests.dashboard.conftest import APP, Page
from tests.dashboard.workbooks import (
    ORIGIN,
    PERSONAL,
    REPORTS,
    REVISED,
    UNKNOWN,
    WITH_ERRORS,
    Rows,
    csv,
)

Uploaded = Callable[..., Page]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small data folder: one release of one office, and the edition built from it."""
    data = tmp_path_factory.mktemp("kantor")
    (data / "raw").mkdir()
    (data / "raw" / "laporan.csv").write_bytes(csv(REPORTS))
    (data / "raw" / "laporan.csv.asal.toml").write_text(ORIGIN, encoding="utf-8")
    build(data, data / "build")
    return data


@pytest.fixture
def office(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same folder for one test, served internally with loading switched on."""
    shutil.copytree(built, tmp_path / "data")
    monkeypatch.setenv("KLA_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("KLA_EDITION", "internal")
    monkeypatch.setenv("KLA_LOADING", "1")
    before = config.get_option("server.address")
    config.set_option("server.address", "localhost")
    st.cache_resource.clear()
    yield tmp_path / "data"
    config.set_option("server.address", before)


def opened(**parameters: str) -> Page:
    page = Page(str(APP), default_timeout=180)
    page.query_params.update(parameters)
    page.run()
    page.switch_page("views/load.py").run()
    page.query_params.update(parameters)
    page.run()
    assert not page.exception, page.exception[0].value
    return page


def upload(page: Page, name: str, rows: Rows) -> Page:
    page.file_uploader[0].set_value((name, csv(rows), "text/csv")).run()
    assert not page.exception, page.exception[0].value
    return page


def press(page: Page, label: str) -> Page:
    next(one for one in page.button if one.label == label).click().run()
    assert not page.exception, page.exception[0].value
    return page


def fill(page: Page, publisher: str, title: str) -> Page:
    page.text_input(key="asal_penerbit").set_value(publisher)
    page.text_input(key="asal_judul").set_value(title)
    return press(page, "Simpan asal-usul")


def kept(data: Path) -> list[str]:
    return sorted(path.name for path in (data / "raw").rglob("*.csv"))


class TestWhoMay:
    def test_the_page_stands_in_the_menu_of_those_who_may(self, office: Path) -> None:
        links = [link.proto.label for link in opened().get("page_link")]
        assert any(label.startswith("Muat Data") for label in links)

    @pytest.mark.parametrize(
        ("name", "value", "sentence"),
        [
            ("KLA_EDITION", "public", "hanya pada versi internal di komputer kantor"),
            ("KLA_LOADING", "", "belum dinyalakan"),
        ],
    )
    def test_others_read_why_not(
        self, office: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
    ) -> None:
        monkeypatch.setenv(name, value)
        page = opened()
        assert sentence in page.words
        assert not page.file_uploader
        labels = [link.proto.label for link in page.get("page_link")]
        assert not any(label.startswith("Muat Data") for label in labels)
        data_page = Page(str(APP), default_timeout=60).run()
        data_page.switch_page("views/sources.py").run()
        assert sentence in data_page.words

    def test_a_person_who_is_not_named_may_not(self, office: Path) -> None:
        (office / "settings.toml").write_text(
            '[examples]\nshow = true\n[loading]\npeople = ["a@b.go.id"]\n', encoding="utf-8"
        )
        assert "masuklah lebih dahulu" in opened().words


class TestLoad:
    def test_from_upload_to_receipt(self, office: Path) -> None:
        before = warehouse.current().content_hash
        page = upload(opened(), "laporan_baru.csv", REVISED)
        assert page.text_input(key="asal_penerbit").value == ""
        page.multiselect(key="asal_ganti").set_value(["rilis-satu"])
        page = fill(page, "DP3AKB Provinsi Jawa Barat", "Korban kekerasan anak 2021, revisi")
        text = page.words
        assert "1 tabel terbaca tanpa kesalahan, 0 peringatan. Belum ada yang dimuat." in text
        assert "Laporan kekerasan: 8 angka pertama dari 12" in text
        assert ">216<" in text
        assert "40 → 216" in text
        assert (
            "Menggantikan: Korban kekerasan anak 2021, DP3AKB Provinsi Jawa Barat, 1 Mar 2022."
            in text
        )
        assert kept(office) == ["laporan.csv"]
        assert page.button(key="muat").disabled
        page.checkbox(key="setuju").check().run()
        page = press(page, "Muat berkas ini")
        assert "Selesai: berkas disimpan sebagai raw/" in page.words
        assert kept(office) == ["laporan.csv", "laporan_baru.csv"]
        assert warehouse.current().content_hash != before
        assert page.file_uploader[0].value is None

    def test_the_same_file_changes_nothing(self, office: Path) -> None:
        page = upload(opened(), "sama.csv", REPORTS)
        assert "sudah dimuat sebelumnya (raw/laporan.csv); tidak ada yang berubah." in page.words
        assert not page.text_input
        assert kept(office) == ["laporan.csv"]

    def test_every_problem_is_told_with_its_cell(self, office: Path) -> None:
        page = upload(opened(), "salah.csv", WITH_ERRORS)
        text = page.words
        assert "2 kesalahan dan 0 peringatan. Belum ada yang dimuat." in text
        assert "csv · G2" in text
        assert "csv · C4" in text
        assert not page.checkbox
        assert not page.text_input

    def test_an_incomplete_form_asks_again(self, office: Path) -> None:
        page = upload(opened(), "baru.csv", REVISED)
        page = fill(page, "DP3AKB", "")
        assert "Isi penerbit dan judulnya." in page.words

    def test_a_file_with_people_is_refused_and_forgotten(self, office: Path) -> None:
        page = upload(opened(), "korban.csv", PERSONAL)
        text = page.words
        assert "Ditolak seluruhnya: berkas memuat data pribadi orang." in text
        assert "NIK" in text
        assert "Melati" not in text
        kept_by_the_session = repr(page.session_state)
        assert "NIK" in kept_by_the_session
        assert "Melati" not in kept_by_the_session
        assert page.file_uploader[0].value is None
        assert kept(office) == ["laporan.csv"]

    def test_english_is_english(self, office: Path) -> None:
        page = opened(bahasa="en")
        assert "Nothing is loaded before you agree." in page.words
        page = upload(page, "salah.csv", WITH_ERRORS)
        assert "errors: 2; warnings: 0. Nothing is loaded yet." in page.words
        assert "Kesalahan" not in page.words

    def test_a_rerun_reads_nothing_again(
        self, office: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from dashboard import intake

        page = upload(opened(), "salah.csv", WITH_ERRORS)
        monkeypatch.setattr(intake.sys, "executable", "/tidak/ada")
        page.run()
        assert "csv · G2" in page.words


class TestWizard:
    def test_a_table_nobody_knows_is_described_read_and_loaded(self, office: Path) -> None:
        page = upload(opened(), "tabel.csv", UNKNOWN)
        assert "Tata letak berkas ini belum dikenal." in page.words
        labels = [one.label for one in page.selectbox]
        assert "A · Wilayah (Kabupaten Bogor, Kota Bandung, Kabupaten Garut)" in labels
        page = choose(page, "Isi tabel", "case_count")
        page = choose(page, "Yang dihitung", "korban")
        page = choose(page, "Kelompok", "anak")
        page = press(page, "Lihat hasilnya")
        page = fill(page, "Bappeda", "Korban 2021 menurut jenis kelamin")
        text = page.words
        assert "Laporan kekerasan: 8 angka pertama dari 8" in text
        assert "Korban, Anak, Laki-laki" in text
        assert ">33<" in text
        page.checkbox(key="setuju").check().run()
        page = press(page, "Muat berkas ini")
        assert "Selesai: berkas disimpan sebagai raw/" in page.words
        assert len(list((office / "layouts").glob("*.toml"))) == 1
        again = upload(opened(), "tabel_lagi.csv", (*UNKNOWN, ("Kota Bogor", 3, 8)))
        assert "Tata letak berkas ini belum dikenal." not in again.words


def choose(page: Page, label: str, code: str) -> Page:
    found: Any = next(one for one in page.selectbox if one.label == label)
    found.set_value(code)
    return page


def test_the_words_of_the_wizard_are_complete() -> None:
    from dashboard.parts import wizard

    for of in (wizard.MEANINGS, wizard.CONTENTS, wizard.BARE_NAMES):
        assert all(speaker("en")(words) for words in of.values())
