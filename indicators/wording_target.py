"""A target as sentences: gap, pace so far against the pace needed, years still to go.

Of outcomes only, in the direction the catalogue gives them. Values as in the tables `gap` and
`progress`; None, NaN and NA are what is not there. Every target is named with its owner and year.
"""

from __future__ import annotations

from typing import Final

from indicators.method_words import said
from indicators.numerals import number
from indicators.wording_change import Number, Pair, codes_in, known, of, pick, sizes
from indicators.words import word

_UNITS: Final[dict[str, Pair]] = {
    "persen": ("poin persen", "percentage points"),
    "indeks": ("poin", "points"),
}
_BETTER: Final[dict[str, Pair]] = {
    "lower": ("lebih rendah lebih baik", "lower is better"),
    "higher": ("lebih tinggi lebih baik", "higher is better"),
}

_NOT_YET: Final[Pair] = ("Belum tercapai", "Not reached")


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
    value_year: int | None = None,
) -> str:
    """An outcome beside a target: how far, in which direction, and whether the target has expired.

    `unit` is persen, jumlah or indeks; `gap` as in the gap table; `target_owner` in the language
    ('nasional', 'Provinsi Jawa Barat'). A target whose year lies after `value_year`, the year of
    the value, is never said to be met: its own year has no value yet.
    """
    early = value_year is not None and value_year < target_year
    sign = "%" if unit == "persen" else ""
    now = f"{number(value, language, decimals)}{sign}"
    goal = f"{number(target, language)}{sign}"
    aim = pick(("target {} {} ({})", "the {} target of {} ({})"), language)
    aim = aim.format(target_owner, goal, target_year)
    if is_met and early:
        level = pick(("batas target {} {} untuk {}", "the {} target level of {} for {}"), language)
        level = level.format(target_owner, goal, target_year)
        reached = f"{_beyond(language, gap, better)} {level}"
    elif is_met:
        reached = f"{pick(('sudah mencapai', 'has reached'), language)} {aim}"
    else:
        side = ("atas", "above") if better == "lower" else ("bawah", "below")
        units = of(_UNITS, unit, language) if unit in _UNITS else ""
        far = f"{number(gap, language, decimals)} {units}".strip()
        frame = ("{} di {} {}", "{} {} {}")
        reached = pick(frame, language).format(far, pick(side, language), aim)
    text = f"{title}, {region}: {now} ({when}), {reached}; {of(_BETTER, better, language)}."
    if early and (is_met or is_expired):
        text = f"{text} {_no_value_of(language, target_year)}"
    if not is_expired:
        return text
    return f"{text} {word('expired', language)} ({target_year})."


def progress_sentence(
    language: str,
    *,
    progress: str,
    target_owner: str,
    target_year: int,
    reason: str | None = None,
    base_year: Number = None,
    growth_observed: Number = None,
    growth_required: Number = None,
    better: str | None = None,
) -> str:
    """The pace so far against the pace the target needs; made of two points, and says so.

    Beside a target that the value has reached, the pace is told only where it goes in the `better`
    direction: it is no success otherwise. `reason` is said too where progress is stated.
    """
    aim = pick(("Target {} ({})", "The {} target ({})"), language).format(target_owner, target_year)
    told = said("progress", progress, language)
    start = f"{aim}: {told[0].lower()}{told[1:]}"
    codes = codes_in(reason)
    why = f" {said('progress_reason', codes[0], language)}" if codes else ""
    base, seen, asked = known(base_year), known(growth_observed), known(growth_required)
    reached = progress in ("achieved", "reached_early")
    if progress == "not_stated" or base is None or seen is None:
        return f"{start}.{why}"
    if (reached and not improves(seen, better)) or (asked is None and not reached):
        return f"{start}.{why}"
    pace = ("{}; sejak {:.0f} {}", "{}; since {:.0f} {}")
    text = pick(pace, language).format(start, base, _pace(language, seen))
    if asked is not None and not reached:
        need = (", sedangkan yang diperlukan {}", ", where {} is needed")
        text += pick(need, language).format(_pace(language, asked))
    two = (
        "Laju dihitung dari tahun pertama dan terakhir saja, tanpa rentang.",
        "The pace is that of the first and the last year only, without a range.",
    )
    return f"{text}. {pick(two, language)}{why}"


def improves(growth: Number, better: str | None) -> bool:
    """Whether a series moves in its better direction; False where either is not known."""
    pace = known(growth)
    if pace is None:
        return False
    return (better == "lower" and pace < 0) or (better == "higher" and pace > 0)


def target_state(
    language: str, *, is_met: bool, is_expired: bool, value_year: int, target_year: int
) -> str:
    """Where the value stands: reached, not reached, or of another year than the target's own."""
    if value_year > target_year:
        late = ("Angka {} {} batas target {}", "The value of {} {} the target level of {}")
        verb = ("sudah mencapai", "is at") if is_met else ("belum mencapai", "is not at")
        return pick(late, language).format(value_year, pick(verb, language), target_year)
    if value_year == target_year or (not is_met and not is_expired):
        return pick(("Sudah tercapai", "Reached") if is_met else _NOT_YET, language)
    reached = ("sudah mencapai batas target", "is at the target level")
    behind = ("belum mencapai batas target", "is not at the target level")
    frame = pick(("Angka {} {}; {}", "The value of {} {}; {}"), language)
    none = _no_value_of(language, target_year)
    told = frame.format(value_year, pick(reached if is_met else behind, language), none.lower())
    return told.removesuffix(".")


def years_to_target_sentence(
    language: str,
    *,
    status: str,
    target_owner: str,
    target_year: int,
    years: Number = None,
    lower: Number = None,
    upper: Number = None,
    trend_years: Number = None,
) -> str:
    """Perkiraan 4,2 tahun lagi (rentang 1,7–14,2 tahun), or why it cannot be stated.

    ValueError for years outside their range.
    """
    aim = pick(("Target {} ({})", "The {} target ({})"), language).format(target_owner, target_year)
    if status != "stated":
        told = said("years", status, language)
        return f"{aim}: {told[0].lower()}{told[1:]}"
    point, low, high = known(years), known(lower), known(upper)
    if point is None or low is None or high is None or not low <= point <= high:
        raise ValueError(f"{years} years in {lower} to {upper} cannot be stated")
    places = 1 if high < 100 else 0
    span = f"{number(low, language, places)}–{number(high, language, places)}"
    frame = (
        "{}: perkiraan {} tahun lagi (rentang {} tahun), bila laju{} berlanjut.",
        "{}: about {} more years (range {} years) if the pace{} goes on.",
    )
    count = known(trend_years)
    of_years = ("selama {:.0f} tahun data ini", "of these {:.0f} years of data")
    named = "" if count is None else f" {pick(of_years, language).format(count)}"
    return pick(frame, language).format(aim, number(point, language, places), span, named)


def target_label(language: str, verdict: str) -> str:
    """met, not met, cannot be told apart from the target: `compare.against_target` in words."""
    return said("target", verdict, language)


def _beyond(language: str, gap: float, better: str) -> str:
    """sudah lebih rendah daripada, sudah mencapai: a value at its target or past it."""
    if gap == 0:
        return pick(("sudah mencapai", "already at"), language)
    if better == "lower":
        return pick(("sudah lebih rendah daripada", "already lower than"), language)
    return pick(("sudah lebih tinggi daripada", "already higher than"), language)


def _no_value_of(language: str, year: int) -> str:
    frame = ("Belum ada angka tahun {}.", "There is no value of {} yet.")
    return pick(frame, language).format(year)


def _pace(language: str, growth: float) -> str:
    """turun 1,2% per tahun."""
    if growth == 0:
        return pick(("tetap", "no change"), language)
    size = sizes(language, growth)[0] if abs(growth) >= 0.1 else _tenths(language, growth)
    words = ("naik", "a rise of") if growth > 0 else ("turun", "a fall of")
    tail = pick(("per tahun", "a year"), language)
    return f"{pick(words, language)} {size} {tail}"


def _tenths(language: str, growth: float) -> str:
    size = abs(growth) * 100
    if size >= 0.05:
        return f"{number(size, language, 1)}%"
    return f"{pick(('kurang dari', 'less than'), language)} {number(0.1, language)}%"
