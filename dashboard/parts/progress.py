"""Towards a target: how far, how fast so far and how fast it takes, how long still, row by row."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import pandas as pd

from dashboard.language import Say, speaker
from dashboard.parts import outcomes, quality, texts
from dashboard.parts.shapes import Chart, Column, Listing, Note, Table
from dashboard.queries import edition as edition_queries
from dashboard.queries import gaps
from dashboard.queries.contract import Run
from indicators import wording
from indicators.catalogue import OutcomeMeasure
from indicators.method_words import said
from indicators.targets import FEWEST_POINTS
from indicators.wording_target import improves, progress_sentence, years_to_target_sentence

_COLUMNS = (
    "region_code", "measure_id", "period_start", "period_end", "value", "target", "target_region",
    "target_owner", "target_year", "target_publication_id", "target_publisher", "target_title",
    "gap", "is_met", "is_expired", "better", "base_year", "base_value", "growth_observed",
    "growth_required", "ratio", "progress", "progress_reason", "years", "years_lower",
    "years_upper", "years_status", "trend_years", *quality.COLUMNS,
)  # fmt: skip

_PACED = frozenset({"on_track", "acceleration_needed", "limited", "deterioration"})
"""Progress that is a pace against the pace needed."""


@dataclass(frozen=True)
class Targets:
    """The outcomes of a region against their targets: in a sentence, drawn, and row by row."""

    sentence: str
    chart: Chart
    listing: Listing | None


def of_region(run: Run, region: str, name: str, language: str) -> Targets | None:
    """The tab on targets; None where no outcome is loaded."""
    say = speaker(language)
    edition = edition_queries.edition(run).iloc[0]
    chart = outcomes.bullets(run, region, name, language, edition)
    if chart is None:
        return None
    frame = outcomes.of(run, region)
    aimed = frame[frame["target"].notna()]
    return Targets(
        sentence=_sentence(aimed, say),
        chart=dataclasses.replace(chart, lead=_lead(aimed, say)),
        listing=_listing(run, aimed, region, name, edition, say) if len(aimed) else None,
    )


def _sentence(aimed: pd.DataFrame, say: Say) -> str:
    """How many targets still run or expired, reached or not; empty without a target.

    An expired target is neither where the latest value is not of its own year.
    """
    if aimed.empty:
        return ""
    met, gone = aimed["is_met"], aimed["is_expired"]
    unknown = gone & (aimed["period_end"].dt.year != aimed["target_year"])
    return say(
        "{n} target dibandingkan dengan nilai terakhir. Masih berlaku: {ahead} sudah mencapai "
        "batasnya, {running} belum. Telah berakhir: {met} tercapai, {expired} tidak, {unknown} "
        "belum dapat disimpulkan karena angka terakhirnya dari tahun lain.",
        n=len(aimed),
        ahead=int((met & ~gone).sum()),
        running=int((~met & ~gone).sum()),
        met=int((met & gone & ~unknown).sum()),
        expired=int((~met & gone & ~unknown).sum()),
        unknown=int(unknown.sum()),
    )


def _lead(aimed: pd.DataFrame, say: Say) -> str:
    """Pace and years of the target furthest behind; empty where none is behind.

    Where the pace can not be stated, its reason says enough of the years as well.
    """
    row = outcomes.headline(aimed)
    if row is None:
        return ""
    owner, year = outcomes.owner(row, say), int(row.target_year)
    paced = progress_sentence(
        say.language,
        target_owner=owner,
        target_year=year,
        progress=row.progress,
        reason=texts.text(row.progress_reason) or None,
        base_year=row.base_year,
        growth_observed=row.growth_observed,
        growth_required=row.growth_required,
        better=row.better,
    )
    if row.progress == "not_stated":
        return paced
    years = years_to_target_sentence(
        say.language,
        target_owner=owner,
        target_year=year,
        status=row.years_status,
        years=row.years,
        lower=row.years_lower,
        upper=row.years_upper,
        trend_years=row.trend_years,
    )
    return f"{paced} {years}"


def _listing(
    run: Run, frame: pd.DataFrame, region: str, name: str, edition: pd.Series, say: Say
) -> Listing:
    """Every target an outcome of the region is held against, expired ones muted."""
    rows = tuple(_row(row, say) for row in texts.rows(frame))
    columns = (
        Column(say("Ukuran")),
        Column(say("Target, pemilik dan sumbernya")),
        Column(say("Jarak")),
        Column(say("Kemajuan")),
        Column(say("Laju per tahun sejauh ini (sejak)"), is_number=True),
        Column(say("Laju yang diperlukan"), is_number=True),
        Column(say("Perkiraan tahun hingga target")),
    )
    title = say.count("{n} target: jarak, laju, dan perkiraan tahun", len(frame))
    muted = frozenset(place for place, gone in enumerate(frame["is_expired"]) if gone)
    return Listing(
        key="progress",
        title=title,
        subtitle=say(
            "Laju dihitung dari nilai pertama dan terakhir pada deret yang sama; perkiraan tahun "
            "hanya dinyatakan bila rentangnya terbatas"
        ),
        table=Table(title, columns, rows, muted=muted, is_prose=True),
        sources=texts.sources(gaps.targets(run, region), say.language),
        notes=_whose(frame, region, name, say),
        marks=quality.marks(frame.drop_duplicates("measure_id"), say.language),
        download=texts.download(
            frame.assign(region_code=region), _COLUMNS, f"kla-kemajuan-{region}", edition
        ),
    )


def _whose(frame: pd.DataFrame, region: str, name: str, say: Say) -> tuple[Note, ...]:
    """That a target of the nation or the province is not one of the region's own."""
    own = frame["target_region"] == region
    if own.all():
        return ()
    owners = " / ".join(dict.fromkeys(outcomes.owner(row, say) for row in texts.rows(frame[~own])))
    if own.any():
        return (
            Note(
                say(
                    "Target {owners} menjadi pembanding; yang bertuliskan {region} ditetapkan "
                    "daerah ini sendiri.",
                    owners=owners,
                    region=name,
                )
            ),
        )
    return (
        Note(
            say(
                "Target {owners} menjadi pembanding, bukan target {region} sendiri: target RPJMD "
                "atau RAD KLA daerah ini belum dimuat; isikan pada templat target lalu muat.",
                owners=owners,
                region=name,
            )
        ),
    )


def _row(row: texts.Row, say: Say) -> tuple[str, ...]:
    measure, language = texts.catalogue().outcomes[row.measure_id], say.language
    return (
        f"{measure.title.in_(language)}: {outcomes.figure(row.value, measure, language)} "
        f"({texts.period(row, language)})",
        say(
            "{target} pada {year}, target {owner}: {title} ({publisher})",
            target=_aim(row.target, measure, language),
            year=row.target_year,
            owner=outcomes.owner(row, say),
            title=texts.text(row.target_title),
            publisher=texts.text(row.target_publisher),
        ),
        _distance(row, measure, say),
        _progress(row, language),
        _so_far(row, measure, language),
        _pace(row.growth_required, language) if row.progress in _PACED else texts.NONE,
        _years(row, say),
    )


def _aim(target: float, measure: OutcomeMeasure, language: str) -> str:
    """A target as it is printed: no decimals its source did not have."""
    return f"{wording.number(target, language)}{'%' if measure.unit == 'persen' else ''}"


def _distance(row: texts.Row, measure: OutcomeMeasure, say: Say) -> str:
    """How far, in the unit of the measure, or that the value has reached the target."""
    if row.is_met:
        return outcomes.standing(row, say.language)
    far = outcomes.distance(row, measure, say.language)
    return say("{n} poin persen", n=far) if measure.unit == "persen" else far


def _progress(row: texts.Row, language: str) -> str:
    """The progress word, with the reason where it can not be stated."""
    is_of_its_year = row.period_end.year == row.target_year
    if row.is_expired and (row.progress == "not_stated" or not is_of_its_year):
        return f"{wording.word('expired', language)} ({row.target_year})"
    word = said("progress", row.progress, language)
    reason = texts.text(row.progress_reason)
    stop = ":" if row.progress == "not_stated" else "."
    return f"{word}{stop} {said('progress_reason', reason, language)}" if reason else word


def _so_far(row: texts.Row, measure: OutcomeMeasure, language: str) -> str:
    """The pace and since when; where it is no trend or no success, the two values themselves."""
    if pd.isna(row.growth_observed):
        return texts.NONE
    told = row.progress != "not_stated" and row.trend_years >= FEWEST_POINTS
    if told and (row.progress in _PACED or improves(row.growth_observed, row.better)):
        return f"{_pace(row.growth_observed, language)} ({row.base_year})"
    first = outcomes.figure(row.base_value, measure, language)
    last = outcomes.figure(row.value, measure, language)
    return f"{first} ({row.base_year}) → {last} ({row.period_end.year})"


def _pace(growth: float, language: str) -> str:
    """Growth a year in percent with its sign."""
    if pd.isna(growth):
        return texts.NONE
    return f"{'+' if growth > 0 else ''}{wording.percent(growth * 100, language, 1)}"


def _years(row: texts.Row, say: Say) -> str:
    """Years with their interval, or why they are not stated."""
    if row.years_status != "stated":
        return said("years", row.years_status, say.language)
    return say(
        "{years} tahun (rentang {span})",
        years=wording.number(row.years, say.language, 1),
        span=wording.range_(row.years_lower, row.years_upper, say.language, 1),
    )
