"""A finding made from the training of those who serve on call."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from comah.model.finding import Raised
from comah.model.oncall import Person, Role, Training
from comah.model.oncall_training import CourseState, TrainingState
from comah.model.words import day_words
from comah.oncall.availability import is_serving
from comah.oncall.training import course_states, last_passed
from comah.rules.evidence import Evidence
from comah.rules.of_oncall import raised_on_call, roles_of


class CourseOf(msgspec.Struct, frozen=True, kw_only=True):
    """How somebody stands with one course of one of their roles."""

    person: Person
    role: Role
    state: CourseState
    training: Training | None  # the last time it was passed


def courses_in(evidence: Evidence, state: TrainingState) -> Iterator[CourseOf]:
    """Yield the courses of those who serve on the day that stand in one way."""
    for serving, role in roles_of(evidence):
        for person in serving.people_of(role):
            if not is_serving(person, evidence.on):
                continue
            for one in course_states(person, role, evidence.on, serving.played):
                if one.state is state:
                    passed = last_passed(person, one.course)
                    yield CourseOf(person=person, role=role, state=one, training=passed)


def last_day(found: CourseOf) -> str:
    """Write the last day on which a course is, or was, valid."""
    return day_words(found.state.until) if found.state.until else "a day not on record"


def raised_of_course(evidence: Evidence, found: CourseOf, message: str, *, do: str) -> Raised:
    """Make a finding of somebody's course."""
    return raised_on_call(
        evidence,
        found.person.id,
        f"{message} ({found.person.shown}, {found.role.shown})",
        do=do,
        fact=found.training or found.person,
        key="course" if found.training else "id",
    )
