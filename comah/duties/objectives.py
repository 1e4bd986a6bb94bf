"""What the next exercise of a plan should try: elements not exercised, and lessons not yet closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from comah.duties.case import Case
from comah.exercises.lessons import Learnt, is_closed, is_overdue, lessons_of
from comah.exercises.met_again import met_again
from comah.model.element_matrix import ELEMENT_LETTERS, Suggestion
from comah.model.kinds import Element
from comah.model.words import when_words


def suggestions(case: Case, untested: Iterable[Element]) -> tuple[Suggestion, ...]:
    """Return the objectives suggested for the next exercise: untested elements first, then open lessons.

    A lesson met again stands before one met once, an overdue one before one that is not.
    """
    return (*_elements(untested), *_lessons(case))


def lessons_of_plan(case: Case) -> tuple[Learnt, ...]:
    """Return the lessons of every exercise that names the plan, and of its site's activations."""
    sit, facts = case.sit, case.facts
    own = [one for one in sit.records.activations if one.site == facts.site.id]
    return tuple(lessons_of(sit.exercises_naming(facts.ref), sit.on, own))


def _elements(untested: Iterable[Element]) -> Iterator[Suggestion]:
    for element in untested:
        yield Suggestion(
            kind="element",
            subject=element.value,
            text=f"exercise {element.value.replace('-', ' ')}",
            why=f"element ({ELEMENT_LETTERS[element]}) not exercised over the cycle",
        )


def _lessons(case: Case) -> Iterator[Suggestion]:
    every = lessons_of_plan(case)
    again = {one.found.ref: one.last.ref for one in met_again(every)}
    is_open = [one for one in every if not is_closed(one.lesson, case.on)]
    for one in sorted(is_open, key=lambda each: _rank(each, again, case)):
        lesson = one.lesson
        due = f"due {when_words(lesson.due_on)}" if lesson.due_on else "no day"
        late = "overdue" if is_overdue(lesson, case.on) else "open"
        met = f", met before in {again[one.ref]}" if one.ref in again else ""
        yield Suggestion(
            kind="lesson",
            subject=one.ref,
            text=f"show that this is learnt: {lesson.text or 'no text on record'}",
            why=f"lesson {late}, {lesson.owner or 'no owner'}, {due}{met}",
        )


def _rank(one: Learnt, again: dict[str, str], case: Case) -> tuple[bool, bool, str, str]:
    due = one.lesson.due_on.latest.isoformat() if one.lesson.due_on else "9999"
    return one.ref not in again, not is_overdue(one.lesson, case.on), due, one.ref
