"""Make the pictures of the documentation: real sheets, and what commands really print, drawn.

    python tests/meta/make_pictures.py

``tests/meta/test_pictures.py`` holds the pictures that are committed to it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Final

from console_blocks import ROOT, WIDTH, page_as_run
from nursery import run_python
from openpyxl import load_workbook
from picture_screen import screen_picture
from picture_sheet import sheet_picture

PICTURES: Final = ROOT / "docs" / "how-to" / "pictures"
_FROM_EXCEL: Final = ROOT / "docs" / "how-to" / "from-excel.md"
_SEND: Final = ROOT / "docs" / "how-to" / "send-a-workbook.md"
_LOOK: Final = "comah import comah-sites.xlsx --dry-run --on 2026-11-21"
_DUE: Final = "comah due --on 2026-11-21"
# has_colour asks whether a person looks on; whoever looks at a picture does
_IN_COLOUR: Final = """
import comah_cli.output
comah_cli.output.has_colour = lambda path=None: path is None
from comah_cli.__main__ import main
main()
"""


def pictures() -> dict[str, str]:
    """Return every picture by the name of its file, of what the pages that show them do."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page = _FROM_EXCEL.read_text(encoding="utf-8")
        page_as_run(page.split("## 2.")[0], folder)  # as it stands before anything is imported
        found = {
            "old-spreadsheet.svg": _sheet(folder / "comah-sites.xlsx", "COMAH sites", "ABCDEFGHIJK", (1, 13), _OLD),
            "dry-run.svg": screen_picture(_printed(_LOOK, folder), _DRY_RUN),
        }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page_as_run(page, folder)
        found |= {
            "left-over.svg": _sheet(folder / "comah-sites-left.xlsx", "COMAH sites", "ABEFGKLMN", (1, 3), _LEFT),
            "due.svg": screen_picture(_printed(_DUE, folder), _DUE_WORDS),
        }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page_as_run(_SEND.read_text(encoding="utf-8"), folder)
        found |= {
            "export-duties.svg": _sheet(folder / "register.xlsx", "Plans and duties", "BEFIMNPQ", (3, 11), _DUTIES),
            "gaps-form.svg": _sheet(folder / "eastquay.xlsx", "Gaps form", "ABCGHIJ", (1, 8), _FORM),
        }
    return found


_OLD: Final = (
    "An officer's old list in a spreadsheet: a title, sub-headings across, merged cells, colours, "
    "autumn 2024, 2021 (postponed), TBC, and one site under two names."
)
_DRY_RUN: Final = "The screen after comah import with --dry-run: every row of the list as it was understood."
_LEFT: Final = "The workbook of the rows left, with a day and a comah id filled in, and why each row was not taken."
_DUE_WORDS: Final = "The screen after comah due: tests and reviews with their safe dates and positions."
_DUTIES: Final = "The exported sheet Plans and duties: the worst first, each position in words and in colour."
_FORM: Final = "The gaps form for one site: what is missing, what would do, and yellow columns, filled in."


def _sheet(path: Path, title: str, letters: str, rows: tuple[int, int], words: str) -> str:
    book = load_workbook(path)
    drawn = sheet_picture(book[title], letters, range(rows[0], rows[1] + 1), words)
    book.close()
    return drawn


def _printed(command: str, folder: Path) -> str:
    """Run a command, and return it with what it shows a person, in colour."""
    left_out = {"COMAH_SITES", "COMAH_PRIVATE", "NO_COLOR"}
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    env = environment | {"COLUMNS": WIDTH, "TERMINAL_WIDTH": WIDTH}
    done = run_python(["-c", _IN_COLOUR, *command.split()[1:]], cwd=folder, env=env)
    done.check_returncode()
    shown = done.stdout
    for where in (folder.resolve(), folder):
        shown = shown.replace(f"{where}{os.sep}", "")
    return f"$ {command}\n{shown}"


def main() -> int:
    """Write what has changed, and name it."""
    PICTURES.mkdir(exist_ok=True)
    for name, text in pictures().items():
        path = PICTURES / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            sys.stdout.write(f"Wrote {path.relative_to(ROOT).as_posix()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
