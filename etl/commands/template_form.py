"""`python -m etl template formulir`: the form of a cycle with a proposed mapping, to be edited."""

from __future__ import annotations

from pathlib import Path

from etl.books import form_book
from etl.check import Context
from etl.commands.filled import Asked, context, workbook_path
from etl.commands.printing import print_issues, stop
from etl.issues import IssueList
from indicators import form_map
from indicators.instrument import Instrument


def write(asked: Asked) -> None:
    """Write the form `--from`, every question mapped to itself: the next cycle starts from it.

    With `--form F.xlsx` the form of that workbook is written, its mapping proposed anew: for a
    form whose questions were changed by hand.
    """
    path = workbook_path(asked)
    defined = context(asked)
    forms = defined.catalogue.instruments
    old = forms.get(asked.source)
    if old is None:
        names = ", ".join(name for name, one in forms.items() if one.questions)
        stop(f"Tambahkan --from, salah satu dari / add --from, one of: {names}", 2)
    new = _edited(Path(asked.form), defined) if asked.form else old.changed(closes=None)
    mapping = form_map.proposed(old, new)
    form_book.write(path, new, mapping if len(mapping) else None, catalogue=defined.catalogue)
    print(path)
    told = form_map.counts(mapping)
    print(
        f"sama / same {told['same']}, berubah / changed {told['changed']}, "
        f"baru / new {told['new']}, hilang / gone {told['gone']}"
    )
    if new.instrument_id in forms:
        print(
            "Ganti kode formulir pada lembar Formulir sebelum memuatnya. / "
            "Change the code on the sheet Formulir before loading it."
        )


def _edited(file: Path, defined: Context) -> Instrument:
    """The form of a workbook, whatever its mapping says; ends the command on any other mistake."""
    if not file.is_file():
        stop(f"Berkas tidak ditemukan / file not found: {file}", 2)
    read = form_book.read(file, defined.catalogue, mapped=False)
    if read.instrument is None:
        found = IssueList(file.name)
        for one in read.problems:
            found.add(one.problem, one.sheet, one.cell, one.value)
        print_issues(found.found)
        stop("Formulir belum dapat dibaca. / The form cannot be read yet.", 1)
    return read.instrument
