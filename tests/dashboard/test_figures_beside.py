"""What stands beside reported years: trend, projection, completeness; and monthly signals."""

from __future__ import annotations

import datetime

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.figures import control, trend
from dashboard.figures.trend import Beside
from dashboard.parts import breaks
from dashboard.queries import months
from indicators import spc
from indicators.definition import SeriesBreak, Title
from tests.dashboard.drawn import Build, Words, assert_look, assert_pure, named, texts
from tests.dashboard.test_figures_trend import JABAR, PATI, years

FITTED = pd.DataFrame(
    {"year": [2018, 2019, 2020, 2021, 2022], "fitted": [400.0, 540, 730, 990, 1340],
     "lower": [300.0, 450, 640, 800, 1000], "upper": [530.0, 650, 830, 1220, 1790]}
)  # fmt: skip
PROJECTED = pd.DataFrame({"year": [2024], "value": [95.0], "lower": [80.0], "upper": [113.0]})
STRIP = pd.DataFrame(
    {"year": [2022, 2023, 2024], "months": [12.0, 12.0, 8.0], "months_expected": [12.0] * 3,
     "by_month": [False, True, True], "units": [None, 24, 20], "units_expected": [None, 24, 24],
     "units_kind": [None, "reporting_units", "reporting_units"]}
)  # fmt: skip
ALL = Beside(PROJECTED.assign(fitted=90.0), PROJECTED, STRIP)
SIGNALS = {code: f"tanda {code}" for code in spc.SIGNALS}
MID_YEAR = SeriesBreak(
    break_id="b",
    date=datetime.date(2020, 7, 1),
    title=Title(id="Cara baru", en="New way"),
    description=Title(id="-", en="-"),
    applies_to=("case",),
    source="uji",
)


def monthly(values: list[float | None]) -> pd.DataFrame:
    """Months from January 2021 with limits and signals."""
    month = pd.date_range("2021-01-01", periods=len(values), freq="MS")
    frame, _ = spc.chart(pd.DataFrame({"month": month, "value": values}))
    return frame.assign(state=frame["value"].map(lambda x: "not_reported" if x != x else "shown"))


MONTHS = monthly([20, 22, 19, 21, 20, 23, 60, 21, 20, None, 22, 19, 21, 20])

FIGURES: dict[str, tuple[Build, Words]] = {
    "beside": (
        lambda x: trend.lines(PATI, [], language=x, unit_label="", beside=ALL),
        lambda x: trend.lines_alt(PATI, [], language=x, unit_label="Kasus", beside=ALL),
    ),
    "months": (
        lambda x: control.months(MONTHS, x, signals=SIGNALS),
        lambda x: control.months_alt(MONTHS, x, signals=SIGNALS),
    ),
}


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_figure_is_valid_and_carries_its_look(name: str, language: str) -> None:
    assert_look(*FIGURES[name], language)


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_leaves_its_frames_alone(name: str) -> None:
    assert_pure(FIGURES[name][0], (PATI, PROJECTED, STRIP, MONTHS))


class TestTrendLine:
    def test_it_is_a_line_without_points_in_its_own_interval(self) -> None:
        figure = trend.lines(JABAR, [], language="id", unit_label="", beside=Beside(fitted=FITTED))
        band, line = [one for one in named(figure, "lines") if "tren" in one.get("name", "")]
        assert line["y"] == FITTED["fitted"].tolist()
        assert band["y"][:5] == FITTED["upper"].tolist()
        assert "marker" not in line
        assert "dash" not in line["line"], "dashes mean a part of a year"
        assert "garis tanpa titik: tren dengan rentang 95%" in " ".join(_words(figure))

    def test_the_intervals_of_the_years_become_upright_lines(self) -> None:
        figure = trend.lines(JABAR, [], language="id", unit_label="", beside=Beside(fitted=FITTED))
        (reported,) = named(figure, "lines+markers")
        assert all(reported["error_y"]["array"])
        bands = [one for one in named(figure, "lines") if one.get("fill") == "toself"]
        assert len(bands) == 1

    def test_a_number_keeps_clear_of_the_line(self) -> None:
        figure = trend.lines(JABAR, [], language="id", unit_label="", beside=Beside(fitted=FITTED))
        (numbers,) = named(figure, "text")
        sides = dict(zip(numbers["x"], numbers["textposition"], strict=True))
        assert sides[2022] == "bottom center", "1.123 lies under the fitted 1.340"
        assert sides[2020].startswith("top"), "1.002 lies over the fitted 730"

    def test_the_axis_holds_its_upper_limit(self) -> None:
        figure = trend.lines(JABAR, [], language="id", unit_label="", beside=Beside(fitted=FITTED))
        assert figure.layout.yaxis.range[1] > 1790


class TestProjection:
    def test_it_is_open_dashed_and_named(self) -> None:
        figure = FIGURES["beside"][0]("id")
        (point,) = [t for t in named(figure, "markers") if t["marker"]["symbol"] == "diamond"]
        assert (point["x"], point["y"]) == ([2024], [95.0])
        assert point["marker"]["color"] == "#FFFFFF"
        (spread,) = [
            t for t in named(figure, "lines") if t["name"] == "Proyeksi" and t["line"].get("dash")
        ]
        assert spread["y"] == [80.0, 113.0, None]
        assert "Proyeksi <b>95</b>" in texts(figure)
        assert "bukan laporan" in " ".join(_words(figure))

    def test_it_is_no_part_of_the_line(self) -> None:
        figure = FIGURES["beside"][0]("id")
        for trace in named(figure, "lines+markers"):
            assert 95.0 not in trace["y"]

    def test_its_words_are_in_the_alternative(self) -> None:
        alt = FIGURES["beside"][1]("en")
        assert "Projection: 2024 95 (95% interval 80–113)." in alt


class TestStrip:
    def test_each_year_has_its_bar_and_numbers(self) -> None:
        figure = FIGURES["beside"][0]("id")
        words = _words(figure)
        for text in ("12/12", "8/12", "24/24", "20/24"):
            assert text in words
        assert any("kotak kosong: satu angka setahun" in text for text in words)
        assert "Unit melapor" in words

    def test_a_part_of_a_year_fills_a_part_of_the_bar(self) -> None:
        figure = FIGURES["beside"][0]("id")
        bars = [one for one in figure.layout.shapes if one.type == "rect" and one.x0 == 2023.65]
        lengths = sorted(round(one.x1 - one.x0, 3) for one in bars)
        assert lengths == [round(0.7 * 8 / 12, 3), round(0.7 * 20 / 24, 3), 0.7, 0.7]

    def test_the_plot_keeps_its_height(self) -> None:
        bare = trend.lines(PATI, [], language="id", unit_label="")
        full = trend.lines(PATI, [], language="id", unit_label="", beside=Beside(strip=STRIP))
        grown = full.layout.height - bare.layout.height
        assert grown == full.layout.margin.b - bare.layout.margin.b > 0


class TestBreaks:
    def test_no_line_crosses_a_break(self) -> None:
        figure = trend.lines(JABAR, [MID_YEAR], language="id", unit_label="")
        (line,) = named(figure, "lines+markers")
        assert line["x"] == [2018, 2019, None, 2020, None, 2021, 2022]

    def test_a_break_on_new_year_parts_two_years(self) -> None:
        first = MID_YEAR.model_copy(update={"date": datetime.date(2021, 1, 1)})
        figure = trend.lines(JABAR, [first], language="id", unit_label="")
        (line,) = named(figure, "lines+markers")
        assert line["x"] == [2018, 2019, 2020, None, 2021, 2022]

    def test_small_charts_break_too(self) -> None:
        frame = JABAR.rename(columns={"series": "category"})
        figure = trend.multiples(frame, "id", breaks=[MID_YEAR])
        (line,) = named(figure, "lines+markers")
        assert line["x"] == [2018, 2019, None, 2020, None, 2021, 2022]
        assert [one.x0 for one in figure.layout.shapes] == [pytest.approx(2020.0, abs=0.01)]
        assert any("Cara baru" in text for text in _words(figure))

    def test_a_denominator_that_changes_is_a_break(self) -> None:
        frame = years("A", {2020: 10, 2021: 12, 2022: 11}).assign(
            publication_id="p", denominator_kind=["penduduk", "penduduk", "anak_0_17"]
        )
        (found,) = breaks.of_denominator(frame).found
        assert found.date == datetime.date(2022, 1, 1)
        assert found.title.id == "Penyebut berubah: per 100.000 anak (0–17 tahun)"
        same = frame.assign(denominator_kind="penduduk")
        assert breaks.of_denominator(same).found == ()


class TestMonths:
    def test_a_signal_is_ringed_and_a_missing_month_is_a_gap(self) -> None:
        figure = FIGURES["months"][0]("id")
        (points,) = named(figure, "lines+markers")
        assert points["y"][9] is None
        ring = next(t for t in figure.to_dict()["data"] if t.get("name") == "look_here")
        assert ring["x"] == MONTHS.index[MONTHS["signal"].notna()].tolist()
        assert 6 in ring["x"]
        assert texts(figure).count("…") == 1
        assert {"batas atas", "rata-rata", "batas bawah"} <= set(_words(figure))

    def test_too_few_months_have_no_limits(self) -> None:
        figure = control.months(monthly([20.0, 22, 19]), "id", signals=SIGNALS)
        assert figure.layout.shapes == ()

    def test_an_empty_frame_is_said(self) -> None:
        figure = control.months(MONTHS.head(0), "id", signals=SIGNALS)
        assert texts(figure) == ["Tidak ada data untuk digambar"]


class TestJoinedMonths:
    def test_a_hidden_month_hides_its_year(self) -> None:
        frame = _rows(12, hidden=3)
        (joined,) = months.joined(frame).to_dict("records")
        assert (joined["state"], joined["hidden"]) == ("hidden", "primary")
        assert joined["value"] != joined["value"]
        assert joined["is_partial"]

    def test_twelve_months_are_a_year(self) -> None:
        (joined,) = months.joined(_rows(12)).to_dict("records")
        assert joined["value"] == 120
        assert not joined["is_partial"]
        assert joined["value_lower"] < 120 < joined["value_upper"]

    def test_a_longer_figure_of_the_same_year_stands(self) -> None:
        year = _rows(1).assign(period_end=pd.Timestamp("2021-12-31"), value=130.0)
        (joined,) = months.joined(pd.concat([_rows(12), year])).to_dict("records")
        assert joined["value"] == 130

    def test_a_single_month_stays_as_it_is(self) -> None:
        frame = _rows(1)
        pd.testing.assert_frame_equal(months.joined(frame), frame)


def _rows(count: int, hidden: int = 0) -> pd.DataFrame:
    """Months of 2021 with ten reports each."""
    start = pd.date_range("2021-01-01", periods=count, freq="MS")
    is_hidden = [place + 1 == hidden for place in range(count)]
    return pd.DataFrame(
        {
            "region_code": "33.01", "measure_id": "korban_anak", "dimension": "total",
            "category": "semua", "publication_id": "p", "year": 2021, "period_start": start,
            "period_end": start + pd.offsets.MonthEnd(0),
            "value": [None if one else 10.0 for one in is_hidden],
            "value_lower": None, "value_upper": None, "rate": None, "rate_lower": None,
            "rate_upper": None, "denominator": None, "denominator_year": None,
            "denominator_kind": None, "status": "reported",
            "hidden": ["primary" if one else "no" for one in is_hidden],
            "state": ["hidden" if one else "shown" for one in is_hidden],
            "is_exact": True, "is_partial": True, "is_derived": False, "is_chosen": True,
            "quality": "some_concerns", "quality_reasons": "partial",
        }
    ).astype({"value": "float64"})  # fmt: skip


def _words(figure: go.Figure) -> list[str]:
    return [note.text.replace("<br>", " ") for note in figure.layout.annotations]
