"""Areas beside each other: tiles and dots."""

from __future__ import annotations

import re
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard import theme
from dashboard.figures import compare
from dashboard.figures.text import bold_width, squeeze, width, wrap
from tests.dashboard.drawn import Build, Words, assert_look, assert_pure, named, texts

TILES = pd.DataFrame(
    {
        "region_code": ["32.04", "32.73", "32.05", "32.79"],
        "label": ["Bandung", "Kota Bandung", "Garut", "Kota Banjar"],
        "col": [0, 1, 2, 3],
        "row": [0, 0, 1, 1],
        "value": [3.48, 5.38, None, None],
        "state": ["shown", "shown", "hidden", "not_reported"],
        "level": [0.0, 4.0, None, None],
    }
)
AREAS = pd.DataFrame(
    {
        "label": ["Bogor", "Kuningan", "Kota Depok", "Garut", "Kota Banjar"],
        "value": [0.38, 2.38, 6.67, None, None],
        "lower": [0.24, 1.59, 5.56, None, None],
        "upper": [0.59, 3.42, 7.93, None, None],
        "state": ["shown", "shown", "shown", "hidden", "not_reported"],
        "is_selected": [False, True, False, False, False],
        "verdict": ["lower", "similar", "higher", "not_compared", "not_compared"],
    }
)

FIGURES: dict[str, tuple[Build, Words]] = {
    "tile map": (
        lambda x: compare.tile_map(TILES, x, "32.73", unit_label="per 100.000"),
        lambda x: compare.tile_map_alt(TILES, x, "32.73", unit_label="per 100.000"),
    ),
    "dots": (
        lambda x: compare.dots(AREAS, ("Jawa Barat", 2.28), x, unit_label="per 100.000"),
        lambda x: compare.dots_alt(AREAS, ("Jawa Barat", 2.28), x, unit_label="per 100.000"),
    ),
}


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_figure_is_valid_and_carries_its_look(name: str, language: str) -> None:
    build, alt = FIGURES[name]
    assert_look(build, alt, language)


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_leaves_its_frame_alone(name: str) -> None:
    assert_pure(FIGURES[name][0], (TILES, AREAS))


@pytest.mark.parametrize(
    "figure",
    [
        compare.tile_map(TILES.head(0), "id", None),
        compare.dots(AREAS.head(0), None, "id"),
    ],
)
def test_an_empty_frame_is_said(figure: go.Figure) -> None:
    assert texts(figure) == ["Tidak ada data untuk digambar"]


def test_tiles_carry_code_word_and_shade() -> None:
    figure = FIGURES["tile map"][0]("id")
    tiles, names = figure.data[:2]
    assert list(tiles.customdata) == ["32.04", "32.73", "32.05", "32.79"]
    assert tiles.marker.color[:2] == (theme.BLUES[0], theme.BLUES[4])
    assert tiles.marker.pattern.shape == ("", "", "/", "")
    assert tiles.marker.line.width == (1, 3, 1, 1)
    assert [text.rsplit("<br>")[-1] for text in names.text] == [
        "<b>3,48</b>", "<b>5,38</b>", "<b>D</b>", "<b>…</b>",
    ]  # fmt: skip
    assert names.textfont.color[:2] == (theme.INK, theme.WHITE)
    assert all(trace.hoverinfo == "skip" for trace in figure.data[1:])
    assert "D dirahasiakan · … belum dilaporkan" in texts(figure)


def test_tiles_break_names_only_where_the_screen_is_narrow() -> None:
    codes = [f"62.{place:02}" for place in range(5)]
    frame = pd.DataFrame(
        {
            "region_code": codes, "label": ["Kotawaringin Timur"] * 5, "col": range(5), "row": 0,
            "value": 7.0, "state": "shown", "level": 0.0,
        }
    )  # fmt: skip
    narrow, wide = compare.tile_map(frame, "id", None).data[1:3]
    assert narrow.type == wide.type == "scatter", "the style sheet counts the traces of words"
    assert narrow.text[0] == "Kotawa-<br>ringin<br>Timur<br><b>7</b>"
    assert wide.text[0] == "Kotawaringin<br>Timur<br><b>7</b>"


def test_a_region_without_a_row_is_not_said_to_be_unreported() -> None:
    tiles = TILES.assign(state=["shown", "no_rate", "hidden", "no_data"])
    assert "D dirahasiakan · – belum ada data<br>× ada jumlah, tanpa angka per penduduk" in texts(
        compare.tile_map(tiles, "id", None)
    )
    areas = AREAS.assign(state=["shown", "shown", "shown", "no_rate", "no_data"])
    words = texts(compare.dots(areas, None, "id"))
    assert {"belum ada data", "ada jumlah, tanpa angka per penduduk"} <= set(words)
    assert "belum dilaporkan" not in " ".join(words)


def test_a_zero_says_its_months_and_one_shade_needs_no_key() -> None:
    tiles = TILES.assign(value=[0.0, 5.0, None, None], level=[0.0, 0.0, None, None])
    told = compare.tile_map_alt(tiles, "id", None, period_label="Jan–Des 2022")
    assert "Bandung 0 (Jan–Des 2022)" in told
    assert "0–5" not in texts(compare.tile_map(tiles, "id", None))


def test_the_bold_name_of_the_chosen_region_has_room() -> None:
    long = AREAS.assign(label="Kotawaringin Timur")
    figure = compare.dots(long, None, "id")
    assert figure.layout.margin.l >= bold_width("Kotawaringin Timur") + 8


def test_figures_print_the_decimals_of_the_page() -> None:
    assert "<b>3,5</b>" in compare.tile_map(TILES, "id", None, decimals=1).data[1].text[0]
    assert compare.dots(AREAS, None, "id", decimals=1).layout.yaxis2.ticktext[0] == "0,4"


def test_dots_keep_every_row_and_tell_verdicts_apart_thrice() -> None:
    figure = FIGURES["dots"][0]("id")
    rows = [re.sub("</?b>", "", text) for text in figure.layout.yaxis.ticktext]
    assert rows == AREAS["label"].tolist()
    assert figure.layout.yaxis2.ticktext == ("0,38", "<b>2,38</b>", "6,67", "", "")
    dots = {dot["name"]: dot["marker"] for dot in named(figure, "markers")}
    assert list(dots) == ["Lebih tinggi", "Tidak berbeda nyata", "Lebih rendah"]
    assert len({dot["symbol"] for dot in dots.values()}) == 3
    assert len({dot["color"] for dot in dots.values()}) == 3
    words = texts(figure)
    assert {"dirahasiakan", "… belum dilaporkan", *dots} <= set(words)
    assert "Jawa Barat <b>2,28</b>" in words
    assert 2.28 in [shape.x0 for shape in figure.layout.shapes]
    assert named(figure, "lines")[0]["x"][:3] == [0.24, 0.59, None]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Garut", ["Garut"]),
        ("Sukabumi", ["Suka-", "bumi"]),
        ("Kota Tasikmalaya", ["Kota", "Tasik-", "malaya"]),
        ("Majalengka", ["Maja-", "lengka"]),
        ("Purwakarta", ["Purwa-", "karta"]),
        ("Kuningan", ["Kuni-", "ngan"]),
    ],
)
def test_place_names_break_between_syllables(name: str, lines: list[str]) -> None:
    assert squeeze(name, 50) == lines
    assert "".join(squeeze(name, 50)).replace("-", "") == name.replace(" ", "")


def test_lines_keep_within_their_room() -> None:
    text = "Persentase desa yang melaksanakan perlindungan anak terpadu berbasis masyarakat"
    assert all(width(line) <= 200 for line in wrap(text, 200))
    assert " ".join(wrap(text, 200)) == text


def test_a_scale_that_does_not_start_at_zero_says_so() -> None:
    high = AREAS.head(3).assign(value=[95.1, 96.1, 96.4], lower=None, upper=None)
    figure = compare.dots(high, ("Nasional", 96.5), "id", unit_label="persen")
    assert figure.layout.xaxis.range[0] == 95
    assert not figure.layout.xaxis.zeroline
    assert "persen<br>skala tidak mulai dari 0" in texts(figure)
    assert compare.dots(AREAS, None, "id").layout.xaxis.range[0] == 0


def test_a_name_in_two_lines_gets_a_taller_row() -> None:
    long = AREAS.assign(label=["Bogor", "Nusa Tenggara Barat Daya", "Depok", "Garut", "Banjar"])
    at = compare.dots(long, None, "id").layout.yaxis.tickvals
    steps = [other - one for one, other in pairwise(at)]
    assert steps[0] == steps[1] > steps[2] == steps[3] == 24
