"""The command line of the pipeline: one command a module of `etl.commands`.

Exit status: 0 clean or with warnings, 1 errors, 2 wrong usage.
"""

from __future__ import annotations

import typer

from etl.commands.build import build
from etl.commands.check import check
from etl.commands.decide import decide
from etl.commands.describe import describe
from etl.commands.history import history
from etl.commands.load import load
from etl.commands.scenario import scenario
from etl.commands.template import template

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Dari buku kerja ke gudang data KLA. / From workbooks to the KLA warehouse.",
)
for command in (build, check, decide, describe, load, template):
    app.command()(command)
app.add_typer(history, name="history")
app.add_typer(scenario, name="scenario")


if __name__ == "__main__":
    app()
