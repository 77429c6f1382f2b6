"""Hands a file to the pipeline: runs `python -m etl ...` as a child process and reads its JSON.

The dashboard never opens a foreign file itself. A child gets a folder of its own with the upload
in it, an overall time limit and a process group that ends with it; the folder is gone afterwards.
Nothing here raises into a page: what went wrong comes back as `Failed`.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeVar

import psutil

from dashboard import answers, described, permission
from dashboard.answers import Checked, Failed, Loaded
from dashboard.described import Described

Value = TypeVar("Value")


@dataclass(frozen=True)
class Doing:
    """What a child is at: the seconds passed, its step, and how much of the step is done."""

    seconds: float
    step: str = ""
    done: int = 0
    total: int = 0


Progress = Callable[[Doing], None]
"""Told what is being done, about five times a second."""


def _untold(doing: Doing) -> None:
    """Nobody asks."""


@dataclass(frozen=True)
class Limits:
    """What a child may take before it is ended, with everything below it."""

    seconds: float
    memory: int


READING: Final = Limits(120.0, 1_500_000_000)
"""For commands that read one file; the reader itself has tighter ones of its own."""
BUILDING: Final = Limits(1800.0, 16_000_000_000)
"""For commands that also build the warehouse."""
_MOST_BYTES: Final = 200_000_000
"""The longest answer that is read."""
_STEP: Final = 0.2
_STEP_BYTES: Final = 1000
_STEP_TOLD: Final = re.compile(
    r'\{"step": "(?P<step>\w+)", "done": (?P<done>\d+), "total": (?P<total>\d+)\}'
)
_GRACE: Final = 5.0
_ID: Final = re.compile(r'^id = "([a-z0-9_]{1,80})"', re.MULTILINE)
_ODD: Final = re.compile(r"[^\w.() ,&+-]+")


@dataclass(frozen=True)
class Upload:
    """A file as a person sent it, with what goes beside it: a sidecar and a layout, as TOML."""

    name: str
    content: bytes
    sidecar: str = ""
    layout: str = ""

    @cached_property
    def sha256(self) -> str:
        """Hash of the file alone."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What the pipeline's answer depends on."""
        return self.file_name, self.sha256, self.sidecar, self.layout

    @property
    def file_name(self) -> str:
        """The name below which it is kept: no folder, no odd characters, at most 120 long."""
        stem, dot, suffix = self.name.replace("\\", "/").rpartition("/")[2].rpartition(".")
        plain = _ODD.sub("_", stem or suffix).strip(" ._") or "berkas"
        return f"{plain[:110]}.{_ODD.sub('', suffix)[:8]}" if dot else plain[:110]


def check(upload: Upload, progress: Progress = _untold) -> Checked | Failed:
    """Every problem of the file, and the facts read from it."""

    def arguments(folder: Path) -> list[str]:
        file = _put(folder, upload)
        return ["check", file, "--json", "--observations", *_layout(folder, upload), *_data()]

    return asked(arguments, answers.checked, READING, progress)


def annotated(upload: Upload, progress: Progress = _untold) -> bytes | Failed:
    """The workbook with its problems marked and commented."""
    with tempfile.TemporaryDirectory(prefix="kla-") as name:
        folder = Path(name)
        out = folder / "hasil" / "bertanda.xlsx"
        out.parent.mkdir()
        command = ["check", _put(folder, upload), "--json", "--annotated", str(out)]
        ran = _run([*command, *_layout(folder, upload), *_data()], folder, READING, progress)
        if isinstance(ran, Failed):
            return ran
        return out.read_bytes() if out.is_file() else Failed("no_answer", ran)


def describe(upload: Upload, choices: str = "", progress: Progress = _untold) -> Described | Failed:
    """The tables of a file that no layout knows; with `choices` (JSON) the layout they make."""

    def arguments(folder: Path) -> list[str]:
        command = ["describe", _put(folder, upload), "--json"]
        if not choices:
            return command
        path = folder / "pilihan.json"
        path.write_text(choices, encoding="utf-8")
        return [*command, "--choices", str(path)]

    return asked(arguments, described.described, READING, progress)


def load(upload: Upload, by: str = "", progress: Progress = _untold) -> Loaded | Failed:
    """Load the file in the name of `by`; without a name only what loading it would change."""

    def arguments(folder: Path) -> list[str]:
        command = ["load", _put(folder, upload), "--json", *_layout(folder, upload), *_data()]
        if upload.sidecar:
            path = folder / "asal.toml"
            path.write_text(upload.sidecar, encoding="utf-8")
            command += ["--sidecar", str(path)]
        return [*command, "--yes", "--by", by] if by else [*command, "--preview"]

    return asked(arguments, answers.loaded, BUILDING, progress)


def decide(
    region: str, year: int, measure: str, publication: str, reason: str, by: str
) -> tuple[answers.Issue, ...] | Failed:
    """Record which publication a figure is shown from; nothing when done, else why not."""

    def arguments(folder: Path) -> list[str]:
        quantity = ["--region", region, "--year", str(year), "--measure", measure]
        said = ["--publication", publication, "--reason", reason, "--by", by]
        return ["decide", *quantity, *said, "--json", *_data()]

    return asked(arguments, answers.decided, BUILDING, _untold)


def template(*arguments: str, edition: str, progress: Progress = _untold) -> bytes | Failed:
    """The workbook of `python -m etl template ARGUMENTS`, filled from the data of `edition`."""
    with tempfile.TemporaryDirectory(prefix="kla-") as name:
        out = Path(name) / "buku.xlsx"
        command = ["template", *arguments, "--edition", edition, "--out", str(out), *_data()]
        ran = _run(command, Path(name), READING, progress)
        if isinstance(ran, Failed):
            return ran
        return out.read_bytes() if out.is_file() else Failed("no_answer", ran)


def _put(folder: Path, upload: Upload) -> str:
    """Write the upload into the folder, its sidecar beside it."""
    path = folder / upload.file_name
    path.write_bytes(upload.content)
    if upload.sidecar:
        path.with_name(f"{path.name}.asal.toml").write_text(upload.sidecar, encoding="utf-8")
    return str(path)


def _layout(folder: Path, upload: Upload) -> list[str]:
    if not upload.layout:
        return []
    named = _ID.search(upload.layout)
    path = folder / f"{named[1] if named else 'tata_letak'}.toml"
    path.write_text(upload.layout, encoding="utf-8")
    return ["--layout", str(path)]


def _data() -> list[str]:
    return ["--data", str(permission.data_folder())]


def asked(
    arguments: Callable[[Path], Sequence[str]],
    understood: Callable[[Any], Value],
    limits: Limits,
    progress: Progress,
) -> Value | Failed:
    """The answer of one command, understood."""
    with tempfile.TemporaryDirectory(prefix="kla-") as name:
        folder = Path(name)
        ran = _run(arguments(folder), folder, limits, progress)
    if isinstance(ran, Failed):
        return ran
    try:
        return understood(json.loads(ran))
    except (json.JSONDecodeError, answers.Unexpected) as error:
        return Failed("no_answer", f"{error}: {ran[:500]}")


def _run(
    arguments: Sequence[str], folder: Path, limits: Limits, progress: Progress
) -> str | Failed:
    """What `python -m etl` printed, whatever its exit status."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(permission.PROJECT), os.environ.get("PYTHONPATH", "")]),
        "PYTHONIOENCODING": "utf-8",
    }
    out, complaints = folder / ".jawaban", folder / ".keluhan"
    try:
        with out.open("wb") as answer, complaints.open("wb") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "etl", *arguments],
                cwd=permission.PROJECT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=answer,
                stderr=said,
                start_new_session=True,
            )
            ended = _waited(process, limits, lambda passed: progress(_doing(passed, complaints)))
    except OSError as error:
        return Failed("not_started", str(error))
    if ended:
        return Failed(ended, str(limits))
    if not out.stat().st_size:
        return Failed("no_answer", complaints.read_text("utf-8", errors="replace")[-2000:])
    if out.stat().st_size > _MOST_BYTES:
        return Failed("no_answer", "too long an answer")
    return out.read_text("utf-8", errors="replace")


def _doing(passed: float, complaints: Path) -> Doing:
    """The last step that the child told on standard error, one JSON line each."""
    with complaints.open("rb") as told:
        told.seek(max(0, complaints.stat().st_size - _STEP_BYTES))
        lines = told.read().decode("utf-8", errors="replace").splitlines()
    for line in reversed(lines):
        found = _STEP_TOLD.fullmatch(line)
        if found:
            return Doing(passed, found["step"], int(found["done"]), int(found["total"]))
    return Doing(passed)


def _waited(
    process: subprocess.Popen[bytes], limits: Limits, progress: Callable[[float], None]
) -> str:
    """Why the child was ended, empty when it ended by itself; either way it is gone afterwards."""
    started = time.monotonic()
    try:
        while (passed := time.monotonic() - started) < limits.seconds:
            try:
                process.wait(timeout=_STEP)
            except subprocess.TimeoutExpired:
                if _memory(process.pid) > limits.memory:
                    return "too_big"
                progress(passed)
            else:
                return ""
        return "too_long"
    finally:
        if process.poll() is None:
            _end(process)


def _memory(pid: int) -> int:
    """Resident memory of a process and everything below it."""
    total = 0
    for process in _family(pid):
        with contextlib.suppress(psutil.NoSuchProcess):
            total += process.memory_info().rss
    return total


def _family(pid: int) -> list[psutil.Process]:
    """A process and everything below it, as far as they are still there."""
    try:
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the child and everything it started."""
    below = _family(process.pid)[1:]
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=_GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for child in below:
        with contextlib.suppress(psutil.NoSuchProcess):
            child.kill()
