from __future__ import annotations

import math
import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators import codes, detectability, wording

BOTH = pytest.mark.parametrize("language", ["id", "en"])
NAN = math.nan


def test_what_would_be_noticed() -> None:
    assert wording.detectability_sentence("id", mean_count=22, fall=-0.178, rise=0.24) == (
        "Dengan rata-rata 22 laporan setahun, hanya penurunan sekurang-kurangnya 18% atau kenaikan "
        "sekurang-kurangnya 24% per tahun yang akan terlihat (dengan peluang 80%)."
    )
    only = wording.detectability_sentence("en", mean_count=6.4, fall=NAN, rise=1.5, unit="victims")
    assert only == (
        "With 6.4 victims a year on average, only a rise of at least 150% a year would be noticed "
        "(with a chance of 80%)."
    )
    assert wording.detectability_sentence("id", mean_count=pd.NA, fall=NAN, rise=NAN) == ""


@BOTH
def test_nothing_would_be_noticed(language: str) -> None:
    fall, rise = detectability.smallest_change(0.2, 0.2, 5, 3)
    text = wording.detectability_sentence(language, mean_count=0.2, fall=fall, rise=rise)
    steepest = math.exp(detectability.STEEPEST)
    assert f"{100 * (1 - 1 / steepest):.0f}%" in text
    assert f"{steepest:.0f} " in text
    assert {"id": "belum akan terlihat", "en": "no yearly change"}[language] in text


@settings(deadline=None)
@given(st.floats(5, 2000), st.floats(0, 0.3), st.sampled_from(["id", "en"]))
def test_the_sentence_does_not_promise_more_than_the_method(
    count: float, cv2: float, language: str
) -> None:
    fall, rise = detectability.smallest_change(count, cv2, 5, 78)
    text = wording.detectability_sentence(language, mean_count=count, fall=fall, rise=rise)
    sizes = [int(one.replace(".", "").replace(",", "")) for one in re.findall(r"([\d.,]+)%", text)]
    wanted = [abs(float(one)) * 100 for one in (fall, rise) if math.isfinite(float(one))]
    for printed, true in zip(sizes, wanted, strict=False):
        assert true - 1e-6 <= printed < true + 1


@BOTH
def test_more_years_and_pooled_years(language: str) -> None:
    rows = detectability.options(22, 0.04, 5, 78)
    options = [
        (str(row["option"]), int(row["years_needed"]), float(row["fall"]))
        for row in rows.to_dict("records")
    ]
    text = wording.pooled_detectability_sentence(language, options=options)
    assert text.count(";") == len(options) - 2
    for option, needed, fall in options[1:]:
        assert option in codes.DETECTABILITY_OPTIONS
        assert str(needed) in text
        assert f"{math.ceil(-fall * 100)}%" in text
    assert wording.pooled_detectability_sentence(language, options=options[:1]) == ""
    none = wording.pooled_detectability_sentence(language, options=[("years_7", 7, NAN)])
    assert {"id": "tetap tidak ada dengan 7", "en": "still none with 7"}[language] in none


def test_completeness_of_a_year() -> None:
    assert wording.completeness_sentence(
        "id", year=2022, months_expected=12, months_covered=12, months_reported=8, months_zero=2,
        units_expected=27, units_reported=5, units_kind="regions",
    ) == (
        "2022: 8 dari 12 bulan ada angkanya (2 di antaranya nihil); 5 dari 27 kabupaten/kota "
        "melapor."
    )  # fmt: skip
    assert wording.completeness_sentence(
        "en", year=2022, months_expected=12, months_covered=12, months_reported=pd.NA
    ) == (
        "2022: one figure for 12 months; how many of them had entries is not known; units that "
        "reported not known."
    )


@BOTH
def test_blank_months_are_not_zero(language: str) -> None:
    none = wording.completeness_sentence(language, year=2022, months_expected=12, months_covered=0)
    assert {"id": "belum ada bulan yang dilaporkan", "en": "no month is reported"}[language] in none
    unknown = wording.completeness_sentence(language, year=2022, months_expected=12)
    assert "0" not in unknown.removeprefix("2022")
    doubt = wording.completeness_sentence(
        language, year=2022, months_expected=12, months_covered=12, note="period_assumed"
    )
    told = {"id": "2022: periode tidak tertulis", "en": "does not state the period"}
    assert told[language] in doubt


@BOTH
def test_completeness_of_the_window(language: str) -> None:
    text = wording.completeness_window_sentence(
        language, first_year=2018, last_year=2022, months_first=NAN, months_last=NAN,
        units_first=20, units_last=27, units_expected=27,
    )  # fmt: skip
    assert {"id": "20 dan 27 dari 27", "en": "20 and 27 of 27"}[language] in text
    half = wording.completeness_window_sentence(
        language, first_year=2018, last_year=2022, months_first=8, months_last=None,
        units_first=NAN, units_last=NAN,
    )  # fmt: skip
    assert {"id": "8 dan tidak diketahui", "en": "8 and not known"}[language] in half
    blank = dict.fromkeys(("months_first", "months_last", "units_first", "units_last"))
    assert not wording.completeness_window_sentence(
        language, first_year=None, last_year=None, **blank
    )


def test_completeness_in_a_table() -> None:
    label = wording.completeness_label
    assert label("id", months_expected=12, months_reported=8) == "8 dari 12 bulan"
    assert label("en", months_expected=12) == "months not known"
    whole = label("id", months_expected=12, units_expected=27, units_reported=5)
    assert whole == "bulan tidak diketahui · 5 dari 27 unit"


PARTIAL = {"year": 2024, "months_known": 8, "observed": 118.0}


def test_a_projection() -> None:
    assert wording.projection_sentence(
        "id", **PARTIAL, projected=140.7, lower=128.3, upper=154.6, tested_years=5, tested_inside=5
    ) == (  # type: ignore[arg-type]
        "Proyeksi setahun penuh 2024: 141 laporan (rentang 128–155), dari 118 laporan (Jan–Agu "
        "2024); dicoba pada 5 tahun lalu, 5 di dalam rentang. Proyeksi bukan laporan, dan tidak "
        "masuk tren maupun peringkat."
    )  # fmt: skip


@BOTH
@pytest.mark.parametrize("reason", codes.PROJECTION_REASONS)
def test_why_there_is_none(language: str, reason: str) -> None:
    text = wording.projection_sentence(language, **PARTIAL, reason=reason)  # type: ignore[arg-type]
    assert text.startswith("118 ")
    assert "2024" in text
    assert {"id": "Tidak diproyeksikan: ", "en": "Not projected: "}[language] in text


@BOTH
def test_no_report_so_far_names_its_months(language: str) -> None:
    text = wording.projection_sentence(
        language, year=2024, months_known=8, observed=0, reason="no_reports"
    )
    assert {"id": "Jan–Agu 2024", "en": "Jan–Aug 2024"}[language] in text


@settings(deadline=None)
@given(st.floats(1, 1e4), st.floats(0, 0.5), st.sampled_from(["id", "en"]))
def test_a_projection_lies_in_its_printed_range(
    projected: float, share: float, language: str
) -> None:
    lower, upper = projected * (1 - share), projected * (1 + share)
    text = wording.projection_sentence(
        language, **PARTIAL, projected=projected, lower=lower, upper=upper
    )  # type: ignore[arg-type]
    found = re.search(r"2024: ([\d.,]+) \w+ \(\w+ ([\d.,]+)–([\d.,]+)\)", text)
    assert found
    point, low, high = (int(one.replace(".", "").replace(",", "")) for one in found.groups())
    assert low <= point <= high
    assert low <= lower
    assert high >= upper


def test_a_projection_outside_its_range_is_refused() -> None:
    with pytest.raises(ValueError, match="lies outside"):
        wording.projection_sentence("id", **PARTIAL, projected=100.0, lower=110.0, upper=120.0)  # type: ignore[arg-type]


@pytest.mark.parametrize(("count", "noun"), [(1, "victim"), (2, "victims")])
def test_english_has_a_singular(count: int, noun: str) -> None:
    told = wording.detectability_sentence(
        "en", mean_count=count, fall=NAN, rise=1.5, unit="victims"
    )
    assert told.startswith(f"With {count} {noun} a year on average")
    part = wording.projection_sentence(
        "en", year=2024, months_known=8, observed=count, reason="no_monthly_history", unit="victims"
    )
    assert part.startswith(f"{count} {noun} (Jan–Aug 2024). Not projected")
    year = wording.trend_sentence(
        "en", title="T", unit="victims counted by type of violence", first=(2021, count),
        last=(2022, 30),
    )  # fmt: skip
    assert f"{count} {noun} counted by type of violence (2021)" in year
    same = wording.detectability_sentence("id", mean_count=1, fall=NAN, rise=1.5, unit="kasus")
    assert same.startswith("Dengan rata-rata 1 kasus setahun")


def test_one_month_and_one_unit_are_singular() -> None:
    assert wording.completeness_sentence(
        "en", year=2022, months_expected=1, months_covered=1, months_reported=1,
        units_expected=1, units_reported=1, units_kind="reporting_units",
    ) == "2022: 1 of 1 month has a figure; 1 of 1 reporting unit reported."  # fmt: skip
    assert "one figure for 1 month;" in wording.completeness_sentence(
        "en", year=2022, months_expected=12, months_covered=1
    )
    assert wording.completeness_label(
        "en", months_expected=12, months_reported=1, units_expected=1, units_reported=1
    ) == "1 of 12 months · 1 of 1 unit"  # fmt: skip
    assert "tried on 1 past year, 1 inside" in wording.projection_sentence(
        "en", **{**PARTIAL, "observed": 1.0}, projected=1.2, lower=1.0, upper=2.0,  # type: ignore[arg-type]
        tested_years=1, tested_inside=1, unit="reports",
    )  # fmt: skip


def test_no_sentence_of_a_doubtful_period_goes_on_in_lower_case() -> None:
    for language in ("id", "en"):
        text = wording.completeness_sentence(
            language, year=2022, months_expected=12, months_covered=12, note="period_assumed"
        )
        assert not re.search(r"\. \w", text)
        assert re.match(r"2022: [a-z]", text)
