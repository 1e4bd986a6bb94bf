"""Names in one record that another must know: plans, establishments, agencies, authorities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from comah.model.book import AuthorityBook, Book
from comah.model.establishment import plan_ref
from comah.model.exercise import Exercise, Lesson
from comah.model.place import Fact, KeyPath
from comah.model.problem import Problem
from comah.records.checks.fault import fault_at
from comah.records.faults import nearest_name
from comah.records.shown import printable

_REGISTER: str = "register.toml"


class Names:
    """Every name that a record may refer to."""

    def __init__(self, book: Book) -> None:
        """Gather the names; those of files that could not be read are known too, so nothing is blamed twice."""
        sites = [site for one in book.authorities for site in one.establishments]
        hidden = _hidden(book)
        self.sites = {site.id for site in sites} | hidden
        self.plans = {plan_ref(site.id, plan.regime) for site in sites for plan in site.plans} | hidden
        self.hidden = hidden
        authorities = {entry.id for entry in book.register.authorities}
        self.parties = authorities | {agency.id for agency in book.register.agencies}
        self.unread = {PurePosixPath(fault.file).stem for fault in book.problems if fault.hides_file}
        self.lessons = {ref for records in book.authorities for ref, _ in _taught(records)}
        self.is_register_read = not any(fault.hides_file and fault.file == _REGISTER for fault in book.problems)


def check_names(book: Book) -> Iterator[Problem]:
    """Report names that no record bears, with the nearest that one does."""
    names = Names(book)
    for one in book.authorities:
        for exercise in one.exercises:
            yield from _plans(exercise, names)
            yield from _parties(exercise, names)
        yield from _sites(one, names)
        yield from _lessons(one, names)


def _plans(exercise: Exercise, names: Names) -> Iterator[Problem]:
    for number, ref in enumerate(exercise.will_test):
        yield from _plan(exercise, ("will_test", number), ref, names)
    for credit in exercise.credits:
        yield from _plan(credit, "plan", credit.plan, names)
    for number, ref in enumerate(exercise.takes_part):
        site = ref.partition("/")[0]
        if site not in names.sites:
            yield unknown_name(exercise, ("takes_part", number), ref, "establishment", names.sites)


def _plan(fact: Fact, key: str | KeyPath, ref: str, names: Names) -> Iterator[Problem]:
    site = ref.partition("/")[0]
    if ref not in names.plans and site not in names.hidden:
        yield unknown_name(fact, key, ref, "plan", names.plans)


def _parties(exercise: Exercise, names: Names) -> Iterator[Problem]:
    if not names.is_register_read:
        return
    if exercise.lead and exercise.lead not in names.parties:
        yield unknown_name(exercise, "lead", exercise.lead, "authority or agency", names.parties)
    for number, agency in enumerate(exercise.agencies):
        if agency not in names.parties:
            yield unknown_name(exercise, ("agencies", number), agency, "agency", names.parties)
    for part in exercise.attendance:
        if part.agency not in names.parties:
            yield unknown_name(part, "agency", part.agency, "agency", names.parties)
    for meeting in exercise.meetings:
        yield from _bodies(meeting, (("attended", meeting.attended), ("apologies", meeting.apologies)), names)
    for credit in exercise.credits:
        yield from _bodies(credit, (("participants", credit.participants),), names)


def _bodies(fact: Fact, listed: Iterable[tuple[str, tuple[str, ...]]], names: Names) -> Iterator[Problem]:
    for key, bodies in listed:
        for number, body in enumerate(bodies):
            if body not in names.parties:
                yield unknown_name(fact, (key, number), body, "authority or agency", names.parties)


def _sites(one: AuthorityBook, names: Names) -> Iterator[Problem]:
    for activation in one.activations:
        if activation.site not in names.sites:
            yield unknown_name(activation, "site", activation.site, "establishment", names.sites)
    for waiver in one.waivers.waivers if one.waivers else ():
        if waiver.establishment and waiver.establishment not in names.sites:
            yield unknown_name(waiver, "establishment", waiver.establishment, "establishment", names.sites)


def _lessons(one: AuthorityBook, names: Names) -> Iterator[Problem]:
    for _, lesson in _taught(one):
        is_hidden = lesson.same_as.partition("/")[0] in names.unread
        if lesson.same_as and lesson.same_as not in names.lessons and not is_hidden:
            yield unknown_name(lesson, "same_as", lesson.same_as, "lesson", names.lessons)
    for exercise in one.exercises:
        for number, ref in enumerate(exercise.carries):
            if ref not in names.lessons and ref.partition("/")[0] not in names.unread:
                yield unknown_name(exercise, ("carries", number), ref, "lesson", names.lessons)


def _taught(one: AuthorityBook) -> Iterator[tuple[str, Lesson]]:
    """Yield every lesson of an authority with its name in the register."""
    for exercise in one.exercises:
        yield from ((f"{exercise.id}/{lesson.id}", lesson) for lesson in exercise.lessons)
    for activation in one.activations:
        yield from ((f"{activation.id}/{lesson.id}", lesson) for lesson in activation.lessons)


def unknown_name(fact: Fact, key: str | KeyPath, name: str, what: str, known: Iterable[str]) -> Problem:
    """Report a name that no record of a kind bears, with the nearest that one does."""
    expected = f"the id of {_article(what)} {what} in this register"
    return fault_at(
        fact,
        key,
        f"{printable(name)} is no {what} on record",
        expected=expected if what != "agency" else "an agency listed in register.toml",
        nearest=nearest_name(name, tuple(sorted(known))),
    )


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


def _hidden(book: Book) -> set[str]:
    """Return the ids of establishments whose files could not be taken in."""
    names = (fault.file for fault in book.problems if fault.hides_file)
    return {name.rpartition("/")[2].removesuffix(".toml") for name in names if "/establishments/" in name}
