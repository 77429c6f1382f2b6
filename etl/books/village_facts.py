"""The checklist of kecamatan and desa/kelurahan as facts: who says it, the areas, the answers.

A checklist is known by its sheets. Its publication follows from its head: the regency says it, of
the day in the head. All checklists of one regency and form carry one id; which of them came later
is what `etl.versions` finds out, and nobody types an id.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import pandas as pd

from etl import provenance
from etl.books import village_read
from etl.books.village_read import ChecklistRead
from etl.books.village_words import HEAD, KEYS, SHEET_OF
from etl.context import Context, FileState
from etl.issues import Problem, plain
from etl.reading.dates import read_day
from etl.reading.observations import Rows
from etl.reading.workbook import Cell, Grid
from etl.report import TableRead
from indicators import codes, tables

LAYOUT: Final = "daftar_desa"
REGENCIES: Final = ("kabupaten", "kota")
SHEETS: Final = (HEAD, *SHEET_OF.values())


def sheets_of(grids: Sequence[Grid]) -> frozenset[str]:
    """The sheets of a checklist; none when the file is no checklist."""
    names = {grid.sheet: grid for grid in grids}
    own = frozenset(SHEETS) & names.keys()
    if HEAD not in own or len(own) == 1:
        return frozenset()
    head = village_read.read_head(names[HEAD])
    return own if {"region_code", "instrument_id"} <= head.keys() else frozenset()


def read_facts(
    grids: Sequence[Grid], state: FileState, context: Context
) -> Iterator[tuple[TableRead, tuple[Rows, ...]]]:
    """What the checklist holds, warehouse table by warehouse table; problems go to `state`."""
    head = village_read.read_head(next(grid for grid in grids if grid.sheet == HEAD))
    code, name = (plain(head[key][0]).strip() for key in ("region_code", "instrument_id"))
    known = {one.code: one for one in context.registry.all() if one.kind in REGENCIES}
    remote = code in context.catalogue.remote
    forms = {key: one.asked_of(remote=remote) for key, one in context.catalogue.instruments.items()}
    found = village_read.read_grids(grids, forms, frozenset(known))
    for one in found.problems:
        state.issues.add(one.problem, one.sheet, one.cell, one.value)
    day, region, form = _day(head, state), known.get(code), forms.get(name)
    if region is None or form is None:
        return
    if found.areas.empty and not found.problems:
        state.issues.add(Problem("checklist_empty"), SHEETS[1])
    if state.publication_id is None:
        trust = codes.TRUST[3] if region.is_example else codes.TRUST[0]
        publication = {
            "publication_id": f"desa-{region.code}-{form.instrument_id}",
            "publisher": region.name,
            "title": f"Daftar periksa kecamatan dan desa/kelurahan, siklus {form.cycle}",
            "released": day,
            "trust": trust,
        }
        state.publication_id = str(publication["publication_id"])
        state.publications.add(state.publication_id)
        rows = provenance.publication_rows(publication)
        yield TableRead(HEAD, "", LAYOUT, tables.PUBLICATION.name, 1), (rows,)
    yield from _facts(found, state.sha256, state.publication_id)


def _day(head: Mapping[str, tuple[Cell, str]], state: FileState) -> datetime.date | None:
    raw, cell = head.get("as_of", ("", ""))
    day = read_day(raw)
    if isinstance(day, Problem):
        title = KEYS["as_of"]
        problem = Problem(day.kind, {**day.facts, "column": title.id, "column_en": title.en})
        state.issues.add(problem, HEAD, cell or None, raw)
        return None
    return day


def _facts(
    found: ChecklistRead, sha256: str, publication_id: str
) -> Iterator[tuple[TableRead, tuple[Rows, ...]]]:
    common = {"publication_id": publication_id, "source_sha256": sha256}
    words = found.answers["answer"].map({True: codes.ANSWERS[0], False: codes.ANSWERS[1]})
    told = found.answers.assign(answer=words.astype(object).where(words.notna(), None))
    for table, frame in ((tables.SUBREGION, found.areas), (tables.VILLAGE_ANSWER, told)):
        for sheet, rows in frame.groupby("sheet", sort=False):
            fields = {str(name): rows[name].tolist() for name in rows.columns}
            read = TableRead(str(sheet), _range(rows["cell"]), LAYOUT, table.name, len(rows))
            yield read, (Rows(table, {**fields, **common}, len(rows)),)


def _range(cells: pd.Series[str]) -> str:
    return f"{cells.iloc[0]}:{cells.iloc[-1]}"
