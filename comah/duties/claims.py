"""Due dates that a spreadsheet states, held against the law. They are never stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from comah.duties.clock import trigger_words
from comah.model.duty import Duty
from comah.model.import_report import ClaimResult, Verdict
from comah.model.kinds import DutyTo
from comah.model.provision import Law, Reads
from comah.model.said import Claim
from comah.model.words import day_words, when_words

_READS: Final = {DutyTo.TEST: Reads.TESTS, DutyTo.REVIEW: Reads.REVIEWS}
_DONE: Final = {DutyTo.TEST: "the test", DutyTo.REVIEW: "the review"}
_DONE_KEYS: Final = frozenset({"held_on", "on"})  # record keys of a test and of a review
_OneOf = Mapping[tuple[str, str, Reads], Duty]


def claim_results(claims: Sequence[Claim], duties: Sequence[Duty], law: Law) -> tuple[ClaimResult, ...]:
    """Hold each stated due date against the duty it speaks of, in the order given.

    A date in a row that tells of an earlier test or review than the newest on record is history.
    A vague date contradicts the law only where no reading of it agrees. The day before the last lawful
    day is the safe date that reports show, and agrees.
    """
    known = _by_plan(duties, law)
    return tuple(_result(claim, known.get(_key(claim))) for claim in claims)


def _by_plan(duties: Sequence[Duty], law: Law) -> _OneOf:
    reads = {row.id: row.reads for row in law.provisions}
    return {
        (duty.establishment, duty.plan, reads[duty.duty]): duty
        for duty in duties
        if duty.establishment and duty.plan and reads.get(duty.duty) in _READS.values()
    }


def _key(claim: Claim) -> tuple[str, str, Reads]:
    return claim.establishment, claim.regime.value, _READS[claim.duty]


def _result(claim: Claim, duty: Duty | None) -> ClaimResult:
    said = f"{claim.at}: the sheet says {claim.heading.lower()} {when_words(claim.said)}"
    if duty is None or duty.due_on is None or duty.due_latest_on is None:
        words = f"{said}; this cannot be compared with the law: {_why_not(claim, duty)}"
        return ClaimResult(claim=claim, due_on=None, verdict=Verdict.NOT_COMPARED, words=words)
    if _is_past(claim, duty):
        words = f"{said}; it is not compared: a newer {claim.duty.value} is on record"
        return ClaimResult(claim=claim, due_on=duty.due_on, verdict=Verdict.PAST, words=words)
    verdict, judged = _judged(claim, duty.due_on, duty.due_latest_on)
    words = f"{said}; by {duty.provision} it is due by {_due_words(duty, duty.due_on)}{_from(claim, duty)}{judged}"
    return ClaimResult(claim=claim, due_on=duty.due_on, verdict=verdict, words=words)


def _is_past(claim: Claim, duty: Duty) -> bool:
    """Whether the row tells of an earlier test or review: what followed from it was due in its own time."""
    trigger = duty.trigger
    if trigger is None or claim.since is None or trigger.key not in _DONE_KEYS:
        return False
    return claim.since.latest < trigger.earliest


def _why_not(claim: Claim, duty: Duty | None) -> str:
    if duty is None:
        return f"no {claim.regime.value} plan of {claim.establishment or 'the site'} that owes it is on record"
    return duty.reason


def _judged(claim: Claim, due_on: date, due_latest_on: date) -> tuple[Verdict, str]:
    """Compare every day the sheet may mean with every day the law may mean; say what follows."""
    first, last = claim.said.earliest, claim.said.latest
    if first > due_latest_on:
        days = (first - due_latest_on).days
        return Verdict.LATER, f": the sheet's date is {_days(days)} too late"
    if last >= due_on:
        return Verdict.AGREES, "" if due_on == due_latest_on else "; find the exact day"
    if last == due_on - timedelta(days=1):
        return Verdict.AGREES, ": the sheet has the safe date, one day before it"
    return Verdict.EARLIER, ": the sheet's date is earlier than the law asks, a local target perhaps"


def _due_words(duty: Duty, due_on: date) -> str:
    if duty.due_latest_on is None or duty.due_latest_on == due_on:
        return day_words(due_on)
    return f"{day_words(due_on)} at the earliest and {day_words(duty.due_latest_on)} at the latest"


def _from(claim: Claim, duty: Duty) -> str:
    """Say what the date counts from, and what else decided it."""
    if duty.trigger is None:
        return ""
    event = f"{duty.trigger.event} " if duty.trigger.key not in _DONE_KEYS else f"{_DONE[claim.duty]} of "
    note = f"; {duty.date_note}" if duty.date_note else ""
    return f" (from {event}{trigger_words(duty.trigger)}{note})"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"
