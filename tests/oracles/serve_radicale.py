"""Radicale, a calendar server, on this machine alone and on a port that is free. Its own Python runs this.

    programs/bin/python serve_radicale.py FOLDER

The port is the first line that it prints. It ends when its standard input does.
"""

from __future__ import annotations

import sys
import threading
from importlib import import_module
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that its parent gives it
        """Say nothing: what went wrong is in the answer."""


def main(folder: str) -> None:
    """Serve a folder's calendars to anybody on this machine, until nobody needs it."""
    config = import_module("radicale.config").load()
    config.update({"storage": {"filesystem_folder": folder}, "auth": {"type": "none"}}, "test", privileged=True)
    server = make_server("127.0.0.1", 0, import_module("radicale").Application(config), handler_class=_Quiet)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    main(sys.argv[1])
