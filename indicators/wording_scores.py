"""Scores whose levels, stages or cycles differ, in words: what is used and why, what adds up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from indicators.numerals import is_english, number, percent
from indicators.words import word

HALF: Final = 0.005
"""Half of the last printed decimal: figures that differ by less are one."""
WHY: Final[dict[str, tuple[str, str]]] = {
    "decision": ("keputusan perangkat daerah", "decided by the office"),
    "printed_total": (
        "jumlah yang dicetak sumber sendiri",
        "the total the source itself prints",
    ),
    "highest_level": (
        "tingkat tertinggi yang lengkap; nilai maksimalnya tepat 1.000",
        "the highest level that is all there; its maxima make exactly 1,000",
    ),
    "only": ("satu-satunya tingkat yang dimuat", "the only level loaded"),
    "part_of_form": (
        "belum mencakup seluruh formulir; tingkat tertinggi yang ada",
        "does not cover the whole form; the highest level there is",
    ),
    "confirmed": (
        "tercetak pada tingkat itu, dan satu tingkat di bawahnya berjumlah sama",
        "printed on that level, and one level below adds up to the same",
    ),
    "printed": (
        "tercetak pada tingkat itu; rinciannya berbeda atau tidak dimuat",
        "printed on that level; the levels below differ or are not loaded",
    ),
    "summed": (
        "tidak tercetak; jumlah tingkat terdekat yang lengkap",
        "not printed; the sum of the nearest level that is all there",
    ),
    "form": (
        "nilai maksimal pada formulir siklusnya",
        "the maximum on the form of its cycle",
    ),
}
"""Why a figure of a score is used, by codes.WHY_SCORE: Indonesian and English."""


def why_used(code: str, language: str) -> str:
    """Why one figure of a score is used; KeyError for a code that is none."""
    return WHY[code][is_english(language)]


def chosen_sentence(language: str, *, basis: str, value: float, why: str) -> str:
    """The total that is used where those of one file differ, and the rule behind it."""
    points = number(value, language)
    if is_english(language):
        return f"Used: {points} ({word(basis, language)}), {why_used(why, language)}."
    return f"Dipakai: {points} ({word(basis, language)}), {why_used(why, language)}."


def open_sums_sentence(language: str, sums: Sequence[tuple[str, float]]) -> str:
    """Points open on every level of one file (level, points): each named, none averaged."""
    listed = ", ".join(f"{number(x, language)} ({word(level, language)})" for level, x in sums)
    if is_english(language):
        return f"Points not yet earned by level: {listed}. They differ and are not averaged."
    return f"Poin belum diraih menurut tingkat: {listed}. Berbeda, dan tidak dirata-ratakan."


def maxima_sentence(
    language: str, *, of_questions: float, meant: float, rows: Sequence[tuple[str, float, float]]
) -> str:
    """The maxima of questions that do not make that of the form; `rows` are the indicators at
    fault with the maxima of their questions and of themselves.
    """
    english = is_english(language)
    instead = "not" if english else "bukan"
    name = "indicator" if english else "indikator"
    listed = "; ".join(
        f"{name} {row}: {number(asked, language)}, {instead} {number(own, language)}"
        for row, asked, own in rows
    )
    printed, whole = number(of_questions, language), number(meant, language)
    where = f" ({listed})" if listed else ""
    if english:
        return f"Question maxima print as {printed} where {whole} is meant{where}."
    return f"Nilai maksimal pertanyaan tercetak {printed}, padahal yang dimaksud {whole}{where}."


def office_sum_sentence(
    language: str, *, own: float, shared: float, nameless: float, total: float
) -> str:
    """How the points of offices add up: shared ones once, those without an office apart."""
    parts = [number(x, language) for x in (own, shared, nameless)]
    whole = number(total, language)
    if is_english(language):
        return (
            f"{parts[0]} of one office alone + {parts[1]} shared, counted once + {parts[2]} that "
            f"name no office = {whole} points."
        )
    return (
        f"{parts[0]} milik satu perangkat daerah + {parts[1]} bersama, dihitung sekali + "
        f"{parts[2]} tanpa perangkat daerah = {whole} poin."
    )


def stage_sentence(
    language: str,
    *,
    region: str,
    year: int,
    before: float,
    after: float,
    stage: str,
    maxima: tuple[float, float],
    bases: tuple[str, str] = ("total", "total"),
) -> str:
    """What a later stage made of a self-assessment of the same cycle.

    Where the maxima of the two differ, only percent of the maximum is compared; totals made of
    different levels (`bases`) say so.
    """
    english = is_english(language)
    later = word(stage, language)
    if bases[0] != bases[1]:
        later += f" ({word(bases[0], language)} → {word(bases[1], language)})"
    if abs(maxima[0] - maxima[1]) > HALF:
        shares = [percent(100 * x / top, language, 1)
                  for x, top in zip((before, after), maxima, strict=True)]  # fmt: skip
        told = (
            f"self-assessed {shares[0]} of its maximum, {later} {shares[1]} of another maximum"
            if english
            else f"mandiri {shares[0]} dari maksimalnya, {later} {shares[1]} dari maksimal lain"
        )
        return f"{region} {year}: {told}."
    change = after - before
    size, share = number(abs(change), language), percent(100 * abs(change) / before, language, 1)
    values = f"{number(before, language)} → {number(after, language)}"
    if abs(change) < HALF:
        same = "unchanged" if english else "tidak berubah"
        return f"{region} {year}, {later}: {values}, {same}."
    if english:
        way = "lower" if change < 0 else "higher"
        return (
            f"{region} {year}, {later}: {values}, {size} points ({share}) {way} than self-assessed."
        )
    way = "lebih rendah" if change < 0 else "lebih tinggi"
    return (
        f"{region} {year}, {later}: {values}, {size} poin ({share}) {way} daripada nilai mandiri."
    )


def loss_sentence(language: str, *, questions: int, lost: float, given: float) -> str:
    """Points that verification took away, and those it added, on the questions of both stages."""
    took, added = number(lost, language), number(given, language)
    if is_english(language):
        more = f" and added {added}" if given else ""
        return (
            f"On {questions} questions scored at both stages verification took {took} points{more}."
        )
    more = f" dan menambah {added} poin" if given else ""
    return (
        f"Pada {questions} pertanyaan yang dinilai di kedua tahap, verifikasi mengurangi "
        f"{took} poin{more}."
    )


def kept_words(language: str, kept: float | None) -> str:
    """Share of the claimed points that a later stage kept; a dash where nothing was claimed."""
    return "–" if kept is None else percent(100 * kept, language, 0)


def cycles_sentence(language: str) -> str:
    """What may be compared between stages and between cycles."""
    if is_english(language):
        return (
            "Stages are never mixed. Between cycles only the percent of the maximum is compared: "
            "the form and its weights change."
        )
    return (
        "Tahap tidak pernah dicampur. Antarsiklus hanya persen dari nilai maksimal yang "
        "dibandingkan, sebab formulir dan bobotnya berubah."
    )
