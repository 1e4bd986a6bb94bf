"""The reference of the JSON forms: each key described, and the list held to what the commands write."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from nursery import run_python
from reference_json_calendar import LINT, OTHER_CALENDAR, OTHER_FILE
from reference_json_exercising import ACTIVATION, ACTIVATIONS, ATTENDANCE, BACK_PLAN, ELEMENTS, LESSONS
from reference_json_fairness import ONCALL_FAIRNESS
from reference_json_forum import FORUM, MEASURES, RETURN
from reference_json_import import FATES, IMPORT, SHEET, write_sheet
from reference_json_journal import JOURNAL, JOURNAL_LINES
from reference_json_oncall import ONCALL_CALLS, ONCALL_GAPS, ONCALL_HANDOVER, ONCALL_TRAINING
from reference_json_oncall_time import OF_THE_CLOCK, ONCALL_FORMS
from reference_json_programme import BY_HAND, PROGRAMME, REVIEW, ROWS, write_by_hand
from reference_json_words import CHECK, DUE, EXPLAIN, GAPS, SAME_AS, SITE, SITES, VALIDATE
from reference_words import code, page, table, text

_EXAMPLE: Final = Path(__file__).resolve().parents[2] / "comah" / "records" / "example"
_ON: Final = "2026-11-21"
_BROKEN: Final = "exampleshire/establishments/broken.toml"  # so that every list has something in it
_BROKEN_ROTA: Final = "exampleshire/oncall/rota-2025.toml"
_JOURNAL: Final = "exampleshire/journal.jsonl"
_PROGRAMME: Final = ("--authority", "northexample", "--years", "3")
_HEAD: Final = """\
`--format json` writes one object. `schema` names its form; a form that changes gets a new number. Dates are
ISO (2026-11-21), unknown is `null`, text is UTF-8. Times of day are never in it, so the same records, law
and day give the same bytes. The journal alone holds instants, as they were written."""
_RETURN: Final = "exampleshire.json"  # written to a file, not to the screen
# form -> the command that writes it, where that is not its first one without options
_ASKED_BY: Final = {
    "comah.check/1": "comah check",
    "comah.forum/1": "comah check --forum",
    "comah.return/1": f"comah check --authority exampleshire --return {_RETURN}",
    "comah.measures/1": "comah check --measures",
    "comah.import/1": "comah import FILE",
    "comah.attendance/1": "comah attendance EXERCISE",
    "comah.calendar-lint/1": "comah calendar lint FILE",
    "comah.activation/1": "comah activation show ID",
    "comah.back-plan/1": "comah exercise plan NAME",
    "comah.programme/1": "comah programme propose",
    "comah.programme-review/1": "comah programme review FILE",
}
# schema -> its keys, and the commands that between them write every one of them
_FORMS: Final = {
    "comah.due/1": (DUE, (("due", "--all", "--operator"),)),
    "comah.explain/1": (
        EXPLAIN,
        (
            ("explain", "eastquay", "COMAH-14-TEST"),
            ("explain", "exampleshire", "exercises-a-year"),
            ("explain", "overdue"),
        ),
    ),
    "comah.check/1": (CHECK, (("check", "--expiring-in", "90"),)),
    # the register's own folder stands for one of returns: none of its files is one
    "comah.forum/1": (FORUM, (("check", "--forum", "--returns", "."),)),
    "comah.return/1": (RETURN, (("check", "--authority", "exampleshire", "--return", _RETURN),)),
    "comah.measures/1": (MEASURES, (("check", "--measures"),)),
    "comah.import/1": (IMPORT, (("import", f"../{SHEET}", "--dry-run", "--authority", "exampleshire"),)),
    "comah.journal/1": (JOURNAL, (("journal",),)),
    "comah.gaps/1": (GAPS, (("gaps",),)),
    "comah.sites/1": (SITES, (("site", "list"),)),
    "comah.site/1": (SITE, (("site", "show", "eastquay"), ("site", "show", "northbank"))),
    "comah.validate/1": (VALIDATE, (("validate",),)),
    "comah.elements/1": (ELEMENTS, (("elements",),)),
    "comah.lessons/1": (LESSONS, (("lesson", "list", "--all"),)),
    "comah.attendance/1": (ATTENDANCE, (("attendance", "--agency", "example-police"),)),
    "comah.activations/1": (ACTIVATIONS, (("activation", "list"),)),
    "comah.activation/1": (ACTIVATION, (("activation", "show", "2024-northbank-release"),)),
    "comah.calendar-lint/1": (LINT, (("calendar", "lint", f"../{OTHER_FILE}"),)),
    "comah.back-plan/1": (BACK_PLAN, (("exercise", "plan", "castlefield", "--regime", "reppir"),)),
    "comah.oncall-gaps/1": (ONCALL_GAPS, (("oncall", "gaps"),)),
    "comah.oncall-fairness/1": (ONCALL_FAIRNESS, (("oncall", "fairness"),)),
    "comah.oncall-training/1": (ONCALL_TRAINING, (("oncall", "training", "--all"),)),
    "comah.oncall-calls/1": (ONCALL_CALLS, (("oncall", "call", "list"),)),
    "comah.oncall-handover/1": (ONCALL_HANDOVER, (("oncall", "handover"),)),
    **ONCALL_FORMS,
    "comah.programme/1": (PROGRAMME, (("programme", "propose", *_PROGRAMME),)),
    "comah.programme-review/1": (REVIEW, (("programme", "review", f"../{BY_HAND}", *_PROGRAMME),)),
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
        (register / _BROKEN_ROTA).write_text("schema = 1\nshifts = [\n", encoding="utf-8")
        (register / _JOURNAL).write_text(JOURNAL_LINES, encoding="utf-8", newline="\n")
        write_sheet(Path(folder) / SHEET)
        write_by_hand(Path(folder) / BY_HAND)
        (Path(folder) / OTHER_FILE).write_text(OTHER_CALENDAR, encoding="utf-8", newline="\n")
        for name, (words, commands) in _FORMS.items():
            _hold(name, words, [_written(register, command) for command in commands])
            parts += [f"## {name}", table(("Key", "Meaning"), ((code(key), text(words[key])) for key in words))]
    return page("JSON forms", *parts)


def _contents() -> Iterator[tuple[str, str]]:
    for name, (_, commands) in _FORMS.items():
        anchor = name.replace(".", "").replace("/", "")
        asked = _ASKED_BY.get(name) or f"comah {' '.join(_bare(commands[0]))}"
        form = "" if name == "comah.return/1" else " --format json"  # a return has no other form
        yield f"[{code(name)}](#{anchor})", code(f"{asked}{form}")


def _bare(command: tuple[str, ...]) -> list[str]:
    return [word for word in command if not word.startswith("-")]


def _written(register: Path, command: tuple[str, ...]) -> dict[str, object]:
    """Run a command and read what it writes; the lint alone asks for no register."""
    day = () if command[:2] in OF_THE_CLOCK else ("--on", _ON)
    looked_at = () if "lint" in command else (*day, "--sites", os.fspath(register))
    words = ["-m", "comah_cli", *command, "--format", "json", *looked_at]
    done = run_python(words, cwd=register, env=os.environ)
    text = (register / _RETURN).read_text(encoding="utf-8") if _RETURN in command else done.stdout
    found: dict[str, object] = json.loads(text)
    return found


def _hold(name: str, words: dict[str, str], written: list[dict[str, object]]) -> None:
    """Hold the description of a form to what is written."""
    schemas = {one["schema"] for one in written}
    if schemas != {name}:
        message = f"{name}: the commands write {schemas}"
        raise ValueError(message)
    found = {_described_at(path, words) for one in written for path in _paths(one, "")}
    new, gone = sorted(found - words.keys()), sorted(words.keys() - found)
    if new or gone:
        message = f"{name}: not described: {new}; described and not written: {gone}"
        raise ValueError(message)


def _described_at(path: str, words: dict[str, str]) -> str:
    """Return where a path is described: itself, or what holds it where its keys are those of another form."""
    if path in words:
        return path
    for prefix, keys in (SAME_AS | {"counts": FATES} | ROWS).items():
        holder = prefix.removesuffix("[]")
        if path.startswith(f"{prefix}.") and holder in words and path.removeprefix(f"{prefix}.") in keys:
            return holder
    return path


def _paths(value: object, path: str) -> Iterator[str]:
    """Yield the path of every value."""
    if path:
        yield path.removesuffix("[]")
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for inner in value:
            yield from _paths(inner, f"{path}[]")
