"""Hostile, broken and mistaken files: each ends in one clear sentence, or is read if harmless.

All are read by one child process, in limits smaller than those of the pipeline.
"""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from etl.intake.isolated import Limits, Reader
from etl.issues import issue
from etl.template import write_template

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
LIMITS = Limits(seconds=20, memory=700 * 2**20)
CASE = {
    "kode_daerah": "32.01", "nama_daerah": "Kabupaten Bogor", "periode_mulai": "2023-01-01",
    "periode_selesai": "2023-12-31", "satuan": "korban", "kelompok": "anak", "jumlah": 3,
    "publikasi": "p1",
}  # fmt: skip
PUBLICATION = {"publikasi": "p1", "penerbit": "DP3A", "judul": "Rekap", "kepercayaan": "official"}
Parts = dict[str, bytes]
DATA, CONTENT, BOOK = "xl/worksheets/sheet2.xml", "content.xml", "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LOL = b'<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
CSV = "nama_kabupaten_kota;tahun;jumlah_korban\nBogor;2023;3\nKafé;2023;4\n"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(limits=LIMITS) as one:
        yield one


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """The parts of a filled template that reads without an issue."""
    path = tmp_path_factory.mktemp("templat") / "kasus.xlsx"
    write_template("kasus", path, {"Data": [CASE], "Publikasi": [PUBLICATION]})
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return target.getvalue()


def ods(rows: str) -> bytes:
    names = "office", "table", "text"
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names)
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="S">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": mimetype, CONTENT: content.encode(), "META-INF/manifest.xml": b""})


def ods_cell(attributes: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="float" office:value="1" {attributes}>'
        "<text:p>1</text:p></table:table-cell>"
    )


def cell(parts: Parts, address: str, xml: str) -> bytes:
    """The workbook with one cell of its data written otherwise."""
    old = re.compile(rb'<c r="%s".*?</c>' % address.encode())
    changed, count = old.subn(xml.encode(), parts[DATA], count=1)
    assert count == 1
    return packed({**parts, DATA: changed})


def before_root(parts: Parts, name: str, text: bytes) -> bytes:
    head, mark, rest = parts[name].partition(b"?>")
    content = head + mark + text + rest if mark else text + parts[name]
    return packed({**parts, name: content})


def sheet(rows: str, end: str = "") -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData>{end}</worksheet>'.encode()


def with_relation(parts: Parts, kind: str, target: str) -> Parts:
    tag = f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    relations = parts[RELATIONS].replace(b"</Relationships>", tag.encode())
    return {**parts, RELATIONS: relations}


def external(parts: Parts, content: str, target: str) -> bytes:
    tag = f'<Relationship Id="rId1" Type="{OFFICE}/externalLinkPath" Target="{target}"/>'
    link = {
        "xl/externalLinks/externalLink1.xml": content.encode(),
        "xl/externalLinks/_rels/externalLink1.xml.rels": tag.encode() if target else b"",
    }
    return packed(with_relation(parts, "externalLink", "externalLinks/externalLink1.xml") | link)


def overlapping(parts: Parts) -> bytes:
    """Two entries of the archive that share their bytes, as in the bombs of one small kernel."""
    content = bytearray(packed({**parts, "a.xml": b"<a/>", "b.xml": b"<a/>"}))
    places = [found.start() for found in re.finditer(b"PK\x01\x02", content)]
    first, second = places[-2:]
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    return bytes(content)


def lying(parts: Parts) -> bytes:
    """A part that says it unpacks to ten bytes."""
    noise = random.Random(1).randbytes(50_000)
    content = bytearray(packed({**parts, "xl/media/a.bin": noise}))
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = [found.start() for found in re.finditer(mark, content)][-1]
        content[place + offset : place + offset + 4] = struct.pack("<I", 10)
    return bytes(content)


def locked_part(parts: Parts) -> bytes:
    content = bytearray(packed(parts))
    place = content.index(b"PK\x01\x02")
    content[place + 8] |= 1
    return bytes(content)


def twice(parts: Parts) -> bytes:
    target = io.BytesIO(packed(parts))
    with zipfile.ZipFile(target, "a") as book, pytest.warns(UserWarning, match="Duplicate"):
        book.writestr(DATA, sheet(""))
    return target.getvalue()


def encrypted() -> bytes:
    """An .xls whose stream has the name under which Office keeps an encrypted workbook."""
    old, new = ("Workbook".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le"))
    content = bytearray((FIXTURES / "buku.xls").read_bytes())
    place = content.index(old + bytes(2))
    content[place : place + len(new)] = new
    content[place + 64 : place + 66] = struct.pack("<H", len(new) + 2)
    return bytes(content)


def locked_ods() -> bytes:
    parts = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", CONTENT: b"\x8f\x01"}
    return packed({**parts, "META-INF/manifest.xml": b"<manifest:encryption-data/>"})


def many_sheets(parts: Parts) -> bytes:
    return packed({**parts, **{f"xl/worksheets/s{i}.xml": sheet("") for i in range(5_000)}})


def merges(parts: Parts) -> bytes:
    areas = "".join(f'<mergeCell ref="A{i}:B{i}"/>' for i in range(1, 300_000))
    return packed({**parts, DATA: sheet("", f"<mergeCells>{areas}</mergeCells>")})


def corners(_: Parts) -> str:
    return (
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )


REFUSED: dict[str, tuple[str, Callable[[Parts], bytes]]] = {
    # what a file is not
    "kosong.xlsx": ("empty", lambda _: b""),
    "hanya_bom.csv": ("no_cells", lambda _: b"\xef\xbb\xbf"),
    "sampah.xlsx": ("not_a_workbook", lambda _: b"\x00" + random.Random(2).randbytes(5000)),
    "sampah.xls": ("not_a_workbook", lambda _: b"\x00" + random.Random(3).randbytes(5000)),
    "sampah.ods": ("not_a_workbook", lambda _: b"PK\x03\x04" + random.Random(4).randbytes(5000)),
    "sampah.csv": ("not_text", lambda _: random.Random(5).randbytes(5000)),
    "laporan.xlsx": ("not_a_workbook", lambda _: b"%PDF-1.7\n%\xe2\xe3\n"),
    "surat.xlsx": ("not_a_workbook", lambda _: packed({"word/document.xml": b"<w/>"})),
    "teks.xlsx": ("text_named_workbook", lambda _: CSV.encode()),
    "tab.xls": ("text_named_workbook", lambda _: CSV.replace(";", "\t").encode()),
    "tab16.xls": ("text_named_workbook", lambda _: CSV.replace(";", "\t").encode("utf-16")),
    "buku.csv": ("workbook_named_csv", packed),
    "lama.csv": ("workbook_named_csv", lambda _: (FIXTURES / "usia.xls").read_bytes()),
    "portal.xls": ("html_page", lambda _: b"\r\n<html><body><table><tr><td>1</table>"),
    "portal2.xls": ("html_page", lambda _: b"<style>a{}</style><table border=1><tr><td>1</table>"),
    "portal16.xls": ("html_page", lambda _: "<html><table></table></html>".encode("utf-16")),
    "portal.csv": ("html_page", lambda _: b"<!DOCTYPE html><title>404</title>"),
    "arsip_web.xls": ("html_page", lambda _: b"MIME-Version: 1.0\r\n\r\n<html>"),
    "xml2003.xls": (
        "xml_page",
        lambda _: (
            b'<?xml version="1.0"?><Workbook '
            b'xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Table/></Workbook>'
        ),
    ),
    "biner.xlsb": (
        "binary_workbook",
        lambda good: packed({**good, "xl/workbook.bin": b"\x83\x01"}),
    ),
    # cut short, damaged, contradictory
    "terpotong.xlsx": ("not_a_workbook", lambda good: packed(good)[:4000]),
    "terpotong.xls": ("not_a_workbook", lambda _: (FIXTURES / "usia.xls").read_bytes()[:2500]),
    "kepala.xls": ("not_a_workbook", lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "ganda.xlsx": ("not_a_workbook", twice),
    "hilang.xlsx": (
        "not_a_workbook",
        lambda good: packed({name: part for name, part in good.items() if name != DATA}),
    ),
    "tanpa_relasi.xlsx": (
        "not_a_workbook",
        lambda good: packed({**good, RELATIONS: b"<Relationships></Relationships>"}),
    ),
    "berputar.xlsx": (
        "not_a_workbook",
        lambda good: packed(
            {**good, RELATIONS: good[RELATIONS].replace(b"worksheets/sheet2.xml", b"workbook.xml")}
        ),
    ),
    "bersarang.xlsx": (
        "not_a_workbook",
        lambda good: packed({**good, DATA: b"<a>" * 300_000}),
    ),
    "kolom_jauh.xlsx": (
        "not_a_workbook",
        lambda good: packed(
            {**good, DATA: sheet('<row r="1"><c r="ZZZZZZZZZZ1"><v>1</v></c></row>')}
        ),
    ),
    # locked
    "sandi.xlsx": ("password", lambda _: encrypted()),
    "sandi.ods": ("password", lambda _: locked_ods()),
    "sandi_bagian.xlsx": ("password", locked_part),
    # bombs
    "bom.xlsx": ("bomb", lambda good: packed({**good, DATA: bytes(60 * 2**20)})),
    "bom_media.xlsx": ("bomb", lambda good: packed({**good, "xl/a.png": bytes(60 * 2**20)})),
    "bertumpuk.xlsx": ("bomb", overlapping),
    "bohong.xlsx": ("bomb", lying),
    "sejuta_bagian.xlsx": (
        "too_many_parts",
        lambda good: packed({**good, **{f"x/{number}": b"" for number in range(10_001)}}),
    ),
    "sepuluh_ribu_lembar.xlsx": ("too_many_sheets", many_sheets),
    "gabungan.xlsx": ("too_many_merges", merges),
    "entitas.xlsx": ("entities", lambda good: before_root(good, DATA, LOL)),
    "entitas_luar.xlsx": (
        "entities",
        lambda good: before_root(good, BOOK, b'<!DOCTYPE x SYSTEM "file:///etc/passwd">'),
    ),
    "entitas_sifat.xlsx": ("entities", lambda good: before_root(good, "docProps/core.xml", LOL)),
    "entitas.ods": ("entities", lambda _: packed({"mimetype": b"", CONTENT: LOL + b"<a>&b;</a>"})),
    "tertanam.xlsx": (
        "embedded",
        lambda good: packed({**good, "xl/embeddings/buku.xlsx": packed(good)}),
    ),
    "baris_semilyar.ods": (
        "too_large",
        lambda _: ods(
            '<table:table-row table:number-rows-repeated="1000000000">'
            f"{ods_cell()}</table:table-row>"
        ),
    ),
    "kolom_semilyar.ods": (
        "too_large",
        lambda _: ods(
            "<table:table-row>"
            + ods_cell('table:number-columns-repeated="1000000000"')
            + "</table:table-row>"
        ),
    ),
    "jauh_di_bawah.ods": (
        "too_large",
        lambda _: ods(
            '<table:table-row table:number-rows-repeated="999999999"><table:table-cell/>'
            f"</table:table-row><table:table-row>{ods_cell()}</table:table-row>"
        ),
    ),
    # text
    "nol.csv": ("not_text", lambda _: CSV.encode() + b"\x00\x00\x01"),
    "satu_baris.csv": ("long_cell", lambda _: b"1;" * 50_000_000),
    "sel_panjang.csv": ("long_cell", lambda _: CSV.encode() + b"x" * 3_000_000),
    "kutip.csv": ("quotes", lambda _: CSV.encode() + b'"Bandung;2023;5\nCimahi;2023;6\n'),
    "kutip_dalam.csv": ("quotes", lambda _: b'a;b\n"Bandung;5\n"Cimahi;6\n'),
    "sejuta_kolom.csv": ("too_wide", lambda _: CSV.encode() + b"1;" * 1_000_000),
    "juta_sel.csv": ("too_large", lambda _: CSV.encode() + (b"1;" * 16_000 + b"\n") * 320),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_ends_in_one_sentence(
    reader: Reader, good: Parts, tmp_path: Path, name: str
) -> None:
    why, build = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(build(good))
    report = reader.read(path)
    expected = issue("unreadable_file", file=name, why=f"@{why}", cure=f"@{why}_cure")
    assert report.issues == (expected,)
    assert not report.observations
    assert not report.tables


BREAKING: dict[str, Callable[[Parts], bytes]] = {
    "pojok.xlsx": lambda good: packed({**good, DATA: sheet(corners(good))}),
    "baris_raksasa.xlsx": lambda good: packed(
        {**good, DATA: sheet('<row r="1"><c r="A1"><v>1</v></c></row>'
                             '<row r="4294967295"><c r="XFD4294967295"><v>1</v></c></row>')}
    ),
    "baris_negatif.xlsx": lambda good: packed(
        {**good, DATA: sheet('<row r="-1"><c r="A-1"><v>1</v></c></row>')}
    ),
    "baris_nol.xlsx": lambda good: packed(
        {**good, DATA: sheet('<row r="0"><c r="A0"><v>1</v></c></row>')}
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKING)
def test_what_breaks_the_reader_breaks_only_the_child(
    reader: Reader, good: Parts, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(BREAKING[name](good))
    assert [(one.kind, one.cell) for one in reader.read(path).issues] == [("unreadable_file", None)]


Found = list[tuple[str | None, str]]
HARMLESS: dict[str, tuple[Found, Callable[[Parts], bytes]]] = {
    "biasa.xlsx": ([], packed),
    "zip_dalam_zip.xlsx": ([], lambda good: packed({**good, "xl/media/a.zip": packed(good)})),
    "jalur.xlsx": ([], lambda good: packed({**good, "/etc/passwd": b"x", "../../x": b"y"})),
    "buku.xlsm": (
        [(None, "macros_ignored")],
        lambda good: packed({**good, "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
    ),
    "tautan.xlsx": (
        [(None, "links_ignored")],
        lambda good: external(good, "<externalLink/>", "file:///C:\\Users\\x\\sumber.xlsx"),
    ),
    "dde.xlsx": (
        [(None, "programs_ignored")],
        lambda good: external(good, '<externalLink><ddeLink ddeService="cmd"/></externalLink>', ""),
    ),
    "bukan_angka.xlsx": (
        [("N2", "not_a_number")],
        lambda good: cell(good, "N2", '<c r="N2"><v>NaN</v></c>'),
    ),
    "tak_hingga.xlsx": (
        [("N2", "not_a_number")],
        lambda good: cell(good, "N2", '<c r="N2"><v>1e999</v></c>'),
    ),
    "galat.xlsx": (
        [("N2", "not_a_number")],
        lambda good: cell(good, "N2", '<c r="N2" t="e"><v>#DIV/0!</v></c>'),
    ),
    "galat_kutip_tunggal.xlsx": (
        [("N2", "not_a_number")],
        lambda good: cell(good, "N2", "<c t='e' r='N2'><v>#N/A</v></c>"),
    ),
    "rumus.xlsx": (
        [("N2", "formula_without_value")],
        lambda good: cell(good, "N2", '<c r="N2"><f>PI()</f></c>'),
    ),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_a_harmless_file_is_read(reader: Reader, good: Parts, tmp_path: Path, name: str) -> None:
    expected, build = HARMLESS[name]
    path = tmp_path / name
    path.write_bytes(build(good))
    assert [(one.cell, one.kind) for one in reader.read(path).issues] == expected


ENCODED = {
    "utf8_bom": CSV.encode("utf-8-sig"),
    "utf16": CSV.encode("utf-16"),
    "utf16_tanpa_bom": CSV.encode("utf-16-le"),
    "utf16_be_tanpa_bom": CSV.encode("utf-16-be"),
    "utf32": CSV.encode("utf-32"),
    "windows": CSV.encode("cp1252"),
    "koma": CSV.replace(";", ",").encode(),
    "tab": CSV.replace(";", "\t").encode(),
    "pipa": CSV.replace(";", "|").encode(),
    "excel": b"sep=;\n" + CSV.encode(),
    "mac": CSV.replace("\n", "\r").encode(),
    "ekor": CSV.replace("\n", ";\n").encode(),
}


@pytest.mark.parametrize("name", ENCODED)
def test_every_encoding_is_the_same_table(reader: Reader, tmp_path: Path, name: str) -> None:
    path, plain = tmp_path / "tabel.csv", tmp_path / "polos" / "tabel.csv"
    plain.parent.mkdir()
    plain.write_bytes(CSV.encode())
    path.write_bytes(ENCODED[name])
    expected = [(one.kind, one.value) for one in reader.read(plain).issues]
    assert expected
    assert [(one.kind, one.value) for one in reader.read(path).issues] == expected
