"""Where the register is."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from comah.errors import RegisterNotFoundError

REGISTER_FILE: Final = "register.toml"
_OFFER: Final = (
    "To start a register of your own: comah init DIR.\n"
    "To see comah at work on an invented register: comah init --example DIR, then --sites DIR."
)


def find_register(sites: Path | None, env_value: str | None, cwd: Path) -> Path:
    """Return the register's folder: ``--sites``, ``COMAH_SITES``, ``./sites``, or the nearest parent's.

    A place that was named is never passed over in silence for another.

    Raises:
        RegisterNotFoundError: with every place that was looked at.
    """
    if sites is not None:
        return _named(cwd / sites, "--sites")
    if env_value:
        return _named(cwd / env_value, "COMAH_SITES")
    looked_at = []
    for parent in (cwd, *cwd.parents):
        for place in (parent / "sites", parent):
            if _has_register(place):
                return place
            looked_at.append(place)
    places = "\n".join(f"  {place / REGISTER_FILE}" for place in looked_at)
    message = (
        f"No register was found. Looked for:\n{places}\nName its folder with --sites DIR or COMAH_SITES.\n{_OFFER}"
    )
    raise RegisterNotFoundError(message)


def _named(place: Path, how: str) -> Path:
    if _has_register(place):
        return place
    inside = place / "sites"
    hint = f"\nThere is one in {inside}." if _has_register(inside) else ""
    state = f"no {REGISTER_FILE}" if place.is_dir() else "no such folder"
    message = f"No register at {place} ({how}): {state}.{hint}\n{_OFFER}"
    raise RegisterNotFoundError(message)


def _has_register(place: Path) -> bool:
    try:
        return (place / REGISTER_FILE).exists()
    except OSError:
        return False
