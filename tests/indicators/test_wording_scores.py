"""Sentences on scores that differ: each number is the one that was given."""

from __future__ import annotations

import pytest

from indicators import codes, wording_scores


def test_every_rule_has_words_in_both_languages() -> None:
    assert set(wording_scores.WHY) == set(codes.WHY_SCORE)
    for code in codes.WHY_SCORE:
        assert wording_scores.why_used(code, "id") != wording_scores.why_used(code, "en")


def test_the_total_that_is_used_names_its_rule() -> None:
    told = wording_scores.chosen_sentence("id", basis="block", value=770.36, why="highest_level")
    assert told == (
        "Dipakai: 770,36 (menurut blok), tingkat tertinggi yang lengkap; nilai maksimalnya tepat "
        "1.000."
    )
    assert wording_scores.chosen_sentence("en", basis="block", value=770.36, why="decision") == (
        "Used: 770.36 (by block), decided by the office."
    )


def test_the_maxima_of_questions_are_said_to_be_meant_otherwise() -> None:
    rows = [("19", 54.0, 51.0), ("21B", 18.0, 17.0)]
    assert wording_scores.maxima_sentence("id", of_questions=1004, meant=1000, rows=rows) == (
        "Nilai maksimal pertanyaan tercetak 1.004, padahal yang dimaksud 1.000 (indikator 19: 54, "
        "bukan 51; indikator 21B: 18, bukan 17)."
    )
    english = wording_scores.maxima_sentence("en", of_questions=1004, meant=1000, rows=rows)
    assert english.startswith("Question maxima print as 1,004 where 1,000 is meant")
    bare = wording_scores.maxima_sentence("id", of_questions=1004, meant=1000, rows=[])
    assert bare.endswith("padahal yang dimaksud 1.000.")


def test_sums_of_open_points_are_named_and_not_averaged() -> None:
    sums = [("block", 229.64), ("indicator", 234.54), ("question", 232.19)]
    told = wording_scores.open_sums_sentence("id", sums)
    assert "229,64 (menurut blok), 234,54 (menurut indikator), 232,19 (menurut pertanyaan)" in told
    assert "tidak dirata-ratakan" in told


def test_offices_add_up() -> None:
    told = wording_scores.office_sum_sentence(
        "en", own=37.55, shared=180.64, nameless=14, total=232.19
    )
    assert told == (
        "37.55 of one office alone + 180.64 shared, counted once + 14 that name no office = "
        "232.19 points."
    )


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (885.4, "955 → 885,4, 69,6 poin (7,3%) lebih rendah daripada nilai mandiri."),
        (960.0, "955 → 960, 5 poin (0,5%) lebih tinggi daripada nilai mandiri."),
        (955.0, "955 → 955, tidak berubah."),
    ],
)
def test_a_stage_beside_the_self_assessment(after: float, said: str) -> None:
    told = wording_scores.stage_sentence(
        "id", region="Kabupaten X", year=2022, before=955, after=after,
        stage="verifikasi_administrasi", maxima=(1000, 1000),
    )  # fmt: skip
    assert told == f"Kabupaten X 2022, Hasil Verifikasi Administrasi (VA): {said}"


def test_totals_of_different_levels_say_so() -> None:
    told = wording_scores.stage_sentence(
        "id", region="Kabupaten X", year=2024, before=770.36, after=700, stage="akhir",
        maxima=(1000, 1000), bases=("block", "total"),
    )  # fmt: skip
    assert "Nilai akhir (penetapan) (menurut blok → angka total): 770,36 → 700" in told


def test_of_another_maximum_only_percent_is_compared() -> None:
    told = wording_scores.stage_sentence(
        "id", region="Kabupaten X", year=2022, before=500, after=450, stage="akhir",
        maxima=(1000, 900),
    )  # fmt: skip
    assert "50,0% dari maksimalnya" in told
    assert "poin" not in told


def test_what_verification_took_and_what_was_kept() -> None:
    told = wording_scores.loss_sentence("id", questions=274, lost=122.11, given=0)
    assert (
        told
        == "Pada 274 pertanyaan yang dinilai di kedua tahap, verifikasi mengurangi 122,11 poin."
    )
    assert "and added 3" in wording_scores.loss_sentence("en", questions=2, lost=1, given=3)
    assert wording_scores.kept_words("id", 0.815) == "82%"
    assert wording_scores.kept_words("id", None) == "–"
    assert "percent of the maximum" in wording_scores.cycles_sentence("en")
