"""Corrections of single cells: what they change, and that none outlives its reason."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import duckdb
import openpyxl
import pytest

from etl import corrections
from etl.build import BuildFailed, build
from etl.check import FileReport, check_file, load_context
from etl.intake.isolated import read_apart
from etl.reading.workbook import Grid, read_workbook
from etl.template import write_template

HEADER = "file,sheet,cell,was,becomes,reason,reporter,corrected_on\n"
TAIL = "salah ketik menurut laporan cetak,Bidang PA,2026-01-02\n"
Correct = Callable[..., FileReport]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one workbook: 45 child victims in Pati, written into N2."""
    (tmp_path / "raw/jateng").mkdir(parents=True)
    row = {
        "kode_daerah": "33.18",
        "nama_daerah": "Kabupaten Pati",
        "periode_mulai": "2022-01-01",
        "periode_selesai": "2022-12-31",
        "periode_diketahui": "stated",
        "satuan": "korban",
        "kelompok": "anak",
        "jumlah": 45,
        "publikasi": "laporan-2022",
    }
    publication = {
        "publikasi": "laporan-2022",
        "penerbit": "DP3AKB",
        "judul": "Laporan tahunan 2022",
        "kepercayaan": "official",
    }
    rows = {"Data": [row], "Publikasi": [publication]}
    write_template("kasus", tmp_path / "raw/jateng/kasus.xlsx", rows)
    return tmp_path


@pytest.fixture
def correct(data: Path) -> Correct:
    """The report of the workbook when corrections.csv holds these lines."""

    def make(*lines: str) -> FileReport:
        (data / "corrections.csv").write_text(HEADER + "".join(lines), encoding="utf-8")
        return check_file(data / "raw/jateng/kasus.xlsx", load_context(data))

    return make


def figures(report: FileReport) -> list[tuple[object, object]]:
    counts = report.observations["case_count"]
    return list(zip(counts["value"], counts["cell"], strict=True))


def test_a_corrected_cell_is_read_with_its_new_value_and_keeps_its_address(
    correct: Correct,
) -> None:
    report = correct(f"jateng/kasus.xlsx,Data,N2,45,54,{TAIL}")
    assert report.issues == ()
    assert figures(report) == [(54, "N2")]


def test_a_file_read_in_a_child_of_its_own_is_corrected_as_well(
    data: Path, correct: Correct
) -> None:
    here = correct(f"jateng/kasus.xlsx,Data,N2,45,54,{TAIL}")
    apart = read_apart(data / "raw/jateng/kasus.xlsx", data)
    assert apart.issues == ()
    assert figures(apart) == figures(here) == [(54, "N2")]


def test_a_period_and_a_label_can_be_corrected_as_well(correct: Correct) -> None:
    report = correct(
        f"jateng/kasus.xlsx,Data,D2,2022-12-31,2022-06-30,{TAIL}",
        f"jateng/kasus.xlsx,Data,F2,korban,kasus,{TAIL}",
        f"jateng/kasus.xlsx,Data,N2,45.0,-,{TAIL}",
    )
    (fact,) = report.observations["case_count"].to_dict("records")
    assert (fact["period_end"].date(), fact["unit"]) == (datetime.date(2022, 6, 30), "kasus")
    assert (fact["status"], str(fact["value"])) == ("not_reported", "nan")


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("jateng/kasus.xlsx,Data,N2,46,54,", ("Data", "N2")),
        ("jateng/kasus.xlsx,Data,N3,45,54,", ("Data", "N3")),
        ("jateng/kasus.xlsx,Data,ZZ2,45,54,", ("Data", "ZZ2")),
        ("jateng/kasus.xlsx,Lembar lain,N2,45,54,", (None, None)),
    ],
)
def test_a_correction_that_no_longer_matches_is_an_error_naming_its_line(
    correct: Correct, line: str, place: tuple[str | None, str | None]
) -> None:
    good = f"jateng/kasus.xlsx,Data,F2,korban,kasus,{TAIL}"
    (one,) = correct(good, line + TAIL).issues
    assert (one.kind, one.severity) == ("correction_stale", "error")
    assert (one.sheet, one.cell) == place
    assert "baris 3" in one.message
    assert "line 3" in one.message_en


def test_a_number_that_may_be_thousands_is_asked_about(correct: Correct) -> None:
    report = correct(f"jateng/kasus.xlsx,Data,N2,45,1.087,{TAIL}")
    assert [(one.kind, one.cell) for one in report.issues] == [("correction_ambiguous", "N2")]
    assert figures(report) == [(45, "N2")]


def test_a_file_that_is_gone_stops_the_build(data: Path) -> None:
    lines = f"jateng/lain.xlsx,Data,N2,45,54,{TAIL}"
    (data / "corrections.csv").write_text(HEADER + lines, encoding="utf-8")
    with pytest.raises(BuildFailed) as failed:
        build(data, data / "build")
    told = [(one.kind, one.file, one.cell) for one in failed.value.issues]
    assert told == [("correction_stale", "corrections.csv", "A2")]


def test_the_build_follows_its_corrections_and_tells_them(data: Path) -> None:
    def shown(edition: str, sql: str) -> list[tuple[object, ...]]:
        path = build(data, data / "build").editions[edition]
        with duckdb.connect(str(path), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    value = "SELECT value FROM case_count"
    assert shown("internal", value) == [(45,)]
    line = f"jateng/kasus.xlsx,Data,N2,45,54,{TAIL}"
    (data / "corrections.csv").write_text(HEADER + line, encoding="utf-8")
    assert shown("internal", value) == [(54,)]
    told = "SELECT file, cell, was, becomes, reporter FROM correction"
    assert shown("internal", told) == [("jateng/kasus.xlsx", "N2", "45", "54", "Bidang PA")]
    assert shown("public", told) == [("jateng/kasus.xlsx", "N2", None, None, "Bidang PA")]
    (data / "corrections.csv").write_text(HEADER, encoding="utf-8")
    assert shown("internal", value) == [(45,)]


def test_only_the_corrected_file_gets_another_fingerprint(data: Path) -> None:
    line = f"a.xlsx,Data,N2,45,54,{TAIL}"
    (data / "corrections.csv").write_text(HEADER + line, encoding="utf-8")
    first = corrections.load(data)
    (data / "corrections.csv").write_text(HEADER + line.replace("54", "55"), encoding="utf-8")
    second = corrections.load(data)
    assert first.fingerprint("a.xlsx") != second.fingerprint("a.xlsx") != ""
    assert first.fingerprint("b.xlsx") == second.fingerprint("b.xlsx") == ""
    ((number, one),) = second.of(data / "raw" / "a.xlsx")
    assert (number, one.becomes) == (2, "55")


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("file,sheet,cell\n", ["A1"]),
        (HEADER + f"a.xlsx,Data,N,45,54,{TAIL}", ["A2"]),
        (HEADER + "a.xlsx,Data,N2,45,54,,Bidang PA,2026-01-02\n", ["A2"]),
        (HEADER + "a.xlsx,Data,N2,45,54,alasan,Bidang PA,2 Januari\n", ["A2"]),
        (HEADER + "a.xlsx,Data,N2,45\n", ["A2"]),
        (HEADER + f"a.xlsx,Data,N2,45,54,{TAIL}\n{HEADER}", ["A4"]),
        (HEADER + f'"a.xlsx,Data,N2,45,54,{TAIL}', ["A2"]),
    ],
)
def test_a_line_that_cannot_be_used_is_named(data: Path, text: str, cells: list[str]) -> None:
    (data / "corrections.csv").write_text(text, encoding="utf-8")
    found = corrections.load(data).issues
    assert [(one.kind, one.cell) for one in found] == [("bad_record", cell) for cell in cells]


def test_a_cell_is_corrected_once(data: Path) -> None:
    line = f"a.xlsx,Data,N2,45,54,{TAIL}"
    (data / "corrections.csv").write_text(HEADER + line + line, encoding="utf-8")
    (one,) = corrections.load(data).issues
    assert (one.kind, one.cell) == ("correction_twice", "A3")


def test_a_file_saved_by_an_indonesian_spreadsheet_has_semicolons(data: Path) -> None:
    text = (HEADER + f"a.xlsx,Data,N2,45,54,{TAIL}").replace(",", ";")
    (data / "corrections.csv").write_text(text, encoding="utf-8-sig")
    found = corrections.load(data)
    assert found.issues == ()
    assert [line.becomes for _, line in found.lines] == ["54"]


@pytest.mark.parametrize(
    ("cell", "becomes", "read"),
    [
        (45.0, "54", 54.0),
        (45.0, "12.5", 12.5),
        (45.0, "-", "-"),
        (45.0, "1.0870", 1.087),
        ("45", "54", "54"),
        ("", "54", 54.0),
        ("", "011", "011"),
        ("", "11.10", "11.10"),
        (datetime.datetime(2022, 1, 1), "2021-01-01", datetime.datetime(2021, 1, 1)),
    ],
)
def test_a_corrected_cell_has_the_type_of_the_cell(
    cell: str | float | datetime.datetime, becomes: str, read: object
) -> None:
    grid = Grid("Data", [["a", cell]], [7], 1)
    told = {
        "file": "a.xlsx", "sheet": "Data", "cell": "C7", "was": corrections.shown(cell),
        "becomes": becomes, "reason": "r", "reporter": "p", "corrected_on": "2026-01-02",
    }  # fmt: skip
    lines = [(2, corrections.Correction.model_validate(told))]
    (corrected,), stale = corrections.apply([grid], lines)
    assert stale == []
    assert corrected.rows == [["a", read]]
    assert grid.rows == [["a", cell]]


def test_a_file_opened_in_excel_is_shown_as_a_correction_writes_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(
        [1087, 12.5, datetime.date(2021, 12, 31), True, "Kab.\xa0Pati\n baru"]
    )
    book.save(tmp_path / "a.xlsx")
    (grid,) = read_workbook(tmp_path / "a.xlsx", (tmp_path / "a.xlsx").read_bytes())
    assert [corrections.shown(cell) for cell in grid.rows[0]] == [
        "1087", "12.5", "2021-12-31", "TRUE", "Kab. Pati baru",
    ]  # fmt: skip
