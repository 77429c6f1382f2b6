"""What is known of the evidence of a region for one form: its register, questions and points."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import pandas as pd

from dashboard.language import speaker
from dashboard.parts import forms, texts
from dashboard.queries import evidence as queries
from dashboard.queries.contract import Run
from indicators import evidence, releases
from indicators.instrument import Instrument
from indicators.tables import EVIDENCE


@dataclass(frozen=True)
class Known:
    """The register as it stands (`rows`, a document each) and every question of the form (`asked`).

    `points` are the rows of the assessment that points are taken from, without rows where none is
    loaded; `today` is the day everything is counted from.
    """

    form: Instrument
    rows: pd.DataFrame
    asked: pd.DataFrame
    points: pd.DataFrame
    today: datetime.date

    @property
    def has_points(self) -> bool:
        """Whether an assessment on this form is loaded."""
        return len(self.points) > 0

    @property
    def workbooks(self) -> frozenset[str]:
        """The offices that have a workbook: named by the form, or holding a document."""
        named = {office for one in self.form.questions for office in one.offices}
        return frozenset(named | set(self.rows["office"]))


def form_titles(run: Run, language: str) -> dict[str, str]:
    """The forms whose questions are known, the newest first."""
    found = [one for one in forms.known(run).values() if one.questions]
    return {one.instrument_id: one.title.in_(language) for one in reversed(found)}


def known(run: Run, region: str, form: str, today: datetime.date) -> Known:
    """What is loaded; a region of which nothing is loaded has the questions of the form alone."""
    asked_form = forms.known(run)[form].asked_of(remote=queries.is_remote(run, region))
    rows = _rows(run, region, form)
    points = evidence.latest(queries.points(run, region, form))
    questions = _questions(asked_form)
    if len(points):
        scored = points[["indicator", "question", "score", "open"]]
        questions = questions.merge(scored, on=evidence.QUESTION, how="left")
    asked = evidence.questions(questions, rows, asked_form.closes, today)
    told = evidence.documents(rows, asked_form.closes, today)
    return Known(asked_form, told, asked, points, today)


def _rows(run: Run, region: str, form: str) -> pd.DataFrame:
    """The newest version of what each office sent, and what carries over from the form before."""
    sent = queries.register(run, region, form)
    said = sent[["publication_id", "publisher", "publication_title", "released", "supersedes"]]
    publications = said.rename(columns={"publication_title": "title"}).drop_duplicates()
    own = releases.current(sent, EVIDENCE, publications)
    carried = evidence.as_carried(queries.carried(run, region, form))
    if carried.empty:
        return own.reset_index(drop=True)
    return pd.concat([own, carried], ignore_index=True) if len(own) else carried


def _questions(form: Instrument) -> pd.DataFrame:
    rows = [
        {
            "block": one.block,
            "indicator": one.indicator,
            "question": one.question,
            "title": one.title.id,
            "title_en": one.title.en,
            "max_score": one.max_score,
            "kind": one.kind,
            "offices": "; ".join(one.offices),
            "text_known": one.text_known,
        }
        for one in form.questions
    ]
    return pd.DataFrame(rows)


def office_titles(found: Known, language: str) -> dict[str, str]:
    """Every office by id, the one whose evidence most points wait for first, and all of them."""
    say = speaker(language)
    titles = {"": say("Semua perangkat daerah")}
    by_office = evidence.offices(found.asked)["office"].tolist()[:-1]
    holders = [one for one in found.rows["office"].unique() if one not in by_office]
    return titles | {one: office_title(one, language) for one in [*by_office, *holders]}


def office_title(office: str, language: str) -> str:
    """The name of an office, or that the form names none."""
    if office == evidence.NO_OFFICE:
        return speaker(language)("Tidak disebut")
    return texts.catalogue().offices[office].title.in_(language)
