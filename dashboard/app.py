"""Router and frame: `streamlit run dashboard/app.py` (or `python -m dashboard`)."""

from __future__ import annotations

import streamlit as st

from dashboard import filters, frame, show, warehouse

st.set_page_config(page_title="KLA · Layak Anak", layout="wide", initial_sidebar_state="auto")
st.html(show.STYLE)

selection = filters.current()
page = frame.menu(selection)
try:
    warehouse.current()
except warehouse.WarehouseMissing as missing:
    say = selection.say
    st.error(say("Gudang data belum ada atau tidak terbaca: {path}", path=missing.path))
    st.markdown(say("Bangun dengan perintah berikut, lalu muat ulang halaman ini:"))
    st.code("python -m etl build", language=None)
else:
    st.set_page_config(page_title=f"{page.title} · KLA")
    frame.header(selection)
    page.run()
