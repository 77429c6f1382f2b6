"""`instruments/<cycle>/` -> instruments: a head in TOML, and a CSV for each level it has."""

from __future__ import annotations

from pathlib import Path
from typing import Final, TypeVar, get_args

from indicators.definition_files import entries, read_csv, read_toml
from indicators.instrument import (
    Block,
    Indicator,
    Instrument,
    InstrumentHead,
    Level,
    Question,
)

LevelItem = TypeVar("LevelItem", Block, Indicator, Question)

COLUMNS: Final[dict[Level, tuple[str, ...]]] = {
    "block": ("block", "position", "title", "title_en", "max_score"),
    "indicator": (
        "block", "indicator", "position", "official_no", "title", "title_en", "headline",
        "headline_en", "max_score", "evidence", "better",
    ),
    "question": (
        "block", "indicator", "question", "position", "title", "title_en", "max_score",
        "evidence", "kind", "better", "offices", "asked_of_kecamatan", "asked_of_desa",
        "text_known", "note", "note_en",
    ),
}  # fmt: skip
"""The header of blocks.csv, indicators.csv and questions.csv."""


def read_instruments(root: Path, problems: list[str]) -> list[Instrument]:
    """The forms below `root`/instruments that can be read, by folder name."""
    folders = sorted(path.name for path in (root / "instruments").glob("*") if path.is_dir())
    if not folders:
        problems.append("instruments [-] folder: holds no instrument")
    read = (_instrument(root, f"instruments/{name}", problems) for name in folders)
    return [instrument for instrument in read if instrument is not None]


def _instrument(root: Path, folder: str, problems: list[str]) -> Instrument | None:
    """The form of one folder; None when its head is unsound (its levels are read all the same)."""
    file = f"{folder}/instrument.toml"
    raw = read_toml(root, file, problems)
    heads = entries(InstrumentHead, [raw], file, ("instrument_id",), problems) if raw else []
    levels: tuple[Level, ...] = heads[0].levels if heads else get_args(Level)

    def items(model: type[LevelItem], level: Level, *identity: str) -> tuple[LevelItem, ...]:
        if level not in levels:
            return ()
        table = f"{folder}/{level}s.csv"
        rows = read_csv(root, table, problems, COLUMNS[level])
        return tuple(entries(model, rows, table, identity, problems, strict=False))

    blocks = items(Block, "block", "block")
    indicators = items(Indicator, "indicator", "indicator")
    questions = items(Question, "question", "indicator", "question")
    if not heads:
        return None
    if folder != f"instruments/{heads[0].instrument_id}":
        problems.append(f"{file} [{heads[0].instrument_id}] instrument_id: is not its folder")
    head = {name: getattr(heads[0], name) for name in InstrumentHead.model_fields}
    return Instrument(**head, blocks=blocks, indicators=indicators, questions=questions)
