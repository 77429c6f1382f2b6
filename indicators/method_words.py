"""Words for the codes that the methods answer with: one sentence or name a code, both languages.

Every closed list of the method modules is here and complete (tested). Neutral about reports of
violence: higher and lower, never better and worse.
"""

from __future__ import annotations

from typing import Final

from indicators import verdict_words
from indicators.numerals import is_english

LEVEL_WORDS: Final[dict[str, tuple[str, str]]] = {
    "far_higher": ("jelas lebih tinggi", "clearly higher"),
    "higher": ("lebih tinggi", "higher"),
    "similar": ("tidak berbeda nyata", "not different"),
    "lower": ("lebih rendah", "lower"),
    "far_lower": ("jelas lebih rendah", "clearly lower"),
    "not_compared": ("tidak dibandingkan", "not compared"),
}
FUNNEL_REASONS: Final[dict[str, tuple[str, str]]] = {
    "no_count": (
        "Angkanya belum dilaporkan atau dirahasiakan.",
        "The figure is not reported or hidden.",
    ),
    "no_denominator": (
        "Tidak ada jumlah penduduk yang sesuai.",
        "There is no matching population.",
    ),
    "no_events": (
        "Tidak ada laporan di seluruh daerah yang dibandingkan.",
        "No area compared has any report.",
    ),
    "too_few_areas": (
        "Kurang dari lima daerah berangka dalam satu publikasi: ragam antardaerah tidak "
        "dapat diukur, sehingga corong tidak digambar.",
        "Fewer than five areas have a figure in one publication: the spread between them "
        "cannot be measured, so no funnel is drawn.",
    ),
}
DENOMINATORS: Final[dict[str, tuple[str, str]]] = {
    "anak_0_17": ("per 100.000 anak (0–17 tahun)", "per 100,000 children (0–17 years)"),
    "penduduk": ("per 100.000 penduduk", "per 100,000 population"),
}
TARGETS: Final[dict[str, tuple[str, str]]] = {
    "met": ("target tercapai", "target met"),
    "not_met": ("target belum tercapai", "target not met"),
    "similar": (
        "belum dapat dibedakan dari target",
        "cannot be told apart from the target",
    ),
    "not_compared": ("tidak dibandingkan dengan target", "not compared with the target"),
}
PROGRESS: Final[dict[str, tuple[str, str]]] = {
    "achieved": ("Target tercapai", "Target met"),
    "reached_early": (
        "Angka terakhir sudah mencapai batas target; angka tahun target belum ada",
        "The latest value is at the target level; there is no value of the target year yet",
    ),
    "on_track": ("Sesuai laju yang diperlukan", "On track"),
    "acceleration_needed": ("Perlu dipercepat", "Acceleration needed"),
    "limited": ("Kemajuan terbatas", "Limited progress"),
    "deterioration": ("Menjauh dari target", "Moving away from the target"),
    "not_stated": ("Belum dapat disimpulkan", "Cannot be stated"),
}
PROGRESS_REASONS: Final[dict[str, tuple[str, str]]] = {
    "expired": ("Target telah berakhir.", "The target has expired."),
    "no_value_of_year": (
        "Target telah berakhir dan belum ada angka untuk tahunnya.",
        "The target has expired and there is no value of its year.",
    ),
    "no_earlier_value": (
        "Belum ada nilai tahun sebelumnya pada deret yang sama.",
        "There is no earlier value in the same series.",
    ),
    "was_met_before": (
        "Angka awal deret sudah mencapai batas target, angka terakhir tidak lagi.",
        "The first value of the series was at the target level, the latest no longer is.",
    ),
    "too_few_years": (
        "Baru ada dua tahun; dua titik bukan tren.",
        "Only two years so far; two points are no trend.",
    ),
    "other_survey": (
        "Tahun lain dalam deret ini dari survei atau register lain dan tidak ikut dihitung.",
        "Other years in this series are of another survey or register and are not counted.",
    ),
    "zero_value": (
        "Laju menuju nol tidak dapat dinyatakan dalam persen per tahun.",
        "A pace towards zero cannot be stated in percent a year.",
    ),
}
YEARS: Final[dict[str, tuple[str, str]]] = {
    "stated": ("Perkiraan tahun hingga target", "Years to target"),
    "met": (
        "Angka terakhir sudah mencapai batas target.",
        "The latest value is at the target level already.",
    ),
    "cannot_be_stated": (
        "Belum dapat disimpulkan: perubahan per tahun belum dapat dibedakan dari tidak berubah.",
        "Cannot be stated: the yearly change cannot be told apart from no change.",
    ),
    "moving_away": (
        "Belum dapat disimpulkan: arah deretnya menjauh dari target.",
        "Cannot be stated: the series moves away from the target.",
    ),
    "too_few_years": (
        "Belum dapat disimpulkan: perlu sekurang-kurangnya empat tahun tanpa deret terputus.",
        "Cannot be stated: it takes four years at least without a series break.",
    ),
    "no_trend": (
        "Belum dapat disimpulkan: deretnya memuat nol atau hampir tanpa laporan.",
        "Cannot be stated: the series holds zeros or hardly any reports.",
    ),
    "no_target": (
        "Tidak dihitung: target telah berakhir atau nol.",
        "Not computed: the target has expired or is zero.",
    ),
}
PROJECTIONS: Final[dict[str, tuple[str, str]]] = {
    "no_monthly_history": (
        "Tidak diproyeksikan: belum ada tiga tahun penuh dengan angka bulanan.",
        "Not projected: there are no three full years of monthly figures.",
    ),
    "month_missing": (
        "Tidak diproyeksikan: ada bulan yang belum dilaporkan.",
        "Not projected: a month is not reported.",
    ),
    "no_reports": (
        "Tidak diproyeksikan: belum ada laporan tahun ini.",
        "Not projected: no report yet this year.",
    ),
    "break_in_year": (
        "Tidak diproyeksikan: deret terputus pada tahun ini.",
        "Not projected: the series breaks in this year.",
    ),
    "backtest_coverage": (
        "Tidak diproyeksikan: pada tahun-tahun lalu hasilnya terlalu sering di luar rentang.",
        "Not projected: in past years the result lay outside its range too often.",
    ),
    "backtest_error": (
        "Tidak diproyeksikan: pada tahun-tahun lalu selisihnya terlalu besar.",
        "Not projected: in past years it was too far off.",
    ),
    "too_wide": (
        "Tidak diproyeksikan: rentangnya lebih lebar daripada angkanya sendiri.",
        "Not projected: its range is wider than the figure itself.",
    ),
}
COMPLETENESS: Final[dict[str, tuple[str, str]]] = {
    "nothing_reported": ("Belum ada yang dilaporkan.", "Nothing is reported."),
    "period_assumed": (
        "Periode tidak tertulis pada sumber.",
        "The source does not state the period exactly.",
    ),
    "months_missing": ("Tidak semua bulan dilaporkan.", "Not every month is reported."),
    "part_of_year": ("Data sebagian tahun.", "Part of a year only."),
    "units_missing": (
        "Tidak semua daerah atau unit melapor.",
        "Not every region or unit reported.",
    ),
    "months_unknown": (
        "Satu angka untuk setahun; kelengkapan tiap bulan tidak diketahui.",
        "One figure for the year; completeness by month is not known.",
    ),
    "complete": ("Semua bulan dilaporkan.", "Every month is reported."),
}
SPC: Final[dict[str, tuple[str, str]]] = {
    "too_few_points": (
        "Belum cukup: perlu sekurang-kurangnya 12 bulan.",
        "Too little: it takes 12 months at least.",
    ),
    "counts_near_zero": (
        "Angka bulanan terlalu kecil untuk bagan kendali.",
        "Monthly figures are too small for a control chart.",
    ),
    "no_variation": ("Angka bulanannya tidak bervariasi.", "The monthly figures do not vary."),
    "outside": ("Di luar batas", "Outside the limits"),
    "shift": ("Tujuh bulan di satu sisi", "Seven months on one side"),
    "trend": ("Tujuh bulan terus naik atau turun", "Seven months rising or falling"),
    "two_of_three": ("Dua dari tiga bulan dekat batas", "Two of three months near a limit"),
}
LIKENESS: Final[dict[str, tuple[str, str]]] = {
    "penduduk": ("jumlah penduduk", "population"),
    "kepadatan": ("kepadatan penduduk", "population density"),
    "kota": ("kota atau kabupaten", "kota or kabupaten"),
    "rasio_jenis_kelamin": ("rasio laki-laki dan perempuan", "males per 100 females"),
    "bagian_anak": ("bagian anak dalam penduduk", "share of children in the population"),
}
LISTS: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "level": LEVEL_WORDS,
    "funnel": FUNNEL_REASONS,
    "likeness": LIKENESS,
    "denominator": DENOMINATORS,
    "target": TARGETS,
    "progress": PROGRESS,
    "progress_reason": PROGRESS_REASONS,
    "years": YEARS,
    "projection": PROJECTIONS,
    "completeness": COMPLETENESS,
    "spc": SPC,
    "verdict": verdict_words.VERDICTS,
    "verdict_reason": verdict_words.VERDICT_REASONS,
    "direction": verdict_words.DIRECTIONS,
    "method": verdict_words.TREND_METHODS,
    "option": verdict_words.OPTIONS,
    "unit_kind": verdict_words.UNIT_KINDS,
    "rank_group": verdict_words.RANK_GROUPS,
    "judgement": verdict_words.JUDGEMENTS,
}


def said(name: str, code: str, language: str) -> str:
    """The words of `code` of the list `name`; KeyError for a list or code that is none."""
    return LISTS[name][code][is_english(language)]
