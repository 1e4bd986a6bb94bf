"""The reference of the statuses, the exit statuses and the CSV columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reference_json_journal import JOURNAL
from reference_json_words import DUTY, FINDING, GAP
from reference_words import code, page, table, text

from comah.duties.selection import ALWAYS, IN_WINDOW
from comah.model.duty import Status
from comah.model.status_words import STATUS_WORDS
from comah.render.check_csv import COLUMNS as CHECK_COLUMNS
from comah.render.due_csv import COLUMNS
from comah.render.gaps_csv import COLUMNS as GAP_COLUMNS
from comah.render.journal_csv import COLUMNS as JOURNAL_COLUMNS
from comah_cli import exits

_STATUSES: Final = """\
Every duty has one status on a day. They are shown worst first, in the order below. No option changes a
status: options choose what is shown. Why the dates fall where they do is told in
[How dates are counted](../explanation/dates.md)."""
_EXITS: Final = {
    exits.DONE: "The command did what was asked. For `comah validate`: no error was found. For `comah check`: nothing "
    "that counts is as bad as `--fail-on` asks; for `comah calendar lint` likewise. For `comah import`: also where "
    "rows were left; the summary, and `counts` of the JSON, say how many.",
    exits.FINDINGS: (
        "`comah validate` found an error in the records; `comah check` found something that counts and is as bad "
        "as `--fail-on` asks, or worse; `comah calendar lint` found such in a file."
    ),
    exits.USAGE: (
        "The command was used wrongly, or refused: an unknown site, duty or option, a date that could mean two "
        "days, a fact that contradicts the record, a record that somebody else changed, a spreadsheet that is not "
        "opened, a map file that cannot be followed. Nothing was written, unless the message says so."
    ),
    exits.NO_REGISTER: "No register was found, or nothing in it can be read.",
}
_CSV: Final = """\
`--format csv` writes one duty, one gap, one finding or one change a line, in UTF-8, with a heading and the line ends
CR LF. Dates are ISO (2026-11-21). What is not known is empty. A text that a spreadsheet would take for a formula is led
by an apostrophe. The sheets of `comah export --format csv` have the headings of the workbook:
[Send a workbook](../how-to/send-a-workbook.md). Local measures and unreadable files are in the [JSON](json.md) only."""
_COLUMNS: Final = {
    "on": "the day looked at",
    "digest": "the digest of the record files",
    "law": "the version of the law",
    "event": "what the date counts from",
    "event_text": "its date as the record writes it",
    "event_earliest": "the earliest day it can mean",
    "event_latest": "the latest day it can mean",
    "event_precise": "yes or no: whether the day is known",
    "arranged_exercise": "the next exercise meant to test the plan",
    "arranged_on": "its day as the record writes it",
    "arranged_confirmed": "yes or no",
    "if_credited": "held exercises without a credit, each with the last lawful day that crediting it would give",
    "untested_elements": "elements that no credit of the cycle names",
    "file": "the record to write the fact in",
    "line": "the line in it",
    "waiver_kind": "waiver or acknowledged, where somebody answers for it",
    "waiver_approver": "the post that answers for it",
    "waiver_expires_on": "until when",
    "counts": "yes or no: whether it bears on the exit status",
    "left_out": "in the last lines: how many findings of this code are not shown",
}


def statuses_page() -> str:
    """Return the page of every status."""
    parts = [part for status in Status for part in _status(status)]
    return page("Statuses", _STATUSES, *parts)


def _status(status: Status) -> Iterator[str]:
    words = STATUS_WORDS[status]
    yield f"## {status.value}"
    yield table(
        ("", ""),
        (
            ("**On the page**", text(words.title)),
            ("**Means**", text(words.meaning)),
            ("**Do**", text(words.to_do)),
            ("**Example**", text(words.example)),
            ("**Shown by `comah due`**", _shown(status)),
        ),
    )


def _shown(status: Status) -> str:
    if status in ALWAYS:
        return "always"
    return "within the window of `--within`; else with `--all`" if status in IN_WINDOW else "with `--all`"


def exits_page() -> str:
    """Return the page of the exit statuses."""
    head = "Every command ends with one of these. A file that cannot be read does not change the status of a report."
    return page("Exit statuses", head, table(("Status", "When"), ((str(at), words) for at, words in _EXITS.items())))


def csv_page() -> str:
    """Return the page of the CSV columns; a column is described as the JSON's key of that name is."""
    parts = [_CSV]
    for command, columns, words in (
        ("due", COLUMNS, DUTY),
        ("gaps", GAP_COLUMNS, GAP),
        ("check", CHECK_COLUMNS, FINDING),
    ):
        known = words | _COLUMNS
        rows = ((code(column), text(known[column])) for column in columns)
        parts += [f"## comah {command}", table(("Column", "Meaning"), rows)]
    rows = ((code(column), text(JOURNAL[f"changes[].{column}"])) for column in JOURNAL_COLUMNS)
    parts += ["## comah journal", table(("Column", "Meaning"), rows)]
    return page("CSV columns", *parts)
