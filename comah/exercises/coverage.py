"""Which plan elements exercises have covered: Schedule 4 Part 2 of COMAH 2015."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from comah.model.establishment import Plan
from comah.model.kinds import Element

CORE: Final = (
    Element.ACTIVATION,
    Element.WARNING,
    Element.RESOURCES,
    Element.ON_SITE_HELP,
    Element.OFF_SITE_ACTION,
    Element.PUBLIC_INFORMATION,
)


def applicable_elements(plan: Plan) -> tuple[Element, ...]:
    """Return the elements that apply to a plan: (a) to (f), and (g) where it is cross-border."""
    return (*CORE, Element.CROSS_BORDER) if plan.cross_border else CORE


def named_elements(elements: Iterable[Element], plan: Plan) -> frozenset[Element]:
    """Return the elements that a credit names; ``all`` names every one that applies."""
    named = set(elements)
    if Element.ALL in named:
        named = set(applicable_elements(plan))
    return frozenset(named)
