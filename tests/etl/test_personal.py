"""Which headings and values make a file one about persons, and which do not.

All names, numbers and stories are made up.
"""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from etl.check import FileReport, check_file, report_json
from etl.context import Context
from etl.intake.isolated import read_apart
from etl.intake.personal_values import has_phone, is_nik, is_story
from etl.intake.personal_words import shown

Writer = Callable[..., Path]
Check = Callable[[Path], FileReport]
Rows = Sequence[Sequence[object]]
NIK = "3201014506120003"
STORY = (
    "Pada hari Senin korban sepulang sekolah dipukul oleh pelaku di rumah tetangga, kemudian "
    "korban bercerita kepada ibunya."
)

NAMES = ["Melati Suci", "Bunga Kusuma", "Raka Adi"]
REFUSED_HEADINGS: list[tuple[str, Sequence[object]]] = [
    ("Nama Korban", NAMES),
    ("NAMA_KORBAN", NAMES),
    ("namaKorban", NAMES),
    ("Nama Lengkap", NAMES),
    ("Nama Anak", NAMES),
    ("Nama Anak Korban", NAMES),
    ("Nama Pelaku/Terlapor", NAMES),
    ("Nama Ayah", NAMES),
    ("Nama Ibu Kandung", NAMES),
    ("Nama Orang Tua/Wali", NAMES),
    ("Nama\nOrang Tua", NAMES),
    ("Nama Kepala Keluarga", NAMES),
    ("Nama KK", NAMES),
    ("Nama Pelapor", NAMES),
    ("Nama Siswa", NAMES),
    ("Nama Balita", NAMES),
    ("Korban (Nama)", NAMES),
    ("Inisial", ["MS", "BK", "RA"]),
    ("Inisial Korban", ["MS", "BK", "RA"]),
    ("Nama (Inisial) Korban", ["MS", "BK", "RA"]),
    ("Victim's Name", NAMES),
    ("Name of Child", NAMES),
    ("NIK", [NIK, NIK]),
    ("NIK", [3201014506120003.0]),
    ("No. NIK Korban", [NIK]),
    ("No. KTP", [NIK]),
    ("Nomor Induk Kependudukan", [NIK]),
    ("No. KK", [NIK]),
    ("Nomor Kartu Keluarga", [NIK]),
    ("NISN", ["0061234567"]),
    ("No. Akta Kelahiran", ["3201-LT-01022012-0001"]),
    ("Nomor KIA", [NIK]),
    ("Tanggal Lahir", [datetime.date(2012, 6, 5)]),
    ("Tgl. Lahir Korban", ["05-06-2012"]),
    ("Tempat/Tgl Lahir", ["Bogor, 5 Juni 2012"]),
    ("TTL", ["Bogor, 05/06/2012"]),
    ("Date of Birth", [41065.0]),
    ("Alamat Korban", ["Jl. Melati 3"]),
    ("Alamat Rumah", ["Jl. Melati 3"]),
    ("Alamat Orang Tua", ["Jl. Melati 3"]),
    ("Alamat Kejadian", ["Jl. Melati 3 RT 02"]),
    ("No. HP Orang Tua", ["081234567890"]),
    ("No. HP", ["081234567890"]),
    ("Telp. Pelapor", ["0251-8321234"]),
    ("WA Ortu", [81234567890.0]),
    ("Email Korban", ["melati@contoh.id"]),
    ("Kronologi", ["Anak tersebut sudah lama tinggal bersama neneknya di desa."]),
    ("N I K", [NIK]),
    ("Nomor WhatsApp", ["081234567890"]),
    ("tgllahir", ["2012-06-05"]),
    ("Nama dan Umur Korban", ["Melati Suci / 12"]),
    ("Nama-nama Anak", NAMES),
    ("Domisili Korban", ["Jl. Melati RT 02 RW 05"]),
    ("Uraian Kejadian", ["Anak tersebut sudah lama tinggal bersama neneknya di desa."]),
]

ACCEPTED_HEADINGS: list[tuple[str, Sequence[object]]] = [
    ("nama_kabupaten_kota", ["BOGOR", "SUKABUMI"]),
    ("Nama Kabupaten/Kota", ["Bogor", "Sukabumi"]),
    ("Nama Desa", ["Tambakmas", "Tanjungrejo"]),
    ("Nama Kecamatan", ["Anggana", "Kota Bangun"]),
    ("Nama Daerah", ["Bogor"]),
    ("Nama Perangkat Daerah", ["Dinas Pemberdayaan Perempuan dan Perlindungan Anak"]),
    ("Nama Sekolah", ["SDN Melati 3"]),
    ("Nama Sekolah Korban", ["SDN Melati 3"]),
    ("Nama LKSA", ["Panti Asuhan Kasih Ibu"]),
    ("Nama Lembaga Kesejahteraan Sosial Anak", ["Kasih Ibu"]),
    ("Nama Forum Anak", ["Forum Anak Melati"]),
    ("Nama Ibu Kota", ["Cibinong"]),
    ("Nama Wali Kota", ["Budi"]),
    ("Nama Kegiatan", ["Sosialisasi"]),
    ("Nama Indikator", ["Persentase anak yang memiliki akta"]),
    ("Nama Pelaku Usaha", ["Toko Maju"]),
    ("nama", ["Belu", "Alor"]),
    ("Jumlah anak dengan nama ayah tidak diketahui", [3.0, 4.0]),
    ("Anak tanpa nama ayah di akta", ["3", "4"]),
    ("Nama Ayah", [3.0, 4.0]),
    ("Nama Korban", ["", "-", ""]),
    ("Persentase penduduk ber-NIK", [98.1]),
    ("Kepemilikan NIK", ["98,1"]),
    ("LK (MEMILIKI KIA)", [296.0]),
    ("Jumlah KK", [2483.0]),
    ("KK", [2483.0]),
    ("Akta Kelahiran", [1045.0]),
    ("Nomor Akta Notaris", ["AHU-0012345.AH.01.04"]),
    ("Jumlah Kelahiran menurut Tanggal Lahir", [12.0]),
    ("Lahir Hidup", [3149.0]),
    ("Alamat Sekolah", ["Jl. Melati 3"]),
    ("Alamat Kantor UPTD", ["Jl. Melati 3"]),
    ("Telepon Sekolah", ["081234567890"]),
    ("Hotline UPTD PPA", ["081234567890"]),
    ("Email Dinas", ["dinas@contoh.go.id"]),
    ("NPSN", ["20212345"]),
    ("NIP", ["197001011995031001"]),
    ("NIP", ["19700101 199503 1 001"]),
    ("Anggaran (Rp)", [1250000000000000.0]),
    ("Anggaran", ["1250000000000000", "3201014506120003,50"]),
    ("Realisasi", ["Rp 3201014506120003"]),
    ("Domisili Korban", ["Kota Bogor", "Kabupaten Bogor"]),
    ("Nama Peserta", ["SMP Negeri 3", "MTs Al Huda"]),
    ("Uraian Jenis Kekerasan", ["Kekerasan fisik, psikis, seksual, dan penelantaran anak, TPPO"]),
    ("Tanggal lahir hidup", [12.0]),
    ("Pelaku", ["Tetangga", "Orang tua", "Guru"]),
    ("Tempat Kejadian", ["Rumah tangga", "Sekolah"]),
    ("Pekerjaan Orang Tua", ["Petani", "Buruh"]),
    ("Pertanyaan", ["Apakah tersedia layanan bagi anak korban kekerasan dan orang tuanya?"]),
    (
        "Definisi",
        ["Kekerasan fisik adalah tindakan memukul, menampar, atau menganiaya anak oleh siapa pun."],
    ),
    (
        "Keterangan",
        ["Data korban yang melapor pada tanggal 3 Januari sampai dengan 31 Desember 2023 saja."],
    ),
    ("Catatan", ["Anak umur 0-17 tahun yang berada di panti pada saat pendataan bulan Juni 2023"]),
]  # fmt: skip


def kinds(report: FileReport) -> list[tuple[str | None, str]]:
    return [(one.cell, one.kind) for one in report.issues if one.kind == "personal_data"]


def column(heading: str, values: Sequence[object]) -> Rows:
    return [["Kabupaten/Kota", heading], *[["Bogor", value] for value in values]]


@pytest.mark.parametrize(("heading", "values"), REFUSED_HEADINGS, ids=lambda one: str(one)[:25])
def test_a_column_about_persons_is_refused(
    write_book: Writer, check: Check, heading: str, values: Sequence[object]
) -> None:
    report = check(write_book("a.xlsx", {"S": column(heading, values)}))
    assert [(one.cell, one.kind) for one in report.issues] == [("B1", "personal_data")]
    assert report.refused == "personal_data"
    assert report.issues[0].value == " ".join(heading.split())
    assert not report.observations
    told = str(report_json(report, True))
    for value in values:
        assert str(value) not in told or len(str(value)) < 3


@pytest.mark.parametrize(("heading", "values"), ACCEPTED_HEADINGS, ids=lambda one: str(one)[:25])
def test_a_column_about_an_institution_an_area_or_a_count_is_not(
    write_book: Writer, check: Check, heading: str, values: Sequence[object]
) -> None:
    report = check(write_book("a.xlsx", {"S": column(heading, values)}))
    assert report.refused is None
    assert report.issues


REFUSED_SHEETS: dict[str, tuple[Rows, list[str]]] = {
    "headings stacked, merged to the right": (
        [["Korban", None, "Kasus"], ["Nama", "Umur", "Jenis"], ["Melati", 12, "Fisik"]],
        ["A2"],
    ),
    "group two rows above": (
        [["DATA KORBAN"], ["Identitas", None], ["Nama", "Alamat"], ["Melati", "Jl. Mawar"]],
        ["A3", "B3"],
    ),
    "key row": ([["Nama Korban", None, ": Melati Suci"], ["Umur", None, ": 12"]], ["A1"]),
    "key row in one cell": ([["Nama Anak : Melati Suci"], ["Umur : 12"]], ["A1"]),
    "key row with its mark apart": ([["Tanggal Lahir", ":", "5 Juni 2012"]], ["A1"]),
    "a person a row, named by Nama alone": (
        [["No", "Nama", "L/P", "Umur"], [1, "Melati", "P", 12], [2, "Raka", "L", 9]],
        ["B1"],
    ),
    "a person a row, in English": (
        [["Name", "Age", "Gender", "Address"], ["Melati", 12, "F", "Mawar"], ["Raka", 9, "M", "x"]],
        ["A1", "D1"],
    ),
    "a child a row, with its school": (
        [["No", "Nama", "JK", "Usia", "Sekolah"], [1, "Melati", "P", 12, "SD 3"]],
        ["B1"],
    ),
    "bare headings beside a sure one": (
        [["Nama", "Alamat", "NIK"], ["Melati", "Jl. Mawar", NIK]],
        ["A1", "B1", "C1"],
    ),
    "a NIK in free text": ([["Kecamatan", "Ket"], ["Anggana", f"an. M, NIK {NIK}"]], ["B1"]),
    "a NIK with blanks": ([["Kecamatan", "Ket"], ["Anggana", "320101 450612 0003"]], ["B1"]),
    "a telephone in free text": ([["Desa", "Ket"], ["Mekar", "ibunya 0812-3456-7890"]], ["B1"]),
    "a telephone from abroad": ([["Desa", "Ket"], ["Mekar", "+62 812 3456 7890"]], ["B1"]),
    "a story": ([["Desa", "Keterangan"], ["Mekar", STORY]], ["B1"]),
    "no headings at all": ([["Mekar", NIK], ["Asri", NIK]], ["B1"]),
    "title and column numbers above": (
        [["REKAP KASUS"], [], ["No", "Nama Korban"], [-1, -2], [1, "Melati"]],
        ["B3"],
    ),
}


@pytest.mark.parametrize("name", REFUSED_SHEETS)
def test_a_sheet_about_persons_is_refused(write_book: Writer, check: Check, name: str) -> None:
    rows, cells = REFUSED_SHEETS[name]
    report = check(write_book("a.xlsx", {"S": rows}))
    assert [(one.cell, one.kind) for one in report.issues] == [
        (cell, "personal_data") for cell in cells
    ]
    told = str(report_json(report, True))
    assert not [secret for secret in ("Melati", "Mawar", NIK, "7890", "dipukul") if secret in told]


ACCEPTED_SHEETS: dict[str, Rows] = {
    "a list of institutions": [
        ["No", "Nama LKSA", "Alamat", "No. Telp", "Email"],
        [1, "Panti Kasih", "Jl. Mawar 3", "081234567890", "kasih@contoh.id"],
    ],
    "papers of institutions": [
        ["Nama LKSA", "Nomor Akta", "Tanggal Akta"],
        ["Kasih Ibu", "AHU-0012345.AH.01.04", datetime.date(2001, 2, 3)],
    ],
    "institutions named in the cells": [
        ["No", "Nama", "Alamat", "Telepon"],
        [1, "Puskesmas Mekar", "Jl. Mawar 3", "081234567890"],
    ],
    "a hotline above the table": [
        ["UPTD PPA Kabupaten Contoh, telp. 0812-3456-7890"], ["Kecamatan", "Korban"], ["Mekar", 3],
    ],
    "a contact below the table": [
        ["Kecamatan", "Korban"], ["Mekar", 3], [], ["Narahubung: 0812-3456-7890"],
    ],
    "a signature": [
        ["Kecamatan", "Korban"], ["Mekar", 3], [None, "Mengetahui,"], [None, "Kepala Dinas"],
        [None, "Drs. Budi Raharjo, M.Si."], [None, "NIP. 19700101 199503 1 001"],
    ],
    "areas by age and sex": [
        ["nama", "jenis kelamin", "usia", "jumlah"],
        *[["Bogor", sex, age, 3] for sex in ("L", "P") for age in ("0-5", "6-12", "13-17")],
    ],
    "completeness of papers": [
        ["Kelengkapan Data Anak", None], ["NIK", "Nama Ayah"], [98.1, 97.2], [99.0, 98.4],
    ],
    "numbers of sixteen digits that are no NIK": [
        ["Kode", "x"], *[[f"99{number:014d}", 1] for number in range(20)], [NIK, 1],
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", ACCEPTED_SHEETS)
def test_a_sheet_about_institutions_or_counts_is_not(
    write_book: Writer, check: Check, name: str
) -> None:
    assert check(write_book("a.xlsx", {"S": ACCEPTED_SHEETS[name]})).refused is None


def hidden_sheet(book: openpyxl.Workbook) -> None:
    sheet = book.create_sheet("Lama")
    sheet.append(["Nama Korban"])
    sheet.append(["Melati Suci"])
    sheet.sheet_state = "veryHidden"


def hidden_column(book: openpyxl.Workbook) -> None:
    book.worksheets[0]["F1"] = "Nama Korban"
    book.worksheets[0]["F2"] = "Melati Suci"
    book.worksheets[0].column_dimensions["F"].hidden = True


def note(book: openpyxl.Workbook) -> None:
    book.worksheets[0]["A2"].comment = Comment(f"an. Melati Suci, NIK {NIK}", "x")


def labelled_note(book: openpyxl.Workbook) -> None:
    book.worksheets[0]["A2"].comment = Comment("Nama korban: Melati Suci", "x")


def told_in_note(book: openpyxl.Workbook) -> None:
    book.worksheets[0]["A2"].comment = Comment(STORY, "x")


def document_property(book: openpyxl.Workbook) -> None:
    book.properties.description = f"Melati Suci {NIK}"


@pytest.mark.parametrize(
    "hide",
    [hidden_sheet, hidden_column, note, labelled_note, told_in_note, document_property],
)
def test_what_is_hidden_counts_too(
    tmp_path: Path, check: Check, hide: Callable[[openpyxl.Workbook], None]
) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Kecamatan", "Jumlah korban"])
    book.worksheets[0].append(["Anggana", 3])
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert check(path).refused is None
    hide(book)
    book.save(path)
    report = check(path)
    assert report.refused == "personal_data"
    assert "Melati" not in str(report_json(report, True))
    assert NIK not in str(report_json(report, True))


@pytest.mark.parametrize("name", ["catatan.xls", "catatan.ods"])
def test_notes_of_the_other_formats_count_too(
    saved_by_office: Callable[[str], Path], check: Check, name: str
) -> None:
    assert kinds(check(saved_by_office(name))) == [(None, "personal_data")]


def test_a_harmless_note_and_the_names_of_its_writers_pass(tmp_path: Path, check: Check) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Kecamatan", "Jumlah korban"])
    book.worksheets[0]["A1"].comment = Comment("Sumber: UPTD PPA, 0812-3456-7890", "Budi Raharjo")
    book.properties.creator = "Budi Raharjo"
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert check(path).refused is None


def test_what_a_pivot_table_remembers_counts_too(tmp_path: Path, check: Check) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Kecamatan", "Jumlah korban"])
    path = tmp_path / "a.xlsx"
    book.save(path)
    with zipfile.ZipFile(path, "a") as parts:
        parts.writestr(
            "xl/pivotCache/pivotCacheDefinition1.xml",
            '<pivotCacheDefinition><cacheField name="Nama Korban"><sharedItems>'
            '<s v="Melati Suci"/></sharedItems></cacheField></pivotCacheDefinition>',
        )
    report = check(path)
    assert kinds(report) == [(None, "personal_data")]
    assert report.issues[0].value == "Nama Korban"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_csv_about_persons_is_refused(tmp_path: Path, check: Check, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text("kecamatan;nama_korban\nAnggana;Mélati\n", encoding=encoding)
    assert kinds(check(path)) == [("B1", "personal_data")]


def test_nothing_of_such_a_file_is_kept(
    write_book: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_book("a.xlsx", {"S": column("Nama Korban", NAMES)})
    folder = tmp_path / "sementara"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    report = read_apart(path)
    assert report.refused == "personal_data"
    assert not list(folder.iterdir())


def test_every_column_is_named_at_once(write_book: Writer, context: Context) -> None:
    rows = [["Desa", "Nama Korban", "NIK", "Ket"], ["Mekar", "Melati", NIK, "ibunya 081234567890"]]
    report = check_file(write_book("a.xlsx", {"S": rows}), context)
    assert [one.cell for one in report.issues] == ["B1", "C1", "D1"]


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        (NIK, True),
        ("3201010506120003", True),
        ("3201017206120003", False),  # day 72
        ("3201014513120003", False),  # month 13
        ("1001010506120003", False),  # no province 10
        ("3200010506120003", False),  # no regency 00
        ("320101050612000", False),
    ],
)
def test_a_nik_is_built_of_an_area_and_a_day_of_birth(digits: str, expected: bool) -> None:
    assert is_nik(digits) is expected


@pytest.mark.parametrize(
    "text", ["081234567890", "0812 3456 789", "+62812-3456-7890", "62 81234567890"]
)
def test_numbers_of_mobile_telephones(text: str) -> None:
    assert has_phone(f"hubungi {text} saja")


@pytest.mark.parametrize(
    "text", ["0812", "8123456789", "1.081.234.567.890", "0251-8321234", "2081234567890"]
)
def test_other_numbers(text: str) -> None:
    assert not has_phone(f"senilai {text} saja")


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "Korban berumur 12 tahun dicabuli ayah tirinya sejak tahun 2022 dan kini hamil 5 bulan",
        "Anak dijemput ibunya kemudian ditampar oleh guru saat upacara, ibunya melapor",
    ],
)
def test_a_story_has_a_person_an_act_and_a_moment(text: str) -> None:
    assert is_story(text)


@pytest.mark.parametrize(
    "text",
    [
        "Korban dipukul.",
        "Perlu layanan bagi korban; sekitar 30 persen belum dijemput petugas pada hari kerja.",
        "Data anak korban kekerasan yang masuk tanggal 1 Januari kemudian diverifikasi.",
        "Kasus anak hamil di luar nikah meningkat sejak tahun 2020 di seluruh kecamatan itu.",
        "Anak berusia 0-17 tahun yang dianiaya, ditelantarkan, atau dijual menurut undang-undang.",
    ],
)
def test_a_remark_on_the_data_is_no_story(text: str) -> None:
    assert not is_story(text)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Nama Korban", "Nama Korban"),
        ("Nama Anak : Melati Suci", "Nama Anak"),
        ("Nama Anak Melati Suci", "Nama Anak …"),
        ("Melati", "…"),
        ("Catatan 081234567890", "Catatan …"),
    ],
)
def test_a_heading_is_quoted_without_what_may_be_a_name(heading: str, expected: str) -> None:
    assert shown(heading) == expected
