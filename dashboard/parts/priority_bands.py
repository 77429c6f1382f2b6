"""How far every band above a score is: the printed edges, the points, the fewest questions."""

from __future__ import annotations

import itertools

from dashboard.language import speaker
from dashboard.parts import texts
from dashboard.parts.shapes import Column, Listing, Note, Table
from dashboard.queries import priorities as queries
from dashboard.queries import scores
from dashboard.queries.contract import Run
from indicators import wording, wording_priority


def bands(
    run: Run, region: str, assessment: str, head: texts.Row, band: str, language: str
) -> Listing:
    """The band a score lies in and every band above: printed edges, points and questions to go."""
    say = speaker(language)
    above = {row.band: row for row in texts.rows(queries.bands(run, region, assessment))}
    rows: list[tuple[str, ...]] = []
    marked = set()
    for one in sorted(texts.catalogue().bands, key=lambda one: one.lower):
        if one.band_id not in (*above, head.band):
            continue
        edges = wording.range_(one.lower, one.upper, language, 0)
        row = above.get(one.band_id)
        if one.band_id == band:
            marked.add(len(rows))
        if row is not None:
            far = wording.number(row.needed, language)
            rows.append((one.title.in_(language), edges, far, *_takes(row, language)))
            continue
        here = wording.number(head.value, language)
        state = say("nilai di sini: {points}", points=here)
        if texts.text(head.boundary):
            state = f"{wording.word('boundary', language)}: {here}"
        rows.append((one.title.in_(language), edges, texts.NONE, texts.NONE, state))
    columns = (
        Column(say("Peringkat")),
        Column(say("Rentang tercetak"), is_number=True),
        Column(say("Poin lagi"), is_number=True),
        Column(say("Paling sedikit pertanyaan"), is_number=True),
        Column(say("Keterangan")),
    )
    ordered = sorted(texts.catalogue().bands, key=lambda one: one.lower)
    gaps = [
        (float(low.upper), float(high.lower))
        for low, high in itertools.pairwise(ordered)
        if high.lower - low.upper > 0.5
    ]
    title = say("Jarak ke setiap peringkat")
    return Listing(
        "bands",
        title,
        Table(title, columns, tuple(rows), marked=frozenset(marked), is_prose=True),
        notes=(Note(wording_priority.edges_sentence(language, gaps)),),
        sources=texts.sources(scores.totals(run, region, assessment), language),
    )


def _takes(row: texts.Row, language: str) -> tuple[str, str]:
    """How many questions a band takes, and what is to be said of it."""
    say = speaker(language)
    if row.reach == "no_questions":
        return texts.NONE, say("pertanyaan belum dimuat")
    number = wording.number(row.questions, language, 0)
    if row.reach == "out_of_reach":
        return number, say("belum cukup walau semuanya diraih")
    brings = wording.number(row.points, language)
    return number, say("{points} poin bila diraih penuh", points=brings)
