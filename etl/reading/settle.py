"""Names without Kabupaten or Kota that two places bear, settled by the column they stand in.

Never by likeness: only where the rest of the column leaves one possibility. `BOGOR` beside
`KOTA BOGOR` is the kabupaten; where the other rows are all of Jawa Barat but one, the open name is
that one; where the rows follow the order of the codes, a name between two rows is the region
between their codes. Every settlement is said once a column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from etl.issues import Problem
from etl.reading.draft import Draft
from indicators.region_names import level
from indicators.regions import Match, Region, Registry

FEW: Final = 5
"""Fewer rows than this are no order."""


@dataclass(frozen=True)
class _Column:
    """A column of names as matched: the regions of its rows and the province they all lie in."""

    matches: Sequence[Match]
    registry: Registry

    @property
    def found(self) -> set[str]:
        """The regions that some row names without doubt."""
        return {match.code for match in self.matches if match.code is not None}

    @property
    def province(self) -> str | None:
        """The only province of the kabupaten and kota named; None when there are several."""
        provinces = {code[:2] for code in self.found if len(code) > 2}
        return provinces.pop() if len(provinces) == 1 else None


def settle_column(
    draft: Draft,
    names: Sequence[str],
    matches: Sequence[Match],
    column: int,
    heading: str,
    *,
    with_totals: bool = False,
) -> list[Match]:
    """The matches of a column with open names settled, and what was settled said (region_settled).

    What stays open is left as it was: a problem for the caller to report.
    """
    registry = draft.context.registry
    settled, whys = settle(names, matches, registry, with_totals=with_totals)
    entries: dict[str, int] = {}
    for entry in whys:
        entries.setdefault(whys[entry], entry)
    for why, first in entries.items():
        mine = {
            f"{names[entry]} = {registry.get(str(settled[entry].code)).name}": None
            for entry in whys
            if whys[entry] == why
        }
        code = str(settled[first].code)
        facts = {
            "names": ", ".join(mine),
            "why": f"@{why}",
            "province": registry.get(code[:2]).name_short,
        }
        draft.report({first: Problem("region_settled", facts)}, column, heading, f"settled {why}")
    return settled


def settle(
    names: Sequence[str],
    matches: Sequence[Match],
    registry: Registry,
    *,
    with_totals: bool = False,
) -> tuple[list[Match], dict[int, str]]:
    """The matches with open names settled, and for each entry settled why.

    `beside`, `complete` or `order`: see the module. `with_totals`: the first and the last row may
    be the total of the province, so that `Jambi` there is not taken for Kota Jambi.
    """
    settled = list(matches)
    for entry in {0, len(names) - 1} if with_totals and names else ():
        settled[entry] = _doubted(names[entry], settled[entry], registry)
    whys: dict[int, str] = {}
    while found := _next(names, settled, registry):
        why, codes = found
        for entry, code in codes.items():
            settled[entry] = Match(code, "name")
            whys[entry] = why
    return settled, whys


def _next(
    names: Sequence[str], matches: Sequence[Match], registry: Registry
) -> tuple[str, Mapping[int, str]] | None:
    """The first rule that settles open names, and what it settles."""
    open_entries = [i for i, match in enumerate(matches) if match.reason == "ambiguous"]
    column = _Column(matches, registry)
    for why, rule in (("order", _by_order), ("complete", _by_completeness), ("beside", _beside)):
        found = rule(names, open_entries, column) if open_entries else {}
        if found:
            return why, found
    return None


def _doubted(name: str, match: Match, registry: Registry) -> Match:
    """The match of a bare name that is that of the province as well, made open again."""
    if match.code is None or len(match.code) == 2 or level(name).kind is not None:
        return match
    region, province = registry.get(match.code), registry.get(match.code[:2])
    if level(name).base != level(province.name_short).base:
        return match
    return Match(None, candidates=(province, region), reason="ambiguous")


def _beside(
    names: Sequence[str], open_entries: Sequence[int], column: _Column
) -> Mapping[int, str]:
    """The kabupaten of a bare name whose other bearers all stand in the column by full name."""
    found: dict[int, str] = {}
    for entry in open_entries:
        left = _left(column.matches[entry], column.found)
        if len(left) == 1 and left[0].kind == "kabupaten":
            found[entry] = left[0].code
    return found


def _left(match: Match, taken: set[str]) -> list[Region]:
    """The candidates that no other row names."""
    return [region for region in match.candidates if region.code not in taken]


def _by_completeness(
    names: Sequence[str], open_entries: Sequence[int], column: _Column
) -> Mapping[int, str]:
    """Open names of a column that holds all of one province: what is left of it, one to one.

    The province as it is now, or as it was before its latest splits.
    """
    province = column.province
    if province is None:
        return {}
    keys: dict[str, list[int]] = {}
    for entry in open_entries:
        keys.setdefault(level(names[entry]).whole, []).append(entry)
    for whole in _sets_of(province, column.registry):
        missing = whole - column.found
        if len(missing) != len(keys) or not column.found - {province} <= whole:
            continue
        pairs = _one_to_one(keys, missing, column.matches)
        if pairs:
            return {entry: pairs[key] for key, entries in keys.items() for entry in entries}
    return {}


def _sets_of(province: str, registry: Registry) -> list[set[str]]:
    """The kabupaten and kota of a province now, and before each of its splits."""
    now = {region.code for region in registry.children(province)}
    births = {code: split.year for code in now if (split := registry.history.born(code))}
    years = sorted(set(births.values()), reverse=True)
    return [now, *({code for code in now if births.get(code, 0) < year} for year in years)]


def _one_to_one(
    keys: Mapping[str, list[int]], missing: set[str], matches: Sequence[Match]
) -> dict[str, str]:
    """Each open name with its region, when there is only one way; else nothing."""
    open_keys = {
        key: {region.code for region in matches[entries[0]].candidates} & missing
        for key, entries in keys.items()
    }
    pairs: dict[str, str] = {}
    while open_keys:
        sure = [key for key, codes in open_keys.items() if len(codes) == 1]
        if not sure:
            return {}
        (code,) = open_keys.pop(sure[0])
        pairs[sure[0]] = code
        for codes in open_keys.values():
            codes.discard(code)
    return pairs


def _by_order(
    names: Sequence[str], open_entries: Sequence[int], column: _Column
) -> Mapping[int, str]:
    """Open names in a column whose other rows follow the codes of one province, without a break."""
    province = column.province
    counted = Counter(match.code for match in column.matches if match.code is not None)
    if province is None or len(counted) < FEW or max(counted.values()) > 1:
        return {}
    readings = []
    for system in ("code", "code_bps"):
        found = _fitting(open_entries, column, system, province)
        if found:
            readings.append(found)
    agree = all(reading == readings[0] for reading in readings)
    return readings[0] if readings and agree else {}


def _fitting(
    open_entries: Sequence[int], column: _Column, system: str, province: str
) -> dict[int, str]:
    """Each open entry with the one candidate whose code lies between those of its neighbours.

    Above the first row and below the last only the first and the last code of the province fit.
    """
    ranks = {
        region.code: rank
        for rank, region in enumerate(
            sorted(column.registry.children(province), key=lambda r: str(getattr(r, system)))
        )
    }
    rows = [ranks.get(match.code or "") for match in column.matches]
    known = [rank for rank in rows if rank is not None]
    if known != sorted(known):
        return {}
    found: dict[int, str] = {}
    for entry in open_entries:
        above = [rank for rank in rows[:entry] if rank is not None]
        below = [rank for rank in rows[entry:] if rank is not None]
        allowed = range(above[-1] + 1 if above else 0, below[0] if below else len(ranks))
        if not above:
            allowed = allowed[:1]
        if not below:
            allowed = range(len(ranks) - 1, len(ranks))
        candidates = column.matches[entry].candidates
        fits = [r.code for r in candidates if ranks.get(r.code, -1) in allowed]
        if len(fits) == 1:
            found[entry] = fits[0]
    return found if len(set(found.values())) == len(found) else {}
