"""Ranks of one award beside the award before, and whether a province is PROVILA.

A province is PROVILA when all its kabupaten/kota hold an award. One that is not loaded is not
known: it neither holds an award nor stands in the way.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from indicators import codes
from indicators.recap import regencies
from indicators.tables import PROVILA, RANK_MOVE, READINESS

NO_AWARD: Final = "tanpa_penghargaan"
NOT_NAMED: Final = "tidak_disebut"
"""An award was given, its rank is not told."""
_LADDER: Final = {rank: place for place, rank in enumerate(codes.AWARDS) if rank != NOT_NAMED}
_TRUST: Final = {trust: place for place, trust in enumerate(codes.TRUST)}
_STAGES: Final = {"akhir": 0, "verifikasi_lapangan": 1, "verifikasi_administrasi": 2, "mandiri": 3}
"""The most final first."""


def chosen_awards(awards: pd.DataFrame, publications: pd.DataFrame) -> pd.DataFrame:
    """One kla_award row a region and award year, with `sources_differ`.

    A named rank before one that is not named, then the better trusted publication, the later
    release, and the first by name.
    """
    told = publications[["publication_id", "trust", "released"]]
    rows = awards.merge(told, on="publication_id", how="left")
    key = ["region_code", "award_year"]
    named = rows[rows["award"] != NOT_NAMED]
    ranks = named.groupby(key)["award"].nunique().rename("ranks").reset_index()
    rows = rows.assign(
        unnamed=rows["award"] == NOT_NAMED, order=rows["trust"].map(_TRUST).fillna(len(_TRUST))
    )
    rows = rows.sort_values(
        [*key, "unnamed", "order", "released", "publication_id"],
        ascending=[True, True, True, True, False, True],
        na_position="last",
    ).drop_duplicates(key)
    rows = rows.merge(ranks, on=key, how="left")
    return rows.assign(sources_differ=rows["ranks"].fillna(0) > 1)


def rounds(awards: pd.DataFrame, counts: pd.DataFrame) -> list[int]:
    """The years in which awards were given, as far as anything is loaded of them."""
    return sorted({int(year) for frame in (awards, counts) for year in frame["award_year"]})


def moves(chosen: pd.DataFrame, years: list[int], regions: pd.DataFrame) -> pd.DataFrame:
    """rank_move rows: each award of a real kabupaten/kota beside the award round before it.

    `chosen` is of `chosen_awards`, `years` of `rounds`. An older award is not compared with: who
    was not loaded in the round before has `no_before`.
    """
    before = dict(zip(years[1:], years[:-1], strict=True))
    rows = chosen.merge(regencies(regions), on="region_code")
    rows["before_year"] = rows["award_year"].map(before).astype("Int64")
    earlier = rows[["region_code", "award_year", "award"]].rename(
        columns={"award_year": "before_year", "award": "award_before"}
    )
    earlier["before_year"] = earlier["before_year"].astype("Int64")
    rows = rows.merge(earlier, on=["region_code", "before_year"], how="left")
    now, then = rows["award"].map(_LADDER), rows["award_before"].map(_LADDER)
    move = pd.Series("same", index=rows.index, dtype="object")
    move = move.mask(now > then, "up").mask(now < then, "down")
    move = move.mask(now.isna() | then.isna(), "not_named")
    rows["move"] = move.mask(rows["award_before"].isna(), "no_before")
    rows = rows.sort_values(["award_year", "region_code"])
    return rows[list(RANK_MOVE.column_names)].reset_index(drop=True)


def shown(moved: pd.DataFrame) -> pd.DataFrame:
    """rank_move as the public edition has it: nobody who stood or stands without an award."""
    return moved[(moved["award"] != NO_AWARD) & ~moved["award_before"].eq(NO_AWARD)]


def shown_awards(awards: pd.DataFrame) -> pd.DataFrame:
    """kla_award and award_count as the public edition has them: who was given none is not named,
    nor counted.
    """
    return awards[awards["award"] != NO_AWARD].reset_index(drop=True)


def shown_provinces(told: pd.DataFrame) -> pd.DataFrame:
    """provila as the public edition has it.

    With the list of those that hold an award, how many hold none would name them: who is not known
    to hold one is counted as unknown, and a province is met or not known.
    """
    is_met = told["provila"] == "met"
    return told.assign(
        without_award=told["without_award"].astype("Int64").where(is_met),
        unknown=told["regencies"] - told["with_award"],
        provila=told["provila"].where(is_met, "unknown"),
    )


def provinces(chosen: pd.DataFrame, years: list[int], regions: pd.DataFrame) -> pd.DataFrame:
    """provila rows: a province and award round with a loaded award, and the latest round of all."""
    real = regencies(regions)
    rows = chosen.merge(real, on="region_code").assign(
        without=lambda frame: frame["award"] == NO_AWARD
    )
    out = rows.groupby(["parent_code", "award_year"], as_index=False).agg(
        loaded=("region_code", "size"), without_award=("without", "sum")
    )
    sizes = real["parent_code"].value_counts().sort_index()
    if years:
        every = pd.DataFrame({"parent_code": sizes.index, "award_year": years[-1]})
        out = out.merge(every, on=["parent_code", "award_year"], how="outer")
    out[["loaded", "without_award"]] = out[["loaded", "without_award"]].fillna(0).astype("int64")
    out["regencies"] = out["parent_code"].map(sizes).astype("int64")
    out["with_award"] = out["loaded"] - out["without_award"]
    out["unknown"] = out["regencies"] - out["loaded"]
    told = pd.Series("unknown", index=out.index, dtype="object")
    out["provila"] = told.mask(out["unknown"] == 0, "met").mask(out["without_award"] > 0, "not_met")
    out = out.sort_values(["parent_code", "award_year"])
    return out[list(PROVILA.column_names)].reset_index(drop=True)


def readiness(
    chosen: pd.DataFrame, years: list[int], standing: pd.DataFrame, regions: pd.DataFrame
) -> pd.DataFrame:
    """readiness rows: every real kabupaten/kota at the latest award round.

    `standing` holds stage_standing: the latest cycle at its most final stage is set beside it.
    """
    if not years:
        return pd.DataFrame(columns=list(READINESS.column_names))
    real, latest = regencies(regions), years[-1]
    now = chosen[chosen["award_year"] == latest]
    earlier = chosen[chosen["award_year"] < latest].sort_values("award_year")
    earlier = earlier.drop_duplicates("region_code", keep="last").rename(
        columns={"award": "last_award", "award_year": "last_award_year"}
    )
    staged = standing.assign(order=standing["stage"].map(_STAGES).fillna(len(_STAGES)))
    staged = staged.sort_values(["cycle_year", "order"], ascending=[False, True])
    staged = staged.drop_duplicates("region_code")
    rows = real.merge(now[["region_code", "award", "publication_id"]], on="region_code", how="left")
    rows = rows.merge(
        earlier[["region_code", "last_award", "last_award_year"]], on="region_code", how="left"
    ).merge(
        staged[["region_code", "cycle_year", "stage", "value"]], on="region_code", how="left"
    )  # fmt: skip
    state = pd.Series("holds", index=rows.index, dtype="object")
    state = state.mask(rows["award"] == NO_AWARD, "breaks").mask(rows["award"].isna(), "unknown")
    rows = rows.assign(award_year=latest, state=state).sort_values("region_code")
    for name in ("last_award_year", "cycle_year"):
        rows[name] = rows[name].astype("Int64")
    return rows[list(READINESS.column_names)].reset_index(drop=True)
