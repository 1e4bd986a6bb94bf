"""Whole files or nothing: a record is replaced in one step by one written beside it."""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from comah.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_MANY: Final = 10  # files from which on one call for all is less work than one for each


class Beside:
    """A file's new bytes, written beside it."""

    __slots__ = ("_is_placed", "_new", "_path", "target")

    def __init__(self, path: Path) -> None:
        """Name the file that is written first; the dot keeps it out of every listing of records."""
        self._path = path
        self.target = path.resolve() if path.is_symlink() else path  # a link stays a link
        self._new = self.target.with_name(f".{self.target.name}.new")
        self._is_placed = False

    def write(self, data: bytes, *, is_seen: bool) -> None:
        """Write the bytes, with the rights of the file that stands; and see them on the disk."""
        try:
            with self._new.open("wb") as file:
                file.write(data)
                file.flush()
                if is_seen:
                    os.fsync(file.fileno())
            with suppress(FileNotFoundError):
                self._new.chmod(stat.S_IMODE(self.target.stat().st_mode))
        except OSError as error:
            raise RefusedError(_why(self._path, error)) from error

    def put_in_place(self) -> None:
        """Replace the file.

        Raises:
            RefusedError: where that fails; the old file is whole.
        """
        try:
            os.replace(self._new, self.target)  # noqa: PTH105 - the one step on which everything rests, by its own name
        except OSError as error:
            raise RefusedError(_why(self._path, error)) from error
        self._is_placed = True

    def take_away(self) -> None:
        """Leave nothing beside the file, unless it was put in place."""
        if not self._is_placed:
            with suppress(OSError):  # it is no record, and what went wrong before is to be told
                self._new.unlink(missing_ok=True)


def replace_file(path: Path, data: bytes) -> None:
    """Give a file these bytes: at every moment it has all the old ones or all the new.

    Raises:
        RefusedError: where that fails; the old file is whole and nothing is left beside it.
    """
    with written_beside([(path, data)]) as (beside,):
        beside.put_in_place()
        settle_folder(beside.target.parent)


@contextmanager
def written_beside(files: Sequence[tuple[Path, bytes]]) -> Iterator[tuple[Beside, ...]]:
    """Write the new bytes of files beside them, and see them on the disk; what is not put in place is taken away.

    Each is then put in place by itself, and ``settle_folder`` sees the names on the disk.

    Raises:
        RefusedError: where one cannot be written; none is put in place then.
    """
    at_once = sys.platform == "linux" and len(files) >= _MANY  # there alone the call for all waits until it is done
    made: list[Beside] = []
    try:
        for path, data in files:
            made.append(Beside(path))
            made[-1].write(data, is_seen=not at_once)
        if at_once:
            os.sync()
        yield tuple(made)
    finally:
        for one in made:
            one.take_away()


def settle_folder(folder: Path) -> None:
    """See the new name on the disk, where the system has a call for it (Windows has none).

    The file is whole either way, so a file system that refuses the call does no harm.
    """
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    with suppress(OSError):
        os.fsync(handle)
    os.close(handle)


def _why(path: Path, error: OSError) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        reason = "the disk is full"
    elif isinstance(error, PermissionError):
        reason = "no permission, or the file is open in another program: close it there and try again"
    else:
        reason = error.strerror or str(error)
    return f"{path} was not written: {reason}. The file is as it was"
