from __future__ import annotations

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators import codes, quality, wording
from indicators.method_words import said
from indicators.wording_target import target_state

BOTH = pytest.mark.parametrize("language", ["id", "en"])
NATION = {"target_owner": "nasional", "target_year": 2029}


def pace(language: str, progress: str, **changed: object) -> str:
    plain: dict[str, object] = {
        **NATION, "base_year": 2019, "growth_observed": -0.012, "growth_required": -0.034,
    }  # fmt: skip
    return wording.progress_sentence(
        language,
        progress=progress,
        **{**plain, **changed},  # type: ignore[arg-type]
    )


def test_the_pace_and_the_pace_needed() -> None:
    assert pace("id", "acceleration_needed") == (
        "Target nasional (2029): perlu dipercepat; sejak 2019 turun 1,2% per tahun, "
        "sedangkan yang diperlukan turun 3,4% per tahun. Laju dihitung dari tahun pertama dan "
        "terakhir saja, tanpa rentang."
    )
    assert "rise of 12% a year" in pace("en", "on_track", growth_observed=0.12)
    assert "kurang dari 0,1% per tahun" in pace("id", "limited", growth_observed=-0.0001)
    assert "sejak 2019 tetap" in pace("id", "limited", growth_observed=0.0)


@BOTH
def test_every_word_of_progress(language: str) -> None:
    texts = {progress: pace(language, progress) for progress in codes.PROGRESS}
    assert len(set(texts.values())) == len(texts)
    assert all("2029" in text for text in texts.values())
    assert not re.search(r"3[.,]4%", texts["achieved"] + texts["not_stated"])
    for reason in codes.PROGRESS_REASONS:
        assert "%" not in pace(language, "not_stated", reason=reason).replace("per cent", "")
    assert "%" not in pace(language, "on_track", growth_observed=math.nan)


@BOTH
@pytest.mark.parametrize("progress", ["achieved", "reached_early"])
def test_a_pace_the_wrong_way_is_no_success(language: str, progress: str) -> None:
    falls = pace(language, progress, growth_observed=-0.33, better="lower")
    assert "33%" in falls
    for better, growth in (("lower", 0.33), ("higher", -0.33), ("lower", 0.0), (None, -0.33)):
        text = pace(language, progress, growth_observed=growth, better=better)
        assert "33%" not in text
        assert "2019" not in text


@BOTH
def test_another_survey_is_said_beside_the_pace(language: str) -> None:
    plain = pace(language, "limited")
    told = pace(language, "limited", reason="other_survey")
    assert told.startswith(plain)
    assert told.endswith(said("progress_reason", "other_survey", language))


@pytest.mark.parametrize(
    ("met", "expired", "year", "told"),
    [
        (True, True, 2024, "Sudah tercapai"),
        (True, True, 2025, "Angka 2025 sudah mencapai batas target 2024"),
        (False, True, 2025, "Angka 2025 belum mencapai batas target 2024"),
        (False, False, 2022, "Belum tercapai"),
        (False, True, 2024, "Belum tercapai"),
        (True, True, 2022, "Angka 2022 sudah mencapai batas target; belum ada angka tahun 2024"),
        (True, False, 2022, "Angka 2022 sudah mencapai batas target; belum ada angka tahun 2024"),
        (False, True, 2022, "Angka 2022 belum mencapai batas target; belum ada angka tahun 2024"),
    ],
)
def test_a_target_is_met_by_a_value_of_its_year(
    met: bool, expired: bool, year: int, told: str
) -> None:
    facts = {"is_met": met, "is_expired": expired, "value_year": year, "target_year": 2024}
    assert target_state("id", **facts) == told
    assert ("no value of 2024" in target_state("en", **facts)) == ("belum ada" in told)


def level(language: str, **changed: object) -> str:
    plain: dict[str, object] = {
        "region": "Kabupaten Siak", "title": "Prevalensi stunting", "value": 10.4, "when": "2023",
        "unit": "persen", "decimals": 1, "target": 18.8, "target_year": 2025,
        "target_owner": "nasional", "gap": -8.4, "is_met": True, "is_expired": True,
        "better": "lower", "value_year": 2023,
    }  # fmt: skip
    return wording.gap_sentence(language, **{**plain, **changed})  # type: ignore[arg-type]


def test_a_value_of_an_earlier_year_has_not_met_the_target() -> None:
    assert level("id") == (
        "Prevalensi stunting, Kabupaten Siak: 10,4% (2023), sudah lebih rendah daripada batas "
        "target nasional 18,8% untuk 2025; lebih rendah lebih baik. Belum ada angka tahun 2025. "
        "Target telah berakhir (2025)."
    )
    assert "already at the national target level" in level("en", target_owner="national", gap=0.0)
    assert "sudah lebih tinggi daripada" in level("id", better="higher")
    behind = level("id", is_met=False, gap=1.2)
    assert "di atas target" in behind
    assert "Belum ada angka tahun 2025." in behind
    assert "Belum ada" not in level("id", is_met=False, is_expired=False)
    assert "sudah mencapai target nasional" in level("id", value_year=2025)


def test_an_expired_target_says_so() -> None:
    text = pace("id", "not_stated", reason="expired", target_year=2024)
    assert text == "Target nasional (2024): belum dapat disimpulkan. Target telah berakhir."


def test_years_to_a_target() -> None:
    assert wording.years_to_target_sentence(
        "id", status="stated", **NATION, years=4.2, lower=1.7, upper=14.2, trend_years=6
    ) == (  # type: ignore[arg-type]
        "Target nasional (2029): perkiraan 4,2 tahun lagi (rentang 1,7–14,2 tahun), bila laju "
        "selama 6 tahun data ini berlanjut."
    )  # fmt: skip


@BOTH
@pytest.mark.parametrize("status", [one for one in codes.YEARS_STATUSES if one != "stated"])
def test_years_that_are_not_stated(language: str, status: str) -> None:
    text = wording.years_to_target_sentence(language, status=status, **NATION, years=4.2)  # type: ignore[arg-type]
    assert not re.search(r"4[.,]2", text)
    assert text.endswith(".")


@settings(deadline=None)
@given(st.lists(st.floats(0.01, 1e5), min_size=3, max_size=3).map(sorted))
def test_printed_years_lie_in_their_printed_range(numbers: list[float]) -> None:
    lower, years, upper = numbers
    text = wording.years_to_target_sentence(
        "id", status="stated", **NATION, years=years, lower=lower, upper=upper
    )  # type: ignore[arg-type]
    found = re.search(r"perkiraan ([\d.,]+) tahun lagi \(rentang ([\d.,]+)–([\d.,]+)", text)
    assert found
    point, low, high = (float(one.replace(".", "").replace(",", ".")) for one in found.groups())
    assert low <= point <= high


def test_years_without_a_range_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be stated"):
        wording.years_to_target_sentence("id", status="stated", **NATION, years=4.2)  # type: ignore[arg-type]


@BOTH
def test_every_target_verdict_has_a_label(language: str) -> None:
    labels = {wording.target_label(language, verdict) for verdict in codes.TARGET_VERDICTS}
    assert len(labels) == len(codes.TARGET_VERDICTS)


@BOTH
def test_a_quality_mark_comes_with_its_reasons(language: str) -> None:
    for code, reason in quality.REASONS.items():
        text = wording.quality_note(language, reason.mark, code)
        assert text.startswith(quality.MARK_WORDS[reason.mark][language == "en"])
        assert text.endswith(reason.in_(language))
    both = wording.quality_note(language, "some_concerns", "provisional; months_missing")
    assert quality.REASONS["provisional"].in_(language) in both
    assert quality.REASONS["months_missing"].in_(language) in both
    with pytest.raises(ValueError, match="does not follow"):
        wording.quality_note(language, "robust", "provisional")
    with pytest.raises(ValueError, match="does not follow"):
        wording.quality_note(language, "robust", None)
