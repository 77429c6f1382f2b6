"""Reading the file, marking it, and loading it once a person agrees."""

from __future__ import annotations

import streamlit as st

from dashboard import intake, show, warehouse
from dashboard.answers import Checked, Failed, Loaded
from dashboard.intake import Upload
from dashboard.language import Say
from dashboard.parts import origin, preview, report
from dashboard.parts.shapes import Note
from dashboard.permission import Permission
from dashboard.steps import memory, upload


def login(permission: Permission, say: Say) -> None:
    """A button to log in, where the office has set up how."""
    if permission.refusal != "login":
        return
    if "is_logged_in" not in st.user.to_dict():
        show.notes((Note(say("Cara masuk belum diatur di komputer ini; beri tahu pengelola.")),))
    elif st.button(say("Masuk")):
        st.login()


def checked(file: Upload, say: Say) -> Checked:
    """The report of the file; the page ends here without one, or when the file is refused."""
    found = memory.once(
        ("check", *file.key),
        say("Memeriksa berkas ..."),
        lambda told: intake.check(file, told),
        say,
    )
    if isinstance(found, Failed):
        show.notes((report.failed(found, say.language),))
        if st.button(say("Coba lagi")):
            memory.forget()
            st.rerun()
        st.stop()
    if found.is_personal:
        upload.done(found)
    return found


def marked_workbook(file: Upload, found: Checked, say: Say) -> None:
    """The person's own workbook back, its cells marked; made when it is asked for."""
    if not any(one.cell for one in found.issues):
        return
    if st.button(say("Tandai buku kerja saya"), key="tandai"):
        memory.put("marked", file.sha256, True)
    if not memory.said("marked", file.sha256, False):
        return
    marked = memory.once(
        ("annotated", *file.key),
        say("Menandai sel ..."),
        lambda told: intake.annotated(file, told),
        say,
    )
    if isinstance(marked, Failed):
        show.notes((report.failed(marked, say.language),))
        return
    stem = file.file_name.rpartition(".")[0] or file.file_name
    st.download_button(
        say("Unduh buku kerja bertanda"), marked, f"{stem}-bertanda.xlsx", on_click="ignore"
    )


def confirm(file: Upload, would: Loaded, by: str, say: Say) -> None:
    """What loading would change; the button that does it, once a person has looked."""
    if would.is_done:
        show.notes((Note(preview.receipt(would, say.language)),))
        return
    if would.status != "preview":
        show.listing(report.grouped(would.issues, "refused", say.language), say)
        return
    if would.changes is not None:
        titles = warehouse.remember(origin.publications, "", say.language)
        show.listing(preview.changes(would.changes, titles, say.language), say)
    agreed = st.checkbox(say("Saya sudah melihat angka dan perubahannya"), key="setuju")
    if not st.button(say("Muat berkas ini"), type="primary", disabled=not agreed, key="muat"):
        return
    doing = say("Memuat dan membangun gudang data ...")
    done = memory.once(
        ("load", by, *file.key), doing, lambda told: intake.load(file, by, told), say
    )
    if isinstance(done, Failed):
        show.notes((report.failed(done, say.language),))
    elif done.is_done:
        upload.done(done)
    else:
        show.notes((Note(say("Tidak ada yang dimuat; data lama tetap dipakai."), "caution"),))
        show.listing(report.grouped(done.issues, "failed", say.language), say)
