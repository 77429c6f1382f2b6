"""The forms an office loaded: data/forms/<instrument_id>.xlsx beside the shipped ones.

A form is data: its workbook is read before any other file, because figures are read against it.
Each is held against the forms before it; with a mistake in one, nothing is built.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from etl import files
from etl.books import form_read, form_words
from etl.books.form_read import FormRead
from etl.books.worded import Found
from etl.intake import personal
from etl.issues import ERROR, Issue, IssueList, Problem, issue
from etl.reading.workbook import Grid, UnreadableFileError, read_workbook
from etl.report import FileReport, TableRead
from indicators import codes
from indicators.catalogue import Catalogue
from indicators.instrument import Instrument
from indicators.regions import Registry

NAME: Final = re.compile(r"[a-z][a-z0-9_]{1,39}")
"""What a form may be called: it is the name of its file and stands in addresses of pages."""
CODE: Final = re.compile(r"[\w.()-]{1,40}")
LAYOUT: Final = "formulir"


class FormError(ValueError):
    """A form of the data folder cannot be used; `issues` say why, each with sheet and cell."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        super().__init__("; ".join(f"{one.file}: {one.message}" for one in issues))
        self.issues = tuple(issues)


@dataclass(frozen=True)
class _Kept:
    """A workbook of data/forms with its sheets."""

    name: str
    grids: Sequence[Grid]

    @property
    def previous(self) -> str | None:
        return form_read.head(self.grids).text("previous")


def with_own(
    catalogue: Catalogue, registry: Registry, data: Path
) -> tuple[Catalogue, tuple[Issue, ...]]:
    """The catalogue with the forms of the data folder and what its settings say of them.

    Second, what is remarkable about them. FormError with every mistake of every form.
    """
    try:
        chosen = files.settings(data)
    except files.DataFolderError:  # said by whoever reads the folder
        chosen = files.Settings()
    remarks: list[Issue] = []
    errors: list[Issue] = []
    shipped = frozenset(catalogue.instruments)
    for kept in _in_order(_kept(data, errors), shipped):
        read = _read(kept.grids, catalogue, shipped)
        found = IssueList(kept.name)
        for one in read.problems:
            found.add(one.problem, one.sheet, one.cell, one.value)
        if read.instrument is not None and kept.name != files.form_name(read.instrument):
            found.add(Problem("form_misnamed", {"id": read.instrument.instrument_id}))
        errors += [one for one in found.found if one.severity == ERROR]
        remarks += [one for one in found.found if one.severity != ERROR]
        if read.instrument is not None:
            catalogue = _added(catalogue, read.instrument, read)
    if errors:
        raise FormError(errors)
    remarks += _unknown(chosen, catalogue, registry)
    return _settled(catalogue, chosen), tuple(remarks)


def report(
    path: Path, size: int, sha256: str, grids: Sequence[Grid], catalogue: Catalogue
) -> FileReport:
    """What a workbook of a form holds and what is wrong with it, against the forms known so far."""
    shipped = frozenset(catalogue.instruments) - catalogue.own_forms
    read = _read(grids, catalogue, shipped)
    issues = IssueList(path.name)
    if path.suffix.lower() != ".xlsx":
        issues.add(Problem("form_not_xlsx"))
    for one in read.problems:
        issues.add(one.problem, one.sheet, one.cell, one.value)
    form = None if issues.has_errors else read.instrument
    tables = () if form is None else tuple(_tables(form, read, grids))
    name = None if form is None else form.instrument_id
    return FileReport(
        path.name, sha256, size, tables, issues=tuple(issues.found), is_form=True, form=name
    )


def _read(grids: Sequence[Grid], catalogue: Catalogue, shipped: frozenset[str]) -> FormRead:
    """The form of a workbook, its name and codes held against what they are used for."""
    read = form_read.read_grids(grids, catalogue)
    unnamed = list(_names(grids, read, shipped))
    if not unnamed:
        return read
    known = [one for one in read.problems if one.problem.kind != "form_previous_unknown"]
    return read._replace(instrument=None, problems=[*known, *unnamed])


def _names(grids: Sequence[Grid], read: FormRead, shipped: frozenset[str]) -> Iterator[Found]:
    head = form_read.head(grids)
    name, cell = head.text("instrument_id"), head.cells.get("instrument_id")
    if name is not None and not NAME.fullmatch(name):
        yield Found(Problem("form_id_unfit"), form_words.HEAD, cell, name)
    elif name in shipped:
        yield Found(Problem("form_id_taken", {"id": str(name)}), form_words.HEAD, cell, name)
    if read.instrument is None:
        return
    for _, item in read.instrument.items():
        for code in (item.block, item.indicator, item.question):
            is_own = code is item.block or code != codes.ALL
            if is_own and (not CODE.fullmatch(code) or code == codes.ALL):
                yield Found(Problem("form_code_unfit"), form_words.HEAD, None, code)


def _tables(form: Instrument, read: FormRead, grids: Sequence[Grid]) -> Iterator[TableRead]:
    """What was read sheet by sheet, as the report of any file says it."""
    sizes = {
        form_words.BLOCKS: ("instrument", len(form.blocks)),
        form_words.ROWS: ("instrument", len(form.indicators)),
        form_words.QUESTIONS: ("instrument", len(form.questions)),
        form_words.MAPPING: ("form_map", len(read.mapping)),
    }
    for grid in grids:
        table, size = sizes.get(grid.sheet, ("", 0))
        if size:
            last = grid.address(len(grid.rows) - 1, len(grid.columns) - 1)
            yield TableRead(grid.sheet, f"{grid.address(0, 0)}:{last}", LAYOUT, table, size)


def _kept(data: Path, errors: list[Issue]) -> Iterator[_Kept]:
    """Every workbook of data/forms that can be read; the others are errors."""
    for path in files.form_files(data):
        name = path.relative_to(data).as_posix()
        try:
            content = path.read_bytes()
            grids = read_workbook(path, content)
        except UnreadableFileError as error:
            facts = {"why": f"@{error.reason}", "cure": f"@{error.reason}_cure", "detail": ""}
            errors.append(issue("unreadable_file", file=name, **facts))
            continue
        except OSError:
            facts = {"why": "@missing", "cure": "@missing_cure", "detail": ""}
            errors.append(issue("unreadable_file", file=name, **facts))
            continue
        found = IssueList(name)
        if personal.report(grids, content, found):
            errors += found.found
        elif not form_read.is_form(grids):
            errors.append(issue("form_is_none", file=name))
        else:
            yield _Kept(name, grids)


def _in_order(kept: Iterator[_Kept], known: frozenset[str]) -> list[_Kept]:
    """The forms, each after the one it comes from where that is there too."""
    left = list(kept)
    ordered: list[_Kept] = []
    seen = set(known)
    while left:
        free = [one for one in left if one.previous is None or one.previous in seen] or left
        ordered += free
        seen |= {Path(one.name).stem for one in free}
        left = [one for one in left if one not in free]
    return ordered


def _added(catalogue: Catalogue, form: Instrument, read: FormRead) -> Catalogue:
    name = form.instrument_id
    return dataclasses.replace(
        catalogue,
        instruments={**catalogue.instruments, name: form},
        form_maps={**catalogue.form_maps, name: read.mapping}
        if len(read.mapping)
        else catalogue.form_maps,
        own_forms=catalogue.own_forms | {name},
    )


def _settled(catalogue: Catalogue, chosen: files.Settings) -> Catalogue:
    """The catalogue with the last days and the remote areas of the settings."""
    forms = {
        name: form.changed(closes=chosen.closes[name]) if name in chosen.closes else form
        for name, form in catalogue.instruments.items()
    }
    return dataclasses.replace(
        catalogue, instruments=forms, remote=frozenset(chosen.remote.regions)
    )


def _unknown(
    chosen: files.Settings, catalogue: Catalogue, registry: Registry
) -> Iterator[Issue]:  # fmt: skip
    """What the settings say of forms and regions that there are not."""
    known: Mapping[str, str] = {one.code: one.kind for one in registry.all()}
    for name in chosen.closes:
        if name not in catalogue.instruments:
            forms = ", ".join(catalogue.instruments)
            yield issue("closes_unknown_form", file=files.SETTINGS, value=name, known=forms)
    for code in chosen.remote.regions:
        if known.get(code) not in ("kabupaten", "kota"):
            yield issue("remote_unknown_region", file=files.SETTINGS, value=code)


def fingerprint(catalogue: Catalogue, inputs: Mapping[str, str | None]) -> str:
    """What of forms and settings decides how a file is read; empty without any."""
    own = {name: sha for name, sha in inputs.items() if name.startswith(f"{files.FORMS}/")}
    if not own and not catalogue.remote:
        return ""
    text = files.hash_of_inputs(own) + " ".join(sorted(catalogue.remote))
    return hashlib.sha256(text.encode()).hexdigest()
