"""What each key means of the journal as JSON, and a journal that has something of everything."""

from __future__ import annotations

from typing import Final

JOURNAL: Final = {
    "schema": "the form's name and number",
    "marking": "the lines that its authorities print on every output",
    "register": "the forum's name",
    "asked": "which lines were asked for, in words; empty where all were",
    "total": "how many lines can be read",
    "changes": "the lines that were asked for, oldest first",
    "changes[].when": "the instant, with its offset from UTC, as written",
    "changes[].by": "the post that made the change",
    "changes[].what": "a short name of the change, mostly the command's",
    "changes[].file": "the record's file, from the register's folder",
    "changes[].summary": "what was done, in words",
    "changes[].before": "SHA-256 of the file before; null for a new file",
    "changes[].after": "SHA-256 of the file after",
    "changes[].journal": "the journal that holds the line",
    "changes[].line": "its line there",
    "not_read": "lines that cannot be read",
    "not_read[].file": "the journal",
    "not_read[].line": "the line; 0 where nothing of the journal can be read",
    "not_read[].message": "what is wrong with it",
}
JOURNAL_LINES: Final = """\
{"when": "2026-11-20T10:00:00+00:00", "by": "emergency planning officer", "what": "hold", "file": "a/exercises/b.toml",\
 "summary": "b: held 18 Nov 2026", "before": null, "after": ""}
{"when": "2026-11-20T16:40:00+00:00", "by": "emergency planning officer", "what": "swap",\
 "file": "exampleshire/oncall/rota-2026.toml", "summary": "2026-w47-duty-officer-1", "before": "", "after": ""}
{"when": "2026-1
"""
