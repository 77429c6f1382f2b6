"""What the commands say: help in both languages, alike problems once, files one after the other."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import typer
from click import Command, Context, Group

from etl.__main__ import app
from etl.template import write_template
from tests.etl.command_line import run_etl

ROW = {
    "kode_daerah": "32.06", "nama_daerah": "Kabupaten Tasikmalaya", "instrumen": "kla_2024",
    "blok": "klaster_3", "indikator": "12", "perangkat_daerah": "dinkes", "status_bukti": "disusun",
}  # fmt: skip


def commands(command: Command, name: str) -> list[tuple[str, Command]]:
    if not isinstance(command, Group):
        return [(name, command)]
    found = [(name, command)]
    for sub, one in command.commands.items():
        found += commands(one, f"{name} {sub}")
    return found


def test_every_command_and_option_is_explained_in_both_languages() -> None:
    for name, command in commands(typer.main.get_command(app), "etl"):
        assert " / " in (command.help or ""), name
        for one in command.get_params(Context(command)):
            words = getattr(one, "help", None) or ""
            assert one.name == "help" or " / " in words, f"{name} {one.name}: {words}"


def workbook(path: Path, publication: str, listed: str, questions: int = 7) -> Path:
    rows = [{**ROW, "pertanyaan": str(n + 1), "publikasi": publication} for n in range(questions)]
    told = {"publikasi": listed, "penerbit": "A", "judul": listed, "kepercayaan": "simulated"}
    write_template("bukti", path, {"Data": rows, "Publikasi": [told]})
    return path


def test_problems_alike_but_for_their_row_are_counted(tmp_path: Path) -> None:
    done = run_etl("check", workbook(tmp_path / "b.xlsx", "x", "y"))
    assert done.exit_code == 1
    assert done.stdout.count("tidak ada pada lembar Publikasi") == 3
    assert "Data!AC5–AC8" in done.stdout
    assert "4 lagi seperti AC2. / 4 more like AC2." in done.stdout


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "data" / "raw").mkdir(parents=True)
    return tmp_path / "data"


def test_several_files_are_loaded_and_a_bad_one_stops_none(data: Path, tmp_path: Path) -> None:
    good = workbook(tmp_path / "a.xlsx", "a", "a")
    bad = workbook(tmp_path / "b.xlsx", "x", "b")
    last = tmp_path / "c.xlsx"
    shutil.copy(good, last)
    done = run_etl("load", good, bad, last, "--yes", "--json", "--data", data)
    told = [json.loads(line)["status"] for line in done.stdout.splitlines()]
    assert told == ["loaded", "refused", "already_loaded"]
    assert done.exit_code == 1
    alone = run_etl("load", good, bad, "--sidecar", last, "--data", data)
    assert (alone.exit_code, "--sidecar" in alone.stderr) == (2, True)


def test_changes_are_shown_in_both_languages(data: Path, tmp_path: Path) -> None:
    first = workbook(tmp_path / "a.xlsx", "a", "a", questions=2)
    assert run_etl("load", first, "--yes", "--data", data).exit_code == 0
    done = run_etl("load", workbook(tmp_path / "b.xlsx", "a", "a", questions=1), "--data", data)
    assert "hilang / gone 1" in done.stdout
    assert "Bukti dukung · 12/2" in done.stdout
    assert "Evidence · 12/2" in done.stdout
