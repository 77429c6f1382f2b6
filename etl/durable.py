"""Files that are whole or not there, whatever happens: written aside, flushed to disk, renamed."""

from __future__ import annotations

import errno
import os
import shutil
import time
from pathlib import Path
from typing import Final

ASIDE: Final = ".kla-"
"""How the name of a file starts that is not finished; whoever finds one alone may remove it."""
_TRIES: Final = 50
_PAUSE: Final = 0.1


def write_text(path: Path, text: str) -> None:
    """Put `text` in the place of the file `path`, in one step. OSError leaves the old file."""
    aside = path.with_name(f"{ASIDE}{path.name}.new")
    try:
        aside.write_text(text, encoding="utf-8", newline="")
        sync(aside)
        replace(aside, path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def copy(source: Path, target: Path) -> None:
    """A copy of a file's content that is whole or not there."""
    aside = target.with_name(f"{ASIDE}{target.name}.new")
    try:
        shutil.copyfile(source, aside)
        sync(aside)
        replace(aside, target)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def replace(source: Path, target: Path) -> None:
    """Rename `source` to `target`, over what is there, and make the new name safe on disk.

    Where a file that is being read cannot be replaced (Windows), it is tried for five seconds.
    """
    for left in reversed(range(_TRIES)):
        try:
            os.replace(source, target)
            break
        except PermissionError:
            if os.name == "posix" or not left:
                raise
            time.sleep(_PAUSE)
    sync_folder(target.parent)


def move(source: Path, target: Path) -> None:
    """`replace`, also where the two lie on different disks."""
    try:
        replace(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        copy(source, target)
        source.unlink()


def sync(path: Path) -> None:
    """The content of a file is on disk when this returns."""
    with path.open("r+b") as handle:
        os.fsync(handle.fileno())


def sync_folder(folder: Path) -> None:
    """The names in a folder are on disk when this returns, where a system can promise it."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove(path: Path) -> None:
    """Remove a file or a folder; what another program holds open stays until the next time."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
        return
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        if os.name == "posix":
            raise


def link_or_copy(source: Path, target: Path) -> None:
    """The content of `source` under another name, to be read only and not for long."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source.resolve(), target)
    except OSError:  # another disk, or a system that has no second names
        shutil.copyfile(source, target)
