"""Activations, and one whole, as Markdown."""

from __future__ import annotations

from comah.model.activation_view import ActivationList, ActivationView
from comah.model.words import weekday_words
from comah.render.activations_table import NONE, about, happened
from comah.render.markdown import md
from comah.render.parts import parts_md
from comah.render.unread import unread_md


def activations_md(found: ActivationList) -> str:
    """Return a heading an activation."""
    lines = [item for marking in found.marking for item in (f"**{md(marking)}**", "")]
    lines += ["# Activations", "", f"As at {weekday_words(found.on)}.", ""]
    lines += unread_md(found.unreadable)
    for row in found.rows:
        lines += [f"## {md(row.id)}: {md(happened(row))}", "", *(f"- {md(text)}" for text in about(row)), ""]
    if not found.rows:
        lines += [NONE, ""]
    return "\n".join([*lines, f"Register: {md(found.register_name)}, {found.register_digest}.", ""])


def activation_md(view: ActivationView) -> str:
    """Return one activation, a heading a part."""
    lines = [item for marking in view.marking for item in (f"**{md(marking)}**", "")]
    lines += [f"# {md(view.row.name or view.row.id)}", "", f"As at {weekday_words(view.on)}.", ""]
    lines += unread_md(view.unreadable)
    lines += parts_md(view.parts)
    lines += [f"Law: {md(view.law)}. Register: {md(view.register_name)}, {view.register_digest}.", ""]
    return "\n".join(lines)
