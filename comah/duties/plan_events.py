"""Duties of a plan that arise with an event: changes, requests, exemptions, the REPPIR zone."""

from __future__ import annotations

import msgspec

from comah.duties.build import Subject, new_duty, with_clock
from comah.duties.case import Case
from comah.duties.clock import clock_from
from comah.duties.gate import gate
from comah.duties.position import late_status
from comah.exercises.state import is_fact
from comah.law.counting import safe_day
from comah.model.duty import Duty, Status
from comah.model.establishment import Event
from comah.model.exercise import AgencyPart, Exercise
from comah.model.kinds import Attendance
from comah.model.words import count_words, day_words
from comah.plans.as_at import Dated, PlanAsAt, counts


def duty_to_heed_changes(case: Case) -> Duty:
    """Return what reg 14(3) asks the next review to take account of: changes since the last full review.

    It has no date of its own: the review's date is the review's duty.
    """
    before = gate(case.provision, case.facts)
    if before is not None:
        return case.duty(*before)
    changes = changes_since_review(case)
    if not changes:
        return case.duty(Status.NOT_APPLICABLE, "no change is on record since the last full review")
    listed = ", ".join(f"{one.event.value} {one.on.text if one.on else '(day not on record)'}" for one in changes)
    return case.duty(Status.DUE, f"the next review takes account of {count_words(len(changes), 'change')}: {listed}")


def changes_since_review(case: Case) -> tuple[Event, ...]:
    """Return the site's changes that may have come after the last full review."""
    return changes_since(case.facts)


def changes_since(facts: PlanAsAt) -> tuple[Event, ...]:
    """Return the changes of a plan's site that may have come after the plan's last full review."""
    reviewed = max((one.when.earliest for one in facts.full_reviews if one.when.is_known), default=None)
    return tuple(
        event
        for event in facts.site.history
        if event.on is None or (is_fact(event.on, facts.on) and (reviewed is None or event.on.latest >= reviewed))
    )


def exemption(case: Case) -> Duty:
    """Return whether an exemption under reg 15 of COMAH 2015 is in force."""
    facts = case.facts
    before = gate(case.provision, facts)
    if before is not None and before[0] is Status.NOT_APPLICABLE:
        return case.duty(*before)
    if facts.exemption is not None:
        until = facts.exemption.until
        words = f"in force until {until.text}" if until else "in force until withdrawn"
        reference = facts.exemption.reference or "no reference on record"
        return case.duty(Status.MET, f"exemption {words} ({reference})")
    if facts.ended_exemption is not None and facts.ended_exemption.until is not None:
        return case.duty(Status.NOT_APPLICABLE, f"the exemption ended on {facts.ended_exemption.until.text}")
    return case.duty(Status.NOT_APPLICABLE, "no exemption is on record")


def requests(case: Case) -> tuple[Duty, ...]:
    """Return each agency's duty to co-operate in a test once asked in writing under reg 14(5)."""
    before = gate(case.provision, case.facts)
    if before is not None:
        return (case.duty(*before),)
    found = [
        _request(case, exercise, part)
        for exercise in case.sit.exercises_naming(case.facts.ref)
        for part in exercise.attendance
        if case.facts.ref in exercise.will_test and part.asked_under_14_5 and _was_asked(part, case)
    ]
    return tuple(found) or (case.duty(Status.NOT_APPLICABLE, "no agency was asked under regulation 14(5)"),)


def _was_asked(part: AgencyPart, case: Case) -> bool:
    """Whether the request had been made by the day; one whose day is not on record has been made."""
    return part.asked_on is None or is_fact(part.asked_on, case.on)


def _request(case: Case, exercise: Exercise, part: AgencyPart) -> Duty:
    asked = part.asked_on.text if part.asked_on else "(day not on record)"
    if part.outcome is not None and is_fact(exercise.held_on, case.on):
        # an agency that was asked and did not come has not co-operated, whatever it replied
        came = part.outcome is Attendance.ATTENDED
        status, words = Status.MET if came else Status.UNKNOWN, part.outcome.value
    elif is_fact(part.replied_on, case.on):
        status, words = Status.MET, f"replied {part.replied_on.text if part.replied_on else ''}"
    else:
        status, words = Status.DUE, "no reply on record"
    subject = Subject(establishment=case.facts.site.id, plan=case.facts.plan.regime.value, exercise=exercise.id)
    return new_duty(case.sit, case.provision, subject, status, f"{part.agency} was asked {asked}: {words}")


def duty_to_tell_zone(case: Case) -> Duty:
    """Return the duty to tell of the detailed emergency planning zone: REPPIR 2019 reg 8(3)."""
    facts, plan = case.facts, case.facts.plan
    before = gate(case.provision, facts)
    if before is not None:
        return case.duty(*before)
    report = plan.consequences_report_received_on
    if report is None or not counts(report, case.on, facts.since):
        return case.duty(Status.NOT_APPLICABLE, "no consequences report is on record")
    event = "consequences report received"
    fact = Dated(event=event, when=report, place=plan.place, key="consequences_report_received_on")
    clock = clock_from((fact,), case.period, case.counting)
    if is_fact(plan.zone_told_on, case.on):
        duty = case.duty(Status.MET, f"told {plan.zone_told_on.text if plan.zone_told_on else ''}")
        return msgspec.structs.replace(with_clock(duty, clock, case.on), days_left=None, days_overdue=0)
    late = late_status(clock, case.period, case.on)
    safe = day_words(safe_day(clock.due_on)) if clock.due_on else ""
    return with_clock(case.duty(*(late or (Status.DUE, f"safe date {safe}"))), clock, case.on)
