"""Where each area stands among the others: in the funnel, and in the order with its interval."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from dashboard.figures import compare as figures
from dashboard.language import Say
from dashboard.parts import quality, texts
from dashboard.parts.comparison_facts import (
    Asked,
    Facts,
    drawn,
    facts,
    grouped,
    people_label,
    states_told,
    whole_label,
)
from dashboard.parts.comparison_finding import ranks_finding
from dashboard.parts.comparison_notes import origin, rates
from dashboard.parts.comparison_table import listing
from dashboard.parts.series import RATE
from dashboard.parts.shapes import Chart, Listing, Note
from dashboard.queries import standings as queries
from dashboard.queries.contract import Run
from indicators import funnel as limits
from indicators import wording
from indicators.method_words import said


@dataclass(frozen=True)
class Standing:
    """A chart (none where nothing can be placed, `without` says why) with the table under it."""

    chart: Chart | None
    without: str
    listing: Listing


def funnel(run: Run, asked: Asked) -> Standing:
    """Rates against numbers of people, between the limits that chance and spread allow."""
    found = facts(run, asked)
    period = asked.period
    spread = queries.funnel(run, asked.parent, asked.measure, period.start, period.end)
    placed = _placed(found, spread)
    if placed.empty:
        return Standing(
            None, said("funnel", _why(found, spread), asked.language), listing(found, RATE)
        )
    return Standing(_funnel(found, placed, next(texts.rows(spread))), "", listing(found, RATE))


def ranks(run: Run, asked: Asked) -> Standing:
    """Each area's rank as the interval of ranks it may have, in groups."""
    found = facts(run, asked, RATE, by_group=True)
    finding = ranks_finding(found)
    if found.frame["rank"].isna().all():  # an order without its interval would be a league table
        return Standing(None, finding, listing(facts(run, asked), RATE))
    return Standing(_ranks(found, finding), "", listing(found, RATE))


def _why(found: Facts, spread: pd.DataFrame) -> str:
    """Why there is no funnel, as a code of `codes.FUNNEL_REASONS`."""
    if len(spread):
        return "no_events"
    if found.frame["rate"].notna().any():
        return "too_few_areas"
    return "no_denominator" if found.frame["value"].notna().any() else "no_count"


def _placed(found: Facts, spread: pd.DataFrame) -> pd.DataFrame:
    """The areas of the one publication whose funnel is drawn, as the figure reads them."""
    frame = found.frame
    if spread.empty:
        return frame.head(0)
    here = frame["publication_id"] == spread["publication_id"].iloc[0]
    placed = frame[here & frame["funnel_lower95"].notna() & frame["rate"].notna()]
    drawn_areas: pd.DataFrame = placed.assign(
        people=placed["denominator"],
        count=placed["value"],
        lower95=placed["funnel_lower95"],
        upper95=placed["funnel_upper95"],
        lower998=placed["funnel_lower998"],
        upper998=placed["funnel_upper998"],
        level=placed["funnel_level"],
        is_selected=placed["region_code"] == found.asked.region,
    )
    return drawn_areas


def _funnel(found: Facts, placed: pd.DataFrame, spread: texts.Row) -> Chart:
    say, language = found.say, found.asked.language
    kind = str(spread.denominator_kind)
    ends = (float(placed["people"].min()) * 0.8, float(placed["people"].max()) * 1.25)
    lines = limits.curve(spread.baseline, spread.tau2, ends)
    rule = (_rule_label(placed, say), float(spread.baseline))
    people, unit, decimals = people_label(kind, say), found.unit(RATE), found.decimals(RATE)
    title, lead = texts.headline(_funnel_finding(found, placed, spread))
    return Chart(
        key="funnel",
        title=title,
        lead=lead,
        subtitle=found.subtitle(RATE),
        figure=figures.funnel(
            placed, lines, rule, language, people_label=people, decimals=decimals
        ),
        alt=figures.funnel_alt(
            placed, rule, language, people_label=people, unit_label=unit, decimals=decimals
        ),
        sources=texts.sources(placed, language),
        notes=(
            *_funnel_notes(found, placed, spread),
            *rates(found, RATE),
            *origin(found.frame, say),
        ),
        marks=quality.marks(placed, language),
        download=found.download,
    )


def _rule_label(placed: pd.DataFrame, say: Say) -> str:
    """Whose rate the funnel stands around: that which the areas are compared with."""
    kind = next(iter(placed["benchmark_kind"].dropna()), "visible_regions")
    label = whole_label(str(kind), say)
    return f"{label[0].lower()}{label[1:]}"


def _funnel_finding(found: Facts, placed: pd.DataFrame, spread: texts.Row) -> str:
    """Where the chosen area lies, else how many lie outside."""
    language = found.asked.language
    chosen = found.frame[found.frame["region_code"] == found.asked.region]
    if len(chosen):
        row = next(texts.rows(chosen))
        unit = texts.code_title("unit", texts.catalogue().cases[found.asked.measure].unit, language)
        return wording.funnel_sentence(
            language,
            region=row.name,
            level=row.funnel_level,
            per=wording.per_words(language, unit.lower(), str(spread.denominator_kind)),
            value=row.rate,
            lower=row.funnel_lower95,
            upper=row.funnel_upper95,
            tau2=spread.tau2,
            reason=texts.text(row.reason) or None,
        )
    outside = placed["level"] != "similar"
    far = placed["level"].str.startswith("far_")
    return found.say(
        "{n} dari {all} daerah berada di luar batas 95% corong, {far} di antaranya di luar "
        "batas 99,8%. {caution}",
        n=int(outside.sum()),
        all=len(placed),
        far=int(far.sum()),
        caution=wording.word("reports_not_incidence", language),
    )


def _funnel_notes(found: Facts, placed: pd.DataFrame, spread: texts.Row) -> Iterator[Note]:
    """Who is not in the funnel, how its limits came about, what being outside means."""
    say = found.say
    absent = found.frame[~found.frame["region_code"].isin(placed["region_code"])]
    states = absent["state"].where(absent["state"] != "shown", "no_rate")
    if len(absent):
        told = "; ".join(states_told(states, say))
        yield Note(say("Tidak ada dalam corong: {told}.", told=told), "caution")
    if "visible_regions" in set(placed["benchmark_kind"].dropna()):
        yield Note(say("Angka provinsi tidak ditampilkan: corong digambar di sekeliling angka "
                       "daerah yang ditampilkan."))  # fmt: skip
    if spread.tau2 > 0:
        phi = wording.number(spread.phi, say.language, 1)
        yield Note(say("Batas diperlebar: ragam antardaerah {phi} kali ragam kebetulan "
                       "(Spiegelhalter 2005).", phi=phi))  # fmt: skip
    yield Note(say("Di luar batas berarti perlu ditelaah (cara mencatat, akses layanan, "
                   "kejadian), bukan nilai kinerja."))  # fmt: skip


def _ranks(found: Facts, finding: str) -> Chart:
    say, language = found.say, found.asked.language
    shapes = grouped(drawn(found, RATE), language)
    bars = shapes.assign(
        value=shapes["rank"],
        lower=shapes["rank_lower"],
        upper=shapes["rank_upper"],
        state=_rank_states(shapes),
    )
    areas = int(bars["rank"].notna().sum())
    title, lead = texts.headline(finding)
    return Chart(
        key="ranks",
        title=title,
        lead=lead,
        subtitle=found.subtitle(RATE),
        figure=figures.ranks(bars, areas, language),
        alt=figures.ranks_alt(bars, language),
        sources=found.sources,
        notes=(
            Note(say("Urutan ini bukan peringkat kinerja: daerah yang rentangnya bertumpang tidak "
                     "dapat dibedakan urutannya."), "caution"),
            Note(say("Semua rentang berlaku bersama pada 95% dan memuat ragam antartahun yang "
                     "ditemukan pada deret daerah-daerah ini.")),
            *rates(found, RATE),
            *origin(found.frame, say),
        ),
        marks=quality.marks(shapes, language),
        download=found.download,
    )  # fmt: skip


def _rank_states(shapes: pd.DataFrame) -> pd.Series:
    """An area that shows a rate and has no rank says so."""
    lacks = (shapes["state"] == "shown") & shapes["rank"].isna()
    return shapes["state"].mask(lacks, "no_rank")
