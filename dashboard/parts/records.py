"""Data dan Sumber: what people decided on figures and what they corrected, with their reasons."""

from __future__ import annotations

from dashboard.language import speaker
from dashboard.parts import texts
from dashboard.parts.shapes import Column, Download, Listing, Table
from dashboard.queries import pairs as queries
from dashboard.queries.contract import Run
from indicators import score_chosen, wording


def decisions(run: Run, language: str) -> Listing:
    """Every figure that people chose among publications."""
    say = speaker(language)
    frame = queries.decisions(run)
    rows = tuple(
        (
            f"{row.name} {row.year}",
            _decided(row.measure_id, language),
            texts.text(row.publisher) or row.publication_id,
            row.reason,
            f"{row.decided_by}, {texts.day(row.decided_on, language)}",
        )
        for row in texts.rows(frame)
    )
    columns = (
        Column(say("Daerah dan tahun")),
        Column(say("Ukuran")),
        Column(say("Publikasi yang dipilih")),
        Column(say("Alasan")),
        Column(say("Diputuskan oleh")),
    )
    title = say.count("{n} keputusan tentang angka yang ditampilkan", len(rows))
    return Listing(
        "decisions",
        title,
        Table(title, columns, rows, is_prose=True) if rows else None,
        empty=say(
            "Belum ada keputusan; angka yang ditampilkan dipilih menurut aturan, lihat "
            "Penyandingan Data."
        ),
        download=Download("kla-keputusan.csv", lambda: frame) if rows else None,
    )


def _decided(measure_id: str, language: str) -> str:
    """What a decision is about: a measure, or the level on which a score is read."""
    first, *rest = measure_id.split(".")
    if first != score_chosen.MEASURE:
        return texts.measure_title(measure_id, language)
    return ", ".join(wording.word(part, language) for part in rest)


def corrections(run: Run, language: str) -> Listing:
    """Every corrected cell; the public edition tells where and why, not the figures."""
    say = speaker(language)
    frame = queries.corrections(run)
    rows = tuple(
        (
            f"{row.file} · {texts.place(row)}",
            _old_new(row),
            row.reason,
            f"{row.reporter}, {texts.day(row.corrected_on, language)}",
        )
        for row in texts.rows(frame)
    )
    columns = (
        Column(say("Tempat")),
        Column(say("Lama → baru")),
        Column(say("Alasan")),
        Column(say("Dilaporkan oleh")),
    )
    title = say.count("{n} koreksi atas berkas sumber", len(rows))
    return Listing(
        "corrections",
        title,
        Table(title, columns, rows, is_prose=True) if rows else None,
        empty=say("Belum ada koreksi; semua angka dibaca seperti tertulis dalam berkasnya."),
        download=Download("kla-koreksi.csv", lambda: frame) if rows else None,
    )


def _old_new(row: texts.Row) -> str:
    """What the file says and what is read instead, where the edition may tell."""
    was, becomes = texts.text(row.was), texts.text(row.becomes)
    return f"{was or texts.NONE} → {becomes or texts.NONE}" if was or becomes else texts.NONE
