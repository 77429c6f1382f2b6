"""An area beside the areas most like it: two rates, both with their intervals.

The rate of the group is pooled (sum of counts over sum of people); how many of the group have a
figure is always said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from indicators import compare, funnel_spread
from indicators.numerals import number, range_
from indicators.wording_change import Number, Pair, known, of, pick
from indicators.words import word

FEWEST: Final = funnel_spread.FEWEST_AREAS
"""Areas with a figure below which the group tells more of them than of areas like this one."""
_READS_AS_ZERO: Final = 0.05
"""Below it one decimal prints 0,0."""
_SIDES: Final[dict[str, Pair]] = {
    "higher": (
        "kedua rentang terpisah: lebih tinggi daripada kelompok itu",
        "the two intervals lie apart: higher than that group",
    ),
    "lower": (
        "kedua rentang terpisah: lebih rendah daripada kelompok itu",
        "the two intervals lie apart: lower than that group",
    ),
    "similar": (
        "kedua rentang bertumpang tindih, sehingga belum dapat dibedakan",
        "the two intervals overlap, so they cannot be told apart",
    ),
}
_CAUTIONS: Final = {"higher": "more_is_not_worse", "lower": "fewer_is_not_better"}


def similar_sentence(
    language: str,
    *,
    region: str,
    per: str,
    when: str,
    value: Number,
    lower: Number,
    upper: Number,
    group: Number,
    group_lower: Number,
    group_upper: Number,
    used: int,
    areas: int,
) -> str:
    """A rate beside the pooled rate of the areas like it, of which `used` of `areas` have a figure.

    `per` is the unit in the language. Missing rates are said; without both intervals, or with
    fewer than `FEWEST` areas, nothing is compared.
    """
    own, pooled = _Rate.of(value, lower, upper), _Rate.of(group, group_lower, group_upper)
    many = pick(("{} dari {} daerah ada angkanya", "{} of {} areas have a figure"), language)
    told = many.format(used, areas)
    if own is None:
        lacks = (
            "{}, {}: tidak ada angka per penduduk yang dapat dibandingkan; kelompok serupa: {}.",
            "{}, {}: no rate to compare; similar group: {}.",
        )
        return pick(lacks, language).format(region, when, told)
    if pooled is None:
        alone = (
            "{}, {}: {} {}; kelompok serupa: {}, jadi tidak dibandingkan.",
            "{}, {}: {} {}; similar group: {}, so nothing is compared.",
        )
        return pick(alone, language).format(region, when, own.told(language), per, told)
    if used < FEWEST:
        few = (
            "{}, {}: {} {}; kelompok serupa {}, tetapi baru {}: terlalu sedikit untuk "
            "dibandingkan.",
            "{}, {}: {} {}; similar group {}, but only {}: too few to compare.",
        )
        return pick(few, language).format(
            region, when, own.told(language), per, pooled.told(language), told
        )
    side = str(compare.against_interval(own.lower, own.upper, pooled.lower, pooled.upper))
    frame = (
        "{}, {}: {} {}; kelompok serupa {}; {}. {}.",
        "{}, {}: {} {}; similar group {}; {}. {}.",
    )
    apart = of(_SIDES, side, language)
    text = pick(frame, language).format(
        region, when, own.told(language), per, pooled.told(language), apart, told
    )
    caution = _CAUTIONS.get(side)
    return f"{text} {word(caution, language)}" if caution else text


@dataclass(frozen=True)
class _Rate:
    """A rate with its 95 % interval."""

    value: float
    lower: float
    upper: float

    @classmethod
    def of(cls, value: Number, lower: Number, upper: Number) -> _Rate | None:
        """The rate; None where a part is missing."""
        rate, low, high = known(value), known(lower), known(upper)
        return None if rate is None or low is None or high is None else cls(rate, low, high)

    def told(self, language: str) -> str:
        """5,4 (rentang 95% 4,6–6,3)."""
        interval = pick(("rentang 95%", "95% interval"), language)
        places = 2 if 0 < self.value < _READS_AS_ZERO else 1
        span = range_(self.lower, self.upper, language, places)
        return f"{number(self.value, language, places)} ({interval} {span})"
