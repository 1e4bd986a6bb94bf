"""The closed sets of words that records and results use."""

from __future__ import annotations

from enum import Enum


class Nation(Enum):
    """Whose bank holidays count."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"


class Tier(Enum):
    """An establishment's tier under Schedule 1 of COMAH 2015."""

    UPPER = "upper"  # older records: top tier
    LOWER = "lower"


class Regime(Enum):
    """The law under which an external plan is held."""

    COMAH = "comah"  # COMAH Regulations 2015
    REPPIR = "reppir"  # Radiation (Emergency Preparedness and Public Information) Regulations 2019
    PIPELINE = "pipeline"  # Pipelines Safety Regulations 1996


class ExerciseType(Enum):
    """How an exercise is played."""

    SEMINAR = "seminar"  # discussion
    TABLETOP = "tabletop"
    CONTROL_POST = "control-post"  # commanders and their staff at their posts
    LIVE = "live"  # crews and vehicles on the ground
    NOTIFICATION = "notification"  # call-out only
    OTHER = "other"
    UNKNOWN = "unknown"  # not on record


class ExerciseFormat(Enum):
    """Where the players are."""

    IN_PERSON = "in-person"
    VIRTUAL = "virtual"
    HYBRID = "hybrid"


class ReviewKind(Enum):
    """How far a review of a plan went."""

    FULL = "full"  # the review of regulation 14(1)(a); the only kind that counts
    CONTACTS = "contacts"  # a check of names and numbers


class Conclusion(Enum):
    """An officer's recorded decision on what an exercise did for one plan."""

    TESTED = "tested"
    PARTLY_TESTED = "partly-tested"
    NOT_TESTED = "not-tested"


class Element(Enum):
    """An element of the external plan: Schedule 4 Part 2 of COMAH 2015."""

    ALL = "all"  # every element that applies to the plan
    ACTIVATION = "activation"  # (a) who starts the plan and takes charge
    WARNING = "warning"  # (b) receiving the warning, alerting, call-out
    RESOURCES = "resources"  # (c) co-ordinating resources
    ON_SITE_HELP = "on-site-help"  # (d) help for action on site
    OFF_SITE_ACTION = "off-site-action"  # (e) action off site
    PUBLIC_INFORMATION = "public-information"  # (f) informing the public and neighbouring sites
    CROSS_BORDER = "cross-border"  # (g) informing other countries, where it applies


class HistoryEvent(Enum):
    """What happened to an establishment."""

    BECAME_UPPER_TIER = "became-upper-tier"
    RENAMED = "renamed"
    OPERATOR_CHANGED = "operator-changed"
    ADDRESS_CHANGED = "address-changed"
    MODIFIED = "modified"
    CLOSED = "closed"


class Attendance(Enum):
    """What became of an agency's part in an exercise."""

    ATTENDED = "attended"
    APOLOGISED = "apologised"
    ABSENT = "absent"


class ActivationKind(Enum):
    """What was declared when a plan was put into effect."""

    MAJOR_INCIDENT = "major-incident"
    STANDBY = "standby"  # major incident standby


class WaiverKind(Enum):
    """How a finding is answered for."""

    WAIVER = "waiver"  # of a local, practice or record rule
    ACKNOWLEDGED = "acknowledged"  # of a statutory finding, which still counts


class Counted(Enum):
    """What a local measure counts."""

    EXERCISES = "exercises"  # exercises of COMAH plans held in the financial year


class DutyTo(Enum):
    """Which duty a record speaks of."""

    TEST = "test"
    REVIEW = "review"


class Weekday(Enum):
    """A day of the week."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"

    @property
    def number(self) -> int:
        """Return its number as Python counts: Monday is 0."""
        return tuple(Weekday).index(self)


class Severity(Enum):
    """How much a fault or finding matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
