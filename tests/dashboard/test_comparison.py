"""Perbandingan Antardaerah in each of its states, as links open them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from dashboard.parts import comparable, comparison, similar, standing
from dashboard.parts.comparison_facts import Asked
from dashboard.parts.comparison_table import level_words
from dashboard.queries import comparison as queries
from dashboard.queries import standings
from dashboard.warehouse import Warehouse
from indicators import neighbours, wording
from indicators.regions import load_registry

Open = Callable[..., Any]
JABAR = {"ukuran": "korban_anak", "tahun": "2022"}
YEAR_2022 = (datetime.date(2022, 1, 1), datetime.date(2022, 12, 31))
RATE, COUNT = "per_100rb", "jumlah"


def asked(
    run: Warehouse, parent: str, measure: str, year: str, region: str = "", language: str = "id"
) -> Asked:
    period = comparable.periods(run, parent, measure, language)[year]
    return Asked(parent, region or parent, measure, period, language)


def tabs(page: Any) -> list[str]:
    """The views on offer."""
    found = [one for one in page.get("button_group") if one.label in ("Tampilan", "View")]
    return [option.content for option in found[0].proto.options] if found else []


class TestViews:
    def test_the_view_is_in_the_link(self, open_page: Open) -> None:
        page = open_page("comparison", daerah="32.73", gambar="corong", **JABAR)
        assert tabs(page) == [
            "Rentang tiap daerah", "Diagram corong", "Urutan dan kelompok", "Daerah serupa",
        ]  # fmt: skip
        assert "di dalam batas 95% corong" in page.words
        assert not [one for one in page.get("button_group") if one.label == "Urutan"]

    def test_choosing_a_view_writes_the_link_and_the_link_brings_it_back(
        self, open_page: Open
    ) -> None:
        page = open_page("comparison", daerah="32", **JABAR)
        first = page.words
        switch = next(one for one in page.get("button_group") if one.label == "Tampilan")
        switch.set_value("peringkat").run()
        assert page.query_params["gambar"] == "peringkat"
        assert "belum dapat ditempatkan" in page.words
        page.query_params.pop("gambar")
        page.run()
        assert page.words == first

    def test_an_unknown_view_is_said(self, open_page: Open) -> None:
        text = open_page("comparison", daerah="32", gambar="peta", **JABAR).words
        assert "Pilihan “peta” pada tautan tidak tersedia" in text
        province = open_page("comparison", daerah="32", gambar="serupa", **JABAR).words
        assert "Pilihan “serupa” pada tautan tidak tersedia" in province

    def test_without_rates_only_intervals_are_offered(self, open_page: Open) -> None:
        page = open_page("comparison", daerah="14", ukuran="kasus_seksual_anak", tahun="2017")
        assert tabs(page) == []
        assert "ditampilkan tanpa simpulan, karena" in page.words
        assert "per 100.000" not in page.words

    def test_an_outcome_has_a_direction_and_no_verdict(self, open_page: Open) -> None:
        link = {"ukuran": "stunting_prevalensi_persen", "tahun": "2022"}
        page = open_page("comparison", daerah="14", **link)
        assert tabs(page) == []
        assert "Arah indikator ini: lebih rendah lebih baik." in page.words
        assert "karena tidak ada rentang ketidakpastian" in page.words

    def test_provinces_stand_beside_the_nation(self, open_page: Open) -> None:
        page = open_page("comparison", daerah="00", ukuran="stunting_prevalensi_persen")
        assert "Indonesia: 21,6." in page.get("plotly_chart")[0].proto.alt
        assert "Daerah serupa" not in tabs(page)

    def test_a_province_with_one_area_or_none_says_what_is_shown_instead(
        self, open_page: Open, run: Warehouse
    ) -> None:
        with_parts = comparable.parent_titles(run)
        code = next(one.code for one in load_registry().provinces() if one.code not in with_parts)
        page = open_page("comparison", daerah=code)
        name = load_registry().get(code).name
        assert f"Belum ada angka yang dapat dibandingkan untuk {name}." in page.words

    def test_an_example_has_no_similar_areas(self, open_page: Open) -> None:
        assert "Daerah serupa" not in tabs(open_page("comparison", daerah="99.01"))

    @pytest.mark.parametrize("view", ["rentang", "corong", "peringkat", "serupa"])
    def test_english_views_are_english(self, open_page: Open, view: str) -> None:
        text = open_page("comparison", daerah="32.73", bahasa="en", gambar=view, **JABAR).words
        assert "Sumber:" not in text
        assert "urutan" not in text
        assert "per 100,000 population" in text


class TestOrder:
    def test_the_default_is_no_league_table(self, run: Warehouse) -> None:
        found = comparison.compare(run, asked(run, "32", "korban_anak", "2022"), RATE, "wilayah")
        assert found.listing.table is not None
        first = [row[0] for row in found.listing.table.rows]
        assert first[0] == "Kabupaten Bogor"
        assert "urutan" not in str(found.dots.figure.layout.annotations)

    def test_by_rate_opens_with_groups_and_rank_intervals(self, run: Warehouse) -> None:
        found = comparison.compare(run, asked(run, "32", "korban_anak", "2022"), RATE, "nilai")
        told = " ".join(note.text for note in found.dots.notes)
        assert "bukan peringkat kinerja" in told
        high = wording.rank_group_label("id", "high")
        assert f"{high}: 0; " in told
        assert ": 22." in told
        places = found.dots.figure.layout.yaxis3.ticktext
        assert places[0] == "1–21"
        table = found.listing.table
        assert table is not None
        at = [column.heading for column in table.columns].index("Urutan (yang mungkin)")
        assert table.rows[0][at] == "1 (1–21)"

    def test_the_download_has_places_and_nothing_of_what_is_hidden(self, run: Warehouse) -> None:
        found = comparison.compare(run, asked(run, "32", "korban_anak", "2022"), RATE, "nilai")
        assert found.listing.download is not None
        rows = found.listing.download.rows()
        places = ["rank", "rank_lower", "rank_upper", "funnel_lower95", "funnel_upper998",
                  "p_value", "p_adjusted", "expected"]  # fmt: skip
        assert {*places, "rank_group", "is_marked", "denominator_kind", "quality"} <= set(rows)
        hidden = rows[rows["hidden"] != "no"]
        assert len(hidden)
        assert hidden[[*places, "value", "rate", "rate_lower"]].isna().all(axis=None)
        assert not hidden["is_marked"].any()

    def test_counts_of_reports_are_put_in_no_order(self, run: Warehouse) -> None:
        period = asked(run, "32", "korban_anak", "2022").period
        assert set(comparable.order_titles("korban_anak", RATE, period, "id")) == {
            "wilayah", "nilai",
        }  # fmt: skip
        assert list(comparable.order_titles("korban_anak", COUNT, period, "id")) == ["wilayah"]

    def test_without_a_known_spread_nothing_is_ranked(self, run: Warehouse) -> None:
        found = standing.ranks(run, asked(run, "62", "korban_anak", "2025"))
        assert found.chart is None
        assert found.without.startswith("Urutan tidak dinyatakan.")
        by_rate = comparison.compare(run, asked(run, "62", "korban_anak", "2025"), RATE, "nilai")
        assert "yaxis3" not in by_rate.dots.figure.to_dict()["layout"]


class TestMarks:
    def test_tiles_mark_what_survives_correction_and_dots_what_is_outside_alone(
        self, internal: Warehouse
    ) -> None:
        found = comparison.compare(
            internal, asked(internal, "32", "korban_anak", "2022"), RATE, "wilayah"
        )
        frame = queries.regions(internal, "32", "korban_anak", *YEAR_2022)
        assert found.tiles is not None
        marks = [text for text in found.tiles.figure.data[1].text if "▲" in text or "▼" in text]
        assert len(marks) == frame["is_marked"].sum() > 0
        alone = ~frame["verdict"].isin(["similar", "not_compared"])
        assert len(marks) < alone.sum()
        said = found.tiles.notes[0].text
        assert said.startswith(f"{len(marks)} dari 27 daerah ditandai")
        assert "versi publik" not in said
        assert f"{alone.sum()} daerah berbeda" in said
        assert any("rentang 95% tiap daerah, tanpa koreksi" in n.text for n in found.dots.notes)

    def test_the_public_edition_says_that_its_marks_may_differ(self, run: Warehouse) -> None:
        found = comparison.compare(run, asked(run, "32", "korban_anak", "2022"), RATE, "wilayah")
        assert found.tiles is not None
        assert "dapat berbeda dari versi internal" in found.tiles.notes[0].text

    def test_without_a_known_spread_nothing_is_marked(self, run: Warehouse) -> None:
        found = comparison.compare(run, asked(run, "62", "korban_anak", "2025"), RATE, "wilayah")
        assert found.tiles is not None
        texts = found.tiles.figure.data[1].text
        assert not any("▲" in text or "▼" in text for text in texts)
        assert found.tiles.notes[0].text.startswith("Tidak ada daerah yang ditandai")

    def test_a_difference_inside_the_funnel_is_said_to_be_usual(self, run: Warehouse) -> None:
        frame = queries.regions(run, "32", "korban_anak", *YEAR_2022)
        differs = frame[~frame["verdict"].isin(["similar", "not_compared"])]
        for row in differs.itertuples():
            where = asked(run, "32", "korban_anak", "2022", str(row.region_code))
            dots = comparison.compare(run, where, RATE, "wilayah").dots
            told = "di dalam corong" in f"{dots.title} {dots.lead}"
            assert told == (row.funnel_level == "similar")
        assert set(differs["funnel_level"] == "similar") == {True, False}

    def test_counts_carry_no_mark(self, internal: Warehouse) -> None:
        found = comparison.compare(
            internal, asked(internal, "32", "korban_anak", "2022"), COUNT, "wilayah"
        )
        assert found.tiles is not None
        assert not any("▲" in text for text in found.tiles.figure.data[1].text)
        assert found.tiles.notes == ()

    def test_reports_are_never_judged_and_outcomes_are(self) -> None:
        assert level_words("far_higher", "none", "id") == "jelas lebih tinggi"
        assert level_words("lower", "better", "en") == "lower (better)"
        assert level_words("not_compared", "none", "id") == "–"


class TestFunnel:
    def test_hidden_areas_are_absent_and_counted(self, run: Warehouse, internal: Warehouse) -> None:
        where = asked(run, "62", "korban_anak", "2025")
        frame = queries.regions(run, "62", "korban_anak", where.period.start, where.period.end)
        hidden = set(frame[frame["state"] == "hidden"]["region_code"])
        chart = standing.funnel(run, where).chart
        assert chart is not None
        drawn = [code for trace in chart.figure.data for code in trace.customdata or ()]
        assert len(drawn) == 14 - len(hidden)
        assert not hidden & set(drawn)
        assert chart.notes[0].text == f"Tidak ada dalam corong: {len(hidden)} dirahasiakan."
        whole = standing.funnel(internal, asked(internal, "62", "korban_anak", "2025")).chart
        assert whole is not None
        assert "Tidak ada dalam corong" not in whole.notes[0].text

    def test_a_hidden_area_is_not_ranked_and_says_so(self, run: Warehouse) -> None:
        frame = queries.regions(run, "32", "korban_anak", *YEAR_2022)
        code = frame[frame["state"] == "hidden"]["region_code"].iloc[0]
        chart = standing.ranks(run, asked(run, "32", "korban_anak", "2022", code)).chart
        assert chart is not None
        assert chart.title == f"{load_registry().get(code).name}: tidak diurutkan"

    def test_points_and_limits_are_those_of_the_tables(self, internal: Warehouse) -> None:
        chart = standing.funnel(internal, asked(internal, "32", "korban_anak", "2022")).chart
        assert chart is not None
        frame = queries.regions(internal, "32", "korban_anak", *YEAR_2022)
        spread = standings.funnel(internal, "32", "korban_anak", *YEAR_2022).iloc[0]
        points = {
            code: (people, rate)
            for trace in chart.figure.data
            for code, people, rate in zip(
                trace.customdata or (), trace.x or (), trace.y or (), strict=False
            )
        }
        for row in frame.itertuples():
            assert points[row.region_code] == (row.denominator, row.rate)
        rule = next(trace for trace in chart.figure.data if trace.name == "baseline")
        assert rule.y == (spread["baseline"],) * 2
        outside = ~frame["funnel_level"].isin(["similar"])
        assert chart.title.startswith(f"{outside.sum()} dari 27 daerah")

    def test_few_areas_make_no_funnel_and_the_page_says_why(self, run: Warehouse) -> None:
        found = standing.funnel(run, asked(run, "16", "korban_anak", "2024"))
        assert found.chart is None
        assert found.without.startswith("Kurang dari lima daerah berangka")
        assert found.listing.table is not None

    def test_the_rule_is_what_the_areas_are_compared_with(self, run: Warehouse) -> None:
        frame = queries.regions(run, "32", "korban_anak", *YEAR_2022)
        chart = standing.funnel(run, asked(run, "32", "korban_anak", "2022")).chart
        assert chart is not None
        assert set(frame["benchmark_kind"].dropna()) == {"province"}
        rule = next(trace for trace in chart.figure.data if trace.name == "baseline")
        assert rule.y == pytest.approx((frame["benchmark"].dropna().iloc[0],) * 2)
        assert "seluruh provinsi" in chart.alt.lower()

    def test_a_hidden_area_says_why_it_is_not_placed(self, run: Warehouse) -> None:
        hidden = queries.regions(run, "32", "korban_anak", *YEAR_2022)
        code = hidden[hidden["state"] == "hidden"]["region_code"].iloc[0]
        chart = standing.funnel(run, asked(run, "32", "korban_anak", "2022", code)).chart
        assert chart is not None
        assert "tidak ditempatkan dalam corong" in chart.title


class TestSimilar:
    def test_own_province_first_and_the_reason_beside(self, internal: Warehouse) -> None:
        found = similar.similar(internal, asked(internal, "32", "korban_anak", "2022", "32.73"))
        table = found.listing.table
        assert table is not None
        assert [row[0] for row in table.rows[:3]] == ["Kota Bandung", "Kota Bekasi", "Kota Depok"]
        assert table.rows[1][2].startswith("Karakteristik serupa: kota atau kabupaten")
        assert len(table.rows) == 1 + neighbours.HOW_MANY
        assert {row[1] for row in table.rows[1:3]} == {"Jawa Barat"}
        assert all(row[3] == "belum ada data" for row in table.rows[3:])

    def test_the_group_is_pooled_from_counts_of_those_with_a_figure(
        self, internal: Warehouse
    ) -> None:
        frame = standings.like(internal, "32.73", "korban_anak", *YEAR_2022)
        others = frame[(frame["neighbour_rank"] > 0) & frame["value"].notna()]
        pooled = others["value"].sum() / others["denominator"].sum() * 100_000
        chart = similar.similar(
            internal, asked(internal, "32", "korban_anak", "2022", "32.73")
        ).chart
        assert chart is not None
        assert f"kelompok serupa {pooled:.1f}".replace(".", ",") in chart.title
        assert f"{len(others)} dari 10 daerah ada angkanya" in f"{chart.title} {chart.lead}"
        assert pooled in [shape.x0 for shape in chart.figure.layout.shapes]

    def test_hidden_figures_stay_out_of_the_group(self, run: Warehouse) -> None:
        frame = standings.like(run, "32.73", "korban_anak", *YEAR_2022)
        hidden = frame[frame["state"] == "hidden"]
        assert hidden[["value", "rate"]].isna().all(axis=None)
        chart = similar.similar(run, asked(run, "32", "korban_anak", "2022", "32.73")).chart
        assert chart is not None
        used = int((frame["value"].notna() & (frame["neighbour_rank"] > 0)).sum())
        assert f"{used} dari 10 daerah ada angkanya" in f"{chart.title} {chart.lead}"

    def test_without_any_figure_the_likeness_still_stands(self, run: Warehouse) -> None:
        found = similar.similar(run, asked(run, "32", "korban_anak", "2022", "94.01"))
        assert found.chart is None
        assert "belum ada angkanya" in found.without
        assert found.listing.table is not None
        assert len(found.listing.table.rows) == 11

    def test_an_outcome_is_shown_without_a_group(self, run: Warehouse) -> None:
        where = asked(run, "14", "stunting_prevalensi_persen", "2022", "14.01")
        chart = similar.similar(run, where).chart
        assert chart is not None
        assert chart.title.endswith("ditampilkan tanpa simpulan")
        assert "kelompok serupa" not in str(chart.figure.layout.annotations)

    def test_a_province_has_none(self, run: Warehouse) -> None:
        period = asked(run, "32", "korban_anak", "2022").period
        assert not similar.has_similar(run, "32", period)
        assert not similar.has_similar(run, "99.01", period)
        assert similar.has_similar(run, "32.73", period)


class TestDenominators:
    def test_rates_per_different_people_are_not_offered(self) -> None:
        mixed = pd.DataFrame(
            [
                {
                    "measure_id": "korban_anak", "year": 2022, "is_partial": False,
                    "is_year": True, "period_start": pd.Timestamp(2022, 1, 1),
                    "period_end": pd.Timestamp(2022, 12, 31), "regions": 3, "has_rate": True,
                    "denominator_kind": "anak_0_17; penduduk",
                }
            ]
        )  # fmt: skip
        for kind, has_rate in (("anak_0_17; penduduk", False), ("anak_0_17", True)):
            told = mixed.assign(denominator_kind=kind)
            period = comparable.periods(lambda *_, told=told: told, "32", "korban_anak", "id")[
                "2022"
            ]
            assert period.has_rate is has_rate
        titles = comparable.shown_titles(period, "id")
        assert titles == {RATE: "Per 100.000 anak (0–17 tahun)", COUNT: "Jumlah"}
