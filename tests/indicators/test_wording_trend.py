from __future__ import annotations

import datetime
import itertools
import math
import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators import codes, simulation, trend, verdict, wording, wording_change

BOTH = pytest.mark.parametrize("language", ["id", "en"])
WINDOW = {"first_year": 2018, "last_year": 2022, "years": 5}
BREAK = (datetime.date(2026, 1, 19), "SIMFONI 3")
MOVING = ("likely_real", "reporting_changed", "cannot_separate")
UP, DOWN = (0.08, 0.02, 0.15), (-0.08, -0.15, -0.02)
JUDGING = re.compile(
    r"\b(baik|buruk|membaik|memburuk|better|worse|good|bad|putusan|sedikit kasus|few cases)\b",
    re.IGNORECASE,
)


def told(
    language: str,
    numbers: tuple[float, float, float] = UP,
    verdict: str = "cannot_separate",
    **changed: object,
) -> str:
    change, lower, upper = numbers
    plain: dict[str, object] = {**WINDOW, "change": change, "lower": lower, "upper": upper}
    return wording.trend_verdict_sentence(
        language,
        verdict=verdict,
        **{**plain, **changed},  # type: ignore[arg-type]
    )


def number_of(text: str, language: str) -> float:
    text = text.replace("−", "-").rstrip("%")
    return float(
        text.replace(".", "").replace(",", ".") if language == "id" else text.replace(",", "")
    )


def test_the_sentence_of_the_project() -> None:
    assert told("id") == (
        "Laporan naik sekitar 8% per tahun selama 2018–2022 (rentang 2–15%), tetapi belum dapat "
        "dibedakan dari perubahan pelaporan."
    )
    assert told("en") == (
        "Reports rose by about 8% a year over 2018–2022 (range 2–15%), but it cannot be told apart "
        "from a change in reporting."
    )
    assert told("id", DOWN, "likely_real") == (
        "Laporan turun sekitar 8% per tahun selama 2018–2022 (rentang 2–15%); kelengkapan "
        "pelaporan tidak menjelaskannya, sehingga perubahan laporan ini kemungkinan nyata."
    )


def every(language: str) -> dict[tuple[str, ...], str]:
    """Each verdict with each direction, and each reason why there is none."""
    found: dict[tuple[str, ...], str] = {}
    for name, numbers in itertools.product(MOVING, (UP, DOWN)):
        found[name, str(numbers[0])] = told(language, numbers, name)
    found["too_little", "change_unclear"] = told(
        language, (0.03, -0.05, 0.12), "too_little", reasons="change_unclear; months_unknown"
    )
    for code in codes.TREND_REASONS:
        judged = verdict.judge(
            verdict.Trend("none", "unclear", math.nan, math.nan, 1, reason=code),
            verdict.Recording(),
        )
        found[judged.verdict, code] = wording.trend_verdict_sentence(
            language,
            verdict=judged.verdict,
            reasons="; ".join(judged.reasons),
            first_year=pd.NA,
            last_year=None,
            years=2,
            breaks=[(datetime.date(2016, 1, 1), "A"), BREAK],
        )
    return found


@BOTH
def test_every_verdict_has_its_own_sentence(language: str) -> None:
    sentences = every(language)
    assert {key[0] for key in sentences} == set(codes.VERDICTS)
    assert {key[1] for key in sentences} >= set(codes.TREND_REASONS)
    assert len(set(sentences.values())) == len(sentences)
    for text in sentences.values():
        assert text.endswith(".")
        assert not JUDGING.search(text)
        assert "{" not in text
        assert "nan" not in text.lower().split()


@BOTH
def test_a_verdict_without_direction_names_none(language: str) -> None:
    for (_, reason), text in every(language).items():
        if reason in codes.TREND_REASONS:
            assert not re.search(r"\b(naik|turun|rose|fell)\b", text)
            assert not re.search(r"\d%", text)
    broken = every(language)["series_break", "after_break"]
    assert "19 Jan 2026 (SIMFONI 3)" in broken
    assert "2016" not in broken


@BOTH
def test_no_report_is_a_zero_with_its_months_and_no_absence_of_violence(language: str) -> None:
    text = told(language, verdict="too_little", reasons="no_events")
    assert {"id": "Jan–Des", "en": "Jan–Dec"}[language] in text
    assert "2018–2022" in text
    assert {"id": "tidak berarti tidak ada kekerasan", "en": "does not mean no violence"}[
        language
    ] in text


@pytest.mark.parametrize(("years", "said"), [(0, "belum ada tahun penuh"), (2, "2 tahun penuh")])
def test_two_points_are_no_trend(years: int, said: str) -> None:
    text = wording.trend_verdict_sentence(
        "id", verdict="too_little", reasons="too_few_years", years=years
    )
    assert said in text
    assert text.endswith("perlu sekurang-kurangnya tiga.")
    english = wording.trend_verdict_sentence(
        "en", verdict="too_little", reasons="too_few_years", years=1
    )
    assert "only 1 whole year can" in english


@BOTH
def test_years_without_a_figure_are_said(language: str) -> None:
    gap = told(language, years=4)
    assert {"id": "(4 dari 5 tahun ada angkanya)", "en": "(4 of 5 years have figures)"}[
        language
    ] in gap
    assert "2018–2022 (" in gap


def test_a_trend_of_rates_says_of_what() -> None:
    assert told("id", has_exposure=True, denominator_kind="anak_0_17").startswith(
        "Laporan per 100.000 anak (0–17 tahun) naik sekitar 8% per tahun"
    )
    assert told("en", has_exposure=True).startswith("Reports per population rose")
    assert told("id", denominator_kind="anak_0_17").startswith("Laporan naik")


@BOTH
def test_a_trend_says_what_it_counts(language: str) -> None:
    for place, unit in enumerate(codes.UNITS):
        label = wording.counted_label(language, unit)
        inner = f"{label[0].lower()}{label[1:]}"
        assert label == {
            "id": ("Kasus yang dilaporkan", "Korban yang tercatat",
                   "Bentuk kekerasan yang tercatat", "Laporan"),
            "en": ("Reported cases", "Recorded victims", "Recorded types of violence", "Reports"),
        }[language][place]  # fmt: skip
        assert told(language, unit=unit).startswith(f"{label} ")
        end = {"id": f"perubahan {inner} ini kemungkinan nyata.",
               "en": f"this change in {inner} is likely real."}[language]  # fmt: skip
        assert told(language, verdict="likely_real", unit=unit).endswith(end)
        short = told(language, verdict="too_little", reasons="events_at_one_end", unit=unit)
        assert short.count(inner) == 2
        word = {"id": "laporan", "en": "reports"}[language]
        assert (word in short.lower().split()) == (unit == "laporan")
    with pytest.raises(KeyError):
        told(language, unit="persen")


@pytest.mark.parametrize(
    ("numbers", "relative", "said"),
    [
        (UP, (0.05, 0.02, 0.09), "Kenaikannya lebih cepat daripada provinsi, sekitar 5% per tahun"),
        (UP, (-0.05, -0.09, -0.02), "Kenaikannya lebih lambat daripada provinsi"),
        (DOWN, (-0.05, -0.09, -0.02), "Penurunannya lebih cepat daripada provinsi"),
        (DOWN, (0.05, 0.02, 0.09), "Penurunannya lebih lambat daripada provinsi"),
        (UP, (0.01, -0.02, 0.04), "tidak berbeda nyata dari provinsi (relatif terhadapnya antara "
                                  "turun 2% dan naik 4% per tahun)"),
    ],
)  # fmt: skip
def test_the_province_beside_it(
    numbers: tuple[float, float, float], relative: tuple[float, float, float], said: str
) -> None:
    change, lower, upper = relative
    text = told("id", numbers, relative_change=change, relative_lower=lower, relative_upper=upper)
    assert said in text
    named = told(
        "en", numbers, relative_change=change, relative_lower=lower, relative_upper=upper,
        parent="Provinsi Jawa Barat",
    )  # fmt: skip
    assert "Provinsi Jawa Barat" in named
    assert "Provinsi Jawa Barat" not in told("en", numbers, relative_change=math.nan, parent="X")


UNCLEAR = (0.03, -0.05, 0.12)


@pytest.mark.parametrize(
    ("language", "relative", "said"),
    [
        ("id", (-0.36, -0.5, -0.2), "Dibandingkan dengan perubahan Provinsi X, perubahannya lebih "
                                    "rendah sekitar 36% per tahun (rentang 20–50%)."),
        ("id", (0.36, 0.2, 0.5), "Dibandingkan dengan perubahan Provinsi X, perubahannya lebih "
                                 "tinggi sekitar 36% per tahun (rentang 20–50%)."),
        ("en", (-0.36, -0.5, -0.2), "Compared with the change of Provinsi X, its change was lower "
                                    "by about 36% a year (range 20–50%)."),
        ("en", (0.36, 0.2, 0.5), "Compared with the change of Provinsi X, its change was higher "
                                 "by about 36% a year (range 20–50%)."),
    ],
)  # fmt: skip
def test_without_a_direction_a_change_stands_beside_a_change(
    language: str, relative: tuple[float, float, float], said: str
) -> None:
    change, lower, upper = relative
    text = told(
        language, UNCLEAR, "too_little", reasons="change_unclear", parent="Provinsi X",
        relative_change=change, relative_lower=lower, relative_upper=upper,
    )  # fmt: skip
    assert text.endswith(said)


@BOTH
def test_areas_shown_are_not_called_the_province(language: str) -> None:
    part = {"id": "daerah yang trennya ditampilkan di Provinsi X",
            "en": "the areas of Provinsi X whose trend is shown"}[language]  # fmt: skip
    for own, limits in itertools.product(
        (UP, DOWN, UNCLEAR), ((0.05, 0.02, 0.09), (-0.05, -0.09, -0.02), (0.01, -0.02, 0.04))
    ):
        texts = [
            wording.relative_sentence(
                language, lower=own[1], upper=own[2], relative_change=limits[0],
                relative_lower=limits[1], relative_upper=limits[2], parent="Provinsi X",
                is_part=is_part,
            )
            for is_part in (False, True)
        ]  # fmt: skip
        assert texts[0].replace("Provinsi X", part) == texts[1]
    behind = [
        wording.verdict_reasons_sentence(language, reasons="province_moved_too", is_part=one)
        for one in (False, True)
    ]
    assert {"id": "trennya ditampilkan", "en": "whose trend is shown"}[language] in behind[1]
    assert "ditampilkan" not in behind[0]


@BOTH
def test_every_reason_behind_a_verdict_has_words(language: str) -> None:
    own = [
        code
        for code in codes.VERDICT_REASONS
        if code not in (*codes.TREND_REASONS, "change_unclear")
    ]
    text = wording.verdict_reasons_sentence(language, reasons="; ".join(own))
    assert text.count(";") == len(own) - 1
    assert not JUDGING.search(text)
    assert wording.verdict_reasons_sentence(language, reasons="change_unclear") == ""
    assert wording.verdict_reasons_sentence(language, reasons=None) == ""


@BOTH
def test_a_second_source(language: str) -> None:
    texts = {
        wording.second_source_sentence(language, second=second, source="Open Data Jabar")
        for second in verdict.SECOND
    }
    assert len(texts) == 2
    assert all("(Open Data Jabar)" in text for text in texts)
    assert wording.second_source_sentence(language, second=None) == ""


def test_labels_are_those_of_the_word_list() -> None:
    assert wording.verdict_label("id", "cannot_separate") == "Penyebab belum dapat dibedakan"
    assert wording.verdict_label("en", "likely_real") == "Change likely real"
    assert len({wording.verdict_label("id", code) for code in codes.VERDICTS}) == 5


def test_what_cannot_be_said_is_refused() -> None:
    with pytest.raises(ValueError, match="no direction"):
        told("id", (0.03, -0.05, 0.12), "likely_real")
    with pytest.raises(ValueError, match="needs the change"):
        wording.trend_verdict_sentence("id", verdict="likely_real", **WINDOW)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="not unclear"):
        told("id", UP, "too_little", reasons="change_unclear")
    with pytest.raises(ValueError, match="unknown reasons"):
        told("id", reasons="no such reason")
    with pytest.raises(ValueError, match="unknown verdict"):
        told("id", verdict="worse")
    with pytest.raises(ValueError, match="has no words"):
        told("id", verdict="too_little", reasons="months_unknown")


RISES, FALLS = st.floats(1.1e-4, 9.8), st.floats(-0.95, -1.1e-4)
ONE_WAY = st.one_of(st.tuples(way, way, way).map(sorted) for way in (RISES, FALLS))


@settings(deadline=None)
@given(ONE_WAY, st.sampled_from(["id", "en"]))
def test_printed_limits_hold_the_printed_change(numbers: list[float], language: str) -> None:
    lower, change, upper = numbers
    text = told(language, (change, lower, upper))
    found = re.search(
        r"(?:sekitar|about) ([\d.,]+)%.*\((?:rentang|range) ([\d.,]+)–([\d.,]+)%\)", text
    )
    assert found
    point, near, far = (number_of(one, language) for one in found.groups())
    assert 0 < near <= point <= far
    assert (" naik " in text or " rose " in text) == (change > 0)
    assert (" turun " in text or " fell " in text) == (change < 0)
    for printed, true in ((point, change), (near, min(abs(lower), abs(upper)))):
        assert abs(printed - abs(true) * 100) <= 0.5 + 1e-6


@settings(deadline=None)
@given(st.floats(-0.95, -1e-300), st.floats(1e-300, 9.9), st.sampled_from(["id", "en"]))
def test_an_unclear_range_names_both_sides(lower: float, upper: float, language: str) -> None:
    text = told(language, (0.0, lower, upper), "too_little", reasons="change_unclear")
    down, up = (("turun", "naik") if language == "id" else ("a fall of", "a rise of"))  # fmt: skip
    assert text.index(down) < text.index(up)
    assert not re.search(r"(naik|turun|fall of|rise of) 0%", text)


@pytest.mark.parametrize(
    ("numbers", "printed"),
    [
        ((0.08, 0.02, 0.15), "8% per tahun selama 2018–2022 (rentang 2–15%)"),
        ((0.21, 0.004, 0.46), "21% per tahun selama 2018–2022 (rentang 0,4–46%)"),
        ((0.21, 0.0004, 0.46), "21% per tahun selama 2018–2022 (rentang 0,04–46%)"),
        ((0.21, 0.00001, 0.46), "(rentang kurang dari 0,01% sampai 46%)"),
        ((0.012, 0.009, 0.014), "1,2% per tahun selama 2018–2022 (rentang 0,9–1,4%)"),
        ((-0.9, -0.997, -0.4), "90% per tahun selama 2018–2022 (rentang 40–99,7%)"),
        ((-0.9, -0.99999, -0.4), "(rentang 40% sampai lebih dari 99,99%)"),
        ((0.9, 0.1, math.inf), "90% per tahun selama 2018–2022 (rentang 10% sampai lebih dari "
                               "1.000%)"),
    ],
)  # fmt: skip
def test_numbers_are_whole_unless_that_would_say_0_or_100(
    numbers: tuple[float, float, float], printed: str
) -> None:
    assert printed in told("id", numbers)


def test_what_would_be_noticed_is_never_made_smaller() -> None:
    assert wording_change.at_least("id", -0.1701) == "18%"
    assert wording_change.at_least("id", -0.18) == "18%"
    assert wording_change.at_least("en", 12.001) == "1,201%"
    assert wording_change.codes_in("a; b") == ["a", "b"]
    assert wording_change.codes_in(None) == []
    assert wording_change.known(pd.NA) is None
    assert wording_change.between("id", 0.0, 0.12) == "antara tidak berubah dan naik 12%"


@BOTH
def test_sentences_of_a_whole_province_say_what_its_trends_found(language: str) -> None:
    made = simulation.provinces(3, 0.2, -0.3, 1 / 3, seed=7)
    rows = pd.DataFrame(
        [
            (f"{province:02}.{area:02}", f"{province:02}", 2018 + year, count)
            for area, (province, counts) in enumerate(zip(made.province, made.counts, strict=True))
            for year, count in enumerate(counts)
        ],
        columns=["region_code", "parent_code", "year", "value"],
    )
    found = trend.trends(rows)
    recorded = found[["region_code"]].assign(months_first=12, months_last=12, units_first=5,
                                             units_last=5)  # fmt: skip
    found = found.merge(verdict.verdicts(found, recorded), on="region_code")
    assert {"down", "unclear"} <= set(found["direction"])
    words = {"up": ("naik sekitar", "rose by"), "down": ("turun sekitar", "fell by")}
    for row in found.to_dict("records"):
        names = (
            "verdict", "reasons", "change", "lower", "upper", "relative_change", "relative_lower",
            "relative_upper", "first_year", "last_year", "years",
        )  # fmt: skip
        text = wording.trend_verdict_sentence(
            language,
            **{name: row[name] for name in names},  # type: ignore[arg-type]
        )
        for way, pair in words.items():
            assert (pair[language == "en"] in text) == (row["direction"] == way)
        if row["direction"] != "unclear":
            size = wording_change.sizes(language, row["change"], row["lower"], row["upper"])[0]
            assert f"{size} " in text
            assert row["verdict"] == "likely_real"
        assert "2018–2022" in text
