"""Tren Laporan Kekerasan: every state of a series, on the page and in what it hands out."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from dashboard import warehouse
from dashboard.language import speaker
from dashboard.parts import changed, control, overlays, trend, verdicts
from dashboard.queries import cases, trends
from dashboard.warehouse import Warehouse
from etl.build import BuildReport
from indicators import codes
from tests.dashboard import made

Open = Callable[..., Any]
KORBAN, JATENG = "korban_anak", "33"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    """Both editions of the made series."""
    return made.editions(tmp_path_factory.mktemp("made") / "data")


@pytest.fixture
def served_made(built: BuildReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that holds the made editions, public unless told."""
    (tmp_path / "build").mkdir()
    for path in built.editions.values():
        shutil.copy(path, tmp_path / "build")
    monkeypatch.setenv("KLA_DATA", str(tmp_path))
    monkeypatch.setenv("KLA_EDITION", "public")
    st.cache_resource.clear()
    return tmp_path


@pytest.fixture
def opened(open_page: Open, served_made: Path) -> Open:
    """Open the page of a region on the made series."""
    return lambda region, **more: open_page("trend", daerah=region, ukuran=KORBAN, **more)


@pytest.fixture
def inside(served_made: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """The internal edition of the made series."""
    monkeypatch.setenv("KLA_EDITION", "internal")
    return warehouse.current()


@pytest.fixture
def outside(served_made: Path) -> Warehouse:
    """The public edition of the made series."""
    return warehouse.current()


class TestStates:
    def test_a_rise_that_recording_does_not_explain(self, opened: Open) -> None:
        text = opened(made.RISING).words
        assert 'class="kla-shape kla-shape-likely_real"' in text
        assert "Perubahan kemungkinan nyata" in text
        assert "naik sekitar 52% per tahun selama 2021–2025 (rentang" in text
        assert "Korban yang tercatat naik sekitar" in text
        assert (
            "Kenaikannya lebih cepat daripada daerah yang trennya ditampilkan di Provinsi Jawa "
            "Tengah"
        ) in text
        assert "Dibanding daerah yang trennya ditampilkan" in text
        assert "24 dan 24 dari 24 unit" in text

    def test_what_is_unclear_says_what_would_be_noticed(self, opened: Open) -> None:
        text = opened(made.STEADY[0]).words
        assert "arah perubahannya belum dapat disimpulkan" in text
        assert "Dengan rata-rata 51 korban setahun, hanya penurunan sekurang-kurangnya" in text
        assert "Setiap dua tahun digabung (10 tahun)" in text

    def test_hidden_years_have_a_verdict_inside_only(
        self, opened: Open, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        public = opened(made.SMALL).words
        assert "simpulannya hanya ada pada versi internal" in public
        assert "Dirahasiakan: 2021, 2022" in public
        assert "% per tahun" not in public
        monkeypatch.setenv("KLA_EDITION", "internal")
        assert "Penyebab belum dapat dibedakan" in opened(made.SMALL).words

    def test_two_years_are_no_trend(self, opened: Open) -> None:
        text = opened(made.SHORT).words
        assert "baru ada 2 tahun penuh yang dapat dibandingkan" in text
        assert 'class="kla-shape kla-shape-too_little"' in text

    def test_a_figure_of_several_years_is_of_none_of_them(
        self, opened: Open, inside: Warehouse
    ) -> None:
        assert cases.series(inside, made.SHORT, KORBAN)["year"].tolist() == [2024, 2025]
        text = opened(made.SHORT).words
        assert "Angka untuk beberapa tahun bersama" in text
        assert ">2021–2023<" in text
        assert ">88<" in text
        assert "tidak masuk grafik tahunan dan tren" in text

    def test_a_break_is_named_and_not_compared_across(self, opened: Open) -> None:
        text = opened(made.BROKEN).words
        assert 'class="kla-shape kla-shape-series_break"' in text
        assert "deret terputus 19 Jan 2026 (SIMFONI-PPA versi 3)" in text
        assert "80 korban (2027) dan 84 korban (2028)" in text
        assert "20 korban (2024) dan" not in text

    def test_a_partial_year_without_monthly_history_is_not_projected(self, opened: Open) -> None:
        text = opened(made.PARTLY).words
        assert "Tidak diproyeksikan: belum ada tiga tahun penuh dengan angka bulanan" in text
        assert "Proyeksi setahun penuh" not in text

    def test_a_projection_is_called_one(self, opened: Open) -> None:
        text = opened(made.MONTHLY).words
        assert "Proyeksi setahun penuh 2025: 250 korban (rentang 217–291), dari 172 korban" in text
        assert "Proyeksi bukan laporan" in text

    def test_a_region_without_reports_has_no_verdict(self, opened: Open) -> None:
        page = opened("35.01")
        assert "Itu bukan nol" in page.words
        assert 'class="kla-verdict"' not in page.words

    @pytest.mark.parametrize("region", [made.RISING, made.SMALL, made.BROKEN, made.MONTHLY])
    def test_english(self, opened: Open, region: str) -> None:
        text = opened(region, bahasa="en").words
        assert "Quality of the latest figure" in text
        assert "Mutu" not in text
        assert "tahun" not in text


class TestChart:
    def test_the_alternative_text_carries_the_verdict(self, inside: Warehouse) -> None:
        told = verdicts.verdict(inside, made.RISING, KORBAN, "id")
        chart = _chart(inside, made.RISING)
        assert chart.alt.startswith(f"{told.word}. {told.sentence}")
        assert "Unit melapor: 2021 24/24" in chart.alt

    def test_a_line_is_fitted_only_to_a_direction(self, inside: Warehouse) -> None:
        assert _fitted(inside, made.RISING)["x"] == [2021, 2022, 2023, 2024, 2025]
        for region in (made.STEADY[0], made.SHORT, made.BROKEN, made.MONTHLY):
            assert _fitted(inside, region) is None

    def test_in_rates_the_line_grows_at_the_pace_of_the_trend(self, internal: Warehouse) -> None:
        row = trends.trend(internal, "32.01", KORBAN).iloc[0]
        assert row["has_exposure"]
        line = _fitted(internal, "32.01", "per_100rb")
        assert line is not None
        growth = [after / before for before, after in pairwise(line["y"])]
        assert growth == pytest.approx([1 + row["change"]] * 4)

    def test_a_line_that_is_not_drawn_is_explained(self, internal: Warehouse) -> None:
        chart = trend.lines(
            internal, "00", "Indonesia", "kasus_anak", "wahananews-2021", "jumlah", "id"
        )
        told = " ".join(note.text for note in chart.notes)
        assert "Garis tren tidak digambar di sini" in told
        assert "2019–2023" in told

    def test_nothing_of_a_hidden_year_is_drawn(self, outside: Warehouse) -> None:
        assert _fitted(outside, made.SMALL) is None
        drawn = _chart(outside, made.SMALL).figure.to_dict()["data"]
        reported = [trace for trace in drawn if "markers" in trace.get("mode", "")]
        assert {year for trace in reported for year in trace["x"]} == {2023, 2024, 2025}

    def test_a_projection_stands_beside_the_months_it_comes_from(self, inside: Warehouse) -> None:
        drawn = _chart(inside, made.MONTHLY).figure.to_dict()["data"]
        (point,) = [one for one in drawn if one.get("marker", {}).get("symbol") == "diamond"]
        assert point["x"] == [2025]
        assert point["y"][0] == pytest.approx(250.5, abs=0.5)
        (open_,) = [one for one in drawn if one.get("mode") == "markers+text"]
        assert (open_["x"], open_["y"]) == ([2025], [172])

    def test_a_download_carries_the_trend(self, inside: Warehouse) -> None:
        rows = _chart(inside, made.RISING).download.rows()
        assert rows["trend_verdict"].tolist() == ["likely_real"] * 5
        row = trends.trend(inside, made.RISING, KORBAN).iloc[0]
        assert rows["trend_change"].tolist() == pytest.approx([row["change"]] * 5)

    def test_no_download_outside_holds_a_hidden_number(self, outside: Warehouse) -> None:
        rows = _chart(outside, made.SMALL).download.rows()
        hidden = rows[rows["hidden"] != "no"]
        assert len(hidden) == 2
        assert hidden[["value", "value_lower", "value_upper", "rate"]].isna().all(axis=None)
        assert rows["trend_change"].isna().all()


class TestMonths:
    def test_a_signal_says_look_here_and_nothing_more(self, inside: Warehouse) -> None:
        chart = control.chart(inside, made.MONTHLY, "Bantul", KORBAN, "id")
        assert chart is not None
        assert chart.title.startswith("Perhatikan: Mei 2023 (di luar batas)")
        assert "bukan baik atau buruk" in chart.notes[0].text
        ring = next(trace for trace in chart.figure.data if trace.name == "look_here")
        loud = (made.LOUD[0] - 2021) * 12 + made.LOUD[1] - 1
        assert loud in ring.x

    def test_years_have_no_control_chart(self, inside: Warehouse) -> None:
        assert control.chart(inside, made.RISING, "Cilacap", KORBAN, "id") is None

    def test_years_made_of_months_that_are_no_years_of_the_trend_say_so(
        self, inside: Warehouse
    ) -> None:
        known = trends.known(inside, made.MONTHLY, KORBAN)
        drawn = overlays.beside(known, known.figures, "jumlah")
        for years, is_told in ((0, True), (4, False)):
            one = dataclasses.replace(known, trend=known.trend.assign(years=years))
            notes = overlays.notes(one, known.figures, KORBAN, drawn, speaker("id"))
            told = any("belum masuk tren" in note.text for note in notes)
            assert told is is_told

    def test_months_are_joined_to_their_year(self, inside: Warehouse) -> None:
        frame = cases.series(inside, made.MONTHLY, KORBAN)
        assert frame["year"].tolist() == [2021, 2022, 2023, 2024, 2025]
        assert frame["is_partial"].tolist() == [False] * 4 + [True]
        months = trends.months(inside, made.MONTHLY, KORBAN)
        assert frame["value"].sum() == months["value"].sum()
        assert "partial" not in frame["quality_reasons"].iloc[0]


class TestAreas:
    def test_every_area_by_its_code(self, inside: Warehouse) -> None:
        listing = changed.areas(inside, JATENG, KORBAN, "id")
        assert listing is not None
        assert listing.table is not None
        frame = trends.areas(inside, JATENG, KORBAN)
        assert frame["region_code"].is_monotonic_increasing
        assert [row[0] for row in listing.table.rows] == frame["name"].tolist()
        assert listing.title.startswith("Korban yang tercatat naik di 2 dan turun di 0 dari 8")
        assert "Korban per tahun" in [column.heading for column in listing.table.columns]
        assert listing.table.rows[0][1:3] == ("▲ naik", "52%")

    def test_a_hidden_area_says_so_and_gives_no_number(self, outside: Warehouse) -> None:
        listing = changed.areas(outside, JATENG, KORBAN, "id")
        assert listing is not None
        assert listing.table is not None
        row = next(row for row in listing.table.rows if row[0] == "Kabupaten Banjarnegara")
        assert row[1] == "ada tahun yang dirahasiakan"
        assert not any(character.isdigit() for cell in row[2:7] for character in cell)
        assert any("1 daerah tanpa simpulan" in note.text for note in listing.notes)

    def test_many_tests_on_one_page_say_what_chance_does(self, inside: Warehouse) -> None:
        listing = changed.areas(inside, JATENG, KORBAN, "id")
        assert listing is not None
        assert "Benjamini–Hochberg" in listing.notes[0].text

    def test_a_province_without_figures_of_its_own_shows_those_of_its_areas(
        self, opened: Open
    ) -> None:
        text = opened(JATENG).words
        assert "Belum ada laporan kekerasan yang dimuat untuk Provinsi Jawa Tengah" in text
        assert "Korban yang tercatat naik di 1 dan turun di 0 dari 8 daerah" in text

    def test_a_regency_has_no_areas(self, inside: Warehouse) -> None:
        assert changed.areas(inside, made.RISING, KORBAN, "id") is None


def test_the_table_of_the_coordinator_stands_on_the_page_of_a_province(open_page: Open) -> None:
    page = open_page("trend", daerah="32", ukuran=KORBAN)
    assert "urut kode wilayah, bukan peringkat" in page.words
    assert "27 daerah" in page.words
    assert "Kota Banjar" in page.words


def test_a_region_is_judged_with_its_province_only_where_all_of_it_is_shown(
    internal: Warehouse,
) -> None:
    """Depok: every area of Jawa Barat has a trend inside, most are hidden outside."""
    inside = _beside(internal, "id")
    assert inside.startswith("Perubahannya tidak berbeda nyata dari Provinsi Jawa Barat (")
    assert trends.trend(internal, "32.76", KORBAN)["is_part"].tolist() == [False]


def test_a_province_with_hidden_areas_is_no_province_to_be_judged_with(run: Warehouse) -> None:
    assert trends.trend(run, "32.76", KORBAN)["is_part"].tolist() == [True]
    for language, said in (
        ("id", "lebih cepat daripada daerah yang trennya ditampilkan di Provinsi Jawa Barat, "),
        ("en", "rose faster than the areas of Provinsi Jawa Barat whose trend is shown, "),
    ):
        assert said in _beside(run, language)


def test_every_verdict_has_a_shape() -> None:
    css = (Path(warehouse.__file__).parent / "static" / "kla.css").read_text("utf-8")
    for code in codes.VERDICTS:
        assert f".kla-shape-{code}" in css


def _beside(run: Warehouse, language: str) -> str:
    """What Depok's trend is beside what it was judged with."""
    facts = verdicts.verdict(run, "32.76", KORBAN, language).facts
    (found,) = [one for one in facts if one.label.startswith(("Dibanding", "Beside"))]
    return " ".join(found.texts)


def _chart(run: Warehouse, region: str, shown: str = "jumlah") -> Any:
    return trend.lines(run, region, "Uji", KORBAN, cases.CHOSEN, shown, "id")


def _fitted(run: Warehouse, region: str, shown: str = "jumlah") -> dict[str, Any] | None:
    drawn = _chart(run, region, shown).figure.to_dict()["data"]
    found = [one for one in drawn if one.get("name") == "tren dengan rentang 95%"]
    return next((one for one in found if "hovertext" in one), None)
