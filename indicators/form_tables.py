"""Forms <-> the tables that hold them: items, heads, faults and what became of each question.

Pages make their forms from these tables again (`from_tables`), so a form an office loaded and one
that is shipped look alike to them.
"""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from indicators.catalogue import Catalogue
from indicators.definition import Title
from indicators.instrument import Block, Defect, Indicator, Instrument, Item, Question
from indicators.table_model import Table
from indicators.tables import FORM, FORM_DEFECT, FORM_MAP, INSTRUMENT

JOIN = "; "


def tables(catalogue: Catalogue) -> dict[str, pd.DataFrame]:
    """instrument, form, form_defect and form_map of every form of the catalogue."""
    return {
        "instrument": items(catalogue),
        "form": heads(catalogue),
        "form_defect": defects(catalogue),
        "form_map": maps(catalogue),
    }


def items(catalogue: Catalogue) -> pd.DataFrame:
    """The instrument table: blocks, indicators and questions of every cycle."""
    rows = [
        {"instrument_id": form.instrument_id, "level": level, **_item(form, item)}
        for form in catalogue.instruments.values()
        for level, item in form.items()
    ]
    return _frame(rows, INSTRUMENT)


def heads(catalogue: Catalogue) -> pd.DataFrame:
    """The form table."""
    rows = [
        {
            "instrument_id": form.instrument_id,
            **_both("title", form.title),
            "cycle": form.cycle,
            "award_year": form.award_year,
            "data_year": form.data_year,
            "closes": form.closes,
            "is_own": form.instrument_id in catalogue.own_forms,
            **_both("provenance", form.provenance),
            "levels": JOIN.join(form.levels),
            "previous": previous_of(catalogue, form.instrument_id),
        }
        for form in catalogue.instruments.values()
    ]
    return _frame(rows, FORM)


def previous_of(catalogue: Catalogue, form: str) -> str | None:
    """The form that the mapping of `form` comes from; None without a mapping."""
    if form not in catalogue.form_maps:
        return None
    names = catalogue.form_maps[form]["from_instrument"].dropna()
    return None if names.empty else str(names.iloc[0])


def defects(catalogue: Catalogue) -> pd.DataFrame:
    """The form_defect table."""
    rows = [
        {
            "instrument_id": form.instrument_id,
            "defect_id": one.defect_id,
            "position": position,
            "kind": one.kind,
            "items": JOIN.join(one.items) or None,
            **_both("title", one.title),
            **_both("description", one.description),
        }
        for form in catalogue.instruments.values()
        for position, one in enumerate(form.known_defects, start=1)
    ]
    return _frame(rows, FORM_DEFECT)


def maps(catalogue: Catalogue) -> pd.DataFrame:
    """The form_map table."""
    parts = [
        frame.rename(columns={"to_indicator": "indicator", "to_question": "question"}).assign(
            instrument_id=form, from_instrument=previous_of(catalogue, form)
        )
        for form, frame in catalogue.form_maps.items()
        if len(frame)
    ]
    columns = list(FORM_MAP.column_names)
    return pd.concat(parts, ignore_index=True)[columns] if parts else _frame([], FORM_MAP)


def from_tables(
    items: pd.DataFrame, heads: pd.DataFrame, defects: pd.DataFrame
) -> dict[str, Instrument]:
    """The forms that these tables hold, by id and in the order of the heads."""
    found = {}
    for head in _records(heads):
        name = head["instrument_id"]
        levels = {
            level: _records(items[(items["instrument_id"] == name) & (items["level"] == level)])
            for level in ("block", "indicator", "question")
        }
        faults = _records(defects[defects["instrument_id"] == name].sort_values("position"))
        closes = head["closes"]
        found[name] = Instrument(
            **{key: head[key] for key in ("instrument_id", "cycle", "award_year", "data_year")},
            closes=closes.date() if isinstance(closes, datetime.datetime) else closes,
            title=_title(head, "title"),
            provenance=_title(head, "provenance"),
            levels=tuple(head["levels"].split(JOIN)),
            known_defects=tuple(_defect(one) for one in faults),
            blocks=tuple(_block(one) for one in _ordered(levels["block"])),
            indicators=tuple(_indicator(one) for one in _ordered(levels["indicator"])),
            questions=tuple(_question(one) for one in _ordered(levels["question"])),
        )
    return found


def _item(form: Instrument, item: Item) -> dict[str, object]:
    row = item if isinstance(item, Indicator) else None
    asked = item if isinstance(item, Question) else None
    return {
        "block": item.block,
        "indicator": item.indicator,
        "question": item.question,
        "position": item.position,
        **_both("title", item.title),
        "max_score": item.max_score,
        "evidence": item.evidence,
        "better": item.better,
        "offices": JOIN.join(item.offices) or None,
        "variant": item.variant,
        "text_known": item.text_known,
        "kind": form.kind_of(item),
        "official_no": row.official_no if row else None,
        **_both("headline", row.headline if row else None),
        "asked_of_kecamatan": asked.asked_of_kecamatan if asked else False,
        "asked_of_desa": asked.asked_of_desa if asked else False,
        **_both("note", asked.note if asked else None),
    }


def _both(name: str, title: Title | None) -> dict[str, str | None]:
    return {name: title.id if title else None, f"{name}_en": title.en if title else None}


def _title(row: Mapping[Hashable, Any], name: str) -> Title:
    return Title(id=row[name], en=row[f"{name}_en"])


def _defect(row: Mapping[Hashable, Any]) -> Defect:
    return Defect(
        defect_id=row["defect_id"],
        kind=row["kind"],
        items=tuple(row["items"].split(JOIN)) if row["items"] else (),
        title=_title(row, "title"),
        description=_title(row, "description"),
    )


def _fields(row: Mapping[Hashable, Any], *names: str) -> dict[str, Any]:
    return {name: row[name] for name in (*names, "block", "position", "max_score")}


def _block(row: Mapping[Hashable, Any]) -> Block:
    return Block(title=_title(row, "title"), **_fields(row))


def _indicator(row: Mapping[Hashable, Any]) -> Indicator:
    names = ("indicator", "official_no", "evidence", "better")
    return Indicator(
        title=_title(row, "title"), headline=_title(row, "headline"), **_fields(row, *names)
    )


def _question(row: Mapping[Hashable, Any]) -> Question:
    names = ("indicator", "question", "evidence", "kind", "better", "asked_of_kecamatan",
             "asked_of_desa", "text_known", "variant")  # fmt: skip
    offices = tuple(row["offices"].split(JOIN)) if row["offices"] else ()
    return Question(
        title=_title(row, "title"), note=_title(row, "note") if row["note"] else None,
        offices=offices, **_fields(row, *names),
    )  # fmt: skip


def _ordered(rows: list[dict[Hashable, Any]]) -> list[dict[Hashable, Any]]:
    return sorted(rows, key=lambda row: int(row["position"]))


def _records(frame: pd.DataFrame) -> list[dict[Hashable, Any]]:
    """The rows with None where nothing is."""
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def _frame(rows: list[dict[str, Any]], table: Table) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(table.column_names))
