"""Muat Data: what loading a file would do: its rows, its sums, what it changes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from dashboard.answers import Change, Changes, Checked, Fields, Loaded
from dashboard.language import Say, mark, speaker
from dashboard.parts import report, texts
from dashboard.parts.shapes import Column, Download, Listing, Note, Table
from indicators import codes, wording

_ROWS: Final = 8
_CHANGES: Final = 60
"""Rows of the difference on screen; the download has what the pipeline listed."""
_SUMS: Final = 40
_DIMENSIONS: Final = (
    "unit", "group", "sex", "age_band", "violence_type", "place", "relation", "service",
    "area_type", "stage", "award",
)  # fmt: skip
_ITEMS: Final = ("block", "indicator", "question")
_ADDS_UP: Final = ("case_count", "population")
_YEARS: Final = ("year", "award_year", "printed_year")
TABLES: Final = {
    "case_count": mark("Laporan kekerasan"),
    "outcome": mark("Capaian"),
    "kla_score": mark("Nilai KLA"),
    "kla_award": mark("Penghargaan KLA"),
    "award_count": mark("Jumlah penghargaan"),
    "population": mark("Penduduk"),
    "target": mark("Target"),
    "reporting": mark("Kelengkapan pelaporan"),
}
TYPED: Final = {
    "instrument": mark("Formulir"),
    "form_map": mark("Pemetaan pertanyaan"),
    "evidence": mark("Bukti dukung"),
    "plan_activity": mark("Kegiatan rencana aksi"),
    "subregion": mark("Daftar kecamatan dan desa"),
    "village_answer": mark("Jawaban kecamatan dan desa"),
}
"""Tables of words, not of figures: what they change is listed cell by cell."""
_KINDS: Final = {
    "changed": mark("berubah"), "gone": mark("hilang"), "new": mark("baru"),
}  # fmt: skip


def tables(found: Checked, language: str) -> Listing:
    """The tables read, each with its place and layout."""
    say, known = speaker(language), {**TABLES, **TYPED}
    rows = tuple(
        (say(known[one.table]), f"{one.sheet}!{one.range}", one.layout.replace("_", " "),
         wording.number(one.rows, language, 0))
        for one in found.tables
        if one.table in known
    )  # fmt: skip
    columns = (
        Column(say("Isi")),
        Column(say("Tempat")),
        Column(say("Tata letak")),
        Column(say("Angka terbaca"), is_number=True),
    )
    title = say.count("{n} tabel terbaca", len(rows))
    table = Table(title, columns, rows, is_prose=True) if rows else None
    return Listing("tables", title, table, empty=say("Tidak ada tabel yang terbaca."))


def first_rows(found: Checked, names: Mapping[str, str], language: str) -> tuple[Listing, ...]:
    """The first figures of each table as they will be loaded; `names` are those of the regions."""
    return tuple(
        _rows_of(table, rows[:_ROWS], len(rows), names, speaker(language))
        for table, rows in found.rows.items()
        if table in TABLES
    )


def _rows_of(
    table: str, rows: Sequence[Fields], all_: int, names: Mapping[str, str], say: Say
) -> Listing:
    title = say(
        "{table}: {n} angka pertama dari {all}",
        table=say(TABLES[table]),
        n=len(rows),
        all=wording.number(all_, say.language, 0),
    )
    columns = (
        Column(say("Daerah")),
        Column(say("Periode")),
        Column(say("Rincian")),
        Column(say("Angka"), is_number=True),
        Column(say("Sel")),
    )
    shown = tuple(
        (_region(row, names), period(row, say.language), what(row, say.language),
         _value(row, say.language), f"{row['sheet']}!{row['cell']}")
        for row in rows
    )  # fmt: skip
    return Listing(f"rows_{table}", title, Table(title, columns, shown, is_prose=True))


def sums(found: Checked, language: str) -> Listing | None:
    """What the figures add up to, beside the totals that the file prints; None without counts.

    A row of a wider region (a province beside its kabupaten/kota) is such a total as well.
    """
    say = speaker(language)
    groups: dict[tuple[str, str, str], list[Fields]] = {}
    for table in _ADDS_UP:
        for row in found.rows.get(table, ()):
            key = (table, what(row, language), period(row, language))
            groups.setdefault(key, []).append(row)
    rows = tuple(_sum(of, when, group, language) for (_, of, when), group in groups.items())
    if not rows:
        return None
    columns: tuple[Column, ...] = (
        Column(say("Rincian")),
        Column(say("Periode")),
        Column(say("Daerah"), is_number=True),
        Column(say("Jumlah angka daerah"), is_number=True),
        Column(say("Jumlah tercetak"), is_number=True),
    )
    if all(row[-1] == texts.NONE for row in rows):
        columns, rows = columns[:-1], tuple(row[:-1] for row in rows)
    title = say("Jumlah yang dapat Anda cocokkan dengan berkas")
    return Listing(
        "sums",
        title,
        Table(title, columns, rows[:_SUMS], is_prose=True),
        subtitle=say(
            "Baris jumlah dalam berkas sudah diperiksa; yang berbeda dari rinciannya dilaporkan "
            "sebagai masalah."
        ),
        is_open=len(rows) <= _ROWS,
    )


def printed_totals(found: Checked, language: str) -> Listing | None:
    """The totals that the file prints beside what was read; None where it prints none."""
    say = speaker(language)
    told = [(table.sheet, one) for table in found.tables for one in table.totals]
    if not told:
        return None
    rows = tuple(
        (
            one.heading.replace(" | ", " › ") or texts.NONE,
            wording.number(one.computed, language),
            wording.number(one.printed, language),
            f"{sheet}!{one.cell}",
        )
        for sheet, one in told
    )
    columns = (
        Column(say("Kolom")),
        Column(say("Jumlah terbaca"), is_number=True),
        Column(say("Jumlah tercetak"), is_number=True),
        Column(say("Sel")),
    )
    sheet, last = told[-1]
    agrees = say(
        "jumlah terbaca {read} = jumlah tercetak {printed} (sel {cell})",
        read=wording.number(last.computed, language),
        printed=wording.number(last.printed, language),
        cell=f"{sheet}!{last.cell}",
    )
    counted = say.count("{n} jumlah tercetak cocok", len(told))
    title = say("{counted}: {agrees}", counted=counted, agrees=agrees)
    listed = Table(title, columns, rows[:_SUMS], is_prose=True)
    return Listing("totals", title, listed, is_open=len(rows) == 1)


def _sum(of: str, when: str, group: Sequence[Fields], language: str) -> tuple[str, ...]:
    finest = max(len(row["region_code"]) for row in group)
    known = [row for row in group if row["value"] is not None]
    parts = [row["value"] for row in known if _is_part(row, finest)]
    printed = [row["value"] for row in known if not _is_part(row, finest)]
    return (
        of,
        when,
        wording.number(len(parts), language, 0),
        wording.number(sum(parts), language),
        wording.number(printed[0], language) if len(printed) == 1 else texts.NONE,
    )


def _is_part(row: Fields, finest: int) -> bool:
    """Whether a row is added up, being neither a printed total nor of a wider region."""
    return not row.get("is_source_total") and len(row["region_code"]) == finest


def changes(found: Changes, titles: Mapping[str, str], language: str) -> Listing:
    """What loading does to the figures that are there: changed ones first, old and new.

    `titles` are those of the loaded publications by id.
    """
    say = speaker(language)
    rows = tuple(
        (_told(one, say), one.what.in_(language), one.period.in_(language), say(_KINDS[one.kind]),
         _old_new(one, language))
        for one in found.rows
    )  # fmt: skip
    columns = (
        Column(say("Daerah")),
        Column(say("Rincian")),
        Column(say("Periode")),
        Column(say("Perubahan")),
        Column(say("Lama → baru")),
    )
    title = say(
        "{new} angka baru, {changed} berubah, {gone} hilang, {same} tetap",
        **_counts(found, language),
    )
    notes = []
    if found.supersedes:
        notes.append(Note(say("Menggantikan: {publications}. Angka lama tetap tersimpan dan "
                              "terlihat di Penyandingan Data.",
                              publications="; ".join(titles.get(one, one)
                                                     for one in found.supersedes))))  # fmt: skip
    off = found.left_off + max(0, len(rows) - _CHANGES)
    if off:
        notes.append(Note(say.count("{n} baris lain tidak ditampilkan.", off)))
    names = [column.heading for column in columns]
    return Listing(
        "changes",
        title,
        Table(title, columns, rows[:_CHANGES], is_prose=True) if rows else None,
        empty=say("Tidak ada angka yang berubah."),
        notes=tuple(notes),
        download=Download("kla-perubahan.csv", lambda: pd.DataFrame(rows, columns=names)),
        is_open=bool(found.changed or found.gone),
    )


def _counts(found: Changes, language: str) -> dict[str, str]:
    """How many figures of the file are new, changed, gone and the same, as printed."""
    counts = {"new": found.new, "changed": found.changed, "gone": found.gone, "same": found.same}
    return {name: wording.number(number, language, 0) for name, number in counts.items()}


def _told(one: Change, say: Say) -> str:
    return say("{region} (jumlah)", region=one.region) if one.is_total else one.region


def _old_new(one: Change, language: str) -> str:
    return f"{_printed(one.old, language)} → {_printed(one.new, language)}"


def became(done: Checked | Loaded | None, language: str) -> str:
    """What became of the file before, in one sentence; empty when there was none."""
    if isinstance(done, Checked):
        return report.refused(done, language)
    return "" if done is None else receipt(done, language)


def receipt(done: Loaded, language: str) -> str:
    """What became of a file that is loaded, in one sentence."""
    say = speaker(language)
    if done.status == "already_loaded":
        return known(done.kept_as, language)
    found = done.changes
    facts = {"file": done.kept_as, "sha": done.sha256[:12]}
    if found is None:
        return say("Selesai: berkas disimpan sebagai {file} (sidik {sha}).", **facts)
    return say(
        "Selesai: berkas disimpan sebagai {file} (sidik {sha}); {new} angka baru, {changed} "
        "berubah, {gone} hilang, {same} tetap. Semua halaman sudah memakai data baru.",
        **facts,
        **_counts(found, language),
    )


def known(file: str, language: str) -> str:
    """That a file of the same content is loaded, as `file`."""
    return speaker(language)(
        "Berkas ini sudah dimuat sebelumnya ({file}); tidak ada yang berubah.", file=file
    )


def period(row: Fields, language: str) -> str:
    """The period or year of a fact."""
    if "period_start" in row:
        start, end = (datetime.date.fromisoformat(row[n]) for n in ("period_start", "period_end"))
        return wording.period(start, end, language)
    return next((str(row[name]) for name in _YEARS if name in row), texts.NONE)


def what(row: Fields, language: str) -> str:
    """What a fact counts, in words; a dimension that is not broken down goes unsaid."""
    told = [texts.measure_title(row["measure_id"], language)] if "measure_id" in row else []
    for name in _DIMENSIONS:
        if name in row and row[name] not in (None, codes.ALL):
            told.append(texts.code_title(name, row[name], language))
    told += [str(row[name]) for name in _ITEMS if name in row and row[name] != codes.ALL]
    return ", ".join(told) or texts.NONE


def _region(row: Fields, names: Mapping[str, str]) -> str:
    code = row["region_code"]
    return names.get(code, code)


def _value(row: Fields, language: str) -> str:
    if "value" not in row:
        return texts.NONE
    if row["value"] is None:
        return wording.word("not_reported", language)
    return wording.number(row["value"], language)


def _printed(value: Any, language: str) -> str:  # noqa: ANN401  a number or a word of the answer
    if value is None:
        return texts.NONE
    return wording.number(value, language) if isinstance(value, (int, float)) else str(value)
