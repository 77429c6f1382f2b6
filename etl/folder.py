"""READ: a data folder as a whole, every file once; what has not changed comes from the cache.

What was read from a file is kept by content: the key is the hash of the file, of its sidecar, of
its own corrections and of everything that decides how it is read (the office's layouts, catalogue,
registry, code). The cache may be deleted at any time; a build then parses every file again and
gives equal rows.
"""

from __future__ import annotations

import datetime
import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import etl
import indicators
from etl import cache, decisions, files, forms, patterns, versions
from etl.check import Context, FileReport, check_file
from etl.issues import Issue, issue

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done and how many there are."""


@dataclass(frozen=True)
class Folder:
    """A data folder as it was read. `inputs`: name -> content hash; `code`: hash of the program.

    `parsed` counts the files that did not come from the cache; `began` is when reading began, in
    seconds of the monotonic clock.
    """

    data: Path
    code: str
    inputs: Mapping[str, str | None]
    settings: files.Settings
    loaded: Mapping[str, datetime.date]
    decided: decisions.Decisions
    said: patterns.Said
    reports: tuple[FileReport, ...]
    problems: tuple[Issue, ...]
    parsed: int
    began: float

    @property
    def content_hash(self) -> str:
        """One hash of all that decides the rows of a build."""
        return files.hash_of_build(self.code, self.inputs)


def read_folder(data: Path, kept: Path, context: Context, progress: Progress) -> Folder:
    """Everything below `data`, read; `kept` is the folder of the cache."""
    began = time.monotonic()
    code = files.hash_of_trees(*(Path(package.__path__[0]) for package in (etl, indicators)))
    inputs = patterns.earlier(files.inputs(data), data, code)
    said = patterns.read(data, inputs)
    settings, loaded, problems = _own_files(data)
    reports, parsed = _reports(data, kept, context, code, inputs, progress)
    for report in reports:
        if report.sha256 and report.sha256 != inputs[report.file]:
            problems.append(issue("changed_while_read", file=report.file))
    decided = decisions.load(data)
    problems += [issue("form_in_raw", file=one.file) for one in reports if one.is_form]
    problems += context.remarks
    problems += context.corrections.problems({report.file for report in reports})
    problems += [*decided.issues, *said.problems]
    problems += versions.unregistered(reports, loaded)
    told = versions.numbered(reports, loaded)
    return Folder(
        data, code, inputs, settings, loaded, decided, said, told, tuple(problems),
        parsed, began,
    )  # fmt: skip


def _own_files(data: Path) -> tuple[files.Settings, dict[str, datetime.date], list[Issue]]:
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
    for path in files.ignored_forms(data):
        problems.append(issue("form_ignored", file=path.relative_to(data).as_posix()))
    return settings, loaded, problems


def _reports(
    data: Path,
    kept: Path,
    context: Context,
    code: str,
    inputs: Mapping[str, str | None],
    progress: Progress,
) -> tuple[list[FileReport], int]:
    """Every raw file read, or taken from the cache when nothing about it has changed.

    Second, how many were read.
    """
    paths = files.raw_files(data)
    own = {name: sha for name, sha in inputs.items() if name.startswith(f"{files.LAYOUTS}/")}
    known = forms.fingerprint(context.catalogue, inputs)
    rules = f"{code} {files.hash_of_inputs(own)} {known}"
    reports, keys, parsed = [], set(), 0
    for done, path in enumerate(paths):
        name = path.relative_to(data).as_posix()
        progress(name, done, len(paths))
        content = inputs.get(name)
        if content is None:  # gone or locked since the folder was listed
            reports.append(cache.renamed(check_file(path, context), name))
            continue
        beside = inputs.get(name + files.SIDECAR)
        corrected = context.corrections.fingerprint(name.removeprefix("raw/"))
        seed = f"{content} {beside or ''} {path.name} {rules} {corrected}"
        key = hashlib.sha256(seed.encode()).hexdigest()[:32]
        keys.add(key)
        report = cache.load(kept, key, name)
        if report is None:
            parsed += 1
            report = check_file(path, context)
            if report.refused is None:  # nothing of a file with personal data is kept
                cache.store(kept, key, report)
            report = cache.renamed(report, name)
        reports.append(report)
    cache.forget_others(kept, keys)
    return reports, parsed
