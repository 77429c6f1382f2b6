"""Penyandingan Data: what differs, by how much, why, and which figure is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from dashboard import theme
from dashboard.figures import pairs as figures
from dashboard.parts import pairs
from dashboard.queries import pairs as queries
from dashboard.warehouse import Warehouse
from indicators import codes
from tests.dashboard.drawn import assert_look, assert_pure, texts

Open = Callable[..., Any]
JAWA_BARAT, KALTENG = "32", "62"
FRAME = pd.DataFrame(
    {
        "label": ["1. Provinsi Jawa Barat 2021", "2. Kota Sukabumi 2021", "3. Kota Bogor 2021",
                  "4. Kabupaten Garut 2020"],
        "shown": ["1.087", "38", "0", "10"],
        "other": ["216", "24", "12", "95"],
        "share": [216 / 1087, 24 / 38, None, 9.5],
        "told": ["Jawa Barat: 1.087 dan 216", "Sukabumi: 38 dan 24", "Bogor: 0 dan 12",
                 "Garut: 10 dan 95"],
    }
)  # fmt: skip


class TestDumbbells:
    @pytest.mark.parametrize("language", ["id", "en"])
    def test_it_carries_the_look(self, language: str) -> None:
        assert_look(lambda x: figures.dumbbells(FRAME, x),
                    lambda x: figures.dumbbells_alt(FRAME, x), language)  # fmt: skip

    def test_it_leaves_its_frame_alone(self) -> None:
        assert_pure(lambda x: figures.dumbbells(FRAME, x), (FRAME,))

    def test_the_shown_figure_is_one_hundred_percent(self) -> None:
        lines, near, far, shown = figures.dumbbells(FRAME, "id").to_dict()["data"]
        assert list(shown["x"]) == [1.0, 1.0, 1.0]
        assert list(near["x"]) == [216 / 1087, 24 / 38]
        assert list(far["x"]) == [3.0]
        assert list(lines["x"])[:3] == [1.0, 216 / 1087, None]

    def test_colours_judge_nobody(self) -> None:
        data = figures.dumbbells(FRAME, "id").to_dict()["data"]
        used = {trace["marker"]["color"] for trace in data if "marker" in trace}
        assert used <= {theme.BLUE, theme.WHITE, theme.CHARCOAL}

    def test_a_pair_without_a_share_says_so(self) -> None:
        assert "tidak dapat dibandingkan" in texts(figures.dumbbells(FRAME, "id"))

    def test_an_empty_frame_is_said(self) -> None:
        assert texts(figures.dumbbells(FRAME.head(0), "id")) == ["Tidak ada data untuk digambar"]


class TestQuery:
    def test_the_figure_that_is_shown_stands_first(self, run: Warehouse) -> None:
        frame = queries.pairs(run, "00", queries.ALL, queries.ALL)
        table = run("SELECT * FROM side_by_side")
        assert len(frame) == len(table) > 20
        chosen = {
            (row.region_code, row.year, row.measure_id, row.publication_id, row.period_end)
            for row in run("SELECT * FROM indicator_value WHERE is_chosen").itertuples()
        }
        for row in frame.itertuples():
            other = (row.region_code, row.year, row.other_measure_id, row.other_publication_id,
                     row.other_period_end)  # fmt: skip
            first = (row.region_code, row.year, row.measure_id, row.publication_id, row.period_end)
            if other in chosen and not row.both_chosen:
                assert first in chosen

    def test_difference_and_share_follow_the_values(self, run: Warehouse) -> None:
        frame = queries.pairs(run, "00", queries.ALL, queries.ALL)
        known = frame[frame["difference"].notna()]
        assert (known["value"] - known["other_value"] - known["difference"]).abs().max() < 1e-9
        shares = known[known["share"].notna()]
        assert (shares["other_value"] - shares["share"] * shares["value"]).abs().max() < 1e-6

    def test_what_nobody_can_explain_comes_first_and_equal_pairs_last(self, run: Warehouse) -> None:
        frame = queries.pairs(run, "00", queries.ALL, queries.ALL)
        unknown = (frame["cause"] == "tidak_diketahui") & frame["has_chosen"]
        unknown &= frame["difference"].notna()
        tiers = [0 if is_unknown else 3 if agrees else 1
                 for is_unknown, agrees in zip(unknown, frame["agrees"], strict=True)]  # fmt: skip
        assert tiers == sorted(tiers)

    def test_filters(self, run: Warehouse) -> None:
        frame = queries.pairs(run, JAWA_BARAT, "2021", queries.DIFFERENT)
        assert set(frame["year"]) == {2021}
        assert not frame["agrees"].any()
        assert all(code.startswith(JAWA_BARAT) for code in frame["region_code"])
        causes = queries.pairs(run, "00", queries.ALL, "sebagian_tahun")["cause"]
        assert set(causes) == {"sebagian_tahun"}
        assert queries.pairs(run, "00", "DROP", queries.ALL).empty

    def test_hidden_figures_have_no_value_and_no_difference(self, run: Warehouse) -> None:
        frame = queries.pairs(run, "00", queries.ALL, queries.ALL)
        hidden = frame[(frame["hidden"] != "no") | (frame["other_hidden"] != "no")]
        assert len(hidden) > 0
        assert hidden["difference"].isna().all()
        assert hidden["share"].isna().all()


class TestPage:
    def test_jawa_barat(self, open_page: Open) -> None:
        page = open_page("pairs", daerah=JAWA_BARAT)
        text = page.words
        assert "pasangan angka tentang hal yang sama" in text
        assert "319 (DP3AKB Provinsi Jawa Barat (Open Data Jabar))" in text
        assert "559 (detikJabar)" in text
        assert "Sumber lebih tepercaya" in text
        assert "Masa hitungan berbeda, misalnya sebagian tahun" in text
        assert len(page.get("plotly_chart")) == 1

    def test_a_year_and_a_cause_are_in_the_link(self, open_page: Open) -> None:
        page = open_page("pairs", daerah=JAWA_BARAT, tahun="2022", sebab="sebagian_tahun")
        text = page.words
        assert "1.123" in text
        assert "1.087" not in text
        assert "559" not in text

    def test_what_a_link_asks_in_vain_is_said(self, open_page: Open) -> None:
        text = open_page("pairs", daerah=JAWA_BARAT, tahun="1999").words
        assert (
            "Periode “1999” tidak ada untuk Provinsi Jawa Barat. Ditampilkan: Semua tahun" in text
        )

    def test_hidden_stays_hidden(self, open_page: Open, internal: Warehouse) -> None:
        assert (
            "Jumlah kecil; dirahasiakan demi identitas anak"
            not in open_page("pairs", daerah=KALTENG).words
        )

    def test_hidden_is_said_in_the_public_edition(self, open_page: Open) -> None:
        text = open_page("pairs", daerah=KALTENG).words
        assert "Jumlah kecil; dirahasiakan demi identitas anak" in text
        assert "tidak dapat disandingkan karena dirahasiakan" in text

    def test_a_region_without_pairs_says_so(self, open_page: Open) -> None:
        page = open_page("pairs", daerah="99.01")
        assert "Belum ada dua publikasi tentang angka yang sama" in page.words
        assert not page.get("plotly_chart")

    def test_nobody_decides_in_the_public_edition(self, open_page: Open) -> None:
        page = open_page("pairs", daerah=JAWA_BARAT)
        assert "Pilih angka yang ditampilkan" not in [one.label for one in page.expander]


def test_a_release_that_was_replaced_reads_as_such() -> None:
    row = pd.DataFrame(
        {
            "name": ["Provinsi Jawa Barat"], "year": [2021], "measure_id": ["korban_anak"],
            "other_measure_id": ["korban_anak"], "value": [1087.0], "other_value": [216.0],
            "publisher": ["DP3AKB"], "other_publisher": ["DP3AKB"], "replaces": [True],
        }
    )  # fmt: skip
    told = pairs.pair_told(next(row.itertuples()), pairs.speaker("id"))
    assert told == (
        "Provinsi Jawa Barat 2021, Anak korban kekerasan: 216 pada rilis lama, digantikan 1.087 "
        "pada rilis baru (DP3AKB)"
    )


def test_every_cause_has_words(run: Warehouse) -> None:
    titles = pairs.texts.catalogue().dimensions["cause"]
    assert set(titles) == set(codes.CAUSES)


def test_both_figures_of_a_pair_carry_their_mark(run: Warehouse) -> None:
    frame = queries.pairs(run, JAWA_BARAT, queries.ALL, queries.ALL)
    shown = frame[frame["value"].notna()]
    assert shown["quality"].notna().all()
    assert frame.loc[frame["other_value"].notna(), "other_quality"].notna().all()
    found = pairs.side_by_side(run, JAWA_BARAT, "Jawa Barat", pairs.ALL, pairs.ALL, "id")
    assert found.listing.table is not None
    cells = [row[5] for row in found.listing.table.rows]
    assert any(cell == "▲ Perlu kehati-hatian" for cell in cells)
    assert any(" / " in cell for cell in cells)
    assert found.listing.download is not None
    assert {"quality", "other_quality_reasons"} <= set(found.listing.download.rows().columns)
