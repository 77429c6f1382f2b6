"""How each column of a table would be read: what its look and the words over it say together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from etl.context import Context
from etl.describe.profile import LABELS, Profile
from etl.describe.words import PERCENT, TOTAL, Said, pattern_of, said_by, strange_words, tokens
from indicators import codes

BREAKDOWNS: Final[Mapping[str, tuple[str, ...]]] = {
    "case_count": codes.CASE_BREAKDOWNS,
    "outcome": ("sex", "area_type"),
    "population": ("sex", "age_band"),
}
NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "case_count": ("unit", "group"), "outcome": ("measure_id",), "population": (),
}  # fmt: skip
"""What only the publisher can say of the figures of a table."""
SHARE: Final = (
    "persentase dari kolom lain, bukan jumlah; dihitung sendiri bila diperlukan",
    "a percentage of other columns, not a count; worked out when it is needed",
)
_BOTH_SEXES: Final = frozenset({"laki", "perempuan"})


@dataclass(frozen=True)
class Proposal:
    """How one column would be read.

    `reads` is region_code, region_name, province_code, province_name, year, month, part, a
    dimension of labels (sex, age_band ...), unit, value, numerator, denominator, ignored, or
    empty when that is open. `fields` are what a column of figures states, `pattern` its heading
    with placeholders, `because` the reason why it is not read, `problem` what in its heading has
    no code.
    """

    profile: Profile
    reads: str
    pattern: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    table: str = ""
    scale: Decimal = Decimal(1)
    because: tuple[str, str] | None = None
    problem: str = ""
    is_chosen: bool = False


def propose_columns(
    profiles: Sequence[Profile], titles: Sequence[str], context: Context
) -> list[Proposal]:
    """One proposal a column. `titles` are the texts around the table, their words hold for all."""
    around = merged([said_by(text, context) for text in titles])
    proposals = [_propose(profile, around, context) for profile in profiles]
    proposals = _regions(proposals)
    proposals = _sibling_labels(proposals, context)
    return _without_shares(_sums(proposals))


def _without_shares(proposals: Sequence[Proposal]) -> list[Proposal]:
    """A column headed % or Persentase and no more is the share of the counts beside it."""
    counts = any(p.table in ("case_count", "population") for p in proposals)
    return [
        replace(p, reads="ignored", pattern=p.profile.heading, because=SHARE)
        if counts and not p.reads and p.profile.path and _is_share(p.profile)
        else p
        for p in proposals
    ]


def _is_share(profile: Profile) -> bool:
    words = {word for word in tokens(profile.path[-1]) if not word.isdigit()}
    return profile.looks_like == "percentage" and words <= PERCENT


def merged(said: Sequence[Said]) -> Said:
    """What several texts say together: a field that two of them state differently is not said."""
    fields: dict[str, str] = {}
    torn: set[str] = set()
    for one in said:
        for name, code in one.fields.items():
            if name in fields and fields[name] != code:
                torn.add(name)
            fields[name] = code
    tables = {one.table for one in said if one.table}
    scales = {one.scale for one in said if one.scale != 1}
    return Said(
        {name: code for name, code in fields.items() if name not in torn},
        tables.pop() if len(tables) == 1 else "",
        scales.pop() if len(scales) == 1 else Decimal(1),
        any(one.is_percent for one in said),
        extra=tuple(word for one in said for word in one.extra),
    )


def _propose(profile: Profile, around: Said, context: Context) -> Proposal:
    look = profile.looks_like
    if look == "row_number":
        because = ("nomor baris, bukan data", "row numbers, not data")
        return Proposal(profile, "ignored", because=because)
    if look == "empty":
        if not profile.path:
            return Proposal(profile, "ignored")
        because = ("kosong pada berkas contoh", "empty in the example file")
        return Proposal(profile, "ignored", profile.heading, because=because)
    if look in ("number", "percentage"):
        return _figures(profile, around, context)
    if look == "text":
        return Proposal(profile, "part" if profile.part else "")
    if look in ("label", "sex", "age_band"):
        return Proposal(profile, profile.dimension)
    return Proposal(profile, look)


def _figures(profile: Profile, around: Said, context: Context) -> Proposal:
    """A column of figures: its own headings say more than the title, the lowest one most."""
    own = [said_by(text, context) for text in profile.path]
    whole = said_by(" ".join(profile.path), context)
    fields = dict(around.fields)
    for said in (whole, *own):
        fields.update(said.fields)
    named = [said.table for said in (*reversed(own), whole) if said.table]
    table = named[0] if named else around.table
    extra = _extra(profile, own, around, table, context)
    is_percent = profile.looks_like == "percentage" or whole.is_percent
    pattern = pattern_of(profile.heading)
    if is_percent and table in ("case_count", "population"):
        return Proposal(profile, "ignored", pattern, because=SHARE)
    scale = next((said.scale for said in (whole, around) if said.scale != 1), Decimal(1))
    keep = (*(BREAKDOWNS[table] if table else ()), *(NEEDED[table] if table else ()))
    problem = next((said.problem for said in own if said.problem), "")
    return Proposal(
        profile,
        # an age without a code is not all ages, the dead are not all victims
        "value" if table and not problem and not extra else "",
        pattern,
        {name: code for name, code in fields.items() if name in keep},
        table,
        scale,
        problem=problem or extra,
    )


def _extra(
    profile: Profile, own: Sequence[Said], around: Said, table: str, context: Context
) -> str:
    """Words over a column, or in the title, that may make its figures something else."""
    found = [word for said in (*own, around) for word in said.extra]
    if table == "case_count":
        known = [text for text in profile.path if not _is_label(text, context)]
        found += [word for text in known for word in strange_words(text)]
    return ", ".join(dict.fromkeys(found))


def _is_label(text: str, context: Context) -> bool:
    """Whether a heading is a code of some dimension (Facebook is not, Penelantaran is)."""
    return any(
        context.labels(name, codes.DIMENSIONS[name]).find(text) is not None for name in LABELS
    )


def _regions(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Tell provinces beside their kabupaten/kota apart, and keep one column of names."""
    places = [p for p in proposals if p.reads in ("region_code", "region_name")]
    finer = [p for p in places if p.profile.kinds - {"provinsi", "negara"}]
    changed: dict[int, Proposal] = {}
    for one in places:
        if finer and one not in finer and not _mixed(one):
            changed[one.profile.index] = replace(one, reads=one.reads.replace("region", "province"))
    names = [p for p in places if p.reads == "region_name" and p.profile.index not in changed]
    if len(names) > 1:
        best = min(names, key=_unclear)
        for one in names:
            if one is not best:
                because = (
                    f"nama daerah dibaca dari kolom “{best.profile.heading}”",
                    f"the region is read from the column “{best.profile.heading}”",
                )
                changed[one.profile.index] = replace(
                    one, reads="ignored", pattern=one.profile.heading, because=because
                )
    return [changed.get(p.profile.index, p) for p in proposals]


def _unclear(proposal: Proposal) -> tuple[bool, int]:
    return bool(proposal.profile.facts["unknown"]), len(proposal.profile.ambiguous)


def _mixed(proposal: Proposal) -> bool:
    return bool(proposal.profile.kinds - {"provinsi", "negara"})


def _sibling_labels(proposals: Sequence[Proposal], context: Context) -> list[Proposal]:
    """Codes that the lowest headings name (Fisik, Psikis), of the dimension most of them fit."""
    figures = [p for p in proposals if p.table and p.profile.path]
    changed: dict[int, Proposal] = {}
    for parent in dict.fromkeys(p.profile.path[:-1] for p in figures):
        group = [p for p in figures if p.profile.path[:-1] == parent]
        found = {name: _codes(group, name, context) for name in LABELS}
        best = max(LABELS, key=lambda name: len(found[name]))
        specific = {code for code in found[best].values() if code not in (codes.ALL, "lainnya")}
        if len(specific) < 2:
            continue
        for one in group:
            if one.problem not in ("", "age"):
                continue
            if one.profile.index in found[best] and best in BREAKDOWNS[one.table]:
                fields = {**one.fields, best: found[best][one.profile.index]}
                changed[one.profile.index] = replace(one, reads="value", fields=fields, problem="")
    return [changed.get(p.profile.index, p) for p in proposals]


def _codes(group: Sequence[Proposal], dimension: str, context: Context) -> dict[int, str]:
    labels = context.labels(dimension, codes.DIMENSIONS[dimension])
    found = {p.profile.index: labels.find(p.profile.path[-1]) for p in group}
    return {index: entry["code"] for index, entry in found.items() if entry is not None}


def _sums(proposals: Sequence[Proposal]) -> list[Proposal]:
    """A column `Jumlah` beside its parts is their printed sum."""
    return [_as_sum(one, [p for p in proposals if _is_part_of(p, one)]) for one in proposals]


def _as_sum(one: Proposal, parts: Sequence[Proposal]) -> Proposal:
    if not parts or one.problem or len({part.table for part in parts}) != 1:
        return one
    table = parts[0].table
    divided = {
        name for part in parts for name, code in part.fields.items()
        if name in BREAKDOWNS[table] and code != codes.ALL
    }  # fmt: skip
    if not divided:
        return one
    common = set.intersection(*(set(part.fields.items()) for part in parts))
    fields = {**dict(common), **one.fields}
    fields |= dict.fromkeys(sorted(divided), codes.ALL)
    if table == "case_count":
        fields["is_source_total"] = "ya"
    return replace(one, reads="value", table=table, fields=fields, problem="")


def _is_part_of(part: Proposal, total: Proposal) -> bool:
    """Whether `total` is headed Jumlah under the same upper headings as `part`."""
    if not (part.table and total.reads in ("", "value")):
        return False
    if total.table not in ("", part.table) or not (total.profile.path and part.profile.path):
        return False
    same = part.profile.path[:-1] == total.profile.path[:-1]
    return same and _is_sum(total.profile.path[-1]) and not _is_sum(part.profile.path[-1])


def _is_sum(text: str) -> bool:
    words = {word for word in tokens(text) if not word.isdigit()}
    if not words <= {*TOTAL, *_BOTH_SEXES, "l", "p", "dan"}:
        return False
    return bool(words & TOTAL) or words >= _BOTH_SEXES or words >= {"l", "p"}
