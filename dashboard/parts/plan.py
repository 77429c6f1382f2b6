"""Rencana Aksi (RAD KLA): what the plan of a year holds, and what it leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard.language import Say, speaker
from dashboard.parts import texts
from dashboard.parts.shapes import Column, Listing, Note, Table
from dashboard.queries import edition as edition_queries
from dashboard.queries import plans
from dashboard.queries.contract import Run
from indicators import wording, wording_plan

MOST_OPEN: Final = 12
"""Rows of a list that stands open; a longer one is behind a click."""
_SUMS: Final = (
    "region_code", "plan_period", "year", "instrument_id", "level", "block", "indicator", "title",
    "title_en", "lines", "activities", "ceiling_h1", "ceiling", "realised_h1", "realised_h2",
    "realised", "share",
)  # fmt: skip
_BUDGET: Final = (
    "region_code", "plan_period", "year", "instrument_id", "indicator", "question", "title",
    "title_en", "max_score", "activities", "ceiling", "realised", "share", "is_budgeted",
)  # fmt: skip
_LINES: Final = (
    "region_code", "plan_period", "year", "instrument_id", "block", "indicator", "line",
    "budget_question", "nomenclature", "programme_code", "activity_code", "sub_activity_code",
    "activity", "lead", "support", "ceiling_h1", "ceiling", "realised_h1", "realised_h2",
    "realised", "share", "plan_status", "status_before", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """One year of a plan: the finding, and its lists."""

    sentence: str
    blocks: Listing
    silent: Listing
    unanswered: Listing
    answered: Listing | None
    activities: Listing | None


def nothing(run: Run, name: str, is_regency: bool, is_internal: bool, language: str) -> str:
    """Why no activity is shown."""
    if not is_regency:
        return speaker(language)(
            "Rencana aksi disusun menurut formulir KLA, yang dinilai per kabupaten/kota. Pilih "
            "kabupaten/kota untuk melihat rencananya."
        )
    if not is_internal:
        return wording_plan.plan_hidden_sentence(language)
    return wording_plan.no_plan_sentence(language, region=name)


def of_year(run: Run, region: str, name: str, period: str, year: str, language: str) -> Plan:
    """The plan of a region in one year; `year` as text, from the choices."""
    at = (region, period, int(year))
    sums, budget = plans.sums(run, *at), plans.budget(run, *at)
    lines = plans.lines(run, *at)
    edition = edition_queries.edition(run).iloc[0]
    about = _About(region, int(year), language, edition)
    items = sums[sums["level"] == "indicator"]
    whole = next(texts.rows(sums[sums["level"] == "total"]))
    sentence = wording_plan.plan_sentence(
        language,
        region=name,
        period=period,
        year=int(year),
        lines=int(whole.activities),
        indicators=(len(items[items["activities"] > 0]), len(items)),
        budget=(len(budget[budget["is_budgeted"]]), len(budget)),
        ceiling=0.0 if pd.isna(whole.ceiling) else float(whole.ceiling),
        realised=None if pd.isna(whole.realised) else float(whole.realised),
    )
    return Plan(
        sentence=sentence,
        blocks=_blocks(sums, lines, about),
        silent=_silent(items, about),
        unanswered=_unanswered(budget, about),
        answered=_answered(budget, about),
        activities=_activities(lines, about),
    )


@dataclass(frozen=True)
class _About:
    """What all lists of the page share."""

    region: str
    year: int
    language: str
    edition: pd.Series

    @property
    def say(self) -> Say:
        return speaker(self.language)


def money(value: float, language: str) -> str:
    """Rupiah in full, as the heading says; a dash where nothing was typed."""
    return texts.NONE if pd.isna(value) else wording.number(value, language, 0)


def _share(value: float, language: str) -> str:
    return texts.NONE if pd.isna(value) else wording.percent(value, language, 1)


def _blocks(sums: pd.DataFrame, lines: pd.DataFrame, about: _About) -> Listing:
    """Lines and money by block, the whole in the last row."""
    say, language = about.say, about.language
    shown = pd.concat([sums[sums["level"] == level] for level in ("block", "total")])
    rows = tuple(
        (
            texts.own_title(row, language) or say("Jumlah"),
            wording.number(row.activities, language),
            *(money(getattr(row, name), language) for name in
              ("ceiling_h1", "ceiling", "realised_h1", "realised_h2", "realised")),
            _share(row.share, language),
        )
        for row in texts.rows(shown)
    )  # fmt: skip
    columns = (
        Column(say("Blok")),
        Column(say("Kegiatan"), is_number=True),
        *(
            Column(heading, is_number=True)
            for heading in (
                say("Pagu semester 1 (Rp)"),
                say("Pagu berlaku (Rp)"),
                say("Realisasi semester 1 (Rp)"),
                say("Realisasi semester 2 (Rp)"),
                say("Realisasi (Rp)"),
                say("Terealisasi"),
            )
        ),
    )
    title = say("Kegiatan dan anggaran menurut blok, {year}", year=about.year)
    return Listing(
        "plan_blocks",
        title,
        Table(title, columns, rows, marked=frozenset({len(rows) - 1})),
        subtitle=say("Pagu berlaku adalah pagu sesudah perubahan, atau pagu semester 1 bila "
                     "perubahannya tidak ditulis."),
        notes=(Note(say("Tanda – berarti tidak ada yang ditulis, bukan nol rupiah.")),),
        sources=texts.sources(lines, language),
        download=texts.download(sums, _SUMS, f"kla-rad-{about.region}-{about.year}",
                                about.edition),
    )  # fmt: skip


def _silent(items: pd.DataFrame, about: _About) -> Listing:
    """The indicators that no activity of the year speaks of."""
    say, language = about.say, about.language
    silent = items[items["activities"] == 0]
    title = wording_plan.without_line_sentence(
        language, names=silent["indicator"].tolist(), indicators=len(items), year=about.year
    )
    rows = tuple((texts.item(row, language), str(row.lines)) for row in texts.rows(silent))
    columns = (Column(say("Indikator")), Column(say("Baris belum direncanakan"), is_number=True))
    return Listing(
        "plan_silent", title.removesuffix("."),
        Table(title, columns, rows) if rows else None,
        empty=say("Tidak ada yang terlewat."),
        is_open=len(rows) <= MOST_OPEN,
    )  # fmt: skip


def _unanswered(budget: pd.DataFrame, about: _About) -> Listing:
    """The budget lines that the form asks for and the plan has no money for."""
    say, language = about.say, about.language
    left = budget[~budget["is_budgeted"]]
    title = wording_plan.budget_sentence(
        language, answered=len(budget) - len(left), asked=len(budget), year=about.year
    )
    rows = tuple(
        (
            texts.own_title(row, language),
            row.question,
            wording.number(row.activities, language),
            wording.number(row.max_score, language),
        )
        for row in texts.rows(left)
    )
    columns = (
        Column(say("Baris anggaran")),
        Column(say("Pertanyaan"), is_whole=True),
        Column(say("Kegiatan tanpa pagu"), is_number=True),
        Column(say("Nilai maksimal"), is_number=True),
    )
    return Listing(
        "plan_unanswered", title.removesuffix("."),
        Table(title, columns, rows) if rows else None,
        empty=say("Semua baris anggaran sudah berpagu."),
        is_open=len(rows) <= MOST_OPEN,
        download=texts.download(budget, _BUDGET, f"kla-rad-anggaran-{about.region}-{about.year}",
                                about.edition),
    )  # fmt: skip


def _answered(budget: pd.DataFrame, about: _About) -> Listing | None:
    """The budget lines with money."""
    say, language = about.say, about.language
    held = budget[budget["is_budgeted"]]
    if held.empty:
        return None
    rows = tuple(
        (
            texts.own_title(row, language),
            row.question,
            wording.number(row.activities, language),
            money(row.ceiling, language),
            money(row.realised, language),
            _share(row.share, language),
        )
        for row in texts.rows(held)
    )
    columns = (
        Column(say("Baris anggaran")),
        Column(say("Pertanyaan"), is_whole=True),
        *(
            Column(heading, is_number=True)
            for heading in (
                say("Kegiatan"),
                say("Pagu berlaku (Rp)"),
                say("Realisasi (Rp)"),
                say("Terealisasi"),
            )
        ),
    )
    title = say.count("{n} baris anggaran sudah berpagu", len(rows))
    return Listing("plan_answered", title, Table(title, columns, rows), is_open=False)


def _activities(lines: pd.DataFrame, about: _About) -> Listing | None:
    """The planned lines, in the order of the form."""
    say, language = about.say, about.language
    planned = lines[lines["plan_status"] != "belum_direncanakan"]
    if planned.empty:
        return None
    rows = tuple(
        (
            texts.item(row, language),
            texts.text(row.activity) or texts.NONE,
            _codes(row) or texts.NONE,
            _offices(row, language),
            texts.code_title("plan_status", row.plan_status, language),
            texts.code_title("plan_status", row.status_before, language)
            if texts.text(row.status_before) else texts.NONE,
            money(row.ceiling, language),
            money(row.realised, language),
        )
        for row in texts.rows(planned)
    )  # fmt: skip
    columns = (
        Column(say("Indikator")),
        Column(say("Kegiatan")),
        Column(say("Kode dan nomenklatur")),
        Column(say("Pelaksana")),
        Column(say("Status")),
        Column(say("Status tahun lalu")),
        Column(say("Pagu berlaku (Rp)"), is_number=True),
        Column(say("Realisasi (Rp)"), is_number=True),
    )
    title = say.count("{n} kegiatan pada {year}", len(rows), year=about.year)
    return Listing(
        "plan_lines", title, Table(title, columns, rows), is_open=False,
        sources=texts.sources(planned, language),
        download=texts.download(lines.assign(region_code=about.region), _LINES,
                                f"kla-rad-kegiatan-{about.region}-{about.year}", about.edition),
    )  # fmt: skip


def _codes(row: texts.Row) -> str:
    """The finest code of the budget, with the version of its nomenclature."""
    names = (row.sub_activity_code, row.activity_code, row.programme_code)
    code = next((texts.text(one) for one in names if texts.text(one)), "")
    return " · ".join(part for part in (code, texts.text(row.nomenclature)) if part)


def _offices(row: texts.Row, language: str) -> str:
    """The lead office, then those that support it as they were typed."""
    known = texts.catalogue().offices
    named = [texts.text(row.lead), *texts.text(row.support).split("; ")]
    titles = [known[one].title.in_(language) if one in known else one for one in named if one]
    return "; ".join(dict.fromkeys(titles)) or texts.NONE
