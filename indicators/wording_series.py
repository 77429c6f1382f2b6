"""What stands beside a series of reports: how complete it is, and its partial year completed.

Values are those of one row of `completeness` or `projection`; None, NaN and NA are what is not
known, and that is said.
"""

from __future__ import annotations

import calendar
import datetime
import math

from indicators.method_words import said
from indicators.numerals import months, number, of_one
from indicators.verdict_words import UNIT_KINDS
from indicators.wording_change import Number, Pair, codes_in, known, of, pick
from indicators.words import reported


def completeness_sentence(
    language: str,
    *,
    year: int,
    months_expected: Number,
    months_covered: Number = None,
    months_reported: Number = None,
    months_zero: Number = None,
    units_expected: Number = None,
    units_reported: Number = None,
    units_kind: str | None = None,
    note: str | None = None,
) -> str:
    """Months with a figure and units that reported in one year; what is not known is said.

    `note` (a code of the table) is said in front when the period itself is in doubt.
    """
    expected, covered = known(months_expected), known(months_covered)
    told = [_months_told(language, expected, covered, known(months_reported), known(months_zero))]
    told.append(_units_told(language, known(units_reported), known(units_expected), units_kind))
    if note == "period_assumed":
        doubt = said("completeness", note, language).removesuffix(".")
        told.insert(0, f"{doubt[0].lower()}{doubt[1:]}")
    return f"{year}: {'; '.join(told)}."


def completeness_window_sentence(
    language: str,
    *,
    first_year: Number,
    last_year: Number,
    months_first: Number,
    months_last: Number,
    units_first: Number,
    units_last: Number,
    units_expected: Number = None,
) -> str:
    """Recording in the first and the last year of a trend's window, as the verdict used it."""
    first, last = known(first_year), known(last_year)
    if first is None or last is None:
        return ""
    start = pick(("Kelengkapan {} dan {}: ", "Completeness in {} and {}: "), language)
    month = _both(
        language, known(months_first), known(months_last),
        ("bulan yang terisi {} dan {}", "months with entries {} and {}"),
        ("jumlah bulan yang terisi tidak diketahui", "months with entries not known"),
    )  # fmt: skip
    unit = _both(
        language, known(units_first), known(units_last),
        ("unit yang melapor {} dan {}", "units that reported {} and {}"),
        ("jumlah unit yang melapor tidak diketahui", "units that reported not known"),
    )  # fmt: skip
    due = known(units_expected)
    if due is not None and known(units_last) is not None:
        all_units = number(due, language, 0)
        named = of_one(pick(("unit", "units"), language), all_units, language)
        unit += pick((" dari {} {}", " of {} {}"), language).format(all_units, named)
    return f"{start.format(int(first), int(last))}{month}; {unit}."


def completeness_label(
    language: str,
    *,
    months_expected: Number,
    months_reported: Number = None,
    units_expected: Number = None,
    units_reported: Number = None,
) -> str:
    """A few words for a table: 8 dari 12 bulan · 5 dari 27 unit."""
    due, have = known(months_expected), known(months_reported)
    if have is None or due is None:
        text = pick(("bulan tidak diketahui", "months not known"), language)
    else:
        frame = pick(("{:.0f} dari {}", "{:.0f} of {}"), language)
        text = frame.format(have, _months_counted(language, due))
    units, expected = known(units_reported), known(units_expected)
    if units is None or expected is None:
        return text
    due_units = number(expected, language, 0)
    named = of_one(pick(("unit", "units"), language), due_units, language)
    return text + pick((" · {} dari {} {}", " · {} of {} {}"), language).format(
        number(units, language, 0), due_units, named
    )


def projection_sentence(
    language: str,
    *,
    year: int,
    months_known: int,
    observed: float,
    projected: Number = None,
    lower: Number = None,
    upper: Number = None,
    tested_years: Number = None,
    tested_inside: Number = None,
    reason: str | None = None,
    unit: str | None = None,
) -> str:
    """The partial year completed, with its range and its trial on past years, or why it is not.

    `months_known` is the column months; `observed` what they hold. ValueError for a projection
    outside its own range.
    """
    start = datetime.date(year, 1, 1)
    end = datetime.date(year, months_known, calendar.monthrange(year, months_known)[1])
    named = unit or pick(("laporan", "reports"), language)
    so_far = reported(observed, language, start=start, end=end)
    if observed != 0:
        so_far = f"{so_far} {of_one(named, so_far, language)} ({months(start, end, language)})"
    point, low, high = known(projected), known(lower), known(upper)
    codes = codes_in(reason)
    if codes or point is None or low is None or high is None:
        why = said("projection", codes[0] if codes else "no_monthly_history", language)
        return f"{so_far}. {why}"
    if not low <= point <= high:
        raise ValueError(f"the projection {point} lies outside {low} to {high}")
    span = f"{number(math.floor(low), language)}–{number(math.ceil(high), language)}"
    frame = (
        "Proyeksi setahun penuh {}: {} {} (rentang {}), dari {}{}. Proyeksi bukan laporan, dan "
        "tidak masuk tren maupun peringkat.",
        "Projection of the whole year {}: {} {} (range {}), from {}{}. A projection is no report; "
        "it enters no trend and no ranking.",
    )
    tried, inside = known(tested_years), known(tested_inside)
    trial = ""
    if tried is not None and inside is not None and tried > 0:
        told = (
            "; dicoba pada {:.0f} tahun lalu, {:.0f} di dalam rentang",
            "; tried on {:.0f} past years, {:.0f} inside the range",
        )
        trial = of_one(pick(told, language), f"{tried:.0f}", language).format(tried, inside)
    whole = number(point, language, 0)
    return pick(frame, language).format(
        year, whole, of_one(named, whole, language), span, so_far, trial
    )


def _months_told(
    language: str,
    expected: float | None,
    covered: float | None,
    have: float | None,
    zero: float | None,
) -> str:
    if covered == 0:
        return pick(("belum ada bulan yang dilaporkan", "no month is reported"), language)
    if have is None or expected is None:
        told = (
            "satu angka untuk {}; jumlah bulan yang terisi tidak diketahui",
            "one figure for {}; how many of them had entries is not known",
        )
        whole = ("jumlah bulan yang terisi tidak diketahui", "months with entries not known")
        if covered is None:
            return pick(whole, language)
        return pick(told, language).format(_months_counted(language, covered))
    has = (
        "{:.0f} dari {} ada angkanya",
        f"{{:.0f}} of {{}} {'has' if have == 1 else 'have'} a figure",
    )
    text = pick(has, language).format(have, _months_counted(language, expected))
    if zero:
        text += pick((" ({:.0f} di antaranya nihil)", " ({:.0f} of them zero)"), language).format(
            zero
        )
    return text


def _units_told(language: str, have: float | None, expected: float | None, kind: str | None) -> str:
    if have is None or expected is None:
        unknown = ("jumlah unit yang melapor tidak diketahui", "units that reported not known")
        return pick(unknown, language)
    due = number(expected, language, 0)
    named = of_one(of(UNIT_KINDS, kind or "reporting_units", language), due, language)
    return pick(("{} dari {} {} melapor", "{} of {} {} reported"), language).format(
        number(have, language, 0), due, named
    )


def _months_counted(language: str, count: float) -> str:
    """12 bulan, 1 month."""
    text = number(count, language, 0)
    return f"{text} {of_one(pick(('bulan', 'months'), language), text, language)}"


def _both(
    language: str, first: float | None, last: float | None, words: Pair, unknown: Pair
) -> str:
    if first is None and last is None:
        return pick(unknown, language)
    gap = pick(("tidak diketahui", "not known"), language)
    texts = [gap if one is None else number(one, language, 0) for one in (first, last)]
    return pick(words, language).format(*texts)
