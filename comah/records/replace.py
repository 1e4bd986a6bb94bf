"""Whole files or nothing: a record is replaced in one step by one written beside it."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from comah.errors import RefusedError

if TYPE_CHECKING:
    from pathlib import Path


def replace_file(path: Path, data: bytes, *, settles: bool = True) -> None:
    """Give a file these bytes: at every moment it has all the old ones or all the new.

    Args:
        path: the file.
        data: its bytes.
        settles: false leaves it to the caller to ``settle_folder`` after the last of several files.

    Raises:
        RefusedError: where that fails; the old file is whole and nothing is left beside it.
    """
    target = path.resolve() if path.is_symlink() else path  # a link stays a link
    beside = target.with_name(f".{target.name}.new")  # the dot keeps it out of every listing of records
    try:
        _write_through(beside, data)
        with suppress(FileNotFoundError):
            beside.chmod(stat.S_IMODE(target.stat().st_mode))
        os.replace(beside, target)  # noqa: PTH105 - the one step on which everything rests, named as the system names it
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise RefusedError(_why(path, error)) from error
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    if settles:
        settle_folder(target.parent)


def _write_through(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


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
