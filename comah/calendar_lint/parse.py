"""Content lines read into components, independently of any library."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from comah.calendar_lint.finding import LintFinding, found
from comah.calendar_lint.octets import Logical
from comah.model.kinds import Severity

_NAME: Final = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER: Final = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
_WITHIN: Final = {  # where a component may stand; of others nothing is known
    "VCALENDAR": frozenset({""}),
    "VEVENT": frozenset({"VCALENDAR"}),
    "VTODO": frozenset({"VCALENDAR"}),
    "VJOURNAL": frozenset({"VCALENDAR"}),
    "VTIMEZONE": frozenset({"VCALENDAR"}),
    "VALARM": frozenset({"VEVENT", "VTODO"}),
    "STANDARD": frozenset({"VTIMEZONE"}),
    "DAYLIGHT": frozenset({"VTIMEZONE"}),
}


class Property(msgspec.Struct, frozen=True, kw_only=True):
    """One content line."""

    name: str
    parameters: dict[str, str]
    value: str
    line: int
    is_late: bool = False  # it stands after a part of its component

    @property
    def word(self) -> str:
        """The value of a property whose words are the same in any case of letters."""
        return self.value.strip().upper()


class Component(msgspec.Struct, kw_only=True):
    """A component with its properties and its parts, in the file's order."""

    name: str
    line: int
    properties: list[Property] = []
    parts: list[Component] = []

    def all(self, name: str) -> list[Property]:
        """Return the properties of one name."""
        return [one for one in self.properties if one.name == name]

    def value(self, name: str) -> str:
        """Return the first value of one name; nothing where there is none."""
        return next((one.value for one in self.properties if one.name == name), "")

    def word(self, name: str) -> str:
        """Return the first value of one name, whatever the case of its letters."""
        return next((one.word for one in self.properties if one.name == name), "")

    def within(self, name: str) -> list[Component]:
        """Return the direct parts of one name."""
        return [one for one in self.parts if one.name == name]

    def every(self) -> Iterator[Component]:
        """Yield the component and all within it, however deep."""
        waiting = [self]
        while waiting:
            one = waiting.pop()
            yield one
            waiting.extend(reversed(one.parts))


def read(lines: Iterable[Logical]) -> tuple[list[Component], list[LintFinding]]:
    """Read components, with what is no content line and what begins or ends nothing."""
    top = Component(name="", line=0)
    stack = [top]
    findings: list[LintFinding] = []
    for line in lines:
        one = _property(line)
        if one is None:
            findings.append(found("CAL07", line.line, "no content line: it is not NAME:value"))
        elif one.name == "BEGIN":
            part = Component(name=one.word, line=line.line)
            findings.extend(_misplaced(part, stack[-1]))
            stack[-1].parts.append(part)
            stack.append(part)
        elif one.name == "END":
            findings.extend(_closed(stack, one))
        else:
            stack[-1].properties.append(msgspec.structs.replace(one, is_late=bool(stack[-1].parts)))
    findings.extend(found("CAL07", one.line, f"{one.name} has no END") for one in stack[1:])
    findings.extend(found("CAL07", one.line, f"{one.name} outside the calendar") for one in top.properties)
    return top.parts, findings


def _misplaced(part: Component, around: Component) -> Iterator[LintFinding]:
    if part.name in _WITHIN and around.name not in _WITHIN[part.name] and around.name not in {"", part.name}:
        yield found("CAL07", part.line, f"{part.name} inside {around.name}")
    elif part.name == around.name:
        yield found("CAL07", part.line, f"{part.name} inside {around.name}: the first may have lost its END")


def _closed(stack: list[Component], end: Property) -> Iterator[LintFinding]:
    """Close the innermost component of that name, and with it those left open inside."""
    if not any(one.name == end.word for one in stack[1:]):
        yield found("CAL07", end.line, f"END:{end.word} ends nothing")
        return
    while (one := stack.pop()).name != end.word:
        yield found("CAL07", one.line, f"{one.name} has no END before END:{end.word}")


def _property(line: Logical) -> Property | None:
    text = line.text
    name = _NAME.match(text)
    if name is None:
        return None
    position, parameters = name.end(), {}
    while one := _PARAMETER.match(text, position):
        parameters[one.group(1).upper()] = one.group(2).strip('"')
        position = one.end()
    if text[position : position + 1] != ":":
        return None
    return Property(name=name.group().upper(), parameters=parameters, value=text[position + 1 :], line=line.line)


def not_one_calendar(roots: list[Component]) -> Iterator[LintFinding]:
    """Yield that a file is no calendar, or more than one."""
    names = [root.name for root in roots]
    if "VCALENDAR" not in names:
        yield found("CAL07", 0, "no calendar: nothing begins with BEGIN:VCALENDAR")
    elif set(names) == {"VCALENDAR"} and len(names) > 1:
        yield found("CAL07", roots[1].line, f"{len(names)} calendars in one file", Severity.WARNING)
    elif len(names) > 1:
        yield found("CAL07", 0, f"beside the calendar: {', '.join(sorted(set(names) - {'VCALENDAR'}))}")
