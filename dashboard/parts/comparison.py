"""Perbandingan Antardaerah: one measure in the parts of a province, each with its uncertainty."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.figures import compare as figures
from dashboard.parts import quality, texts
from dashboard.parts.comparable import BY_VALUE
from dashboard.parts.comparison_facts import (
    Asked,
    Facts,
    benchmark,
    drawn,
    facts,
    grouped,
    is_nation,
    states_told,
)
from dashboard.parts.comparison_finding import finding
from dashboard.parts.comparison_notes import marked, notes
from dashboard.parts.comparison_table import listing
from dashboard.parts.series import RATE
from dashboard.parts.shapes import Chart, Listing
from dashboard.queries.contract import Run


@dataclass(frozen=True)
class Comparison:
    """The same figures as a tile map (of a province), as dots with intervals, and as a table."""

    tiles: Chart | None
    dots: Chart
    listing: Listing
    is_wide: bool
    """The tile map has more columns than a part of the page's width can name in full."""


def compare(run: Run, asked: Asked, shown: str, order: str) -> Comparison:
    """Every part of the region, with or without a figure; hidden and unreported ones written out.

    By code unless asked for; by rate in the groups of the ranks.
    """
    is_ranked = order == BY_VALUE and shown == RATE
    found = facts(run, asked, shown if order == BY_VALUE else "", by_group=is_ranked)
    shapes = drawn(found, shown)
    dotted = _dotted(grouped(shapes, asked.language) if is_ranked else shapes)
    is_wide = bool(found.frame["tile_col"].max() >= figures.SIDE_BY_SIDE)
    return Comparison(
        tiles=None if is_nation(asked) else _tiles(found, shapes, shown, is_wide=is_wide),
        dots=_dots(found, dotted, shown, order),
        listing=listing(found, shown, drawn=dotted),
        is_wide=is_wide,
    )


def _tiles(found: Facts, shapes: pd.DataFrame, shown: str, *, is_wide: bool) -> Chart:
    """The province as tiles: an overview, on which only what survives correction is marked."""
    language, unit, printed = found.asked.language, found.unit(shown), found.printed(shown)
    is_higher = shapes["value"] > shapes["benchmark"]
    side = is_higher.map({True: "higher", False: "lower"}).astype(object)
    tiles = shapes.assign(mark=side.where(shapes["is_marked"] & (shown == RATE), None))
    region = found.asked.region
    return Chart(
        key="tiles_wide" if is_wide else "tiles",
        title=_coverage(shapes, found),
        subtitle=found.subtitle(shown),
        figure=figures.tile_map(tiles, language, region, **printed),
        alt=figures.tile_map_alt(tiles, language, region, unit_label=unit, **printed),
        sources=found.sources,
        notes=marked(found, shown),
        marks=quality.marks(shapes, language),
        download=found.download,
    )


def _dots(found: Facts, dotted: pd.DataFrame, shown: str, order: str) -> Chart:
    """Every area with its interval beside the rule of the province."""
    language, unit, printed = found.asked.language, found.unit(shown), found.printed(shown)
    rule = benchmark(found, shown)
    title, lead = texts.headline(finding(found))
    return Chart(
        key="dots",
        title=title,
        lead=lead,
        subtitle=found.subtitle(shown),
        figure=figures.dots(dotted, rule, language, **printed),
        alt=figures.dots_alt(dotted, rule, language, unit_label=unit, **printed),
        sources=found.sources,
        notes=notes(found, shown, order),
        marks=quality.marks(dotted, language),
        download=found.download,
    )


def _dotted(shapes: pd.DataFrame) -> pd.DataFrame:
    """Without the regions that have no data at all, where they are the greater part."""
    has_data = (shapes["state"] != "no_data") | shapes["is_selected"]
    return shapes[has_data] if has_data.sum() * 2 < len(shapes) else shapes


def _coverage(shapes: pd.DataFrame, found: Facts) -> str:
    """How many of the regions show the figure asked for, and what is known of the others."""
    states = shapes["state"]
    all_told = found.say(
        "{n} dari {all} daerah berangka", n=int((states == "shown").sum()), all=len(shapes)
    )
    return "; ".join([all_told, *states_told(states[states != "shown"], found.say)])
