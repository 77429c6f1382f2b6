"""Areas beside each other: the tile map and the dot plot with intervals."""

from __future__ import annotations

from dashboard.figures.dots import dots, dots_alt
from dashboard.figures.tiles import SIDE_BY_SIDE, tile_map, tile_map_alt

__all__ = ["SIDE_BY_SIDE", "dots", "dots_alt", "tile_map", "tile_map_alt"]
