"""What is missing of a plan: its test, its review, its preparation, and what its operator owes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

import msgspec

from comah.duties.gate import starts_preparation
from comah.duties.situation import Situation
from comah.law.counting import earliest_event_reaching
from comah.model.duty import Duty, Status
from comah.model.establishment import Establishment, Plan
from comah.model.gap import GAP_WORDS, Gap, GapKind
from comah.model.kinds import Regime
from comah.model.page import source_of
from comah.model.place import Place
from comah.model.provision import Law, Reads
from comah.model.words import day_words
from comah.plans.as_at import PlanAsAt, plan_as_at

_SETTLED: Final = frozenset({Status.NOT_APPLICABLE, Status.EXEMPT})
_LATE: Final = frozenset({Status.OVERDUE, Status.MAY_BE_OVERDUE})
_STARTS: Final = {
    Regime.COMAH: ("information_received_on", "when the operator's information was received"),
    Regime.REPPIR: ("consequences_report_received_on", "when the operator's consequences report was received"),
    Regime.PIPELINE: ("notified_on", "when HSE notified the authority"),
}
# reader -> kind, what is missing, the word for it done
_OPERATOR: Final = {
    Reads.PUBLIC_INFORMATION_REVIEW: (GapKind.ZONE_REVIEWED, "when the public information was last reviewed"),
    Reads.PUBLIC_INFORMATION_SENT: (GapKind.ZONE_SENT, "when the public information was last sent to the zone"),
    Reads.INTERNAL_REVIEW: (GapKind.INTERNAL_REVIEW, "when the internal plan was last reviewed"),
    Reads.INTERNAL_TEST: (GapKind.INTERNAL_TEST, "when the internal plan was last tested"),
    Reads.SAFETY_REPORT: (GapKind.SAFETY_REPORT, "when the safety report was last sent or reviewed"),
}
_DONE: Final = {
    GapKind.ZONE_REVIEWED: "reviewed",
    GapKind.ZONE_SENT: "sent",
    GapKind.INTERNAL_REVIEW: "reviewed",
    GapKind.INTERNAL_TEST: "tested",
    GapKind.SAFETY_REPORT: "sent or reviewed",
}


class PlanDuties(msgspec.Struct, frozen=True, kw_only=True):
    """A plan with the duties that its records are missing something for."""

    sit: Situation
    site: Establishment
    plan: Plan
    facts: PlanAsAt
    by_reads: Mapping[Reads, Duty]

    def is_unknown(self, *reads: Reads) -> bool:
        """Whether any of these duties cannot be shown."""
        return any(duty.status is Status.UNKNOWN for each in reads if (duty := self.by_reads.get(each)))

    @property
    def is_live(self) -> bool:
        """Whether the plan owes a review on the day."""
        review = self.by_reads.get(Reads.REVIEWS)
        return review is not None and review.status not in _SETTLED


def plans_of(sit: Situation, law: Law, duties: tuple[Duty, ...]) -> Iterator[PlanDuties]:
    """Yield every plan of an authority with its duties by what they read."""
    reads = {row.id: row.reads for row in law.provisions}
    found: dict[tuple[str, str], dict[Reads, Duty]] = {}
    for duty in duties:
        if duty.authority == sit.authority.id and duty.establishment and duty.plan and duty.duty in reads:
            found.setdefault((duty.establishment, duty.plan), {}).setdefault(reads[duty.duty], duty)
    for site in sit.records.establishments:
        for plan in site.plans:
            by_reads = found.get((site.id, plan.regime.value), {})
            facts = plan_as_at(site, plan, sit.on)
            yield PlanDuties(sit=sit, site=site, plan=plan, facts=facts, by_reads=by_reads)


def plan_gaps(one: PlanDuties, law: Law) -> Iterator[Gap]:
    """Yield what is missing of one plan."""
    yield from _clock(one, law, Reads.TESTS, (GapKind.TEST, GapKind.TEST_DAY), "tested")
    yield from _clock(one, law, Reads.REVIEWS, (GapKind.REVIEW, GapKind.REVIEW_DAY), "reviewed")
    yield from _preparation(one)


def _clock(one: PlanDuties, law: Law, reads: Reads, kinds: tuple[GapKind, GapKind], done: str) -> Iterator[Gap]:
    """Yield that nothing can be counted from, or that the day counted from is known only roughly."""
    duty = one.by_reads.get(reads)
    if duty is None:
        return
    missing, rough = kinds
    since = duty.in_date_only_if_since or _since(law, duty, one.sit.on)
    if duty.status is Status.UNKNOWN:
        what = (
            f"when the plan was last {done}"
            if duty.trigger is None
            else f"on which day it was {done} later: that day is not on record"
        )
        yield _gap(one, missing, what, (_enough(one, duty, done, since), since), duty=duty)
    elif duty.trigger is not None and not duty.trigger.is_precise and duty.status is not Status.OVERDUE:
        place, key = duty.trigger.place, duty.trigger.key
        what = f"on which day it was {done}; the record has {duty.trigger.text}"
        words = f"{done} since {day_words(since)} (that day counts)" if since else "the exact day"
        found = _gap(one, rough, what, (words, since), duty=duty, at=(place, key))
        is_exercise = reads is Reads.TESTS and key == "held_on"
        command = f"comah record test SITE --exercise {_stem(place)} --on DATE --by POST" if is_exercise else ""
        yield msgspec.structs.replace(found, command=with_regime(command, one.plan))


def _stem(place: Place) -> str:
    return place.file.name.rpartition("/")[2].removesuffix(".toml")


def _since(law: Law, duty: Duty, on: date) -> date | None:
    row = law.find(duty.duty)
    value = row.value_on(on) if row else None
    return earliest_event_reaching(on, value.interval, row.counting) if row and value and value.interval else None


def _enough(one: PlanDuties, duty: Duty, done: str, since: date | None) -> str:
    if since is None:
        return "the day"
    by_element = one.plan.modular or one.sit.authority.policy.strict_elements
    what = f"every element {done}" if by_element and done == "tested" else done
    words = f"{what} since {day_words(since)} (that day counts)"
    # a plan known to be older than this cannot be brought in date by its preparation
    prepared = one.facts.prepared
    is_older = prepared is not None and prepared.when.latest < since
    return words if is_older or duty.trigger else f"{words}, or first prepared since then"


def _preparation(one: PlanDuties) -> Iterator[Gap]:
    prep = one.by_reads.get(Reads.PREPARATION)
    is_owed = prep is not None and prep.status in _LATE
    if one.facts.prepared is None and (one.is_live or is_owed):
        yield _gap(one, GapKind.PREPARED, "when the plan was first prepared", _prepared_since(one, is_owed=is_owed))
        if starts_preparation(one.facts) is None:
            yield _information(one)
    if one.is_live and not one.plan.history_complete and one.is_unknown(Reads.TESTS, Reads.REVIEWS):
        enough = "true once every test and full review since the first preparation is on record, and not before"
        yield _gap(one, GapKind.HISTORY, "whether the records hold its whole history", (enough, None))


def _prepared_since(one: PlanDuties, *, is_owed: bool) -> tuple[str, date | None]:
    if is_owed:
        return "the day, if it has been prepared: it is owed, and none is on record", None
    unknown = [duty for duty in one.by_reads.values() if duty.status is Status.UNKNOWN and duty.in_date_only_if_since]
    since = max((duty.in_date_only_if_since for duty in unknown if duty.in_date_only_if_since), default=None)
    if since is None:
        return "the day: it shows that the plan was prepared in time", None
    return f"since {day_words(since)} (that day counts) would put the plan in date by itself", since


def _information(one: PlanDuties) -> Gap:
    key, what = _STARTS[one.plan.regime]
    enough = "the day: it shows by when the plan was owed"
    found = _gap(one, GapKind.INFORMATION, what, (enough, None), at=(one.plan.place, key))
    is_comah = one.plan.regime is Regime.COMAH
    return msgspec.structs.replace(found, key=f"plans: {key}", command=found.command if is_comah else "")


def operator_gaps(sit: Situation, law: Law, duties: tuple[Duty, ...]) -> Iterator[Gap]:
    """Yield what is missing of what operators owe, the public information zone first."""
    reads = {row.id: row.reads for row in law.provisions}
    names = {site.id: site for site in sit.records.establishments}
    for duty in duties:
        site = names.get(duty.establishment or "")
        if site is None or duty.authority != sit.authority.id or duty.status is not Status.UNKNOWN:
            continue
        found = _OPERATOR.get(reads.get(duty.duty, Reads.NOTHING))
        if found is not None:
            kind, what = found
            yield _operator_gap(sit, site, duty, kind, what)


def _operator_gap(sit: Situation, site: Establishment, duty: Duty, kind: GapKind, what: str) -> Gap:
    since = duty.in_date_only_if_since
    enough = f"{_DONE[kind]} since {day_words(since)} (that day counts)" if since else "the day"
    return Gap(
        kind=kind,
        authority=sit.authority.id,
        establishment=site.id,
        subject=site.name,
        what=what,
        enough=enough,
        since=since,
        key=GAP_WORDS[kind].key,
        command="",
        file=source_of(site.place),
        provision=duty.provision,
        link=duty.link,
    )


def _gap(  # noqa: PLR0913 - two are named and may be left out
    one: PlanDuties,
    kind: GapKind,
    what: str,
    enough: tuple[str, date | None],
    *,
    duty: Duty | None = None,
    at: tuple[Place, str] | None = None,
) -> Gap:
    place, key = at or (one.plan.place, "")
    regime = one.plan.regime
    return Gap(
        kind=kind,
        authority=one.sit.authority.id,
        establishment=one.site.id,
        plan=regime.value,
        subject=one.site.name if regime is Regime.COMAH else f"{one.site.name} ({regime.value})",
        what=what,
        enough=enough[0],
        since=enough[1],
        key=GAP_WORDS[kind].key,
        command=with_regime(GAP_WORDS[kind].command, one.plan),
        file=source_of(place, key),
        provision=duty.provision if duty else "",
        link=duty.link if duty else "",
    )


def with_regime(command: str, plan: Plan) -> str:
    """Complete a command for a plan of another regime, and for one tested element by element."""
    if command and plan.regime is not Regime.COMAH:
        command += f" --regime {plan.regime.value}"
    if command.startswith("comah record test") and plan.modular:
        command += " --elements LIST"
    return command
