"""The pipeline as a child process: real files, real answers, no trace left behind."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from dashboard import answers, described, intake
from dashboard.answers import Checked, Failed, Loaded
from dashboard.intake import Limits, Upload
from tests.dashboard.workbooks import ORIGIN, PERSONAL, REPORTS, REVISED, WITH_ERRORS, csv


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with nothing in it; temporary folders are made below it to be counted."""
    data = tmp_path / "data"
    (data / "raw").mkdir(parents=True)
    (tmp_path / "sementara").mkdir()
    monkeypatch.setenv("KLA_DATA", str(data))
    monkeypatch.setenv("KLA_EDITION", "internal")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "sementara"))
    return data


def left_behind(data: Path) -> list[Path]:
    return list((data.parent / "sementara").rglob("*"))


def checked(upload: Upload) -> Checked:
    found = intake.check(upload)
    assert isinstance(found, Checked), found
    return found


def test_a_file_is_checked_and_its_rows_come_back(folder: Path) -> None:
    found = checked(Upload("laporan.csv", csv(REPORTS), ORIGIN))
    assert found.issues == ()
    assert [(table.table, table.rows) for table in found.tables] == [("case_count", 12)]
    values = [row["value"] for row in found.rows["case_count"]]
    assert values == [1, 7, 12, 3, 15, 40, 4, 9, 11, 8, 21, 55]
    assert left_behind(folder) == []


def test_every_problem_has_its_cell_and_both_languages(folder: Path) -> None:
    found = checked(Upload("laporan.csv", csv(WITH_ERRORS), ORIGIN))
    assert [(one.cell, one.kind) for one in found.issues] == [
        ("G2", "not_a_number"),
        ("C4", "unknown_region"),
    ]
    assert found.has_errors
    for one in found.issues:
        assert one.message.id != one.message.en
        assert one.remedy.id
    assert left_behind(folder) == []


def test_personal_data_is_named_by_column_and_nothing_comes_back(folder: Path) -> None:
    found = checked(Upload("korban.csv", csv(PERSONAL)))
    assert found.is_personal
    assert found.rows == {}
    told = json.dumps([dataclasses.asdict(one) for one in found.issues])
    assert "NIK" in told
    assert "3201014505120001" not in told
    assert "Melati" not in told
    assert list(folder.rglob("*.csv")) == []
    assert left_behind(folder) == []


def test_a_file_is_previewed_loaded_and_known_the_second_time(folder: Path) -> None:
    upload = Upload("laporan.csv", csv(REPORTS), ORIGIN)
    would = intake.load(upload)
    assert isinstance(would, Loaded)
    assert (would.status, would.needs_publication) == ("preview", False)
    assert list((folder / "raw").rglob("*.csv")) == []
    done = intake.load(upload, "uji")
    assert isinstance(done, Loaded)
    assert done.status == "loaded"
    assert (folder / done.kept_as).read_bytes() == upload.content
    again = intake.load(upload, "uji")
    assert isinstance(again, Loaded)
    assert again.status == "already_loaded"
    assert left_behind(folder) == []


def test_a_new_release_tells_old_and_new(folder: Path) -> None:
    first = intake.load(Upload("laporan.csv", csv(REPORTS), ORIGIN), "uji")
    assert isinstance(first, Loaded)
    newer = ORIGIN.replace("rilis-satu", "rilis-dua") + 'supersedes = ["rilis-satu"]\n'
    would = intake.load(Upload("laporan_baru.csv", csv(REVISED), newer))
    assert isinstance(would, Loaded)
    assert would.changes is not None
    assert would.changes.supersedes == ("rilis-satu",)
    changed = [one for one in would.changes.rows if one.kind == "changed" and not one.is_total]
    assert [(one.old, one.new) for one in changed] == [(40, 216)]


def test_a_child_that_takes_too_long_is_ended_with_all_it_started(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "READING", Limits(0.4, 10**10))
    told: list[float] = []
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    found = intake.check(Upload("laporan.csv", csv(REPORTS)), told.append)
    assert isinstance(found, Failed)
    assert found.reason == "too_long"
    assert told
    time.sleep(0.1)
    after = {child.pid for child in psutil.Process().children(recursive=True)}
    assert after <= before
    assert left_behind(folder) == []


def test_a_child_that_takes_too_much_memory_is_ended(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "READING", Limits(60, 10_000_000))
    found = intake.check(Upload("laporan.csv", csv(REPORTS)))
    assert isinstance(found, Failed)
    assert found.reason == "too_big"
    assert left_behind(folder) == []


def test_an_answer_that_makes_no_sense_is_no_exception(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "_data", lambda: ["--tidak-ada"])
    found = intake.check(Upload("laporan.csv", csv(REPORTS)))
    assert isinstance(found, Failed)
    assert found.reason == "no_answer"


def test_a_child_that_cannot_start_is_no_exception(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake.sys, "executable", str(folder / "tidak-ada"))
    found = intake.describe(Upload("laporan.csv", csv(REPORTS)))
    assert isinstance(found, Failed)
    assert found.reason == "not_started"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("laporan 2023.xlsx", "laporan 2023.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\rekap.xls", "rekap.xls"),
        ("a\x00b\n;rm -rf.csv", "a_b_rm -rf.csv"),
        (".asal.toml", "asal.toml"),
        ("...", "berkas."),
        ("x" * 300 + ".ods", "x" * 110 + ".ods"),
    ],
)
def test_a_name_is_a_plain_name(name: str, kept: str) -> None:
    assert Upload(name, b"").file_name == kept


@pytest.mark.parametrize(
    ("read", "answer"),
    [
        (answers.checked, []),
        (answers.checked, [{"file": "a"}]),
        (answers.loaded, {"status": "loaded"}),
        (described.described, None),
        (answers.decided, {"errors": 3}),
    ],
)
def test_an_answer_of_another_shape_is_said(read: Any, answer: object) -> None:
    with pytest.raises(answers.Unexpected):
        read(answer)


def test_the_dashboard_never_imports_the_pipeline() -> None:
    code = (
        "import sys, dashboard.intake; sys.exit(any(m.split('.')[0] == 'etl' for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
