"""A rota looked at on one instant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

import msgspec

from comah.model.oncall import Person
from comah.oncall.can_serve import Serving
from comah.workdays.working_days import WorkCalendar

NOBODY: Final = "NOBODY"


class Watch(msgspec.Struct, frozen=True, kw_only=True):
    """A rota looked at on one instant."""

    serving: Serving
    calendar: WorkCalendar
    instant: datetime  # in UTC
    telephones: Mapping[str, str] = {}  # by person; only where private details were asked for

    @property
    def people(self) -> dict[str, Person]:
        """Everybody by id."""
        return {person.id: person for person in self.serving.oncall.people}


def post_words(watch: Watch, person: str) -> str:
    """Return a post, or NOBODY."""
    return watch.serving.oncall.post_of(person) if person else NOBODY
