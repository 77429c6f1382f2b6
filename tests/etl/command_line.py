"""`python -m etl ...` without a new interpreter: the same words, the same output, the same status.

An error that the command does not turn into a sentence is raised in the test. That the program
starts as a process of its own is seen where processes matter (test_turn, test_load, test_crash).
"""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from etl.__main__ import app


def run_etl(*words: str | Path) -> Result:
    """What the command did: `exit_code`, `stdout`, `stderr`."""
    return CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
