"""What a form changes before it is taken: against the form it comes from, or its earlier version.

The rows are those of `etl.difference`, so that the page and the command line show them alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from etl.difference import MOST_ROWS, ORDER, Change, Changes
from indicators.catalogue import Catalogue
from indicators.definition import Title
from indicators.instrument import Instrument, Item

NATION: Final = ("00", "Indonesia")
SAME: Final = "same"
UNKNOWN: Final = ("bunyi tidak diketahui / wording not known", "bunyi diketahui / wording known")
_Items = Mapping[tuple[str, str, str], Item]
_NOT_COMPARED: Final = ("position",)


def changes(before: Catalogue, after: Catalogue, form: str) -> Changes:
    """Every block, row and question that is new, changed or gone.

    Held against the loaded version of the same form, else against the form its mapping comes from
    (questions by the mapping), else all is new.
    """
    new = after.instruments[form]
    if form in before.instruments:
        return _told(_versions(before.instruments[form], new), new)
    if form in after.form_maps:
        return _told(_mapped(after, new), new)
    return _told([(None, item, "new") for _, item in new.items()], new)


_Pair = tuple[Item | None, Item | None, str]


def _versions(old: Instrument, new: Instrument) -> list[_Pair]:
    was, now = _items(old), _items(new)
    pairs: list[_Pair] = [
        (was.get(key), item, _kind(was.get(key), item)) for key, item in now.items()
    ]
    return pairs + [(item, None, "gone") for key, item in was.items() if key not in now]


def _mapped(catalogue: Catalogue, new: Instrument) -> list[_Pair]:
    """Blocks and rows by their codes, questions by what the mapping says of them."""
    mapping = catalogue.form_maps[new.instrument_id]
    source = str(mapping["from_instrument"].dropna().iloc[0])
    old = catalogue.instruments[source]
    above = [one for one in _versions(old, new) if "question" not in _levels(one)]
    found = list(above)
    for record in mapping.to_dict("records"):
        row = {name: str(value) for name, value in record.items()}
        was = now = None
        if row["relation"] != "new":
            was = old.question(row["from_indicator"], row["from_question"])
        if row["relation"] != "gone":
            now = new.question(row["to_indicator"], row["to_question"])
        found.append((was, now, row["relation"]))
    return found


def _levels(pair: _Pair) -> set[str]:
    return {"question" for item in pair[:2] if item is not None and item.question != "semua"}


def _items(form: Instrument) -> _Items:
    return {
        (level, item.indicator if level != "block" else item.block, item.question): item
        for level, item in form.items()
    }


def _kind(old: Item | None, new: Item) -> str:
    if old is None:
        return "new"
    fields = [name for name in type(new).model_fields if name not in _NOT_COMPARED]
    is_same = all(getattr(old, name) == getattr(new, name) for name in fields)
    return SAME if is_same else "changed"


def _told(pairs: list[_Pair], form: Instrument) -> Changes:
    told = Counter(kind for _, _, kind in pairs)
    rows = [
        _change(old, new, kind, form)
        for wanted in ORDER
        for old, new, kind in pairs
        if kind == wanted
    ]
    return Changes(
        new=told["new"],
        same=told[SAME],
        changed=told["changed"],
        gone=told["gone"],
        supersedes=(),
        rows=tuple(rows[:MOST_ROWS]),
        left_off=max(len(rows) - MOST_ROWS, 0),
    )


def _change(old: Item | None, new: Item | None, kind: str, form: Instrument) -> Change:
    item = new if new is not None else old
    assert item is not None
    name = _name(item)
    return Change(
        table="instrument",
        region_code=NATION[0],
        region=NATION[1],
        what=name.id,
        what_en=name.en,
        period=form.cycle,
        period_en=form.cycle,
        old=_shown(old, new),
        new=_shown(new, old),
        old_publication_id=None,
        new_publication_id=None,
        kind=kind,
        is_derived=False,
    )


def _name(item: Item) -> Title:
    code = item.block if item.indicator == "semua" else item.indicator
    code = code if item.question == "semua" else f"{item.indicator}/{item.question}"
    return Title(id=f"{code} · {item.title.id}", en=f"{code} · {item.title.en}")


def _shown(item: Item | None, other: Item | None) -> float | str | None:
    """The maximum where that moved, else the wording; the maximum of what only one form has."""
    if item is None:
        return None
    if other is None or item.max_score != other.max_score:
        return item.max_score
    if not (item.text_known and other.text_known):
        return UNKNOWN[item.text_known]
    if item.title != other.title:
        return item.title.id
    return _name(item).id.partition(" · ")[0] if _name(item) != _name(other) else item.max_score
