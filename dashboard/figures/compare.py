"""Areas beside each other: tile map, dots with intervals, funnel, ranks as intervals."""

from __future__ import annotations

from dashboard.figures.dots import dots, dots_alt
from dashboard.figures.funnel import funnel, funnel_alt
from dashboard.figures.ranks import ranks, ranks_alt
from dashboard.figures.tiles import SIDE_BY_SIDE, tile_map, tile_map_alt

__all__ = [
    "SIDE_BY_SIDE", "dots", "dots_alt", "funnel", "funnel_alt", "ranks", "ranks_alt", "tile_map",
    "tile_map_alt",
]  # fmt: skip
