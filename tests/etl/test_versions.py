"""A list that is sent whole, sent again: what changed cell by cell, and which one stands."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from etl.check import Context, FileReport, check_file
from etl.difference import Changes, changes
from etl.facts import gather
from etl.template import write_template
from etl.versions import numbered, unregistered
from indicators import releases
from indicators.tables import EVIDENCE

DAY = datetime.date(2024, 5, 1)
Row = dict[str, object]


def document(indicator: str, question: str, **cells: object) -> Row:
    return {
        "kode_daerah": "99.01", "nama_daerah": "Kabupaten Contoh", "instrumen": "kla_2024",
        "blok": "kelembagaan", "indikator": indicator, "pertanyaan": question,
        "perangkat_daerah": "dp3a", "dokumen_ke": "1", "status_bukti": "disusun", **cells,
    }  # fmt: skip


def book(path: Path, rows: list[Row], context: Context, **said: object) -> FileReport:
    name = str(said.pop("publikasi", "bukti_dp3a"))
    publication = {
        "publikasi": name, "penerbit": "DP3A", "judul": "Register bukti dukung DP3A",
        "kepercayaan": "official", **said,
    }  # fmt: skip
    named = [{**row, "publikasi": name} for row in rows]
    write_template("bukti", path, {"Data": named, "Publikasi": [publication]})
    report = check_file(path, context)
    assert report.issues == ()
    return report


@pytest.fixture(scope="module")
def files(context: Context, tmp_path_factory: pytest.TempPathFactory) -> list[FileReport]:
    """The workbook of one office, three times, and that of another under the same publication."""
    folder = tmp_path_factory.mktemp("bukti")
    first = [document("2", "1"), document("2", "2"), document("2", "4")]
    second = [
        document("2", "1", status_bukti="lengkap", nomor_dokumen="463/12",
                 tanggal_dokumen="2024-03-01", tenggat="2024-05-31"),
        document("2", "2"),
        document("2", "1", dokumen_ke="2", status_bukti="belum_ada"),
    ]  # fmt: skip
    third = [document("2", "2", status_bukti="lengkap", tanggal_dokumen="2024-03-02")]
    other = [document("2", "1", perangkat_daerah="dinkes")]
    books = {"z": first, "b": second, "a": third, "o": other}
    return [book(folder / f"{name}.xlsx", rows, context) for name, rows in books.items()]


def told(found: Changes) -> list[tuple[str, str, Any, Any]]:
    return [(row.kind, row.what, row.old, row.new) for row in found.rows]


def register(*reports: FileReport) -> dict[str, datetime.date]:
    return {report.sha256: DAY for report in reports}


def test_every_cell_that_changed_is_listed_and_its_row_counts_once(
    files: list[FileReport],
) -> None:
    first, second = numbered(files[:2], register(*files[:2]))
    loaded, _ = gather([first])
    found = changes(second.observations, loaded, ())
    assert (found.new, found.same, found.changed, found.gone) == (1, 1, 1, 1)
    where = "2/1 "
    rows = told(found)
    assert all(row[1].startswith(f"Bukti dukung · {where}") for row in rows[:4])
    assert [(row[1].rpartition(" · ")[2], *row[2:]) for row in rows[:4]] == [
        ("status", "disusun", "lengkap"),
        ("nomor", None, "463/12"),
        ("tanggal", None, "2024-03-01"),
        ("tenggat", None, "2024-05-31"),
    ]
    assert [row[0] for row in rows[4:]] == ["gone", "new"]
    assert rows[4][2:] == ("disusun", None)
    assert rows[5][1].endswith("· dokumen 2")
    assert rows[5][2:] == (None, "belum_ada")
    assert {row.period for row in found.rows} == {"KLA 2024"}
    assert found.supersedes == ("bukti_dp3a",)


def test_the_file_that_came_in_last_stands_whatever_its_name(files: list[FileReport]) -> None:
    versions = numbered(files[2::-1], register(*files[:3]))
    facts, issues = gather(versions)
    assert issues == []
    stands = releases.current(facts["evidence"], EVIDENCE, facts["publication"])
    assert stands[["question", "evidence_status", "publication_id"]].to_numpy().tolist() == [
        ["2", "lengkap", "bukti_dp3a#3"]
    ]
    assert len(facts["evidence"]) == 7


def test_the_workbook_of_another_office_replaces_nothing(files: list[FileReport]) -> None:
    facts, issues = gather(numbered(files, register(*files)))
    assert issues == []
    stands = releases.current(facts["evidence"], EVIDENCE, facts["publication"])
    assert sorted(stands["office"]) == ["dinkes", "dp3a"]


def test_a_copy_is_no_version_and_single_files_keep_their_id(files: list[FileReport]) -> None:
    first = files[0]
    assert numbered([first, first], register(first)) == (first, first)
    assert numbered(files[:1], {}) == (first,)


def test_what_is_loaded_replaces_what_was_put_there_by_hand(files: list[FileReport]) -> None:
    loaded, by_hand = files[0], files[1]
    facts, _ = gather(numbered([loaded, by_hand], register(loaded)))
    stands = releases.current(facts["evidence"], EVIDENCE, facts["publication"])
    assert set(stands["publication_id"]) == {"bukti_dp3a#2"}
    assert set(stands["source_sha256"]) == {loaded.sha256}


def test_a_list_put_there_by_hand_beside_a_loaded_one_is_said(files: list[FileReport]) -> None:
    loaded, by_hand, other = files[0], files[1], files[3]
    said = list(unregistered([loaded, by_hand, other], register(loaded)))
    assert [(one.kind, one.file, one.value) for one in said] == [
        ("list_not_registered", by_hand.file, "bukti_dp3a")
    ]
    assert f"yang tayang dari {loaded.file}" in said[0].message
    assert list(unregistered([loaded, by_hand], register(loaded, by_hand))) == []
    assert list(unregistered([loaded, loaded], {})) == []


def test_a_later_version_never_came_out_before_an_earlier_one(
    tmp_path: Path, context: Context
) -> None:
    """Else each would replace the other, and nothing would stand."""
    rows = [document("2", "1")]
    late = book(tmp_path / "a.xlsx", rows, context, tanggal_terbit="2024-04-01")
    early = book(tmp_path / "b.xlsx", [*rows, document("2", "2")], context,
                 tanggal_terbit="2024-02-01")  # fmt: skip
    facts, issues = gather(numbered([late, early], register(late, early)))
    assert issues == []
    stands = releases.current(facts["evidence"], EVIDENCE, facts["publication"])
    assert set(stands["publication_id"]) == {"bukti_dp3a#2"}
    known = facts["publication"].set_index("publication_id")["released"]
    assert known["bukti_dp3a#2"] == pd.Timestamp("2024-04-01")


def test_figures_under_one_id_in_two_files_are_still_an_error(
    tmp_path: Path, context: Context
) -> None:
    def counts(name: str, value: int) -> FileReport:
        row = {
            "kode_daerah": "32", "nama_daerah": "Provinsi Jawa Barat",
            "periode_mulai": "2021-01-01", "periode_selesai": "2021-12-31",
            "periode_diketahui": "stated", "satuan": "korban", "kelompok": "anak",
            "jumlah": value, "publikasi": "a",
        }  # fmt: skip
        said = {"publikasi": "a", "penerbit": "A", "judul": "A", "kepercayaan": "official"}
        path = tmp_path / f"{name}.xlsx"
        write_template("kasus", path, {"Data": [row], "Publikasi": [said]})
        return check_file(path, context)

    both = [counts("a", 216), counts("b", 1087)]
    _, issues = gather(numbered(both, register(*both)))
    assert [one.kind for one in issues] == ["duplicate_across_files"]
