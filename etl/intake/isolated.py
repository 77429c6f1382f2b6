"""Foreign files are read in a child process: slow, greedy or broken ones cannot harm this one.

One child reads a list of files, one after the other; it is started again after it had to be ended.
What it read comes back through files in a temporary folder (see etl.cache), and
is looked at before it is believed.
"""

from __future__ import annotations

import contextlib
import queue
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, Self

import psutil

from etl import cache, files
from etl.forms import NAME
from etl.intake import child
from etl.issues import Issue, issue
from etl.report import FileReport

PREFIX: Final = "kla-read-"
COMMAND: Sequence[str] = (sys.executable, "-P", "-m", "etl.intake.reader")
_PLAIN: Final = re.compile(r"[\w./:, ]{1,120}")


class ReaderStartError(Exception):
    """The child cannot start: a layout or definition is at fault, not the file to be read."""


@dataclass(frozen=True)
class Limits:
    """What reading one file may take: seconds by the clock, and bytes of resident memory."""

    seconds: float = 60
    memory: int = 2**30
    size: int = 300 * 2**20
    """The largest file that is opened at all, in bytes."""
    start_seconds: float = 120
    """The child's own start; nothing of the file is read before."""


LIMITS: Final = Limits()


def read_apart(
    path: Path, data: Path | None = None, layouts: Sequence[Path] = (), limits: Limits = LIMITS
) -> FileReport:
    """The report of one file, read in a process of its own. No file makes it raise.

    Raises ReaderStartError when the definitions themselves cannot be loaded.
    """
    with Reader(data, layouts, limits) as reader:
        return reader.read(path)


class Reader:
    """A child process that reads files one by one; use it as a context."""

    def __init__(
        self, data: Path | None = None, layouts: Sequence[Path] = (), limits: Limits = LIMITS
    ) -> None:
        self._data, self._layouts, self._limits = data, tuple(layouts), limits
        self._child: psutil.Popen | None = None
        self._answers: queue.Queue[bytes] = queue.Queue()
        self._asked = 0

    def __enter__(self) -> Self:
        _sweep()
        self._folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{_owner(psutil.Process())}-"))
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
        shutil.rmtree(self._folder, ignore_errors=True)

    def read(self, path: Path) -> FileReport:
        """The report of `path`; a file that cannot be read within the limits has one issue."""
        try:
            if not path.is_file():
                return FileReport(path.name, "", 0, issues=(_problem(path, "missing"),))
            if path.stat().st_size > self._limits.size:
                return _unread(path, "file_too_big")
        except OSError:
            return FileReport(path.name, "", 0, issues=(_problem(path, "missing"),))
        with self._kept_small():
            return self._read(path)

    def annotate(self, path: Path, out: Path) -> bool:
        """Write the workbook `path` with its problems marked to `out`; False where that fails.

        Nothing is written of a file that cannot be read or that speaks of persons.
        """
        made = self._folder / "marked.xlsx"
        with self._kept_small():
            key, answer = self._ask(path, annotated=str(made))
            if answer == {"done": key} and made.is_file():
                shutil.move(made, out)
                return True
            _empty(self._folder)
            if answer.get("fault", "stopped") != "stopped":
                self._end()
        return False

    def _ask(self, path: Path, **more: str) -> tuple[str, dict[str, Any]]:
        """The key of an order about `path`, and the answer to it."""
        if self._child is None:
            self._start()
        self._asked += 1
        key = str(self._asked)
        self._send({"path": str(path.absolute()), "key": key, **more})
        return key, self._wait(self._limits.seconds)

    def _read(self, path: Path) -> FileReport:
        key, answer = self._ask(path)
        try:
            if answer == {"done": key}:
                return _believed(cache.read(self._folder, key, path.name))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError):
            answer = {"fault": "garbage"}
        finally:
            _empty(self._folder)
        if answer.get("fault") != "stopped":  # after a fault of ours the child goes on
            self._end()
        return _unread(path, *_reason(answer))

    def _start(self) -> None:
        """Start the child and wait until its definitions are loaded."""
        self._child = child.start(COMMAND)
        self._answers = queue.Queue()
        args = (self._child.stdout, self._answers)
        threading.Thread(target=_listen, args=args, daemon=True).start()
        self._send(
            {
                "folder": str(self._folder),
                "data": None if self._data is None else str(self._data),
                "layouts": [str(path) for path in self._layouts],
                "seconds": self._limits.seconds,
                "memory": self._limits.memory,
            }
        )
        answer = self._wait(self._limits.start_seconds, watched=False)
        if "ready" not in answer:
            self._end()
            raise ReaderStartError(str(answer.get("failed", "the reader does not start")))

    def _send(self, order: dict[str, Any]) -> None:
        assert self._child is not None
        child.send(self._child, order)

    def _wait(self, seconds: float, *, watched: bool = True) -> dict[str, Any]:
        """What the child says, or which limit it broke."""
        end = time.monotonic() + seconds
        while True:
            with contextlib.suppress(queue.Empty):
                said = self._answers.get(timeout=child.LOOK)
                return child.parsed(said) if said else {"fault": "ended"}
            if time.monotonic() > end:
                return {"fault": "time"}
            if watched and self._resident() > self._limits.memory:
                return {"fault": "memory"}

    def _resident(self) -> int:
        return 0 if self._child is None else child.resident(self._child)

    @contextlib.contextmanager
    def _kept_small(self) -> Iterator[None]:
        """A child that a file has left large is replaced: the next file has the whole limit."""
        yield
        if self._resident() > self._limits.memory / 2:
            self._end()

    def _end(self) -> None:
        ended, self._child = self._child, None
        if ended is not None:
            child.end(ended)


def _listen(pipe: IO[bytes], answers: queue.Queue[bytes]) -> None:
    """Hand on the child's lines; an empty one when it has ended."""
    with contextlib.suppress(OSError, ValueError):
        while line := pipe.readline(10_000):
            answers.put(line)
    answers.put(b"")


def _believed(report: FileReport) -> FileReport:
    """The report if it is what a reader can have written. Raises ValueError."""
    for parts in report.observations.parts.values():
        for rows in parts:
            listed = [values for values in rows.fields.values() if isinstance(values, list)]
            if any(len(values) != rows.size for values in listed):
                raise ValueError("columns of unequal length")
    if report.form is not None and not NAME.fullmatch(report.form):
        raise ValueError("a form without a name")
    return report


def _reason(answer: dict[str, Any]) -> tuple[str, str]:
    """The phrase of unreadable_file for that answer, and its detail."""
    detail = str(answer.get("detail", ""))
    if not _PLAIN.fullmatch(detail):
        detail = ""
    return child.reason_of(answer), f" ({detail})" if detail else ""


def _unread(path: Path, reason: str, detail: str = "") -> FileReport:
    """The report of a file that was not read: its hash and one issue."""
    problem = _problem(path, reason, detail)
    sha256 = files.sha256_or_none(path)
    if sha256 is None:
        return FileReport(path.name, "", 0, issues=(problem,))
    return FileReport(path.name, sha256, path.stat().st_size, issues=(problem,))


def _problem(path: Path, reason: str, detail: str = "") -> Issue:
    facts = {"why": f"@{reason}", "cure": f"@{reason}_cure", "detail": detail}
    return issue("unreadable_file", file=path.name, **facts)


def _owner(process: psutil.Process) -> str:
    """A name for a process that no later one with the same number has."""
    return f"{process.pid}-{int(process.create_time() * 100)}"


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        entry.unlink(missing_ok=True)


def _sweep() -> None:
    """Remove the folders of processes that were killed before they could do it themselves."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        owner = folder.name.removeprefix(PREFIX).rpartition("-")[0]
        try:
            alive = _owner(psutil.Process(int(owner.partition("-")[0]))) == owner
        except (ValueError, psutil.NoSuchProcess):
            alive = False
        except psutil.AccessDenied:
            alive = True
        if not alive:
            shutil.rmtree(folder, ignore_errors=True)
