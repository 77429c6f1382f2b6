"""What a new file changes, row by row, against the facts that are loaded already.

A new row is held against the row with the same key of its own publication, or of a publication
that its own replaces: one it names, one the loader names, or an earlier release of the same
publisher and title. Rows that only the older release has are `gone` where the new one speaks of
the same period; both releases stay in the folder. Totals that follow from the rows (a province
from all its kabupaten/kota) are compared like rows and marked, but not counted.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import pandas as pd

from etl import fact_names
from indicators import codes, releases, rollup
from indicators.catalogue import Catalogue
from indicators.catalogue import load as load_catalogue
from indicators.regions import Registry, load_registry
from indicators.tables import CASE_COUNT, FACTS, POPULATION, PUBLICATION, Table

MOST_ROWS: Final = 500
ORDER: Final = ("changed", "gone", "new")
_PERIOD: Final = {
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
    pairs = _pairs(new, loaded, supersedes)
    compared = {
        table.name: _compared(table, *_rolled_up(table, new, loaded, pairs, registry), pairs)
        for table in FACTS
        if table.name in new and len(new[table.name])
    }
    counts = {
        kind: sum(
            int(((rows["kind"] == kind) & ~rows["is_derived"]).sum()) for rows in compared.values()
        )
        for kind in ("same", *ORDER)
    }
    rows = [
        _change(table, row, catalogue, registry)
        for kind in ORDER
        for table, frame in compared.items()
        for row in _widest_first(frame[frame["kind"] == kind]).to_dict("records")
    ][:MOST_ROWS]
    everything = sum(int((rows["kind"] != "same").sum()) for rows in compared.values())
    replaced = pairs.loc[pairs["publication_id"] != pairs["old_publication_id"]]
    return Changes(
        **counts,
        supersedes=tuple(sorted(set(replaced["old_publication_id"]))),
        rows=tuple(rows),
        left_off=everything - len(rows),
    )


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
    number = "value" if "value" in table.column_names else "award"
    key = [name for name in table.key if name != "publication_id"]
    both = pd.concat([rows, old], ignore_index=True)
    both["key"] = both.groupby(key, dropna=False, sort=False).ngroup()
    fresh, known = both.iloc[: len(rows)], both.iloc[len(rows) :]
    held = known.rename(columns={"publication_id": "old_publication_id", number: "old"})
    found = (
        fresh[["key", "publication_id"]]
        .reset_index(names="row")
        .merge(pairs, on="publication_id")
        .merge(held[["key", "old_publication_id", "old"]], on=["key", "old_publication_id"])
        .sort_values(["row", "recent", "old_publication_id"], na_position="first")
        .drop_duplicates("row", keep="last")
        .set_index("row")
    )
    done = fresh.assign(
        new=fresh[number].astype(object),
        old=found["old"].reindex(fresh.index).astype(object),
        old_publication_id=found["old_publication_id"].reindex(fresh.index),
        new_publication_id=fresh["publication_id"],
    )
    matched = done["old_publication_id"].notna()
    equal = (done["old"] == done["new"]) | (done["old"].isna() & done["new"].isna())
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
    return lost.assign(
        kind="gone",
        new=None,
        new_publication_id=lost["publication_id"],
        old=lost["old"].astype(object),
    )


def _change(
    table: str, row: Mapping[Hashable, Any], catalogue: Catalogue, registry: Registry
) -> Change:
    what, period = fact_names.what(table, row, catalogue), fact_names.period(table, row)
    return Change(
        table=table,
        region_code=row["region_code"],
        region=registry.get(row["region_code"]).name,
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
