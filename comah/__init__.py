"""External emergency plans of COMAH establishments: what is due, by when, by what law."""

from __future__ import annotations

__version__ = "0.1.0"
