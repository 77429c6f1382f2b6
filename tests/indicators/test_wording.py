from __future__ import annotations

import datetime
import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import wording

BOTH = pytest.mark.parametrize("language", ["id", "en"])
YEAR = {"start": datetime.date(2023, 1, 1), "end": datetime.date(2023, 12, 31)}


@pytest.mark.parametrize(
    ("x", "decimals", "indonesian", "english"),
    [
        (1234.5, None, "1.234,5", "1,234.5"),
        (770.36, None, "770,36", "770.36"),
        (596.70, None, "596,7", "596.7"),
        (596.70, 2, "596,70", "596.70"),
        (63, None, "63", "63"),
        (1000, None, "1.000", "1,000"),
        (5_623_479, 0, "5.623.479", "5,623,479"),
        (12.5, 0, "13", "13"),
        (2.675, 2, "2,68", "2.68"),
        (-3.2, None, "−3,2", "−3.2"),
        (-0.001, None, "0", "0"),
        (np.float64(0.1) + np.float64(0.2), None, "0,3", "0.3"),
    ],
)
def test_numbers(x: float, decimals: int | None, indonesian: str, english: str) -> None:
    assert wording.number(x, "id", decimals) == indonesian
    assert wording.number(x, "en", decimals) == english


@given(x=st.floats(-1e9, 1e9), decimals=st.integers(0, 3))
def test_a_printed_number_reads_back(x: float, decimals: int) -> None:
    text = wording.number(x, "id", decimals).replace("−", "-")
    back = float(text.replace(".", "").replace(",", "."))
    assert abs(back - x) <= 0.5 * 10**-decimals + 1e-6
    assert wording.number(x, "en", decimals).replace(",", "").replace("−", "-") == (
        text.replace(".", "").replace(",", ".")
    )


@pytest.mark.parametrize("x", [math.nan, math.inf])
def test_a_missing_number_is_not_printed(x: float) -> None:
    with pytest.raises(ValueError, match="no number"):
        wording.number(x, "id")


def test_percent_and_ranges() -> None:
    assert wording.percent(8, "id") == "8%"
    assert wording.percent(21.45, "id", 1) == "21,5%"
    assert wording.range_(2, 15, "id", unit="%") == "2–15%"
    assert wording.range_(1.25, 3, "en") == "1.25–3"
    assert wording.range_(-2, 5, "id") == "−2 sampai 5"
    assert wording.range_(-2, 5, "en") == "−2 to 5"


@pytest.mark.parametrize(
    ("start", "end", "indonesian", "english"),
    [
        ("2023-01-01", "2023-12-31", "2023", "2023"),
        ("2018-01-01", "2022-12-31", "2018–2022", "2018–2022"),
        ("2024-01-01", "2024-08-31", "Jan–Agu 2024", "Jan–Aug 2024"),
        ("2023-01-01", "2023-11-22", "1 Jan–22 Nov 2023", "1 Jan–22 Nov 2023"),
        ("2022-11-01", "2023-02-28", "Nov 2022–Feb 2023", "Nov 2022–Feb 2023"),
        ("2024-02-01", "2024-02-29", "Feb 2024", "Feb 2024"),
        ("2023-05-03", "2023-05-09", "3–9 Mei 2023", "3–9 May 2023"),
        ("2022-12-30", "2023-01-02", "30 Des 2022–2 Jan 2023", "30 Dec 2022–2 Jan 2023"),
        ("2023-10-09", "2023-10-09", "9 Okt 2023", "9 Oct 2023"),
    ],
)
def test_periods(start: str, end: str, indonesian: str, english: str) -> None:
    first, last = datetime.date.fromisoformat(start), datetime.date.fromisoformat(end)
    assert wording.period(first, last, "id") == indonesian
    assert wording.period(first, last, "en") == english


def test_a_period_runs_forward_and_a_language_is_known() -> None:
    with pytest.raises(ValueError, match="before"):
        wording.period(datetime.date(2023, 2, 1), datetime.date(2023, 1, 1), "id")
    with pytest.raises(ValueError, match="'fr'"):
        wording.number(1, "fr")


def test_the_kinds_of_nothing_are_told_apart() -> None:
    words = {
        wording.reported(0, "id", **YEAR),
        wording.reported(None, "id", **YEAR, status="not_reported"),
        wording.reported(None, "id", **YEAR, hidden="primary"),
        wording.reported(None, "id", **YEAR, hidden="secondary"),
        wording.reported(math.nan, "id", **YEAR, status="under_verification"),
        wording.word("not_due", "id"),
    }
    assert words == {
        "0 (nihil, sudah dilaporkan), Jan–Des 2023",
        "… (belum dilaporkan)",
        "Jumlah kecil; dirahasiakan demi identitas anak",
        "Turut dirahasiakan agar tidak dapat dihitung balik",
        "Dalam proses verifikasi",
        "Belum jatuh tempo",
    }


def test_a_hidden_value_is_never_printed() -> None:
    for language in ("id", "en"):
        text = wording.reported(3, language, **YEAR, hidden="primary")
        assert not re.search(r"[0-9]", text)


@BOTH
def test_a_zero_always_shows_its_months(language: str) -> None:
    months = {"id": "Jan–Agu 2024", "en": "Jan–Aug 2024"}[language]
    part = {"start": datetime.date(2024, 1, 1), "end": datetime.date(2024, 8, 31)}
    assert months in wording.reported(0, language, **part)
    sentence = wording.trend_sentence(
        language, title="T", unit="kasus", first=(2022, 0), last=(2023, 0)
    )
    assert "2022" in sentence
    assert {"id": "Jan–Des 2023", "en": "Jan–Dec 2023"}[language] in sentence


def test_what_the_source_says_of_a_value() -> None:
    assert wording.reported(25, "id", **YEAR, is_exact=False) == "sekitar 25"
    assert wording.reported(25, "id", **YEAR, status="provisional") == "25 (angka sementara)"
    assert wording.reported(1204, "en", **YEAR, status="revised") == "1,204 (revised)"


def score(language: str, **changed: object) -> str:
    plain: dict[str, object] = {
        "region": "Kabupaten Contoh",
        "stage": "mandiri",
        "value": 770.36,
        "max_value": 1000.0,
        "cycle": "2024/25",
        "data_year": 2023,
        "award_year": 2025,
        "printed_year": 2024,
        "band": "Nindya",
        "next_band": "Utama",
        "points_to_next": 30.64,
    }
    return wording.score_sentence(language, **{**plain, **changed})  # type: ignore[arg-type]


def test_a_self_score() -> None:
    assert score("id") == (
        "Nilai Evaluasi Mandiri (EM) Kabupaten Contoh: 770,36 dari 1.000. "
        "Siklus 2024/25 · data 2023 · penghargaan 2025. Nilai mandiri bukan peringkat. "
        "Poin dalam rentang Nindya; 30,64 poin lagi sampai batas bawah Utama."
    )
    assert score("en") == (
        "Self-assessment score of Kabupaten Contoh: 770.36 of 1,000. "
        "Cycle 2024/25 · data 2023 · award 2025. A self score is not a rank. "
        "Points within the Nindya band; 30.64 points to the lower edge of Utama."
    )


@BOTH
def test_years_that_are_not_known_are_not_invented(language: str) -> None:
    text = score(language, cycle=None, data_year=None, award_year=None, stage="akhir")
    assert text.count("2024") == 1
    assert text.count({"id": "tidak dinyatakan", "en": "not stated"}[language]) == 3
    assert wording.word("self_is_no_rank", language) not in text


def test_awards_stand_beside_the_band_of_a_score() -> None:
    text = score("id", stage="akhir", awards=[(2022, "Pratama"), (2025, "Madya")])
    assert "Penghargaan: Pratama (2022), Madya (2025). Poin dalam rentang" in text
    assert "Award: Utama (2023)." in score("en", awards=[(2023, "Utama")])


@BOTH
def test_a_score_between_two_bands_is_at_the_boundary(language: str) -> None:
    bands = {"band": "Pratama", "boundary": "Madya", "next_band": "Madya"}
    text = score(language, value=600.5, points_to_next=0.5, **bands)
    assert wording.word("boundary", language) in text
    assert "Pratama" in text
    assert wording.number(0.5, language) in text


@BOTH
def test_more_than_900_points_are_not_the_top_rank(language: str) -> None:
    text = score(language, value=906.0, band="KLA", next_band=None, points_to_next=None)
    assert wording.word("top_needs_more", language) in text


@BOTH
def test_a_part_of_the_form_has_no_band(language: str) -> None:
    text = score(language, value=146.0, max_value=164.0, band=None)
    assert "Nindya" not in text
    assert "164" in text


def test_totals_that_differ_are_all_named() -> None:
    totals = [("block", 770.36), ("indicator", 765.46), ("question", 771.81)]
    assert wording.totals_sentence("id", totals) == (
        "Tiga jumlah berbeda dalam satu berkas: 770,36 (menurut blok), 765,46 (menurut "
        "indikator), 771,81 (menurut pertanyaan). Tidak dirata-ratakan."
    )
    assert wording.totals_sentence("en", totals[:2]) == (
        "Two different totals in one file: 770.36 (by block), 765.46 (by indicator). "
        "They are not averaged."
    )


def test_no_score() -> None:
    text = wording.no_score_sentence(
        "id", region="Kabupaten Pati", award="Pratama", award_year=2022
    )
    assert text.startswith("Nilai KLA Kabupaten Pati belum dimuat. Penghargaan 2022: Pratama. ")
    assert "Award" not in wording.no_score_sentence("en", region="Kabupaten Pati")


def test_points_open() -> None:
    told = {"open_points": 229.64, "max_value": 1000.0, "largest": ("Klaster II", 62.2)}
    assert wording.points_sentence("id", **told) == (  # type: ignore[arg-type]
        "Poin belum diraih: 229,64 dari 1.000; terbanyak pada Klaster II (62,2)."
    )
    assert wording.points_sentence("en", open_points=0.5, max_value=115) == (
        "Points not yet earned: 0.5 of 115."
    )


VERDICTS = re.compile(r"\b(naik|turun|meningkat|menurun|membaik|rise|rose|fell|fall|better)\b")


def test_a_trend_gives_its_ends_and_no_verdict() -> None:
    text = wording.trend_sentence(
        "id",
        title="Laporan, Provinsi Jawa Barat",
        unit="korban",
        first=(2018, 319),
        last=(2022, 1123),
    )
    assert text == (
        "Laporan, Provinsi Jawa Barat: 319 korban (2018) dan 1.123 korban (2022), tahun penuh "
        "pertama dan terakhir yang ditampilkan. Ini laporan yang tercatat, bukan jumlah kejadian; "
        "perubahan angka dapat berasal dari perubahan pelaporan."
    )  # fmt: skip


@BOTH
def test_a_trend_in_all_its_parts(language: str) -> None:
    text = wording.trend_sentence(
        language,
        title="T",
        unit="kasus",
        first=(2022, 91),
        last=(2022, 91),
        partial=(datetime.date(2024, 1, 1), datetime.date(2024, 8, 31), 63),
        breaks=[(datetime.date(2026, 1, 19), "SIMFONI 3")],
        hidden_years=[2019, 2020],
    )
    partial = {
        "id": "Data sebagian tahun (Jan–Agu 2024): 63 kasus",
        "en": "Partial year (Jan–Aug 2024): 63",
    }
    assert partial[language] in text
    assert "19 Jan 2026: SIMFONI 3" in text
    assert f"{wording.word('hidden', language)}: 2019, 2020." in text
    assert text.endswith(wording.word("reports_not_incidence", language))
    assert text.count("(2022)") == 1
    assert not VERDICTS.search(text.replace(wording.word("reports_not_incidence", language), ""))
    none = wording.trend_sentence(language, title="T", unit="kasus", first=None, last=None)
    assert none.endswith(wording.word("reports_not_incidence", language))


def compared(language: str, **changed: object) -> str:
    plain: dict[str, object] = {
        "region": "Kota Bandung",
        "parent": "Provinsi Jawa Barat",
        "verdict": "higher",
        "per": "laporan per 100.000 penduduk",
        "when": "2022",
        "value": 12.345,
        "lower": 10.11,
        "upper": 14.77,
        "benchmark": 9.8,
    }
    return wording.comparison_sentence(language, **{**plain, **changed})  # type: ignore[arg-type]


def test_a_comparison_comes_with_its_uncertainty() -> None:
    assert compared("id") == (
        "Kota Bandung, 2022: 12,3 laporan per 100.000 penduduk (rentang 95% 10,1–14,8), lebih "
        "tinggi daripada bagian lain Provinsi Jawa Barat (seluruh provinsi 9,8). Laporan lebih "
        "banyak tidak berarti kekerasan lebih banyak."
    )
    assert compared("en", verdict="lower").endswith("Fewer reports do not mean less violence.")
    assert "tidak berbeda nyata" in compared("id", verdict="similar")
    assert "daerah yang ditampilkan 9,8" in compared("id", benchmark_kind="visible_regions")


@BOTH
def test_what_is_not_compared_says_why(language: str) -> None:
    reasons = ["hidden", "not_reported", "not_exact", "no_denominator", "no_interval"]
    told = {
        compared(language, verdict="not_compared", reason=reason, value=None) for reason in reasons
    }
    assert len(told) == len(reasons)
    assert all("12" not in text for text in told)
    assert compared(language, verdict="not_compared").startswith("Kota Bandung: ")


@BOTH
def test_reports_are_never_better_or_worse(language: str) -> None:
    for verdict in ("higher", "lower", "similar", "not_compared"):
        text = compared(language, verdict=verdict)
        assert not re.search(r"\b(baik|buruk|better|worse|good|bad)\b", text)


def behind(language: str, **changed: object) -> str:
    plain: dict[str, object] = {
        "region": "Kabupaten Paser",
        "title": "Prevalensi stunting",
        "value": 21.5,
        "when": "2023",
        "unit": "persen",
        "decimals": 1,
        "target": 14.0,
        "target_year": 2024,
        "target_owner": "nasional",
        "gap": 7.5,
        "is_met": False,
        "is_expired": True,
        "better": "lower",
    }
    return wording.gap_sentence(language, **{**plain, **changed})  # type: ignore[arg-type]


def test_a_gap() -> None:
    assert behind("id") == (
        "Prevalensi stunting, Kabupaten Paser: 21,5% (2023), 7,5 poin persen di atas target "
        "nasional 14% (2024); lebih rendah lebih baik. Target telah berakhir (2024)."
    )
    assert behind("en", target_owner="national", is_expired=False) == (
        "Prevalensi stunting, Kabupaten Paser: 21.5% (2023), 7.5 percentage points above the "
        "national target of 14% (2024); lower is better."
    )


@BOTH
def test_a_gap_in_its_own_direction(language: str) -> None:
    below = behind(language, better="higher", value=96.0, target=100.0, gap=4.0)
    assert {"id": "4,0 poin persen di bawah", "en": "4.0 percentage points below"}[
        language
    ] in below
    met = behind(language, is_met=True, gap=-0.5)
    assert {"id": "sudah mencapai", "en": "has reached"}[language] in met
    count = behind(language, unit="jumlah", decimals=0, value=111.0, target=100.0, gap=11.0)
    assert "%" not in count


def test_every_word_has_both_languages() -> None:
    assert all(len(pair) == 2 and all(pair) for pair in wording.WORDS.values())
    with pytest.raises(KeyError):
        wording.word("no such word", "id")
