"""Which build is served: one small file names its folder, and is replaced in one step.

    <out>/current                        the name of the folder that is served
    <out>/editions/000007-<hash>/        kla-public.duckdb, kla-internal.duckdb, build.json

Both editions are written into a new folder, build.json last; then `current` names it. A reader sees
both editions of the old build or both of the new one. The folder served before is kept for those
who have just read the old name; every other one is removed by the next build.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from etl import durable, warehouse
from etl.turn import LOCK

POINTER: Final = "current"
FOLDERS: Final = "editions"
RECORD: Final = "build.json"


def edition_path(out: Path, edition: str) -> Path:
    """Where the served file of an edition lies in a build folder; it need not be there."""
    return served_folder(out) / file_name(edition)


def file_name(edition: str) -> str:
    """The name of an edition's file in its folder."""
    return f"kla-{edition}.duckdb"


def served_folder(out: Path) -> Path:
    """The folder of the served build: `out` itself for one made before folders were numbered."""
    try:
        name = (out / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return out
    return out / FOLDERS / Path(name or "-").name


def served_record(out: Path) -> Mapping[str, Any] | None:
    """What was written down of the served build; None when there is none or it is damaged."""
    return _record(served_folder(out))


def holds_files(out: Path) -> bool:
    """Whether the served warehouse was made of at least one file."""
    path = edition_path(out, "internal")
    return path.exists() and warehouse.count(path, "source_file") > 0


def new_folder(out: Path, name: str) -> Path:
    """An empty folder for the next build, numbered after the one that is served."""
    number = _number(served_folder(out)) + 1
    while (folder := out / FOLDERS / f"{number:06}-{name}").exists():
        number += 1  # a folder that could not be removed
    folder.mkdir(parents=True)
    return folder


def finish(folder: Path, record: Mapping[str, Any]) -> None:
    """All of a new folder is on disk; its record, written last, says that it is whole."""
    for path in folder.iterdir():
        durable.sync(path)
    durable.write_text(folder / RECORD, json.dumps(record, ensure_ascii=False) + "\n")
    durable.sync_folder(folder.parent)


def serve(out: Path, folder: Path) -> None:
    """Let `folder` be the one that is served, in one step."""
    durable.write_text(out / POINTER, folder.name + "\n")


def clear(out: Path) -> None:
    """Remove what killed builds left and what is no longer served; no build may be running."""
    for path in out.glob(f"{durable.ASIDE}*"):
        if path.name != LOCK:
            durable.remove(path)
    served = served_folder(out)
    if served != out:
        for path in out.glob(file_name("*") + "*"):  # of a version that had no pointer
            durable.remove(path)
    found = sorted((out / FOLDERS).iterdir()) if (out / FOLDERS).is_dir() else []
    older = [path for path in found if path.name < served.name and _record(path) is not None]
    kept = [served, *older[-1:]] if served != out else []
    for path in found:
        if path not in kept:
            durable.remove(path)


def _number(folder: Path) -> int:
    digits = folder.name.partition("-")[0]
    return int(digits) if digits.isdecimal() else 0


def _record(folder: Path) -> Mapping[str, Any] | None:
    try:
        found = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
