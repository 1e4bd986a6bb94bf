"""The checker of rotas finds nothing in a sound one, and each thing that can be wrong in a broken one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace
from oncall_checker import faults

from comah.model.moment import Moment
from comah.model.oncall import Away, Course, Person, Role, Training
from comah.model.oncall_book import Oncall
from comah.model.rota import Rota, Shift
from comah.model.when import When

FIRST = date(2026, 11, 16)
Change = Callable[[Oncall], Oncall]


def sound() -> Oncall:
    """Four weeks of a duty officer and a second, and of a tactical officer, among six posts."""
    command = Course(id="command", valid_months=36)
    duty = Role(id="duty", second=True, minimum_gap_days=7, longest_run=1)
    tactical = Role(id="tactical", courses=(command,), longest_run=2)
    passed = Training(course="command", passed_on=When.read("2025-03-11"))
    people = [Person(id=name, roles=("duty",)) for name in "abcd"]
    people += [Person(id=name, roles=("tactical",), training=(passed,)) for name in "ef"]
    shifts = [
        *(
            _shift("duty", seat, week, who)
            for week, pair in enumerate(("ab", "cd", "ab"))
            for seat, who in _seats(pair)
        ),
        *(_shift("tactical", 1, week, who) for week, who in enumerate("eff")),
    ]
    return Oncall(
        folder="halton/oncall",
        roles=(duty, tactical),
        people=tuple(people),
        rotas=(Rota(schema=1, shifts=tuple(shifts)),),
    )


def _seats(pair: str) -> list[tuple[int, str]]:
    return list(zip((1, 2), pair, strict=True))


def _shift(role: str, seat: int, week: int, person: str) -> Shift:
    begins = ("2026-11-16", "2026-11-23", "2026-11-30", "2026-12-07")
    return Shift(
        id=f"w{week}-{role}-{seat}",
        role=role,
        seat=seat,
        person=person,
        from_=Moment.read(f"{begins[week]} 09:00"),
        to=Moment.read(f"{begins[week + 1]} 09:00"),
    )


def shift(name: str, **values: Any) -> Change:
    """Change one turn."""
    return lambda oncall: replace(
        oncall,
        rotas=(
            replace(
                oncall.rotas[0],
                shifts=tuple(replace(one, **values) if one.id == name else one for one in oncall.shifts),
            ),
        ),
    )


def person(name: str, **values: Any) -> Change:
    """Change one post."""
    return lambda oncall: replace(
        oncall, people=tuple(replace(one, **values) if one.id == name else one for one in oncall.people)
    )


def role(name: str, **values: Any) -> Change:
    """Change one role."""
    return lambda oncall: replace(
        oncall, roles=tuple(replace(one, **values) if one.id == name else one for one in oncall.roles)
    )


def without(name: str) -> Change:
    """Take one turn away."""
    return lambda oncall: replace(
        oncall, rotas=(replace(oncall.rotas[0], shifts=tuple(one for one in oncall.shifts if one.id != name)),)
    )


def test_a_sound_rota_has_no_fault() -> None:
    assert faults(sound(), FIRST, 3) == []


BROKEN: dict[str, tuple[Change, str]] = {
    "a turn that is missing": (without("w1-duty-2"), "duty 2026-11-23 place 2: 0 turns"),
    "nobody, and no reason said": (shift("w1-tactical-1", person=""), "nobody, and no reason"),
    "a turn that ends early": (shift("w2-duty-1", to=Moment.read("2026-12-06 09:00")), "not from handover to handover"),
    "a turn that begins late": (shift("w1-duty-1", from_=Moment.read("2026-11-23 10:00")), "not from handover"),
    "somebody of another role": (shift("w1-tactical-1", person="a"), "a does not serve in the role"),
    "somebody not on the list": (shift("w1-tactical-1", person="z"), "z does not serve in the role"),
    "a course that lapses on the last morning": (
        person("e", training=(Training(course="command", passed_on=When.read("2023-11-22")),)),
        "e is not trained on 2026-11-23",
    ),
    "a course passed after the first morning": (
        person("e", training=(Training(course="command", passed_on=When.read("2026-11-17")),)),
        "e is not trained on 2026-11-16",
    ),
    "a course never taken": (person("f", training=()), "f is not trained on 2026-11-23"),
    "away on one day": (
        person("c", away=(Away(from_=When.read("2026-11-30"), to=When.read("2026-12-01")),)),
        "c is not here on 2026-11-30",
    ),
    "not come yet": (person("a", from_=When.read("2026-11-17")), "a is not here on 2026-11-16"),
    "gone": (person("d", until=When.read("2026-11-29")), "d is not here on 2026-11-30"),
    "exempt on a day": (person("c", exempt_dates=("25 Nov",)), "c is not here on 2026-11-25"),
    "first and second the same": (shift("w0-duty-2", person="a"), "a: w0-duty-1 and w0-duty-2 at once"),
    "two roles at once": (
        lambda oncall: shift("w1-tactical-1", person="c")(person("c", roles=("duty", "tactical"))(oncall)),
        "c: w1-duty-1 and w1-tactical-1 at once",
    ),
    "too soon after the last turn": (shift("w1-duty-1", person="a"), "a: w1-duty-1 too soon after w0-duty-1"),
    "a run too long": (role("tactical", longest_run=1), "f: 2 turns in a row from w1-tactical-1"),
    "more than the share": (role("tactical", share_warning_percent=30), "f: 14 days on call of 21"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_rota_is_rejected(what: str) -> None:
    change, expected = BROKEN[what]
    assert any(expected in fault for fault in faults(change(sound()), FIRST, 3))
