"""The heat map and the stages: every cell says its number, what is missing is drawn as missing."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard import theme
from dashboard.figures import heat, stages
from dashboard.figures.heat import Item
from tests.dashboard.drawn import assert_look, assert_pure, named, texts

LANGUAGES = ("id", "en")
ITEMS = [Item("a", "Kelembagaan"), Item("b", "Klaster I"), Item("c", "21A")]
REGIONS = pd.DataFrame(
    [("32.01", "Bogor", True, False), ("32.71", "Kota Bogor", False, False),
     ("32", "2 daerah bernilai", False, True)],
    columns=["region_code", "label", "is_selected", "is_whole"],
)  # fmt: skip
CELLS = pd.DataFrame(
    [("32.01", "a", 49.6, True), ("32.01", "b", 82.4, False), ("32.71", "a", 100.0, False),
     ("32", "a", 74.8, False)],
    columns=["region_code", "item", "percent", "is_weak"],
)  # fmt: skip
STAGED = pd.DataFrame(
    [("32.01", "mandiri", 804.67), ("32.01", "verifikasi_administrasi", 563.28),
     ("32.71", "akhir", 700.0)],
    columns=["region_code", "stage", "value"],
)  # fmt: skip
KEPT = REGIONS.head(2).assign(kept=["70%", "–"])
TITLES = {"mandiri": "EM", "verifikasi_administrasi": "VA", "akhir": "Akhir"}


class TestHeat:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_look(self, language: str) -> None:
        assert_look(
            lambda told: heat.heat_map(REGIONS, CELLS, ITEMS, told, weak_label="lemah"),
            lambda told: heat.heat_map_alt(REGIONS, CELLS, ITEMS, told),
            language,
        )
        assert_pure(
            lambda told: heat.heat_map(REGIONS, CELLS, ITEMS, told, weak_label="lemah"),
            [REGIONS, CELLS],
        )

    def test_every_cell_prints_its_number_or_a_dash(self) -> None:
        figure = heat.heat_map(REGIONS, CELLS, ITEMS, "id", weak_label="lemah", whole_label="Semua")
        words = named(figure, "text")[0]["text"]
        assert words == ["<b>&lt;50</b>", "82", "–", "100", "–", "–", "75", "–", "–"]
        assert "<b>Semua</b>" in texts(figure)
        assert "0–49% (lemah)" in texts(figure)
        assert "– belum ada data" in texts(figure)

    def test_a_cell_is_framed_where_weak_and_white_where_missing(self) -> None:
        tiles = heat.heat_map(REGIONS, CELLS, ITEMS, "id", weak_label="x").to_dict()["data"][0]
        assert tiles["marker"]["line"]["color"][0] == theme.CHARCOAL
        assert tiles["marker"]["color"][2] == theme.WHITE
        assert tiles["customdata"] == ["32.01"] * 3 + ["32.71"] * 3 + ["32"] * 3

    def test_long_headings_are_turned_and_short_ones_are_not(self) -> None:
        def angles(items: list[Item]) -> set[float]:
            figure = heat.heat_map(REGIONS, CELLS, items, "id", weak_label="x").to_dict()
            heads = {item.heading for item in items}
            notes = figure["layout"]["annotations"]
            return {note["textangle"] for note in notes if note["text"] in heads}

        assert angles([Item(str(one), "Kelembagaan") for one in range(7)]) == {-90}
        assert angles([Item("a", "21A"), Item("b", "21B")]) == {0}

    def test_the_words_say_each_area(self) -> None:
        told = heat.heat_map_alt(REGIONS, CELLS, ITEMS, "id")
        assert told.startswith("Bogor: Kelembagaan <50, Klaster I 82, 21A belum ada data.")
        bare = heat.heat_map_alt(REGIONS, CELLS.iloc[:0], ITEMS, "id")
        assert "Kota Bogor: belum ada data." in bare

    def test_nothing(self) -> None:
        empty = heat.heat_map(REGIONS.iloc[:0], CELLS, ITEMS, "id", weak_label="x")
        assert "Tidak ada data untuk digambar" in texts(empty)
        assert heat.heat_map_alt(REGIONS, CELLS, [], "id") == "Tidak ada data untuk digambar."


class TestStages:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_look(self, language: str) -> None:
        looks = {"unit_label": "Poin", "column_label": "tersisa"}
        assert_look(
            lambda told: stages.stages(KEPT, STAGED, TITLES, told, **looks),
            lambda told: stages.stages_alt(KEPT, STAGED, TITLES, told),
            language,
        )
        assert_pure(lambda told: stages.stages(KEPT, STAGED, TITLES, told, **looks), [KEPT, STAGED])

    def test_a_mark_a_stage_joined_by_a_line(self) -> None:
        figure = stages.stages(KEPT, STAGED, TITLES, "id", unit_label="Poin", column_label="sisa")
        marks = named(figure, "markers")
        assert [trace["x"] for trace in marks] == [[804.67], [563.28], [700.0]]
        assert len({trace["marker"]["symbol"] for trace in marks}) == 3
        assert named(figure, "lines")[0]["x"][:2] == [563.28, 804.67]
        drawn = figure.to_dict()["layout"]
        assert drawn["yaxis"]["ticktext"] == ["<b>Bogor</b>", "Kota Bogor"]
        assert drawn["yaxis2"]["ticktext"] == ["<b>70%</b>", "–"]

    def test_the_words(self) -> None:
        told = stages.stages_alt(KEPT, STAGED, TITLES, "id")
        assert told == "Bogor: EM 804,67, VA 563,28. Kota Bogor: Akhir 700."

    def test_nothing(self) -> None:
        empty = stages.stages(
            KEPT, STAGED.iloc[:0], TITLES, "id", unit_label="", column_label=""
        )  # fmt: skip
        assert "Tidak ada data untuk digambar" in texts(empty)
