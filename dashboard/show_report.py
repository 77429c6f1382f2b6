"""The buttons that write *Profil daerah* as a PDF when they are pressed."""

from __future__ import annotations

from functools import partial
from typing import Final, cast

import streamlit as st

from dashboard import warehouse
from dashboard.filters import Selection
from dashboard.language import mark
from dashboard.parts.places import Place
from dashboard.report import profile
from dashboard.report.compile import Language, Paper

PAPERS: Final[dict[Paper, str]] = {"a4": mark("Profil (PDF)"), "f4": mark("Profil (PDF, F4)")}


def buttons(place: Place, selection: Selection) -> None:
    """One click gives the profile of the region in the language of the page, on A4 or F4."""
    language = cast("Language", selection.language)
    with st.container(horizontal=True, key="profil"):
        for paper, label in PAPERS.items():
            st.download_button(
                selection.say(label),
                data=partial(content, place.code, language, paper),
                file_name=profile.file_name(place.code, place.name, language, paper),
                mime="application/pdf",
                key=f"profil_{paper}",
                on_click="ignore",
                type="tertiary",
                icon=":material/picture_as_pdf:",
            )


def content(region: str, language: Language, paper: Paper) -> bytes:
    """The PDF from the edition served now; made anew each time, none is kept in memory."""
    return profile.pdf(warehouse.current(), region, language, paper)
