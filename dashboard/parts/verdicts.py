"""What the reports of a region may be said to show, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from dashboard.language import Say, speaker
from dashboard.parts import quality, series, texts
from dashboard.parts.breaks import between
from dashboard.parts.shapes import Fact, Verdict
from dashboard.queries import trends
from dashboard.queries.contract import Run
from dashboard.queries.trends import Known
from indicators import method_words, wording, wording_change

_NO_TREND: Final = {"verdict": "too_little", "verdict_reasons": "too_few_years", "years": 0}
"""What is said of a series that no whole year belongs to."""
_SAID_ABOVE: Final = ("months_unknown", "units_unknown")
_WINDOW: Final = (
    "first_year", "last_year", "months_first", "months_last", "units_first", "units_last",
    "units_expected",
)  # fmt: skip
_YEAR: Final = (
    "months_expected", "months_covered", "months_reported", "months_zero", "units_expected",
    "units_reported", "units_kind", "note",
)  # fmt: skip


def verdict(run: Run, region: str, measure: str, language: str) -> Verdict:
    """The verdict on a measure of a region, its sentence, and the facts that limit it."""
    say = speaker(language)
    known = trends.known(run, region, measure)
    row = _row(known)
    word, sentence = told(known, measure, language)
    return Verdict(
        code=str(row["verdict"]),
        word=word.removesuffix("."),
        about=_about(_own(known), measure, say),
        sentence=sentence,
        facts=tuple(_facts(run, region, measure, known, say)),
    )


def told(known: Known, measure: str, language: str) -> tuple[str, str]:
    """The verdict as a word and as a sentence, without the province beside it."""
    row, own = _row(known), _own(known)
    sentence = wording.trend_verdict_sentence(
        language,
        verdict=str(row["verdict"]),
        unit=texts.catalogue().cases[measure].unit,
        reasons=row.get("verdict_reasons"),
        first_year=row.get("first_year"),
        last_year=row.get("last_year"),
        years=int(row["years"]),
        change=row.get("change"),
        lower=row.get("lower"),
        upper=row.get("upper"),
        has_exposure=bool(row.get("has_exposure", False)),
        denominator_kind=_kind(own, row),
        breaks=between(own, measure).told(language),
    )
    return f"{wording.verdict_label(language, str(row['verdict']))}.", sentence


def _row(known: Known) -> pd.Series:
    """The trend of a series; of one that no whole year belongs to what is said then."""
    return known.trend.iloc[0] if len(known.trend) else pd.Series(_NO_TREND, dtype=object)


def _own(known: Known) -> pd.DataFrame:
    """The figures of the publication a trend was found in."""
    return known.figures[known.figures["publication_id"] == _row(known).get("publication_id")]


def _about(own: pd.DataFrame, measure: str, say: Say) -> str:
    """What the verdict is about, and whose figures it was drawn from."""
    title = texts.measure_title(measure, say.language)
    if own.empty:
        return title
    return say("{title} menurut {publisher}", title=title, publisher=own["publisher"].iloc[0])


def _kind(own: pd.DataFrame, row: pd.Series) -> str | None:
    """The denominator of the window."""
    if own.empty or pd.isna(row.get("first_year")):
        return None
    inside = own[own["year"].between(row["first_year"], row["last_year"])]
    kinds = inside["denominator_kind"].dropna().unique()
    return str(kinds[-1]) if len(kinds) else None


def _facts(run: Run, region: str, measure: str, known: Known, say: Say) -> Iterator[Fact]:
    """Every fact that has something to say."""
    language, row = say.language, _row(known)
    designs = trends.detectability(run, region, measure)
    found = (
        Fact(say("Kelengkapan pelaporan"), _recording(known.completeness, row, language)),
        Fact(say("Di balik simpulan"), _why(row, language)),
        Fact(say("Yang akan terlihat"), _noticed(row, designs, measure, language)),
        Fact(say("Penurunan terkecil per tahun yang akan terlihat"),
             pairs=_designs(designs, say)),
        Fact(_judged_with(row, say), _beside(row, language)),
        Fact(say("Mutu angka terbaru"), _quality(known.figures, say)),
    )  # fmt: skip
    return (one for one in found if one.texts or one.pairs)


def _said(*sentences: str) -> tuple[str, ...]:
    """Sentences that say something."""
    return tuple(one for one in sentences if one)


def _why(row: pd.Series, language: str) -> tuple[str, ...]:
    """The reasons behind the verdict; what is not known of the recording stands above them."""
    codes = wording_change.codes_in(row.get("verdict_reasons"))
    kept = "; ".join(code for code in codes if code not in _SAID_ABOVE)
    reasons = wording.verdict_reasons_sentence(
        language, reasons=kept or None, is_part=_is_part(row)
    )
    told = reasons.partition(": ")[2] or reasons
    second = wording.second_source_sentence(language, second=row.get("second"))
    return _said(f"{told[:1].upper()}{told[1:]}", second)


def _recording(recorded: pd.DataFrame, row: pd.Series, language: str) -> tuple[str, ...]:
    """First and last year of the window as the verdict used them; without one the latest year."""
    if pd.notna(row.get("first_year")) and row["first_year"] < row["last_year"]:
        facts = {name: row.get(name) for name in _WINDOW}
        return _said(wording.completeness_window_sentence(language, **facts))
    if recorded.empty:
        return ()
    last = recorded.iloc[-1]
    facts = {name: last[name] for name in _YEAR}
    return _said(wording.completeness_sentence(language, year=int(last["year"]), **facts))


def _noticed(row: pd.Series, designs: pd.DataFrame, measure: str, language: str) -> tuple[str, ...]:
    """The smallest change that the data as they are would show."""
    now = designs[designs["option"] == "now"]
    if now.empty:
        return ()
    return _said(
        wording.detectability_sentence(
            language,
            mean_count=row.get("mean_count"),
            fall=now["fall"].iloc[0],
            rise=now["rise"].iloc[0],
            unit=series.unit(measure, language).lower(),
        )
    )


def _designs(designs: pd.DataFrame, say: Say) -> tuple[tuple[str, str], ...]:
    """The smallest fall of each design that would be noticed."""
    return tuple(
        (
            _design(row, say),
            say("belum ada")
            if pd.isna(row.fall)
            else wording_change.at_least(say.language, row.fall),
        )
        for row in texts.rows(designs)
    )


def _design(row: texts.Row, say: Say) -> str:
    """A design by name, with the years it takes where its name does not say them."""
    name = method_words.said("option", row.option, say.language)
    if row.option.startswith("years"):
        return name
    return say.count("{design} ({n} tahun)", int(row.years_needed), design=name)


def _beside(row: pd.Series, language: str) -> tuple[str, ...]:
    names = ("lower", "upper", "relative_change", "relative_lower", "relative_upper")
    facts = {name: row.get(name) for name in names}
    parent = texts.text(row.get("parent_name")) or None
    return _said(wording.relative_sentence(language, parent=parent, is_part=_is_part(row), **facts))


def _is_part(row: pd.Series) -> bool:
    """Whether areas of the province are missing from what a region is judged with."""
    return bool(row.get("is_part", False))


def _judged_with(row: pd.Series, say: Say) -> str:
    """What a region is judged with, as a label."""
    if _is_part(row):
        return say("Dibanding daerah yang trennya ditampilkan")
    return say("Dibanding {parent}", parent=texts.text(row.get("parent_name")) or say("provinsi"))


def _quality(figures: pd.DataFrame, say: Say) -> tuple[str, ...]:
    """The mark of the latest figure shown, with every reason."""
    shown = figures[figures["value"].notna() & figures["is_chosen"] & figures["quality"].notna()]
    if shown.empty:
        return ()
    latest = next(texts.rows(shown.sort_values("period_end").tail(1)))
    note = wording.quality_note(say.language, latest.quality, latest.quality_reasons)
    shape = quality.SHAPES[latest.quality]
    return (f"{texts.period_told(latest, say.language)}: {shape} {note}",)
