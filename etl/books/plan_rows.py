"""The rows of the action plan: activities, the lines still to be planned, and the targets."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

import pandas as pd

from etl.books.sheets import Row
from indicators import plan_sums
from indicators.catalogue import Instrument, OutcomeMeasure
from indicators.instrument import Question

_FIELDS: Final = {
    "periode_rencana": "plan_period", "tahun": "year", "blok": "block", "indikator": "indicator",
    "baris_ke": "line", "pertanyaan_anggaran": "budget_question",
    "versi_nomenklatur": "nomenclature", "kode_program": "programme_code",
    "kode_kegiatan": "activity_code", "kode_subkegiatan": "sub_activity_code", "uraian": "title",
    "pelaksana_utama": "lead", "pelaksana_pendukung": "support",
    "pagu_semester_1": "ceiling_h1", "pagu_semester_2": "ceiling_h2",
    "realisasi_semester_1": "realised_h1", "realisasi_semester_2": "realised_h2",
    "status_rencana": "plan_status", "status_tahun_lalu": "status_before", "catatan": "note",
}  # fmt: skip
"""Headings of the layout and the columns of the table `plan_activity` they hold."""
ORIGIN: Final = {
    "own": "sendiri", "province": "provinsi", "nation": "nasional", "none": "belum ada",
    "loaded": "sendiri (sudah dimuat)",
}  # fmt: skip
"""Who set a target; `loaded`: the region itself, in a publication other than this plan."""
CLOSED: Final = ("selesai", "dihentikan")
"""Statuses of activities that a new year does not go on with."""


def budget_lines(form: Instrument) -> tuple[Question, ...]:
    """The questions of the form that ask for a budget line, in its order."""
    return tuple(question for question in form.questions if question.evidence == plan_sums.BUDGET)


def activity_rows(
    form: Instrument, region: tuple[str, str], activities: pd.DataFrame, period: str, year: int,
    publication_id: str,
) -> list[Row]:  # fmt: skip
    """The rows of the sheet Kegiatan, keyed by heading, in the order of the form.

    `activities` as in the table `plan_activity`; those of other regions, forms and plans are
    passed over. What was under way a year before and is not in `year` yet is proposed again,
    belum_direncanakan and without money. Every budget line and every indicator that no activity
    of `year` speaks of gets a row belum_direncanakan, with the offices the form names; nothing
    else of it is filled in. Activities of `year` without a status of last year take that of the
    same line a year before.
    """
    own = activities[
        (activities["region_code"] == region[0])
        & (activities["instrument_id"] == form.instrument_id)
        & (activities["plan_period"] == period)
    ]
    held = [dict(one) for one in own.to_dict("records")]
    held += _continued(held, year)
    _carry_status(held, year)
    order = {item.indicator: position for position, item in enumerate(form.indicators)}
    held += _still_to_plan(form, held, period, year)
    held.sort(key=lambda one: (order[str(one["indicator"])], int(one["year"]), *_number(one)))
    shared = {
        "kode_daerah": region[0], "nama_daerah": region[1], "instrumen": form.instrument_id,
        "publikasi": publication_id, **_formulas(),
    }  # fmt: skip
    return [
        {
            **shared,
            **{heading: one.get(field) for heading, field in _FIELDS.items()},
            "nama_indikator": form.indicator(str(one["indicator"])).title.id,
        }
        for one in held
    ]


def _number(one: Mapping[Any, Any]) -> tuple[int, str]:
    """The number of a line, that 10 comes after 9."""
    line = str(one["line"])
    return (int(line) if line.isdigit() else 0, line)


def _continued(held: list[dict[Any, Any]], year: int) -> list[dict[Any, Any]]:
    """Activities of the year before that are not finished and not in `year` yet."""
    there = {(one["indicator"], one["line"]) for one in held if one["year"] == year}
    money = dict.fromkeys(("ceiling_h1", "ceiling_h2", "realised_h1", "realised_h2"))
    return [
        {
            **one,
            **money,
            "year": year,
            "plan_status": plan_sums.UNPLANNED,
            "status_before": None,
            "note": None,
        }
        for one in held
        if one["year"] == year - 1
        and one["plan_status"] not in (plan_sums.UNPLANNED, *CLOSED)
        and (one["indicator"], one["line"]) not in there
    ]


def _carry_status(held: list[dict[Any, Any]], year: int) -> None:
    before = {
        (one["indicator"], one["line"]): one["plan_status"]
        for one in held
        if one["year"] == year - 1
    }
    for one in held:
        if one["year"] == year and pd.isna(one.get("status_before")):
            one["status_before"] = before.get((one["indicator"], one["line"]))


def _still_to_plan(
    form: Instrument, held: list[dict[Any, Any]], period: str, year: int
) -> list[dict[Any, Any]]:
    this_year = [one for one in held if one["year"] == year]
    lines = {one.get("budget_question") for one in this_year}
    rows: list[dict[Any, Any]] = []
    for question in budget_lines(form):
        if question.question not in lines:
            told = {"budget_question": question.question, "title": question.title.id}
            rows.append({"indicator": question.indicator, **told, **_offices(question.offices)})
    planned = {one["indicator"] for one in (*this_year, *rows)}
    for item in form.indicators:
        if item.indicator not in planned:
            named = [name for one in form.questions_of(item.indicator) for name in one.offices]
            rows.append({"indicator": item.indicator, **_offices(tuple(dict.fromkeys(named)))})
    last: dict[str, int] = {}
    for one in held:
        last[one["indicator"]] = max(last.get(one["indicator"], 0), _number(one)[0])
    for one in rows:
        last[one["indicator"]] = last.get(one["indicator"], 0) + 1
        one |= {
            "line": str(last[one["indicator"]]), "plan_period": period, "year": year,
            "block": form.indicator(one["indicator"]).block, "plan_status": plan_sums.UNPLANNED,
        }  # fmt: skip
    return rows


def _offices(named: tuple[str, ...]) -> dict[str, str]:
    """The only office named leads; of several the form does not say which, so none does."""
    return {"lead": named[0]} if len(named) == 1 else {"support": "; ".join(named)}


def _formulas() -> Mapping[str, str]:
    """Formulas of a row of Kegiatan, by the headings they refer to (`[heading]`)."""
    return {
        "pagu_berlaku": (
            '=IF([pagu_semester_2]<>"",[pagu_semester_2],'
            'IF([pagu_semester_1]<>"",[pagu_semester_1],""))'
        ),
        "realisasi_setahun": (
            "=IF(COUNT([realisasi_semester_1],[realisasi_semester_2])=0,"
            '"",SUM([realisasi_semester_1],[realisasi_semester_2]))'
        ),
        "persen_realisasi": (
            "=IF(COUNT([pagu_berlaku],[realisasi_setahun])<2,"
            '"",IF([pagu_berlaku]=0,"",[realisasi_setahun]/[pagu_berlaku]))'
        ),
    }


def target_rows(
    chosen: pd.DataFrame, outcomes: Mapping[str, OutcomeMeasure], region: tuple[str, str],
    publication_id: str, own: Collection[str],
) -> list[Row]:  # fmt: skip
    """The rows of the sheet Target from the frame of `indicators.plan_targets.chosen`.

    `own` are the loaded publications of this very plan. A target that the region set elsewhere is
    shown and not read back: it stays with the publication it came from.
    """
    return [
        {
            "kunci_target": '=[ukuran]&"|"&[tahun]',
            "kode_daerah": region[0],
            "nama_daerah": region[1],
            "nomor_indikator": outcomes[str(one["measure_id"])].indicator,
            "ukuran": one["measure_id"],
            "nama_ukuran": outcomes[str(one["measure_id"])].title.id,
            "tahun": int(one["year"]),
            "target": one["value"],
            "asal_target": ORIGIN[_origin(one, own)],
            "keterangan_target": expired(one),
            "publikasi": publication_id,
        }
        for one in chosen.to_dict("records")
    ]


def _origin(one: Mapping[Any, Any], own: Collection[str]) -> str:
    origin = str(one["origin"])
    return "loaded" if origin == "own" and one["publication_id"] not in own else origin


def expired(one: Mapping[Any, Any]) -> str | None:
    """What is said of a target that is due no more; None where there is none."""
    if pd.isna(one["expired_year"]):
        return None
    whose = ORIGIN[str(one["expired_origin"])]
    value = f"{one['expired_value']:.10g}".replace(".", ",")
    return f"Target telah berakhir ({int(one['expired_year'])}): {value}, {whose}"
