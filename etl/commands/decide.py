"""`python -m etl decide`: choose the publication of a figure, with a reason, as data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from etl import clock
from etl.build import BuildFailed
from etl.commands.printing import data_folder, print_issues, progress, stop
from etl.decisions import Decision
from etl.intake import decide as story


def decide(
    region: Annotated[str, typer.Option(help="Kode daerah, 64.01 / region code")],
    year: Annotated[int, typer.Option(help="Tahun / year")],
    measure: Annotated[str, typer.Option(help="Kode ukuran, korban_anak / measure")],
    publication: Annotated[str, typer.Option(help="Publikasi yang dipilih / publication chosen")],
    reason: Annotated[str, typer.Option(help="Alasan; dibaca semua orang / reason, read by all")],
    by: Annotated[str, typer.Option(help="Peran, bukan nama orang / role, not a person")],
    data: Annotated[Path | None, typer.Option(help="Folder data / data folder (KLA_DATA)")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder hasil / output (DATA/build)")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Satu objek JSON / one JSON object")
    ] = False,
) -> None:
    """Pilih angka yang ditampilkan, dengan alasan. / Choose the figure that is shown, and why."""
    folder = data or data_folder()
    if not (folder / "raw").is_dir():
        stop(f"{folder}/raw tidak ditemukan. / {folder}/raw not found.", 2)
    try:
        decision = Decision(
            region_code=region,
            year=year,
            measure_id=measure,
            publication_id=publication,
            reason=" ".join(reason.split()),
            decided_by=" ".join(by.split()),
            decided_on=clock.today(),
        )
    except ValidationError:
        stop("Setiap isian wajib berisi. / No option may be empty.", 2)
    told = {"status": "decided", "decision": decision.model_dump(mode="json")}
    try:
        with progress(quiet=as_json) as step:
            report = story.decide(decision, folder, out or folder / "build", step)
    except BuildFailed as failed:
        if as_json:
            errors = [vars(one) for one in failed.issues]
            refused = told | {"status": "refused", "build": None, "errors": errors}
            print(json.dumps(refused, ensure_ascii=False))
        else:
            print_issues(failed.issues)
        stop("Keputusan tidak dicatat. / The decision was not recorded.", 1)
    if as_json:
        done = told | {"build": report.as_json(), "errors": []}
        print(json.dumps(done, ensure_ascii=False))
    else:
        print("Keputusan dicatat dan ditayangkan. / The decision is recorded and served.")
