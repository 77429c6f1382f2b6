"""Words for the codes of verdicts, directions, ranks and designs: one entry a code, both languages.

Verdicts are `simpulan`, never `putusan` (a court's ruling); reports go up and down, and are never
better or worse for it.
"""

from __future__ import annotations

from typing import Final

from indicators.wording_change import Pair

VERDICTS: Final[dict[str, Pair]] = {
    "likely_real": ("Perubahan kemungkinan nyata", "Change likely real"),
    "reporting_changed": ("Pelaporan kemungkinan berubah", "Reporting likely changed"),
    "cannot_separate": ("Penyebab belum dapat dibedakan", "Cannot be separated"),
    "series_break": ("Deret terputus (sistem/definisi berubah)", "Series break"),
    "too_little": ("Data belum cukup untuk disimpulkan", "Too little data"),
}
VERDICT_REASONS: Final[dict[str, Pair]] = {
    "hidden_years": (
        "ada tahun yang angkanya dirahasiakan demi identitas anak",
        "the figure of a year is hidden to protect the identity of children",
    ),
    "after_break": (
        "sesudah deret terputus tahun penuhnya masih terlalu sedikit",
        "too few whole years follow the series break",
    ),
    "too_few_years": (
        "tahun penuh yang dapat dibandingkan kurang dari tiga",
        "fewer than three whole years can be compared",
    ),
    "no_events": (
        "tidak ada laporan pada seluruh tahun itu",
        "no report in any of these years",
    ),
    "events_at_one_end": (
        "laporan hanya ada pada satu ujung deret",
        "reports stand at one end of the series only",
    ),
    "change_unclear": (
        "rentang perubahannya mencakup naik dan turun",
        "the range of the change holds both a rise and a fall",
    ),
    "months_changed": (
        "jumlah bulan yang terisi berubah",
        "the number of months with entries changed",
    ),
    "units_changed": (
        "jumlah unit yang melapor berubah",
        "the number of units that reported changed",
    ),
    "recording_explains": (
        "perubahan kelengkapan dapat menjelaskan seluruh perubahan laporan",
        "the change in completeness can explain the whole change in reports",
    ),
    "recording_partly_explains": (
        "perubahan kelengkapan dapat menjelaskan sebagian perubahan laporan",
        "the change in completeness can explain part of the change in reports",
    ),
    "recording_against": (
        "kelengkapan berubah ke arah sebaliknya",
        "completeness moved the other way",
    ),
    "recording_steady": ("kelengkapan pelaporan tetap", "completeness of reporting was steady"),
    "months_unknown": (
        "jumlah bulan yang terisi tidak diketahui",
        "the number of months with entries is not known",
    ),
    "units_unknown": (
        "jumlah unit yang melapor tidak diketahui",
        "the number of units that reported is not known",
    ),
    "second_source_differs": (
        "sumber kedua menunjukkan arah lain",
        "a second source shows another direction",
    ),
    "second_source_agrees": (
        "sumber kedua menunjukkan arah yang sama",
        "a second source shows the same direction",
    ),
    "province_moved_too": (
        "perubahannya tidak berbeda nyata dari provinsi",
        "the change is not different from the province's",
    ),
    "judged_alone": (
        "dinilai sendiri, tanpa daerah lain sebagai pembanding",
        "judged alone, without other areas beside it",
    ),
}
DIRECTIONS: Final[dict[str, Pair]] = {
    "up": ("naik", "up"),
    "down": ("turun", "down"),
    "unclear": ("arah belum jelas", "direction unclear"),
}
TREND_METHODS: Final[dict[str, Pair]] = {
    "pooled": (
        "dinilai bersama daerah lain dalam provinsinya",
        "judged together with the other areas of its province",
    ),
    "single": ("dinilai sendiri", "judged alone"),
    "none": ("tidak dihitung", "not computed"),
}
OPTIONS: Final[dict[str, Pair]] = {
    "now": ("Data sekarang", "Data as they are"),
    "pool_2": ("Setiap dua tahun digabung", "Every two years pooled"),
    "pool_3": ("Setiap tiga tahun digabung", "Every three years pooled"),
    "years_7": ("Tujuh tahun data", "Seven years of data"),
    "years_10": ("Sepuluh tahun data", "Ten years of data"),
}
UNIT_KINDS: Final[dict[str, Pair]] = {
    "regions": ("kabupaten/kota", "kabupaten/kota"),
    "reporting_units": ("unit pelapor", "reporting units"),
}
RANK_GROUPS: Final[dict[str, Pair]] = {
    "high": ("Pasti di paruh atas", "Surely in the upper half"),
    "low": ("Pasti di paruh bawah", "Surely in the lower half"),
    "between": ("Belum dapat ditempatkan", "Cannot be placed"),
    "not_ranked": ("Tidak diurutkan", "Not ranked"),
}
JUDGEMENTS: Final[dict[str, Pair]] = {
    "better": ("lebih baik", "better"),
    "worse": ("kurang baik", "worse"),
    "similar": ("tidak berbeda nyata", "not different"),
    "none": ("tidak dinilai", "not judged"),
}
"""Of outcomes with a direction only; reports of violence are always `none`."""
