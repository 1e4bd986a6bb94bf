"""The register: a forum, its authorities and its agencies."""

from typing import Annotated

from msgspec import Meta

from comah.model.keys import Day, Identifier, Schema, key
from comah.model.kinds import Nation
from comah.model.place import Fact


class AuthorityEntry(Fact, frozen=True, kw_only=True):
    """An authority of the forum, with records or without."""

    id: Identifier
    name: Annotated[str, key("the authority's name", "Exampleshire Council")]


class Agency(Fact, frozen=True, kw_only=True):
    """An agency that takes part in exercises."""

    id: Identifier
    name: Annotated[str, key("the agency's name", "Example Constabulary")]
    category: Annotated[
        Annotated[int, Meta(ge=1, le=2)] | None,
        key("1 or 2 for a Category 1 or 2 responder of the Civil Contingencies Act; left out for others", 1),
    ] = None
    a_week: Annotated[
        int, key("at most so many exercises a week, over the whole forum; 0: no limit", 1, ge=0, le=100)
    ] = 0
    a_quarter: Annotated[
        int,
        key("at most so many exercises in a quarter of the year, over the whole forum; 0: no limit", 6, ge=0, le=1000),
    ] = 0


class BankHolidays(Fact, frozen=True, kw_only=True):
    """Days by which the forum's bank holidays differ from the packaged table."""

    add: Annotated[tuple[Day, ...], key("days proclaimed as bank holidays after this release", ["2027-05-10"])] = ()
    remove: Annotated[tuple[Day, ...], key("days that are no bank holiday after all", ["2027-05-03"])] = ()


class Register(Fact, frozen=True, kw_only=True):
    """``register.toml``: the whole forum."""

    schema: Schema
    forum: Annotated[str, key("the resilience forum's name", "Example Resilience Forum")] = ""
    nation: Annotated[Nation, key("whose bank holidays count: england, wales or scotland", "england")] = Nation.ENGLAND
    timezone: Annotated[str, key("the zone in which times of day are meant", "Europe/London")] = "Europe/London"
    authorities: Annotated[
        tuple[AuthorityEntry, ...], key("every authority of the forum, with records or without")
    ] = ()
    agencies: Annotated[tuple[Agency, ...], key("the agencies that exercises name")] = ()
    clash_days: Annotated[
        int, key("exercises of two authorities with one agency clash up to so many days apart", 7, ge=0, le=365)
    ] = 7
    pre_election: Annotated[
        tuple[Day, ...], key("periods before elections, in which councils hold back", ["2027-03-26/2027-05-06"])
    ] = ()
    bank_holidays: Annotated[BankHolidays, key("corrections to the packaged table")] = BankHolidays()
