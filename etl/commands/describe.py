"""`python -m etl describe`: propose a layout for a workbook that no layout recognises."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from etl.commands.printing import stop
from etl.describe.apart import describe_apart
from etl.describe.choices import ChoicesError
from etl.layout import LayoutError

Json = Mapping[str, Any]


def describe(
    file: Annotated[Path, typer.Argument(help="Berkas yang belum dikenali / unknown file")],
    sheet: Annotated[str | None, typer.Option(help="Hanya lembar ini / this sheet only")] = None,
    choices: Annotated[
        Path | None, typer.Option(help="Pilihan kolom, ukuran, nama / choices (JSON)")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Tulis usulan ke sini / write the proposal here")
    ] = None,
    data: Annotated[Path | None, typer.Option(help="Folder data / data folder")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Satu objek JSON / one JSON object")
    ] = False,
) -> None:
    """Usulkan tata letak untuk berkas yang belum dikenali. / Propose a layout for a file."""
    for path in (file, choices):
        if path is not None and not path.is_file():
            stop(f"Berkas tidak ditemukan / file not found: {path}", 2)
    if out is not None and out.suffix.lower() != ".toml":
        stop(f"Nama berkas harus berakhiran .toml / the file must end in .toml: {out}", 2)
    try:
        given = None if choices is None else choices.read_text(encoding="utf-8")
        found = describe_apart(file, sheet=sheet, choices=given, data=data)
    except (ChoicesError, LayoutError, UnicodeDecodeError) as error:
        stop(f"Pilihan tidak dapat dipakai / the choices cannot be used: {error}", 2)
    if out is not None and found["layout"] is not None:
        _write(out, found["layout"])
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        _print(found, out)
    if found["layout"] is None:
        raise typer.Exit(1)


def _write(out: Path, layout: str) -> None:
    try:
        out.write_text(layout, encoding="utf-8")
    except OSError as error:
        why = f"{out} ({error.strerror})"
        stop(f"Tata letak tidak dapat ditulis: {why}. / The layout cannot be written.", 1)


def _print(found: Json, out: Path | None) -> None:
    console = Console()

    def line(text: str, style: str | None = None) -> None:
        console.print(text, style=style, markup=False, highlight=False, soft_wrap=True)

    line(found["file"], "bold")
    for table in found["tables"]:
        line(f"  {table['sheet']}!{table['range']}: {table['rows']} baris / rows")
        for column in table["columns"]:
            reads = column["reads"] or "?"
            sure = "" if column["certain"] else " (?)"
            heading = column["heading"] or "-"
            line(f"    {column['column']}  {heading}  ->  {reads}{sure}: {column['why']}")
    for question in found["open"]:
        line(f"  ? {question['message']}", "yellow")
        line(f"    {question['message_en']}")
    if found["layout"] is not None and out is None:
        line("")
        line(found["layout"])
    elif found["layout"] is not None:
        line(str(out))
