"""The targets of an action plan: baseline, latest value, target a year, who set it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard.language import Say, speaker
from dashboard.parts import texts
from dashboard.parts.outcomes import figure
from dashboard.parts.shapes import Column, Listing, Note, Table
from dashboard.queries import edition as edition_queries
from dashboard.queries import plans
from dashboard.queries.contract import Run
from indicators import plan_targets, releases, wording, wording_plan
from indicators.catalogue import OutcomeMeasure
from indicators.tables import TARGET

_COLUMNS: Final = (
    "region_code", "measure_id", "year", "target", "origin", "expired_year", "expired_value",
    "expired_origin", "base_year", "base_value", "last_year", "last_value",
)  # fmt: skip


@dataclass(frozen=True)
class _Aims:
    """What the list is made of."""

    chosen: pd.DataFrame
    base: pd.DataFrame
    last: pd.DataFrame
    years: tuple[int, ...]


def targets(run: Run, region: str, province: str, period: str, language: str) -> Listing:
    """The outcomes a plan is about, each with its targets in the years of `period`."""
    say = speaker(language)
    measures = plan_targets.measures(texts.catalogue().outcomes)
    first, _, last = period.partition("-")
    years = tuple(range(int(first), int(last) + 1))
    known = plans.targets(run, [region, province, plan_targets.NATION])
    known = releases.current(known, TARGET, plans.publications(run))
    values = plans.values(run, region, list(measures))
    aims = _Aims(
        plan_targets.chosen(known, region, province, measures, years),
        *plan_targets.standing(values, years[0]), years,
    )  # fmt: skip
    rows = tuple(_row(measure, aims, say) for measure in measures)
    columns = (
        Column(say("Capaian")),
        Column(say("Nilai awal")),
        Column(say("Nilai terakhir")),
        *(Column(say("Target {year}", year=year), is_number=True) for year in years),
        Column(say("Asal target")),
    )
    told = wording_plan.target_counts_sentence(
        language, measures=len(measures), counts=plan_targets.counts(aims.chosen)
    )
    used = pd.concat([values[values["measure_id"].isin(measures)], _used(known, aims.chosen)])
    title = say("Target rencana aksi {period}", period=wording_plan.years(period))
    return Listing(
        "plan_targets",
        title,
        Table(title, columns, rows),
        subtitle=told,
        notes=(
            Note(say("Poin formulir dan capaian bagi anak adalah dua hal yang berbeda dan tidak "
                     "dijumlahkan.")),
            Note(say("Nilai yang belum dimuat ada pada Dinas Kesehatan, Dinas Kependudukan dan "
                     "Pencatatan Sipil, serta BPS (templat capaian); target daerah sendiri ada "
                     "pada Bappeda: RPJMD dan Renstra (templat target).")),
            Note(say("Target tahun lain tidak ditarik garis ke tahun ini: hanya target yang jatuh "
                     "tempo pada tahun itu sendiri yang dipakai.")),
        ),
        sources=texts.sources(used, language),
        download=texts.download(
            _frame(region, aims), _COLUMNS, f"kla-rad-target-{region}",
            edition_queries.edition(run).iloc[0],
        ),
    )  # fmt: skip


def _used(known: pd.DataFrame, chosen: pd.DataFrame) -> pd.DataFrame:
    """The targets that are shown, those that have expired among them."""
    key = ["measure_id", "year", "value"]
    old = chosen[["measure_id", "expired_year", "expired_value"]].dropna()
    shown = pd.concat([chosen[key].dropna(), old.set_axis(key, axis=1)])
    pairs = set(shown.itertuples(index=False, name=None))
    return known[[pair in pairs for pair in known[key].itertuples(index=False, name=None)]]


def _row(measure_id: str, aims: _Aims, say: Say) -> tuple[str, ...]:
    language = say.language
    measure = texts.catalogue().outcomes[measure_id]
    own = aims.chosen[aims.chosen["measure_id"] == measure_id]
    told = tuple(
        texts.NONE if pd.isna(row.value) else _aim(row.value, measure, language)
        for row in texts.rows(own)
    )
    return (
        measure.title.in_(language),
        _value(measure_id, aims.base, say),
        _value(measure_id, aims.last, say),
        *told,
        _origin(own, measure_id, say),
    )


def _value(measure_id: str, known: pd.DataFrame, say: Say) -> str:
    """A value with its year, or that none is loaded."""
    if measure_id not in known.index:
        return say("belum dimuat")
    row = next(texts.rows(known.loc[[measure_id]]))
    measure = texts.catalogue().outcomes[measure_id]
    return f"{figure(row.value, measure, say.language)} ({row.year})"


def _aim(value: float, measure: OutcomeMeasure, language: str) -> str:
    """A target with the decimals it was set with."""
    number = wording.number(value, language)
    return f"{number}%" if measure.unit == "persen" else number


def _origin(own: pd.DataFrame, measure_id: str, say: Say) -> str:
    """Who set the targets of the plan; else the last one, expired, or that none is known."""
    names = {
        "own": say("daerah sendiri"), "province": say("provinsi"), "nation": say("nasional"),
    }  # fmt: skip
    dated = own[own["origin"].isin(list(names))].groupby("origin", sort=False)["year"]
    taken = {names[str(origin)]: [str(year) for year in years] for origin, years in dated}
    if len(taken) == 1:
        return next(iter(taken))
    if taken:
        return "; ".join(f"{whose} ({', '.join(years)})" for whose, years in taken.items())
    first = next(texts.rows(own))
    if pd.isna(first.expired_year):
        return say("belum ada target")
    measure = texts.catalogue().outcomes[measure_id]
    return say(
        "target telah berakhir: {value} ({year}, {owner})",
        value=_aim(first.expired_value, measure, say.language),
        year=int(first.expired_year),
        owner=names[first.expired_origin],
    )


def _frame(region: str, aims: _Aims) -> pd.DataFrame:
    """A row an outcome and year, for the download."""
    out = aims.chosen.rename(columns={"value": "target"}).assign(region_code=region)
    for name, known in (("base", aims.base), ("last", aims.last)):
        for column in ("year", "value"):
            out[f"{name}_{column}"] = out["measure_id"].map(known[column])
    return out
