"""Builds and loads killed at 200 random instants and before every step they take: nothing lost."""

from __future__ import annotations

import os
from pathlib import Path

from tests.etl import crashing

INSTANTS = 200


def run(folder: Path, instants: int = INSTANTS) -> list[str]:
    """One line a kind of kill, then one a fault; takes about ten minutes for 200 instants."""
    if os.name != "posix":
        return ["needs a system with SIGKILL"]
    scenes = [crashing.Scene(folder, what) for what in ("build", "load")]
    tallies = {f"{instants} random instants": crashing.run(scenes, instants)}
    for scene in scenes:
        tallies[f"every step of a {scene.what}"] = crashing.every_step(scene)
    faults = [fault for tally in tallies.values() for fault in tally.faults]
    return [f"{name}: {tally}" for name, tally in tallies.items()] + faults
