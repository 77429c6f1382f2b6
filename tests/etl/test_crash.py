"""Killed, on a full disk or in a folder that may not be written: the old warehouse or the new one.

The benchmark does the first test at 200 instants and the second at every step.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.turn import LOCK
from tests.etl import crashing

PROJECT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL and limits of a process")


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, crashing.Scene]:
    folder = tmp_path_factory.mktemp("crash")
    return {what: crashing.Scene(folder, what) for what in ("build", "load")}


def test_killed_at_random_instants(scenes: dict[str, crashing.Scene]) -> None:
    tally = crashing.run([*scenes.values()], 20)
    assert tally.faults == []
    assert tally.killed == 20


@pytest.mark.parametrize(("what", "every"), [("build", 5), ("load", 9)])
def test_killed_between_its_steps(scenes: dict[str, crashing.Scene], what: str, every: int) -> None:
    tally = crashing.every_step(scenes[what], every)
    assert tally.faults == []
    assert tally.killed >= 4


@pytest.mark.parametrize("room", [0, 20_000, 300_000])
@pytest.mark.parametrize("what", ["build", "load"])
def test_a_disk_that_takes_no_more(scenes: dict[str, crashing.Scene], what: str, room: int) -> None:
    """No file may grow beyond `room` bytes: the system answers as a full disk does."""
    scene = scenes[what]
    scene.reset()
    told = limited(what, scene.trial, scene.arriving, room)
    assert told.returncode == 1, told.stderr
    assert "Traceback" not in told.stderr
    assert "not_written" in told.stdout or "not_kept" in told.stdout
    assert crashing.hashes(scene.trial) == scene.old
    assert crashing.files_of(scene.trial) == scene.kept_old
    assert crashing.strays(scene.trial) == []


def limited(what: str, data: Path, file: Path, room: int) -> subprocess.CompletedProcess[str]:
    """The command in a process none of whose files may be larger than `room` bytes."""
    command = ["build"] if what == "build" else ["load", str(file), "--yes"]
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}));"
        "from etl.__main__ import app; app(sys.argv[1:])"
    )
    arguments = [sys.executable, "-c", code, *command, "--data", str(data), "--json"]
    return subprocess.run(arguments, cwd=PROJECT, capture_output=True, text=True, check=False)


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    """A disk of 12 MB of its own, where this user may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("left", [0, 400_000, 2_000_000])
def test_a_full_disk(full: Path, scenes: dict[str, crashing.Scene], left: int) -> None:
    scene = scenes["load"]
    data = full / "data"
    shutil.copytree(scene.start, data)
    filler = full / "filler"
    filler.write_bytes(b"x" * (shutil.disk_usage(full).free - left))
    command = ["load", str(scene.arriving), "--yes", "--data", str(data), "--json"]
    told = subprocess.run(
        [sys.executable, "-m", "etl", *command], cwd=PROJECT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert told.returncode == 1, told.stdout
    assert "Traceback" not in told.stderr
    assert '"status": "failed"' in told.stdout
    assert crashing.hashes(data) == scene.old
    assert crashing.files_of(data) == scene.kept_old
    assert crashing.strays(data) == []
    filler.unlink()
    done = subprocess.run([sys.executable, "-m", "etl", *command], cwd=PROJECT, check=False)
    assert done.returncode == 0


@pytest.fixture
def sealed(scenes: dict[str, crashing.Scene], tmp_path: Path) -> Iterator[Path]:
    """A data folder that nobody may write, root neither."""
    place = tmp_path / "sealed"
    place.mkdir()
    bind = ["mount", "--bind", str(scenes["load"].start), str(place)]
    seal = ["mount", "-o", "remount,bind,ro", str(place)]
    if shutil.which("mount") is None or subprocess.run(bind, capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    subprocess.run(seal, check=True)
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_folder_that_may_not_be_written(scenes: dict[str, crashing.Scene], sealed: Path) -> None:
    scene, data = scenes["load"], sealed
    for command in (["build"], ["load", str(scene.arriving), "--yes"]):
        told = subprocess.run(
            [sys.executable, "-m", "etl", *command, "--data", str(data), "--json"],
            cwd=PROJECT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert told.returncode == 1
        assert "Traceback" not in told.stderr
        assert "not_written" in told.stdout or "not_kept" in told.stdout
    assert crashing.hashes(data) == scene.old
    assert {path.name for path in (data / "build").iterdir()} == {
        LOCK, "cache", "current", "editions",
    }  # fmt: skip


def test_a_place_that_is_taken_always_runs(scenes: dict[str, crashing.Scene]) -> None:
    """What a read-only folder does to a load, without being one: incoming/ cannot be made."""
    scene = scenes["load"]
    scene.reset()
    (scene.trial / "incoming").write_text("x", encoding="utf-8")
    told = limited("load", scene.trial, scene.arriving, 10_000_000)
    assert told.returncode == 1
    assert "not_kept" in told.stdout
    assert crashing.hashes(scene.trial) == scene.old
