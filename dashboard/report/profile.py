"""*Profil daerah* of one region, from the rows that the pages show."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from typing import Final

from dashboard.parts import places, score, texts
from dashboard.queries import edition as edition_queries
from dashboard.queries.contract import Run
from dashboard.queries.loaded import loaded
from dashboard.report import blocks, gaps, head, similar, trends
from dashboard.report.about import About, Remembered
from dashboard.report.compile import Language, Paper, render
from dashboard.report.document import Document, Missing, SectionName
from dashboard.report.labels import Labels, labels
from dashboard.report.missing import KINDS as LACKING
from dashboard.report.missing import missing

KINDS: Final = ("negara", "provinsi", "kabupaten", "kota")
_OF_REGENCIES: Final = frozenset({"award", "total", "blocks", "questions"})
"""What only a kabupaten/kota is evaluated by."""


def pdf(run: Run, region: str, language: Language, paper: Paper) -> bytes:
    """The profile of a region as a PDF; KeyError for a region that the edition does not have."""
    return render(document(run, region, language), paper=paper, language=language)


def file_name(region: str, name: str, language: Language, paper: Paper) -> str:
    """profil-32.73-kota-bandung-id-a4.pdf."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return f"profil-{region}-{stem}-{language}-{paper}.pdf"


def document(run: Run, region: str, language: str) -> Document:
    """What the profile says, every figure with the cells it stands on."""
    run = run if isinstance(run, Remembered) else Remembered(run)
    place = places.place(run, region, language)
    edition = edition_queries.edition(run).iloc[0]
    about = About(run, place, language, edition)
    assessment = next(iter(score.assessment_titles(run, region, language)), "")
    has_form = place.is_regency and bool(assessment)
    return Document(
        region=place.name,
        kind=_kind(about),
        edition=_edition(about),
        edition_told=_edition_told(about),
        day=texts.day_of(edition["as_of"]),
        day_text=about.say("Data per {day}", day=texts.day(edition["as_of"], language)),
        labels=_labels(about),
        head=head.of_regency(about, assessment) if place.is_regency else head.of_parent(about),
        marks=_marks(about),
        blocks=blocks.blocks(about, assessment) if has_form else None,
        gaps=gaps.gaps(about, assessment if has_form else ""),
        latest=trends.latest(about),
        trends=trends.trends(about),
        similar=similar.similar(about) if place.is_regency else similar.regencies(about),
        skipped=() if place.is_regency else _not_of_parents(about),
        missing=_missing(about),
    )


def _labels(about: About) -> Labels:
    """The headings; a province shows its parts where a kabupaten/kota shows those like it."""
    found = labels(about.say)
    if about.place.is_regency:
        return found
    return dataclasses.replace(found, similar=about.say("Kabupaten/kota"))


def _not_of_parents(about: About) -> tuple[SectionName, ...]:
    """Sections that do not apply above the kabupaten/kota."""
    return ("blocks",) if about.place.kind == similar.PROVINCE else ("blocks", "similar")


def _loaded(about: About) -> frozenset[str]:
    catalogue = texts.catalogue()
    found = loaded(about.run, about.code, catalogue.cases, catalogue.outcomes)
    return found if about.place.is_regency else found | _OF_REGENCIES


def _missing(about: About) -> tuple[Missing, ...]:
    """What is lacking; the public edition also leaves out who holds no award."""
    found = missing(_loaded(about), about.say)
    if about.edition["edition"] != "public":
        return found
    unknown = about.say("Penghargaan KLA (belum dimuat atau tidak ditayangkan pada versi publik)")
    award = about.say(LACKING["award"].what)
    return tuple(
        dataclasses.replace(one, what=unknown) if one.what == award else one for one in found
    )


def _kind(about: About) -> str:
    say = about.say
    titles = (say("Indonesia"), say("Provinsi"), say("Kabupaten"), say("Kota"))
    return dict(zip(KINDS, titles, strict=True))[about.place.kind]


def _marks(about: About) -> tuple[str, ...]:
    """What every page carries: an example, simulated figures, true counts not to be spread."""
    if about.edition["edition"] == "public":
        return about.place.marks
    inside = about.say("Versi internal memuat jumlah sebenarnya; jangan disebarkan.")
    return (*about.place.marks, inside)


def _edition(about: About) -> str:
    is_public = about.edition["edition"] == "public"
    name = about.say("Versi publik") if is_public else about.say("Versi internal")
    day = texts.day(about.edition["as_of"], about.language)
    return f"{name} · {about.say('data per {day}', day=day)}"


def _edition_told(about: About) -> str:
    return about.say(
        "{edition}, isi {hash}, program versi {version}.",
        edition=_edition(about),
        hash=str(about.edition["content_hash"])[:12],
        version=about.edition["code_version"],
    )
