"""Derived tables of a province: where its kabupaten/kota stand, item by item and stage by stage.

Only real kabupaten/kota of one cycle and one stage stand beside each other; across cycles nothing
but percent of the maximum and ranks are compared. `cycle_year` is the award year a cycle leads to,
else the year the source prints.
"""

from __future__ import annotations

from typing import Final

from indicators import codes
from indicators.table_model import PROVENANCE, REGION, Table, flag, real, text, whole

_PARENT: Final = text("parent_code", "province")
_CYCLE: Final = whole("cycle_year", "award year of the cycle, else the year the source prints")
_STAGE: Final = text("stage", "stage of the evaluation", of=codes.STAGES)
_FORM: Final = text("instrument_id", "cycle's form")
_ITEM: Final = (
    text("level", "block or indicator", of=codes.LEVELS),
    text("block", "block id"),
    text("indicator", "indicator id, semua on a block"),
)

RECAP: Final = Table(
    "recap",
    "region x instrument x cycle x stage x block or indicator: percent of the maximum",
    ("region_code", "instrument_id", "cycle_year", "stage", "level", "block", "indicator"),
    (
        REGION,
        _PARENT,
        _FORM,
        _CYCLE,
        whole("printed_year", "year the source prints"),
        _STAGE,
        *_ITEM,
        text("why_chosen", "rule that chose the figure of the item", of=codes.WHY_SCORE),
        real("score", "points", null=False),
        real("max_score", "maximum of the same items", null=False),
        real("percent", "percent of the maximum", null=False),
        flag("is_weak", "under half of the maximum"),
        *PROVENANCE,
    ),
)
WEAKNESS: Final = Table(
    "weakness",
    "province x instrument x cycle x stage x block or indicator: what its regions lose together",
    ("parent_code", "instrument_id", "cycle_year", "stage", "level", "block", "indicator"),
    (
        _PARENT,
        _FORM,
        _CYCLE,
        _STAGE,
        *_ITEM,
        whole("regions", "kabupaten/kota with a score of the item"),
        whole("regencies", "kabupaten/kota of the province"),
        real("open", "points not earned, added up", null=False),
        real("max_score", "maximum, added up", null=False),
        real("percent", "percent of the maximum, from sums", null=False),
        whole("weak_regions", "kabupaten/kota under half of the maximum"),
    ),
)
MENTOR: Final = Table(
    "mentor",
    "region x stage x block or indicator under half of the maximum: who in the province improved "
    "most on it",
    ("region_code", "stage", "level", "block", "indicator"),
    (
        REGION,
        _PARENT,
        _FORM,
        _CYCLE,
        _STAGE,
        *_ITEM,
        real("percent", "percent of the maximum of the weak region", null=False),
        text("mentor_code", "kabupaten/kota of the province that improved most"),
        flag("is_alike", "the mentor is among the ten areas most like the weak region"),
        whole("before_year", "earlier cycle of the mentor"),
        real("mentor_before", "percent of the maximum in it", null=False),
        real("mentor_percent", "percent of the maximum now", null=False),
        real("mentor_gain", "percentage points gained", null=False),
    ),
)
STAGE_STANDING: Final = Table(
    "stage_standing",
    "region x cycle x stage: the total of each stage, beside the self-assessment of its cycle",
    ("region_code", "cycle_year", "stage"),
    (
        REGION,
        _PARENT,
        _CYCLE,
        text("instrument_id", "cycle's form; empty when unknown", null=True),
        whole("printed_year", "year the source prints"),
        _STAGE,
        text("basis", "level the total is made from", of=codes.LEVELS),
        real("value", "total points", null=False),
        real("max_value", "maximum of the same items", null=False),
        text("band", "award band the points would lie in; a score is not a rank"),
        real("self_value", "self-assessment of the same cycle and maximum; empty without one"),
        real("lost", "self-assessment less this; empty without one and on itself"),
        real("kept", "this as percent of the self-assessment"),
        *PROVENANCE,
    ),
)
RANK_MOVE: Final = Table(
    "rank_move",
    "region x award year: the rank beside that of the award before; a region without an award is "
    "in the internal edition only",
    ("region_code", "award_year"),
    (
        REGION,
        _PARENT,
        whole("award_year", "year of the award"),
        text("award", "rank given", of=codes.AWARDS),
        whole("before_year", "year of the award before it", null=True),
        text("award_before", "rank then; empty when not loaded", null=True, of=codes.AWARDS),
        text("move", "up, same, down, or why it is not known", of=codes.MOVES),
        flag("sources_differ", "another publication names another rank for this award"),
        *PROVENANCE,
    ),
)
PROVILA: Final = Table(
    "provila",
    "province x award year: whether all its kabupaten/kota hold an award",
    ("parent_code", "award_year"),
    (
        _PARENT,
        whole("award_year", "year of the award"),
        whole("regencies", "kabupaten/kota of the province"),
        whole("with_award", "of these, known to hold an award"),
        whole("without_award", "of these, known to hold none; internal edition only", null=True),
        whole("unknown", "of these, not loaded; in the public edition all not known to hold one"),
        text("provila", "met, not met, or not known", of=codes.PROVILA),
    ),
)
READINESS: Final = Table(
    "readiness",
    "region: whether it stands in the way of PROVILA at the latest award; internal edition only",
    ("region_code",),
    (
        REGION,
        _PARENT,
        whole("award_year", "latest award year of any kabupaten/kota"),
        text("state", "holds, breaks or unknown", of=codes.READINESS),
        text("award", "rank given; empty when not loaded", null=True, of=codes.AWARDS),
        text("last_award", "rank of the latest earlier award loaded", null=True, of=codes.AWARDS),
        whole("last_award_year", "its year", null=True),
        whole("cycle_year", "cycle of the latest score", null=True),
        text("stage", "its most final stage", null=True, of=codes.STAGES),
        real("value", "total points of it"),
        text("publication_id", "who said the award", null=True),
    ),
)
RECEIVED: Final = Table(
    "received",
    "region x kind of data: whether it has arrived; internal edition only",
    ("region_code", "item"),
    (
        REGION,
        _PARENT,
        text("item", "kind of data", of=codes.RECEIVED_ITEMS),
        text("state", "complete, in part, older than others, or nothing", of=codes.RECEIVED),
        whole("year", "latest year loaded", null=True),
        whole("expected_year", "latest year loaded of any kabupaten/kota", null=True),
        text("detail", "finest level of a score", null=True, of=codes.LEVELS),
    ),
)
PROVINCE_TABLES: Final = (
    RECAP, WEAKNESS, MENTOR, STAGE_STANDING, RANK_MOVE, PROVILA, READINESS, RECEIVED,
)  # fmt: skip
