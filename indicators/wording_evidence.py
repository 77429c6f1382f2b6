"""Evidence in words: how much is ready, what waits, how long there is, what contradicts itself."""

from __future__ import annotations

import datetime
from typing import Final

from indicators.numerals import is_english, number, of_one
from indicators.wording_forms import closes_sentence

Pair = tuple[str, str]
_CHANGES: Final[dict[str, Pair]] = {
    "bukti": ("hanya dokumen", "paper only"),
    "capaian": ("keadaan anak", "an outcome for children"),
    "campuran": ("dokumen dan layanan bagi anak", "paper and a service for children"),
}
_URGENCY: Final[dict[str, Pair]] = {
    "overdue": ("Lewat tenggat", "Overdue"),
    "week": ("Dalam 7 hari", "Within 7 days"),
    "month": ("Dalam 30 hari", "Within 30 days"),
    "later": ("Lebih dari 30 hari", "More than 30 days"),
    "undated": ("Tanpa tenggat", "No due date"),
    "ready": ("Siap", "Ready"),
}
_PROBLEMS: Final[dict[str, Pair]] = {
    "due_after_close": (
        "Tenggatnya sesudah formulir ditutup", "It is due after the form closes",
    ),
    "issued_later": (
        "Tanggal dokumennya belum tiba", "The date of the document is still to come",
    ),
    "valid_before_issued": (
        "Berakhir sebelum tanggal dokumennya", "It ends before the date of the document",
    ),
    "uploaded_without_link": (
        "Sudah diunggah, tetapi tanpa tautan", "Uploaded, but without a link",
    ),
    "complete_without_date": (
        "Lengkap, tetapi tanpa tanggal dokumen", "Complete, but without the document's date",
    ),
}  # fmt: skip


def changes(kind: str, language: str) -> str:
    """What completing a question changes: paper, or something for children."""
    return _CHANGES[kind][is_english(language)]


def urgency(code: str, language: str) -> str:
    """The word for how soon something is due (evidence.URGENCIES)."""
    return _URGENCY[code][is_english(language)]


def problem(code: str, language: str) -> str:
    """What a row of the register says against itself (evidence.PROBLEMS)."""
    return _PROBLEMS[code][is_english(language)]


def left(days: float, language: str) -> str:
    """How many days there are until a deadline; a dash where there is none."""
    if days != days:  # NaN
        return "–"
    count = number(abs(days), language, 0)
    english = is_english(language)
    if days == 0:
        return "today" if english else "hari ini"
    if days < 0:
        return f"{of_one(f'{count} days', count, language)} late" if english else (
            f"lewat {count} hari"
        )  # fmt: skip
    return of_one(f"{count} days", count, language) if english else f"{count} hari lagi"


def register_sentence(
    language: str,
    *,
    questions: int,
    ready: int,
    not_stated: int,
    overdue: int,
    at_stake: float | None,
    closes: datetime.date | None,
    today: datetime.date,
) -> str:
    """How many questions have their evidence ready, what waits for it, and for how long.

    `at_stake`: points not yet earned of questions whose evidence is not ready; None without a
    score on the form. `not_stated`: questions that no office has said anything of.
    """
    english = is_english(language)
    all_, done = number(questions, language, 0), number(ready, language, 0)
    told = [
        f"The evidence of {done} of {all_} questions is ready."
        if english
        else f"Bukti {done} dari {all_} pertanyaan sudah siap."
    ]
    if at_stake is not None:
        points = number(at_stake, language)
        told.append(
            f"{points} {of_one('points', points, language)} not yet earned wait for evidence."
            if english
            else f"{points} poin yang belum diraih menunggu bukti."
        )
    if not_stated:
        count = number(not_stated, language, 0)
        told.append(
            f"Of {count} {of_one('questions', count, language)} no office has said anything yet."
            if english
            else f"Tentang {count} pertanyaan belum ada pernyataan dari perangkat daerah mana pun."
        )
    if overdue:
        count = number(overdue, language, 0)
        told.append(
            f"{count} {of_one('questions', count, language)} past the due date."
            if english
            else f"{count} pertanyaan lewat tenggat."
        )
    told.append(closes_sentence(language, closes=closes, today=today) or _open(language))
    return " ".join(told)


def _open(language: str) -> str:
    return (
        "The day the form closes is not recorded."
        if is_english(language)
        else "Hari penutupan formulir belum dicatat."
    )


def shared_sentence(language: str, *, offices: float, whole: float, shared: float) -> str:
    """Why the points of the offices add up to more than those of the form."""
    values = [number(one, language) for one in (offices, whole, shared)]
    if is_english(language):
        return (
            "Questions of several offices stand whole under each of them: the rows add up to "
            "{}, the form to {}; {} of it is shared."
        ).format(*values)
    return (
        "Pertanyaan bersama tercatat utuh pada setiap perangkat daerahnya: baris-barisnya "
        "berjumlah {}, sedangkan formulir {}; {} di antaranya poin bersama."
    ).format(*values)
