"""``comah init``: start a register."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from comah_cli.output import emit

_AS_AT: Final = "2026-11-21"  # the day as at which the example is meant to be seen
_FEW: Final = 4  # files of a folder that are named one by one


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    *,
    example: Annotated[
        bool, typer.Option("--example", help="A full invented register, to learn on, not an empty one.")
    ] = False,
) -> None:
    """Start a register in a new folder: an empty one, or the invented example."""
    from comah.records.init import init_empty, init_example

    written = init_example(folder) if example else init_empty(folder)
    lines = [f"Wrote {len(written)} files to {folder}", *_tally(folder, written), "", *_next(folder, example=example)]
    emit("\n".join(lines) + "\n", None)


def _tally(folder: Path, written: tuple[Path, ...]) -> list[str]:
    """Name the files of each folder, or count them where there are many."""
    names: dict[str, list[str]] = {}
    for path in written:
        relative = path.relative_to(folder)
        names.setdefault("" if relative.parent == Path() else f"{relative.parent.as_posix()}/", []).append(path.name)
    return [
        f"  {place:<28}{', '.join(sorted(found)) if len(found) <= _FEW else f'{len(found)} files'}".rstrip()
        for place, found in sorted(names.items())
    ]


def _next(folder: Path, *, example: bool) -> list[str]:
    sites = f'"{folder}"' if " " in str(folder) else str(folder)
    if example:
        return [
            f"Invented, and meant to be seen as at {_AS_AT}. Next:",
            f"  comah due --sites {sites} --on {_AS_AT}",
            f"  comah site list --sites {sites}",
        ]
    return [
        "Fill in register.toml and your-council/authority.toml; add a file for each site. Next:",
        f"  comah validate --sites {sites}",
        f"  comah due --sites {sites}",
    ]
