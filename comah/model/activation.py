"""An activation: a plan put into effect for real."""

from typing import Annotated

from comah.model.exercise import Lesson
from comah.model.keys import Day, Identifier, Schema, key
from comah.model.kinds import ActivationKind
from comah.model.place import Fact


class CountsAsTest(Fact, frozen=True, kw_only=True):
    """An explicit decision that the activation counts as a test, with the CA's letter."""

    decided_by: Annotated[str, key("the post that decided", "head of service")] = ""
    decided_on: Annotated[Day, key("when", "2025-06-02")] = None
    ca_letter: Annotated[str, key("the competent authority's letter", "CA/2025/14")] = ""


class Activation(Fact, frozen=True, kw_only=True):
    """``activations/<id>.toml``: a trigger for review, and never by itself a test."""

    schema: Schema
    id: Identifier
    name: Annotated[str, key("what it is called", "Release at Northbank")] = ""
    site: Annotated[Identifier, key("the establishment", "northbank")]
    on: Annotated[Day, key("when", "2025-03-09")] = None
    kind: Annotated[ActivationKind, key("major-incident or standby", "major-incident")] = ActivationKind.MAJOR_INCIDENT
    summary: Annotated[str, key("what happened", "chlorine release, sheltering for two hours")] = ""
    public_informed_on: Annotated[Day, key("when people likely to be affected were informed", "2025-03-09")] = None
    debrief_on: Annotated[Day, key("the day booked for the debrief", "2025-04-02")] = None
    debriefed_on: Annotated[Day, key("when the debrief was held", "2025-04-02")] = None
    lessons: Annotated[tuple[Lesson, ...], key("lessons")] = ()
    no_lessons: Annotated[str, key("the reason, where there are none", "stood down within the hour")] = ""
    counts_as_test: Annotated[CountsAsTest, key("the decision that it counts as a test")] = CountsAsTest()
    source: Annotated[str, key("where this is known from", "incident log")] = ""
