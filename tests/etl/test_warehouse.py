from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from etl import warehouse
from etl.facts import empty
from indicators.tables import ALL_TABLES


def frames(**filled: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {table.name: filled.get(table.name, empty(table)) for table in ALL_TABLES}


def award(region: str = "33.18", rank: str = "pratama", year: int = 2022) -> dict[str, object]:
    return {
        "region_code": region,
        "award_year": year,
        "award": rank,
        "note": None,
        "publication_id": "p",
        "source_sha256": "f" * 64,
        "sheet": "Data",
        "cell": "D2",
    }


def put(path: Path, *awards: dict[str, object]) -> None:
    warehouse.write(path, frames(kla_award=pd.DataFrame(list(awards))))


def test_what_is_written_is_read_back_in_key_order(tmp_path: Path) -> None:
    path = tmp_path / "kla-public.duckdb"
    put(path, award("35.01"), award("33.18"))
    with duckdb.connect(str(path), read_only=True) as connection:
        rows = connection.execute("SELECT region_code FROM kla_award").fetchall()
    assert rows == [("33.18",), ("35.01",)]
    assert warehouse.row_counts(path)["kla_award"] == 2
    assert [path.name for path in tmp_path.iterdir()] == ["kla-public.duckdb"]


@pytest.mark.parametrize(
    "bad",
    [
        [award(rank="juara")],
        [award(), award()],
        [{**award(), "award_year": None}],
        [{**award(), "award_year": "dua ribu"}],
    ],
    ids=["unknown code", "same key twice", "empty", "wrong type"],
)
def test_rows_that_break_the_contract_leave_no_file(
    tmp_path: Path, bad: list[dict[str, object]]
) -> None:
    with pytest.raises(warehouse.WarehouseError, match="kla_award"):
        put(tmp_path / "kla-public.duckdb", *bad)
    assert list(tmp_path.iterdir()) == []


def test_not_a_number_never_enters_a_table(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    target = {
        **dict.fromkeys(("measure_id", "region_code", "publication_id", "sheet", "cell"), "x"),
        "source_sha256": "f",
        "year": 2024,
        "value": 1.5,
        "note": None,
    }
    filled = frames(target=pd.DataFrame([target]))
    warehouse.write(path, filled)
    with pytest.raises(warehouse.WarehouseError):
        warehouse.write(
            tmp_path / "x.duckdb", frames(target=pd.DataFrame([{**target, "value": float("nan")}]))
        )


def test_equal_rows_give_equal_hashes_whatever_the_order(tmp_path: Path) -> None:
    one, two, three = (tmp_path / f"{name}.duckdb" for name in "abc")
    put(one, award("35.01"), award("33.18"))
    put(two, award("33.18"), award("35.01"))
    put(three, award("33.18"), award("35.01", rank="madya"))
    assert warehouse.content_hashes(one) == warehouse.content_hashes(two)
    assert warehouse.content_hashes(one) != warehouse.content_hashes(three)


def test_rows_of_one_table_of_any_file(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    put(path, award(), award("35.01"))
    assert warehouse.count(path, "kla_award") == 2
    assert warehouse.count(path, "no_such_table") == 0
    assert warehouse.count(tmp_path / "nowhere.duckdb", "kla_award") == 0
    path.write_bytes(b"half")
    assert warehouse.count(path, "kla_award") == 0
