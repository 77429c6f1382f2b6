"""A finding in words, Indonesian or English. Pure: plain values in, a sentence out.

What is never said here: that few reports mean little violence, that more reports are worse, that
a self score is a rank; and no zero without the months it covers.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from indicators.numerals import (
    Language,
    day,
    is_english,
    months,
    number,
    of_one,
    percent,
    period,
    range_,
)
from indicators.quality import MARK_WORDS, REASONS
from indicators.score_wording import (
    cycle_line,
    no_score_sentence,
    points_sentence,
    score_sentence,
    totals_sentence,
)
from indicators.wording_change import codes_in, of
from indicators.wording_compare import (
    comparison_sentence,
    funnel_sentence,
    many_comparisons_sentence,
    neighbour_sentence,
    overview_marks_sentence,
    per_words,
    rank_group_label,
    rank_sentence,
)
from indicators.wording_noticed import detectability_sentence, pooled_detectability_sentence
from indicators.wording_series import (
    completeness_label,
    completeness_sentence,
    completeness_window_sentence,
    projection_sentence,
)
from indicators.wording_target import (
    gap_sentence,
    progress_sentence,
    target_label,
    years_to_target_sentence,
)
from indicators.wording_trend import (
    counted_label,
    relative_sentence,
    second_source_sentence,
    trend_verdict_sentence,
    verdict_label,
    verdict_reasons_sentence,
)
from indicators.words import WORDS, partial_year, reported, word

__all__ = [
    "WORDS", "Language", "comparison_sentence", "completeness_label", "completeness_sentence",
    "completeness_window_sentence", "counted_label", "cycle_line", "day", "detectability_sentence",
    "funnel_sentence", "gap_sentence", "many_comparisons_sentence", "months",
    "neighbour_sentence", "no_score_sentence", "number", "overview_marks_sentence",
    "partial_year", "per_words", "percent", "period", "points_sentence",
    "pooled_detectability_sentence", "progress_sentence", "projection_sentence",
    "quality_note", "range_", "rank_group_label", "rank_sentence", "relative_sentence",
    "reported", "score_sentence", "second_source_sentence", "target_label", "totals_sentence",
    "trend_sentence", "trend_verdict_sentence", "verdict_label", "verdict_reasons_sentence",
    "word", "years_to_target_sentence",
]  # fmt: skip


def trend_sentence(
    language: str,
    *,
    title: str,
    unit: str,
    first: tuple[int, float] | None,
    last: tuple[int, float] | None,
    partial: tuple[datetime.date, datetime.date, float] | None = None,
    breaks: Sequence[tuple[datetime.date, str]] = (),
    hidden_years: Sequence[int] = (),
) -> str:
    """First and last whole year shown, without a verdict; a partial year apart from them.

    `title` and `unit` are in the language, `first` and `last` are (year, count), `breaks` the
    (day, title) of series breaks within the years drawn.
    """
    english = is_english(language)
    sentences = [f"{title}: {_years(language, unit, first, last)}."]
    if partial is not None:
        start, end, value = partial
        apart = (
            "not compared with whole years" if english else "tidak dibandingkan dengan tahun penuh"
        )
        told = _counted(language, value, unit, start, end)
        sentences.append(f"{partial_year(start, end, language)}: {told}, {apart}.")
    if hidden_years:
        listed = ", ".join(str(year) for year in hidden_years)
        sentences.append(f"{word('hidden', language)}: {listed}.")
    for date, name in breaks:
        sentences.append(f"{word('series_break', language)}, {day(date, language)}: {name}.")
    sentences.append(word("reports_not_incidence", language))
    return " ".join(sentences)


def _years(
    language: str,
    unit: str,
    first: tuple[int, float] | None,
    last: tuple[int, float] | None,
) -> str:
    english = is_english(language)
    if first is None or last is None:
        return "no whole year to show yet" if english else "belum ada tahun penuh untuk ditampilkan"
    early, late = (_of_year(language, value, unit, year) for year, value in (first, last))
    if first[0] == last[0]:
        only = (
            "the only whole year shown" if english else "satu-satunya tahun penuh yang ditampilkan"
        )
        return f"{late}, {only}"
    joint = "and" if english else "dan"
    span = (
        "the first and the last whole year shown"
        if english
        else "tahun penuh pertama dan terakhir yang ditampilkan"
    )
    return f"{early} {joint} {late}, {span}"


def _of_year(language: str, value: float, unit: str, year: int) -> str:
    start, end = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    text = _counted(language, value, unit, start, end)
    return text if value == 0 else f"{text} ({year})"


def _counted(
    language: str, value: float, unit: str, start: datetime.date, end: datetime.date
) -> str:
    """A count with its unit; a zero says which months it covers instead."""
    text = reported(value, language, start=start, end=end)
    return text if value == 0 else f"{text} {of_one(unit, text, language)}"


def quality_note(language: str, mark: str, reasons: str | None) -> str:
    """The quality mark in its three words with every reason, worst first.

    `mark` and `reasons` as in indicator_value ("; " between codes). ValueError for a mark that
    its reasons do not give: a mark is never shown without what decides it.
    """
    found = [REASONS[code] for code in codes_in(reasons)]
    if not found or found[0].mark != mark:
        raise ValueError(f"mark {mark!r} does not follow from {reasons!r}")
    told = " ".join(reason.in_(language) for reason in found)
    return f"{of(MARK_WORDS, mark, language)}: {told}"
