"""Build a wheel, install it alone in a fresh environment, and use it as an officer would.

It shows that the packaged data is in the wheel and that no development package is needed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Return 0 where the installed program answers."""
    with tempfile.TemporaryDirectory(prefix="comah-wheel-") as folder:
        work = Path(folder)
        run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT], work)
        (wheel,) = work.glob("comah-*.whl")
        scripts = fresh_environment(work / "env")
        run([scripts / "python", "-m", "pip", "install", "--quiet", wheel], work)
        comah = scripts / "comah"
        run([comah, "init", "--example", "example"], work)
        run([comah, "validate", "--sites", "example"], work)
        due = run([comah, "due", "--sites", ROOT / "sites", "--on", "2026-11-21"], work)
        run([comah, "calendar", "--sites", ROOT / "sites", "--on", "2026-11-21", "--output", "due.ics"], work)
        run([comah, "explain", "COMAH-14-TEST"], work)
    expected = "CANNOT BE SHOWN IN DATE: 9 of 9 tests, 9 of 9 reviews"
    if expected not in due:
        sys.stdout.write(f"comah due does not say {expected!r}:\n{due}\n")
        return 1
    sys.stdout.write(f"{wheel.name} installs alone and answers.\n")
    return 0


def fresh_environment(folder: Path) -> Path:
    """Make a virtual environment and return the folder of its programs."""
    venv.create(folder, with_pip=True)
    return folder / ("Scripts" if os.name == "nt" else "bin")


def run(command: list[object], folder: Path) -> str:
    """Run a program in a folder; show what it said and stop where it fails."""
    words = [os.fspath(word) if isinstance(word, Path) else str(word) for word in command]
    done = subprocess.run(words, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"{' '.join(words)}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
