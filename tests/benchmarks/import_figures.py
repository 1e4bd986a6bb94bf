"""Figures of a large import that are kept: ratios to a floor measured in the same run, and the most memory.

5,000 rows of an officer's own sheet are read, understood, merged and written into an empty register. The floor is
what openpyxl takes to read that workbook, and what the system takes to create as many files, each seen on the
disk. Exit 1 where a figure is not kept.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook

ROWS = 5_000
UNDERSTOOD = 6.5  # times openpyxl's reading: read, understood and held against the records, nothing written
WRITTEN = 2.5  # times the creation of as many files: checked, written and entered in the journal
MEGABYTES = 300.0
_FILES = 4_000  # made plainly, before the import and after it
_TYPES = ("live", "TTX", "control post", "call out")
_PLACES = """
    Ashby Brampton Corby Duxford Elmswell Fenwick Goole Hexham Ilkley Jarrow Keswick Lydd Malton Newark Otley
    Pickering Quorn Ripley Selby Thirsk Uppingham Ventnor Whitby Yarm Zennor Dawlish Epping Frome Helston Ludlow
    Morpeth Padstow Rothbury Sleaford Tetbury Wroxham
""".split()  # noqa: SIM905 - a list of words reads as one
_KINDS = """
    Acids Bitumen Chlorine Dyestuffs Explosives Fuels Gases Hydrogen Isocyanates Jetfuel Ketones Lubricants
    Methanol Nitrates Oxygen Pesticides Quicklime Resins Solvents Toluene Urea Varnish Waxes Xylene Yeast Zinc
    Brewing Distillery Fireworks Cryogenics Plastics Refinery Warehouse Pharmaceuticals Smelter Terminal
""".split()  # noqa: SIM905 - a list of words reads as one
_REGISTER = """schema = 1
forum = "Example Resilience Forum"
authorities = [{ id = "exampleshire", name = "Exampleshire Council" }]
"""
_AUTHORITY = 'schema = 1\nid = "exampleshire"\nname = "Exampleshire Council"\n'

# runs the program and says, on its last line, what it took
_MEASURED = """
import json, sys
import gc
gc.disable()
def peak():
    if sys.platform != "win32":
        import resource
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most / (1024 * 1024 if sys.platform == "darwin" else 1024)
    import ctypes
    from ctypes import wintypes
    class Counters(ctypes.Structure):
        _fields_ = [("cb", wintypes.DWORD), ("faults", wintypes.DWORD), ("peak", ctypes.c_size_t)] + [
            (f"other{number}", ctypes.c_size_t) for number in range(8)
        ]
    found = Counters()
    found.cb = ctypes.sizeof(found)
    current = ctypes.windll.kernel32.GetCurrentProcess
    current.restype = wintypes.HANDLE
    ctypes.windll.psapi.GetProcessMemoryInfo(wintypes.HANDLE(current()), ctypes.byref(found), found.cb)
    return found.peak / (1024 * 1024)
import time
from comah_cli.app import main
try:
    main()
finally:
    sys.stderr.write(json.dumps({"seconds": time.process_time(), "megabytes": peak()}) + "\\n")
"""

_READING = """
import sys, time
import openpyxl
book = openpyxl.load_workbook(sys.argv[1], data_only=True)
for sheet in book:
    for row in sheet.iter_rows():
        for cell in row:
            cell.value
print(time.process_time())
"""
_CREATING = """
import os, sys, time
os.mkdir(sys.argv[1])
started = time.process_time()
for number in range(int(sys.argv[2])):
    name = os.path.join(sys.argv[1], f"{number}.toml")
    with open(name + ".new", "wb") as file:
        file.write(b"x" * 400)
        file.flush()
        os.fsync(file.fileno())
    os.replace(name + ".new", name)
print(time.process_time() - started)
"""


def main() -> int:
    """Measure every figure; return 0 where all are kept."""
    with tempfile.TemporaryDirectory(prefix="comah-import-") as folder:
        work = Path(folder)
        file = make_workbook(work / "history.xlsx")
        sites = make_register(work / "sites")
        reading = _processor_seconds(_READING, str(file))
        dry = measure(file, sites, "--dry-run")
        before = _processor_seconds(_CREATING, str(work / "before"), str(_FILES))
        first = measure(file, sites)
        made = sum(1 for _ in sites.rglob("*.toml"))
        after = _processor_seconds(_CREATING, str(work / "after"), str(_FILES))
        creating = max(before, after) * made / _FILES  # what a file costs the system changes by times within minutes
        again = measure(file, sites)
    sys.stdout.write(
        f"{ROWS:,} rows, processor seconds: openpyxl alone {reading:.2f}; understood {dry['seconds']:.2f}; "
        f"and written, {made:,} new files, {first['seconds']:.2f}; again {again['seconds']:.2f}; "
        f"as many files made plainly {creating:.2f}\n"
    )
    figures = [
        ("5,000 rows understood, in openpyxl's reading of them", dry["seconds"] / reading, UNDERSTOOD),
        ("their records written, in plain files made", (first["seconds"] - dry["seconds"]) / creating, WRITTEN),
        ("the same workbook again, in openpyxl's reading", again["seconds"] / reading, UNDERSTOOD),
        ("the most memory in MB", max(one["megabytes"] for one in (dry, first, again)), MEGABYTES),
    ]
    for name, found, limit in figures:
        sys.stdout.write(f"{name}: {found:.2f} (at most {limit:g}) {'kept' if found <= limit else 'NOT KEPT'}\n")
    return 0 if made > ROWS / 2 and all(found <= limit for _, found, limit in figures) else 1


def _processor_seconds(program: str, *arguments: str) -> float:
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    return float(done.stdout)


def make_workbook(path: Path) -> Path:
    """Write a sheet with four tests of each of many sites, a row each."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("History")
    sheet.append(
        [
            "Site",
            "Operator",
            "Town",
            "Tier",
            "Date of test",
            "Exercise type",
            "Date of review",
            "Next test due",
            "Notes",
        ]
    )
    for number in range(ROWS):
        site, turn = divmod(number, 4)
        day = date(2012, 1, 3) + timedelta(days=site % 900 + 1000 * turn)
        sheet.append(
            [
                f"{_name(site)}",
                f"{_name(site)} Ltd",
                "Exampleton",
                "upper",
                day if number % 3 else f"{day:%d/%m/%Y}",
                _TYPES[turn],
                day + timedelta(days=40),
                day + timedelta(days=1095) if turn == 3 else None,
                f"debrief in file {number}",
            ]
        )
    book.save(path)
    return path


def make_register(folder: Path) -> Path:
    """Write a register of one council without sites."""
    (folder / "exampleshire").mkdir(parents=True)
    (folder / "register.toml").write_text(_REGISTER, encoding="utf-8", newline="\n")
    (folder / "exampleshire" / "authority.toml").write_text(_AUTHORITY, encoding="utf-8", newline="\n")
    return folder


def measure(file: Path, sites: Path, *more: str) -> dict[str, float]:
    """Run the import and return its processor time and its most memory."""
    command = [
        "import",
        str(file),
        "--by",
        "emergency planning officer",
        "--on",
        "2026-11-21",
        "--sites",
        str(sites),
        *more,
    ]
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, *command],
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    if done.returncode:
        sys.exit(f"comah import: exit status {done.returncode}\n{done.stderr}")
    found: dict[str, float] = json.loads(done.stderr.splitlines()[-1])
    return found


def _name(number: int) -> str:
    """Make a name that is not like another."""
    first, last = divmod(number, len(_KINDS))
    return f"{_PLACES[first]} {_KINDS[last]}"


if __name__ == "__main__":
    sys.exit(main())
