"""The reference of calendar entries and of the lint, from the tables that the program itself uses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

from console_blocks import ROOT
from reference_words import code, page, sentence, table, text

from comah.agenda import Part, Wanted, agenda
from comah.assess import assess
from comah.calendar_lint.codes import Code, codes
from comah.law.load import load_law
from comah.model.entry import EntryKind
from comah.model.entry_kinds import ALARM_WORDS, CATEGORY_WORDS, KINDS
from comah.records.load import load_book

_HEAD: Final = """\
What a calendar file holds, and what [`comah calendar lint`](commands.md#comah-calendar-lint) finds in one. How to
bring a file into a calendar: [Put the dates into Outlook](../how-to/outlook.md)."""
_SAYS: Final = """\
Every entry says, in this order: what it is; how its day was worked out and what bears on it; the provision, or that
it is no law; the link to the law; what to do next, with the command; the record it comes from; the marking and the
source note of its authority. Its place is the `venue` of the exercise or the meeting. Where a record gives none the
entry has none: a site that an exercise tests need not be the place where it is held."""
_CATEGORIES: Final = """\
A calendar program colours entries by their category. These names stay as they are."""
_ALARMS: Final = """\
A reminder the day before is of no use for a date three years away. That is why the days that lead to it are entries
of their own. A cancelled entry rings no alarm. Outlook reads an alarm as a length of time: in a week in which the
clocks change, one of a week before rings an hour earlier or later."""
_LINT: Final = """\
An error is what the standard forbids or programs fail on; a warning, what programs are known to read in different
ways; a note, a rule of comah's own files and no fault in a file that another program wrote. The severity below is the
worst that the code can be. The same words are printed by `comah explain CAL01`. The numbers are those of the
checklist that comah's own files satisfy. 23, 25, 26, 27 and 35 of it are not here, for no single file can show
them: that other programs read the same instants, that identifiers stay and sequence numbers rise from one file to
the next, that a rebuild gives the same bytes."""
_ON: Final = date(2026, 11, 21)
_LAST: Final = date(2028, 5, 21)
_ALONE: Final = frozenset(part.value for part in Part)  # a part may hold one kind of its own name


def calendar_page() -> str:
    """Return the page of entries, categories, alarms and the rules of the lint."""
    kinds = table(("Entry", "`--kind`", "What it is", "On which day", "Category"), _kinds())
    categories = table(("Category", "Holds"), ((text(name), text(words)) for name, words in CATEGORY_WORDS.items()))
    alarms = table(("Entry", "Rings", "Why"), _alarms())
    rules = [part for one in codes().values() for part in _rule(one)]
    return page(
        "Calendar entries and the lint",
        _HEAD,
        "## Entries",
        kinds,
        _SAYS,
        "## Categories",
        _CATEGORIES,
        categories,
        "## Alarms",
        _ALARMS,
        alarms,
        "## The lint",
        _LINT,
        table(
            ("Code", "About", "Severity"),
            ((_link(one), text(one.title), one.severity.value) for one in codes().values()),
        ),
        *rules,
    )


def _kinds() -> Iterator[tuple[str, ...]]:
    for kind, words in KINDS.items():
        part = _parts().get(kind, kind.value if kind.value in _ALONE else "")
        yield _name(kind), code(part), text(sentence(words.means)), text(words.day), text(words.category)


def _alarms() -> Iterator[tuple[str, ...]]:
    for kind, words in KINDS.items():
        yield _name(kind), text(ALARM_WORDS[words.alarm]), text(words.why_alarm)


@cache
def _parts() -> dict[EntryKind, str]:
    """Return by which ``--kind`` each kind of entry is asked for, as the example register shows it."""
    book = load_book(ROOT / "comah" / "records" / "example")
    assessment = assess(book, load_law(), _ON)
    found: dict[EntryKind, str] = {}
    for part in Part:
        wanted = Wanted(first=_ON, last=_LAST, parts=frozenset({part}))
        found |= dict.fromkeys((entry.kind for entry in agenda(book, assessment, wanted)), part.value)
    return found


def _name(kind: EntryKind) -> str:
    return kind.value.replace("-", " ")


def _link(one: Code) -> str:
    return f"[{one.code}](#{one.code.lower()})"


def _rule(one: Code) -> Iterator[str]:
    yield f"### {one.code}"
    yield f"**{text(sentence(one.title))}** {text(one.rule)}"
    yield table(("", ""), (("**Severity**", one.severity.value), ("**Source**", text(one.source))))
    yield f"**What programs do.** {text(one.effect)}"
    yield f"**The right form:**\n\n```text\n{one.right.strip(chr(10))}\n```"
