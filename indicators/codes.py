"""The closed lists of codes that facts may carry, in the field's own terms.

One list, one place: the warehouse checks against it, layouts translate labels into it, and the
catalogue must hold a title in both languages for every code (`definitions/dimensions.toml`).
"""

from __future__ import annotations

from typing import Final

ALL: Final = "semua"
"""The code of a total: the row counts every category of that dimension."""

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
SEVERITIES: Final = ("error", "warning")
WHY_CHOSEN: Final = (
    "only", "decision", "no_value", "superseded", "whole_year", "longer_period", "exact", "trust",
    "longer_series", "later_release", "name",
)  # fmt: skip
"""The rule by which one publication of a quantity is shown first, in the order they are asked."""
CAUSES: Final = (
    "sama", "korban_dan_kasus", "kelompok_lebih_luas", "sebagian_tahun", "rilis_baru",
    "jumlah_jenis", "pembulatan", "tidak_diketahui",
)  # fmt: skip
"""Why two figures of one quantity differ, as far as the figures themselves tell."""

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
}

CASE_BREAKDOWNS: Final = (
    "sex", "age_band", "violence_type", "place", "relation", "service",
)  # fmt: skip
"""The dimensions by which a case count may be broken down (all are `semua` on a total)."""
