"""The evidence register of one office as a workbook, which the layout template_bukti reads back."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pandas as pd
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from etl import template_choices
from etl.books import sheets
from etl.books.sheets import Row
from etl.context import Context
from etl.layout import Layout, Words
from etl.template_choices import ROWS
from indicators.catalogue import Instrument
from indicators.instrument import Question

KEY: Final = "kunci"
CARRIED: Final = "dibawa_dari"
_KEYED: Final = ("instrumen", "indikator", "pertanyaan", "perangkat_daerah")
_FIELDS: Final = {
    "dokumen_ke": "document", "judul_dokumen": "title", "status_bukti": "evidence_status",
    "nomor_dokumen": "number", "tanggal_dokumen": "issued", "jabatan_penanda_tangan": "signatory",
    "tahun_data": "data_years", "berlaku_sampai": "valid_until", "tautan_berkas": "link",
    "jabatan_penanggung_jawab": "in_charge", "tenggat": "due", "upaya_hari_kerja": "effort",
    "peluang_lolos_persen": "chance", "catatan_verifikator": "verifier_note", "catatan": "note",
}  # fmt: skip
"""Headings of the layout and the columns of the table `evidence` they hold."""


def office_rows(
    form: Instrument, office: str, region: tuple[str, str], register: pd.DataFrame,
    points: pd.DataFrame, publication_id: str, evidence_titles: Mapping[str, str],
) -> list[Row]:  # fmt: skip
    """The rows of the workbook of `office`, keyed by heading, in the order of the form.

    `region` is code and name; `register` holds documents as in the table `evidence`, those of
    other regions, forms and offices are passed over; `points` the points not yet earned
    (indicator, question, open). A question of the office without a document gets one empty row:
    belum_ada, which the office confirms by sending it back. A document of the office for a
    question that the form gives to others has its rows too.
    """
    own = register[
        (register["region_code"] == region[0])
        & (register["instrument_id"] == form.instrument_id)
        & (register["office"] == office)
    ]
    held: dict[tuple[str, str], list[Mapping[Any, Any]]] = {}
    for one in own.sort_values("document").to_dict("records"):
        held.setdefault((str(one["indicator"]), str(one["question"])), []).append(one)
    open_points = points.set_index(["indicator", "question"])["open"].to_dict()
    rows: list[Row] = []
    for question in form.questions:
        at = (question.indicator, question.question)
        if office not in question.offices and at not in held:
            continue
        shown = _shown(form, question, region, office)
        shown["jenis_bukti"] = evidence_titles.get(question.evidence, question.evidence)
        shown["poin_belum_diraih"] = open_points.get(at)
        shown["publikasi"] = publication_id
        rows += [
            {**shown, **_typed(one), CARRIED: _carried(one)} for one in held.get(at, [_nothing()])
        ]
    return rows


def _shown(
    form: Instrument, question: Question, region: tuple[str, str], office: str
) -> dict[str, object]:
    shown: dict[str, object] = {
        "kode_daerah": region[0],
        "nama_daerah": region[1],
        "instrumen": form.instrument_id,
        "blok": question.block,
        "indikator": question.indicator,
        "pertanyaan": question.question,
        "isi_pertanyaan": question.title.id,
        "nilai_maksimal": question.max_score,
        "perangkat_daerah": office,
    }
    return {KEY: "|".join(str(shown[name]) for name in _KEYED), **shown}


def _carried(one: Mapping[Any, Any]) -> str | None:
    """Where a row came from that this office has not sent for this form yet."""
    came = one.get("carried_from")
    if not isinstance(came, str):
        return None
    return f"{came}; periksa ulang" if one["relation"] == "changed" else came


def _nothing() -> Mapping[Any, Any]:
    return {"document": "1", "evidence_status": "belum_ada"}


def _typed(one: Mapping[Any, Any]) -> dict[str, object]:
    return {heading: one.get(field) for heading, field in _FIELDS.items()}


def write_evidence_book(
    out: Path, form: Instrument, office: str, region_code: str, register: pd.DataFrame,
    points: pd.DataFrame, publication: Row, closes: datetime.date | None, context: Context,
) -> int:  # fmt: skip
    """Write the workbook of `office` to `out`; the number of its rows.

    `publication` is the row of the sheet Publikasi that the returned rows name (who says it and
    when), keyed by heading. ValueError when the office has neither a question nor a document, and
    for a form without questions.
    """
    layout = context.layouts.template("bukti")
    known = context.layouts.by_id["publikasi"]
    region = (region_code, context.registry.get(region_code).name)
    titles = {code: one.id for code, one in context.catalogue.evidence.items()}
    rows = office_rows(
        form, office, region, register, points, str(publication["publikasi"]), titles
    )
    if not rows:
        raise ValueError(f"{form.instrument_id}: no question for the office {office}")
    choices = template_choices.collect((layout, known), context)
    book = Workbook()
    book.remove(book.worksheets[0])
    title, facts = _heading(form, office, region[1], rows, closes, context)
    sheets.write_guide(book.create_sheet("Petunjuk"), title, facts, layout)
    data = book.create_sheet("Data")
    sheets.write_table(data, layout, rows, choices)
    _dress(data, layout)
    sheets.write_table(book.create_sheet("Publikasi"), known, [publication], choices)
    template_choices.write(book.create_sheet("Daftar"), choices)
    book.active = 1
    sheets.save(book, out)
    return len(rows)


def _heading(
    form: Instrument, office: str, region: str, rows: list[Row], closes: datetime.date | None,
    context: Context,
) -> tuple[Words, list[Words]]:  # fmt: skip
    of = context.catalogue.offices[office].title
    title = Words(id=f"Bukti dukung {of.id}, {region}", en=f"Evidence of {of.en}, {region}")
    asked = {(row["indikator"], row["pertanyaan"]) for row in rows}
    end = sheets.guide_of("bukti_terbuka")[0]
    if closes is not None:
        day = closes.isoformat()
        end = Words(id=f"Formulir ditutup {day}.", en=f"The form closes on {day}.")
    facts = [
        Words(
            id=f"{form.title.id}. {len(asked)} pertanyaan. {end.id}",
            en=f"{form.title.en}. {len(asked)} questions. {end.en}",
        ),
        *sheets.guide_of("bukti"),
    ]
    return title, facts


def _dress(data: Worksheet, layout: Layout) -> None:
    """Hide the key, keep code and question in sight, mark entries that slipped from their row."""
    letter = {
        column.heading: get_column_letter(position)
        for position, column in enumerate(layout.columns, start=1)
    }
    data.column_dimensions[letter[KEY]].hidden = True
    data.freeze_panes = f"{letter['isi_pertanyaan']}2"
    told = '&"|"&'.join(f"${letter[name]}2" for name in _KEYED)
    formula = f'AND(${letter[KEY]}2<>"",${letter[KEY]}2<>{told})'
    sheets.mark(data, f"{letter['indikator']}2:{letter['pertanyaan']}{ROWS}", formula)
