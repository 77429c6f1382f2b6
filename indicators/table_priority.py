"""Derived tables of the way ahead: distance to each band, what reaches it, and the forecast."""

from __future__ import annotations

from typing import Final

from indicators import codes
from indicators.table_model import REGION, Table, flag, real, text, whole

_ASSESSMENT: Final = (
    REGION,
    text("instrument_id", "cycle's form; empty when unknown", null=True),
    whole("printed_year", "year the source prints"),
    text("stage", "stage of the evaluation", of=codes.STAGES),
    text("publication_id", "who said it (publication)"),
)
_KEY: Final = tuple(column.name for column in _ASSESSMENT)

PRIORITY_BAND: Final = Table(
    "priority_band",
    "assessment (region x form x printed year x stage x publication) x band above its total",
    (*_KEY, "band"),
    (
        *_ASSESSMENT,
        text("band", "band above the total", of=codes.AWARDS),
        real("lower", "its printed lower edge, points", null=False),
        text("basis", "level the total is made from", of=codes.LEVELS),
        real("value", "the total the distance is counted from, points", null=False),
        real("needed", "points to the printed lower edge", null=False),
        text("reach", "what completing questions does", of=codes.REACHES),
        whole("questions", "fewest questions that reach it, all of them where they fall short; "
              "empty without scores of questions", null=True),
        real("points", "points these bring when each is earned in full"),
        real("reachable", "points of all questions that may be chosen"),
    ),
)  # fmt: skip
PRIORITY: Final = Table(
    "priority",
    "assessment x band above its total x question that is chosen, or left out although open",
    (*_KEY, "band", "indicator", "question"),
    (
        *_ASSESSMENT,
        text("band", "band above the total", of=codes.AWARDS),
        text("block", "block id"),
        text("indicator", "indicator id"),
        text("question", "question code"),
        whole("position", "order on the form"),
        whole("place", "1 is the question that brings most; empty when left out", null=True),
        real("open", "points not yet earned", null=False),
        real("reached", "total once this and those before it are earned; empty when left out"),
        text("excluded", "why it is left out; empty when chosen", null=True, of=codes.EXCLUDED),
    ),
)
FORECAST: Final = Table(
    "forecast",
    "region x form x printed year x publication of a self-assessment; internal edition only",
    ("region_code", "instrument_id", "printed_year", "publication_id"),
    (
        REGION,
        text("instrument_id", "cycle's form; empty when unknown", null=True),
        whole("printed_year", "year the source prints"),
        text("publication_id", "who said it (publication)"),
        text("basis", "level the total is made from", of=codes.LEVELS),
        real("self_score", "self-assessed points", null=False),
        real("lower", "points by the lowest ratio of the pairs"),
        real("middle", "points by the median ratio"),
        real("upper", "points by the highest ratio"),
        whole("pairs", "pairs of other regions and years it rests on"),
        whole("own_pairs", "of them the region's own of other years"),
        real("coverage", "share of cases in which a further ratio lies within the range"),
        text("reason", "why there is no range", null=True, of=codes.FORECAST_REASONS),
        real("verified_score", "administrative verification of the same cycle where it is known"),
    ),
)
FORECAST_PAIR: Final = Table(
    "forecast_pair",
    "region x form x printed year with self-assessment and administrative verification; internal "
    "edition only",
    ("region_code", "instrument_id", "printed_year"),
    (
        REGION,
        text("instrument_id", "cycle's form; empty when unknown", null=True),
        whole("printed_year", "year the source prints"),
        real("self_score", "self-assessed points", null=False),
        real("verified_score", "points after administrative verification", null=False),
        real("ratio", "verified over self-assessed", null=False),
        text("publication_id", "who said the self-assessment (publication)"),
        text("verified_publication_id", "who said the verification (publication)"),
        real("lower", "forecast from all other pairs: lowest"),
        real("upper", "forecast from all other pairs: highest"),
        whole("others", "how many other pairs there are"),
        text("lies", "where the verified score lies beside that range", of=codes.PAIR_LIES),
        flag("is_press", "one of the two scores is known from the press"),
    ),
)
