"""What a trend of reports may be called, as a sentence with its uncertainty.

Values are those of one row of the table `trend`; None, NaN and NA are what is not there. That
reports are not incidence is said once a page (`word("reports_not_incidence")`), not here.
"""

from __future__ import annotations

from typing import Final

from indicators.method_words import said
from indicators.verdict_words import VERDICT_REASONS, VERDICTS
from indicators.wording_change import Number, Pair, between, change_range, codes_in, known, of, pick
from indicators.wording_no_trend import Breaks, no_trend_sentence

REPORTS: Final = "laporan"
"""What is counted where the caller does not say."""
_COUNTED: Final[dict[str, Pair]] = {
    "kasus": ("Kasus yang dilaporkan", "Reported cases"),
    "korban": ("Korban yang tercatat", "Recorded victims"),
    "jenis": ("Bentuk kekerasan yang tercatat", "Recorded types of violence"),
    REPORTS: ("Laporan", "Reports"),
}
_WITH_VERDICT: Final[dict[str, Pair]] = {
    "likely_real": (
        "; kelengkapan pelaporan tidak menjelaskannya, sehingga perubahan {counted} ini "
        "kemungkinan nyata.",
        "; completeness of reporting does not explain it, so this change in {counted} is likely "
        "real.",
    ),
    "reporting_changed": (
        ", tetapi pelaporan kemungkinan berubah dan cukup untuk menjelaskannya.",
        ", but reporting likely changed, by enough to explain it.",
    ),
    "cannot_separate": (
        ", tetapi belum dapat dibedakan dari perubahan pelaporan.",
        ", but it cannot be told apart from a change in reporting.",
    ),
}
_RELATIVE: Final[dict[tuple[int, int], Pair]] = {
    (1, 1): ("Kenaikannya lebih cepat daripada", "It rose faster than"),
    (1, -1): ("Kenaikannya lebih lambat daripada", "It rose more slowly than"),
    (-1, -1): ("Penurunannya lebih cepat daripada", "It fell faster than"),
    (-1, 1): ("Penurunannya lebih lambat daripada", "It fell more slowly than"),
}
_BESIDE: Final[dict[int, Pair]] = {
    1: (
        "Dibandingkan dengan perubahan {}, perubahannya lebih tinggi sekitar {} per tahun "
        "(rentang {}).",
        "Compared with the change of {}, its change was higher by about {} a year (range {}).",
    ),
    -1: (
        "Dibandingkan dengan perubahan {}, perubahannya lebih rendah sekitar {} per tahun "
        "(rentang {}).",
        "Compared with the change of {}, its change was lower by about {} a year (range {}).",
    ),
}
"""Of an area whose own direction is not known: a change beside a change, never a level."""
_PART: Final[Pair] = (
    "daerah yang trennya ditampilkan di {}",
    "the areas of {} whose trend is shown",
)
_MOVED_TOO: Final[dict[str, Pair]] = {
    "province_moved_too": (
        "perubahannya tidak berbeda nyata dari daerah provinsinya yang trennya ditampilkan",
        "the change is not different from that of the areas of its province whose trend is shown",
    ),
}
_DECIDED: Final = (
    "hidden_years", "after_break", "too_few_years", "no_events", "events_at_one_end",
    "change_unclear",
)  # fmt: skip
"""Reasons that the verdict sentence itself says in full."""


def trend_verdict_sentence(
    language: str,
    *,
    verdict: str,
    unit: str = REPORTS,
    reasons: str | None = None,
    first_year: Number = None,
    last_year: Number = None,
    years: int = 0,
    change: Number = None,
    lower: Number = None,
    upper: Number = None,
    has_exposure: bool = False,
    denominator_kind: str | None = None,
    relative_change: Number = None,
    relative_lower: Number = None,
    relative_upper: Number = None,
    parent: str | None = None,
    is_part: bool = False,
    breaks: Breaks = (),
) -> str:
    """The verdict with change, range and years of the window, then the province beside it.

    `verdict`, `reasons` ("; " between codes) and numbers as in the table; `denominator_kind` of
    the rates a trend with exposure is of; `unit` the code of what is counted; `parent` and
    `is_part` as in `relative_sentence`; `breaks` the (day, title) of series breaks, of which the
    last is named. ValueError for a verdict that needs a direction when the range holds 0, or a
    reason that is none; KeyError for an unknown unit.
    """
    found = codes_in(reasons)
    if unknown := [code for code in found if code not in VERDICT_REASONS]:
        raise ValueError(f"unknown reasons {unknown}")
    subject = _subject(language, unit, has_exposure, denominator_kind)
    counted = _inside(counted_label(language, unit))
    window = _window(language, known(first_year), known(last_year), years)
    numbers = known(change), known(lower), known(upper)
    if verdict in _WITH_VERDICT:
        tail = of(_WITH_VERDICT, verdict, language).format(counted=counted)
        text = _moving(language, subject, window, *numbers) + tail
    elif verdict not in VERDICTS:
        raise ValueError(f"unknown verdict {verdict!r}")
    elif "change_unclear" in found:
        text = _unclear(language, subject, window, numbers[1], numbers[2])
    else:
        text = no_trend_sentence(
            language, subject=_inside(subject), counted=counted, verdict=verdict, found=found,
            window=window, years=years, breaks=breaks,
        )  # fmt: skip
    beside = relative_sentence(
        language, lower=lower, upper=upper, relative_change=relative_change,
        relative_lower=relative_lower, relative_upper=relative_upper, parent=parent,
        is_part=is_part,
    )  # fmt: skip
    return f"{text} {beside}".strip()


def relative_sentence(
    language: str,
    *,
    lower: Number,
    upper: Number,
    relative_change: Number,
    relative_lower: Number,
    relative_upper: Number,
    parent: str | None = None,
    is_part: bool = False,
) -> str:
    """The same change beside the province's own; empty where it is not known.

    The relative change says how fast the area's ratio to its province moves. `is_part`: it is
    not the whole province, since areas of it are hidden or have no trend.
    """
    point, low, high = known(relative_change), known(relative_lower), known(relative_upper)
    own = known(lower), known(upper)
    if point is None or low is None or high is None or own[0] is None or own[1] is None:
        return ""
    name = parent or pick(("provinsi", "the province"), language)
    name = pick(_PART, language).format(name) if is_part else name
    sign = _sign(low, high)
    if sign == 0:
        told = (
            "Perubahannya tidak berbeda nyata dari {} (relatif terhadapnya {} per tahun).",
            "The change is not different from that of {} (relative to that {} a year).",
        )
        return pick(told, language).format(name, between(language, low, high))
    size, span = change_range(language, point, low, high)
    own_sign = _sign(own[0], own[1])
    if own_sign == 0:
        return pick(_BESIDE[sign], language).format(name, size, span)
    words = pick(_RELATIVE[own_sign, sign], language)
    tail = (", sekitar {} per tahun (rentang {}).", ", by about {} a year (range {}).")
    return f"{words} {name}" + pick(tail, language).format(size, span)


def verdict_label(language: str, verdict: str) -> str:
    """The verdict in a few words, for a table or beside a mark."""
    return of(VERDICTS, verdict, language)


def counted_label(language: str, unit: str) -> str:
    """What a measure of `unit` (codes.UNITS) counts, as a sentence on it starts."""
    return of(_COUNTED, unit, language)


def verdict_reasons_sentence(language: str, *, reasons: str | None, is_part: bool = False) -> str:
    """What is known of the recording behind a verdict; empty where there is nothing to add.

    Reasons that `trend_verdict_sentence` says in full are left out. `is_part` as in
    `relative_sentence`.
    """
    rest = [code for code in codes_in(reasons) if code not in _DECIDED]
    if not rest:
        return ""
    words = VERDICT_REASONS | (_MOVED_TOO if is_part else {})
    listed = "; ".join(of(words, code, language) for code in rest)
    return f"{pick(('Di balik simpulan', 'Behind the verdict'), language)}: {listed}."


def second_source_sentence(language: str, *, second: str | None, source: str = "") -> str:
    """Whether a second source moves the same way; `source` is its name. Empty without one."""
    found = codes_in(second)
    if not found:
        return ""
    told = {
        "agrees": ("menunjukkan arah yang sama", "shows the same direction"),
        "differs": (
            "menunjukkan arah lain; keduanya tidak digabung",
            "shows another direction; the two are not merged",
        ),
    }[found[0]]
    name = f" ({source})" if source else ""
    return f"{pick(('Sumber kedua', 'A second source'), language)}{name} {pick(told, language)}."


def _inside(words: str) -> str:
    """Words that start a sentence, within one."""
    return f"{words[0].lower()}{words[1:]}"


def _subject(language: str, unit: str, has_exposure: bool, denominator_kind: str | None) -> str:
    """What is counted, and what the rates of a trend with exposure are of."""
    start = counted_label(language, unit)
    if not has_exposure:
        return start
    kinds = codes_in(denominator_kind)
    per = said("denominator", kinds[0], language) if kinds else ""
    return f"{start} {per or pick(('per penduduk', 'per population'), language)}"


def _window(language: str, first: float | None, last: float | None, years: int) -> str:
    """selama 2018–2022, and of how many years if some have no figure; empty without years."""
    if first is None or last is None:
        return ""
    start, end = int(first), int(last)
    if start == end:
        return pick((" pada {}", " in {}"), language).format(start)
    text = pick((" selama {}–{}", " over {}–{}"), language).format(start, end)
    if years >= end - start + 1:
        return text
    part = (" ({} dari {} tahun ada angkanya)", " ({} of {} years have figures)")
    return text + pick(part, language).format(years, end - start + 1)


def _moving(
    language: str,
    subject: str,
    window: str,
    change: float | None,
    lower: float | None,
    upper: float | None,
) -> str:
    """Laporan naik sekitar 8% per tahun selama 2018–2022 (rentang 2–15%)."""
    if change is None or lower is None or upper is None:
        raise ValueError("a verdict on a change needs the change and its range")
    size, span = change_range(language, change, lower, upper)
    word = ("naik", "rose") if change > 0 else ("turun", "fell")
    frame = ("{} {} sekitar {} per tahun{} (rentang {})", "{} {} by about {} a year{} (range {})")
    return pick(frame, language).format(subject, pick(word, language), size, window, span)


def _unclear(
    language: str, subject: str, window: str, lower: float | None, upper: float | None
) -> str:
    if lower is None or upper is None or _sign(lower, upper) != 0:
        raise ValueError(f"{lower} to {upper} is not unclear")
    frame = (
        "{}{}: arah perubahannya belum dapat disimpulkan; perubahan per tahun bisa {}.",
        "{}{}: the direction of change cannot be stated; the yearly change may be {}.",
    )
    return pick(frame, language).format(subject, window, between(language, lower, upper))


def _sign(lower: float, upper: float) -> int:
    return 1 if lower > 0 else -1 if upper < 0 else 0
