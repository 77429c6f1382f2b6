"""Points lost between stages, by question and office."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators import stage_loss


def _score(stage: str, question: str, value: float | None, **more: object) -> dict[str, object]:
    return {
        "region_code": "99.01", "instrument_id": "kla_2024", "printed_year": 2024, "stage": stage,
        "level": "question", "block": "k1", "indicator": "4", "question": question, "value": value,
        "publication_id": "a", "reason": None, "sheet": "Data", "cell": f"D{question}", **more,
    }  # fmt: skip


ITEMS = pd.DataFrame(
    [
        ("kla_2024", "question", "k1", "4", "1", 5.0, "disdukcapil"),
        ("kla_2024", "question", "k1", "4", "2", 3.0, "disdukcapil; dinkes"),
        ("kla_2024", "question", "k1", "4", "3", 2.0, None),
    ],
    columns=["instrument_id", "level", "block", "indicator", "question", "max_score", "offices"],
)


def test_losses_by_question_and_office() -> None:
    scores = pd.DataFrame(
        [
            _score("mandiri", "1", 5.0), _score("verifikasi_administrasi", "1", 2.0,
                                                reason="Dokumen belum ditandatangani"),
            _score("mandiri", "2", 3.0), _score("verifikasi_administrasi", "2", 3.0),
            _score("mandiri", "3", 0.0), _score("verifikasi_administrasi", "3", 1.0),
            _score("mandiri", "9", 1.0), _score("akhir", "1", None),
            _score("verifikasi_administrasi", "1", 9.0, printed_year=2023),
        ]
    )  # fmt: skip
    lost = stage_loss.losses(scores, ITEMS)
    assert lost["question"].tolist() == ["1", "2", "3"]
    assert lost["lost"].tolist() == [3, 0, -1]
    assert lost["kept"].tolist()[:2] == [0.4, 1.0]
    assert pd.isna(lost["kept"].iloc[2])
    assert lost["reason"].tolist()[0] == "Dokumen belum ditandatangani"
    office = stage_loss.by_office(lost).set_index("office")
    assert office["lost"].to_dict() == {"disdukcapil": 3, "dinkes": 0, "tanpa_perangkat_daerah": -1}
    assert office.loc["disdukcapil", "kept"] == pytest.approx(5 / 8)
    assert office["shared"].to_dict() == {
        "disdukcapil": 1, "dinkes": 1, "tanpa_perangkat_daerah": 0,
    }  # fmt: skip


def test_one_stage_only_has_no_losses() -> None:
    lost = stage_loss.losses(pd.DataFrame([_score("mandiri", "1", 5.0)]), ITEMS)
    assert lost.empty
    assert stage_loss.by_office(lost).empty
