"""The figures of scores and gaps, and the look all figures share."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard import theme
from dashboard.figures import gap, score
from indicators.definition import Band, Title
from tests.dashboard.drawn import Build, Words, assert_look, assert_pure, named, texts


def band(band_id: str, title: str, lower: float, upper: float) -> Band:
    return Band(band_id=band_id, title=Title(id=title, en=title), lower=lower, upper=upper)


BANDS = (
    band("tanpa_penghargaan", "Tanpa penghargaan", 0, 500),
    band("pratama", "Pratama", 500, 600),
    band("madya", "Madya", 601, 700),
    band("nindya", "Nindya", 701, 800),
    band("utama", "Utama", 801, 900),
    band("kla", "KLA", 901, 1000),
)
OTHERS = [("jumlah baris indikator", 765.46), ("jumlah pertanyaan", 771.81)]
BLOCKS = pd.DataFrame(
    {
        "title": ["Kelembagaan", "I Hak sipil"],
        "score": [127.66, None],
        "max_score": [164.0, 115.0],
        "percent": [77.84, None],
    }
)
POINTS = pd.DataFrame(
    {
        "title": ["Perda KLA", "PATBM di desa", "Perkawinan anak"],
        "open": [12.0, 7.5, 0.0],
        "max_score": [20.0, 10.0, 4.0],
        "kind": ["bukti", "campuran", "capaian"],
    }
)
GAPS = pd.DataFrame(
    {
        "title": ["Stunting", "Stunting", "Dispensasi kawin"],
        "value": [20.2, 20.2, 5628.0],
        "target": [14.0, 14.2, None],
        "target_label": ["Target RPJMN 2024", "Target RPJMN 2029", None],
        "is_expired": [True, False, False],
        "better": ["lower", "lower", "lower"],
        "province_value": [19.0, 19.0, None],
        "national_value": [21.6, 21.6, None],
        "unit": ["persen", "persen", "jumlah"],
    }
)

FIGURES: dict[str, tuple[Build, Words]] = {
    "ruler": (
        lambda x: score.ruler(770.36, BANDS, stage_label="EM", language=x, others=OTHERS),
        lambda x: score.ruler_alt(770.36, BANDS, stage_label="EM", language=x, others=OTHERS),
    ),
    "ruler without a score": (
        lambda x: score.ruler(None, BANDS, stage_label="", language=x),
        lambda x: score.ruler_alt(None, BANDS, stage_label="", language=x),
    ),
    "blocks": (lambda x: score.blocks(BLOCKS, x), lambda x: score.blocks_alt(BLOCKS, x)),
    "open points": (lambda x: gap.open_points(POINTS, x), lambda x: gap.open_points_alt(POINTS, x)),
    "bullets": (lambda x: gap.bullets(GAPS, x), lambda x: gap.bullets_alt(GAPS, x)),
}


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_figure_is_valid_and_carries_its_look(name: str, language: str) -> None:
    build, alt = FIGURES[name]
    assert_look(build, alt, language)


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_leaves_its_frame_alone(name: str) -> None:
    assert_pure(FIGURES[name][0], (BLOCKS, POINTS, GAPS))


@pytest.mark.parametrize(
    "figure",
    [
        score.blocks(BLOCKS.head(0), "id"),
        gap.open_points(POINTS.head(0), "id"),
        gap.bullets(GAPS.head(0), "id"),
    ],
)
def test_an_empty_frame_is_said(figure: go.Figure) -> None:
    assert texts(figure) == ["Tidak ada data untuk digambar"]


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(KeyError):
        theme.figure([], {}, "jv")


def test_the_ruler_draws_the_score_and_the_other_totals_of_its_file() -> None:
    figure = FIGURES["ruler"][0]("id")
    words = " ".join(texts(figure))
    assert "<b>770,36</b>" in words
    assert "765,46 · jumlah baris indikator" in words
    assert "771,81 · jumlah pertanyaan" in words
    track = figure.data[0]
    assert list(track.base) == [0, 500, 600, 700, 800, 900]
    assert track.hovertext[3] == "Nindya: 701–800"
    assert figure.layout.xaxis.range == (0, 1000)
    assert FIGURES["ruler"][1]("en").endswith("jumlah pertanyaan 771.81.")


def test_a_ruler_without_a_score_says_so() -> None:
    figure = FIGURES["ruler without a score"][0]("id")
    assert "Belum ada nilai yang dimuat" in texts(figure)
    assert not named(figure, "markers")


def test_blocks_carry_points_maximum_and_percent() -> None:
    words = texts(score.blocks(BLOCKS, "id"))
    assert "127,66 / 164 (78%)" in words
    assert "… belum dilaporkan / 115" in words
    assert "127.66 / 164 (78%)" in texts(score.blocks(BLOCKS, "en"))


def test_open_points_without_kinds_look_alike() -> None:
    figure = gap.open_points(POINTS, "id", by_kind=False)
    assert len(set(figure.data[0].marker.color)) == 1
    assert "bukti dukung" not in gap.open_points_alt(POINTS, "id", by_kind=False)


def test_open_points_name_the_kind_of_work() -> None:
    figure = gap.open_points(POINTS, "id")
    bars = figure.data[0]
    assert list(bars.x) == [12, 7.5, 0]
    assert len(set(bars.marker.color)) == len(set(bars.marker.pattern.shape)) == 3
    words = [word.strip("\u00a0") for word in texts(figure)]
    assert {"12 dari 20 · bukti dukung", "7,5 dari 10 · campuran"} <= set(words)
    assert "0 of 4 · outcome for children" in gap.open_points_alt(POINTS, "en")


def test_bullets_mark_targets_and_grey_the_expired() -> None:
    figure = gap.bullets(GAPS, "id")
    words = texts(figure)
    assert "Target RPJMN 2024: 14% (telah berakhir)" in words
    assert "Target RPJMN 2029: 14,2%" in words
    assert {"Provinsi 19%", "Nasional 21,6%"} <= set(words)
    assert any("↓ lebih rendah lebih baik" in word for word in words)
    assert any("belum ada target" in word.replace("<br>", " ") for word in words)
    ticks = {
        mark["marker"]["line"]["color"]: mark["x"]
        for mark in named(figure, "markers")
        if mark["marker"]["symbol"] == "line-ns"
    }
    assert ticks[theme.GREY] == [pytest.approx(14 / 25)]
    assert ticks[theme.INK] == [pytest.approx(14.2 / 25)]
    assert list(figure.data[1].x) == [pytest.approx(20.2 / 25), pytest.approx(5628 / 6000)]


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4) for x in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_marks_and_words_have_contrast() -> None:
    marks = (*theme.PALETTE, theme.LIGHT_BLUE, theme.GREY, theme.SPREAD)
    assert min(contrast(mark, theme.WHITE) for mark in marks) >= 3
    assert min(contrast(ink, theme.WHITE) for ink in (theme.INK, theme.MUTED)) >= 4.5
    inks = [theme.INK] * 3 + [theme.WHITE] * 2
    pairs = zip(inks, theme.BLUES, strict=True)
    assert min(contrast(ink, shade) for ink, shade in pairs) >= 4.5


def test_the_typeface_is_shipped_with_its_licence() -> None:
    static = Path(theme.__file__).parent / "static"
    assert (static / theme.FONT_FILE).read_bytes()[:4] == b"wOF2"
    assert "SIL Open Font License" in (static / "inter-LICENSE.txt").read_text("utf-8")
