"""What carries over from one cycle's form to the next: last year's scores and evidence.

Only questions that are the same or changed, in the chain of mappings; what a region has of its own
on the later form stands instead. A score keeps the form, the stage and the maximum it was given
with: between forms only percent of the maximum may be compared.
"""

from __future__ import annotations

import pandas as pd

from indicators import form_map, releases
from indicators.catalogue import Catalogue
from indicators.form_tables import previous_of
from indicators.tables import CARRIED_EVIDENCE, CARRIED_SCORE, EVIDENCE

_ITEM = ["instrument_id", "indicator", "question"]
CARRIED_FROM = ["relation", "carried_from"]


def scores(kla_score: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """carried_score: the points of questions on the forms after the one they were given on."""
    rows = kla_score[(kla_score["level"] == "question") & kla_score["value"].notna()]
    maxima = _maxima(catalogue)
    known = rows.merge(maxima, on=_ITEM, how="inner", suffixes=("_printed", ""))
    known = known.assign(
        given_on=known["instrument_id"],
        from_max=known["max_score"],
        block=known["block_of_form"],
    )
    parts = []
    for form, carried in _along(known, ["region_code"], catalogue):
        on = carried.drop(columns=["max_score", "text_known", "block_of_form"])
        on = on.merge(maxima[maxima["instrument_id"] == form], on=_ITEM, how="left")
        parts.append(on)
    if not parts:
        return pd.DataFrame(columns=list(CARRIED_SCORE.column_names))
    out = pd.concat(parts, ignore_index=True)
    share = (out["value"] / out["from_max"].where(out["from_max"] > 0) * 100).round(6)
    out = out.assign(block=out["block_of_form"], level="question", share=share)
    out = out.rename(columns={"given_on": "from_instrument"})
    return out[list(CARRIED_SCORE.column_names)]


def evidence(
    rows: pd.DataFrame, publications: pd.DataFrame, catalogue: Catalogue
) -> pd.DataFrame:  # fmt: skip
    """carried_evidence: the register of earlier forms under the questions of the later ones."""
    current = releases.current(rows, EVIDENCE, publications)
    blocks = _maxima(catalogue)[[*_ITEM, "block_of_form"]]
    parts = [
        carried.merge(blocks[blocks["instrument_id"] == form], on=_ITEM, how="left")
        for form, carried in _along(current, ["region_code", "indicator", "question"], catalogue)
    ]
    if not parts:
        return pd.DataFrame(columns=list(CARRIED_EVIDENCE.column_names))
    out = pd.concat(parts, ignore_index=True)
    out = out.assign(block=out["block_of_form"])
    return out[list(CARRIED_EVIDENCE.column_names)]


def _along(
    rows: pd.DataFrame, own: list[str], catalogue: Catalogue
) -> list[tuple[str, pd.DataFrame]]:
    """Each later form with the rows that reach it, the earlier forms first.

    Where the later form has rows with the same values of `own`, nothing is carried.
    """
    reached: dict[str, pd.DataFrame] = {}
    found = []
    for form in _in_order(catalogue):
        before = previous_of(catalogue, form)
        source = rows[rows["instrument_id"] == before].assign(relation="same", carried_from=None)
        parts = [one for one in (source, reached.get(str(before))) if one is not None and len(one)]
        if not parts:
            continue
        came = pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]
        carried = _one_step(came, catalogue.form_maps[form])
        there = pd.MultiIndex.from_frame(rows.loc[rows["instrument_id"] == form, own])
        carried = carried[~pd.MultiIndex.from_frame(carried[own]).isin(there)]
        if len(carried):
            reached[form] = carried.reset_index(drop=True)
            found.append((form, reached[form]))
    return found


def _one_step(rows: pd.DataFrame, mapping: pd.DataFrame) -> pd.DataFrame:
    """`rows` on the next form; what changed once stays changed, the first origin is named."""
    plain = rows.drop(columns=CARRIED_FROM).assign(
        was=rows["relation"].to_numpy(), origin=rows["carried_from"].to_numpy()
    )
    carried = form_map.carry(plain, mapping)
    changed = (carried["relation"] == "changed") | (carried["was"] == "changed")
    return carried.assign(
        relation=carried["relation"].mask(changed, "changed"),
        carried_from=carried["origin"].where(carried["origin"].notna(), carried["carried_from"]),
    ).drop(columns=["was", "origin"])


def _in_order(catalogue: Catalogue) -> list[str]:
    """The forms with a mapping, each after the form it comes from."""
    left = [form for form in catalogue.instruments if form in catalogue.form_maps]
    ordered: list[str] = []
    while left:
        free = [form for form in left if previous_of(catalogue, form) not in left]
        if not free:
            return ordered
        ordered += free
        left = [form for form in left if form not in free]
    return ordered


def _maxima(catalogue: Catalogue) -> pd.DataFrame:
    """Block, maximum and whether the wording is known of every question of every form."""
    rows = [
        (form.instrument_id, one.indicator, one.question, one.block, one.max_score, one.text_known)
        for form in catalogue.instruments.values()
        for one in form.questions
    ]
    columns = [*_ITEM, "block_of_form", "max_score", "text_known"]
    return pd.DataFrame(rows, columns=columns)
