"""PROTECT: counts and outcomes as the public edition shows them, attacked before anybody sees them.

Both tables go through `indicators.disclosure`, which attacks what it has hidden and fails when a
hidden count can be brought within too few values. Tables that are as they were in the build that
is served, with the same rule, earlier editions and program, get the same marks without a second
attack: the marks are written down beside that build, under the hash of all they follow from.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pandas as pd

from etl import durable, patterns
from etl.hidden_cells import TABLES, Teller, cells
from etl.issues import Issue
from etl.patterns import Said
from indicators import codes, disclosure, implied, releases
from indicators.catalogue import Catalogue
from indicators.disclosure import DisclosureError, Protection
from indicators.regions import Registry
from indicators.tables import CASE_COUNT

FILE: Final = "protection.json"
INTERNAL: Final = ("shown_before", "follows_from_before", "small_difference")
"""Kinds of issue that would lead a reader of the public edition to what it hides."""
_MARKS: Final = {mark[0]: mark for mark in codes.HIDDEN}
_OWN_NAME: Final = r" (-\d+|@\d+\.\d+)$"
"""What a rest (`implied`) or a count of an earlier edition has behind its publication."""
Children = Mapping[str, Collection[str]]


@dataclass(frozen=True)
class Pattern:
    """What protection came to: JSON values, none of them a figure."""

    key: str
    """Hash of all it follows from."""
    marks: Mapping[str, str]
    """Table -> one letter a row."""
    told: tuple[Mapping[Hashable, Any], ...] = ()
    """Counts that earlier editions have given away: kind, table and key."""


@dataclass(frozen=True)
class Protected:
    """Both tables as the public edition shows them, and what the office must know of them."""

    frames: Mapping[str, pd.DataFrame]
    pattern: Pattern
    issues: tuple[Issue, ...]

    def hidden(self, mark: str) -> int:
        """Rows of case_count with that mark."""
        return int((self.frames[CASE_COUNT.name]["hidden"] == mark).sum())


class UnsafeError(ValueError):
    """No way was found to hide what must be hidden; `issues` name the counts."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        super().__init__(f"{len(issues)} counts cannot be hidden")
        self.issues = tuple(issues)


@dataclass(frozen=True)
class Protector:
    """What protection needs beside the figures. `code` is the hash of the program."""

    catalogue: Catalogue
    registry: Registry
    said: Said = field(default_factory=Said)
    code: str = ""
    kept: Pattern | None = None
    """The pattern of the build that is served."""

    def protect(self, facts: Mapping[str, pd.DataFrame], children: Children) -> Protected:
        """`facts` with totals, both tables protected. UnsafeError names what cannot be hidden."""
        key = self._key(facts, children)
        teller = Teller(self.catalogue, self.registry, facts)
        pattern = self.kept if self.kept and self.kept.key == key else None
        pattern = pattern or self._pattern(key, facts, children, teller)
        frames = {
            name: _emptied(facts[name], [_MARKS[letter] for letter in pattern.marks[name]])
            for name in TABLES
        }
        pairs = releases.replaced(facts["publication"]).itertuples(index=False, name=None)
        close = implied.differences(
            frames[CASE_COUNT.name],
            [(str(newer), str(older)) for newer, older in pairs],
            self.catalogue.disclosure.hide_up_to,
        )
        issues = [*teller.given_away(pattern.told), *teller.differences(close)]
        return Protected(frames, pattern, tuple(issues))

    def _key(self, facts: Mapping[str, pd.DataFrame], children: Children) -> str:
        total = hashlib.sha256(f"{self.code} {self.catalogue.disclosure.hide_up_to}".encode())
        total.update(json.dumps({code: list(children[code]) for code in children}).encode())
        own = [
            facts[name][[*TABLES[name].key, *patterns.NUMBERS[name], "hidden"]] for name in TABLES
        ]
        for frame in [*own, *self.said.frames.values()]:
            total.update(frame.to_csv(index=False).encode())
        return total.hexdigest()

    def _pattern(
        self, key: str, facts: Mapping[str, pd.DataFrame], children: Children, teller: Teller
    ) -> Pattern:
        k = self.catalogue.disclosure.hide_up_to
        people = {name: one.counts_people for name, one in self.catalogue.outcomes.items()}
        marks, told = {}, list[Mapping[Hashable, Any]]()
        for name in TABLES:
            rows, before = facts[name], self.said.frames.get(name)
            try:
                protection = (
                    disclosure.protect(rows, k, children, before)
                    if name == CASE_COUNT.name
                    else disclosure.protect_outcomes(rows, people, k, children, before)
                )
            except DisclosureError as error:
                if error.cells is None:
                    raise
                raise UnsafeError(teller.not_safe(cells(name, error.cells))) from error
            marks[name] = "".join(mark[0] for mark in protection.frame["hidden"])
            told += _given_away(name, protection)
        return Pattern(key, marks, tuple(told))


def _emptied(frame: pd.DataFrame, marks: Sequence[str]) -> pd.DataFrame:
    """The frame without the figures of hidden rows."""
    hidden = pd.Series(marks, index=frame.index, dtype="str")
    names = [name for name in ("value", "numerator", "denominator") if name in frame]
    emptied = {name: frame[name].mask(hidden != "no") for name in names}
    return frame.assign(**emptied, hidden=hidden)


def _given_away(name: str, protection: Protection) -> list[Mapping[Hashable, Any]]:
    """Counts that earlier editions have shown, and those that follow from them.

    A rest that nobody printed goes by the name of its total.
    """
    names = protection.seen["publication_id"].str.replace(_OWN_NAME, "", regex=True)
    seen = protection.seen.assign(publication_id=names)
    taken = seen.iloc[list(protection.taken_back)]
    beyond = seen.iloc[list(protection.beyond)].drop_duplicates(list(CASE_COUNT.key))
    return [
        *({"kind": "shown_before", **one} for one in cells(name, taken)),
        *({"kind": "follows_from_before", **one} for one in cells(name, beyond)),
    ]


def load(folder: Path) -> Pattern | None:
    """The pattern written down beside a build; None when there is none or it is damaged."""
    try:
        digest, _, text = (folder / FILE).read_text(encoding="utf-8").partition("\n")
        if hashlib.sha256(text.encode()).hexdigest() != digest:
            return None
        return Pattern(**json.loads(text))
    except (OSError, ValueError, TypeError):
        return None


def store(folder: Path, pattern: Pattern) -> None:
    """Write the pattern down beside a build."""
    text = json.dumps(vars(pattern), ensure_ascii=False)
    digest = hashlib.sha256(text.encode()).hexdigest()
    durable.write_text(folder / FILE, f"{digest}\n{text}")
