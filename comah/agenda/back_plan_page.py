"""An exercise planned back before it is on record, or on another day than its own. Nothing is put on record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import msgspec
from msgspec.structs import replace

from comah.agenda.back_plan_day import DayFound, FromDay, exercise_day, reach_from
from comah.agenda.exercise_law import Seen, fit_words, movable_words, plan_laws
from comah.agenda.good_days import Around, around, steps_calendar
from comah.agenda.plans_to_test import (
    around_new,
    arranged_words,
    nothing_to_test,
    plans_to_test,
    records_of,
    safe_ahead,
    usual_type,
)
from comah.duties.change_effects import test_duties
from comah.duties.next_cycle import Judged, cycle_day, duties_judged_by, judged_tests, safe_dates
from comah.errors import RefusedError
from comah.exercises.backplan import start_of
from comah.exercises.checks import where
from comah.exercises.commission import Commission, commissioned
from comah.exercises.phases import done_phases
from comah.exercises.planned_back import plan_exercise
from comah.exercises.state import State, state_of
from comah.model.back_plan_page import AtStake, BackPlanPage
from comah.model.backplan import BackPlan, Reach
from comah.model.book import Book
from comah.model.duty import Duty
from comah.model.establishment import plan_ref
from comah.model.exercise import Exercise
from comah.model.exercise_view import PlanLaw
from comah.model.kinds import ExerciseType, Severity
from comah.model.provision import Law
from comah.model.when import When
from comah.model.words import count_words, day_words, weekday_words, when_words

_OVER: Final = frozenset({State.HELD, State.CLOSED, State.CANCELLED})


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be planned back: an exercise on record, or the test of some plans."""

    name: str  # as it was asked for
    refs: tuple[str, ...] = ()
    exercise: Exercise | None = None
    kind: ExerciseType | None = None


def back_plan_page(book: Book, law: Law, subject: Subject, wanted: FromDay, *, on: date) -> BackPlanPage:
    """Plan an exercise back.

    Args:
        book: every record as read.
        law: the provisions.
        subject: the exercise, or the plans that one is to test.
        wanted: from which day; none: from the safe date, of several plans the earliest.
        on: the reference date; it can still be worked.

    Raises:
        RefusedError: where the exercise is over, no plan can be tested, or the day has passed.
    """
    around_it, duties, left = _surroundings(book, law, subject, on)
    length_days = _length(around_it.exercise.planned_on if subject.exercise else None)
    own_day = cycle_day(around_it.exercise, on) if subject.exercise else None
    by_its_own_day = judged_tests(book, law, duties, around_it.exercise, own_day, on=on)
    found = exercise_day(around_it, wanted, by_its_own_day, length_days)
    when = _days(found.day, length_days) if found.day is not None else None
    exercise = replace(around_it.exercise, planned_on=when, postponements=(), confirmed_on=None)
    judged = judged_tests(book, law, duties, exercise, when, on=on)
    around_it = replace(around_it, safe_on=safe_ahead(duties_judged_by(judged).values(), on))
    plan = None
    if when is not None:
        calendar = steps_calendar(book, around_it.records, [when])
        safe = safe_dates(judged)
        plan = plan_exercise(exercise, on, calendar, authority=around_it.records.authority, safe_dates=safe)
    seen = Seen(exercise=exercise, on=on, state=State.PLANNED, when=when, plan=plan, is_new=True)
    laws = plan_laws(seen, judged)
    reach, start = reach_from(around_it, on), _start(around_it, found)
    against = tuple(around_it.against(when.earliest, when.latest)) if when is not None else ()
    return BackPlanPage(
        on=on,
        law=law.version,
        register_name=book.name,
        register_digest=book.digest,
        marking=around_it.records.authority.marking,
        source_note=around_it.records.authority.source_note,
        asked=subject.name,
        exercise=subject.exercise.id if subject.exercise else "",
        about=_about(subject, around_it),
        type=exercise.type.value,
        template=around_it.template.id,
        plans=exercise.will_test,
        counted_from=found.counted_from,
        counted_on=found.counted_on,
        why=found.why,
        plan=replace(plan, counted_from=found.counted_from) if plan and found.counted_from else plan,
        fit=fit_words(plan),
        reach=reach,
        reach_words=_reach_words(reach, around_it),
        latest_start=start[0] if start else None,
        compressed_start=start[1] if start else None,
        start_words=_start_words(start, around_it, found),
        at_stake=tuple(_at_stake(one, when) for one in laws),
        limits=tuple(_limits(plan)),
        movable=movable_words(plan, laws, when, on) if plan and plan.last_move and plan.last_move.days else "",
        notices=(*left, *_unknown(judged, found), *against, *arranged_words(book, exercise, on)),
        good_days=around_it.good_words(when.earliest, length_days) if when is not None and against else "",
        unreadable=tuple(one for one in book.problems if one.severity is Severity.ERROR),
    )


def _surroundings(book: Book, law: Law, subject: Subject, on: date) -> tuple[Around, dict[str, Duty], tuple[str, ...]]:
    """Gather what stands around the exercise, the duties to test its plans, and why some plans cannot be tested.

    By which safe date it is judged hangs on its day, which is not found yet.
    """
    if subject.exercise is not None:
        exercise = _open(subject.exercise, on)
        if subject.kind is not None:
            exercise = replace(exercise, type=subject.kind)
        duties = test_duties(book, law, on, exercise.will_test)
        left = plans_to_test(book, exercise.will_test, on)[1]
        return around(book, exercise, on, None), duties, left
    plans, left = plans_to_test(book, subject.refs, on)
    if not plans:
        raise RefusedError(nothing_to_test(left))
    sites = tuple(dict.fromkeys(site for site, _ in plans))
    records = records_of(book, sites[0])
    wish = Commission(
        refs=tuple(plan_ref(site.id, plan.regime) for site, plan in plans),
        sites=sites,
        kind=subject.kind or usual_type(sites[0], records),
        lead=records.authority.id,
    )
    taken = [one.id for each in book.authorities for one in each.exercises]
    exercise = commissioned(wish, When.on_day(on), taken=taken, carries=())
    duties = test_duties(book, law, on, wish.refs)
    return around_new(book, records, exercise, on, ()), duties, left


def _open(exercise: Exercise, on: date) -> Exercise:
    state = state_of(exercise, on)
    if state not in _OVER:
        return exercise
    see = f"See: comah exercise show {exercise.id} --all"
    if state is State.CANCELLED:
        message = f"{exercise.id} was cancelled ({where(exercise.place, 'cancelled')}): nothing is left to plan. {see}"
    else:
        held = when_words(exercise.held_on) if exercise.held_on else ""
        message = f"{exercise.id} was held ({held}, {where(exercise.place, 'held_on')}): nothing is left to plan. {see}"
    raise RefusedError(message)


def _length(when: When | None) -> int:
    """Return how many days an exercise on record lasts; one where that is not known."""
    return (when.latest - when.earliest).days + 1 if when is not None and when.is_exact else 1


def _days(first: date, length_days: int) -> When:
    if length_days == 1:
        return When.on_day(first)
    last = first + timedelta(days=length_days - 1)
    return When(f"{first}/{last}", first, last, is_exact=True)


def _about(subject: Subject, around_it: Around) -> str:
    exercise = around_it.exercise
    is_unknown = exercise.type is ExerciseType.UNKNOWN
    kind = "Type not on record" if is_unknown else exercise.type.value.replace("-", " ").capitalize()
    words = f"{kind}, by the template {around_it.template.id}. To test: {', '.join(exercise.will_test) or 'no plan'}."
    if subject.exercise is None:
        return f"{words} Nothing is put on record by this."
    when = subject.exercise.planned_on
    own = f"planned for {when_words(when)}" if when is not None else "without a day"
    return f"{exercise.name}. {words} On record {own}; nothing is moved by this."


def _has_begun(around_it: Around) -> bool:
    return bool(done_phases(around_it.exercise, around_it.on) & around_it.template.before)


def _reach_words(reach: Reach, around_it: Around) -> str:
    begin = "what is not done is taken up today" if _has_begun(around_it) else "you start today"
    usual, pressed = weekday_words(reach.usual_on), weekday_words(reach.compressed_on)
    needed = count_words(reach.needed_days, "working day")
    return f"If {begin}, the earliest exercise is {usual}; compressed, {pressed} ({needed})."


def _start(around_it: Around, found: DayFound) -> tuple[date, date] | None:
    """Return the latest start by the usual days, and with each step at its least length."""
    if found.aim is None:
        return None
    needed = reach_from(around_it, around_it.on).needed_days
    return start_of(found.aim, around_it.template, around_it.calendar), around_it.calendar.back(found.aim, needed)


def _start_words(start: tuple[date, date] | None, around_it: Around, found: DayFound) -> str:
    if start is None:
        return ""
    usual, pressed = (f"{weekday_words(day)}{_passed(day, around_it.on)}" for day in start)
    late = " for the safe date" if found.aim != found.day else ""
    if _has_begun(around_it):
        return f"Begun. Latest day to take up what is not done{late}, at its least lengths: {pressed}."
    return f"Latest start{late}: {usual}; compressed, {pressed}."


def _passed(day: date, on: date) -> str:
    return f", passed {count_words((on - day).days, 'day')} ago" if day < on else ""


def _at_stake(law: PlanLaw, when: When | None) -> AtStake:
    late = (when.latest - law.due_on).days if law.due_on and when is not None else 0
    return AtStake(law=law, days_late=max(0, late))


def _limits(plan: BackPlan | None) -> Iterator[str]:
    for step in plan.steps if plan else ():
        if step.provision and step.limit_on is not None:
            yield f"{step.title}: by {day_words(step.limit_on)} at the latest [{step.provision}]"


def _unknown(judged: dict[str, Judged], found: DayFound) -> Iterator[str]:
    """Say, where a safe date is not known, what that means for the plan."""
    unknown = [ref for ref, one in judged.items() if one.duty.safe_on is None]
    if found.day is None:
        yield "No safe date is known to plan back from: give --exercise-on, --first-meeting or --start"
    elif unknown and len(unknown) < len(judged):
        yield f"The safe date of {', '.join(unknown)} is not known: it may be earlier than those counted from"
