"""Outcomes against targets of the nation, the province and the region itself, as a page tells."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard import warehouse
from dashboard.parts import outcomes, progress
from dashboard.queries import gaps
from dashboard.warehouse import Warehouse
from etl.build import build
from etl.template import write_template

Open = Callable[..., Any]

STUNTING, BIRTHS = "stunting_prevalensi_persen", "akta_kelahiran_anak_persen"
BOGOR, BANDUNG, JAWA_BARAT = "32.01", "32.73", "32"
UNAIMED = "35.08"
"""Has an outcome that nobody set a target for."""
PUBLICATION = {
    "publikasi": "p1",
    "penerbit": "Dinkes",
    "judul": "Profil",
    "kepercayaan": "official",
    "tanggal_terbit": datetime.date(2025, 3, 1),
}
RPJMD = {
    "publikasi": "rpjmd", "penerbit": "Bappeda", "judul": "RPJMD 2025–2029",
    "kepercayaan": "official",
}  # fmt: skip
FALLING = {2018: 30.0, 2019: 27.2, 2020: 24.2, 2021: 22.0, 2022: 19.6, 2023: 17.8, 2024: 15.9}


def value(region: str, year: int, measure: str, percent: float) -> dict[str, object]:
    return {
        "kode_daerah": region,
        "periode_mulai": datetime.date(year, 1, 1),
        "periode_selesai": datetime.date(year, 12, 31),
        "ukuran": measure,
        "nilai": percent,
        "publikasi": "p1",
    }


def target(region: str, year: int, percent: float, measure: str = STUNTING) -> dict[str, object]:
    return {
        "kode_daerah": region, "ukuran": measure, "tahun": year, "target": percent,
        "publikasi": "rpjmd",
    }  # fmt: skip


@pytest.fixture(scope="module")
def aimed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a regency, its province and targets of the regency, province, nation."""
    folder = tmp_path_factory.mktemp("target")
    (folder / "raw").mkdir()
    values = [value(BOGOR, year, STUNTING, percent) for year, percent in FALLING.items()]
    values += [value(BOGOR, 2023, BIRTHS, 91.0), value(BOGOR, 2024, BIRTHS, 96.0)]
    values += [value(JAWA_BARAT, 2024, STUNTING, 14.0), value(BANDUNG, 2024, STUNTING, 16.3)]
    values += [value(BANDUNG, 2023, STUNTING, 16.0)]
    aims = [target("00", 2029, 14.2), target("00", 2024, 14.0), target(JAWA_BARAT, 2028, 13.0)]
    aims += [target(BOGOR, 2030, 12.0), target(BOGOR, 2027, 95.0, BIRTHS)]
    write_template(
        "capaian", folder / "raw" / "c.xlsx", {"Data": values, "Publikasi": [PUBLICATION]}
    )
    write_template("target", folder / "raw" / "t.xlsx", {"Data": aims, "Publikasi": [RPJMD]})
    build(folder, folder / "build")
    return folder


@pytest.fixture
def store(aimed: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    monkeypatch.setenv("KLA_DATA", str(aimed))
    monkeypatch.setenv("KLA_EDITION", "public")
    return warehouse.current()


def listed(store: Warehouse, region: str, language: str = "id") -> progress.Targets:
    found = progress.of_region(store, region, "Kabupaten Bogor", language)
    assert found is not None
    return found


def test_every_target_has_its_owner_year_and_source(store: Warehouse) -> None:
    listing = listed(store, BOGOR).listing
    assert listing is not None
    assert listing.table is not None
    told = [row[1] for row in listing.table.rows]
    assert told == [
        "13% pada 2028, target Provinsi Jawa Barat: RPJMD 2025–2029 (Bappeda)",
        "14,2% pada 2029, target nasional: RPJMD 2025–2029 (Bappeda)",
        "12% pada 2030, target Kabupaten Bogor: RPJMD 2025–2029 (Bappeda)",
        "14% pada 2024, target nasional: RPJMD 2025–2029 (Bappeda)",
        "95% pada 2027, target Kabupaten Bogor: RPJMD 2025–2029 (Bappeda)",
    ]
    assert "t.xlsx" in listing.sources[0].place


def test_the_furthest_behind_comes_first_and_expired_ones_last(store: Warehouse) -> None:
    frame = outcomes.of(store, BOGOR)
    assert list(frame["measure_id"]) == [STUNTING] * 4 + [BIRTHS]
    assert list(frame["is_expired"]) == [False, False, False, True, False]
    assert outcomes.headline(frame).target_year == 2028
    listing = listed(store, BOGOR).listing
    assert listing is not None
    assert listing.table is not None
    assert listing.table.muted == frozenset({3})


def test_pace_years_and_their_interval_come_from_the_tables(store: Warehouse) -> None:
    frame = outcomes.of(store, BOGOR)
    row = frame[frame["target_region"] == BOGOR].iloc[0]
    assert row["growth_observed"] == pytest.approx((15.9 / 30.0) ** (1 / 6) - 1)
    assert row["years_status"] == "stated"
    assert row["years_lower"] < row["years"] < row["years_upper"]
    listing = listed(store, BOGOR).listing
    assert listing is not None
    assert listing.table is not None
    cells = listing.table.rows[2]
    assert cells[2:6] == (
        "3,9 poin persen",
        "Sesuai laju yang diperlukan",
        "−10,0% (2018)",
        "−7,4%",
    )
    assert re.fullmatch(r"\d,\d tahun \(rentang \d,\d–\d,\d\)", cells[6])


def test_what_cannot_be_stated_says_why(store: Warehouse) -> None:
    listing = listed(store, BANDUNG).listing
    assert listing is not None
    assert listing.table is not None
    cells = listing.table.rows[0]
    assert cells[3:6] == (
        "Belum dapat disimpulkan: Baru ada dua tahun; dua titik bukan tren.",
        "16,0% (2023) → 16,3% (2024)",
        "–",
    )
    assert "perlu sekurang-kurangnya empat tahun" in cells[6]
    expired = next(row for row in listing.table.rows if "2024, target" in row[1])
    assert expired[3] == "Target telah berakhir (2024)"
    assert expired[5] == "–"


def test_a_target_of_others_is_named_as_theirs(store: Warehouse) -> None:
    own, other = listed(store, BOGOR).listing, listed(store, BANDUNG).listing
    assert own is not None
    assert other is not None
    assert "ditetapkan daerah ini sendiri" in own.notes[0].text
    assert "bukan target Kabupaten Bogor sendiri" in other.notes[0].text


def test_the_page_tells_it_in_both_languages(store: Warehouse, aimed: Path) -> None:
    english = listed(store, BOGOR, "en")
    assert english.sentence.startswith(
        "5 targets are held against the latest value. Still running: 1 at their level already, 3 "
    )
    assert "The Provinsi Jawa Barat target (2028)" in english.chart.lead
    assert "range" in english.chart.lead
    indonesian = listed(store, BOGOR)
    assert "13% (2028); lebih rendah lebih baik" in indonesian.chart.title
    assert "Target Kabupaten Bogor 2030: 12%" in indonesian.chart.alt
    assert "(telah berakhir)" in indonesian.chart.alt


def test_the_download_holds_the_numbers(store: Warehouse) -> None:
    listing = listed(store, BOGOR).listing
    assert listing is not None
    assert listing.download is not None
    rows = listing.download.rows()
    assert {"growth_observed", "growth_required", "years_lower", "years_upper"} <= set(rows)
    assert {"years_status", "target_owner", "target_publisher"} <= set(rows)
    assert {"quality", "quality_reasons"} <= set(rows)
    assert len(rows) == 5


def test_targets_are_found_with_their_place(store: Warehouse) -> None:
    assert list(gaps.targets(store, BANDUNG)["region_code"]) == ["00", "32", "00"]
    assert list(gaps.targets(store, "99.01")["region_code"]) == []


def test_a_region_without_outcomes_has_no_tab(store: Warehouse) -> None:
    assert progress.of_region(store, "33.18", "Kabupaten Pati", "id") is None


class TestPage:
    def test_all_met_says_so(self, open_page: Open) -> None:
        text = open_page("gaps", daerah="14", tampilan="target").words
        assert "4 target dibandingkan dengan nilai terakhir. Masih berlaku: 1 sudah" in text
        assert "Telah berakhir: 0 tercapai, 0 tidak, 3 belum dapat disimpulkan" in text
        assert "Angka 2020 sudah mencapai batas target 2019" in text
        assert "Target tercapai" not in text
        assert "angka terakhir yang dimuat sudah mencapai batas 1 target" in text
        assert "Angka 2023 sudah mencapai batas target; belum ada angka tahun 2025" in text
        assert "Tahun lain dalam deret ini dari survei atau register lain" in text
        assert text.count("sebagai angka tunggal, tanpa rentang") == 1

    def test_an_expired_target_is_grey_and_said(self, open_page: Open) -> None:
        text = open_page("gaps", daerah=JAWA_BARAT).words
        assert '<tr class="kla-muted">' in text
        assert "Target telah berakhir (2024)" in text
        assert "bukan target Provinsi Jawa Barat sendiri" in text

    def test_an_outcome_without_a_target_is_drawn_alone(self, open_page: Open) -> None:
        page = open_page("gaps", daerah=UNAIMED, tampilan="target")
        assert page.get("plotly_chart")[0].proto.alt.endswith("belum ada target).")
        assert "Laju yang diperlukan" not in page.words

    def test_without_outcomes_the_offices_are_named(self, open_page: Open) -> None:
        page = open_page("gaps", daerah="99.01", tampilan="target")
        assert "Angkanya ada pada Dinas Kesehatan" in page.words
        assert page.code[0].value == "python -m etl template capaian --out capaian.xlsx"

    @pytest.mark.parametrize("edition", ["public", "internal"])
    def test_pace_and_years_in_both_editions_and_languages(
        self, open_page: Open, monkeypatch: pytest.MonkeyPatch, edition: str
    ) -> None:
        monkeypatch.setenv("KLA_EDITION", edition)
        text = open_page("gaps", daerah="62").words
        assert "Perlu dipercepat. Tahun lain dalam deret ini dari survei atau register" in text
        assert "−6,9% (2021)" in text
        english = open_page("gaps", daerah="62", bahasa="en").words
        assert "Acceleration needed. Other years in this series are of another survey" in english
        assert "it takes four years at least" in english
