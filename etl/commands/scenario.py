"""`python -m etl scenario`: keep, list and take back scores moved by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from etl import clock, scenarios
from etl.commands.printing import data_folder, print_issues, stop
from etl.scenarios import Scenario
from indicators.regions import load_registry

Region = Annotated[str, typer.Option(help="Kode daerah, 32.06 / region code")]
Assessment = Annotated[
    str, typer.Option(help="Penilaian / assessment, 2024.mandiri.kla_2024.rekap-2024")
]
Name = Annotated[str, typer.Option(help="Nama skenario / name of the scenario")]
By = Annotated[str, typer.Option(help="Peran, bukan nama orang / role, not a person")]
Data = Annotated[Path | None, typer.Option(help="Folder data / data folder (KLA_DATA)")]
AsJson = Annotated[bool, typer.Option("--json", help="Satu objek JSON / one JSON object")]

scenario = typer.Typer(
    no_args_is_help=True,
    help="Skenario Simulasi Nilai (tidak mengubah angka). / Scenarios; they change no figure.",
)


@scenario.command()
def keep(
    region: Region,
    assessment: Assessment,
    name: Name,
    by: By,
    moves: Annotated[
        str, typer.Option(help="Geseran / moves: klaster_1=100;klaster_2=120, 1/2a=3")
    ],
    level: Annotated[str, typer.Option(help="block atau / or question")] = "block",
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Simpan sebuah skenario. / Keep a scenario."""
    if not moves.strip(" ;"):
        stop("Skenario tanpa geseran tidak disimpan. / A scenario without moves is not kept.", 2)
    _write((region, assessment, level, name, moves, by), data, as_json)


@scenario.command()
def drop(
    region: Region, assessment: Assessment, name: Name, by: By,
    data: Data = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Hapus sebuah skenario dari daftar. / Take a scenario off the list."""
    known = scenarios.load(data or data_folder()).kept
    if (region, assessment, name) not in {one.key for one in known}:
        stop("Skenario itu tidak ada. / There is no such scenario.", 1)
    _write((region, assessment, "block", name, "", by), data, as_json)


@scenario.command(name="list")
def list_(
    region: Annotated[str, typer.Option(help="Kode daerah; kosong: semua / empty: all")] = "",
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Daftar skenario yang disimpan. / The scenarios that are kept."""
    found = scenarios.load(data or data_folder())
    kept = [one for one in found.kept if region in ("", one.region_code)]
    if as_json:
        lines = [one.model_dump(mode="json") for one in kept]
        errors = [vars(one) for one in found.issues]
        print(json.dumps({"scenarios": lines, "errors": errors}, ensure_ascii=False))
    else:
        for one in kept:
            told = (one.region_code, one.assessment, one.name, one.moves, one.kept_by)
            print(" · ".join((*told, one.kept_on.isoformat())))
        print_issues(found.issues)
        if not kept:
            print("Belum ada skenario. / No scenarios yet.")
    if found.issues:
        raise typer.Exit(1)


def _write(said: tuple[str, str, str, str, str, str], data: Path | None, as_json: bool) -> None:
    """Write one line; stop with the reason when it cannot be written."""
    folder = data or data_folder()
    if not folder.is_dir():
        stop(f"{folder} tidak ditemukan. / {folder} not found.", 2)
    region, assessment, level, name, moves, by = said
    if region not in {one.code for one in load_registry().all()}:
        stop(f"Daerah {region} tidak dikenal. / Region {region} is not known.", 2)
    try:
        line = Scenario.model_validate(
            {"region_code": region, "assessment": assessment, "level": level,
             "name": " ".join(name.split()), "moves": moves, "kept_by": " ".join(by.split()),
             "kept_on": clock.today()}
        )  # fmt: skip
    except ValidationError as error:
        wrong = ", ".join(dict.fromkeys(str(one["loc"][0]) for one in error.errors()))
        stop(f"Isian salah: {wrong}. / Wrong option: {wrong}.", 2)
    issues = scenarios.write(folder, line)
    if as_json:
        told = {"status": "refused" if issues else "kept", "scenario": line.model_dump(mode="json")}
        print(json.dumps({**told, "errors": [vars(one) for one in issues]}, ensure_ascii=False))
    elif not issues:
        print("Skenario dicatat. / The scenario is recorded.")
    else:
        print_issues(issues)
    if issues:
        raise typer.Exit(1)
