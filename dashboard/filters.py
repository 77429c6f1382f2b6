"""What the user looks at: one frozen Selection, whose only home is the URL.

A widget shows what the URL says and writes to it when it is changed; nothing else is kept. So a
link restores the whole view, the browser's back button works, and changing the language loses
nothing. What a link asks for and the edition does not have is answered with a sentence.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal

import streamlit as st

from dashboard.language import LANGUAGES, SOURCE, Say, mark, speaker

NATION: Final = "00"
_ALLOWED: Final = re.compile(r"[\w.,+-]{1,1500}")
"""What a value in a link may look like; anything else is not read and not repeated."""


@dataclass(frozen=True)
class Selection:
    """One view. An empty text means that the user has not chosen.

    `notices` are sentences about what the link asked for and the edition does not have.
    """

    language: str = SOURCE
    region: str = ""
    assessment: str = ""
    measure: str = ""
    shown: str = ""
    source: str = ""
    breakdown: str = ""
    parent: str = ""
    period: str = ""
    order: str = ""
    view: str = ""
    figure: str = ""
    level: str = ""
    block: str = ""
    office: str = ""
    kind: str = ""
    cause: str = ""
    topic: str = ""
    method: str = ""
    recap: str = ""
    evaluation: str = ""
    cycle: str = ""
    award_round: str = ""
    band: str = ""
    way: str = ""
    aside: str = ""
    moves: str = ""
    stage: str = ""
    form: str = ""
    area_level: str = ""
    question: str = ""
    kecamatan: str = ""
    plan: str = ""
    notices: tuple[str, ...] = ()

    @property
    def say(self) -> Say:
        """The voice of the chosen language."""
        return speaker(self.language)


PARAMETERS: Final[dict[str, str]] = {
    "language": "bahasa",
    "region": "daerah",
    "assessment": "penilaian",
    "measure": "ukuran",
    "shown": "nilai",
    "source": "sumber",
    "breakdown": "rincian",
    "parent": "lingkup",
    "period": "tahun",
    "order": "urutan",
    "view": "tampilan",
    "figure": "gambar",
    "level": "tingkat",
    "block": "blok",
    "office": "perangkat",
    "kind": "jenis",
    "cause": "sebab",
    "topic": "isi",
    "method": "metode",
    "recap": "rekap",
    "evaluation": "evaluasi",
    "cycle": "siklus",
    "award_round": "penghargaan",
    "band": "peringkat",
    "way": "cara",
    "aside": "kesampingkan",
    "moves": "geser",
    "stage": "tahap",
    "form": "formulir",
    "area_level": "wilayah",
    "question": "pertanyaan",
    "kecamatan": "kecamatan",
    "plan": "rencana",
}
"""The name of each field in the URL."""
_DEPENDENT: Final[dict[str, tuple[str, ...]]] = {
    "region": (
        "evaluation",
        "cycle",
        "award_round",
        "stage",
        "assessment",
        "source",
        "parent",
        "period",
        "block",
        "office",
        "cause",
        "band",
        "aside",
        "moves",
        "kecamatan",
        "plan",
    ),
    "assessment": ("block", "office", "band", "aside", "moves"),
    "measure": ("source", "breakdown", "period"),
    "parent": ("period",),
    "plan": ("period",),
    "level": ("block", "office", "kind", "moves"),
}
"""What a choice makes meaningless: it is dropped from the URL with it."""
_MISSING: Final[dict[str, str]] = {
    "region": mark("Daerah “{wanted}” tidak dikenal. Ditampilkan: {shown}."),
    "measure": mark("Ukuran “{wanted}” tidak ada untuk {where}. Ditampilkan: {shown}."),
    "period": mark("Periode “{wanted}” tidak ada untuk {where}. Ditampilkan: {shown}."),
    "assessment": mark("Penilaian “{wanted}” tidak ada untuk {where}. Ditampilkan: {shown}."),
}
_OTHER: Final = mark("Pilihan “{wanted}” pada tautan tidak tersedia. Ditampilkan: {shown}.")


def read(parameters: Mapping[str, str]) -> Selection:
    """The selection a URL asks for; values of another shape than a code are left out."""
    found: dict[str, Any] = {
        name: parameters[key]
        for name, key in PARAMETERS.items()
        if key in parameters and _ALLOWED.fullmatch(parameters[key])
    }
    if found.get("language") not in LANGUAGES:
        found["language"] = SOURCE
    return Selection(**found)


def write(selection: Selection) -> dict[str, str]:
    """The URL parameters of a selection: only what differs from not having chosen."""
    return {
        key: value
        for name, key in PARAMETERS.items()
        if (value := getattr(selection, name)) and (name, value) != ("language", SOURCE)
    }


def current() -> Selection:
    """The selection of this rerun."""
    return read(st.query_params.to_dict())


def choose(
    selection: Selection,
    field: str,
    label: str,
    titles: Mapping[str, str],
    *,
    where: str = "",
    default: str | None = None,
    known: Mapping[str, str] = MappingProxyType({}),
    widget: Literal["list", "switch"] = "list",
    **looks: Any,  # noqa: ANN401  handed on to the widget
) -> Selection:
    """`selection` with `field` chosen from `titles` (code -> title) by a widget.

    Settled as in `settle`. One title or none draws no widget.
    """
    settled = settle(selection, field, titles, where=where, default=default, known=known)
    if len(titles) > 1:
        _draw(field, label, titles, getattr(settled, field), widget, looks)
    return settled


def settle(
    selection: Selection,
    field: str,
    titles: Mapping[str, str],
    *,
    where: str = "",
    default: str | None = None,
    known: Mapping[str, str] = MappingProxyType({}),
) -> Selection:
    """`selection` with a `field` that is among `titles`: as asked, else `default`, else the first.

    What was asked for in vain gets a notice, by its name in `known` where it has one.
    """
    wanted = getattr(selection, field)
    if wanted in titles:
        return selection
    value = default if default is not None and default in titles else next(iter(titles), "")
    notices = selection.notices
    if wanted and titles:
        name = known.get(wanted, wanted)
        sentence = selection.say(
            _MISSING.get(field, _OTHER),
            wanted=name,
            shown=titles[value],
            where=where,
        )
        notices = (*notices, sentence)
    changed: dict[str, Any] = {field: value, "notices": notices}
    return dataclasses.replace(selection, **changed)


def go(field: str, value: str, *, keep: tuple[str, ...] = ()) -> None:
    """Put a choice into the URL in one step, and take out what it makes meaningless.

    `keep` names fields that stay although they depend on this one.
    """
    dropped = {PARAMETERS[name] for name in _DEPENDENT.get(field, ()) if name not in keep}
    kept = {key: text for key, text in st.query_params.to_dict().items() if key not in dropped}
    st.query_params.from_dict({**kept, PARAMETERS[field]: value})


def go_to_region(code: str) -> None:
    """Make a region the one the page is about, in the scope and period it was found in."""
    go("region", code, keep=("parent", "period", "evaluation", "cycle", "award_round"))


def _draw(
    field: str,
    label: str,
    titles: Mapping[str, str],
    value: str,
    widget: str,
    looks: dict[str, Any],
) -> None:
    key = f"pilih_{field}"
    st.session_state[key] = value
    common = {
        "key": key,
        "format_func": titles.__getitem__,
        "on_change": _changed,
        "args": (field,),
        **looks,
    }
    if widget == "switch":
        st.segmented_control(label, list(titles), required=True, wrap=True, **common)
    else:
        st.selectbox(label, list(titles), filter_mode="contains", **common)


def _changed(field: str) -> None:
    go(field, st.session_state[f"pilih_{field}"])
