"""Where a loaded file is kept: data/raw/<publisher>/<its own name>, safe on every system."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Final

from etl.provenance import UNKNOWN_PUBLISHER
from etl.report import FileReport

UNKNOWN: Final = "tanpa_penerbit"
SEVERAL: Final = "beberapa_penerbit"
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_LONGEST: Final = 120


def plain_name(name: str) -> str:
    """The file's own name without what some system does not take in a name."""
    stem, dot, ending = _FORBIDDEN.sub("_", name).rpartition(".")
    stem = (stem if dot else ending).lstrip(".~$ ").rstrip(". ")[:_LONGEST] or "berkas"
    if _RESERVED.fullmatch(stem):
        stem += "_"
    return f"{stem}.{ending.strip()}" if dot else stem


def publisher_folder(report: FileReport) -> str:
    """The name of the folder for the publisher of a file."""
    publishers = sorted(set(report.observations["publication"]["publisher"]))
    if publishers == [UNKNOWN_PUBLISHER]:
        return UNKNOWN
    return _slug(publishers[0]) if len(publishers) == 1 else SEVERAL


def _slug(publisher: str) -> str:
    letters = unicodedata.normalize("NFKD", publisher).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "_", letters)[:60].strip("_") or "penerbit"
    return f"{slug}_" if _RESERVED.fullmatch(slug) else slug


def unused(name: str, folder: Path) -> str:
    """The name, or the name with a number when the folder has another file called so.

    A file beside which a sidecar of that name lies is another one too; small and capital letters
    are the same to some systems.
    """
    taken = {path.name.casefold() for path in folder.glob("*")}
    stem, dot, ending = name.rpartition(".")
    tried, number = name, 1
    while any(one.startswith(tried.casefold()) for one in taken):
        number += 1
        tried = f"{stem}_{number}{dot}{ending}"
    return tried
