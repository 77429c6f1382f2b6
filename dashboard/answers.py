"""What the pipeline's commands say (`--json`), as frozen values.

One function a command, from the decoded JSON; `Unexpected` when it has another shape than agreed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, TypeVar

Value = TypeVar("Value")
Fields = Mapping[str, Any]

ERROR: Final = "error"
PERSONAL: Final = "personal_data"
LOADED: Final = ("loaded", "already_loaded")


class Unexpected(Exception):
    """The answer of a command has another shape than agreed."""


@dataclass(frozen=True)
class Failed:
    """No answer. `reason`: too_long, too_big, not_started, no_answer; `detail` is never shown."""

    reason: str
    detail: str = ""


@dataclass(frozen=True)
class Said:
    """One sentence in both languages."""

    id: str
    en: str

    def in_(self, language: str) -> str:
        """The sentence in that language."""
        return self.id if language == "id" else self.en


@dataclass(frozen=True)
class Issue:
    """One problem with its place; `message` says what was read, `remedy` what to do."""

    severity: str
    kind: str
    sheet: str
    cell: str
    value: str
    message: Said
    remedy: Said

    @property
    def is_error(self) -> bool:
        """Whether it keeps the file from being loaded."""
        return self.severity == ERROR


@dataclass(frozen=True)
class Total:
    """A total that the file prints at `cell`, and the sum of the rows read above it."""

    cell: str
    heading: str
    printed: float
    computed: float


@dataclass(frozen=True)
class TableRead:
    """One table of the file: where it stands, by which layout it was read, into what."""

    sheet: str
    range: str
    layout: str
    table: str
    rows: int
    totals: tuple[Total, ...] = ()


@dataclass(frozen=True)
class Checked:
    """What `check` found in one file. `rows` are the facts read, by table."""

    file: str
    sha256: str
    is_personal: bool
    tables: tuple[TableRead, ...]
    issues: tuple[Issue, ...]
    rows: Mapping[str, tuple[Fields, ...]]

    @property
    def has_errors(self) -> bool:
        """Whether the file can not be loaded as it is."""
        return self.is_personal or any(one.is_error for one in self.issues)


@dataclass(frozen=True)
class Change:
    """One figure that a load would add, change or take away."""

    kind: str
    region: str
    what: Said
    period: Said
    old: Any
    new: Any
    is_total: bool
    """Not a figure of the file itself: it follows from its rows."""


@dataclass(frozen=True)
class Changes:
    """What a load does to the figures that are loaded; at most some hundred `rows` are listed."""

    new: int
    same: int
    changed: int
    gone: int
    supersedes: tuple[str, ...]
    rows: tuple[Change, ...]
    left_off: int


@dataclass(frozen=True)
class Loaded:
    """What `load` did, or with `--preview` would do."""

    status: str
    kept_as: str
    sha256: str
    needs_publication: bool
    issues: tuple[Issue, ...]
    changes: Changes | None
    figures: int
    """Rows of the warehouse built; 0 when nothing was built."""

    @property
    def is_done(self) -> bool:
        """Whether the file is among the loaded ones now."""
        return self.status in LOADED


def checked(answer: Any) -> Checked:  # noqa: ANN401  decoded JSON
    """The report of the only file that was checked."""

    def build() -> Checked:
        (found,) = answer
        rows: dict[str, list[Fields]] = {}
        for row in found.get("observations", ()):
            rows.setdefault(row["table"], []).append(MappingProxyType(row))
        return Checked(
            file=found["file"],
            sha256=found["sha256"],
            is_personal="refused" in found and found["refused"] == PERSONAL,
            tables=tuple(_table_read(one) for one in found["tables"]),
            issues=_issues(found["issues"]),
            rows=MappingProxyType({name: tuple(listed) for name, listed in rows.items()}),
        )

    return shaped(build)


def loaded(answer: Any) -> Loaded:  # noqa: ANN401
    """What became of a file."""

    def build() -> Loaded:
        made = answer["build"]
        changes = answer["changes"]
        return Loaded(
            status=answer["status"],
            kept_as=answer["kept_as"] or "",
            sha256=answer["sha256"],
            needs_publication=answer["needs_publication"],
            issues=(*_issues(answer["issues"]), *_issues(answer["errors"])),
            changes=None if changes is None else _changes(changes),
            figures=0 if made is None else sum(made["rows"].values()),
        )

    return shaped(build)


def decided(answer: Any) -> tuple[Issue, ...]:  # noqa: ANN401
    """Why a decision was not taken; nothing when it was."""
    return shaped(lambda: _issues(answer["errors"]))


def shaped(build: Callable[[], Value]) -> Value:
    """What `build` makes of an answer; Unexpected when it has another shape than agreed."""
    try:
        return build()
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unexpected(repr(error)) from error


def _issues(found: Sequence[Fields]) -> tuple[Issue, ...]:
    """Problems; a build names those of its files without value and remedy."""
    return tuple(
        Issue(
            severity=one.get("severity", ERROR),
            kind=one["kind"],
            sheet=one["sheet"] or "",
            cell=one["cell"] or "",
            value=text(one["value"]) if "value" in one else "",
            message=Said(one["message"], one["message_en"]),
            remedy=Said(one["remedy"], one["remedy_en"]) if "remedy" in one else Said("", ""),
        )
        for one in found
    )


def text(value: object) -> str:
    """A cell's value as text; empty for nothing."""
    return "" if value is None else str(value)


def _table_read(one: Fields) -> TableRead:
    totals = tuple(
        Total(total["cell"], total["heading"], total["printed"], total["computed"])
        for total in one["totals"]
    )
    return TableRead(one["sheet"], one["range"], one["layout"], one["table"], one["rows"], totals)


def _changes(found: Fields) -> Changes:
    return Changes(
        new=found["new"],
        same=found["same"],
        changed=found["changed"],
        gone=found["gone"],
        supersedes=tuple(found["supersedes"]),
        rows=tuple(
            Change(
                kind=row["kind"],
                region=row["region"],
                what=Said(row["what"], row["what_en"]),
                period=Said(row["period"], row["period_en"]),
                old=row["old"],
                new=row["new"],
                is_total=row["is_derived"],
            )
            for row in found["rows"]
        ),
        left_off=found.get("left_off", 0),
    )
