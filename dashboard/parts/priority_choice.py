"""What can be chosen on the way to a band, and the choice itself, as the offices typed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard.language import speaker
from dashboard.parts import texts
from dashboard.parts.score import assessment_titles
from dashboard.queries import gaps, scores
from dashboard.queries import priorities as queries
from dashboard.queries.contract import Run
from indicators import priorities, priority_rows, releases, wording
from indicators.priorities import Choice
from indicators.tables import EVIDENCE

FEWEST, EFFORT, CHANCE = "pertanyaan", "hari", "peluang"
"""Ways to choose: fewest questions; least effort typed; fewest with the chances typed."""
_NO_BAND: Final = "tidak_disebut"


@dataclass(frozen=True)
class Chosen:
    """The band (a row of priority_band) and the questions to complete to reach it."""

    band: texts.Row
    choice: Choice


def with_total(run: Run, region: str, language: str) -> dict[str, str]:
    """The assessments whose total covers the whole form: only these have a distance to a band."""
    return {
        assessment: title
        for assessment, title in assessment_titles(run, region, language).items()
        if head_of(run, region, assessment) is not None
    }


def head_of(run: Run, region: str, assessment: str) -> texts.Row | None:
    """The chosen total of an assessment; None when it does not cover its whole form."""
    totals = scores.totals(run, region, assessment)
    found = totals[totals["is_chosen"].astype(bool) & (totals["band"] != _NO_BAND)]
    return next(texts.rows(found), None)


def band_title(band: str, language: str) -> str:
    """What a band is called."""
    return texts.code_title("award", band, language)


def band_titles(run: Run, region: str, assessment: str, language: str) -> dict[str, str]:
    """The bands above the total, each with the points still missing."""
    say = speaker(language)
    return {
        row.band: say(
            "{band}: {points} poin lagi",
            band=band_title(row.band, language),
            points=wording.number(row.needed, language),
        )
        for row in texts.rows(queries.bands(run, region, assessment))
    }


def ways(run: Run, region: str, assessment: str, language: str) -> dict[str, str]:
    """How questions can be chosen: by effort or chance only where an office typed some."""
    say = speaker(language)
    found = items(run, region, assessment)
    titles = {FEWEST: say("Paling sedikit pertanyaan")}
    if "effort" in found and found["effort"].notna().any():
        titles[EFFORT] = say("Paling sedikit hari kerja")
    if "chance" in found and found["chance"].notna().any():
        titles[CHANCE] = say("Dengan peluang lolos")
    return titles


def question_titles(run: Run, region: str, assessment: str, language: str) -> dict[str, str]:
    """Open questions by their position on the form, those with most points first."""
    frame = gaps.open_points(run, region, assessment, "question")
    still = frame[(frame["open"] > 0) & frame["text_known"]]
    return {str(row.position): texts.item(row, language) for row in texts.rows(still)}


def items(run: Run, region: str, assessment: str) -> pd.DataFrame:
    """The questions of an assessment in the order of the form, with effort, chance, due, closes."""
    frame = gaps.open_points(run, region, assessment, "question")
    if frame.empty:
        return frame
    form = str(frame["instrument_id"].iloc[0])
    known = releases.current(
        queries.evidence(run, region, form), EVIDENCE, queries.publications(run)
    )
    typed = priority_rows.typed(known).drop(columns=["region_code", "instrument_id"])
    found = frame.merge(typed, on=["indicator", "question"], how="left")
    closes = pd.Series(queries.closes(run, form), index=found.index, dtype="datetime64[us]")
    return found.assign(closes=closes).sort_values("position", ignore_index=True)


def choose(
    run: Run, region: str, assessment: str, band: str, way: str, aside: tuple[str, ...]
) -> Chosen | None:
    """The questions to complete to reach a band; None when their scores are not loaded.

    `aside` are positions of questions that the reader set aside.
    """
    found = queries.bands(run, region, assessment)
    row = next(texts.rows(found[found["band"] == band]), None)
    asked = items(run, region, assessment)
    if row is None or asked.empty:
        return None
    asked = asked.assign(ruled_out=asked["position"].astype(str).isin(aside))
    by: priorities.By = "effort" if way == EFFORT else "questions"
    return Chosen(row, priorities.choose(asked, row.needed, by=by, use_chance=way == CHANCE))
