"""Short record texts of what is on call: roles, posts, turns, and what became of them."""

from __future__ import annotations

ROLES = "oncall/roles"
PEOPLE = "oncall/people"
ROTA = "oncall/rota-2026"
ROTA_2027 = "oncall/rota-2027"
CALLS = "oncall/calls-2026"


def role(name: str, *more: str) -> str:
    """Return a role that hands over on Mondays at 09:00, with more of its keys."""
    return _table("roles", f'id = "{name}"', *more)


def person(name: str, *more: str, roles: str = "tactical") -> str:
    """Return somebody who serves in roles, named with commas between; their post is their id in capitals."""
    served = ", ".join(f'"{each.strip()}"' for each in roles.split(",") if each.strip())
    return _table("people", f'id = "{name}"', f'post = "{name.upper()}"', f"roles = [{served}]", *more)


def turn(week: int, who: str = "", *more: str, of: str = "tactical", place: int = 1, year: int = 2026) -> str:
    """Return a turn of a role in a week; nobody's where no person is named."""
    keys = (f'id = "{year}-w{week:02}-{of}-{place}"', f'role = "{of}"', f"place = {place}")
    return _table("shifts", *keys, *((f'person = "{who}"',) if who else ()), *more)


def swap(week: int, who: str, *more: str, of: str = "tactical", place: int = 1) -> str:
    """Return that a whole turn went to somebody."""
    return _table("swaps", f'shift = "2026-w{week:02}-{of}-{place}"', f'person = "{who}"', *more)


def cover(week: int, who: str, start: str, end: str, *more: str) -> str:
    """Return that somebody has a part of a turn of the tactical role."""
    keys = (f'shift = "2026-w{week:02}-tactical-1"', f'person = "{who}"', f'from = "{start}"', f'to = "{end}"')
    return _table("cover", *keys, *more)


def call(at: str, *more: str, of: str = "tactical") -> str:
    """Return a test call, or what its keys make of it."""
    return _table("calls", f'at = "{at}"', f'role = "{of}"', *more)


def _table(name: str, *keys: str) -> str:
    return "\n".join((f"[[{name}]]", *keys, "\n"))
