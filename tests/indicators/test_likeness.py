"""What areas are likened by: hand-worked variables, and the rows of the whole country."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from etl.measure import region_frame
from indicators import codes, likeness, neighbours
from indicators.catalogue import load
from indicators.regions import load_registry
from indicators.tables import NEIGHBOUR

REGION = region_frame(load_registry(), load())
AREAS = ("32.01", "32.02", "32.71", "32.72")


def people(*rows: tuple[str, int, str, str, float], publication: str = "dukcapil") -> pd.DataFrame:
    """Rows of population: region, year, sex, age band, people."""
    frame = pd.DataFrame(rows, columns=["region_code", "year", "sex", "age_band", "value"])
    return frame.assign(publication_id=publication)


def everybody(year: int = 2024, size: float = 1000.0) -> list[tuple[str, int, str, str, float]]:
    return [(code, year, "semua", "semua", size) for code in AREAS]


def test_variables_by_hand() -> None:
    sexes = [(code, 2024, sex, "semua", n) for code in AREAS
             for sex, n in (("laki_laki", 510.0), ("perempuan", 500.0))]  # fmt: skip
    children = [(code, 2024, "semua", "0-17", 250.0) for code in AREAS]
    found = likeness.variables(REGION, people(*everybody(), *sexes, *children))
    bogor = found.loc["32.01"]
    square = load_registry().get("32.01").area_km2
    assert square is not None
    assert square == pytest.approx(2986, abs=10)
    assert list(found.columns) == list(codes.LIKENESS)
    np.testing.assert_allclose(bogor, [3.0, np.log10(1000 / square), 0.0, 102.0, 25.0])
    assert found.loc["32.71", "kota"] == 1.0
    assert len(found) == 514
    assert found.loc["33.01", ["penduduk", "kepadatan"]].isna().all()


def test_sexes_and_ages_count_only_where_all_have_them() -> None:
    some = [("32.01", 2024, "semua", "0-17", 250.0), ("32.01", 2024, "laki_laki", "semua", 510.0)]
    found = likeness.variables(REGION, people(*everybody(), *some))
    assert list(found.columns) == ["penduduk", "kepadatan", "kota"]


def test_one_year_for_all_the_latest_that_most_have() -> None:
    later = ("32.01", 2025, "semua", "semua", 10.0)
    older = everybody(2020, 10.0)
    found = likeness.variables(REGION, people(*older, *everybody(), later))
    assert found.loc["32.01", "penduduk"] == 3.0


def test_without_population_nobody_has_neighbours() -> None:
    found = likeness.likenesses(REGION, people(), list(load().cases))
    assert found.empty
    assert list(found.columns) == list(NEIGHBOUR.column_names)


def test_nobody_and_no_land_are_no_likeness() -> None:
    bare = REGION.assign(
        area_km2=REGION["area_km2"].mask(REGION["region_code"].isin(["32.01"]), 0.0)
    )
    none = [row if row[0] != "32.02" else (*row[:4], 0.0) for row in everybody()]
    found = likeness.likenesses(bare, people(*none), [])
    assert set(found["region_code"]) == set(found["neighbour_code"]) == {"32.71", "32.72"}


def test_no_variable_is_a_measure() -> None:
    catalogue = load()
    assert not set(likeness.VARIABLES) & {*catalogue.cases, *catalogue.outcomes}
    with pytest.raises(ValueError, match="so no variable: kota"):
        likeness.likenesses(REGION, people(*everybody()), ["kota"])


def test_examples_stay_out() -> None:
    rows = [*everybody(), ("99.01", 2024, "semua", "semua", 1000.0)]
    assert "99.01" not in likeness.variables(REGION, people(*rows)).index


def test_rows_of_the_table() -> None:
    sizes = dict(zip(AREAS, (1000.0, 1100.0, 1000.0, 1100.0), strict=True))
    rows = [(*row[:4], sizes[row[0]]) for row in everybody()]
    found = likeness.likenesses(REGION, people(*rows), [])
    assert list(found.columns) == list(NEIGHBOUR.column_names)
    assert set(found["variables"]) == {"penduduk; kepadatan; kota"}
    first = found[(found["region_code"] == "32.71") & (found["neighbour_rank"] == 1)].iloc[0]
    assert first["neighbour_code"] == "32.72"
    assert "kota" in first["alike"]
    assert len(found) == 4 * 3 < 4 * neighbours.HOW_MANY
    assert (found[["alike", "apart"]] != "").all(axis=None)
