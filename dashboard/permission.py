"""Who may load files and decide on figures: nobody, unless the office switched it on.

Only in the internal edition, with KLA_LOADING=1 (`python -m dashboard --edition internal
--loading`), and then either the people named in `data/settings.toml` after they have logged in, or,
where no one is named, whoever sits at the machine that serves only itself.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

PROJECT: Final = Path(__file__).resolve().parents[1]
HERE: Final = ("localhost", "127.0.0.1", "::1")
"""Addresses that only the machine itself reaches."""
OFFICE: Final = "kantor ini"
"""In whose name a load is recorded where nobody logs in."""


@dataclass(frozen=True)
class Permission:
    """Whether this visitor may load, in whose name; else why not.

    `refusal`: public, off, settings, address, login, person.
    """

    refusal: str = ""
    by: str = ""

    @property
    def is_given(self) -> bool:
        """Whether the visitor may load."""
        return not self.refusal

    @property
    def is_listed(self) -> bool:
        """Whether the page stands in the menu: also for people who have yet to log in."""
        return self.refusal in ("", "login")


def data_folder() -> Path:
    """The data folder that is served (KLA_DATA)."""
    return Path(os.environ.get("KLA_DATA") or PROJECT / "data").resolve()


def people(data: Path) -> tuple[str, ...]:
    """Addresses of the people who may load, as `data/settings.toml` names them in small letters.

    ValueError when the file can not be read or `[loading] people` is no list of texts.
    """
    path = data / "settings.toml"
    if not path.exists():
        return ()
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: {error}") from error
    loading = settings.get("loading", {})
    named = loading["people"] if isinstance(loading, dict) and "people" in loading else []
    if not isinstance(named, list) or not all(isinstance(one, str) for one in named):
        raise ValueError(f"{path}: [loading] people")
    return tuple(one.strip().lower() for one in named if one.strip())


def asked(
    environment: Mapping[str, str], data: Path, address: str | None, user: Mapping[str, Any]
) -> Permission:
    """What a visitor may do. `address` is the one served; `user` is who logged in."""
    if environment.get("KLA_EDITION") != "internal":
        return Permission("public")
    if environment.get("KLA_LOADING") != "1":
        return Permission("off")
    try:
        named = people(data)
    except ValueError:
        return Permission("settings")
    if not named:
        return Permission(by=OFFICE) if address in HERE else Permission("address")
    if not user.get("is_logged_in"):
        return Permission("login")
    email = str(user.get("email") or "").strip().lower()
    if email not in named or user.get("email_verified") is False:
        return Permission("person")
    return Permission(by=email)
