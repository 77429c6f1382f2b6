"""The funnel, the ranks, and what the dots and tiles say of an order and of many comparisons."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from dashboard import theme
from dashboard.figures import compare, labels_apart, people_axis
from dashboard.figures.labels_apart import Spot
from dashboard.figures.levels import LEVELS
from indicators import codes, funnel
from tests.dashboard.drawn import Build, Words, assert_look, assert_pure, named, texts

PLACED = pd.DataFrame(
    {
        "region_code": ["32.72", "32.01", "32.73", "32.79"],
        "label": ["Kota Sukabumi", "Bogor", "Kota Bandung", "Kota Banjar"],
        "people": [358_854.0, 5_473_476.0, 2_545_005.0, 208_000.0],
        "count": [35.0, 21.0, 137.0, 1.0],
        "rate": [9.8, 0.4, 5.4, 0.5],
        "lower95": [0.3, 0.5, 0.4, 0.2],
        "upper95": [8.9, 7.2, 7.4, 9.4],
        "lower998": [0.0, 0.1, 0.1, 0.0],
        "upper998": [14.0, 11.0, 11.5, 15.0],
        "level": ["higher", "lower", "similar", "similar"],
        "is_selected": [False, False, True, False],
    }
)
LINES = funnel.curve(2.3, 0.1, (160_000, 6_800_000))
AVERAGE = ("seluruh daerah", 2.3)
ROWS = pd.DataFrame(
    {
        "label": ["Kota Sukabumi", "Kota Bandung", "Bogor", "Garut"],
        "value": [1.0, 2.0, 3.0, None],
        "lower": [1.0, 1.0, 2.0, None],
        "upper": [2.0, 3.0, 3.0, None],
        "state": ["shown", "shown", "shown", "hidden"],
        "is_selected": [False, True, False, False],
        "verdict": ["far_higher", "higher", "lower", "not_compared"],
        "group": ["Tentu di paruh atas", "Belum dapat ditempatkan", "Belum dapat ditempatkan",
                  "Tidak diurutkan"],
        "place": ["1–2", "1–3", "2–3", ""],
    }
)  # fmt: skip


FIGURES: dict[str, tuple[Build, Words]] = {
    "funnel": (
        lambda x: compare.funnel(PLACED, LINES, AVERAGE, x, people_label="Penduduk"),
        lambda x: compare.funnel_alt(PLACED, AVERAGE, x, people_label="Penduduk"),
    ),
    "ranks": (lambda x: compare.ranks(ROWS, 3, x), lambda x: compare.ranks_alt(ROWS, x)),
    "grouped dots": (
        lambda x: compare.dots(ROWS, ("Jawa Barat", 1.5), x),
        lambda x: compare.dots_alt(ROWS, ("Jawa Barat", 1.5), x),
    ),
}


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_figure_is_valid_and_carries_its_look(name: str, language: str) -> None:
    build, alt = FIGURES[name]
    assert_look(build, alt, language)


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_leaves_its_frame_alone(name: str) -> None:
    assert_pure(FIGURES[name][0], (PLACED, LINES, ROWS))


def test_an_empty_frame_is_said() -> None:
    empty = "Tidak ada data untuk digambar"
    assert texts(compare.ranks(ROWS.head(0), 0, "id")) == [empty]
    figure = compare.funnel(PLACED.head(0), LINES, AVERAGE, "id", people_label="Penduduk")
    assert texts(figure) == [empty]
    assert compare.ranks_alt(ROWS.head(0), "id") == f"{empty}."
    told = compare.funnel_alt(PLACED.head(0), AVERAGE, "id", people_label="Penduduk")
    assert told == f"{empty}."


class TestFunnel:
    FIGURE = FIGURES["funnel"][0]("id")

    def test_limits_are_a_band_and_dashed_lines_around_the_average(self) -> None:
        lines = {trace["name"]: trace for trace in named(self.FIGURE, "lines")}
        assert list(lines) == ["lower95", "upper95", "lower998", "upper998", "baseline"]
        assert lines["upper95"]["fill"] == "tonexty"
        assert lines["upper998"]["line"]["dash"] == "dash"
        assert lines["baseline"]["y"] == [2.3, 2.3]
        assert list(lines["upper998"]["y"]) == LINES["upper998"].tolist()
        top = self.FIGURE.layout.yaxis.range[1]
        assert top > LINES["upper998"].min()
        assert "garis mendatar: seluruh daerah <b>2,3</b>" in texts(self.FIGURE)

    def test_levels_differ_in_shape_and_word_and_carry_their_code(self) -> None:
        signs = named(self.FIGURE, "markers")
        names = [sign["name"] for sign in signs]
        assert names == ["Di atas batas 95%", "Di dalam batas", "Di bawah batas 95%"]
        assert len({sign["marker"]["symbol"] for sign in signs}) == 3
        assert signs[0]["customdata"] == ["32.72"]
        assert set(names) <= set(texts(self.FIGURE))

    def test_the_chosen_area_is_rimmed_and_named(self) -> None:
        inside = named(self.FIGURE, "markers")[1]
        at = inside["customdata"].index("32.73")
        assert inside["marker"]["line"]["color"][at] == theme.ORANGE
        assert "<b>Kota Bandung</b>" in texts(self.FIGURE)
        assert {"Kota Sukabumi", "Bogor"} <= set(texts(self.FIGURE))
        assert "Kota Banjar" not in texts(self.FIGURE)

    def test_hover_and_words_have_count_rate_people_and_limits(self) -> None:
        hover = named(self.FIGURE, "markers")[0]["hovertext"][0]
        assert hover == (
            "Kota Sukabumi 9,8<br>35 dari 358.854 jiwa<br>batas 95%: 0,3–8,9<br>"
            "99,8%: 0,0–14,0<br>di atas batas 95%"
        )
        told = FIGURES["funnel"][1]("en")
        assert "Kota Sukabumi 9.8, 35 of 358,854 people" in told
        assert "above the 95% limit." in told

    def test_people_are_on_a_log_scale_that_says_so(self) -> None:
        axis = self.FIGURE.layout.xaxis
        assert axis.type == "log"
        assert axis.range[0] < math.log10(208_000)
        assert axis.range[1] > math.log10(5_473_476)
        assert axis.ticktext == ("200", "500", "1.000", "2.000", "5.000")
        assert "Penduduk (ribu), skala logaritmik" in texts(self.FIGURE)

    def test_areas_of_one_size_need_no_log_scale(self) -> None:
        alike = PLACED.assign(people=[200_000.0, 210_000.0, 220_000.0, 230_000.0])
        figure = compare.funnel(alike, LINES, AVERAGE, "id", people_label="Penduduk")
        assert figure.layout.xaxis.type == "linear"
        assert "Penduduk (ribu)" in texts(figure)

    def test_one_area_and_no_limits_can_be_drawn(self) -> None:
        figure = compare.funnel(
            PLACED.head(1), LINES.head(0), AVERAGE, "id", people_label="Penduduk"
        )
        assert len(named(figure, "markers")) == 1
        assert [trace["name"] for trace in named(figure, "lines")] == ["baseline"]


def test_a_number_of_people_below_a_thousand_has_its_tick() -> None:
    axis, place = people_axis.people_axis([150.0, 4_000.0], "id")
    assert axis["ticktext"] == ["0,2", "0,5", "1", "2"]
    assert place.people(place.axis(500.0)) == pytest.approx(500.0)
    assert 0 < place(150.0) < place(4_000.0) < 1


def test_names_never_cover_one_another_or_a_sign() -> None:
    crowd = [Spot("Kota Tasikmalaya", 100.0 + 3 * step, 100.0, 95.0) for step in range(8)]
    kept = labels_apart.placed(crowd, range(8), 300, 300)
    assert kept
    assert len(kept) < len(crowd)
    apart = [Spot("Bogor", 50.0 + 100 * step, 100.0, 40.0) for step in range(3)]
    assert set(labels_apart.placed(apart, [2, 1, 0], 300, 300)) == {0, 1, 2}
    edge = labels_apart.placed([Spot("Kota Banjar", 4.0, 100.0, 70.0)], [0], 300, 300)
    assert edge[0].xanchor == "left"


class TestRanks:
    FIGURE = FIGURES["ranks"][0]("id")

    def test_a_rank_is_a_bar_from_the_first_to_the_last_it_may_have(self) -> None:
        bars = named(self.FIGURE, "lines")[0]
        assert bars["x"] == [1.0, 2.0, None, 1.0, 3.0, None, 2.0, 3.0, None]
        assert named(self.FIGURE, "markers")[0]["x"] == [1.0, 2.0, 3.0]
        assert self.FIGURE.layout.yaxis2.ticktext == ("1–2", "<b>1–3</b>", "2–3", "")

    def test_groups_head_their_rows_and_no_bare_rank_is_told(self) -> None:
        words = texts(self.FIGURE)
        assert words.count("<b>Belum dapat ditempatkan</b>") == 1
        assert {"<b>Tentu di paruh atas</b>", "<b>Tidak diurutkan</b>", "dirahasiakan"} <= set(
            words
        )
        told = FIGURES["ranks"][1]("id")
        assert "Tentu di paruh atas: Kota Sukabumi urutan 1–2." in told
        assert "Garut dirahasiakan." in told

    def test_the_middle_is_ruled(self) -> None:
        assert self.FIGURE.layout.shapes[-1].x0 == 2
        assert "tengah" in texts(self.FIGURE)

    def test_places_are_numbered_without_touching(self) -> None:
        many = pd.concat([ROWS.head(1)] * 27, ignore_index=True)
        ticks = compare.ranks(many, 27, "id").layout.xaxis.tickvals
        assert ticks == (1, 6, 11, 16, 21, 27)
        assert compare.ranks(ROWS, 3, "id").layout.xaxis.tickvals == (1, 2, 3)


class TestOrder:
    def test_dots_in_order_carry_groups_and_rank_intervals(self) -> None:
        figure = FIGURES["grouped dots"][0]("id")
        assert figure.layout.yaxis3.ticktext == ("1–2", "<b>1–3</b>", "2–3", "")
        assert {"<b>Tentu di paruh atas</b>", "urutan"} <= set(texts(figure))
        told = FIGURES["grouped dots"][1]("id")
        assert "Kota Sukabumi 1 (rentang 95%: 1–2; jelas lebih tinggi; urutan 1–2)." in told

    def test_dots_by_code_have_neither(self) -> None:
        plain = compare.dots(ROWS.drop(columns=["group", "place"]), None, "id")
        assert "yaxis3" not in plain.to_dict()["layout"]
        assert "urutan" not in texts(plain)
        assert plain.layout.height < FIGURES["grouped dots"][0]("id").layout.height

    def test_five_levels_differ_in_shape_or_filling(self) -> None:
        assert tuple(LEVELS) == codes.COMPARISON_LEVELS
        looks = {(sign.symbol, sign.color, sign.edge) for sign in LEVELS.values()}
        assert len(looks) == len(LEVELS)
        assert {LEVELS["higher"].symbol, LEVELS["far_higher"].symbol} == {"triangle-up"}


def test_tiles_mark_only_what_they_are_told_to() -> None:
    tiles = pd.DataFrame(
        {
            "region_code": ["32.72", "32.05", "32.73"], "label": ["Kota Sukabumi", "Garut", "Kota "
            "Bandung"], "col": [0, 1, 2], "row": 0, "value": [9.8, 0.1, 5.4], "state": "shown",
            "level": [4.0, 0.0, 3.0], "mark": ["higher", "lower", None],
        }
    )  # fmt: skip
    figure = compare.tile_map(tiles, "id", None)
    values = [text.rsplit("<br>")[-1] for text in figure.data[1].text]
    assert values == ["<b>9,80 ▲</b>", "<b>0,10 ▼</b>", "<b>5,40</b>"]
    assert "▲ lebih tinggi · ▼ lebih rendah" in texts(figure)
    assert "Kota Sukabumi 9,80 (lebih tinggi)" in compare.tile_map_alt(tiles, "id", None)
    bare = compare.tile_map(tiles.drop(columns="mark"), "id", None)
    assert not any("▲" in text for text in texts(bare))
