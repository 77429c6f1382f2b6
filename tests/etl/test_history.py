"""Builds that were published are listed and can be made again, row by row, from what was kept."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import Result

from etl import history
from etl.build import build
from etl.history import HistoryError
from etl.intake.load import Wish, load
from etl.rebuild import rebuild
from tests.etl.command_line import run_etl
from tests.etl.crashing import hashes, workbook


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two builds: of one workbook, then of two."""
    folder = tmp_path_factory.mktemp("start") / "data"
    (folder / "raw").mkdir(parents=True)
    workbook(folder / "raw" / "lama.xlsx", 2021, r33_17=31, r33_18=45)
    build(folder, folder / "build")
    file = workbook(folder.with_name("baru.xlsx"), 2022, r33_17=33)
    assert load(Wish(file, by="Perencana"), folder, folder / "build").status == "loaded"
    return folder


@pytest.fixture
def data(start: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed by the test."""
    return Path(shutil.copytree(start, tmp_path / "data"))


def test_each_published_build_leaves_one_line(data: Path) -> None:
    log = data / "history"
    first, second = history.builds(log)
    assert first["made_by"] == {"command": "build"}
    assert second["made_by"] == {
        "command": "load", "file": "raw/dp3akb/baru.xlsx", "by": "Perencana",
    }  # fmt: skip
    assert list(first["inputs"]) == ["raw/lama.xlsx"]
    shown = [f"editions/{path.name}" for path in sorted((data / "editions").iterdir())]
    assert set(second["inputs"]) == {
        "raw/lama.xlsx", "raw/dp3akb/baru.xlsx", "register.csv", shown[0],
    }  # fmt: skip
    assert second["tables"] == hashes(data)
    assert (first["rows"]["case_count"], second["rows"]["case_count"]) == (2, 3)
    build(data, data / "build")  # nothing changed: the same build
    assert len(history.builds(log)) == 2
    assert history.space(log).files == 4


def test_an_old_build_is_made_again_to_equal_rows(data: Path, tmp_path: Path) -> None:
    log = data / "history"
    first, _ = history.builds(log)
    workbook(data / "raw" / "lama.xlsx", 2021, r33_17=99)
    done = rebuild(log, first["id"][:6], tmp_path / "lagi")
    assert done.is_equal
    assert done.same_code
    assert done.report.rows == first["rows"]
    assert len(history.builds(log)) == 2


def test_tables_that_differ_are_named(data: Path, tmp_path: Path) -> None:
    log = data / "history"
    first, second = history.builds(log)
    other = json.loads(json.dumps(first))
    other["tables"]["public"]["case_count"] = "x"
    other["code_hash"] = "y"
    lines = (json.dumps(record) + "\n" for record in (other, second))
    (log / history.LOG).write_text("".join(lines), encoding="utf-8")
    done = rebuild(log, other["id"], tmp_path / "lagi")
    assert done.differing == {"public": ("case_count",), "internal": ()}
    assert not done.same_code


def test_kept_files_that_are_gone_or_damaged_are_named(data: Path, tmp_path: Path) -> None:
    log = data / "history"
    _, second = history.builds(log)
    (log / "objects" / second["inputs"]["raw/lama.xlsx"]).unlink()
    (log / "objects" / second["inputs"]["register.csv"]).write_bytes(b"x")
    with pytest.raises(HistoryError) as failed:
        rebuild(log, second["id"], tmp_path / "lagi")
    assert {(one.kind, one.file) for one in failed.value.issues} == {
        ("object_missing", "raw/lama.xlsx"),
        ("object_damaged", "register.csv"),
    }
    for name in ("", "bukan"):
        with pytest.raises(HistoryError) as failed:
            rebuild(log, name, tmp_path / "lagi")
        assert [one.kind for one in failed.value.issues] == ["unknown_build"]


def test_a_line_that_was_never_finished_is_no_build(data: Path) -> None:
    log = data / "history"
    with (log / history.LOG).open("a", encoding="utf-8") as handle:
        handle.write('{"id": "half')
    assert len(history.builds(log)) == 2
    (data / "settings.toml").write_text("[examples]\nshow = false\n", encoding="utf-8")
    build(data, data / "build")
    lines = (log / history.LOG).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [one["id"] for one in history.builds(log)]
    assert len(lines) == 3


def test_another_build_folder_has_a_history_of_its_own(data: Path, tmp_path: Path) -> None:
    build(data, tmp_path / "lain")
    assert len(history.builds(tmp_path / "lain" / "history")) == 1
    assert len(history.builds(data / "history")) == 2


def test_command_line(data: Path, tmp_path: Path) -> None:
    def history_of(*words: str) -> Result:
        return run_etl("history", *words)

    listed = history_of("--data", str(data))
    assert listed.exit_code == 0
    assert "Perencana" in listed.stdout
    told = json.loads(history_of("--data", str(data), "--json").stdout)
    first, second = told["builds"]
    assert told["served"] == second["id"]
    place = ("--data", str(data), "--out", str(tmp_path / "lagi"))
    again = history_of("rebuild", first["id"], *place, "--json")
    assert again.exit_code == 0, again.stdout + again.stderr
    assert json.loads(again.stdout)["equal"]
    assert history_of("rebuild", "bukan", *place).exit_code == 1
    served = ("--data", str(data), "--out", str(data / "build"))
    assert history_of("rebuild", first["id"], *served).exit_code == 2
    pruned = json.loads(history_of("--data", str(data), "--keep", "1", "--json").stdout)
    assert [one["id"] for one in pruned["builds"]] == [second["id"]]
    assert pruned["kept"]["files"] == len(second["inputs"])
