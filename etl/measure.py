"""MEASURE: the derived tables of one edition, each from the facts that edition may show."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import partial

import pandas as pd

from etl.facts import Frames, empty
from etl.issues import Issue
from etl.patterns import Said
from etl.protect import Pattern, Protector
from etl.public_facts import public_facts
from etl.withheld import lists, without_cells
from indicators import (
    benchmark,
    carried,
    completeness,
    detectability,
    forecasts,
    form_tables,
    gap,
    likeness,
    measures,
    partial_years,
    plan_sums,
    priority_rows,
    province,
    releases,
    reporting,
    rollup,
    score,
    score_chosen,
    score_levels,
    series_trends,
    stage_loss,
    variants,
    village_rows,
)
from indicators.catalogue import Catalogue
from indicators.figure_quality import with_quality
from indicators.regions import Registry
from indicators.side_by_side import side_by_side
from indicators.tables import BY_NAME, EVIDENCE, POPULATION, REGION_TABLE, REPORTING, TARGET
from indicators.targets import towards

EDITIONS = ("public", "internal")
FORECASTS = ("forecast", "forecast_pair")
"""What a verifier may say is guessed for the office itself, not for its readers."""


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
    reference = {"region": region_frame(registry, catalogue), **form_tables.tables(catalogue)}
    if not examples:
        facts, reference = (without_examples(one, registry) for one in (facts, reference))
    facts = {
        **facts,
        "case_count": rollup.roll_up_counts(facts["case_count"], children),
        "population": rollup.roll_up_population(facts["population"], children),
    }
    protector = Protector(catalogue, registry, said or Said(), code, kept)
    protected = protector.protect(facts, children)
    visible = public_facts(facts, protected.frames, catalogue)
    alike = {**reference, **without_counts(facts, reference, catalogue)}
    recaps = province.tables(alike, facts, reference)
    return Editions(
        frames={
            "public": {
                **without_cells({**alike, **province.shown(recaps)}, lists(protected.frames)),
                **visible,
                **derived(visible, reference, catalogue, as_of),
                **ahead(alike, visible, catalogue),
                **village_rows.tables(visible, catalogue, internal=False),
                **{name: empty(BY_NAME[name]) for name in FORECASTS},
            },
            "internal": {
                **alike,
                **recaps,
                **facts,
                **derived(facts, reference, catalogue, as_of),
                **ahead(alike, facts, catalogue),
                **village_rows.tables(facts, catalogue, internal=True),
                **forecast_tables(alike, facts),
            },
        },
        hidden_primary=protected.hidden("primary"),
        hidden_secondary=protected.hidden("secondary"),
        pattern=protected.pattern,
        issues=protected.issues,
    )


def without_counts(facts: Frames, reference: Frames, catalogue: Catalogue) -> Frames:
    """What both editions show alike, made of scores and people, of which nothing is hidden."""
    people = releases.current(facts["population"], POPULATION, facts["publication"])
    scores = facts["kla_score"]
    compared = [*catalogue.cases, *catalogue.outcomes]
    decided = score_chosen.decided_of(facts["decision"])
    made = {
        "score_summary": variants.each_kind(
            partial(score.summaries, decided=decided), scores, catalogue
        ),
        "score_level": variants.each_kind(
            partial(score_levels.levels, decided=decided), scores, catalogue
        ),
        "discrepancy": variants.each_kind(
            partial(score_levels.discrepancies, decided=decided), scores, catalogue
        ),
        "points_open": variants.each_kind(score.points_open, scores, catalogue),
        "carried_score": carried.scores(scores, catalogue),
        "carried_evidence": carried.evidence(facts["evidence"], facts["publication"], catalogue),
        "neighbour": likeness.likenesses(reference["region"], people, compared),
    }
    return {name: frame if len(frame) else empty(BY_NAME[name]) for name, frame in made.items()}


def ahead(alike: Frames, facts: Frames, catalogue: Catalogue) -> Frames:
    """What reaches the bands above, with what offices typed of their evidence in this edition."""
    evidence = releases.current(facts["evidence"], EVIDENCE, facts["publication"])
    bands, questions = priority_rows.rows(
        alike["score_summary"], alike["points_open"], evidence, alike["form"], catalogue.bands
    )
    return {"priority_band": bands, "priority": questions}


def forecast_tables(alike: Frames, facts: Frames) -> Frames:
    """What self-assessed scores may become, from the pairs of this folder."""
    pairs = forecasts.pair_rows(alike["score_summary"], facts["publication"])
    return {"forecast_pair": pairs, "forecast": forecasts.rows(alike["score_summary"], pairs)}


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
        **plan_sums.tables(facts["plan_activity"], publications, catalogue.instruments),
        **stage_loss.tables(facts["kla_score"], reference["instrument"], publications),
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


def region_frame(registry: Registry, catalogue: Catalogue) -> pd.DataFrame:
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
                "is_remote": region.code in catalogue.remote,
            }
            for region in registry.all()
        ],
        columns=list(REGION_TABLE.column_names),
    )


def without_examples(frames: Frames, registry: Registry) -> Frames:
    """`frames` without the invented example regions."""
    examples = {region.code for region in registry.all() if region.is_example}
    return {
        name: frame[~frame["region_code"].isin(examples)]
        if "region_code" in BY_NAME[name].column_names
        else frame
        for name, frame in frames.items()
    }
