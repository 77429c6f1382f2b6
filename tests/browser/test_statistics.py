"""The views that say what figures can be trusted to show: by address, by click, wide and narrow."""

from __future__ import annotations

import re
from collections.abc import Callable

import duckdb
import pytest
from playwright.sync_api import Page, expect

from etl.build import BuildReport
from indicators import wording
from tests.browser.conftest import cut_off, drawn, pixels_too_wide

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default")]
Visit = Callable[..., Page]
VIEWS = {
    "simpulan": ("tren?daerah=32", "arah perubahannya belum dapat disimpulkan"),
    "corong": ("perbandingan?daerah=32&gambar=corong", "batas"),
    "peringkat": ("perbandingan?daerah=32&gambar=peringkat", "paruh"),
    "serupa": ("perbandingan?daerah=32.73&gambar=serupa", "Karakteristik serupa"),
    "target": ("kesenjangan?daerah=62", "Laju yang diperlukan"),
}


def main(page: Page) -> str:
    """What the page says, without menu and header."""
    return page.locator("[data-testid=stMain]").inner_text()


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("name", VIEWS)
def test_a_view_has_an_address_and_fits_any_screen(visit: Visit, name: str, width: int) -> None:
    path, told = VIEWS[name]
    page = visit(path, width=width, height=1000 if width > 500 else 844)
    expect(page.locator("[data-testid=stMain]")).to_contain_text(told)
    assert page.locator("[data-testid=stException], [data-testid=stAlert]").count() == 0
    assert pixels_too_wide(page) <= 0
    assert cut_off(page) == []
    mark = page.locator(".kla-quality").first
    expect(mark).to_contain_text(re.compile("[●■▲] (Dapat diandalkan|Ada catatan|Perlu kehati)"))


@pytest.mark.parametrize(
    ("path", "label", "address", "told"),
    [
        ("perbandingan?daerah=32", "Diagram corong", "gambar=corong", "batas"),
        ("kesenjangan?daerah=32", "Poin belum diraih", "tampilan=poin", "tidak mempunyai poin"),
    ],
)
def test_a_tab_opens_by_click_and_the_back_button_leaves_it(
    visit: Visit, path: str, label: str, address: str, told: str
) -> None:
    page = visit(path)
    before = page.locator(".kla-finding").first.inner_text()
    page.get_by_role("radio", name=label, exact=True).click()
    page.wait_for_url(f"**{address}*")
    drawn(page)
    expect(page.locator("[data-testid=stMain]")).to_contain_text(told)
    page.go_back()
    drawn(page)
    expect(page.locator(".kla-finding").first).to_have_text(before)
    assert address not in page.url


def test_figures_on_screen_are_those_of_the_warehouse(visit: Visit, shipped: BuildReport) -> None:
    with duckdb.connect(str(shipped.editions["public"]), read_only=True) as file:
        marked, compared = file.execute(
            "SELECT count(*) FILTER (is_marked), count(*) FILTER (verdict <> 'not_compared') "
            "FROM comparison WHERE parent_code = '32' AND measure_id = 'korban_anak' "
            "AND period_end = DATE '2022-12-31'"
        ).fetchone() or (0, 0)
        gap, observed, required = file.execute(
            "SELECT g.gap, s.growth_observed, s.growth_required FROM gap AS g JOIN progress AS s "
            "USING (region_code, measure_id, target_region, target_year, target_publication_id) "
            "WHERE region_code = '62' AND measure_id = 'stunting_prevalensi_persen' "
            "AND target_year = 2029"
        ).fetchone() or (0, 0, 0)
    assert f"{marked} dari {compared} daerah ditandai" in main(visit("?daerah=32"))
    text = main(visit("kesenjangan?daerah=62"))
    assert f"{wording.number(gap, 'id', 1)} poin persen" in text
    assert f"{wording.percent(observed * 100, 'id', 1)} (2021)" in text
    assert wording.percent(required * 100, "id", 1) in text
