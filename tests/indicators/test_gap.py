from __future__ import annotations

import datetime

import pandas as pd
import pytest

from indicators import gap
from indicators.catalogue import load
from indicators.tables import GAP, INDICATOR_VALUE, TARGET

CATALOGUE = load()
AS_OF = datetime.date(2026, 11, 21)
STUNTING, BIRTH = "stunting_prevalensi_persen", "akta_kelahiran_anak_persen"


def values(*some: dict[str, object]) -> pd.DataFrame:
    full = []
    for number, row in enumerate(some, start=2):
        year = int(str(row.get("year", 2023)))
        full.append(
            {
                **dict.fromkeys(INDICATOR_VALUE.column_names),
                "region_code": "32.01",
                "measure_id": STUNTING,
                "dimension": "total",
                "category": "semua",
                "period_start": datetime.date(year, 1, 1),
                "period_end": datetime.date(year, 12, 31),
                "year": year,
                "is_partial": False,
                "value": 21.5,
                "hidden": "no",
                "is_chosen": True,
                "publication_id": "p",
                "source_sha256": "f" * 64,
                "sheet": "Data",
                "cell": f"I{number}",
                **row,
            }
        )
    return pd.DataFrame(full, columns=list(INDICATOR_VALUE.column_names))


def targets(*some: tuple[str, str, int, float]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "measure_id": measure,
                "region_code": region,
                "year": year,
                "value": value,
                "note": None,
                "publication_id": "t",
                "source_sha256": "e" * 64,
                "sheet": "Data",
                "cell": f"E{number}",
            }
            for number, (measure, region, year, value) in enumerate(some, start=2)
        ],
        columns=list(TARGET.column_names),
    )


def found(some: pd.DataFrame, wanted: pd.DataFrame) -> pd.DataFrame:
    return gap.gaps(some, wanted, CATALOGUE, AS_OF)


def test_every_target_that_applies() -> None:
    wanted = targets(
        (STUNTING, "00", 2024, 14.0), (STUNTING, "00", 2029, 14.2), (STUNTING, "32", 2026, 12.0),
        (STUNTING, "32.01", 2025, 22.0), (STUNTING, "33", 2026, 10.0),
        (STUNTING, "32.02", 2026, 9.0),
    )  # fmt: skip
    out = found(values({}), wanted)
    assert tuple(out.columns) == GAP.column_names
    told = out[["target_region", "target_year", "gap", "is_met", "is_expired"]]
    assert told.to_numpy().tolist() == [
        ["00", 2024, 7.5, False, True],
        ["00", 2029, 7.3, False, False],
        ["32", 2026, 9.5, False, False],
        ["32.01", 2025, -0.5, True, True],
    ]
    assert set(out["cell"]) == {"I2"}


def test_the_distance_follows_the_measure() -> None:
    out = found(
        values({"measure_id": BIRTH, "value": 96.0}, {"value": 14.0}),
        targets((BIRTH, "00", 2026, 100.0), (STUNTING, "00", 2026, 14.0)),
    ).set_index("measure_id")
    assert (out.loc[BIRTH, "gap"], out.loc[BIRTH, "better"]) == (4.0, "higher")
    assert (out.loc[STUNTING, "gap"], out.loc[STUNTING, "is_met"]) == (0.0, True)


def test_the_latest_whole_year_that_is_shown_and_chosen() -> None:
    some = values(
        {"year": 2022, "value": 20.0},
        {"year": 2023, "value": 19.0, "publication_id": "q", "is_chosen": False},
        {"year": 2024, "value": 18.0, "is_partial": True},
        {"year": 2025, "value": None, "hidden": "primary"},
        {"year": 2025, "value": 3.0, "dimension": "sex", "category": "perempuan"},
    )
    out = found(some, targets((STUNTING, "00", 2024, 14.0)))
    assert out[["value", "gap"]].to_numpy().tolist() == [[20.0, 6.0]]


def test_a_nation_and_a_province_have_their_own_targets() -> None:
    some = values({"region_code": "00"}, {"region_code": "32"})
    wanted = targets((STUNTING, "00", 2024, 14.0), (STUNTING, "32", 2024, 15.0))
    out = found(some, wanted)
    assert out[["region_code", "target_region"]].to_numpy().tolist() == [
        ["00", "00"], ["32", "00"], ["32", "32"],
    ]  # fmt: skip
    assert not out.duplicated(list(GAP.key)).any()


def test_nothing_is_invented() -> None:
    assert found(values({}), targets()).empty
    assert found(values(), targets((STUNTING, "00", 2024, 14.0))).empty
    assert tuple(found(values(), targets()).columns) == GAP.column_names


def test_a_measure_without_direction_has_no_gap() -> None:
    undirected = [m.measure_id for m in CATALOGUE.outcomes.values() if m.better == "none"]
    for measure in undirected:
        some = values({"measure_id": measure, "value": 5.0})
        assert found(some, targets((measure, "00", 2024, 1.0))).empty


def test_an_unknown_measure_is_named() -> None:
    with pytest.raises(KeyError, match="jumlah_bahagia"):
        found(values({}), targets(("jumlah_bahagia", "00", 2024, 1.0)))
