"""Both editions are served by one pointer; a warehouse is never replaced by an empty one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dashboard.served import edition_file
from etl import served
from etl.build import BuildFailed, build, edition_path
from tests.etl.crashing import EDITIONS, workbook


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "raw").mkdir()
    workbook(tmp_path / "raw" / "kasus.xlsx", 2021, r33_17=31)
    return tmp_path


def test_pipeline_and_dashboard_mean_the_same_file(data: Path) -> None:
    out = data / "build"
    for edition in EDITIONS:
        assert edition_file(data, edition) == edition_path(out, edition)
        assert not edition_path(out, edition).exists()
    report = build(data, out)
    for edition in EDITIONS:
        assert edition_file(data, edition) == edition_path(out, edition) == report.editions[edition]
    assert (out / "current").read_text().strip() == f"000001-{report.id}"
    (out / "current").write_text("../../elsewhere\n")
    assert edition_file(data, "public") == edition_path(out, "public")
    assert edition_path(out, "public") == out / "editions" / "elsewhere" / "kla-public.duckdb"


def test_the_folder_served_before_is_kept_and_no_other(data: Path) -> None:
    out = data / "build"
    made = []
    for figure in (31, 32, 33):
        workbook(data / "raw" / "kasus.xlsx", 2021, r33_17=figure)
        made.append(build(data, out).editions["public"].parent)
    assert sorted((out / "editions").iterdir()) == made[1:]
    assert served.served_folder(out) == made[2]


def test_a_warehouse_of_before_the_pointer_is_served_until_the_next_build(data: Path) -> None:
    out = data / "build"
    for path in build(data, out).editions.values():
        shutil.move(path, out)
    (out / "current").unlink()
    assert edition_path(out, "public") == out / "kla-public.duckdb"
    (data / "raw" / "kasus.xlsx").unlink()
    with pytest.raises(BuildFailed):
        build(data, out)
    assert edition_path(out, "public").exists()
    workbook(data / "raw" / "kasus.xlsx", 2021, r33_17=31)
    assert build(data, out).editions["public"].parent.parent == out / "editions"
    assert not list(out.glob("*.duckdb"))


def test_an_empty_folder_does_not_replace_a_full_warehouse(data: Path) -> None:
    out = data / "build"
    before = build(data, out).editions
    shutil.rmtree(data / "raw")
    with pytest.raises(BuildFailed) as failed:
        build(data, out)
    assert [one.kind for one in failed.value.issues] == ["raw_empty"]
    assert {name: edition_path(out, name) for name in EDITIONS} == before


def test_a_warehouse_that_was_damaged_is_built_again(data: Path) -> None:
    out = data / "build"
    path = build(data, out).editions["public"]
    path.write_bytes(b"half")
    again = build(data, out).editions["public"]
    assert again == edition_path(out, "public") != path
    shutil.rmtree(again.parent)
    assert build(data, out).editions["public"].exists()
