"""A rule explained: what it finds, why it matters, an example, what to do, and which answer it takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from comah.model.explanation import Explanation, Working
from comah.model.finding import Kind, Rule
from comah.model.page import Line, Part
from comah.model.provision import Law
from comah.rules.manual import Manual, answer_words, manuals

KIND_WORDS: Final = {
    Kind.LAW: "law",
    Kind.LOCAL: "local target, not law",
    Kind.PRACTICE: "good practice, not law",
    Kind.RECORD: "state of the records",
}


def explain_rule(law: Law, on: date, rule: Rule) -> Explanation:
    """Return the manual of one rule."""
    manual = next(one for one in manuals() if one.rule is rule)
    return Explanation(
        on=on,
        law=law.version,
        subject="rule",
        asked=rule.code,
        title=_title(manual),
        parts=rule_parts(manual, law),
    )


def explain_rules(law: Law, on: date) -> Explanation:
    """Return the manual of every rule, in order of its code."""
    found = manuals()
    workings = (
        Working(title=_title(one), position=_standing(one.rule).upper(), parts=rule_parts(one, law)) for one in found
    )
    return Explanation(
        on=on,
        law=law.version,
        subject="rules",
        asked="--all",
        title=f"All {len(found)} rules of comah check",
        workings=tuple(workings),
    )


def rule_parts(manual: Manual, law: Law) -> tuple[Part, ...]:
    """Return a rule's manual in parts, the law it rests on last."""
    return (
        _part("rule", "", _facts(manual.rule)),
        _part("finds", "WHAT IT FINDS", _texts(manual.finds)),
        _part("why", "WHY IT MATTERS", _texts(manual.why)),
        Part(
            id="example",
            heading=f"EXAMPLE, as at {manual.example_on.isoformat()}",
            lines=tuple(Line(text=line) for line in manual.example.split("\n")),
            is_verbatim=True,
        ),
        _part("do", "WHAT TO DO", _texts(manual.to_do)),
        *_citations(manual.rule, law),
    )


def _title(manual: Manual) -> str:
    return f"{manual.rule.code} {manual.rule.slug}: {manual.title}"


def _standing(rule: Rule) -> str:
    return f"{KIND_WORDS[rule.kind]}; {rule.severity.value}"


def _facts(rule: Rule) -> Iterator[Line]:
    yield Line(label="Code", text=rule.code)
    yield Line(label="Slug", text=rule.slug)
    yield Line(label="Kind", text=KIND_WORDS[rule.kind])
    yield Line(label="Severity", text=rule.severity.value)
    yield Line(label="Answer", text=answer_words(rule))


def _texts(text: str) -> Iterator[Line]:
    yield from (Line(text=paragraph) for paragraph in text.split("\n\n"))


def _citations(rule: Rule, law: Law) -> Iterator[Part]:
    """Yield what the rule rests on: duties of the law with their provision and link, or other sources."""
    lines: list[Line] = []
    for citation in rule.citations:
        row = law.find(citation)
        lines.append(Line(label=citation, text=row.citation) if row else Line(text=citation))
        lines += [Line(label="Link", text=row.link)] if row and row.link else []
    if lines:
        yield _part("citations", "RESTS ON", lines)


def _part(name: str, heading: str, lines: Iterable[Line]) -> Part:
    return Part(id=name, heading=heading, lines=tuple(lines))
