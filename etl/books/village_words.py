"""The words of the checklist of kecamatan and desa/kelurahan, and of the musrenbang sheets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from indicators.definition import Title

HEAD: Final = "Petunjuk"
SHEET_OF: Final[Mapping[str, str]] = {"kecamatan": "Kecamatan", "desa": "Desa"}
"""The sheet of each level; a checklist is known by the three sheets."""

KEYS: Final[Mapping[str, Title]] = {
    "region_code": Title(id="Kode daerah", en="Region code"),
    "region_name": Title(id="Kabupaten/Kota", en="Regency or city"),
    "instrument_id": Title(id="Formulir", en="Form"),
    "as_of": Title(id="Keadaan per tanggal", en="State as of"),
}
AREA_FIELDS: Final[Mapping[str, Title]] = {
    "area_code": Title(id="Kode wilayah", en="Area code"),
    "name": Title(id="Nama wilayah", en="Area"),
    "parent_code": Title(id="Kode induk", en="Parent code"),
}
TEXTS: Final[Mapping[str, Title]] = {
    "areas": Title(id="Jumlah wilayah", en="Areas"),
    "total": Title(id="Poin menurut daftar ini", en="Points by this checklist"),
    "of": Title(id="Nilai maksimal", en="Maximum"),
    "percent": Title(id="Persen wilayah (ya)", en="Percent of areas (ya)"),
    "points": Title(id="Poin", en="Points"),
    "maximum": Title(id="Nilai maksimal pertanyaan", en="Maximum of the question"),
    "answered": Title(id="Sudah dijawab", en="Answered"),
    "answer": Title(
        id="Pilih ya atau tidak; kosongkan bila belum diketahui.",
        en="Choose ya (yes) or tidak (no); leave empty if not yet known.",
    ),
    "need": Title(id="Belum terpenuhi", en="Not yet fulfilled"),
    "state": Title(id="Keadaan", en="State"),
    "no": Title(id="belum", en="not fulfilled"),
    "open": Title(id="belum dijawab", en="not answered"),
    "worth": Title(id="Poin bagi kabupaten/kota", en="Points for the regency or city"),
    "activity": Title(id="Usulan kegiatan", en="Proposed activity"),
    "budget": Title(id="Usulan anggaran (Rp)", en="Proposed budget (Rp)"),
    "budget_sum": Title(id="Jumlah usulan anggaran (Rp)", en="Sum of proposed budgets (Rp)"),
    "proposed": Title(id="Baris yang sudah diusulkan", en="Rows with a proposal"),
    "musrenbang": Title(id="Bahan musrenbang", en="For the musrenbang of"),
    "villages": Title(id="Desa/kelurahan yang belum memenuhi", en="Villages without it"),
}
GUIDE: Final[tuple[Title, ...]] = (
    Title(
        id="Satu baris satu kecamatan (lembar Kecamatan) atau satu desa/kelurahan (lembar Desa).",
        en="One row is one kecamatan (sheet Kecamatan) or one desa/kelurahan (sheet Desa).",
    ),
    Title(
        id="Jawab ya atau tidak. Kosong berarti belum diketahui, bukan tidak.",
        en="Answer ya (yes) or tidak (no). Empty means not yet known, not no.",
    ),
    Title(
        id="Yang kosong dihitung belum terpenuhi. Pada kasus gizi, ya berarti masih ada kasus.",
        en="Empty counts as not fulfilled. For nutrition cases ya means there are still cases.",
    ),
    Title(
        id="Poin = nilai maksimal × bagian wilayah yang memenuhi; rubrik resminya tidak diketahui.",
        en="Points = maximum × share of areas that fulfil it; the official rubric is not known.",
    ),
    Title(
        id="Persen dan poin di atas tabel terhitung sendiri. Jangan ubah kode pertanyaannya.",
        en="Percent and points above the table work themselves out. Leave the codes as they are.",
    ),
)
