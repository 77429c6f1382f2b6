"""Why there is no trend, as a sentence."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final

from indicators.numerals import day
from indicators.wording_change import Pair, of, pick

Breaks = Sequence[tuple[datetime.date, str]]
"""Day and title of series breaks."""
_WHY: Final[dict[str, Pair]] = {
    "hidden_years": (
        "ada tahun yang angkanya dirahasiakan demi identitas anak, sehingga simpulannya hanya ada "
        "pada versi internal.",
        "the figure of a year is hidden to protect the identity of children, so the verdict exists "
        "in the internal edition only.",
    ),
    "too_few_years": (
        "{years} yang dapat dibandingkan; perlu sekurang-kurangnya tiga.",
        "{years} can be compared; it takes at least three.",
    ),
    "no_events": (
        "tidak ada laporan (nihil, sudah dilaporkan, Jan–Des tiap tahun){window}; nihil laporan "
        "tidak berarti tidak ada kekerasan.",
        "no report (reported zero, Jan–Dec of every year){window}; no report does not mean no "
        "violence.",
    ),
    "events_at_one_end": (
        "{counted} hanya ada pada tahun pertama atau hanya pada tahun terakhir{window}, sehingga "
        "laju per tahun tidak dapat dihitung.",
        "{counted} stand in the first year only or in the last year only{window}, so that no "
        "yearly pace can be computed.",
    ),
}


def no_trend_sentence(
    language: str,
    *,
    subject: str,
    counted: str,
    verdict: str,
    found: list[str],
    window: str,
    years: int,
    breaks: Breaks,
) -> str:
    """Why there is no trend of `subject`; `counted` is the same without its denominator."""
    start = ("Tren {} belum dapat disimpulkan: ", "No trend of {} can be stated: ")
    head = pick(start, language).format(subject)
    if verdict == "series_break" or "after_break" in found:
        return head + _after_break(language, years, breaks)
    why = next((code for code in found if code in _WHY), None)
    if why is None:
        raise ValueError(f"verdict {verdict!r} with reasons {found} has no words")
    told = of(_WHY, why, language)
    return head + told.format(years=_whole(language, years), window=window, counted=counted)


def _whole(language: str, years: int) -> str:
    if years == 0:
        return pick(("belum ada tahun penuh", "no whole year"), language)
    words = ("baru ada {} tahun penuh", "only {} whole year" + ("" if years == 1 else "s"))
    return pick(words, language).format(years)


def _after_break(language: str, years: int, breaks: Breaks) -> str:
    named = max(breaks, default=None)
    on = pick((" {} ({})", " on {} ({})"), language)
    when = "" if named is None else on.format(day(named[0], language), named[1])
    told = (
        "deret terputus{}, dan sesudahnya {}; angka sebelum dan sesudahnya tidak dibandingkan.",
        "the series breaks{}, with {} since; figures before and after are not compared.",
    )
    return pick(told, language).format(when, _whole(language, years))
