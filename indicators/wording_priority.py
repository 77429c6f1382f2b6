"""The way to a band in words: how far it is, what reaches it, what happens if one item fails."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Final

from indicators.numerals import day, is_english, number, of_one
from indicators.words import word

_LEFT_OUT: Final[dict[str, tuple[str, str]]] = {
    "nothing_open": ("Nilainya sudah penuh", "Nothing is open"),
    "text_not_known": (
        "Bunyi pertanyaannya tidak diketahui; periksa pada formulir asal",
        "Its wording is not known; look it up on the original form",
    ),
    "too_late": (
        "Tenggat buktinya lewat hari terakhir formulir",
        "Its evidence is due after the form closes",
    ),
    "ruled_out": ("Dikesampingkan pada halaman ini", "Set aside on this page"),
    "effort_not_typed": (
        "Hari kerjanya belum diisi pada buku kerja bukti dukung; tidak ditaksir",
        "Its working days are not typed in the evidence workbook; they are not guessed",
    ),
    "no_chance": (
        "Peluangnya diisi 0 pada buku kerja bukti dukung",
        "Its chance is typed as 0 in the evidence workbook",
    ),
}


_KINDS: Final[dict[str, tuple[str, str]]] = {
    "capaian": ("capaian bagi anak", "outcome for children"),
    "campuran": ("bukti dan layanan nyata", "evidence and a real service"),
    "bukti": ("bukti dukung saja", "evidence only"),
}


def left_out(code: str, language: str) -> str:
    """Why a question is not offered (codes.EXCLUDED). KeyError for another code."""
    return _LEFT_OUT[code][is_english(language)]


def priority_sentence(
    language: str,
    *,
    stage: str,
    value: float,
    band: str | None,
    lower: float = 0.0,
    needed: float = 0.0,
    reach: str = "",
    questions: int = 0,
    points: float = 0.0,
    reachable: float = 0.0,
) -> str:
    """How far the band (its title) is from a total, and what completing questions does.

    `reach` is one of codes.REACHES. `band` is None where no band lies above.
    """
    english = is_english(language)
    scored = f"{word(stage, language)} {number(value, language)}"
    if band is None:
        last = ("tidak ada rentang peringkat di atasnya", "no band lies above it")[english]
        return f"{scored}: {last}. {_no_rank(stage, language)}".strip()
    far, edge = number(needed, language), number(lower, language)
    start = (
        f"{scored}: {far} {of_one('points', far, language)} to the lower edge of {band} ({edge})."
        if english
        else f"{scored}: {far} poin lagi sampai batas bawah {band} ({edge})."
    )
    told = _reached(language, reach, questions, points, reachable, needed)
    return " ".join(part for part in (start, told, _no_rank(stage, language)) if part)


def _no_rank(stage: str, language: str) -> str:
    if stage == "mandiri":
        return word("self_is_no_rank", language)
    return word("verified_is_no_rank", language) if stage.startswith("verifikasi") else ""


def _reached(
    language: str, reach: str, questions: int, points: float, reachable: float, needed: float
) -> str:
    english = is_english(language)
    if reach == "no_questions":
        return (
            "Nilai setiap pertanyaan belum dimuat, sehingga pertanyaan yang perlu dilengkapi "
            "belum dapat dipilih.",
            "Scores of single questions are not loaded, so none can be chosen.",
        )[english]
    if reach == "out_of_reach":
        all_, short = number(reachable, language), number(needed - reachable, language)
        return (
            f"Semua pertanyaan yang dapat dipilih bersama-sama bernilai {all_} poin: masih kurang "
            f"{short}.",
            f"All questions that may be chosen bring {all_} points together: {short} too few.",
        )[english]
    brings = number(points, language)
    if english:
        noun = "question" if questions == 1 else "questions"
        return f"Completing {questions} {noun} is enough: {brings} points if earned in full."
    return f"Cukup melengkapi {questions} pertanyaan: {brings} poin bila diraih penuh."


def effort_sentence(
    language: str, *, questions: int, points: float, effort: float, is_reached: bool
) -> str:
    """What the choice of least effort takes: working days as offices typed them."""
    english = is_english(language)
    days, brings = number(effort, language), number(points, language)
    if not is_reached:
        return (
            f"Pertanyaan yang hari kerjanya sudah diisi ({questions}, {days} hari kerja) belum "
            f"cukup: {brings} poin.",
            f"The questions whose working days are typed ({questions}, {days} working days) are "
            f"not enough: {brings} points.",
        )[english]
    return (
        f"Paling sedikit {days} hari kerja menurut isian perangkat daerah: {questions} pertanyaan, "
        f"{brings} poin bila diraih penuh.",
        f"At least {days} working days as offices typed them: {questions} questions, {brings} "
        "points if earned in full.",
    )[english]


def chance_sentence(language: str, *, points: float, counted: float, typed: int, all_: int) -> str:
    """What is counted of the chosen once the chances that offices typed are taken into account."""
    english = is_english(language)
    full, left = number(points, language), number(counted, language)
    return (
        f"Peluang lolos diisi untuk {typed} dari {all_} pertanyaan ini; dengan itu {full} poin "
        f"dihitung {left}. Yang tidak diisi dihitung penuh, bukan ditaksir.",
        f"A chance to pass is typed for {typed} of these {all_} questions; with it {full} points "
        f"count as {left}. What is not typed counts in full; nothing is guessed.",
    )[english]


def kinds_sentence(language: str, points: Mapping[str, float]) -> str:
    """How many points of a choice reward paper, a documented service, or an outcome for children.

    `points` by kind of question (bukti, campuran, capaian).
    """
    english = is_english(language)
    told = [
        f"{number(points[kind], language)} {title[english]}"
        for kind, title in _KINDS.items()
        if kind in points
    ]
    first = "; ".join(told)
    if points.get("capaian", 0.0) <= 0:
        only = (
            "Tidak satu pun mengubah capaian bagi anak secara langsung.",
            "None of them changes an outcome for children directly.",
        )[english]
        return f"{('Poin', 'Points')[english]}: {first}. {only}"
    return f"{('Poin', 'Points')[english]}: {first}."


def edges_sentence(language: str, gaps: Sequence[tuple[float, float]]) -> str:
    """That bands are printed as whole numbers, and what lies between two of them."""
    english = is_english(language)
    listed = ", ".join(f"{number(a, language)}–{number(b, language)}" for a, b in gaps)
    half = number((gaps[0][0] + gaps[0][1]) / 2, language)
    return (
        f"Rentang peringkat dicetak dalam bilangan bulat dan menyisakan celah ({listed}): nilai "
        f"seperti {half} berada di ambang batas, dan tidak ada sumber yang menyebut aturannya. "
        "Jarak di sini dihitung sampai batas bawah yang tercetak.",
        f"Bands are printed as whole numbers and leave gaps ({listed}): a score such as {half} is "
        "at the boundary, and no source states the rule. Distances here go to the printed lower "
        "edge.",
    )[english]


def closes_sentence(language: str, closes: datetime.date, today: datetime.date) -> str:
    """How long the form is still open."""
    english = is_english(language)
    left, last = (closes - today).days, day(closes, language)
    if left < 0:
        return (
            f"Formulir sudah ditutup pada {last}; yang dilengkapi sekarang untuk siklus "
            "berikutnya.",
            f"The form closed on {last}; what is completed now is for the next cycle.",
        )[english]
    return (
        f"Formulir ditutup {last}: {left} hari lagi.",
        f"The form closes on {last}: {left} {'day' if left == 1 else 'days'} left.",
    )[english]


def other_totals_sentence(
    language: str, needed: Sequence[tuple[str, float]], band: str, points: float | None = None
) -> str:
    """The same distance counted from the other totals of one file, by level.

    `points` are those of the choice: where it falls short of one of these, that is said.
    """
    english = is_english(language)
    listed = "; ".join(
        f"{number(far, language)} ({word(basis, language)})" for basis, far in needed
    )
    few = [word(basis, language) for basis, far in needed if points is not None and far > points]
    short = ""
    if few:
        short = (
            f" Pilihan di bawah belum cukup bila dihitung {', '.join(few)}.",
            f" The choice below is not enough if counted {', '.join(few)}.",
        )[english]
    return (
        f"Dari jumlah pada tingkat lain dalam berkas yang sama jarak ke {band}: {listed}. "
        f"Tidak dirata-ratakan.{short}",
        f"From the totals on other levels of the same file the distance to {band} is: {listed}. "
        f"They are not averaged.{short}",
    )[english]


def fails_sentence(
    language: str, *, chosen: int, still: int, replaceable: int, spare: float
) -> str:
    """What one failed item means: `still` reach the band anyway, `replaceable` by one other.

    `spare` are the points above what is needed.
    """
    english = is_english(language)
    extra = number(spare, language)
    if still == chosen:
        return (
            f"Bila satu di antaranya gagal, batas itu tetap tercapai (cadangan {extra} poin).",
            f"If one of them fails the edge is still reached ({extra} points to spare).",
        )[english]
    if not still and not replaceable:
        return (
            f"Cadangan {extra} poin: bila satu saja gagal, batas itu tidak tercapai dan tidak ada "
            "satu pertanyaan pun yang cukup menggantikannya.",
            f"{extra} points to spare: if a single one fails the edge is not reached, and no one "
            "question makes up for it.",
        )[english]
    if not still:
        return (
            f"Cadangan {extra} poin: bila satu saja gagal, batas itu tidak tercapai; pada "
            f"{replaceable} dari {chosen} pertanyaan satu pengganti cukup.",
            f"{extra} points to spare: if a single one fails the edge is not reached; for "
            f"{replaceable} of {chosen} questions one other makes up for it.",
        )[english]
    return (
        f"Cadangan {extra} poin: bila satu gagal, batas itu tetap tercapai pada {still} dari "
        f"{chosen} pertanyaan, dan pada {replaceable} lainnya satu pertanyaan pengganti cukup.",
        f"{extra} points to spare: if one fails the edge is still reached for {still} of {chosen} "
        f"questions, and for {replaceable} more a single other question makes up for it.",
    )[english]
