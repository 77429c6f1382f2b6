"""How good a KLA score or an award is: the three marks of `indicators.quality`, with their reasons.

A score has no period and no completeness; what limits it is its stage, who said it, and whether
the totals of one file agree.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Final

import pandas as pd

from indicators.quality import MARKS, Reason
from indicators.quality import REASONS as FIGURES

_SOME: Final = "some_concerns"
REASONS: Final[dict[str, Reason]] = {
    "simulated": FIGURES["simulated"],
    "unconfirmed": FIGURES["unconfirmed"],
    "totals_differ": Reason(
        _SOME,
        "Jumlah pada tingkat lain dalam berkas yang sama berbeda.",
        "Totals on other levels of the same file differ.",
    ),
    "self_assessed": Reason(
        _SOME,
        "Nilai evaluasi mandiri, belum diverifikasi.",
        "Self-assessment, not verified.",
    ),
    "stage_unknown": Reason(
        _SOME,
        "Sumber tidak menyebut tahap penilaiannya.",
        "The source does not say the stage of the evaluation.",
    ),
    "press": FIGURES["press"],
    "released": Reason("robust", "Terbitan resmi.", "Official publication."),
}
"""Every reason, worst first."""
_STAGES: Final = {"mandiri": "self_assessed", "tidak_dinyatakan": "stage_unknown"}


def marked(scores: pd.DataFrame) -> pd.DataFrame:
    """`scores` with quality and quality_reasons ("; ", worst first).

    Column needed: trust. Where they are there: stage (of a score; an award has none) and agrees
    (False where the totals of its file differ).
    """
    found = [_reasons(row) for row in scores.to_dict("records")]
    return scores.assign(
        quality=pd.Series([REASONS[codes[0]].mark for codes in found], scores.index, object),
        quality_reasons=pd.Series(["; ".join(codes) for codes in found], scores.index, object),
    )


def _reasons(row: Mapping[Hashable, Any]) -> list[str]:
    met = {str(row["trust"]), _STAGES.get(str(row.get("stage")), "")}
    if row.get("agrees") is False:
        met.add("totals_differ")
    bad = [code for code in REASONS if code in met and REASONS[code].mark != MARKS[0]]
    return bad or ["released"]
