"""`python -m etl template desa` and `musrenbang`: the checklist of a regency, and what its villages
lack, filled with what is loaded.
"""

from __future__ import annotations

from etl.books import musrenbang_book, village_book, village_facts, village_known
from etl.books.village_known import Known
from etl.commands import filled
from etl.commands.filled import Asked
from etl.commands.printing import stop
from indicators.instrument import Instrument
from indicators.regions import Region


def write_checklist(asked: Asked) -> None:
    """The checklist of a regency; without any kecamatan or desa where none is loaded yet."""
    path = filled.workbook_path(asked)
    place, form, known = _known(asked)
    village_book.write(
        path, place.code, place.name, form, known.areas, known.answers, as_of=asked.day,
        internal=asked.edition == "internal",
    )  # fmt: skip
    print(path)


def write_musrenbang(asked: Asked) -> None:
    """A sheet for each kecamatan, or for the one that --kecamatan names.

    It is read in meetings: marriage, nutrition and work of children of a village are never in it.
    """
    path = filled.workbook_path(asked)
    place, form, known = _known(asked)
    listed = list(known.areas.loc[known.areas["level"] == "kecamatan", "area_code"])
    if not listed:
        stop(
            f"Kecamatan {place.name} belum dimuat; isi dan muat dulu: python -m etl template desa "
            f"--region {place.code} --out desa.xlsx / No kecamatan of {place.name} is loaded; fill "
            "in and load that checklist first.",
            1,
        )
    if asked.kecamatan and asked.kecamatan not in listed:
        told = f"Kode kecamatan tidak dikenal / unknown kecamatan: {asked.kecamatan}. "
        stop(told + ", ".join(listed), 2)
    musrenbang_book.write(path, form, known.areas, known.answers, only=asked.kecamatan)
    print(path)


def _known(asked: Asked) -> tuple[Region, Instrument, Known]:
    """The regency, its form and what is loaded; ends the command where one of them is not there."""
    defined = filled.context(asked)
    place = filled.region(asked, defined)
    if place.kind not in village_facts.REGENCIES:
        stop(f"{place.name}: bukan kabupaten/kota. / {place.name}: no kabupaten or kota.", 2)
    catalogue = defined.catalogue
    form = village_known.form_of(catalogue, asked.form, is_remote=place.code in catalogue.remote)
    if form is None:
        names = ", ".join(catalogue.instruments)
        stop(f"Formulir tidak dikenal / unknown form: {asked.form}. {names}", 2)
    frames = filled.loaded(asked, *village_known.TABLES)
    return place, form, village_known.known(frames, place.code, form.instrument_id)
