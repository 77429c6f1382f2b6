"""The verified-score forecast of a self-assessment: the range, its pairs, how it did on them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.figures import score as figures
from dashboard.language import Say, speaker
from dashboard.parts import quality, texts
from dashboard.parts.shapes import Chart, Column, Listing, Note, Table
from dashboard.queries import edition as edition_queries
from dashboard.queries import priorities as queries
from dashboard.queries.contract import Run
from indicators import wording, wording_forecast


@dataclass(frozen=True)
class Ahead:
    """The chart where there is a range, what is to be said in any case, and the pairs."""

    chart: Chart | None
    notes: tuple[Note, ...]
    pairs: Listing | None


def of_assessment(run: Run, region: str, assessment: str, name: str, language: str) -> Ahead:
    """What administrative verification may leave of one assessment; internal edition only."""
    say = speaker(language)
    if edition_queries.edition(run).iloc[0]["edition"] != "internal":
        return Ahead(
            None,
            (Note(say("Perkiraan nilai setelah verifikasi, dan menyimpan skenario: hanya versi "
                      "internal.")),),
            None,
        )  # fmt: skip
    row = next(texts.rows(queries.forecast(run, region, assessment)), None)
    if row is None:
        return Ahead(
            None,
            (Note(say("Perkiraan nilai setelah verifikasi hanya dibuat dari nilai evaluasi mandiri "
                      "yang mencakup seluruh formulir.")),),
            None,
        )  # fmt: skip
    told = _told(row, name, language)
    if texts.text(row.reason):
        return Ahead(None, (Note(told),), None)
    pairs = queries.pairs(run)
    notes = [Note(told), *_verified(row, say), Note(_one_sided(pairs, language), "caution")]
    return Ahead(_chart(row, pairs, language), tuple(notes), of_pairs(pairs, language))


def without(run: Run, name: str, language: str) -> tuple[Note, ...]:
    """The honest answer where no score is loaded; the public edition has none."""
    if edition_queries.edition(run).iloc[0]["edition"] != "internal":
        return ()
    nan = float("nan")
    told = wording_forecast.forecast_sentence(
        language, region=name, self_score=nan, lower=nan, middle=nan, upper=nan,
        pairs=len(queries.pairs(run)), own_pairs=0, coverage=nan, reason="no_score",
    )  # fmt: skip
    return (Note(told),)


def _told(row: texts.Row, name: str, language: str) -> str:
    return wording_forecast.forecast_sentence(
        language,
        region=name,
        self_score=float(row.self_score),
        lower=float(row.lower),
        middle=float(row.middle),
        upper=float(row.upper),
        pairs=int(row.pairs),
        own_pairs=int(row.own_pairs),
        coverage=float(row.coverage),
        reason=texts.text(row.reason) or None,
    )


def _verified(row: texts.Row, say: Say) -> list[Note]:
    """The answer itself, where the cycle has been verified already."""
    if pd.isna(row.verified_score):
        return []
    points = wording.number(row.verified_score, say.language)
    return [Note(say("Hasil verifikasi administrasi siklus ini sudah dimuat: {points}. Pasangan "
                     "itu tidak ikut dalam rentang.", points=points))]  # fmt: skip


def _one_sided(pairs: pd.DataFrame, language: str) -> str:
    """How many of the pairs are of one province and year."""
    groups = pairs.groupby(["parent_name", "printed_year"], as_index=False).agg(n=("ratio", "size"))
    most = groups.sort_values("n", kind="stable").iloc[-1]
    return wording_forecast.pairs_sentence(
        language,
        pairs=len(pairs),
        together=int(most["n"]),
        province=str(most["parent_name"]),
        year=int(most["printed_year"]),
        press=int(pairs["is_press"].sum()),
    )


def _chart(row: texts.Row, pairs: pd.DataFrame, language: str) -> Chart:
    say = speaker(language)
    bands = texts.catalogue().bands
    label = wording.word("mandiri", language)
    others = (
        (say("batas bawah perkiraan"), round(float(row.lower))),
        (say("tengah perkiraan"), round(float(row.middle))),
        (say("batas atas perkiraan"), round(float(row.upper))),
    )
    span = wording.range_(row.lower, row.upper, language, 0)
    score = float(row.self_score)
    return Chart(
        key="forecast",
        title=say("Perkiraan nilai setelah verifikasi: {span}", span=span),
        subtitle=wording_forecast.forecast_label(language, int(row.pairs), float(row.coverage)),
        figure=figures.ruler(score, bands, stage_label=label, language=language, others=others),
        alt=figures.ruler_alt(score, bands, stage_label=label, language=language, others=others),
        sources=texts.sources(pairs, language),
        marks=quality.of_scores(pairs, language, "self_score"),
    )


def of_pairs(pairs: pd.DataFrame, language: str) -> Listing:
    """Every pair, and what all the others would have said of it."""
    say = speaker(language)
    lies = {
        "inside": say("di dalam"),
        "above": say("di atas"),
        "below": say("di bawah"),
        "no_range": say("tidak ada rentang"),
    }
    rows = tuple(
        (
            f"{row.name}, {row.printed_year}",
            wording.number(row.self_score, language),
            wording.number(row.verified_score, language),
            wording.percent(100 * row.ratio, language, 1),
            texts.between(row.lower, row.upper, language),
            lies[row.lies],
            texts.text(row.publisher),
        )
        for row in texts.rows(pairs)
    )
    columns = (
        Column(say("Daerah dan tahun")),
        Column(say("Mandiri"), is_number=True),
        Column(say("Verifikasi administrasi"), is_number=True),
        Column(say("Persen"), is_number=True),
        Column(say("Perkiraan dari yang lain"), is_number=True),
        Column(say("Hasilnya")),
        Column(say("Penerbit")),
    )
    title = say.count("{n} pasangan yang dipakai", len(rows))
    return Listing(
        "pairs",
        title,
        Table(title, columns, rows, is_prose=True),
        subtitle=wording_forecast.leave_one_out_sentence(
            language, pairs=len(pairs), inside=int((pairs["lies"] == "inside").sum())
        ),
        is_open=False,
    )
