"""Muat Data: a table that no layout knows, as it looks, and what a person says its columns mean."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dashboard.described import ColumnFound, Described, TableFound
from dashboard.language import mark, speaker
from dashboard.parts import texts
from dashboard.parts.shapes import Column, Listing, Note, Table
from indicators import codes

MEANINGS: Final = {
    "value": mark("Angka"),
    "region_name": mark("Nama kabupaten/kota atau provinsi"),
    "region_code": mark("Kode daerah"),
    "province_name": mark("Nama provinsi di samping kabupaten/kota"),
    "province_code": mark("Kode provinsi di samping kabupaten/kota"),
    "part": mark("Kecamatan atau desa (dijumlahkan)"),
    "year": mark("Tahun"),
    "month": mark("Bulan"),
    "sex": mark("Jenis kelamin"),
    "age_band": mark("Usia"),
    "violence_type": mark("Bentuk kekerasan"),
    "place": mark("Tempat kejadian"),
    "relation": mark("Hubungan pelaku"),
    "service": mark("Layanan"),
    "area_type": mark("Perkotaan atau perdesaan"),
    "unit": mark("Satuan (kasus, korban)"),
    "group": mark("Kelompok (anak, perempuan)"),
    "numerator": mark("Pembilang"),
    "denominator": mark("Penyebut"),
    "ignored": mark("Tidak dibaca"),
    "": mark("Belum ditentukan"),
}
CONTENTS: Final = {
    "case_count": mark("Laporan kekerasan"),
    "outcome": mark("Capaian (persen, indeks, jumlah)"),
    "population": mark("Penduduk"),
}
SCALES: Final = {
    1: mark("Apa adanya"), 1000: mark("Ribuan"), 1000000: mark("Jutaan"),
}  # fmt: skip
BARE_NAMES: Final = {
    "": mark("Ditanyakan bila dua daerah bernama sama"),
    "kabupaten": mark("Kabupaten"),
    "kota": mark("Kota"),
}
_LOOKS: Final = {
    "region_name": mark("nama daerah"),
    "region_code": mark("kode daerah"),
    "year": mark("tahun"),
    "month": mark("bulan"),
    "sex": mark("jenis kelamin"),
    "age_band": mark("usia"),
    "label": mark("label"),
    "number": mark("angka"),
    "percentage": mark("persentase"),
    "row_number": mark("nomor baris"),
    "text": mark("teks"),
    "empty": mark("kosong"),
}
BY_HEADING: Final = ""
"""Each column says it by its own heading."""
_MOST: Final = 60
_EXAMPLES: Final = 3


@dataclass(frozen=True)
class Choices:
    """What a person says of one table. `columns`: letter -> one of MEANINGS."""

    table: TableFound
    name: str
    content: str
    columns: Mapping[str, str]
    constants: Mapping[str, str] = field(default_factory=dict)
    scale: int = 1
    bare_name: str = ""


def titles(of: Mapping[str, str], language: str) -> dict[str, str]:
    """The words of a constant of this module, in the language."""
    return {code: speaker(language)(words) for code, words in of.items()}


def scale_titles(language: str) -> dict[int, str]:
    """In what the figures are printed."""
    return {scale: speaker(language)(words) for scale, words in SCALES.items()}


def table_titles(found: Described, language: str) -> dict[str, str]:
    """The tables found, by place: sheet, range, rows, and what stands above."""
    say = speaker(language)
    return {
        table.place: say(
            "{place} · {rows} baris · {title}",
            place=table.place,
            rows=table.rows,
            title=_short(" ".join(table.title)) or say("tanpa judul"),
        )
        for table in found.tables
    }


def columns(table: TableFound, language: str) -> Listing:
    """What each column of a table looks like, and why."""
    say = speaker(language)
    rows = tuple(
        (
            f"{one.letter} · {_short(one.heading) or texts.NONE}",
            say(_LOOKS[one.looks_like]) + ("" if one.is_certain else say(" (belum pasti)")),
            ", ".join(one.examples) or texts.NONE,
            one.number_format or texts.NONE,
            one.why.in_(language),
        )
        for one in table.columns
    )
    heads = (
        Column(say("Kolom")),
        Column(say("Tampak seperti")),
        Column(say("Contoh isi")),
        Column(say("Bentuk angka")),
        Column(say("Alasan")),
    )
    title = say("{n} kolom pada {place}", n=len(rows), place=table.place)
    listed = Table(title, heads, rows, is_prose=True)
    return Listing("columns", title, listed, is_open=False)


def open_questions(found: Described, language: str) -> tuple[Note, ...]:
    """What is still to be said before the table can be read."""
    return tuple(Note(one.in_(language), "caution") for one in found.open)


def column_label(column: ColumnFound) -> str:
    """A column by its letter and stacked headings, with what stands in it."""
    heading = _short(column.heading.replace(" | ", " › "))
    named = f"{column.letter} · {heading}" if heading else column.letter
    examples = _short(", ".join(column.examples[:_EXAMPLES]))
    return f"{named} ({examples})" if examples else named


def proposed(column: ColumnFound) -> str:
    """The meaning proposed for a column; that it is open where there is none."""
    return column.reads if column.reads in MEANINGS else ""


def content(table: TableFound) -> str:
    """What the table seems to hold; reports where that is open."""
    return table.content if table.content in CONTENTS else next(iter(CONTENTS))


def constant(table: TableFound, name: str, titles_: Mapping[str, str]) -> str:
    """What the texts around the table state for all its figures, where it is one of the titles."""
    stated = table.constants.get(name, BY_HEADING)
    return stated if stated in titles_ else BY_HEADING


def scale(table: TableFound) -> int:
    """In what the figures seem to be printed."""
    found = max((one.scale for one in table.columns), default=1)
    return found if found in SCALES else 1


def constant_titles(dimension: str, language: str) -> dict[str, str]:
    """What may be stated for all figures of the table: by the headings, or a code."""
    words = texts.catalogue().dimensions[dimension]
    told = {code: words[code].in_(language) for code in codes.DIMENSIONS[dimension]}
    return {BY_HEADING: speaker(language)("Menurut judul kolom"), **told}


def measure_titles(language: str) -> dict[str, str]:
    """The outcome measures a table may be about."""
    found = {name: one.title.in_(language) for name, one in texts.catalogue().outcomes.items()}
    return {BY_HEADING: speaker(language)("Menurut judul kolom"), **found}


def usual_name(table: TableFound) -> str:
    """A name to begin with: what stands above the table, else its sheet."""
    name = " ".join(" ".join(table.title).split())
    whole = name if len(name) <= _MOST else name[: _MOST + 1].rpartition(" ")[0]
    return whole or table.sheet


def as_json(choices: Choices) -> str:
    """What `etl describe --choices` reads."""
    of = {one.letter: one for one in choices.table.columns}
    return json.dumps(
        {
            "sheet": choices.table.sheet,
            "range": choices.table.range,
            "id": layout_id(choices.name),
            "title": choices.name,
            "table": choices.content,
            "columns": {
                letter: _column(of[letter], meaning, choices)
                for letter, meaning in choices.columns.items()
            },
            "constants": {name: code for name, code in choices.constants.items() if code},
            "bare_name": choices.bare_name,
        },
        ensure_ascii=False,
        sort_keys=True,
    )


def _column(column: ColumnFound, meaning: str, choices: Choices) -> dict[str, object]:
    said: dict[str, object] = {"reads": meaning}
    if meaning == column.reads and column.fields:
        said["fields"] = dict(column.fields)
    if meaning == "value":
        as_found = choices.scale == scale(choices.table)
        said["scale"] = column.scale if as_found else choices.scale
    return said


def layout_id(name: str) -> str:
    """A short id of a layout in small letters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_MOST].strip("_") or "tata_letak"


def missing(columns_said: Mapping[str, str], language: str) -> tuple[Note, ...]:
    """What a table cannot be read without."""
    say = speaker(language)
    said: Sequence[str] = list(columns_said.values())
    if "value" in said or "numerator" in said:
        return ()
    return (Note(say("Tunjuk paling sedikit satu kolom angka."), "caution"),)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST else f"{line[: _MOST - 1]}…"
