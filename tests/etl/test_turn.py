"""Builds that are killed, that meet another build, or that cannot write."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from etl.build import BuildFailed, build, edition_path
from etl.turn import LOCK, BusyError, turn

PROJECT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "etl", "build", "--json", "--data"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT / "data/raw/kementerian", tmp_path / "raw/kementerian")
    return tmp_path


def kinds(failed: pytest.ExceptionInfo[BuildFailed]) -> list[tuple[str, str | None]]:
    return [(one.kind, one.cell) for one in failed.value.issues]


@pytest.mark.parametrize(
    ("settings", "register", "expected"),
    [
        ("bad = [", None, [("bad_settings", None)]),
        ('[examples]\nshow = "ya"\n', None, [("bad_settings", None)]),
        ("[other]\n", "a,b\n1,2\n", [("bad_settings", None), ("bad_register", "A2")]),
        (None, "sha256,loaded\nx,2024-01-31\ny,31/01/2024\n", [("bad_register", "A3")]),
    ],
)
def test_broken_settings_and_register(
    data: Path, settings: str | None, register: str | None, expected: list[tuple[str, str | None]]
) -> None:
    for name, text in (("settings.toml", settings), ("register.csv", register)):
        if text is not None:
            (data / name).write_text(text, encoding="utf-8")
    with pytest.raises(BuildFailed) as failed:
        build(data, data / "build")
    assert kinds(failed) == expected
    assert not edition_path(data / "build", "public").exists()


def test_a_place_that_cannot_be_written(data: Path) -> None:
    (data / "taken").write_text("x", encoding="utf-8")
    with pytest.raises(BuildFailed) as failed:
        build(data, data / "taken")
    assert kinds(failed) == [("not_written", None)]


def test_a_file_that_is_gone_when_its_turn_comes(data: Path) -> None:
    (data / "raw/gone.xlsx").symlink_to(data / "nowhere.xlsx")
    with pytest.raises(BuildFailed) as failed:
        build(data, data / "build")
    assert [(one.kind, one.file) for one in failed.value.issues] == [
        ("unreadable_file", "raw/gone.xlsx")
    ]


def test_one_build_at_a_time(tmp_path: Path) -> None:
    told: list[str] = []
    with (
        turn(tmp_path, lambda: told.append("first")),
        pytest.raises(BusyError),
        turn(tmp_path, lambda: told.append("second"), longest=0.1),
    ):
        pass
    assert told == ["second"]
    with turn(tmp_path, lambda: told.append("third")):
        assert told == ["second"]


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_a_killed_build_leaves_the_old_warehouse_and_the_next_one_clears_up(data: Path) -> None:
    out = data / "build"
    build(data, out)
    before = {name: edition_path(out, name) for name in ("public", "internal")}
    (data / "settings.toml").write_text("[examples]\nshow = false\n", encoding="utf-8")
    running = subprocess.Popen([*COMMAND, str(data)], cwd=PROJECT, stdout=subprocess.DEVNULL)
    for _ in range(600):
        if len(list(out.glob("editions/*"))) > 1 or running.poll() is not None:
            break
        time.sleep(0.05)
    running.send_signal(signal.SIGKILL)
    running.wait()
    for name, old in before.items():
        path = edition_path(out, name)
        assert path == old or _has_examples(path) is False
    (out / "editions/999999-half").mkdir()
    (out / "editions/999999-half/kla-public.duckdb").write_bytes(b"half")
    (out / ".kla-current.new").write_bytes(b"half")
    build(data, out)
    assert {path.name for path in out.iterdir()} == {LOCK, "cache", "current", "editions"}
    folders = sorted(path.name for path in (out / "editions").iterdir())
    assert len(folders) == 2
    assert folders[-1] == (out / "current").read_text().strip()
    assert _has_examples(edition_path(out, "public")) is False


def _has_examples(path: Path) -> bool:
    with duckdb.connect(str(path), read_only=True) as connection:
        rows = connection.execute("SELECT has_examples FROM edition").fetchall()
    return bool(rows[0][0])
