"""Other people's calendar programs: which are installed here, in which version.

``.ci/oracles`` installs them. What comes from npm or PyPI lies in a folder of its own outside the checkout,
``COMAH_ORACLES_HOME`` or ``~/.cache/comah-oracles``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
HOME: Final = Path(os.environ.get("COMAH_ORACLES_HOME") or Path.home() / ".cache" / "comah-oracles")
NODE_MODULES: Final = HOME / "node_modules"
PROGRAMS: Final = HOME / "programs" / "bin"  # khal and Radicale, in an environment of their own
SYSTEM_PYTHON: Final = Path("/usr/bin/python3")
PARSERS: Final = ("libical", "calcurse", "ical", "ical.js")
STORES: Final = ("khal", "Radicale", "calcurse")
HOW: Final = "run .ci/oracles"


def is_required() -> bool:
    """Whether an oracle that is missing is a failure: so it is where every submission is tested."""
    return os.environ.get("COMAH_ORACLES") == "required" or os.environ.get("CI", "").lower() in {"1", "true"}


def missing(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the programs that are not installed here."""
    return tuple(name for name in names if not version_of(name))


@cache
def version_of(name: str) -> str:
    """Return the version of a program that is installed here; nothing of one that is not."""
    return _VERSIONS[name]()


def _libical() -> str:
    return _said(SYSTEM_PYTHON, HERE / "read_libical.py", "version").strip('"')


def _icaljs() -> str:
    return _said("node", HERE / "read_icaljs.mjs", NODE_MODULES, "version").strip('"')


def _ical() -> str:
    try:
        return version("ical")
    except PackageNotFoundError:
        return ""


def _number_in(*command: str | Path) -> Callable[[], str]:
    def read() -> str:
        found = re.search(r"\d+\.\d[\w.]*", _said(*command))
        return found.group() if found else ""

    return read


def _said(program: str | Path, *arguments: str | Path) -> str:
    """Return what a program prints; nothing where it is not there or does not work."""
    found = shutil.which(program)
    if found is None or sys.platform == "win32":  # there the system's Python may be a shop window
        return ""
    done = subprocess.run([found, *arguments], capture_output=True, encoding="utf-8", check=False)
    return done.stdout if done.returncode == 0 else ""


_VERSIONS: Final[dict[str, Callable[[], str]]] = {
    "libical": _libical,
    "ical": _ical,
    "ical.js": _icaljs,
    "calcurse": _number_in("calcurse", "--version"),
    "khal": _number_in(PROGRAMS / "khal", "--version"),
    "Radicale": _number_in(PROGRAMS / "radicale", "--version"),
    "tmux": _number_in("tmux", "-V"),
    "faketime": _number_in("faketime", "--version"),
}
