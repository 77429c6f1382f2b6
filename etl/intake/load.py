"""LOAD one file: check it apart, show what it changes, keep it, build, serve.

Everything happens in data/incoming/ until the file is accepted (`etl.intake.keep`): the build is
made of a shadow of the data folder that already holds the file, so what was tried is what is kept.
A file that is refused leaves nothing but its report.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from etl import clock, durable, files, form_changes, history, served
from etl.build import CACHE, BuildFailed, BuildReport, build, building, context_of, prepare, publish
from etl.check import Context
from etl.difference import Changes, changes
from etl.facts import gather
from etl.folder import Folder, Progress, read_folder
from etl.intake import keep
from etl.intake.isolated import LIMITS, ReaderStartError, read_apart
from etl.intake.names import plain_name, publisher_folder, unused
from etl.issues import ERROR, Issue, issue
from etl.report import FileReport, report_json
from etl.turn import LONGEST_WAIT, BusyError

PREVIEW, LOADED, ALREADY_LOADED = "preview", "loaded", "already_loaded"
REFUSED, FAILED = "refused", "failed"


@dataclass(frozen=True)
class Wish:
    """What is to be done with the file `file`, and what is said of it beside.

    `by` is the role of who loads it; `day` the day it comes in.
    """

    file: Path
    sidecar: Path | None = None
    layout: Path | None = None
    preview: bool = False
    by: str = ""
    expected: str = ""
    """Content hash of what was confirmed; the file must still be that."""
    patience: float = LONGEST_WAIT
    """Seconds to wait for another load."""
    day: datetime.date = field(default_factory=clock.today)


@dataclass(frozen=True)
class Loaded:
    """What became of the file. `kept_as` is its place below data/, also when only previewed."""

    status: str
    report: FileReport
    kept_as: str = ""
    changes: Changes | None = None
    build: BuildReport | None = None
    errors: tuple[Issue, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The object that `load --json` prints."""
        told = report_json(self.report, observations=False)
        return {
            "status": self.status,
            **{name: told[name] for name in ("file", "sha256")},
            "kept_as": self.kept_as,
            **{name: told[name] for name in ("tables", "issues")},
            "refused": told.get("refused"),
            "publication": _publication(self.report),
            "needs_publication": _says(self.report, "provenance_missing"),
            "changes": None if self.changes is None else self.changes.as_json(),
            "build": None if self.build is None else self.build.as_json(),
            "errors": [vars(one) for one in self.errors],
        }


def load(
    wish: Wish, data: Path, out: Path, progress: Progress = lambda what, done, total: None
) -> Loaded:
    """Load a file into the data folder and serve the build that holds it, or say why not.

    Nothing raises for what the file holds: a file with errors or personal data is `refused`, one
    that the folder or the disk does not take is `failed`; both leave everything as it was.
    """
    nothing = FileReport(wish.file.name, "", 0)
    try:
        with keep.changing(data, lambda: progress("wait", 0, 1), wish.patience) as incoming:
            sha256 = _hash(wish.file)
            if sha256 is None:  # the reader says why, without opening it
                return Loaded(REFUSED, read_apart(wish.file, data))
            if wish.expected not in ("", sha256):
                problem = issue("changed_while_read", file=wish.file.name)
                return Loaded(FAILED, nothing, errors=(problem,))
            kept = _kept(data, sha256)
            if kept is not None:
                return _already(wish, kept, sha256, data, out, progress)
            stage = incoming / sha256[: history.SHORT]
            try:
                return _load(wish, stage, data, out, progress)
            finally:
                keep.forget(stage, data)
    except BusyError:
        return Loaded(FAILED, nothing, errors=(issue("load_running", file=wish.file.name),))
    except OSError as error:
        detail = f"{error.strerror}: {error.filename or data}"
        problem = issue("not_kept", file=wish.file.name, detail=detail)
        return Loaded(FAILED, nothing, errors=(problem,))
    except files.DataFolderError as error:
        return Loaded(FAILED, nothing, errors=(error.issue,))
    except BuildFailed as error:
        return Loaded(FAILED, nothing, errors=error.issues)


def _hash(file: Path) -> str | None:
    """The content hash; None for a file that is gone or larger than any that is opened."""
    if not file.is_file() or file.stat().st_size > LIMITS.size:
        return None
    return files.sha256_or_none(file)


def _kept(data: Path, sha256: str) -> str | None:
    """Where a file of that content lies below data/, if it does."""
    inputs = files.inputs(data)
    paths = [*files.raw_files(data), *files.form_files(data)]
    names = (path.relative_to(data).as_posix() for path in paths)
    return next((name for name in names if inputs.get(name) == sha256), None)


def _already(
    wish: Wish, kept: str, sha256: str, data: Path, out: Path, progress: Progress
) -> Loaded:
    """The folder has it. One that was killed before it was served is served now."""
    told = issue("already_kept", file=wish.file.name, kept=kept)
    report = FileReport(wish.file.name, sha256, wish.file.stat().st_size, issues=(told,))
    record = served.served_record(out)
    if wish.preview or (record is not None and record["inputs"].get(kept) == sha256):
        return Loaded(ALREADY_LOADED, report, kept)
    return Loaded(ALREADY_LOADED, report, kept, build=build(data, out, progress))


def _load(wish: Wish, stage: Path, data: Path, out: Path, progress: Progress) -> Loaded:
    file = _staged(wish, stage)
    layouts = [stage / "check" / files.LAYOUTS] if wish.layout else []
    progress("check", 0, 1)
    context_of(data, *layouts)  # says what is wrong with a layout before any file is opened
    try:
        report = read_apart(file, data, layouts)
    except ReaderStartError as error:
        raise BuildFailed([issue("bad_layout", file=files.LAYOUTS, detail=str(error))]) from error
    if report.has_errors:
        return Loaded(REFUSED, report)
    if report.form is None:
        kept_as = _parcel(wish, stage, file, report, data)
    else:
        kept_as = _form_parcel(wish, stage, file, report, data)
    return _try(wish, stage, report, kept_as, data, out, progress)


def _staged(wish: Wish, stage: Path) -> Path:
    """The file copied into the stage, its sidecar beside it and the layout it came with."""
    folder = stage / "check"
    folder.mkdir(parents=True)
    file = folder / plain_name(wish.file.name)
    durable.copy(wish.file, file)
    beside = wish.sidecar or wish.file.with_name(wish.file.name + files.SIDECAR)
    if wish.sidecar or beside.exists():
        durable.copy(beside, file.with_name(file.name + files.SIDECAR))
    if wish.layout:
        (folder / files.LAYOUTS).mkdir()
        durable.copy(wish.layout, folder / files.LAYOUTS / plain_name(f"{wish.layout.stem}.toml"))
    return file


def _parcel(wish: Wish, stage: Path, file: Path, report: FileReport, data: Path) -> str:
    """Put together what is to be added to the data folder. Returns the place of the file."""
    parcel = stage / keep.PARCEL
    room = Path("raw") / publisher_folder(report)
    name = unused(file.name, data / room)
    (parcel / room).mkdir(parents=True)
    sidecar = file.with_name(file.name + files.SIDECAR)
    if sidecar.exists():
        sidecar.rename(parcel / room / (name + files.SIDECAR))
    file.rename(parcel / room / name)
    for layout in (stage / "check" / files.LAYOUTS).glob("*"):
        own = data / files.LAYOUTS
        known = {files.sha256_or_none(path) for path in own.glob("*.toml")}
        if files.sha256_or_none(layout) not in known:
            (parcel / files.LAYOUTS).mkdir()
            layout.rename(parcel / files.LAYOUTS / unused(layout.name, own))
    kept_as = (room / name).as_posix()
    files.register(data)  # says what is wrong with it
    text = keep.with_row(data / files.REGISTER, report.sha256, kept_as, wish.day)
    if text is not None:
        durable.write_text(parcel / files.REGISTER, text)
    return kept_as


def _form_parcel(wish: Wish, stage: Path, file: Path, report: FileReport, data: Path) -> str:
    """The same for the workbook of a form, which takes the place of its earlier version."""
    kept_as = f"{files.FORMS}/{report.form}.xlsx"
    parcel = stage / keep.PARCEL
    (parcel / files.FORMS).mkdir(parents=True, exist_ok=True)
    file.rename(parcel / kept_as)
    files.register(data)  # says what is wrong with it
    text = keep.with_row(data / files.REGISTER, report.sha256, kept_as, wish.day)
    if text is not None:
        durable.write_text(parcel / files.REGISTER, text)
    return kept_as


def _try(
    wish: Wish, stage: Path, report: FileReport, kept_as: str,
    data: Path, out: Path, progress: Progress,
) -> Loaded:  # fmt: skip
    """Read the folder as it will be, say what changes, and unless only asked, make it so."""
    log = history.folder_of(data, out)
    shadow = stage / "data"
    keep.shadow(data, stage / keep.PARCEL, shadow)
    with building(out, log, progress):
        context = context_of(shadow)
        folder = read_folder(shadow, out / CACHE, context, progress)
        if report.form is None:
            tried = _tried(folder, kept_as, report, context)
        else:
            tried = _tried_form(folder, kept_as, report, context_of(data), context)
        if wish.preview or tried.status != PREVIEW:
            return tried
        made_by = {"command": "load", "file": kept_as, "by": wish.by}
        ready = prepare(folder, context, out, log, made_by, progress)
        accepted = keep.accept(stage, data)
        try:
            keep.deliver(accepted, data)
            return replace(tried, status=LOADED, build=publish(ready, out, log))
        except OSError as error:
            told = issue("kept_not_served", file=kept_as, detail=str(error.strerror))
            raise BuildFailed([told]) from error


def _tried(folder: Folder, kept_as: str, report: FileReport, context: Context) -> Loaded:
    """What the new file changes, unless it cannot stand beside the files already there."""
    new = next(one for one in folder.reports if one.file == kept_as)
    others = [one for one in folder.reports if one.file != kept_as]
    before, known = gather(others)
    _, found = gather(folder.reports)
    problems = [one for one in found if one not in known and one.severity == ERROR]
    problems += [one for one in new.issues if one.severity == ERROR]
    if problems:
        return Loaded(REFUSED, replace(report, issues=(*report.issues, *problems)))
    changed = changes(new.observations, before, (), context.catalogue, context.registry)
    older = [*folder.problems, *known, *(one for other in others for one in other.issues)]
    errors = tuple(one for one in older if one.severity == ERROR)
    return Loaded(FAILED if errors else PREVIEW, report, kept_as, changed, errors=errors)


def _tried_form(
    folder: Folder, kept_as: str, report: FileReport, before: Context, after: Context
) -> Loaded:
    """What a form changes, unless files already there cannot be read against it."""
    _, contradictions = gather(folder.reports)
    told = [*folder.problems, *contradictions, *(i for one in folder.reports for i in one.issues)]
    errors = tuple(one for one in told if one.severity == ERROR)
    changed = form_changes.changes(before.catalogue, after.catalogue, str(report.form))
    return Loaded(FAILED if errors else PREVIEW, report, kept_as, changed, errors=errors)


def _says(report: FileReport, kind: str) -> bool:
    return any(one.kind == kind for one in report.issues)


def _publication(report: FileReport) -> Mapping[str, Any] | None:
    """The publication of the file when it is one; a workbook may hold many."""
    frame = report.observations.get("publication")
    if frame is None or len(frame) != 1:
        return None
    row = frame.astype(object).where(frame.notna(), None).iloc[0].to_dict()
    return {
        str(name): value.date().isoformat() if hasattr(value, "date") else value
        for name, value in row.items()
        if name not in ("source_sha256", "sheet", "cell")
    }
