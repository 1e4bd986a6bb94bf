"""A duty or a status explained on its own, without a site."""

from __future__ import annotations

from datetime import date

from comah.explain.rule_words import counting_part, inference_part, text_part, values_part, who_line
from comah.model.duty import Status
from comah.model.explanation import Explanation
from comah.model.page import Line, Part
from comah.model.provision import Law, Provision, Reads
from comah.model.status_words import STATUS_WORDS

_APPLIES = {
    "upper": "upper-tier establishments",
    "both": "upper-tier and lower-tier establishments",
    "reppir": "premises with an off-site plan under REPPIR 2019",
    "mahp-pipeline": "major accident hazard pipelines",
    "authority": "the authority as a whole",
    "any": "every exercise",
    "none": "no single establishment",
}


def explain_status(law: Law, on: date, status: Status) -> Explanation:
    """Return what a status means, what to do about it, and an example."""
    words = STATUS_WORDS[status]
    lines = (
        Line(label="Means", text=words.meaning),
        Line(label="Do", text=words.to_do),
        Line(label="Example", text=words.example),
    )
    return Explanation(
        on=on,
        law=law.version,
        subject="status",
        asked=status.value,
        title=f"{status.value}: shown as {words.title}",
        parts=(Part(id="status", heading="", lines=lines),),
    )


def explain_provision(law: Law, on: date, provision: Provision) -> Explanation:
    """Return a provision whole: who owes it, its values by date, how it counts, and what was inferred."""
    return Explanation(
        on=on,
        law=law.version,
        subject="duty",
        asked=provision.id,
        title=f"{provision.id}: {provision.title}",
        parts=(_duty_part(provision), values_part(provision), counting_part(provision), *closing_parts(provision)),
    )


def closing_parts(provision: Provision) -> tuple[Part, ...]:
    """Return the inference and the text, which stand at the end of every working too."""
    inference = inference_part(provision)
    return (*((inference,) if inference else ()), text_part(provision))


def _duty_part(provision: Provision) -> Part:
    lines = [who_line(provision), Line(label="Applies to", text=_APPLIES[provision.applies_to.value])]
    if provision.reads is Reads.NOTHING:
        lines.append(Line(label="Reads", text="nothing: no record kind for it exists yet"))
    else:
        lines.append(Line(label="Reads", text=provision.record_key.strip()))
    return Part(id="duty", heading="", lines=tuple(lines))
