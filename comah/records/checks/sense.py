"""Facts that have no effect where they stand, or that one record states twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from comah.model.book import AuthorityBook, Book
from comah.model.establishment import Establishment, Plan, plan_ref
from comah.model.exercise import Credit, Exercise
from comah.model.kinds import Conclusion, Element, Regime, Severity, Tier
from comah.model.place import Fact
from comah.model.problem import Problem
from comah.model.programme_keys import ProgrammeKeys
from comah.model.register import Register
from comah.records.checks.fault import fault_at, warning_at
from comah.records.faults import nearest_name
from comah.records.shown import printable

# Keys of a plan that one regime alone reads.
_ONLY: Final = {
    "information_received_on": Regime.COMAH,
    "agreed_until_on": Regime.COMAH,
    "exemptions": Regime.COMAH,
    "cross_border": Regime.COMAH,
    "extensions": Regime.REPPIR,
    "consequences_report_received_on": Regime.REPPIR,
    "zone_told_on": Regime.REPPIR,
    "work_starts_on": Regime.REPPIR,
    "notified_on": Regime.PIPELINE,
    "first_use_on": Regime.PIPELINE,
}
_REGIMES: Final = {Regime.COMAH: "COMAH", Regime.REPPIR: "REPPIR", Regime.PIPELINE: "pipeline"}


def check_sense(book: Book) -> Iterator[Problem]:
    """Report facts without effect, doubled ids, and a time zone that there is none of."""
    yield from _register(book.register)
    sites = [site for one in book.authorities for site in one.establishments]
    plans = {plan_ref(site.id, plan.regime): plan for site in sites for plan in site.plans}
    for site in sites:
        yield from _site(site)
    for one in book.authorities:
        yield from _authority(one)
        for exercise in one.exercises:
            yield from _exercise(exercise, plans)
        for activation in one.activations:
            yield from twice(activation.lessons, "lesson")


def _register(register: Register) -> Iterator[Problem]:
    yield from twice(register.authorities, "authority")
    yield from twice(register.agencies, "agency")
    yield from _time_zone(register)


def _time_zone(register: Register) -> Iterator[Problem]:
    from zoneinfo import ZoneInfo, available_timezones  # noqa: PLC0415 - the zones are read from disk

    try:
        ZoneInfo(register.timezone)
    except (KeyError, ValueError, OSError):  # KeyError: unknown; ValueError: no name at all; OSError: a folder's name
        yield fault_at(
            register,
            "timezone",
            f"{printable(register.timezone)} is no time zone",
            expected="a name of the time zone database",
            example='timezone = "Europe/London"',
            nearest=nearest_name(register.timezone.title(), tuple(sorted(available_timezones()))),
        )


def _site(site: Establishment) -> Iterator[Problem]:
    regimes = {plan.regime for plan in site.plans}
    if site.tier is Tier.UPPER and Regime.COMAH not in regimes:
        yield fault_at(
            site,
            "plans",
            "an upper-tier establishment with no COMAH plan among its plans",
            severity=Severity.NOTE,
            expected='[[plans]] with regime "comah", unless this is a pipeline or another site outside COMAH',
            example='regime = "comah"',
        )
    for plan in site.plans:
        yield from _plan(plan)


def _plan(plan: Plan) -> Iterator[Problem]:
    for key, regime in _ONLY.items():
        if plan.regime is not regime and getattr(plan, key):
            message = f"{key} has no effect on a {_REGIMES[plan.regime]} plan"
            yield warning_at(plan, key, message, expected=f"{key} on a {_REGIMES[regime]} plan only")
    for exemption in plan.exemptions:
        if exemption.from_ is None:
            message = "an exemption without its first day exempts from nothing"
            yield warning_at(exemption, "from", message, expected="the first day exempt", example="from = 2016-06-01")
    if plan.agreed_until_on and not plan.agreed_reference:
        message = "a longer period without the letter that agreed it; the date still counts"
        example = 'agreed_reference = "CA/2025/3"'
        yield warning_at(plan, "agreed_until_on", message, expected="the competent authority's letter", example=example)


def _authority(one: AuthorityBook) -> Iterator[Problem]:
    yield from twice(one.authority.measures, "measure")
    yield from twice(one.authority.local_duties, "local duty")
    yield from _programme(one.authority.programme)
    if one.diary:
        yield from twice(one.diary.entries, "diary entry")


def _programme(rules: ProgrammeKeys) -> Iterator[Problem]:
    for number, rule in enumerate(rules.wishes):
        if rule in rules.hard:
            message = f"{rule.value} is in hard too, so it never gives way"
            yield warning_at(rules, ("wishes", number), message, expected="each rule in one of the two lists")
        elif rule in rules.wishes[:number]:
            message = f"{rule.value} is wished for twice; the first counts"
            yield warning_at(rules, ("wishes", number), message, expected="each rule once")


def _exercise(exercise: Exercise, plans: dict[str, Plan]) -> Iterator[Problem]:
    yield from twice(exercise.phases, "phase")
    yield from twice(exercise.lessons, "lesson")
    yield from twice(exercise.credits, "credit for plan", key="plan")
    yield from twice(exercise.attendance, "part for agency", key="agency")
    yield from twice(exercise.meetings, "planning meeting", key="number")
    for credit in exercise.credits:
        if credit.plan in plans:
            yield from _elements(credit, plans[credit.plan])


def _elements(credit: Credit, plan: Plan) -> Iterator[Problem]:
    is_counted = credit.conclusion is not Conclusion.NOT_TESTED
    if plan.modular and is_counted and not credit.elements:
        message = f"{credit.plan} is tested element by element, and no element is named"
        example = 'elements = ["activation", "warning"]'
        yield warning_at(credit, "elements", message, expected="the elements exercised", example=example)
    if Element.CROSS_BORDER in credit.elements and not plan.cross_border:
        message = f"cross-border is credited, and does not apply to {credit.plan}"
        expected = "cross_border = true on the plan, where it applies"
        yield fault_at(credit, "elements", message, severity=Severity.NOTE, expected=expected)


def twice(facts: Sequence[Fact], what: str, *, key: str = "id") -> Iterator[Problem]:
    """Report facts of which two have one name."""
    first: dict[str, Fact] = {}
    for fact in facts:
        name = getattr(fact, key)
        other = first.setdefault(name, fact)
        if other is not fact:
            message = f"a second {what} {printable(str(name))}; the first is {_where(other, fact)}"
            yield fault_at(fact, key, message, expected="each once")


def _where(first: Fact, second: Fact) -> str:
    file = f" of {first.place.file.name}" if first.place.file.name != second.place.file.name else ""
    return f"on line {first.place.line}{file}"
