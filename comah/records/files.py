"""Which files of a register folder are records, and which look as if they should be."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Final

import msgspec

from comah.model.problem import Problem
from comah.model.record_kinds import ACTIVATION, AUTHORITY, DIARY, ESTABLISHMENT, EXERCISE, REGISTER, WAIVERS, kind_of
from comah.records.stray_files import (
    authority_missing,
    misnamed,
    no_authority,
    not_listed,
    safe_name,
    stray,
    stray_folder,
)

_FOLDERS: Final = {"establishments": ESTABLISHMENT, "exercises": EXERCISE, "activations": ACTIVATION}
_SINGLE: Final = {"authority.toml": AUTHORITY, "diary.toml": DIARY, "waivers.toml": WAIVERS}
_OTHERS: Final = frozenset({"oncall"})  # folders of an authority that have readers of their own
_TOML: Final = ".toml"


class Source(msgspec.Struct, frozen=True):
    """A record file on disk."""

    name: str  # relative to the register, forward slashes, safe to print
    path: str
    kind: str
    folder: str  # the authority's folder; "" for the register itself
    stem: str


class Listing:
    """The record files of a register, and what else was noticed while looking for them."""

    def __init__(self) -> None:
        """Start with nothing found."""
        self.register: list[Source] = []  # register.toml, if it is there
        self.sources: list[Source] = []  # of authorities
        self.folders: list[str] = []  # of authorities, their authority.toml readable or not
        self.apart: list[Source] = []  # of folders that have readers of their own; counted in the digest
        self.problems: list[Problem] = []
        self._unclaimed: dict[str, list[Source]] = {}  # folders that look like an authority's, without its file

    def claim(self, authorities: set[str]) -> list[Source]:
        """Return all sources by name, with those of folders that the register knows as authorities."""
        for name, sources in self._unclaimed.items():
            is_listed = name in authorities
            self.problems.append(authority_missing(name) if is_listed else no_authority(name))
            if is_listed:
                self.folders.append(name)
                self.sources.extend(sources)
        return sorted(self.sources, key=lambda source: source.name)

    def foresee(self, root: str, names: Iterable[str]) -> None:
        """Note record files that are about to be written, but for those that are there."""
        there = {
            source.name for sources in (self.register, self.sources, *self._unclaimed.values()) for source in sources
        }
        for name in sorted(set(names) - there):
            self._foresee(root, name)

    def _foresee(self, root: str, name: str) -> None:
        parts = name.split("/")
        folder = parts[0] if len(parts) > 1 else ""
        source = Source(safe_name(name), os.path.join(root, *parts), kind_of(name), folder, parts[-1][: -len(_TOML)])  # noqa: PTH118
        if not folder:
            self.register = [source]
        elif folder in self.folders:
            self.sources.append(source)
        elif source.kind == AUTHORITY:
            self.keep(folder, [*self._unclaimed.pop(folder, []), source], is_authority=True)
        else:
            self._unclaimed.setdefault(folder, []).append(source)

    def keep(self, folder: str, sources: list[Source], *, is_authority: bool) -> None:
        """Note a child folder that holds an authority's records, or looks so."""
        if is_authority:
            self.folders.append(folder)
            self.sources.extend(sources)
        else:
            self._unclaimed[folder] = sources


def list_files(root: str) -> Listing:
    """Look through a register folder.

    Raises:
        OSError: where the folder itself cannot be listed.
    """
    listing = Listing()
    for entry in entries_of(root):
        if entry.name == "register.toml":
            listing.register.append(Source(entry.name, entry.path, REGISTER, "", "register"))
        elif is_folder(entry):
            _child(listing, entry)
        elif is_toml(entry.name):
            listing.problems.append(stray(entry.name))
    return listing


def entries_of(path: str) -> list[os.DirEntry[str]]:
    """List a folder by name, without what editors and systems hide there."""
    with os.scandir(path) as found:
        return sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda entry: entry.name)


def _child(listing: Listing, folder: os.DirEntry[str]) -> None:
    """Look through a child folder of the register: an authority's, or another's."""
    name = folder.name
    try:
        entries = entries_of(folder.path)
    except OSError as error:
        listing.problems.append(not_listed(name, error))
        return
    names = {entry.name for entry in entries}
    if names & _FOLDERS.keys() or any(is_toml(one) for one in names):
        sources: list[Source] = []
        for entry in entries:
            sources.extend(_of_authority(listing, name, entry))
        listing.keep(name, sources, is_authority="authority.toml" in names)


def _of_authority(listing: Listing, folder: str, entry: os.DirEntry[str]) -> list[Source]:
    """Sort one entry of an authority's folder."""
    name = f"{folder}/{entry.name}"
    if entry.name in _SINGLE:
        return [Source(safe_name(name), entry.path, _SINGLE[entry.name], folder, entry.name[: -len(_TOML)])]
    if is_folder(entry):
        if entry.name in _OTHERS:
            listing.apart.extend(_files_apart(name, folder, entry))
            return []
        return _kind_folder(listing, folder, entry)
    if is_toml(entry.name):
        listing.problems.append(stray(name))
    return []


def _kind_folder(listing: Listing, folder: str, entry: os.DirEntry[str]) -> list[Source]:
    """List the records of one kind; anything else that looks like a record there is stray."""
    prefix = f"{folder}/{entry.name}"
    kind = _FOLDERS.get(entry.name)
    try:
        inside = entries_of(entry.path)
    except OSError as error:
        listing.problems.append(not_listed(prefix, error))
        return []
    sources = []
    for one in inside:
        if is_toml(one.name) and kind:
            sources.append(Source(safe_name(f"{prefix}/{one.name}"), one.path, kind, folder, one.name[: -len(_TOML)]))
        elif is_toml(one.name):
            listing.problems.append(stray(f"{prefix}/{one.name}"))
        elif kind and one.name.lower().endswith(f"{_TOML}.txt"):
            listing.problems.append(misnamed(f"{prefix}/{one.name}"))
        elif kind and _holds_toml(one):
            listing.problems.append(stray_folder(f"{prefix}/{one.name}"))
    return sources


def _files_apart(prefix: str, folder: str, entry: os.DirEntry[str]) -> list[Source]:
    try:
        inside = entries_of(entry.path)
    except OSError:  # said by the folder's own reader
        return []
    named = [one for one in inside if is_toml(one.name) and not is_folder(one)]
    return [Source(safe_name(f"{prefix}/{one.name}"), one.path, entry.name, folder, one.name) for one in named]


def is_toml(name: str) -> bool:
    """Whether a file is called as records are."""
    return name.endswith(_TOML) or name.lower().endswith(_TOML)


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry of a folder is itself one."""
    try:
        return entry.is_dir()
    except OSError:  # a link that leads round in a circle is no folder
        return False


def _holds_toml(entry: os.DirEntry[str]) -> bool:
    try:
        return is_folder(entry) and any(is_toml(one.name) for one in entries_of(entry.path))
    except OSError:
        return False
