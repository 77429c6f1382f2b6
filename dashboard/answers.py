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
class TableRead:
    """One table of the file: where it stands, by which layout it was read, into what."""

    sheet: str
    range: str
    layout: str
    table: str
    rows: int


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
class ColumnFound:
    """One column of a table that no layout knows, with what it seems to hold."""

    letter: str
    heading: str
    looks_like: str
    reads: str
    fields: Fields
    scale: int
    number_format: str
    examples: tuple[str, ...]
    is_certain: bool
    why: Said


@dataclass(frozen=True)
class TableFound:
    """One table found on a sheet."""

    sheet: str
    range: str
    header_rows: str
    rows: int
    title: tuple[str, ...]
    content: str
    constants: Fields
    columns: tuple[ColumnFound, ...]

    @property
    def place(self) -> str:
        """Sheet and range, which name the table."""
        return f"{self.sheet}!{self.range}"


@dataclass(frozen=True)
class Described:
    """What `describe` proposes: the tables, a layout of one of them, what is still open."""

    tables: tuple[TableFound, ...]
    best: str
    """Place of the table that the layout is of; empty without one."""
    layout: str
    open: tuple[Said, ...]


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

    return _shaped(build)


def described(answer: Any) -> Described:  # noqa: ANN401
    """The tables found in a file and the layout proposed for one of them."""

    def build() -> Described:
        of = answer["layout_of"]
        return Described(
            best="" if of is None else f"{of['sheet']}!{of['range']}",
            tables=tuple(_table_found(one) for one in answer["tables"]),
            layout=answer["layout"] or "",
            open=tuple(Said(one["message"], one["message_en"]) for one in answer["open"]),
        )

    return _shaped(build)


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

    return _shaped(build)


def decided(answer: Any) -> tuple[Issue, ...]:  # noqa: ANN401
    """Why a decision was not taken; nothing when it was."""
    return _shaped(lambda: _issues(answer["errors"]))


def _shaped(build: Callable[[], Value]) -> Value:
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
            value=_text(one["value"]) if "value" in one else "",
            message=Said(one["message"], one["message_en"]),
            remedy=Said(one["remedy"], one["remedy_en"]) if "remedy" in one else Said("", ""),
        )
        for one in found
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _table_read(one: Fields) -> TableRead:
    return TableRead(one["sheet"], one["range"], one["layout"], one["table"], one["rows"])


def _table_found(one: Fields) -> TableFound:
    rows = [str(row) for row in dict.fromkeys(one["header_rows"])]
    return TableFound(
        sheet=one["sheet"],
        range=one["range"],
        header_rows="–".join(rows),
        rows=one["rows"],
        title=tuple(one["title"]),
        content=one["table"] or "",
        constants=MappingProxyType(dict(one["constants"])),
        columns=tuple(
            ColumnFound(
                letter=column["column"],
                heading=column["heading"],
                looks_like=column["looks_like"],
                reads=column["reads"] or "",
                fields=MappingProxyType(dict(column["fields"])),
                scale=round(column["scale"]),
                number_format=column["number_format"] or "",
                examples=tuple(_text(example) for example in column["examples"]),
                is_certain=column["certain"],
                why=Said(column["why"], column["why_en"]),
            )
            for column in one["columns"]
        ),
    )


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
