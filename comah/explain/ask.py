"""What an officer asks to have explained: words to a duty, a status, or a duty of certain sites."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

import msgspec

from comah.errors import UnknownNameError
from comah.model.book import Book
from comah.model.duty import Status
from comah.model.kinds import Regime
from comah.model.provision import Body, Law, Provision
from comah.model.status_words import STATUS_WORDS

_NEAR: Final = 0.5
_REGIMES: Final = frozenset(regime.value for regime in Regime)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A duty of certain sites, or of authorities."""

    words: str
    authorities: frozenset[str]
    sites: tuple[str, ...] = ()  # none: the authorities themselves
    regime: str | None = None  # where the site was named with its plan
    duty: str  # a provision's id, or the id of a local duty or measure
    provision: Provision | None


def named_alone(law: Law, word: str) -> Provision | Status | None:
    """Return the provision or the status of that name, in any case of letters."""
    found = law.find(word)
    if found is not None:
        return found
    asked = word.lower().replace(" ", "-")
    titles = {words.title.lower().replace(" ", "-"): status for status, words in STATUS_WORDS.items()}
    return next((status for status in Status if status.value == asked), titles.get(asked))


def unknown_alone(law: Law, word: str, book: Book | None) -> UnknownNameError:
    """Return the error for one word that is no duty, status or rule, nor a local duty of the register."""
    if book is not None and word.lower().partition("/")[0] in _places(book):
        message = (
            f"{word}: name a duty too, such as comah explain {word.lower()} COMAH-14-TEST. "
            f"The whole site: comah site show {word.lower()}"
        )
        return UnknownNameError(message)
    from comah.calendar_lint.codes import codes  # noqa: PLC0415 -- all rules are read only where one may be meant
    from comah.rules.named import rule_names  # noqa: PLC0415 -- as above

    known = [*_duty_names(law), *(status.value for status in Status), *rule_names(), *codes()]
    if book is not None:
        known += [*_local_names(book, _all(book)), *_places(book)]
    return UnknownNameError(_unknown("duty, status, rule or site", word, known))


def read_local(book: Book, word: str) -> Asked | None:
    """Return a local duty or measure named on its own, of every authority that has it."""
    wanted = word.lower()
    having = frozenset(name for name in _all(book) if wanted in _local_names(book, {name}))
    return Asked(words=wanted, authorities=having, duty=wanted, provision=None) if having else None


def read_pair(book: Book, law: Law, place: str, duty: str) -> Asked:
    """Read a site, a site's plan, a group or an authority, and a duty.

    Raises:
        UnknownNameError: for a name that is not known, with the nearest that are; it says so where
            the two stand the wrong way round.
    """
    name, _, regime = place.lower().partition("/")
    places = _places(book)
    if name not in places:
        if law.find(place) and duty.lower().partition("/")[0] in places:
            message = f"The site comes first: comah explain {duty.lower()} {place.upper()}"
            raise UnknownNameError(message)
        raise UnknownNameError(_unknown("site", place, places))
    if regime and regime not in _REGIMES:
        raise UnknownNameError(_unknown("plan", place, [f"{name}/{each}" for each in sorted(_REGIMES)]))
    authorities, sites = places[name]
    provision = law.find(duty)
    local = _local_names(book, authorities)
    if provision is None and duty.lower() not in local:
        raise UnknownNameError(_not_a_duty(law, place, duty, local))
    found = provision.id if provision else duty.lower()
    asked = Asked(
        words=f"{place.lower()} {found}",
        authorities=authorities,
        sites=sites,
        regime=regime or None,
        duty=found,
        provision=provision,
    )
    _refuse_other_regime(asked)
    return asked


def _refuse_other_regime(asked: Asked) -> None:
    bodies = {Body.COMAH: "comah", Body.REPPIR: "reppir", Body.PIPELINE: "pipeline"}
    body = bodies.get(asked.provision.body) if asked.provision else None
    if asked.regime and body and asked.regime != body:
        site = asked.sites[0] if asked.sites else ""
        message = f"{asked.duty} is a duty to the {body} plan: comah explain {site} {asked.duty}"
        raise UnknownNameError(message)


def _not_a_duty(law: Law, place: str, duty: str, local: Iterable[str]) -> str:
    if any(status.value == duty.lower() for status in Status):
        return f"{duty} is a status and is explained without a site: comah explain {duty.lower()}"
    return _unknown("duty", duty, [*_duty_names(law), *local]) + f" All of them: comah site show {place.lower()}"


def _unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """Say that a name is not known, with the nearest that are, in whatever case they are written."""
    by_lower = {each.lower(): each for each in sorted(known)}
    near = [by_lower[each] for each in get_close_matches(name.lower(), by_lower, n=3, cutoff=_NEAR)]
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    return f"{name}: no such {kind}.{hint}"


def _duty_names(law: Law) -> list[str]:
    return [row.id for row in law.provisions]


def _all(book: Book) -> frozenset[str]:
    return frozenset(records.authority.id for records in book.authorities)


def _local_names(book: Book, authorities: Iterable[str]) -> list[str]:
    wanted = set(authorities)
    having = [records.authority for records in book.authorities if records.authority.id in wanted]
    duties = [one.id for authority in having for one in authority.local_duties]
    return [*duties, *(one.id for authority in having for one in authority.measures)]


def _places(book: Book) -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    """Return what a name can stand for: an authority, the sites of a group, or one site."""
    found: dict[str, tuple[frozenset[str], tuple[str, ...]]] = {}
    for records in book.authorities:
        own = frozenset({records.authority.id})
        found[records.authority.id] = (own, ())
    for records in book.authorities:
        own = frozenset({records.authority.id})
        for site in records.establishments:
            if site.group:
                authorities, members = found.get(site.group.lower(), (frozenset(), ()))
                found[site.group.lower()] = (authorities | own, (*members, site.id))
    for records in book.authorities:
        for site in records.establishments:
            found[site.id] = (frozenset({records.authority.id}), (site.id,))
    return found
