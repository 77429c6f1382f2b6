"""Trends: what is reported is solid, what is partial open, what is missing a gap."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard import theme
from dashboard.figures import trend
from indicators.definition import SeriesBreak, Title
from tests.dashboard.drawn import Build, Words, assert_look, assert_pure, named, texts

BREAK = SeriesBreak(
    break_id="definisi",
    date=datetime.date(2020, 7, 1),
    title=Title(id="Definisi berubah", en="Definition changed"),
    description=Title(id="-", en="-"),
    applies_to=("case",),
    source="uji",
)


def years(name: str, values: dict[int, float | str], column: str = "series") -> pd.DataFrame:
    """A series; 'hidden' and 'not_reported' stand for themselves."""
    rows = [
        {
            column: name,
            "year": year,
            "value": None if isinstance(value, str) else value,
            "rate": None if isinstance(value, str) else value / 100,
            "lower": None if isinstance(value, str) else value * 0.9,
            "upper": None if isinstance(value, str) else value * 1.1,
            "is_partial": False,
            "period_label": str(year),
            "state": value if isinstance(value, str) else "shown",
            "is_exact": True,
        }
        for year, value in values.items()
    ]
    numbers = dict.fromkeys(("value", "rate", "lower", "upper"), "float64")
    return pd.DataFrame(rows).astype(numbers)


def partial(frame: pd.DataFrame, year: int, label: str) -> pd.DataFrame:
    """The frame with one of its years partial."""
    here = frame["year"] == year
    return frame.assign(
        is_partial=frame["is_partial"] | here,
        period_label=frame["period_label"].mask(here, label),
    )


JABAR = years("Open Data Jabar", {2018: 319, 2019: 563, 2020: 1002, 2021: 1087, 2022: 1123})
PATI = partial(
    years("DinsosP3AKB", {2021: "not_reported", 2022: "hidden", 2023: 90, 2024: 63}),
    2024,
    "Jan–Agu 2024",
)

FIGURES: dict[str, tuple[Build, Words]] = {
    "lines": (
        lambda x: trend.lines(PATI, [BREAK], language=x, unit_label="Kasus"),
        lambda x: trend.lines_alt(PATI, [BREAK], language=x, unit_label="Kasus"),
    ),
    "rates": (
        lambda x: trend.lines(JABAR, [BREAK], value_column="rate", language=x, unit_label="R"),
        lambda x: trend.lines_alt(JABAR, [BREAK], value_column="rate", language=x, unit_label="R"),
    ),
    "two sources": (
        lambda x: trend.lines(pd.concat([JABAR, PATI]), [], language=x, unit_label="Kasus"),
        lambda x: trend.lines_alt(pd.concat([JABAR, PATI]), [], language=x, unit_label="Kasus"),
    ),
    "multiples": (
        lambda x: trend.multiples(PATI.rename(columns={"series": "category"}), x),
        lambda x: trend.multiples_alt(PATI.rename(columns={"series": "category"}), x),
    ),
}


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_figure_is_valid_and_carries_its_look(name: str, language: str) -> None:
    build, alt = FIGURES[name]
    assert_look(build, alt, language)


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_leaves_its_frame_alone(name: str) -> None:
    assert_pure(FIGURES[name][0], (JABAR, PATI))


@pytest.mark.parametrize(
    "figure",
    [
        trend.lines(JABAR.head(0), [], language="id", unit_label=""),
        trend.multiples(JABAR.head(0), "id"),
    ],
)
def test_an_empty_frame_is_said(figure: go.Figure) -> None:
    assert texts(figure) == ["Tidak ada data untuk digambar"]


def test_one_series_is_blue_solid_and_labelled() -> None:
    figure = trend.lines(JABAR, [], language="id", unit_label="Korban")
    (line,) = named(figure, "lines+markers")
    (numbers,) = named(figure, "text")
    assert line["y"] == [319, 563, 1002, 1087, 1123]
    assert numbers["text"] == ["319", "563", "1.002", "1.087", "1.123"]
    assert numbers["y"] == JABAR["upper"].tolist(), "clear of the interval"
    assert line["line"]["color"] == theme.BLUE
    assert "dash" not in line["line"]
    assert figure.layout.yaxis.range[0] == 0
    assert figure.layout.yaxis.ticktext == ("0", "500", "1.000")
    assert figure.layout.xaxis.ticktext == ("2018", "2019", "2020", "2021", "2022")


def test_missing_years_are_a_gap_never_zero() -> None:
    values: dict[int, float | str] = {2018: 9, 2019: "not_reported", 2020: 12, 2021: 15}
    figure = trend.lines(years("A", values), [], language="id", unit_label="Kasus")
    (line,) = named(figure, "lines+markers")
    assert line["x"] == [2018, None, 2020, 2021]
    assert line["y"] == [9, None, 12, 15]
    (sign,) = [trace for trace in named(figure, "text") if trace["text"] == ["…"]]
    assert (sign["x"], sign["hovertext"]) == ([2019], ["2019: belum dilaporkan"])


def test_a_year_without_a_row_is_a_gap_too() -> None:
    figure = trend.lines(years("A", {2018: 9, 2020: 12}), [], language="id", unit_label="")
    assert named(figure, "lines+markers")[0]["x"] == [2018, None, 2020]
    (sign,) = [trace for trace in named(figure, "text") if trace["text"] == ["–"]]
    assert sign["hovertext"] == ["2019: belum ada data"]
    assert figure.layout.xaxis.tickvals == (2018, 2019, 2020)


def test_a_hidden_year_keeps_a_marked_slot() -> None:
    figure = FIGURES["lines"][0]("id")
    (slot,) = [trace for trace in figure.data if trace.type == "bar"]
    assert (list(slot.x), slot.marker.pattern.shape) == ([2022], "/")
    assert "dirahasiakan" in texts(figure)
    drawn = [trace for trace in figure.to_dict()["data"] if "markers" in trace.get("mode", "")]
    assert 2022 not in [x for trace in drawn for x in trace["x"]]


def test_a_partial_year_is_open_dashed_and_named_with_its_months() -> None:
    figure = FIGURES["lines"][0]("id")
    (open_,) = named(figure, "markers+text")
    assert (open_["x"], open_["y"]) == ([2024], [63])
    assert open_["marker"]["color"] == theme.WHITE
    assert open_["text"] == ["<b>63</b><br>Jan–Agu"]
    (dashed,) = [trace for trace in named(figure, "lines") if trace["line"].get("dash")]
    assert (dashed["x"], dashed["y"]) == ([2023, 2024, None], [90, 63, None])
    assert dashed["line"]["dash"] != "solid"
    assert 2024 not in named(figure, "lines+markers")[0]["x"]


def test_a_value_that_is_not_exact_says_about() -> None:
    frame = PATI.assign(is_exact=PATI["year"] != 2023)
    figure = trend.lines(frame, [], language="id", unit_label="Kasus")
    assert "sekitar 90" in texts(figure)


def test_a_break_is_a_labelled_rule_and_only_inside_the_years() -> None:
    figure = trend.lines(JABAR, [BREAK], language="en", unit_label="")
    (rule,) = figure.layout.shapes
    assert rule.x0 == rule.x1 == pytest.approx(2020.0, abs=0.01)
    assert "Definition changed" in texts(figure)
    later = years("A", {2021: 5, 2022: 6})
    assert trend.lines(later, [BREAK], language="en", unit_label="").layout.shapes == ()


def test_sources_differ_in_colour_and_marker_are_solid_and_are_named_at_their_ends() -> None:
    figure = FIGURES["two sources"][0]("id")
    lines = named(figure, "lines+markers")
    for pick in (("line", "color"), ("marker", "symbol")):
        assert len({line[pick[0]][pick[1]] for line in lines}) == 2
    assert all("dash" not in line["line"] for line in lines), "dashes mean a part of a year"
    ends = [t for t in named(figure, "markers+text") if t["x"] == [2024.5]]
    assert [end["name"] for end in ends] == ["Open Data Jabar", "DinsosP3AKB"]
    apart = (ends[0]["y"][0] - ends[1]["y"][0]) / figure.layout.yaxis.range[1] * 264
    assert apart >= 16


def test_partial_years_of_many_sources_keep_their_labels_apart_and_their_names_in_a_key() -> None:
    each = [
        partial(years(name, {2019: 300, 2025: value}), 2025, f"{months} 2025")
        for name, value, months in (
            ("A", 1110, "Jan–Okt"), ("B", 916, "Jan–Agu"), ("C", 900, "Jan–Jul"),
            ("D", 460, "Jan–Mei"),
        )
    ]  # fmt: skip
    figure = trend.lines(pd.concat(each), [], language="id", unit_label="")
    unit = figure.layout.yaxis.range[1] / 264
    spans = []
    for one in named(figure, "markers+text"):
        (y,), (text,), (side,) = one["y"], one["text"], one["textposition"]
        if text:
            low = y + 7 * unit if side.startswith("top") else y - 37 * unit
            spans.append((low, low + 30 * unit))
    assert len(spans) >= 3
    spans.sort()
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    words = [note.text for note in figure.layout.annotations]
    assert {"A", "B", "C", "D"} <= set(words)
    assert figure.layout.margin.r < 20


def test_a_count_without_a_rate_is_not_a_missing_report() -> None:
    frame = JABAR.assign(state=JABAR["state"].mask(JABAR["year"] == 2020, "no_rate"))
    figure = trend.lines(frame, [], value_column="rate", language="id", unit_label="")
    (sign,) = [trace for trace in named(figure, "text") if trace["text"] == ["×"]]
    assert sign["hovertext"] == ["2020: ada jumlah, tanpa angka per penduduk"]
    told = trend.lines_alt(frame, [], value_column="rate", language="id", unit_label="")
    assert "belum dilaporkan" not in told


def test_a_zero_names_its_months() -> None:
    frame = years("A", {2018: 0, 2019: 5}).assign(period_label=["Jan–Des 2018", "2019"])
    assert "Jan–Des 2018 0;" in trend.lines_alt(frame, [], language="id", unit_label="")


def test_small_multiples_share_one_scale() -> None:
    frame = pd.concat([years("0–5", {2021: 5, 2022: 6}, "category"),
                       years("6–12", {2021: 50, 2022: "hidden"}, "category")])  # fmt: skip
    figure = trend.multiples(frame, "id", unit_label="Korban")
    assert figure.layout.yaxis.range == figure.layout.yaxis2.range
    assert figure.layout.xaxis.range == figure.layout.xaxis2.range
    assert {"0–5", "6–12", "D"} <= set(texts(figure))


def test_small_multiples_name_partial_months_once() -> None:
    figure = FIGURES["multiples"][0]("id")
    assert named(figure, "markers+text")[0]["text"] == ["<b>63</b>"]
    assert any("lingkaran terbuka: Jan–Agu 2024" in text for text in texts(figure))
