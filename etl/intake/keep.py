"""Taking a file into data/ without ever leaving the folder half changed.

    data/incoming/<id>/            a load at work: nothing outside this folder has been touched
    data/incoming/<id>/parcel/     what is to be added to data/, at the same places below it
    data/incoming/<id>.accepted/   the parcel after it was accepted

A load reads, checks and builds with its file still in incoming/. Then, in this order:

1. the parcel is on disk; ONE rename makes it `<id>.accepted`: this is the acceptance;
2. its files move to their places in data/: sidecar, layout, register.csv, the workbook last;
3. the parcel is removed, and the build that was made of these files is served (`etl.served`).

Killed before 1, the file leaves no trace; after 1, `finish` completes step 2, and does no harm when
it was complete. Every load and every build starts with `finish`.
"""

from __future__ import annotations

import contextlib
import csv
import datetime
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from etl import durable, files
from etl.turn import LOCK, LONGEST_WAIT, BusyError, turn

INCOMING: Final = "incoming"
PARCEL: Final = "parcel"
ACCEPTED: Final = ".accepted"
_COLUMNS: Final = ("sha256", "file", "loaded")


@contextlib.contextmanager
def changing(
    data: Path, waiting: Callable[[], None], longest: float = LONGEST_WAIT
) -> Iterator[Path]:
    """The turn of one who changes the files of `data`; gives the folder incoming/.

    What killed loads left is completed or forgotten first. BusyError after `longest` seconds.
    """
    incoming = data / INCOMING
    incoming.mkdir(parents=True, exist_ok=True)
    with turn(incoming, waiting, longest):
        finish(data)
        yield incoming


def finish_if_free(data: Path) -> None:
    """`finish`, unless a load is at work, which sees to it itself."""
    if any(path.name != LOCK for path in _entries(data)):
        with contextlib.suppress(BusyError), changing(data, lambda: None, longest=0):
            pass


def finish(data: Path) -> None:
    """Complete every load that was accepted, forget every one that was not."""
    for path in _entries(data):
        if path.name.endswith(ACCEPTED):
            deliver(path, data)
    for path in _entries(data):
        if path.name != LOCK:
            forget(path, data)


def forget(stage: Path, data: Path) -> None:
    """A load came to nothing: remove what it staged, and the room that was made for it."""
    for folder in sorted((stage / PARCEL / "raw").glob("*")):
        with contextlib.suppress(OSError):  # it holds other files
            (data / "raw" / folder.name).rmdir()
    durable.remove(stage)


def _entries(data: Path) -> list[Path]:
    incoming = data / INCOMING
    return sorted(incoming.iterdir()) if incoming.is_dir() else []


def accept(stage: Path, data: Path) -> Path:
    """The file is accepted, in one step. Returns the parcel at its new place.

    All that needs room on the disk has been written before: what follows are renames.
    """
    parcel = stage / PARCEL
    for folder in (path for path in parcel.rglob("*") if path.is_dir()):
        (data / folder.relative_to(parcel)).mkdir(parents=True, exist_ok=True)
    for path in sorted(parcel.rglob("*")):
        if path.is_dir():
            durable.sync_folder(path)
        else:
            durable.sync(path)
    accepted = stage.with_name(stage.name + ACCEPTED)
    durable.replace(parcel, accepted)
    return accepted


def deliver(parcel: Path, data: Path) -> None:
    """Move the files of an accepted parcel to their places in `data`, the workbook last."""
    found = sorted(path for path in parcel.rglob("*") if path.is_file())
    for path in sorted(found, key=lambda path: files.is_workbook(path)):
        target = data / path.relative_to(parcel)
        if target == data / files.REGISTER:
            _merge(path, target)
        durable.move(path, target)
    durable.remove(parcel)


def _merge(prepared: Path, register: Path) -> None:
    """Somebody may have written into the register since the load was killed: keep their lines."""
    row = prepared.read_text(encoding="utf-8").splitlines()[-1]
    content = register.read_text(encoding="utf-8") if register.exists() else ""
    if content and row not in content.splitlines():
        durable.write_text(prepared, _with_line(content, row))


def with_row(register: Path, sha256: str, file: str, day: datetime.date) -> str | None:
    """The text of the register with one more file; None when it knows that content already."""
    content = register.read_text(encoding="utf-8-sig") if register.exists() else ""
    content = content or ",".join(_COLUMNS) + "\n"
    rows = csv.DictReader(io.StringIO(content))
    if any(row["sha256"] == sha256 for row in rows):
        return None
    row = {"sha256": sha256, "file": file, "loaded": day.isoformat()}
    line = io.StringIO()
    columns = list(rows.fieldnames or _COLUMNS)
    csv.DictWriter(line, columns, restval="", extrasaction="ignore").writerow(row)
    return _with_line(content, line.getvalue().rstrip("\r\n"))


def _with_line(content: str, line: str) -> str:
    return content + ("" if content.endswith("\n") else "\n") + line + "\n"


def shadow(data: Path, parcel: Path, target: Path) -> None:
    """Lay out in `target` the data folder as it will be once the parcel is delivered."""
    added = {path.relative_to(parcel) for path in parcel.rglob("*") if path.is_file()}
    for name in map(Path, files.inputs(data)):
        if name not in added:
            durable.link_or_copy(data / name, target / name)
    for name in added:
        durable.link_or_copy(parcel / name, target / name)
