"""The manual page of a rule: its module's docstring, read into its parts."""

from __future__ import annotations

import inspect
import re
from datetime import date
from types import ModuleType
from typing import Final

import msgspec

from comah.model.finding import Kind, Rule
from comah.rules.registry import RULES

_HEAD: Final = re.compile(r"^(What it finds|Why it matters|Example[^\n:]*|What to do):", re.MULTILINE)
_AS_AT: Final = re.compile(r"as at (\d{4}-\d{2}-\d{2})")
_FILE: Final = re.compile(r"^# (\S+\.toml)$", re.MULTILINE)


class Manual(msgspec.Struct, frozen=True, kw_only=True):
    """A rule's manual page."""

    rule: Rule
    title: str  # without its full stop
    finds: str
    why: str
    example: str  # records that break the rule, each led by its file's name as a comment
    example_on: date  # the day on which they do
    to_do: str

    @property
    def files(self) -> dict[str, str]:
        """The example's records by their file in the authority's folder."""
        parts = _FILE.split(self.example)
        return {name: text.strip("\n") + "\n" for name, text in zip(parts[1::2], parts[2::2], strict=True)}


def manual_of(module: ModuleType) -> Manual:
    """Read a rule's manual.

    Raises:
        ValueError: where a part is missing.
    """
    text = inspect.cleandoc(module.__doc__ or "")
    title, *parts = _HEAD.split(text)
    by_head = dict(zip(parts[0::2], parts[1::2], strict=True))
    example_head = next((head for head in by_head if head.startswith("Example")), "")
    as_at = _AS_AT.search(example_head)
    missing = {"What it finds", "Why it matters", "What to do"} - by_head.keys()
    if missing or as_at is None or not title.strip():
        message = f"{module.__name__}: its manual lacks {', '.join(sorted(missing)) or 'an example as at a day'}"
        raise ValueError(message)
    return Manual(
        rule=module.RULE,
        title=title.strip().split("\n", maxsplit=1)[0].rstrip("."),
        finds=_paragraphs(by_head["What it finds"]),
        why=_paragraphs(by_head["Why it matters"]),
        example=inspect.cleandoc(by_head[example_head]).strip("\n"),
        example_on=date.fromisoformat(as_at.group(1)),
        to_do=_paragraphs(by_head["What to do"]),
    )


def manuals() -> tuple[Manual, ...]:
    """Return the manual of every rule, in order of its code."""
    return tuple(manual_of(module) for module in RULES)


def answer_words(rule: Rule) -> str:
    """Say which answer may be given for a finding of a rule."""
    if rule.kind is Kind.LAW:
        return "can be acknowledged, never waived: it still counts, and the check still fails"
    return "can be waived: it stays visible and no longer counts; or acknowledged, and then it counts"


def _paragraphs(text: str) -> str:
    """Return a text with its lines joined, its paragraphs apart, and a capital to begin with."""
    whole = "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()))
    return whole[:1].upper() + whole[1:]
