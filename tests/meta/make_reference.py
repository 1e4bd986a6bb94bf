"""Make the generated pages of the documentation, and bring its examples up to date.

    python tests/meta/make_reference.py                    the reference
    python tests/meta/make_reference.py --update-examples  the reference, and the output of every example

``tests/meta/test_docs.py`` holds both to what the code says and does now.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from console_blocks import ROOT, examples_of, page_as_run
from reference_calendar import calendar_page
from reference_commands import commands_page
from reference_forms import csv_page, exits_page, statuses_page
from reference_import import import_page
from reference_json import json_page
from reference_law import law_page
from reference_records import record_pages
from reference_rules import rules_page
from reference_states import states_page
from reference_templates import templates_page

DOCS: Final = ROOT / "docs"
REFERENCE: Final = DOCS / "reference"


def reference_pages() -> dict[Path, str]:
    """Return the text of every generated page by its file."""
    pages = {
        "commands.md": commands_page(),
        "statuses.md": statuses_page(),
        "law.md": law_page(),
        "rules.md": rules_page(),
        "exercise-template.md": templates_page(),
        "exercise-states.md": states_page(),
        "exit-statuses.md": exits_page(),
        "json.md": json_page(),
        "csv.md": csv_page(),
        "import-headings.md": import_page(),
        "calendar.md": calendar_page(),
    }
    return {REFERENCE / name: text for name, text in (pages | record_pages()).items()}


def pages_with_examples() -> list[Path]:
    """Return every page written by hand that shows a command with its output."""
    written = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
    return [path for path in written if REFERENCE not in path.parents and examples_of(read(path))]


def read(path: Path) -> str:
    """Read a page; a checkout with the line ends of Windows reads the same."""
    return path.read_text(encoding="utf-8")


def _write(pages: dict[Path, str]) -> Iterator[Path]:
    for path, text in pages.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or read(path) != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            yield path


def _examples() -> dict[Path, str]:
    found = {}
    for path in pages_with_examples():
        with tempfile.TemporaryDirectory() as folder:
            found[path] = page_as_run(read(path), Path(folder))
    return found


def main(arguments: list[str]) -> int:
    """Write what has changed, and name it."""
    pages = reference_pages()
    if "--update-examples" in arguments:
        pages |= _examples()
    for path in _write(pages):
        sys.stdout.write(f"Wrote {path.relative_to(ROOT).as_posix()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
