"""No number of the real public edition gives a hidden count back.

First the whole: every derived table can be computed again from what the public edition shows, so
none knows more than that. Then the ways a reader would try, one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

from etl.build import BuildReport
from etl.measure import derived
from indicators.attack import counts_from_rate
from indicators.catalogue import load as load_catalogue
from indicators.tables import ALL_TABLES, BY_NAME, FACTS

PER = 100_000
ADDRESS = ("source_sha256", "sheet", "cell")
"""Where a figure stands; of several cells the order in which they were read decides."""
Frames = dict[str, pd.DataFrame]
COUNTS = ("value", "value_lower", "value_upper", "rate", "rate_lower", "rate_upper")


@pytest.fixture(scope="module")
def public(shipped: BuildReport) -> Frames:
    """Every table of the public edition."""
    with duckdb.connect(str(shipped.editions["public"]), read_only=True) as connection:
        return {
            table.name: connection.execute(f'SELECT * FROM "{table.name}"').df()
            for table in ALL_TABLES
        }


@pytest.fixture(scope="module")
def secret(shipped: BuildReport, public: Frames) -> pd.DataFrame:
    """The hidden counts of the public edition with what they are."""
    with duckdb.connect(str(shipped.editions["internal"]), read_only=True) as connection:
        inside = connection.execute("SELECT * FROM indicator_value").df()
    key = list(BY_NAME["indicator_value"].key)
    hidden = public["indicator_value"].query("hidden != 'no'")[key]
    found = inside.merge(hidden, on=key)
    assert len(found) == len(hidden) > 50
    return found


def rows(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for row in frame.to_dict("records"):
        yield {str(name): value for name, value in row.items()}


def test_every_derived_table_follows_from_what_the_public_edition_shows(
    public: Frames,
) -> None:
    names = {*(table.name for table in FACTS), "publication", "decision"}
    shown = {name: public[name] for name in names}
    as_of = pd.Timestamp(public["edition"]["as_of"].iloc[0]).date()
    reference = {name: public[name] for name in ("region", "instrument")}
    again = derived(shown, reference, load_catalogue(), as_of)
    for name, frame in again.items():
        table = BY_NAME[name]
        assert len(frame) == len(public[name]), name
        if frame.empty:
            continue
        key = list(table.key)
        left, right = (one.set_index(key).sort_index() for one in (frame, public[name]))
        left.index, right.index = left.index.map(str), right.index.map(str)
        for column in table.columns:
            if column.name in key or column.name in ADDRESS:
                continue
            ours, theirs = left[column.name], right[column.name]
            if column.type in ("real", "integer"):
                a, b = (pd.to_numeric(one).to_numpy(dtype=float) for one in (ours, theirs))
                np.testing.assert_allclose(a, b, rtol=1e-9, err_msg=f"{name}.{column.name}")
            elif column.type == "text":
                a, b = (one.astype(object).where(one.notna(), None) for one in (ours, theirs))
                assert a.tolist() == b.tolist(), f"{name}.{column.name}"


def test_nothing_made_of_a_hidden_count_stands_beside_it(
    public: Frames, secret: pd.DataFrame
) -> None:
    key = list(BY_NAME["indicator_value"].key)
    beside = public["indicator_value"].merge(secret[key], on=key)
    assert beside[list(COUNTS)].isna().all(axis=None)
    place = ["region_code", "measure_id", "period_start", "period_end", "publication_id"]
    totals = secret.loc[secret["dimension"] == "total", place]
    compared = public["comparison"].merge(totals, on=place)
    own = ("value", "lower", "upper", "p_value", "p_adjusted", "rank", "rank_lower", "rank_upper")
    assert compared[list(own)].isna().all(axis=None)
    assert set(compared["verdict"]) <= {"not_compared"}
    assert not compared["is_marked"].any()
    assert set(compared["funnel_level"].dropna()) <= {"not_compared"}
    assert set(compared["rank_group"].dropna()) <= {"not_ranked"}


def test_the_rate_of_a_hidden_count_would_have_given_it_away(secret: pd.DataFrame) -> None:
    """Why the rate has to go: at one decimal it leaves one count in most cases."""
    told = secret[secret["rate"].notna()]
    found = [counts_from_rate(round(row["rate"], 1), row["denominator"], 1) for row in rows(told)]
    exact = [
        low == high == row["value"] for (low, high), row in zip(found, rows(told), strict=True)
    ]
    assert len(told) > 20
    assert np.mean(exact) > 0.5


def test_a_province_minus_the_areas_that_are_shown_leaves_more_than_one_answer(
    public: Frames, secret: pd.DataFrame
) -> None:
    values = public["indicator_value"].query("dimension == 'total'")
    same = ["measure_id", "period_start", "period_end", "publication_id"]
    parent = public["region"].set_index("region_code")["parent_code"]
    areas = values.assign(parent=values["region_code"].map(parent))
    checked = 0
    for names, group in areas.groupby([*same, "parent"]):
        hidden = group[group["hidden"] != "no"]
        if hidden.empty:
            continue
        told = dict(zip([*same, "region_code"], names, strict=True))
        whole = values.merge(pd.DataFrame([told]), on=[*same, "region_code"])["value"].dropna()
        children = int((parent == names[-1]).sum())
        if whole.empty or len(group) < children:
            continue
        rest = float(whole.iloc[0] - group["value"].sum())
        assert len(hidden) > 1
        assert rest - len(hidden) >= 3
        checked += 1
    assert checked >= 3


def test_a_benchmark_is_made_of_areas_that_are_shown(public: Frames) -> None:
    """Where the province itself is hidden, its rate is that of the visible areas together."""
    values = public["indicator_value"].query("dimension == 'total'")
    same = ["measure_id", "period_start", "period_end", "publication_id"]
    provinces = values.rename(columns={"region_code": "parent_code"})
    both = public["comparison"].merge(
        provinces[["parent_code", *same, "hidden"]], on=["parent_code", *same]
    )
    assert len(both) > 100
    assert set(both.loc[both["hidden"] != "no", "benchmark_kind"].dropna()) <= {"visible_regions"}


def test_funnels_expect_what_visible_areas_have(public: Frames) -> None:
    """Around the province where it is shown itself, else around the visible areas together."""
    values = public["indicator_value"].query("dimension == 'total'")
    place = ["region_code", "measure_id", "period_start", "period_end", "publication_id"]
    told = values[[*place, "value", "hidden", "denominator"]]
    both = public["comparison"].merge(told, on=place, suffixes=("", "_told"))
    both = both[both["expected"].notna()]
    assert len(both) > 100
    assert set(both["hidden"]) == {"no"}
    same = ["parent_code", *place[1:]]
    provinces = told.rename(columns={"region_code": "parent_code"}).set_index(same)
    for names, group in both.groupby(same):
        if set(group["benchmark_kind"]) == {"visible_regions"}:
            rate = group["value_told"].sum() / group["denominator"].sum()
        else:
            whole = provinces.loc[names]
            assert whole["hidden"] == "no"
            rate = whole["value"] / whole["denominator"]
        due = group["denominator"].to_numpy(dtype=float) * rate
        assert group["expected"].to_numpy() == pytest.approx(due, rel=1e-6)


def test_trends_and_completeness_speak_of_visible_years(public: Frames) -> None:
    """A mean times its years is a sum of shown counts; months with a zero are shown zeros."""
    values = public["indicator_value"].query("dimension == 'total' and not is_partial")
    checked = 0
    for row in rows(public["trend"][public["trend"]["mean_count"].notna()]):
        window = values[
            (values["region_code"] == row["region_code"])
            & (values["measure_id"] == row["measure_id"])
            & (values["publication_id"] == row["publication_id"])
            & values["year"].between(row["first_year"], row["last_year"])
        ]
        assert (window["hidden"] == "no").all()
        assert window["value"].sum() == pytest.approx(row["mean_count"] * row["years"])
        checked += 1
    assert checked > 5
    zeros = public["completeness"]["months_zero"].fillna(0)
    assert (zeros <= public["completeness"]["months_reported"].fillna(0)).all()


def test_projections_start_from_a_count_that_is_shown(public: Frames) -> None:
    values = public["indicator_value"].query("dimension == 'total' and hidden == 'no'")
    place = ["region_code", "measure_id", "publication_id", "year"]
    for row in rows(public["projection"]):
        told = values[(values[place] == [row[name] for name in place]).all(axis=1)]
        assert len(told)
        assert row["observed"] <= told["value"].sum()
