"""The sheets of the action plan that are sums: Ringkasan and Anggaran; cells of Matriks RAD."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from etl.books import plan_rows
from etl.books.sheets import LINE, UNLOCKED, protect_headings
from etl.layout import Layout
from etl.paper import HEADER_FILL, fit_to_width
from etl.template_choices import ROWS
from etl.template_recap import INPUT
from indicators import codes
from indicators.catalogue import Instrument

FORMULAS: Final = ("Ringkasan", "Matriks RAD", "Anggaran")
YEAR: Final = "Ringkasan!$L$1"
"""The cell that says which year the sums are about; whoever reads the plan may change it."""
PLANNED: Final = '"<>belum_direncanakan"'
MONEY: Final = "#,##0"
SHARE: Final = "0.0%"
Value = str | int | float | None


@dataclass(frozen=True)
class Places:
    """Where the columns of a filled sheet are."""

    sheet: str
    letters: Mapping[str, str]

    @classmethod
    def of(cls, sheet: str, layout: Layout) -> Places:
        """The places of the columns of `layout` on `sheet`."""
        headings = (column.heading for column in layout.columns)
        return cls(sheet, {name: get_column_letter(at) for at, name in enumerate(headings, 1)})

    def letter(self, heading: str) -> str:
        """The letter of a column; KeyError for a heading the layout does not have."""
        return self.letters[heading]

    def asked(self, heading: str, cell: str) -> str:
        """The condition of a sum: a column equals `cell`, in the year asked for."""
        return f"{self.cells(heading)},{cell},{self.cells('tahun')},{YEAR}"

    def cells(self, heading: str) -> str:
        """All cells of a column."""
        letter = self.letters[heading]
        return f"{self.sheet}!${letter}$2:${letter}${ROWS}"


def write_budget(
    sheet: Worksheet, form: Instrument, points: pd.DataFrame, activity: Places
) -> None:
    """The budget lines that the form asks for, each with the activities and money behind it."""
    headings = (
        "Pertanyaan", "Baris anggaran", "Nilai maksimal", "Poin belum diraih", "Jumlah kegiatan",
        "Pagu (Rp)", "Realisasi (Rp)", "Persen realisasi", "Sudah dianggarkan",
    )  # fmt: skip
    head(sheet, headings, (12, 60, 12, 12, 12, 20, 20, 12, 16))
    still_open = open_points(points)
    for number, line in enumerate(plan_rows.budget_lines(form), start=2):
        asked = activity.asked("pertanyaan_anggaran", f"$A{number}")
        own: list[Value] = [
            line.question, line.title.id, line.max_score,
            still_open.get((line.block, line.indicator, line.question)),
            f"=COUNTIFS({asked},{activity.cells('status_rencana')},{PLANNED})",
            f"={ceiling(activity, asked)}",
            f"={spent(activity, asked)}",
            f'=IF(F{number}=0,"",G{number}/F{number})',
            f'=IF(F{number}>0,"ya","belum")',
        ]  # fmt: skip
        row(sheet, number, own, {6: MONEY, 7: MONEY, 8: SHARE})
    protect_headings(sheet)
    fit_to_width(sheet)


def open_points(points: pd.DataFrame) -> Mapping[tuple[str, str, str], float]:
    """Points not yet earned by block, indicator and question (`semua` above their level)."""
    keys = zip(points["block"], points["indicator"], points["question"], strict=True)
    return dict(zip(keys, points["open"], strict=True))


def ceiling(activity: Places, asked: str) -> str:
    """The budget in force: that of half-year 2, of half-year 1 where the other cell is empty."""
    early, late = (activity.cells(f"pagu_semester_{half}") for half in (1, 2))
    return f'SUMIFS({late},{asked})+SUMIFS({early},{asked},{late},"=")'


def spent(activity: Places, asked: str) -> str:
    """What was spent in both half-years."""
    parts = (activity.cells(f"realisasi_semester_{half}") for half in (1, 2))
    return "+".join(f"SUMIFS({cells},{asked})" for cells in parts)


def write_summary(
    sheet: Worksheet, form: Instrument, statuses: Sequence[tuple[str, str]],
    counts: Sequence[Sequence[Value]], points: pd.DataFrame, activity: Places, year: int,
) -> None:  # fmt: skip
    """By block: activities, money by half-year, share realised, points not yet earned; below them
    the lines by status, and `counts` (code, what is counted, formula).

    All sums of the workbook are about the year in YEAR, at first `year`.
    """
    headings = (
        "Blok", "Nama blok", "Jumlah kegiatan", "Pagu semester 1 (Rp)", "Pagu berlaku (Rp)",
        "Realisasi semester 1 (Rp)", "Realisasi semester 2 (Rp)", "Realisasi (Rp)",
        "Persen realisasi", "Poin belum diraih",
    )  # fmt: skip
    head(sheet, headings, (22, 52, 12, 20, 20, 20, 20, 20, 12, 12))
    still_open = open_points(points)
    formats = {4: MONEY, 5: MONEY, 6: MONEY, 7: MONEY, 8: MONEY, 9: SHARE}
    for number, block in enumerate(form.blocks, start=2):
        asked = activity.asked("blok", f"$A{number}")
        planned = f"=COUNTIFS({asked},{activity.cells('status_rencana')},{PLANNED})"
        own: list[Value] = [block.block, block.title.id, planned]
        own += [
            f"=SUMIFS({activity.cells('pagu_semester_1')},{asked})",
            f"={ceiling(activity, asked)}",
            *(
                f"=SUMIFS({activity.cells(f'realisasi_semester_{half}')},{asked})"
                for half in (1, 2)
            ),
        ]
        own += [*_share(number), still_open.get((block.block, codes.ALL, codes.ALL))]
        row(sheet, number, own, formats)
    number = len(form.blocks) + 2
    whole: list[Value] = ["semua", "Jumlah"]
    whole += [f"=SUM({get_column_letter(at)}2:{get_column_letter(at)}{number - 1})"
              for at in range(3, 8)]  # fmt: skip
    whole += [*_share(number), f'=IF(COUNT(J2:J{number - 1})=0,"",SUM(J2:J{number - 1}))']
    row(sheet, number, whole, formats)
    number += 2
    told = ("Status", "Nama status", "Jumlah baris", "Tahun sebelumnya")
    head(sheet, told, (), number)
    number += 1
    for code, title in statuses:
        now, before = (
            f"=COUNTIFS({activity.asked(name, f'$A{number}')})"
            for name in ("status_rencana", "status_tahun_lalu")
        )
        row(sheet, number, [code, title, now, before], {})
        number += 1
    for below, values in enumerate(counts, start=number + 1):
        row(sheet, below, values, {})
    sheet["K1"], sheet["L1"] = "Tahun", year
    sheet["K1"].font = Font(bold=True)
    sheet["L1"].fill, sheet["L1"].protection = INPUT, UNLOCKED
    protect_headings(sheet)
    fit_to_width(sheet)


def _share(number: int) -> list[Value]:
    return [f"=F{number}+G{number}", f'=IF(E{number}=0,"",H{number}/E{number})']


def head(sheet: Worksheet, headings: Sequence[str], widths: Sequence[int], number: int = 1) -> None:
    """Write headings into a row and set the widths of their columns."""
    for position, heading in enumerate(headings, start=1):
        cell = sheet.cell(number, position, heading)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEADER_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    for position, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = width
    sheet.freeze_panes = "A2"


def row(sheet: Worksheet, number: int, values: Sequence[Value], formats: Mapping[int, str]) -> None:
    """Write values and formulas into a row; `formats` by column."""
    for position, value in enumerate(values, start=1):
        if value is None or pd.isna(value):
            continue
        cell = sheet.cell(number, position, value)
        cell.border = LINE
        cell.number_format = formats.get(position, "General")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
