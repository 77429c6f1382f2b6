"""How figures are made: each method in plain words, the one a link asks for first and open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.language import mark, speaker
from dashboard.parts import forecast, texts
from dashboard.parts.shapes import Column, Table
from dashboard.queries import priorities as queries
from dashboard.queries.contract import Run
from indicators import wording
from indicators.catalogue import Method

MEASURES: Final = "ukuran"
METHODS: Final = "metode"
FIRST: Final = "reports"
"""The method that stands open when none is asked for."""
_SIZES: Final[Mapping[str, str]] = {
    "small": mark("kecil"),
    "medium": mark("sedang"),
    "large": mark("besar"),
}


@dataclass(frozen=True)
class Explained:
    """One method: its name and question, labelled paragraphs, references, and a table if any.

    `under` says where the table comes from.
    """

    key: str
    title: str
    question: str
    paragraphs: tuple[tuple[str, str], ...]
    references: str
    table: Table | None = None
    under: str = ""
    is_open: bool = False


def topics(language: str) -> dict[str, str]:
    """What the page can show: measures and terms, or methods."""
    say = speaker(language)
    return {MEASURES: say("Ukuran dan istilah"), METHODS: say("Metode")}


def titles(language: str) -> dict[str, str]:
    """The methods by their id in a link."""
    return {one.method_id: one.title.in_(language) for one in texts.catalogue().methods.texts}


def everything(run: Run, asked: str, language: str) -> tuple[Explained, ...]:
    """Every method in the order of the page; the one `asked` for goes first, open."""
    found = [
        _explained(run, one, language, is_open=one.method_id == asked)
        for one in texts.catalogue().methods.texts
    ]
    return tuple(sorted(found, key=lambda one: not one.is_open))


def _explained(run: Run, one: Method, language: str, *, is_open: bool) -> Explained:
    say = speaker(language)
    parts = (
        (say("Apa yang dilakukan"), one.what),
        (say("Mengapa"), one.why),
        (say("Batas"), one.limits),
    )
    hidden = str(texts.catalogue().disclosure.hide_up_to)
    told = tuple((label, text.in_(language).replace("{k}", hidden)) for label, text in parts)
    table, under = _table(run, one, language)
    return Explained(
        one.method_id,
        one.title.in_(language),
        one.question.in_(language),
        told,
        f"{say('Rujukan')}: {'; '.join(one.sources) or say('aturan dasbor ini sendiri')}.",
        table,
        under,
        is_open,
    )


def _table(run: Run, one: Method, language: str) -> tuple[Table | None, str]:
    """The table below a method, and where it comes from; pairs stand in the internal edition."""
    if one.table == "false_alarms":
        return _false_alarms(language), _made(language)
    if one.table == "forecast_pairs":
        pairs = queries.pairs(run)
        if len(pairs):
            listed = forecast.of_pairs(pairs, language)
            return listed.table, listed.subtitle
    return None, ""


def _false_alarms(language: str) -> Table:
    """Unchanged areas that the usual test, an area alone, and the pooled trend call changed."""
    say = speaker(language)
    rows = tuple(
        (
            say(_SIZES[one.size]),
            wording.percent(100 * one.cv, language, 0),
            wording.percent(one.usual, language, 1),
            wording.percent(one.pooled, language, 1),
            wording.percent(one.alone, language, 1),
        )
        for one in texts.catalogue().methods.false_alarms
    )
    columns = (
        Column(say("Daerah")),
        Column(say("Naik-turun"), is_number=True),
        Column(say("Uji yang umum"), is_number=True),
        Column(say("Tren gabungan"), is_number=True),
        Column(say("Daerah dinilai sendiri"), is_number=True),
    )
    title = say("Daerah tanpa perubahan yang dinyatakan berubah (alarm palsu)")
    return Table(title, columns, rows)


def _made(language: str) -> str:
    made = texts.catalogue().methods.simulation
    say = speaker(language)
    sizes = say(
        "Daerah kecil: 10–30 laporan setahun, sedang: 35–90, besar: 100–400. Naik-turun: "
        "koefisien variasi antartahun di luar kebetulan."
    )
    source = f"{say('Sumber')}: {made.source.in_(language)}, {wording.day(made.date, language)}."
    return f"{sizes} {source}"
