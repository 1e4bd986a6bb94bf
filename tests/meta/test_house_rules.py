"""Rules that hold for the whole tree."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = sorted((ROOT / "comah").rglob("*.py"))
PROGRAM = sorted((ROOT / "cli").rglob("*.py"))
TEXT = (".py", ".toml", ".md", ".txt", ".json", ".yml", ".svg", "")


def tracked() -> list[Path]:
    """Every file of the checkout that git keeps or would keep."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout.splitlines()
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def places(pattern: str, files: list[Path]) -> list[str]:
    """Name each line of the files that a pattern finds."""
    found = []
    for path in files:
        lines = path.read_text(encoding="utf-8").splitlines()
        found += [f"{path.relative_to(ROOT)}:{n}" for n, line in enumerate(lines, 1) if re.search(pattern, line)]
    return found


def test_the_clock_is_read_in_one_module() -> None:
    elsewhere = [path for path in (*LIBRARY, *PROGRAM) if path.name != "clock.py"]
    clock = r"date\.today\(|datetime\.now\(|utcnow\(|pendulum\.(now|today)\(|time\.time\(|monotonic\("
    assert places(clock, elsewhere) == []
    assert places(clock, [ROOT / "cli" / "comah_cli" / "clock.py"]) != []


def test_the_library_neither_prints_nor_exits() -> None:
    found = places(r"(^|\s)print\(|sys\.exit|sys\.std(out|err)", LIBRARY)
    assert [place for place in found if not _is_doctest(place)] == []


def test_files_are_opened_with_their_encoding() -> None:
    opened = r"\.(read_text|write_text)\((?!.*encoding=)"
    assert places(opened, [*LIBRARY, *PROGRAM]) == []


def test_no_module_is_called_by_a_word_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
    assert [path for path in (*LIBRARY, *PROGRAM) if path.stem in empty or empty & set(path.parts)] == []


def test_git_keeps_every_module() -> None:
    """A folder that .gitignore names by accident, such as one called build, would be neither kept nor checked."""
    assert {*LIBRARY, *PROGRAM} - {*tracked()} == set()


def test_modules_stay_short_enough_to_be_about_one_thing() -> None:
    long = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in (*LIBRARY, *PROGRAM)}
    assert {name: lines for name, lines in long.items() if lines > 250} == {}


def test_no_statutory_number_stands_in_code() -> None:
    numbers = r"(years|months)=[0-9]|relativedelta|\b1095\b|\b1096\b"
    assert [place for place in places(numbers, LIBRARY) if not _is_doctest(place)] == []


def test_the_tree_speaks_of_the_product_alone() -> None:
    this = Path(__file__).resolve()
    files = [path for path in tracked() if path.suffix in TEXT and path != this]
    assert places(r"\.\./shared|(^|[^A-Za-z0-9.])/(work|farm|root)/[a-z.]", files) == []
    assert places(r"pypi\.org/simple|registry\.npmjs|deb\.debian", files) == []


@pytest.mark.parametrize("path", [path for path in LIBRARY if path.name != "__init__.py"], ids=lambda path: path.stem)
def test_every_module_says_what_it_is_about(path: Path) -> None:
    assert path.read_text(encoding="utf-8").lstrip().startswith(('"""', 'r"""'))


def _line(place: str) -> str:
    name, _, number = place.rpartition(":")
    return (ROOT / name).read_text(encoding="utf-8").splitlines()[int(number) - 1]


def _is_doctest(place: str) -> bool:
    """Whether a line is an example or its answer."""
    line = _line(place).strip()
    return line.startswith((">>>", "...", "(Period(", "Period("))
