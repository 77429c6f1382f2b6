"""How fresh and how sure the figures of a region are: publications, trust, problems found."""

from __future__ import annotations

from dashboard.language import speaker
from dashboard.parts import texts
from dashboard.parts.shapes import Column, Listing, Note, Table
from dashboard.queries import edition as queries
from dashboard.queries.contract import Run


def publications(run: Run, region: str, language: str) -> Listing:
    """Every publication with a figure of the region (of all regions when empty), latest first."""
    say = speaker(language)
    frame = queries.publications(run, region)
    rows = tuple(
        (
            texts.text(row.publisher),
            texts.text(row.title),
            texts.day(row.released, language) or say("tanggal tidak disebut"),
            texts.code_title("trust", row.trust, language),
            texts.text(row.register) or texts.NONE,
            str(row.figures),
        )
        for row in texts.rows(frame)
    )
    columns = (
        Column(say("Penerbit")),
        Column(say("Judul")),
        Column(say("Terbit")),
        Column(say("Kepercayaan")),
        Column(say("Register asal")),
        Column(say("Angka"), is_number=True),
    )
    title = say.count("{n} publikasi", len(rows))
    edition = queries.edition(run).iloc[0]
    differences = say.count("{n} selisih nilai", len(queries.discrepancies(run, region)))
    return Listing(
        key="publications",
        title=say(
            "Kesegaran dan mutu data: {publications}, {differences}",
            publications=title,
            differences=differences,
        ),
        table=Table(title, columns, rows, is_prose=True) if rows else None,
        subtitle=say(
            "{title} menjadi dasar halaman ini; data dimuat sampai {day}.",
            title=title,
            day=texts.day(edition["as_of"], language),
        ),
        empty=say("Belum ada angka yang dimuat untuk daerah ini."),
        notes=(Note(say.count("{n} catatan mutu pada seluruh data; lihat halaman Data dan Sumber.",
                              int(edition["issues"] + edition["discrepancies"]))),),
        is_open=False,
    )  # fmt: skip
