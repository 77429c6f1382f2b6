"""Per which people a count is shown: children where they were counted, else everybody.

Children are 0 to 17. They are a printed band 0-17, or the sum of the bands 0-5, 6-12 and 13-17 of
one publication and year; a band 0-18 is one year too many and is not taken. All regions of a
province get one kind for the same year and group: two areas with different denominators cannot be
compared. What was taken is said in `denominator_kind`, and the title says it.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from indicators import codes

NEAREST_YEARS: Final = 2
"""How far the year of a denominator may lie from the year of the count."""
CHILDREN: Final = "anak_0_17"
EVERYBODY: Final = "penduduk"
KINDS: Final = (CHILDREN, EVERYBODY)
CHILD_GROUPS: Final = ("anak",)
"""Groups whose rate is per child; all others are per inhabitant."""
_CHILD_BAND: Final = "0-17"
_BOTH_SEXES: Final = ("laki_laki", "perempuan")
_KEY: Final = ["region_code", "year", "publication_id"]
COLUMNS: Final = (
    "denominator", "denominator_kind", "denominator_year", "denominator_publication_id",
)  # fmt: skip


def denominators(values: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """`COLUMNS` for each row of `values` (region_code, year, group), aligned with its index.

    Both sexes together, the nearest year within two; of equally near years the earlier one, of
    several publications the first by name. Rows without people of either kind are NaN and None.
    `population` holds the columns of population; a hidden or unreported part leaves no sum.
    """
    wants_children = values["group"].isin(CHILD_GROUPS)
    people = {kind: _nearest(values, people_of(population, kind), kind) for kind in KINDS}
    has_both = people[CHILDREN]["denominator"].notna() | people[EVERYBODY]["denominator"].isna()
    province = values["region_code"].astype(str).str[:2]
    uniform = has_both.groupby([province, values["year"], values["group"]]).transform("all")
    use_children = wants_children & uniform.astype(bool) & people[CHILDREN]["denominator"].notna()
    chosen = people[EVERYBODY].copy()
    chosen[use_children] = people[CHILDREN][use_children]
    return chosen[list(COLUMNS)]


def people_of(population: pd.DataFrame, kind: str) -> pd.DataFrame:
    """(region_code, year, publication_id, value) of children or everybody, one row each.

    A printed figure goes before a sum, both sexes printed together before their sum. ValueError
    for a kind that is none of KINDS.
    """
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is none of {', '.join(KINDS)}")
    rows = population[population["value"].notna()]
    bands = (codes.ALL,) if kind == EVERYBODY else (_CHILD_BAND,)
    choices = [_summed(rows, (codes.ALL,), bands), _summed(rows, _BOTH_SEXES, bands)]
    if kind == CHILDREN:
        choices += [
            _summed(rows, (codes.ALL,), codes.CHILD_AGE_BANDS),
            _summed(rows, _BOTH_SEXES, codes.CHILD_AGE_BANDS),
        ]
    return pd.concat(choices).drop_duplicates(_KEY).sort_values(_KEY).reset_index(drop=True)


def mixed_series(values: pd.DataFrame) -> pd.DataFrame:
    """(region_code, measure_id, year) from which a series of rates has another denominator kind.

    The rate jumps there for no other reason: a page draws it as a break, a trend ends.
    """
    shown = values[values["rate"].notna()].drop_duplicates(["region_code", "measure_id", "year"])
    shown = shown.sort_values(["region_code", "measure_id", "year"])
    series = [shown["region_code"], shown["measure_id"]]
    before = shown["denominator_kind"].groupby(series).shift()
    changed = before.notna() & (before != shown["denominator_kind"])
    return shown.loc[changed, ["region_code", "measure_id", "year"]].reset_index(drop=True)


def _summed(rows: pd.DataFrame, sexes: tuple[str, ...], bands: tuple[str, ...]) -> pd.DataFrame:
    """Sum of these sexes and bands where one publication has every one of them."""
    parts = rows[rows["sex"].isin(sexes) & rows["age_band"].isin(bands)]
    told = parts.groupby(_KEY, as_index=False).agg(value=("value", "sum"), parts=("value", "size"))
    return told[told["parts"] == len(sexes) * len(bands)][[*_KEY, "value"]]


def _nearest(values: pd.DataFrame, people: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The denominator of each row of `values` out of `people`, which are of one kind."""
    first = people.drop_duplicates(["region_code", "year"]).rename(
        columns={
            "year": "denominator_year",
            "value": "denominator",
            "publication_id": "denominator_publication_id",
        }
    )
    pairs = values[["region_code", "year"]].drop_duplicates().merge(first, on="region_code")
    pairs["distance"] = (pairs["year"] - pairs["denominator_year"]).abs()
    pairs = pairs[pairs["distance"] <= NEAREST_YEARS].sort_values(
        ["region_code", "year", "distance", "denominator_year"]
    )
    pairs = pairs.drop_duplicates(["region_code", "year"])
    found = values[["region_code", "year"]].merge(pairs, on=["region_code", "year"], how="left")
    found.index = values.index
    said = pd.Series(kind, index=found.index, dtype=object)
    return found.assign(denominator_kind=said.where(found["denominator"].notna(), None))
