"""An authority's return: its records as counts and days, for the forum."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from comah.duties.local import is_counted
from comah.duties.measures import is_confirmed_in
from comah.exercises.clashes import ahead_of
from comah.exercises.lessons import is_closed, is_overdue
from comah.exercises.state import State, state_of
from comah.model.duty import Duty, Status
from comah.model.forum import AHEAD_DAYS, LONGEST, SAFE_DATE, Ahead, AuthorityReturn, Positions
from comah.model.kinds import Severity
from comah.model.provision import Reads
from comah.rules.evidence import Evidence
from comah.rules.of_duty import plan_of_duty
from comah.rules.of_lesson import lessons_in
from comah.workdays.financial_year import financial_year_of

_OF_PLAN: Final = (Reads.TESTS, Reads.REVIEWS, Reads.PREPARATION)
# worst first: a plan stands where the worst of its duties does
_POSITIONS: Final = {
    Status.OVERDUE: "overdue",
    Status.MAY_BE_OVERDUE: "may_be_overdue",
    Status.UNKNOWN: "cannot_be_shown",
    Status.AT_RISK: "at_risk",
    Status.PLANNED: "in_date",
    Status.DUE: "in_date",
    Status.ARRANGED: "in_date",
    Status.MET: "nothing_owed",
    Status.EXEMPT: "nothing_owed",
    Status.NOT_APPLICABLE: "nothing_owed",
}
_RANK: Final = {status: rank for rank, status in enumerate(_POSITIONS)}


def authority_return(evidence: Evidence) -> AuthorityReturn:
    """Return what a forum is told of one authority; exercises without notice still to come are left out."""
    sit, authority = evidence.sit, evidence.authority
    year = financial_year_of(evidence.on)
    known = [one for one in evidence.exercises if not is_secret(one.id, evidence)]
    lessons = [found.lesson for found in lessons_in(evidence)]
    return AuthorityReturn(
        on=evidence.on,
        law=evidence.law.version[:LONGEST],
        digest=evidence.book.digest[:LONGEST],
        authority=authority.id,
        name=authority.name[:LONGEST],
        marking=authority.marking[:LONGEST],
        source_note=authority.source_note[:LONGEST],
        year=year.name,
        positions=positions_of(evidence),
        exercises_held=sum(is_counted(one, year, sit) for one in known),
        exercises_confirmed=sum(is_confirmed_in(one, year, sit) for one in known),
        lessons_open=sum(not is_closed(one, evidence.on) for one in lessons),
        lessons_overdue=sum(is_overdue(one, evidence.on) for one in lessons),
        reports_outstanding=_reports_outstanding(evidence),
        unreadable=sum(one.severity is Severity.ERROR for one in evidence.problems),
        ahead=tuple(sorted(_ahead(evidence), key=lambda one: (one.on, one.what, one.subject))),
        exercises=tuple(ahead for one in known if (ahead := ahead_of(one, evidence.on)) is not None),
    )


def positions_of(evidence: Evidence) -> Positions:
    """Count the plans by the worst of what is owed for each: its test, its review and its preparation."""
    worst: dict[str, Status] = {}
    for duty in _of_plans(evidence, *_OF_PLAN):
        ref = plan_of_duty(duty)
        worst[ref] = min(worst.get(ref, duty.status), duty.status, key=_RANK.__getitem__)
    found = [_POSITIONS[status] for status in worst.values()]
    return Positions(**{name: found.count(name) for name in Positions.__struct_fields__})


def is_secret(exercise: str, evidence: Evidence) -> bool:
    """Whether an exercise is without notice and still to come."""
    found = evidence.exercise(exercise)
    held = {State.HELD, State.CLOSED, State.CANCELLED}
    return found is not None and found.no_notice and state_of(found, evidence.on) not in held


def _of_plans(evidence: Evidence, *reads: Reads) -> Iterator[Duty]:
    for one in reads:
        for duty, _ in evidence.duties_reading(one):
            if duty.establishment is not None:
                yield duty


def _reports_outstanding(evidence: Evidence) -> int:
    """Count the exercises held and not closed whose report is not on record as published."""
    is_open = {one.id for one in evidence.exercises if state_of(one, evidence.on) is State.HELD}
    owed = evidence.duties_reading(Reads.POLICY_REPORT)
    return sum(duty.exercise in is_open and duty.status is not Status.MET for duty, _ in owed)


def _ahead(evidence: Evidence) -> Iterator[Ahead]:
    last = evidence.on + timedelta(days=AHEAD_DAYS)
    for duty in _of_plans(evidence, Reads.TESTS, Reads.REVIEWS, Reads.PREPARATION):
        is_owed = _POSITIONS[duty.status] != "nothing_owed"
        if is_owed and duty.safe_on is not None and evidence.on <= duty.safe_on <= last:
            yield Ahead(on=duty.safe_on, what=SAFE_DATE, subject=plan_of_duty(duty)[:LONGEST])
    for exercise in evidence.exercises:
        if is_secret(exercise.id, evidence):
            continue
        ahead = ahead_of(exercise, evidence.on)
        if ahead is not None and ahead.earliest <= last:
            yield Ahead(on=max(ahead.earliest, evidence.on), what="exercise", subject=exercise.id[:LONGEST])
        booked = exercise.debrief_on
        if booked is not None and evidence.on <= booked.earliest <= last and not exercise.is_cancelled:
            yield Ahead(on=booked.earliest, what="debrief", subject=exercise.id[:LONGEST])
