"""Prioritas Pemenuhan and Simulasi Nilai: what a planner reads there, in every state of data."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard import scenarios, warehouse
from dashboard.answers import Failed
from dashboard.parts import forecast, priorities, priority_choice, simulation
from dashboard.queries import priorities as queries
from dashboard.warehouse import Warehouse
from etl.build import build
from etl.template import write_template

Open = Callable[..., Any]
CONTOH, DUA, TASIK = "99.01", "99.02", "32.78"
ASSESSMENT = "2024.mandiri.kla_2024.formulir-contoh-2024"
_DAY = datetime.date(2026, 11, 22)
TOTAL_ONLY = "2025.mandiri.-.thecuy-tasikmalaya-2025"


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory, shipped_data: Path) -> Path:
    """A folder with the example's recap and what two offices typed of their evidence."""
    folder = tmp_path_factory.mktemp("typed")
    (folder / "raw").mkdir()
    shutil.copy(shipped_data / "raw" / "contoh" / "rekap_kabupaten_contoh.xlsx", folder / "raw")
    settings = "[examples]\nshow = true\n[closes]\nkla_2024 = 2027-01-31\n"
    (folder / "settings.toml").write_text(settings, encoding="utf-8")
    rows = [
        _evidence("klaster_1", "6", "3", upaya_hari_kerja=10, peluang_lolos_persen=50,
                  tenggat="2026-12-31"),
        _evidence("klaster_2", "8", "3", upaya_hari_kerja=2, tenggat="2027-02-28"),
        _evidence("klaster_4", "18", "2", upaya_hari_kerja=3),
        _evidence("klaster_2", "11", "2", upaya_hari_kerja=4),
        _evidence("kelana_dekela", "26", "15", upaya_hari_kerja=4),
        _evidence("kelembagaan", "2", "4", upaya_hari_kerja=1),
    ]  # fmt: skip
    publication = {"publikasi": "bukti", "penerbit": "Bappeda", "judul": "Register bukti dukung",
                   "kepercayaan": "official"}  # fmt: skip
    told = {"Data": rows, "Publikasi": [publication]}
    write_template("bukti", folder / "raw" / "bukti.xlsx", told)
    build(folder, folder / "build")
    return folder


def _evidence(block: str, indicator: str, question: str, **cells: object) -> dict[str, object]:
    return {
        "kode_daerah": CONTOH, "nama_daerah": "Kabupaten Contoh", "instrumen": "kla_2024",
        "blok": block, "indikator": indicator, "pertanyaan": question, "perangkat_daerah": "dp3a",
        "dokumen_ke": "1", "status_bukti": "disusun", "publikasi": "bukti", **cells,
    }  # fmt: skip


class TestTyped:
    @pytest.fixture
    def edition(
        self, typed: Path, served: Path, monkeypatch: pytest.MonkeyPatch
    ) -> Callable[[str], Warehouse]:
        def opened(edition: str) -> Warehouse:
            monkeypatch.setenv("KLA_DATA", str(typed))
            monkeypatch.setenv("KLA_EDITION", edition)
            return warehouse.current()

        return opened

    def test_effort_and_chance_count_only_where_an_office_typed_them(
        self, edition: Callable[[str], Warehouse], open_page: Open
    ) -> None:
        run = edition("internal")
        assert list(priority_choice.ways(run, CONTOH, ASSESSMENT, "id")) == [
            priority_choice.FEWEST, priority_choice.EFFORT, priority_choice.CHANCE,
        ]  # fmt: skip
        effort = open_page("priorities", daerah=CONTOH, cara="hari").words
        assert "Paling sedikit 21 hari kerja menurut isian perangkat daerah: 4 pertanyaan" in effort
        assert "31 Des 2026" in effort
        chance = open_page("priorities", daerah=CONTOH, cara="peluang", bahasa="en").words
        assert "A chance to pass is typed for 1 of these 5 questions" in chance
        assert "38.2 points count as 32.2" in chance
        assert "Its evidence is due after the form closes" in chance

    def test_the_form_is_said_to_close(self, edition: Callable[[str], Warehouse]) -> None:
        run = edition("internal")
        (note,) = priorities.deadline(run, CONTOH, ASSESSMENT, _DAY, "id")
        assert note.text == "Formulir ditutup 31 Jan 2027: 70 hari lagi."
        (late,) = priorities.deadline(run, CONTOH, ASSESSMENT, datetime.date(2027, 2, 1), "en")
        assert late.text.startswith("The form closed on 31 Jan 2027")

    def test_the_public_edition_knows_nothing_of_it(
        self, edition: Callable[[str], Warehouse]
    ) -> None:
        points = {
            name: queries.bands(edition(name), CONTOH, ASSESSMENT).set_index("band")["points"]
            for name in ("internal", "public")
        }
        assert points["internal"]["utama"] == pytest.approx(32.2)
        assert points["public"]["utama"] == pytest.approx(34.2)
        run = edition("public")
        assert list(priority_choice.ways(run, CONTOH, ASSESSMENT, "id")) == [priority_choice.FEWEST]

    def test_too_few_pairs_are_said(self, edition: Callable[[str], Warehouse]) -> None:
        found = forecast.of_assessment(edition("internal"), CONTOH, ASSESSMENT, "X", "en")
        assert found.chart is None
        assert found.notes[0].text.startswith("Cannot be stated: only 0 pairs")


class TestPriorities:
    def test_the_way_to_the_next_band(self, open_page: Open) -> None:
        text = open_page("priorities", daerah=CONTOH).words
        assert "770,36: 30,64 poin lagi sampai batas bawah Utama (801)" in text
        assert "Cukup melengkapi 4 pertanyaan: 34,2 poin" in text
        assert "Nilai mandiri bukan peringkat." in text
        assert "600,5 berada di ambang batas" in text
        assert "35,54 (menurut indikator)" in text
        assert "belum cukup bila dihitung menurut indikator" in text

    def test_what_is_left_out_and_what_lies_outside_the_score_is_said(
        self, open_page: Open
    ) -> None:
        text = open_page("priorities", daerah=CONTOH).words
        assert "3 pertanyaan terbuka tidak ikut dipilih" in text
        assert "Bunyi pertanyaannya tidak diketahui" in text
        assert "Cadangan 3,56 poin: bila satu saja gagal" in text
        for condition in ("Bebas iklan rokok", "KLA ditetapkan dengan Perda", "UPTD PPA"):
            assert condition in text

    def test_a_question_set_aside_is_replaced(self, open_page: Open) -> None:
        page = open_page("priorities", daerah=CONTOH, kesampingkan="97")
        assert "Dikesampingkan pada halaman ini" in page.words
        assert "Cukup melengkapi 5 pertanyaan" in page.words
        page.multiselect(key="pilih_kesampingkan").set_value([]).run()
        assert "Cukup melengkapi 4 pertanyaan" in page.words
        assert "kesampingkan" not in page.query_params

    def test_another_band_in_english(self, open_page: Open) -> None:
        text = open_page("priorities", daerah=CONTOH, peringkat="kla", bahasa="en").words
        assert "130.64 points to the lower edge of KLA (901)" in text
        assert "Completing 28 questions is enough" in text

    def test_the_table_and_the_page_choose_alike(self, run: Warehouse) -> None:
        for band in ("utama", "kla"):
            found = priority_choice.choose(run, CONTOH, ASSESSMENT, band, "pertanyaan", ())
            assert found is not None
            table = run("SELECT * FROM priority WHERE region_code = ? AND band = ?", (CONTOH, band))
            chosen = table[table["excluded"].isna()]
            assert set(chosen["position"]) == set(found.choice.chosen["position"])

    @pytest.mark.parametrize("view", ["priorities", "simulation"])
    @pytest.mark.parametrize("region", [CONTOH, "33.18"])
    def test_no_code_is_shown(self, open_page: Open, view: str, region: str) -> None:
        for text in (
            open_page(view, daerah=region).words,
            open_page(view, daerah=region, bahasa="en").words,
        ):
            assert not re.search(r">[^<]*\b(nan|NaT|None|out_of_reach|no_questions)\b", text)
        assert "Sumber:" not in text
        assert "poin lagi" not in text

    def test_only_blocks_only_a_total_only_an_award_nothing(self, open_page: Open) -> None:
        blocks = open_page("priorities", daerah=DUA).words
        assert "95,8 poin lagi sampai batas bawah KLA" in blocks
        assert "Nilai per blok sudah dimuat" in blocks
        total = open_page("priorities", daerah=TASIK)
        assert "Gugus Tugas KLA" in total.words
        assert any("template rekap" in one.value for one in total.code)
        award = open_page("priorities", daerah="33.17")
        assert "belum dimuat" in award.words
        assert any("template skor" in one.value for one in award.code)
        assert "Pilih kabupaten/kota" in open_page("priorities", daerah="32").words

    def test_above_the_last_edge_there_is_no_band(self, open_page: Open) -> None:
        text = open_page("priorities", daerah="16.05").words
        assert "tidak ada rentang peringkat di atasnya" in text

    def test_without_typed_effort_none_is_offered(self, run: Warehouse) -> None:
        ways = priority_choice.ways(run, CONTOH, ASSESSMENT, "id")
        assert list(ways) == [priority_choice.FEWEST]
        assert priorities.deadline(run, TASIK, TOTAL_ONLY, _DAY, "id") == ()


class TestSimulation:
    def test_a_link_moves_blocks(self, open_page: Open) -> None:
        page = open_page("simulation", daerah=CONTOH, geser="2-115")
        assert "Simulasi: 796,36 dari 1.000, +26 dari 770,36 dengan 1 butir digeser" in page.words
        assert "Nilai mandiri bukan peringkat." in page.words
        assert [one.key for one in page.slider] == [f"geser_{n}" for n in range(1, 8)]
        page.slider(key="geser_1").set_value(164.0).run()
        assert "832,7 dari 1.000" in page.words
        page.button(key="kembalikan").click().run()
        assert "Belum ada yang digeser" in page.words

    def test_picked_questions_start_at_their_maximum(self, open_page: Open) -> None:
        page = open_page("simulation", daerah=CONTOH, tingkat="question")
        page.multiselect(key="pilih_digeser").set_value(["6/3"]).run()
        assert "+12 dari 770,36" in page.words

    def test_what_is_missing_is_named(self, open_page: Open) -> None:
        total = open_page("simulation", daerah=TASIK, penilaian=TOTAL_ONLY)
        assert "804,67" in total.words
        assert any("template rekap" in one.value for one in total.code)
        assert "belum dimuat" in open_page("simulation", daerah="33.17").words

    def test_the_public_edition_has_no_forecast_and_no_scenarios(
        self, open_page: Open, run: Warehouse
    ) -> None:
        page = open_page("simulation", daerah=CONTOH, geser="2-115")
        assert "hanya versi internal" in page.words
        assert "Perkiraan nilai setelah verifikasi:" not in page.words
        assert "simpan_skenario" not in {one.key for one in page.button}
        assert queries.pairs(run).empty
        assert run("SELECT * FROM forecast").empty


class TestForecast:
    def test_the_range_with_its_limits(self, internal: Warehouse) -> None:
        found = forecast.of_assessment(
            internal, DUA, "2025.mandiri.kla_2024.layar-contoh-dua-2025", "Kabupaten X", "en"
        )
        assert found.chart is not None
        assert found.chart.title == "Verified-score forecast: 557–747"
        assert found.chart.subtitle.startswith("The range of eight pairs (about 78%), from self-")
        told = " ".join(note.text for note in found.notes)
        assert "has no pair of its own" in told
        assert "Six of eight pairs come from one province in one year" in told
        assert found.pairs is not None
        assert "6 of 8 fall within" in found.pairs.subtitle.replace(", ", " ")

    def test_the_method_page_says_what_the_pairs_say(
        self, open_page: Open, internal: Warehouse
    ) -> None:
        pairs = queries.pairs(internal)
        inside = int((pairs["lies"] == "inside").sum())
        text = open_page("definitions", isi="metode", metode="forecast").words
        assert f"{inside} dari {len(pairs)} hasil verifikasi" in text
        assert "Hasilnya" in text

    def test_no_score_gets_an_honest_answer(self, internal: Warehouse) -> None:
        (note,) = forecast.without(internal, "Kabupaten Rembang", "id")
        assert note.text.startswith("Belum dapat disimpulkan")


def test_a_scenario_goes_through_the_command_and_comes_back(
    copied: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KLA_EDITION", "internal")
    monkeypatch.setenv("KLA_DATA", str(copied))
    assert scenarios.keep(CONTOH, ASSESSMENT, "block", "Klaster I", {"klaster_1": 115.0}, "B") == ()
    kept = scenarios.of_region(CONTOH)
    assert not isinstance(kept, Failed)
    assert [(one.name, dict(one.moves)) for one in kept] == [("Klaster I", {"klaster_1": 115.0})]


def test_a_scenario_of_items_that_are_gone_is_none(run: Warehouse) -> None:
    assert simulation.simulate(run, CONTOH, ASSESSMENT, "block", {"klaster_9": 1.0}) is None
