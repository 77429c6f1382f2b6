"""Whom a profile is about, and how a number of a row becomes a figure that can be looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from dashboard.language import Say, speaker
from dashboard.parts import score, texts, verdicts
from dashboard.parts.places import Place
from dashboard.parts.shapes import Verdict
from dashboard.queries.contract import Run
from dashboard.report.document import Figure, Origin, Said
from indicators import codes

_CELL: Final = re.compile(r"([A-Z]+)(\d+)")
_NUMERAL: Final = re.compile(
    r"(?<![\w.,/–-])(?<!indikator )(?<!indicator )(?<!no\. )"
    r"[+−]?\d[\d.,]*(?:–\d[\d.,]*)?%?(?![\w/])"
    r"(?! (?:Jan|Feb|Mar|Apr|Mei|May|Jun|Jul|Agu|Aug|Sep|Okt|Oct|Nov|Des|Dec))"
)
_YEARS: Final = re.compile(r"(19|20)\d\d(–(19|20)?\d\d)?")
_LEVELS: Final = ("95%", "99,8%", "99.8%", "80%", "100.000", "100,000", "0–17")
"""Levels of confidence and units (per 100,000, ages 0 to 17) are no figures."""


@dataclass(frozen=True, eq=False)
class About:
    """The region of a profile, in one edition and language."""

    run: Run
    place: Place
    language: str
    edition: pd.Series
    _lines: dict[str, tuple[str, str]] = field(default_factory=dict)
    _verdicts: dict[str, Verdict] = field(default_factory=dict)
    _bases: dict[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The code of the region."""
        return self.place.code

    @property
    def say(self) -> Say:
        """The voice of the language."""
        return speaker(self.language)

    def basis(self, assessment: str) -> str:
        """Stage, cycle and years of an assessment as the pages name them, asked for once."""
        if assessment not in self._bases:
            told = score.basis(self.run, self.code, assessment, self.language)
            self._bases[assessment] = told
        return self._bases[assessment]

    def verdict(self, measure: str) -> Verdict:
        """The verdict on a measure as the page shows it, made once."""
        if measure not in self._verdicts:
            found = verdicts.verdict(self.run, self.code, measure, self.language)
            self._verdicts[measure] = found
        return self._verdicts[measure]

    def figure(self, text: str, rows: pd.DataFrame, how: str = "") -> Figure:
        """A figure printed as `text` that stands on `rows` (with publication, file and cell)."""
        return Figure(text, self.origins(rows), how)

    def origins(self, rows: pd.DataFrame) -> tuple[Origin, ...]:
        """Where rows were read: each publication, file and sheet once, with its cells."""
        known = rows[rows["publication_id"].notna()]
        found: dict[tuple[str, str, str], list[str]] = {}
        columns = (known[name] for name in ("publication_id", "file", "sheet", "cell"))
        for position, (publication, file, sheet, cell) in enumerate(zip(*columns, strict=True)):
            self._line(known, position, publication)
            key = (publication, texts.text(file), texts.text(sheet))
            found.setdefault(key, []).append(texts.text(cell))
        return tuple(
            Origin(
                publication=self._lines[publication][0],
                file=file.rpartition("/")[2],
                sheet=sheet,
                cell=self._cells(list(dict.fromkeys(one for one in cells if one))),
                url=self._lines[publication][1],
            )
            for (publication, file, sheet), cells in found.items()
        )

    def said(self, text: str, figures: Iterable[Figure]) -> Said:
        """A sentence with those of the figures that it states."""
        return Said(text, tuple(one for one in dict.fromkeys(figures) if one.text in text))

    def counted(self, text: str, rows: pd.DataFrame, how: str) -> Said | str:
        """A sentence whose numbers all stand on the same rows; years and levels are none."""
        origins = self.origins(rows) if len(rows) else ()
        if not origins:
            return text
        return Said(text, tuple(Figure(one, origins, how) for one in numerals(text)))

    def tallied(self, text: str) -> Said:
        """A sentence whose numbers count the rows of this edition, not a cell of a file."""
        here = Origin(self.say("Dihitung dari isi edisi ini"), "", "", "")
        how = self.say("banyaknya")
        return Said(text, tuple(Figure(one, (here,), how) for one in numerals(text)))

    def _line(self, rows: pd.DataFrame, position: int, publication: str) -> None:
        if publication not in self._lines:
            one = texts.sources(rows.iloc[[position]], self.language)[0]
            self._lines[publication] = (one.line, one.url or "")

    def _cells(self, cells: Sequence[str]) -> str:
        if codes.CELL_WITHHELD in cells:
            return self.say("alamat sel tidak ditayangkan")
        return ", ".join(_runs(cells))


def numerals(text: str) -> tuple[str, ...]:
    """The numbers of a sentence, each once, without years, days and levels of confidence."""
    found = (one.group().rstrip(".,") for one in _NUMERAL.finditer(text))
    return tuple(
        dict.fromkeys(one for one in found if one not in _LEVELS and not _YEARS.fullmatch(one))
    )


def _runs(cells: Sequence[str]) -> Iterator[str]:
    """Cells below one another as a range: D4, D5, D6, D9 become D4:D6, D9."""
    first, last = "", ""
    for cell in cells:
        if last and cell == _below(last):
            last = cell
            continue
        if first:
            yield first if first == last else f"{first}:{last}"
        first = last = cell
    if first:
        yield first if first == last else f"{first}:{last}"


def _below(cell: str) -> str:
    """The cell under a single cell; empty for anything else."""
    found = _CELL.fullmatch(cell)
    return f"{found[1]}{int(found[2]) + 1}" if found else ""


class Remembered:
    """A run that asks each question once: profiles of one province share most of theirs."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._found: dict[str, pd.DataFrame] = {}

    def __call__(self, sql: str, parameters: Sequence[object] = ()) -> pd.DataFrame:
        """The rows; whoever gets them may change them."""
        key = f"{sql}{parameters!r}"
        if key not in self._found:
            self._found[key] = self._run(sql, parameters)
        return self._found[key].copy()


def single(frame: pd.DataFrame) -> Iterator[tuple[texts.Row, pd.DataFrame]]:
    """Each row, as its attributes and as a frame of its own."""
    for position, row in enumerate(texts.rows(frame)):
        yield row, frame.iloc[[position]]
