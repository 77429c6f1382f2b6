"""Fixed words and sentences of the screen, and a value as it may be shown."""

from __future__ import annotations

import datetime
import math
from typing import Final

from indicators.numerals import is_english, months, number, period

WORDS: Final[dict[str, tuple[str, str]]] = {
    "zero": ("0 (nihil, sudah dilaporkan)", "Reported zero (0)"),
    "not_reported": ("… (belum dilaporkan)", "Not reported"),
    "hidden": ("Dirahasiakan", "Hidden"),
    "primary": ("Jumlah kecil; dirahasiakan demi identitas anak", "Small count hidden"),
    "secondary": (
        "Turut dirahasiakan agar tidak dapat dihitung balik",
        "Secondary suppression",
    ),
    "not_due": ("Belum jatuh tempo", "Not due"),
    "partial_year": ("Data sebagian tahun", "Partial year"),
    "provisional": ("Angka sementara", "Provisional"),
    "under_verification": ("Dalam proses verifikasi", "Under verification"),
    "revised": ("Angka perbaikan", "Revised"),
    "about": ("sekitar", "about"),
    "series_break": ("Deret terputus (sistem/definisi berubah)", "Series break"),
    "boundary": ("Di ambang batas peringkat", "At the boundary"),
    "points_open": ("Poin belum diraih", "Points not yet earned"),
    "expired": ("Target telah berakhir", "Target has expired"),
    "mandiri": ("Nilai Evaluasi Mandiri (EM)", "Self-assessment score"),
    "verifikasi_administrasi": ("Hasil Verifikasi Administrasi (VA)", "Desk-verified score"),
    "verifikasi_lapangan": ("Hasil Verifikasi Lapangan (VL)", "Field-verified score"),
    "akhir": ("Nilai akhir (penetapan)", "Final score"),
    "tidak_dinyatakan": ("Nilai KLA (tahap tidak dinyatakan)", "KLA score (stage not stated)"),
    "total": ("angka total", "printed total"),
    "block": ("menurut blok", "by block"),
    "indicator": ("menurut indikator", "by indicator"),
    "question": ("menurut pertanyaan", "by question"),
    "self_is_no_rank": ("Nilai mandiri bukan peringkat.", "A self score is not a rank."),
    "verified_is_no_rank": (
        "Nilai verifikasi belum merupakan peringkat.",
        "A verified score is not yet a rank.",
    ),
    "top_needs_more": (
        "Nilai di atas 900 saja belum menjamin peringkat KLA.",
        "A score above 900 alone does not secure the top rank.",
    ),
    "reports_not_incidence": (
        "Ini laporan yang tercatat, bukan jumlah kejadian; "
        "perubahan angka dapat berasal dari perubahan pelaporan.",
        "These are recorded reports, not incidence; a change may come from a change in reporting.",
    ),
    "types_overlap": (
        "Satu korban dapat tercatat pada lebih dari satu bentuk kekerasan.",
        "One victim may be recorded under more than one type of violence.",
    ),
    "more_is_not_worse": (
        "Laporan lebih banyak tidak berarti kekerasan lebih banyak.",
        "More reports do not mean more violence.",
    ),
    "fewer_is_not_better": (
        "Laporan lebih sedikit tidak berarti kekerasan lebih sedikit.",
        "Fewer reports do not mean less violence.",
    ),
    "no_interval": ("tidak ada rentang ketidakpastian", "there is no interval"),
    "no_denominator": ("tidak ada jumlah penduduk yang sesuai", "no matching population"),
    "too_few_areas": (
        "daerah yang ditampilkan terlalu sedikit untuk mewakili provinsinya",
        "too few areas are shown to stand for the province",
    ),
    "not_exact": ("angkanya perkiraan", "the figure is approximate"),
    "is_hidden": ("angkanya dirahasiakan", "the figure is hidden"),
    "is_not_reported": ("angkanya belum dilaporkan", "the figure is not reported"),
}
"""Words and fixed sentences of the screen, Indonesian and English."""


def word(key: str, language: str) -> str:
    """The word or fixed sentence called `key`; KeyError when there is none."""
    return WORDS[key][is_english(language)]


def reported(
    value: float | None,
    language: str,
    *,
    start: datetime.date,
    end: datetime.date,
    status: str = "reported",
    hidden: str = "no",
    is_exact: bool = True,
    decimals: int | None = None,
) -> str:
    """A value as it may be shown: the number, or which kind of nothing it is.

    A zero comes with the months it covers. `status` and `hidden` are codes of the tables.
    """
    if hidden != "no":
        return word(hidden, language)
    if value is None or math.isnan(value):
        missing = status if status == "under_verification" else "not_reported"
        return word(missing, language)
    if value == 0:
        text = f"{word('zero', language)}, {months(start, end, language)}"
    else:
        text = number(value, language, decimals)
        text = text if is_exact else f"{word('about', language)} {text}"
    if status in ("provisional", "under_verification", "revised"):
        text = f"{text} ({word(status, language).lower()})"
    return text


def partial_year(start: datetime.date, end: datetime.date, language: str) -> str:
    """Data sebagian tahun (Jan–Agu 2024)."""
    return f"{word('partial_year', language)} ({period(start, end, language)})"
