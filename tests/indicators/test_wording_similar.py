"""An area beside the areas like it: both rates with their intervals, and how many have a figure."""

from __future__ import annotations

from typing import Any

import pytest

from indicators.wording_similar import FEWEST, similar_sentence

BANDUNG: dict[str, Any] = {
    "region": "Kota Bandung", "per": "korban per 100.000 penduduk", "when": "2022",
    "value": 5.38, "lower": 4.52, "upper": 6.36,
    "group": 3.0, "group_lower": 2.5, "group_upper": 3.5, "used": 8, "areas": 10,
}  # fmt: skip


def test_apart_is_said_with_its_caution() -> None:
    told = similar_sentence("id", **BANDUNG)
    assert told == (
        "Kota Bandung, 2022: 5,4 (rentang 95% 4,5–6,4) korban per 100.000 penduduk; kelompok "
        "serupa 3,0 (rentang 95% 2,5–3,5); kedua rentang terpisah: lebih tinggi daripada kelompok "
        "itu. 8 dari 10 daerah ada angkanya. Laporan lebih banyak tidak berarti kekerasan lebih "
        "banyak."
    )
    low = similar_sentence("en", **{**BANDUNG, "value": 1.0, "lower": 0.5, "upper": 2.0})
    assert "lower than that group. 8 of 10 areas have a figure. Fewer reports do not mean" in low


def test_overlapping_intervals_are_not_told_apart() -> None:
    told = similar_sentence("id", **{**BANDUNG, "lower": 3.5})
    assert "bertumpang tindih, sehingga belum dapat dibedakan. 8 dari 10" in told
    assert "tinggi" not in told


def test_few_areas_are_shown_and_not_compared() -> None:
    told = similar_sentence("en", **{**BANDUNG, "used": FEWEST - 1})
    assert "only 4 of 10 areas have a figure: too few to compare." in told
    assert "higher" not in told


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_is_missing_is_said(language: str) -> None:
    none = float("nan")
    alone = similar_sentence(language, **{**BANDUNG, "group": none, "used": 0})
    assert alone.startswith("Kota Bandung, 2022: 5")
    assert "0 dari 10" in alone or "0 of 10" in alone
    lacks = similar_sentence(language, **{**BANDUNG, "value": None})
    assert "4,5" not in lacks
    assert "4.5" not in lacks
    assert not any(word in f"{alone}{lacks}" for word in ("nan", "None", "better", "baik"))


def test_a_rate_above_zero_never_reads_as_zero() -> None:
    told = similar_sentence("id", **{**BANDUNG, "value": 0.036, "lower": 0.001, "upper": 0.2})
    assert "2022: 0,04 (rentang 95% 0,00–0,20) korban" in told
