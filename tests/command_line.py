"""Running ``comah`` as a user does: a process of its own, its words and its exit status."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import comah

SHIPPED = Path(comah.__file__).parents[1] / "sites"
EXAMPLE = Path(comah.__file__).parent / "records" / "example"
ON = ("--on", "2026-11-21")


class Done(NamedTuple):
    """How a command ended and what it said."""

    status: int
    out: str
    err: str


def run_comah(*arguments: str | Path, folder: Path | None = None, columns: int | None = 80, **settings: str) -> Done:
    """Run the program in a folder; ``columns`` None leaves the width of the output open."""
    environment = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "COMAH_SITES"}}
    environment |= settings
    if columns is not None:
        environment["COLUMNS"] = str(columns)
    done = subprocess.run(
        [sys.executable, "-m", "comah_cli", *map(str, arguments)],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)
