"""The whole run, top to bottom: keep, read, understand, measure, publish.

`build(data)` is a function of files: the same files, catalogue and code give the same rows. A
build is all or nothing: with an error anywhere the served warehouse stays as it is.
"""

from __future__ import annotations

import contextlib
import datetime
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import pandas as pd

from etl import (
    cache,
    clock,
    editions,
    files,
    history,
    patterns,
    protect,
    served,
    unasked,
    warehouse,
)
from etl.check import Context, load_context
from etl.facts import Frames, gather, source_files
from etl.folder import Folder, Progress, read_folder
from etl.forms import FormError
from etl.intake import keep
from etl.issues import Issue, issue
from etl.layout import LayoutError
from etl.measure import Editions, measure
from etl.served import edition_path
from etl.turn import BusyError, turn

__all__ = ["BuildFailed", "BuildReport", "Progress", "build", "edition_path"]

CACHE: Final = "cache"
BY_HAND: Final = {"command": "build"}


class BuildFailed(Exception):
    """Nothing was published; `issues` say why, with addresses."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        super().__init__(f"{len(issues)} errors")
        self.issues = tuple(issues)


@dataclass(frozen=True)
class BuildReport:
    """What a build published. `rows` counts the internal edition."""

    id: str
    source_files: int
    parsed: int
    """Files that did not come from the cache."""
    rows: dict[str, int]
    warnings: tuple[Issue, ...]
    editions: dict[str, Path]
    seconds: float

    def as_json(self) -> dict[str, object]:
        """The object that `build --json` prints."""
        return {
            "id": self.id,
            "source_files": self.source_files,
            "parsed": self.parsed,
            "rows": self.rows,
            "issues": {"error": 0, "warning": len(self.warnings)},
            "editions": {name: str(path) for name, path in self.editions.items()},
            "seconds": round(self.seconds, 2),
        }


@dataclass(frozen=True)
class Ready:
    """Both editions written aside, whole and on disk, with the record of the build."""

    folder: Path
    record: Mapping[str, Any]
    report: BuildReport
    leaves: Path | None
    """The file that says what the public edition shows, whole and on disk; None when the files of
    earlier editions say it all or nothing is to be left."""


def build(
    data: Path, out: Path, progress: Progress = lambda what, done, total: None
) -> BuildReport:
    """Build both editions of the warehouse of `data` into the folder `out`.

    Raises BuildFailed with every error of every file, or with what kept the warehouse from being
    measured or written; the files served from `out` are then untouched. One build at a time: a
    second one of the same folder waits.
    """
    log = history.folder_of(data, out)
    with building(out, log, progress):
        keep.finish_if_free(data)
        context = context_of(data)
        folder = read_folder(data, out / CACHE, context, progress)
        ready = prepare(folder, context, out, log, BY_HAND, progress)
        return publish(ready, out, log)


@contextlib.contextmanager
def building(out: Path, log: Path | None, progress: Progress) -> Iterator[None]:
    """The turn of one build in `out`: others wait, what is left half-made is removed.

    Whatever keeps it from being written comes out as BuildFailed.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with turn(out, lambda: progress("wait", 0, 1)):
            _clear(out, log)
            try:
                yield
            except BaseException:
                _clear(out, log)
                raise
            served.clear(out)
    except BusyError as error:
        raise _failed("build_running", out) from error
    except OSError as error:
        raise _failed("not_written", out, f"{error.strerror}: {error.filename or out}") from error
    except warehouse.WarehouseError as error:
        raise _failed("rows_refused", out, str(error)) from error
    except history.HistoryError as error:
        raise BuildFailed(error.issues) from error


def _clear(out: Path, log: Path | None) -> None:
    served.clear(out)
    cache.clear(out / CACHE)
    if log is not None:
        history.forget_others(log)
    data = history.data_of(log, out)
    if data is not None:
        patterns.clear(data)


def _failed(kind: str, place: Path, detail: str = "") -> BuildFailed:
    return BuildFailed([issue(kind, file=str(place), detail=detail)])


def context_of(data: Path, *layouts: Path) -> Context:
    """The definitions with the forms and layouts of the data folder, or BuildFailed."""
    try:
        return load_context(data, *layouts)
    except FormError as error:
        raise BuildFailed(error.issues) from error
    except LayoutError as error:
        raise BuildFailed(
            [issue("bad_layout", file=files.LAYOUTS, detail=one) for one in error.problems]
        ) from error


def prepare(
    folder: Folder,
    context: Context,
    out: Path,
    log: Path | None,
    made_by: Mapping[str, str],
    progress: Progress,
) -> Ready:
    """Measure what was read and write both editions aside, in the turn of `building`.

    `log` is the history that keeps the inputs; `made_by` says there how the build came about.
    """
    steps = len(folder.reports)
    if not folder.reports and served.holds_files(out):
        raise _failed("raw_empty", folder.data / "raw")
    progress("gather", steps, steps)
    facts, contradictions = gather(folder.reports)
    facts |= {"decision": folder.decided.frame(), "correction": context.corrections.frame()}
    issues = [*folder.problems, *(one for report in folder.reports for one in report.issues)]
    issues += contradictions
    errors = [one for one in issues if one.severity == "error"]
    if errors:
        raise BuildFailed(errors)

    as_of = _as_of(facts, list(folder.loaded.values()))
    progress("measure", steps, steps)
    measured = _measured(folder, context, facts, as_of, out)
    issues += _addressed(measured.issues, folder)
    issues += _addressed(unasked.problems(facts["kla_score"], context.catalogue), folder)
    told: Frames = {
        "source_file": source_files(folder.reports, dict(folder.loaded)),
        "issue": editions.issue_frame(issues),
    }
    about = {
        "as_of": as_of,
        "content_hash": folder.content_hash,
        "has_examples": folder.settings.show_examples,
    }
    progress("publish", steps, steps)
    aside = served.new_folder(out, folder.content_hash[: history.SHORT])
    paths = editions.write(aside, measured, told, about, context.catalogue)
    protect.store(aside, measured.pattern)
    leaves = None
    if history.data_of(log, out) is not None:
        leaves = patterns.write(aside, folder.said, measured.frames["public"], folder.content_hash)
    report = BuildReport(
        id=folder.content_hash[: history.SHORT],
        source_files=steps,
        parsed=folder.parsed,
        rows=warehouse.row_counts(paths["internal"]),
        warnings=tuple(one for one in issues if one.severity == "warning"),
        editions=paths,
        seconds=time.monotonic() - folder.began,
    )
    record = _record(folder, report, as_of, made_by)
    served.finish(aside, record)
    if log is not None:
        history.keep(log, folder.data, folder.inputs)
    return Ready(aside, record, report, leaves)


def _measured(
    folder: Folder, context: Context, facts: Frames, as_of: datetime.date, out: Path
) -> Editions:
    """Both editions. BuildFailed when the figures contradict each other or cannot be protected."""
    try:
        measured = measure(
            facts, context.catalogue, context.registry, as_of,
            examples=folder.settings.show_examples, said=folder.said,
            code=folder.code, kept=protect.load(served.served_folder(out)),
        )  # fmt: skip
    except protect.UnsafeError as error:
        raise BuildFailed(_addressed(error.issues, folder)) from error
    except (ValueError, ArithmeticError) as error:  # what no file shows by itself
        raise _failed("not_measured", folder.data / "raw", str(error)) from error
    inside = measured.frames["internal"]
    stale = folder.decided.stale(inside["indicator_value"], inside["score_summary"])
    if stale:
        raise BuildFailed(stale)
    return measured


def publish(ready: Ready, out: Path, log: Path | None) -> BuildReport:
    """Write the build into the history and what it shows among the patterns, then serve it.

    What is killed before it is served counts as shown all the same: the same build, made again,
    leaves and serves the same.
    """
    if log is not None:
        history.append(log, ready.record)
    data = history.data_of(log, out)
    if data is not None and ready.leaves is not None:
        patterns.leave(ready.leaves, data)
    served.serve(out, ready.folder)
    return ready.report


def _addressed(issues: Sequence[Issue], folder: Folder) -> list[Issue]:
    """The issues with the names of their files for the hashes they carry."""
    names = {report.sha256: report.file for report in folder.reports}
    return [replace(one, file=names.get(one.file, one.file)) for one in issues]


def _record(
    folder: Folder, report: BuildReport, as_of: datetime.date, made_by: Mapping[str, str]
) -> dict[str, Any]:
    """What is written down of a build: enough to make it again and to compare."""
    return {
        "id": report.id,
        "published": clock.moment(),
        "as_of": as_of.isoformat(),
        "content_hash": folder.content_hash,
        "code_version": editions.VERSION,
        "code_hash": folder.code,
        "made_by": dict(made_by),
        "inputs": dict(folder.inputs),
        "rows": report.rows,
        "tables": {name: warehouse.content_hashes(path) for name, path in report.editions.items()},
    }


def _as_of(facts: Frames, loaded: Sequence[datetime.date]) -> datetime.date:
    """The latest day a file was taken in or a figure published; else the last period counted."""
    released = [pd.Timestamp(day).date() for day in facts["publication"]["released"].dropna()]
    known = [*loaded, *released]
    if not known:
        periods = pd.concat([facts["case_count"]["period_end"], facts["outcome"]["period_end"]])
        known = [pd.Timestamp(day).date() for day in periods.dropna()]
    return max(known, default=datetime.date(2000, 1, 1))
