"""Content lines read into components, independently of any library."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from comah.calendar_lint.finding import LintFinding

_NAME: Final = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER: Final = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*)')


class Property(msgspec.Struct, frozen=True, kw_only=True):
    """One content line."""

    name: str
    parameters: dict[str, str]
    value: str
    line: int


class Component(msgspec.Struct, kw_only=True):
    """A component with its properties and its parts, in the file's order."""

    name: str
    line: int
    properties: list[Property] = []
    parts: list[Component] = []
    late: list[Property] = []  # properties that stand after a part

    def all(self, name: str) -> list[Property]:
        """Return the properties of one name."""
        return [one for one in self.properties if one.name == name]

    def value(self, name: str) -> str:
        """Return the first value of one name; nothing where there is none."""
        return next((one.value for one in self.properties if one.name == name), "")

    def within(self, name: str) -> list[Component]:
        """Return the direct parts of one name."""
        return [one for one in self.parts if one.name == name]


def read(lines: Iterable[tuple[int, str]]) -> tuple[list[Component], list[LintFinding]]:
    """Read components, with the lines that are none."""
    top = Component(name="", line=0)
    stack = [top]
    findings: list[LintFinding] = []
    for number, text in lines:
        found = _property(number, text)
        if found is None:
            findings.append(LintFinding(code="CAL07", line=number, message="no content line"))
        elif found.name == "BEGIN":
            part = Component(name=found.value.upper(), line=number)
            stack[-1].parts.append(part)
            stack.append(part)
        elif found.name == "END":
            if len(stack) == 1 or stack[-1].name != found.value.upper():
                findings.append(LintFinding(code="CAL07", line=number, message=f"END:{found.value} ends nothing"))
            else:
                stack.pop()
        else:
            (stack[-1].late if stack[-1].parts else stack[-1].properties).append(found)
    findings.extend(LintFinding(code="CAL07", line=one.line, message=f"{one.name} has no END") for one in stack[1:])
    findings.extend(
        LintFinding(code="CAL07", line=one.line, message=f"{one.name} outside the calendar") for one in top.properties
    )
    return top.parts, findings


def _property(number: int, text: str) -> Property | None:
    name = _NAME.match(text)
    if name is None:
        return None
    position, parameters = name.end(), {}
    while found := _PARAMETER.match(text, position):
        parameters[found.group(1).upper()] = found.group(2).strip('"')
        position = found.end()
    if text[position : position + 1] != ":":
        return None
    return Property(name=name.group().upper(), parameters=parameters, value=text[position + 1 :], line=number)
