"""Layouts: where a table sits and what its columns mean, as data (`layouts/*.toml`).

A new publisher or a new year is a new TOML file. Nothing here reads a workbook: in `etl.reading`,
`recognise` and `wide_tables` find the tables a layout describes; `list_table`, `across`, `outline`
and `wide` read them. What a file may say is in `etl.layout_models`
and `etl.layout_sections`.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from etl.layout_models import Kind, Layout
from etl.layout_sections import (
    Across,
    Around,
    Column,
    Corner,
    IgnoredHeadings,
    KeyRow,
    Outline,
    Reads,
    ValueColumn,
    Words,
)

__all__ = [
    "LAYOUT_FOLDER",
    "Across",
    "Around",
    "Column",
    "Corner",
    "IgnoredHeadings",
    "KeyRow",
    "Kind",
    "Layout",
    "LayoutError",
    "Layouts",
    "Outline",
    "Reads",
    "ValueColumn",
    "Words",
    "load_layouts",
]

LAYOUT_FOLDER: Final = Path(__file__).parent / "layouts"


class LayoutError(Exception):
    """Mistakes in the layout files, every one at once, each as "file field: message"."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, eq=False)
class Layouts:
    """All layouts by id."""

    by_id: Mapping[str, Layout]

    def template(self, name: str) -> Layout:
        """The layout of the template workbook `name`; KeyError when there is none."""
        for layout in self.by_id.values():
            if layout.template == name:
                return layout
        raise KeyError(name)

    @property
    def template_names(self) -> tuple[str, ...]:
        """Names that `python -m etl template` accepts."""
        return tuple(sorted(item.template for item in self.by_id.values() if item.template))


def load_layouts(*places: Path) -> Layouts:
    """All layouts of folders (and single files), in that order; those of the package by default.

    LayoutError lists every mistake of every file; a folder that does not exist holds none.
    """
    return _load(tuple(_stamped(path) for path in _files(places or (LAYOUT_FOLDER,))))


_Stamped = tuple[Path, int, int]


def _files(places: tuple[Path, ...]) -> Iterator[Path]:
    for place in places:
        yield from sorted(place.glob("*.toml")) if place.suffix != ".toml" else [place]


def _stamped(path: Path) -> _Stamped:
    """A file and what tells that it was changed: the office edits its layouts while we run."""
    try:
        state = path.stat()
    except OSError:
        return path, 0, 0
    return path, state.st_mtime_ns, state.st_size


@functools.lru_cache(maxsize=16)
def _load(files: tuple[_Stamped, ...]) -> Layouts:
    found: dict[str, Layout] = {}
    problems: list[str] = []
    for path, _, _ in files:
        try:
            layout = Layout.model_validate(_parse(path))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            problems.append(f"{path.name}: {error}")
        except ValidationError as error:
            problems.extend(
                f"{path.name} {'.'.join(str(part) for part in item['loc'])}: {item['msg']}"
                for item in error.errors()
            )
        else:
            if layout.id in found:
                problems.append(f"{path.name} id: {layout.id} is used twice")
            found[layout.id] = layout
    if problems:
        raise LayoutError(tuple(problems))
    return Layouts(found)


def _parse(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)
