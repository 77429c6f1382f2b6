"""What the overview says of reports: a verdict with its limits, and what the correction leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard import warehouse
from dashboard.parts import areas, reports, texts
from dashboard.queries import edition, glance
from dashboard.warehouse import Warehouse
from indicators import wording

Open = Callable[..., Any]
JAWA_BARAT, KALTENG = "32", "62"


def latest(store: Warehouse, region: str, language: str = "id") -> Any:
    return reports.latest(store, region, language, edition.edition(store).iloc[0])


def marked(store: Warehouse, region: str, language: str = "id") -> Any:
    return areas.marked(store, region, language, edition.edition(store).iloc[0])


def test_the_verdict_is_that_of_the_longest_series(run: Warehouse) -> None:
    row = run("SELECT * FROM trend WHERE region_code = '32' AND measure_id = 'korban_anak'").iloc[0]
    listing = latest(run, JAWA_BARAT)
    label = wording.verdict_label("id", row["verdict"])
    assert listing.title == f"Laporan kekerasan terbaru; simpulan tren: {label.lower()}"
    assert "Korban yang tercatat per 100.000 penduduk selama 2018–2022" in listing.subtitle
    assert "Kelengkapan 2018 dan 2022: jumlah bulan yang terisi tidak diketahui" in listing.subtitle


def test_a_rise_that_cannot_be_separated_says_so(run: Warehouse) -> None:
    listing = latest(run, "00")
    assert (
        "Kasus yang dilaporkan naik sekitar 14% per tahun selama 2019–2023 (rentang 9–20%)"
    ) in listing.subtitle
    assert "belum dapat dibedakan dari perubahan pelaporan" in listing.subtitle
    english = latest(run, "00", "en")
    assert english.title.endswith("verdict on their trend: cannot be separated")


@pytest.mark.parametrize("region", ["00", JAWA_BARAT, KALTENG, "33.18", "64"])
def test_more_reports_get_no_arrow_and_no_judgement(run: Warehouse, region: str) -> None:
    listing = latest(run, region)
    rows = listing.table.rows if listing.table else ()
    text = " ".join([listing.title, listing.subtitle, *(cell for row in rows for cell in row)])
    for word in ("↑", "↓", "▼", "lebih baik", "lebih buruk", "membaik", "memburuk"):
        assert word not in text


def test_without_reports_there_is_no_verdict(run: Warehouse) -> None:
    listing = latest(run, "99.01")
    assert (listing.title, listing.subtitle, listing.marks) == ("Laporan kekerasan terbaru", "", ())


def test_an_overview_marks_what_the_correction_leaves(run: Warehouse) -> None:
    frame = run(
        "SELECT region_code, is_marked, verdict FROM comparison WHERE parent_code = '32' "
        "AND measure_id = 'korban_anak' AND period_end = DATE '2022-12-31' ORDER BY region_code"
    )
    compared = frame[frame["verdict"] != "not_compared"]
    left = compared[compared["is_marked"]]
    alone = int((compared["verdict"] != "similar").sum())
    assert 0 < len(left) < alone
    listing = marked(run, JAWA_BARAT)
    assert len(listing.table.rows) == len(left)
    assert listing.subtitle.startswith(f"{len(left)} dari {len(compared)} daerah ditandai")
    assert "Benjamini–Hochberg" in listing.subtitle
    assert f"di sana {alone} daerah berbeda" in listing.subtitle
    shown = glance.areas(run, JAWA_BARAT, texts.catalogue().cases)
    assert list(shown.loc[shown["is_marked"], "region_code"]) == list(left["region_code"])


def test_marked_areas_stand_in_the_order_of_their_codes(run: Warehouse) -> None:
    codes = list(glance.areas(run, KALTENG, texts.catalogue().cases)["region_code"])
    assert codes == sorted(codes)


def test_nothing_marked_is_said(copied: Path) -> None:
    (path,) = (copied / "build").rglob("kla-public.duckdb")
    with duckdb.connect(str(path)) as file:
        file.execute("UPDATE comparison SET is_marked = FALSE")
    listing = marked(warehouse.current(), JAWA_BARAT)
    assert listing.title == "Anak korban kekerasan 2022: tidak ada daerah yang ditandai"
    assert listing.subtitle.startswith("0 dari")
    assert listing.table is None


def test_without_a_known_spread_nothing_is_marked_and_that_is_said(run: Warehouse) -> None:
    listing = marked(run, KALTENG)
    assert listing.table is None
    assert listing.title.endswith("tidak ada daerah yang ditandai")
    assert listing.subtitle.startswith("Tidak ada daerah yang ditandai pada halaman ringkas: ragam")
    assert "dapat berbeda dari versi internal" in marked(run, JAWA_BARAT).subtitle


def test_a_province_without_comparison_has_no_such_block(run: Warehouse) -> None:
    assert marked(run, "94") is None
    assert glance.fullest(run, "99.01", ["kasus_anak"]) == ""


def test_the_block_stands_on_the_page_of_a_province_only(open_page: Open) -> None:
    assert "Benjamini–Hochberg" in open_page("overview", daerah=JAWA_BARAT).words
    assert "Benjamini–Hochberg" not in open_page("overview", daerah="32.73").words
