"""Scenarios: kept as lines of a file, listed, taken back; refused when they say nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from etl import files, scenarios
from tests.etl.command_line import run_etl

ASSESSMENT = "2024.mandiri.kla_2024.formulir-contoh-2024"
ABOUT = ("--region", "99.01", "--assessment", ASSESSMENT)


def keep(data: Path, **changed: str) -> object:
    said = {"name": "Klaster I penuh", "by": "Bappeda", "moves": "klaster_1=115", **changed}
    options = [word for name, text in said.items() for word in (f"--{name}", text)]
    return run_etl("scenario", "keep", *ABOUT, *options, "--data", data, "--json")


def listed(data: Path) -> list[dict[str, str]]:
    told = json.loads(run_etl("scenario", "list", "--data", data, "--json").stdout)
    return list(told["scenarios"])


def test_a_scenario_is_kept_replaced_and_taken_back(tmp_path: Path) -> None:
    assert keep(tmp_path).exit_code == 0
    assert keep(tmp_path, name="Kedua", moves="1/2a=3.50; 26/15=6", level="question").exit_code == 0
    assert keep(tmp_path, moves="klaster_1=100").exit_code == 0
    assert [(one["name"], one["moves"]) for one in listed(tmp_path)] == [
        ("Klaster I penuh", "klaster_1=100"), ("Kedua", "1/2a=3.5;26/15=6"),
    ]  # fmt: skip
    dropped = run_etl(
        "scenario", "drop", *ABOUT, "--name", "Kedua", "--by", "Bappeda", "--data", tmp_path
    )
    assert "recorded" in dropped.stdout
    assert [one["name"] for one in listed(tmp_path)] == ["Klaster I penuh"]
    shown = run_etl("scenario", "list", "--region", "99.01", "--data", tmp_path).stdout
    assert "klaster_1=100" in shown
    again = run_etl("scenario", "drop", *ABOUT, "--name", "Kedua", "--by", "B", "--data", tmp_path)
    assert again.exit_code == 1
    assert "There is no such scenario" in again.stderr


@pytest.mark.parametrize(
    "changed",
    [
        {"name": " "}, {"name": "=HYPERLINK(1)"}, {"name": "x" * 61}, {"by": ""}, {"moves": " ; "},
        {"moves": "klaster_1=banyak"}, {"level": "indicator"}, {"region": "77.77"},
        {"assessment": "salah"},
    ],
)  # fmt: skip
def test_what_is_none_is_refused(tmp_path: Path, changed: dict[str, str]) -> None:
    assert keep(tmp_path, **changed).exit_code == 2
    assert not (tmp_path / scenarios.FILE).exists()


def test_a_damaged_file_is_named_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / scenarios.FILE
    path.write_text("nama,nilai\nx,1\n", encoding="utf-8")
    refused = keep(tmp_path)
    assert refused.exit_code == 1
    assert json.loads(refused.stdout)["errors"][0]["kind"] == "bad_record"
    assert path.read_text(encoding="utf-8") == "nama,nilai\nx,1\n"
    assert run_etl("scenario", "list", "--data", tmp_path).exit_code == 1


def test_a_folder_of_thoughts_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenarios, "MOST", 1)
    assert keep(tmp_path).exit_code == 0
    refused = keep(tmp_path, name="Kedua")
    assert json.loads(refused.stdout)["errors"][0]["kind"] == "too_many_scenarios"
    assert keep(tmp_path, moves="klaster_1=90").exit_code == 0


def test_no_build_reads_scenarios(tmp_path: Path) -> None:
    keep(tmp_path)
    assert scenarios.FILE not in {str(name) for name in files.inputs(tmp_path)}


def test_without_a_folder_or_scenarios_it_says_so(tmp_path: Path) -> None:
    assert "No scenarios yet" in run_etl("scenario", "list", "--data", tmp_path).stdout
    missing = run_etl("scenario", "keep", *ABOUT, "--name", "a", "--by", "b", "--moves", "a=1",
                      "--data", tmp_path / "tidak-ada")  # fmt: skip
    assert missing.exit_code == 2
    told = run_etl("scenario", "--help").stdout
    assert "they change no" in told
