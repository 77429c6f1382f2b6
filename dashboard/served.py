"""Where the file of an edition lies: the pipeline names the folder it serves in one small file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

POINTER: Final = "current"
FOLDERS: Final = "editions"


def edition_file(data: Path, edition: str) -> Path:
    """The served file of an edition below a data folder; it need not be there.

    Without the pointer it lies in the build folder itself, as versions before it wrote it.
    """
    build = data / "build"
    try:
        name = (build / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        folder = build
    else:
        folder = build / FOLDERS / Path(name or "-").name
    return folder / f"kla-{edition}.duckdb"
