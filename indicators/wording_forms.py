"""What is said of forms: until when one is open, what became of questions, what carries over."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final

from indicators import numerals
from indicators.wording_change import Pair, pick

_RELATIONS: Final[dict[str, Pair]] = {
    "same": ("sama", "same"),
    "changed": ("berubah", "changed"),
    "new": ("baru", "new"),
    "gone": ("hilang", "gone"),
}


def relation(language: str, code: str) -> str:
    """The word for what became of a question."""
    return pick(_RELATIONS[code], language)


def carried_mark(language: str, code: str, carried_from: str) -> str:
    """What stands beside evidence or a score that comes from an earlier form.

    `code` is same or changed; `carried_from` names form and question: kla_2024 1/2a.
    """
    texts: Pair = ("dibawa dari {}", "carried over from {}")
    if code == "changed":
        texts = ("dibawa dari {}, periksa ulang", "carried over from {}, check again")
    return pick(texts, language).format(carried_from)


def counts_sentence(language: str, *, counts: Mapping[str, int], previous: str) -> str:
    """How many questions are the same, changed, new and gone."""
    texts: Pair = (
        "Dibandingkan dengan {}: {} pertanyaan sama, {} berubah, {} baru, {} hilang.",
        "Against {}: {} questions are the same, {} changed, {} new, {} gone.",
    )
    told = (numerals.number(counts[name], language, 0) for name in _RELATIONS)
    return pick(texts, language).format(previous, *told)


def carry_rule(language: str) -> str:
    """What carries over and how forms are compared."""
    return pick(
        (
            "Bukti dan nilai pertanyaan yang sama atau berubah dibawa ke formulir baru; yang "
            "berubah perlu diperiksa ulang. Antarformulir hanya persen dari nilai maksimal yang "
            "dibandingkan.",
            "Evidence and scores of questions that are the same or changed carry over to the new "
            "form; changed ones are to be checked again. Between forms only percent of the "
            "maximum is compared.",
        ),
        language,
    )


def carried_sentence(
    language: str, *, form: str, previous: str, stage: str, year: int, value: float,
    from_max: float, share: float, same: int, changed: int, new: int,
) -> str:  # fmt: skip
    """What an assessment on an earlier form says of a later one, in percent of its own maxima.

    `stage` in the language.
    """
    texts: Pair = (
        "{} {} pada {}: {} dari {} poin ({}) atas pertanyaan yang masih ditanyakan pada {}. "
        "{} pertanyaan sama, {} berubah dan perlu diperiksa ulang, {} belum pernah dinilai. "
        "Ini bukan nilai pada {}.",
        "{} {} on {}: {} of {} points ({}) for questions that {} still asks. "
        "{} questions are the same, {} changed and are to be checked again, {} were never scored. "
        "This is no score on {}.",
    )
    return pick(texts, language).format(
        stage,
        year,
        previous,
        numerals.number(value, language),
        numerals.number(from_max, language),
        numerals.percent(share, language, 1),
        form,
        *(numerals.number(one, language, 0) for one in (same, changed, new)),
        form,
    )


def remarks(language: str, *, closes: datetime.date | None, remote: int, others: int) -> str:
    """What stands under a form: its last day, and questions asked of one kind of area only."""
    told = []
    if closes is not None:
        texts: Pair = ("Dibuka sampai {}.", "Open until {}.")
        told.append(pick(texts, language).format(numerals.day(closes, language)))
    if remote or others:
        texts = (
            "{} pertanyaan hanya untuk daerah 3T, {} hanya untuk daerah bukan 3T.",
            "{} questions are for remote (3T) areas only, {} for other areas only.",
        )
        told.append(pick(texts, language).format(remote, others))
    return " ".join(told)


def unknown_sentence(language: str, *, count: int) -> str:
    """How many questions have no known wording."""
    texts: Pair = (
        "{} pertanyaan pada daftar ini tidak diketahui bunyinya; letaknya paling akhir.",
        "The wording of {} questions on this list is not known; they come last.",
    )
    return pick(texts, language).format(numerals.number(count, language, 0))


def next_form(language: str) -> str:
    """How the form of another cycle comes in."""
    return pick(
        (
            "Formulir siklus berikutnya dimuat sebagai buku kerja: ubah menurut juknisnya, "
            "periksa pemetaannya, lalu muat.",
            "The form of the next cycle is loaded as a workbook: change it as its guideline says, "
            "check its mapping, then load it.",
        ),
        language,
    )


def closes_sentence(language: str, *, closes: datetime.date | None, today: datetime.date) -> str:
    """Until when a form is open, counted from `today`; empty where it is not known."""
    if closes is None:
        return ""
    days = (closes - today).days
    day = numerals.day(closes, language)
    if days < 0:
        return pick(("Formulir ditutup pada {}.", "The form closed on {}."), language).format(day)
    if days == 0:
        texts: Pair = ("Formulir ditutup hari ini, {}.", "The form closes today, {}.")
        return pick(texts, language).format(day)
    texts = ("Formulir ditutup pada {}, {} hari lagi.", "The form closes on {}, in {} days.")
    if days == 1:
        texts = ("Formulir ditutup besok, {}.", "The form closes tomorrow, {}.")
    return pick(texts, language).format(day, numerals.number(days, language, 0))


def kind_of_area(language: str, *, is_remote: bool) -> str:
    """Which of the questions asked of one kind of area only are counted."""
    return pick(
        (
            "Daerah ini dihitung dengan pertanyaan untuk daerah 3T.",
            "This area is counted with the questions for remote (3T) areas.",
        )
        if is_remote
        else (
            "Daerah ini dihitung dengan pertanyaan untuk daerah bukan 3T.",
            "This area is counted with the questions for areas that are not remote (3T).",
        ),
        language,
    )
