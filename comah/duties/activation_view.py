"""Activations as at a day: what the law asked, the debrief, the lessons, and whether the plan was reviewed since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from comah.duties.activations import activation_duty
from comah.duties.situation import Situation, situations
from comah.errors import UnknownNameError
from comah.exercises.lessons import closing, is_closed, is_overdue
from comah.exercises.state import is_fact
from comah.model.activation import Activation
from comah.model.activation_view import ActivationList, ActivationRow, ActivationView
from comah.model.book import Book
from comah.model.duty import Duty
from comah.model.kinds import ActivationKind, Regime, Severity
from comah.model.page import Line, Part, source_of
from comah.model.problem import Problem
from comah.model.provision import Law, Reads
from comah.model.status_words import STATUS_WORDS
from comah.model.words import when_words
from comah.plans.as_at import PlanAsAt, plan_as_at
from comah.plans.review_under_way import review_under_way

_READS = frozenset({Reads.ACTIVATIONS_EFFECT, Reads.ACTIVATIONS_PUBLIC})


def activation_list(
    book: Book, on: date, *, sites: frozenset[str] = frozenset(), authority: str | None = None
) -> ActivationList:
    """List the activations of a register that had happened by a day, latest first."""
    found = [
        (one, sit)
        for sit in situations(book, on)
        if authority in {None, sit.authority.id}
        for one in sit.records.activations
        if has_happened(one, on) and (not sites or one.site in sites)
    ]
    found.sort(key=lambda pair: (pair[0].on.earliest if pair[0].on else date.max, pair[0].id), reverse=True)
    return ActivationList(
        on=on,
        register_name=book.name,
        register_digest=book.digest,
        marking=tuple(dict.fromkeys(sit.authority.marking for _, sit in found if sit.authority.marking)),
        rows=tuple(_row(sit, one) for one, sit in found),
        unreadable=_unreadable(book),
    )


def activation_view(book: Book, law: Law, on: date, name: str) -> ActivationView:
    """Show one activation whole.

    Raises:
        UnknownNameError: for one that is not on record, or had not happened by the day.
    """
    for sit in situations(book, on):
        for one in sit.records.activations:
            if one.id == name:
                if not has_happened(one, on):
                    message = f"{name}: it had not happened by this day ({when_words(one.on) if one.on else ''})"
                    raise UnknownNameError(message)
                return _view(book, law, sit, one)
    message = f"{name}: no such activation"
    raise UnknownNameError(message)


def has_happened(activation: Activation, on: date) -> bool:
    """Whether an activation had happened by the day; one without a day has."""
    return activation.on is None or is_fact(activation.on, on)


def _view(book: Book, law: Law, sit: Situation, one: Activation) -> ActivationView:
    duties = tuple(activation_duty(sit, row, one) for row in law.provisions if row.reads in _READS)
    row = _row(sit, one)
    return ActivationView(
        on=sit.on,
        law=law.version,
        register_name=book.name,
        register_digest=book.digest,
        marking=(sit.authority.marking,) if sit.authority.marking else (),
        row=row,
        parts=(
            Part(id="facts", heading="", lines=tuple(_facts(one))),
            Part(id="duties", heading="LAW", lines=tuple(_duty(duty, one) for duty in duties)),
            Part(id="debrief", heading="DEBRIEF", lines=(_debrief_line(one, sit.on),)),
            Part(id="lessons", heading="LESSONS", lines=tuple(_lessons(one, sit.on))),
            Part(id="review", heading="REVIEW  regulation 14(3) of COMAH 2015", lines=(Line(text=row.review),)),
        ),
        duties=duties,
        unreadable=_unreadable(book),
    )


def _row(sit: Situation, one: Activation) -> ActivationRow:
    review, is_reviewed = _review(sit, one)
    return ActivationRow(
        id=one.id,
        name=one.name,
        authority=sit.authority.id,
        establishment=one.site,
        kind=one.kind.value,
        happened=one.on.text if one.on else "",
        debrief=_debrief(one, sit.on),
        review=review,
        is_reviewed=is_reviewed,
        lessons_open=sum(not is_closed(lesson, sit.on) for lesson in one.lessons),
        lessons_overdue=sum(is_overdue(lesson, sit.on) for lesson in one.lessons),
        place=source_of(one.place, "id"),
    )


def _facts(one: Activation) -> Iterator[Line]:
    yield Line(label="Site", text=one.site, source=source_of(one.place, "site"))
    yield Line(label="Declared", text=one.kind.value.replace("-", " "), source=source_of(one.place, "kind"))
    when = when_words(one.on) if one.on else "day not on record"
    yield Line(label="When", text=when, on=one.on.earliest if one.on else None, source=source_of(one.place, "on"))
    if one.summary:
        yield Line(label="What", text=one.summary, source=source_of(one.place, "summary"))
    if one.source:
        yield Line(label="Known from", text=one.source, source=source_of(one.place, "source"))
    decision = one.counts_as_test
    if decision.decided_by or decision.ca_letter:
        text = (
            f"decided by {decision.decided_by or 'nobody on record'}, letter {decision.ca_letter or 'not on record'}; "
            "it restarts no clock: only the credit of an exercise does"
        )
        yield Line(label="As a test", text=text, source=source_of(decision.place))


def _duty(duty: Duty, one: Activation) -> Line:
    reason = duty.reason.removeprefix(f"{one.id}: ")
    return Line(label=duty.provision, text=f"{STATUS_WORDS[duty.status].title}: {reason}")


def _debrief(one: Activation, on: date) -> str:
    if one.debriefed_on is not None and is_fact(one.debriefed_on, on):
        return f"held {when_words(one.debriefed_on)}"
    if one.debrief_on is None:
        return "none on record"
    passed = ", passed and not recorded as held" if one.debrief_on.latest < on else ""
    return f"booked for {when_words(one.debrief_on)}{passed}"


def _debrief_line(one: Activation, on: date) -> Line:
    held = one.debriefed_on is not None and is_fact(one.debriefed_on, on)
    key = "debriefed_on" if held else "debrief_on"
    return Line(text=_debrief(one, on), source=source_of(one.place, key) if one.debrief_on or held else None)


def _lessons(one: Activation, on: date) -> Iterator[Line]:
    if not one.lessons:
        text = f"None: {one.no_lessons}" if one.no_lessons else "None on record, and no reason why there are none."
        yield Line(text=text)
    for lesson in one.lessons:
        closed = closing(lesson, on)
        due = f"by {when_words(lesson.due_on)}" if lesson.due_on else "no day"
        state = f"closed {when_words(closed.on)}" if closed else "OVERDUE" if is_overdue(lesson, on) else "open"
        text = f"{lesson.text or 'no text on record'} ({state}; {lesson.owner or 'no owner'}, {due})"
        yield Line(label=lesson.id, text=text, source=source_of(lesson.place, "id"))


def _review(sit: Situation, one: Activation) -> tuple[str, bool | None]:
    """Say whether a full review surely came after; standby puts no plan into effect."""
    if one.kind is ActivationKind.STANDBY:
        return "standby put no plan into effect, so none is called for", None
    facts = _plan(sit, one)
    if facts is None or facts.owes_nothing:
        return "the site owes no COMAH plan", None
    after = [each.when for each in facts.full_reviews if one.on is not None and each.when.earliest > one.on.latest]
    if after:
        return f"reviewed since: {when_words(min(after, key=lambda when: when.earliest))}", True
    under_way = review_under_way(facts.plan, sit.on)
    if under_way is not None:
        return f"under way since {when_words(under_way.started_on)}: comah review show {one.site}", False
    return f"NOT REVIEWED since (good practice, not law): comah review start {one.site}", False


def _plan(sit: Situation, one: Activation) -> PlanAsAt | None:
    for site in sit.records.establishments:
        if site.id == one.site:
            return next((plan_as_at(site, plan, sit.on) for plan in site.plans if plan.regime is Regime.COMAH), None)
    return None


def _unreadable(book: Book) -> tuple[Problem, ...]:
    return tuple(one for one in book.problems if one.severity is Severity.ERROR)
