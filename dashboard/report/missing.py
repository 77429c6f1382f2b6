"""What a profile lacks: which data, who holds it, which template to fill in.

The holders are those of the form (indicator to lead office) and of the publications loaded so far;
a local office may have another name.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from dashboard.language import mark
from dashboard.report.document import Missing, SectionName
from dashboard.report.labels import Voice


@dataclass(frozen=True)
class _Kind:
    what: str
    holder: str
    template: str
    sections: tuple[SectionName, ...]
    without: tuple[str, ...] = ()
    """Not asked for when one of these is loaded: it says the same in more detail."""


TASK_FORCE: Final = mark(
    "Gugus Tugas KLA (sekretariat: dinas yang membidangi perlindungan anak atau Bappeda)"
)
KINDS: Final[dict[str, _Kind]] = {
    "award": _Kind(
        mark("Penghargaan KLA"),
        mark("Kementerian PPPA; surat keputusan juga ada pada Gugus Tugas KLA"),
        "penghargaan",
        ("head",),
    ),
    "total": _Kind(
        mark("Nilai total KLA dengan tahapnya"),
        TASK_FORCE,
        "skor",
        ("head",),
        ("questions", "blocks"),
    ),
    "blocks": _Kind(mark("Nilai menurut blok"), TASK_FORCE, "skor", ("blocks",), ("questions",)),
    "questions": _Kind(
        mark("Nilai menurut indikator dan pertanyaan (Rekap Penilaian Mandiri)"),
        TASK_FORCE,
        "rekap",
        ("head", "blocks", "gaps"),
    ),
    "outcomes": _Kind(
        mark("Capaian bagi anak (akta, gizi, sekolah, dan lainnya)"),
        mark("Disdukcapil, Dinas Kesehatan, Dinas Pendidikan, Kementerian Agama"),
        "capaian",
        ("gaps",),
    ),
    "targets": _Kind(mark("Target daerah (RPJMD, Renstra)"), mark("Bappeda"), "target", ("gaps",)),
    "reports": _Kind(
        mark("Laporan kasus kekerasan terhadap anak per tahun"),
        mark("UPTD PPA atau dinas yang membidangi perlindungan anak (SIMFONI-PPA)"),
        "kasus",
        ("head", "trends"),
    ),
    "recording": _Kind(
        mark("Unit pelapor dan bulan yang melapor"),
        mark("UPTD PPA atau dinas yang membidangi perlindungan anak (SIMFONI-PPA)"),
        "kelengkapan",
        ("trends",),
        ("no_reports",),
    ),
    "population": _Kind(
        mark("Jumlah penduduk anak"), mark("Disdukcapil; BPS"), "penduduk", ("trends", "similar")
    ),
}


def missing(loaded: Collection[str], say: Voice) -> tuple[Missing, ...]:
    """What of `KINDS` is not in `loaded`, in the order of the pages.

    `loaded` names kinds; a kind that a more detailed loaded one contains is not asked for, nor the
    reporting units of reports that are not there. ValueError for a kind not known.
    """
    if unknown := set(loaded) - set(KINDS):
        raise ValueError(f"no such data: {sorted(unknown)}")
    known = {*loaded, *(() if "reports" in loaded else ("no_reports",))}
    return tuple(
        Missing(
            what=say(kind.what),
            holder=say(kind.holder),
            template=say("templat {name}", name=kind.template),
            command=f"python -m etl template {kind.template} --out {kind.template}.xlsx",
            sections=kind.sections,
        )
        for name, kind in KINDS.items()
        if name not in known and known.isdisjoint(kind.without)
    )
