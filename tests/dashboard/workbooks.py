"""Small files as publishers write them, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence

Rows = Sequence[Sequence[object]]

HEAD = (
    "kode_provinsi", "nama_provinsi", "kode_kabupaten_kota", "nama_kabupaten_kota",
    "jenis_kelamin", "kategori_usia", "jumlah_korban", "satuan", "tahun",
)  # fmt: skip


BANDS = ("0-5 TAHUN", "6-12 TAHUN", "13-17 TAHUN")
BOGOR, BANDUNG = (3201, "KABUPATEN BOGOR"), (3273, "KOTA BANDUNG")


def _row(
    place: tuple[int, str], sex: str, count: object, band: str = BANDS[2]
) -> tuple[object, ...]:
    return (32, "JAWA BARAT", *place, sex, band, count, "KORBAN", 2021)


def _rows(place: tuple[int, str], boys: Sequence[int], girls: Sequence[int]) -> Rows:
    return [
        _row(place, sex, count, band)
        for sex, counts in (("LAKI-LAKI", boys), ("PEREMPUAN", girls))
        for band, count in zip(BANDS, counts, strict=True)
    ]


REPORTS: Rows = (
    HEAD,
    *_rows(BOGOR, (1, 7, 12), (3, 15, 40)),
    *_rows(BANDUNG, (4, 9, 11), (8, 21, 55)),
)
"""Bogor 78 victims, Bandung 108."""
REVISED: Rows = (
    HEAD,
    *_rows(BOGOR, (1, 7, 12), (3, 15, 216)),
    *_rows(BANDUNG, (4, 9, 11), (8, 21, 55)),
)
"""A later release: Bogor 254."""
WITH_ERRORS: Rows = (
    HEAD,
    _row(BOGOR, "LAKI-LAKI", "dua belas"),
    _row(BOGOR, "PEREMPUAN", 40),
    _row((9999, "KOTA TIDAK ADA"), "LAKI-LAKI", 9),
)
PERSONAL: Rows = (
    ("No", "Nama Korban", "NIK", "Alamat Korban", "Tanggal Lahir", "Jumlah"),
    (1, "Melati", "3201014505120001", "Jl. Mawar 1", "2012-05-05", 1),
    (2, "Kenanga", "3201014505130002", "Jl. Mawar 2", "2013-05-05", 1),
)
UNKNOWN: Rows = (
    ("Jumlah Korban Kekerasan terhadap Anak di Jawa Barat Tahun 2021", "", ""),
    ("Wilayah", "Korban Anak Laki-laki", "Korban Anak Perempuan"),
    ("Kabupaten Bogor", 12, 40),
    ("Kota Bandung", 9, 55),
    ("Kabupaten Garut", 7, 21),
    ("Kabupaten Ciamis", 5, 13),
)
"""A table in no known layout."""
ORIGIN = """[publication]
publication_id = "rilis-satu"
publisher = "DP3AKB Provinsi Jawa Barat"
title = "Korban kekerasan anak 2021"
trust = "official"
released = 2022-03-01
"""


def csv(rows: Rows) -> bytes:
    """The rows as a CSV file."""
    return "\n".join(",".join(map(str, row)) for row in rows).encode() + b"\n"
