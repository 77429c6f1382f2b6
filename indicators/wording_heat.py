"""The heat map of a province in words: who has scores by block, and what they lose together."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.numerals import is_english, number, percent
from indicators.recap import WEAK_BELOW
from indicators.words import word


def heat_sentence(
    language: str,
    *,
    region: str,
    stage: str,
    cycle_year: int,
    scored: int,
    regencies: int,
    largest: tuple[str, float, float, int] | None,
) -> str:
    """How many have a score, and the item they lose most on: title, open, percent, weak regions."""
    if is_english(language):
        first = (
            f"{region}, {word(stage, language)}, cycle {cycle_year}: {scored} of "
            f"{regencies} kabupaten/kota have scores by block."
        )
    else:
        first = (
            f"{region}, {word(stage, language)}, siklus {cycle_year}: {scored} dari {regencies} "
            "kabupaten/kota memiliki nilai per blok."
        )
    if largest is None:
        return first
    title, lost, share, weak = largest
    points, reached = number(lost, language), percent(share, language, 0)
    below = percent(WEAK_BELOW, language, 0)
    if is_english(language):
        most = "Most points are lost on" if scored > 1 else "It loses most points on"
        told = f"{most} {title} ({points} points; {reached} of the maximum reached"
        many = f"; {_under(weak, language)} under {below})." if scored > 1 else ")."
    else:
        most = "Poin terbanyak hilang pada" if scored > 1 else "Poinnya terbanyak hilang pada"
        told = f"{most} {title} ({points} poin; {reached} dari nilai maksimal tercapai"
        many = f"; {_under(weak, language)} di bawah {below})." if scored > 1 else ")."
    return f"{first} {told}{many}"


def _under(regions: int, language: str) -> str:
    """How many areas are weak: none is said as none, not as 0."""
    if regions:
        return f"{regions} of them" if is_english(language) else f"{regions} daerah"
    return "none of them" if is_english(language) else "tidak ada daerah"


def weakest_sentence(language: str, *, title: str, weak: int, scored: int) -> str:
    """The item that most areas are weak in: it may lose few points, since maxima differ."""
    below = percent(WEAK_BELOW, language, 0)
    if is_english(language):
        return f"Weak (under {below}) in most areas: {title}, {weak} of {scored}."
    return f"Lemah (di bawah {below}) di paling banyak daerah: {title}, {weak} dari {scored}."


def no_heat_sentence(
    language: str, *, region: str, regencies: int, with_total: int, with_award: int
) -> str:
    """Why there is no heat map: what is loaded instead, and who holds the scores by block."""
    if is_english(language):
        return (
            f"{region}: no kabupaten/kota of {regencies} has scores by block, so there is no heat "
            f"map. {with_total} have a total score, {with_award} an award on record. What is not "
            "loaded is not zero: the scores by block are with the KLA task force of each "
            "kabupaten/kota and with the verification team of the province."
        )
    return (
        f"{region}: dari {regencies} kabupaten/kota belum ada yang nilainya dimuat per blok, jadi "
        f"matriks capaian belum dapat dibuat. {with_total} memiliki nilai total, {with_award} "
        "memiliki catatan penghargaan. Yang belum dimuat bukan nol: nilai per blok ada pada Gugus "
        "Tugas KLA setiap kabupaten/kota dan pada tim verifikasi provinsi."
    )


def absent_sentence(language: str, names: Sequence[str]) -> str:
    """Who has no score of this cycle and stage."""
    if is_english(language):
        return (
            f"No score by block of this cycle and stage from {len(names)} kabupaten/kota (not "
            f"zero): {', '.join(names)}."
        )
    return (
        f"{len(names)} kabupaten/kota belum ada nilai per bloknya untuk siklus dan tahap ini "
        f"(bukan nol): {', '.join(names)}."
    )
