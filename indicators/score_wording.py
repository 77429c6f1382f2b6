"""KLA scores in words: stage, years told apart, bands, totals that differ, points still open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from indicators.numerals import is_english, number
from indicators.words import word

_COUNTED: Final = (("Dua", "Two"), ("Tiga", "Three"), ("Empat", "Four"))


def cycle_line(
    language: str,
    *,
    cycle: str | None,
    data_year: int | None,
    award_year: int | None,
    printed_year: int,
) -> str:
    """Siklus 2024/25 · data 2023 · penghargaan 2025; what is not known is said to be unknown."""
    if is_english(language):
        first = f"Cycle {cycle}" if cycle else f"Cycle not stated (source: {printed_year})"
        data = f"data {data_year}" if data_year else "data year not stated"
        award = f"award {award_year}" if award_year else "award year not stated"
    else:
        first = f"Siklus {cycle}" if cycle else f"Siklus tidak dinyatakan (sumber: {printed_year})"
        data = f"data {data_year}" if data_year else "tahun data tidak dinyatakan"
        award = f"penghargaan {award_year}" if award_year else "tahun penghargaan tidak dinyatakan"
    return f"{first} · {data} · {award}"


def score_sentence(
    language: str,
    *,
    region: str,
    stage: str,
    value: float,
    max_value: float,
    cycle: str | None,
    data_year: int | None,
    award_year: int | None,
    printed_year: int,
    band: str | None = None,
    boundary: str | None = None,
    next_band: str | None = None,
    points_to_next: float | None = None,
    awards: Sequence[tuple[int, str]] = (),
) -> str:
    """What a score says: stage, points, years told apart, and where the points lie.

    `band`, `boundary` and `next_band` are titles of bands; `band` is None when the score does
    not cover the whole form. `awards` are those given, year and title: a band is not an award.
    """
    english = is_english(language)
    of = "of" if english else "dari"
    points = f"{number(value, language)} {of} {number(max_value, language)}"
    years = cycle_line(
        language,
        cycle=cycle,
        data_year=data_year,
        award_year=award_year,
        printed_year=printed_year,
    )
    whose = (
        f"{word(stage, language)} of {region}" if english else f"{word(stage, language)} {region}"
    )
    sentences = [f"{whose}: {points}.", f"{years}."]
    if awards:
        given = ", ".join(f"{title} ({year})" for year, title in awards)
        sentences.append(f"{'Award' if english else 'Penghargaan'}: {given}.")
    if stage == "mandiri":
        sentences.append(word("self_is_no_rank", language))
    elif stage.startswith("verifikasi"):
        sentences.append(word("verified_is_no_rank", language))
    if band is None:
        partly = ("Nilai ini belum mencakup seluruh formulir.", "It does not cover the whole form.")
        return " ".join([*sentences, partly[english]])
    sentences.append(_place(language, band, boundary, next_band, points_to_next))
    if value > 900:
        sentences.append(word("top_needs_more", language))
    return " ".join(sentences)


def _place(
    language: str,
    band: str,
    boundary: str | None,
    next_band: str | None,
    points_to_next: float | None,
) -> str:
    """Where points lie on the printed bands, and how far the next one is."""
    english = is_english(language)
    if boundary is not None:
        place = word("boundary", language)
        between = f"between {band} and {boundary}" if english else f"antara {band} dan {boundary}"
        text = f"{place}: {between}"
    else:
        text = f"Points within the {band} band" if english else f"Poin dalam rentang {band}"
    if next_band is not None and points_to_next is not None:
        short = number(points_to_next, language)
        text += (
            f"; {short} points to the lower edge of {next_band}"
            if english
            else f"; {short} poin lagi sampai batas bawah {next_band}"
        )
    return f"{text}."


def totals_sentence(language: str, totals: Sequence[tuple[str, float]]) -> str:
    """Totals of one file that differ, by basis (block, indicator ...): named, never averaged."""
    english = is_english(language)
    listed = ", ".join(f"{number(x, language)} ({word(basis, language)})" for basis, x in totals)
    count = _COUNTED[len(totals) - 2][english]
    if english:
        return f"{count} different totals in one file: {listed}. They are not averaged."
    return f"{count} jumlah berbeda dalam satu berkas: {listed}. Tidak dirata-ratakan."


def no_score_sentence(
    language: str, *, region: str, award: str | None = None, award_year: int | None = None
) -> str:
    """No score is loaded: what is known, who holds it, what to do. `award` is a title."""
    if is_english(language):
        known = f" Award {award_year}: {award}." if award else ""
        return (
            f"No KLA score of {region} is loaded.{known} The self-assessment recap is kept by the "
            "KLA task force (secretariat: the office for child protection or Bappeda); fill in "
            "the score template and load it."
        )
    known = f" Penghargaan {award_year}: {award}." if award else ""
    return (
        f"Nilai KLA {region} belum dimuat.{known} Rekap evaluasi mandiri ada pada Gugus Tugas KLA "
        "(sekretariat: dinas yang membidangi perlindungan anak atau Bappeda); isikan pada templat "
        "skor lalu muat."
    )


def points_sentence(
    language: str,
    *,
    open_points: float,
    max_value: float,
    largest: tuple[str, float] | None = None,
) -> str:
    """Points not yet earned, and the item (its title) with the most of them."""
    english = is_english(language)
    of = "of" if english else "dari"
    text = f"{word('points_open', language)}: {number(open_points, language)} {of} "
    text += number(max_value, language)
    if largest is not None:
        title, points = largest
        most = "most in" if english else "terbanyak pada"
        text += f"; {most} {title} ({number(points, language)})"
    return f"{text}."
