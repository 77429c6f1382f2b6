"""The derived tables of both editions, as they are built from the shipped data."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

from etl import measure, warehouse
from etl.build import BuildReport
from etl.facts import empty
from indicators import catalogue, codes, form_tables, rollup
from indicators.regions import load_registry
from indicators.tables import (
    ALL_TABLES,
    BY_NAME,
    COMPARISON,
    CORRECTION,
    DECISION,
    FACTS,
    FUNNEL,
    PUBLICATION,
    Table,
)

VECTORS = Path(__file__).resolve().parents[2] / "../shared/vectors"
NEW = (
    "indicator_value", "comparison", "funnel", "trend", "detectability", "completeness",
    "projection", "gap", "progress", "side_by_side",
)  # fmt: skip
AS_OF = datetime.date(2026, 11, 22)
Tables = dict[str, pd.DataFrame]
Counts = Callable[..., Tables]
FOUND = {
    "note": None, "publication_id": "p", "source_sha256": "f" * 64, "sheet": "Data", "cell": "A1",
}  # fmt: skip


def tables_of(shipped: BuildReport, edition: str) -> Tables:
    with duckdb.connect(str(shipped.editions[edition]), read_only=True) as connection:
        return {table.name: read(connection, table) for table in ALL_TABLES}


def read(connection: duckdb.DuckDBPyConnection, table: Table) -> pd.DataFrame:
    """A table as the pipeline holds it: days as days, flags as flags."""
    frame = connection.execute(f'SELECT * FROM "{table.name}" ORDER BY ALL').df()
    for column in table.columns:
        if column.type == "date":
            frame[column.name] = frame[column.name].dt.date
    return frame


@pytest.fixture(scope="module")
def public(shipped: BuildReport) -> Tables:
    return tables_of(shipped, "public")


@pytest.fixture(scope="module")
def internal(shipped: BuildReport) -> Tables:
    return tables_of(shipped, "internal")


def reference_of(book: catalogue.Catalogue) -> Tables:
    regions = measure.region_frame(load_registry(), book)
    return {"region": regions, **form_tables.tables(book)}


def jabar(tables: Tables) -> pd.DataFrame:
    """The trends of child victims in the kabupaten/kota of Jawa Barat."""
    rows = tables["trend"]
    inside = (rows["parent_code"] == "32") & (rows["measure_id"] == "korban_anak")
    return rows[inside].set_index("region_code")


def wanted() -> pd.Series[bool]:
    """Which areas the reference finds to have moved, by code with its dot."""
    file = VECTORS / "ours_jabar_2018_2022_trend_verdicts.csv"
    if not file.is_file():
        pytest.skip("the folder of golden numbers is not here")
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    moved = {f"{r['area_code'][:2]}.{r['area_code'][2:]}": r["pooled_cv_significant"] for r in rows}
    return pd.Series(moved) == "1"


def test_the_built_trends_of_jawa_barat_agree_with_the_reference(internal: Tables) -> None:
    found, moved = jabar(internal), wanted()
    assert sorted(found.index) == sorted(moved.index)
    assert ((found["direction"] != "unclear") == moved.reindex(found.index)).all()
    assert found["direction"].value_counts().to_dict() == {"unclear": 19, "up": 8}
    assert set(found["method"]) == {"pooled"}
    assert set(found["publication_id"]) == {"opendata-jabar-korban-2018-2022"}


def test_without_completeness_no_change_of_jawa_barat_is_called_real(internal: Tables) -> None:
    verdicts = jabar(internal)["verdict"]
    assert verdicts.value_counts().to_dict() == {"too_little": 19, "cannot_separate": 8}


def test_the_public_edition_states_fewer_trends_and_says_why(
    internal: Tables, public: Tables
) -> None:
    inside, outside = jabar(internal), jabar(public)
    assert (outside["reason"] == "hidden_years").sum() > 0
    stated = outside[outside["direction"] != "unclear"]
    assert 0 < len(stated) < (inside["direction"] != "unclear").sum()
    assert (stated["direction"] == inside.loc[stated.index, "direction"]).all()
    hidden = public["indicator_value"]
    hidden = hidden[(hidden["hidden"] != "no") & (hidden["dimension"] == "total")]
    hidden = hidden[(hidden["measure_id"] == "korban_anak") & ~hidden["is_partial"]]
    lost = set(hidden["region_code"]) & set(outside.index)
    assert set(outside.index[outside["reason"] == "hidden_years"]) == lost
    numbers = ["mean_count", "change", "lower", "upper", "p_value", "cv", "relative_change"]
    assert outside.loc[sorted(lost), numbers].isna().all(axis=None)
    assert not set(public["detectability"]["region_code"]) & lost


def test_the_nation_is_judged_by_itself_and_a_province_with_provinces(internal: Tables) -> None:
    rows = internal["trend"]
    assert set(rows.loc[rows["region_code"] == "00", "method"]) <= {"single", "none"}
    provinces = rows["region_code"].str.fullmatch(r"\d\d")
    assert set(rows.loc[provinces, "parent_code"]) == {"00"}
    areas = rows[~provinces]
    assert (areas["parent_code"] == areas["region_code"].str[:2]).all()


def test_every_derived_row_belongs_to_a_figure_shown(public: Tables) -> None:
    values = public["indicator_value"]
    shown = values[(values["hidden"] == "no") & values["value"].notna()]
    series = set(zip(shown["region_code"], shown["measure_id"], strict=True))
    for name in ("detectability", "projection"):
        rows = public[name]
        assert set(zip(rows["region_code"], rows["measure_id"], strict=True)) <= series
    key = list(COMPARISON.key)
    totals = values[(values["hidden"] != "no") & (values["dimension"] == "total")]
    hidden = pd.MultiIndex.from_frame(totals[key])
    compared = public["comparison"]
    nothing = compared[pd.MultiIndex.from_frame(compared[key]).isin(hidden)]
    numbers = [one.name for one in COMPARISON.columns if one.type == "real"]
    numbers = [name for name in numbers if name != "benchmark"]
    assert len(nothing) > 20
    assert nothing[numbers].isna().all(axis=None)
    assert set(nothing["rank_group"]) == {"not_ranked"}
    assert nothing["funnel_level"].isna().all()
    assert not nothing["is_marked"].any()


def test_every_figure_has_a_quality_mark_with_its_reasons(internal: Tables) -> None:
    for row in internal["indicator_value"].itertuples():
        assert row.quality in codes.QUALITY_MARKS
        assert row.quality_reasons


def test_what_stands_in_a_hidden_cell_is_read_by_nobody(public: Tables) -> None:
    """Any number in the hidden cells, and the derived tables of the public edition are the same."""
    book = catalogue.load()
    reference = {name: public[name] for name in ("region", "instrument")}
    told = (*FACTS, PUBLICATION, DECISION, CORRECTION)
    facts = {table.name: public[table.name] for table in told}
    random = np.random.default_rng(11)
    spoiled = dict(facts)
    for name in ("case_count", "outcome"):
        is_hidden = facts[name]["hidden"] != "no"
        numbers = random.integers(1, 1000, len(facts[name])).astype(float)
        spoiled[name] = facts[name].assign(value=facts[name]["value"].mask(is_hidden, numbers))
    assert (spoiled["case_count"]["value"] > 0).sum() > (facts["case_count"]["value"] > 0).sum()
    once = measure.derived(facts, reference, book, AS_OF)
    again = measure.derived(spoiled, reference, book, AS_OF)
    for name in NEW:
        pd.testing.assert_frame_equal(once[name], again[name], obj=name)


def test_the_published_derived_tables_follow_from_the_published_facts(public: Tables) -> None:
    """Whoever holds the public file alone can make every derived number of it."""
    told = (*FACTS, PUBLICATION, DECISION, CORRECTION)
    facts = {table.name: public[table.name] for table in told}
    as_of = public["edition"]["as_of"].iloc[0]
    reference = {name: public[name] for name in ("region", "instrument")}
    made = measure.derived(facts, reference, catalogue.load(), as_of)
    for name in NEW:
        key = list(BY_NAME[name].key)
        mine, theirs = (
            one[name].astype(dict.fromkeys(key, str)).sort_values(key, ignore_index=True)
            for one in (made, public)
        )
        assert len(mine) == len(theirs) > 0, name
        for column in BY_NAME[name].columns:
            if column.type == "real":
                left, right = (one[column.name].astype(float) for one in (mine, theirs))
                np.testing.assert_allclose(left, right, rtol=1e-9, err_msg=f"{name} {column.name}")
            elif column.type == "text":
                same = mine[column.name].fillna("") == theirs[column.name].fillna("")
                assert same.all(), f"{name} {column.name}"


def test_funnels_say_what_they_were_made_of(internal: Tables) -> None:
    rows, compared = internal["funnel"], internal["comparison"]
    key = list(FUNNEL.key)
    placed = compared[compared["expected"].notna()].groupby(key).size()
    assert rows.set_index(key)["areas"].sort_index().tolist() == placed.sort_index().tolist()
    assert set(rows["cv2_source"]) <= {"trend", "none"}
    assert (rows["cv2"].notna() == (rows["cv2_source"] == "trend")).all()


def test_without_a_single_figure_every_table_is_there_and_empty(tmp_path: Path) -> None:
    told = (*FACTS, PUBLICATION, DECISION, CORRECTION)
    facts = {table.name: empty(table) for table in told}
    book = catalogue.load()
    reference = reference_of(book)
    tables = {
        **measure.derived(facts, reference, book, AS_OF),
        **measure.without_counts(facts, reference, book),
    }
    assert {*NEW, "neighbour"} <= set(tables)
    assert sum(len(frame) for frame in tables.values()) == 0
    rest = {table.name: empty(table) for table in ALL_TABLES if table.name not in tables}
    warehouse.write(tmp_path / "empty.duckdb", {**rest, **tables})


def test_one_area_one_year(tmp_path: Path, counts_of: Counts) -> None:
    """Everything is defined; nothing is compared, ranked, judged or completed."""
    tables = counts_of(("32.01", 2022, 12.0))
    assert tables["indicator_value"]["value"].tolist() == [12]
    assert tables["trend"][["method", "reason"]].to_numpy().tolist() == [["none", "too_few_years"]]
    for name in ("comparison", "funnel", "detectability", "projection", "side_by_side"):
        assert tables[name].empty
    rest = {table.name: empty(table) for table in ALL_TABLES if table.name not in tables}
    warehouse.write(tmp_path / "one.duckdb", {**rest, **tables})


def test_nobody_lives_there_and_nothing_happened(tmp_path: Path, counts_of: Counts) -> None:
    areas = [f"32.0{n}" for n in range(1, 7)]
    rows = [(area, year, 0.0) for area in areas for year in range(2018, 2023)]
    tables = counts_of(*rows, people=0.0)
    assert tables["indicator_value"]["rate"].isna().all()
    assert set(tables["comparison"]["reason"]) == {"no_denominator"}
    assert set(tables["trend"]["reason"]) == {"no_events"}
    living = counts_of(*rows, people=1e5)
    assert set(living["indicator_value"]["rate"]) == {0.0}
    assert living["indicator_value"]["rate_upper"].notna().all()
    assert set(living["comparison"]["verdict"]) == {"similar"}
    rest = {table.name: empty(table) for table in ALL_TABLES if table.name not in living}
    warehouse.write(tmp_path / "nothing.duckdb", {**rest, **living})


def test_twelve_months_are_a_year_with_a_rate_and_a_trend(counts_of: Counts) -> None:
    areas = [f"32.0{n}" for n in range(1, 5)]
    rows = [(area, year, 10.0) for area in areas for year in range(2019, 2023)]
    tables = counts_of(*rows, months=12)
    values = tables["indicator_value"]
    years = values[values["is_chosen"]]
    assert len(years) == len(rows)
    assert set(years["value"]) == {120.0}
    assert not years["is_partial"].any()
    assert years["rate"].notna().all()
    assert set(tables["trend"]["years"]) == {4}
    assert set(tables["trend"]["method"]) == {"pooled"}
    assert set(tables["completeness"]["months_reported"]) == {12}
    assert set(tables["completeness"]["note"]) == {"complete"}


@pytest.fixture
def counts_of() -> Counts:
    """Derived tables of (region, year, count) rows with `people` living in every region."""

    def make(*rows: tuple[str, int, float], people: float = 1e5, months: int = 1) -> Tables:
        told = (*FACTS, PUBLICATION, DECISION, CORRECTION)
        facts = {table.name: empty(table) for table in told}
        counted = [
            _count(*row) if months == 1 else _count(*row) | _month(row[1], month)
            for row in rows
            for month in range(1, months + 1)
        ]
        facts["case_count"] = rollup.roll_up_counts(pd.DataFrame(counted), {})
        homes = sorted({(region, year) for region, year, _ in rows})
        facts["population"] = pd.DataFrame([_people(*home, people) for home in homes])
        facts["publication"] = pd.DataFrame(
            [{**dict.fromkeys(PUBLICATION.column_names), "publication_id": "p", "publisher": "p",
              "title": "p", "trust": "official"}]
        )  # fmt: skip
        reference = reference_of(catalogue.load())
        return measure.derived(facts, reference, catalogue.load(), AS_OF)

    return make


def _count(region: str, year: int, value: float) -> dict[str, object]:
    return {
        "region_code": region,
        "period_start": datetime.date(year, 1, 1),
        "period_end": datetime.date(year, 12, 31),
        "period_known": "stated",
        "unit": "korban",
        "group": "anak",
        **dict.fromkeys(codes.CASE_BREAKDOWNS, codes.ALL),
        "value": value,
        "status": "reported",
        "is_exact": True,
        "is_source_total": False,
        "is_derived": False,
        "hidden": "no",
        **FOUND,
    }


def _month(year: int, month: int) -> dict[str, object]:
    last = pd.Timestamp(year, month, 1) + pd.offsets.MonthEnd()
    return {
        "period_start": datetime.date(year, month, 1),
        "period_end": last.date(),
        "cell": f"A{month}",
    }


def _people(region: str, year: int, value: float) -> dict[str, object]:
    both = {"sex": codes.ALL, "age_band": codes.ALL}
    return {
        "region_code": region,
        "year": year,
        **both,
        "value": value,
        "status": "reported",
    } | FOUND
