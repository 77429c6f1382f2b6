"""Muat Data: what is wrong with a file, grouped by kind of problem, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from dashboard.answers import Checked, Failed, Issue, Said
from dashboard.intake import Doing
from dashboard.language import Say, mark, speaker
from dashboard.parts import texts
from dashboard.parts.shapes import Column, Download, Listing, Note, Table

_CELLS: Final = 6
"""Cells that a kind of problem names; the download has all of them."""
FOR_THE_FORM: Final = (
    "provenance_missing", "not_stated", "field_not_stated", "region_not_stated", "year_not_stated",
    "number_ambiguous",
)  # fmt: skip
"""Kinds that the form about the publication answers."""
UNKNOWN: Final = ("table_not_recognised", "measure_not_recognised")
"""Kinds that the wizard answers where nothing was read."""
_IN_THE_FORM: Final = mark("Pilih pada formulir “Asal-usul berkas ini” di atas, lalu simpan.")
_STEPS: Final = {
    "wait": mark("Menunggu pemuatan lain selesai"),
    "check": mark("Memeriksa berkas"),
    "read": mark("Membaca berkas dalam folder data"),
    "gather": mark("Menggabungkan semua angka"),
    "measure": mark("Menghitung ulang semua ukuran"),
    "publish": mark("Menerbitkan gudang data baru"),
}
_FAILED: Final = {
    "too_long": mark(
        "Berkas tidak selesai dibaca dalam batas waktu. Pisahkan menjadi berkas yang lebih kecil."
    ),
    "too_big": mark(
        "Berkas memerlukan memori terlalu besar untuk dibaca. Pisahkan menjadi berkas yang lebih "
        "kecil."
    ),
    "not_started": mark("Pembacaan tidak dapat dimulai di komputer ini; beri tahu pengelola."),
    "no_answer": mark(
        "Pembacaan berhenti tanpa hasil; beri tahu pengelola. Tidak ada yang dimuat."
    ),
}


def failed(failure: Failed, language: str) -> Note:
    """Why there is no answer, in one sentence."""
    return Note(speaker(language)(_FAILED[failure.reason]), "caution")


def doing(told: Doing, otherwise: str, say: Say) -> str:
    """What is being done at this moment and for how long; `otherwise` where no step is told."""
    seconds = int(told.seconds)
    if told.step not in _STEPS:
        return say("{doing} {n} detik", doing=otherwise, n=seconds)
    step = say(_STEPS[told.step])
    if told.total > 1 and told.done < told.total:
        return say("{step}: {done} dari {total} ... {n} detik", step=step, done=told.done + 1,
                   total=told.total, n=seconds)  # fmt: skip
    return say("{doing} {n} detik", doing=f"{step} ...", n=seconds)


def is_unknown(report: Checked) -> bool:
    """Whether no layout knows the file, or none knows what it counts: nothing was read of it."""
    kinds = {one.kind for one in report.issues if one.is_error}
    return not kinds.isdisjoint(UNKNOWN) and not any(
        table.rows for table in report.tables if table.table != "publication"
    )


def needs_form(report: Checked) -> bool:
    """Whether the file leaves out what the form about the publication asks."""
    return any(one.kind in FOR_THE_FORM for one in report.issues)


def region(report: Checked) -> str:
    """A region that the file has a figure of; empty where nothing was read."""
    return next((row["region_code"] for rows in report.rows.values() for row in rows), "")


def stops(report: Checked) -> bool:
    """Whether the file has an error that the form does not answer."""
    return any(one.is_error and one.kind not in FOR_THE_FORM for one in report.issues)


def shown(report: Checked, is_filled: bool) -> tuple[Issue, ...]:
    """The problems to act on: until the form is filled in, without those that it will ask about."""
    if not is_filled:
        return tuple(one for one in report.issues if one.kind not in FOR_THE_FORM)
    words = Said(*(speaker(language)(_IN_THE_FORM) for language in ("id", "en")))
    return tuple(
        replace(one, remedy=words) if one.kind in FOR_THE_FORM else one for one in report.issues
    )


def sentence(report: Checked, told: Sequence[Issue], language: str) -> str:
    """What was found, in one sentence, with the problems that are told."""
    say = speaker(language)
    errors = sum(one.is_error for one in told)
    facts = {"file": report.file, "tables": _tables(report), "errors": errors}
    facts["warnings"] = len(told) - errors
    if errors:
        return say(
            "{file}: {tables} tabel dikenali, {errors} kesalahan dan {warnings} peringatan. Belum "
            "ada yang dimuat.",
            **facts,
        )
    return say(
        "{file}: {tables} tabel terbaca tanpa kesalahan, {warnings} peringatan. Belum ada yang "
        "dimuat.",
        **facts,
    )


def _tables(report: Checked) -> int:
    return sum(table.table != "publication" for table in report.tables)


def refused(report: Checked, language: str) -> str:
    """What is said of a file with personal data."""
    return speaker(language)(
        "Ditolak seluruhnya: berkas memuat data pribadi orang. Tidak ada isinya yang disimpan. "
        "Hapus kolom berikut pada berkas asal, lalu unggah kembali."
    )


def personal_columns(report: Checked, language: str) -> Listing:
    """The columns with personal data by their headings; nothing else of the file."""
    say = speaker(language)
    rows = tuple(
        (" · ".join(part for part in (one.sheet, one.cell) if part) or texts.NONE,
         one.message.in_(language))
        for one in report.issues
    )  # fmt: skip
    title = say.count("{n} kolom data pribadi", len(rows))
    columns = (Column(say("Tempat")), Column(say("Masalah")))
    return Listing("personal", title, Table(title, columns, rows, is_prose=True))


def grouped(issues: Sequence[Issue], key: str, language: str) -> Listing:
    """The problems by kind, errors first: how many, the first cells, what to do."""
    say = speaker(language)
    groups: dict[tuple[bool, str, str], list[Issue]] = {}
    for one in issues:
        groups.setdefault((not one.is_error, one.kind, one.sheet), []).append(one)
    ordered = sorted(groups.items(), key=lambda group: (group[0][0], -len(group[1])))
    rows = tuple(_row(found, say) for _, found in ordered)
    columns = (
        Column(say("Masalah")),
        Column(say("Banyaknya"), is_number=True),
        Column(say("Tempat")),
        Column(say("Yang perlu dilakukan")),
    )
    title = say.count("{n} masalah dalam berkas", len(issues))
    return Listing(
        key,
        title,
        Table(title, columns, rows, is_prose=True) if rows else None,
        empty=say("Tidak ada masalah yang ditemukan."),
        download=Download("kla-masalah.csv", lambda: _frame(issues, language)) if rows else None,
    )


def _row(found: Sequence[Issue], say: Say) -> tuple[str, ...]:
    first = found[0]
    severity = say("Kesalahan") if first.is_error else say("Peringatan")
    message = first.message.in_(say.language)
    if len({one.message.id for one in found}) > 1:
        severity = say("{severity}, misalnya", severity=severity)
    cells = list(dict.fromkeys(one.cell for one in found if one.cell))
    where = ", ".join(cells[:_CELLS])
    if len(cells) > _CELLS:
        where = say("{cells} dan {n} lainnya", cells=where, n=len(cells) - _CELLS)
    return (
        f"{severity}: {message}",
        str(len(found)),
        " · ".join(part for part in (first.sheet, where) if part) or texts.NONE,
        first.remedy.in_(say.language) or texts.NONE,
    )


def _frame(issues: Sequence[Issue], language: str) -> pd.DataFrame:
    """Every problem, for the download."""
    return pd.DataFrame(
        [
            {
                "severity": one.severity,
                "kind": one.kind,
                "sheet": one.sheet,
                "cell": one.cell,
                "value": one.value,
                "message": one.message.in_(language),
                "remedy": one.remedy.in_(language),
            }
            for one in issues
        ]
    )
