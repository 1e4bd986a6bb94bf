"""What ``comah calendar`` says of the calendars that it wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from comah_cli import exits

if TYPE_CHECKING:
    from pathlib import Path

    from comah.agenda.naming import Wanted
    from comah.model.book import Book
    from comah.model.calendar_issue import CalendarIssue, Issue
    from comah.model.issued import Ledger, Outgoing
    from comah_cli.calendar_asked import Asked

_MOST: Final = 5  # titles named in one line; lines of the ledger named before the rest is counted


def say_where(calendars: Sequence[CalendarIssue], where: str, files: int, *, dry_run: bool) -> None:
    """Say how much was written, and where."""
    from comah.model.words import count_words

    entries = sum(len(calendar.outgoing) for calendar in calendars)
    to = f"{count_words(files, 'calendar')} in {where}" if files > 1 or len(calendars) > 1 else where
    verb = "Dry run: would write" if dry_run else "Wrote"
    exits.say(f"{verb} {count_words(entries, 'entry', 'entries')} to {to}")


def say_what(book: Book, wanted: Wanted, issue: Issue, *, only_changes: bool) -> None:
    """Say what the calendars hold; of whole ones, also what they leave out."""
    from comah.agenda.left_out import left_out_words

    for line in _what(wanted, issue):
        exits.say(f"  {line}")
    for words in () if only_changes else left_out_words(book, issue.on, wanted):
        exits.say(f"  Left out: {words}")


def say_changes(issue: Issue) -> None:
    """Say how much changed since the last issue; of a calendar that was never issued, nothing."""
    from comah.model.calendar_issue import ChangeOf

    later = [calendar for calendar in issue.calendars if not calendar.is_first]
    counts = Counter(change.change for calendar in later for change in calendar.changes)
    if later:
        words = [f"{counts[sort]} {sort.value}" for sort in ChangeOf if counts[sort]]
        exits.say(f"  Since the last issue: {', '.join(words) or 'no change'}")


def say_cautions(issue: Issue, asked: Asked) -> None:
    """Say what is not certain, and what not everybody may see."""
    from comah.model.words import count_words

    if issue.undecided:
        what = count_words(len(issue.undecided), "entry", "entries")
        exits.say(
            f"  NOT SENT AS CANCELLED: {what} that the records no longer show, because a record of their authority "
            f"cannot be read as written: {_some(issue.undecided)}. Mend it, then issue again: comah validate"
        )
    if asked.only_changes and any(calendar.outgoing for calendar in issue.calendars):
        exits.say("  The changes alone, to be sent: never put them in the place of a whole calendar")
    if asked.no_notice:
        exits.say(f"  HOLDS NO-NOTICE EXERCISES ({', '.join(asked.no_notice)}): only for those who may know of them")


def say_issued(issue: Issue, asked: Asked, advice: str) -> None:
    """Say what was entered in the ledger."""
    from comah.model.issued import LEDGER_NAME
    from comah.model.words import count_words

    if asked.dry_run:
        exits.say(f"Dry run: nothing was written; {LEDGER_NAME} would gain {count_words(len(issue.lines), 'line')}")
    elif issue.lines:
        exits.say(f"Issued: {count_words(len(issue.lines), 'line')} entered in {LEDGER_NAME}, by: {asked.by.strip()}")
    else:
        exits.say(f"Issued before as it stands: {LEDGER_NAME} is unchanged")
    if advice:
        exits.say(advice)


def say_faults(ledger: Ledger) -> None:
    """Say which lines of the ledger cannot be read, and what follows from it."""
    from comah.model.words import count_words

    for fault in ledger.faults[:_MOST]:  # a ledger that another program saved anew can have thousands
        exits.say(f"{fault.where}: {fault.message}")
    if len(ledger.faults) > _MOST:
        exits.say(f"and {count_words(len(ledger.faults) - _MOST, 'more line')} that cannot be read")
    if ledger.faults:
        exits.say("What these lines told is counted anew, from a higher number. The good lines are used.")


def say_left_over(names: Sequence[str], folder: Path) -> None:
    """Say which calendars of an earlier run were taken away."""
    for name in names:
        exits.say(f"  Taken away, since nothing falls in it any more: {folder / name}")


def _what(wanted: Wanted, issue: Issue) -> Iterator[str]:
    from comah.model.entry import EntryKind
    from comah.model.words import day_words

    yield f"{day_words(wanted.first)} to {day_words(wanted.last)}, as at {day_words(issue.on)}"
    entries = [out.entry for out in _each(issue.calendars)]
    counts = Counter(entry.kind for entry in entries)
    yield ", ".join(f"{kind.value.replace('-', ' ')} {counts[kind]}" for kind in EntryKind if counts[kind])
    shown = next((entry for entry in entries if entry.kind is EntryKind.NOT_SHOWN and not entry.is_cancelled), None)
    if shown is not None:
        yield f"NOT IN DATE, or not known: {counts[EntryKind.NOT_SHOWN]}, entered on {day_words(shown.first)}"


def _each(calendars: Iterable[CalendarIssue]) -> list[Outgoing]:
    """Return every entry once, in however many calendars it stands."""
    return list({out.entry.identity: out for calendar in calendars for out in calendar.outgoing}.values())


def _some(titles: Sequence[str]) -> str:
    more = f" and {len(titles) - _MOST} more" if len(titles) > _MOST else ""
    return f"{'; '.join(titles[:_MOST])}{more}"
