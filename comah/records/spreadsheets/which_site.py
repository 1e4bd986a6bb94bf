"""Which establishment a row speaks of: one on record, a new one, or a question to the officer."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import msgspec

from comah.model.book import AuthorityBook, Book
from comah.model.establishment import Establishment
from comah.model.file_names import DEVICES
from comah.model.kinds import Regime, Tier
from comah.records.faults import nearest_name
from comah.records.spreadsheets.alike_names import AlikeNames
from comah.records.spreadsheets.asked_site import Asked, Found, Site
from comah.records.spreadsheets.mapping import NEW, Mapping
from comah.records.spreadsheets.site_names import bare_key, name_key, name_words, slug

_LONGEST_ID: Final = 60
_MOST_NAMED: Final = 4  # sites in one question
_FORMER_NAME: Final = 5  # letters; a shorter name is found in too many notes


class Sites:
    """Every site on record, and those that the file has named so far."""

    def __init__(self, book: Book, mapping: Mapping) -> None:
        """Gather the names of the sites on record."""
        self._mapping = mapping
        self._by_id: dict[str, Site] = {}
        self._taken = _ids(book)
        self._by_name: dict[str, list[Site]] = defaultdict(list)
        self._by_less: dict[str, list[Site]] = defaultdict(list)
        self._alike = AlikeNames()
        self._asked: dict[str, list[Site]] = {}
        self._former: list[tuple[str, Site]] = []
        for one in book.authorities:
            for site in one.establishments:
                self._add_record(site, one)
        self._add_operators(book)

    def find(self, asked: Asked) -> Found:
        """Say which site a row speaks of; a name met for the first time is kept for the rows below."""
        answer = asked.answer or self._mapping.sites.get(name_key(asked.name), "")
        if answer and answer.casefold() != NEW:
            return self._by_answer(asked, answer)
        found = self._by_its_name(asked, is_new=bool(answer)) if asked.name else None
        if found is None:
            return self._new(asked) if asked.name else Found(question="The row names no site.")
        return found

    def _by_answer(self, asked: Asked, answer: str) -> Found:
        site = self._by_id.get(answer)
        if site:
            return Found(site=site, remark=f"{asked.name!r} taken for {site.shown}, as answered" if asked.name else "")
        nearest = nearest_name(answer, tuple(sorted(self._by_id)))
        meant = f' Perhaps "{nearest}" is meant.' if nearest else ""
        question = f'"{answer}" is no site on record.{meant} Write its id, or "new", under "comah id".'
        return Found(question=question, is_awaited=True)

    def _by_its_name(self, asked: Asked, *, is_new: bool) -> Found | None:
        """Look for a site of the same name, then of one that differs by its town alone, then of one like it."""
        exact = self._by_name.get(name_key(asked.name), [])
        here = [site for site in exact if not _towns_differ(site.town, asked.town)]
        if len(here) == 1:
            return Found(site=here[0], remark=_spelled(asked.name, here[0]))
        if is_new:
            return None
        if here:
            return Found(question=_question(asked, here, "Several sites have this name"))
        if exact:
            return Found(question=_question(asked, exact, "A site of this name is in another town"))
        return self._by_less_than_its_name(asked)

    def _by_less_than_its_name(self, asked: Asked) -> Found | None:
        keys = {name_key(asked.name), bare_key(asked.name, asked.town)}
        near = {site.id: site for key in keys for site in self._by_less.get(key, ())}
        here = [site for site in near.values() if not _towns_differ(site.town, asked.town)]
        if len(here) == 1:
            return Found(site=here[0], remark=f"{asked.name!r} taken for {here[0].shown}")
        if here:
            return Found(question=_question(asked, here, "Several sites could be meant"))
        like = {site.id: site for site in self._like(asked.name)}
        former = {site.id: site for note, site in self._former if _is_in(asked.name, note)}
        why = "This name is like another" if like else "The history of a site on record names this"
        return Found(question=_question(asked, list((former | like).values()), why)) if like or former else None

    def _like(self, name: str) -> list[Site]:
        """Return the sites whose names are like one; what was once found is not looked for again."""
        found = self._asked.get(name)
        if not found:
            found = self._asked[name] = [self._by_id[meant] for meant in self._alike.like(name)]
        return found

    def _new(self, asked: Asked) -> Found:
        """Begin a new establishment, where the row says enough to make a record."""
        if not asked.authority:
            where = 'in a column "council", in the map file ([defaults] authority), or with --authority'
            return Found(question=f"{asked.name!r} is new: name its council {where}.")
        if asked.tier is None:
            where = 'in a column "tier", in the map file ([defaults] tier), or with --tier upper'
            return Found(question=f"{asked.name!r} is new: give its tier {where}.")
        site = Site(
            id=self._free_id(asked),
            name=asked.name,
            town=asked.town,
            authority=asked.authority,
            tier=asked.tier,
            regimes=_new_regimes(asked.tier, asked.regime),
            first_row=asked.at,
        )
        self._add(site)
        return Found(site=site, is_first=True)

    @property
    def towns(self) -> frozenset[str]:
        """The keys of every town on record."""
        return frozenset(name_key(site.town) for site in self._by_id.values() if site.town)

    def is_known(self, name: str) -> bool:
        """Whether a site bears exactly this name, or the map file answers for it."""
        return name_key(name) in self._by_name or name_key(name) in self._mapping.sites

    def add_regime(self, site: Site, regime: Regime) -> None:
        """Keep in mind that a site has a plan under another regime."""
        self._by_id[site.id] = msgspec.structs.replace(site, regimes=site.regimes | {regime})

    def known(self, site: Site) -> Site:
        """Return a site with every plan named so far."""
        return self._by_id[site.id]

    def _free_id(self, asked: Asked) -> str:
        own = slug(asked.name)[:_LONGEST_ID].strip("-") or "site"
        own = f"{own}-site" if own in DEVICES else own
        town = slug(asked.town)
        if own in self._taken and town and not own.endswith(town):
            own = f"{own}-{town}"
        number, identifier = 1, own
        while identifier in self._taken:
            number += 1
            identifier = f"{own}-{number}"
        return identifier

    def _add_record(self, record: Establishment, one: AuthorityBook) -> None:
        site = Site(
            id=record.id,
            name=record.name,
            town=record.town,
            authority=one.authority.id,
            tier=record.tier,
            regimes=frozenset(plan.regime for plan in record.plans),
        )
        self._add(site)
        self._former += [("".join(name_words(event.note)), site) for event in record.history if event.note]

    def _add(self, site: Site) -> None:
        self._by_id[site.id] = site
        self._taken.add(site.id)
        self._by_name[name_key(site.name)].append(site)
        less = {bare_key(site.name, site.town), name_key(f"{site.name} {site.town}"), name_key(site.id)}
        for key in less:
            self._by_less[key].append(site)
        self._alike.add(site.name, site.town, site.id)

    def _add_operators(self, book: Book) -> None:
        """Know a site by its operator, where the operator has no other."""
        sites = defaultdict(list)
        for one in book.authorities:
            for record in one.establishments:
                sites[name_key(record.operator)].append(self._by_id[record.id])
        for key, run in sites.items():
            if key and len(run) == 1:
                self._by_less[key].append(run[0])


def _new_regimes(tier: Tier, regime: Regime | None) -> frozenset[Regime]:
    """Return the plans that a new record has: an upper-tier site has its COMAH plan unsaid."""
    named = {regime} if regime and regime is not Regime.COMAH else set()
    return frozenset(named | ({Regime.COMAH} if tier is Tier.UPPER and not named else set()))


def _towns_differ(one: str, other: str) -> bool:
    """Whether two towns are given and neither holds the other."""
    first, second = set(name_words(one)), set(name_words(other))
    return bool(first and second) and not (first <= second or second <= first)


def _spelled(name: str, site: Site) -> str:
    return f"{name!r} taken for {site.shown}" if name != site.name else ""


def _is_in(name: str, note: str) -> bool:
    key = name_key(name)
    return len(key) >= _FORMER_NAME and key in note


def _question(asked: Asked, sites: list[Site], why: str) -> str:
    shown = [site.shown for site in sorted(sites, key=lambda site: site.id)]
    more = [f"{len(shown) - _MOST_NAMED} more"] if len(shown) > _MOST_NAMED else []
    names = "; ".join(shown[:_MOST_NAMED] + more)
    example = min(site.id for site in sites)
    return (
        f'{why}: {names}. Is {asked.name!r} the same? Write {example} under "comah id", or "new"; '
        f'or in the map file: [sites] "{asked.name}" = "{example}".'
    )


def _ids(book: Book) -> set[str]:
    taken = {entry.id for entry in book.register.authorities}
    for one in book.authorities:
        taken.add(one.authority.id)
        taken.update(site.id for site in one.establishments)
        taken.update(exercise.id for exercise in one.exercises)
        taken.update(activation.id for activation in one.activations)
    return taken
