"""Data dan Sumber: a receipt of what came in, what was read, and what was wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.language import Say, speaker
from dashboard.parts import levels, records, texts
from dashboard.parts.shapes import Column, Download, Listing, Note, Table
from dashboard.queries import edition as queries
from dashboard.queries.contract import Run
from indicators import wording


@dataclass(frozen=True)
class Receipt:
    """What the edition is made of."""

    sentence: str
    notes: tuple[Note, ...]
    issues: Listing
    differences: Listing
    files: Listing
    publications: Listing
    decisions: Listing
    corrections: Listing
    everything: Download


def receipt(run: Run, language: str) -> Receipt:
    """The whole page."""
    say = speaker(language)
    edition = queries.edition(run).iloc[0]
    sentence = say(
        "{files} berkas, {publications} publikasi, {notes} catatan mutu ({issues} masalah baca, "
        "{differences} selisih nilai). Data per {day}.",
        files=edition["files"],
        publications=edition["publications"],
        notes=edition["issues"] + edition["discrepancies"],
        issues=edition["issues"],
        differences=edition["discrepancies"],
        day=texts.day(edition["as_of"], language),
    )
    return Receipt(
        sentence=sentence,
        notes=_notes(run, language),
        issues=issues(run, language),
        differences=differences(run, language),
        files=files(run, language),
        publications=publications(run, language),
        decisions=records.decisions(run, language),
        corrections=records.corrections(run, language),
        everything=Download("kla-semua-angka.csv", lambda: queries.everything(run)),
    )


def edition_line(run: Run, language: str) -> str:
    """Versi publik · data per 21 Nov 2026 · 3 catatan mutu."""
    say = speaker(language)
    edition = queries.edition(run).iloc[0]
    name = say("Versi publik") if edition["edition"] == "public" else say("Versi internal")
    day = say("data per {day}", day=texts.day(edition["as_of"], language))
    found = int(edition["issues"] + edition["discrepancies"])
    return f"{name} · {day} · {say.count('{n} catatan mutu', found)}"


def edition_facts(run: Run, language: str) -> tuple[str, ...]:
    """What the edition is, sentence by sentence, for the popover of the frame."""
    say = speaker(language)
    edition = queries.edition(run).iloc[0]
    facts = [
        say(
            "Dibangun dari {files} berkas dan {publications} publikasi; isi {hash}, program "
            "versi {version}.",
            files=edition["files"],
            publications=edition["publications"],
            hash=str(edition["content_hash"])[:12],
            version=edition["code_version"],
        ),
        *(note.text for note in _notes(run, language)),
    ]
    return tuple(facts)


def _notes(run: Run, language: str) -> tuple[Note, ...]:
    say = speaker(language)
    edition = queries.edition(run).iloc[0]
    notes = []
    if edition["hide_up_to"]:
        notes.append(
            say(
                "Jumlah 1 sampai {k} dirahasiakan demi identitas anak: {primary} angka, dan "
                "{secondary} angka lain turut dirahasiakan agar tidak dapat dihitung balik.",
                k=edition["hide_up_to"],
                primary=wording.number(edition["hidden_primary"], language, 0),
                secondary=wording.number(edition["hidden_secondary"], language, 0),
            )
        )
        notes.append(
            say(
                "Sebelum versi ini terbit, setiap angka yang dirahasiakan dicoba dihitung balik "
                "dari semua yang ditampilkan dan dari versi publik sebelumnya; pembangunan "
                "dihentikan bila nilai terkecil dan terbesar yang mungkin berselisih kurang dari 3."
            )
        )
    else:
        notes.append(say("Versi internal memuat jumlah sebenarnya; jangan disebarkan."))
    if edition["has_examples"]:
        notes.append(
            say("Daerah contoh (kode 99) tidak masuk perbandingan, peta, atau jumlah daerah nyata.")
        )
    if edition["has_simulated"]:
        notes.append(say("Sebagian publikasi adalah SIMULASI dan ditandai di setiap halaman."))
    return tuple(Note(note) for note in notes)


def issues(run: Run, language: str) -> Listing:
    """Every problem with its place and remedy, errors first."""
    say = speaker(language)
    frame = queries.issues(run)
    message, remedy = ("message", "remedy") if language == "id" else ("message_en", "remedy_en")
    severities = {"error": say("Kesalahan"), "warning": say("Peringatan")}
    rows = tuple(
        (
            severities[row.severity],
            " · ".join(part for part in map(texts.text, (row.file, row.sheet, row.cell)) if part),
            texts.text(getattr(row, message)),
            texts.text(getattr(row, remedy)),
        )
        for row in texts.rows(frame)
    )
    columns = (
        Column(say("Tingkat")),
        Column(say("Tempat")),
        Column(say("Masalah")),
        Column(say("Yang perlu dilakukan")),
    )
    title = say.count("{n} masalah saat berkas dibaca", len(rows))
    return Listing(
        "issues",
        title,
        Table(title, columns, rows, is_prose=True) if rows else None,
        empty=say("Semua isi berkas terbaca tanpa masalah."),
        download=Download("kla-catatan-mutu.csv", lambda: frame),
    )


def differences(run: Run, language: str) -> Listing:
    """Every score that does not add up, with its place; shown as printed, not repaired."""
    say = speaker(language)
    frame = queries.discrepancies(run)
    rows = tuple(
        (row.name, *levels.told(row, say), f"{row.file} · {texts.place(row)}")
        for row in texts.rows(frame)
    )
    columns = (Column(say("Daerah")), *levels.heads(say), Column(say("Tempat")))
    title = say.count("{n} selisih dalam nilai yang dimuat", len(rows))
    return Listing(
        "differences",
        title,
        Table(title, columns, rows, is_prose=True) if rows else None,
        subtitle=say("Tidak dirata-ratakan dan tidak diperbaiki; periksa pada formulir asal."),
        empty=say("Semua nilai yang dimuat sama dengan jumlah rinciannya."),
        download=Download("kla-selisih.csv", lambda: frame),
    )


def files(run: Run, language: str) -> Listing:
    """Every loaded file with what was read from it."""
    say = speaker(language)
    frame = queries.files(run)
    rows = tuple(
        (
            row.file,
            _layouts(row.layouts, say),
            wording.number(row.observations, language, 0),
            texts.day(row.loaded, language) or texts.NONE,
            row.sha256[:12],
        )
        for row in texts.rows(frame)
    )
    columns = (
        Column(say("Berkas")),
        Column(say("Tata letak")),
        Column(say("Angka terbaca"), is_number=True),
        Column(say("Dimuat")),
        Column(say("Sidik (sha256)")),
    )
    title = say.count("{n} berkas", len(rows))
    return Listing(
        "files",
        title,
        Table(title, columns, rows, is_prose=True),
        download=Download("kla-berkas.csv", lambda: frame),
    )


def _layouts(layouts: object, say: Say) -> str:
    """The layouts that a file was read with; its sheet of publications goes without saying."""
    names = [name for name in texts.text(layouts).split(", ") if name != "publikasi"]
    return ", ".join(
        say("templat {name}", name=name.removeprefix("template_").replace("_", " "))
        if name.startswith("template_")
        else name.replace("_", " ")
        for name in names
    )


def publications(run: Run, language: str) -> Listing:
    """Every publication with its address."""
    say = speaker(language)
    frame = queries.publications(run)
    rows = tuple(
        (
            texts.text(row.publisher),
            texts.text(row.title),
            texts.day(row.released, language) or texts.NONE,
            texts.code_title("trust", row.trust, language),
            str(row.figures),
            texts.text(row.url) or texts.NONE,
        )
        for row in texts.rows(frame)
    )
    columns = (
        Column(say("Penerbit")),
        Column(say("Judul")),
        Column(say("Terbit")),
        Column(say("Kepercayaan")),
        Column(say("Angka"), is_number=True),
        Column(say("Tautan")),
    )
    title = say.count("{n} publikasi", len(rows))
    return Listing(
        "publications",
        title,
        Table(title, columns, rows, is_prose=True),
        download=Download("kla-publikasi.csv", lambda: frame),
        is_open=False,
    )
