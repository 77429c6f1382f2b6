"""Server time of each page, warm and with a cold data cache, beside a naive one-chart page."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import streamlit as st
from streamlit.testing.v1 import AppTest

PROJECT = Path(__file__).resolve().parents[2]
APP = PROJECT / "dashboard" / "app.py"
NAIVE = """
import pandas as pd
import plotly.express as px
import streamlit as st

st.title("Satu grafik")
frame = pd.DataFrame({"tahun": range(2018, 2023), "korban": [319, 563, 1002, 1087, 1123]})
st.plotly_chart(px.line(frame, x="tahun", y="korban"))
"""


def run(rounds: int = 7) -> list[str]:
    """One line a page: first run, warm median, cold data cache; ratios to the naive page."""
    naive = AppTest.from_string(NAIVE, default_timeout=60).run()
    base = statistics.median(_seconds(naive) for _ in range(rounds))
    lines = [f"naive one-chart page: {base * 1000:.0f} ms"]
    for view in sorted((PROJECT / "dashboard" / "views").glob("[a-z]*.py")):
        page = AppTest.from_file(str(APP), default_timeout=60)
        page.query_params["daerah"] = "32"
        page.run()
        page.switch_page(f"views/{view.name}")
        _forget()
        first = _seconds(page)
        warm = statistics.median(_seconds(page) for _ in range(rounds))
        _forget()
        cold = _seconds(page)
        if page.exception:
            raise RuntimeError(f"{view.name}: {page.exception[0].value}")
        lines.append(
            f"  {view.stem}: first {first * 1000:.0f} ms, warm {warm * 1000:.0f} ms "
            f"({warm / base:.1f} x naive, at most 3 wanted), cold data cache {cold * 1000:.0f} ms"
        )
    return lines


def _forget() -> None:
    """Forget the open warehouse and everything made from it."""
    st.cache_data.clear()
    st.cache_resource.clear()


def _seconds(page: AppTest) -> float:
    started = time.perf_counter()
    page.run()
    return time.perf_counter() - started
