"""The catalogue: every measure, band, break, form and word of the dashboard, in both languages.

It is package data: TOML under `definitions/`, a folder a cycle under `instruments/`. `load` reports
every mistake at once, so that a definition can be repaired in one go.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar, get_args

import pandas as pd
from pydantic import BaseModel

from indicators import codes, definition_checks
from indicators.definition import (
    AwardCondition,
    Band,
    CaseMeasure,
    DisclosureRule,
    GlossaryEntry,
    LegalReference,
    Office,
    OutcomeMeasure,
    SeriesBreak,
    Title,
    spelling,
    spellings,
)
from indicators.definition_files import Raw, entries, entry, read_toml, titles
from indicators.instrument import Block, Defect, Indicator, Instrument, Kind, Question
from indicators.instrument_checks import mistakes
from indicators.instrument_files import read_instruments
from indicators.method_files import Method, Methods, read_methods

__all__ = [
    "AwardCondition",
    "Band",
    "Block",
    "CaseMeasure",
    "Catalogue",
    "CatalogueError",
    "Defect",
    "DisclosureRule",
    "GlossaryEntry",
    "Indicator",
    "Instrument",
    "LegalReference",
    "Method",
    "Methods",
    "Office",
    "OutcomeMeasure",
    "Question",
    "SeriesBreak",
    "Title",
    "load",
]

Model = TypeVar("Model", bound=BaseModel)

FILES: Final[dict[str, tuple[str, ...]]] = {
    "cases": ("case",),
    "outcomes": ("outcome",),
    "bands": ("band", "condition"),
    "breaks": ("break",),
    "offices": ("office",),
    "glossary": ("entry",),
    "disclosure": ("rule",),
    "evidence": ("evidence", "kind", "better"),
    "dimensions": tuple(codes.DIMENSIONS),
}
"""Every file of definitions/ and the tables it holds."""
KINDS: Final[tuple[str, ...]] = get_args(Kind)


class CatalogueError(ValueError):
    """The definitions are wrong; `problems` holds every mistake as `file [id] field: message`."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} mistakes in the catalogue", *self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.args))


@dataclass(frozen=True)
class Catalogue:
    """All definitions, checked against one another. Mappings are keyed by the id of the entry.

    `dimensions` holds a title for every code of `codes.DIMENSIONS`; `evidence`, `kinds` and
    `directions` one for every kind of evidence, kind of question and better direction of the forms.
    `form_maps` holds, by the later form's id, what became of each question (form_map.COLUMNS);
    `own_forms` are the ids of the forms an office loaded; `remote` the regencies it names as 3T.
    """

    cases: Mapping[str, CaseMeasure]
    outcomes: Mapping[str, OutcomeMeasure]
    bands: tuple[Band, ...]
    award_conditions: tuple[AwardCondition, ...]
    breaks: tuple[SeriesBreak, ...]
    instruments: Mapping[str, Instrument]
    offices: Mapping[str, Office]
    dimensions: Mapping[str, Mapping[str, Title]]
    evidence: Mapping[str, Title]
    kinds: Mapping[str, Title]
    directions: Mapping[str, Title]
    glossary: tuple[GlossaryEntry, ...]
    disclosure: DisclosureRule
    methods: Methods
    form_maps: Mapping[str, pd.DataFrame] = field(default_factory=dict, compare=False)
    own_forms: frozenset[str] = frozenset()
    remote: frozenset[str] = frozenset()

    def measure(self, measure_id: str) -> CaseMeasure | OutcomeMeasure:
        """The case or outcome measure with that id; KeyError when there is none."""
        if measure_id in self.cases:
            return self.cases[measure_id]
        return self.outcomes[measure_id]

    def office_named(self, name: str) -> Office | None:
        """The office a form means by `name` (its id, title or an alias), or None."""
        wanted = spelling(name)
        for office in self.offices.values():
            if wanted in spellings(office):
                return office
        return None


def load(root: Path | None = None) -> Catalogue:
    """The catalogue below `root` (default: the one shipped with this package, read once).

    CatalogueError names every mistake of every file.
    """
    return _shipped() if root is None else _read(root)


@functools.cache
def _shipped() -> Catalogue:
    return _read(Path(__file__).parent)


def _read(root: Path) -> Catalogue:
    problems: list[str] = []
    raw = {name: read_toml(root, _file(name), problems, tables) for name, tables in FILES.items()}
    cases = _entries(CaseMeasure, raw, "cases", "case", "measure_id", problems)
    outcomes = _entries(OutcomeMeasure, raw, "outcomes", "outcome", "measure_id", problems)
    bands = _entries(Band, raw, "bands", "band", "band_id", problems)
    conditions = _entries(AwardCondition, raw, "bands", "condition", "condition_id", problems)
    breaks = _entries(SeriesBreak, raw, "breaks", "break", "break_id", problems)
    offices = _entries(Office, raw, "offices", "office", "office_id", problems)
    glossary = _entries(GlossaryEntry, raw, "glossary", "entry", "term", problems)
    rule_place = f"{_file('disclosure')} [rule]"
    rule = entry(DisclosureRule, raw["disclosure"].get("rule"), rule_place, problems)
    labels = _titles(raw, "evidence", {"better": codes.BETTER, "kind": KINDS}, problems)
    dimensions = _titles(raw, "dimensions", codes.DIMENSIONS, problems)
    methods = read_methods(root, problems)
    instruments = read_instruments(root, problems)
    for instrument in instruments:
        folder = f"instruments/{instrument.instrument_id}"
        found = mistakes(instrument, labels["evidence"], (office.office_id for office in offices))
        problems += [f"{folder}/{mistake}" for mistake in found]
    rows = [item.indicator for instrument in instruments for item in instrument.indicators]
    problems += definition_checks.of_measures(cases, outcomes, rows)
    problems += definition_checks.of_bands(bands)
    problems += definition_checks.of_breaks(
        breaks, (measure.measure_id for measure in (*cases, *outcomes))
    )
    problems += definition_checks.of_offices(offices)
    if problems or rule is None or methods is None:
        raise CatalogueError(problems)
    return Catalogue(
        cases={measure.measure_id: measure for measure in cases},
        outcomes={measure.measure_id: measure for measure in outcomes},
        bands=tuple(bands),
        award_conditions=tuple(conditions),
        breaks=tuple(sorted(breaks, key=lambda one: one.date)),
        instruments={instrument.instrument_id: instrument for instrument in instruments},
        offices={office.office_id: office for office in offices},
        dimensions=dimensions,
        evidence=labels["evidence"],
        kinds=labels["kind"],
        directions=labels["better"],
        glossary=tuple(sorted(glossary, key=lambda entry: entry.term.casefold())),
        disclosure=rule,
        methods=methods,
    )


def _file(name: str) -> str:
    return f"definitions/{name}.toml"


def _entries(
    model: type[Model],
    raw: Mapping[str, Raw],
    name: str,
    table: str,
    identity: str,
    problems: list[str],
) -> list[Model]:
    if table not in raw[name]:  # read_toml has said so
        return []
    return entries(model, raw[name][table], _file(name), (identity,), problems)


def _titles(
    raw: Mapping[str, Raw],
    name: str,
    expected: Mapping[str, tuple[str, ...]],
    problems: list[str],
) -> dict[str, dict[str, Title]]:
    """The titles of every table of a file, `expected` naming the codes of the closed ones."""
    file = _file(name)
    return {
        table: titles(raw[name].get(table, {}), file, table, problems, expected.get(table, ()))
        for table in FILES[name]
    }
