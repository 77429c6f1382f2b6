"""Sentences about the action plan hold the numbers they are given."""

from __future__ import annotations

from typing import Any

import pytest

from indicators import wording_plan as wording

PLAN: dict[str, Any] = {
    "region": "Kabupaten Contoh", "period": "2025-2029", "year": 2026, "lines": 8,
    "indicators": (4, 31), "budget": (5, 33), "ceiling": 4.32e9, "realised": 1.48e9,
}  # fmt: skip


def test_a_plan_with_money() -> None:
    assert wording.plan_sentence("id", **PLAN) == (
        "Rencana aksi Kabupaten Contoh 2025–2029 memuat 8 kegiatan untuk 2026 pada 4 dari 31 "
        "indikator; 5 dari 33 baris anggaran yang ditanyakan formulir sudah berpagu. "
        "Pagunya Rp4.320.000.000, terealisasi Rp1.480.000.000 (34,3%)."
    )
    assert "Rp4,320,000,000, realised Rp1,480,000,000 (34.3%)" in wording.plan_sentence(
        "en", **PLAN
    )


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"realised": None}, "realisasinya belum dilaporkan"),
        ({"realised": 5e9}, "(115,7%): melebihi pagu, periksa isiannya."),
        ({"ceiling": 0.0, "realised": None}, "Belum ada pagu"),
        ({"lines": 0}, "belum memuat kegiatan untuk 2026"),
    ],
)
def test_what_is_missing_is_said(changed: dict[str, Any], told: str) -> None:
    assert told in wording.plan_sentence("id", **{**PLAN, **changed})


def test_one_activity_is_one() -> None:
    assert "holds 1 activity for" in wording.plan_sentence("en", **{**PLAN, "lines": 1})


@pytest.mark.parametrize("language", ["id", "en"])
def test_counts_are_in_their_sentences(language: str) -> None:
    counts = {"own": 1, "province": 2, "nation": 3, "expired": 4, "none": 5}
    told = wording.target_counts_sentence(language, measures=15, counts=counts)
    assert [told.count(str(n)) for n in (15, 2, 3, 4)] == [1, 1, 1, 1]
    assert wording.budget_sentence(language, answered=5, asked=33, year=2026).startswith("28")
    silent = wording.without_line_sentence(language, names=["1", "2"], indicators=31, year=2026)
    assert silent.startswith("2 ")
    assert "31" in silent
    full = wording.without_line_sentence(language, names=[], indicators=31, year=2026)
    assert "2026" in full
    assert "31" not in full


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_assessment_is_named_with_stage_and_year_or_its_template(language: str) -> None:
    told = wording.points_source_sentence(language, form="F", assessment=(2024, "mandiri"))
    assert "2024" in told
    assert "EM" in told or "Self-assessment" in told
    none = wording.points_source_sentence(language, form="F", assessment=None)
    assert "rekap" in none


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_plan_says_who_holds_it_and_the_public_edition_says_where(language: str) -> None:
    assert "Bappeda" in wording.no_plan_sentence(language, region="Kabupaten Contoh")
    assert "internal" in wording.plan_hidden_sentence(language).lower()
