"""Which builds were published, of what, and the files they were made of: kept, so that any can be
made again.

    <history>/builds.jsonl       one line a published build, the oldest first
    <history>/objects/<sha256>   every input of every build listed, each content once

Copies, not second names: a program that saves in place would change the past with the present. The
history of the served warehouse (data/build) is data/history; that of another folder lies in it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from etl import durable
from etl.issues import Issue, issue

LOG: Final = "builds.jsonl"
OBJECTS: Final = "objects"
SHORT: Final = 12
"""Characters of a content hash that name a build."""
Record = Mapping[str, Any]


class HistoryError(Exception):
    """A build cannot be made again; `issues` say what is missing."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        super().__init__("; ".join(one.message for one in issues))
        self.issues = tuple(issues)


@dataclass(frozen=True)
class Space:
    """What the kept files take: how many, and bytes."""

    files: int
    bytes: int


def folder_of(data: Path, out: Path) -> Path:
    """Where the history of the builds in `out` is kept."""
    served = out.resolve() == (data / "build").resolve()
    return data / "history" if served else out / "history"


def data_of(log: Path | None, out: Path) -> Path | None:
    """The data folder of which `log` lists the served builds; None when it is that of `out`."""
    return None if log is None or log.parent.resolve() == out.resolve() else log.parent


def builds(folder: Path) -> list[Record]:
    """Every published build, the oldest first. A line that was never finished is none."""
    try:
        lines = (folder / LOG).read_text(encoding="utf-8").splitlines(keepends=True)
    except FileNotFoundError:
        return []
    found = []
    for line in lines:
        try:
            found.append(json.loads(line))
        except ValueError:  # killed while it was written; the next build takes it away
            continue
    return found


def keep(folder: Path, source: Path, inputs: Mapping[str, str | None]) -> None:
    """Keep the content of all `inputs` of the data folder `source`, each once.

    Raises HistoryError when a file is no longer what was read, OSError when it cannot be copied.
    """
    objects = folder / OBJECTS
    objects.mkdir(parents=True, exist_ok=True)
    for name, sha256 in inputs.items():
        if sha256 is None or (objects / sha256).exists():
            continue
        durable.copy(source / name, objects / sha256)
        if _sha256(objects / sha256) != sha256:
            durable.remove(objects / sha256)
            raise HistoryError([issue("changed_while_read", file=name)])


def append(folder: Path, record: Record) -> None:
    """Add a build to the list, unless it is the one that was published last."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOG).open("a+b") as handle:
        handle.seek(0)
        content = handle.read()
        whole = content[: content.rfind(b"\n") + 1]
        handle.truncate(len(whole))
        last = whole.splitlines()[-1:]
        if last and json.loads(last[0])["content_hash"] == record["content_hash"]:
            return
        handle.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
        handle.flush()
        os.fsync(handle.fileno())


def forget_others(folder: Path) -> None:
    """Remove kept files that belong to no build listed, and what killed builds left."""
    if not (folder / OBJECTS).is_dir():
        return
    needed = {sha256 for record in builds(folder) for sha256 in record["inputs"].values()}
    for path in [*(folder / OBJECTS).iterdir(), *folder.glob(f"{durable.ASIDE}*")]:
        if path.name not in needed:
            durable.remove(path)


def prune(folder: Path, last: int) -> int:
    """Keep only the `last` builds and their files. Returns how many builds were forgotten."""
    found = builds(folder)
    gone = len(found) - max(last, 1)
    if gone <= 0:
        return 0
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in found[gone:])
    durable.write_text(folder / LOG, "".join(lines))
    forget_others(folder)
    return gone


def space(folder: Path) -> Space:
    """What the kept files of all builds take."""
    objects = folder / OBJECTS
    sizes = [path.stat().st_size for path in objects.iterdir()] if objects.is_dir() else []
    return Space(len(sizes), sum(sizes))


def find(folder: Path, name: str) -> Record:
    """The build whose id starts with `name`. HistoryError when it is none or more than one."""
    found = {record["id"]: record for record in builds(folder) if record["id"].startswith(name)}
    if len(found) != 1:
        raise HistoryError([issue("unknown_build", file=LOG, value=name, found=str(len(found)))])
    return next(iter(found.values()))


def materialise(folder: Path, record: Record, target: Path) -> None:
    """Lay out the data folder a build was made of. HistoryError names every file not as it was."""
    problems = []
    for name, sha256 in record["inputs"].items():
        kept = folder / OBJECTS / str(sha256)
        if not kept.is_file():
            problems.append(issue("object_missing", file=name, object=kept.name))
        elif _sha256(kept) != sha256:
            problems.append(issue("object_damaged", file=name, object=kept.name))
        else:
            durable.link_or_copy(kept, target / name)
    if problems:
        raise HistoryError(problems)
    (target / "raw").mkdir(parents=True, exist_ok=True)


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
