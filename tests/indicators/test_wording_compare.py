from __future__ import annotations

import math
import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators import codes, wording

BOTH = pytest.mark.parametrize("language", ["id", "en"])
JUDGING = re.compile(r"\b(baik|buruk|better|worse|good|bad|putusan)\b")


def compared(language: str, **changed: object) -> str:
    plain: dict[str, object] = {
        "region": "Kota Bandung",
        "parent": "Provinsi Jawa Barat",
        "verdict": "higher",
        "per": wording.per_words(language, "laporan", "anak_0_17"),
        "when": "2022",
        "value": 12.345,
        "lower": 10.11,
        "upper": 14.77,
        "benchmark": 9.8,
    }
    return wording.comparison_sentence(language, **{**plain, **changed})  # type: ignore[arg-type]


@BOTH
def test_each_of_the_five_levels_has_its_words(language: str) -> None:
    texts = {level: compared(language, verdict=level) for level in codes.COMPARISON_LEVELS}
    assert len(set(texts.values())) == len(codes.COMPARISON_LEVELS)
    for level, text in texts.items():
        assert not JUDGING.search(text)
        up = {"id": "lebih tinggi", "en": "higher than"}[language]
        down = {"id": "lebih rendah", "en": "lower than"}[language]
        assert (up in text) == level.endswith("higher")
        assert (down in text) == level.endswith("lower")


def test_the_denominator_is_said() -> None:
    assert "12,3 laporan per 100.000 anak (0–17 tahun) (rentang 95% 10,1–14,8)" in compared("id")
    assert wording.per_words("en", "reports", "penduduk") == "reports per 100,000 population"
    assert wording.per_words("id", "laporan", None) == "laporan"
    assert set(codes.COMPARISON_LEVELS) >= {"far_higher"}


def test_an_outcome_may_be_judged_a_report_may_not() -> None:
    worse = compared("id", verdict="higher", judgement="worse", per="persen")
    assert worse.endswith("kurang baik menurut arah indikator ini.")
    assert wording.word("more_is_not_worse", "id") not in worse
    better = compared("en", verdict="lower", judgement="better")
    assert better.endswith("better in the direction of this indicator.")
    assert wording.word("more_is_not_worse", "id") in compared("id")
    assert wording.word("fewer_is_not_better", "en") in compared("en", verdict="far_lower")
    assert compared("id", verdict="similar", judgement="similar").endswith("9,8).")


def test_a_small_rate_does_not_read_as_none() -> None:
    text = compared("id", verdict="lower", value=0.0362, lower=0.0009, upper=0.2)
    assert "2022: 0,04 laporan" in text
    assert "2022: 0,0 laporan" in compared("id", verdict="lower", value=0.0, lower=0.0, upper=0.2)
    assert "0.036 laporan" in compared("en", value=0.0362, lower=0.0, upper=1.0, decimals=3)
    assert ": 0,04 laporan" in placed("id", level="lower", value=0.0362)


@BOTH
def test_a_value_out_of_a_table_may_be_missing(language: str) -> None:
    for nothing in (None, math.nan, pd.NA):
        text = compared(language, value=nothing, reason="hidden")
        assert "12" not in text
        assert wording.word("is_hidden", language) in text
    assert "9" not in compared(language, benchmark=math.nan).split(")")[-1]


def placed(language: str, **changed: object) -> str:
    plain: dict[str, object] = {
        "region": "Kota Bandung", "level": "similar", "per": "laporan per 100.000 penduduk",
        "value": 12.3, "lower": 7.9, "upper": 14.8, "tau2": 0.1,
    }  # fmt: skip
    return wording.funnel_sentence(language, **{**plain, **changed})  # type: ignore[arg-type]


@BOTH
def test_the_place_in_the_funnel(language: str) -> None:
    texts = {level: placed(language, level=level) for level in codes.COMPARISON_LEVELS}
    assert len(set(texts.values())) == len(texts)
    wide = {"id": "diperlebar", "en": "widened"}[language]
    for level, text in texts.items():
        assert not JUDGING.search(text)
        assert (wide in text) == (level != "not_compared")
    assert wide not in placed(language, tau2=0.0)
    assert wide not in placed(language, tau2=math.nan)
    for reason in codes.FUNNEL_REASONS:
        assert not re.search(r"12", placed(language, level=None, reason=reason))
    why = {placed(language, level=None, reason=one) for one in ("hidden", "not_exact", None)}
    assert len(why) == 3


def test_the_funnel_in_words() -> None:
    assert placed("id") == (
        "Kota Bandung: 12,3 laporan per 100.000 penduduk, di dalam batas 95% corong (7,9–14,8); "
        "batas diperlebar karena perbedaan antardaerah melebihi kebetulan."
    )
    far = placed("en", level="far_higher", tau2=0)
    assert far.endswith("above the 99.8% limit of the funnel (95% limits 7.9–14.8).")


def test_a_rank_comes_with_its_interval() -> None:
    assert wording.rank_sentence("id", rank=3, lower=1, upper=6, areas=27, group="high") == (
        "Urutan ke-3 dari angka tertinggi; mungkin ke-1 sampai ke-6 dari 27 daerah. Pasti di paruh "
        "atas."
    )
    whole = wording.rank_sentence("en", rank=3, lower=1, upper=27, areas=27)
    assert whole == "Its place cannot be told: anywhere from 1 to 27 of 27 areas."
    assert "Place 1 from" in wording.rank_sentence("en", rank=1, lower=1, upper=1, areas=3)
    assert wording.rank_sentence("id", rank=math.nan, lower=1, upper=2, areas=3) == (
        "Tidak diurutkan."
    )
    with pytest.raises(ValueError, match="lies outside"):
        wording.rank_sentence("id", rank=7, lower=1, upper=6, areas=27)


@settings(deadline=None)
@given(st.integers(2, 60).flatmap(lambda areas: st.tuples(
    st.just(areas), *(st.integers(1, areas) for _ in range(3)))))  # fmt: skip
def test_the_printed_place_lies_in_its_printed_interval(numbers: tuple[int, ...]) -> None:
    areas, (lower, rank, upper) = numbers[0], sorted(numbers[1:])
    text = wording.rank_sentence("id", rank=rank, lower=lower, upper=upper, areas=areas)
    printed = [int(one) for one in re.findall(r"ke-(\d+)", text)]
    assert printed == [rank, lower, upper] or printed == [1, areas] or lower == upper == printed[0]


@BOTH
def test_every_rank_group_has_a_label(language: str) -> None:
    labels = {wording.rank_group_label(language, group) for group in codes.RANK_GROUPS}
    assert len(labels) == len(codes.RANK_GROUPS)


def test_marks_of_the_overview() -> None:
    known = wording.overview_marks_sentence("id", marked=0, compared=27, alone=8, has_spread=True)
    assert known.startswith("0 dari 27 daerah ditandai pada halaman ringkas")
    assert known.endswith("di sana 8 daerah berbeda dari bagian lain provinsinya.")
    assert "antartahun" in known
    public = wording.overview_marks_sentence(
        "en", marked=4, compared=22, alone=17, has_spread=True, is_public=True
    )
    assert "Benjamini–Hochberg" in public
    assert public.endswith("so that marks can differ from the internal edition.")
    assert "sekitar 1 dapat" in wording.many_comparisons_sentence("id", compared=27)
    assert "about 32 may" in wording.many_comparisons_sentence("en", compared=648)
    assert "about 0.3 may" in wording.many_comparisons_sentence("en", compared=5)


@BOTH
def test_without_the_spread_between_years_nothing_is_marked_and_that_is_said(
    language: str,
) -> None:
    text = wording.overview_marks_sentence(
        language, marked=0, compared=17, alone=12, benchmark_kind="visible_regions"
    )
    start = {"id": "Tidak ada daerah yang ditandai", "en": "No area is marked"}[language]
    unknown = {"id": "belum diketahui", "en": "is not known"}[language]
    others = {"id": "daerah lain yang ditampilkan", "en": "the other regions shown"}[language]
    assert text.startswith(start)
    assert unknown in text
    assert others in text
    assert re.findall(r"\d+", text) == ["95", "12", "17"]


@BOTH
def test_a_difference_inside_the_funnel_is_said_to_be_usual(language: str) -> None:
    inside = {"id": "(di dalam corong)", "en": "(inside the funnel)"}[language]
    for level in codes.COMPARISON_LEVELS:
        is_different = level not in ("similar", "not_compared")
        assert (inside in compared(language, verdict=level, funnel_level="similar")) == is_different
        for outside in ("higher", "far_lower", "not_compared", None, math.nan):
            assert inside not in compared(language, verdict=level, funnel_level=outside)
    among = {
        compared(language, funnel_level="similar", benchmark_kind=kind)
        for kind in ("province", "nation", "visible_regions")
    }
    assert len(among) == 3
    assert (
        compared("en", funnel_level="similar")
        .split(". ")[0]
        .endswith(
            "(whole province 9.8); among the regions of this province a difference of that size is "
            "not unusual (inside the funnel)"
        )
    )


@BOTH
def test_other_regions_shown_are_no_province(language: str) -> None:
    others = {"id": "daerah lain yang ditampilkan", "en": "the other regions shown"}[language]
    for level in ("far_higher", "higher", "similar", "lower", "far_lower"):
        text = compared(language, verdict=level, benchmark_kind="visible_regions")
        assert others in text
        assert "Jawa Barat" not in text
        assert others not in compared(language, verdict=level)


@BOTH
def test_every_reason_for_no_comparison_has_words(language: str) -> None:
    texts = {
        compared(language, verdict="not_compared", reason=reason)
        for reason in codes.COMPARISON_REASONS
    }
    assert len(texts) == len(codes.COMPARISON_REASONS)
    assert not any("_" in text for text in texts)


@BOTH
def test_neighbours_say_why(language: str) -> None:
    every = "; ".join(codes.LIKENESS)
    text = wording.neighbour_sentence(language, alike=every, apart=None)
    assert text.count(",") == len(codes.LIKENESS) - 1
    assert text[0].isupper()
    both = wording.neighbour_sentence(language, alike="penduduk", apart="kota", name="Kota Cimahi")
    assert both.startswith("Kota Cimahi, ")
    assert {"id": "berbeda dalam", "en": "differs in"}[language] in both
    none = wording.neighbour_sentence(language, alike=None)
    assert {"id": "Termasuk yang terdekat", "en": "Among the nearest"}[language] in none


def test_similar_areas_as_the_word_list_says() -> None:
    assert wording.neighbour_sentence("id", alike="penduduk; kepadatan").startswith(
        "Karakteristik serupa: jumlah penduduk, "
    )
