"""Provinces beside each other, per child: real counts of kabupaten/kota lent to ten provinces.

No source that is loaded has a child population or yearly counts of all provinces, so the rows are
made here and go through the same comparison as every other.
"""

from __future__ import annotations

import datetime

import duckdb
import pandas as pd
import pytest

from dashboard.parts import comparable, comparison, standing
from dashboard.parts.comparison_facts import Asked
from dashboard.parts.comparison_finding import groups_told
from dashboard.queries import comparison as queries
from dashboard.warehouse import Warehouse
from indicators import benchmark, rates
from indicators.method_words import said
from indicators.tables import ALL_TABLES, INDICATOR_VALUE

MANY = 10
RATE = "per_100rb"


@pytest.fixture
def nation(internal: Warehouse) -> Warehouse:
    """An edition in which ten provinces and the nation have victims per child in 2022."""
    whole = internal("SELECT * FROM region")
    areas = internal(
        "SELECT * FROM indicator_value WHERE measure_id = 'korban_anak' AND year = 2022 "
        "AND dimension = 'total' AND region_code LIKE '32.%' AND is_chosen ORDER BY region_code"
    ).head(MANY)
    provinces = whole[whole["kind"] == "provinsi"]["region_code"].head(MANY)
    values = areas.assign(region_code=provinces.to_list(), denominator_kind="anak_0_17")
    values = pd.concat([values, _nation(values)], ignore_index=True)
    spread = pd.DataFrame(
        {"parent_code": ["00"], "measure_id": ["korban_anak"], "cv2": [0.001],
         "cv2_variance": [1e-8]}
    )  # fmt: skip
    comparisons, funnels = benchmark.comparisons(values, whole, spread)
    made = {"indicator_value": values, "comparison": comparisons, "funnel": funnels}
    others = {table.name: internal(f"SELECT * FROM {table.name}") for table in ALL_TABLES}
    connection = duckdb.connect(":memory:")
    for name, frame in {**others, **made}.items():
        connection.register("given", frame)
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
        connection.unregister("given")
    return Warehouse("internal", "nation", connection)


def _nation(values: pd.DataFrame) -> pd.DataFrame:
    """The whole country from the counts of its provinces."""
    count, people = values["value"].sum(), values["denominator"].sum()
    rate, lower, upper = rates.rate_interval([count], [people])
    row = values.head(1).assign(
        region_code="00", value=count, denominator=people, rate=rate, rate_lower=lower,
        rate_upper=upper, is_derived=True,
    )  # fmt: skip
    assert list(row.columns) == list(INDICATOR_VALUE.column_names)
    return row


def asked(run: Warehouse, region: str = "00", language: str = "id") -> Asked:
    period = comparable.periods(run, "00", "korban_anak", language)["2022"]
    return Asked("00", region, "korban_anak", period, language)


def test_the_title_says_per_child(nation: Warehouse) -> None:
    where = asked(nation)
    titles = comparable.shown_titles(where.period, "id")
    assert titles[RATE] == "Per 100.000 anak (0–17 tahun)"
    found = comparison.compare(nation, where, RATE, "wilayah")
    assert found.dots.subtitle.endswith("Korban per 100.000 anak (0–17 tahun)")
    assert found.tiles is None
    assert found.listing.table is not None
    headings = [column.heading for column in found.listing.table.columns]
    assert {"Per 100.000 anak (0–17 tahun)", "Anak 0–17 tahun (tahun data)"} <= set(headings)
    assert any("anak berusia 0–17 tahun (2022)" in note.text for note in found.dots.notes)
    english = comparison.compare(nation, asked(nation, language="en"), RATE, "wilayah")
    assert "per 100,000 children (0–17 years)" in english.dots.subtitle


def test_the_nation_is_the_rule_and_comes_from_counts(nation: Warehouse) -> None:
    frame = queries.regions(nation, "00", "korban_anak", *_days(nation))
    shown = frame[frame["state"] == "shown"]
    pooled = shown["value"].sum() / shown["denominator"].sum() * 100_000
    found = comparison.compare(nation, asked(nation), RATE, "wilayah")
    assert pytest.approx(pooled) in [shape.x0 for shape in found.dots.figure.layout.shapes]
    assert found.dots.title.startswith("Dibanding bagian lain Indonesia: ")
    one = comparison.compare(nation, asked(nation, "11"), RATE, "wilayah").dots.title
    assert "bagian lain Indonesia (seluruh Indonesia" in one


def test_steady_years_let_provinces_be_placed_in_groups(nation: Warehouse) -> None:
    chart = standing.ranks(nation, asked(nation)).chart
    assert chart is not None
    frame = queries.regions(nation, "00", "korban_anak", *_days(nation), RATE)
    ranked = frame[frame["rank"].notna()]
    assert {"high", "low"} <= set(ranked["rank_group"])
    assert chart.title == groups_told(ranked, "id")
    headings = [note.text for note in chart.figure.layout.annotations if "<b>" in note.text]
    assert len(headings) == frame["rank_group"].nunique()
    order = comparison.compare(nation, asked(nation), RATE, "nilai").listing.table
    assert order is not None
    at = [column.heading for column in order.columns].index("Kelompok urutan")
    groups = [row[at] for row in order.rows if row[at] != "–"]
    assert groups == sorted(groups, key=list(dict.fromkeys(groups)).index)


def test_the_funnel_of_provinces(nation: Warehouse) -> None:
    chart = standing.funnel(nation, asked(nation, "11")).chart
    assert chart is not None
    assert "per 100.000 anak (0–17 tahun)" in chart.title
    assert "Anak 0–17 tahun (ribu)" in str(chart.figure.layout.annotations)
    assert f"{38 - MANY} belum ada data" in chart.notes[0].text


def _days(run: Warehouse) -> tuple[datetime.date, datetime.date]:
    period = asked(run).period
    return period.start, period.end


def test_without_events_or_areas_there_is_no_funnel(nation: Warehouse) -> None:
    nation.connection.execute("UPDATE comparison SET funnel_lower95 = NULL")
    found = standing.funnel(nation, asked(nation))
    assert (found.chart, found.without) == (None, said("funnel", "no_events", "id"))
    nation.connection.execute("DELETE FROM funnel")
    few = standing.funnel(nation, asked(nation)).without
    assert few == said("funnel", "too_few_areas", "id")
