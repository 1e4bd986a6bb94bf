"""The fact that a date counts from: what the record says, where, and how exactly the day is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from comah.duties.credited import CreditedTest, credited_tests
from comah.explain.matter import Matter
from comah.model.duty import Status, Trigger
from comah.model.page import Line, Part, source_of
from comah.model.provision import Reads
from comah.model.when import When
from comah.model.words import day_words, when_words
from comah.plans.as_at import Dated

# these count from the last day of an exercise: "conclusion of the test"
FROM_THE_END: Final = frozenset({Reads.DEBRIEF, Reads.POLICY_REPORT, Reads.TEST_REPORT})
_FIRST: Final = "plan first prepared"
_FIRST_INTERNAL: Final = "internal plan first prepared"
_UNCOUNTED: Final = frozenset({Status.NOT_APPLICABLE, Status.EXEMPT, Status.MET})
_CREDITING: Final = frozenset({Reads.TESTS, Reads.ELEMENTS})


def counted_part(matter: Matter) -> Part | None:
    """Return what the period counts from; None where none is counted."""
    trigger = matter.duty.trigger
    if trigger is None and (matter.duty.status in _UNCOUNTED or (matter.provision and matter.period is None)):
        return None
    lines = tuple(_nothing(matter)) if trigger is None else tuple(_something(matter, trigger))
    return Part(id="counted-from", heading="COUNTED FROM", lines=lines)


def _nothing(matter: Matter) -> Iterator[Line]:
    yield Line(text="No day on record to count from.")
    since = matter.duty.in_date_only_if_since
    if since is not None:
        yield Line(text=f"In date only if since {day_words(since)} (that day counts).", on=since)


def _something(matter: Matter, trigger: Trigger) -> Iterator[Line]:
    other = _other_fact(matter, trigger)
    if other is not None:
        yield Line(text=f"{other.event}: {when_words(other.when)}", source=source_of(other.place, other.key))
        yield Line(label="As written", text=other.when.text)
        yield Line(text="Earliest: this fact. Latest: the next. Neither can be told to be the last.")
    when = When.read(trigger.text.rpartition(" and ")[2])  # of two facts the second is the trigger's place
    yield Line(
        text=f"{trigger.event}: {when_words(when)}",
        on=trigger.counted_from,
        source=source_of(trigger.place, trigger.key),
    )
    if when.text != when_words(when):
        yield Line(label="As written", text=when.text)
    yield from _exactness(matter, trigger, when)
    yield from _first_interval(matter, trigger)
    yield from _credits(matter, trigger)


def _exactness(matter: Matter, trigger: Trigger, when: When) -> Iterator[Line]:
    if not trigger.is_precise:
        yield Line(
            text=(
                f"The day is not known: earliest {day_words(trigger.counted_from)}, "
                f"latest {day_words(trigger.counted_from_latest)}. Both are counted."
            )
        )
    elif not when.is_day:
        which = "last" if matter.reads in FROM_THE_END else "first"
        yield Line(text=f"It lasted several days: the period counts from the {which} of them.")


def _first_interval(matter: Matter, trigger: Trigger) -> Iterator[Line]:
    if trigger.event == _FIRST_INTERNAL:
        yield Line(text="Nothing later is on record: the first interval, while it still runs (inferred).")
    if trigger.event != _FIRST or matter.facts is None or matter.reads is Reads.PREPARATION:
        return
    what = "full review" if matter.reads is Reads.REVIEWS else "credited test"
    plan = matter.facts.plan
    if plan.history_complete:
        why = "the record declares its history complete"
        yield Line(
            text=f"No {what} is on record: the first interval (inferred). Used because {why}.",
            source=source_of(plan.place, "history_complete"),
        )
        return
    why = "that interval still runs: a missing record could only lengthen the time"
    yield Line(text=f"No {what} is on record: the first interval (inferred). Used because {why}.")


def _credits(matter: Matter, trigger: Trigger) -> Iterator[Line]:
    if matter.reads not in _CREDITING or matter.facts is None:
        return
    for one in credited_tests(matter.sit, matter.facts):
        if one.fact.place is trigger.place:
            yield _credit(one, matter)


def _credit(one: CreditedTest, matter: Matter) -> Line:
    ref = matter.facts.ref if matter.facts else ""
    credit = next(each for each in one.exercise.credits if each.plan == ref and each.conclusion is one.conclusion)
    words = credit.conclusion.value.replace("-", " ")
    if credit.elements:
        words += f" ({', '.join(element.value for element in credit.elements)})"
    words += f", decided by {credit.decided_by}" if credit.decided_by else ", who decided is not on record"
    words += f" on {when_words(credit.decided_on)}" if credit.decided_on else ""
    words += f"; {credit.evidence}" if credit.evidence else "; no evidence on record"
    return Line(label="Credited", text=words, source=source_of(credit.place, "conclusion"))


def _other_fact(matter: Matter, trigger: Trigger) -> Dated | None:
    """Return the fact of the earliest reading, where two vague ones were put together."""
    first, joint, _ = trigger.text.rpartition(" and ")
    if not joint:
        return None
    return next(
        (fact for fact in _facts(matter) if fact.when.text == first and fact.when.earliest == trigger.counted_from),
        None,
    )


def _facts(matter: Matter) -> Iterator[Dated]:
    if matter.facts is not None:
        yield from matter.facts.full_reviews
        yield from (one.fact for one in credited_tests(matter.sit, matter.facts))
    elif matter.site is not None:
        report = matter.site.safety_report
        for event, when, key in (
            ("safety report sent", report.sent_on, "sent_on"),
            ("safety report reviewed", report.reviewed_on, "reviewed_on"),
        ):
            if when is not None:
                yield Dated(event=event, when=when, place=report.place, key=key)
