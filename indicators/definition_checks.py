"""What the definitions must not contradict across entries and files.

Each check yields its mistakes as `file [id] field: message`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from indicators import codes
from indicators.definition import (
    Band,
    CaseMeasure,
    Office,
    OutcomeMeasure,
    SeriesBreak,
    spellings,
)

BROKEN_SERIES: Final = ("case", "kla_score")
"""What a series break may apply to besides single measures."""
NO_BAND: Final = "tidak_disebut"
"""The one award code without a range of points: the source names no rank."""


def of_measures(
    cases: Sequence[CaseMeasure], outcomes: Sequence[OutcomeMeasure], rows: Iterable[str]
) -> Iterator[str]:
    """One measure an id, one case measure a selection, links only to scored `rows` of a form."""
    known = {"", *rows}
    selections: dict[tuple[str, ...], str] = {}
    for case in cases:
        if case.indicator not in known:
            yield f"{_case(case)} indicator: no form has an indicator {case.indicator!r}"
        selection = (case.unit, case.group, case.sex, case.violence_type)
        other = selections.setdefault(selection, case.measure_id)
        if other != case.measure_id:
            yield f"{_case(case)} unit: counts the same rows as {other}"
    for outcome in outcomes:
        if outcome.indicator not in known:
            yield f"{_outcome(outcome)} indicator: no form has an indicator {outcome.indicator!r}"
        if outcome.measure_id in {case.measure_id for case in cases}:
            yield f"{_outcome(outcome)} measure_id: is a case measure too"


def of_bands(bands: Sequence[Band]) -> Iterator[str]:
    """A band for every award, rising, without overlap; gaps between printed edges are kept."""
    missing = set(codes.AWARDS) - {NO_BAND} - {band.band_id for band in bands}
    for award in sorted(missing):
        yield f"definitions/bands.toml [{award}] band_id: has no band"
    for band in bands:
        if band.lower >= band.upper:
            yield f"definitions/bands.toml [{band.band_id}] upper: not above lower"
    for below, above in pairwise(bands):
        if above.lower < below.upper:
            yield f"definitions/bands.toml [{above.band_id}] lower: overlaps {below.band_id}"


def of_breaks(breaks: Iterable[SeriesBreak], measure_ids: Iterable[str]) -> Iterator[str]:
    """A break applies to series that exist."""
    known = {*BROKEN_SERIES, *measure_ids}
    for one in breaks:
        for series in one.applies_to:
            if series not in known:
                place = f"definitions/breaks.toml [{one.break_id}]"
                yield f"{place} applies_to: unknown series {series!r}"


def of_offices(offices: Iterable[Office]) -> Iterator[str]:
    """No name may mean two offices."""
    owners: dict[str, str] = {}
    for office in offices:
        for name in sorted(spellings(office)):
            owner = owners.setdefault(name, office.office_id)
            if owner != office.office_id:
                place = f"definitions/offices.toml [{office.office_id}]"
                yield f"{place} aliases: {name!r} is {owner} too"


def _case(case: CaseMeasure) -> str:
    return f"definitions/cases.toml [{case.measure_id}]"


def _outcome(outcome: OutcomeMeasure) -> str:
    return f"definitions/outcomes.toml [{outcome.measure_id}]"
