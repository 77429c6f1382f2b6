"""One AppTest a page and state: what a reader must find there, and never finds."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from dashboard.warehouse import Warehouse
from indicators import attack

Open = Callable[..., Any]

VIEWS = (
    "overview", "trend", "comparison", "gaps", "priorities", "simulation", "evidence", "villages",
    "plan", "province", "pairs", "sources", "definitions", "load",
)  # fmt: skip
JAWA_BARAT, KALTENG, CONTOH = "32", "62", "99.01"


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("region", ["00", JAWA_BARAT, "32.73", "33.18", CONTOH, "99.02", "94.01"])
def test_every_page_opens_for_every_kind_of_region(open_page: Open, view: str, region: str) -> None:
    page = open_page(view, daerah=region)
    assert len(page.main) > 0
    text = page.words
    for code in ("not_reported", "nan", "NaT", "None", "per_100rb", "kasus_anak"):
        assert not re.search(rf">[^<]*\b{code}\b", text), code


@pytest.mark.parametrize("view", VIEWS)
def test_english_pages_are_english(open_page: Open, view: str) -> None:
    text = open_page(view, daerah=JAWA_BARAT, bahasa="en").words
    assert "Sumber:" not in text
    assert "Unduh" not in text
    assert "tahun penuh" not in text


def test_the_frame_says_edition_date_and_notes(open_page: Open) -> None:
    page = open_page("overview")
    assert page.get("popover")[0].proto.popover.label.startswith("Versi publik · data per ")
    assert "catatan mutu" in page.get("popover")[0].proto.popover.label


def test_an_example_says_so_on_every_page(open_page: Open) -> None:
    for view in VIEWS:
        assert (
            "Daerah contoh: nama sebenarnya tidak disebut" in open_page(view, daerah=CONTOH).words
        )


class TestOverview:
    def test_three_totals_stand_side_by_side(self, open_page: Open) -> None:
        text = open_page("overview", daerah=CONTOH).words
        for total in ("770,36", "765,46", "771,81"):
            assert total in text
        assert "Tidak dirata-ratakan" in text
        assert "Siklus 2024/25 · data 2023 · penghargaan 2025" in text

    def test_a_self_score_is_no_rank(self, open_page: Open) -> None:
        assert "Nilai mandiri bukan peringkat." in open_page("overview", daerah=CONTOH).words
        assert "Nilai mandiri bukan peringkat." in open_page("overview", daerah="99.02").words

    def test_maxima_say_where_they_come_from(self, open_page: Open) -> None:
        assert "dari dua salinan daerah" in open_page("overview", daerah=CONTOH).words

    def test_a_question_of_unknown_wording_heads_no_list(self, open_page: Open) -> None:
        text = open_page("overview", daerah=CONTOH).words
        assert "bunyinya tidak diketahui masih terbuka (14,2 poin)" in text
        assert "terbesar 12 poin: indikator 7, no. 2." in text
        assert "(indikator 7, no. 2)" not in text
        assert "(indikator 6, no. 3)" in text

    def test_a_score_in_a_band(self, open_page: Open) -> None:
        text = open_page("overview", daerah="33.18").words
        assert "596,7" in text
        assert "Poin dalam rentang Pratama" in text

    def test_awards_stand_beside_the_band(self, open_page: Open) -> None:
        pati = open_page("overview", daerah="33.18").words
        assert "Penghargaan: Pratama (2022), Madya (2025)." in pati
        sragen = open_page("overview", daerah="33.14").words
        assert "Penghargaan: Utama (2023), Utama (2025). Poin dalam rentang KLA." in sragen

    def test_discrepancies_are_quality_notes(self, open_page: Open) -> None:
        page = open_page("overview", daerah=CONTOH)
        told = re.search(r"(\d+) catatan mutu$", page.get("popover")[0].proto.popover.label)
        assert told is not None
        assert int(told[1]) >= 18
        labels = [one.label for one in page.expander]
        assert "Kesegaran dan mutu data: 1 publikasi, 18 selisih nilai" in labels

    def test_without_outcomes_their_offices_are_named(self, open_page: Open) -> None:
        assert "Angkanya ada pada Dinas Kesehatan" in open_page("overview", daerah=CONTOH).words

    def test_values_beside_an_outcome_carry_their_own_year(self, open_page: Open) -> None:
        alt = open_page("overview", daerah="64.72").get("plotly_chart")[0].proto.alt
        assert "Provinsi 23,9% (2022)" in alt

    def test_a_count_is_not_set_beside_the_count_of_its_province(self, open_page: Open) -> None:
        page = open_page("gaps", daerah="33.18")
        alt = page.get("plotly_chart")[0].proto.alt
        assert "Permohonan dispensasi kawin yang diputus 461" in alt
        assert "11.636" not in alt
        assert "11.636" not in page.words

    def test_places_are_told_in_words_and_folded_away(self, open_page: Open) -> None:
        text = open_page("overview", daerah="33.18").words
        assert "berkas skor_kla_total.xlsx, lembar Data, sel L6" in text
        assert "raw/" not in text

    def test_without_a_score_the_office_and_template_are_named(self, open_page: Open) -> None:
        page = open_page("overview", daerah="32.01")
        assert "Gugus Tugas KLA" in page.words
        assert page.code[0].value == "python -m etl template skor --out skor.xlsx"

    def test_a_province_counts_its_regencies(self, open_page: Open) -> None:
        text = open_page("overview", daerah=JAWA_BARAT).words
        assert "dari 27 kabupaten/kota memiliki nilai KLA yang dimuat" in text

    def test_sumbawa_keeps_its_own_form(self, open_page: Open) -> None:
        text = open_page("overview", daerah="52.04").words
        assert "505,85" in text
        assert "Siklus 2022" in text


class TestTrend:
    def test_jawa_barat(self, open_page: Open) -> None:
        text = open_page("trend", daerah=JAWA_BARAT, ukuran="korban_anak").words
        for count in ("319", "563", "1.002", "1.087", "1.123"):
            assert f">{count}<" in text
        assert "Laporan bukan kejadian" in text

    def test_a_rate_says_so_in_its_title(self, open_page: Open) -> None:
        parameters = {"daerah": JAWA_BARAT, "ukuran": "korban_anak", "nilai": "per_100rb"}
        text = open_page("trend", **parameters).words
        assert "per 100.000 penduduk: 0,7 (2018) dan 2,3 (2022)" in text
        assert "seluruh penduduk, bukan hanya anak" in text

    def test_units_never_share_a_line(self, open_page: Open) -> None:
        text = open_page("trend", daerah=JAWA_BARAT, ukuran="jenis_anak").words
        assert "1.123" not in text

    def test_hidden_years_are_written_out(self, open_page: Open) -> None:
        text = open_page("trend", daerah="32.05", ukuran="korban_anak").words
        assert "dirahasiakan" in text.lower()

    def test_a_finding_names_its_publication_where_others_are_drawn(self, open_page: Open) -> None:
        text = open_page("trend", daerah="64", ukuran="kasus_perempuan_dan_anak").words
        assert "menurut Kaltim Faktual: 623 kasus (2019) dan 1.108 kasus (2023)" in text

    def test_a_region_without_reports_is_not_zero(self, open_page: Open) -> None:
        page = open_page("trend", daerah=CONTOH)
        assert "Itu bukan nol" in page.words
        assert not page.get("plotly_chart")

    def test_a_measure_the_region_lacks_is_said(self, open_page: Open) -> None:
        text = open_page("trend", daerah=JAWA_BARAT, ukuran="kasus_dewasa").words
        assert "tidak ada untuk Provinsi Jawa Barat. Ditampilkan:" in text


class TestComparison:
    PARTIAL = "20230101-20231122"

    def test_a_partial_year_has_no_order_and_no_rate(self, open_page: Open) -> None:
        page = open_page(
            "comparison", daerah=KALTENG, ukuran="kasus_perempuan_dan_anak", tahun=self.PARTIAL
        )
        text = page.words
        assert "Data sebagian tahun (1 Jan–22 Nov 2023)" in text
        assert "0 (nihil, sudah dilaporkan), 1 Jan–22 Nov 2023" in text
        assert "Jumlah kecil; dirahasiakan demi identitas anak" in text
        assert "Per 100.000 penduduk" not in text
        assert not [one for one in page.get("button_group") if one.label == "Urutan"]

    def test_the_province_comes_from_counts(self, open_page: Open) -> None:
        text = open_page("comparison", daerah=JAWA_BARAT, ukuran="korban_anak", tahun="2022").words
        assert "dihitung dari jumlahnya, bukan dari rata-rata daerahnya" in text
        assert "menurut berkas sumber" in text
        assert "1.123" in text
        assert "lebih tinggi" in text
        assert "lebih baik" not in text

    def test_by_region_unless_asked_for(self, open_page: Open) -> None:
        link = {"daerah": JAWA_BARAT, "ukuran": "korban_anak", "tahun": "2022"}
        by_code = open_page("comparison", **link).words
        assert by_code.index("Kabupaten Bogor<") < by_code.index("Kota Sukabumi<")
        by_value = open_page("comparison", **link, urutan="nilai").words
        assert by_value.index("Kota Sukabumi<") < by_value.index("Kabupaten Bogor<")

    def test_the_example_province_stays_out(self, open_page: Open) -> None:
        text = open_page("comparison", daerah="00").words
        assert "Contoh" not in text

    def test_an_outcome_read_on_a_day_says_so(self, open_page: Open) -> None:
        page = open_page(
            "comparison", daerah="64", ukuran="akta_kelahiran_anak_persen", tahun="2022"
        )
        assert "Dibaca untuk 1 Jan–15 Apr 2022, bukan setahun penuh." in page.words
        assert "<NA>" not in page.words
        assert "&lt;NA&gt;" not in page.words
        years = next(one for one in page.selectbox if one.label == "Tahun")
        assert [option.split(" · ")[0] for option in years.options] == ["2023", "2022", "2016"]

    def test_a_count_without_a_rate_is_no_missing_report(self, open_page: Open) -> None:
        page = open_page("comparison", daerah="00", ukuran="kasus_perempuan_dan_anak", tahun="2024")
        alt = page.get("plotly_chart")[0].proto.alt
        assert "Jawa Barat ada jumlah, tanpa angka per penduduk" in alt
        assert "belum dilaporkan" not in alt

    def test_an_order_by_value_says_that_it_is_no_ranking(self, open_page: Open) -> None:
        link = {"daerah": JAWA_BARAT, "ukuran": "korban_anak", "tahun": "2022"}
        assert "bukan peringkat kinerja" not in open_page("comparison", **link).words
        assert "bukan peringkat kinerja" in open_page("comparison", **link, urutan="nilai").words

    def test_a_regency_is_set_beside_its_province(self, open_page: Open) -> None:
        text = open_page("comparison", daerah="32.73", ukuran="korban_anak", tahun="2022").words
        assert "daripada bagian lain Provinsi Jawa Barat" in text


class TestGaps:
    def test_three_sums_are_shown_not_averaged(self, open_page: Open) -> None:
        text = open_page("gaps", daerah=CONTOH).words
        for total in ("229,64", "234,54", "232,19", "1.004"):
            assert total in text
        assert "tidak dirata-ratakan" in text
        assert "Dasar: Nilai Evaluasi Mandiri (EM) · Siklus 2024/25 · data 2023" in text

    def test_who_does_it_is_told_on_every_level(self, open_page: Open) -> None:
        for level in ("block", "indicator", "question"):
            text = open_page("gaps", daerah=CONTOH, tingkat=level).words
            assert "Dinas PPPA (DP3A)" in text
            assert "Bersama, dihitung pada yang lain" in text
            assert "dari dua salinan daerah; periksa terhadap juknis yang berlaku" in text
            assert "9 pertanyaan (bernilai 31,5 poin, 14 poin belum diraih) tidak" in text

    def test_an_office_the_form_lacks_is_said(self, open_page: Open) -> None:
        text = open_page("gaps", daerah=CONTOH, tingkat="question", perangkat="kantor_x").words
        assert "Pilihan “kantor_x” pada tautan tidak tersedia." in text

    def test_a_province_has_no_points_of_its_own(self, open_page: Open) -> None:
        text = open_page("gaps", daerah=JAWA_BARAT, tampilan="poin").words
        assert "tidak mempunyai poin sendiri" in text
        assert "belum dimuat" not in text
        assert "Target nasional" in open_page("gaps", daerah=JAWA_BARAT).words

    def test_questions_by_office(self, open_page: Open) -> None:
        everything = open_page("gaps", daerah=CONTOH, tingkat="question").words
        assert "Semua 274 butir" in everything or "274" in everything
        nobody = open_page("gaps", daerah=CONTOH, tingkat="question", perangkat="-")
        assert "tidak disebut" in nobody.words

    def test_the_two_views_never_meet(self, open_page: Open) -> None:
        points = open_page("gaps", daerah=CONTOH).words
        targets = open_page("gaps", daerah=JAWA_BARAT, tampilan="target").words
        assert "Target nasional" not in points
        assert "poin belum diraih pada" not in targets
        assert "telah berakhir" in targets

    def test_a_total_alone_gives_no_points(self, open_page: Open) -> None:
        page = open_page("gaps", daerah="33.18", tampilan="poin")
        assert "hanya nilai total yang dimuat" in page.words
        assert page.code[0].value == "python -m etl template rekap --out rekap.xlsx"


def test_the_data_page_lists_every_discrepancy(open_page: Open) -> None:
    text = open_page("sources").words
    told = re.search(r"(\d+) catatan mutu \((\d+) masalah baca, 18 selisih nilai\)", text)
    assert told is not None
    assert int(told[1]) == int(told[2]) + 18
    assert "rekap_kabupaten_contoh.xlsx · Data · D251" in text


def test_the_data_page_says_what_is_hidden_and_how_it_was_tried(
    open_page: Open, run: Warehouse
) -> None:
    edition = run("SELECT * FROM edition").iloc[0]
    text = open_page("sources").words
    assert f"{edition['hidden_primary']} angka, dan {edition['hidden_secondary']} angka" in text
    assert f"yang mungkin berselisih kurang dari {attack.WIDTH}." in text


def test_definitions_have_the_rows_of_the_form_and_the_lowest_band(open_page: Open) -> None:
    text = open_page("definitions").words
    assert ">21C<" in text
    assert "di bawah 500" in text


def test_every_chart_has_words_a_source_and_a_download(open_page: Open) -> None:
    for view in ("overview", "trend", "comparison", "gaps"):
        region = CONTOH if view in ("overview", "gaps") else JAWA_BARAT
        page = open_page(view, daerah=region, ukuran="korban_anak")
        charts = page.get("plotly_chart")
        assert charts
        assert all(len(chart.proto.alt) > 40 for chart in charts)
        text = page.words
        assert text.count('class="kla-alt"') == len(charts)
        assert text.count('class="kla-source">Sumber: ') >= len(charts)
        assert len(page.get("download_button")) >= len(charts)


def test_the_internal_edition_says_so(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLA_EDITION", "internal")
    page = open_page("comparison", daerah=KALTENG, ukuran="kasus_perempuan_dan_anak",
                     tahun=TestComparison.PARTIAL)  # fmt: skip
    assert page.get("popover")[0].proto.popover.label.startswith("Versi internal")
    assert "dirahasiakan" not in page.words
    assert ">294<" in page.words
