"""A province in words: the numbers given, in both languages, and no claim on who is not loaded."""

from __future__ import annotations

import pytest

from indicators import codes, wording_heat
from indicators import wording_province as wording

LANGUAGES = ("id", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_words(language: str) -> None:
    for words, listed in (
        (wording.move_word, codes.MOVES),
        (wording.readiness_word, codes.READINESS),
        (wording.provila_word, codes.PROVILA),
        (wording.item_word, codes.RECEIVED_ITEMS),
        (wording.holder_word, codes.RECEIVED_ITEMS),
    ):
        told = [words(code, language) for code in listed]
        assert all(told)
        assert words is wording.holder_word or len(set(told)) == len(told)
    assert set(wording.TEMPLATES) == set(codes.RECEIVED_ITEMS)


def test_what_they_lose_together() -> None:
    facts = {"region": "Jawa Barat", "stage": "mandiri", "cycle_year": 2025, "regencies": 27}
    many = wording_heat.heat_sentence(
        "id", **facts, scored=20, largest=("Klaster V", 812.5, 61.4, 3)
    )  # fmt: skip
    assert many == (
        "Jawa Barat, Nilai Evaluasi Mandiri (EM), siklus 2025: 20 dari 27 kabupaten/kota memiliki "
        "nilai per blok. Poin terbanyak hilang pada Klaster V (812,5 poin; 61% dari nilai maksimal "
        "tercapai; 3 daerah di bawah 50%)."
    )
    alone = ("Cluster V", 812.5, 61.4, 0)
    one = wording_heat.heat_sentence("en", **facts, scored=1, largest=alone)
    assert one.endswith(
        "1 of 27 kabupaten/kota have scores by block. It loses most points on Cluster V (812.5 "
        "points; 61% of the maximum reached)."
    )
    assert "hilang" not in wording_heat.heat_sentence("id", **facts, scored=1, largest=None)
    nobody = ("Klaster V", 812.5, 61.4, 0)
    told = wording_heat.heat_sentence("id", **facts, scored=20, largest=nobody)
    assert told.endswith("tercapai; tidak ada daerah di bawah 50%).")
    assert wording_heat.heat_sentence("en", **facts, scored=20, largest=nobody).endswith(
        "; none of them under 50%)."
    )


def test_what_most_areas_are_weak_in() -> None:
    facts = {"title": "Gizi", "weak": 4, "scored": 5}
    told = wording_heat.weakest_sentence("id", **facts)
    assert told == "Lemah (di bawah 50%) di paling banyak daerah: Gizi, 4 dari 5."
    assert wording_heat.weakest_sentence("en", **facts).endswith("Gizi, 4 of 5.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_not_loaded_is_never_zero(language: str) -> None:
    told = wording_heat.no_heat_sentence(
        language, region="Bali", regencies=9, with_total=0, with_award=3
    )  # fmt: skip
    assert ("bukan nol" if language == "id" else "not zero") in told
    absent = wording_heat.absent_sentence(language, ["Badung", "Gianyar"])
    assert "Badung, Gianyar" in absent
    assert ("bukan nol" if language == "id" else "not zero") in absent


def test_provila_is_open_while_somebody_is_not_loaded() -> None:
    facts = {"region": "Bali", "award_year": 2025, "regencies": 9, "with_award": 8}
    told = wording.provila_sentence("id", **facts, without_award=0, unknown=1, state="unknown")
    assert "8 dari 9" in told
    assert told.endswith("belum dapat disimpulkan.")
    broken = wording.provila_sentence("en", **facts, without_award=1, unknown=0, state="not_met")
    assert broken.endswith("not met.")
    for language, rest in (("id", "tidak menyebut apa pun"), ("en", "says nothing")):
        public = wording.provila_sentence(
            language, **facts, without_award=None, unknown=1, state="unknown"
        )
        assert rest in public
        assert not {"1", "0"} & set(public.replace("2025", ""))


def test_moves_count_only_who_can_be_compared() -> None:
    counts = {"up": 1, "same": 2, "down": 1, "no_before": 30, "not_named": 1}
    assert "1 naik, 2 tetap, 1 turun; 31 tidak" in wording.moves_sentence(
        "id", before_year=2023, counts=counts
    )
    none = wording.moves_sentence("id", before_year=2023, counts={"no_before": 3})
    assert "belum ada yang dapat dibandingkan" in none
    assert "0" not in none.replace("2023", "")
    everyone = wording.moves_sentence("en", before_year=2023, counts={"same": 4})
    assert everyone == "Since the award of 2023: 0 up, 4 the same, 0 down."
    assert "belum" in wording.moves_sentence("id", before_year=None, counts={})


def test_what_verification_took() -> None:
    facts = {"region": "Jawa Tengah", "cycle_year": 2022}
    told = wording.stages_sentence("id", **facts, losses=[-7.3, -30.9], only=1)
    assert "nilai mandiri 2 kabupaten/kota sebesar −31% sampai −7%." in told
    assert told.endswith("Pada 1 daerah lain baru salah satunya yang dimuat.")
    assert "belum ada" in wording.stages_sentence("id", **facts, losses=[], only=0)
    one = wording.stages_sentence("en", **facts, losses=[-7.3], only=0)
    assert one.endswith("by −7%.")


def test_what_has_arrived_and_what_to_ask_for() -> None:
    def cell(state: str, year: int | None = None, detail: str | None = None) -> str:
        return wording.received_cell("id", state=state, year=year, expected=2025, detail=detail)

    assert cell("none") == "–"
    assert cell("complete", 2025) == "● 2025"
    assert cell("complete") == "● ada"
    assert cell("older", 2023) == "○ 2023 (terbaru 2025)"
    assert cell("part", 2025, "block") == "○ 2025, hanya per blok"
    asked = wording.reminder_sentence(
        "id", missing=[("nilai_mandiri", "part", 2025), ("rad", "none", None)]
    )
    assert asked == "Nilai mandiri (EM) 2025 sampai pertanyaan; RAD KLA"
    told = wording.received_sentence(
        "en", region="Bali", regencies=9, complete=1, missing={"rad": 8, "desa": 3, "kasus": 4}
    )
    assert "1 of 9" in told
    assert told.endswith("Action plan (8), Reports of violence (4), Kecamatan and desa (3).")
