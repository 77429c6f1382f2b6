"""What a new release changes, row by row, before anybody confirms it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.check import Context, FileReport, check_file
from etl.difference import Changes, changes
from etl.facts import gather
from etl.provenance import sidecar_of
from etl.template import write_template

Row = dict[str, object]
Compare = Callable[..., Changes]


def count(region: str, value: int | None, **cells: object) -> Row:
    names = {
        "32": "Provinsi Jawa Barat",
        "32.01": "Kabupaten Bogor",
        "32.02": "Kabupaten Sukabumi",
        "34.01": "Kabupaten Kulon Progo",
        "34.02": "Kabupaten Bantul",
        "34.03": "Kabupaten Gunungkidul",
        "34.04": "Kabupaten Sleman",
        "34.71": "Kota Yogyakarta",
    }
    return {
        "kode_daerah": region,
        "nama_daerah": names[region],
        "periode_mulai": "2021-01-01",
        "periode_selesai": "2021-12-31",
        "periode_diketahui": "stated",
        "satuan": "korban",
        "kelompok": "anak",
        "jumlah": value,
        **cells,
    }


def release(name: str, **cells: object) -> Row:
    return {
        "publikasi": name,
        "penerbit": "Open Data Jabar",
        "judul": f"Korban kekerasan {name}",
        "kepercayaan": "official",
        **cells,
    }


@pytest.fixture
def compare(tmp_path: Path, context: Context) -> Compare:
    """Two workbooks of cases, each of one publication, the second held against the first."""

    def facts(publication: Row, rows: list[Row]) -> FileReport:
        path = tmp_path / f"{publication['publikasi']}.xlsx"
        named = [{**row, "publikasi": publication["publikasi"]} for row in rows]
        write_template("kasus", path, {"Data": named, "Publikasi": [publication]})
        report = check_file(path, context)
        assert not report.issues
        return report

    def make(
        old: tuple[Row, list[Row]], new: tuple[Row, list[Row]], supersedes: tuple[str, ...] = ()
    ) -> Changes:
        loaded, _ = gather([facts(*old)])
        return changes(dict(facts(*new).observations), loaded, supersedes)

    return make


def test_the_first_release_of_jawa_barat_against_the_next(compare: Compare) -> None:
    """216 child victims in 2021 became 1,087."""
    old = [count("32", 216), count("32.01", 16), count("32.02", 7, jenis_kelamin="perempuan")]
    new = [count("32", 1087), count("32.01", 16), count("32.02", 122)]
    told = compare(
        (release("rilis-1"), old), (release("rilis-2", menggantikan="rilis-1"), new)
    ).as_json()
    assert {name: told[name] for name in ("new", "same", "changed", "gone", "left_off")} == {
        "new": 1, "same": 1, "changed": 1, "gone": 1, "left_off": 0,
    }  # fmt: skip
    assert told["supersedes"] == ["rilis-1"]
    assert told["rows"][0] == {
        "table": "case_count",
        "region_code": "32",
        "region": "Provinsi Jawa Barat",
        "what": "Anak korban kekerasan",
        "what_en": "Child victims of violence",
        "period": "2021",
        "period_en": "2021",
        "old": 216,
        "new": 1087,
        "old_publication_id": "rilis-1",
        "new_publication_id": "rilis-2",
        "kind": "changed",
        "is_derived": False,
    }
    assert [(row["kind"], row["what"], row["old"], row["new"]) for row in told["rows"][1:]] == [
        ("gone", "Anak korban kekerasan · Perempuan", 7, None),
        ("new", "Anak korban kekerasan", None, 122),
    ]


def test_a_later_day_under_the_same_title_is_a_new_release(compare: Compare) -> None:
    first = release("a", judul="Korban", tanggal_terbit="2022-03-01")
    second = release("b", judul="korban ", tanggal_terbit="2023-03-01")
    told = compare((first, [count("32", 216)]), (second, [count("32", 1087)]))
    assert (told.changed, told.supersedes) == (1, ("a",))
    back = compare((second, [count("32", 1087)]), (first, [count("32", 216)]))
    assert (back.new, back.changed, back.supersedes) == (1, 0, ())


def test_another_publisher_changes_nothing(compare: Compare) -> None:
    told = compare((release("a"), [count("32", 216)]), (release("b"), [count("32", 1087)]))
    assert (told.new, told.same, told.changed, told.gone) == (1, 0, 0, 0)
    named = compare(
        (release("a"), [count("32", 216)]), (release("b"), [count("32", 1087)]), ("a", "luar")
    )
    assert (named.changed, named.supersedes) == (1, ("a",))


def test_nothing_is_gone_of_a_period_the_release_does_not_speak_of(compare: Compare) -> None:
    june = {"periode_mulai": "2022-01-01", "periode_selesai": "2022-06-30"}
    told = compare(
        (release("a"), [count("32", 216), count("32.01", 16)]),
        (release("b", menggantikan="a"), [count("32", 555, **june)]),
    )
    assert (told.new, told.gone) == (1, 0)
    assert (told.rows[0].period, told.rows[0].period_en) == ("Jan–Jun 2022", "Jan–Jun 2022")


def test_not_reported_and_zero_are_not_the_same(compare: Compare) -> None:
    silent = count("32", None, status="not_reported")
    told = compare(
        (release("a"), [silent, count("32.01", 0)]),
        (release("b", menggantikan="a"), [count("32", 0), count("32.01", 0)]),
    )
    assert [(row.kind, row.old, row.new) for row in told.rows] == [("changed", None, 0)]
    assert told.same == 1


def test_a_province_that_follows_from_its_parts_is_shown_first(compare: Compare) -> None:
    parts = ("34.01", "34.02", "34.03", "34.04", "34.71")
    old = [count(region, 10) for region in parts]
    new = [count(region, 10) for region in parts[:-1]] + [count("34.71", 35)]
    told = compare((release("a"), old), (release("b", menggantikan="a"), new))
    assert (told.changed, told.same) == (1, 4)
    rows = [(row.region_code, row.old, row.new, row.is_derived) for row in told.rows]
    assert rows == [("34", 50, 75, True), ("34.71", 10, 35, False)]


def test_only_what_the_file_states_is_counted_as_new(compare: Compare) -> None:
    parts = ("34.01", "34.02", "34.03", "34.04", "34.71")
    other = [count("34.01", 1)]
    told = compare((release("a"), other), (release("b"), [count(region, 10) for region in parts]))
    assert told.new == 5
    assert sum(row.is_derived for row in told.rows) == 1


def test_the_older_of_two_releases_is_not_what_a_third_is_held_against(
    tmp_path: Path, context: Context
) -> None:
    def book(name: str, value: int, **cells: object) -> Path:
        rows = [{**count("32", value), "publikasi": name}]
        path = tmp_path / f"{name}.xlsx"
        write_template("kasus", path, {"Data": rows, "Publikasi": [release(name, **cells)]})
        return path

    paths = [
        book("a", 216, tanggal_terbit="2022-01-01"),
        book("b", 900, tanggal_terbit="2023-01-01", menggantikan="a"),
    ]
    loaded, _ = gather([check_file(path, context) for path in paths])
    third = check_file(book("c", 1087, menggantikan="b"), context)
    told = changes(dict(third.observations), loaded, ())
    assert [(row.old, row.new, row.old_publication_id) for row in told.rows] == [(900, 1087, "b")]
    assert told.supersedes == ("a", "b")


@pytest.mark.parametrize("name", ["capaian", "target", "skor", "penghargaan", "penduduk"])
def test_rows_of_every_table_have_names(name: str, context: Context) -> None:
    """The shipped workbooks against nothing: every row is new and told in both languages."""
    project = Path(__file__).resolve().parents[2]
    files = {
        "capaian": "capaian/capaian_terbitan.xlsx",
        "target": "target/target_nasional.xlsx",
        "skor": "contoh/rekap_kabupaten_contoh.xlsx",
        "penghargaan": "kementerian/jumlah_penghargaan.xlsx",
        "penduduk": "penduduk/penduduk_anak_terbitan.xlsx",
    }
    report = check_file(project / "data/raw" / files[name], context)
    told = changes(dict(report.observations), {}, ())
    assert told.new > 0
    assert told.same == told.changed == told.gone == 0
    assert all(row.what and row.what_en and row.period and row.region for row in told.rows)


def test_two_releases_of_open_data_jabar_from_the_field(
    tmp_path: Path, context: Context, real: Path
) -> None:
    """The province is printed in neither; it follows from 27 kabupaten/kota by sex and age."""
    files = {
        "lama": "jabar-odj-raw/jumlah_korban_kekerasan_berdasarkan_kelompok_usia_data.csv",
        "baru": "jabar-kekerasan-2018-2022/berdasarkan_kelompok_usia.csv",
    }
    reports = {}
    for name, file in files.items():
        path = tmp_path / f"{name}.csv"
        shutil.copyfile(real / file, path)
        origin = f"""[publication]
        publication_id = "{name}"
        publisher = "Open Data Jabar"
        title = "Korban kekerasan menurut usia"
        trust = "official"
        released = {2022 if name == "lama" else 2023}-03-01"""
        sidecar_of(path).write_text(origin, encoding="utf-8")
        reports[name] = check_file(path, context)
        assert not reports[name].issues
    told = changes(dict(reports["baru"].observations), gather([reports["lama"]])[0], ())
    first = told.rows[0]
    assert (first.region, first.what, first.period) == (
        "Provinsi Jawa Barat", "Anak korban kekerasan", "2021",
    )  # fmt: skip
    assert (first.old, first.new, first.kind) == (216, 1087, "changed")
    assert (told.gone, told.supersedes) == (0, ("lama",))
    assert told.new + told.same + told.changed == 5 * 27 * 2 * 7 + 27 * 2 * 5
