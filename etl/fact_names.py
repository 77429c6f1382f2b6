"""What a fact is about, in words: its measure, its place on a form and its period, id and en."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, Final

import pandas as pd

from indicators import codes, numerals
from indicators.catalogue import Catalogue
from indicators.definition import Title

Fact = Mapping[Hashable, Any]
LANGUAGES: Final = ("id", "en")
_JOIN: Final = " · "
_FIXED: Final = {
    "population": Title(id="Penduduk", en="Population"),
    "kla_score": Title(id="Nilai KLA", en="KLA score"),
    "kla_award": Title(id="Penghargaan KLA", en="KLA award"),
    "award_count": Title(id="Jumlah penerima penghargaan KLA", en="Holders of a KLA award"),
    "target": Title(id="Target", en="Target"),
    "reporting": Title(id="Unit yang melapor", en="Units that reported"),
}
_YEAR: Final = {
    "population": "year",
    "target": "year",
    "kla_score": "printed_year",
    "kla_award": "award_year",
    "award_count": "award_year",
}
_PARTS: Final = {
    "case_count": ("sex", "age_band", "violence_type", "place", "relation", "service"),
    "outcome": ("sex", "area_type"),
    "population": ("sex", "age_band"),
    "kla_score": ("stage",),
    "kla_award": (),
    "award_count": ("award",),
    "target": (),
    "reporting": (),
}


def what(table: str, fact: Fact, catalogue: Catalogue) -> Title:
    """What a row of the fact table `table` counts: the measure, then what narrows it down."""
    titles = [_head(table, fact, catalogue)]
    for name in _PARTS[table]:
        code = str(fact[name])
        if code != codes.ALL:
            titles.append(catalogue.dimensions[name][code])
    if table == "kla_score":
        titles += _item(fact, catalogue)
    return Title(
        id=_JOIN.join(title.id for title in titles), en=_JOIN.join(title.en for title in titles)
    )


def period(table: str, fact: Fact) -> Title:
    """The period of a fact: 2023, Jan–Agu 2024."""
    if table in _YEAR:
        year = str(int(fact[_YEAR[table]]))
        return Title(id=year, en=year)
    start, end = (pd.Timestamp(fact[name]).date() for name in ("period_start", "period_end"))
    told = [numerals.period(start, end, language) for language in LANGUAGES]
    return Title(id=told[0], en=told[1])


def _head(table: str, fact: Fact, catalogue: Catalogue) -> Title:
    if table == "outcome":
        return catalogue.outcomes[str(fact["measure_id"])].title
    if table == "target":
        measure = catalogue.outcomes[str(fact["measure_id"])].title
        fixed = _FIXED[table]
        return Title(id=f"{fixed.id}: {measure.id}", en=f"{fixed.en}: {measure.en}")
    if table != "case_count":
        return _FIXED[table]
    counted = (fact["unit"], fact["group"], codes.ALL, codes.ALL)
    for one in catalogue.cases.values():
        if (one.unit, one.group, one.sex, one.violence_type) == counted:
            return one.title
    unit, group = (catalogue.dimensions[name][str(fact[name])] for name in ("unit", "group"))
    return Title(id=f"{unit.id}: {group.id}", en=f"{unit.en}: {group.en}")


def _item(fact: Fact, catalogue: Catalogue) -> Iterable[Title]:
    """The block, indicator or question of a score: its title, its code where none is known."""
    level = str(fact["level"])
    if level == "total":
        return []
    form = catalogue.instruments.get(str(fact["instrument_id"]))
    place = tuple(str(fact[name]) for name in ("block", "indicator", "question"))
    if form is not None:
        for _, item in form.items():
            if (item.block, item.indicator, item.question) == place:
                return [item.title]
    code = _JOIN.join(part for part in place if part != codes.ALL)
    return [Title(id=code, en=code)]
