"""Fact tables of the way from score to plan: evidence, kecamatan and desa, the action plan."""

from __future__ import annotations

from typing import Final

from indicators import codes
from indicators.table_model import NOTE, PROVENANCE, REGION, Table, day, real, text, whole

EVIDENCE: Final = Table(
    "evidence",
    "region x instrument x question x office x document x publication",
    (
        "region_code",
        "instrument_id",
        "indicator",
        "question",
        "office",
        "document",
        "publication_id",
    ),
    (
        REGION,
        text("instrument_id", "cycle's form"),
        text("level", "always question", of=codes.LEVELS),
        text("block", "block id"),
        text("indicator", "indicator id"),
        text("question", "question code"),
        text("office", "office that holds the document; internal edition only"),
        text("document", "which of the office's documents for the question: 1, 2 ..."),
        text("title", "what the document is", null=True),
        text("evidence_status", "how far it is", of=codes.EVIDENCE_STATUSES),
        text("number", "number of the document", null=True),
        day("issued", "day of the document", null=True),
        text("signatory", "role that signs it, no name of a person", null=True),
        text("data_years", "years its data are about, separated by '; '", null=True),
        day("valid_until", "last day it is in force", null=True),
        text("link", "where the file lies; the file itself is never kept", null=True),
        text("in_charge", "role in charge of it, no name of a person", null=True),
        day("due", "day by which it is to be complete", null=True),
        real("effort", "working days still needed, as the office typed it; never estimated"),
        real("chance", "percent chance to pass verification, as the office typed it"),
        text("verifier_note", "what the verifier wrote", null=True),
        NOTE,
        *PROVENANCE,
    ),
)
PLAN_ACTIVITY: Final = Table(
    "plan_activity",
    "region x plan x year x indicator x line x publication",
    (
        "region_code",
        "plan_period",
        "year",
        "indicator",
        "line",
        "publication_id",
    ),
    (
        REGION,
        text("plan_period", "years of the plan, 2025-2029"),
        text("instrument_id", "form whose numbers of indicators and questions are used"),
        text("level", "always indicator", of=codes.LEVELS),
        whole("year", "year of the activity"),
        text("block", "block id"),
        text("indicator", "indicator id"),
        text("question", "always semua: a line belongs to its indicator", of=(codes.ALL,)),
        text("line", "which line of the indicator: 1, 2 ..."),
        text("budget_question", "budget line of the form it answers (3a ... 3zg)", null=True),
        text("nomenclature", "version of the nomenclature of the codes", null=True),
        text("programme_code", "code of the programme", null=True),
        text("activity_code", "code of the activity", null=True),
        text("sub_activity_code", "code of the sub-activity", null=True),
        text("title", "what is done", null=True),
        text("lead", "lead office", null=True),
        text("support", "supporting offices, separated by '; '", null=True),
        real("ceiling_h1", "budget in force in the first half-year, rupiah"),
        real("ceiling_h2", "budget in force in the second half-year, rupiah"),
        real("realised_h1", "spent in the first half-year, rupiah"),
        real("realised_h2", "spent in the second half-year, rupiah"),
        text("plan_status", "how far it is", of=codes.PLAN_STATUSES),
        text("status_before", "how far it was the year before", null=True, of=codes.PLAN_STATUSES),
        NOTE,
        *PROVENANCE,
    ),
)
SUBREGION: Final = Table(
    "subregion",
    "one kecamatan or desa/kelurahan of a regency, as the regency lists it, x publication",
    ("region_code", "area_code", "publication_id"),
    (
        REGION,
        text("area_code", "Kemendagri code: 32.06.01 a kecamatan, 32.06.01.2001 a desa/kelurahan"),
        text("name", "name as the regency writes it"),
        text("level", "kecamatan, or desa for desa and kelurahan", of=codes.AREA_LEVELS),
        text("parent_code", "the kecamatan of a desa/kelurahan, the regency of a kecamatan"),
        NOTE,
        *PROVENANCE,
    ),
)
VILLAGE_ANSWER: Final = Table(
    "village_answer",
    "region x instrument x area x question x publication; child marriage and nutrition are in the "
    "internal edition only",
    ("region_code", "instrument_id", "area_code", "indicator", "question", "publication_id"),
    (
        REGION,
        text("instrument_id", "cycle's form"),
        text("area_code", "kecamatan or desa/kelurahan (subregion)"),
        text("indicator", "row of the form that asks it"),
        text("question", "question code"),
        text("answer", "ya or tidak; empty when not yet answered", null=True, of=codes.ANSWERS),
        NOTE,
        *PROVENANCE,
    ),
)
