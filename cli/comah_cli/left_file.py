"""The workbook of the rows that were not taken: where it goes, so that nobody's work is written over."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path
from typing import Final

from comah_cli import exits
from comah_cli.workbook_file import SUFFIX, is_untouched, refuse_workbook

_LEFT: Final = re.compile(r"-left(-\d+)?$")


def left_path(file: Path, asked: Path | None) -> Path:
    """Choose the file: the one asked for, else one beside the spreadsheet.

    A file that is there already is replaced only where comah wrote it and nobody has saved it since; the
    spreadsheet itself never is.
    """
    if asked is not None:
        if asked.suffix.lower() != SUFFIX:
            exits.usage(f"--left {asked}: it is a workbook; give a name that ends in {SUFFIX}")
        refuse_workbook(asked)
        return asked
    stem = _LEFT.sub("", file.stem)
    names = (f"{stem}-left{'' if number == 1 else f'-{number}'}{SUFFIX}" for number in count(1))
    paths = (path for path in map(file.with_name, names) if path != file)
    return next(path for path in paths if not path.exists() or is_untouched(path))
