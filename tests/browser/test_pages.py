"""What only a real browser can tell: drawn charts, widths, links, clicks, downloads, offline."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import cut_off, pixels_too_wide

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default")]
Visit = Callable[..., Page]
PAGES = {
    "ringkasan": ("?daerah=99.01", "770,36"),
    "tren": ("tren?daerah=32", "1.123"),
    "perbandingan": ("perbandingan?daerah=32", "per 100.000 penduduk"),
    "kesenjangan": ("kesenjangan?daerah=99.01", "232,19"),
    "prioritas": ("prioritas?daerah=99.01", "34,2 poin"),
    "simulasi": ("simulasi?daerah=99.01", "770,36"),
    "bukti": ("bukti?daerah=99.01", "Hanya versi internal"),
    "desa": ("desa?daerah=99.01", "79 untuk desa/kelurahan"),
    "rencana": ("rencana?daerah=99.01", "Hanya versi internal"),
    "rekap": ("rekap?daerah=52", "100,15"),
    "tahapan": ("rekap?daerah=33&rekap=tahapan", "−31% sampai −7%"),
    "penghargaan": ("rekap?daerah=62&rekap=penghargaan", "7 dari 14 kabupaten/kota"),
    "rekap_indonesia": ("rekap?daerah=00", "Provinsi Papua Barat Daya"),
    "penyandingan": ("penyandingan?daerah=32", "detikJabar"),
    "data": ("data?daerah=32", "Open Data Jabar"),
    "keterangan": ("keterangan?daerah=32", "SIMFONI"),
}


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_drawn_whole_at_any_width(visit: Visit, name: str, width: int) -> None:
    path, figure = PAGES[name]
    page = visit(path, width=width, height=1000 if width > 500 else 844)
    expect(page.locator("[data-testid=stMain]")).to_contain_text(figure)
    assert page.locator("[data-testid=stException], [data-testid=stAlert]").count() == 0
    assert pixels_too_wide(page) <= 0


def test_no_chart_text_is_cut_off(visit: Visit) -> None:
    for path in (
        "tren?daerah=32",
        "?daerah=99.01",
        "perbandingan?daerah=32",
        "penyandingan?daerah=32",
        "kesenjangan?daerah=99.01",
        "prioritas?daerah=99.01",
        "simulasi?daerah=99.01",
        "rekap?daerah=52",
        "rekap?daerah=33&rekap=tahapan",
    ):
        page = visit(path, width=390, height=844)
        assert cut_off(page) == [], path


def test_a_link_brings_the_view_back(visit: Visit) -> None:
    page = visit("tren?daerah=33.18")
    expect(page.locator("h1.kla-title")).to_have_text("Kabupaten Pati")
    again = visit(page.url.split("/", 3)[3])
    expect(again.locator("h1.kla-title")).to_have_text("Kabupaten Pati")
    assert "Jan–Agu" in again.locator("[data-testid=stMain]").inner_text()


def test_an_unknown_region_in_a_link_gets_a_sentence(visit: Visit) -> None:
    page = visit("?daerah=77.77")
    expect(page.locator("[data-testid=stMain]")).to_contain_text("77.77")
    assert page.locator("[data-testid=stException]").count() == 0


def test_english_is_complete_on_every_page(visit: Visit) -> None:
    indonesian = re.compile(
        r"\b(daerah|belum|nilai|laporan|kekerasan|penduduk|unduh|sumber|tahun|dari|yang)\b", re.I
    )
    for path, _ in PAGES.values():
        page = visit(f"{path}&bahasa=en")
        text = page.evaluate(
            """() => { const main = document.querySelector('[data-testid=stMain]').cloneNode(true);
                main.querySelectorAll('.kla-source, .kla-sources, table, [lang=id]')
                    .forEach(one => one.remove());
                return main.textContent; }"""
        )
        found = {match.lower() for match in indonesian.findall(text)}
        assert len(found) <= 2, f"{path}: {sorted(found)}"


def test_a_tile_is_a_link_to_its_region(visit: Visit) -> None:
    page = visit("perbandingan?daerah=32")
    before = page.url
    tiles = page.locator("[data-testid=stPlotlyChart]").first
    box = tiles.locator(".drag").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.5)
    page.wait_for_function("before => location.href !== before", arg=before, timeout=15_000)
    assert re.search(r"32\.\d\d", page.url)


def test_the_download_holds_the_rows_shown_and_nothing_hidden(visit: Visit, tmp_path: Path) -> None:
    page = visit("tren?daerah=32.03")
    page.locator("[data-testid=stExpander] summary").first.click()
    with page.expect_download() as waiting:
        page.get_by_text("Unduh CSV").first.click()
    path = tmp_path / "unduhan.csv"
    waiting.value.save_as(path)
    rows = path.read_text(encoding="utf-8-sig")
    assert "primary" in rows or "secondary" in rows
    assert "opendata-jabar-korban-2018-2022" in rows
