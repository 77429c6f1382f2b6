"""The one place that asks what time it is: the day a file came in, the moment a build was logged.

No figure and no row depends on it: a build is a function of files, and the day a file came in is
written into data/register.csv before it is read from there.
"""

from __future__ import annotations

import datetime


def today() -> datetime.date:
    """The day a file that is loaded now comes in."""
    return datetime.date.today()


def moment() -> str:
    """Now, to the second, as ISO text in UTC."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
