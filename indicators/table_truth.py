"""Tables of what people say of the figures: set side by side, chosen, corrected."""

from __future__ import annotations

from typing import Final

from indicators import codes
from indicators.table_model import REGION, Table, day, flag, real, text, whole

SIDE_BY_SIDE: Final = Table(
    "side_by_side",
    "region x year x two figures of one quantity: two publications, or two measures of one family",
    (
        "region_code",
        "year",
        "measure_id",
        "publication_id",
        "period_start",
        "period_end",
        "other_measure_id",
        "other_publication_id",
        "other_period_start",
        "other_period_end",
    ),
    (
        REGION,
        whole("year", "calendar year of both periods"),
        text("measure_id", "measure of the catalogue"),
        text("publication_id", "who said it (publication)"),
        day("period_start", "first day counted"),
        day("period_end", "last day counted"),
        real("value", "count, percent or index"),
        text("hidden", "why the value is not shown in this edition", of=codes.HIDDEN),
        text("other_measure_id", "measure of the other figure"),
        text("other_publication_id", "publication of the other figure"),
        day("other_period_start", "first day of the other figure"),
        day("other_period_end", "last day of the other figure"),
        real("other_value", "the other figure"),
        text("other_hidden", "why the other figure is not shown", of=codes.HIDDEN),
        real("difference", "value - other_value; empty where either is hidden"),
        real("ratio", "value / other_value; empty where either is hidden or the other is 0"),
        flag("agrees", "both are shown and equal"),
        text("cause", "likely cause of the difference, by rule", of=codes.CAUSES),
        flag("is_chosen", "the figure a page shows first for its measure"),
        flag("other_is_chosen", "the other figure is the one shown first for its measure"),
        text("why_chosen", "rule that chose; of two chosen, the first", null=True),
        text("reason", "reason written with a decision", null=True),
    ),
)
CORRECTION: Final = Table(
    "correction",
    "one corrected cell of one file",
    ("file", "sheet", "cell", "corrected_on", "reporter", "reason"),
    (
        text("file", "path below data/raw/"),
        text("sheet", "sheet"),
        text("cell", f"cell; {codes.CELL_WITHHELD} where its order tells hidden counts"),
        text("was", "what the file says; left out of the public edition", null=True),
        text("becomes", "what is read instead; left out of the public edition", null=True),
        text("reason", "why; left out of the public edition when it quotes a number", null=True),
        text("reporter", "who reported it: an office or a role, no name of a person"),
        day("corrected_on", "day of the correction"),
    ),
)
DECISION: Final = Table(
    "decision",
    "region x year x measure: the publication chosen by people",
    ("region_code", "year", "measure_id"),
    (
        REGION,
        whole("year", "calendar year"),
        text("measure_id", "measure of the catalogue"),
        text("publication_id", "publication that was chosen"),
        text("reason", "why; left out of the public edition when it quotes a number", null=True),
        text("decided_by", "office or role, no name of a person"),
        day("decided_on", "day of the decision"),
    ),
)
