"""What a record may say of a phase of the exercise template where it differs from it."""

from typing import Annotated

from comah.model.keys import Identifier, key
from comah.model.kinds import ExerciseType, Regime
from comah.model.place import Fact

Offset = Annotated[int, key("days", -182, ge=-1000, le=1000)]


class PhaseKeys(Fact, frozen=True, kw_only=True):
    """A phase of the template by its id: what is left out stays as it is; a new id adds a phase."""

    id: Identifier
    title: Annotated[str, key("what is done", "Venue and radio channels booked")] = ""
    short: Annotated[str, key("the same in a word or two, for a narrow page", "Venue booked")] = ""
    first_offset: Annotated[
        Offset | None,
        key("its first day, in calendar days from the exercise; below nought before it", -56),
    ] = None
    last_offset: Annotated[Offset | None, key("the last day of the phase; left out: the same as first_offset", -42)] = (
        None
    )
    limit: Annotated[Offset | None, key("the latest day to which it may slip, in days from the exercise", -14)] = None
    least_days: Annotated[
        Annotated[int, key("days", 5, ge=0, le=500)] | None, key("the fewest working days that it can take", 5)
    ] = None
    needs: Annotated[tuple[str, ...] | None, key("the phases that must be done first", ["scenario"])] = None
    who: Annotated[str, key("who does it", "EXCON")] = ""
    evidence: Annotated[str, key("what it rests on, or what shows that it is done", "booking on file")] = ""
    dropped: Annotated[bool, key("true: left out; what needed it then needs what it needed", False)] = False
    fixed: Annotated[bool | None, key("true: never moves for a weekend, a bank holiday or the diary", False)] = None

    @property
    def changes_template(self) -> bool:
        """Whether it says anything of the template, and not only what was done."""
        return (
            self.dropped
            or self.first_offset is not None
            or self.last_offset is not None
            or self.limit is not None
            or self.least_days is not None
            or self.needs is not None
            or self.fixed is not None
            or self.title != ""
            or self.short != ""
            or self.who != ""
            or self.evidence != ""
        )


class AuthorityPhase(PhaseKeys, frozen=True, kw_only=True):
    """A phase as the authority runs it, in all its exercises or in some."""

    types: Annotated[
        tuple[ExerciseType, ...], key("the types of exercise that it is for; left out: all", ["live", "control-post"])
    ] = ()
    regimes: Annotated[
        tuple[Regime, ...], key("the regimes whose plans the exercise tests; left out: all", ["reppir"])
    ] = ()
