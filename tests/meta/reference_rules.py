"""The reference of the rules of ``comah check``, from their manuals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reference_words import code, page, sentence, table, text

from comah.explain.rule import KIND_WORDS
from comah.law.load import load_law
from comah.model.provision import Law
from comah.rules.manual import Manual, answer_words, manuals

_HEAD: Final = """\
`comah check` runs every rule below. The same words are printed by `comah explain CODE`. A code is never used
again for another rule. What is law, what is the authority's own target, what is good practice and what is the
state of the records are four kinds, shown apart. A finding may have another severity than its rule where the
rule says so."""


def rules_page() -> str:
    """Return the page of every rule, one section a rule."""
    law = load_law()
    found = manuals()
    sections = [part for manual in found for part in _rule(manual, law)]
    return page("Rules", _HEAD, _contents(found), *sections)


def _contents(found: tuple[Manual, ...]) -> str:
    rows = (
        (
            f"[{one.rule.code}](#{one.rule.code.lower()})",
            code(one.rule.slug),
            text(one.title),
            text(KIND_WORDS[one.rule.kind]),
            one.rule.severity.value,
        )
        for one in found
    )
    return table(("Code", "Slug", "What", "Kind", "Severity"), rows)


def _rule(manual: Manual, law: Law) -> Iterator[str]:
    rule = manual.rule
    yield f"## {rule.code}"
    yield f"**{text(sentence(manual.title))}**"
    facts = [("Slug", code(rule.slug)), ("Kind", text(KIND_WORDS[rule.kind])), ("Severity", rule.severity.value)]
    facts += [("Answer", text(sentence(answer_words(rule)))), ("Rests on", "<br>".join(_citations(manual, law)))]
    yield table(("", ""), ((f"**{name}**", words) for name, words in facts if words))
    yield _labelled("What it finds", manual.finds)
    yield _labelled("Why it matters", manual.why)
    yield f"**Example**, as at {manual.example_on.isoformat()}:"
    yield f"```toml\n{manual.example}\n```"
    yield _labelled("What to do", manual.to_do)


def _labelled(label: str, words: str) -> str:
    first, *more = words.split("\n\n")
    return "\n\n".join((f"**{label}.** {text(first)}", *map(text, more)))


def _citations(manual: Manual, law: Law) -> Iterator[str]:
    """Yield each duty of the law with its provision and link, and every other source as it is named."""
    for citation in manual.rule.citations:
        row = law.find(citation)
        if row is None:
            yield text(citation)
        else:
            link = f" (<{row.link}>)" if row.link else ""
            yield f"[{row.id}](law.md#{row.id.lower()}): {text(row.citation)}{link}"
