"""Made tables dressed as publishers dress them, and written into files.

Titles above, an offset start, column numbers, empty rows, a total, a footer and a signature; each
column of figures in one hand; .xlsx, or text in four encodings and with three delimiters.
"""

from __future__ import annotations

import csv
import datetime
import io
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from etl.context import Context
from etl.reading.workbook import letters
from tests.etl.generated import recap_made, tables_made, wide_made
from tests.etl.generated.numbers_written import NOTHING, STYLES, write_number
from tests.etl.generated.tables_made import Cell, Figure, Key, Made

ENCODINGS: Final = ("utf-8", "utf-8-sig", "utf-16", "cp1252")
DELIMITERS: Final = (",", ";", "\t")
TITLES: Final = (
    "PEMERINTAH DAERAH", "Tabel 4.2.1", "DINAS PEMBERDAYAAN PEREMPUAN DAN PERLINDUNGAN ANAK",
)  # fmt: skip
SHAPES: Final[dict[str, Callable[[random.Random, Context], Made]]] = {
    "bps_web": tables_made.bps_web,
    "opendata_kabkota": tables_made.opendata_korban,
    "opendata_penduduk": tables_made.opendata_penduduk,
    "rekap_em": recap_made.rekap,
    "template_capaian": tables_made.template_capaian,
    "template_kasus": tables_made.template_kasus,
    "template_penduduk": tables_made.template_penduduk,
    "sumbar_kekerasan": wide_made.violence_by_year,
    "bps_penduduk_ribu": wide_made.people_in_thousands,
}
SIGNED: Final = ("Kepala Dinas,", "NIP. 19700101 199503 1 001")
FIRST_SHEET: Final = "Data"


@dataclass
class Written:
    """A file to be written: the cells of each sheet, and where each figure of the table stands.

    `rows` are those of the table's sheet as they will be written; `first` and `last` its body
    rows, `left` its first column, `head` the row of its lowest headings (all from 0).
    """

    made: Made
    style: str
    rows: list[list[Cell]]
    first: int
    last: int
    left: int
    places: dict[Key, tuple[int, int]]
    values: dict[Key, float | None]
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    has_total: bool = False
    ending: str = ".xlsx"
    encoding: str = "utf-8"
    delimiter: str = ","

    @property
    def sheet(self) -> str:
        """The name of the table's sheet as the reader calls it."""
        return FIRST_SHEET if self.ending != ".csv" else "csv"

    def address(self, row: int, column: int) -> str:
        """The address of a cell."""
        return f"{letters(column)}{row + 1}"

    def column_of(self, role: str) -> int | None:
        """The column of the sheet that holds a role; the first of several."""
        return self.left + self.made.roles.index(role) if role in self.made.roles else None


def generate(seed: int, context: Context) -> Written:
    """The table number `seed`: the same one whenever and wherever it is asked for."""
    chance = random.Random(f"table {seed}")
    names = sorted(SHAPES)
    made = SHAPES[names[seed % len(names)]](chance, context)
    return dress(made, chance)


def dress(made: Made, chance: random.Random) -> Written:
    """Decorate a made table and choose how it is written."""
    is_text = not made.only_xlsx and chance.random() < 0.5
    style = chance.choice(STYLES)
    left = chance.choice((0, 0, 1, 3)) if not is_text else 0
    rows: list[list[Cell]] = []
    if made.above_is_free and chance.random() < 0.6:
        rows += [[title] for title in chance.sample(TITLES, chance.randint(1, 3))]
        rows += [[] for _ in range(chance.randint(1, 2))]
    elif chance.random() < 0.4:
        rows += [[] for _ in range(chance.randint(1, 3))]
    top = len(rows)
    written = Written(made, style, rows, 0, 0, left, {}, {})
    rows += [[*row] for row in made.heads]
    if made.layout != "rekap_em" and chance.random() < 0.25:
        rows.append([f"({number})" for number in range(1, len(made.roles) + 1)])
    written.first = len(rows)
    _add_body(written, chance)
    written.last = len(rows) - 1
    _add_below(written, chance)
    for at, row in enumerate(rows):
        width = left + len(made.roles)
        rows[at] = [None] * left + row + [None] * (width - left - len(row))
    written.merges = [(top + a, left + b, top + c, left + d) for a, b, c, d in made.merges]
    if is_text:
        written.ending = ".csv"
        written.encoding = chance.choice(ENCODINGS)
        written.delimiter = chance.choice(DELIMITERS)
        written.merges = []
    return written


def _add_body(written: Written, chance: random.Random) -> None:
    made = written.made
    sign = chance.choice(("%", " %")) if made.percent and chance.random() < 0.15 else ""
    if sign and written.style == "real":
        written.style = "comma"
    for row in made.body:
        if chance.random() < 0.02 and len(written.rows) > written.first:
            written.rows.append([])
        cells: list[Cell] = []
        for index, cell in enumerate(row):
            if isinstance(cell, Figure):
                written.places[cell.key] = (len(written.rows), written.left + index)
                written.values[cell.key] = cell.value
                cells.append(_figure(cell, made, written.style, sign, chance))
            else:
                cells.append(cell)
        written.rows.append(cells)


def _figure(figure: Figure, made: Made, style: str, sign: str, chance: random.Random) -> Cell:
    if figure.value is None:
        return chance.choice(NOTHING)
    printed = figure.value if figure.printed is None else figure.printed
    return write_number(printed, made.decimals, style, percent=sign)


def _add_below(written: Written, chance: random.Random) -> None:
    """A total, a source line, a signature."""
    made, rows = written.made, written.rows
    if (
        made.totals
        and made.roles[0] in ("region_code", "region_name", "id")
        and chance.random() < 0.4
    ):
        total = sum(value for value in written.values.values() if value is not None)
        row: list[Cell] = [None] * len(made.roles)
        row[0] = made.totals
        row[made.roles.index("value")] = write_number(total, 0, written.style)
        rows.append(row)
        written.has_total = True
    if chance.random() < 0.5:
        rows += [[], ["Sumber: Dinas P3A"]]
        if chance.random() < 0.5:
            rows.append([])
            rows.extend([text] for text in SIGNED)


def save(written: Written, folder: Path, name: str = "tabel") -> Path:
    """Write the file into `folder`; an earlier one of that name is gone."""
    path = folder / f"{name}{written.ending}"
    if written.ending == ".csv":
        text = io.StringIO()
        lines = csv.writer(text, delimiter=written.delimiter, lineterminator="\r\n")
        lines.writerows([[_as_text(cell) for cell in row] for row in written.rows])
        path.write_bytes(text.getvalue().encode(written.encoding))
        return path
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = FIRST_SHEET
    _fill(sheet, written.rows)
    for top, left, bottom, right in written.merges:
        sheet.merge_cells(
            start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
        )
    for title, rows in written.made.other_sheets.items():
        _fill(book.create_sheet(title), rows)
    book.save(path)
    return path


def _fill(sheet: Worksheet, rows: list[list[Cell]]) -> None:
    for number, row in enumerate(rows, start=1):
        for position, value in enumerate(row, start=1):
            if value is not None and value != "":
                cell = sheet.cell(number, position, value)
                if isinstance(value, str):
                    cell.data_type = "s"


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, datetime.date) else str(cell)
