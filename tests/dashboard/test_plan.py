"""Rencana Aksi: what the page says of a plan, of none, and of the public edition."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from dashboard import intake, warehouse
from dashboard.answers import Failed
from dashboard.parts import plan, plan_aims, plan_choice
from dashboard.queries import plans
from dashboard.warehouse import Warehouse
from etl.build import build
from etl.template import write_template
from tests.dashboard.conftest import Page

PLANNED, BARE = "33.18", "33.19"
"""A regency with a plan and a target of its own, and one with nothing."""
PERIOD = "2025-2029"
RECAP = warehouse.PROJECT / "data" / "raw" / "contoh" / "rekap_kabupaten_contoh.xlsx"
STUNTING = "stunting_prevalensi_persen"
SAID = {"publikasi": "rad_33_18_2025_2029", "penerbit": "Bappeda", "judul": "RAD KLA",
        "kepercayaan": "simulated"}  # fmt: skip


def line(indicator: str, block: str, number: str, **more: object) -> dict[str, object]:
    plain = {
        "kode_daerah": PLANNED, "nama_daerah": "Kabupaten Pati", "instrumen": "kla_2024",
        "periode_rencana": PERIOD, "tahun": 2026, "blok": block, "indikator": indicator,
        "baris_ke": number, "status_rencana": "berjalan", "publikasi": SAID["publikasi"],
    }  # fmt: skip
    return {**plain, **more}


LINES = [
    line("1", "kelembagaan", "1", pertanyaan_anggaran="3a", pagu_semester_1=100_000_000,
         pagu_semester_2=150_000_000, realisasi_semester_1=30_000_000, pelaksana_utama="dp3a",
         kode_subkegiatan="2.08.06.2.01.0001", uraian="Penyuluhan hak anak"),
    line("13", "klaster_3", "1", pagu_semester_1=50_000_000, status_tahun_lalu="tertunda"),
    line("4", "klaster_1", "1", status_rencana="belum_direncanakan"),
    line("4", "klaster_1", "1", tahun=2025, status_rencana="selesai"),
]  # fmt: skip


def target(region: str, year: int, value: float, said: str) -> dict[str, object]:
    return {"kode_daerah": region, "ukuran": STUNTING, "tahun": year, "target": value,
            "publikasi": said}  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan, targets of three owners, two values: built whole."""
    folder = tmp_path_factory.mktemp("data")
    raw = folder / "raw"
    raw.mkdir()
    write_template("rad", raw / "rad.xlsx", {"Data": LINES, "Publikasi": [SAID]})
    aims = [
        target(PLANNED, 2027, 12.5, "aim"), target("33", 2026, 14.0, "aim"),
        target("00", 2026, 16.0, "aim"), target("00", 2029, 9.0, "aim"),
    ]  # fmt: skip
    said = {**SAID, "publikasi": "aim", "judul": "Target"}
    write_template("target", raw / "target.xlsx", {"Data": aims, "Publikasi": [said]})
    shutil.copy(RECAP, raw)
    build(folder, folder / "build")
    return folder


def test_sums_are_those_of_a_hand_calculation(internal: Warehouse) -> None:
    whole = plans.sums(internal, PLANNED, PERIOD, 2026).set_index("level").loc["total"]
    assert whole[["lines", "activities"]].tolist() == [3, 2]
    assert whole[["ceiling_h1", "ceiling", "realised", "share"]].tolist() == [
        150e6, 200e6, 30e6, 15.0,
    ]  # fmt: skip


def test_the_page_says_what_the_plan_holds(
    internal: Warehouse, open_page: Callable[..., Page]
) -> None:
    words = open_page("plan", daerah=PLANNED).words
    assert (
        "Rencana aksi Kabupaten Pati 2025–2029 memuat 2 kegiatan untuk 2026 pada 2 dari 31 "
        "indikator; 1 dari 33 baris anggaran" in words
    )
    assert "Rp200.000.000, terealisasi Rp30.000.000 (15,0%)" in words
    assert "29 dari 31 indikator belum mempunyai kegiatan untuk 2026" in words
    assert "32 dari 33 baris anggaran yang ditanyakan formulir belum berpagu" in words
    assert "SIMULASI" in words


def test_lists_hold_every_line_and_name_the_offices(internal: Warehouse) -> None:
    found = plan.of_year(internal, PLANNED, "Kabupaten Pati", PERIOD, "2026", "id")
    assert found.activities is not None
    assert found.activities.table is not None
    first, second = found.activities.table.rows
    assert first[1:3] == ("Penyuluhan hak anak", "2.08.06.2.01.0001")
    assert "DP3A" in first[3]
    assert second[4:6] == ("Berjalan", "Tertunda")
    assert found.unanswered.table is not None
    assert len(found.unanswered.table.rows) == 32
    assert found.blocks.table is not None
    assert len(found.blocks.table.rows) == 8
    assert found.blocks.table.rows[-1][0] == "Jumlah"


def test_the_year_with_activities_comes_first(internal: Warehouse) -> None:
    assert list(plan_choice.years(internal, PLANNED, PERIOD)) == ["2026", "2025"]
    assert list(plan_choice.periods(internal, PLANNED, "id")) == [PERIOD]
    assert PERIOD in plan_choice.periods(internal, BARE, "id")


def test_own_targets_come_first_and_say_whose_they_are(run: Warehouse) -> None:
    found = plan_aims.targets(run, PLANNED, "33", PERIOD, "id")
    assert found.table is not None
    row = next(one for one in found.table.rows if "stunting" in one[0].lower())
    assert row[3:8] == ("–", "14%", "12,5%", "–", "9%")
    assert row[8] == "provinsi (2026); daerah sendiri (2027); nasional (2029)"
    assert found.download is not None
    rows = found.download.rows()
    own = rows[(rows["measure_id"] == STUNTING) & rows["target"].notna()]
    assert own[["year", "target"]].values.tolist() == [[2026, 14.0], [2027, 12.5], [2029, 9.0]]


def test_the_public_edition_holds_targets_and_no_activity(
    run: Warehouse, open_page: Callable[..., Page]
) -> None:
    assert plans.plans(run, PLANNED).empty
    words = open_page("plan", daerah=PLANNED).words
    assert "Hanya versi internal" in words
    assert "Penyuluhan" not in words
    assert "12,5%" in words


@pytest.mark.parametrize(
    ("region", "told"),
    [(BARE, "Belum ada rencana aksi daerah (RAD KLA) Kabupaten Kudus"), ("33", "kabupaten/kota")],
)
def test_without_a_plan_the_page_says_who_holds_it(
    internal: Warehouse, open_page: Callable[..., Page], region: str, told: str
) -> None:
    page = open_page("plan", daerah=region)
    assert told in page.words
    commands = [code.value for code in page.code]
    wanted = f"python -m etl template rad --region {region} --period {PERIOD} --out rad.xlsx"
    assert commands == ([wanted] if region == BARE else [])


def test_the_page_speaks_english(internal: Warehouse, open_page: Callable[..., Page]) -> None:
    words = open_page("plan", daerah=PLANNED, bahasa="en").words
    assert "holds 2 activities for 2026 under 2 of 31 indicators" in words


def test_the_workbook_comes_from_a_child_and_holds_what_the_edition_does(
    internal: Warehouse, tmp_path: Path
) -> None:
    asked = ("rad", "--region", PLANNED, "--period", PERIOD)
    lines: dict[str, Any] = {}
    for edition in warehouse.EDITIONS:
        made = intake.template(*asked, edition=edition)
        assert not isinstance(made, Failed), made
        path = tmp_path / f"{edition}.xlsx"
        path.write_bytes(made)
        rows = list(openpyxl.load_workbook(path)["Kegiatan"].iter_rows(values_only=True))
        lines[edition] = pd.DataFrame(rows[1:], columns=rows[0])["uraian"]
    assert "Penyuluhan hak anak" in set(lines["internal"])
    assert "Penyuluhan hak anak" not in set(lines["public"])
