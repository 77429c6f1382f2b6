"""The look, in one place: palette, typeface, spacing, and the frame every figure is set in.

Figures carry their whole look themselves; show them with
`st.plotly_chart(figure, theme=None, config=theme.CHART_CONFIG, alt=...)`. Digits line up when the
page sets `font-variant-numeric: tabular-nums`, which the typeface supports.
"""

from __future__ import annotations

from typing import Any, Final

import plotly.graph_objects as go

BLUE: Final = "#12436D"
TEAL: Final = "#28A197"
PLUM: Final = "#801650"
ORANGE: Final = "#F46A25"
CHARCOAL: Final = "#3D3D3D"
LILAC: Final = "#A285D1"
PALETTE: Final = (BLUE, PLUM, TEAL, CHARCOAL, LILAC, ORANGE)
"""In the order in which series take their colour; blue alone for reports of violence."""

BLUES: Final = ("#DCE7F1", "#B3CADF", "#7FA6C8", "#3F749F", BLUE)
"""Ordered classes, light to dark: neutral, no judgement."""
LIGHT_BLUE: Final = "#4A8CC2"
"""Beside BLUE where two blues must be told apart (3:1 on white)."""

INK: Final = "#1B2733"
MUTED: Final = "#57646F"
"""Secondary text (6:1 on white)."""
GREY: Final = "#7A8691"
"""Marks without a judgement (3.5:1 on white)."""
RULE: Final = "#D9E0E6"
SPREAD: Final = "#7990A5"
"""Intervals (3:1 on white)."""
HATCH: Final = "#AEB9C3"
TRACK: Final = "#E6ECF1"
TINT: Final = "#EEF3F8"
"""Behind what is chosen."""
WHITE: Final = "#FFFFFF"

FONT_FAMILY: Final = "Inter"
FONT_FILE: Final = "inter-latin.woff2"
"""Variable weight (100 to 900), Latin; in dashboard/static beside its licence."""
FONT_STACK: Final = 'Inter, "Segoe UI", "Helvetica Neue", Arial, sans-serif'
TEXT: Final = 13
"""Text size in figures, px."""
SMALL: Final = 12
"""The smallest size anywhere, px."""
STRONG: Final = 600
"""Weight of what is read first."""

SEPARATORS: Final = {"id": ",.", "en": ".,"}
"""Plotly's decimal and thousands mark by language."""

CHART_CONFIG: Final[dict[str, Any]] = {"displayModeBar": False, "responsive": True}

_AXIS: Final[dict[str, Any]] = {
    "fixedrange": True,
    "showline": False,
    "ticks": "",
    "ticklen": 4,
    "tickcolor": GREY,
    "tickangle": 0,
    "tickfont": {"size": SMALL, "color": MUTED},
    "gridcolor": RULE,
    "gridwidth": 1,
    "zeroline": False,
    "zerolinecolor": GREY,
    "zerolinewidth": 1.5,
}

TEMPLATE: Final[dict[str, Any]] = {
    "layout": {
        "font": {"family": FONT_STACK, "size": TEXT, "color": INK},
        "paper_bgcolor": WHITE,
        "plot_bgcolor": WHITE,
        "colorway": list(PALETTE),
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverdistance": 24,
        "hoverlabel": {
            "bgcolor": WHITE,
            "bordercolor": GREY,
            "align": "left",
            "font": {"family": FONT_STACK, "size": TEXT, "color": INK},
        },
        "xaxis": _AXIS,
        "yaxis": _AXIS,
        "bargap": 0,
        "barmode": "overlay",
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
    }
}
"""What every figure shares."""

BARE_AXIS: Final[dict[str, Any]] = {
    "showgrid": False,
    "showticklabels": False,
}
"""An axis that only places things."""


def figure(traces: list[dict[str, Any]], layout: dict[str, Any], language: str) -> go.Figure:
    """A figure of plain traces and layout in the common look.

    Property names are not checked here, which saves four fifths of the time; the tests pass every
    figure through Plotly's own validation. KeyError for a language other than 'id' and 'en'.
    """
    frame = {"template": TEMPLATE, "separators": SEPARATORS[language], **layout}
    return go.Figure({"data": traces, "layout": frame}, _validate=False)
