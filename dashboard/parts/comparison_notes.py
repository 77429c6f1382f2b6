"""What has to be known to read a comparison: days, denominators, order, chance, sources, hiding."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dashboard.language import Say, speaker
from dashboard.parts import texts
from dashboard.parts.comparable import BY_VALUE, Period
from dashboard.parts.series import RATE
from dashboard.parts.shapes import Note
from indicators import wording


def notes(
    frame: pd.DataFrame, period: Period, measure: str, shown: str, order: str, language: str
) -> tuple[Note, ...]:
    """The limits of the figures, those that forbid a reading first."""
    say = speaker(language)
    return (
        *_cautions(frame, period, order, say),
        *_readings(frame, period, say),
        *_chance(frame, measure, shown, say),
        *_origin(frame, say),
    )


def _cautions(frame: pd.DataFrame, period: Period, order: str, say: Say) -> Iterator[Note]:
    if period.is_partial:
        told = wording.partial_year(period.start, period.end, say.language)
        text = say(
            "{period}: jumlah ditampilkan apa adanya, tanpa urutan, tanpa angka per penduduk, "
            "tanpa simpulan.",
            period=told,
        )
        yield Note(text, "caution")
    if order == BY_VALUE:
        text = say(
            "Urutan ini bukan peringkat kinerja: daerah yang rentangnya bertumpang tidak dapat "
            "dibedakan urutannya."
        )
        if frame["value_lower"].isna().all() and frame["rate_lower"].isna().all():
            text = say(
                "Urutan ini bukan peringkat kinerja: sumber tidak memuat rentang, sehingga selisih "
                "kecil belum tentu nyata."
            )
        yield Note(text, "caution")


def _readings(frame: pd.DataFrame, period: Period, say: Say) -> Iterator[Note]:
    """The days of outcomes that were read on a day of the year."""
    told = [texts.reading(row, say.language) for row in texts.rows(frame[frame["year"].notna()])]
    days = list(dict.fromkeys(filter(None, told)))
    if days and not period.is_partial:
        yield Note(say("Dibaca untuk {periods}, bukan setahun penuh.", periods="; ".join(days)))


def _chance(frame: pd.DataFrame, measure: str, shown: str, say: Say) -> Iterator[Note]:
    if shown == RATE:
        years = sorted({str(year) for year in frame["denominator_year"].dropna()})
        text = say(
            "Penyebut: seluruh penduduk {years}, bukan hanya anak. Angka provinsi dihitung dari "
            "jumlahnya, bukan dari rata-rata daerahnya.",
            years=", ".join(years),
        )
        yield Note(text)
    if measure in texts.catalogue().cases and frame["value_lower"].notna().any():
        yield Note(say("Rentang 95% hanya memuat kebetulan, bukan beda cara melapor dan mencatat."))


def _origin(frame: pd.DataFrame, say: Say) -> Iterator[Note]:
    if frame["publication_id"].nunique() > 1:
        yield Note(say("Angka berasal dari publikasi yang berbeda; lihat kolom penerbit."))
    hidden = set(frame["hidden"])
    for kind in ("primary", "secondary"):
        if kind in hidden:
            yield Note(f"{wording.word(kind, say.language)}.")
