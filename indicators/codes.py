"""The closed lists of codes that facts may carry, in the field's own terms.

One list, one place: the warehouse checks against it, layouts translate labels into it, and the
catalogue must hold a title in both languages for every code (`definitions/dimensions.toml`).
"""

from __future__ import annotations

from typing import Final

ALL: Final = "semua"
"""The code of a total: the row counts every category of that dimension."""

CELL_WITHHELD: Final = "withheld"
"""Stands for a cell in the public edition where the order of cells would tell hidden counts."""

UNITS: Final = ("kasus", "korban", "jenis", "laporan")
GROUPS: Final = (ALL, "anak", "perempuan", "perempuan_dan_anak", "dewasa")
SEXES: Final = (ALL, "laki_laki", "perempuan")
CHILD_AGE_BANDS: Final = ("0-5", "6-12", "13-17")
AGE_BANDS: Final = (
    ALL, *CHILD_AGE_BANDS, "18-24", "25-44", "45-59", "60+", "tidak_diketahui", "0-17", "0-18",
)  # fmt: skip
VIOLENCE_TYPES: Final = (
    ALL, "fisik", "psikis", "seksual", "eksploitasi", "tppo", "penelantaran", "lainnya", "kdrt",
)  # fmt: skip
PLACES: Final = (
    ALL, "rumah_tangga", "tempat_kerja", "sekolah", "fasilitas_umum", "lembaga_pendidikan_kilat",
    "lainnya",
)  # fmt: skip
RELATIONS: Final = (
    ALL, "orang_tua", "keluarga", "suami_istri", "tetangga", "pacar_teman", "guru", "majikan",
    "rekan_kerja", "lainnya",
)  # fmt: skip
SERVICES: Final = (
    ALL, "pengaduan", "kesehatan", "bantuan_hukum", "penegakan_hukum", "rehabilitasi_sosial",
    "reintegrasi_sosial", "pemulangan", "pendampingan_tokoh_agama",
)  # fmt: skip
AREA_TYPES: Final = (ALL, "perkotaan", "perdesaan")

STAGES: Final = (
    "mandiri", "verifikasi_administrasi", "verifikasi_lapangan", "akhir", "tidak_dinyatakan",
)  # fmt: skip
LEVELS: Final = ("total", "block", "indicator", "question")
AWARDS: Final = (
    "tanpa_penghargaan", "pratama", "madya", "nindya", "utama", "kla", "tidak_disebut",
)  # fmt: skip

STATUSES: Final = ("reported", "not_reported", "under_verification", "provisional", "revised")
"""What a source says of one cell. A reported zero is `reported` with value 0."""
HIDDEN: Final = ("no", "primary", "secondary")
"""Disclosure: `primary` is a small count, `secondary` keeps one from being worked back."""
PERIOD_KNOWN: Final = ("stated", "approximate", "assumed_full_year", "as_other_figures")
TRUST: Final = ("official", "press", "unconfirmed", "simulated")
REGION_KINDS: Final = ("negara", "provinsi", "kabupaten", "kota", "kecamatan", "desa", "kelurahan")
BETTER: Final = ("higher", "lower", "none")
AREA_LEVELS: Final = ("kecamatan", "desa")
"""Below the regency; `desa` stands for desa and kelurahan."""
ANSWERS: Final = ("ya", "tidak")
VARIANTS: Final = ("semua", "3t", "non_3t")
"""Which areas a question is asked of: all, remote (3T) ones, the others."""
QUESTION_KINDS: Final = ("bukti", "capaian", "campuran")
"""What a question rewards: evidence on paper, an outcome for children, a documented service."""
FORM_RELATIONS: Final = ("same", "changed", "new", "gone")
"""What became of a question from one form to the next."""
CARRIED: Final = ("same", "changed")
"""Relations under which evidence and scores carry over; a changed question is checked again."""
EVIDENCE_STATUSES: Final = (
    "belum_ada", "disusun", "menunggu_tanda_tangan", "lengkap", "sudah_diunggah",
    "perlu_perbaikan", "ditolak", "kedaluwarsa",
)  # fmt: skip
PLAN_STATUSES: Final = (
    "belum_direncanakan", "direncanakan", "berjalan", "selesai", "tertunda", "dihentikan",
)  # fmt: skip
REACHES: Final = ("reached", "out_of_reach", "no_questions")
"""Whether completing questions reaches a band; `no_questions`: their scores are not loaded."""
EXCLUDED: Final = (
    "nothing_open", "text_not_known", "too_late", "ruled_out", "effort_not_typed", "no_chance",
)  # fmt: skip
"""Why a question is not offered, in the order they are asked."""
FORECAST_REASONS: Final = ("no_score", "too_few_pairs")
PAIR_LIES: Final = ("inside", "above", "below", "no_range")
"""Where a verified score lies beside the range of all other pairs."""
MOVES: Final = ("up", "same", "down", "not_named", "no_before")
"""A rank beside the award before: moved, or why that is not known."""
PROVILA: Final = ("met", "not_met", "unknown")
"""Whether all kabupaten/kota of a province hold an award (a province is then PROVILA)."""
READINESS: Final = ("holds", "breaks", "unknown")
RECEIVED_ITEMS: Final = (
    "penghargaan", "nilai_mandiri", "nilai_verifikasi", "bukti", "desa", "rad", "kasus", "capaian",
)  # fmt: skip
"""What a province waits for from each kabupaten/kota."""
RECEIVED: Final = ("complete", "part", "older", "none")
SEVERITIES: Final = ("error", "warning")
WHY_CHOSEN: Final = (
    "only", "decision", "no_value", "superseded", "whole_year", "longer_period", "exact", "trust",
    "longer_series", "later_release", "name",
)  # fmt: skip
"""The rule by which one publication of a quantity is shown first, in the order they are asked."""
WHY_SCORE: Final = (
    "decision", "printed_total", "highest_level", "only", "part_of_form", "confirmed", "printed",
    "summed", "form",
)  # fmt: skip
"""Why one figure of a score is used where its levels differ; wording_scores says each."""
CAUSES: Final = (
    "sama", "korban_dan_kasus", "kelompok_lebih_luas", "sebagian_tahun", "rilis_baru",
    "jumlah_jenis", "pembulatan", "tidak_diketahui",
)  # fmt: skip
"""Why two figures of one quantity differ, as far as the figures themselves tell."""

TREND_METHODS: Final = ("pooled", "single", "none")
DIRECTIONS: Final = ("up", "down", "unclear")
TREND_REASONS: Final = (
    "hidden_years", "after_break", "too_few_years", "no_events", "events_at_one_end",
)  # fmt: skip
"""Why there is no trend; of several the first."""
VERDICTS: Final = (
    "likely_real", "reporting_changed", "cannot_separate", "series_break", "too_little",
)  # fmt: skip
VERDICT_REASONS: Final = (
    "hidden_years", "after_break", "too_few_years", "no_events", "events_at_one_end",
    "change_unclear",
    "months_changed", "units_changed", "recording_explains", "recording_partly_explains",
    "recording_against", "recording_steady", "months_unknown", "units_unknown",
    "second_source_differs", "second_source_agrees", "province_moved_too", "judged_alone",
)  # fmt: skip
DETECTABILITY_OPTIONS: Final = ("now", "pool_2", "pool_3", "years_7", "years_10")
COMPLETENESS_NOTES: Final = (
    "nothing_reported", "period_assumed", "months_missing", "part_of_year", "units_missing",
    "months_unknown", "complete",
)  # fmt: skip
"""What is to be said first, most serious first; `complete` needs monthly figures of all months."""
UNIT_KINDS: Final = ("regions", "reporting_units")
PROJECTION_REASONS: Final = (
    "no_monthly_history", "month_missing", "no_reports", "break_in_year", "backtest_coverage",
    "backtest_error", "too_wide",
)  # fmt: skip
"""Why a partial year is not completed, in the order they are asked."""
PROGRESS: Final = (
    "achieved", "reached_early", "on_track", "acceleration_needed", "limited", "deterioration",
    "not_stated",
)  # fmt: skip
PROGRESS_REASONS: Final = (
    "expired", "no_value_of_year", "no_earlier_value", "was_met_before", "too_few_years",
    "zero_value", "other_survey",
)  # fmt: skip
"""Why progress is not stated; `other_survey` also stands beside progress that is."""
YEARS_STATUSES: Final = (
    "stated", "met", "cannot_be_stated", "moving_away", "too_few_years", "no_trend", "no_target",
)  # fmt: skip
"""What is said of the years; `no_target`: expired, or zero, which a log-linear line never meets."""
COMPARISON_LEVELS: Final = ("far_higher", "higher", "similar", "lower", "far_lower", "not_compared")
"""The five levels, from above to below, and the answer when a part is missing."""
JUDGEMENTS: Final = ("better", "worse", "similar", "none")
TARGET_VERDICTS: Final = ("met", "not_met", "similar", "not_compared")
RANK_GROUPS: Final = ("high", "low", "between", "not_ranked")
"""Surely in the upper half, surely in the lower half, neither, and without a rate."""
QUALITY_MARKS: Final = ("robust", "some_concerns", "significant_concerns")
"""From good to bad; the words of Fingertips (methods: features)."""
LIKENESS: Final = ("penduduk", "kepadatan", "kota", "rasio_jenis_kelamin", "bagian_anak")
"""What kabupaten/kota are likened by; none of it is a result."""
METHODS: Final = (
    "reports", "interval", "comparison", "many", "funnel", "ranks", "neighbours", "trend",
    "detectability", "verdict", "completeness", "partial_year", "control", "targets", "disclosure",
    "quality", "priorities", "forecast",
)  # fmt: skip
"""What the methods page explains, in its order; each has its text in definitions/methods.toml."""
FUNNEL_REASONS: Final = ("no_count", "no_denominator", "no_events", "too_few_areas")
COMPARISON_REASONS: Final = (
    "no_interval", "no_denominator", "too_few_areas", "not_exact", "not_reported", "hidden",
)  # fmt: skip
"""Why an area is not compared with the rest of its province."""

DIMENSIONS: Final[dict[str, tuple[str, ...]]] = {
    "unit": UNITS,
    "group": GROUPS,
    "sex": SEXES,
    "age_band": AGE_BANDS,
    "violence_type": VIOLENCE_TYPES,
    "place": PLACES,
    "relation": RELATIONS,
    "service": SERVICES,
    "area_type": AREA_TYPES,
    "stage": STAGES,
    "level": LEVELS,
    "award": AWARDS,
    "status": STATUSES,
    "hidden": HIDDEN,
    "period_known": PERIOD_KNOWN,
    "trust": TRUST,
    "region_kind": REGION_KINDS,
    "why_chosen": WHY_CHOSEN,
    "cause": CAUSES,
    "evidence_status": EVIDENCE_STATUSES,
    "plan_status": PLAN_STATUSES,
}

CASE_BREAKDOWNS: Final = (
    "sex", "age_band", "violence_type", "place", "relation", "service",
)  # fmt: skip
"""The dimensions by which a case count may be broken down (all are `semua` on a total)."""
