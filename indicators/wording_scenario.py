"""A score moved by hand, in words: the total, what it changed, and where it lies on the bands."""

from __future__ import annotations

from indicators.numerals import is_english, number
from indicators.words import word


def scenario_sentence(
    language: str,
    *,
    stage: str,
    before: float,
    after: float,
    most: float,
    moved: int,
    band: str,
    boundary: str | None = None,
    next_band: str | None = None,
    points_to_next: float | None = None,
) -> str:
    """The simulated total beside the loaded one; `band`, `boundary`, `next_band` are titles."""
    english = is_english(language)
    first = _first(language, stage, before, after, most, moved)
    if boundary is not None:
        lies = (
            f"{word('boundary', language)}: "
            + (
                f"antara {band} dan {boundary}",
                f"between {band} and {boundary}",
            )[english]
        )
    else:
        lies = (f"Poin dalam rentang {band}", f"Points within the {band} band")[english]
    if next_band is not None and points_to_next is not None:
        short = number(points_to_next, language)
        lies += (
            f"; {short} poin lagi sampai batas bawah {next_band}",
            f"; {short} points to the lower edge of {next_band}",
        )[english]
    parts = [first, f"{lies}."]
    if stage == "mandiri":
        parts.append(word("self_is_no_rank", language))
    if after > 900:
        parts.append(word("top_needs_more", language))
    return " ".join(parts)


def _first(language: str, stage: str, before: float, after: float, most: float, moved: int) -> str:
    english = is_english(language)
    now = number(before, language)
    if not moved:
        return (
            f"Belum ada yang digeser: {word(stage, language)} {now} dari {number(most, language)}.",
            f"Nothing is moved yet: {word(stage, language)} {now} of {number(most, language)}.",
        )[english]
    total, change = number(after, language), number(after - before, language)
    signed = change if after < before else f"+{change}"
    items = "butir" if not english else ("item" if moved == 1 else "items")
    return (
        f"Simulasi: {total} dari {number(most, language)}, {signed} dari {now} dengan {moved} "
        f"{items} digeser.",
        f"Simulation: {total} of {number(most, language)}, {signed} from {now} with {moved} "
        f"{items} moved.",
    )[english]


def held_sentence(language: str, most: float) -> str:
    """Why a total stops at the maximum of the form."""
    return (
        f"Jumlah perubahan melampaui nilai maksimal formulir; ditahan pada "
        f"{number(most, language)}.",
        f"The changes add up to more than the maximum of the form; held at "
        f"{number(most, language)}.",
    )[is_english(language)]
