"""The program ``comah``, also as ``python -m comah_cli``."""

from __future__ import annotations

import gc

# One command makes no rings of garbage worth the search, neither while it is loaded nor while it runs: memory
# grows with the register alone. The search is off before the imports, which make the most objects.
gc.disable()

from comah_cli.app import main

if __name__ == "__main__":
    main()
