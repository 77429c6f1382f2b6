"""MEASURE: the derived tables of one edition, each from the facts that edition may show."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import pandas as pd

from etl.facts import Frames, empty
from etl.issues import Issue
from etl.patterns import Said
from etl.protect import Pattern, Protector
from etl.withheld import lists, without_cells, without_notes, without_reasons
from indicators import (
    benchmark,
    completeness,
    detectability,
    gap,
    likeness,
    measures,
    partial_years,
    releases,
    reporting,
    rollup,
    score,
    series_trends,
    villages,
)
from indicators.catalogue import Catalogue
from indicators.figure_quality import with_quality
from indicators.regions import Registry
from indicators.side_by_side import side_by_side
from indicators.tables import BY_NAME, INSTRUMENT, POPULATION, REGION_TABLE, REPORTING, TARGET
from indicators.targets import towards

EDITIONS = ("public", "internal")
INTERNAL_ONLY = ("evidence", "plan_activity")
"""Work in progress of an office: no row of these is in the public edition."""


@dataclass(frozen=True)
class Editions:
    """The tables of both editions, and how many counts the public one hides."""

    frames: dict[str, Frames]
    hidden_primary: int
    hidden_secondary: int
    pattern: Pattern
    issues: tuple[Issue, ...]
    """What the office must know of the public edition, and its readers must not."""


def measure(
    facts: Frames,
    catalogue: Catalogue,
    registry: Registry,
    as_of: datetime.date,
    *,
    examples: bool,
    said: Said | None = None,
    code: str = "",
    kept: Pattern | None = None,
) -> Editions:
    """Both editions from the same facts: totals first, then hiding, then what derives from each.

    Without `examples` nothing of the invented example regions enters either edition. `said` is what
    earlier public editions showed; `kept` the pattern of the build that is served, made by the
    program `code`. ValueError when the figures contradict each other, UnsafeError when the public
    edition would give a hidden count away.
    """
    children = {
        region.code: [child.code for child in registry.children(region.code)]
        for region in registry.all()
        if region.kind in ("negara", "provinsi")
    }
    reference = {"region": region_frame(registry), "instrument": instrument_frame(catalogue)}
    if not examples:
        facts, reference = (without_examples(one, registry) for one in (facts, reference))
    facts = {
        **facts,
        "case_count": rollup.roll_up_counts(facts["case_count"], children),
        "population": rollup.roll_up_population(facts["population"], children),
    }
    protector = Protector(catalogue, registry, said or Said(), code, kept)
    protected = protector.protect(facts, children)
    listed = lists(protected.frames)
    visible = {
        **facts,
        **{name: frame.assign(note=None) for name, frame in protected.frames.items()},
        "publication": without_notes(facts["publication"], listed),
        "reporting": reporting.shown(facts["reporting"], protected.frames["case_count"]),
        "correction": without_reasons(facts["correction"]).assign(was=None, becomes=None),
        "decision": without_reasons(facts["decision"]),
    }
    visible = without_cells(visible, listed)
    visible |= {name: empty(BY_NAME[name]) for name in INTERNAL_ONLY}
    visible["village_answer"] = villages.shown(facts["village_answer"])
    alike = {**reference, **without_counts(facts, reference, catalogue)}
    return Editions(
        frames={
            "public": {
                **without_cells(alike, listed),
                **visible,
                **derived(visible, reference, catalogue, as_of),
            },
            "internal": {**alike, **facts, **derived(facts, reference, catalogue, as_of)},
        },
        hidden_primary=protected.hidden("primary"),
        hidden_secondary=protected.hidden("secondary"),
        pattern=protected.pattern,
        issues=protected.issues,
    )


def without_counts(facts: Frames, reference: Frames, catalogue: Catalogue) -> Frames:
    """What both editions show alike, made of scores and people, of which nothing is hidden."""
    people = releases.current(facts["population"], POPULATION, facts["publication"])
    compared = [*catalogue.cases, *catalogue.outcomes]
    return {
        "score_summary": score.summaries(facts["kla_score"], catalogue),
        "discrepancy": score.discrepancies(facts["kla_score"], catalogue),
        "points_open": score.points_open(facts["kla_score"], catalogue),
        "neighbour": likeness.likenesses(reference["region"], people, compared),
    }


def derived(facts: Frames, reference: Frames, catalogue: Catalogue, as_of: datetime.date) -> Frames:
    """What pages show of counts and outcomes, computed from exactly the rows of `facts`."""
    publications, regions = facts["publication"], reference["region"]
    people = releases.current(facts["population"], POPULATION, publications)
    targets = releases.current(facts["target"], TARGET, publications)
    growing = [name for name, one in catalogue.outcomes.items() if one.accumulates]
    values = measures.complete(
        pd.concat(
            [
                measures.case_values(facts["case_count"], catalogue.cases, people),
                measures.outcome_values(facts["outcome"], growing),
            ],
            ignore_index=True,
        ),
        publications,
        facts["decision"],
    )
    cases = values[values["measure_id"].isin(list(catalogue.cases))]
    told = releases.current(facts["reporting"], REPORTING, publications)
    units = reporting.statements(told, publications)
    reported = completeness.completeness(cases, regions, as_of, units)
    pairs = side_by_side(values, publications, facts["decision"], catalogue)
    shares = [name for name, one in catalogue.outcomes.items() if one.unit == "persen"]
    values = with_quality(values, reported, pairs, publications, regions, shares)
    return {
        "indicator_value": values,
        "completeness": reported,
        "side_by_side": pairs,
        "projection": partial_years.projections(cases, catalogue.breaks),
        **_trends(cases, values, reported, facts, regions, catalogue),
        **_towards(values, targets, publications, catalogue, as_of),
    }


def _trends(
    cases: pd.DataFrame,
    values: pd.DataFrame,
    reported: pd.DataFrame,
    facts: Frames,
    regions: pd.DataFrame,
    catalogue: Catalogue,
) -> Frames:
    """How counts move, what could be noticed, and how areas stand beside each other.

    The spread between years that a trend finds is what a comparison of one year is judged by.
    """
    series = series_trends.case_series(cases, regions, catalogue.breaks)
    found = series_trends.trend_rows(series)
    comparison, funnel = benchmark.comparisons(values, regions, series_trends.dispersions(found))
    return {
        "trend": series_trends.trend_table(found, series, reported, facts["publication"]),
        "detectability": detectability.table(found),
        "comparison": comparison,
        "funnel": funnel,
    }


def _towards(
    values: pd.DataFrame,
    targets: pd.DataFrame,
    publications: pd.DataFrame,
    catalogue: Catalogue,
    as_of: datetime.date,
) -> Frames:
    """Outcomes beside their targets: the gap, and the pace since the last break of the series."""
    outcomes = values[values["is_chosen"] & values["measure_id"].isin(list(catalogue.outcomes))]
    gaps = gap.gaps(outcomes, targets, catalogue, as_of)
    since = series_trends.first_years(catalogue.outcomes, catalogue.breaks, as_of)
    return {"gap": gaps, "progress": towards(gaps, outcomes, since, publications)}


def region_frame(registry: Registry) -> pd.DataFrame:
    """The region table from the registry."""
    return pd.DataFrame(
        [
            {
                "region_code": region.code,
                "name": region.name,
                "name_short": region.name_short,
                "kind": region.kind,
                "parent_code": region.parent,
                "code_bps": region.code_bps,
                "tile_col": region.tile_col,
                "tile_row": region.tile_row,
                "latitude": region.latitude,
                "longitude": region.longitude,
                "area_km2": region.area_km2,
                "is_example": region.is_example,
            }
            for region in registry.all()
        ],
        columns=list(REGION_TABLE.column_names),
    )


def instrument_frame(catalogue: Catalogue) -> pd.DataFrame:
    """The instrument table: blocks, indicators and questions of every cycle."""
    rows = [
        {
            "instrument_id": instrument.instrument_id,
            "level": level,
            "block": item.block,
            "indicator": item.indicator,
            "question": item.question,
            "position": item.position,
            "title": item.title.id,
            "title_en": item.title.en,
            "max_score": item.max_score,
            "evidence": item.evidence,
            "better": item.better,
            "offices": "; ".join(item.offices) or None,
            "variant": item.variant,
            "text_known": item.text_known,
        }
        for instrument in catalogue.instruments.values()
        for level, item in instrument.items()
    ]
    return pd.DataFrame(rows, columns=list(INSTRUMENT.column_names)) if rows else empty(INSTRUMENT)


def without_examples(frames: Frames, registry: Registry) -> Frames:
    """`frames` without the invented example regions."""
    examples = {region.code for region in registry.all() if region.is_example}
    return {
        name: frame[~frame["region_code"].isin(examples)]
        if "region_code" in BY_NAME[name].column_names
        else frame
        for name, frame in frames.items()
    }
