"""How sure the figures are: the quality marks of what is shown, and the publications behind it.

One way for every page: `marks` under a chart or a table, `column` and `cell` in a table, COLUMNS
in a query and in a download. Shape and word tell a mark, never a colour alone.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from dashboard.language import Say, speaker
from dashboard.parts import texts
from dashboard.parts.shapes import Column, Listing, Mark, Note, Table
from dashboard.queries import edition as queries
from dashboard.queries.contract import Run
from indicators import quality as definition
from indicators import score_quality, wording
from indicators.numerals import is_english

COLUMNS: Final = ("quality", "quality_reasons")
"""What a query and a download carry of the mark."""
SHAPES: Final = {"robust": "●", "some_concerns": "■", "significant_concerns": "▲"}
_MOST_REASONS: Final = 3
_REASONS: Final = {**definition.REASONS, **score_quality.REASONS}
_GOOD: Final = definition.MARKS[0]


def marks(frame: pd.DataFrame, language: str, value: str = "value") -> tuple[Mark, ...]:
    """The marks of the figures shown in `frame`, the worst first, each with count and reasons.

    `frame` needs COLUMNS; rows without a `value` show no figure and count for nothing. Reasons
    are those of the mark's own severity; a good mark tells its reason only where all are good.
    """
    shown = frame[frame[value].notna() & frame["quality"].notna()]
    met = [mark for mark in reversed(definition.MARKS) if (shown["quality"] == mark).any()]
    found = {reason for text in shown["quality_reasons"].unique() for reason in text.split("; ")}
    return tuple(
        Mark(sign(mark, language), _told(shown["quality"], found, mark, met, speaker(language)))
        for mark in met
    )


def of_scores(frame: pd.DataFrame, language: str, value: str = "value") -> tuple[Mark, ...]:
    """The same for scores and awards (`scored`), by their stage and by who said them."""
    return marks(scored(frame), language, value)


def scored(frame: pd.DataFrame) -> pd.DataFrame:
    """`frame` of scores or awards with COLUMNS; what is not there has no mark."""
    marked = score_quality.marked(frame)
    return marked.assign(**{name: marked[name].where(frame["trust"].notna()) for name in COLUMNS})


def sign(mark: str, language: str) -> str:
    """A mark as shape and word."""
    return f"{SHAPES[mark]} {definition.MARK_WORDS[mark][is_english(language)]}"


def column(say: Say, *, is_short: bool = False) -> Column:
    """The heading of `cell`, or of `short`."""
    return Column(say("Mutu"), is_whole=is_short)


def cell(row: texts.Row, language: str) -> str:
    """The mark of one row with the reason that decides it; a dash where it shows no figure."""
    if pd.isna(row.value) or pd.isna(row.quality):
        return texts.NONE
    first = row.quality_reasons.partition("; ")[0]
    return f"{SHAPES[row.quality]} {wording.quality_note(language, row.quality, first)}"


def short(row: texts.Row, language: str) -> str:
    """The mark of one row alone, where `marks` tells the reasons below."""
    return texts.NONE if pd.isna(row.value) or pd.isna(row.quality) else sign(row.quality, language)


def _told(quality: pd.Series, found: set[str], mark: str, met: list[str], say: Say) -> str:
    """How many of the figures have the mark, and why."""
    number = int((quality == mark).sum())
    counted = (
        say.count("({n} angka)", number)
        if len(met) == 1
        else say("({n} dari {all} angka)", n=number, all=len(quality))
    )
    if mark == _GOOD and len(met) > 1:
        return f"{counted}."
    own = [code for code in _REASONS if code in found and _severity(code) == mark]
    told = " ".join(_REASONS[code].in_(say.language) for code in own[:_MOST_REASONS])
    return f"{counted}: {told}"


def _severity(reason: str) -> str:
    return _REASONS[reason].mark


def publications(run: Run, region: str, language: str) -> Listing:
    """Every publication with a figure of the region (of all regions when empty), latest first."""
    say = speaker(language)
    frame = queries.publications(run, region)
    rows = tuple(
        (
            texts.text(row.publisher),
            texts.text(row.title),
            texts.day(row.released, language) or say("tanggal tidak disebut"),
            texts.code_title("trust", row.trust, language),
            texts.text(row.register) or texts.NONE,
            str(row.figures),
        )
        for row in texts.rows(frame)
    )
    columns = (
        Column(say("Penerbit")),
        Column(say("Judul")),
        Column(say("Terbit")),
        Column(say("Kepercayaan")),
        Column(say("Register asal")),
        Column(say("Angka"), is_number=True),
    )
    title = say.count("{n} publikasi", len(rows))
    edition = queries.edition(run).iloc[0]
    differences = say.count("{n} selisih nilai", len(queries.discrepancies(run, region)))
    return Listing(
        key="publications",
        title=say(
            "Kesegaran dan mutu data: {publications}, {differences}",
            publications=title,
            differences=differences,
        ),
        table=Table(title, columns, rows, is_prose=True) if rows else None,
        subtitle=say(
            "{title} menjadi dasar halaman ini; data dimuat sampai {day}.",
            title=title,
            day=texts.day(edition["as_of"], language),
        ),
        empty=say("Belum ada angka yang dimuat untuk daerah ini."),
        notes=(Note(say.count("{n} catatan mutu pada seluruh data; lihat halaman Data dan Sumber.",
                              int(edition["issues"] + edition["discrepancies"]))),),
        is_open=False,
    )  # fmt: skip
