"""Loading a file with mouse and keyboard, in a real browser, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import drawn
from tests.dashboard.workbooks import PERSONAL, REVISED, UNKNOWN, WITH_ERRORS, Rows, csv

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default")]
Visit = Callable[..., Page]
WIDTHS = pytest.mark.parametrize("width", [1400, 390])


def upload(page: Page, name: str, rows: Rows) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": csv(rows)}
    )


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def fill(page: Page, publisher: str, title: str) -> None:
    page.get_by_label("Penerbit (kantor atau lembaga)").fill(publisher)
    page.get_by_label("Judul publikasi").fill(title)
    press(page, "Simpan asal-usul")


def shows(page: Page, *sentences: str) -> None:
    """Wait until the page says all of it: reading, checking and building take their time."""
    for sentence in sentences:
        expect(page.locator("[data-testid=stMain]")).to_contain_text(sentence, timeout=180_000)
    drawn(page)


def assert_fits(page: Page) -> None:
    over = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
    assert over <= 0
    assert page.locator("[data-testid=stException]").count() == 0


@WIDTHS
def test_problems_are_told_and_the_workbook_comes_back_marked(
    visit_office: Visit, width: int, tmp_path: Path
) -> None:
    page = visit_office("muat", width=width)
    upload(page, "salah.csv", WITH_ERRORS)
    shows(page, "2 kesalahan", "csv · G2")
    assert_fits(page)
    press(page, "Tandai buku kerja saya")
    shows(page, "Unduh buku kerja bertanda")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Unduh buku kerja bertanda").click()
    assert waiting.value.suggested_filename == "salah-bertanda.xlsx"
    path = tmp_path / "salah.xlsx"
    waiting.value.save_as(path)
    assert path.read_bytes()[:2] == b"PK"


def test_a_release_is_loaded_and_served(visit_office: Visit, office: tuple[str, Path]) -> None:
    page = visit_office("muat")
    upload(page, "laporan_baru.csv", REVISED)
    shows(page, "Asal-usul berkas ini")
    page.get_by_label("Menggantikan publikasi").click()
    page.get_by_role("option").filter(has_text="Korban kekerasan anak 2021").first.click()
    page.keyboard.press("Escape")
    fill(page, "DP3AKB Provinsi Jawa Barat", "Korban kekerasan anak 2021, revisi")
    shows(page, "40 → 216", "78 → 254", "Muat berkas ini")
    page.get_by_text("Saya sudah melihat angka dan perubahannya").click()
    expect(page.get_by_role("button", name="Muat berkas ini")).to_be_enabled()
    press(page, "Muat berkas ini")
    shows(page, "Selesai: berkas disimpan")
    assert len(list((office[1] / "raw").rglob("laporan_baru.csv"))) == 1
    other = visit_office("penyandingan?daerah=32.01")
    shows(other, "78 pada rilis lama, digantikan 254 pada rilis baru")


@WIDTHS
def test_the_wizard_reads_a_table_nobody_knows(visit_office: Visit, width: int) -> None:
    page = visit_office("muat", width=width, height=1000 if width > 500 else 844)
    upload(page, "tabel.csv", UNKNOWN)
    shows(page, "Tata letak berkas ini belum dikenal.", "Lihat hasilnya")
    assert_fits(page)
    press(page, "Lihat hasilnya")
    shows(page, "Asal-usul berkas ini")
    fill(page, "Bappeda", "Korban 2021 menurut jenis kelamin")
    shows(page, "Laporan kekerasan: 8 angka pertama dari 8", "Muat berkas ini")
    assert_fits(page)


def test_personal_data_is_refused_and_gone(visit_office: Visit, office: tuple[str, Path]) -> None:
    page = visit_office("muat")
    upload(page, "korban.csv", PERSONAL)
    shows(page, "Ditolak seluruhnya: berkas memuat data pribadi orang.", "NIK")
    assert "Melati" not in page.content()
    assert "korban.csv" not in page.content()
    assert list(office[1].rglob("korban*")) == []


def test_a_figure_is_chosen_with_its_reason(visit_office: Visit, office: tuple[str, Path]) -> None:
    page = visit_office("penyandingan?daerah=32.01")
    page.get_by_text("Pilih angka yang ditampilkan").click()
    page.get_by_role("radiogroup").get_by_text("78 · ").click()
    for label, text in (("Alasan", "Rapat koordinasi"), ("Diputuskan oleh", "Bappeda")):
        page.get_by_label(label).fill(text)
        page.keyboard.press("Tab")
        drawn(page)
    expect(page.get_by_role("button", name="Catat pilihan")).to_be_enabled()
    press(page, "Catat pilihan")
    shows(page, "Pilihan dicatat", "Dipilih oleh kantor, dengan alasan: “Rapat koordinasi”")
    assert "Rapat koordinasi" in (office[1] / "decisions.csv").read_text(encoding="utf-8")
