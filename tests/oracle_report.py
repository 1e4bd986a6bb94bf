"""Say which of other people's calendar programs are here, in which version, and how many events each finds.

They are asked for one file: everything in the example register, and what breaks calendars. Exit 1 where one finds
another number of events, or where one is missing and ``COMAH_ORACLES=required`` or ``CI`` is set.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Final

from checklist.files import files
from oracles.installed import HOW, PARSERS, STORES, is_required, version_of
from oracles.parsers import readings
from oracles.stores import Calcurse, Khal, Store, radicale


def main() -> int:
    """Return 0 where all that are here agree, and none is missing that must be here."""
    file = files()["everything"]
    sys.stdout.write(f"{len(file.entries)} entries, {len(file.data):,} octets\n")
    is_good = True
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "plans.ics").write_bytes(file.data)
        for role, name in (*(("reads", one) for one in PARSERS), *(("keeps", one) for one in STORES)):
            version = version_of(name)
            found = _COUNTS[role](name, Path(folder)) if version else 0
            is_good = is_good and (found == len(file.entries) if version else not is_required())
            said = f"{version:<8} {found:>4} events" if version else f"NOT INSTALLED: {HOW}"
            sys.stdout.write(f"  {role:<6} {name:<9} {said}\n")
    return 0 if is_good else 1


def _read_by(name: str, folder: Path) -> int:
    return len(readings(name, folder)["plans.ics"].events)


def _kept_by(name: str, folder: Path) -> int:
    if name == "Radicale":
        with radicale(folder) as server:
            return _held(server, folder)
    return _held(Khal(folder / "khal", years=(2025, 2028)) if name == "khal" else Calcurse(folder / "calcurse"), folder)


def _held(store: Store, folder: Path) -> int:
    store.take_over(folder / "plans.ics")
    return len(store.events())


_COUNTS: Final = {"reads": _read_by, "keeps": _kept_by}

if __name__ == "__main__":
    sys.exit(main())
