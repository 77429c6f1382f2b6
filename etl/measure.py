"""MEASURE: the derived tables of one edition, each from the facts that edition may show."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import pandas as pd

from etl.facts import Frames, empty
from indicators import benchmark, disclosure, gap, measures, releases, rollup, score
from indicators.catalogue import Catalogue
from indicators.regions import Registry
from indicators.side_by_side import side_by_side
from indicators.tables import BY_NAME, INSTRUMENT, POPULATION, REGION_TABLE, TARGET

EDITIONS = ("public", "internal")


@dataclass(frozen=True)
class Editions:
    """The tables of both editions, and how many counts the public one hides."""

    frames: dict[str, Frames]
    hidden_primary: int
    hidden_secondary: int


def measure(
    facts: Frames,
    catalogue: Catalogue,
    registry: Registry,
    as_of: datetime.date,
    *,
    examples: bool,
) -> Editions:
    """Both editions from the same facts: totals first, then hiding, then what derives from each.

    Without `examples` nothing of the invented example regions enters either edition.
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
    protection = disclosure.protect(
        facts["case_count"], catalogue.disclosure.hide_up_to, children=children
    )
    visible = {
        **facts,
        "case_count": protection.frame.assign(note=None),
        "outcome": disclosure.hide_outcomes(
            facts["outcome"],
            {name: one.counts_people for name, one in catalogue.outcomes.items()},
            catalogue.disclosure.hide_up_to,
            children,
        ).assign(note=None),
        "correction": _told(facts["correction"]).assign(was=None, becomes=None),
        "decision": _told(facts["decision"]),
    }
    return Editions(
        frames={
            "public": {**reference, **visible, **_derived(visible, reference, catalogue, as_of)},
            "internal": {**reference, **facts, **_derived(facts, reference, catalogue, as_of)},
        },
        hidden_primary=protection.primary,
        hidden_secondary=protection.secondary,
    )


def _derived(
    facts: Frames, reference: Frames, catalogue: Catalogue, as_of: datetime.date
) -> Frames:
    """What pages show, computed from exactly the rows of `facts`."""
    publications = facts["publication"]
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
    chosen = values[values["is_chosen"] & values["measure_id"].isin(list(catalogue.outcomes))]
    return {
        "indicator_value": values,
        "comparison": benchmark.comparisons(values, reference["region"]),
        "score_summary": score.summaries(facts["kla_score"], catalogue),
        "discrepancy": score.discrepancies(facts["kla_score"], catalogue),
        "points_open": score.points_open(facts["kla_score"], catalogue),
        "gap": gap.gaps(chosen, targets, catalogue, as_of),
        "side_by_side": side_by_side(values, publications, facts["decision"], catalogue),
    }


def _told(written: pd.DataFrame) -> pd.DataFrame:
    """What people wrote, for the public: a reason that quotes a number stays inside."""
    quotes = written["reason"].astype("str").str.contains(r"\d", na=False)
    return written.assign(reason=written["reason"].where(~quotes, None))


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
