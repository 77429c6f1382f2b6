"""Make a published build again from the files kept of it, and compare row by row."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from etl import history
from etl.build import CACHE, BuildReport, building, context_of, prepare, publish
from etl.folder import Progress, read_folder


@dataclass(frozen=True)
class Rebuilt:
    """A build made again. `differing`: edition -> its tables whose rows are not the old ones."""

    record: history.Record
    report: BuildReport
    differing: Mapping[str, tuple[str, ...]]
    same_code: bool

    @property
    def is_equal(self) -> bool:
        """Whether every table of both editions has the rows it had."""
        return not any(self.differing.values())

    def as_json(self) -> dict[str, Any]:
        """The object that `history rebuild --json` prints."""
        return {
            "id": self.record["id"],
            "equal": self.is_equal,
            "same_code": self.same_code,
            "differing": {edition: list(names) for edition, names in self.differing.items()},
            "build": self.report.as_json(),
        }


def rebuild(
    log: Path, name: str, out: Path, progress: Progress = lambda what, done, total: None
) -> Rebuilt:
    """Build what the build `name` of the history `log` was made of into the folder `out`.

    Raises history.HistoryError when the history does not have it whole, BuildFailed as `build`
    does: a later version of the program may refuse what an earlier one took.
    """
    record = history.find(log, name)
    with tempfile.TemporaryDirectory(prefix="kla-") as place:
        data = Path(place) / "data"
        history.materialise(log, record, data)
        with building(out, None, progress):
            context = context_of(data)
            folder = read_folder(data, out / CACHE, context, progress)
            made_by = {"command": "rebuild", "build": str(record["id"])}
            ready = prepare(folder, context, out, None, made_by, progress)
            report = publish(ready, out, None)
    differing = {
        edition: _differing(hashes, ready.record["tables"][edition])
        for edition, hashes in record["tables"].items()
    }
    return Rebuilt(record, report, differing, record["code_hash"] == folder.code)


def _differing(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[str, ...]:
    """The tables of either whose rows differ. A table that only one of them has differs too."""
    return tuple(name for name in {**old, **new} if old.get(name) != new.get(name))
