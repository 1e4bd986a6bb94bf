"""What the records say of one plan, as at a day."""

from __future__ import annotations

from datetime import date

import msgspec

from comah.exercises.state import is_fact
from comah.model.establishment import Establishment, Exemption, Plan, plan_ref
from comah.model.kinds import HistoryEvent, Regime, ReviewKind, Tier
from comah.model.place import Place
from comah.model.when import When
from comah.model.words import when_words


class Dated(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A dated fact with the place and key it was read from."""

    event: str
    when: When
    place: Place
    key: str


class PlanAsAt(msgspec.Struct, frozen=True, kw_only=True):
    """The facts of one plan that had happened by ``on``."""

    site: Establishment
    plan: Plan
    ref: str
    on: date
    prepared: Dated | None  # first prepared, or prepared again after an exemption
    in_existence_by: Dated | None  # the earliest sign of a plan: an issue or a full review
    full_reviews: tuple[Dated, ...]
    contact_checks: int
    exemption: Exemption | None  # in force
    ended_exemption: Exemption | None  # the last that ended
    owes_nothing: str | None  # why the plan owes nothing on the day; None where it does

    @property
    def since(self) -> date | None:
        """The day from which facts count: the end of the last exemption."""
        ended = self.ended_exemption
        return ended.until.earliest if ended and ended.until else None


def plan_as_at(site: Establishment, plan: Plan, on: date) -> PlanAsAt:
    """Gather the facts of a plan; those dated after ``on``, or before an exemption ended, are left out."""
    exemption, ended = _exemptions(plan, on)
    since = ended.until.earliest if ended and ended.until else None
    full = tuple(
        Dated(event="full review", when=one.on, place=one.place, key="on")
        for one in plan.reviews
        if one.on is not None and one.kind is ReviewKind.FULL and counts(one.on, on, since)
    )
    return PlanAsAt(
        site=site,
        plan=plan,
        ref=plan_ref(site.id, plan.regime),
        on=on,
        prepared=_prepared(plan, on, since),
        in_existence_by=_first_sign(plan, full, on, since),
        full_reviews=full,
        contact_checks=sum(one.kind is ReviewKind.CONTACTS and counts(one.on, on, since) for one in plan.reviews),
        exemption=exemption,
        ended_exemption=ended,
        owes_nothing=why_not_applicable(site, plan, on),
    )


def counts(when: When | None, on: date, since: date | None) -> bool:
    """Whether a fact had happened by ``on`` and, after an exemption, not before its end."""
    return when is not None and is_fact(when, on) and (since is None or when.earliest >= since or not when.is_known)


def why_not_applicable(site: Establishment, plan: Plan, on: date) -> str | None:
    """Say why a plan owes nothing on a day: the site closed, of lower tier, or not yet of upper tier."""
    for event in site.history:
        if event.event is HistoryEvent.CLOSED and event.on is not None and event.on.latest <= on:
            return f"the establishment closed ({when_words(event.on)})"
    if plan.regime is not Regime.COMAH:
        return None
    if site.tier is Tier.LOWER:
        return "the establishment is of lower tier"
    return _not_yet_upper_tier(site, on)


def _not_yet_upper_tier(site: Establishment, on: date) -> str | None:
    became = [one.on for one in site.history if one.event is HistoryEvent.BECAME_UPPER_TIER and one.on is not None]
    if became and all(when.earliest > on for when in became):
        return f"not of upper tier before {when_words(became[0])}"
    return None


def _exemptions(plan: Plan, on: date) -> tuple[Exemption | None, Exemption | None]:
    """Return the exemption in force and the last that ended. Regulation 15 is of COMAH alone."""
    if plan.regime is not Regime.COMAH:
        return None, None
    in_force = ended = None
    for one in plan.exemptions:
        if one.from_ is None or one.from_.latest > on:  # without a first day it exempts from nothing
            continue
        if one.until is None or on <= one.until.earliest:
            in_force = one
        elif ended is None or ended.until is None or one.until.earliest >= ended.until.earliest:
            ended = one
    return in_force, ended


def _prepared(plan: Plan, on: date, since: date | None) -> Dated | None:
    when = plan.first_prepared_on
    if when is None or not counts(when, on, since):
        return None
    return Dated(event="plan first prepared", when=when, place=plan.place, key="first_prepared_on")


def _first_sign(plan: Plan, full: tuple[Dated, ...], on: date, since: date | None) -> Dated | None:
    signs = list(full)
    signs.extend(
        Dated(event="plan issued", when=issue.on, place=issue.place, key="on")
        for issue in plan.issues
        if issue.on is not None and counts(issue.on, on, since)
    )
    return min(signs, key=lambda sign: (sign.when.latest, sign.when.earliest), default=None)
