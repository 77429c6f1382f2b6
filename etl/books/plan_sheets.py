"""The sheets of the action plan that are formulas: Ringkasan, Matriks RAD, Anggaran."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from etl.books import plan_rows
from etl.books.sheets import LINE, UNLOCKED, fit_to_width, protect_headings
from etl.layout import Layout
from etl.template import HEADER_FILL
from etl.template_choices import ROWS
from etl.template_recap import INPUT
from indicators.catalogue import Instrument, OutcomeMeasure

FORMULAS: Final = ("Ringkasan", "Matriks RAD", "Anggaran")
YEAR: Final = "Ringkasan!$L$1"
"""The cell that says which year the sums are about; whoever reads the plan may change it."""
PLANNED: Final = '"<>belum_direncanakan"'
MONEY: Final = "#,##0"
SHARE: Final = "0.0%"
DIRECTION: Final = {"higher": "naik", "lower": "turun"}
"""The way a measure should move, as the formula of the gap asks for it."""

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
    _head(sheet, headings, (12, 60, 12, 12, 12, 20, 20, 12, 16))
    open_points = points.set_index(["indicator", "question"])["open"].to_dict()
    for number, line in enumerate(plan_rows.budget_lines(form), start=2):
        asked = activity.asked("pertanyaan_anggaran", f"$A{number}")
        own: list[Value] = [
            line.question, line.title.id, line.max_score,
            open_points.get((line.indicator, line.question)),
            f"=COUNTIFS({asked},{activity.cells('status_rencana')},{PLANNED})",
            f"={_ceiling(activity, asked)}",
            f"={_spent(activity, asked)}",
            f'=IF(F{number}=0,"",G{number}/F{number})',
            f'=IF(F{number}>0,"ya","belum")',
        ]  # fmt: skip
        _row(sheet, number, own, {6: MONEY, 7: MONEY, 8: SHARE})
    protect_headings(sheet)
    fit_to_width(sheet)


def write_matrix(
    sheet: Worksheet, form: Instrument, years: Sequence[int],
    outcomes: Mapping[str, OutcomeMeasure], baseline: pd.DataFrame, chosen: pd.DataFrame,
    activity: Places, target: Places,
) -> None:  # fmt: skip
    """One row an indicator and measure: baseline, target per year, gap, activities and money."""
    headings = (
        "Blok", "Indikator", "Nama indikator", "Ukuran", "Nama ukuran", "Satuan", "Arah",
        "Nilai awal", "Tahun nilai awal", "Sumber nilai awal", *(f"Target {y}" for y in years),
        "Target terakhir", "Asal target", "Selisih terhadap target", "Target berakhir",
        "Jumlah kegiatan", "Pagu (Rp)", "Realisasi (Rp)", "Persen realisasi",
    )  # fmt: skip
    widths = (
        18,
        10,
        36,
        14,
        36,
        9,
        8,
        11,
        10,
        30,
        *(11 for _ in years),
        11,
        12,
        12,
        34,
        10,
        20,
        20,
    )
    _head(sheet, headings, (*widths, 11))
    start = baseline.set_index("measure_id").to_dict("index")
    spoken = chosen.drop_duplicates("measure_id").set_index("measure_id").to_dict("index")
    number = 2
    for item in form.indicators:
        of = [m for m in outcomes.values() if m.indicator == item.indicator and m.better != "none"]
        for position, measure in enumerate(of or [None]):
            own: list[Value] = [form.block(item.block).title.id, item.indicator, item.title.id]
            if measure is None:
                own += [None] * (11 + len(years))
            else:
                known = start.get(measure.measure_id, {})
                own += [
                    measure.measure_id, measure.title.id, measure.unit, DIRECTION[measure.better],
                    known.get("value"), known.get("year"), known.get("source"),
                    *(_target(target, number, year) for year in years),
                    *_towards(target, number, years),
                    plan_rows.expired(spoken[measure.measure_id]),
                ]  # fmt: skip
            own += _money(activity, number, own) if position == 0 else []
            _row(sheet, number, own, {16 + len(years): MONEY, 17 + len(years): MONEY,
                                      18 + len(years): SHARE})  # fmt: skip
            number += 1
    sheet.freeze_panes = "D2"
    protect_headings(sheet)
    fit_to_width(sheet)


def _target(target: Places, number: int, year: int) -> str:
    """The target of a year, nothing where the sheet Target has none."""
    found = (
        f"INDEX({target.cells('target')},"
        f'MATCH($D{number}&"|{year}",{target.cells("kunci_target")},0))'
    )
    return f'=IFERROR(IF({found}="","",{found}),"")'


def _towards(target: Places, number: int, years: Sequence[int]) -> tuple[str, str, str]:
    """The last target of the plan, who set it, and the distance still to go."""
    end = get_column_letter(11 + len(years))
    latest = '""'
    for at in range(11, 11 + len(years)):
        cell = f"{get_column_letter(at)}{number}"
        latest = f'IF({cell}<>"",{cell},{latest})'
    asked = f'"{years[0]}"'
    for at, year in enumerate(years[1:], start=12):
        asked = f'IF({get_column_letter(at)}{number}<>"","{year}",{asked})'
    origin = (
        f"=IFERROR(INDEX({target.cells('asal_target')},"
        f'MATCH($D{number}&"|"&{asked},{target.cells("kunci_target")},0)),"")'
    )
    gap = (
        f'=IF(COUNT($H{number},{end}{number})<2,"",'
        f'IF($G{number}="naik",{end}{number}-$H{number},$H{number}-{end}{number}))'
    )
    return f"={latest}", origin, gap


def _money(activity: Places, number: int, before: Sequence[Value]) -> list[Value]:
    """Activities, ceiling, realised and its share of an indicator."""
    asked = activity.asked("indikator", f"$B{number}")
    ceiling, spent = (get_column_letter(len(before) + at) for at in (2, 3))
    return [
        f"=COUNTIFS({asked},{activity.cells('status_rencana')},{PLANNED})",
        f"={_ceiling(activity, asked)}",
        f"={_spent(activity, asked)}",
        f'=IF({ceiling}{number}=0,"",{spent}{number}/{ceiling}{number})',
    ]


def _ceiling(activity: Places, asked: str) -> str:
    """The budget in force: that of half-year 2, of half-year 1 where the other cell is empty."""
    early, late = (activity.cells(f"pagu_semester_{half}") for half in (1, 2))
    return f'SUMIFS({late},{asked})+SUMIFS({early},{asked},{late},"=")'


def _spent(activity: Places, asked: str) -> str:
    """What was spent in both half-years."""
    parts = (activity.cells(f"realisasi_semester_{half}") for half in (1, 2))
    return "+".join(f"SUMIFS({cells},{asked})" for cells in parts)


def write_summary(
    sheet: Worksheet, form: Instrument, statuses: Sequence[tuple[str, str]], lines: int,
    activity: Places, year: int,
) -> None:  # fmt: skip
    """By block: lines, money by half-year, share realised; the statuses; the budget lines.

    All sums of the workbook are about the year in YEAR, at first `year`.
    """
    headings = (
        "Blok", "Nama blok", "Baris kegiatan", "Pagu semester 1 (Rp)", "Pagu berlaku (Rp)",
        "Realisasi semester 1 (Rp)", "Realisasi semester 2 (Rp)", "Realisasi (Rp)",
        "Persen realisasi",
    )  # fmt: skip
    _head(sheet, headings, (18, 48, 14, 22, 22, 22, 22, 22, 14))
    formats = {4: MONEY, 5: MONEY, 6: MONEY, 7: MONEY, 8: MONEY, 9: SHARE}
    for number, block in enumerate(form.blocks, start=2):
        asked = activity.asked("blok", f"$A{number}")
        own: list[Value] = [block.block, block.title.id, f"=COUNTIFS({asked})"]
        own += [
            f"=SUMIFS({activity.cells('pagu_semester_1')},{asked})",
            f"={_ceiling(activity, asked)}",
            *(
                f"=SUMIFS({activity.cells(f'realisasi_semester_{half}')},{asked})"
                for half in (1, 2)
            ),
        ]
        _row(sheet, number, [*own, *_share(number)], formats)
    number = len(form.blocks) + 2
    whole: list[Value] = ["semua", "Jumlah"]
    whole += [f"=SUM({get_column_letter(at)}2:{get_column_letter(at)}{number - 1})"
              for at in range(3, 8)]  # fmt: skip
    _row(sheet, number, [*whole, *_share(number)], formats)
    number += 2
    for code, title in statuses:
        now, before = (
            f"=COUNTIFS({activity.asked(name, f'$A{number}')})"
            for name in ("status_rencana", "status_tahun_lalu")
        )
        _row(sheet, number, [code, title, now, "tahun lalu", before], {})
        number += 1
    asked = f"Anggaran!$I$2:$I${lines + 1}"
    _row(sheet, number + 1, ["anggaran", f"Baris anggaran yang sudah dianggarkan, dari {lines}",
                             f'=COUNTIFS({asked},"ya")'], {})  # fmt: skip
    sheet["K1"], sheet["L1"] = "Tahun", year
    sheet["L1"].fill, sheet["L1"].protection = INPUT, UNLOCKED
    protect_headings(sheet)
    fit_to_width(sheet)


def _share(number: int) -> list[Value]:
    return [f"=F{number}+G{number}", f'=IF(E{number}=0,"",H{number}/E{number})']


def _head(sheet: Worksheet, headings: Sequence[str], widths: Sequence[int]) -> None:
    for position, (heading, width) in enumerate(zip(headings, widths, strict=True), start=1):
        cell = sheet.cell(1, position, heading)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEADER_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(position)].width = width
    sheet.freeze_panes = "A2"


def _row(
    sheet: Worksheet, number: int, values: Sequence[Value], formats: Mapping[int, str]
) -> None:
    for position, value in enumerate(values, start=1):
        if value is None or pd.isna(value):
            continue
        cell = sheet.cell(number, position, value)
        cell.border = LINE
        cell.number_format = formats.get(position, "General")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
