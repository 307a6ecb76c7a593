"""The entry of every hook: `python -m crmfs.hooks NAME …`. Holds nothing of its own."""

import sys

from crmfs.hooks.door import run

sys.exit(run(sys.argv[1:]))
