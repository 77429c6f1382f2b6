"""How good a figure is, in one of three marks, and always the reason behind it.

The mark says how far the figure can be leaned on, not whether it is high or low. The worst reason
decides; all reasons are kept, worst first. Nothing is invented: a reason is a code of this closed
list with its text in both languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from indicators import codes

MARKS: Final = codes.QUALITY_MARKS
MARK_WORDS: Final[dict[str, tuple[str, str]]] = {
    "robust": ("Dapat diandalkan", "Robust"),
    "some_concerns": ("Ada catatan", "Some concerns"),
    "significant_concerns": ("Perlu kehati-hatian", "Significant concerns"),
}


@dataclass(frozen=True)
class Reason:
    """Why a figure has its mark: how bad it is, and the sentence in Indonesian and English."""

    mark: str
    id: str
    en: str

    def in_(self, language: str) -> str:
        """The sentence in `language` ('id' or 'en'); ValueError for any other."""
        if language == "id":
            return self.id
        if language == "en":
            return self.en
        raise ValueError(f"no text in language {language!r}")


_BAD: Final = "significant_concerns"
_SOME: Final = "some_concerns"
REASONS: Final[dict[str, Reason]] = {
    "simulated": Reason(_BAD, "Data simulasi, bukan data nyata.", "Simulated data, not real."),
    "unconfirmed": Reason(
        _BAD,
        "Sumbernya belum dapat dipastikan.",
        "Its source is not confirmed.",
    ),
    "not_reported": Reason(
        _BAD,
        "Belum dilaporkan; kosong bukan berarti nihil.",
        "Not reported; blank does not mean zero.",
    ),
    "superseded": Reason(
        _BAD,
        "Sudah digantikan oleh terbitan lain.",
        "Replaced by another publication.",
    ),
    "publications_differ": Reason(
        _BAD,
        "Terbitan lain memuat angka yang berbeda dan sebabnya tidak diketahui.",
        "Another publication prints a different figure, and the cause is not known.",
    ),
    "period_assumed": Reason(
        _BAD,
        "Periodenya tidak tertulis pada sumber; dianggap setahun penuh.",
        "The source does not state the period; a whole year is assumed.",
    ),
    "under_verification": Reason(
        _SOME, "Masih dalam proses verifikasi.", "Still under verification."
    ),
    "provisional": Reason(_SOME, "Angka sementara.", "Provisional figure."),
    "press": Reason(
        _SOME,
        "Dikutip dari berita, bukan dari terbitan resmi.",
        "Quoted from the press, not from an official publication.",
    ),
    "above_whole": Reason(
        _SOME,
        "Melebihi 100%: penyebutnya tidak sesuai.",
        "Above 100%: its denominator does not fit.",
    ),
    "not_exact": Reason(
        _SOME,
        "Sumber hanya menyebut angka perkiraan.",
        "The source gives an approximate figure only.",
    ),
    "months_missing": Reason(
        _SOME, "Tidak semua bulan dilaporkan.", "Not every month was reported."
    ),
    "units_missing": Reason(
        _SOME,
        "Tidak semua daerah atau unit melapor.",
        "Not every region or unit reported.",
    ),
    "partial": Reason(_SOME, "Data sebagian tahun.", "Part of a year only."),
    "period_approximate": Reason(
        _SOME,
        "Batas periodenya hanya perkiraan.",
        "The limits of its period are approximate.",
    ),
    "hidden": Reason(
        _SOME,
        "Dirahasiakan demi identitas anak.",
        "Hidden to protect the identity of children.",
    ),
    "parts_hidden": Reason(
        _SOME,
        "Sebagian angka di baliknya dirahasiakan.",
        "Part of the figures behind it are hidden.",
    ),
    "denominator_old": Reason(
        _SOME,
        "Jumlah penduduknya dari tahun lain.",
        "Its population is of another year.",
    ),
    "derived": Reason(
        _SOME,
        "Dijumlahkan oleh dasbor ini dari rincian terbitan yang sama.",
        "Summed by this dashboard from the details of the same publication.",
    ),
    "revised": Reason(_SOME, "Angka perbaikan.", "Revised figure."),
    "complete": Reason(
        "robust",
        "Terbitan resmi; semua bulan dilaporkan.",
        "Official publication; every month was reported.",
    ),
    "official": Reason(
        "robust",
        "Terbitan resmi untuk setahun penuh; kelengkapan tiap bulan tidak diketahui.",
        "Official publication for a whole year; completeness by month is not known.",
    ),
}
"""Every reason, worst first: the first that applies decides the mark and is shown beside it."""
COLUMNS: Final = ("quality", "quality_reason", "quality_reasons")
NEEDED: Final = (
    "trust", "status", "hidden", "is_exact", "is_partial", "is_derived", "is_superseded",
    "period_known", "year", "denominator_year", "note", "cause", "parts_hidden",
    "above_whole",
)  # fmt: skip


def marked(figures: pd.DataFrame) -> pd.DataFrame:
    """`figures` with `COLUMNS`: the mark, the reason that decides it, all reasons ("; ").

    Columns needed: trust (publication); status, hidden, is_exact, is_partial, is_derived,
    period_known, year, denominator_year (indicator_value); is_superseded (another publication of
    the folder replaces it); note (completeness); cause (side_by_side, of the worst pair; empty
    when there is none); parts_hidden (a sum of which parts are hidden); above_whole (a share above
    100 %). KeyError for one missing.
    """
    absent = sorted(set(NEEDED) - set(figures.columns))
    if absent:
        raise KeyError(f"the quality mark needs {', '.join(absent)}")
    applies = _applying(figures)
    names = list(REASONS)
    weighed = [applies[code].to_numpy(dtype=np.int64) << bit for bit, code in enumerate(names)]
    patterns, which = np.unique(np.sum(weighed, axis=0), return_inverse=True)
    codes = [
        [code for bit, code in enumerate(names) if int(pattern) >> bit & 1] for pattern in patterns
    ]
    told = {
        "quality": [REASONS[reasons[0]].mark for reasons in codes],
        "quality_reason": [reasons[0] for reasons in codes],
        "quality_reasons": ["; ".join(reasons) for reasons in codes],
    }
    return figures.assign(
        **{
            name: pd.Series(np.array(texts, dtype=object)[which], figures.index, object)
            for name, texts in told.items()
        }
    )


def _applying(figures: pd.DataFrame) -> dict[str, pd.Series[bool]]:
    """For every reason, the figures it applies to; exactly one of the good ones where none else."""
    status, trust, known = figures["status"], figures["trust"], figures["period_known"]
    note, is_hidden = figures["note"], figures["hidden"] != "no"
    year = figures["year"].astype(float)
    applies: dict[str, pd.Series[bool]] = {
        "simulated": trust == "simulated",
        "unconfirmed": trust == "unconfirmed",
        "not_reported": status == "not_reported",
        "superseded": figures["is_superseded"].astype(bool),
        "publications_differ": figures["cause"] == "tidak_diketahui",
        "period_assumed": known == "assumed_full_year",
        "under_verification": status == "under_verification",
        "provisional": status == "provisional",
        "press": trust == "press",
        "above_whole": figures["above_whole"].astype(bool),
        "not_exact": ~figures["is_exact"].astype(bool),
        "months_missing": note == "months_missing",
        "units_missing": note == "units_missing",
        "partial": figures["is_partial"].astype(bool),
        "period_approximate": known == "approximate",
        "hidden": is_hidden,
        "parts_hidden": figures["parts_hidden"].astype(bool),
        "denominator_old": (figures["denominator_year"].astype(float) - year).abs() > 0,
        "derived": figures["is_derived"].astype(bool),
        "revised": status == "revised",
    }
    any_concern = pd.concat(list(applies.values()), axis=1).any(axis=1)
    applies["complete"] = ~any_concern & (note == "complete")
    applies["official"] = ~any_concern & (note != "complete")
    return applies
