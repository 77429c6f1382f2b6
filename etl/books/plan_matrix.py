"""The sheet Matriks RAD: a row an indicator and outcome, from its baseline to its target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from etl.books import plan_rows, plan_sheets
from etl.books.plan_sheets import MONEY, PLANNED, SHARE, Places, Value
from etl.books.sheets import protect_headings
from etl.paper import A3, fit_to_width
from etl.template_choices import ROWS
from indicators import codes, plan_targets
from indicators.catalogue import Instrument, OutcomeMeasure

DIRECTION: Final = {"higher": "naik", "lower": "turun"}
"""The way a measure should move, as the formula of the gap asks for it."""
_FIRST: Final = 13
"""The column of the first target; before it the baseline (H to J) and the latest value (K, L)."""


def write(
    sheet: Worksheet, form: Instrument, years: Sequence[int],
    outcomes: Mapping[str, OutcomeMeasure], values: pd.DataFrame, chosen: pd.DataFrame,
    points: pd.DataFrame, activity: Places, target: Places,
) -> None:  # fmt: skip
    """One row an indicator and measure: baseline, target per year, gap, activities and money.

    An indicator with several measures has its activities, money and points on its first row only.
    """
    headings = (
        "Blok", "Indikator", "Nama indikator", "Ukuran", "Nama ukuran", "Satuan", "Arah",
        "Nilai awal", "Tahun nilai awal", "Sumber nilai awal", "Nilai terakhir",
        "Tahun nilai terakhir", *(f"Target {year}" for year in years), "Target terakhir",
        "Asal target", "Selisih terhadap target", "Target berakhir", "Jumlah kegiatan",
        "Pagu (Rp)", "Realisasi (Rp)", "Persen realisasi", "Poin belum diraih",
    )  # fmt: skip
    widths = (24, 9, 34, 16, 30, 9, 8, 10, 9, 34, 10, 10, *(10 for _ in years), 10, 12, 11, 26,
              10, 18, 18, 11, 11)  # fmt: skip
    plan_sheets.head(sheet, headings, widths)
    spoken = chosen.drop_duplicates("measure_id").set_index("measure_id").to_dict("index")
    still_open = plan_sheets.open_points(points)
    stands = plan_targets.standing(values, years[0])
    end = _FIRST + len(years)
    formats = {end + 5: MONEY, end + 6: MONEY, end + 7: SHARE}
    number = 2
    for item in form.indicators:
        of = [m for m in outcomes.values() if m.indicator == item.indicator and m.better != "none"]
        for position, measure in enumerate(of or [None]):
            own: list[Value] = [form.block(item.block).title.id, item.indicator, item.title.id]
            if measure is None:
                own += [None] * (end + 3 - len(own))
            else:
                own += [measure.measure_id, measure.title.id, measure.unit]
                own += [DIRECTION[measure.better], *_standing(measure.measure_id, *stands)]
                own += [_target(target, number, year) for year in years]
                own += [*_towards(target, number, years)]
                own += [plan_rows.expired(spoken[measure.measure_id])]
            if position == 0:
                own += _money(activity, number, own)
                own += [still_open.get((item.block, item.indicator, codes.ALL))]
            plan_sheets.row(sheet, number, own, formats)
            number += 1
    sheet.freeze_panes = "D2"
    protect_headings(sheet)
    fit_to_width(sheet, A3)


def without_activity(form: Instrument, years: Sequence[int]) -> str:
    """The formula that counts the indicators without an activity in the year asked for."""
    letter = get_column_letter(_FIRST + len(years) + 4)
    return f"={len(form.indicators)}-COUNTIFS('Matriks RAD'!${letter}$2:${letter}${ROWS},\">0\")"


def _standing(measure_id: str, base: pd.DataFrame, last: pd.DataFrame) -> list[Value]:
    """Baseline, its year and source, and the latest value with its year."""
    if measure_id not in last.index:
        return [None, None, "belum dimuat", None, None]
    start, now = (known.loc[[measure_id]].iloc[0].to_dict() for known in (base, last))
    return [
        float(start["value"]), int(start["year"]), str(start["source"]),
        float(now["value"]), int(now["year"]),
    ]  # fmt: skip


def _target(target: Places, number: int, year: int) -> str:
    """The target of a year, nothing where the sheet Target has none."""
    found = (
        f"INDEX({target.cells('target')},"
        f'MATCH($D{number}&"|{year}",{target.cells("kunci_target")},0))'
    )
    return f'=IFERROR(IF({found}="","",{found}),"")'


def _towards(target: Places, number: int, years: Sequence[int]) -> tuple[str, str, str]:
    """The last target of the plan, who set it, and the distance still to go."""
    end = get_column_letter(_FIRST + len(years))
    latest, asked = '""', '""'
    for at, year in enumerate(years, start=_FIRST):
        cell = f"{get_column_letter(at)}{number}"
        latest = f'IF({cell}<>"",{cell},{latest})'
        asked = f'IF({cell}<>"","{year}",{asked})'
    origin = (
        f"=IFERROR(INDEX({target.cells('asal_target')},"
        f'MATCH($D{number}&"|"&{asked},{target.cells("kunci_target")},0)),"belum ada")'
    )
    gap = (
        f'=IF(COUNT($K{number},{end}{number})<2,"",'
        f'IF($G{number}="naik",{end}{number}-$K{number},$K{number}-{end}{number}))'
    )
    return f"={latest}", origin, gap


def _money(activity: Places, number: int, before: Sequence[Value]) -> list[Value]:
    """Activities, ceiling, realised and its share of an indicator."""
    asked = activity.asked("indikator", f"$B{number}")
    ceiling, spent = (get_column_letter(len(before) + at) for at in (2, 3))
    return [
        f"=COUNTIFS({asked},{activity.cells('status_rencana')},{PLANNED})",
        f"={plan_sheets.ceiling(activity, asked)}",
        f"={plan_sheets.spent(activity, asked)}",
        f'=IF({ceiling}{number}=0,"",{spent}{number}/{ceiling}{number})',
    ]
