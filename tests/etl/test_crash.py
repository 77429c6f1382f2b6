"""Killed, on a full disk or in a folder that may not be written: the old warehouse or the new one.

The benchmark does the first test at 200 instants and the second at every step.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import Result

from etl.turn import LOCK
from tests.etl import crashing
from tests.etl.command_line import run_etl

if sys.platform != "win32":
    import resource

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL and limits of a process")


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, crashing.Scene]:
    folder = tmp_path_factory.mktemp("crash")
    return {what: crashing.Scene(folder, what) for what in ("build", "load")}


def test_killed_at_random_instants(scenes: dict[str, crashing.Scene]) -> None:
    tally = crashing.run([*scenes.values()], 20)
    assert tally.faults == []
    assert tally.killed == 20


@pytest.mark.parametrize(("what", "every"), [("build", 6), ("load", 15)])
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
    with no_file_beyond(room):
        told = ordered(what, scene)
    assert told.exit_code == 1, told.stderr
    assert "not_written" in told.stdout or "not_kept" in told.stdout
    assert crashing.hashes(scene.trial) == scene.old
    assert crashing.files_of(scene.trial) == scene.kept_old
    assert crashing.strays(scene.trial) == []


def ordered(what: str, scene: crashing.Scene) -> Result:
    """The command for what is done in the scene."""
    words = ["build"] if what == "build" else ["load", scene.arriving, "--yes"]
    return run_etl(*words, "--data", scene.trial, "--json")


@contextlib.contextmanager
def no_file_beyond(room: int) -> Iterator[None]:
    """This process and its children can write no file larger than `room` bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    told = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, told)


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    """A disk of 24 MB of its own, where this user may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)]
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
    command = ("load", scene.arriving, "--yes", "--data", data, "--json")
    told = run_etl(*command)
    assert told.exit_code == 1, told.stdout
    assert '"status": "failed"' in told.stdout
    assert crashing.hashes(data) == scene.old
    assert crashing.files_of(data) == scene.kept_old
    assert crashing.strays(data) == []
    filler.unlink()
    assert run_etl(*command).exit_code == 0


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
    for command in (["build"], ["load", scene.arriving, "--yes"]):
        told = run_etl(*command, "--data", data, "--json")
        assert told.exit_code == 1
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
    told = ordered("load", scene)
    assert told.exit_code == 1
    assert "not_kept" in told.stdout
    assert crashing.hashes(scene.trial) == scene.old
