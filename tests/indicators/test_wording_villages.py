"""Sentences about the checklist hold the figures they are given, in either language."""

from __future__ import annotations

import pytest

from indicators import wording_villages as words


def test_what_the_checklist_comes_to() -> None:
    figures = {"kecamatan": 42, "desa": 1442, "points": 61.26, "max_score": 100.0}
    told = words.checklist_sentence("id", **figures, points_if_all=70.0)
    assert told == (
        "Menurut daftar periksa 42 kecamatan dan 1.442 desa/kelurahan, terpenuhi 61,3 dari 100 "
        "poin; paling banyak 70,0 bila semua yang belum dijawab ternyata terpenuhi."
    )
    done = words.checklist_sentence("en", **figures, points_if_all=61.26)
    assert done.endswith("61.3 of 100 points are fulfilled; all is answered.")


def test_a_village_that_has_not_answered_is_not_said_to_lack_it() -> None:
    told = words.coverage_sentence("id", name="PATBM", areas=400, fulfilled=180, answered=343)
    assert told == (
        "PATBM berjalan di 180 dari 400 desa/kelurahan (45%); 57 desa/kelurahan belum menjawab."
    )
    whole = words.coverage_sentence("en", name="PATBM", areas=400, fulfilled=180, answered=400)
    assert whole == "PATBM runs in 180 of 400 villages (45%)."


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (1, "3 dari 20 kecamatan lengkap; yang terdekat, 4 kecamatan, masing-masing tinggal "
            "1 pertanyaan."),
        (2, "3 dari 20 kecamatan lengkap; yang terdekat, 4 kecamatan, masing-masing tinggal "
            "2 pertanyaan."),
    ],
)  # fmt: skip
def test_the_nearest_to_complete(left: int, told: str) -> None:
    given = {"complete": 3, "areas": 20, "nearest": 4, "left": left}
    assert words.nearest_sentence("id", **given, level="kecamatan") == told
    assert ("lack 1 question each" in words.nearest_sentence("en", **given, level="desa")) == (
        left == 1
    )


def test_all_complete() -> None:
    told = words.nearest_sentence("en", complete=7, areas=7, nearest=0, left=0, level="desa")
    assert told == "7 of 7 villages are complete."


def test_what_is_missing_names_points_and_who_can_answer() -> None:
    told = words.missing_sentence("id", region="Kota Bogor", kecamatan=21.0, desa=79.0)
    assert "Kota Bogor belum dimuat. 100 poin" in told
    assert "(21 untuk kecamatan, 79 untuk desa/kelurahan)" in told
    assert "Gugus Tugas KLA" in told


def test_how_many_regencies_have_a_checklist() -> None:
    none = words.below_sentence("id", region="Jawa Barat", loaded=0, regencies=27)
    assert none.startswith("Belum ada daftar periksa")
    assert "27 kabupaten/kota di Jawa Barat" in none
    some = words.below_sentence("en", region="Jawa Barat", loaded=2, regencies=27)
    assert "2 of 27 regencies and cities in Jawa Barat" in some


def test_the_rule_of_points_says_that_the_rubric_is_not_published() -> None:
    assert "tidak dipublikasikan" in words.points_rule("id")
    assert "not published" in words.points_rule("en")
