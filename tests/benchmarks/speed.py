"""Figures that are kept: whole processes, as ratios to a floor measured in the same run.

The floor T is a typer program with as many empty commands as comah has, running one of them.
Processor time is compared, each program's median over turns taken in rotation, so that what else the
machine does falls on all of them alike. Exit 1 where a figure is not kept.
"""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from make_register import make_register

ROOT = Path(__file__).resolve().parents[2]
ON = ("--on", "2026-11-21")
TURNS = 25
LARGE_TURNS = 7

FLOOR = """
import typer
app = typer.Typer()
for number in range({count}):
    def command() -> None: ...
    command.__name__ = f"command{{number}}"
    app.command()(command)
app()
"""

PLANNING_BACK = """
import gc, sys, time
gc.disable()
from datetime import date
from pathlib import Path
from comah.exercises.phases import done_phases
from comah.exercises.planned_back import back_plan
from comah.exercises.template import template_of
from comah.records.load import load_book
from comah.workdays.working_days import work_calendar
book, on = load_book(Path(sys.argv[1])), date(2026, 11, 21)
(records,) = book.authorities
calendar, started = work_calendar(book.register, records.authority), time.process_time()
for exercise in records.exercises:
    when = exercise.planned_on or exercise.held_on
    done = done_phases(exercise, on)
    back_plan(template_of(exercise, records.authority), when.earliest, calendar, on=on, done=done)
print(time.process_time() - started)
"""


def main() -> int:
    """Measure every figure; return 0 where all are kept."""
    with tempfile.TemporaryDirectory(prefix="comah-speed-") as folder:
        work = Path(folder)
        floor = [sys.executable, write_floor(work)]
        compileall.compile_dir(str(ROOT / "comah"), quiet=2)
        compileall.compile_dir(str(ROOT / "cli"), quiet=2)
        figures = [*small(floor), *large(floor, work), *planned_back(floor, work)]
    for name, ratio, limit in figures:
        verdict = "kept" if ratio <= limit else "NOT KEPT"
        sys.stdout.write(f"{name}: {ratio:.2f} (at most {limit}) {verdict}\n")
    return 0 if all(ratio <= limit for _, ratio, limit in figures) else 1


def small(floor: list[str]) -> list[tuple[str, float, float]]:
    """Measure what an officer waits for on the shipped register."""
    comah = [sys.executable, "-m", "comah_cli"]
    median = medians_of(
        {
            "T": [*floor, "command3"],
            "T help": [*floor, "--help"],
            "due": [*comah, "due", "--sites", str(ROOT / "sites")],
            "help": [*comah, "--help"],
        },
        TURNS,
    )
    return [
        ("comah due on sites/, in T", median["due"] / median["T"], 1.6),
        ("comah --help, in the floor's --help", median["help"] / median["T help"], 1.2),
    ]


def large(floor: list[str], work: Path) -> list[tuple[str, float, float]]:
    """Measure a large register, and how the time grows with it."""
    commands = {"T": [*floor, "command3"]}
    for size in (100, 1000):
        make_register(work / str(size), size, 3)
        where = ["--sites", str(work / str(size)), *ON, "--format", "json"]
        commands[str(size)] = [sys.executable, "-m", "comah_cli", "due", *where]
        commands["check"] = [sys.executable, "-m", "comah_cli", "check", *where]  # of the larger
    median = medians_of(commands, LARGE_TURNS)
    growth = (median["1000"] - median["T"]) / (median["100"] - median["T"])
    return [
        ("comah due --format json on 1,000 establishments and 3,000 exercises, in T", median["1000"] / median["T"], 8),
        ("ten times the records, in times above T", growth, 11),
        ("comah check --format json on the same, in comah due", median["check"] / median["1000"], 1.5),
    ]


def planned_back(floor: list[str], work: Path) -> list[tuple[str, float, float]]:
    """Measure planning exercises back from their days, above loading their records, and how the time grows.

    The floor is 0.14 s where a plan of 1,000 exercises may take 0.1 s.
    """
    floor_time = medians_of({"T": [*floor, "command3"]}, LARGE_TURNS)["T"]
    times: dict[int, list[float]] = {1000: [], 4000: []}
    for size in times:
        make_register(work / f"back-{size}", size, 1)
    for _ in range(LARGE_TURNS):
        for size, found in times.items():
            command = [sys.executable, "-c", PLANNING_BACK, str(work / f"back-{size}")]
            found.append(float(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout))
    thousand, four = statistics.median(times[1000]), statistics.median(times[4000])
    return [
        ("planning back 1,000 exercises above loading them, in T", thousand / floor_time, 0.7),
        ("four times the exercises, in times", four / thousand, 4.6),
    ]


def write_floor(work: Path) -> str:
    """Write the floor program, with as many commands as comah has."""
    path = work / "floor.py"
    path.write_text(FLOOR.format(count=count_commands()), encoding="utf-8", newline="\n")
    return str(path)


def count_commands() -> int:
    """Count comah's commands, those of its groups included."""
    from comah_cli.on_demand import OnDemand

    return sum(len(getattr(command, "commands", [command])) for command in OnDemand({}).values())


def medians_of(commands: dict[str, list[str]], turns: int) -> dict[str, float]:
    """Return each command's median processor time in seconds over some turns, taken in rotation."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(turns + 1):
        for name, command in commands.items():
            spent = processor_time(command)
            if turn:  # the first turn warms the disk
                times[name].append(spent)
    return {name: statistics.median(values) for name, values in times.items()}


def run(command: list[str]) -> None:
    """Run a program to its end, its output thrown away; a check may end with findings."""
    done = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL)
    if done.returncode not in ({0, 1} if "check" in command else {0}):
        sys.exit(f"{' '.join(command)}: exit status {done.returncode}")


def processor_time(command: list[str]) -> float:
    """Return the processor time of a program in seconds; on Windows the time that passes."""
    if os.name == "nt":
        started = time.perf_counter()
        run(command)
        return time.perf_counter() - started
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
