from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.regions import KABUPATEN_KOTA, Region, load_registry

GEO = Path(__file__).resolve().parents[2] / "../shared/geo"
REGISTRY = load_registry()
REGENCIES = tuple(r for r in REGISTRY.all() if r.kind in ("kabupaten", "kota"))
REAL = tuple(r for r in REGISTRY.all() if not r.is_example)

regencies = st.sampled_from(REGENCIES)
everywhere = st.sampled_from(REGISTRY.all())


def shouted(region: Region) -> str:
    """'KAB. BOGOR', 'KOTA ADM. JAKARTA PUSAT': as portals write it."""
    name = region.name.replace("Administrasi", "Adm.").replace("Kepulauan", "Kep.")
    return name.replace("Kabupaten", "Kab.").upper()


def test_the_tree_is_complete() -> None:
    provinces = REGISTRY.provinces()
    below = [child for province in provinces for child in REGISTRY.children(province.code)]
    assert len(provinces) == 38
    assert len(below) == 514
    assert sum(child.kind == "kota" for child in below) == 98
    assert len({region.code_bps for region in (*provinces, *below)}) == 552
    assert REGISTRY.all()[0].code == "00"
    assert [region.code for region in REGISTRY.all()] == sorted(
        region.code for region in REGISTRY.all()
    )


def test_examples_are_below_no_country() -> None:
    assert all(not region.is_example for region in REGISTRY.children("00"))
    assert [region.code for region in REGISTRY.children("99")] == ["99.01", "99.02"]
    assert REGISTRY.get("99").parent is None
    assert REGISTRY.provinces(examples=True)[-1].code == "99"
    assert REGISTRY.match("Kabupaten Contoh").code == "99.01"
    assert REGISTRY.match("Kabupaten Contoh Dua").code == "99.02"


def test_names_carry_their_kind() -> None:
    bogor = REGISTRY.get("32.71")
    assert (bogor.name, bogor.name_short, bogor.kind, bogor.parent) == (
        "Kota Bogor",
        "Bogor",
        "kota",
        "32",
    )
    assert REGISTRY.get("11").name == "Provinsi Aceh"
    with pytest.raises(KeyError):
        REGISTRY.get("3201")


def test_tiles_do_not_overlap() -> None:
    for parent in ("00", *(province.code for province in REGISTRY.provinces(examples=True))):
        tiles = [(child.tile_col, child.tile_row) for child in REGISTRY.children(parent)]
        assert len(tiles) == len(set(tiles))
        assert all(col is not None and row is not None for col, row in tiles)


@given(region=regencies)
def test_every_spelling_of_a_name_gives_its_region(region: Region) -> None:
    spaced = "  ".join(f" {region.name}".split(" ")) + "\u00a0"
    short = region.name.replace("Kabupaten", "Kab")
    for spelling in (region.name, region.name.upper(), shouted(region), short, spaced):
        found = REGISTRY.match(spelling)
        assert (found.code, found.how, found.candidates) == (region.code, "name", ())


@given(region=everywhere)
def test_a_bare_name_gives_its_region_or_says_it_is_ambiguous(region: Region) -> None:
    for year in (None, 2024):
        found = REGISTRY.match(region.name_short, year=year)
        if found.code is None:
            assert found.reason == "ambiguous"
            assert region in found.candidates
        else:
            assert found.code == region.code
    assert REGISTRY.match(region.name_short, kind=region.kind, year=2024).code == region.code


@given(region=regencies)
def test_the_kind_is_never_crossed(region: Region) -> None:
    other = {"kabupaten": "Kota", "kota": "Kabupaten"}[region.kind]
    found = REGISTRY.match(f"{other} {region.name_short}")
    assert found.code != region.code
    assert found.code is None or REGISTRY.get(found.code).kind == other.lower()


@given(text=st.text(max_size=30))
def test_only_names_of_the_registry_match(text: str) -> None:
    found = REGISTRY.match(text)
    assert (found.code is None) == (found.how == "")
    assert (found.code is None) == (found.reason != "")
    assert len(found.candidates) <= 4


@pytest.mark.parametrize(
    ("name", "context", "code"),
    [
        ("KAB. BOGOR", {}, "32.01"),
        ("Kota Bogor", {}, "32.71"),
        ("Bogor", {}, None),
        ("Bogor", {"kind": "kota"}, "32.71"),
        ("Kota Bogor", {"kind": "kabupaten"}, None),
        ("Banjar", {"province": "32"}, "32.79"),
        ("Banjar", {"province": "Kalimantan Selatan"}, "63.03"),
        ("Banjar", {}, None),
        ("Kotabaru", {}, "63.02"),
        ("Kota Baru", {}, "63.02"),
        ("Kota Baru", {"kind": "kota"}, None),
        ("Kota Kotabaru", {}, None),
        ("Kab. Adm. Kep. Seribu", {}, "31.01"),
        ("Kotamadya Jakarta Selatan", {}, "31.74"),
        ("Kab. 50 Kota", {}, "13.07"),
        ("Serdang Begadai", {}, "12.18"),
        ("Kukar", {}, "64.02"),
        ("Palangka Raya", {}, "62.71"),
        ("Jambi", {}, None),
        ("Jambi", {"kind": KABUPATEN_KOTA}, "15.71"),
        ("Jambi", {"kind": "provinsi"}, "15"),
        ("Yogyakarta", {}, None),
        ("Jawa Barat", {}, "32"),
        ("PROVINSI JAWA BARAT", {}, "32"),
        ("DKI Jakarta", {}, "31"),
        ("Daerah Khusus Jakarta", {}, "31"),
        ("D.I. Yogyakarta", {}, "34"),
        ("INDONESIA", {}, "00"),
        ("Kab. Merauke", {"province": "Papua"}, "93.01"),
        ("Kab. Bulungan", {"province": "64"}, "65.01"),
        ("Kab. Merauke", {"province": "Papua Barat"}, None),
        ("Bogor, Kab.", {}, "32.01"),
        ("Bandung (Kota)", {}, "32.73"),
        ("Kab. Bandung (Kota)", {}, None),
        ("Bogor Regency", {}, "32.01"),
        ("Bandung City", {}, "32.73"),
        ("East Java", {}, "35"),
        ("West Java Province", {}, "32"),
        ("Adm. Jakarta Pusat", {}, "31.71"),
        ("Kab. Administrasi Kepulauan Seribu", {}, "31.01"),
        ("3. Kota Bogor", {}, "32.71"),
        ("Kota Bogor 1)", {}, "32.71"),
        ("Kota Bogor*)", {}, "32.71"),
        ("Kota Bogor\u00b9", {}, "32.71"),
        ("KABU\u200bPATEN\nBOGOR", {}, "32.01"),
        ("Ｋｏｔａ\u3000Ｂｏｇｏｒ", {}, "32.71"),
        ("Pasir", {}, "64.01"),
        ("Palangkaraya", {}, "62.71"),
        ("Batubara", {}, "12.19"),
        ("Padang Sidempuan", {}, "12.77"),
        ("Pematang Siantar", {}, "12.72"),
        ("Kep. Mentawai", {}, "13.09"),
        ("Kota", {}, None),
        ("Jumlah", {}, None),
        ("Kab/Kota Bogor", {}, None),
        ("Klien Luar Prov. DKI tetapi TKP di Prov. DKI Jakarta", {}, None),
        ("Bandung", {"province": "33", "kind": "kota"}, None),
        ("Bandung", {"province": "Jawa Selatan", "kind": "kota"}, None),
    ],
)
def test_names_of_the_field(name: str, context: dict[str, str], code: str | None) -> None:
    found = REGISTRY.match(
        name, kind=context.get("kind"), province=context.get("province"), year=2024
    )
    assert found.code == code


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("Kabupaten Pontianak", None, "61.02"),
        ("Kabupaten Pontianak", 2010, "61.02"),
        ("Kabupaten Pontianak", 2024, "61.02"),
        ("Pontianak", None, None),
        ("Pontianak", 2014, None),
        ("Pontianak", 2015, "61.71"),
        ("Kota Pontianak", 2010, "61.71"),
        ("Mamuju Utara", 2016, "76.01"),
        ("Kepulauan Riau", None, "21"),
        ("Kepulauan Riau", 2005, None),
        ("Kabupaten Toba Samosir", 2018, "12.12"),
    ],
)
def test_former_names(name: str, year: int | None, code: str | None) -> None:
    assert REGISTRY.match(name, year=year).code == code


def test_a_name_of_the_past_is_not_the_total_of_a_province_of_today() -> None:
    for year, code in ((None, None), (2020, None), (2005, "21.01")):
        found = REGISTRY.match("Kepulauan Riau", kind=KABUPATEN_KOTA, year=year)
        assert found.code == code
    assert REGISTRY.match("Kabupaten Kepulauan Riau", kind=KABUPATEN_KOTA).code == "21.01"


def test_the_history_knows_what_a_region_lost_and_when_it_was_born() -> None:
    history = REGISTRY.history
    assert [split.code for split in history.lost_since("32.07", 2012)] == ["32.18"]
    assert history.lost_since("32.07", 2013) == ()
    born = history.born("32.18")
    assert born is not None
    assert (born.year, born.parents) == (2012, ("32.07",))
    assert not history.existed("32.18", 2011)
    assert history.existed("32.18", 2012)
    assert history.existed("32.07", 1990)
    assert [split.code for split in history.lost_since("91", 2022)] == ["93", "94", "95"]
    assert history.retired["91.01"] == history.retired["9401"] == 2022


def test_every_change_is_about_regions_of_the_registry() -> None:
    known = {region.code for region in REGISTRY.all()}
    for code in known:
        split = REGISTRY.history.born(code)
        assert split is None or set(split.parents) <= known


def test_what_is_not_known_is_not_guessed() -> None:
    found = REGISTRY.match("Kabupaten Jembar")
    assert (found.code, found.how, found.reason) == (None, "", "unknown_name")
    assert [region.name for region in found.candidates][:1] == ["Kabupaten Jember"]
    assert REGISTRY.match("Bogor").candidates == (REGISTRY.get("32.01"), REGISTRY.get("32.71"))
    assert REGISTRY.match("Bogor", kind="provinsi").reason == "wrong_kind"
    assert REGISTRY.match("Bogor", province="33").reason == "wrong_province"
    assert REGISTRY.match("Bogor", province="Jawa Selatan").reason == "unknown_province"
    assert REGISTRY.match("").code is None
    with pytest.raises(ValueError, match="kind"):
        REGISTRY.match("Bogor", kind="kecamatan_kota")


@given(region=st.sampled_from([r for r in REAL if r.kind != "negara"]))
def test_the_two_code_systems_are_kept_apart(region: Region) -> None:
    assert region.code_bps is not None
    assert REGISTRY.match_code(region.code, system="kemendagri").code == region.code
    assert REGISTRY.match_code(region.code_bps, system="bps").code == region.code
    assert REGISTRY.by_bps(region.code_bps) == region
    if len(region.code) == 5:
        for digits in (region.code_bps, region.code.replace(".", "")):
            found = REGISTRY.match_code(digits, system="kemendagri")
            assert (found.code, found.reason) == (None, "code_without_dot")
        assert region in REGISTRY.match_code(region.code_bps, system="kemendagri").candidates
        assert REGISTRY.match_code(region.code, system="bps").code is None


def test_digits_that_name_two_places() -> None:
    both = [
        digits
        for digits in (r.code.replace(".", "") for r in REGENCIES if not r.is_example)
        if (found := REGISTRY.by_bps(digits)) is not None
        and found.code.replace(".", "") != digits
        and len(found.code) == 5
    ]
    current = [d for d in both if REGISTRY.get(REGISTRY.by_bps(d).code).code_bps == d]  # type: ignore[union-attr]
    assert len(current) == 169


def test_codes_are_never_repaired() -> None:
    short = REGISTRY.match_code("11.1", system="kemendagri")
    assert (short.code, short.reason) == (None, "code_cut_short")
    assert [region.code for region in short.candidates] == ["11.01", "11.10"]
    assert REGISTRY.match_code("11.10", system="kemendagri").code == "11.10"
    assert REGISTRY.match_code("9501", system="bps").code == "93.01"
    assert REGISTRY.match_code("95.01", system="kemendagri").code == "95.01"
    for text in ("", "77", "32.99", "32.01.01", "Bogor"):
        for system in ("kemendagri", "bps"):
            found = REGISTRY.match_code(text, system=system)  # type: ignore[arg-type]
            assert (found.code, found.reason) == (None, "unknown_code")


def test_codes_of_before_2022_are_known() -> None:
    for system, code in (("kemendagri", "91.01"), ("bps", "9401")):
        found = REGISTRY.match_code(code, system=system)  # type: ignore[arg-type]
        assert (found.code, found.how) == ("93.01", "alias")


def test_a_match_costs_next_to_nothing() -> None:
    names = [shouted(region) for region in REGENCIES]
    start = time.perf_counter()
    for _ in range(20):
        assert all(REGISTRY.match(name).code for name in names)
    assert time.perf_counter() - start < 1.0


@pytest.mark.skipif(not GEO.exists(), reason="reference geography not beside the project")
def test_every_alias_of_the_reference_points_to_the_same_region() -> None:
    with (GEO / "aliases.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if "kind=code" in row["reason"]:
            found = REGISTRY.match_code(row["alias"], system="kemendagri")
        else:
            kind = REGISTRY.get(row["code"]).kind
            found = REGISTRY.match(row["alias"], kind=kind, year=2024)
        if row["alias"] == "Kabupaten Sangihe Talaud":  # two regions today
            assert found.code is None
        else:
            assert found.code == row["code"], row


@pytest.mark.skipif(not GEO.exists(), reason="reference geography not beside the project")
def test_the_registry_says_what_the_reference_says() -> None:
    with (GEO / "regions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        region = REGISTRY.get(row["code_kemendagri"])
        assert (region.name, region.code_bps, region.parent, region.area_km2) == (
            row["name"],
            row["code_bps"],
            row["province_code"],
            float(row["area_km2"]),
        )
