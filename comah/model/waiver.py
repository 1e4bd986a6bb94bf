"""Waivers: findings that somebody answers for."""

from typing import Annotated

from comah.model.keys import Day, Schema, key
from comah.model.kinds import WaiverKind
from comah.model.place import Fact


class Waiver(Fact, frozen=True, kw_only=True):
    """An answer for one finding. A statutory finding can only be acknowledged."""

    code: Annotated[str, key("the finding's code", "EXR004")]
    establishment: Annotated[
        str,
        key('the establishment, or "all"; left out: only findings that are of no establishment', "northbank", "all"),
    ] = ""
    kind: Annotated[WaiverKind, key("waiver or acknowledged", "acknowledged")] = WaiverKind.WAIVER
    reason: Annotated[str, key("why", "exercise moved for the operator's shutdown")] = ""
    approver: Annotated[str, key("the post that answers for it", "head of service")] = ""
    reference: Annotated[str, key("the decision", "EP/12")] = ""
    approved_on: Annotated[Day, key("when", "2026-09-01")] = None
    expires_on: Annotated[Day, key("until when", "2027-01-31")] = None


class Waivers(Fact, frozen=True, kw_only=True):
    """``waivers.toml``."""

    schema: Schema
    waivers: Annotated[tuple[Waiver, ...], key("answers for findings")] = ()
