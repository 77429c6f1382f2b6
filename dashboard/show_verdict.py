"""A verdict on screen: a shape, a word and a sentence; and the facts that stand beside it.

The shapes are drawn by the style sheet (`kla-verdict-...`), all in the neutral blue.
"""

from __future__ import annotations

import html

import streamlit as st

from dashboard.parts.shapes import Fact, Verdict


def head(title: str, question: str, region: str, verdict: Verdict) -> None:
    """The page's name with its question, the region, and the verdict as its finding."""
    st.html(
        f'<p class="kla-eyebrow">{html.escape(title)} <span>{html.escape(question)}</span></p>'
        f'<h1 class="kla-title">{html.escape(region)}</h1>{finding(verdict)}'
    )


def finding(one: Verdict) -> str:
    """Shape, word, what it is about, and the sentence with its limit."""
    return (
        f'<div class="kla-verdict"><p class="kla-verdict-word">{shape(one.code)}'
        f"{html.escape(one.word)} <span>{html.escape(one.about)}</span></p>"
        f'<p class="kla-lead">{html.escape(one.sentence)}</p></div>'
    )


def shape(code: str) -> str:
    """The shape of a verdict; the word beside it says the same."""
    return f'<span class="kla-shape kla-shape-{html.escape(code)}" aria-hidden="true"></span>'


def facts(told: tuple[Fact, ...]) -> None:
    """Facts one below the other, each under its label."""
    if told:
        st.html(f'<dl class="kla-facts">{"".join(map(_fact, told))}</dl>')


def _fact(one: Fact) -> str:
    texts = "".join(f"<dd>{html.escape(text)}</dd>" for text in one.texts)
    pairs = "".join(
        f'<dd class="kla-pair"><span>{html.escape(name)}</span> <b>{html.escape(number)}</b></dd>'
        for name, number in one.pairs
    )
    return f"<dt>{html.escape(one.label)}</dt>{texts}{pairs}"
