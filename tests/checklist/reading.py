"""A calendar file as its lines, read for the checklist alone: it shares nothing with the project's own lint."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_LINE: Final = re.compile(
    r'(?P<name>[A-Za-z0-9-]+)(?P<parameters>(?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^;:"]*))*):(?P<value>.*)'
)


class Line(NamedTuple):
    """One content line."""

    name: str
    parameters: dict[str, str]
    value: str


class Part(NamedTuple):
    """A component: its own lines, and its parts."""

    name: str
    lines: list[Line]
    parts: list[Part]

    def all(self, name: str) -> list[Line]:
        """Return its own lines of one name."""
        return [line for line in self.lines if line.name == name]

    def value(self, name: str) -> str:
        """Return the value of its first own line of a name; nothing where it has none."""
        return next((line.value for line in self.all(name)), "")

    def within(self, name: str) -> list[Part]:
        """Return its parts of one name."""
        return [part for part in self.parts if part.name == name]

    def whole(self) -> list[Line]:
        """Return its lines and those of its parts."""
        return [*self.lines, *(line for part in self.parts for line in part.whole())]


def content_lines(data: bytes) -> list[str]:
    """Return the lines as they were before folding."""
    return data.replace(b"\r\n ", b"").decode("utf-8", "replace").removesuffix("\r\n").split("\r\n")


def line_of(text: str) -> Line:
    """Read one content line."""
    found = _LINE.fullmatch(text)
    if found is None:
        return Line("", {}, text)
    pairs = (one.split("=", 1) for one in found["parameters"].split(";")[1:])
    return Line(found["name"], {name: value.strip('"') for name, value in pairs}, found["value"])


def calendar_of(data: bytes) -> Part:
    """Return the file as one component; what stands outside its calendar is in the nameless outermost one."""
    top = Part("", [], [])
    stack = [top]
    for line in map(line_of, content_lines(data)):
        if line.name == "BEGIN":
            part = Part(line.value, [], [])
            stack[-1].parts.append(part)
            stack.append(part)
        elif line.name == "END" and len(stack) > 1:
            stack.pop()
        else:
            stack[-1].lines.append(line)
    return top.parts[0] if len(top.parts) == 1 and not top.lines else top


def events_of(data: bytes) -> list[Part]:
    """Return the file's events."""
    return calendar_of(data).within("VEVENT")
