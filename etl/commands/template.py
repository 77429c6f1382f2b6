"""`python -m etl template`: workbooks that are hard to fill wrongly."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from etl.commands.printing import stop
from etl.layout import load_layouts
from etl.template import write_template


def template(
    name: Annotated[str, typer.Argument(help="Nama templat / template name")],
    out: Annotated[Path, typer.Option(help="Berkas .xlsx yang ditulis")],
) -> None:
    """Tulis buku kerja isian kosong. / Write an empty workbook to fill in."""
    names = load_layouts().template_names
    if name not in names:
        stop(f"Pilihan / choices: {', '.join(names)}", 2)
    if out.suffix.lower() != ".xlsx":
        stop(f"Nama berkas harus berakhiran .xlsx / the file must end in .xlsx: {out}", 2)
    try:
        write_template(name, out)
    except OSError as error:
        why = f"{out} ({error.strerror})"
        stop(f"Templat tidak dapat ditulis: {why}. / The template cannot be written.", 1)
    print(out)
