"""Choosing a file; and forgetting it."""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.answers import Checked, Loaded
from dashboard.intake import Upload
from dashboard.language import Say
from dashboard.steps import memory

ENDINGS: Final = ("xlsx", "xlsm", "xls", "ods", "csv", "tsv", "txt")
_NUMBER: Final = "muat_nomor"
_LAST: Final = "muat_sidik"
_OUTCOME: Final = "muat_hasil"


def ask(say: Say) -> Upload | None:
    """The file that was chosen, if any; a new one makes what was known of the last forgotten."""
    found = st.file_uploader(
        say("Berkas dari penerbit (xlsx, xls, ods, csv)"), type=list(ENDINGS), key=_widget()
    )
    if found is None:
        memory.forget()
        return None
    upload = Upload(found.name, found.getvalue())
    if st.session_state.get(_LAST) != upload.sha256:
        memory.forget()
        st.session_state.pop(_OUTCOME, None)
        st.session_state[_LAST] = upload.sha256
    return upload


def done(result: Checked | Loaded) -> None:
    """Forget the file, its bytes included, and start again with what became of it on top."""
    found = st.session_state.get(_widget())
    context = get_script_run_ctx()
    files = None if context is None else context.uploaded_file_mgr
    if found is not None and context is not None and isinstance(files, MemoryUploadedFileManager):
        files.remove_file(context.session_id, found.file_id)
    memory.forget()
    st.session_state[_NUMBER] = st.session_state.get(_NUMBER, 0) + 1
    st.session_state.pop(_LAST, None)
    st.session_state[_OUTCOME] = result
    st.rerun()


def outcome() -> Checked | Loaded | None:
    """What became of the file before, until another one is chosen."""
    found: Checked | Loaded | None = st.session_state.get(_OUTCOME)
    return found


def _widget() -> str:
    """The key of the uploader; another one each time a file was dealt with."""
    return f"berkas_{st.session_state.get(_NUMBER, 0)}"
