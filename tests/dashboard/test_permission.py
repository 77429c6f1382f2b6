"""Who may load: nobody unless the office says so, and never in the public edition."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dashboard import permission
from dashboard.__main__ import main

ON = {"KLA_EDITION": "internal", "KLA_LOADING": "1"}
NAMED = '[examples]\nshow = true\n[loading]\npeople = ["Perencana@Bappeda.go.id"]\n'


def asked(
    data: Path,
    environment: dict[str, str],
    address: str | None = "localhost",
    user: dict[str, Any] | None = None,
) -> tuple[str, str]:
    found = permission.asked(environment, data, address, user or {})
    return found.refusal, found.by


@pytest.mark.parametrize(
    ("environment", "refusal"),
    [
        ({}, "public"),
        ({"KLA_EDITION": "public", "KLA_LOADING": "1"}, "public"),
        ({"KLA_EDITION": "internal"}, "off"),
        ({"KLA_EDITION": "internal", "KLA_LOADING": ""}, "off"),
    ],
)
def test_loading_is_off_unless_switched_on(
    tmp_path: Path, environment: dict[str, str], refusal: str
) -> None:
    assert asked(tmp_path, environment) == (refusal, "")


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1", "::1"])
def test_where_nobody_is_named_the_machine_itself_may(tmp_path: Path, address: str) -> None:
    assert asked(tmp_path, ON, address) == ("", permission.OFFICE)


@pytest.mark.parametrize("address", ["0.0.0.0", "", None, "10.1.2.3", "localhost.contoh.id"])
def test_where_nobody_is_named_a_network_may_not(tmp_path: Path, address: str | None) -> None:
    assert asked(tmp_path, ON, address) == ("address", "")


@pytest.mark.parametrize(
    ("user", "answer"),
    [
        ({}, ("login", "")),
        ({"is_logged_in": False}, ("login", "")),
        ({"is_logged_in": True, "email": "lain@bappeda.go.id"}, ("person", "")),
        ({"is_logged_in": True}, ("person", "")),
        (
            {"is_logged_in": True, "email": "perencana@bappeda.go.id", "email_verified": False},
            ("person", ""),
        ),
        (
            {"is_logged_in": True, "email": "PERENCANA@bappeda.go.id"},
            ("", "perencana@bappeda.go.id"),
        ),
    ],
)
def test_people_who_are_named_log_in(
    tmp_path: Path, user: dict[str, Any], answer: tuple[str, str]
) -> None:
    (tmp_path / "settings.toml").write_text(NAMED, encoding="utf-8")
    assert asked(tmp_path, ON, "0.0.0.0", user) == answer
    assert asked(tmp_path, ON, "localhost", user) == answer


@pytest.mark.parametrize("text", ["[loading", '[loading]\npeople = "x"', "[loading]\npeople = [1]"])
def test_settings_that_cannot_be_read_let_nobody_in(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")
    assert asked(tmp_path, ON) == ("settings", "")


@pytest.mark.parametrize(
    "options",
    [
        ["--loading"],
        ["--loading", "--edition", "public"],
        ["--loading", "--edition", "internal", "--address", "0.0.0.0"],
    ],
)
def test_the_command_refuses_to_open_loading_to_anybody(
    tmp_path: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*options, "--data", str(tmp_path)]) == 2
    assert "[loading] people" in capsys.readouterr().err


def test_the_help_names_the_option() -> None:
    command = [sys.executable, "-m", "dashboard", "--help"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "--loading" in said
