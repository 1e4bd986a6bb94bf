"""Identifiers in calendar files: made of the records' identity alone, and kept once they were issued."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

from comah.model.entry import Entry
from comah.model.file_names import slug
from comah.model.issued import Issued

_LONGEST: Final = 202  # octets: as Outlook keeps them
_OUTLOOKS_OWN: Final = "040000008200e000"  # Outlook reads a UID that begins so as one of its own


def domain_of(forum: str, issued: Iterable[Issued] = ()) -> str:
    """Return what stands after the @: what was issued keeps it when the forum is renamed.

    >>> domain_of("Example Resilience Forum")
    'example-resilience-forum.comah'
    """
    whole = (line for line in issued if "@" in line.uid and len(line.uid) < _LONGEST)
    earliest = min(whole, key=lambda line: (line.revised_at, line.uid), default=None)
    return earliest.uid.rpartition("@")[2] if earliest else f"{slug(forum) or 'register'}.comah"


def uid_of(identity: tuple[str, ...], domain: str) -> str:
    """Return the identifier of one entry.

    Parts that are not written as identifiers are, such as names in capitals, gain a digest, so that no two
    identities have one identifier.

    >>> uid_of(("northbank", "comah-14-test", "deadline"), "example.comah")
    'northbank.comah-14-test.deadline@example.comah'
    """
    parts = [slug(part) for part in identity]
    bare = ".".join(parts)
    marked = bare if tuple(parts) == identity and all(parts) else f"{bare}-{_digest(repr(identity))[:8]}"
    return _fitted(f"{'x-' if bare.startswith(_OUTLOOKS_OWN) else ''}{marked}@{domain}")


def calendar_identifier(key: str, domain: str) -> str:
    """Return the identifier of a whole calendar by its key in the ledger.

    >>> calendar_identifier("site northbank; kind exercises", "example.comah")
    'calendar.site.northbank.kind.exercises@example.comah'
    """
    return uid_of(("calendar", *key.replace(";", "").split()), domain)


def with_own_identities(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the entries; where a faulty register gives two one identity, the second is numbered."""
    from msgspec.structs import replace  # noqa: PLC0415 - seldom needed

    seen: dict[tuple[str, ...], int] = {}
    for entry in entries:
        number = seen[entry.identity] = seen.get(entry.identity, 0) + 1
        yield entry if number == 1 else replace(entry, identity=(*entry.identity, str(number)))


def _fitted(uid: str) -> str:
    """Shorten an identifier that is too long, so that it stays one of its own."""
    return uid if len(uid) <= _LONGEST else f"{uid[: _LONGEST - 17]}-{_digest(uid)[:16]}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
