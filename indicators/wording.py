"""A finding in words, Indonesian or English. Pure: plain values in, a sentence out.

What is never said here: that few reports mean little violence, that more reports are worse, that
a self score is a rank; and no zero without the months it covers.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final

from indicators.numerals import (
    Language,
    day,
    is_english,
    months,
    number,
    percent,
    period,
    range_,
)
from indicators.score_wording import (
    cycle_line,
    no_score_sentence,
    points_sentence,
    score_sentence,
    totals_sentence,
)
from indicators.words import WORDS, partial_year, reported, word

__all__ = [
    "WORDS", "Language", "comparison_sentence", "cycle_line", "day", "gap_sentence", "months",
    "no_score_sentence", "number", "partial_year", "percent", "period", "points_sentence",
    "range_", "reported", "score_sentence", "totals_sentence", "trend_sentence", "word",
]  # fmt: skip

_REASONS: Final = {"hidden": "is_hidden", "not_reported": "is_not_reported"}
_UNITS: Final = {"persen": ("poin persen", "percentage points"), "indeks": ("poin", "points")}


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
    return text if value == 0 else f"{text} {unit}"


def comparison_sentence(
    language: str,
    *,
    region: str,
    parent: str,
    verdict: str,
    per: str,
    when: str,
    value: float | None = None,
    lower: float | None = None,
    upper: float | None = None,
    benchmark: float | None = None,
    benchmark_kind: str | None = "province",
    reason: str | None = None,
) -> str:
    """A rate with its interval beside its province: higher or lower, never better or worse.

    `per` is the unit in the language ('laporan per 100.000 penduduk'), `when` the period in
    words; the verdict is against the rest of the province.
    """
    english = is_english(language)
    if verdict == "not_compared" or value is None or lower is None or upper is None:
        why = word(_REASONS.get(reason, reason), language) if reason else ""
        start = "not compared" if english else "tidak dibandingkan"
        because = "because" if english else "karena"
        return f"{region}: {start}, {because} {why}." if why else f"{region}: {start}."
    told = {
        "higher": ("lebih tinggi daripada bagian lain", "higher than the rest of"),
        "lower": ("lebih rendah daripada bagian lain", "lower than the rest of"),
        "similar": ("tidak berbeda nyata dari bagian lain", "not different from the rest of"),
    }[verdict][english]
    interval = "95% interval" if english else "rentang 95%"
    span = range_(lower, upper, language, 1)
    text = f"{region}, {when}: {number(value, language, 1)} {per} ({interval} {span}), "
    text += f"{told} {parent}"
    if benchmark is not None:
        whole = {
            "province": ("seluruh provinsi", "whole province"),
            "visible_regions": ("daerah yang ditampilkan", "regions shown"),
        }[benchmark_kind or "province"][english]
        text += f" ({whole} {number(benchmark, language, 1)})"
    caution = {"higher": "more_is_not_worse", "lower": "fewer_is_not_better"}.get(verdict)
    return f"{text}. {word(caution, language)}" if caution else f"{text}."


def gap_sentence(
    language: str,
    *,
    region: str,
    title: str,
    value: float,
    when: str,
    unit: str,
    decimals: int,
    target: float,
    target_year: int,
    target_owner: str,
    gap: float,
    is_met: bool,
    is_expired: bool,
    better: str,
) -> str:
    """An outcome beside a target: how far, in which direction, and whether the target has expired.

    `unit` is persen, jumlah or indeks; `gap` as in the gap table; `target_owner` in the language
    ('nasional', 'Provinsi Jawa Barat').
    """
    english = is_english(language)
    sign = "%" if unit == "persen" else ""
    now = f"{number(value, language, decimals)}{sign}"
    goal = f"{number(target, language)}{sign}"
    aim = f"target {target_owner} {goal} ({target_year})"
    if english:
        aim = f"the {target_owner} target of {goal} ({target_year})"
    if is_met:
        reached = f"has reached {aim}" if english else f"sudah mencapai {aim}"
    else:
        above = better == "lower"
        units = _UNITS.get(unit, ("", ""))[english]
        far = f"{number(gap, language, decimals)} {units}".strip()
        if english:
            reached = f"{far} {'above' if above else 'below'} {aim}"
        else:
            reached = f"{far} di {'atas' if above else 'bawah'} {aim}"
    direction = {
        "lower": ("lebih rendah lebih baik", "lower is better"),
        "higher": ("lebih tinggi lebih baik", "higher is better"),
    }[better][english]
    text = f"{title}, {region}: {now} ({when}), {reached}; {direction}."
    if not is_expired:
        return text
    return f"{text} {word('expired', language)} ({target_year})."
