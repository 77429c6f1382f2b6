"""The parts of a page on screen. All text is escaped here; nothing from a file is markup."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import pandas as pd
import streamlit as st

from dashboard import theme
from dashboard.filters import Selection
from dashboard.language import Say
from dashboard.parts.shapes import Chart, Column, Download, Listing, Mark, Note, Source, Table

STYLE: Final = f"<style>{(Path(__file__).parent / 'static' / 'kla.css').read_text('utf-8')}</style>"
_MOST_SOURCES: Final = 2
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_MARKDOWN: Final = re.compile(r"[\\`*_\[\]{}<>!$~#|&]|:(?=\S)")
_NUMERIC: Final = re.compile(
    r"[+−–]?\d[\d.,%–−]*( \([\d.]+(–[\d.]+)?\)| (sampai|to) −?[\d.,]+%)?$|–$"
)
"""A cell that is a number, a range or a dash; anything else in a number column is words."""


def page_head(title: str, question: str, region: str, sentence: str) -> None:
    """The page's name with its question, the region, and the finding in one sentence."""
    lead = f'<p class="kla-lead">{html.escape(sentence)}</p>' if sentence else ""
    st.html(
        f'<p class="kla-eyebrow">{html.escape(title)} <span>{html.escape(question)}</span></p>'
        f'<h1 class="kla-title">{html.escape(region)}</h1>{lead}'
    )


def notes(found: Iterable[Note]) -> None:
    """Notes one below the other."""
    text = _notes(found)
    if text:
        st.html(text)


def notices(selection: Selection) -> None:
    """What the link asked for and is not there."""
    notes(Note(text, "caution") for text in selection.notices)


def chart(one: Chart, say: Say) -> None:
    """A chart with finding, notes, source, and behind a click its words, rows and download."""
    _chart_head(one)
    st.plotly_chart(
        one.figure, theme=None, config=theme.CHART_CONFIG, key=f"chart_{one.key}", alt=one.alt
    )
    _chart_foot(one, say)


def chart_or(
    one: Chart | None, without: str, say: Say, clicked: Callable[[str], None] | None = None
) -> None:
    """A chart, clickable where `clicked` is given, or the sentence that says why there is none."""
    if one is None:
        notes((Note(without),))
    elif clicked is None:
        chart(one, say)
    else:
        clickable_chart(one, say, clicked)


def command(line: str, say: Say) -> None:
    """A command to hand to whoever runs the data pipeline."""
    notes((Note(say("Templatnya dibuat dengan perintah ini (mintalah kepada pengelola data):")),))
    st.code(line, language=None)


def clickable_chart(one: Chart, say: Say, clicked: Callable[[str], None]) -> None:
    """The same chart; `clicked` is told the code of a mark that is clicked."""
    key = f"chart_{one.key}"

    def told() -> None:
        code = _clicked(st.session_state[key])
        if code is not None:
            clicked(code)

    _chart_head(one)
    st.plotly_chart(
        one.figure,
        theme=None,
        config=theme.CHART_CONFIG,
        key=key,
        alt=one.alt,
        on_select=told,
        selection_mode="points",
    )
    _chart_foot(one, say)


def listing(one: Listing | None, say: Say) -> None:
    """A table under its heading, open or behind a click; or the sentence why it is empty."""
    if one is None:
        return
    head = _heading(one.title, one.subtitle)
    if one.table is None:
        st.html(f'{head}<p class="kla-empty">{html.escape(one.empty)}</p>')
        return
    body = (
        _notes(one.notes)
        + table_html(one.table)
        + marks_html(one.marks, say)
        + _sources(one.sources, say)
        + _places(one.sources, say)
    )
    if one.is_open:
        st.html(head + body)
        _download(one, say)
        return
    with st.expander(literal(one.title)):
        subtitle = f'<p class="kla-sub">{html.escape(one.subtitle)}</p>' if one.subtitle else ""
        st.html(subtitle + body)
        _download(one, say)


def csv(rows: pd.DataFrame) -> bytes:
    """`rows` as CSV for a spreadsheet: UTF-8 with mark, days as ISO, no cell read as a formula."""
    safe = rows.copy()
    for name in safe.columns:
        if pd.api.types.is_string_dtype(safe[name].dtype):
            safe[name] = safe[name].map(_harmless, na_action="ignore")
        elif pd.api.types.is_datetime64_any_dtype(safe[name].dtype):
            safe[name] = safe[name].dt.strftime("%Y-%m-%d")
    return safe.to_csv(index=False, lineterminator="\n").encode("utf-8-sig")


def _harmless(cell: object) -> object:
    """A text that a spreadsheet would read as a formula, marked as text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def download(one: Download, label: str, key: str) -> None:
    """A button that writes the rows when it is pressed."""
    st.download_button(
        label,
        data=lambda: csv(one.rows()),
        file_name=one.name,
        mime="text/csv",
        key=f"unduh_{key}",
        on_click="ignore",
        type="tertiary",
    )


def _chart_head(one: Chart) -> None:
    lead = f'<p class="kla-note">{html.escape(one.lead)}</p>' if one.lead else ""
    cautions = _notes(note for note in one.notes if note.kind != "plain")
    st.html(_heading(one.title, one.subtitle) + lead + cautions)


def _chart_foot(one: Chart, say: Say) -> None:
    plain = _notes(note for note in one.notes if note.kind == "plain")
    st.html(plain + marks_html(one.marks, say) + _sources(one.sources, say))
    label = say("Tabel, teks alternatif, unduhan") if one.table else say("Teks alternatif, unduhan")
    with st.expander(label):
        table = table_html(one.table) if one.table else ""
        st.html(
            f'<p class="kla-alt"><b>{html.escape(say("Teks alternatif"))}.</b> '
            f"{html.escape(one.alt)}</p>{table}{_all_sources(one.sources, say)}"
        )
        if one.download is not None:
            download(one.download, say("Unduh CSV"), one.key)


def _download(one: Listing, say: Say) -> None:
    if one.download is not None:
        download(one.download, say("Unduh CSV"), one.key)


def _clicked(event: object) -> str | None:
    points = event["selection"]["points"] if isinstance(event, dict) else []
    if not points or "customdata" not in points[0]:
        return None
    data = points[0]["customdata"]
    code = data[0] if isinstance(data, (list, tuple)) else data
    return code if isinstance(code, str) else None


def literal(text: str) -> str:
    """Text for a label that Streamlit reads as Markdown: nothing in it is markup, link or image."""
    return _MARKDOWN.sub(r"\\\g<0>", text)


def _heading(title: str, subtitle: str) -> str:
    below = f'<p class="kla-sub">{html.escape(subtitle)}</p>' if subtitle else ""
    return f'<h2 class="kla-finding">{html.escape(title)}</h2>{below}'


def _notes(found: Iterable[Note]) -> str:
    return "".join(
        f'<p class="kla-note kla-{note.kind}">{html.escape(note.text)}</p>' for note in found
    )


def marks_html(marks: tuple[Mark, ...], say: Say) -> str:
    """The quality marks of what is shown, the worst first, on one line."""
    if not marks:
        return ""
    told = " ".join(
        f'<span class="kla-mark">{html.escape(one.sign)}</span> {html.escape(one.told)}'
        for one in marks
    )
    return f'<p class="kla-quality">{html.escape(say("Mutu angka"))}: {told}</p>'


def table_html(table: Table) -> str:
    """A table as markup: escaped, numbers to the right, scrolling sideways by itself."""
    prose = " kla-prose" if table.is_prose else ""
    head = "".join(_cell("th", column, column.heading) for column in table.columns)
    rows = "".join(
        _row(table.columns, row, _looks(table, place)) for place, row in enumerate(table.rows)
    )
    return (
        f'<div class="kla-scroll" tabindex="0" role="region" '
        f'aria-label="{html.escape(table.caption, quote=True)}"><table class="kla-table{prose}">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _looks(table: Table, place: int) -> str:
    """The class of a row that is set off or no longer counts."""
    if place in table.marked:
        return ' class="kla-marked"'
    return ' class="kla-muted"' if place in table.muted else ""


def _row(columns: tuple[Column, ...], cells: tuple[str, ...], looks: str) -> str:
    body = "".join(_cell("td", *pair) for pair in zip(columns, cells, strict=True))
    return f"<tr{looks}>{body}</tr>"


def _cell(tag: str, column: Column, text: str) -> str:
    number = ""
    if column.is_number:
        is_word = tag == "td" and not _NUMERIC.match(text)
        number = ' class="kla-number kla-word"' if is_word else ' class="kla-number"'
    elif column.is_whole and tag == "td":
        number = ' class="kla-whole"'
    label = html.escape(column.heading, quote=True)
    told = ' scope="col"' if tag == "th" else f' data-label="{label}"'
    return f"<{tag}{number}{told}>{_linked(text)}</{tag}>"


def _linked(text: str) -> str:
    """Escaped; an address becomes a link."""
    if text.startswith(("https://", "http://")) and " " not in text:
        return f"{_anchor(text, text.split('/')[2])}"
    return html.escape(text)


def _anchor(url: str, text: str) -> str:
    return (
        f'<a href="{html.escape(url, quote=True)}" target="_blank" '
        f'rel="noopener noreferrer">{html.escape(text)}</a>'
    )


def _sources(sources: tuple[Source, ...], say: Say) -> str:
    """The first sources on one line, and how many more there are."""
    if not sources:
        return ""
    lines = list(dict.fromkeys(source_html(one) for one in sources))
    shown = "; ".join(lines[:_MOST_SOURCES])
    more = len(lines) - _MOST_SOURCES
    rest = f"; {html.escape(say.count('dan {n} sumber lain', more))}" if more > 0 else ""
    return f'<p class="kla-source">{html.escape(say("Sumber"))}: {shown}{rest}</p>'


def _all_sources(sources: tuple[Source, ...], say: Say) -> str:
    """Every source with the file, sheet and cells it was read from."""
    if not sources:
        return ""
    head = f'<p class="kla-source">{html.escape(say("Sumber dan tempat asal angka"))}:</p>'
    return f"{head}{_source_list(sources)}"


def _places(sources: tuple[Source, ...], say: Say) -> str:
    """The same, folded away."""
    if not sources:
        return ""
    head = html.escape(say("Sumber dan tempat asal angka"))
    return f'<details class="kla-source"><summary>{head}</summary>{_source_list(sources)}</details>'


def _source_list(sources: tuple[Source, ...]) -> str:
    lines = "".join(
        f"<li>{source_html(one)}{html.escape(f' · {one.place}' if one.place else '')}</li>"
        for one in sources
    )
    return f'<ul class="kla-source">{lines}</ul>'


def source_html(one: Source) -> str:
    """A source as markup: escaped, with a link when it has a web address."""
    if one.url is None or not one.url.startswith(("https://", "http://")):
        return html.escape(one.line)
    return f"{html.escape(one.line)} {_anchor(one.url, '↗')}"
