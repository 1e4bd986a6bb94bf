"""Faults of TOML itself, in an officer's words; and reading on where one statement can be left out.

A statement that stands whole on its line can be left out without changing what any other means.
Anything else hides the file: a guess at what was meant could become a wrong date.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

import tomli
from msgspec.structs import replace

from comah.model.kinds import Severity
from comah.model.problem import Problem
from comah.records.decode import MAX_BYTES, Decoded
from comah.records.shown import printable

_MOST_ROUNDS: Final = 50
_STATEMENT: Final = re.compile(r"""[ \t]*([A-Za-z0-9_.-]+|"[^"\\]*"|'[^']*')[ \t]*=[ \t]*(.*)""")
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*+"|' + r"'[^']*+'|#.*")
_LONG_NUMBER: Final = re.compile(r"[0-9_]{4000,}")
_SKIPPABLE: Final = (
    "Invalid value",
    "Invalid date",
    "Expected newline",
    "Unterminated string",
    "Unescaped",
    "Illegal character",
    "Unclosed",
    "Expected '='",
    "Invalid initial character",
)
_DAY_WRITTEN: Final = re.compile(r"(?<![\w.-])(?:\d{4}-\d\d?-\d\d?|\d\d?[/.]\d\d?[/.]\d{2,4})(?![\w.-])")

_GOOD_DAY: Final = "2023-11-01"
_DAY_ADVICE: Final = "a day that exists, written year-month-day with two digits each"
_NAME: Final = 'name = "Northbank Chemicals"'
_HELD: Final = "held_on = 2026-12-02"
# What the value looks like, what is written there instead, and a good example: the first that fits.
_ADVICE: Final = (
    (r"[\u201c\u201d\u2018\u2019]", "straight quotation marks, not a word processor's curly ones", _NAME),
    (r"^\d{4}-\d\d?-\d\d?\b", "a day that exists, as year-month-day with two digits each", _HELD),
    (r"^\d{1,2}[/. -](?:\d|[A-Za-z])", "a date written year-month-day", _HELD),
    (r"^\d\d?:\d\d", "a time of day in quotation marks", 'starts_at = "10:00"'),
    (r"(?i)^(?:yes|no|true|false)\b", "true or false, in small letters", "history_complete = true"),
    (r"\\", "single quotation marks round a text that holds a backslash", r"source = 'S:\plans\2024'"),
    (r"^\[", "a list in square brackets, each text in quotation marks", 'agencies = ["example-police"]'),
    (r"^\d", "a number, or a text in quotation marks", 'version = "4.1"'),
    (r"^$", 'a value after the equals sign; "" where it is not known', 'address = ""'),
    (r'^"[^"]*$', "a text that ends with a quotation mark", _NAME),
    (r'^"', "one text in quotation marks, and nothing after it on the line", _NAME),
    (r"", "a text in quotation marks", _NAME),
)


def mend(text: str, error: Exception, name: str, problems: list[Problem]) -> Decoded | list[Problem]:
    """Read a text with faults as far as that is safe, and note each fault."""
    lost: set[str] = set()
    found: Exception | None = error
    for _ in range(_rounds(text)):
        line = _line_of(found, text)
        lines = text.split("\n")
        problems.append(_problem(found, lines, line, name))
        key = _whole_statement(found, text, lines, line)
        if not key:
            break
        lost.add(key)
        lines[line - 1] = ""
        text = "\n".join(lines)
        try:
            return Decoded(text, tomli.loads(text), problems, frozenset(lost))
        except (ValueError, RecursionError) as further:
            found = further
    return [*problems[:-1], _hiding(problems[-1])]


def _rounds(text: str) -> int:
    """Return how often the text may be read again: seldom for a long one."""
    return max(1, min(_MOST_ROUNDS, MAX_BYTES // 5 // (len(text) + 1)))


def _line_of(error: Exception | None, text: str) -> int:
    if isinstance(error, tomli.TOMLDecodeError):
        line = error.lineno
        # a fault noticed at the end of the document's last line belongs to the last line with anything on it
        return len(text.rstrip().split("\n")) if error.pos >= len(text) else line
    number = _LONG_NUMBER.search(text)
    return text.count("\n", 0, number.start()) + 1 if number else 1


def _whole_statement(error: Exception | None, text: str, lines: list[str], line: int) -> str:
    """Return the key of the faulty statement if the line holds all of it, and nothing else; or ""."""
    is_skippable = not isinstance(error, tomli.TOMLDecodeError) or error.msg.startswith(_SKIPPABLE)
    if isinstance(error, RecursionError) or not is_skippable or '"""' in text or "'''" in text:
        return ""
    found = _STATEMENT.fullmatch(lines[line - 1])
    if not found:
        return ""
    rest = _QUOTED.sub("", found.group(2))
    is_closed = rest.count("[") == rest.count("]") and rest.count("{") == rest.count("}")
    return found.group(1).strip("\"'") if is_closed else ""


def _problem(error: Exception | None, lines: list[str], line: int, name: str) -> Problem:
    written = lines[line - 1] if line <= len(lines) else ""
    found = _STATEMENT.fullmatch(written)
    message, expected, example = _words(error, found.group(2) if found else written, is_statement=bool(found))
    return Problem(
        severity=Severity.ERROR,
        file=name,
        line=line,
        key=printable(found.group(1).strip("\"'")) if found else "",
        message=f"{message}: {printable(written.strip())}" if written.strip() else message,
        expected=expected,
        example=example,
    )


def _words(error: Exception | None, value: str, *, is_statement: bool) -> tuple[str, str, str]:
    """Say what is wrong, what was expected, and give a good example."""
    reason = error.msg if isinstance(error, tomli.TOMLDecodeError) else ""
    if not reason:
        return "the number is too long to be read", "a number of a few digits", "target = 1"
    if reason.startswith(("Cannot overwrite", "Duplicate")):
        return "the key stands twice in one table", "each key once", 'name = "Northbank Chemicals"'
    if reason.startswith(("Cannot declare", "Cannot mutate")) or "immutable" in reason:
        return "the table stands twice", "each [table] once; one of several is written [[plans]]", "[[plans]]"
    if value.lstrip().startswith("[") and not is_statement:
        return "the heading is not closed", "as many brackets after the word as before it", "[[plans]]"
    if not is_statement:
        return "this is no statement", "a key, an equals sign and a value", 'name = "Northbank Chemicals"'
    return _words_of_value(value)


def _words_of_value(value: str) -> tuple[str, str, str]:
    day = _faulty_day(value) if value.lstrip().startswith(("[", "{")) else ""
    if day:
        return f"{printable(day)} is no day that can be read", _DAY_ADVICE, f"on = {_GOOD_DAY}"
    advice = next(row for row in _ADVICE if re.search(row[0], value.strip()))
    return "the value cannot be read", advice[1], advice[2]


def _faulty_day(value: str) -> str:
    """Return the first date in a list or table that is none: 2025-02-30, or one written 01/11/2023."""
    for found in _DAY_WRITTEN.finditer(_QUOTED.sub("", value)):
        try:
            date.fromisoformat(found.group())
        except ValueError:
            return found.group()
    return ""


def _hiding(problem: Problem) -> Problem:
    return replace(problem, hides_file=True)
