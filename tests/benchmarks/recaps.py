"""500 self-assessment recaps: reading against bare calamine, publishing apart, memory, a rebuild.

The workbooks are those of the template, one for each regency of the registry, with scores of their
own that add up.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil
from python_calamine import CalamineWorkbook

from etl import cache
from etl.build import build
from etl.check import Context, check_file, load_context
from etl.template import write_template
from etl.template_recap import Row, empty_form

FILES = 500
SCORE = "Nilai"
EARLY = 100
"""Memory is compared after so many files and after all."""


def run(folder: Path, files: int = FILES) -> list[str]:
    """Write the recaps, read them, build them, change one and build again."""
    context = load_context()
    paths = write_recaps(folder / "data", context, files)
    return [
        f"{len(paths)} recaps of {paths[0].stat().st_size / 1024:.0f} KB",
        *_reading(paths, folder, context),
        *_building(paths[0], folder / "data", context),
    ]


def write_recaps(data: Path, context: Context, files: int = FILES) -> list[Path]:
    """One filled recap a regency, in the order of the registry."""
    raw = data / "raw" / "rekap"
    raw.mkdir(parents=True)
    places = [r for r in context.registry.all() if r.kind in ("kabupaten", "kota")][:files]
    paths = [raw / f"rekap_{region.code}.xlsx" for region in places]
    for path, region in zip(paths, places, strict=True):
        write_recap(path, region.code, region.name, context)
    return paths


def write_recap(path: Path, code: str, name: str, context: Context, seed: int = 0) -> None:
    """The recap of one regency: every question has a part of its points, and the sums hold."""
    head = {
        "Kabupaten/Kota": name, "Kode daerah": code, "Tahun": 2024, "Tahapan": "mandiri",
        "Instrumen": "kla_2024", "Publikasi": f"rekap-{code}",
    }  # fmt: skip
    publication = {
        "publikasi": f"rekap-{code}", "penerbit": "Pemerintah daerah", "judul": f"Rekap {code}",
        "kepercayaan": "unconfirmed",
    }  # fmt: skip
    rows = scored(context, random.Random(f"{code} {seed}"))
    write_template("rekap", path, {"Kepala": [head], "Data": rows, "Publikasi": [publication]})


def scored(context: Context, chance: random.Random) -> list[Row]:
    """The rows of the form with scores; an indicator and a block are the sums of those below."""
    form = context.catalogue.instruments["kla_2024"]
    points = {
        (one.indicator, one.question): round(chance.randint(0, 4) / 4 * one.max_score, 2)
        for one in form.questions
    }
    scores: list[float] = []
    for block in form.blocks:
        rows = [
            [points[row.indicator, one.question] for one in form.questions_of(row.indicator)]
            for row in form.indicators_of(block.block)
        ]
        scores.append(round(sum(map(sum, rows)), 2))
        for below in rows:
            scores += [round(sum(below), 2), *below]
    return [{**row, SCORE: score} for row, score in zip(empty_form(context), scores, strict=True)]


def _reading(paths: list[Path], folder: Path, context: Context) -> list[str]:
    """Each file by bare calamine and by the project in turn: cells, facts, facts kept."""
    readers: dict[str, Callable[[Path], object]] = {
        "calamine, cells only": bare,
        "this project, cells to facts": lambda path: check_file(path, context),
        "this project, facts kept for the build": lambda path: cache.store(
            folder / "kept", path.stem, check_file(path, context)
        ),
    }
    seconds: dict[str, list[float]] = {name: [] for name in readers}
    memory: list[float] = []
    for path in paths:
        for name, read in readers.items():
            started = time.process_time()
            read(path)
            seconds[name].append(time.process_time() - started)
        memory.append(psutil.Process().memory_info().rss / 2**20)
    base = sum(seconds["calamine, cells only"])
    lines = [
        f"  {name}: {statistics.median(taken) * 1000:.2f} ms a file, {sum(taken) / base:.2f} x"
        for name, taken in seconds.items()
    ]
    early = memory[min(EARLY, len(memory)) - 1]
    return [
        *lines,
        "  (at most 3 x calamine wanted, in processor time)",
        f"  memory: {early:.0f} MB after {EARLY} files, {memory[-1]:.0f} MB after {len(paths)}",
    ]


def bare(path: Path) -> Sequence[Sequence[Sequence[object]]]:
    """Every cell of every sheet, nothing understood."""
    book = CalamineWorkbook.from_path(path)
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def _building(changed: Path, data: Path, context: Context) -> list[str]:
    """A build of all recaps in its parts, then one after a single file has changed."""
    lines = [f"  build of all: {_timed_build(data)}"]
    region = context.registry.get(changed.stem.removeprefix("rekap_"))
    write_recap(changed, region.code, region.name, context, seed=1)
    return [*lines, f"  after one changed file: {_timed_build(data)}"]


def _timed_build(data: Path) -> str:
    """The parts of a build, by what it reports as its progress, and the files it parsed."""
    marks: list[tuple[str, float]] = []

    def mark(what: str, done: int, total: int) -> None:
        part = what if what in ("gather", "measure", "publish") else "read"
        if not marks or marks[-1][0] != part:
            marks.append((part, time.perf_counter()))

    report = build(data, data / "build", mark)
    ends = [started for _, started in marks[1:]] + [time.perf_counter()]
    parts = [
        f"{part} {end - started:.2f} s" for (part, started), end in zip(marks, ends, strict=True)
    ]
    return f"{', '.join(parts)}; {report.parsed} of {report.source_files} files parsed"
