"""The verified-score forecast in words: a range of earlier pairs, never a promise, never a rank."""

from __future__ import annotations

from typing import Final

from indicators.forecast import FEWEST_PAIRS
from indicators.numerals import is_english, number, percent, range_

_COUNTED: Final = {
    5: ("lima", "five"), 6: ("enam", "six"), 7: ("tujuh", "seven"), 8: ("delapan", "eight"),
    9: ("sembilan", "nine"), 10: ("sepuluh", "ten"),
}  # fmt: skip


def _count(n: int, language: str) -> str:
    return _COUNTED[n][is_english(language)] if n in _COUNTED else str(n)


def forecast_label(language: str, pairs: int, coverage: float) -> str:
    """What the range is: of how many pairs, how often it holds, from which stage to which."""
    share, n = percent(100 * coverage, language, 0), _count(pairs, language)
    return (
        f"Rentang {n} pasangan (sekitar {share}), dari evaluasi mandiri ke verifikasi administrasi",
        f"The range of {n} pairs (about {share}), from self-assessment to administrative "
        "verification",
    )[is_english(language)]


def forecast_sentence(
    language: str,
    *,
    region: str,
    self_score: float,
    lower: float,
    middle: float,
    upper: float,
    pairs: int,
    own_pairs: int,
    coverage: float,
    reason: str | None = None,
) -> str:
    """What a self-assessed score may become; with `reason` why nothing is said."""
    english = is_english(language)
    if reason is not None:
        return _refused(language, region, pairs, reason)
    score = number(self_score, language)
    span, mid = range_(lower, upper, language, 0), number(middle, language, 0)
    own = (
        _own(language, region, own_pairs),
        word_of_cycles(language),
    )
    text = (
        f"Perkiraan nilai setelah verifikasi: {span} (tengah {mid}) dari nilai mandiri {score}. "
        f"{forecast_label(language, pairs, coverage)}.",
        f"Verified-score forecast: {span} (middle {mid}) from a self-assessed {score}. "
        f"{forecast_label(language, pairs, coverage)}.",
    )[english]
    return " ".join((text, *own))


def _refused(language: str, region: str, pairs: int, reason: str) -> str:
    english = is_english(language)
    if reason == "no_score":
        return (
            f"Belum dapat disimpulkan: nilai mandiri {region} belum dimuat.",
            f"Cannot be stated: no self-assessed score of {region} is loaded.",
        )[english]
    return (
        f"Belum dapat disimpulkan: baru {pairs} pasangan nilai mandiri dan hasil verifikasi "
        f"administrasi yang dimuat, paling sedikit {FEWEST_PAIRS}.",
        f"Cannot be stated: only {pairs} pairs of self-assessment and administrative verification "
        f"are loaded, at least {FEWEST_PAIRS} are needed.",
    )[english]


def _own(language: str, region: str, own: int) -> str:
    english = is_english(language)
    if own:
        return (
            f"{own} di antaranya pasangan {region} sendiri dari tahun lain.",
            f"{own} of them {region} itself had in other years.",
        )[english]
    return (
        f"{region} belum mempunyai pasangan sendiri dari tahun lain: rentang ini pengalaman "
        "daerah lain.",
        f"{region} has no pair of its own from other years: the range is what happened elsewhere.",
    )[english]


def word_of_cycles(language: str) -> str:
    """Where the forecast ends, and what it mixes."""
    return (
        "Pasangannya dari beberapa siklus dengan formulir berbeda; verifikasi lapangan dan "
        "penetapan peringkat tidak diperkirakan.",
        "The pairs come from several cycles with different forms; field verification and the "
        "award are not forecast.",
    )[is_english(language)]


def pairs_sentence(
    language: str, *, pairs: int, together: int, province: str, year: int, press: int
) -> str:
    """How one-sided the pairs are: most of them of one province and year, known from the press."""
    english = is_english(language)
    n, most = _count(pairs, language), _count(together, language)
    first = (
        f"{most.capitalize()} dari {n} pasangan berasal dari satu provinsi dalam satu tahun "
        f"({province}, {year}).",
        f"{most.capitalize()} of {n} pairs come from one province in one year ({province}, "
        f"{year}).",
    )[english]
    if not press:
        return first
    who = _count(press, language).capitalize()
    selected = (
        "Semuanya" if press == pairs else f"{who} di antaranya",
        "All" if press == pairs else f"{who}",
    )
    return (
        first
        + (
            f" {selected[0]} dipilih pers untuk diberitakan, sehingga dapat condong ke selisih "
            "yang besar.",
            f" {selected[1]} of them were selected by the press for a story, and may lean towards "
            "large differences.",
        )[english]
    )


def leave_one_out_sentence(language: str, *, pairs: int, inside: int) -> str:
    """How the forecast did on the pairs themselves, each forecast from all the others."""
    english = is_english(language)
    if pairs <= FEWEST_PAIRS:
        return (
            "Belum dapat diuji: pasangan yang tersisa kurang dari lima bila satu dikeluarkan.",
            "It cannot be tested: fewer than five pairs remain when one is left out.",
        )[english]
    promised = percent(100 * (pairs - 2) / pairs, language, 0)
    return (
        f"Bila setiap pasangan diperkirakan dari yang lain, {inside} dari {pairs} jatuh dalam "
        f"rentangnya; rentang {pairs - 1} pasangan menjanjikan {promised}.",
        f"With each pair forecast from the others, {inside} of {pairs} fall within their range; "
        f"a range of {pairs - 1} pairs promises {promised}.",
    )[english]
