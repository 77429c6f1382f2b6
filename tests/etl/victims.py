"""A workbook of the few figures that tests of what the public edition shows need."""

from __future__ import annotations

from pathlib import Path

from etl.template import write_template


def workbook(path: Path, *, end: str = "2022-12-31", **figures: int) -> Path:
    """Child victims of Kabupaten Pati in 2022 by sex, of one publication."""
    rows = [
        {
            "kode_daerah": "33.18",
            "nama_daerah": "Kabupaten Pati",
            "periode_mulai": "2022-01-01",
            "periode_selesai": end,
            "periode_diketahui": "stated",
            "satuan": "korban",
            "kelompok": "anak",
            "jenis_kelamin": sex,
            "jumlah": figure,
            "publikasi": "laporan-2022",
        }
        for sex, figure in figures.items()
    ]
    told = {
        "publikasi": "laporan-2022",
        "penerbit": "DP3AKB",
        "judul": "Laporan 2022",
        "kepercayaan": "official",
    }
    write_template("kasus", path, {"Data": rows, "Publikasi": [told]})
    return path
