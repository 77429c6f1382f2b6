"""What a comparison finds: the chosen area beside the others, else how many differ."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dashboard.language import mark
from dashboard.parts import texts
from dashboard.parts.comparison_facts import Facts
from dashboard.parts.series import RATE
from indicators import compare, wording

_AMONG_SHOWN: Final = mark(
    "Dibanding daerah lain yang ditampilkan: {higher} daerah lebih tinggi, {similar} tidak berbeda "
    "nyata, {lower} lebih rendah. {caution}"
)
_IN_PROVINCE: Final = mark(
    "Dibanding bagian lain provinsinya: {higher} daerah lebih tinggi, {similar} tidak berbeda "
    "nyata, {lower} lebih rendah. {caution}"
)
_IN_NATION: Final = mark(
    "Dibanding bagian lain Indonesia: {higher} provinsi lebih tinggi, {similar} tidak berbeda "
    "nyata, {lower} lebih rendah. {caution}"
)
NOT_RANKED: Final = mark(
    "Urutan tidak dinyatakan. Ragam antartahun daerah-daerah ini belum diketahui karena "
    "deret tahunannya belum cukup; rentang urutan tanpa ragam itu akan terlalu sempit."
)
_SIDES: Final = {
    "higher": ("far_higher", "higher"),
    "similar": ("similar",),
    "lower": ("lower", "far_lower"),
}


def finding(found: Facts) -> str:
    """The chosen region beside the rest of its province, else how many differ from it."""
    chosen = found.chosen("rate")
    if len(chosen) and len(found.own):
        return _of_one(found, next(texts.rows(chosen)))
    counts = found.frame["verdict"].value_counts()
    sides = {side: int(sum(counts.get(one, 0) for one in all_)) for side, all_ in _SIDES.items()}
    if not any(sides.values()):
        return _not_compared(found)
    kinds = set(found.frame["benchmark_kind"].dropna())
    said = _IN_PROVINCE
    if "visible_regions" in kinds:
        said = _AMONG_SHOWN
    elif "nation" in kinds:
        said = _IN_NATION
    language = found.asked.language
    return found.say(said, caution=wording.word("more_is_not_worse", language), **sides)


def _of_one(found: Facts, row: texts.Row) -> str:
    return wording.comparison_sentence(
        found.asked.language,
        region=row.name,
        parent=str(found.own["name"].iloc[0]),
        verdict=row.verdict,
        per=_lower(found.unit(RATE)),
        when=found.when,
        value=row.rate,
        lower=row.rate_lower,
        upper=row.rate_upper,
        benchmark=row.benchmark,
        benchmark_kind=texts.text(row.benchmark_kind) or "province",
        reason=texts.text(row.reason) or None,
        judgement=judgement(found, row.verdict),
        funnel_level=texts.text(row.funnel_level) or None,
    )


def judgement(found: Facts, verdict: str) -> str:
    """Better or worse by the polarity of an outcome; none for reports of violence."""
    outcomes = texts.catalogue().outcomes
    better = outcomes[found.asked.measure].better if not found.is_report else "none"
    return str(compare.judged([verdict], [better])[0])


def ranks_finding(found: Facts) -> str:
    """The chosen area's place and what it may be, else how many are surely in either half."""
    ranked = found.frame[found.frame["rank"].notna()]
    if ranked.empty:
        return found.say(NOT_RANKED)
    chosen = found.frame[found.frame["region_code"] == found.asked.region]
    if len(chosen):
        row = next(texts.rows(chosen))
        told = wording.rank_sentence(
            found.asked.language,
            rank=row.rank,
            lower=row.rank_lower,
            upper=row.rank_upper,
            areas=len(ranked),
            group=row.rank_group,
        )
        return f"{row.name}: {told[0].lower()}{told[1:]}"
    return f"{groups_told(ranked, found.asked.language)}."


def groups_told(ranked: pd.DataFrame, language: str) -> str:
    """How many areas each group has, empty groups named as well."""
    counts = ranked["rank_group"].value_counts()
    groups = ("high", "low", "between")
    told = [f"{wording.rank_group_label(language, one)}: {counts.get(one, 0)}" for one in groups]
    return "; ".join([told[0], *(f"{one[0].lower()}{one[1:]}" for one in told[1:])])


def _not_compared(found: Facts) -> str:
    """That no verdict is given, and the reason most regions share."""
    title = texts.measure_title(found.asked.measure, found.asked.language)
    reasons = found.frame["reason"].dropna()
    if reasons.empty:
        return found.say("{title}, {when}: ditampilkan tanpa simpulan", title=title,
                         when=found.when)  # fmt: skip
    key = str(reasons.mode().iloc[0])
    keys = {"hidden": "is_hidden", "not_reported": "is_not_reported"}
    why = wording.word(keys.get(key, key), found.asked.language)
    return found.say(
        "{title}, {when}: ditampilkan tanpa simpulan, karena {why}",
        title=title,
        when=found.when,
        why=why,
    )


def _lower(text: str) -> str:
    return f"{text[0].lower()}{text[1:]}"
