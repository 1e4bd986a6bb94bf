"""An establishment, its external plans, and what its operator owes."""

from typing import Annotated

from msgspec import Meta, field

from comah.model.keys import Day, Identifier, Schema, key
from comah.model.kinds import DutyTo, ExerciseType, HistoryEvent, Regime, ReviewKind, Tier
from comah.model.place import Fact


class Issue(Fact, frozen=True, kw_only=True):
    """An issue of the plan. It never starts a clock."""

    version: Annotated[str, key("the version as printed", "4")] = ""
    on: Annotated[Day, key("when it was issued", "2023-11-01")] = None


class Review(Fact, frozen=True, kw_only=True):
    """A review of the plan."""

    on: Annotated[Day, key("when the review was completed", "2023-11-01")] = None
    kind: Annotated[ReviewKind, key("full (the only kind that counts) or contacts (names and numbers)", "full")] = (
        ReviewKind.FULL
    )
    approved_by: Annotated[str, key("the post that signed it off", "head of service")] = ""
    started_on: Annotated[Day, key("when it was started", "2023-08-02")] = None


class ReviewStepDone(Fact, frozen=True, kw_only=True):
    """A step of a review that was done. It belongs to the review that was under way on its day."""

    id: Identifier
    done_on: Annotated[Day, key("when it was done", "2026-09-14")] = None
    by: Annotated[str, key("the post that did it", "emergency planning officer")] = ""
    substantial: Annotated[
        bool | None, key("whether a substantial revision is thought necessary: regulation 14(4) of COMAH 2015", True)
    ] = None
    note: Annotated[str, key("what was found", "second chlorine store, zone redrawn")] = ""


class Consulted(Fact, frozen=True, kw_only=True):
    """A body that was consulted on the plan: regulation 13(7) of COMAH 2015."""

    body: Annotated[str, key("an agency's id, or the place in the list of regulation 13(7)", "operator")]
    on: Annotated[Day, key("when it was asked", "2026-09-21")] = None
    replied_on: Annotated[Day, key("when it replied", "2026-10-02")] = None
    note: Annotated[str, key("what it said", "no comment")] = ""


class Distributed(Fact, frozen=True, kw_only=True):
    """Who was given which version of the plan."""

    to: Annotated[str, key("the holder: an agency's id, or a post", "example-fire")]
    version: Annotated[str, key("the version as printed", "5")] = ""
    on: Annotated[Day, key("when it was given", "2026-11-02")] = None


class Exemption(Fact, frozen=True, kw_only=True):
    """A written exemption under regulation 15 of COMAH 2015, and how it ended."""

    from_: Annotated[Day, key("the first day exempt", "2016-06-01")] = field(default=None, name="from")
    until: Annotated[Day, key("the last day exempt, from the withdrawal letter", "2025-03-31")] = None
    plan_by_on: Annotated[Day, key("the day by which a plan must be prepared after it", "2025-12-31")] = None
    reference: Annotated[str, key("the competent authority's letter", "CA/2016/7")] = ""


class Extension(Fact, frozen=True, kw_only=True):
    """A longer interval agreed in writing by the regulator. REPPIR alone has such a power."""

    duty: Annotated[DutyTo, key("test or review", "test")]
    until_on: Annotated[Day, key("the last lawful day that was agreed", "2027-06-30")] = None
    reference: Annotated[str, key("the regulator's letter", "ONR/12")] = ""


class ToldCa(Fact, frozen=True, kw_only=True):
    """What the competent authority was told of a duty that is late."""

    on: Annotated[Day, key("when it was told", "2026-04-20")] = None
    duty: Annotated[DutyTo, key("test or review", "test")]
    reference: Annotated[str, key("the letter", "CA/114")] = ""


class Plan(Fact, frozen=True, kw_only=True):
    """An external plan under one regime."""

    regime: Annotated[Regime, key("comah, reppir or pipeline", "comah")]
    information_received_on: Annotated[
        Day, key("when the operator's information was received: starts the clock of regulation 13(2)", "2025-08-31")
    ] = None
    agreed_until_on: Annotated[
        Day, key("a longer period agreed by the competent authority in writing, at most nine months", "2026-05-31")
    ] = None
    agreed_reference: Annotated[str, key("the letter that agreed it", "CA/2025/3")] = ""
    first_prepared_on: Annotated[Day, key("when the plan was first prepared; a reissue is not this", "2017-03-14")] = (
        None
    )
    history_complete: Annotated[
        bool, key("true: every test and full review since the plan was first prepared is in these records", True)
    ] = False
    review_started_on: Annotated[Day, key("when the review now under way was started", "2026-09-01")] = None
    review_work: Annotated[tuple[ReviewStepDone, ...], key("steps of reviews that were done, in order")] = ()
    consulted: Annotated[tuple[Consulted, ...], key("bodies consulted in reviews")] = ()
    distributed: Annotated[tuple[Distributed, ...], key("who was given which version of the plan")] = ()
    ca_told: Annotated[tuple[ToldCa, ...], key("what the competent authority was told of lateness")] = ()
    issues: Annotated[tuple[Issue, ...], key("issues of the plan; they never start a clock")] = ()
    reviews: Annotated[tuple[Review, ...], key("reviews of the plan; only full ones count")] = ()
    exemptions: Annotated[tuple[Exemption, ...], key("exemptions under regulation 15; COMAH only")] = ()
    extensions: Annotated[tuple[Extension, ...], key("intervals extended by the regulator; REPPIR only")] = ()
    modular: Annotated[bool, key("whether the plan is tested element by element on a rolling plan", False)] = False
    cross_border: Annotated[bool, key("whether element (g), other countries, applies", False)] = False
    consequences_report_received_on: Annotated[
        Day, key("REPPIR: when the operator's consequences report was received", "2026-01-05")
    ] = None
    zone_told_on: Annotated[
        Day, key("REPPIR: when operator and regulator were told of the detailed emergency planning zone", "2026-02-20")
    ] = None
    work_starts_on: Annotated[Day, key("REPPIR: when the work with ionising radiation starts", "2027-01-04")] = None
    notified_on: Annotated[Day, key("pipeline: when HSE notified the authority", "2026-02-02")] = None
    first_use_on: Annotated[Day, key("pipeline: when the pipeline is first used", "2026-06-01")] = None


class InternalPlan(Fact, frozen=True, kw_only=True):
    """The operator's own plan."""

    first_prepared_on: Annotated[Day, key("when it was first prepared", "2016-05-01")] = None
    reviewed_on: Annotated[Day, key("when it was last reviewed", "2024-05-01")] = None
    tested_on: Annotated[Day, key("when it was last tested", "2024-06-12")] = None


class PublicInformation(Fact, frozen=True, kw_only=True):
    """What the operator sends to the public information zone."""

    reviewed_on: Annotated[Day, key("when it was last reviewed", "2024-02-01")] = None
    sent_on: Annotated[Day, key("when it was last sent", "2024-03-01")] = None


class SafetyReport(Fact, frozen=True, kw_only=True):
    """The operator's safety report."""

    sent_on: Annotated[Day, key("when it was last sent to the competent authority", "2022-06-30")] = None
    reviewed_on: Annotated[Day, key("when it was last reviewed", "2022-06-30")] = None


class Holding(Fact, frozen=True, kw_only=True):
    """A dangerous substance present, for the tier calculation."""

    named: Annotated[Annotated[int, Meta(ge=1, le=48)] | None, key("the number in Schedule 1 Part 2", 10)] = None
    category: Annotated[str, key("the category of Schedule 1 Part 1, where it is not named", "H2")] = ""
    tonnes: Annotated[float, key("the greatest quantity likely to be present", 24.0, ge=0)] = 0.0
    hazards: Annotated[tuple[str, ...], key("categories a named substance also falls in", ["H2", "E1"])] = ()


class Event(Fact, frozen=True, kw_only=True):
    """Something that happened to the establishment."""

    on: Annotated[Day, key("when it happened", "2016")] = None
    event: Annotated[HistoryEvent, key("what happened", "became-upper-tier")]
    note: Annotated[str, key("what exactly", "change in quantities held")] = ""
    source: Annotated[str, key("where this is known from", "business plan 2018/19")] = ""


class Establishment(Fact, frozen=True, kw_only=True):
    """``establishments/<id>.toml``: one establishment; officers say site."""

    schema: Schema
    id: Identifier
    name: Annotated[str, key("the site's name", "Northbank Chemicals")]
    operator: Annotated[str, key("the operator's name", "Northbank Chemicals Ltd")] = ""
    town: Annotated[str, key("the town", "Exampleton")] = ""
    address: Annotated[str, key("the address", "Quay Road")] = ""
    tier: Annotated[Tier, key("upper or lower", "upper")]
    group: Annotated[str, key("a word shared by establishments that are usually exercised together", "riverside")] = ""
    next_test_type: Annotated[
        ExerciseType | None, key("the type of the next test; left out: the authority's", "tabletop")
    ] = None
    source: Annotated[str, key("where these facts are known from", "council web page, emergency planning")] = ""
    notes: Annotated[tuple[str, ...], key("anything else, as written", ["gate code changed with the operator"])] = ()
    plans: Annotated[tuple[Plan, ...], key("external plans, one a regime")] = ()
    internal_plan: Annotated[InternalPlan, key("the operator's internal plan")] = InternalPlan()
    public_information: Annotated[PublicInformation, key("information to the public information zone")] = (
        PublicInformation()
    )
    safety_report: Annotated[SafetyReport, key("the operator's safety report")] = SafetyReport()
    inventory: Annotated[tuple[Holding, ...], key("dangerous substances, for the tier calculation")] = ()
    history: Annotated[tuple[Event, ...], key("what happened to the establishment")] = ()


def plan_ref(establishment: str, regime: Regime) -> str:
    """Name a plan as records do: a bare id is the COMAH plan.

    >>> plan_ref("northbank", Regime.COMAH), plan_ref("northbank", Regime.REPPIR)
    ('northbank', 'northbank/reppir')
    """
    return establishment if regime is Regime.COMAH else f"{establishment}/{regime.value}"
