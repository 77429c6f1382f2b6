"""The one place where a page asks what day it is; what is counted from it is told the day."""

from __future__ import annotations

import datetime


def today() -> datetime.date:
    """The day on which the page is looked at."""
    return datetime.date.today()
