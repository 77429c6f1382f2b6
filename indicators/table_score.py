"""Derived tables of scores: totals on every basis, each level beside the sums below it, points
still open, and what verification took away.
"""

from __future__ import annotations

from typing import Final

from indicators import codes
from indicators.table_model import REGION, Column, Table, flag, real, text, whole

_ASSESSMENT: Final = ("region_code", "instrument_id", "printed_year", "stage", "publication_id")
_EVALUATION: Final = (
    REGION,
    text("instrument_id", "cycle's form"),
    whole("printed_year", "year the source prints"),
    text("stage", "stage of the evaluation", of=codes.STAGES),
    text("publication_id", "who said it (publication)"),
)
_WHY: Final = text("why_chosen", "rule that chose it", null=True, of=codes.WHY_SCORE)
_FILE: Final = (
    text("source_sha256", "the file it was read from"),
    text("sheet", "sheet of that file"),
)


def _bounds(meaning: str) -> Column:
    return text("cells_below", meaning, null=True)


SCORE_SUMMARY: Final = Table(
    "score_summary",
    "region x instrument x printed year x stage x publication x basis",
    (*_ASSESSMENT, "basis"),
    (
        REGION,
        text("instrument_id", "cycle's form; empty when unknown", null=True),
        whole("printed_year", "year the source prints"),
        whole("award_year", "year of the award the cycle leads to", null=True),
        whole("data_year", "year the evidence is about", null=True),
        text("stage", "stage of the evaluation", of=codes.STAGES),
        text("publication_id", "who said it (publication)"),
        text("basis", "level the total is made from", of=codes.LEVELS),
        real("value", "total points on that basis", null=False),
        real("max_value", "maximum of the same items", null=False),
        whole("items", "items with a score"),
        whole("items_expected", "items the instrument has"),
        text("band", "award band the points would lie in; a self score is not a rank"),
        text("boundary", "next band when the score lies between two printed bands", null=True),
        text("next_band", "band above", null=True),
        real("points_to_next", "points to the printed lower edge of the band above"),
        flag("agrees", "false when the levels of one file give different totals"),
        flag("is_chosen", "the basis shown first of this evaluation"),
        text("why_chosen", "rule that chose it; empty where it is not", null=True,
             of=codes.WHY_SCORE),
        *_FILE,
        text("cell", "cell, or first and last cell, of the items"),
    ),
)  # fmt: skip
SCORE_LEVEL: Final = Table(
    "score_level",
    "region x instrument x printed year x stage x publication x item above the questions: what its "
    "level prints beside the sums of the levels below",
    (*_ASSESSMENT, "level", "block", "indicator"),
    (
        *_EVALUATION,
        text("level", "total, block or indicator", of=codes.LEVELS),
        text("block", "block id, semua on a total"),
        text("indicator", "indicator id, semua above"),
        real("printed", "points as loaded on this level; empty where it has none"),
        real("of_blocks", "sum of the blocks; empty where not all are there"),
        real("of_indicators", "sum of the indicators; empty where not all are there"),
        real("of_questions", "sum of the questions; empty where not all are there"),
        real("max_score", "maximum of the instrument", null=False),
        real("max_printed", "maximum the source prints"),
        real("max_of_questions", "maxima of the questions of the instrument, added up"),
        flag("agrees", "the figures of the levels are one"),
        real("chosen", "the figure used"),
        _WHY,
        text("source_sha256", "the file it was read from", null=True),
        text("sheet", "sheet of that file", null=True),
        text("cell", "cell of the printed score", null=True),
        text("max_cell", "cell of the printed maximum", null=True),
        _bounds("first and last cell of the level right below"),
    ),
)
DISCREPANCY: Final = Table(
    "discrepancy",
    "region x instrument x printed year x stage x publication x item x kind x level held against",
    (*_ASSESSMENT, "kind", "block", "indicator", "below"),
    (
        *_EVALUATION,
        text("kind", "score_sum, max_sum or max_printed"),
        text("block", "block id, semua on the total"),
        text("indicator", "indicator id, semua on a block"),
        text("below", "level whose sum it is held against; form for a printed maximum"),
        real("printed", "what the level itself says", null=False),
        real("computed", "sum of the level below, or the instrument's maximum", null=False),
        real("chosen", "the figure used", null=False),
        text("why_chosen", "rule that chose it", of=codes.WHY_SCORE),
        *_FILE,
        text("cell", "cell of the printed figure; first and last cell where it is a sum"),
        _bounds("first and last cell of the items it is held against"),
    ),
)
STAGE_LOSS: Final = Table(
    "stage_loss",
    "region x instrument x printed year x item x later stage: self-assessment beside it",
    (
        "region_code", "instrument_id", "printed_year", "level", "block", "indicator", "question",
        "to_stage",
    ),
    (
        REGION,
        text("instrument_id", "cycle's form"),
        whole("printed_year", "year the source prints"),
        text("level", "block, indicator or question", of=codes.LEVELS),
        text("block", "block id"),
        text("indicator", "indicator id, semua on a block"),
        text("question", "question code, semua above question level"),
        text("from_stage", "always mandiri", of=codes.STAGES),
        text("to_stage", "stage it is held against", of=codes.STAGES),
        text("from_publication_id", "who said the earlier score (publication)"),
        text("to_publication_id", "who said the later score (publication)"),
        real("max_score", "maximum of the instrument", null=False),
        real("before", "points at the self-assessment", null=False),
        real("after", "points at the later stage", null=False),
        real("lost", "before less after; negative where verification gave more", null=False),
        real("kept", "after as a share of before; empty where nothing was claimed"),
        text("offices", "office ids, separated by '; '; empty when none is named", null=True),
        flag("is_shared", "several offices answer it"),
        text("reason", "what the verifier gave as reason; internal edition only", null=True),
        text("from_cell", "sheet and cell of the earlier score"),
        text("to_cell", "sheet and cell of the later score"),
    ),
)  # fmt: skip
OFFICE_LOSS: Final = Table(
    "office_loss",
    "region x instrument x printed year x later stage x office; a shared question counts with each",
    ("region_code", "instrument_id", "printed_year", "to_stage", "office"),
    (
        REGION,
        text("instrument_id", "cycle's form"),
        whole("printed_year", "year the source prints"),
        text("to_stage", "stage it is held against", of=codes.STAGES),
        text("office", "office id, tanpa_perangkat_daerah where none is named"),
        whole("questions", "its questions scored at both stages"),
        whole("shared", "of these, questions shared with other offices"),
        real("before", "points at the self-assessment", null=False),
        real("after", "points at the later stage", null=False),
        real("lost", "before less after", null=False),
        real("kept", "after as a share of before; empty where nothing was claimed"),
    ),
)
