"""The whole run, top to bottom: keep, read, understand, measure, publish.

`build(data)` is a function of files: the same files, catalogue and code give the same rows. A
build is all or nothing: with an error anywhere the served warehouse stays as it is.
"""

from __future__ import annotations

import datetime
import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

import etl
import indicators
from etl import cache, files, warehouse
from etl.check import Context, FileReport, check_file, load_context
from etl.facts import Frames, gather, source_files
from etl.issues import Issue, issue
from etl.measure import EDITIONS, Editions, measure
from etl.turn import BusyError, turn
from indicators.tables import ALL_TABLES, ISSUE

VERSION = "0.1.0"
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done and how many there are."""


class BuildFailed(Exception):
    """Nothing was published; `issues` say why, with addresses."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        super().__init__(f"{len(issues)} errors")
        self.issues = tuple(issues)


POINTS_ONLY = ("level_sum_differs", "max_differs", "items_missing")
"""Kinds of issue that speak of points of a form, never of people."""
WITHHELD = {
    "message": "Catatan mutu; rinciannya hanya di versi internal.",
    "message_en": "Quality note; its details are in the internal edition only.",
}


@dataclass(frozen=True)
class BuildReport:
    """What a build published. `rows` counts the internal edition."""

    source_files: int
    rows: dict[str, int]
    warnings: tuple[Issue, ...]
    editions: dict[str, Path]
    seconds: float

    def as_json(self) -> dict[str, object]:
        """The object that `build --json` prints."""
        return {
            "source_files": self.source_files,
            "rows": self.rows,
            "issues": {"error": 0, "warning": len(self.warnings)},
            "editions": {name: str(path) for name, path in self.editions.items()},
            "seconds": round(self.seconds, 2),
        }


def build(
    data: Path, out: Path, progress: Progress = lambda what, done, total: None
) -> BuildReport:
    """Build both editions of the warehouse of `data` into the folder `out`.

    Raises BuildFailed with every error of every file, or with what kept the warehouse from being
    measured or written; the files served from `out` are then untouched. One build at a time: a
    second one of the same folder waits.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with turn(out, lambda: progress("wait", 0, 1)):
            warehouse.clear_aside(out)
            try:
                return _build(data, out, progress)
            finally:
                warehouse.clear_aside(out)
    except BusyError as error:
        raise _failed("build_running", out) from error
    except OSError as error:
        raise _failed("not_written", out, f"{error.strerror}: {error.filename or out}") from error
    except warehouse.WarehouseError as error:
        raise _failed("rows_refused", out, str(error)) from error


def _failed(kind: str, place: Path, detail: str = "") -> BuildFailed:
    return BuildFailed([issue(kind, file=str(place), detail=detail)])


def _build(data: Path, out: Path, progress: Progress) -> BuildReport:
    started = time.monotonic()
    context = load_context()
    code = files.hash_of_trees(*(Path(package.__path__[0]) for package in (etl, indicators)))

    settings, loaded, problems = _folder(data)
    reports = _read(data, out / "cache", context, code, progress)
    progress("gather", len(reports), len(reports))
    facts, contradictions = gather(reports)
    issues = [*problems, *(one for report in reports for one in report.issues), *contradictions]
    errors = [one for one in issues if one.severity == "error"]
    if errors:
        raise BuildFailed(errors)

    as_of = _as_of(facts, list(loaded.values()))
    progress("measure", len(reports), len(reports))
    try:
        editions = measure(
            facts, context.catalogue, context.registry, as_of, examples=settings.show_examples
        )
    except ValueError as error:  # a contradiction between figures that no file shows by itself
        raise _failed("not_measured", data / "raw", str(error)) from error

    told: Frames = {
        "source_file": source_files(reports, dict(loaded)),
        "issue": _issue_frame(issues),
    }
    content = f"{code} {files.hash_of_data(data)}"
    about = {
        "as_of": as_of,
        "content_hash": hashlib.sha256(content.encode()).hexdigest(),
        "has_examples": settings.show_examples,
    }
    progress("publish", len(reports), len(reports))
    paths = _publish(editions, told, about, context, out)
    return BuildReport(
        source_files=len(reports),
        rows=warehouse.row_counts(paths["internal"]),
        warnings=tuple(one for one in issues if one.severity == "warning"),
        editions=paths,
        seconds=time.monotonic() - started,
    )


def _folder(data: Path) -> tuple[files.Settings, dict[str, datetime.date], list[Issue]]:
    """The settings and the register of a data folder, and what is wrong with either."""
    settings, loaded = files.Settings(), dict[str, datetime.date]()
    problems = []
    try:
        settings = files.settings(data)
    except files.DataFolderError as error:
        problems.append(error.issue)
    try:
        loaded = files.register(data)
    except files.DataFolderError as error:
        problems.append(error.issue)
    for path in files.ignored_files(data):
        problems.append(issue("file_ignored", file=path.relative_to(data).as_posix()))
    return settings, loaded, problems


def edition_path(out: Path, edition: str) -> Path:
    """Where the file of an edition lies in a build folder."""
    return out / f"kla-{edition}.duckdb"


def _read(
    data: Path, folder: Path, context: Context, code: str, progress: Progress
) -> list[FileReport]:
    """Every raw file read, or taken from the cache when nothing about it has changed."""
    paths = files.raw_files(data)
    reports, keys = [], set()
    for done, path in enumerate(paths):
        name = path.relative_to(data).as_posix()
        progress(name, done, len(paths))
        content = files.sha256_or_none(path)
        if content is None:  # gone or locked since the folder was listed
            reports.append(cache.renamed(check_file(path, context), name))
            continue
        sidecar = path.with_name(path.name + files.SIDECAR)
        beside = files.sha256_or_none(sidecar)
        seed = f"{content} {beside or ''} {path.name} {code}"
        key = hashlib.sha256(seed.encode()).hexdigest()[:32]
        keys.add(key)
        report = cache.load(folder, key, name)
        if report is None:
            cache.store(folder, key, check_file(path, context))
            report = cache.read(folder, key, name)
        reports.append(report)
    cache.forget_others(folder, keys)
    return reports


def _as_of(facts: Frames, loaded: Sequence[datetime.date]) -> datetime.date:
    """The latest day a file was taken in or a figure published; else the last period counted."""
    released = [pd.Timestamp(day).date() for day in facts["publication"]["released"].dropna()]
    known = [*loaded, *released]
    if not known:
        periods = pd.concat([facts["case_count"]["period_end"], facts["outcome"]["period_end"]])
        known = [pd.Timestamp(day).date() for day in periods.dropna()]
    return max(known, default=datetime.date(2000, 1, 1))


def _issue_frame(issues: Sequence[Issue]) -> pd.DataFrame:
    frame = pd.DataFrame([asdict(one) for one in issues], columns=list(ISSUE.column_names))
    return frame.drop_duplicates(list(ISSUE.key))


def _publish(
    editions: Editions, told: Frames, about: dict[str, object], context: Context, out: Path
) -> dict[str, Path]:
    """Write both editions aside, then put both in place."""
    aside = {}
    for name in EDITIONS:
        public = name == "public"
        frames = {**editions.frames[name], **told}
        if public:
            frames["issue"] = _without_figures(told["issue"])
        publications = frames["publication"]
        frames["edition"] = pd.DataFrame(
            [
                {
                    **about,
                    "edition": name,
                    "code_version": VERSION,
                    "hide_up_to": context.catalogue.disclosure.hide_up_to if public else 0,
                    "hidden_primary": editions.hidden_primary if public else 0,
                    "hidden_secondary": editions.hidden_secondary if public else 0,
                    "has_simulated": bool((publications["trust"] == "simulated").any()),
                }
            ]
        )
        assert {table.name for table in ALL_TABLES} <= set(frames)
        aside[name] = warehouse.write(edition_path(out, name), frames)
    for name, path in aside.items():
        warehouse.swap_in(path, edition_path(out, name))
    return {name: edition_path(out, name) for name in EDITIONS}


def _without_figures(issues: pd.DataFrame) -> pd.DataFrame:
    """Issues for the public: kind, place and remedy; of figures only points of a form are told."""
    bare = issues.copy()
    told = bare["kind"].isin(POINTS_ONLY)
    bare["value"] = bare["value"].where(told, None)
    for column, words in WITHHELD.items():
        bare[column] = bare[column].where(told, words)
    return bare.drop_duplicates(list(ISSUE.key))
