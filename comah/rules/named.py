"""Rules by the names that a user types: a code, a slug, or a family."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from comah.errors import UnknownNameError
from comah.model.finding import Rule
from comah.rules.registry import RETIRED
from comah.rules.run import rules

_NEAR: Final = 0.5


def find_rule(word: str) -> Rule | None:
    """Return the rule of that code or slug, in any case of letters."""
    wanted = word.strip().lower()
    return next((rule for rule in rules() if wanted in {rule.code.lower(), rule.slug}), None)


def rule_names() -> list[str]:
    """Return every code and slug."""
    return [name for rule in rules() for name in (rule.code, rule.slug)]


def codes_named(words: Iterable[str]) -> frozenset[str]:
    """Return the codes of rules named by code or slug; several may stand with commas between.

    Raises:
        UnknownNameError: for a name that is neither, with the nearest that are.
    """
    return frozenset(_code_of(word) for words_given in words for word in words_given.split(","))


def codes_of_families(words: Iterable[str]) -> frozenset[str]:
    """Return the codes of every rule of families named by their letters.

    Raises:
        UnknownNameError: for a family that has no rule, with the nearest that have.
    """
    families: dict[str, set[str]] = {}
    for rule in rules():
        families.setdefault(rule.family, set()).add(rule.code)
    found: set[str] = set()
    for word in (part.strip() for words_given in words for part in words_given.split(",")):
        if word.upper() not in families:
            hint = nearest(word, families) or f" There are {', '.join(sorted(families))}."
            message = f"{word}: no such family of rules.{hint}"
            raise UnknownNameError(message)
        found |= families[word.upper()]
    return frozenset(found)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the nearest names as a question; "" where none is near."""
    by_lower = {name.lower(): name for name in sorted(known)}
    near = get_close_matches(word.lower(), by_lower, n=3, cutoff=_NEAR)
    return f" Did you mean {' or '.join(by_lower[name] for name in near)}?" if near else ""


def _code_of(word: str) -> str:
    rule = find_rule(word)
    if rule is not None:
        return rule.code
    if word.strip().upper() in RETIRED:
        message = f"{word.strip()}: this rule is no more, and its code is not used again."
        raise UnknownNameError(message)
    hint = nearest(word.strip(), rule_names()) or " All of them: comah explain --all"
    message = f"{word.strip()}: no such rule.{hint}"
    raise UnknownNameError(message)
