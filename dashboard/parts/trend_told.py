"""The yearly figures in words: the first and the last year shown, and what limits them."""

from __future__ import annotations

import datetime

import pandas as pd

from dashboard.language import Say, speaker
from dashboard.parts import series, texts
from dashboard.parts.breaks import Breaks
from dashboard.parts.shapes import Note
from indicators import wording


def finding(frame: pd.DataFrame, measure: str, breaks: Breaks, shown: str, language: str) -> str:
    """First and last whole year of one publication, in words; never across publications."""
    chosen = frame[frame["is_chosen"]]
    chosen = frame if chosen.empty else chosen
    every = chosen[~chosen["is_partial"] & (chosen["state"] == "shown")]
    if shown == series.RATE:
        every = every[every["rate"].notna()]
    whole = _unbroken(_longest(every), breaks)
    title = texts.measure_title(measure, language)
    if every["publication_id"].nunique() > 1:
        title = speaker(language)(
            "{title} menurut {publisher}", title=title, publisher=whole["publisher"].iloc[0]
        )
    if shown == series.RATE and len(whole):
        return _rates(whole, f"{title} {series.per(frame, language)}", language)
    partial = chosen[chosen["is_partial"] & (chosen["state"] == "shown")].sort_values("period_end")
    told = wording.trend_sentence(
        language,
        title=title,
        unit=series.unit(measure, language).lower(),
        first=_year_value(whole, 0),
        last=_year_value(whole, -1),
        partial=_part(partial, whole),
        breaks=breaks.told(language),
        hidden_years=sorted({int(y) for y in chosen.loc[chosen["state"] == "hidden", "year"]}),
    )
    if texts.catalogue().cases[measure].caveat is None:
        return told
    return told.removesuffix(wording.word("reports_not_incidence", language)).strip()


def notes(frame: pd.DataFrame, measure: str, shown: str, say: Say) -> tuple[Note, ...]:
    """What limits the figures: the measure's caveat, publications, missing years, denominators."""
    told = []
    case = texts.catalogue().cases[measure]
    if case.caveat is not None:
        told.append(Note(case.caveat.in_(say.language)))
    if frame["publication_id"].nunique() > 1:
        told.append(Note(say("Publikasi yang berbeda digambar terpisah dan tidak disambung.")))
    missing = _missing_years(frame)
    if missing:
        told.append(Note(say("Belum ada data: {years}. Itu bukan nol.", years=", ".join(missing))))
    if not frame["is_exact"].all():
        told.append(Note(say("Angka bertanda “sekitar” tidak pasti menurut sumbernya.")))
    if shown == series.RATE:
        told.append(Note(_denominator(frame, say)))
    return tuple(told)


def _denominator(frame: pd.DataFrame, say: Say) -> str:
    """Which people the rates are of."""
    kinds = series.kinds(frame)
    if len(kinds) > 1:
        return say("Penyebutnya berubah di dalam deret; angka di kedua sisinya tidak dibandingkan. "
                   "Tahun yang datanya sebagian tidak dihitung per penduduk.")  # fmt: skip
    if kinds == ["anak_0_17"]:
        return say("Penyebut: anak usia 0–17 tahun. Tahun yang datanya sebagian tidak dihitung "
                   "per anak.")  # fmt: skip
    return say("Penyebut: seluruh penduduk, bukan hanya anak. Tahun yang datanya "
               "sebagian tidak dihitung per penduduk.")  # fmt: skip


def _longest(every: pd.DataFrame) -> pd.DataFrame:
    """The whole years of the publication that has most of them, in order."""
    if every.empty:
        return every
    years = every.groupby("publication_id")["year"].agg(["size", "max"])
    longest = years.sort_values(["size", "max"]).index[-1]
    own = every[every["publication_id"] == longest]
    return pd.DataFrame(own.sort_values("period_end"))


def _unbroken(whole: pd.DataFrame, breaks: Breaks) -> pd.DataFrame:
    """The years after the last break where there are any, else those before it."""
    days = [one.date for one in breaks.found]
    if not days or whole.empty:
        return whole
    last = max(days)
    after = pd.DataFrame(whole[whole["period_start"].dt.date >= last])
    if len(after):
        return after
    earlier = Breaks(tuple(one for one in breaks.found if one.date < last))
    return _unbroken(whole[whole["period_end"].dt.date < last], earlier)


def _rates(whole: pd.DataFrame, title: str, language: str) -> str:
    first, last = whole.iloc[0], whole.iloc[-1]
    if len(whole) == 1:
        return speaker(language)(
            "{title}: {last} ({last_year}), satu-satunya tahun penuh yang ditampilkan",
            title=title,
            last=texts.rate(last["rate"], language),
            last_year=last["year"],
        )
    return speaker(language)(
        "{title}: {first} ({first_year}) dan {last} ({last_year}), tahun penuh pertama dan "
        "terakhir yang ditampilkan",
        title=title,
        first=texts.rate(first["rate"], language),
        first_year=first["year"],
        last=texts.rate(last["rate"], language),
        last_year=last["year"],
    )


def _year_value(whole: pd.DataFrame, place: int) -> tuple[int, float] | None:
    if whole.empty:
        return None
    row = whole.iloc[place]
    return int(row["year"]), float(row["value"])


def _part(
    partial: pd.DataFrame, whole: pd.DataFrame
) -> tuple[datetime.date, datetime.date, float] | None:
    """The latest partial year, when it lies after the last whole one."""
    if partial.empty:
        return None
    row = partial.iloc[-1]
    if len(whole) and row["period_end"] <= whole.iloc[-1]["period_end"]:
        return None
    return row["period_start"].date(), row["period_end"].date(), float(row["value"])


def _missing_years(frame: pd.DataFrame) -> list[str]:
    if frame.empty:
        return []
    present = {int(year) for year in frame["year"]}
    return [str(year) for year in range(min(present), max(present)) if year not in present]
