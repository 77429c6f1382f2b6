"""Rekap Provinsi: on the shipped data, most of which is missing, and on a made whole province."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard import warehouse
from dashboard.parts import recap, recap_awards, recap_received, recap_shared, recap_stages
from dashboard.queries import province
from dashboard.warehouse import Warehouse
from etl.build import BuildReport
from tests.dashboard import made_province
from tests.dashboard.made_province import PROVINCE

Open = Callable[..., Any]
YOGYA = "Provinsi Daerah Istimewa Yogyakarta"
DESK = "2027.verifikasi_administrasi.kla_2024"
VIEWS = (recap.HEAT, recap.STAGES, recap.AWARDS, recap.RECEIVED)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    return made_province.editions(tmp_path_factory.mktemp("province") / "data")


@pytest.fixture(scope="module")
def made(report: BuildReport, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    (folder / "build").mkdir()
    for path in report.editions.values():
        shutil.copy(path, folder / "build")
    return folder


@pytest.fixture
def whole(made: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """The internal edition of the made province."""
    monkeypatch.setenv("KLA_DATA", str(made))
    monkeypatch.setenv("KLA_EDITION", "internal")
    return warehouse.current()


@pytest.fixture
def whole_public(made: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """Its public edition."""
    monkeypatch.setenv("KLA_DATA", str(made))
    monkeypatch.setenv("KLA_EDITION", "public")
    return warehouse.current()


class TestPage:
    @pytest.mark.parametrize("view", VIEWS)
    @pytest.mark.parametrize("region", ["33.18", "52", "94.01"])
    def test_it_opens_for_every_kind_of_region(
        self, open_page: Open, region: str, view: str
    ) -> None:
        text = open_page("province", daerah=region, rekap=view).words
        for code in ("no_before", "not_met", "tidak_dinyatakan", ">nan<", ">None<", "<NA>"):
            assert code not in text

    def test_english_is_english(self, open_page: Open) -> None:
        for view in VIEWS:
            text = open_page("province", daerah="52", rekap=view, bahasa="en").words
            for word in ("Sumber:", "Unduh", "siklus", "belum"):
                assert word not in text

    def test_a_regency_sees_its_province(self, open_page: Open) -> None:
        text = open_page("province", daerah="52.04").words
        assert "Provinsi Nusa Tenggara Barat" in text
        assert "1 dari 10 kabupaten/kota memiliki nilai per blok" in text
        assert "9 kabupaten/kota belum ada nilai per bloknya" in text

    def test_no_scores_by_block_names_what_is_there_and_the_template(self, open_page: Open) -> None:
        page = open_page("province", daerah="33", rekap=recap.HEAT)
        assert "belum ada yang nilainya dimuat per blok" in page.words
        assert "7 memiliki nilai total, 35 memiliki catatan penghargaan" in page.words
        assert "template rekap" in page.code[0].value

    def test_the_public_edition_names_nobody_without_an_award(self, open_page: Open) -> None:
        awards = open_page("province", daerah="62").words
        assert "7 dari 14 kabupaten/kota diketahui memegang penghargaan; tentang yang" in awards
        assert "Kabupaten Lamandau" not in awards
        assert "Tanpa penghargaan" not in open_page("province", daerah="00").words
        assert "Tanpa penghargaan" not in open_page("overview", daerah="62").words
        assert "hanya versi internal" in awards
        arrived = open_page("province", daerah="62", rekap=recap.RECEIVED)
        assert "hanya versi internal" in arrived.words
        assert 'class="kla-table"' not in arrived.words

    def test_the_internal_edition_does(
        self, open_page: Open, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("KLA_EDITION", "internal")
        text = open_page("province", daerah="32").words
        assert "Kesiapan PROVILA 2025" in text
        assert "563,28" in text
        arrived = open_page("province", daerah="32", rekap=recap.RECEIVED).words
        assert "○ 2025, hanya nilai total" in arrived
        assert "○ 2022 (terbaru 2025)" in arrived

    def test_provila_is_met_where_all_hold_an_award(self, open_page: Open) -> None:
        text = open_page("province", daerah="33").words
        assert "35 dari 35 kabupaten/kota memegang penghargaan" in text
        assert "memegang penghargaan: terpenuhi." in text
        assert "Sejak penghargaan 2023: 1 naik, 2 tetap, 1 turun; 31 tidak" in text

    def test_the_nation_lists_its_provinces(self, open_page: Open) -> None:
        text = open_page("province", daerah="00").words
        assert "Pilih provinsi" in text
        assert text.count("Provinsi Papua") == 6

    def test_a_score_of_no_stage_gets_no_word_on_stages(self, run: Warehouse) -> None:
        found = recap_stages.stages(run, "52", "Provinsi NTB", "52.04", "2022", "id")
        assert found.chart is not None
        assert not [note for note in found.chart.notes if "mandiri" in note.text]

    def test_an_example_has_no_part(self, open_page: Open) -> None:
        assert "tidak ikut dalam rekap provinsi" in open_page("province", daerah="99.01").words


class TestWholeProvince:
    def test_every_stage_and_cycle_can_be_chosen(self, whole: Warehouse) -> None:
        found = province.evaluations(whole, PROVINCE)
        assert found["cycle_year"].tolist() == [2027, 2027, 2025, 2025]
        assert set(found["stage"]) == set(made_province.STAGES)
        assert set(found["regions"]) == {5}

    def test_percent_is_the_share_that_was_given(self, whole: Warehouse) -> None:
        frame = province.heat(whole, PROVINCE, DESK)
        frame = frame[frame["level"] == "indicator"]
        places = {code: place for place, code in enumerate(sorted(set(frame["region_code"])))}
        for row in frame.itertuples():
            given = made_province.share(places[row.region_code], row.indicator, 1, row.stage)
            assert row.percent == pytest.approx(100 * given, abs=0.5)

    def test_blocks_are_added_up_and_say_so(self, whole: Warehouse) -> None:
        frame = province.heat(whole, PROVINCE, DESK)
        blocks = frame[frame["level"] == "block"]
        assert len(blocks) == 5 * 7
        assert set(blocks["why_chosen"]) == {"summed"}
        parts = frame[frame["level"] == "indicator"].groupby(["region_code", "block"])["score"]
        added = blocks.set_index(["region_code", "block"])["score"]
        assert (parts.sum() - added).abs().max() < 1e-6

    def test_the_heat_map_has_every_area_and_all_together(self, whole: Warehouse) -> None:
        found = recap.heat(whole, PROVINCE, YOGYA, "34.02", DESK, recap.ALL_BLOCKS, "id")
        assert found.chart is not None
        tiles = found.chart.figure.to_dict()["data"][0]
        assert len(tiles["x"]) == (5 + 1) * 7
        assert "5 dari 5 kabupaten/kota" in found.sentence
        assert any("SIMULASI" in note.text for note in found.chart.notes)
        inside = recap.heat(whole, PROVINCE, YOGYA, "34.02", DESK, "klaster_3", "id")
        assert inside.chart is not None
        assert len(inside.chart.figure.to_dict()["data"][0]["x"]) == (5 + 1) * 6
        assert "Indikator 13" in inside.sentence
        assert "4 daerah di bawah 50%" in inside.sentence

    def test_the_one_that_improved_is_the_mentor(self, whole: Warehouse) -> None:
        found = recap_shared.mentors(whole, PROVINCE, "2027.mandiri.kla_2024", "id")
        assert found.table is not None
        row = next(row for row in found.table.rows if row[0].startswith("Indikator 13:"))
        assert row[1] == "Kabupaten Bantul"
        assert row[2:4] == ("30,0% (2025)", "80,0%")
        assert row[4].count("30,0%") == 4

    def test_what_most_are_weak_in_is_told_though_it_loses_few_points(
        self, whole: Warehouse
    ) -> None:
        listing = recap_shared.weaknesses(whole, PROVINCE, DESK, "id")
        assert listing.table is not None
        assert "Indikator 13:" not in listing.table.rows[0][0]
        assert "Indikator 13: Status Gizi Balita, 4 dari 5." in listing.subtitle

    def test_what_verification_took(self, whole: Warehouse) -> None:
        found = recap_stages.stages(whole, PROVINCE, YOGYA, PROVINCE, "2027", "id")
        assert "nilai mandiri 5 kabupaten/kota sebesar −20%." in found.sentence
        assert found.chart is not None
        labels = found.chart.figure.to_dict()["layout"]["yaxis"]["ticktext"]
        assert labels[-1] == "Kota Yogyakarta"
        assert "Nilai mandiri bukan peringkat." in [note.text for note in found.chart.notes]

    def test_who_moved_and_who_stands_in_the_way(self, whole: Warehouse) -> None:
        found = recap_awards.awards(whole, PROVINCE, YOGYA, PROVINCE, "2025", "id")
        assert "1 naik, 2 tetap, 2 turun" in found.moves.subtitle if found.moves else False
        assert found.readiness is not None
        assert found.readiness.table is not None
        assert [row[0] for row in found.readiness.table.rows] == ["Kabupaten Sleman"]
        assert "belum terpenuhi" in found.sentence

    def test_the_public_edition_keeps_those_names(self, whole_public: Warehouse) -> None:
        found = recap_awards.awards(whole_public, PROVINCE, YOGYA, PROVINCE, "2025", "id")
        assert found.readiness is None
        told = [str(one.table) for one in (found.moves, found.holders) if one is not None]
        assert "Sleman" not in " ".join(told)
        assert province.readiness(whole_public, PROVINCE).empty
        received = recap_received.received(whole_public, PROVINCE, YOGYA, PROVINCE, "id")
        assert received.arrived is None
        assert received.reminders is None

    def test_the_reminder_list_says_what_to_send(self, whole: Warehouse) -> None:
        found = recap_received.received(whole, PROVINCE, YOGYA, PROVINCE, "id")
        assert found.reminders is not None
        assert found.reminders.table is not None
        assert len(found.reminders.table.rows) == 5
        assert "Nilai mandiri (EM) 2027 sampai pertanyaan" in found.reminders.table.rows[0][1]
        assert found.reminders.download is not None
        listed = found.reminders.download.rows()
        assert set(listed["template"].str.removeprefix("python -m etl template ")) <= {
            "penghargaan", "rekap", "skor", "bukti", "desa", "rad", "kasus", "capaian"}  # fmt: skip
