"""A new exercise from a site, a group, a due duty or the last exercise: its day, its plan, what it carries."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from comah.agenda.exercise_law import Seen, fit_words, plan_laws
from comah.agenda.good_days import Around, steps_calendar, taken_words
from comah.agenda.plans_to_test import (
    TO_COME,
    around_new,
    arranged_words,
    nothing_to_test,
    plans_to_test,
    records_of,
    usual_type,
)
from comah.agenda.sensible_day import SensibleDay, sensible_day
from comah.duties.change_effects import test_duties
from comah.duties.next_cycle import Judged, duties_judged_by, judged_tests, safe_dates
from comah.errors import RefusedError
from comah.exercises.commission import Commission, commission_change, commissioned, open_lessons
from comah.exercises.lesson_list import every_lesson
from comah.exercises.planned_back import plan_exercise
from comah.exercises.state import State, state_of
from comah.model.backplan import BackPlan
from comah.model.book import AuthorityBook, Book
from comah.model.change import Change
from comah.model.duty import Duty
from comah.model.establishment import Establishment, plan_ref
from comah.model.exercise import Exercise
from comah.model.kinds import ExerciseType
from comah.model.new_exercise import NewExercise
from comah.model.provision import Law
from comah.model.when import When
from comah.model.words import count_words, weekday_words, when_words


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What an officer asks for; what is left out is found."""

    refs: tuple[str, ...]  # the plans that it is to test
    on: When | None = None  # its day
    kind: ExerciseType | None = None
    name: str = ""
    no_notice: bool = False
    like: Exercise | None = None
    despite_diary: bool = False


class Commissioned(msgspec.Struct, frozen=True, kw_only=True):
    """A new exercise: the change that puts it on record, and the page that says what it is."""

    change: Change
    exercise: Exercise
    page: NewExercise


def new_exercise(book: Book, law: Law, asked: Asked, *, on: date, taken: Collection[str]) -> Commissioned:
    """Draft a new exercise.

    Args:
        book: every record as read.
        law: the provisions.
        asked: what is asked for.
        on: the reference date.
        taken: identifiers that are in use.

    Raises:
        RefusedError: where none of the plans can be tested, or the day cannot be.
    """
    plans, left = plans_to_test(book, asked.refs, on)
    if not plans:
        message = f"{nothing_to_test(left)}\nNothing was recorded"
        raise RefusedError(message)
    sites = tuple(dict.fromkeys(site for site, _ in plans))
    records = records_of(book, sites[0])
    wish = Commission(
        refs=tuple(plan_ref(site.id, plan.regime) for site, plan in plans),
        sites=sites,
        kind=asked.kind or _kind(asked, sites[0], records),
        lead=asked.like.lead if asked.like and asked.like.lead else records.authority.id,
        name=asked.name,
        no_notice=asked.no_notice or bool(asked.like and asked.like.no_notice),
        like=asked.like,
    )
    carries = tuple(open_lessons(book, asked.like, on)) if asked.like else ()
    duties = test_duties(book, law, on, wish.refs)
    first = commissioned(wish, asked.on or When.on_day(on), taken=taken, carries=carries)
    judged = judged_tests(book, law, duties, first, asked.on, on=on)
    surroundings = around_new(book, records, first, on, duties_judged_by(judged).values())
    found = _day(surroundings, asked, duties, records)
    when = asked.on or When.on_day(found.day)
    exercise = commissioned(wish, when, taken=taken, carries=carries)
    judged = judged_tests(book, law, duties, exercise, when, on=on)
    plan = _plan(book, records, exercise, on, safe_dates(judged))
    if plan.is_compressed:
        exercise = replace(exercise, planning_from=When.on_day(on))
    page = _page(book, surroundings, exercise, plan, judged, found, left)
    folder = sites[0].place.file.name.partition("/")[0]
    return Commissioned(change=commission_change(exercise, folder), exercise=exercise, page=page)


def _kind(asked: Asked, site: Establishment, records: AuthorityBook) -> ExerciseType:
    """Return how it is played: as the last was, else as the site's next test is to be, else by local policy."""
    if asked.like is not None and asked.like.type is not ExerciseType.UNKNOWN:
        return asked.like.type
    return usual_type(site, records)


def _day(surroundings: Around, asked: Asked, duties: dict[str, Duty], records: AuthorityBook) -> SensibleDay:
    found = sensible_day(surroundings, duties, records.authority.policy.margin_days) if asked.on is None else None
    when = asked.on or When.on_day(found.day if found else surroundings.on)
    if not when.is_exact:
        message = f"{when_words(when)} is no day; give one, or the first and the last of several. Nothing was recorded"
        raise RefusedError(message)
    if when.earliest <= surroundings.on:
        good = surroundings.good_words(surroundings.on)
        message = f"{when_words(when)} is not ahead: a new exercise is planned. {good}. Nothing was recorded"
        raise RefusedError(message)
    blocked = surroundings.blocked(when.earliest, when.latest)
    if blocked and not asked.despite_diary:
        words = "; ".join(map(taken_words, blocked))
        good = surroundings.good_words(when.earliest)
        message = f"{words}. If it must be then, add --despite-diary. Nothing was recorded.\n{good}"
        raise RefusedError(message)
    return found or SensibleDay(day=when.earliest, why=("as asked",))


def _plan(book: Book, records: AuthorityBook, exercise: Exercise, on: date, safe: Mapping[str, date]) -> BackPlan:
    when = exercise.planned_on
    calendar = steps_calendar(book, records, [when] if when else [])
    plan = plan_exercise(exercise, on, calendar, authority=records.authority, safe_dates=safe)
    if plan is None:
        message = f"{exercise.id}: without a day it cannot be planned back"
        raise RefusedError(message)
    return plan


def _page(  # noqa: PLR0913, PLR0917 -- the parts of one page
    book: Book,
    surroundings: Around,
    exercise: Exercise,
    plan: BackPlan,
    judged: Mapping[str, Judged],
    found: SensibleDay,
    left: tuple[str, ...],
) -> NewExercise:
    when, on = exercise.planned_on or When.on_day(found.day), surroundings.on
    against = tuple(surroundings.against(when.earliest, when.latest))
    seen = Seen(exercise=exercise, on=on, state=State.PLANNED, when=when, plan=plan, is_new=True)
    length = (when.latest - when.earliest).days + 1
    is_bad = bool(against) or (plan.is_compressed and not plan.fits)
    return NewExercise(
        on=on,
        marking=surroundings.records.authority.marking,
        exercise=exercise.id,
        name=exercise.name,
        type=exercise.type.value,
        plans=exercise.will_test,
        day=weekday_words(when.earliest) if when.is_day else when_words(when),
        why=found.why,
        plan=plan,
        is_compressed=plan.is_compressed,
        fit=fit_words(plan),
        laws=plan_laws(seen, judged),
        carries=tuple(_carried(book, exercise.carries)),
        notices=(*left, *against, *arranged_words(book, exercise, on), *_lessons(book, exercise, on)),
        good_days=surroundings.good_words(when.earliest, length) if is_bad else "",
    )


def _carried(book: Book, refs: Sequence[str]) -> Iterator[str]:
    known = {one.ref: one.lesson for one in every_lesson(book)}
    for ref in refs:
        yield f"{known[ref].text or 'no text on record'} ({ref})"


def _lessons(book: Book, exercise: Exercise, on: date) -> Iterator[str]:
    """Say, where no exercise is followed, how many open lessons of the plans are not carried."""
    if exercise.carries:
        return
    for records in book.authorities:
        for other in records.exercises:
            if set(other.will_test) & set(exercise.will_test) and state_of(other, on) not in TO_COME:
                found = tuple(open_lessons(book, other, on))
                if found:
                    yield f"{count_words(len(found), 'open lesson')} of {other.id} not carried; --like {other.id} does"
