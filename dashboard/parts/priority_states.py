"""What the way to a band lacks: what is missing, who holds it, and the template to send."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.language import speaker
from dashboard.parts.score import assessment_titles, no_score
from dashboard.parts.shapes import Note
from dashboard.queries import gaps
from dashboard.queries.contract import Run

_RECAP = "python -m etl template rekap --out rekap.xlsx"
_SCORES = "python -m etl template skor --out skor.xlsx"


@dataclass(frozen=True)
class Missing:
    """A sentence, notes, and the commands that write what is to be filled in."""

    sentence: str
    notes: tuple[Note, ...] = ()
    commands: tuple[str, ...] = ()


def nothing(run: Run, region: str, name: str, is_regency: bool, language: str) -> Missing:
    """Why no distance to a band can be told: no region that is scored, or no whole total."""
    say = speaker(language)
    if not is_regency:
        return Missing(
            say(
                "Formulir KLA dinilai per kabupaten/kota, jadi {region} tidak mempunyai nilai "
                "sendiri. Pilih kabupaten/kota.",
                region=name,
            )
        )
    if assessment_titles(run, region, language):
        return Missing(
            say(
                "Nilai {region} yang dimuat belum mencakup seluruh formulir, sehingga jaraknya ke "
                "peringkat belum dapat dihitung. Rekap lengkapnya ada pada Gugus Tugas KLA "
                "(sekretariat: dinas yang membidangi perlindungan anak atau Bappeda).",
                region=name,
            ),
            commands=(_RECAP,),
        )
    return Missing(no_score(run, region, name, language), commands=(_RECAP, _SCORES))


def no_questions(run: Run, region: str, assessment: str, name: str, language: str) -> Missing:
    """What a total without questions still lacks; blocks are named where they are loaded."""
    say = speaker(language)
    levels = set(gaps.totals(run, region, assessment)["level"])
    notes = [
        Note(
            say(
                "Nilai {region} per pertanyaan belum dimuat. Rekap penilaian mandiri dengan nilai "
                "setiap pertanyaan ada pada Gugus Tugas KLA; isikan pada templat rekap lalu muat.",
                region=name,
            ),
            "caution",
        )
    ]
    if "block" in levels:
        notes.append(
            Note(
                say(
                    "Nilai per blok sudah dimuat: geser pada Simulasi Nilai, lihat poin terbuka "
                    "pada Analisis Kesenjangan."
                )
            )
        )
    return Missing("", tuple(notes), (_RECAP,))
