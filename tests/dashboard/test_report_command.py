"""The profile as it is asked for: the button of the page, the command for a province."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard import show_report
from dashboard.report import command
from dashboard.warehouse import Warehouse
from tests.dashboard import printed

PROJECT = Path(__file__).resolve().parents[2]
BLOCKS, BANDUNG = "52.04", "32.73"


def test_the_page_offers_the_profile_on_both_papers(
    open_page: Callable[..., Any], run: Warehouse
) -> None:
    page = open_page("overview", daerah=BANDUNG, bahasa="en")
    labels_shown = [one.proto.label for one in page.get("download_button")]
    assert {"Profile (PDF)", "Profile (PDF, F4)"} <= set(labels_shown)
    assert show_report.content(BANDUNG, "en", "f4") == printed.pdf(run, BANDUNG, "en", "f4")


def report(data: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The command as it is typed."""
    return subprocess.run(
        [sys.executable, "-m", "dashboard", "report", "--data", str(data), *options],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_writes_a_file_a_region_and_says_where(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "profil"
    done = report(data, "--region", BANDUNG, "--region", BLOCKS, "--out", str(out))
    assert (done.returncode, done.stdout) == (
        0,
        f"2 profil ditulis ke {out} / 2 profiles written to {out}\n",
    )
    assert "2/2" in done.stderr
    assert sorted(path.name for path in out.iterdir()) == [
        "profil-32.73-kota-bandung-id-a4.pdf",
        "profil-52.04-kabupaten-sumbawa-id-a4.pdf",
    ]


def test_the_command_refuses_what_it_does_not_know(data: Path, tmp_path: Path) -> None:
    done = report(data, "--province", "77", "--region", "32.99", "--out", str(tmp_path / "x"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "Tidak dikenal: 77, 32.99." in done.stderr
    assert "Unknown: 77, 32.99." in done.stderr
    assert not (tmp_path / "x").exists()


def test_help_is_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(["--help"], lambda data, edition: 0, Path())
    told = capsys.readouterr().out
    assert ended.value.code == 0
    assert "kode provinsi" in told
    assert "a province and its parts" in told
    assert command.main(["--out", "x"], lambda data, edition: 0, Path()) == 2
