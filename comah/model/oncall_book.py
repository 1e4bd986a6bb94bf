"""An authority's on-call records, as they were read."""

import msgspec

from comah.model.oncall import Person, Role
from comah.model.rota import Call, Cover, Published, Rota, Shift, Swap


class Oncall(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that an authority has on record about on call."""

    folder: str  # exampleshire/oncall
    numbers_at: str = ""  # where the telephone numbers are kept
    roles: tuple[Role, ...] = ()
    people: tuple[Person, ...] = ()
    rotas: tuple[Rota, ...] = ()  # by year
    calls: tuple[Call, ...] = ()  # as the files have them
    digest: str = ""  # of these files
    faulty_files: frozenset[str] = frozenset()  # wholly or partly left out: what is shown may be wrong

    @property
    def shifts(self) -> tuple[Shift, ...]:
        """Every turn on record."""
        return tuple(shift for rota in self.rotas for shift in rota.shifts)

    @property
    def swaps(self) -> tuple[Swap, ...]:
        """Every turn that went to somebody else."""
        return tuple(swap for rota in self.rotas for swap in rota.swaps)

    @property
    def cover(self) -> tuple[Cover, ...]:
        """Every part of a turn that went to somebody else."""
        return tuple(cover for rota in self.rotas for cover in rota.cover)

    @property
    def published(self) -> tuple[Published, ...]:
        """How far people have been told."""
        return tuple(one for rota in self.rotas for one in rota.published)

    def role(self, name: str) -> Role | None:
        """Return the role with an id."""
        return next((role for role in self.roles if role.id == name), None)

    def person(self, name: str) -> Person | None:
        """Return the person with an id."""
        return next((person for person in self.people if person.id == name), None)

    def post_of(self, name: str) -> str:
        """Return somebody's post; the id where people.toml has no such person."""
        found = self.person(name)
        return found.shown if found else name
