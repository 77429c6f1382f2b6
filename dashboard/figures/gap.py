"""What is missing: points not yet earned, and outcomes behind their targets (never added up)."""

from __future__ import annotations

from dashboard.figures.bullets import bullets, bullets_alt
from dashboard.figures.open_points import open_points, open_points_alt

__all__ = ["bullets", "bullets_alt", "open_points", "open_points_alt"]
