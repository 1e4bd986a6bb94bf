"""A plan's review, step by step, as Markdown."""

from __future__ import annotations

from comah.model.review_walk import ReviewWalk
from comah.model.words import weekday_words
from comah.render.markdown import md
from comah.render.parts import parts_md
from comah.render.review_table import review_parts, summary
from comah.render.unread import unread_md


def review_md(walk: ReviewWalk) -> str:
    """Return the review, a heading a part."""
    lines = [f"**{md(walk.marking)}**", ""] if walk.marking else []
    lines += [f"# Review of {md(walk.plan)}", "", f"As at {weekday_words(walk.on)}.", ""]
    lines += unread_md(walk.unreadable)
    lines += [item for text in summary(walk) for item in (md(text), "")]
    lines += parts_md(review_parts(walk))
    lines += [f"Law: {md(walk.law)}. Register: {md(walk.register_name)}, {walk.register_digest}.", ""]
    return "\n".join(lines)
