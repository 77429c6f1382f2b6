"""Tables of the forms themselves: their heads and faults, how they follow one another, and what
carries over from one to the next.
"""

from __future__ import annotations

from typing import Final

from indicators import codes
from indicators.table_model import PROVENANCE, REGION, Table, day, flag, real, text, whole
from indicators.table_plan import EVIDENCE

FORM: Final = Table(
    "form",
    "cycle's form",
    ("instrument_id",),
    (
        text("instrument_id", "cycle's form, kla_2024"),
        text("title", "what the form is called, in Indonesian"),
        text("title_en", "what the form is called, in English"),
        text("cycle", "cycle as the field says it, 2024/25"),
        whole("award_year", "year of the award it leads to"),
        whole("data_year", "year its answers are about", null=True),
        day("closes", "last day it is open; the office's settings before the form's head",
            null=True),
        flag("is_own", "loaded from the office's workbook, not shipped"),
        text("provenance", "where its maxima come from, in Indonesian"),
        text("provenance_en", "where its maxima come from, in English"),
        text("levels", "levels whose maxima are known, separated by '; '"),
        text("previous", "the form its mapping comes from", null=True),
    ),
)  # fmt: skip
FORM_DEFECT: Final = Table(
    "form_defect",
    "cycle's form x known fault",
    ("instrument_id", "defect_id"),
    (
        text("instrument_id", "cycle's form"),
        text("defect_id", "the fault"),
        whole("position", "order among the faults of the form"),
        text("kind", "what is wrong", of=("max_sum", "text_missing", "office_missing", "other")),
        text("items", "rows (19) and questions (11/3) it is about, separated by '; '", null=True),
        text("title", "the fault in one sentence, in Indonesian"),
        text("title_en", "the fault in one sentence, in English"),
        text("description", "what is used instead, in Indonesian"),
        text("description_en", "what is used instead, in English"),
    ),
)
FORM_MAP: Final = Table(
    "form_map",
    "question of a form, or of the form before it, and what became of it",
    ("instrument_id", "from_indicator", "from_question", "indicator", "question"),
    (
        text("instrument_id", "the later form"),
        text("from_instrument", "the earlier form"),
        text("from_indicator", "row of the earlier form; empty for a new question", null=True),
        text("from_question", "question of the earlier form; empty for a new one", null=True),
        text("indicator", "row of the later form; empty for a question that is gone", null=True),
        text("question", "question of the later form; empty for one that is gone", null=True),
        text("relation", "what became of it", of=codes.FORM_RELATIONS),
    ),
)
_CARRIED: Final = (
    text("relation", "of the question to the one it comes from", of=codes.CARRIED),
    text("carried_from", "form and question it comes from: kla_2024 1/2a"),
)
CARRIED_SCORE: Final = Table(
    "carried_score",
    "region x later form x question x stage x printed year x publication; a region without a score "
    "of its own on the later form",
    ("region_code", "instrument_id", "indicator", "question", "stage", "printed_year",
     "publication_id"),
    (
        REGION,
        text("instrument_id", "the later form"),
        text("level", "always question", of=codes.LEVELS),
        text("block", "block of the later form"),
        text("indicator", "row of the later form"),
        text("question", "question of the later form"),
        *_CARRIED,
        text("from_instrument", "form the score was given on"),
        text("stage", "who scored", of=codes.STAGES),
        whole("printed_year", "year printed on the source"),
        real("value", "points on the earlier form", null=False),
        real("from_max", "maximum on the earlier form", null=False),
        real("max_score", "maximum on the later form", null=False),
        real("share", "percent of the earlier maximum; empty where it was 0"),
        flag("text_known", "false when the wording is not known on the later form"),
        *PROVENANCE,
    ),
)  # fmt: skip
CARRIED_EVIDENCE: Final = Table(
    "carried_evidence",
    "evidence of an earlier form under the questions of the later one, where the region has none "
    "of its own; internal edition only",
    EVIDENCE.key,
    (*EVIDENCE.columns, *_CARRIED),
)
