"""The shipped catalogue is complete, sound, and as the material it was made from."""

from __future__ import annotations

import csv
import datetime
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators import catalogue, codes
from indicators.catalogue import Catalogue, Title, load

PACKAGE = Path(catalogue.__file__).parent
SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
needs_shared = pytest.mark.skipif(
    not SHARED.exists(), reason="the folder with the published material is not beside the project"
)

CASES = {
    "kasus_anak", "korban_anak", "laporan_anak", "jenis_anak", "kasus_perempuan_dan_anak",
    "korban_perempuan_dan_anak", "kasus_perempuan", "korban_perempuan", "korban_dewasa",
    "kasus_dewasa", "kasus_seksual_anak", "korban_semua", "kasus_semua",
}  # fmt: skip
OUTCOMES = {
    "stunting_prevalensi_persen": "13",
    "akta_kelahiran_anak_persen": "4",
    "akta_kelahiran_anak_jumlah": "4",
    "perkawinan_anak_persen": "7",
    "dispensasi_kawin_diajukan": "7",
    "dispensasi_kawin_diputus": "7",
    "dispensasi_kawin_perkara": "7",
    "patbm_desa": "26",
    "imunisasi_dasar_lengkap_persen": "12",
    "air_minum_layak_persen": "16",
    "sanitasi_layak_persen": "16",
    "merokok_10_18_persen": "17",
    "ipa": "",
}
LONGEST_LABEL = 110


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    started = time.perf_counter()
    found = load(PACKAGE)
    print(f"\ncatalogue read in {time.perf_counter() - started:.3f} s")
    return found


def shared_rows(name: str) -> list[dict[str, str]]:
    with (SHARED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@needs_shared
def test_every_published_outcome_and_target_is_a_measure_within_its_range(
    shipped: Catalogue,
) -> None:
    rows = [
        row
        for row in shared_rows("facts/outcomes_published.csv")
        if not row["measure"].startswith("penduduk_anak")
    ]
    assert {row["measure"] for row in rows} <= set(shipped.outcomes)
    for row in rows:
        measure = shipped.outcomes[row["measure"]]
        assert measure.value_min <= float(row["value"]) <= measure.value_max, row
    for row in shared_rows("facts/targets.csv"):
        assert shipped.outcomes[row["measure"]].better == row["better"]


def test_measures_are_those_agreed_and_linked_to_their_row(shipped: Catalogue) -> None:
    assert set(shipped.cases) == CASES
    assert {name: one.indicator for name, one in shipped.outcomes.items()} == OUTCOMES
    assert {one.polarity for one in shipped.cases.values()} == {"none"}
    children = {one.indicator for one in shipped.cases.values() if one.group == "anak"}
    adults = {one.indicator for one in shipped.cases.values() if one.group == "dewasa"}
    assert (children, adults) == ({"21B"}, {""})
    counted = {name for name, one in shipped.outcomes.items() if one.counts_people}
    assert counted == {
        "akta_kelahiran_anak_jumlah", "dispensasi_kawin_diajukan", "dispensasi_kawin_diputus",
        "dispensasi_kawin_perkara",
    }  # fmt: skip
    assert shipped.measure("ipa").kind == "outcome"
    assert shipped.measure("jenis_anak").kind == "case"
    with pytest.raises(KeyError):
        shipped.measure("putusan")


def test_case_measures_say_that_reports_are_not_incidence(shipped: Catalogue) -> None:
    for measure in shipped.cases.values():
        assert measure.caveat is not None
        assert "bukan kejadian" in measure.caveat.id
        assert "not incidence" in measure.caveat.en
        if measure.group == "perempuan_dan_anak":
            assert "tercampur" in measure.caveat.id


def test_bands_keep_the_printed_edges_and_their_gaps(shipped: Catalogue) -> None:
    assert [(band.band_id, band.lower, band.upper) for band in shipped.bands] == [
        ("tanpa_penghargaan", 0, 500),
        ("pratama", 500, 600),
        ("madya", 601, 700),
        ("nindya", 701, 800),
        ("utama", 801, 900),
        ("kla", 901, 1000),
    ]
    assert shipped.award_conditions


def test_series_break_where_systems_and_forms_changed(shipped: Catalogue) -> None:
    dates = {(series, one.date) for one in shipped.breaks for series in one.applies_to}
    assert ("case", datetime.date(2026, 1, 19)) in dates
    assert {date.year for series, date in dates if series == "kla_score"} == {2018, 2022, 2023}
    assert [one.date for one in shipped.breaks] == sorted(one.date for one in shipped.breaks)


def test_disclosure_rule_hides_one_to_four_and_says_why(shipped: Catalogue) -> None:
    assert shipped.disclosure.hide_up_to == 4
    assert [reference.law.split(" (")[0] for reference in shipped.disclosure.legal] == [
        "UU 11/2012", "UU 23/2002 jo. UU 35/2014", "UU 27/2022",
    ]  # fmt: skip


def test_every_code_has_a_title_of_its_own(shipped: Catalogue) -> None:
    for dimension, allowed in codes.DIMENSIONS.items():
        titles = shipped.dimensions[dimension]
        assert set(titles) == set(allowed)
        assert len({title.id for title in titles.values()}) == len(allowed)
        for code, title in titles.items():
            assert code not in (title.id, title.en)
    assert set(shipped.kinds) == {"bukti", "capaian", "campuran"}
    assert set(shipped.directions) == set(codes.BETTER)
    asked = {question.evidence for question in shipped.instruments["kla_2024"].questions}
    assert asked == set(shipped.evidence)


def test_glossary_explains_the_abbreviations_of_the_form(shipped: Catalogue) -> None:
    terms = {entry.term for entry in shipped.glossary}
    assert len(terms) >= 40
    assert {
        "KLA", "AMPK", "ABH", "KHA", "KIE", "ATS", "BPTA", "OPD", "EM", "VA", "VL", "RAD KLA",
        "SIMFONI-PPA", "UPTD PPA", "PATBM", "PUSPAGA", "SAPA 129", "SRA", "PRAP", "RBRA", "RASS",
        "PISA", "ILA", "PKA", "RIRA", "LKSA", "LPKA", "LPKS", "APSAI", "KTR",
    } <= terms  # fmt: skip


def labels(shipped: Catalogue) -> Iterator[tuple[str, Title]]:
    for form in shipped.instruments.values():
        for level, item in form.items():
            yield f"{form.instrument_id} {level} {item.indicator}/{item.question}", item.title
    for measure in (*shipped.cases.values(), *shipped.outcomes.values()):
        yield measure.measure_id, measure.title
    for office in shipped.offices.values():
        yield office.office_id, office.title


def test_labels_are_short_and_in_two_languages(shipped: Catalogue) -> None:
    shared_names = {"Pratama", "Bappeda", "UPTD PPA"}
    for name, title in labels(shipped):
        if " indicator " not in name:  # official names are as long as they are
            assert len(title.id) <= LONGEST_LABEL, name
            assert len(title.en) <= LONGEST_LABEL, name
        assert title.id != title.en or title.id in shared_names, name
        assert name.split()[-1] not in (title.id, title.en)
        assert "DPPPAPPKB" not in title.id + title.en


def test_no_two_questions_of_the_form_share_a_label(shipped: Catalogue) -> None:
    questions = shipped.instruments["kla_2024"].questions
    for language in ("id", "en"):
        repeated = Counter(question.title.in_(language) for question in questions)
        assert [label for label, count in repeated.items() if count > 1] == []


def test_a_title_speaks_two_languages_and_no_third() -> None:
    title = Title(id="Anak", en="Children")
    assert (title.in_("id"), title.in_("en")) == ("Anak", "Children")
    with pytest.raises(ValueError, match="'jv'"):
        title.in_("jv")


@pytest.mark.parametrize(
    ("printed", "office_id"),
    [
        ("DPPPAPPKB", "dp3a"),
        ("CAPIL", "disdukcapil"),
        ("Dukcapil", "disdukcapil"),
        ("Dinas PU", "pupr"),
        ("Dinas PU Perkim", "pupr"),
        ("Dispora", "disparpora"),
        ("PAN", "pengadilan_agama"),
        ("UPPA Polres", "polres"),
        ("dinas kesehatan", "dinkes"),
        ("bappeda ", "bappeda"),
    ],
)
def test_office_variants_mean_one_office(shipped: Catalogue, printed: str, office_id: str) -> None:
    office = shipped.office_named(printed)
    assert office is not None
    assert office.office_id == office_id
    assert shipped.office_named(f"{printed} X") is None
