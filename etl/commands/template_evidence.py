"""`python -m etl template bukti`: the evidence register of an office, filled with what is loaded.

What the office has sent for the form stands in it; for a new form what carries over from the one
before, marked with where it comes from.
"""

from __future__ import annotations

from pathlib import Path

from etl.books import evidence_known
from etl.books.evidence_book import write_evidence_book
from etl.books.evidence_known import Known
from etl.books.sheets import Row
from etl.check import Context
from etl.commands.filled import Asked, context, loaded, region, workbook_path
from etl.commands.printing import stop
from indicators.regions import Region


def write(asked: Asked) -> None:
    """Write the workbook of one office, or with --all-offices that of each into a folder."""
    defined = context(asked)
    place = region(asked, defined)
    if place.kind not in ("kabupaten", "kota"):
        stop(f"{place.name}: bukan kabupaten/kota. / {place.name}: no kabupaten or kota.", 2)
    frames = loaded(asked, *evidence_known.TABLES)
    form = evidence_known.form_of(frames, defined.catalogue, asked.form, place.code)
    if form is None:
        names = ", ".join(defined.catalogue.instruments)
        stop(f"Formulir tidak dikenal / unknown form: {asked.form}. {names}", 2)
    known = evidence_known.known(frames, form, place.code)
    for office, path in _wanted(asked, known).items():
        title = defined.catalogue.offices[office].title.id
        said = evidence_known.publication(frames, place, form, office, title)
        _write(path, known, office, place, said, defined)
        print(path)
    if asked.all_offices is not None and known.without_office:
        names = ", ".join(known.without_office)
        print(
            f"{len(known.without_office)} pertanyaan tidak menyebut perangkat daerah / "
            f"questions name no office: {names}"
        )


def _wanted(asked: Asked, known: Known) -> dict[str, Path]:
    """Which workbook goes where; ends the command (2) when that is not said."""
    if asked.all_offices is not None:
        if asked.office or asked.out is not None:
            stop("--all-offices tanpa --office dan --out. / without --office and --out.", 2)
        asked.all_offices.mkdir(parents=True, exist_ok=True)
        return {one: asked.all_offices / f"bukti_{one}.xlsx" for one in known.offices}
    if asked.office not in known.offices:
        names = ", ".join(known.offices)
        stop(f"Tambahkan --office, salah satu dari / add --office, one of: {names}", 2)
    return {asked.office: workbook_path(asked)}


def _write(
    path: Path, known: Known, office: str, place: Region, said: Row, defined: Context
) -> None:
    write_evidence_book(
        path, known.form, office, place.code, known.register, known.points, said, known.closes,
        defined,
    )  # fmt: skip
