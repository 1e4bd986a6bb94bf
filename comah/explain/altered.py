"""What made a date later or earlier than the period alone: extensions, agreements, letters, first use."""

from __future__ import annotations

from collections.abc import Iterator

from comah.explain.matter import Matter
from comah.law.counting import last_lawful_day
from comah.model.establishment import Plan
from comah.model.kinds import DutyTo, Regime
from comah.model.page import Line, source_of
from comah.model.provision import Reads
from comah.model.when import When
from comah.model.words import day_words, when_words
from comah.plans.as_at import PlanAsAt

_DUTY_TO = {Reads.TESTS: DutyTo.TEST, Reads.REVIEWS: DutyTo.REVIEW}


def alterations(matter: Matter) -> Iterator[Line]:
    """Yield what was set against the counted day, with its effect."""
    facts = matter.facts
    if facts is None:
        return
    if matter.reads in _DUTY_TO and facts.plan.regime is Regime.REPPIR:
        yield from _extensions(matter, facts.plan)
    elif matter.reads is Reads.PREPARATION:
        yield from _preparation(matter, facts)


def _extensions(matter: Matter, plan: Plan) -> Iterator[Line]:
    """REPPIR 2019 reg 12(1), (3): the regulator may agree in writing to a longer interval."""
    for one in plan.extensions:
        if one.duty is _DUTY_TO[matter.reads] and one.until_on is not None:
            effect = "" if _has_effect(matter, one.until_on) else ", which is no later and changes nothing"
            reference = one.reference or "no reference on record"
            yield Line(
                label="Extended",
                text=f"to {when_words(one.until_on)} by the regulator ({reference}){effect}",
                on=one.until_on.earliest,
                source=source_of(one.place, "until_on"),
            )


def _has_effect(matter: Matter, until: When) -> bool:
    trigger = matter.duty.trigger
    if trigger is None or matter.period is None or matter.provision is None or trigger.event.startswith("extension"):
        return True
    return until.latest > last_lawful_day(trigger.counted_from, matter.period, matter.provision.counting)


def _preparation(matter: Matter, facts: PlanAsAt) -> Iterator[Line]:
    ended = facts.ended_exemption
    if ended is not None and ended.plan_by_on is not None:
        reference = ended.reference or "no reference on record"
        text = f"{when_words(ended.plan_by_on)}, the day that the letter withdrawing the exemption set ({reference})"
        on = ended.plan_by_on.earliest
        yield Line(label="Set by letter", text=text, on=on, source=source_of(ended.place, "plan_by_on"))
    elif facts.plan.regime is Regime.COMAH:
        yield from _agreed(matter, facts.plan)
    elif facts.plan.regime is Regime.REPPIR:
        yield from _report_passed_over(matter, facts.plan)
        yield from _other_day(facts.plan, "work_starts_on", "Work starts", "the earlier of the two counts")
    else:
        yield from _other_day(facts.plan, "first_use_on", "First use", "the later of the two counts")


def _agreed(matter: Matter, plan: Plan) -> Iterator[Line]:
    """COMAH 2015 reg 13(2): a longer period agreed in writing, nine months at most in all."""
    value = matter.provision.value_on(matter.on) if matter.provision else None
    trigger = matter.duty.trigger
    if plan.agreed_until_on is None or value is None or value.limit is None or trigger is None:
        return
    reference = plan.agreed_reference or "no reference on record; it counts all the same"
    yield Line(
        label="Agreed",
        text=f"to {when_words(plan.agreed_until_on)} by the competent authority ({reference})",
        on=plan.agreed_until_on.earliest,
        source=source_of(plan.place, "agreed_until_on"),
    )
    most = last_lawful_day(trigger.counted_from, value.limit, matter.provision.counting) if matter.provision else None
    if most is not None:
        yield Line(label="At most", text=f"{value.limit} in all, which end on {day_words(most)}", on=most)


def _report_passed_over(matter: Matter, plan: Plan) -> Iterator[Line]:
    """Yield the period from the consequences report where the start of the work came before its end."""
    report, trigger = plan.consequences_report_received_on, matter.duty.trigger
    if report is None or trigger is None or trigger.key != "work_starts_on":
        return
    if matter.period is None or matter.provision is None or report.earliest > matter.on:
        return
    end = last_lawful_day(report.earliest, matter.period, matter.provision.counting)
    yield Line(
        text=f"{matter.period} from the consequences report of {when_words(report)} end on {day_words(end)}",
        on=end,
        source=source_of(plan.place, "consequences_report_received_on"),
    )


def _other_day(plan: Plan, key: str, label: str, rule: str) -> Iterator[Line]:
    when: When | None = getattr(plan, key)
    if when is not None:
        yield Line(label=label, text=f"{when_words(when)}; {rule}", on=when.earliest, source=source_of(plan.place, key))
