"""What is drawn beside the reported years: the trend, the projection, how complete each year is."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dashboard.figures.trend import Beside
from dashboard.language import Say
from dashboard.parts import series, texts
from dashboard.parts.shapes import Note
from dashboard.queries.trends import Known
from indicators import fitted, wording

_PER: Final = 100_000.0
_STRIP: Final = (
    "year", "months", "months_expected", "by_month", "units", "units_expected", "units_kind",
)  # fmt: skip


def beside(known: Known, frame: pd.DataFrame, shown: str) -> Beside:
    """What belongs to the years of `frame` (rows of `cases.series`), as counts or as rates."""
    return Beside(
        fitted=_fitted(known.trend, frame, shown),
        projected=None if shown == series.RATE else _projected(known.projection, frame),
        strip=_strip(known.completeness, frame),
    )


def notes(
    known: Known, frame: pd.DataFrame, measure: str, drawn: Beside, say: Say
) -> tuple[Note, ...]:
    """What is to be said of a projection, of a trend that is not drawn, of years made of months."""
    return (
        *_projections_told(known, frame, measure, say),
        *_without_line(known.trend, drawn.fitted, say),
        *_joined_apart(known, frame, say),
    )


def _projections_told(
    known: Known, frame: pd.DataFrame, measure: str, say: Say
) -> tuple[Note, ...]:
    """The projection of each partial year that comes after the last whole one, or why not."""
    found = _joined(known.projection, _latest_parts(frame))
    unit = series.unit(measure, say.language).lower()
    return tuple(
        Note(
            wording.projection_sentence(
                say.language,
                year=int(row.year),
                months_known=int(row.months),
                observed=float(row.observed),
                projected=row.projected,
                lower=row.lower,
                upper=row.upper,
                tested_years=row.tested_years,
                tested_inside=row.tested_inside,
                reason=texts.text(row.reason) or None,
                unit=unit,
            )
        )
        for row in texts.rows(found)
    )


def _without_line(found: pd.DataFrame, fitted: pd.DataFrame | None, say: Say) -> tuple[Note, ...]:
    """Why a trend that has a direction is not drawn among the years shown; else nothing."""
    if found.empty or fitted is not None or found["direction"].iloc[0] == "unclear":
        return ()
    row = found.iloc[0]
    what = say("angka per penduduk") if row["has_exposure"] else say("jumlah tahunan")
    return (
        Note(
            say(
                "Garis tren tidak digambar di sini: tren itu dihitung dari {what} satu publikasi "
                "pada {first}–{last}.",
                what=what,
                first=row["first_year"],
                last=row["last_year"],
            )
        ),
    )


def _joined_apart(known: Known, frame: pd.DataFrame, say: Say) -> tuple[Note, ...]:
    """That whole years drawn here are sums of months and no years of the trend."""
    in_trend = 0 if known.trend.empty else int(known.trend["years"].iloc[0])
    whole = frame[~frame["is_partial"] & (frame["state"] == "shown")]
    by_month = known.completeness[known.completeness["note"] == "complete"]
    summed = whole.merge(by_month[["year", "publication_id"]], on=["year", "publication_id"])
    if in_trend or summed.empty:
        return ()
    return (Note(say("Tahun yang dijumlahkan dari dua belas bulan belum masuk tren.")),)


def _fitted(found: pd.DataFrame, frame: pd.DataFrame, shown: str) -> pd.DataFrame | None:
    """The line of a trend that has a direction, where every year of its window is drawn."""
    if found.empty or found["direction"].iloc[0] == "unclear":
        return None
    row = found.iloc[0]
    own = frame[
        (frame["publication_id"] == row["publication_id"])
        & frame["year"].between(row["first_year"], row["last_year"])
        & ~frame["is_partial"]
        & frame["is_exact"]
        & (frame["state"] == "shown")
    ].sort_values("year")
    with_people = bool(row["has_exposure"])
    if len(own) != row["years"] or (shown == series.RATE and not with_people):
        return None
    people = own["denominator"].to_numpy(dtype=float) if with_people else None
    numbers = {name: float(row[name]) for name in ("change", "lower", "upper", "cv", "df")}
    slope = fitted.Slope(**numbers, method=str(row["method"]))
    line = fitted.line(own["year"].to_numpy(dtype=float), own["value"].to_numpy(), slope, people)
    if shown == series.RATE and people is not None:
        limits = ["fitted", "lower", "upper"]
        line[limits] = line[limits].mul(_PER / people, axis=0)
    return line


def _latest_parts(frame: pd.DataFrame) -> pd.DataFrame:
    """Partial years with a figure after the last whole year; chosen ones where there are any."""
    shown = frame[frame["state"] == "shown"]
    shown = shown[shown["is_chosen"]] if shown["is_chosen"].any() else shown
    whole = shown.loc[~shown["is_partial"], "period_end"].max()
    parts = shown[shown["is_partial"]]
    return parts if pd.isna(whole) else parts[parts["period_end"] > whole]


def _joined(found: pd.DataFrame, parts: pd.DataFrame) -> pd.DataFrame:
    """The projections of these partial years."""
    key = ["publication_id", "year"]
    return found.merge(parts[key].drop_duplicates(), on=key)


def _projected(projections: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame | None:
    found = _joined(projections, _latest_parts(frame))
    found = found[found["projected"].notna()]
    if found.empty:
        return None
    named = found.rename(columns={"projected": "value"})
    return named[["year", "value", "lower", "upper"]].astype({"year": int})


def _strip(found: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame | None:
    """Completeness of the figure that is drawn for each year, the chosen one of several."""
    order = frame.sort_values(
        ["year", "is_chosen", "publication_id"], ascending=[True, False, True]
    )
    drawn = order.drop_duplicates("year")[["year", "publication_id"]]
    rows = found.merge(drawn, on=["year", "publication_id"]).sort_values("year")
    if rows.empty:
        return None
    by_month = rows["months_reported"].notna()
    return rows.assign(
        year=rows["year"].astype(int),
        months=rows["months_reported"].where(by_month, rows["months_covered"]).astype(float),
        months_expected=rows["months_expected"].astype(float),
        by_month=by_month,
        units=rows["units_reported"].astype("Float64"),
        units_expected=rows["units_expected"].astype("Float64"),
    )[list(_STRIP)]
