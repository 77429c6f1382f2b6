"""Builds and loads that are killed (SIGKILL), and what must hold afterwards.

The child is forked from a process that has imported the pipeline but done nothing: it starts at
once, so every instant falls into real work. It is killed after a time, or by itself at its n-th
step: every open for writing, rename, removal, new folder, link and cut that Python makes.
"""

from __future__ import annotations

import datetime
import json
import multiprocessing
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import duckdb

from etl import history, warehouse
from etl.build import build, edition_path
from etl.intake.load import LOADED, Wish, load
from etl.template import write_template
from etl.turn import LOCK

DAY: Final = datetime.date(2024, 5, 6)
EDITIONS: Final = ("public", "internal")
CHANGES: Final = frozenset(
    {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate"}
)
SIDECAR: Final = """[publication]
publication_id = "rilis-2023"
publisher = "DP3AKB"
title = "Rilis 2023"
trust = "official"
"""
Hashes = dict[str, dict[str, str]]


@dataclass
class Tally:
    """What was seen: kills that hit, runs that ended before, and everything that did not hold."""

    killed: int = 0
    ended: int = 0
    old: int = 0
    new: int = 0
    completed: int = 0
    """Loads accepted before the kill and served by the next build."""
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.killed} killed ({self.ended} had ended before): {self.old} served the old "
            f"warehouse, {self.new} the new one; {self.completed} accepted files were completed "
            f"by the next build; {len(self.faults)} torn or lost"
        )


def workbook(path: Path, year: int, **figures: int) -> Path:
    """A workbook of cases as the template has it: kode_daerah with _ for the dot -> figure."""
    rows = [
        {
            "kode_daerah": code[1:].replace("_", "."),
            "nama_daerah": {"r33_17": "Kabupaten Rembang", "r33_18": "Kabupaten Pati"}[code],
            "periode_mulai": f"{year}-01-01",
            "periode_selesai": f"{year}-12-31",
            "periode_diketahui": "stated",
            "satuan": "korban",
            "kelompok": "anak",
            "jumlah": figure,
            "publikasi": f"laporan-{year}",
        }
        for code, figure in figures.items()
    ]
    publication = {
        "publikasi": f"laporan-{year}",
        "penerbit": "DP3AKB",
        "judul": f"Laporan {year}",
        "kepercayaan": "official",
    }
    write_template("kasus", path, {"Data": rows, "Publikasi": [publication]})
    return path


class Scene:
    """A data folder with a served warehouse, and what is done to it: a build or a load."""

    def __init__(self, folder: Path, what: str) -> None:
        self.what = what
        self.start, self.trial = folder / what / "start", folder / what / "trial"
        self.arriving = folder / what / "baru.xlsx"
        (self.start / "raw").mkdir(parents=True)
        workbook(self.start / "raw" / "lama.xlsx", 2021, r33_17=31, r33_18=45)
        workbook(self.arriving, 2022, r33_17=33)
        sidecar = self.arriving.with_name(self.arriving.name + ".asal.toml")
        sidecar.write_text(SIDECAR, encoding="utf-8")
        build(self.start, self.start / "build")
        self.old = hashes(self.start)
        if what == "build":
            shutil.copy(self.arriving, self.start / "raw")
        self.reset()
        started = time.monotonic()
        act(what, self.trial, self.arriving)
        self.seconds = time.monotonic() - started
        self.new = hashes(self.trial)
        self.kept_old, self.kept_new = files_of(self.start), files_of(self.trial)
        self.said_old, self.said_new = said_by(self.start), said_by(self.trial)
        self.reset()

    def reset(self) -> None:
        """The data folder as it was before."""
        shutil.rmtree(self.trial, ignore_errors=True)
        shutil.copytree(self.start, self.trial)

    def run(self, kill_after: float | None = None, kill_at: int | None = None) -> int | None:
        """Run the build or load in a child and kill it. Its exit status: 0, or -9 when killed."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.etl.crashing"])
        arguments = (self.what, self.trial, self.arriving, kill_at)
        child = context.Process(target=_child, args=arguments)
        child.start()
        child.join(kill_after)
        child.kill()
        child.join()
        return child.exitcode

    def judge(self, status: int | None, tally: Tally, where: str) -> None:
        """What must hold after the child is gone, and after the next plain build."""
        tally.killed += status == -signal.SIGKILL
        tally.ended += status == 0
        faults = []
        if status not in (0, -signal.SIGKILL):
            faults.append(f"ended with {status}")
        served = hashes(self.trial)
        is_new = served == self.new
        tally.new, tally.old = tally.new + is_new, tally.old + (not is_new)
        if served not in (self.old, self.new):
            faults.append("neither the old nor the new warehouse is served")
        if status == 0 and not is_new:
            faults.append("it said done, but the old warehouse is served")
        if is_new and files_of(self.trial) != self.kept_new:
            faults.append("what is served is not what is kept")
        build(self.trial, self.trial / "build")
        after = files_of(self.trial)
        tally.completed += self.what == "load" and not is_new and after == self.kept_new
        wanted = {True: self.new, False: self.old}[after == self.kept_new]
        if after not in (self.kept_old, self.kept_new) or (is_new and after != self.kept_new):
            faults.append(f"kept after the next build: {sorted(after)}")
        if hashes(self.trial) != wanted:
            faults.append("the next build does not serve what is kept")
        if said_by(self.trial) != (self.said_new if after == self.kept_new else self.said_old):
            faults.append("what the editions said is not what was served")
        faults += strays(self.trial)
        tally.faults += [f"{self.what} {where}: {fault}" for fault in faults]


def act(what: str, data: Path, arriving: Path) -> None:
    """The build, or the load of a file with its sidecar."""
    if what == "build":
        build(data, data / "build")
        return
    done = load(Wish(arriving, day=DAY), data, data / "build")
    if done.status != LOADED:
        raise RuntimeError(json.dumps(done.as_json()))


def _child(what: str, data: Path, arriving: Path, kill_at: int | None) -> None:
    if kill_at is not None:
        sys.addaudithook(_dying_at(kill_at, data))
    act(what, data, arriving)


def _dying_at(step: int, data: Path) -> Callable[[str, tuple[Any, ...]], None]:
    """An audit hook that kills the process before its n-th change of a file below `data`."""
    count, below = 0, str(data)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count
        mode = str(arguments[1]) if event == "open" else ""
        if (set(mode) & set("wax+") or event in CHANGES) and str(arguments[0]).startswith(below):
            count += 1
            if count == step:
                os.kill(os.getpid(), signal.SIGKILL)

    return hook


def hashes(data: Path) -> Hashes:
    """Hashes of every table of both editions. RuntimeError when they are of two builds."""
    paths = {name: edition_path(data / "build", name) for name in EDITIONS}
    made = set()
    for path in paths.values():
        with duckdb.connect(str(path), read_only=True) as connection:
            made |= set(connection.execute("SELECT content_hash FROM edition").fetchall())
    if len(made) != 1:
        raise RuntimeError(f"the editions are of {len(made)} builds")
    return {name: warehouse.content_hashes(path) for name, path in paths.items()}


def said_by(data: Path) -> list[str]:
    """The files that the published editions have left."""
    return sorted(path.name for path in (data / "editions").iterdir())


def files_of(data: Path) -> dict[str, bytes]:
    """The files of a data folder that decide what a build gives, hidden ones too."""
    kept = [path for path in (data / "raw").rglob("*") if not path.is_dir()]
    kept += [path for path in data.iterdir() if path.is_file()]
    found = {path.relative_to(data).as_posix(): path.read_bytes() for path in kept}
    rooms = {
        path.relative_to(data).as_posix() for path in (data / "raw").rglob("*") if path.is_dir()
    }
    empty = {room for room in rooms if not any(name.startswith(f"{room}/") for name in found)}
    return found | dict.fromkeys(empty, b"")


def strays(data: Path) -> list[str]:
    """What lies about that should not."""
    out, log = data / "build", data / "history"
    editions = {path.name for path in (out / "editions").iterdir()}
    objects = {path.name for path in (log / "objects").iterdir()}
    listed = {sha for record in history.builds(log) for sha in record["inputs"].values()}
    incoming = data / "incoming"
    found = {path.name for path in out.iterdir()} - {LOCK, "cache", "current", "editions"}
    found |= {path.name for path in incoming.glob("*")} - {LOCK}
    found |= {path.name for path in (out / "cache").iterdir() if path.suffix != ".json"}
    found |= {path.name for path in log.iterdir()} - {"builds.jsonl", "objects"}
    found |= objects ^ listed
    return [f"stray files: {sorted(found)}"] * bool(found) + [
        f"editions kept: {sorted(editions)}"
    ] * (len(editions) > 2)


def run(scenes: Sequence[Scene], instants: int, seed: int = 1) -> Tally:
    """Kill builds and loads in turn at random instants, until so many kills have hit."""
    tally, chance = Tally(), random.Random(seed)
    spans = [scene.seconds for scene in scenes]
    while tally.killed < instants:
        turn = (tally.killed + tally.ended) % len(scenes)
        scene, after = scenes[turn], chance.uniform(0, spans[turn])
        scene.reset()
        status = scene.run(kill_after=after)
        scene.judge(status, tally, f"after {after:.3f} s")
        spans[turn] *= 0.9 if status == 0 else 1.0
    return tally


def every_step(scene: Scene, every: int = 1) -> Tally:
    """Kill a build or load before each of its steps (or each n-th) until it has no more."""
    tally, step = Tally(), 1
    while not tally.ended:
        scene.reset()
        scene.judge(scene.run(kill_at=step), tally, f"step {step}")
        step += every
    return tally
