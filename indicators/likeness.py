"""What kabupaten/kota are, so that each can be set beside those like it; never how they do.

`variables` makes the table, `likenesses` the rows of the table `neighbour` from it: the whole
country is searched, kabupaten and kota of the example province are not. Likeness is no judgement of
performance (methods 2.12). In the pipeline, from the facts of the edition itself:

    "neighbour": likeness.likenesses(
        reference["region"], people, [*catalogue.cases, *catalogue.outcomes]
    )

with `people` the current rows of population.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import numpy as np
import pandas as pd

from indicators import codes, denominators, neighbours
from indicators.tables import NEIGHBOUR

VARIABLES: Final = codes.LIKENESS
"""In the order of the table: what every area has first, then what is used only where all have it.

`penduduk` and `kepadatan` (people per square kilometre) are base-10 logarithms: ten times as many
is one step everywhere. `kota` is 1 for a kota. `rasio_jenis_kelamin` is males per 100 females,
`bagian_anak` the percentage aged 0 to 17.
"""
_KINDS: Final = ("kabupaten", "kota")


def variables(region: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Index region_code of every real kabupaten/kota, a column for each of `VARIABLES` that counts.

    All figures are of one year: the latest of those in which the most areas have a population.
    Sexes and ages enter only where every area with a population has them; NaN where an area lacks
    population or area. `region` and `population` hold the columns of their tables.
    """
    real = region[region["kind"].isin(_KINDS) & ~region["is_example"].astype(bool)]
    areas = real.set_index("region_code").sort_index()
    counted = population[population["region_code"].isin(areas.index)]
    people = denominators.people_of(counted, denominators.EVERYBODY)
    if people.empty:
        return pd.DataFrame(index=areas.index, columns=list(VARIABLES[:3]), dtype=float)
    year = _year(people)
    everybody = _of_year(people, year).reindex(areas.index)
    everybody = everybody.where(everybody > 0)
    square = areas["area_km2"].astype(float).where(areas["area_km2"].astype(float) > 0)
    found = pd.DataFrame(
        {
            "penduduk": np.log10(everybody),
            "kepadatan": np.log10(everybody / square),
            "kota": (areas["kind"] == "kota").astype(float),
        }
    )
    men, women = (_of_sex(counted, year, sex).reindex(areas.index) for sex in codes.SEXES[1:])
    children = _of_year(denominators.people_of(counted, denominators.CHILDREN), year)
    parts = {
        "rasio_jenis_kelamin": men / women.where(women > 0) * 100,
        "bagian_anak": children.reindex(areas.index) / everybody * 100,
    }
    whole = {name: part for name, part in parts.items() if part[everybody.notna()].notna().all()}
    return found.assign(**whole)


def likenesses(
    region: pd.DataFrame, population: pd.DataFrame, compared: Collection[str]
) -> pd.DataFrame:
    """neighbour rows: the ten areas of the whole country most like each kabupaten/kota.

    An area without population or area has none and is nobody's. `compared` are the measures of
    the catalogue; ValueError if a variable is one of them.
    """
    areas = variables(region, population)
    found = neighbours.neighbours(areas, compared=compared)
    empty = found[["alike", "apart"]] == ""
    found[["alike", "apart"]] = found[["alike", "apart"]].astype(object).mask(empty, None)
    return found.assign(variables="; ".join(areas.columns))[list(NEIGHBOUR.column_names)]


def _year(people: pd.DataFrame) -> int:
    """The latest year of those in which the most areas have a population."""
    areas = people.groupby("year")["region_code"].nunique()
    return int(areas[areas == areas.max()].index.max())


def _of_year(people: pd.DataFrame, year: int) -> pd.Series[float]:
    """People by region code in one year; of several publications the first by name."""
    rows = people[people["year"] == year].sort_values(["region_code", "publication_id"])
    return rows.drop_duplicates("region_code").set_index("region_code")["value"].astype(float)


def _of_sex(population: pd.DataFrame, year: int, sex: str) -> pd.Series[float]:
    rows = population[(population["sex"] == sex) & (population["age_band"] == codes.ALL)]
    return _of_year(rows[rows["value"].notna()], year)
