"""A workbook filled from what is loaded: made in a child process when it is asked for."""

from __future__ import annotations

import streamlit as st

from dashboard import intake, show, warehouse
from dashboard.answers import Failed
from dashboard.language import Say
from dashboard.parts import report
from dashboard.steps import memory


def offer(label: str, file_name: str, say: Say, *arguments: str) -> None:
    """A button that makes the workbook `python -m etl template ARGUMENTS`, then hands it over.

    It is filled from the edition on screen; what was made of an earlier build is made again.
    """
    store = warehouse.current()
    key = "_".join(arguments)
    if st.button(label, key=f"buat_{key}", icon=":material/table:"):
        memory.put("workbook", key, True)
    if not memory.said("workbook", key, False):
        return
    made = memory.once(
        ("template", store.edition, store.content_hash, *arguments),
        say("Menyiapkan buku kerja ..."),
        lambda told: intake.template(*arguments, edition=store.edition, progress=told),
        say,
    )
    if isinstance(made, Failed):
        show.notes((report.failed(made, say.language),))
        return
    st.download_button(
        say("Simpan {file}", file=file_name),
        made,
        file_name,
        key=f"simpan_{key}",
        on_click="ignore",
    )
