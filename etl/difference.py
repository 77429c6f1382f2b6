"""What a new file changes, row by row, against the facts that are loaded already.

A new row is held against the row with the same key of its own publication, or of a publication
that its own replaces: one it names, one the loader names, or an earlier release of the same
publisher and title. Rows that only the older release has are `gone` where the new one speaks of
the same period; both releases stay in the folder. Totals that follow from the rows (a province
from all its kabupaten/kota) are compared like rows and marked, but not counted. Of a row that
people type (a document, an activity, an answer) every cell that changed is listed; it counts once.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import pandas as pd

from etl import compared, fact_names
from indicators import codes, releases, rollup
from indicators.catalogue import Catalogue
from indicators.catalogue import load as load_catalogue
from indicators.regions import Registry, load_registry
from indicators.tables import BY_NAME, CASE_COUNT, FACTS, POPULATION, PUBLICATION, SUBREGION, Table

MOST_ROWS: Final = 500
ORDER: Final = ("changed", "gone", "new")
_PERIOD: Final = {
    **{name: list(columns) for name, columns in releases.WHOLE.items()},
    "case_count": ["period_start", "period_end"],
    "outcome": ["period_start", "period_end"],
    "population": ["year"],
    "target": ["year"],
    "kla_score": ["printed_year"],
    "kla_award": ["award_year"],
    "award_count": ["award_year"],
    "reporting": ["period_start", "period_end"],
}
Facts = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Change:
    """One row that is new, changed or gone; `old` or `new` is None where there is none.

    `is_derived` marks a total that follows from the rows of its publication.
    """

    table: str
    region_code: str
    region: str
    what: str
    what_en: str
    period: str
    period_en: str
    old: float | str | None
    new: float | str | None
    old_publication_id: str | None
    new_publication_id: str | None
    kind: str
    is_derived: bool


@dataclass(frozen=True)
class Changes:
    """How many rows are new, the same, changed and gone; the rows, changed and gone first.

    `supersedes` are the loaded publications that those of the file replace.
    """

    new: int
    same: int
    changed: int
    gone: int
    supersedes: tuple[str, ...]
    rows: tuple[Change, ...]
    left_off: int

    def as_json(self) -> dict[str, Any]:
        """The object that `load --json` prints as `changes`."""
        return {**asdict(self), "supersedes": list(self.supersedes)} | {
            "rows": [asdict(row) for row in self.rows]
        }


def changes(
    new: Facts,
    loaded: Facts,
    supersedes: Sequence[str],
    catalogue: Catalogue | None = None,
    registry: Registry | None = None,
) -> Changes:
    """Compare the facts of a file (`new`) with those of the folder as it stands (`loaded`).

    `supersedes` names publications that those of the file replace, besides those they name
    themselves. Both hold frames by table; a table that is missing has no rows.
    """
    catalogue = catalogue or load_catalogue()
    registry = registry or load_registry()
    loaded = _in_force(loaded)
    pairs = _pairs(new, loaded, supersedes)
    found = {
        table.name: _compared(table, *_rolled_up(table, new, loaded, pairs, registry), pairs)
        for table in FACTS
        if table.name in new and len(new[table.name])
    }
    counts = {
        kind: sum(
            int(((rows["kind"] == kind) & ~rows["is_derived"]).sum()) for rows in found.values()
        )
        for kind in ("same", *ORDER)
    }
    told = {name: compared.by_cell(rows, BY_NAME[name]) for name, rows in found.items()}
    places = _places(new, loaded)
    rows = [
        _change(table, row, catalogue, registry, places)
        for kind in ORDER
        for table, frame in told.items()
        for row in _widest_first(frame[frame["kind"] == kind]).to_dict("records")
    ][:MOST_ROWS]
    everything = sum(len(frame) for frame in told.values())
    replaced = pairs.loc[pairs["publication_id"] != pairs["old_publication_id"]]
    return Changes(
        **counts,
        supersedes=tuple(sorted(set(replaced["old_publication_id"]))),
        rows=tuple(rows),
        left_off=everything - len(rows),
    )


def _in_force(loaded: Facts) -> Facts:
    """The loaded facts without rows of lists that a newer list has replaced whole: what was left
    out there is gone already.
    """
    if PUBLICATION.name not in loaded:
        return loaded
    told = loaded[PUBLICATION.name]
    return {
        name: releases.current(rows, BY_NAME[name], told) if name in releases.WHOLE else rows
        for name, rows in loaded.items()
    }


def _widest_first(rows: pd.DataFrame) -> pd.DataFrame:
    """The most that is shown of one kind: derived totals, the widest first, then as in the file."""
    totals = (rows == codes.ALL).sum(axis=1)
    order = pd.DataFrame(
        {
            "derived": ~rows["is_derived"],
            "region": rows["region_code"].str.len().where(rows["is_derived"], 0),
            "totals": -totals.where(rows["is_derived"], 0),
        }
    )
    return rows.loc[order.sort_values([*order], kind="stable").index].head(MOST_ROWS)


def _pairs(new: Facts, loaded: Facts, supersedes: Sequence[str]) -> pd.DataFrame:
    """(publication_id of the file, loaded one it is held against, how recent that one is)."""
    columns = list(PUBLICATION.column_names)
    none = pd.DataFrame(columns=columns)
    own, known = (
        facts.get(PUBLICATION.name, none)[columns].astype(object) for facts in (new, loaded)
    )
    named = own["supersedes"].map(lambda text: (*releases.named(text), *supersedes))
    own = own.assign(supersedes=named.map(releases.joined))
    both = pd.concat([own, known], ignore_index=True).drop_duplicates("publication_id")
    pairs = releases.replaced(both).rename(columns={"replaced_id": "old_publication_id"})
    pairs = pairs[
        pairs["publication_id"].isin(own["publication_id"])
        & pairs["old_publication_id"].isin(known["publication_id"])
    ]
    itself = pd.DataFrame(dict.fromkeys(pairs.columns, own["publication_id"]))
    pairs = pd.concat([itself, pairs], ignore_index=True)
    released = known.set_index("publication_id")["released"]
    return pairs.assign(recent=pd.to_datetime(pairs["old_publication_id"].map(released)))


def _rolled_up(
    table: Table, new: Facts, loaded: Facts, pairs: pd.DataFrame, registry: Registry
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of both sides that are compared, with the totals that follow from them."""
    columns = list(table.column_names)
    rows = new[table.name][columns]
    old = loaded[table.name][columns] if table.name in loaded else rows.iloc[:0]
    old = old[old["publication_id"].isin(pairs["old_publication_id"])]
    if table is not CASE_COUNT and table is not POPULATION:
        return rows.assign(is_derived=False), old.assign(is_derived=False)
    children = {
        region.code: [child.code for child in registry.children(region.code)]
        for region in registry.all()
        if region.kind in ("negara", "provinsi")
    }
    add = rollup.roll_up_counts if table is CASE_COUNT else rollup.roll_up_population
    sides = []
    for side in (rows, old):
        whole = add(side.reset_index(drop=True), children) if len(side) else side
        sides.append(
            whole.assign(is_derived=[*[False] * len(side), *[True] * (len(whole) - len(side))])
        )
    return sides[0], sides[1]


def _compared(
    table: Table, rows: pd.DataFrame, old: pd.DataFrame, pairs: pd.DataFrame
) -> pd.DataFrame:
    """Every row of the file and every row that is gone, with its kind and the older value."""
    key = [name for name in table.key if name != "publication_id"]
    both = pd.concat([rows, old], ignore_index=True)
    both["key"] = both.groupby(key, dropna=False, sort=False).ngroup()
    fresh, known = both.iloc[: len(rows)], both.iloc[len(rows) :]
    held = compared.older(known, table)
    before = [compared.BEFORE + name for name in compared.cells(table)]
    found = (
        fresh[["key", "publication_id"]]
        .reset_index(names="row")
        .merge(pairs, on="publication_id")
        .merge(held[["key", "old_publication_id", *before]], on=["key", "old_publication_id"])
        .sort_values(["row", "recent", "old_publication_id"], na_position="first")
        .drop_duplicates("row", keep="last")
        .set_index("row")
    )
    done = fresh.assign(
        **{name: found[name].reindex(fresh.index) for name in before},
        old_publication_id=found["old_publication_id"].reindex(fresh.index),
        new_publication_id=fresh["publication_id"],
    )
    matched = done["old_publication_id"].notna()
    equal = pd.Series(True, index=done.index)
    for name in compared.cells(table):
        equal &= ~compared.differs(done, name)
    done["kind"] = pd.Series("new", index=done.index).mask(matched & equal, "same")
    done["kind"] = done["kind"].mask(matched & ~equal, "changed")
    every = pd.concat([done, _gone(table, fresh, held, pairs)], ignore_index=True)
    return every.astype({"is_derived": bool})  # of an empty frame it is an object: ~True is -2


def _gone(
    table: Table, fresh: pd.DataFrame, held: pd.DataFrame, pairs: pd.DataFrame
) -> pd.DataFrame:
    """Rows of a replaced publication that the file lacks though it speaks of their period."""
    spoken = fresh[[*_PERIOD[table.name], "publication_id"]].drop_duplicates()
    replaced = pairs[pairs["publication_id"] != pairs["old_publication_id"]]
    lost = held[~held["key"].isin(fresh["key"])]
    lost = lost.merge(replaced, on="old_publication_id").merge(
        spoken, on=[*_PERIOD[table.name], "publication_id"]
    )
    lost = lost.sort_values(["recent", "old_publication_id"], na_position="first")
    lost = lost.drop_duplicates("key", keep="last")
    return lost.assign(kind="gone", new_publication_id=lost["publication_id"])


def _places(*sides: Facts) -> dict[str, str]:
    """Names of kecamatan and desa by code, as the loaded lists and, before them, the file say."""
    known = [facts[SUBREGION.name] for facts in reversed(sides) if SUBREGION.name in facts]
    return {
        str(code): str(name)
        for frame in known
        for code, name in zip(frame["area_code"], frame["name"], strict=True)
    }


def _change(
    table: str,
    row: Mapping[Hashable, Any],
    catalogue: Catalogue,
    registry: Registry,
    places: Mapping[str, str],
) -> Change:
    what, period = fact_names.what(table, row, catalogue), fact_names.period(table, row)
    if row["kind"] == "changed":
        what = fact_names.cell(what, row["field"])
    region = registry.get(row["region_code"]).name
    if "area_code" in row:
        area = str(row["area_code"])
        region = f"{places.get(area, area)} ({area}), {region}"
    return Change(
        table=table,
        region_code=row["region_code"],
        region=region,
        what=what.id,
        what_en=what.en,
        period=period.id,
        period_en=period.en,
        **{
            name: None if pd.isna(row[name]) else row[name]
            for name in ("old", "new", "old_publication_id")
        },
        new_publication_id=row["new_publication_id"],
        kind=row["kind"],
        is_derived=bool(row["is_derived"]),
    )
