"""The reference of the JSON forms: each key described, and the list held to what the commands write."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from reference_words import code, page, table, text

_EXAMPLE: Final = Path(__file__).resolve().parents[2] / "comah" / "records" / "example"
_ON: Final = "2026-11-21"
_BROKEN: Final = "exampleshire/establishments/broken.toml"  # so that every list has something in it
_HEAD: Final = """\
`--format json` writes one object. `schema` names its form; a form that changes gets a new number. Dates are
ISO (2026-11-21), unknown is `null`, text is UTF-8. Times of day are never in it, so the same records, law
and day give the same bytes."""

_FRAME: Final = {
    "schema": "the form's name and number",
    "on": "the day looked at",
    "law": "the version of the law",
    "register.name": "the forum's name",
    "register.digest": "a digest of the record files, line ends normalised, without journal",
}
_UNREADABLE: Final = {
    "unreadable[].file": "a record file that could not be read whole",
    "unreadable[].line": "the line of the fault, null where it is of the whole file",
    "unreadable[].message": "what is wrong",
    "unreadable[].whole_file": "true: nothing of the file is counted",
}
DUTY: Final = {
    "duty": "the duty's name, as in The law; a local duty has its own id",
    "authority": "the authority's id",
    "establishment": "the site's id; null for a duty of no site",
    "plan": "comah, reppir or pipeline; null for a duty of no plan",
    "exercise": "the exercise it arises from, where it does",
    "who": "who owes it",
    "title": "what must be done",
    "provision": "the provision; empty for a local duty",
    "link": "where the text stands",
    "status": "the status on the day looked at",
    "reason": "why it has that status, in words",
    "trigger": "what the date counts from; null where nothing is counted",
    "trigger.event": "what happened",
    "trigger.text": "its date as the record writes it",
    "trigger.earliest": "the earliest day it can mean",
    "trigger.latest": "the latest day it can mean",
    "trigger.precise": "whether the day is known",
    "trigger.source.file": "the record file it was read from",
    "trigger.source.line": "the line in it",
    "due_on": "the last lawful day, counted from the earliest day",
    "due_latest_on": "the same, counted from the latest day; equal where the day is known",
    "safe_on": "the day to plan for: due_on less one day",
    "days_left": "days to safe_on; below nought once it has passed",
    "days_overdue": "days since due_latest_on; nought where it has not passed",
    "latest_start": "the last working day on which the work can start",
    "start_by": "the day to start, with the local margin; advice",
    "start_by_basis": "the type and the margin that start_by rests on",
    "in_date_only_if_since": "where the status is unknown: the earliest day that would be enough",
    "arranged": "the next exercise meant to test the plan, or null",
    "arranged.exercise": "its id",
    "arranged.on": "its day as the record writes it",
    "arranged.confirmed": "whether the day is agreed",
    "if_credited": "held exercises that name the plan and have no credit for it",
    "if_credited[].exercise": "the exercise's id",
    "if_credited[].due_on": "the last lawful day if it were credited as tested",
    "if_credited[].safe_on": "the safe date if it were",
    "untested_elements": "the plan's elements that no credit of the cycle names",
}
MEASURE: Final = {
    "id": "the measure's id",
    "authority": "the authority's id",
    "title": "the measure in words",
    "period": "the financial year",
    "count": "how many so far",
    "target": "how many are aimed at",
    "days_left": "days to the year's end",
    "status": "met, or open while the year goes on",
}
_PART: Final = {
    "id": "the part's name for programs; it never changes",
    "heading": "its heading",
    "lines[].label": "what the line tells",
    "lines[].text": "the line",
    "lines[].on": "the day that it speaks of, or null",
    "lines[].source": "the record it was read from, or null",
    "lines[].source.file": "the file",
    "lines[].source.line": "the line in it",
}


def _under(prefix: str, words: dict[str, str]) -> dict[str, str]:
    return {f"{prefix}.{name}": meaning for name, meaning in words.items()}


_DUE: Final = {
    **_FRAME,
    **_under("duties[]", DUTY),
    **_under("measures[]", MEASURE),
    **_UNREADABLE,
}
_EXPLAIN: Final = {
    **_FRAME,
    "subject": "working, duty or status",
    "asked": "what was asked for",
    "title": "the page's title",
    "workings[].title": "the duty and whose it is",
    "workings[].position": "how it stands",
    "workings[].duty": "the duty, as in comah.due/1; null for a measure",
    **_under("workings[].duty", DUTY),
    "workings[].measure": "the measure, as in comah.due/1; null for a duty",
    **_under("workings[].measure", MEASURE),
    **_under("workings[].parts[]", _PART),
    **_under("parts[]", _PART),
    **_UNREADABLE,
}
_VALIDATE: Final = {
    **{name: words for name, words in _FRAME.items() if name != "law"},
    "problems[].severity": "error, warning or note",
    "problems[].file": "the record file",
    "problems[].line": "the line, null where the fault is of the whole file",
    "problems[].key": "the key",
    "problems[].message": "what was read and why it is refused",
    "problems[].expected": "what was expected",
    "problems[].example": "a good example",
    "problems[].nearest": "the nearest known key or name",
    "problems[].whole_file": "true: nothing of the file is counted",
    "counts.error": "how many errors; any of them makes the exit status 1",
    "counts.warning": "how many warnings",
    "counts.note": "how many notes",
}

# schema -> its keys, and the commands that between them write every one of them
_FORMS: Final = {
    "comah.due/1": (_DUE, (("due", "--all", "--operator"),)),
    "comah.explain/1": (
        _EXPLAIN,
        (
            ("explain", "eastquay", "COMAH-14-TEST"),
            ("explain", "exampleshire", "exercises-a-year"),
            ("explain", "overdue"),
        ),
    ),
    "comah.validate/1": (_VALIDATE, (("validate",),)),
}


def json_page() -> str:
    """Return the page of every JSON form.

    Raises:
        ValueError: where a command writes a key that is not described here, or the reverse.
    """
    parts = [_HEAD, table(("Form", "Written by"), _contents())]
    with tempfile.TemporaryDirectory() as folder:
        register = Path(folder) / "sites"
        shutil.copytree(_EXAMPLE, register)
        (register / _BROKEN).write_text("schema = 1\nid = [\n", encoding="utf-8")
        for name, (words, commands) in _FORMS.items():
            _hold(name, words, [_written(register, command) for command in commands])
            parts += [f"## {name}", table(("Key", "Meaning"), ((code(key), text(words[key])) for key in words))]
    return page("JSON forms", *parts)


def _contents() -> Iterator[tuple[str, str]]:
    for name, (_, commands) in _FORMS.items():
        yield f"[{code(name)}](#{name.replace('.', '').replace('/', '')})", code(f"comah {commands[0][0]} --format json")


def _written(register: Path, command: tuple[str, ...]) -> dict[str, object]:
    """Run a command and read what it writes."""
    done = subprocess.run(
        [sys.executable, "-m", "comah_cli", *command, "--format", "json", "--on", _ON, "--sites", os.fspath(register)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def _hold(name: str, words: dict[str, str], written: list[dict[str, object]]) -> None:
    """Hold the description of a form to what is written."""
    schemas = {one["schema"] for one in written}
    if schemas != {name}:
        message = f"{name}: the commands write {schemas}"
        raise ValueError(message)
    found = {path for one in written for path in _paths(one, "")}
    new, gone = sorted(found - words.keys()), sorted(words.keys() - found)
    if new or gone:
        message = f"{name}: not described: {new}; described and not written: {gone}"
        raise ValueError(message)


def _paths(value: object, path: str) -> Iterator[str]:
    """Yield the path of every value that is no list or table, or is an empty list."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and value:
        for inner in value:
            yield from _paths(inner, path if isinstance(inner, str) else f"{path}[]")
    else:
        yield path
