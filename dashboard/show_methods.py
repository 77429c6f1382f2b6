"""Methods on screen: each folds open under its name and question; and the link to one of them."""

from __future__ import annotations

import html
from collections.abc import Iterable

import streamlit as st

from dashboard import filters, show
from dashboard.filters import Selection
from dashboard.parts import methods
from dashboard.parts.methods import Explained


def articles(found: Iterable[Explained]) -> None:
    """Methods one below the other."""
    st.html(f'<div class="kla-methods">{"".join(map(_article, found))}</div>')


def link(method: str, selection: Selection) -> None:
    """A link to the page that explains `method` (a code of `codes.METHODS`).

    KeyError for a method that has no text.
    """
    title = methods.titles(selection.language)[method]
    told = selection.say("Cara menghitung: {title}", title=title)
    parameters = {
        **filters.write(selection),
        filters.PARAMETERS["topic"]: methods.METHODS,
        filters.PARAMETERS["method"]: method,
    }
    st.page_link("views/definitions.py", label=show.literal(told), query_params=parameters)


def _article(one: Explained) -> str:
    paragraphs = "".join(
        f"<p><b>{html.escape(label)}.</b> {html.escape(text)}</p>" for label, text in one.paragraphs
    )
    table = ""
    if one.table is not None:
        table = (
            f'<p class="kla-method-table">{html.escape(one.table.caption)}</p>'
            f"{show.table_html(one.table)}"
            f'<p class="kla-source">{html.escape(one.under)}</p>'
        )
    opened = " open" if one.is_open else ""
    return (
        f'<details class="kla-method" id="metode-{html.escape(one.key)}"{opened}>'
        f"<summary><b>{html.escape(one.title)}</b> <span>{html.escape(one.question)}</span>"
        f'</summary>{paragraphs}{table}<p class="kla-source">{html.escape(one.references)}</p>'
        "</details>"
    )
