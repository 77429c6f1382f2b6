"""What the checklist of kecamatan and desa/kelurahan comes to: by question and by area."""

from __future__ import annotations

from typing import Final

from indicators import codes
from indicators.table_model import REGION, Table, real, text, whole

_SHARED: Final = (
    REGION,
    text("instrument_id", "cycle's form"),
    text("level", "kecamatan, or desa for desa and kelurahan", of=codes.AREA_LEVELS),
)
VILLAGE_QUESTION: Final = Table(
    "village_question",
    "region x instrument x question, for the whole regency and for the desa of each kecamatan; "
    "marriage, nutrition and work of children are in the internal edition only",
    ("region_code", "instrument_id", "level", "kecamatan", "indicator", "question"),
    (
        *_SHARED,
        text("kecamatan", f"whose desa/kelurahan are counted; {codes.ALL}: all areas of the level"),
        text("indicator", "row of the form"),
        text("question", "question code"),
        whole("areas", "areas asked"),
        whole("answered", "of which have answered"),
        whole("fulfilled", "of which fulfil it, whichever answer that is"),
        real("percent", "percent of areas with a yes; where fewer is better an open answer is one"),
        real("percent_if_all", "the same if all open answers turned out well"),
        real("points", "maximum times the share that fulfils it; of one kecamatan its part of it"),
        real("points_if_all", "the same if all open answers turned out well"),
        real("max_score", "most points that these areas can bring"),
        text("publication_id", "the checklist (publication)"),
    ),
)
VILLAGE_AREA: Final = Table(
    "village_area",
    "region x instrument x kecamatan or desa/kelurahan, without what only the internal edition "
    "knows",
    ("region_code", "instrument_id", "area_code"),
    (
        *_SHARED,
        text("area_code", "kecamatan or desa/kelurahan"),
        text("name", "name as the regency writes it"),
        text("parent_code", "the kecamatan of a desa/kelurahan, the regency of a kecamatan"),
        whole("position", "1 is the nearest to complete of its level"),
        whole("asked", "questions asked of it"),
        whole("fulfilled", "of which it fulfils"),
        whole("missing", "of which it answered and does not fulfil"),
        whole("unanswered", "of which it has not answered"),
        real("points_open", "points of the regency that completing it brings"),
        text("missing_questions", "questions not fulfilled or not answered, 26/15; 26/4"),
        text("publication_id", "the checklist (publication)"),
        text("source_sha256", "the file it was read from (source_file)"),
        text("sheet", "sheet of that file"),
        text("cell", "cell of that sheet that holds its code"),
    ),
)
