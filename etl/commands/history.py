"""`python -m etl history`: which builds were published, and any of them made again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from etl import history as log
from etl import served
from etl.build import BuildFailed, building
from etl.commands.printing import data_folder, print_issues, progress, stop
from etl.issues import Issue
from etl.rebuild import Rebuilt, rebuild

Data = Annotated[Path | None, typer.Option(help="Folder data / data folder (KLA_DATA)")]
Out = Annotated[Path | None, typer.Option(help="Folder hasil / output (DATA/build)")]
AsJson = Annotated[bool, typer.Option("--json", help="Satu objek JSON / one JSON object")]

history = typer.Typer(
    no_args_is_help=False,
    help="Daftar bangunan, dan bangun ulang salah satunya. / List builds; rebuild any of them.",
)


@history.callback(invoke_without_command=True)
def listed(
    context: typer.Context,
    data: Data = None,
    out: Out = None,
    keep: Annotated[
        int | None, typer.Option(min=1, help="Simpan sekian yang terakhir / keep the last so many")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Daftar bangunan yang pernah diterbitkan. / The builds that were published."""
    if context.invoked_subcommand is not None:
        return
    folder = data or data_folder()
    place = out or folder / "build"
    where = log.folder_of(folder, place)
    if keep is not None:
        try:
            with building(place, where, lambda what, done, total: None):
                log.prune(where, keep)
        except BuildFailed as failed:
            _refuse(failed.issues, as_json)
    found, space = log.builds(where), log.space(where)
    now = served.served_record(place)
    current = None if now is None else now["id"]
    if as_json:
        told = {"builds": found, "served": current, "kept": vars(space), "folder": str(where)}
        print(json.dumps(told, ensure_ascii=False))
    else:
        _print(found, current, space)


@history.command("rebuild")
def again(
    build_id: Annotated[str, typer.Argument(metavar="ID", help="Kode bangunan / id of a build")],
    into: Annotated[Path, typer.Option("--out", help="Folder tempat membangun ulang / new folder")],
    data: Data = None,
    built: Annotated[
        Path | None,
        typer.Option("--of", help="Folder yang punya riwayat / with history (DATA/build)"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Bangun ulang dan bandingkan setiap baris. / Rebuild and compare every row."""
    folder = data or data_folder()
    served_from = built or folder / "build"
    if into.resolve() == served_from.resolve():
        stop("Pilih folder lain dari yang ditayangkan. / Choose a folder that is not served.", 2)
    try:
        with progress(quiet=as_json) as step:
            done = rebuild(log.folder_of(folder, served_from), build_id, into, step)
    except (log.HistoryError, BuildFailed) as failed:
        _refuse(failed.issues, as_json)
    if as_json:
        print(json.dumps(done.as_json(), ensure_ascii=False))
    else:
        _print_rebuilt(done)
    if not done.is_equal:
        raise typer.Exit(1)


def _refuse(issues: tuple[Issue, ...], as_json: bool) -> None:
    if as_json:
        print(json.dumps({"errors": [vars(one) for one in issues]}, ensure_ascii=False))
    else:
        print_issues(issues)
    raise typer.Exit(1)


def _print(found: list[log.Record], current: str | None, space: log.Space) -> None:
    table = Table("kode / id", "terbit / published", "dibuat oleh / made by", "berkas", "baris")
    for record in found:
        made = record["made_by"]
        what = " ".join(
            part for part in (made["command"], made.get("file"), made.get("by")) if part
        )
        mark = " *" if record["id"] == current else ""
        count = sum(name.startswith("raw/") for name in record["inputs"])
        rows = sum(record["rows"].values())
        table.add_row(record["id"] + mark, record["published"], what, str(count), str(rows))
    console = Console()
    console.print(table)
    console.print(
        f"* ditayangkan / served. {space.files} berkas tersimpan / files kept, "
        f"{space.bytes / 1e6:.1f} MB.",
        highlight=False,
    )


def _print_rebuilt(done: Rebuilt) -> None:
    console = Console(highlight=False, soft_wrap=True)
    if done.is_equal:
        console.print(f"{done.record['id']}: semua baris sama. / all rows are equal.")
        return
    for edition, names in done.differing.items():
        if names:
            console.print(f"{edition}: berbeda / differ: {', '.join(names)}", markup=False)
    if not done.same_code:
        console.print(
            "Program sudah berubah sejak bangunan itu. / The program has changed since that build."
        )
