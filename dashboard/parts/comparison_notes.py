"""What has to be known to read a comparison: days, denominators, order, chance, sources, hiding."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dashboard.language import Say
from dashboard.parts import texts
from dashboard.parts.comparable import BY_VALUE, Period
from dashboard.parts.comparison_facts import Facts
from dashboard.parts.comparison_finding import NOT_RANKED, groups_told
from dashboard.parts.series import RATE
from dashboard.parts.shapes import Note
from indicators import wording


def notes(found: Facts, shown: str, order: str) -> tuple[Note, ...]:
    """The limits of the figures, those that forbid a reading first."""
    frame, period, say = found.frame, found.asked.period, found.say
    return (
        *_cautions(found, order),
        *_direction(found),
        *_readings(frame, period, say),
        *rates(found, shown),
        *_chance(found, shown),
        *origin(frame, say),
    )


def marked(found: Facts, shown: str) -> tuple[Note, ...]:
    """Why an overview marks fewer areas than single pages call higher or lower."""
    frame = found.frame
    compared = frame["compared"].max()
    if shown != RATE or pd.isna(compared) or compared == 0:
        return ()
    alone = ~frame["verdict"].isin(["similar", "not_compared"])
    told = wording.overview_marks_sentence(
        found.asked.language,
        marked=int(frame["is_marked"].sum()),
        compared=int(compared),
        alone=int(alone.sum()),
        has_spread=bool(frame["rank"].notna().any()),
        benchmark_kind=next(iter(frame["benchmark_kind"].dropna()), None),
        is_public=found.edition["edition"] == "public",
    )
    return (Note(told),)


def _cautions(found: Facts, order: str) -> Iterator[Note]:
    frame, period, say = found.frame, found.asked.period, found.say
    if period.is_partial:
        told = wording.partial_year(period.start, period.end, say.language)
        text = say(
            "{period}: jumlah ditampilkan apa adanya, tanpa urutan, tanpa angka per penduduk, "
            "tanpa simpulan.",
            period=told,
        )
        yield Note(text, "caution")
    if order == BY_VALUE:
        ranked = frame[frame["rank"].notna()]
        text = say(
            "Urutan ini bukan peringkat kinerja: daerah yang rentangnya bertumpang tidak dapat "
            "dibedakan urutannya."
        )
        if frame["value_lower"].isna().all() and frame["rate_lower"].isna().all():
            text = say(
                "Urutan ini bukan peringkat kinerja: sumber tidak memuat rentang, sehingga selisih "
                "kecil belum tentu nyata."
            )
        elif len(ranked):
            text = f"{text} {groups_told(ranked, say.language)}."
        elif found.is_report:
            text = f"{text} {say(NOT_RANKED)}"
        yield Note(text, "caution")


def _direction(found: Facts) -> Iterator[Note]:
    """Which way an outcome is better, by the catalogue; reports of violence have no such way."""
    if found.is_report:
        return
    better = texts.catalogue().outcomes[found.asked.measure].better
    if better == "lower":
        yield Note(found.say("Arah indikator ini: lebih rendah lebih baik."))
    elif better == "higher":
        yield Note(found.say("Arah indikator ini: lebih tinggi lebih baik."))


def _readings(frame: pd.DataFrame, period: Period, say: Say) -> Iterator[Note]:
    """The days of outcomes that were read on a day of the year."""
    told = [texts.reading(row, say.language) for row in texts.rows(frame[frame["year"].notna()])]
    days = list(dict.fromkeys(filter(None, told)))
    if days and not period.is_partial:
        yield Note(say("Dibaca untuk {periods}, bukan setahun penuh.", periods="; ".join(days)))


def rates(found: Facts, shown: str) -> Iterator[Note]:
    """Who is counted in a rate, of which years."""
    if shown != RATE:
        return
    say = found.say
    years = ", ".join(sorted({str(year) for year in found.frame["denominator_year"].dropna()}))
    if found.asked.period.denominator_kind == "anak_0_17":
        people = say("Penyebut: anak berusia 0–17 tahun ({years}).", years=years)
    else:
        people = say("Penyebut: seluruh penduduk {years}, bukan hanya anak.", years=years)
    from_counts = say("Angka provinsi dihitung dari jumlahnya, bukan dari rata-rata daerahnya.")
    yield Note(f"{people} {from_counts}")


def _chance(found: Facts, shown: str) -> Iterator[Note]:
    """What intervals hold, what the signs hold, and how few areas lie outside the funnel."""
    frame, say = found.frame, found.say
    if found.is_report and frame["value_lower"].notna().any():
        yield Note(say("Rentang 95% hanya memuat kebetulan, bukan beda cara melapor dan mencatat."))
    compared = int((frame["verdict"] != "not_compared").sum())
    if shown != RATE or compared < 2:
        return
    alone = say(
        "Tanda pada bagan ini memakai rentang 95% tiap daerah, tanpa koreksi untuk perbandingan "
        "yang banyak."
    )
    many = wording.many_comparisons_sentence(say.language, compared=compared)
    placed = frame["funnel_level"].notna()
    outside = int((placed & ~frame["funnel_level"].isin(["similar", "not_compared"])).sum())
    wide = say(
        "Pada diagram corong, yang batasnya juga memuat ragam antardaerah, {n} dari {all} daerah "
        "berada di luar batas 95%.",
        n=outside,
        all=int(placed.sum()),
    )
    yield Note(f"{alone} {many} {wide}" if placed.any() else f"{alone} {many}")


def origin(frame: pd.DataFrame, say: Say) -> Iterator[Note]:
    """That publications differ, and what is hidden."""
    if frame["publication_id"].nunique() > 1:
        yield Note(say("Angka berasal dari publikasi yang berbeda; lihat kolom penerbit."))
    hidden = set(frame["hidden"])
    for kind in ("primary", "secondary"):
        if kind in hidden:
            yield Note(f"{wording.word(kind, say.language)}.")
