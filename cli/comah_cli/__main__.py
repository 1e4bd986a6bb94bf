"""``python -m comah_cli`` is ``comah``."""

from __future__ import annotations

from comah_cli.app import main

main()
