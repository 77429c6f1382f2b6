"""The few words figures set themselves, in Indonesian and English; everything else is handed in."""

from __future__ import annotations

from typing import Final

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "hidden": ("dirahasiakan", "hidden"),
    "not_reported": ("belum dilaporkan", "not reported"),
    "no_data": ("belum ada data", "no data yet"),
    "no_rate": ("ada jumlah, tanpa angka per penduduk", "a count, but no rate"),
    "higher": ("Lebih tinggi", "Higher"),
    "lower": ("Lebih rendah", "Lower"),
    "similar": ("Tidak berbeda nyata", "Not different"),
    "not_compared": ("Tidak dibandingkan", "Not compared"),
    "interval": ("rentang 95%", "95% interval"),
    "approximate": ("sekitar", "about"),
    "partial": ("data sebagian tahun", "partial year"),
    "no_score": ("Belum ada nilai yang dimuat", "No score loaded"),
    "bukti": ("bukti dukung", "evidence"),
    "campuran": ("campuran", "mixed"),
    "capaian": ("capaian bagi anak", "outcome for children"),
    "of": ("dari", "of"),
    "points": ("poin", "points"),
    "expired": ("telah berakhir", "has expired"),
    "scale": ("skala", "scale"),
    "to": ("sampai", "to"),
    "and": ("dan", "and"),
    "province": ("Provinsi", "Province"),
    "national": ("Nasional", "National"),
    "no_target": ("belum ada target", "no target"),
    "better_higher": ("↑ lebih tinggi lebih baik", "↑ higher is better"),
    "better_lower": ("↓ lebih rendah lebih baik", "↓ lower is better"),
    "better_none": ("tanpa arah penilaian", "no direction of judgement"),
    "break": ("Deret terputus", "Series break"),
    "band": ("pita", "band"),
    "bar": ("garis tegak", "upright line"),
    "bar_flat": ("garis mendatar", "level line"),
    "areas": ("daerah", "areas"),
    "lowest": ("Terendah", "Lowest"),
    "highest": ("Tertinggi", "Highest"),
    "chosen": ("Dipilih", "Selected"),
    "other_totals": ("Jumlah lain dalam berkas yang sama", "Other totals of the same file"),
    "earned": ("Poin yang diraih dari nilai maksimal", "Points earned of the maximum"),
    "open": ("Poin belum diraih", "Points not yet earned"),
    "score_scale": (
        "Skala nilai 0 sampai 1.000 poin dengan batas peringkat",
        "Score scale from 0 to 1,000 points with the award bands",
    ),
    "not_from_zero": ("skala tidak mulai dari 0", "scale does not start at 0"),
    "circle": ("lingkaran terbuka", "open circle"),
    "pair_shown": ("angka yang ditampilkan", "the figure shown"),
    "pair_other": ("angka lain", "the other figure"),
    "pair_beyond": ("lebih dari tiga kali", "more than three times"),
    "pair_scale": (
        "Angka lain dalam persen dari angka yang ditampilkan",
        "The other figure in percent of the one shown",
    ),
    "pair_none": ("tidak dapat dibandingkan", "can not be compared"),
    "empty": ("Tidak ada data untuk digambar", "No data to draw"),
}
SIGNS: Final = {"hidden": "D", "not_reported": "…", "no_data": "–", "no_rate": "×"}
"""What stands for a value that is not shown, by its state."""
_COLUMN: Final = {"id": 0, "en": 1}


def say(key: str, language: str) -> str:
    """The word for `key`; KeyError for an unknown key or language."""
    return _WORDS[key][_COLUMN[language]]
