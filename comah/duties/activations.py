"""Duties that arise when a plan is put into effect for real: COMAH 2015 regs 16 and 26(5)."""

from __future__ import annotations

from comah.duties.build import Subject, new_duty
from comah.duties.situation import Situation
from comah.exercises.state import is_fact
from comah.model.activation import Activation
from comah.model.duty import Duty, Status
from comah.model.kinds import ActivationKind, Regime, Tier
from comah.model.provision import AppliesTo, Provision, Reads


def activation_duty(sit: Situation, provision: Provision, activation: Activation) -> Duty:
    """Return one duty of one activation. Standby puts no plan into effect, so nothing arises from it."""
    subject = Subject(establishment=activation.site, plan=Regime.COMAH.value)
    status, reason = _status(sit, provision, activation)
    return new_duty(sit, provision, subject, status, f"{activation.id}: {reason}")


def _status(sit: Situation, provision: Provision, activation: Activation) -> tuple[Status, str]:
    why = _why_not(sit, provision, activation)
    if why is not None:
        return Status.NOT_APPLICABLE, why
    when = activation.on.text if activation.on else "day not on record"
    if provision.reads is Reads.ACTIVATIONS_EFFECT:
        return Status.MET, f"the plan was put into effect ({when})"
    informed = activation.public_informed_on
    if is_fact(informed, sit.on):
        return Status.MET, f"people likely to be affected were informed {informed.text if informed else ''}"
    return Status.UNKNOWN, f"major incident ({when}); that people likely to be affected were informed is not on record"


def _why_not(sit: Situation, provision: Provision, activation: Activation) -> str | None:
    if provision.value_on(sit.on) is None:
        return "not in force on this day"
    if provision.applies_to is AppliesTo.UPPER and _is_lower_tier(sit, activation.site):
        return "the establishment is of lower tier"
    if activation.on is not None and not is_fact(activation.on, sit.on):
        return "after this day"
    return "standby only" if activation.kind is ActivationKind.STANDBY else None


def _is_lower_tier(sit: Situation, site: str) -> bool:
    return any(one.id == site and one.tier is Tier.LOWER for one in sit.records.establishments)
