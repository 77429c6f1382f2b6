"""Which publication replaces which: said by a publication itself, or following from its title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from indicators.table_model import Table

SEPARATOR: Final = ";"
WHOLE: Final[Mapping[str, tuple[str, ...]]] = {
    "evidence": ("region_code", "instrument_id", "office"),
    "plan_activity": ("region_code", "plan_period", "year"),
    "subregion": ("region_code",),
    "village_answer": ("region_code", "instrument_id"),
}
"""Lists that are sent whole: what a newer release says of these columns replaces all that an
older one said of them, rows that it leaves out included."""


def named(text: object) -> tuple[str, ...]:
    """The ids in the column `supersedes` of a publication; none where it is empty."""
    if not isinstance(text, str):
        return ()
    return tuple(part.strip() for part in text.split(SEPARATOR) if part.strip())


def joined(ids: Sequence[str]) -> str | None:
    """Ids as the column `supersedes` holds them."""
    return f"{SEPARATOR} ".join(ids) or None


def replaced(publications: pd.DataFrame) -> pd.DataFrame:
    """Pairs (publication_id, replaced_id): the first is a newer release of the second.

    A publication replaces those it names in `supersedes`, those of the same publisher and title
    that came out on an earlier day, and whatever these replace. One that would replace itself
    does not.
    """
    direct = _said(publications)
    for older, newer in _by_title(publications):
        direct[newer] = (*direct[newer], older)
    pairs = [(new, old) for new in direct for old in _reached(new, direct)]
    return pd.DataFrame(pairs, columns=["publication_id", "replaced_id"], dtype="str")


def superseded(
    rows: pd.DataFrame, quantity: Sequence[str], publications: pd.DataFrame
) -> pd.Series[bool]:
    """Whether a newer release of the publication of a row says something of the same quantity.

    `quantity` are the columns that name it, besides publication_id.
    """
    loses = pd.Series(False, index=rows.index)
    pairs = replaced(publications)
    key = [*quantity, "publication_id"]
    old = rows.loc[rows["publication_id"].isin(pairs["replaced_id"]), key]
    new = rows.loc[rows["publication_id"].isin(pairs["publication_id"]), key]
    if old.empty or new.empty:
        return loses
    told = old.reset_index(names="row").merge(
        pairs.rename(columns={"publication_id": "newer", "replaced_id": "publication_id"}),
        on="publication_id",
    )
    held = new.rename(columns={"publication_id": "newer"}).drop_duplicates()
    loses.loc[told.merge(held, on=[*quantity, "newer"])["row"].unique()] = True
    return loses


def current(rows: pd.DataFrame, table: Table, publications: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table whose place no newer release has taken (lists as WHOLE says)."""
    own = [name for name in table.key if name != "publication_id"]
    quantity = WHOLE.get(table.name, own)
    return rows[~superseded(rows, quantity, publications)]


def circular(publications: pd.DataFrame) -> tuple[str, ...]:
    """Publications that, by what they name in `supersedes`, would replace themselves."""
    direct = _said(publications)
    return tuple(new for new in direct if new in _named_below(new, direct))


def _said(publications: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    return {
        str(row.publication_id): named(row.supersedes)
        for row in publications[["publication_id", "supersedes"]].itertuples(index=False)
    }


def _by_title(publications: pd.DataFrame) -> list[tuple[str, str]]:
    """(older, newer) releases of one publisher under one title, by the day they came out."""
    dated = publications[publications["released"].notna()]
    if len(dated) < 2:
        return []
    told = pd.DataFrame(
        {
            "publication_id": dated["publication_id"],
            "released": pd.to_datetime(dated["released"]),
            **{
                name: dated[name].astype(str).str.casefold().str.split().str.join(" ")
                for name in ("publisher", "title")
            },
        }
    )
    told = told[told.duplicated(["publisher", "title"], keep=False)]
    pairs = told.merge(told, on=["publisher", "title"], suffixes=("_old", "_new"))
    pairs = pairs[pairs["released_old"] < pairs["released_new"]]
    return list(zip(pairs["publication_id_old"], pairs["publication_id_new"], strict=True))


def _reached(start: str, direct: Mapping[str, Sequence[str]]) -> list[str]:
    """All that `start` replaces, itself left out."""
    return [name for name in _named_below(start, direct) if name != start]


def _named_below(start: str, direct: Mapping[str, Sequence[str]]) -> list[str]:
    found: dict[str, None] = {}
    waiting = list(direct.get(start, ()))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            waiting += direct.get(name, ())
    return sorted(found)
