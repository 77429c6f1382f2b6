"""Which survey a figure is of, from what its publication calls its register."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators.surveys import survey_of, surveys


@pytest.mark.parametrize(
    ("register", "year", "survey"),
    [
        ("SSGI (Kementerian Kesehatan)", 2022, "ssgi"),
        ("SKI 2023 (Kementerian Kesehatan)", 2023, "ski"),
        ("SSGI 2024; SKI 2023 (Kementerian Kesehatan)", 2023, "ski"),
        ("SSGI 2024; SKI 2023 (Kementerian Kesehatan)", 2024, "ssgi"),
        ("Susenas; SKI 2023", 2019, "susenas"),
        ("SSGI 2024; SKI 2023", 2019, "ssgi; ski"),
        ("Dukcapil", 2020, "dukcapil"),
        (None, 2020, ""),
        (float("nan"), 2020, ""),
        ("", 2020, ""),
    ],
)
def test_the_survey_of_a_figure(register: str | None, year: int, survey: str) -> None:
    assert survey_of(register, year) == survey


def test_row_by_row() -> None:
    publications = pd.DataFrame({"publication_id": ["a", "b"], "register": ["SSGI", None]})
    figures = pd.DataFrame({"publication_id": ["a", "b", "unknown"], "year": [2021, 2021, 2022]})
    assert list(surveys(figures, publications)) == ["ssgi", "", ""]
    assert len(surveys(figures.iloc[:0], publications)) == 0
