"""The entry of every hook: `python -m crmfs.hooks NAME …`. Holds nothing of its own."""

import atexit
import gc
import sys

from crmfs.hooks.door import run

atexit.register(gc.freeze)  # else Python looks through all that is loaded once more before it ends: tens of ms
sys.exit(run(sys.argv[1:]))
