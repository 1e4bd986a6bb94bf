"""What the lint found, as an officer reads it on a screen: the worst first, then the rules that are broken."""

from __future__ import annotations

from typing import Final

from comah.model.kinds import Severity
from comah.model.lint_page import LintedFile, LintPage
from comah.model.words import count_words
from comah.render.parts import write_folded
from comah.render.screen import Screen

_STYLE: Final = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: ""}
_CODE: Final = "  "


def calendar_lint_table(page: LintPage, width: int, *, colour: bool) -> str:
    """Return the page as text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    for number, file in enumerate(page.files):
        if number:
            screen.line()
        _write(screen, file)
    for rule in page.rules:
        screen.line()
        write_folded(screen, f"{rule.code} {rule.title}: {rule.source}", style="bold")
        write_folded(screen, rule.rule, _CODE, _CODE)
        write_folded(screen, rule.effect, _CODE, _CODE)
        screen.line(f"{_CODE}Right:")
        for line in rule.right.strip("\n").split("\n"):
            screen.line(f"{_CODE * 2}{line}")
    return screen.text()


def summary(file: LintedFile) -> str:
    """Say what kind of file it is and how much was found in it."""
    size = f"{count_words(file.events, 'event')}, {count_words(file.octets, 'octet')}"
    counts = ((file.errors, "error"), (file.warnings, "warning"), (file.notes, "note"))
    words = ", ".join(count_words(number, noun) for number, noun in counts if number)
    return f"{size}: {words or 'nothing found'}"


def place(line: int) -> str:
    """Say on which line something was found."""
    return f"line {line}" if line else "the file"


def _write(screen: Screen, file: LintedFile) -> None:
    write_folded(screen, f"{file.name}: {summary(file)}", style="bold")
    for row in file.rows:
        start = f"{row.severity.value.upper():<7}  {row.code}  {place(row.line)}: "
        write_folded(screen, f"{start}{row.message}", "", _CODE, _STYLE[row.severity])
    for code, number in file.left_out:
        screen.line(f"and {number} more of {code} (--all)")
