"""Keterangan Indikator: what each measure means, and the rules the figures follow."""

from __future__ import annotations

from dashboard.language import speaker
from dashboard.parts import forms, texts
from dashboard.parts.blocks import defects
from dashboard.parts.shapes import Column, Listing, Note, Table
from dashboard.queries.contract import Run
from indicators import wording
from indicators.catalogue import Instrument


def everything(run: Run, language: str) -> tuple[Listing, ...]:
    """All sections of the page, in order."""
    return (
        cases(language),
        outcomes(language),
        bands(language),
        *of_forms(run, language),
        *forms.mappings(run, language),
        breaks(language),
        disclosure(language),
        glossary(language),
    )


def cases(language: str) -> Listing:
    """The counts of reports: what is counted, of whom, and what to beware of."""
    say = speaker(language)
    rows = tuple(
        (
            measure.title.in_(language),
            texts.code_title("unit", measure.unit, language),
            texts.code_title("group", measure.group, language),
            measure.definition.in_(language),
            measure.caveat.in_(language) if measure.caveat else texts.NONE,
        )
        for measure in texts.catalogue().cases.values()
    )
    columns = (
        Column(say("Ukuran")),
        Column(say("Satuan")),
        Column(say("Kelompok")),
        Column(say("Definisi")),
        Column(say("Perhatian")),
    )
    title = say("Laporan kekerasan")
    notes = (
        Note(wording.word("reports_not_incidence", language)),
        Note(wording.word("types_overlap", language)),
    )
    return Listing("cases", title, Table(title, columns, rows, is_prose=True), notes=notes)


def outcomes(language: str) -> Listing:
    """The outcomes for children: definition, direction, producer and KLA indicator."""
    say = speaker(language)
    better = texts.catalogue().directions
    rows = tuple(
        (
            measure.title.in_(language),
            measure.definition.in_(language),
            better[measure.better].in_(language),
            measure.producer.in_(language),
            measure.indicator or texts.NONE,
            measure.caveat.in_(language) if measure.caveat else texts.NONE,
        )
        for measure in texts.catalogue().outcomes.values()
    )
    columns = (
        Column(say("Ukuran")),
        Column(say("Definisi")),
        Column(say("Arah perbaikan")),
        Column(say("Produsen data")),
        Column(say("Indikator KLA")),
        Column(say("Perhatian")),
    )
    title = say("Capaian bagi anak")
    return Listing("outcomes", title, Table(title, columns, rows, is_prose=True))


def bands(language: str) -> Listing:
    """The award bands as printed, and the conditions outside the points."""
    say = speaker(language)
    catalogue = texts.catalogue()
    rows = tuple(
        (
            band.title.in_(language),
            wording.range_(band.lower, band.upper, language) if band.lower
            else say("di bawah {upper}", upper=wording.number(band.upper, language)),
        )
        for band in catalogue.bands
    )  # fmt: skip
    columns = (Column(say("Peringkat")), Column(say("Rentang nilai"), is_number=True))
    title = say("Rentang peringkat")
    notes = [
        Note(f"{one.title.in_(language)}: {one.description.in_(language)}")
        for one in catalogue.award_conditions
    ]
    return Listing("bands", title, Table(title, columns, rows, is_prose=True), notes=tuple(notes))


def breaks(language: str) -> Listing:
    """The days from which figures are not comparable with those before."""
    say = speaker(language)
    rows = tuple(
        (
            wording.day(one.date, language),
            one.title.in_(language),
            one.description.in_(language),
            one.source,
        )
        for one in texts.catalogue().breaks
    )
    columns = (
        Column(say("Sejak")),
        Column(say("Perubahan")),
        Column(say("Penjelasan")),
        Column(say("Sumber")),
    )
    title = say("Deret terputus")
    return Listing("breaks", title, Table(title, columns, rows, is_prose=True))


def glossary(language: str) -> Listing:
    """Abbreviations and terms."""
    say = speaker(language)
    rows = tuple(
        (entry.term, entry.title.in_(language), entry.definition.in_(language))
        for entry in texts.catalogue().glossary
    )
    columns = (Column(say("Istilah")), Column(say("Kepanjangan")), Column(say("Arti")))
    title = say("Istilah")
    return Listing("glossary", title, Table(title, columns, rows, is_prose=True), is_open=False)


def of_forms(run: Run, language: str) -> tuple[Listing, ...]:
    """Each cycle's form: where its maxima come from, its blocks, and what is wrong with it."""
    found: list[Listing] = []
    for form in forms.known(run).values():
        found.append(_form(form, language))
        if form.indicators:
            found.append(_indicators(form, language))
        if form.known_defects:
            found.append(defects(form, language))
    return tuple(found)


def _form(form: Instrument, language: str) -> Listing:
    say = speaker(language)
    rows = tuple(
        (
            block.title.in_(language),
            wording.number(block.max_score, language),
            str(len(form.indicators_of(block.block))) if form.indicators else texts.NONE,
        )
        for block in form.blocks
    )
    columns = (
        Column(say("Blok")),
        Column(say("Nilai maksimal"), is_number=True),
        Column(say("Baris indikator"), is_number=True),
    )
    return Listing(
        form.instrument_id,
        form.title.in_(language),
        Table(form.title.in_(language), columns, rows, is_prose=True),
        subtitle=form.provenance.in_(language),
        notes=forms.remarks(form, language),
        is_open=False,
    )


def _indicators(form: Instrument, language: str) -> Listing:
    """What each scored row of a form is about."""
    say = speaker(language)
    rows = tuple(
        (
            one.indicator,
            one.title.in_(language),
            one.headline.in_(language),
            wording.number(one.max_score, language),
        )
        for one in form.indicators
    )
    columns = (
        Column(say("Indikator")),
        Column(say("Judul")),
        Column(say("Yang terutama diukur")),
        Column(say("Nilai maksimal"), is_number=True),
    )
    title = say("{n} baris indikator siklus {cycle}", n=len(rows), cycle=form.cycle)
    table = Table(title, columns, rows, is_prose=True)
    return Listing(f"indikator_{form.instrument_id}", title, table, is_open=False)


def disclosure(language: str) -> Listing:
    """The rule that hides small counts, and the law behind it."""
    say = speaker(language)
    rule = texts.catalogue().disclosure
    rows = tuple((one.law, one.articles, one.content.in_(language)) for one in rule.legal)
    columns = (Column(say("Peraturan")), Column(say("Pasal")), Column(say("Isi")))
    title = say("Jumlah 1 sampai {k} dirahasiakan", k=rule.hide_up_to)
    return Listing(
        "disclosure",
        title,
        Table(title, columns, rows, is_prose=True),
        subtitle=rule.reason.in_(language),
    )
