"""What the keys mean of the form on how the burden of on call lies."""

from __future__ import annotations

from typing import Final

from reference_json_exercising import UNREADABLE
from reference_json_oncall_time import ONCALL_HEAD

_LEDGERS: Final = {
    "weeks": "weeks on call",
    "weekends": "weekends",
    "bank-holidays": "bank holidays",
    "christmas": "25, 26 and 31 December and 1 January; in Scotland 2 January too",
}
_PEOPLE: Final = "roles[].people[]"

ONCALL_FAIRNESS: Final = {
    **ONCALL_HEAD,
    **UNREADABLE,
    "on": "the day looked at",
    "from": "the first day that is counted",
    "to": "the last",
    "roles": "the roles with turns, in the order of roles.toml",
    "roles[].role": "the role",
    "roles[].held": "what was held of each ledger by everybody together",
    **{f"roles[].held.{name}": words for name, words in _LEDGERS.items()},
    "roles[].people": "everybody who had a turn or a share, who is furthest ahead in weeks first",
    f"{_PEOPLE}.person": "who, by the id of people.toml",
    f"{_PEOPLE}.post": "the post in words",
    f"{_PEOPLE}.ledgers": "what they had of each ledger, and what would have been fair",
    **{f"{_PEOPLE}.ledgers.{name}": words for name, words in _LEDGERS.items()},
    **{f"{_PEOPLE}.ledgers.{name}.had": "had" for name in _LEDGERS},
    **{f"{_PEOPLE}.ledgers.{name}.fair": "the fair share" for name in _LEDGERS},
    f"{_PEOPLE}.hours": "hours held in the role",
    f"{_PEOPLE}.percent_of_time": "of the time in post, on call in any role",
    f"{_PEOPLE}.over_limit": "the highest limit of their roles that this is over; null where it is over none",
    f"{_PEOPLE}.longest_run": "the most turns one after another, in any role",
    f"{_PEOPLE}.has_none": "whether they had nothing although a share was theirs",
}
